package server

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casus/report/view"
	"casus/results"
	"casus/sim"
)

// Told is a run as it is listed.
type Told struct {
	Run      string       `json:"run"` // name of its folder
	Scenario string       `json:"scenario"`
	Asked    []view.Entry `json:"asked"` // world, do, set and seed
	State    string       `json:"state"` // waiting, playing, stopped, finished or failed
	Why      string       `json:"why"`   // it failed
	Done     int          `json:"done"`  // runs that are kept, or that have come
	Of       int          `json:"of"`
	Started  string       `json:"started"` // date and time here
}

// list names all runs in the folder, the last first; those that cannot be read say why.
func (s *Server) list(*http.Request) (any, error) {
	type kept struct {
		m    results.Manifest
		told *Told
	}
	var all []kept
	entries, err := os.ReadDir(s.Out)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		r, err := s.known(e.Name())
		none := new(problem)
		switch {
		case err == nil:
			all = append(all, kept{r.Manifest(), s.tell(e.Name(), r.Manifest())})
		case e.IsDir() && !errors.As(err, &none):
			all = append(all, kept{told: &Told{Run: e.Name(), Asked: []view.Entry{}, State: failed, Why: err.Error()}})
		}
	}
	slices.SortFunc(all, func(a, b kept) int {
		return cmp.Or(b.m.Started.Compare(a.m.Started), cmp.Compare(b.told.Run, a.told.Run))
	})
	list := []*Told{}
	for _, k := range all {
		list = append(list, k.told)
	}
	return list, nil
}

// longestName is that of a run's folder.
const longestName = 200

// known gives a run that is in the folder, by a name from outside.
func (s *Server) known(name string) (*results.Reader, error) {
	none := &problem{http.StatusNotFound, fmt.Sprintf("no run %.40q", name), ""}
	if strings.ContainsAny(name, "/\\\x00") || !filepath.IsLocal(name) || len(name) > longestName {
		return nil, none
	}
	r, err := results.Open(filepath.Join(s.Out, name))
	if errors.Is(err, results.ErrNoRun) {
		return nil, none
	}
	return r, err
}

func (s *Server) show(r *http.Request) (any, error) {
	name := r.PathValue("run")
	kept, err := s.known(name)
	if err != nil {
		return nil, err
	}
	return s.tell(name, kept.Manifest()), nil
}

// find gives a run that is or was played here; nil if there is none.
func (s *Server) find(name string) *run {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.runs[name]
}

// tell tells of a run as its folder has it, and while it is played here, how far it is.
func (s *Server) tell(name string, m results.Manifest) *Told {
	t := &Told{Run: name, Scenario: m.Scenario, State: stopped, Done: m.Done, Of: m.Replicates, Started: m.Started.Local().Format("2 January 2006, 15:04")}
	if m.IsFinished() {
		t.State = finished
	}
	if r := s.find(name); r != nil {
		state, why, _ := r.now()
		switch same := m.Started.Equal(r.begun.Started); { // another may have the folder by now
		case isOn(state):
			t.State, t.Done = state, r.live.Done()
		case same && state == finished: // since the manifest was read
			t.State, t.Done = finished, t.Of
		case same && state == failed && !m.IsFinished():
			t.State, t.Why = failed, why
		}
	}
	if m.Mode != string(sim.Free) {
		t.Asked = append(t.Asked, view.Entry{Label: "mode", Value: m.Mode})
	}
	for _, key := range slices.Sorted(maps.Keys(m.Settings)) {
		t.Asked = append(t.Asked, view.Entry{Label: key, Value: m.Settings[key]})
	}
	t.Asked = append(t.Asked, view.Entry{Label: "seed", Value: fmt.Sprint(m.Seed)})
	return t
}
