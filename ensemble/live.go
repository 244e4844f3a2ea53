package ensemble

import (
	"math"
	"sync"

	"casus/results"
	"casus/scenario"
)

// Live counts what comes of runs while they are played, in any order. It may be used by
// several goroutines.
type Live struct {
	mu     sync.Mutex
	t      *summary
	column map[string]int // in a row of the table of runs
}

// NewLive counts runs of a scenario.
func NewLive(s *scenario.Scenario) *Live {
	l := &Live{t: &summary{&reading{runs: map[string][]float64{}}, s}, column: map[string]int{}}
	for i, c := range Schemas(s, results.Runs)[0].Columns {
		l.column[c.Name] = i
	}
	return l
}

// Kept counts the runs that a folder has kept, before any other.
func (l *Live) Kept(r *results.Reader) error {
	t, err := read(r, outcomes...)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.t.runs = t.runs
	return nil
}

// Add counts a run.
func (l *Live) Add(r results.Replicate) {
	row := r.Rows[results.Runs][0]
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, name := range outcomes {
		x := math.NaN()
		switch v := row[l.column[name]].(type) {
		case bool:
			x = 0
			if v {
				x = 1
			}
		case float64:
			x = v
		}
		l.t.runs[name] = append(l.t.runs[name], x)
	}
}

// Done is how many runs have come.
func (l *Live) Done() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.t.runs["engulfed"])
}

// So is what has come so far.
type So struct {
	Done          int // runs
	Failed        int // of them
	Probabilities []Probability
	Humps         Humps
}

// So tells of the runs that have come.
func (l *Live) So() So {
	l.mu.Lock()
	defer l.mu.Unlock()
	engulfed := l.t.runs["engulfed"]
	return So{Done: len(engulfed), Failed: len(engulfed) - len(pick(engulfed, all)), Probabilities: l.t.probabilities(), Humps: l.t.humps()}
}
