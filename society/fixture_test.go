package society

import (
	"math"
	"slices"
	"testing"

	"casus/luck"
)

// Places of [nation].
const (
	town = iota
	village
	city
)

// nation has two regions: a town and a village in one, a city in the other.
func nation() Nation {
	return Nation{
		Places: []Place{
			{Region: 0, Population: 100_000}, {Region: 0, Population: 5_000}, {Region: 1, Population: 400_000},
		},
		Regions:    []Region{{Cohorts: []float64{0.4, 0.6}}, {Cohorts: []float64{0.5, 0.5}}},
		Cohorts:    []Cohort{{Legitimacy: 0.95, Salience: 0.2}, {Legitimacy: 0.9, Salience: 0.8}},
		Grievances: []Grievance{{Exposure: []float64{1, 0.25}}},
	}
}

// restless are coefficients with which people go out, clash and are arrested.
func restless() Coefficients {
	return Coefficients{
		Availability: 0.5, Threshold: 0.1, Night: 0.04, Sociality: 0.5, TieWeight: 1.5, MediaWeight: 0.4,
		CrowdHalf: 1000, Memory: 12, Reconsider: 3, Stay: 6,
		Shock: 0.08, AttentionFloor: 500, AttentionFull: 20_000, PoliticalGain: 2, PoliticalMax: 0.08, PoliticalHalf: 150,
		TargetShare: 0.5, DeathAnger: 0.001, ForeignAnger: 0.002,
		RiskK: 1, ArrestCost: 0.05, LethalCost: 1, Curfew: 0.5, FearGain: 0.5, FearHalf: 100,
		SparkRate: 0.5, SparkPeople: 150, SparkSpread: 0.8, SparkRest: 300, OrdinaryRate: 0.01, Again: 0.2, Reach: 0.2, Outage: 1, Weakness: 0.01,
		ViolenceBase: 1, ViolenceVacuum: 5, Provoke: 0.4, ViolentShare: 0.3, ViolenceHalf: 6,
		BandRate: 1, BandCrowd: 500, BandShare: 0.1, BandHalf: 24, BandRout: 0.05,
		BandElite:  0.3,
		ArrestRate: 0.07, Hold: 6, ViolentPosture: 5, Beating: 0.001, SweepRate: 0.05, DeathRate: 0.1, Unordered: 0.5, OfficerRate: 0.003,
		LootRate: 0.2, ArsonRate: 0.05, SeizeRate: 0.01,
	}
}

// ever is a half-life after which nothing has faded.
const ever = 1e12

// alone are coefficients under which only hardship counts: everyone can go out
// at any hour, decides every hour, and neither others nor risk matter. Who is out
// stays until the morning, and nothing else happens.
func alone() Coefficients {
	return Coefficients{
		Availability: 1, Threshold: 0.3, CrowdHalf: 1000, Memory: 12, Reconsider: 1, Stay: ever,
		AttentionFloor: 500, AttentionFull: 20_000, PoliticalHalf: 150, FearHalf: 100, SparkRest: 300,
		ViolenceHalf: 12, BandCrowd: 1e6, BandHalf: 24,
	}
}

// silent are coefficients under which only organisers go out, and are willing.
func silent() Coefficients {
	co := alone()
	co.Availability, co.Threshold = 0, 0.01
	return co
}

// ordinary are the conditions of an afternoon on which nothing is forbidden.
func ordinary(n *Nation) *Conditions {
	return &Conditions{
		HourOfDay: 16, Left: slices.Repeat([]float64{1}, len(n.Grievances)), Openness: 1,
		Officers: make([]float64, len(n.Places)), Vacuum: make([]float64, len(n.Places)), Emergency: make([]float64, len(n.Regions)), Posture: make([]float64, len(n.Regions)),
	}
}

// settled is a society at a scale; seeds other than 1 give other luck.
func settled(n Nation, co Coefficients, scale float64, seed uint64) *Society {
	return New(n, co, How{Scale: scale}, luck.Of(seed, 0))
}

// withSparks is the nation in which crowds of organisers come out in the first hour
// in all places, each so large.
func withSparks(people float64) Nation {
	n := nation()
	for i := range n.Places {
		n.Sparks = append(n.Sparks, Spark{Place: i, People: people})
	}
	return n
}

// spend lets hours pass under the same conditions, the clock running.
func spend(s *Society, hours int, in *Conditions) {
	for h := range hours {
		in.HourOfDay = (16 + h) % 24
		s.Hour(h, in)
	}
}

// near fails unless got is within tolerance of want.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(got >= want-tolerance && got <= want+tolerance) {
		t.Errorf("%s is %g, want %g ± %g", what, got, want, tolerance)
	}
}

// often fails unless something that happens with probability p happens as often in
// n kinds of luck, within four standard errors.
func often(t *testing.T, what string, n int, p float64, happens func(seed uint64) bool) {
	t.Helper()
	times := 0
	for seed := range uint64(n) {
		if happens(seed) {
			times++
		}
	}
	near(t, "share of cases of "+what, float64(times)/float64(n), p, 4*math.Sqrt(p*(1-p)/float64(n)))
}

// permille is what so many dead are of a thousand in the assembly.
func permille(dead float64) float64 { return 1000 * dead / (dead + assembly) }
