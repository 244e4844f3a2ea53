package cases

import (
	"context"
	"math"
	"slices"
	"testing"

	"casus/luck"
	"casus/portable"
	"casus/stats"
)

// Cases and exposures teach, those of a state that is left out do not.
func TestTrials(t *testing.T) {
	s := &stages{question: &question{
		outcomes: []outcome{{id: "a", cluster: "A", came: true}, {id: "b", cluster: "B"}}, exposures: []Exposure{{Crises: 100, Sent: 5}},
	}}
	for _, c := range []struct {
		state string
		known int
		want  []float64
	}{{"", 0, []float64{1, 1, worth}}, {"the A", 0, []float64{0, 1, worth}}, {"", 1, []float64{1, 0, worth}}} {
		got := s.trials(c.known, c.state)
		if !slices.Equal(got.Of, c.want) || !slices.Equal(got.Came, []float64{1, 0, 0.05}) {
			t.Errorf("without %q, %d known: %+v", c.state, c.known, got)
		}
	}
}

// A case of the second stage is there as often as the draws that it leaves should be, unless its
// state is left out, it is to be scored, or its asker is guessed.
func TestTheSecondStageTeachesTheFirst(t *testing.T) {
	x := &sample{question: &question{outcomes: []outcome{{cluster: "A", came: true}, {cluster: "B"}, {cluster: "C", guessed: true}}}}
	for k, given := range [][]float64{{0.8, 0.5, 0}, {0.4, 0.5, 1}, {0.8, 0.75, 0}, {0.4, 0.75, 1}} { // likelihoods 4:2:2:1
		x.values, x.given = append(x.values, []float64{float64(k)}), append(x.given, given)
	}
	first := &question{name: "ask", foreseen: 1, weights: make([]weight, 2)}
	first.weights[0].signed = true
	first.expected = func(_ []float64) ([][]float64, error) { return nil, nil }
	first.says = func(_ []float64, _ [][]float64, _ []float64) error { return nil }
	share := func(known int, state string) (share [4]float64) {
		s := &stages{question: first, second: x, known: known, draws: 4000, lesson: 4000, drawn: func() {}}
		got, w, _, err := s.after(context.Background(), known, state)
		if err != nil {
			t.Fatal(err)
		}
		for d, v := range got.of(1) {
			share[int(v)] += w[d]
		}
		return share
	}
	for _, c := range []struct {
		known int
		state string
		want  [4]float64
	}{
		{0, "", [4]float64{4. / 9, 2. / 9, 2. / 9, 1. / 9}}, {0, "the B", [4]float64{1. / 3, 1. / 6, 1. / 3, 1. / 6}},
		{1, "", [4]float64{1. / 3, 1. / 6, 1. / 3, 1. / 6}}, {0, "A", [4]float64{1. / 3, 1. / 3, 1. / 6, 1. / 6}},
	} {
		got := share(c.known, c.state)
		for d := range got {
			if math.Abs(got[d]-c.want[d]) > 0.03 {
				t.Errorf("%d known, without %q: %v, want %v", c.known, c.state, got, c.want)
				break
			}
		}
	}
}

// From weights of a known ruler and council, the cases of both say what they are: two weights,
// of which the second decides how the first asks.
func TestBothStagesAreLearntTogether(t *testing.T) {
	const ask, yes = 1.0, -1.0
	lot := luck.Of(4, 0).For("test")
	first := &question{name: "ask", foreseen: 1, weights: []weight{{parameter: "x", spread: 1, signed: true}, {parameter: "y", spread: 1, signed: true}}}
	second := &question{name: "yes", weights: first.weights[1:]}
	answer := func(y, i float64) float64 { return portable.Logistic(y + i) }
	first.odds = func(v, each []float64) error {
		for i := range each {
			each[i] = portable.Logistic(v[0] + 4*(answer(v[1], float64(i%3)-1)-0.3))
		}
		return nil
	}
	second.odds = func(v, each []float64) error {
		for i := range each {
			each[i] = answer(v[0], float64(i%3)-1)
		}
		return nil
	}
	first.expected = func(_ []float64) ([][]float64, error) { return nil, nil }
	first.says = func(v []float64, _ [][]float64, each []float64) error { return first.odds(v, each) }
	for _, q := range []*question{first, second} {
		each := make([]float64, 200)
		if err := q.odds(map[*question][]float64{first: {ask, yes}, second: {yes}}[q], each); err != nil {
			t.Fatal(err)
		}
		for i, p := range each {
			q.outcomes = append(q.outcomes, outcome{cluster: "A", came: lot.Uniform(uint64(i), uint64(len(q.name))) < p})
		}
	}
	first.part = 5
	yesses, err := newSample(context.Background(), second, 5000, 1, (*weight).before, func() {})
	if err != nil {
		t.Fatal(err)
	}
	from, err := before(context.Background(), yesses, 0, first, Settings{Draws: 20_000, Seed: 1}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	x, w, effective, err := from.after(context.Background(), 0, "")
	if err != nil {
		t.Fatal(err)
	}
	if effective < 15 {
		t.Errorf("%d draws are worth %g", len(w), effective)
	}
	for k, want := range []float64{ask, yes} {
		if mean, sd := stats.WeightedMeanStdDev(x.of(k), w); math.Abs(mean-want) > 2.5*sd || sd > 0.3 {
			t.Errorf("weight %d: %g ± %g, want %g", k, mean, sd, want)
		}
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
		each := make([]float64, 1)
		if err := q.odds(values, each); err != nil {
			t.Fatal(err)
		}
		trials := (&stages{question: q}).trials(0, "")
		return trials.Log(each)
	}
	if eager, reluctant := level(0.5), level(6); !(reluctant > eager+3) {
		t.Errorf("log likelihood %g of eager rulers, %g of reluctant ones", eager, reluctant)
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
