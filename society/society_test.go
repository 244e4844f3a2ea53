package society

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestAnAgentStandsForScalePeopleAndEveryPlaceHasOne(t *testing.T) {
	n := nation()
	n.Places = append(n.Places, Place{Region: 1, Population: 3})
	for _, scale := range []float64{1, 10, 100, 1000} {
		s := settled(n, restless(), scale, 1)
		near(t, fmt.Sprintf("agents at 1:%g", scale), float64(s.Agents()), 505_003/scale, 4)
		for i := range n.Places {
			if s.first[i+1] == s.first[i] {
				t.Errorf("place %d is empty at 1:%g", i, scale)
			}
		}
	}
}

func TestTheSettlementIsRightOnAverage(t *testing.T) {
	n, sum := nation(), 0.0
	n.Places = n.Places[:1]
	n.Places[0].Population = 12_345
	for seed := range uint64(2000) {
		sum += float64(settled(n, restless(), 1000, seed).Agents())
	}
	near(t, "mean number of agents", sum/2000, 12.345, 3*0.48/math.Sqrt(2000))
}

// With hardship alone a citizen is out when H·(1−L) > T: of those who feel
// L = 0.5, with T = 0.3, the two fifths with H > 0.6.
func TestHardshipAloneSendsOutAKnownShare(t *testing.T) {
	n := withSparks(1)
	n.Cohorts = []Cohort{{Legitimacy: 0.5}, {Legitimacy: 0.5}}
	s := settled(n, alone(), 10, 1)
	s.Hour(0, ordinary(&n))
	p := s.State().Participants / 505_000
	near(t, "share out", p, 0.4, 3*math.Sqrt(0.4*0.6/50_500))
}

// A risk P·J that everyone shares moves the condition to H·(1−L) − R·J > T: with
// L = 0, T = 0.5 and J = 0.5 the triangle H > 0.5 + R/2, a quarter of all.
func TestRiskAversionKeepsAKnownShareAtHome(t *testing.T) {
	n, co := withSparks(1), alone()
	n.Cohorts = []Cohort{{}, {}}
	co.Threshold, co.RiskK, co.ArrestCost = 0.5, 1e6, 0.5
	s := settled(n, co, 10, 1)
	in := ordinary(&n)
	for i := range in.Officers {
		in.Officers[i] = 1
	}
	s.Hour(0, in)
	near(t, "share out", s.State().Participants/505_000, 0.25, 3*math.Sqrt(0.25*0.75/50_500))
}

func TestTheYoungerCohortHasItsShare(t *testing.T) {
	n := withSparks(1)
	n.Cohorts = []Cohort{{Legitimacy: 1}, {Legitimacy: 0}} // only the second has any grievance
	co := alone()
	co.Threshold = 0
	s := settled(n, co, 10, 1)
	s.Hour(0, ordinary(&n))
	near(t, "share of the town out", s.State().Crowd[town]/100_000, 0.6, 0.02)
	near(t, "share of the city out", s.State().Crowd[city]/400_000, 0.5, 0.01)
}

// drawn are today's available of a place.
func drawn(s *Society, place int) []uint32 {
	r := s.people.(*roll)
	l := r.lines(place)
	return r.ids[l.from:l.to]
}

func TestAvailabilityBoundsTheCrowdAndMeetsNobodyTwice(t *testing.T) {
	n, co := nation(), alone()
	n.Cohorts = []Cohort{{}, {}}
	co.Threshold, co.Availability = 0, 0.03
	for day := range 5 {
		for i := range n.Places {
			n.Sparks = append(n.Sparks, Spark{Place: i, Hour: 24 * day, People: 1})
		}
	}
	s := settled(n, co, 10, 1)
	in := ordinary(&n)
	for day := range 5 {
		in.HourOfDay = Morning
		s.Hour(24*day, in)
		for i, size := range []int{town: 10_000, village: 500, city: 40_000} {
			met := map[uint32]bool{}
			for _, id := range drawn(s, i) {
				if int(id) >= size || met[id] {
					t.Fatalf("day %d, place %d: citizen %d of %d met twice, or nowhere", day, i, id, size)
				}
				met[id] = true
			}
		}
		near(t, "share out", s.State().Participants/505_000, 0.03, 0.001)
	}
}

func TestEveryDayOthersAreAvailable(t *testing.T) {
	s := settled(nation(), restless(), 10, 1)
	n := nation()
	in := ordinary(&n)
	s.Hour(0, in)
	before := slices.Clone(drawn(s, city))
	in.HourOfDay = Morning
	s.Hour(14, in)
	same := 0
	for k, id := range drawn(s, city) {
		if k < len(before) && id == before[k] {
			same++
		}
	}
	if same > len(before)/100 {
		t.Error("the same people are available on two days")
	}
}

// What moves the crowd, and which way.
func TestWhatBringsPeopleOut(t *testing.T) {
	base := func() (Nation, Coefficients, *Conditions) {
		n, co := nation(), restless()
		co.ViolenceBase, co.ViolenceVacuum, co.BandRate, co.ArrestRate = 0, 0, 0, 0
		co.Threshold, co.ArrestCost, co.CrowdHalf = 0.15, 0.1, 4000
		n.Sparks = []Spark{{Place: town, Hour: 0, People: 800}, {Place: city, Hour: 0, People: 800}}
		in := ordinary(&n)
		for i := range in.Officers {
			in.Officers[i] = 300
		}
		return n, co, in
	}
	out := func(change func(*Nation, *Coefficients, *Conditions)) float64 {
		n, co, in := base()
		change(&n, &co, in)
		sum := 0.0
		for seed := range uint64(4) {
			s := settled(n, co, 20, seed)
			spend(s, 6, in)
			for i := range s.places {
				sum += s.places[i].crowd // citizens, without organisers
			}
		}
		return sum
	}
	before := out(func(*Nation, *Coefficients, *Conditions) {})
	if before < 1000 {
		t.Fatalf("only %g are out", before)
	}
	for _, c := range []struct {
		what   string
		change func(*Nation, *Coefficients, *Conditions)
		more   bool
	}{
		{"lower legitimacy", func(n *Nation, _ *Coefficients, _ *Conditions) {
			n.Cohorts = []Cohort{{Legitimacy: 0.9}, {Legitimacy: 0.85}}
		}, true},
		{"a larger shock", func(_ *Nation, co *Coefficients, _ *Conditions) { co.Shock = 0.12 }, true},
		{"more exposure", func(n *Nation, _ *Coefficients, _ *Conditions) { n.Grievances[0].Exposure[1] = 1 }, true},
		{"what caused it taken back", func(_ *Nation, _ *Coefficients, in *Conditions) { in.Left[0] = 0 }, false},
		{"a higher threshold", func(_ *Nation, co *Coefficients, _ *Conditions) { co.Threshold = 0.19 }, false},
		{"darker nights", func(_ *Nation, co *Coefficients, _ *Conditions) { co.Night = 0.2 }, false},
		{"no sociality", func(_ *Nation, co *Coefficients, _ *Conditions) { co.Sociality = 0 }, false},
		{"no ties", func(_ *Nation, co *Coefficients, _ *Conditions) { co.TieWeight = 0 }, false},
		{"crowds less visible", func(_ *Nation, co *Coefficients, _ *Conditions) { co.CrowdHalf = 20_000 }, false},
		{"a blackout that only cuts", func(_ *Nation, co *Coefficients, in *Conditions) { co.Outage, in.Openness = 0, 0 }, false},
		{"a blackout that brings neighbours together", func(_ *Nation, co *Coefficients, in *Conditions) { co.Outage, in.Openness = 4, 0 }, true},
		{"many officers", func(_ *Nation, _ *Coefficients, in *Conditions) {
			for i := range in.Officers {
				in.Officers[i] = 30_000
			}
		}, false},
		{"no officers", func(_ *Nation, _ *Coefficients, in *Conditions) { clear(in.Officers) }, true},
		{"costlier arrest", func(_ *Nation, co *Coefficients, _ *Conditions) { co.ArrestCost = 0.3 }, false},
		{"emergency", func(_ *Nation, _ *Coefficients, in *Conditions) { in.Emergency[0], in.Emergency[1] = 1, 1 }, false},
		{"shorter stays", func(_ *Nation, co *Coefficients, _ *Conditions) { co.Stay = 1 }, false},
		{"fewer available", func(_ *Nation, co *Coefficients, _ *Conditions) { co.Availability = 0.1 }, false},
		{"quicker anger", func(_ *Nation, co *Coefficients, _ *Conditions) { co.PoliticalGain = 10 }, true},
		{"foreign troops", func(_ *Nation, co *Coefficients, in *Conditions) { co.ForeignAnger, in.Foreign = 0.1, 1 }, true},
	} {
		after := out(c.change)
		if (after > before) != c.more || after == before {
			t.Errorf("%s: %g out instead of %g", c.what, after, before)
		}
	}
}

// Those who have died deter; an order to shoot deters or enrages under emergency, and
// is nothing without.
func TestTheDeadAndOrdersDeter(t *testing.T) {
	crowd := func(cost, emergency, dead float64) float64 {
		n, co := withSparks(1), alone()
		n.Cohorts = []Cohort{{}, {}}
		co.RiskK, co.ArrestCost, co.FearGain, co.FearHalf, co.LethalCost = 100, 0.2, 1, ever, cost
		in := ordinary(&n)
		for i := range in.Officers {
			in.Officers[i] = 100
		}
		in.Lethal = 1
		in.Emergency[0], in.Emergency[1] = emergency, emergency
		s := settled(n, co, 10, 1)
		for i := range s.places {
			if dead > 0 {
				s.hurt(i, 0, dead)
			}
		}
		s.Hour(0, in)
		return s.State().Participants
	}
	if a, b := crowd(0, 0, 0), crowd(2, 0, 0); a != b {
		t.Errorf("%g out, after an order to shoot without emergency %g", a, b)
	}
	if frightened, a, enraged := crowd(2, 1, 0), crowd(0, 1, 0), crowd(-0.5, 1, 0); !(frightened < a && a < enraged) {
		t.Errorf("%g out under an order that nobody minds, %g frightened and %g enraged by it", a, frightened, enraged)
	}
	if a, b := crowd(0, 0, 0), crowd(0, 0, 1); a <= b {
		t.Errorf("%g out, after deaths %g", a, b)
	}
}

func TestSameLuckSameHistory(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 800}}
	tell := func(seed uint64) string {
		s := settled(n, restless(), 50, seed)
		in := ordinary(&n)
		for i := range in.Officers {
			in.Officers[i] = 200
		}
		spend(s, 72, in)
		return fmt.Sprintf("%v %+v", s.Count(), *s.State())
	}
	once := tell(1)
	if again := tell(1); again != once {
		t.Errorf("the same seed tells two stories:\n%s\n%s", once, again)
	}
	if tell(2) == once {
		t.Error("two seeds tell the same story")
	}
}

func TestAnHourNeedsNoMemory(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 800}}
	s := settled(n, restless(), 100, 1)
	in := ordinary(&n)
	hour := 0
	if a := testing.AllocsPerRun(100, func() {
		in.HourOfDay = (16 + hour) % 24
		s.Hour(hour, in)
		hour++
	}); a != 0 {
		t.Errorf("%g allocations an hour", a)
	}
}

// Scale must not matter but for noise.
func TestScaleDoesNotMatterOnAverage(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 800}, {Place: city, Hour: 0, People: 800}}
	mean := func(scale float64, runs int) (crowd, dead, sd float64) {
		var x []float64
		for seed := range runs {
			s := settled(n, restless(), scale, uint64(seed))
			in := ordinary(&n)
			for i := range in.Officers {
				in.Officers[i] = 200
			}
			spend(s, 12, in)
			x = append(x, s.State().Participants)
			crowd += s.State().Participants / float64(runs)
			dead += s.State().CivilianDeaths / float64(runs)
		}
		for _, v := range x {
			sd += (v - crowd) * (v - crowd) / float64(runs-1)
		}
		return crowd, dead, math.Sqrt(sd / float64(runs))
	}
	fine, deadFine, a := mean(10, 30)
	coarse, deadCoarse, b := mean(100, 100)
	near(t, "mean crowd at 1:100", coarse, fine, 3*math.Hypot(a, b))
	near(t, "mean deaths at 1:100", deadCoarse, deadFine, 0.15*deadFine+1)
}
