package relations_test

import (
	"fmt"

	"casus/luck"
	"casus/relations"
)

// setUp gives a nation, its neighbour and two powers.
func setUp() (*relations.Relations, error) {
	return relations.New(relations.Config{
		Powers: []relations.Power{
			{ID: "lead", Lead: true, Weight: 0.6, Alignment: 0.5},
			{ID: "west", Averse: true, Weight: 0.4, Alignment: 0.3},
		},
		States: []relations.State{
			{ID: "target", Member: true, Target: true, Likeness: 1, Reliability: [2]float64{2, 2}, Fear: 0.2},
			{ID: "neighbour", Member: true, Likeness: 0.5, Reliability: [2]float64{2, 2}, Fear: 0.2},
		},
		Cohorts: []relations.Cohort{{ID: "all", Popularity: 0.5, Share: 1}},
		Style:   0.5, Cooperation: 0.2, Resolve: 0.5, Capability: 0.5,
	}, relations.Coefficients{
		Help: 2, Late: 48, Forget: 12, AlignBack: 12, ShowHalf: 12,
		PopHalf: 12, StyleHalf: 12, CoopHalf: 12, PrecHalf: 12,
	}, luck.Of(1, 0))
}

// Troops come to the target within a day. Rulers trust the lead more, those most
// whose regime is like the target's.
func ExampleRelations_Apply() {
	r, err := setUp()
	if err != nil {
		fmt.Println(err)
		return
	}
	err = r.Apply(relations.Event{State: 0, Deployed: true, Survived: true, HoursToLanding: 24, LeadShare: 0.8, Threat: 0.7})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("target %.2f, neighbour %.2f\n", r.Beliefs(0).Reliability, r.Beliefs(1).Reliability)
	// Output:
	// target 0.63, neighbour 0.58
}

// With a half-life of twelve months a year takes half of the gain away.
func ExampleRelations_Month() {
	r, err := setUp()
	if err == nil {
		err = r.Apply(relations.Event{State: 0, Deployed: true, Survived: true, HoursToLanding: 24, LeadShare: 0.8, Threat: 0.7})
	}
	for month := 1; month <= 12 && err == nil; month++ {
		_, err = r.Month(month)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("target %.2f, neighbour %.2f\n", r.Beliefs(0).Reliability, r.Beliefs(1).Reliability)
	// Output:
	// target 0.58, neighbour 0.54
}
