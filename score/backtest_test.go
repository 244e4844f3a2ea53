package score

import (
	"context"
	"math"
	"slices"
	"sync"
	"testing"

	"casus/alliance"
	"casus/library"
	"casus/luck"
	"casus/scenario"
)

var reference = sync.OnceValues(func() (*scenario.Scenario, error) {
	dir, _ := library.Open("kazakhstan-2022")
	return scenario.Load(dir)
})

func cases(t testing.TB) *Cases {
	t.Helper()
	l, err := LoadCases(library.Cases(), "cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func backtest(t *testing.T, known, unseen *Cases, set Settings) *Backtest {
	t.Helper()
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	b, err := Run(context.Background(), s, known, unseen, set, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var quick = Settings{Draws: 1000, Seed: 1}

// One score for every forecaster; the same again; and of what was left out
// nothing is learnt.
func TestBacktest(t *testing.T) {
	l := cases(t)
	b := backtest(t, l, nil, quick)
	if b.Cases != 53 || b.Deployed != 35 || len(b.Said) != 53 || len(b.Rows) != len(forecasters) || len(b.Weights) != len(votes) {
		t.Errorf("%d cases, %d sent, %d forecasts, %d rows, %d weights", b.Cases, b.Deployed, len(b.Said), len(b.Rows), len(b.Weights))
	}
	for _, r := range b.Rows {
		if !(r.Brier.Low <= r.Brier.Value && r.Brier.Value <= r.Brier.High) || r.Log.Value <= 0 {
			t.Errorf("%+v", r)
		}
	}
	again := backtest(t, l, nil, quick)
	if !slices.Equal(b.Reliability, again.Reliability) || b.Difference != again.Difference {
		t.Error("the same seed gives another back-test")
	}
	// A state's outcome turned round leaves its forecast as it is, and moves others'.
	turned := *l
	turned.Cases = slices.Clone(l.Cases)
	k := slices.IndexFunc(turned.Cases, func(c Case) bool { return c.ID == "kazakhstan-2022" })
	turned.Cases[k].Decision = "refused"
	other := backtest(t, &turned, nil, quick)
	moved := 0
	for i, x := range b.Said {
		y := other.Said[i]
		same := x.Forecast[Council] == y.Forecast[Council]
		if x.ID == "kazakhstan-2022" && !same {
			t.Errorf("its own outcome moves the forecast of %s from %g to %g", x.ID, x.Forecast[Council], y.Forecast[Council])
		}
		if !same {
			moved++
		}
	}
	if moved < 40 {
		t.Errorf("an outcome moves %d forecasts only", moved)
	}
}

// Cases that are not in the library are scored with weights from those that are.
func TestUnseen(t *testing.T) {
	l := cases(t)
	var half, rest Cases
	for i, c := range l.Cases {
		if i%2 == 0 {
			half.Cases = append(half.Cases, c)
		} else {
			rest.Cases = append(rest.Cases, c)
		}
	}
	b := backtest(t, &half, &rest, quick)
	domestic := 0
	for i := range rest.Cases {
		domestic += int(flag(rest.Cases[i].Domestic()))
	}
	if !b.Frozen || b.Cases != domestic {
		t.Errorf("frozen %v, %d cases", b.Frozen, b.Cases)
	}
	// Frozen: what one of them was does not move another.
	turned := rest
	turned.Cases = slices.Clone(rest.Cases)
	turned.Cases[3].Decision = "refused"
	other := backtest(t, &half, &turned, quick)
	for i, x := range b.Said {
		if x.Forecast[Council] != other.Said[i].Forecast[Council] {
			t.Errorf("%s moved", x.ID)
		}
	}
}

// Where the council decides by known weights, the cases teach them: planted
// weights are nearer to those after the cases than to those before, and the
// forecasts are better than before.
func TestWeightsAreLearnt(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	_, truth := weightsOf(s)
	truth.Incumbent, truth.Fit, truth.Luck, truth.Yes = 2.5, 0.05, 0.2, 2
	lot := luck.Of(5, 0).For("test")
	var list []situation
	for i := range 300 {
		u := func(k uint64) float64 { return lot.Uniform(uint64(i), k) }
		x := situation{id: string(rune('a'+i%26)) + string(rune('a'+i/26)), cluster: string(rune('a' + i%26)), threat: unknown, rival: unknown, stake: unknown, rule: alliance.LeadNation}
		x.incumbent, x.fit, x.hostility = flag(u(0) < 0.5), span{u(1), u(1)}, span{0, 0.1}
		p, err := odds(x.meetings(ways, luck.Of(9, i)), truth)
		if err != nil {
			t.Fatal(err)
		}
		x.deployed = u(2) < p
		list = append(list, x)
	}
	x, err := newSample(context.Background(), s, list, 4000, 1, (*weight).before, func() {})
	if err != nil {
		t.Fatal(err)
	}
	w, effective := x.importance(func(int) bool { return true })
	if effective < 3 {
		t.Fatalf("%g effective draws", effective)
	}
	k := slices.IndexFunc(x.weights, func(w weight) bool { return w.name == "incumbent" })
	values := x.of(k)
	_, before, _ := central(values, nil)
	low, after, high := central(values, w)
	if math.Abs(after-truth.Incumbent) > math.Abs(before-truth.Incumbent) || truth.Incumbent < low/1.5 || truth.Incumbent > high*1.5 {
		t.Errorf("who asks weighs %g; before %g, after %g [%g, %g]", truth.Incumbent, before, after, low, high)
	}
	var fitted, unfitted []Forecast
	for i, c := range list {
		fitted = append(fitted, Forecast{x.predict(i, w), c.deployed, c.cluster})
		unfitted = append(unfitted, Forecast{x.predict(i, nil), c.deployed, c.cluster})
	}
	if Brier(fitted) >= Brier(unfitted) {
		t.Errorf("Brier score %g after the cases, %g before", Brier(fitted), Brier(unfitted))
	}
}

// What speaks for a mission in the coding raises its odds.
func TestTheBridgeHasItsSigns(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	_, co := weightsOf(s)
	yes, no, by, ousted := true, false, Incumbent, OustedLeader
	rated := func(r int) *int { return &r }
	base := Case{ID: "x", State: "x", Defected: "some", Basis: "contested", Framed: &no, Requested: &yes, RequestedBy: &by, Family: "multilateral", Stake: rated(3), Rival: rated(3), Unrest: rated(3), Violence: rated(3)}
	p := func(change func(*Case)) float64 {
		c := base
		change(&c)
		m := meet(&c, true, 0.8)
		q, err := odds(m.meetings(2000, luck.Of(1, 0)), co)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	of := p(func(*Case) {})
	for name, more := range map[string]func(*Case){
		"explicit basis": func(c *Case) { c.Basis = "explicit" }, "framed": func(c *Case) { c.Framed = &yes }, "stake": func(c *Case) { c.Stake = rated(5) },
		"threat": func(c *Case) { c.Unrest = rated(5) }, "no rival": func(c *Case) { c.Rival = rated(1) }, "loyal army": func(c *Case) { c.Defected = "none" },
	} {
		if q := p(more); q <= of {
			t.Errorf("%s: %g, without %g", name, q, of)
		}
	}
	blind := base // a coder who does not know the end rates nothing
	blind.Stake, blind.Rival, blind.Unrest, blind.Violence = nil, nil, nil, nil
	if m := meet(&blind, true, 0.8); m.threat != unknown || m.rival != unknown || m.stake != unknown || slices.Contains(m.fields, math.NaN()) {
		t.Errorf("what is not rated is taken for known: %+v", m)
	}
	half := base // of trouble, the larger counts, whatever the other is
	half.Unrest = nil
	if m := meet(&half, true, 0.8); m.threat != (span{0.4, 1}) {
		t.Errorf("violence of 3 and unrest not known: %v", m.threat)
	}
	for r, want := range map[int]float64{1: -1, 3: 0, 5: 1} {
		c := base
		c.Stake = &r
		if f := fieldsOf(&c, true); math.Abs(f[len(f)-1]-want) > 1e-12 {
			t.Errorf("a rating of %d is %g to the regression", r, f[len(f)-1])
		}
	}
	nobody := p(func(c *Case) { c.RequestedBy, c.Requested = nil, nil })
	if not := p(func(c *Case) { c.RequestedBy = &ousted }); !(not < nobody && nobody < of) {
		t.Errorf("an ousted leader asks: %g, nobody knows: %g, the incumbent: %g", not, nobody, of)
	}
}
