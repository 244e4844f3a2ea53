package server

import (
	"net/http"
	"path/filepath"

	"casus/experiment"
	"casus/report/view"
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
	s.mu.Lock()
	page := s.pages[name]
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
	in := view.Input{Scenario: sc, Folder: folder, Results: kept, World: scenario.AsModelled, Against: scenario.AsModelled, Workers: s.Workers, Progress: silent}
	if id := m.Settings["world"]; id != "" {
		in.World, in.Against = id, id
	}
	if in.Plan, err = d.Plan(sc, 0); err != nil {
		return nil, err
	}
	if page, err = view.Of(r.Context(), in); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.pages[name] = page
	s.mu.Unlock()
	return page, nil
}

// silent shows no progress.
func silent(int) (count, end func()) { return func() {}, func() {} }
