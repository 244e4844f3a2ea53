package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"casus/ensemble"
	"casus/experiment"
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

// begin plays what is missing in a folder, which it closes at the end, and tells of it.
func (s *Server) begin(sc *scenario.Scenario, f *experiment.Folder) (*Told, error) {
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
	return s.tell(r.name, r.begun), nil
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

// asks is the experiment that is wished for, complete and checked.
func (w *Wish) asks(sc *scenario.Scenario) (*experiment.Experiment, error) {
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
	x.Worlds = []experiment.World{{ID: cmp.Or(w.World, scenario.AsModelled), Do: w.Do}}
	x.Replicates.Count = cmp.Or(w.Replicates, sc.Defaults.Replicates)
	x.Complete(sc)
	if err := x.Check(sc); err != nil {
		return nil, bad("%v", err)
	}
	return x, nil
}

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
	x, err := w.asks(sc)
	if err != nil {
		return nil, err
	}
	if s.queue() >= mostWaiting {
		return nil, &problem{http.StatusTooManyRequests, fmt.Sprintf("%d runs wait already", mostWaiting), "stop some, or wait for them"}
	}
	f, err := experiment.CreateNext(filepath.Join(s.Out, sc.ID), x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	return s.begin(sc, f)
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
	return s.begin(sc, f)
}
