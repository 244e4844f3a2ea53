package portable_test

import (
	"fmt"
	"math"

	"casus/portable"
)

// The result is the same to the last bit on every processor.
func ExampleExp() {
	x := portable.Exp(-1)
	fmt.Printf("%v %#x\n", x, math.Float64bits(x))
	// Output:
	// 0.36787944117144233 0x3fd78b56362cef38
}

func ExampleLog1p() {
	fmt.Println(portable.Log1p(1e-12))
	// Output:
	// 9.999999999995e-13
}

func ExampleNormalQuantile() {
	fmt.Printf("%.4f\n", portable.NormalQuantile(0.95))
	// Output:
	// 1.6449
}
