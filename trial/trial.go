// Package trial says in words what is odd about a scenario that can be played. [Run]
// plays a few draws in all of its worlds, coarsely; [FarOff] looks at where places lie.
package trial

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"

	"casus/ensemble"
	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

const (
	// Draws is how many replicates are played: a crisis of which one in twenty calls for
	// help shows a world without that call to be another.
	Draws = 48
	// agents is about how many citizens a replicate has.
	agents = 20_000
	seed   = 1

	stoodAside = 0.5 // share of the forces that does not follow on the first day, from which on it is odd
	overrun    = 0.2 // share of the people out on one day, likewise
	often      = Draws / 2
	seldom     = Draws / 12
)

// Result is what a few draws have shown.
type Result struct {
	Odd   []string    // sentences, of the world as modelled
	Equal [][2]string // worlds that are the same in all draws: the later one, and the first it equals
}

// Run plays the draws. Replicates that fail are an error with the reason of the first.
func Run(ctx context.Context, s *scenario.Scenario) (*Result, error) {
	scale := min(1000, max(s.Defaults.Scale, s.People()/agents))
	var worlds []ensemble.World
	var kept []*memory
	for _, w := range s.Worlds {
		list, err := s.Interventions(w)
		if err != nil {
			return nil, err
		}
		m := &memory{rows: map[int]results.Replicate{}}
		kept = append(kept, m)
		set := sim.Settings{Seed: seed, Scale: scale, Mode: sim.Free, Interventions: list}
		worlds = append(worlds, ensemble.World{Plan: ensemble.Same(set), Replicates: numbers(), Store: m})
	}
	failures, err := ensemble.Together(ctx, s, worlds, runtime.NumCPU(), func() {})
	if err != nil {
		return nil, err
	}
	if n := len(failures); n > 0 {
		return nil, fmt.Errorf("%d of %s played for a trial fail; the first, number %d with --seed %d: %w", n, number.Of(Draws*len(worlds), "run"), failures[0].Index, seed, failures[0].Err)
	}
	r := &Result{Odd: odd(s, kept[0])}
	for i := range kept {
		if j := slices.IndexFunc(kept[:i], func(m *memory) bool { return m.same(s, kept[i]) }); j >= 0 {
			r.Equal = append(r.Equal, [2]string{s.Worlds[i].ID, s.Worlds[j].ID})
		}
	}
	return r, nil
}

func numbers() (list []int) {
	for i := range Draws {
		list = append(list, i)
	}
	return list
}

// odd says what is odd about the world as modelled.
func odd(s *scenario.Scenario, m *memory) (list []string) {
	say := func(n, least int, format string, args ...any) {
		if n >= least {
			list = append(list, fmt.Sprintf(format, args...)+fmt.Sprintf(", in %d of %d draws", n, Draws))
		}
	}
	count := func(is func(run, first results.Row) bool) (n int) {
		for i := range Draws {
			if is(m.rows[i].Rows[results.Runs][0], m.rows[i].Rows[results.Daily][0]) {
				n++
			}
		}
		return n
	}
	at := columns(s, results.Runs)
	day := columns(s, results.Daily)
	yes := func(row results.Row, name string) bool { return row[at[name]].(bool) }
	value := func(row results.Row, name string) float64 { return row[at[name]].(float64) }

	say(count(func(_, first results.Row) bool { return first[day["loyal_share"]].(float64) < 1-stoodAside }), often,
		"half of the forces or more stand aside or change sides on the first day; look at their loyalty and resolve, and at who is a rival")
	why, falls := "", count(func(run, _ results.Row) bool { return !yes(run, "survived_30d") })
	for i := range Draws {
		if reason, ok := m.rows[i].Rows[results.Runs][0][at["fall_reason"]].(string); ok {
			why = reason
			break
		}
	}
	say(falls, Draws, "the regime falls in the crisis (%s)", why)
	say(count(func(run, _ results.Row) bool { return value(run, "regions_protest_peak") == 0 }), Draws,
		"the crisis never starts: no region has %g people out on one day; look at sparks, exposure and legitimacy", s.Definitions.ProtestPeople)
	say(count(func(run, _ results.Row) bool { return yes(run, "engulfed") }), Draws,
		"protest always engulfs the nation; look at legitimacy, at the shock, and at definitions")
	say(count(func(run, _ results.Row) bool { return value(run, "peak_participants") > overrun*s.People() }), seldom,
		"more than %g %% of all people are out on one day", 100*overrun)
	return list
}

// columns gives the places of columns in a row of a table.
func columns(s *scenario.Scenario, table string) map[string]int {
	at := map[string]int{}
	for i, c := range ensemble.Schemas(s, table)[0].Columns {
		at[c.Name] = i
	}
	return at
}

// memory keeps the rows of replicates.
type memory struct {
	lock sync.Mutex
	rows map[int]results.Replicate
}

// compared are the tables that a trial looks at.
var compared = []string{results.Runs, results.Daily, results.Monthly, results.Events}

func (m *memory) Tables() []string { return compared }

func (m *memory) Add(r results.Replicate) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.rows[r.Index] = r
	return nil
}

// same reports whether all draws went the same way; what was set for them may differ.
func (m *memory) same(s *scenario.Scenario, other *memory) bool {
	outcomes := len(ensemble.Schemas(s, results.Runs)[0].Columns) - len(s.ParameterNames())
	for i := range Draws {
		a, b := m.rows[i].Rows, other.rows[i].Rows
		if !reflect.DeepEqual(a[results.Runs][0][:outcomes], b[results.Runs][0][:outcomes]) {
			return false
		}
		for _, table := range compared[1:] {
			if !reflect.DeepEqual(a[table], b[table]) {
				return false
			}
		}
	}
	return true
}
