package eventstudy

import (
	"math"
	"strings"
	"testing"

	"casus/portable"
	"casus/scenario"
)

// with is a study with one effect of each kind that priors need, of some size and error.
func with(target, bystanders, usa, err float64) *Study {
	s := &Study{Before: Before}
	add := func(kind Kind, outcome Outcome, mean float64) {
		e := Effect{Kind: kind, Outcome: outcome, Measure: Closeness, TrendP: 1, Calm: 1}
		x := Estimate{Events: 20, Clusters: 20, Mean: mean, Error: err}
		for k := -Window; k <= Window; k++ {
			e.Path = append(e.Path, Point{k, x})
		}
		for _, w := range windows {
			e.Years = append(e.Years, Span{w[0], w[1], x})
		}
		s.Effects = append(s.Effects, e)
	}
	add(For, TargetToLead, target)
	add(For, NeighboursToLead, bystanders)
	add(Repression, TargetToLead, usa)
	return s
}

func normals(t *testing.T, s *Study) map[string][2]float64 {
	t.Helper()
	list, err := s.Priors()
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][2]float64{}
	for _, p := range list {
		if p.Prior.Normal != nil {
			m[p.Name] = [2]float64{p.Prior.Normal[0], p.Prior.Normal[1]}
		}
	}
	return m
}

// An alignment that is moved month by month, as package relations moves it, by a pull and
// a fear of known size, gives both back.
func TestTheMappingIsTheModels(t *testing.T) {
	const pull, wary = 0.02, 0.006
	m, err := mapping()
	if err != nil {
		t.Fatal(err)
	}
	forget, _ := scenario.Assumed("relations.forget")
	move := func(pull float64) float64 { // mean over months 6 to 30, over priors, of the change
		change := 0.0
		for _, back := range m.backs {
			for _, half := range grid(forget.Prior) {
				x, o, f := 0.5, m.owed, m.afraid
				for month := 1; month <= toMonth; month++ {
					o *= portable.Exp2(-1. / debtHalf)
					f *= portable.Exp2(-1 / half)
					if g := pull*o - wary*f; g > 0 {
						x += (1 - x) * (1 - math.Exp(-g))
					} else {
						x *= math.Exp(g)
					}
					x = 0.5 + (x-0.5)*portable.Exp2(-1/back)
					if month >= fromMonth {
						change += (x - 0.5) / (toMonth - fromMonth + 1) / gridSize / gridSize
					}
				}
			}
		}
		return change
	}
	for _, calm := range []float64{1, 0.4, 0} { // share of the target's controls whom the lead does not frighten
		study := with(move(pull)-(1-calm)*move(0), move(0), 0, 1e-5)
		for i := range study.Effects {
			study.Effects[i].Calm = calm
		}
		got := normals(t, study)
		for name, want := range map[string]float64{"relations.pull": pull, "relations.align_fear": wary} {
			if math.Abs(got[name][0]/want-1) > 0.1 {
				t.Errorf("%s with calm controls of %g: %v, want %g", name, calm, got[name], want)
			}
		}
	}
}

// Errors go through, and signs: nearer is pull, farther is fear and aversion.
func TestSignsAndErrors(t *testing.T) {
	sure, unsure := normals(t, with(0.03, -0.01, -0.02, 0.004)), normals(t, with(0.03, -0.01, -0.02, 0.04))
	for _, name := range []string{"relations.pull", "relations.align_fear", "relations.aversion"} {
		if sure[name][0] <= 0 || math.Abs(unsure[name][1]/sure[name][1]-10) > 0.5 {
			t.Errorf("%s: %v and %v", name, sure[name], unsure[name])
		}
	}
	s := with(0.03, -0.01, -0.02, 0.004)
	for i := range s.Effects {
		s.Effects[i].Placebo = Placebo{Beyond: 0.4, Spread: 0.05, Mean: 0.01}
	}
	if dirty := normals(t, s); dirty["relations.pull"][1] < 5*sure["relations.pull"][1] {
		t.Errorf("what is not clean is as sure: %v and %v", dirty, sure)
	}
}

// Where there are no data every prior of a step spans zero and says so; the file is one
// that a scenario can have.
func TestNoDataNoSign(t *testing.T) {
	s := &Study{Before: Before}
	list, err := s.Priors()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		if p.Told || !strings.Contains(p.Why, "the data say nothing") {
			t.Errorf("%+v", p)
		}
		if lo, hi := p.Prior.Span(); p.Name != "relations.align_back" && !(lo < 0 && hi > 0) {
			t.Errorf("%s from %g to %g", p.Name, lo, hi)
		}
	}
	text := string(YAML("casus study", s, list))
	for _, p := range list {
		if !strings.Contains(text, "\n"+p.Name+": {prior: {uniform: [") {
			t.Errorf("%s", text)
		}
	}
}
