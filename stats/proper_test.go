package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"casus/luck"
)

func TestScores(t *testing.T) {
	list := []Forecast{{0.9, true, "a"}, {0.8, false, "a"}, {0.3, true, "b"}, {0.1, false, "c"}}
	near(t, "Brier", Brier(list), (0.01+0.64+0.49+0.01)/4, 1e-12)
	near(t, "log score", LogScore(list), -(math.Log(0.9)+math.Log(0.2)+math.Log(0.3)+math.Log(0.9))/4, 1e-12)
	near(t, "AUC", AUC(list), 3./4, 1e-12) // of the four pairs, 0.3 against 0.8 is lost
	near(t, "AUC with ties", AUC([]Forecast{{0.5, true, ""}, {0.5, false, ""}, {0.7, true, ""}}), 0.75, 1e-12)
	if !math.IsNaN(AUC(list[:1])) {
		t.Error("an AUC of one case")
	}
	near(t, "certain and wrong", LogScore([]Forecast{{0, true, ""}}), -math.Log(Surest), 1e-12)
	near(t, "skill", Skill(0.15, 0.2), 0.25, 1e-12)
}

// Proper scores are best, in expectation, for those who say what they believe.
func TestScoresAreProper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth, said := rapid.Float64Range(0.01, 0.99).Draw(t, "truth"), rapid.Float64Range(0.01, 0.99).Draw(t, "said")
		for _, score := range []func([]Forecast) float64{Brier, LogScore} {
			expect := func(p float64) float64 {
				return truth*score([]Forecast{{p, true, ""}}) + (1-truth)*score([]Forecast{{p, false, ""}})
			}
			if expect(said) < expect(truth)-1e-12 {
				t.Fatalf("saying %g is better than the truth, %g", said, truth)
			}
		}
		list := []Forecast{}
		for range rapid.IntRange(2, 30).Draw(t, "n") {
			list = append(list, Forecast{float64(rapid.IntRange(0, 64).Draw(t, "p")) / 64, rapid.Bool().Draw(t, "came"), ""})
		}
		turned := make([]Forecast, len(list))
		for i, f := range list {
			turned[i] = Forecast{1 - f.P, !f.Came, ""}
		}
		a, b := AUC(list), AUC(turned)
		if !(math.IsNaN(a) && math.IsNaN(b)) && math.Abs(a-b) > 1e-9 {
			t.Fatalf("AUC %g, and of the contrary %g", a, b)
		}
	})
}

// right draws forecasts that are right, in clusters of so many.
func right(r *rand.Rand, n, of int) []Forecast {
	list := make([]Forecast, n)
	for i := range list {
		p := r.Float64()
		list[i] = Forecast{p, r.Float64() < p, fmt.Sprint(i / of)}
	}
	return list
}

// The interval of a bootstrap holds the truth about nine times in ten: the Brier
// score of uniform forecasts that are right is ∫p(1−p)dp = 1/6.
func TestBootstrapCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const trials = 200
	held := 0.0
	for k := range trials {
		e, err := BootstrapForecasts(lot(uint64(k)), func(l ...[]Forecast) float64 { return Brier(l[0]) }, right(r, 60, 2))
		if err != nil {
			t.Fatal(err)
		}
		held += Indicator(e.Low <= 1./6 && 1./6 <= e.High)
	}
	near(t, "coverage", held/trials, 0.9, 0.07)
}

// Forecasts that are right stay within the bars nine times in ten; those of
// someone who is too sure do not.
func TestReliability(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	inside, bins, caught := 0.0, 0.0, 0
	for k := range 60 {
		list := right(r, 100, 1)
		for _, b := range Reliability(list, 5, lot(uint64(k))) {
			inside += Indicator(b.Low <= b.Observed && b.Observed <= b.High)
			bins++
		}
		for i := range list {
			list[i].P = Indicator(list[i].P > 0.5)*0.9 + 0.05
		}
		for _, b := range Reliability(list, 5, lot(uint64(k))) {
			if b.Observed < b.Low || b.Observed > b.High {
				caught++
				break
			}
		}
	}
	near(t, "share of bins inside", inside/bins, 0.92, 0.05) // shares come in steps, so bars hold a little more
	if caught < 55 {
		t.Errorf("only %d of 60 who are too sure are caught", caught)
	}
}

// A forecast of what is itself in doubt: expected over the doubt, and best where it is the
// probability.
func TestExpectedScores(t *testing.T) {
	list := []Doubtful{{P: 0.9, Came: 0.8, Cluster: "a"}, {P: 0.3, Came: 1, Cluster: "b"}}
	near(t, "Brier", Expected(list, Brier), (0.8*0.01+0.2*0.81+0.49)/2, 1e-12)
	near(t, "log", Expected(list, LogScore), -(0.8*math.Log(0.9)+0.2*math.Log(0.1)+math.Log(0.3))/2, 1e-12)
	at := func(p float64) float64 { return Expected([]Doubtful{{P: p, Came: 0.8}}, Brier) }
	if at(0.8) >= at(0.79) || at(0.8) >= at(0.81) {
		t.Error("a score is not best at the probability")
	}
}

// The interval holds the doubt: none where all is sure and one cluster, and both ends where
// one case is a coin.
func TestBootstrapOfDoubtfulCases(t *testing.T) {
	score := func(x ...[]Doubtful) float64 { return Expected(x[0], Brier) }
	lots := func(name string) luck.Lot { return luck.Of(1, 0).For(name) }
	sure := BootstrapDoubtful(lots("a"), lots("b"), score, []Doubtful{{P: 0.9, Came: 1, Cluster: "a"}})
	near(t, "sure", sure.High-sure.Low, 0, 1e-12)
	open := BootstrapDoubtful(lots("a"), lots("b"), score, []Doubtful{{P: 0.9, Came: 0.5, Cluster: "a"}})
	near(t, "low", open.Low, 0.01, 1e-12)
	near(t, "high", open.High, 0.81, 1e-12)
	near(t, "value", open.Value, 0.41, 1e-12)
	// A difference of forecasts of the same cases sees the same doubt in both.
	same := []Doubtful{{P: 0.9, Came: 0.5, Cluster: "a"}, {P: 0.2, Came: 0.4, Cluster: "b"}}
	d := BootstrapDoubtful(lots("a"), lots("b"), func(x ...[]Doubtful) float64 { return Expected(x[0], Brier) - Expected(x[1], Brier) }, same, same)
	if d != (Estimate{}) {
		t.Errorf("a forecast differs from itself: %+v", d)
	}
}
