package cases

import (
	"math"
	"testing"

	"casus/luck"
)

// Draws of the second stage are there as often as they should be, and the cases of a state that
// is left out teach neither stage.
func TestStages(t *testing.T) {
	x := &sample{question: &question{outcomes: []outcome{{id: "a", cluster: "A", came: true}, {id: "b", cluster: "B"}}}}
	for _, given := range [][]float64{{0.8, 0.5}, {0.4, 0.5}, {0.8, 0.75}, {0.4, 0.75}} { // likelihoods 4:2:2:1
		x.values, x.given = append(x.values, nil), append(x.given, given)
	}
	s := newStages(x, 0, []string{"the b"}, 900)
	var often [4]int
	for _, d := range s.pick {
		often[d]++
	}
	if often != [4]int{300, 150, 300, 150} { // case a alone, 2:1:2:1
		t.Errorf("picked %v", often)
	}
	first := &sample{question: &question{}}
	first.values = make([][]float64, len(s.pick))
	left := func(s *stages, state string) (share [4]float64) {
		w, _ := first.importance(taught(0), s.but(state))
		for k, d := range s.pick {
			share[d] += w[k]
		}
		return share
	}
	for state, want := range map[string][4]float64{"": {4. / 9, 2. / 9, 2. / 9, 1. / 9}, "B": {1. / 3, 1. / 6, 1. / 3, 1. / 6}} {
		got := left(s, state)
		for d := range got {
			if math.Abs(got[d]-want[d]) > 1e-9 {
				t.Errorf("without %q: %v, want %v", state, got, want)
				break
			}
		}
	}
	if s := newStages(x, 1, []string{"the b"}, 900); len(s.others) > 0 {
		t.Errorf("a case that is to be scored teaches: %v", s.others)
	}
}

// A ruler who expects a no asks less, if the answer matters to him; and those whose helpers are
// against him expect one.
func TestTheAnswerIsForeseen(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	yes, by := true, Incumbent
	odds := func(whom Patronage, weight float64) float64 {
		c := Case{ID: "x", State: "x", Family: Multilateral, Requested: &yes, RequestedBy: &by, Patronage: &whom}
		q, err := asking(s, plights(&Library{Cases: []Case{c}}, false), nil, 1)
		if err != nil {
			t.Fatal(err)
		}
		values, each := make([]float64, len(q.weights)), make([]float64, 1)
		for k, w := range q.weights {
			switch values[k] = w.median; w.parameter {
			case "choice.approval":
				values[k] = weight
			case "alliance.stake": // of those who vote
				values[k] = 5
			}
		}
		if err := q.odds(values, each); err != nil {
			t.Fatal(err)
		}
		return each[0]
	}
	if a, b := odds(BacksIncumbent, 0), odds(BacksOthers, 0); a != b {
		t.Errorf("asks with %g and %g though the answer does not matter", a, b)
	}
	if a, b := odds(BacksIncumbent, 6), odds(BacksOthers, 6); !(a > b+0.05) {
		t.Errorf("backed he asks with %g, opposed with %g", a, b)
	}
	if a, b := odds(BacksOthers, 0), odds(BacksOthers, 6); !(a > b+0.05) {
		t.Errorf("opposed he asks with %g where the answer does not matter, with %g where it does", a, b)
	}
}

// Exposures in which few had troops speak against weights under which all rulers ask.
func TestExposuresLowerTheLevel(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	few := Exposure{What: "x", Crises: 100, Sent: 5, Violence: [2]int{3, 5}}
	q, err := asking(s, nil, []Exposure{few}, 1)
	if err != nil {
		t.Fatal(err)
	}
	level := func(sovereignty float64) float64 {
		values := make([]float64, len(q.weights))
		for k, w := range q.weights {
			if values[k] = w.median; w.parameter == "choice.sovereignty" {
				values[k] = sovereignty
			}
		}
		l, err := q.level(values)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	if eager, reluctant := level(0.5), level(6); !(reluctant > eager+3) {
		t.Errorf("log likelihood %g of eager rulers, %g of reluctant ones", eager, reluctant)
	}
	if best := few.level(0.05); !(best > few.level(0.2) && best > few.level(0.01)) || few.level(0) >= best || math.IsInf(few.level(0), -1) {
		t.Errorf("levels %g, %g, %g, %g", few.level(0), few.level(0.01), best, few.level(0.2))
	}
	for k := range 200 { // of a plight of which only the violence is known
		p := few.exposed(0)
		for _, m := range p.predicaments(5, luck.Of(uint64(k), 0)) {
			if m.Deaths < dead[2].low {
				t.Fatalf("%g dead", m.Deaths)
			}
		}
	}
}

// Whom helpers back is their stake in the one who asks.
func TestPatronageIsAStake(t *testing.T) {
	for _, c := range []struct {
		whom Patronage
		by   Asker
		want span
	}{{BacksIncumbent, Incumbent, span{0.5, 1}}, {BacksOthers, Incumbent, span{0, 0.3}}, {BacksOthers, ElectionWinner, span{0.7, 1}}, {BacksIncumbent, ElectionWinner, span{0, 0.5}}} {
		yes := true
		got := meet(&Case{ID: "x", State: "x", Family: Multilateral, Requested: &yes, RequestedBy: &c.by, Patronage: &c.whom}, false, 0.5).stake
		if math.Abs(got.low-c.want.low) > 1e-12 || math.Abs(got.high-c.want.high) > 1e-12 {
			t.Errorf("%s, asked by %s: a stake of %v, want %v", c.whom, c.by, got, c.want)
		}
	}
}
