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

// someone's character does not matter to a test.
func someone(options int) Character {
	return CharacterOf(options, Ruler, luck.Of(1, 0).For("character"))
}

func TestOddsAreExponentialInUtility(t *testing.T) {
	options := []Option{worth(1), worth(2), worth(-1)}
	var c Choice
	if err := c.Decide(options, always, nil, 2, someone(3)); err != nil {
		t.Fatal(err)
	}
	sum := math.Exp(2) + math.Exp(4) + math.Exp(-2)
	for i, u := range []float64{1, 2, -1} {
		if want := math.Exp(2*u) / sum; !near(c.Odds[i], want) || c.Utility[i] != u {
			t.Errorf("option %d: odds %v, utility %v, want %v and %v", i, c.Odds[i], c.Utility[i], want, u)
		}
	}
}

// Over all characters, those of actors and those of runs, each option is chosen
// with its odds.
func TestCharactersFollowTheOdds(t *testing.T) {
	options := []Option{worth(0), worth(1), worth(-0.5), worth(0.2)}
	const n, beta = 20000, 1.7
	for name, character := range map[string]func(i int) Character{
		"actors": func(i int) Character { return CharacterOf(4, i, luck.Of(1, 0).For("character")) },
		"runs":   func(i int) Character { return CharacterOf(4, Ruler, luck.Of(1, i).For("character")) },
	} {
		var c Choice
		var chosen [4]float64
		for i := range n {
			if err := c.Decide(options, always, nil, beta, character(i)); err != nil {
				t.Fatal(err)
			}
			chosen[c.Option]++
		}
		for i, p := range c.Odds { // five standard errors
			if got := chosen[i] / n; math.Abs(got-p) > 5*math.Sqrt(p*(1-p)/n) {
				t.Errorf("%s: option %d, of odds %.4f, is chosen in %.4f of the cases", name, i, p, got)
			}
		}
	}
}

// He who looks again at what has not changed does what he did, however often; what
// he likes does not depend on what else is open to him.
func TestACharacterStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "options")
		options := make([]Option, n)
		for i := range options {
			options[i] = worth(rapid.Float64Range(-2, 2).Draw(t, "utility"))
		}
		he := CharacterOf(n, rapid.IntRange(0, 3).Draw(t, "actor"), luck.Of(rapid.Uint64().Draw(t, "seed"), 0).For("character"))
		beta := rapid.Float64Range(0, 10).Draw(t, "beta")
		var first, again, fewer Choice
		closed := rapid.IntRange(0, n-1).Draw(t, "closed")
		for _, err := range []error{
			first.Decide(options, always, nil, beta, he),
			again.Decide(options, always, nil, beta, he),
			fewer.Decide(options, func(i int) bool { return i != closed }, nil, beta, he),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if again.Option != first.Option {
			t.Fatalf("first %d, then %d", first.Option, again.Option)
		}
		if closed != first.Option && fewer.Option != first.Option {
			t.Fatalf("%d, and %d when %d is not open to him", first.Option, fewer.Option, closed)
		}
	})
}

// To ask sooner than to wait has the odds of the two; what is done first, and
// comes again only after its time, does not count.
func TestAsks(t *testing.T) {
	wait, ask, beg, other, resign := worth(0), worth(0), worth(0), worth(5), worth(0)
	wait.ID = Wait
	ask.Effects.Request, beg.Effects.Request = true, true
	resign.Effects.Resign = true
	for _, x := range []struct {
		name    string
		options []Option
		want    float64
	}{
		{"ask or wait", []Option{wait, ask}, 0.5},
		{"two ways to ask", []Option{wait, ask, beg}, 2. / 3},
		{"something else first", []Option{wait, other, ask}, 0.5},
		{"leave", []Option{wait, ask, resign}, 1. / 3},
		{"cannot ask", []Option{wait, other}, 0},
		{"must ask or do else", []Option{ask, other}, 1},
	} {
		var c Choice
		if err := c.Weigh(x.options, always, nil, 1); err != nil {
			t.Fatal(err)
		}
		if p := c.Asks(x.options); !near(p, x.want) {
			t.Errorf("%s: asks with %v, want %v", x.name, p, x.want)
		}
	}
}

// Asks is what characters do who go through their options one by one, each once,
// until they ask, wait or leave.
func TestAsksIsWhatCharactersDo(t *testing.T) {
	options := []Option{worth(0), worth(0.4), worth(1.2), worth(-0.3), worth(-1)}
	options[0].ID, options[1].Effects.Request, options[3].Effects.Request, options[4].Effects.Resign = Wait, true, true, true
	const n, beta = 20000, 1.3
	asked := 0.0
	for i := range n {
		he, done := CharacterOf(len(options), Ruler, luck.Of(2, i).For("character")), -1
		var c Choice
		for {
			if err := c.Decide(options, func(i int) bool { return i != done }, nil, beta, he); err != nil {
				t.Fatal(err)
			}
			if o := &options[c.Option]; o.Effects.Request {
				asked++
			} else if o.ID != Wait && !o.Effects.Resign {
				done = c.Option
				continue
			}
			break
		}
	}
	var c Choice
	if err := c.Weigh(options, always, nil, beta); err != nil {
		t.Fatal(err)
	}
	if p := c.Asks(options); math.Abs(asked/n-p) > 5*math.Sqrt(p*(1-p)/n) {
		t.Errorf("%.4f asked, of odds %.4f", asked/n, p)
	}
}

func TestRationality(t *testing.T) {
	odds := func(beta float64) float64 {
		var c Choice
		if err := c.Decide([]Option{worth(0), worth(1)}, always, nil, beta, someone(2)); err != nil {
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
		var c Choice
		err := c.Decide(options, func(i int) bool { return ok[i] }, nil, beta, CharacterOf(n, Ruler, luck.Of(rapid.Uint64().Draw(t, "seed"), 0).For("character")))
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
		if math.Abs(sum-1) > 1e-9 || math.IsNaN(c.Utility[c.Option]) {
			t.Fatalf("odds %v sum to %v, chosen %d", c.Odds, sum, c.Option)
		}
	})
}

func TestAUtilityThatIsNoNumberIsAnErrorThatNamesTheOption(t *testing.T) {
	for _, u := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		bad := worth(u)
		bad.ID = "sleep"
		var c Choice
		err := c.Decide([]Option{worth(0), bad}, always, nil, 1, someone(2))
		if err == nil || !strings.Contains(err.Error(), `"sleep"`) {
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
	for day := range n { // at any hour: errors of one day are independent of those two days later
		b := Seen{Participants: 1000, Desertion: 0.2}.Blur(sd, lot, 48*day+day%24)
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

// A service that is wrong now is still wrong in an hour, much less so tomorrow,
// and not at all in two days.
func TestErrorsChangeOverADay(t *testing.T) {
	lot := luck.Of(1, 0).For("noise")
	wrong := func(hour int) float64 {
		return math.Log(Seen{Participants: 1000}.Blur(1, lot, hour).Participants / 1000)
	}
	const n = 2000
	together := func(later int) float64 {
		sum := 0.0
		for day := range n {
			h := 72*day + day%24
			sum += wrong(h) * wrong(h+later)
		}
		return sum / n
	}
	for hours, want := range map[int][2]float64{1: {0.97, 1}, 12: {0.5, 0.85}, 24: {0.1, 0.5}, 48: {0, 0}} {
		if got := together(hours); got < want[0]-0.1 || got > want[1]+0.1 {
			t.Errorf("errors that are %d hours apart go together with %.2f, want %v", hours, got, want)
		}
	}
}

// What has notably moved calls for a look; what time alone moves does not.
func TestMoved(t *testing.T) {
	base := Seen{Participants: 1000, Violent: 0, Protest: 0.5, LargestLost: 0.5, Days: 1, CalmHours: 3, HourOfDay: 5, Conceded: 1}
	for name, x := range map[string]struct {
		change func(*Seen)
		moved  bool
	}{
		"nothing":              {func(*Seen) {}, false},
		"time":                 {func(s *Seen) { s.Days, s.CalmHours, s.HourOfDay = 9, 90, 17 }, false},
		"a few more out":       {func(s *Seen) { s.Participants = 1150 }, false},
		"many more out":        {func(s *Seen) { s.Participants = 1300 }, true},
		"many fewer out":       {func(s *Seen) { s.Participants = 750 }, true},
		"a handful of violent": {func(s *Seen) { s.Violent = 3 }, false},
		"violence begins":      {func(s *Seen) { s.Violent = 30 }, true},
		"a region more":        {func(s *Seen) { s.Protest = 0.56 }, true},
		"hardly a share":       {func(s *Seen) { s.Protest = 0.53 }, false},
		"the city is lost":     {func(s *Seen) { s.LargestLost = 1 }, true},
		"an offer":             {func(s *Seen) { s.Conceded = 2 }, true},
		"allies are here":      {func(s *Seen) { s.Allied = 1 }, true},
	} {
		now := base
		x.change(&now)
		if now.Moved(&base) != x.moved || base.Moved(&now) != x.moved {
			t.Errorf("%s: moved %v, back %v, want %v", name, now.Moved(&base), base.Moved(&now), x.moved)
		}
	}
}
