package cases

import (
	"context"
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"casus/alliance"
	"casus/library"
	"casus/luck"
	"casus/scenario"
	"casus/stats"
)

var reference = sync.OnceValues(func() (*scenario.Scenario, error) {
	dir, _ := library.Open("kazakhstan-2022")
	return scenario.Load(dir)
})

func cases(t testing.TB) *Library {
	t.Helper()
	l, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func backtest(t *testing.T, known, unseen *Library, set Settings) *Backtest {
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

var quick = Settings{Draws: 150, Seed: 1}

// One score for every forecaster; the same again; and of what was left out
// nothing is learnt.
func TestBacktest(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	l := cases(t)
	b := backtest(t, l, nil, quick)
	if s := b.Sent; s.Cases != 53 || s.Came != 35 || len(s.Said) != 53 || len(s.Rows) != len(forecasters) || s.Weights == nil || len(s.Weights) > 0 {
		t.Errorf("%d cases, %d sent, %d forecasts, %d rows, %d weights", s.Cases, s.Came, len(s.Said), len(s.Rows), len(s.Weights))
	}
	if a := b.Asked; a.Cases != 22 || a.Came != 13 || len(a.Said) != 22 || len(a.Rows) != len(forecasters)-1 || a.Weights == nil || len(a.Weights) > 0 {
		t.Errorf("%d cases, %d asked, %d forecasts, %d rows, %d weights", a.Cases, a.Came, len(a.Said), len(a.Rows), len(a.Weights))
	}
	if b.Sent.Draws != quick.Draws || b.Asked.Draws != 16 || (Settings{Draws: 20_000}).Drawn(s, l) != 24_000+19*500 || (Settings{Draws: 20_000}).Drawn(s, nil) != 24_000 {
		t.Errorf("%d and %d draws", b.Sent.Draws, b.Asked.Draws)
	}
	for _, r := range slices.Concat(b.Sent.Rows, b.Asked.Rows) {
		if !(r.Brier.Low <= r.Brier.Value && r.Brier.Value <= r.Brier.High) || r.Log.Value <= 0 {
			t.Errorf("%+v", r)
		}
	}
	again := backtest(t, l, nil, quick)
	if !reflect.DeepEqual(b, again) {
		t.Error("the same seed gives another back-test")
	}
	// A state's outcome turned round leaves its forecast as it is, and moves others'.
	turned := *l
	turned.Cases = slices.Clone(l.Cases)
	k := slices.IndexFunc(turned.Cases, func(c Case) bool { return c.ID == "kazakhstan-2022" })
	turned.Cases[k].Decision, turned.Cases[k].Requested, turned.Cases[k].RequestedBy = "refused", new(bool), nil
	other := backtest(t, &turned, nil, quick)
	for name, pair := range map[string][2]*Scores{"sent": {&b.Sent, &other.Sent}, "asked": {b.Asked, other.Asked}} {
		moved := 0
		for i, x := range pair[0].Said {
			same := x.Forecast[Regression] == pair[1].Said[i].Forecast[Regression] && x.Forecast[Model] == pair[1].Said[i].Forecast[Model]
			if x.ID != "kazakhstan-2022" && !same {
				moved++
			}
		}
		if moved < len(pair[0].Said)*3/4 {
			t.Errorf("%s: an outcome moves %d forecasts only", name, moved)
		}
	}
	// Of whether he asked, the council knows; of whether troops came, nobody does.
	turned.Cases[k].Requested, turned.Cases[k].RequestedBy = l.Cases[k].Requested, l.Cases[k].RequestedBy
	sent := backtest(t, &turned, nil, quick)
	for name, pair := range map[string][2]Said{
		"sent": {at(b.Sent.Said, "kazakhstan-2022"), at(sent.Sent.Said, "kazakhstan-2022")}, "asked": {at(b.Asked.Said, "kazakhstan-2022"), at(other.Asked.Said, "kazakhstan-2022")},
	} {
		if x, y := pair[0].Forecast, pair[1].Forecast; x[Model] != y[Model] || x[Regression] != y[Regression] {
			t.Errorf("%s: its own outcome moves the forecast from %v to %v", name, x, y)
		}
	}
}

func at(list []Said, id string) Said {
	return list[slices.IndexFunc(list, func(x Said) bool { return x.ID == id })]
}

// Cases that are not in the library are scored with weights from those that are.
func TestUnseen(t *testing.T) {
	l := cases(t)
	var half, rest Library
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
		domestic += int(stats.Indicator(rest.Cases[i].Domestic()))
	}
	asked := len(plights(&rest, false))
	if !b.Frozen || b.Sent.Cases != domestic || b.Asked.Cases != asked || asked == 0 {
		t.Errorf("frozen %v, %d cases, %d of requests", b.Frozen, b.Sent.Cases, b.Asked.Cases)
	}
	// Frozen: what one of them was does not move another.
	turned := rest
	turned.Cases = slices.Clone(rest.Cases)
	turned.Cases[3].Decision = "refused"
	k := slices.IndexFunc(turned.Cases, func(c Case) bool { return c.Domestic() && c.Family == Multilateral && c.asked() })
	turned.Cases[k].Requested, turned.Cases[k].RequestedBy = new(bool), nil
	other := backtest(t, &half, &turned, quick)
	for i, x := range b.Sent.Said {
		if y := other.Sent.Said[i]; x.ID != turned.Cases[k].ID && x.Forecast[Model] != y.Forecast[Model] {
			t.Errorf("%s moved", x.ID)
		}
	}
	for i, x := range b.Asked.Said {
		if y := other.Asked.Said[i]; x.Forecast[Model] != y.Forecast[Model] {
			t.Errorf("%s moved", x.ID)
		}
	}
	// Where all asked there is nothing to tell apart, and the rest is scored.
	for i := range turned.Cases {
		c := &turned.Cases[i]
		by := Incumbent
		c.Requested, c.RequestedBy = l.Cases[0].Framed, &by // true
	}
	if b := backtest(t, &half, &turned, quick); len(b.Sent.Rows) == 0 || b.Asked.Cases != b.Asked.Came || b.Asked.Rows != nil || b.Asked.Difference != nil {
		t.Errorf("%+v", b.Asked)
	}
	for i := range turned.Cases { // and the other way round
		turned.Cases[i] = rest.Cases[i]
		turned.Cases[i].Decision = Deployed
	}
	if b := backtest(t, &half, &turned, quick); b.Sent.Rows != nil || len(b.Asked.Rows) == 0 {
		t.Errorf("%+v", b.Sent)
	}
}

// Where it is not known who asked, the cases of other states say: not its own, and
// not attacks from outside.
func TestUsualAsker(t *testing.T) {
	yes := true
	asked := func(state string, by Asker, flags ...Flag) Case {
		return Case{State: state, Requested: &yes, RequestedBy: &by, Flags: flags}
	}
	l := &Library{Cases: []Case{asked("The Gambia", Incumbent), asked("Mali", Incumbent), asked("Mali", OustedLeader), asked("Togo", OustedLeader, NotDomestic), asked("Togo", Mixed), {State: "Togo"}}}
	for but, want := range map[string]float64{"Gambia": 0.5, "Mali": 1, "Togo": 2. / 3} {
		if got := l.usualAsker(but); got != want {
			t.Errorf("without %s: %g, want %g", but, got, want)
		}
	}
}

// Unseen cases are forecast from other states' cases: those that have taught are
// forecast as they are when their state is left out.
func TestUnseenOfAKnownState(t *testing.T) {
	l := cases(t)
	known, unseen := backtest(t, l, nil, quick), backtest(t, l, l, quick)
	for name, pair := range map[string][2]*Scores{"sent": {&known.Sent, &unseen.Sent}, "asked": {known.Asked, unseen.Asked}} {
		for _, x := range pair[0].Said {
			for _, y := range pair[1].Said {
				if x.ID == y.ID && (math.Abs(x.Forecast[Model]-y.Forecast[Model]) > 1e-9 || math.Abs(x.Forecast[BaseRate]-y.Forecast[BaseRate]) > 1e-9) {
					t.Errorf("%s, %s: %v, unseen %v", name, x.ID, x.Forecast, y.Forecast)
				}
			}
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
	_, _, truth := councilOf(s)
	truth.Incumbent, truth.Fit, truth.Luck, truth.Yes = 2.5, 0.05, 0.2, 2
	lot := luck.Of(5, 0).For("test")
	var list []situation
	for i := range 150 {
		u := func(k uint64) float64 { return lot.Uniform(uint64(i), k) }
		x := situation{outcome: outcome{id: string(rune('a'+i%26)) + string(rune('a'+i/26)), cluster: string(rune('a' + i%26))}, threat: unknown, rival: unknown, stake: unknown, rule: alliance.LeadNation}
		x.incumbent, x.fit, x.hostility = stats.Indicator(u(0) < 0.5), span{u(1), u(1)}, span{0, 0.1}
		p, err := odds(x.meetings(ways, luck.Of(9, i)), truth)
		if err != nil {
			t.Fatal(err)
		}
		x.came = u(2) < p
		list = append(list, x)
	}
	x, err := newSample(context.Background(), sending(s, list, 1), 2000, 1, (*weight).before, func() {})
	if err != nil {
		t.Fatal(err)
	}
	w, effective := x.importance(func(int) bool { return true })
	if effective < 10 {
		t.Fatalf("%g effective draws", effective)
	}
	k := slices.IndexFunc(x.weights, func(w weight) bool { return w.parameter == "alliance.incumbent" })
	values := x.of(k)
	before := stats.Median(values)
	q := stats.WeightedQuantiles(values, w, 0.05, 0.5, 0.95)
	low, after, high := q[0], q[1], q[2]
	if math.Abs(after-truth.Incumbent) > math.Abs(before-truth.Incumbent) || truth.Incumbent < low/1.5 || truth.Incumbent > high*1.5 {
		t.Errorf("who asks weighs %g; before %g, after %g [%g, %g]", truth.Incumbent, before, after, low, high)
	}
	var fitted, unfitted []stats.Forecast
	for i, c := range list {
		fitted = append(fitted, stats.Forecast{P: x.predict(i, w), Came: c.came, Cluster: c.cluster})
		unfitted = append(unfitted, stats.Forecast{P: x.predict(i, nil), Came: c.came, Cluster: c.cluster})
	}
	if stats.Brier(fitted) >= stats.Brier(unfitted) {
		t.Errorf("Brier score %g after the cases, %g before", stats.Brier(fitted), stats.Brier(unfitted))
	}
}

// What speaks for a mission in the coding raises its odds.
func TestTheBridgeHasItsSigns(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	_, _, co := councilOf(s)
	yes, no, by, ousted := true, false, Incumbent, OustedLeader
	rated := func(r int) *int { return &r }
	base := Case{ID: "x", State: "x", Defected: new(SomeDefected), Basis: new(ContestedBasis), Framed: &no, Requested: &yes, RequestedBy: &by, Family: "multilateral", Stake: rated(3), Rival: rated(3), Unrest: rated(3), Violence: rated(3)}
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
		"explicit basis": func(c *Case) { c.Basis = new(ExplicitBasis) }, "framed": func(c *Case) { c.Framed = &yes }, "stake": func(c *Case) { c.Stake = rated(5) },
		"threat": func(c *Case) { c.Unrest = rated(5) }, "no rival": func(c *Case) { c.Rival = rated(1) }, "loyal army": func(c *Case) { c.Defected = new(NoneDefected) },
	} {
		if q := p(more); q <= of {
			t.Errorf("%s: %g, without %g", name, q, of)
		}
	}
	blind := base // a coder who does not know the end rates nothing
	blind.Stake, blind.Rival, blind.Unrest, blind.Violence = nil, nil, nil, nil
	if m := meet(&blind, true, 0.8); m.threat != unknown || m.rival != unknown || m.stake != unknown || slices.ContainsFunc(m.fields, math.IsNaN) {
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
	// Where a challenger asks, it is those who follow the ruler who might fight.
	winner := Case{Defected: new(ManyDefected), RequestedBy: new(Asker)}
	*winner.RequestedBy = ElectionWinner
	if h := meet(&winner, false, 0.8).hostility; h != (span{0, 0.9}) {
		t.Errorf("hostile to a mission that a winner asks for: %v", h)
	}
	nobody := p(func(c *Case) { c.RequestedBy, c.Requested = nil, nil })
	if not := p(func(c *Case) { c.RequestedBy = &ousted }); !(not < nobody && nobody < of) {
		t.Errorf("an ousted leader asks: %g, nobody knows: %g, the incumbent: %g", not, nobody, of)
	}
}
