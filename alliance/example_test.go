package alliance_test

import (
	"fmt"

	"casus/alliance"
	"casus/luck"
)

// Three allies vote on a request. Only their stakes count here: a yes from 0.6,
// a no below 0.2, and abstention between.
func ExampleDecide() {
	charter := alliance.Charter{Rule: alliance.Consensus, Standing: 4000}
	members := []alliance.Member{
		{ID: "lead", Lead: true, Pledge: 3000, Capability: 1, Stake: 0.9},
		{ID: "ally", Pledge: 600, Capability: 1, Stake: 0.4},
		{ID: "neighbour", Pledge: 400, Capability: 1, Stake: 0.7},
		{ID: "target", Target: true, Pledge: 500, Capability: 1},
	}
	co := alliance.Coefficients{Stake: 1, Yes: 0.6, No: 0.2, Hours: 4, SizeMin: 0.5, SizeMax: 1, Willingness: 2}
	request := alliance.Request{
		Hour: 100, Incumbent: true, Threat: 0.6, Multilateral: true,
		Fear: make([]float64, 4), Cooperation: make([]float64, 4),
	}
	d, err := alliance.Decide(charter, members, co, request, luck.Of(1, 0))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range d.Votes {
		fmt.Printf("%-9s %s\n", v.Member, v.Choice)
	}
	fmt.Printf("approved: %v, %.0f troops\n", d.Approved, d.Size)
	// Output:
	// lead      yes
	// ally      abstain
	// neighbour yes
	// approved: true, 3200 troops
}
