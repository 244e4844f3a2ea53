package cases

import (
	"slices"
	"testing"

	"casus/luck"
)

// Each n-th of each dimension holds one point, in another order in each; the same
// lot gives the same points, in whatever order they are asked for.
func TestLatinHypercube(t *testing.T) {
	const n, dimensions = 50, 4
	lot := luck.Of(3, 0).For("test")
	var points [n][dimensions]float64
	cube := latin{lot: lot, n: n}
	for k := range n {
		next := cube.point(k)
		for d := range dimensions {
			points[k][d] = next()
		}
	}
	var orders [dimensions][]int
	for d := range dimensions {
		for k := range n {
			orders[d] = append(orders[d], int(n*points[k][d]))
		}
		if sorted := slices.Sorted(slices.Values(orders[d])); sorted[0] != 0 || sorted[n-1] != n-1 || len(slices.Compact(sorted)) != n {
			t.Errorf("dimension %d: %v", d, orders[d])
		}
		if slices.IsSorted(orders[d]) || d > 0 && slices.Equal(orders[d], orders[d-1]) {
			t.Errorf("dimension %d is in the order of another, or in none", d)
		}
	}
	again := latin{lot: lot, n: n}
	for k := n - 1; k >= 0; k-- {
		if next := again.point(k); next() != points[k][0] || next() != points[k][1] {
			t.Fatalf("point %d is another", k)
		}
	}
}
