package cases

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"casus/library"
	"casus/luck"
	"casus/scenario"
)

// A prior has the mean and the spread of the weighted draws, and stays within
// what the engine allows and on its side of the border.
func TestPriorOfDraws(t *testing.T) {
	var values, weights []float64
	for i := range 1000 {
		values, weights = append(values, math.Exp(0.3*math.Sin(float64(i)))), append(weights, float64(i%2)/500)
	}
	w := weight{low: 0, high: 10}
	p := w.prior(values, weights, 0)
	odd, sum, squares := 0.0, 0.0, 0.0
	for i := 1; i < 1000; i += 2 {
		odd, sum = odd+1, sum+0.3*math.Sin(float64(i))
	}
	mean := sum / odd
	for i := 1; i < 1000; i += 2 {
		squares += (0.3*math.Sin(float64(i)) - mean) * (0.3*math.Sin(float64(i)) - mean)
	}
	near := func(what string, got, want float64) {
		if math.Abs(got/want-1) > 0.01 {
			t.Errorf("%s: %g, want %g", what, got, want)
		}
	}
	near("median", p.Lognormal[0], math.Exp(mean))
	near("spread", p.Lognormal[1], math.Sqrt(squares/odd))
	near("low", p.Within[0], math.Exp(mean-reach*math.Sqrt(squares/odd)))
	yes, no := weight{parameter: thresholdOfYes, signed: true, low: -10, high: 10}, weight{parameter: thresholdOfNo, signed: true, low: -10, high: 10}
	if a, b := yes.prior(values, weights, 1), no.prior(values, weights, 1); a.Within[0] < 1 || b.Within[1] > 1 {
		t.Errorf("yes %v, no %v", a, b)
	}
}

// The cases of the scenario's own state do not teach, and those of another do.
func TestLearnLeavesOut(t *testing.T) {
	folder, _ := library.Open("small-state") // whose ruler does not think of the answer: few draws do
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	l := cases(t)
	learn := func(own string, l *Library) *Learnt {
		out, err := Learn(context.Background(), s, l, own, Settings{Draws: 1000, Seed: 3}, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	a := learn("Kazakhstan", l)
	if len(a.Left) != 1 || a.Left[0] != "kazakhstan-2022" {
		t.Fatalf("left out: %v", a.Left)
	}
	if found, _ := l.StateNamed("The Gambia"); !found {
		t.Error("The Gambia's cases are taken for another state's")
	}
	if found, names := l.StateNamed("Kazahkstan"); found || len(names) != 41 {
		t.Errorf("%d states, found %v", len(names), found)
	}
	turned := *l
	turned.Cases = append([]Case(nil), l.Cases...)
	turn := func(state string) {
		for i := range turned.Cases {
			if c := &turned.Cases[i]; c.State == state && c.Domestic() {
				if c.Sent() {
					c.Decision = Refused
				} else {
					c.Decision = Deployed
				}
			}
		}
	}
	turn("Kazakhstan")
	b := learn("kazakhstan", &turned)
	for name, p := range a.Sent.Priors {
		if q := b.Sent.Priors[name]; q.String() != p.String() {
			t.Errorf("%s: %v, and %v if its own case had ended otherwise", name, p, q)
		}
	}
	turn("Belarus")
	if c := learn("Kazakhstan", &turned); c.Sent.Priors["alliance.incumbent"].String() == a.Sent.Priors["alliance.incumbent"].String() {
		t.Error("another state's case teaches nothing")
	}
	if a.Sent.Priors["alliance.yes"].Within[0] < a.Sent.Priors["alliance.no"].Within[1] {
		t.Errorf("a member may vote yes and no at once: %v, %v", a.Sent.Priors["alliance.yes"], a.Sent.Priors["alliance.no"])
	}
	for _, name := range []string{"alliance.yes", "alliance.incumbent"} { // and can be loaded
		p := a.Sent.Priors[name]
		if x := p.Quantile(luck.Of(1, 1).For("test").Uniform(0, 0)); math.IsNaN(x) {
			t.Errorf("%s: %v", name, p)
		}
	}
	if len(a.Sent.Priors) != len(votes) || len(a.Asked.Priors) != len(s.RequestWeights()) {
		t.Errorf("%d priors of the council, %d of the request", len(a.Sent.Priors), len(a.Asked.Priors))
	}
	for name, l := range map[string]*Lesson{"sent": &a.Sent, "asked": a.Asked} {
		if math.IsNaN(l.Apart) || l.Apart <= 0 || l.Joint <= 0 || l.Joint > l.Apart+0.2 {
			t.Errorf("%s: log score %g of draws, %g of priors", name, l.Joint, l.Apart)
		}
	}
	if a.Sent.Cases != 52 || a.Asked.Cases != 21 {
		t.Errorf("%d and %d cases teach", a.Sent.Cases, a.Asked.Cases)
	}
}

// Where all came out alike nothing is learnt, nor where hardly a draw is left.
func TestNothingToLearn(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	refuse := func(l *Library, set Settings, want string) {
		t.Helper()
		if _, err := Learn(context.Background(), s, l, "Kazakhstan", set, func() {}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	l := cases(t)
	refuse(&Library{}, quick, "no domestic cases of states other than Kazakhstan")
	refuse(l, Settings{Draws: 50, Seed: 1}, "too few to learn from")
	sent, asked := &Library{Cases: slices.Clone(l.Cases)}, &Library{}
	for i := range sent.Cases {
		sent.Cases[i].Decision = Deployed
	}
	refuse(sent, quick, "nothing to tell apart")
	for _, c := range l.Cases {
		if by := c.RequestedByIncumbent(); by != nil && *by {
			asked.Cases = append(asked.Cases, c)
		}
	}
	out, err := Learn(context.Background(), s, asked, "Kazakhstan", Settings{Draws: 1000, Seed: 1}, func() {})
	if err != nil || out.Asked != nil || len(out.Sent.Priors) == 0 {
		t.Errorf("%v: of the request %+v", err, out)
	}
}
