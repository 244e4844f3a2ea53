package sim_test

import (
	"context"
	"reflect"
	"testing"

	"casus/sim"
)

// What lies beyond the last month of the aftermath has no value, and what lies
// within it has one: "beyond the horizon".
func TestNothingIsToldOfMonthsThatAreNotPlayed(t *testing.T) {
	scenarios := smaller(t)
	for _, months := range []int{0, 1, 5, 6, 23, 24} {
		s, err := scenarios[0].WithPriors(nil, months)
		if err != nil {
			t.Fatal(err)
		}
		trace, err := sim.Play(context.Background(), s, 0, sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free})
		if err != nil {
			t.Fatal(err)
		}
		about := 0
		v := reflect.ValueOf(trace.Outcome)
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Tag.Get("months") == "" {
				continue
			}
			about++
			column := f.Tag.Get("col")
			if beyond := sim.Beyond(column, months); v.Field(i).IsNil() != beyond {
				t.Errorf("%s of an aftermath of %d months has a value: %v; beyond it: %v", column, months, !v.Field(i).IsNil(), beyond)
			}
		}
		if about != 11 {
			t.Errorf("%d outcomes are about months of the aftermath", about)
		}
	}
}
