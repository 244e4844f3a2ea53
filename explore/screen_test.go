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
	set := sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free, Overrides: map[string]float64{"society.again": 0.2}}
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
	if slices.ContainsFunc(list, func(m Moved) bool { return m.Parameter == "society.again" }) {
		t.Error("what is set is screened, and of course moves nothing")
	}
	for i, m := range list[1:] {
		if math.Abs(m.T) < math.Abs(list[i].T) {
			t.Errorf("%s stands before %s", list[i].Parameter, m.Parameter)
		}
	}
}

// An outcome that moves by the same in every replicate moves for sure. What moves in
// one replicate does not, in a few replicates least of all.
func TestClearest(t *testing.T) {
	low, high := make([][]float64, 12), make([][]float64, 12)
	for i := range low {
		low[i], high[i] = []float64{0, 0.5, math.NaN()}, []float64{0, 0.5, 1}
	}
	names := []string{"still", "moving", "absent"}
	find := func() (m Moved) {
		m.clearest(names, low, high)
		return m
	}
	if m := find(); m != (Moved{}) {
		t.Errorf("nothing moves: %+v", m)
	}
	for i := range 9 { // of what applies on both sides in nine nothing is said
		low[i][2] = 0
	}
	if m := find(); m != (Moved{}) {
		t.Errorf("nine replicates: %+v", m)
	}
	low[9][2] = 0
	if m := find(); m.Outcome != "absent" || !m.Clear {
		t.Errorf("ten replicates: %+v", m)
	}
	low[9][2] = math.NaN()
	high[3][1] = 0.9
	if m := find(); m.Outcome != "moving" || m.Clear || math.Abs(m.T-1) > 1e-9 {
		t.Errorf("one moves: %+v", m)
	}
	for i := range high {
		high[i][1] = 0.75
	}
	if m := find(); !m.Clear || m.Change != 0.25 || m.T != surest {
		t.Errorf("all move alike: %+v", m)
	}
	// Of 12 numbers, t = 2.3 is beyond the normal's 1 in 20 for two outcomes, 2.24, and
	// not beyond Student's, 2.59.
	for i := range high {
		high[i][1] = 0.5 + float64(i%2) - 0.2
	}
	scale := find().T
	for i := range high {
		high[i][1] += (2.3 - scale) * 0.5222329678670935 / math.Sqrt(12)
	}
	if m := find(); math.Abs(m.T-2.3) > 1e-6 || m.Clear {
		t.Errorf("few replicates: %+v", m)
	}
}
