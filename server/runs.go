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
	"time"

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

// isOn reports whether a run is played or will be.
func isOn(state string) bool { return state == waiting || state == playing }

// run is one that this server plays, or has played.
type run struct {
	name   string
	dir    string
	begun  results.Manifest
	of     *scenario.Scenario
	live   *ensemble.Live
	cancel context.CancelFunc
	ended  chan struct{} // closed when nothing is played any more

	mu      sync.Mutex
	state   string
	why     string        // it failed
	changed chan struct{} // closed at the next change

	telling sync.Mutex
	last    Moment // told, at a time
	at      time.Time
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
func (s *Server) begin(sc *scenario.Scenario, f *experiment.Folder) (*run, error) {
	live := ensemble.NewLive(sc)
	kept, err := results.Open(f.Dir)
	if err == nil && kept.Manifest().Done > 0 {
		err = live.Kept(kept)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	ctx, cancel := context.WithCancel(s.ctx)
	r := &run{name: filepath.Base(f.Dir), dir: f.Dir, begun: kept.Manifest(), of: sc, live: live, cancel: cancel, ended: make(chan struct{}), state: waiting, changed: make(chan struct{})}
	s.mu.Lock()
	old := s.runs[r.name]
	s.runs[r.name] = r
	s.mu.Unlock()
	if old != nil { // its folder was taken away
		old.cancel()
		<-old.ended
	}
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
	Scenario   string              `json:"scenario"`
	World      string              `json:"world"`
	Do         []string            `json:"do"`
	Set        map[string]*float64 `json:"set"`
	Replicates int                 `json:"replicates"` // 0: the scenario's
	Seed       uint64              `json:"seed"`       // 0: 1
}

// mostReplicates is how many runs are played for the page at most; for more there is the
// command line.
const mostReplicates = 100_000

// mostWaiting is how many runs may wait for their turn; each holds its folder open.
const mostWaiting = 20

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
	if sc.ID != w.Scenario { // it could not be found again
		return nil, &problem{http.StatusConflict, fmt.Sprintf("the folder %s holds the scenario %s", w.Scenario, sc.ID), "give both one name"}
	}
	if w.Replicates < 0 || w.Replicates > mostReplicates {
		return nil, bad("%d runs: it is a whole number from 1 to %d", w.Replicates, mostReplicates)
	}
	set := map[string]float64{}
	for name, v := range w.Set {
		if v == nil {
			return nil, bad("%.40q has no value", name)
		}
		set[name] = *v
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: max(1, w.Seed), Mode: sim.Free, Set: set}
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
	if s.queue() >= mostWaiting {
		return nil, &problem{http.StatusTooManyRequests, fmt.Sprintf("%d runs wait already", mostWaiting), "stop some, or wait for them"}
	}
	f, err := experiment.CreateNext(filepath.Join(s.Out, sc.ID), x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	begun, err := s.begin(sc, f)
	if err != nil {
		return nil, err
	}
	return s.tell(begun.name, begun.begun), nil
}

// queue is how many runs wait for their turn.
func (s *Server) queue() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.runs {
		if state, _, _ := r.now(); state == waiting {
			n++
		}
	}
	return n
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

// stop ends a run; the whole batches of it stay.
func (s *Server) stop(r *http.Request) (any, error) {
	one := s.find(r.PathValue("run"))
	if one == nil {
		return nil, &problem{http.StatusNotFound, "this run is not being played", ""}
	}
	one.cancel()
	<-one.ended
	return s.show(r)
}

// resume goes on with a run that was stopped, by somebody or with an earlier server.
func (s *Server) resume(r *http.Request) (any, error) {
	name := r.PathValue("run")
	kept, err := s.known(name)
	if err != nil {
		return nil, err
	}
	if one := s.find(name); one != nil {
		if state, _, _ := one.now(); isOn(state) {
			return s.tell(name, kept.Manifest()), nil
		}
		<-one.ended
	}
	dir := filepath.Join(s.Out, name)
	_, sc, x, err := s.played(dir, kept.Manifest())
	if err != nil {
		return nil, err
	}
	f, err := experiment.Resume(dir, x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	begun, err := s.begin(sc, f)
	if err != nil {
		return nil, err
	}
	return s.tell(begun.name, begun.begun), nil
}
