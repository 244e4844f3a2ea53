package explore

import (
	"context"
	"math"
	"slices"
	"testing"

	"casus/library"
	"casus/scenario"
	"casus/sim"
)

// A parameter that acts is found to, with the outcome it acts on and the right sign;
// one that cannot act, since what it belongs to never happens, is not.
func TestScreening(t *testing.T) {
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	set := sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free}
	done := 0
	list, err := Screen(context.Background(), s, set, 12, 2, func() { done++ })
	if err != nil {
		t.Fatal(err)
	}
	if done != len(s.ParameterNames()) {
		t.Errorf("progress was made %d times for %d parameters", done, len(s.ParameterNames()))
	}
	find := func(name string) Moved {
		i := slices.IndexFunc(list, func(m Moved) bool { return m.Parameter == name })
		if i < 0 {
			t.Fatalf("%s is not screened", name)
		}
		return list[i]
	}
	if m := find("start.style"); !m.Clear || m.Outcome != "style" || m.Change <= 0 {
		t.Errorf("%+v", m)
	}
	if m := find("alliance.leaving_lift"); m.Clear { // in a calm nation no mission leaves
		t.Errorf("%+v", m)
	}
	for i, m := range list[1:] {
		if math.Abs(m.T) < math.Abs(list[i].T) {
			t.Errorf("%s stands before %s", list[i].Parameter, m.Parameter)
		}
	}
}
