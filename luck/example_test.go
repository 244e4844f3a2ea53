package luck_test

import (
	"fmt"

	"casus/luck"
)

// The luck of a replicate is asked for by purpose, who and when. Two worlds that
// ask the same get the same answer, in whatever order they ask.
func ExampleOf() {
	world, other := luck.Of(1, 7), luck.Of(1, 7)

	gathers := world.For("example/gathers")
	fmt.Printf("citizen 3 at hour 12: %.4f\n", gathers.Uniform(3, 12))

	again := other.For("example/gathers")
	stranger := again.Uniform(99, 12) // somebody who is not there in the first world
	fmt.Printf("in the other world:   %.4f, after %.4f for a stranger\n", again.Uniform(3, 12), stranger)
	// Output:
	// citizen 3 at hour 12: 0.5992
	// in the other world:   0.5992, after 0.2782 for a stranger
}
