package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"casus/ensemble"
	"casus/experiment"
	"casus/report/view"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// States of a run.
const (
	waiting  = "waiting" // for another run, which uses all cores
	playing  = "playing"
	stopped  = "stopped" // by somebody, or with an earlier server
	finished = "finished"
	failed   = "failed"
)

// run is one that this server plays, or has played.
type run struct {
	name   string
	asked  *experiment.Experiment
	of     *scenario.Scenario
	live   *ensemble.Live
	cancel context.CancelFunc
	ended  chan struct{} // closed when nothing is played any more

	mu      sync.Mutex
	state   string
	why     string        // it failed
	changed chan struct{} // closed at the next change
}

// say changes what is so of a run.
func (r *run) say(change func(r *run)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(r)
	close(r.changed)
	r.changed = make(chan struct{})
}

// now is what is so of a run, and what is closed when something else is.
func (r *run) now() (state, why string, changed <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state, r.why, r.changed
}

// begin plays what is missing in a folder, which it closes at the end.
func (s *Server) begin(x *experiment.Experiment, sc *scenario.Scenario, f *experiment.Folder) (*run, error) {
	live := ensemble.NewLive(sc)
	if done, _ := f.Kept(); done > 0 {
		kept, err := results.Open(f.Dir)
		if err == nil {
			err = live.Kept(kept)
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	ctx, cancel := context.WithCancel(s.ctx)
	r := &run{name: filepath.Base(f.Dir), asked: x, of: sc, live: live, cancel: cancel, ended: make(chan struct{}), state: waiting, changed: make(chan struct{})}
	s.mu.Lock()
	s.runs[r.name] = r
	s.mu.Unlock()
	go func() {
		defer close(r.ended)
		defer cancel()
		state, why := s.playOut(ctx, r, f)
		if err := f.Close(); err != nil {
			state, why = failed, err.Error()
		}
		r.say(func(r *run) { r.state, r.why = state, why })
	}()
	return r, nil
}

// playOut plays a run to its end, when its turn has come, and says how that was.
func (s *Server) playOut(ctx context.Context, r *run, f *experiment.Folder) (state, why string) {
	select {
	case s.play <- struct{}{}:
		defer func() { <-s.play }()
	case <-ctx.Done():
		return stopped, ""
	}
	r.say(func(r *run) { r.state = playing })
	_, err := f.Watch(ctx, s.Workers, func(_ string, one results.Replicate) {
		r.live.Add(one)
		r.say(func(*run) {})
	})
	switch {
	case errors.Is(err, context.Canceled):
		return stopped, ""
	case err != nil:
		return failed, err.Error()
	}
	return finished, ""
}

// wait waits until nothing is played any more.
func (s *Server) wait() {
	s.mu.Lock()
	list := make([]*run, 0, len(s.runs))
	for _, r := range s.runs {
		list = append(list, r)
	}
	s.mu.Unlock()
	for _, r := range list {
		<-r.ended
	}
}

// Wish is what a run is asked to be.
type Wish struct {
	Scenario   string             `json:"scenario"`
	World      string             `json:"world"`
	Do         []string           `json:"do"`
	Set        map[string]float64 `json:"set"`
	Replicates int                `json:"replicates"` // 0: the scenario's
	Seed       uint64             `json:"seed"`       // 0: 1
}

// mostReplicates is how many runs are played for the page at most; for more there is the
// command line.
const mostReplicates = 100_000

// start begins a run in a folder of its own.
func (s *Server) start(r *http.Request) (any, error) {
	w, err := said[Wish](r)
	if err != nil {
		return nil, err
	}
	sc, err := s.open(w.Scenario)
	if err != nil {
		return nil, err
	}
	if w.Replicates < 0 || w.Replicates > mostReplicates {
		return nil, bad("%d runs: it is a whole number from 1 to %d", w.Replicates, mostReplicates)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: max(1, w.Seed), Mode: sim.Free, Set: w.Set}
	x.Scenario.ID = sc.ID
	if w.World == "" {
		w.World = scenario.AsModelled
	}
	x.Worlds = []experiment.World{{ID: w.World, Do: w.Do}}
	x.Replicates.Count = w.Replicates
	if w.Replicates == 0 {
		x.Replicates.Count = sc.Defaults.Replicates
	}
	x.Complete(sc)
	if err := x.Check(sc); err != nil {
		return nil, &problem{http.StatusBadRequest, err.Error(), ""}
	}
	f, err := experiment.CreateNext(filepath.Join(s.Out, sc.ID), x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	begun, err := s.begin(x, sc, f)
	if err != nil {
		return nil, err
	}
	return s.tell(begun.name, nil), nil
}

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

// list names all runs in the folder, the last first.
func (s *Server) list(*http.Request) (any, error) {
	type kept struct {
		name string
		m    results.Manifest
	}
	var all []kept
	entries, err := os.ReadDir(s.Out)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if r, err := results.Open(filepath.Join(s.Out, e.Name())); err == nil {
			all = append(all, kept{e.Name(), r.Manifest()})
		}
	}
	slices.SortFunc(all, func(a, b kept) int {
		return cmp.Or(b.m.Started.Compare(a.m.Started), cmp.Compare(b.name, a.name))
	})
	list := []*Told{}
	for _, k := range all {
		list = append(list, s.tell(k.name, &k.m))
	}
	return list, nil
}

// known gives a run that is in the folder, by a name from outside.
func (s *Server) known(name string) (*results.Reader, error) {
	none := &problem{http.StatusNotFound, fmt.Sprintf("no run %q", name), ""}
	if strings.ContainsAny(name, `/\`) || !filepath.IsLocal(name) {
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
	m := kept.Manifest()
	return s.tell(name, &m), nil
}

// tell tells of a run: as it is played, else as its folder has it.
func (s *Server) tell(name string, m *results.Manifest) *Told {
	s.mu.Lock()
	r := s.runs[name]
	s.mu.Unlock()
	t := &Told{Run: name, State: stopped}
	if r != nil {
		begun := r.asked.Manifest(s.Version)
		if m == nil {
			m = &begun
		}
		t.Done = r.live.So().Done
		t.State, t.Why, _ = r.now()
	} else if t.Done = m.Done; m.IsFinished() {
		t.State = finished
	}
	t.Scenario, t.Of, t.Started = m.Scenario, m.Replicates, m.Started.Local().Format("2 January 2006, 15:04")
	for _, key := range slices.Sorted(maps.Keys(m.Settings)) {
		t.Asked = append(t.Asked, view.Entry{Label: key, Value: m.Settings[key]})
	}
	t.Asked = append(t.Asked, view.Entry{Label: "seed", Value: fmt.Sprint(m.Seed)})
	return t
}

// stop ends a run; what is kept stays.
func (s *Server) stop(r *http.Request) (any, error) {
	s.mu.Lock()
	one := s.runs[r.PathValue("run")]
	s.mu.Unlock()
	if one == nil {
		return nil, &problem{http.StatusNotFound, "this run is not being played", ""}
	}
	one.cancel()
	<-one.ended
	return s.tell(one.name, nil), nil
}

// resume goes on with a run that was stopped, by somebody or with an earlier server.
func (s *Server) resume(r *http.Request) (any, error) {
	name := r.PathValue("run")
	kept, err := s.known(name)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	one := s.runs[name]
	s.mu.Unlock()
	if one != nil {
		if state, _, _ := one.now(); state == playing || state == waiting {
			return s.tell(name, nil), nil
		}
		<-one.ended
	}
	dir := filepath.Join(s.Out, name)
	d, err := experiment.ReadFile(filepath.Join(dir, experiment.File))
	if err != nil {
		return nil, err
	}
	_, sc, err := s.Open(d.Scenario.ID)
	if err != nil {
		return nil, err
	}
	if m := kept.Manifest(); sc.Hash != m.ScenarioHash {
		return nil, &problem{http.StatusConflict, fmt.Sprintf("the scenario %s has changed since this run was begun", m.Scenario), "start another"}
	}
	f, err := experiment.Resume(dir, &d.Experiment, sc, s.Version)
	if err != nil {
		return nil, err
	}
	begun, err := s.begin(&d.Experiment, sc, f)
	if err != nil {
		return nil, err
	}
	return s.tell(begun.name, nil), nil
}
