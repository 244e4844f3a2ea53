package scenario_test

import (
	"fmt"
	"os"
	"testing/fstest"

	"casus/luck"
	"casus/scenario"
)

func ExampleLoad() {
	s, err := scenario.Load(os.DirFS("../library/small-state"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Title)
	fmt.Println(len(s.Places), "places,", len(s.Options), "options,", len(s.ParameterNames()), "parameters")
	// Output:
	// A small state
	// 6 places, 13 options, 237 parameters
}

// Errors name the file and say how to go on.
func ExampleLoad_mistake() {
	_, err := scenario.Load(fstest.MapFS{})
	fmt.Println(err)
	// Output:
	// scenario.yaml: file not found
	// hint: the folder is empty
	//
	// parameters.yaml: file not found
	// hint: the folder is empty
	//
	// record.yaml: file not found
	// hint: the folder is empty
}

// A draw gives every parameter a value from its prior; an override sets one.
func ExampleScenario_Draw() {
	s, err := scenario.Load(os.DirFS("../library/small-state"))
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := s.Draw(luck.Of(1, 0), map[string]float64{"society.shock": 0.075})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Parameter("society.shock"))
	// Output:
	// 0.075
}
