package society_test

import (
	"fmt"

	"casus/luck"
	"casus/society"
)

// A crowd of organisers comes out in a town of 100,000 people, citizens join, and
// after a while people go home. In the village nobody is out yet.
func ExampleSociety_Hour() {
	nation := society.Nation{
		Places:     []society.Place{{Region: 0, Population: 100_000}, {Region: 0, Population: 2_000}},
		Regions:    []society.Region{{Cohorts: []float64{1}}},
		Grievances: []society.Grievance{{Exposure: []float64{1}}},
		Cohorts:    []society.Cohort{{Legitimacy: 0.9, Salience: 0.5}},
		Sparks:     []society.Spark{{Place: 0, Hour: 2, People: 500}},
	}
	co := society.Coefficients{
		Availability: 0.3, Threshold: 0.15, Shock: 0.05, Sociality: 0.5, CrowdHalf: 1000, Memory: 12, Reconsider: 3,
		AttentionFloor: 500, AttentionFull: 20_000, SparkRest: 300, FearHalf: 100, Stay: 4,
		ViolenceHalf: 12, BandCrowd: 10_000, BandHalf: 24, PoliticalHalf: 150,
	}
	s := society.New(nation, co, society.How{Scale: 10}, luck.Of(1, 0))

	in := society.Conditions{Left: []float64{1}, Openness: 1, Officers: make([]float64, 2), Vacuum: make([]float64, 2), Emergency: make([]float64, 1), Posture: make([]float64, 1)}
	for hour := range 8 {
		in.HourOfDay = 16 + hour
		s.Hour(hour, &in)
		fmt.Printf("hour %d: %.0f out\n", hour, s.State().Participants)
	}
	fmt.Println("places with somebody out:", s.State().Out)
	// Output:
	// hour 0: 0 out
	// hour 1: 0 out
	// hour 2: 1870 out
	// hour 3: 4290 out
	// hour 4: 6904 out
	// hour 5: 7997 out
	// hour 6: 7600 out
	// hour 7: 6750 out
	// places with somebody out: [0]
}
