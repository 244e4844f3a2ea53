package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
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
	begun  *experiment.Kept // as it was then
	of     *scenario.Scenario
	live   *ensemble.Live // of the world that is told of: as modelled, if it is among them
	cancel context.CancelFunc
	ended  chan struct{} // closed when nothing is played any more

	mu      sync.Mutex
	state   string
	why     string        // it failed
	came    int           // runs of all worlds, kept ones among them
	since   time.Time     // it has been played
	had     int           // runs that had come by then
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

// standing is what is so of a run at a time.
type standing struct {
	state, why string
	came       int
	changed    <-chan struct{} // closed when something else is so
}

// now is what is so of a run; nothing of none.
func (r *run) now() standing {
	if r == nil {
		return standing{}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return standing{r.state, r.why, r.came, r.changed}
}

// fewToJudge are too few runs to say how long the others take.
const fewToJudge = 10

// left is how long a run may still take, where that can be said.
func (r *run) left(of int) (left time.Duration, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.came - r.had
	if r.state != playing || n < fewToJudge {
		return 0, false
	}
	return time.Since(r.since) / time.Duration(n) * time.Duration(of-r.came), true
}

// begin plays what is missing in the folder of an experiment, which it closes at the end,
// and tells of it. The caller has taking.
func (s *Server) begin(sc *scenario.Scenario, f *experiment.Folder) (*Told, error) {
	live := ensemble.NewLive(sc)
	kept, err := experiment.OpenAll(f.Dir, results.Open)
	if err == nil && kept.Main.Manifest().Done > 0 {
		err = live.Kept(kept.Main)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	ctx, cancel := context.WithCancel(s.ctx)
	r := &run{name: filepath.Base(f.Dir), dir: f.Dir, begun: kept, of: sc, live: live, cancel: cancel, ended: make(chan struct{}), state: waiting, changed: make(chan struct{})}
	r.came, _ = kept.Done()
	select {
	case s.play <- struct{}{}: // nobody is before it
		r.state, r.since, r.had = playing, time.Now(), r.came
	default:
	}
	s.mu.Lock()
	old := s.runs[r.name]
	s.runs[r.name] = r
	s.mu.Unlock()
	if old != nil { // its folder was taken away
		old.cancel()
		<-old.ended
	}
	told := s.tell(r.name, r.begun, r.now())
	go func() {
		defer close(r.ended)
		defer cancel()
		state, why := s.playOut(ctx, r, f, told.State == playing)
		if err := f.Close(); err != nil {
			state, why = failed, err.Error()
		}
		r.say(func(r *run) { r.state, r.why = state, why })
	}()
	return told, nil
}

// playOut plays a run to its end, when its turn has come if it is not there yet, and says how
// that was.
func (s *Server) playOut(ctx context.Context, r *run, f *experiment.Folder, turn bool) (state, why string) {
	if !turn {
		select {
		case s.play <- struct{}{}:
			r.say(func(r *run) { r.state, r.since, r.had = playing, time.Now(), r.came })
		case <-ctx.Done():
			return stopped, ""
		}
	}
	defer func() { <-s.play }()
	told := r.begun.World()
	_, err := f.Watch(ctx, s.Workers, func(world string, one results.Replicate) {
		if world == told {
			r.live.Add(one)
		}
		r.say(func(r *run) { r.came++ })
	})
	switch {
	case errors.Is(err, context.Canceled):
		return stopped, ""
	case err != nil:
		return failed, err.Error()
	}
	return finished, ""
}

// all gives the runs that are or were played here.
func (s *Server) all() []*run {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.runs))
}

// wait waits until nothing is played any more.
func (s *Server) wait() {
	for _, r := range s.all() {
		<-r.ended
	}
}

// Wish is what a run is asked to be.
type Wish struct {
	Scenario   string              `json:"scenario"`
	World      string              `json:"world"` // *: those that the argument is about, or all where there is none
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

// everyWorld is a wish for several.
const everyWorld = "*"

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
	x.Worlds = []experiment.World{{ID: scenario.AsModelled, Do: w.Do}}
	if w.World != "" && w.World != everyWorld {
		if _, ok := sc.World(w.World); !ok {
			return nil, &problem{http.StatusBadRequest, fmt.Sprintf("no world %.40q in this scenario", w.World), source.Meant(w.World, sc.WorldIDs())}
		}
		x.Worlds[0].ID = w.World
	}
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
	folder, sc, err := s.open(w.Scenario)
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
	s.taking.Lock() // two that ask for the same get the same
	defer s.taking.Unlock()
	if w.World == everyWorld {
		return s.beginWorlds(folder, sc, x)
	}
	if _, err := claims.Find(folder, sc); err != nil { // its page could not be made
		return nil, err
	}
	if told, err := s.again(x); told != nil || err != nil {
		return told, err
	}
	if err := s.full(); err != nil {
		return nil, err
	}
	f, err := experiment.CreateNext(filepath.Join(s.Out, sc.ID), x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	return s.begin(sc, f)
}

// worlds begins the worlds that the argument of a run's scenario is about, with the run's
// settings and luck.
func (s *Server) worlds(r *http.Request) (any, error) {
	kept, err := s.known(r.PathValue("run"), results.Find)
	if err != nil {
		return nil, err
	}
	folder, sc, x, err := s.played(kept)
	if err != nil {
		return nil, err
	}
	if x.Mode != sim.Free {
		return nil, &problem{http.StatusConflict, "this run follows the record, from which its worlds would part", "play the scenario anew, with several worlds"}
	}
	s.taking.Lock()
	defer s.taking.Unlock()
	return s.beginWorlds(folder, sc, x)
}

// beginWorlds plays an experiment in the worlds that the scenario's argument is about, or
// in all where it has none, unless they are played or kept already. The caller has taking.
func (s *Server) beginWorlds(folder fs.FS, sc *scenario.Scenario, x *experiment.Experiment) (*Told, error) {
	ids := sc.WorldIDs()
	switch a, err := claims.Find(folder, sc); {
	case err != nil:
		return nil, err
	case a != nil:
		ids = a.Worlds()
	}
	if len(ids) < 2 {
		return nil, &problem{http.StatusConflict, fmt.Sprintf("the scenario %s has one world", sc.ID), "write others into its file, see docs/scenario.md"}
	}
	tables, err := ensemble.Choose(append(slices.Clone(x.Tables), experiment.TwinTables...))
	if err != nil {
		return nil, err
	}
	x = x.In(ids, tables)
	if err := x.Check(sc); err != nil {
		return nil, bad("%v", err)
	}
	if told, err := s.again(x); told != nil || err != nil {
		return told, err
	}
	if err := s.full(); err != nil {
		return nil, err
	}
	f, _, err := experiment.TakeUpNext(filepath.Join(s.Out, sc.ID+"-worlds"), x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	return s.begin(sc, f)
}

// again finds what is kept or played of an experiment, which would come out the same, and
// goes on with it if it was stopped; nil if there is nothing. The caller has taking.
func (s *Server) again(x *experiment.Experiment) (*Told, error) {
	entries, err := os.ReadDir(s.Out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		now := s.find(e.Name()).now()
		kept, err := s.known(e.Name(), results.Find)
		switch {
		case err != nil: // the list says so
		case !kept.HasAll(x) || len(x.Worlds) == 1 && len(kept.Worlds) > 1 || kept.Main.Manifest().Engine != sim.EngineVersion:
		case isOn(now.state):
			return s.tell(e.Name(), kept, now), nil
		case s.sound(e.Name()) != nil: // it could neither be shown nor gone on with
		case kept.IsFinished():
			return s.tell(e.Name(), kept, now), nil
		default:
			return s.goOn(e.Name(), kept)
		}
	}
	return nil, nil
}

// sound returns an error unless all that a run keeps can be read, and played again.
func (s *Server) sound(name string) error {
	kept, err := s.known(name, results.Open)
	if err == nil {
		_, _, _, err = s.played(kept)
	}
	return err
}

// full says that too many runs wait for their turn.
func (s *Server) full() error {
	if s.queue() < mostWaiting {
		return nil
	}
	return &problem{http.StatusTooManyRequests, fmt.Sprintf("%d runs wait already", mostWaiting), "stop some, or wait for them"}
}

// queue is how many runs wait for their turn.
func (s *Server) queue() (n int) {
	for _, r := range s.all() {
		if r.now().state == waiting {
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
	s.taking.Lock()
	defer s.taking.Unlock()
	now := s.find(name).now()
	kept, err := s.known(name, results.Find)
	if err != nil {
		return nil, err
	}
	if isOn(now.state) || kept.IsFinished() {
		return s.tell(name, kept, now), nil
	}
	return s.goOn(name, kept)
}

// goOn goes on with what is kept of a run that is not played. The caller has taking.
func (s *Server) goOn(name string, kept *experiment.Kept) (*Told, error) {
	if one := s.find(name); one != nil {
		<-one.ended // it lets go of the folder
	}
	_, sc, x, err := s.played(kept)
	if err != nil {
		return nil, err
	}
	if err := s.full(); err != nil {
		return nil, err
	}
	f, err := experiment.Resume(filepath.Join(s.Out, name), x, sc, s.Version)
	if err != nil {
		return nil, err
	}
	return s.begin(sc, f)
}
