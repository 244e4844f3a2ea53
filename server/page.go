package server

import (
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/report/view"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// describe gives the page of a run that is finished. Some of its runs are played again
// for that, so that it takes seconds; it is kept.
func (s *Server) describe(r *http.Request) (any, error) {
	name, before := r.PathValue("run"), r.URL.Query().Get("against")
	kept, err := s.known(name, results.Open)
	if err != nil {
		return nil, err
	}
	switch {
	case !kept.IsFinished():
		return nil, &problem{http.StatusConflict, "this run is not finished", "resume it"}
	case kept.Main.Manifest().Engine != sim.EngineVersion:
		return nil, &problem{http.StatusConflict, "this run was played by another version of the engine", "play the scenario again"}
	}
	folder, sc, x, err := s.played(kept)
	if err != nil {
		return nil, err
	}
	worlds, err := s.beside(name, kept, sc, before)
	if err != nil {
		return nil, err
	}
	a, err := claims.Find(folder, sc)
	if err != nil {
		return nil, err
	}
	key := name // another run may have it by now
	if a != nil {
		key += " " + a.Hash // it may have been edited
	}
	for _, id := range slices.Sorted(maps.Keys(kept.Worlds)) {
		key += " " + kept.Worlds[id].Manifest().ContentHash
	}
	if worlds != nil {
		key += " " + before + " " + worlds[0].Results.Manifest().ContentHash
	}
	scores, err := s.scores(kept, r.URL.Query().Has("scores"))
	if err != nil {
		return nil, err
	}
	if scores != nil {
		key += " scored"
	}
	if page := s.pages.get(key); page != nil {
		return page, nil
	}
	page, err, _ := s.make.Do(key, func() (any, error) {
		in := view.Input{Scenario: sc, Folder: folder, Results: kept.Main, Worlds: worlds, Scores: scores, Workers: s.Workers, Progress: silent}
		return s.write(in, kept, x, a)
	})
	if err == nil {
		s.pages.put(key, page.(*view.Page))
	}
	return page, err
}

// write makes the page of a run, whoever asks for it: a browser that goes does not end it.
// The worlds of the input are those that it is set against, nil for its own.
func (s *Server) write(in view.Input, kept *experiment.Kept, x *experiment.Experiment, a *claims.Argument) (page *view.Page, err error) {
	if in.Worlds == nil {
		in.Worlds = view.WorldsOf(in.Scenario, kept.Worlds, kept.World())
	}
	if in.Plan, err = x.Plan(in.Scenario, 0); err != nil {
		return nil, err
	}
	if in.Argues = a != nil; in.Argues && x.Mode == sim.Free && kept.Has(a.Worlds()) {
		if in.Tested, err = claims.Test(a, kept.Worlds); err != nil {
			return nil, err
		}
	}
	return view.Of(s.ctx, in)
}

// played gives the scenario of a run and what was asked of it.
func (s *Server) played(kept *experiment.Kept) (fs.FS, *scenario.Scenario, *experiment.Experiment, error) {
	m := kept.Main.Manifest()
	folder, sc, err := s.Again(m.Scenario, m.ScenarioHash)
	if err != nil {
		return nil, nil, nil, &problem{http.StatusConflict, fmt.Sprintf("the scenario %s of this run cannot be read", m.Scenario), err.Error()}
	}
	if sc.Hash != m.ScenarioHash {
		return nil, nil, nil, &problem{http.StatusConflict, fmt.Sprintf("the scenario %s has changed since this run was begun", m.Scenario), "play it again"}
	}
	x, err := kept.Asked(sc)
	if err != nil {
		err = &problem{http.StatusConflict, err.Error(), "play it again"}
	}
	return folder, sc, x, err
}

// mostPages is how many pages are kept; each takes a megabyte or two.
const mostPages = 16

// pages keeps the last that were made. It may be used by several goroutines.
type pages struct {
	mu   sync.Mutex
	keys []string // the oldest first
	made map[string]*view.Page
}

func (p *pages) get(key string) *view.Page {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.made[key]
}

func (p *pages) put(key string, page *view.Page) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil {
		p.made = map[string]*view.Page{}
	}
	if p.made[key] == nil {
		p.keys = append(p.keys, key)
	}
	p.made[key] = page
	if len(p.keys) > mostPages {
		delete(p.made, p.keys[0])
		p.keys = p.keys[1:]
	}
}

// beside sets a run against another that was played before, if one is named.
func (s *Server) beside(name string, kept *experiment.Kept, sc *scenario.Scenario, before string) ([]view.Beside, error) {
	if before == "" {
		return nil, nil
	}
	other, err := s.known(before, results.Open)
	if err != nil {
		return nil, err
	}
	m, n := kept.Main.Manifest(), other.Main.Manifest()
	if len(kept.Worlds) > 1 || len(other.Worlds) > 1 || ensemble.Twins(m, n) != nil || !other.IsFinished() {
		return nil, &problem{http.StatusConflict, fmt.Sprintf("%s and %s cannot be set against each other", name, before), "they must have one world each, the same scenario, seed, mode and number of runs, and be finished"}
	}
	return []view.Beside{
		{ID: before, Text: inWords(sc, n), Do: []string{}, Results: other.Main},
		{ID: name, Text: inWords(sc, m), Do: []string{}, Results: kept.Main},
	}, nil
}

// inWords says what a run was asked.
func inWords(s *scenario.Scenario, m results.Manifest) string {
	var parts []string
	if m.Mode != string(sim.Free) {
		parts = append(parts, "mode "+m.Mode)
	}
	if id := m.Settings["world"]; id != "" {
		w, _ := s.World(id)
		parts = append(parts, w.Text)
	}
	if done := view.Done(s, m.Settings["do"]); done != "" {
		parts = append(parts, done)
	}
	if set := view.Set(s, m.Settings["set"]); set != "" {
		parts = append(parts, set)
	}
	if parts == nil {
		return "All decide as the model has them."
	}
	return strings.Join(parts, ", ")
}

// silent shows no progress.
func silent(int) (count, end func()) { return func() {}, func() {} }
