package cases

import "casus/luck"

// latin is a Latin hypercube of n points: in each dimension, each n-th of 0..1
// holds one of them, so that a mean over the points of what is nearly a sum of
// functions of single dimensions is nearly exact (McKay, Beckman and Conover 1979,
// Technometrics 21, 239).
type latin struct {
	lot   luck.Lot
	n     int
	order [][]int // by dimension: in which part each point lies
}

// point gives the coordinates of a point, one after the other.
func (l *latin) point(k int) (next func() float64) {
	dimension := -1
	return func() float64 {
		dimension++
		if dimension == len(l.order) {
			order := make([]int, l.n)
			for i := range order {
				order[i] = i
			}
			stream := l.lot.Stream(uint64(l.n), uint64(dimension))
			luck.Shuffle(order, &stream)
			l.order = append(l.order, order)
		}
		return (float64(l.order[dimension][k]) + l.lot.Uniform(uint64(k), uint64(dimension))) / float64(l.n)
	}
}
