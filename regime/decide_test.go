package regime

import (
	"math"
	"strings"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

func worth(u float64) Option {
	return Option{ID: "o", Utility: func([]float64) float64 { return u }}
}

func always(int) bool { return true }

func TestOddsAreExponentialInUtility(t *testing.T) {
	options := []Option{worth(1), worth(2), worth(-1)}
	c, err := Decide(options, always, nil, 2, luck.Of(1, 0).For("choice"), 0, 5)
	if err != nil {
		t.Fatal(err)
	}
	sum := math.Exp(2) + math.Exp(4) + math.Exp(-2)
	for i, u := range []float64{1, 2, -1} {
		if want := math.Exp(2*u) / sum; !near(c.Odds[i], want) || c.Utility[i] != u {
			t.Errorf("option %d: odds %v, utility %v, want %v and %v", i, c.Odds[i], c.Utility[i], want, u)
		}
	}
	if c.Hour != 5 || c.Forced {
		t.Errorf("the choice is %+v", c)
	}
}

func TestChoicesFollowTheOdds(t *testing.T) {
	options := []Option{worth(0), worth(math.Log(3))} // 1 : 3
	lot := luck.Of(1, 0).For("choice")
	const n = 20000
	second := 0
	for hour := range n {
		c, err := Decide(options, always, nil, 1, lot, 0, hour)
		if err != nil {
			t.Fatal(err)
		}
		second += c.Option
	}
	// Five standard errors of a share of 0.75.
	if got := float64(second) / n; math.Abs(got-0.75) > 5*math.Sqrt(0.75*0.25/n) {
		t.Errorf("the option of odds 0.75 is chosen in %.4f of the cases", got)
	}
}

func TestRationality(t *testing.T) {
	odds := func(beta float64) float64 {
		c, err := Decide([]Option{worth(0), worth(1)}, always, nil, beta, luck.Of(1, 0).For("choice"), 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		return c.Odds[1]
	}
	if odds(0) != 0.5 {
		t.Errorf("without rationality the odds are %v, want a coin", odds(0))
	}
	if !(odds(1) < odds(3)) || odds(1000) != 1 {
		t.Errorf("odds of the better option at 1, 3, 1000: %v %v %v", odds(1), odds(3), odds(1000))
	}
}

func TestOnlyWhatIsAvailableIsChosen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "options")
		ok := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "available")
		when := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "condition")
		options := make([]Option, n)
		some := false
		for i := range options {
			options[i] = worth(rapid.Float64Range(-1e6, 1e6).Draw(t, "utility"))
			options[i].When = func([]float64) bool { return when[i] }
			some = some || ok[i] && when[i]
		}
		beta := rapid.Float64Range(0, 100).Draw(t, "beta")
		c, err := Decide(options, func(i int) bool { return ok[i] }, nil, beta, luck.Of(rapid.Uint64().Draw(t, "seed"), 0).For("choice"), 0, 0)
		if !some {
			if err == nil {
				t.Fatal("a choice among nothing")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, p := range c.Odds {
			sum += p
			if free := ok[i] && when[i]; p < 0 || !free && (p != 0 || !math.IsNaN(c.Utility[i])) {
				t.Fatalf("option %d, free %v: odds %v, utility %v", i, free, p, c.Utility[i])
			}
		}
		if math.Abs(sum-1) > 1e-9 || c.Odds[c.Option] == 0 {
			t.Fatalf("odds %v sum to %v, chosen %d", c.Odds, sum, c.Option)
		}
	})
}

func TestAUtilityThatIsNoNumberIsAnErrorThatNamesTheOption(t *testing.T) {
	for _, u := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		bad := worth(u)
		bad.ID = "sleep"
		_, err := Decide([]Option{worth(0), bad}, always, nil, 1, luck.Of(1, 0).For("choice"), 0, 7)
		if err == nil || !strings.Contains(err.Error(), `"sleep"`) || !strings.Contains(err.Error(), "hour 7") {
			t.Errorf("utility %v: error %v", u, err)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestQuantitiesAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range Quantities() {
		if q.Name == "" || q.Unit == "" || q.Doc == "" || seen[q.Name] {
			t.Errorf("quantity %+v is incomplete or named twice", q)
		}
		seen[q.Name] = true
	}
}

func TestFillGoesInTheOrderOfQuantities(t *testing.T) {
	s := Seen{Participants: 3, Member: 1, HourOfDay: 17}
	env := make([]float64, len(Quantities()))
	s.Fill(env)
	for i, q := range Quantities() {
		want := map[string]float64{"participants": 3, "member": 1, "hour_of_day": 17}[q.Name]
		if env[i] != want {
			t.Errorf("%s is %v, want %v", q.Name, env[i], want)
		}
	}
}

func TestBlurLeavesFactsAndEdgesAlone(t *testing.T) {
	lot := luck.Of(1, 0).For("noise")
	clear := Seen{Participants: 1000, Desertion: 0.3, Theta: 1, Attention: 0, Emergency: 0.5, Days: 4, CalmHours: 12}
	for hour := range 200 {
		b := clear.Blur(0.5, lot, hour)
		if b.Emergency != 0.5 || b.Days != 4 || b.CalmHours != 12 {
			t.Fatalf("what is known exactly is blurred: %+v", b)
		}
		if b.Theta != 1 || b.Attention != 0 || b.Violent != 0 {
			t.Fatalf("nothing and everything are not recognised: %+v", b)
		}
		if !(b.Desertion > 0 && b.Desertion < 1) || b.Participants <= 0 || b.Participants == 1000 {
			t.Fatalf("counts and shares: %+v", b)
		}
	}
	if clear.Blur(0, lot, 0) != clear {
		t.Error("without noise something is blurred")
	}
}

func TestBlurIsUnbiasedOnItsScale(t *testing.T) {
	lot := luck.Of(1, 0).For("noise")
	const n, sd = 4000, 0.4
	var count, share, countSquares, shareSquares float64
	for hour := range n {
		b := Seen{Participants: 1000, Desertion: 0.2}.Blur(sd, lot, hour)
		c := math.Log(b.Participants / 1000)
		s := math.Log(b.Desertion/(1-b.Desertion)) - math.Log(0.2/0.8)
		count += c
		share += s
		countSquares += c * c
		shareSquares += s * s
	}
	if e := 5 * sd / math.Sqrt(n); math.Abs(count/n) > e || math.Abs(share/n) > e {
		t.Errorf("mean error %v of counts, %v of shares, allowed %v", count/n, share/n, e)
	}
	for _, squares := range []float64{countSquares, shareSquares} {
		if got := math.Sqrt(squares / n); math.Abs(got/sd-1) > 0.06 {
			t.Errorf("the spread is %v, want %v", got, sd)
		}
	}
}
