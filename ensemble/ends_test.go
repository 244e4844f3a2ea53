package ensemble_test

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"casus/ensemble"
	"casus/library"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// every is which of a scenario's parameters are tried: one in so many.
var every = 16

// oddities is a store that takes what can be, and notes what cannot.
type oddities struct {
	*results.Store
	mu    sync.Mutex
	check *checker
	note  func(replicate int, problem string)
}

func (o *oddities) Add(r results.Replicate) error {
	if err := o.Store.Add(r); err != nil || r.Rows[results.Runs][0][1] != nil {
		return err // it has failed, or does so now
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.check.check(r) {
		o.note(r.Index, p)
	}
	return nil
}

// Each parameter of each scenario that ships, at both ends of its prior, alone: no
// replicate fails, and no table says what cannot be.
func TestBothEndsOfEveryPrior(t *testing.T) {
	const luck = 2 // replicates of each end
	for _, id := range library.IDs() {
		t.Run(id, func(t *testing.T) {
			s := shipped(id)
			var plan []map[string]float64
			for k, name := range s.ParameterNames() {
				p := s.Prior(name)
				lo, hi := p.Ends()
				if lo == hi || k%every != 0 {
					continue
				}
				for range luck {
					plan = append(plan, map[string]float64{name: lo}, map[string]float64{name: hi})
				}
			}
			schemas := ensemble.Schemas(s, ensemble.Tables()...)
			m := results.Manifest{Casus: "test", Engine: sim.EngineVersion, Scenario: s.ID, ScenarioHash: s.Hash, Seed: 1, Scale: 1000, Mode: string(sim.Free), Replicates: len(plan)}
			dir := t.TempDir()
			store, err := results.Create(dir, m, schemas)
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			seen := map[string]bool{}
			note := func(replicate int, problem string) {
				words := strings.Fields(problem[strings.LastIndex(problem, ": ")+1:])
				kind := strings.Join(words[:min(2, len(words))], " ") // each once
				if !seen[kind] {
					t.Errorf("replicate %d, %v: %s", replicate, plan[replicate], problem)
				}
				seen[kind] = true
			}
			failures, err := ensemble.Run(context.Background(), s, func(replicate int) sim.Settings {
				return sim.Settings{Seed: 1, Scale: m.Scale, Mode: sim.Free, Overrides: plan[replicate]}
			}, numbers(len(plan)), runtime.NumCPU(), &oddities{Store: store, check: newChecker(s, schemas), note: note}, func() {})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range failures {
				note(f.Index, f.Err.Error())
			}
			if _, err := store.Finish(); err != nil {
				t.Fatal(err)
			}
			r, err := results.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			sum, err := ensemble.Summarise(s, r)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d runs", len(plan))
			intervals(t, id, reflect.ValueOf(sum))
		})
	}
}

// No column of numbers escapes: each says what its numbers can be.
func TestEveryNumberHasARange(t *testing.T) {
	for _, id := range library.IDs() {
		s := shipped(id)
		for _, schema := range ensemble.Schemas(s, ensemble.Tables()...) {
			for _, c := range schema.Columns {
				if number := c.Kind == results.Float || c.Kind == results.Int; number != (c.Range != results.Range{}) {
					t.Errorf("%s: the column %s of %s has the range %q: say its unit in sim.Ranges, or give it a tag range", id, c.Name, schema.Table, c.Range)
				}
			}
		}
	}
}

// intervals wants what is said to lie within its interval, and shares within 0 to 1.
func intervals(t *testing.T, at string, v reflect.Value) {
	switch x := v.Interface().(type) {
	case scenario.Target: // of the record
		return
	case stats.Band:
		if !(x.Low <= x.Median && x.Median <= x.High) || x.N < 0 {
			t.Errorf("%s: %+v", at, x)
		}
		return
	case stats.Share:
		if !(0 <= x.Low && x.Low <= x.P && x.P <= x.High && x.High <= 1) || x.Of < 0 {
			t.Errorf("%s: %+v", at, x)
		}
		return
	case stats.Effect:
		if !(x.Low <= x.Mean && x.Mean <= x.High) || x.N < 0 {
			t.Errorf("%s: %+v", at, x)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			intervals(t, at, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			intervals(t, fmt.Sprintf("%s[%d]", at, i), v.Index(i))
		}
	case reflect.Map:
		for k, x := range v.Seq2() {
			intervals(t, fmt.Sprintf("%s[%v]", at, k), x)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				intervals(t, at+"."+f.Name, v.Field(i))
			}
		}
	}
}
