package regime_test

import (
	"fmt"

	"casus/luck"
	"casus/regime"
)

// A ruler who is not sure of himself: over all rulers odds rise with utility, and
// one of a certain character does not always take the better option.
func ExampleChoice_Decide() {
	options := []regime.Option{
		{ID: "wait", Utility: func(seen []float64) float64 { return 0 }},
		{ID: "dialogue", Utility: func(seen []float64) float64 { return 2*seen[0] - 0.5 }},
		{ID: "request", When: func(seen []float64) bool { return seen[0] > 0.8 }, Utility: func(seen []float64) float64 { return 3 }},
	}
	threat := []float64{0.5}
	all := func(int) bool { return true }
	he := regime.CharacterOf(len(options), regime.Ruler, luck.Of(1, 0).For("regime/character"))

	var choice regime.Choice
	if err := choice.Decide(options, all, threat, 2, he); err != nil {
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
