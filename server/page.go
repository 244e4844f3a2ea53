package server

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/files"
	"casus/report/view"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// describe makes the page of a run that is finished. Some of its runs are played again
// for that, so that it takes seconds; it is kept.
func (s *Server) describe(r *http.Request) (any, error) {
	name := r.PathValue("run")
	kept, err := s.known(name)
	if err != nil {
		return nil, err
	}
	m := kept.Manifest()
	switch {
	case !m.IsFinished():
		return nil, &problem{http.StatusConflict, "this run is not finished", "resume it"}
	case m.Engine != sim.EngineVersion:
		return nil, &problem{http.StatusConflict, "this run was played by another version of the engine", "play the scenario again"}
	}
	before := r.URL.Query().Get("against")
	key := name + "\n" + before
	s.mu.Lock()
	page := s.pages[key]
	s.mu.Unlock()
	if page != nil {
		return page, nil
	}
	folder, sc, err := s.Open(m.Scenario)
	if err != nil {
		return nil, err
	}
	if sc.Hash != m.ScenarioHash {
		return nil, &problem{http.StatusConflict, "the scenario " + m.Scenario + " has changed since this run was played", "play it again"}
	}
	d, err := experiment.ReadFile(filepath.Join(s.Out, name, experiment.File))
	if err != nil {
		return nil, err
	}
	d.Complete(sc)
	in := view.Input{Scenario: sc, Folder: folder, Results: kept, World: scenario.AsModelled, Workers: s.Workers, Progress: silent}
	if id := m.Settings["world"]; id != "" {
		in.World = id
	}
	if in.Plan, err = d.Plan(sc, 0); err != nil {
		return nil, err
	}
	if in.Argues, err = files.There(folder, claims.File); err != nil {
		return nil, err
	}
	if in.Worlds, err = s.beside(name, kept, before); err != nil {
		return nil, err
	}
	if page, err = view.Of(r.Context(), in); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.pages[key] = page
	s.mu.Unlock()
	return page, nil
}

// beside sets a run against another that was played before, if one is named.
func (s *Server) beside(name string, run *results.Reader, before string) ([]view.Beside, error) {
	if before == "" {
		return nil, nil
	}
	other, err := s.known(before)
	if err != nil {
		return nil, err
	}
	m, n := run.Manifest(), other.Manifest()
	if ensemble.Twins(m, n) != nil || !n.IsFinished() {
		return nil, &problem{http.StatusConflict, fmt.Sprintf("%s and %s cannot be set against each other", name, before), "both are finished, of the same scenario, with the same seed and number of runs"}
	}
	return []view.Beside{
		{ID: before, Text: inWords(n), Do: []string{}, Results: other},
		{ID: name, Text: inWords(m), Do: []string{}, Results: run},
	}, nil
}

// inWords says what a run was asked.
func inWords(m results.Manifest) string {
	var parts []string
	for _, key := range []string{"world", "do", "set"} {
		if text := m.Settings[key]; text != "" {
			parts = append(parts, key+" "+text)
		}
	}
	if parts == nil {
		return "Everything goes as the model has it."
	}
	return strings.Join(parts, ", ")
}

// silent shows no progress.
func silent(int) (count, end func()) { return func() {}, func() {} }
