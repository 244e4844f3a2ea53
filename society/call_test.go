package society

import (
	"math"
	"testing"

	"casus/luck"
)

// gathered is a crowd of organisers of the town, out from four in the afternoon of
// the first day; nobody leaves before the morning.
func gathered(people float64, co Coefficients, seed uint64) (*Society, *Conditions) {
	n := nation()
	n.Sparks = []Spark{{Place: town, People: people}}
	in := ordinary(&n)
	s := settled(n, co, 1000, seed)
	s.Hour(0, in)
	return s, in
}

func TestTheScenariosCrowdsAppearAtTheirHourAndGoHome(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: village, Hour: 2, People: 400}}
	co := silent()
	co.Stay = 3
	s := settled(n, co, 100, 1)
	in := ordinary(&n)
	for h, want := range []float64{0, 0, 400, 400 / math.Cbrt(2), 400 / math.Cbrt(4), 200} {
		s.Hour(h, in)
		near(t, "crowd of the village", s.State().Crowd[village], want, 1e-9)
		near(t, "crowds everywhere", s.State().Participants, want, 1e-9)
	}
}

// Of people who all want to be out half have gone after the half-life, and who has
// gone comes back on another day only.
func TestPeopleGoHomeForTheDay(t *testing.T) {
	n := withSparks(1)
	n.Cohorts = []Cohort{{}, {}}
	n.Sparks = append(n.Sparks, Spark{Place: town, Hour: 24, People: 1})
	co := alone()
	co.Threshold, co.Stay = 0, 4
	s, in := settled(n, co, 10, 1), ordinary(&n)
	for h := range 14 {
		in.HourOfDay = (16 + h) % 24
		s.Hour(h, in)
		p := math.Exp2(-float64(h+1) / 4)
		near(t, "share of the city who are out", s.State().Crowd[city]/400_000, p, 4*math.Sqrt(p*(1-p)/40_000))
	}
	for h := 14; h < 25; h++ {
		in.HourOfDay = (16 + h) % 24
		if s.Hour(h, in); h < 24 && s.State().Participants > 0 {
			t.Fatalf("hour %d: %g are out after the night", h, s.State().Participants)
		}
	}
	near(t, "share of the town who are out the next day", s.State().Crowd[town]/100_000, math.Exp2(-0.25), 0.02)
}

// Who has thought better of it stays away for the day, whatever brought him out.
func TestWhoThinksBetterOfItStaysAway(t *testing.T) {
	n := withSparks(1)
	co := alone()
	co.Shock = 1
	s, in := settled(n, co, 10, 1), ordinary(&n)
	for h, left := range []float64{1, 0, 1} {
		in.Left[0] = left
		s.Hour(h, in)
		if out := s.State().Crowd[town]; (out > 30_000) != (h == 0) {
			t.Errorf("hour %d, with %g of the shock left: %g out", h, left, out)
		}
	}
}

// In a nation where everyone would go out for others' sake, nobody does who has
// nobody to join: not after a crowd was sent home, and not in the morning.
func TestNobodyGoesOutAlone(t *testing.T) {
	n := withSparks(1000)
	co := alone()
	co.Threshold, co.Sociality, co.MediaWeight, co.Memory = 0.01, 1, 1, ever
	s, in := settled(n, co, 10, 1), ordinary(&n)
	s.nationwide, s.state.Attention = 1e6, 1
	in.HourOfDay = 5
	if s.Hour(0, in); s.State().Participants < 100_000 {
		t.Fatalf("only %g are out", s.State().Participants)
	}
	in.HourOfDay = Morning
	if s.Hour(1, in); s.State().Participants != 0 {
		t.Errorf("%g are out at dawn", s.State().Participants)
	}
}

// A protest of the first day goes on with the documented probability, and as many come
// again, at some hour between 8 and 18.
func TestAProtestGoesOnByChoice(t *testing.T) {
	const crowd = 1000
	for what, c := range map[string]struct {
		change func(*Society, *Conditions)
		p      float64
	}{
		"without a reason":                {func(*Society, *Conditions) {}, 0.3},
		"with half the grievance":         {func(s *Society, _ *Conditions) { s.co.Threshold = 2 * s.mean[0] }, 0.3},
		"at a risk that was there before": {func(s *Society, in *Conditions) { s.co.ArrestCost, in.Officers[town] = 1, 1e9 }, 0.3},
		"in fear": {func(s *Society, in *Conditions) {
			s.co.FearGain, s.places[town].fear, s.pace.fear = 0.5, fading{3, 0}, newDecay(ever)
		}, 0.3 / 2},
		"after orders to shoot": {func(s *Society, in *Conditions) {
			s.co.LethalCost, in.Lethal, in.Emergency[0] = 1, 1, 1
		}, 0.3 / 2},
		"under curfew":            {func(s *Society, in *Conditions) { s.co.Curfew, in.Emergency[0] = 0.25, 1 }, 0.3 * 0.75},
		"in defiance of a curfew": {func(s *Society, in *Conditions) { s.co.Curfew, in.Emergency[0] = -0.5, 1 }, 0.3 * 1.5},
	} {
		at := map[int]int{}
		p := 1 - math.Exp(-c.p)
		often(t, "a protest that goes on "+what, 2000, p, func(seed uint64) bool {
			co := silent()
			co.Again, co.MediaWeight, co.Memory, co.AttentionFull, co.RiskK = 0.3, 1, 0.01, crowd, 1
			s, in := gathered(crowd, co, seed)
			c.change(s, in)
			was := 0.0
			for h := 1; h < 36; h++ {
				in.HourOfDay = (16 + h) % 24
				s.Hour(h, in)
				if out := s.State().Crowd[town]; h >= 14 && out > was {
					near(t, "organisers who come again "+what, out, crowd, 1e-6*crowd)
					at[in.HourOfDay]++
					was = out
				}
			}
			return was > 0
		})
		if len(at) != 10 || at[firstCall] == 0 || at[17] == 0 {
			t.Errorf("%s, protests that go on begin at these hours: %v", what, at)
		}
	}
}

func TestAFewPeopleAreNoProtestThatGoesOn(t *testing.T) {
	for _, people := range []float64{Gathering - 1, Gathering} {
		co := silent()
		co.Again = 10
		s, in := gathered(people, co, 1)
		again := 0.0
		for h := 1; h < 36; h++ {
			in.HourOfDay = (16 + h) % 24
			if s.Hour(h, in); h >= 14 {
				again = max(again, s.State().Crowd[town])
			}
		}
		if (again > 0) != (people >= Gathering) {
			t.Errorf("of %g people %g come again", people, again)
		}
	}
}

// Bands take no part in a protest: it is the size of the crowd without them that goes
// on, or is none.
func TestBandsAreNoProtestThatGoesOn(t *testing.T) {
	for _, people := range []float64{0, 300} {
		co := silent()
		co.Again, co.BandHalf = 100, 1
		s, in := gathered(people, co, 1)
		s.state.Bands[town] = 1000
		s.out.add(town)
		again := 0.0
		for h := 1; h < 36; h++ {
			in.HourOfDay = (16 + h) % 24
			if s.Hour(h, in); h >= 14 {
				again = max(again, s.State().Crowd[town])
			}
		}
		near(t, "people who come again", again, people, 1e-6)
	}
}

// calls counts by place how many crowds of organisers come out in some days.
func calls(days int, co Coefficients, change func(*Society, *Conditions)) []float64 {
	co.SparkPeople, co.Stay = 80, 0.05 // they are gone within the hour
	n := nation()
	n.Places[village].Population = 50_000
	in := ordinary(&n)
	s := settled(n, co, 1000, 1)
	change(s, in)
	count := make([]float64, len(n.Places))
	for h := range 24 * days {
		in.HourOfDay = h % 24
		s.Hour(h, in)
		for i, crowd := range s.State().Crowd {
			if crowd > 50 {
				count[i]++
			}
		}
		if out := s.State().Participants; out > 0 && (in.HourOfDay < firstCall || in.HourOfDay > lastCall) {
			count[0] = math.NaN()
		}
	}
	return count
}

// each gives the rate at which as many protests are called in the nation of [calls]
// as rate gives in a place of 100,000 of a nation of ten million.
func each(rate float64) float64 { return rate * 5.5 / Calls(550_000) }

// Four times the people have twice the calls.
func TestCallsGrowWithTheRootOfPeople(t *testing.T) {
	for _, c := range []struct{ people, calls float64 }{{1e7, 100}, {4e7, 200}, {2.5e6, 50}} {
		if n := Calls(c.people); n != c.calls {
			t.Errorf("%g people have %g times the rate of calls, want %g", c.people, n, c.calls)
		}
	}
	co := silent()
	co.OrdinaryRate = 0.005
	count := 0.0
	for _, n := range calls(4000, co, func(*Society, *Conditions) {}) {
		count += n
	}
	want := 0.005 * 4000 * Calls(550_000)
	near(t, "protests of 550,000 people", count, want, 4*math.Sqrt(want)+0.03*want)
}

// In ordinary times organisers come out at a known rate, whatever people feel.
func TestOrdinaryProtests(t *testing.T) {
	const days, rate = 4000, 0.05
	for what, c := range map[string]struct {
		change func(*Society, *Conditions)
		share  float64
	}{
		"without a shock": {func(s *Society, in *Conditions) { in.Left[0], s.co.Threshold = 0, 1 }, 1},
		"in defiance of a curfew": {func(s *Society, in *Conditions) {
			s.co.Curfew, in.Emergency = -0.5, []float64{1, 1}
		}, 1.5},
		"under a curfew that all heed": {func(s *Society, in *Conditions) {
			s.co.Curfew, in.Emergency = 1, []float64{1, 1}
		}, 0},
	} {
		co := silent()
		co.OrdinaryRate = each(rate)
		count := calls(days, co, c.change)
		for i, size := range []float64{town: 1, village: 0.5, city: 4} {
			want := c.share * size * rate * days
			near(t, "protests "+what, count[i], want, 4*math.Sqrt(want)+0.01*want)
		}
	}
	for i, n := range calls(1000, silent(), func(*Society, *Conditions) {}) {
		if n != 0 {
			t.Errorf("%g protests in place %d at no rate", n, i)
		}
	}
}

// stirred has everyone hear of a mobilisation that does not end.
func stirred(s *Society) { s.nationwide, s.state.Attention = 1e6, 1 }

// hearing are coefficients under which organisers come out in solidarity only.
func hearing() Coefficients {
	co := silent()
	co.SparkRate, co.MediaWeight, co.Memory, co.SparkRest, co.RiskK = each(0.1), 1, ever, 1e-6, 1
	return co
}

func TestOrganisersComeOutInSolidarity(t *testing.T) {
	const days = 2000
	for what, c := range map[string]struct {
		change func(*Society, *Conditions)
		share  float64
	}{
		"with full news":           {func(*Society, *Conditions) {}, 1},
		"with no news":             {func(s *Society, _ *Conditions) { s.nationwide, s.state.Attention = 0, 0 }, 0},
		"in a blackout":            {func(_ *Society, in *Conditions) { in.Openness = 0 }, 0},
		"with a third of the news": {func(_ *Society, in *Conditions) { in.Openness = 1. / 3 }, 1. / 3},
		"without grievance":        {func(s *Society, _ *Conditions) { s.nation.Cohorts = []Cohort{{Legitimacy: 1}, {Legitimacy: 1}} }, 0},
		"with half the grievance": {func(s *Society, _ *Conditions) {
			s.nation.Cohorts, s.co.Threshold = []Cohort{{Legitimacy: 0.9}, {Legitimacy: 0.9}}, 0.2
		}, 0.5},
		"at a risk": {func(s *Society, in *Conditions) {
			s.nation.Cohorts, s.co.Threshold, s.co.ArrestCost = []Cohort{{Legitimacy: 0.9}, {Legitimacy: 0.9}}, 0.1, 0.2
			in.Officers = []float64{1e9, 1e9, 1e9}
		}, 0.5},
		"under curfew": {func(s *Society, in *Conditions) { s.co.Curfew, in.Emergency = 0.6, []float64{1, 1} }, 0.4},
	} {
		count := calls(days, hearing(), func(s *Society, in *Conditions) { stirred(s); c.change(s, in) })
		for i, share := range sharesOfCalls(false) {
			want := c.share * 5.5 * share * 0.1 * days
			near(t, "crowds "+what, count[i], want, 4*math.Sqrt(want)+0.02*want)
		}
	}
}

// sharesOfCalls are the shares of calls in the nation of [calls], whose town may be its centre:
// by hand, 1 : 0.5^1.2 : 4^1.2, and e² for the centre.
func sharesOfCalls(centre bool) []float64 {
	d := []float64{town: 1, village: 0.43528, city: 5.27803}
	if centre {
		d[town] = 7.38906
	}
	sum := d[town] + d[village] + d[city]
	for i := range d {
		d[i] /= sum
	}
	return d
}

// Larger places have more calls for their size, and the centre has more again.
func TestWherePeopleAreCalled(t *testing.T) {
	n := nation()
	n.Places[village].Population = 50_000
	for _, centre := range []bool{false, true} {
		n.Places[town].Centre = centre
		s := New(n, silent(), How{Scale: 1000}, luck.Of(1, 0))
		for i, want := range sharesOfCalls(centre) {
			near(t, "share of calls", s.pull[i], want, 1e-4)
		}
		near(t, "share of the first region", s.pulls[0], s.pull[town]+s.pull[village], 1e-12)
	}
}

// A place that has shown its solidarity does it again when it is rested: half as
// willingly after the half-life, and never if it never rests. One of 400,000 people has
// organisers for four calls.
func TestSpentOrganisersRest(t *testing.T) {
	co := hearing()
	co.SparkRate, co.SparkRest = 10, ever
	for i, n := range calls(400, co, func(s *Society, _ *Conditions) { stirred(s) }) {
		if n != []float64{town: 1, village: 1, city: 4}[i] {
			t.Errorf("place %d, never rested, has shown its solidarity %g times", i, n)
		}
	}
	co.SparkRate, co.SparkRest = 1, 1e5
	count := calls(2000, co, func(s *Society, _ *Conditions) {
		stirred(s)
		s.pace.rest.half = ever
		s.pace.rest.left = nil
		for i := range s.places {
			s.places[i].spent = fading{0.5, 0}
		}
	})
	for i, n := range count {
		if n != []float64{town: 1, village: 1, city: 2}[i] {
			t.Errorf("place %d, half rested, has shown its solidarity %g times", i, n)
		}
	}
}

// The size of a crowd of organisers is lognormal, larger in larger places, and bounded
// by its place.
func TestSizesOfCrowdsOfOrganisers(t *testing.T) {
	co := silent()
	co.SparkPeople, co.SparkSpread = 200, 1.5
	s := settled(nation(), co, 1000, 1)
	const n = 10_000
	above, far := 0.0, 0.0
	for hour := range n {
		if size := s.organisers(city, hour); size > 400 { // of 400,000 people
			above++
			if size > 400*math.Exp(1.5) {
				far++
			}
		}
		if size := s.organisers(village, hour); size > maxSparkShare*5000 {
			t.Fatalf("%g organisers in a village of 5,000", size)
		}
	}
	near(t, "share above the median", above/n, 0.5, 0.02)
	near(t, "share a spread above it", far/n, 0.1587, 0.015)
}

// A call goes to other places as often as reach says, to larger ones more than to
// small ones; an ordinary one whatever they think, one in solidarity where they would
// follow it.
func TestCallsGoToSeveralPlaces(t *testing.T) {
	calls := func(reach, usual, rate, legitimacy float64) (several, all float64) {
		n := nation()
		n.Cohorts = []Cohort{{Legitimacy: legitimacy}, {Legitimacy: legitimacy}}
		for i := range n.Places {
			n.Places[i].Population = 100_000
		}
		co := silent()
		co.Reach, co.OrdinaryRate, co.SparkPeople, co.Threshold = reach, usual, 100, 0.1
		for seed := range uint64(4000) {
			s, in := settled(n, co, 1000, seed), ordinary(&n)
			s.hear(in)
			s.solidarity(0, 10, rate, 1, in)
			out := 0.0
			for i := range n.Places {
				out += flag(s.places[i].seeds > 0)
			}
			all += flag(out > 0)
			several += flag(out > 1)
		}
		return several, all
	}
	for _, c := range []struct{ reach, usual, rate, legitimacy float64 }{
		{0, 1, 0, 1}, {0.5, 1, 0, 1}, {0.5, 0, 1, 0}, {1, 1, 0, 1},
	} {
		several, all := calls(c.reach, c.usual, c.rate, c.legitimacy)
		// Of each of the two others with 3^(u−1), u uniform: at least one with probability 2E(p) − E(p²).
		const mean, square = (1 - 1./3) / 1.0986122886681098, (1 - 1./9) / 2.1972245773362196
		p := c.reach * (2*mean - square)
		if all < 100 || math.Abs(several-all*p) > 4*math.Sqrt(all*p*(1-p))+1e-9 {
			t.Errorf("%+v: %g of %g calls reach others, want a share of %.3f", c, several, all, p)
		}
	}
	if several, all := calls(1, 0, 1, 1); several+all > 0 {
		t.Errorf("%g and %g calls in solidarity where nobody has a grievance", several, all)
	}
}
