package eventstudy

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"casus/luck"
	"casus/score/history"
)

// made is a world of states in three regions that vote as their past, their region and
// luck say, and of events at which targets move nearer to the lead by an effect.
//
//	Y = −distance of ideal points;  ideal_s(t) = level_s + drift_region·t + noise_s(t)
func made(seed int, effect float64, targets int) *Study {
	const regions, each, first = 3, 20, 1960
	lot := luck.Of(1, seed).For("eventstudy/made")
	normal := func(a, b uint64) float64 { // a sum of twelve: near enough
		x := -6.0
		for k := range uint64(12) {
			x += lot.Uniform(a*100+k, b)
		}
		return x
	}
	p := &history.Past{States: map[string]*history.State{}, Votes: map[string]map[int]history.Vote{}}
	put := func(code, region string, ideal func(year int) float64) {
		s := &history.State{Code: code, Name: code, Region: region}
		s.Existed(1946, 2024)
		p.States[code] = s
		p.Votes[code] = map[int]history.Vote{}
		for year := first; year < Before; year++ {
			x := ideal(year)
			p.Votes[code][year] = history.Vote{Ideal: &x, Agree: map[string]*float64{}}
		}
	}
	put("USA", "north", func(int) float64 { return 3 })
	put("RUS", "north", func(int) float64 { return -3 })
	s := &Study{Before: Before, Slope: 1, past: p}
	for r := range regions {
		for i := range each {
			code, unit := fmt.Sprintf("%c%02d", 'A'+r, i), uint64(r*each+i)
			at := 0
			if i < targets {
				at = 1970 + int(lot.Below(unit, 5000, 45))
				s.Events = append(s.Events, Event{Kind: For, Target: code, Lead: "USA", Year: at})
			}
			noise := 0.0
			put(code, fmt.Sprint(r), func(year int) float64 {
				noise = 0.6*noise + 0.03*normal(unit, uint64(year))
				x := normal(unit, 1)/4 + 0.004*float64(r*(year-first)) + noise
				if at > 0 && year >= at {
					x += effect
				}
				return x
			})
		}
	}
	s.index()
	return s
}

func (s *Study) target(t *testing.T, placebos int) *Effect {
	t.Helper()
	if err := s.add(For, TargetToLead, Closeness, Settings{Placebos: placebos, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if len(s.Effects) != 1 {
		t.Fatalf("%+v", s.Silent)
	}
	return &s.Effects[0]
}

// A known effect is found, with its size, and nothing before it.
func TestAKnownEffectIsRecovered(t *testing.T) {
	const effect = 0.08
	e := made(0, effect, 8).target(t, 300)
	x := e.Years[4]
	if x.Low > effect || x.High < effect || x.Low <= 0 {
		t.Errorf("years 1 to 5: %+v", x)
	}
	for _, p := range e.Path {
		if p.Year < 0 && math.Abs(p.Mean) > 4*p.Error {
			t.Errorf("year %d: %+v", p.Year, p)
		}
		if p.Year > 0 && math.Abs(p.Mean-effect) > 4*p.Error {
			t.Errorf("year %d: %+v", p.Year, p)
		}
	}
	if !e.Clean() || e.Placebo.P > 0.02 || math.Abs(e.Placebo.Mean) > 0.01 {
		t.Errorf("trend %.2f, placebo %+v", e.TrendP, e.Placebo)
	}
}

// Intervals hold the effect about nine times in ten, whatever it is; so that where there
// is none, one is found about once in ten. The p-values of placebo dates are as often
// below 10 % and below 50 % as they should be.
func TestCoverageAndPlacebos(t *testing.T) {
	const worlds = 60
	for _, effect := range []float64{0, 0.05} {
		held, resampled, beyond, below10, below50 := 0, 0, 0.0, 0, 0
		for w := range worlds {
			e := made(w, effect, 6).target(t, 100)
			x := e.Years[4]
			if x.Low <= effect && effect <= x.High {
				held++
			}
			if x.Bootstrap[0] <= effect && effect <= x.Bootstrap[1] {
				resampled++
			}
			beyond += e.Placebo.Beyond / worlds
			if e.Placebo.P < 0.1 {
				below10++
			}
			if e.Placebo.P < 0.5 {
				below50++
			}
		}
		t.Logf("effect %g: interval %d, bootstrap %d of %d; placebos beyond %.3f; p below 0.1 %d, below 0.5 %d", effect, held, resampled, worlds, beyond, below10, below50)
		if c := float64(held) / worlds; c < 0.82 || c > 0.97 {
			t.Errorf("effect %g: the interval holds it in %.2f", effect, c)
		}
		if c := float64(resampled) / worlds; c < 0.75 || c > 0.97 {
			t.Errorf("effect %g: the bootstrap holds it in %.2f", effect, c)
		}
		if beyond < 0.06 || beyond > 0.14 {
			t.Errorf("effect %g: %.3f of placebos are called an effect", effect, beyond)
		}
		if effect == 0 {
			if c := float64(below10) / worlds; c > 0.19 {
				t.Errorf("p of placebos is below 0.1 in %.2f", c)
			}
			if c := float64(below50) / worlds; c < 0.35 || c > 0.65 {
				t.Errorf("p of placebos is below 0.5 in %.2f", c)
			}
		} else if below10 < worlds*2/3 {
			t.Errorf("an effect of %g is found in %d of %d", effect, below10, worlds)
		}
	}
}

// A trend of the target before the event is not taken for an effect: it is reported.
func TestATrendIsSeen(t *testing.T) {
	s := made(3, 0, 8)
	for _, e := range s.Events {
		for year, v := range s.past.Votes[e.Target] {
			*v.Ideal += 0.03 * float64(year-1990)
		}
	}
	if e := s.target(t, 100); e.TrendP > 0.05 || e.Clean() {
		t.Errorf("trend %+v with p %.2f", e.Trend, e.TrendP)
	}
}

// Nothing of the year 2022 or later is read.
func TestNothingOfLaterIsRead(t *testing.T) {
	s := made(0, 0.05, 8)
	want := *s.target(t, 100)
	late := made(0, 0.05, 8)
	for _, years := range late.past.Votes {
		for year := Before; year < 2024; year++ {
			x := 9.0
			years[year] = history.Vote{Ideal: &x, Agree: map[string]*float64{}}
		}
	}
	late.past = late.past.Before(Before)
	if got := *late.target(t, 100); got.Years[4] != want.Years[4] {
		t.Errorf("%+v and %+v", got.Years[4], want.Years[4])
	}
}

// Controls are in the region or next door, and nothing happened to them.
func TestControls(t *testing.T) {
	s := made(0, 0, 8)
	for _, e := range s.Events {
		st := s.stack(e, TargetToLead, e.Year)
		for _, c := range st.Controls {
			if s.past.States[c].Region != s.past.States[e.Target].Region || c == e.Target || touched(s.treated[c], e.Year) {
				t.Errorf("%s is a control of %s %d", c, e.Target, e.Year)
			}
		}
		fellows, _ := s.members(e, e.Year)
		calm := 0
		for _, c := range st.Controls {
			if !fellows[c] && !slices.Contains(s.past.States[e.Target].Neighbours, c) {
				calm++
			}
		}
		if want := float64(calm) / float64(len(st.Controls)); math.Abs(st.Calm-want) > 1e-12 {
			t.Errorf("%s %d: calm controls %g, want %g", e.Target, e.Year, st.Calm, want)
		}
	}
}

// What happens in years that follow is one event; help and removal at once is none.
func TestFirst(t *testing.T) {
	list := first([]Event{
		{For, "AAA", "BBB", 1980, ""}, {For, "AAA", "BBB", 1983, ""}, {For, "AAA", "BBB", 1988, ""}, {For, "AAA", "BBB", 1994, ""},
		{For, "CCC", "BBB", 1980, ""}, {Against, "CCC", "BBB", 1981, ""}, {For, "USA", "BBB", 1980, ""},
	})
	if len(list) != 2 || list[0].Year != 1980 || list[1].Year != 1994 {
		t.Errorf("%+v", list)
	}
}
