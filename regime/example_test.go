package regime_test

import (
	"fmt"

	"casus/luck"
	"casus/regime"
)

// A ruler who is not sure of himself: odds rise with utility, and the better
// option is not always taken.
func ExampleDecide() {
	options := []regime.Option{
		{ID: "wait", Utility: func(seen []float64) float64 { return 0 }},
		{ID: "dialogue", Utility: func(seen []float64) float64 { return 2*seen[0] - 0.5 }},
		{ID: "request", When: func(seen []float64) bool { return seen[0] > 0.8 }, Utility: func(seen []float64) float64 { return 3 }},
	}
	threat := []float64{0.5}
	all := func(int) bool { return true }

	choice, err := regime.Decide(options, all, threat, 2, luck.Of(1, 0).For("regime/choice"), regime.Ruler, 12)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, o := range options {
		fmt.Printf("%-9s %.2f\n", o.ID, choice.Odds[i])
	}
	fmt.Println("chosen:", options[choice.Option].ID)
	// Output:
	// wait      0.27
	// dialogue  0.73
	// request   0.00
	// chosen: dialogue
}
