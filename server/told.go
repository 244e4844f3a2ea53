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
	"strconv"
	"strings"
	"time"

	"casus/ensemble"
	"casus/experiment"
	"casus/report/number"
	"casus/report/view"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Told is a run as it is listed: of one world, or of several with the same draws and luck.
type Told struct {
	Run      string       `json:"run"` // name of its folder
	Scenario string       `json:"scenario"`
	Worlds   int          `json:"worlds"` // that it has
	Asked    []view.Entry `json:"asked"`  // world or worlds, do, set and seed
	Wish     Wish         `json:"wish"`   // the same, as it can be asked again
	State    string       `json:"state"`  // waiting, playing, stopped, finished or failed
	Heading  string       `json:"heading"`
	Status   string       `json:"status"` // a sentence or two
	Why      string       `json:"why"`    // it failed
	Done     int          `json:"done"`   // runs of all worlds that are kept, or that have come
	Of       int          `json:"of"`
	Draws    string       `json:"draws"`   // runs of one world with equal ones can be set against each other; "" of several worlds
	Started  string       `json:"started"` // date and time here
}

// list names all runs in the folder, the last first; those that cannot be read say why.
func (s *Server) list(*http.Request) (any, error) {
	type entry struct {
		started time.Time
		told    *Told
	}
	var all []entry
	entries, err := os.ReadDir(s.Out)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		now := s.find(e.Name()).now()
		k, err := s.known(e.Name(), results.Find)
		none := new(problem)
		switch {
		case err == nil:
			all = append(all, entry{k.Main.Manifest().Started, s.tell(e.Name(), k, now)})
		case e.IsDir() && !errors.As(err, &none):
			t := &Told{Run: e.Name(), Asked: []view.Entry{}, State: failed, Why: err.Error()}
			t.Heading, t.Status = "It cannot be read", t.Why
			all = append(all, entry{told: t})
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(b.started.Compare(a.started), cmp.Compare(b.told.Run, a.told.Run))
	})
	list := []*Told{}
	for _, e := range all {
		list = append(list, e.told)
	}
	return list, nil
}

// longestName is that of a run's folder.
const longestName = 200

// known gives a run that is in the folder, by a name from outside.
func (s *Server) known(name string, open func(dir string) (*results.Reader, error)) (*experiment.Kept, error) {
	none := &problem{http.StatusNotFound, fmt.Sprintf("no run %.40q", name), ""}
	if strings.ContainsAny(name, "/\\\x00") || !filepath.IsLocal(name) || len(name) > longestName {
		return nil, none
	}
	k, err := experiment.OpenAll(filepath.Join(s.Out, name), open)
	if mixed := new(experiment.MixedError); errors.Is(err, results.ErrNoRun) || errors.As(err, &mixed) {
		return nil, none
	}
	return k, err
}

func (s *Server) show(r *http.Request) (any, error) {
	name := r.PathValue("run")
	now := s.find(name).now()
	k, err := s.known(name, results.Find)
	if err != nil {
		return nil, err
	}
	return s.tell(name, k, now), nil
}

// find gives a run that is or was played here; nil if there is none.
func (s *Server) find(name string) *run {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.runs[name]
}

// tell tells of a run as its folder has it, and while it is played here, how far it is. What
// is so of it was looked up before the folder was, which has the last word.
func (s *Server) tell(name string, k *experiment.Kept, now standing) *Told {
	m := k.Main.Manifest()
	t := &Told{Run: name, Scenario: m.Scenario, Worlds: len(k.Worlds) + len(k.Lost), Wish: wishOf(k), State: stopped, Started: m.Started.Local().Format("2 January 2006, 15:04")}
	t.Done, t.Of = k.Done()
	if t.Worlds == 1 {
		t.Draws = ensemble.DrawsOf(m)
	}
	left := ""
	r := s.find(name)
	switch {
	case isOn(now.state):
		t.State, t.Done = now.state, now.came
		if d, known := r.left(t.Of); known {
			left = inMinutes(d)
		}
	case k.IsFinished():
		t.State = finished
	case now.state == failed && m.Started.Equal(r.begun.Main.Manifest().Started): // else another has the folder by now
		t.State, t.Why = failed, now.why
	}
	t.Heading, t.Status = t.words(left, k.Lost)
	if m.Mode != string(sim.Free) {
		t.Asked = append(t.Asked, view.Entry{Label: "mode", Value: m.Mode})
	}
	if t.Worlds > 1 {
		t.Asked = append(t.Asked, view.Entry{Label: "worlds", Value: fmt.Sprint(t.Worlds)})
	}
	words := s.readable(m, r)
	for _, key := range slices.Sorted(maps.Keys(m.Settings)) {
		t.Asked = append(t.Asked, view.Entry{Label: cmp.Or(labels[key], key), Value: cmp.Or(words[key], m.Settings[key])})
	}
	t.Asked = append(t.Asked, view.Entry{Label: "seed", Value: fmt.Sprint(m.Seed)})
	return t
}

// labels are how settings are called that have another name for readers.
var labels = map[string]string{"do": "done to it"}

// readable gives settings of a run as one reads them; none where its scenario is not there as
// it was. The run is nil where it was not played here.
func (s *Server) readable(m results.Manifest, r *run) map[string]string {
	if m.Settings["do"] == "" && m.Settings["set"] == "" {
		return nil
	}
	var sc *scenario.Scenario
	if r != nil {
		sc = r.of
	} else if known, ok := s.read.Load(m.ScenarioHash); ok {
		sc = known.(*scenario.Scenario)
	} else if _, read, err := s.Again(m.Scenario, m.ScenarioHash); err == nil && read.Hash == m.ScenarioHash {
		s.read.Store(m.ScenarioHash, read)
		sc = read
	}
	if sc == nil || sc.Hash != m.ScenarioHash {
		return nil
	}
	return map[string]string{"do": view.Done(sc, m.Settings["do"]), "set": view.Set(sc, m.Settings["set"])}
}

// words say how a run goes: in short, and what that means.
func (t *Told) words(left string, lost []string) (heading, status string) {
	done := number.Count(t.Done) + " of " + number.Of(t.Of, "run")
	switch t.State {
	case waiting:
		return "Waits for another run", "The other run uses all of the machine; this one begins by itself."
	case playing:
		return done + " have come", left + "In this model, under these assumptions. The page may be closed; the runs go on."
	case finished:
		return "All runs have come; the page is being made", "Some runs are played again, to be told in full. This takes " + t.making() + "."
	case failed:
		return "Something went wrong", t.Why
	}
	if len(lost) > 0 {
		return done + " are kept", fmt.Sprintf("Gone, of its worlds: %s. Go on, and what is missing is played.", number.List(lost))
	}
	return done + " are kept", "Whole batches of runs are kept. Go on, and it comes out as if it had never been stopped."
}

// Runs and worlds from which on a page takes long to make.
const (
	manyRuns   = 3000
	manyWorlds = 3
)

// making says how long a page takes to make.
func (t *Told) making() string {
	if t.Of >= manyRuns || t.Worlds >= manyWorlds {
		return "a minute or two"
	}
	return "some seconds"
}

// wishOf is what a run was asked, as it can be asked again.
func wishOf(k *experiment.Kept) Wish {
	m := k.Main.Manifest()
	w := Wish{Scenario: m.Scenario, World: k.World(), Do: strings.Fields(m.Settings["do"]), Set: map[string]*float64{}, Replicates: m.Replicates, Seed: m.Seed}
	if len(k.Worlds) > 1 {
		w.World = everyWorld
	}
	for _, text := range strings.Fields(m.Settings["set"]) {
		name, value, _ := strings.Cut(text, "=")
		if v, err := strconv.ParseFloat(value, 64); err == nil {
			w.Set[name] = &v
		}
	}
	return w
}

// inMinutes says how long something may still take.
func inMinutes(d time.Duration) string {
	switch m := int(d.Round(time.Minute).Minutes()); {
	case m < 1:
		return "Less than a minute is left. "
	case m < 120:
		return "About " + number.Of(m, "minute") + " left. "
	default:
		return "About " + number.Of((m+30)/60, "hour") + " left. "
	}
}
