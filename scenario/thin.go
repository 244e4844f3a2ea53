package scenario

import (
	"cmp"
	"slices"
	"strings"
)

// Thin makes n places of many, so that the nation behaves as before: no region gains
// or loses people, the largest places stay as they are, and the smallest of a region are
// merged. Of two places that are merged the larger one stays, with the people of both;
// in each step it is those two whose people are fewest, of all pairs of smallest
// places of a region. Places marked keep are left alone.
//
// Into gives for each place the one of kept that has its people. There are more than n
// places where as many are to be kept, and one of each region besides; see [fewest].
// The order of places and regions makes no difference to what is kept.
func Thin(places []Place, keep []bool, n int) (kept []Place, into []int) {
	regions := map[int][]int{}
	for i, p := range places {
		if !keep[i] {
			regions[p.Region] = append(regions[p.Region], i)
		}
	}
	type step struct {
		merge
		region string // an id that tells regions apart, whatever their order
		number int
	}
	var steps []step
	for _, list := range regions {
		slices.SortFunc(list, func(a, b int) int { return smaller(&places[a], &places[b]) })
		for k, m := range merges(places, list) {
			steps = append(steps, step{m, places[list[len(list)-1]].ID, k})
		}
	}
	slices.SortFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.people, b.people), strings.Compare(a.region, b.region), cmp.Compare(a.number, b.number))
	})
	to, people := make([]int, len(places)), make([]float64, len(places))
	for i, p := range places {
		to[i], people[i] = i, p.Population
	}
	for _, m := range steps[:min(len(steps), max(0, len(places)-n))] {
		to[m.small] = m.large
		people[m.large] = m.people
	}
	at := make([]int, len(places))
	for i, p := range places {
		if to[i] == i {
			at[i] = len(kept)
			p.Population = people[i]
			kept = append(kept, p)
		}
	}
	into = make([]int, len(places))
	for i := range places {
		k := i
		for to[k] != k {
			k = to[k]
		}
		into[i] = at[k]
	}
	return kept, into
}

// merge is a step of thinning: the people of one place go to another, which has so many
// then.
type merge struct {
	small, large int
	people       float64
}

// merges puts the places of a region together, two at a time, always those with the fewest
// people, until one is left. The list is sorted by size; what has been merged
// comes out sorted as well, so that the smallest two stand in front.
func merges(places []Place, list []int) (steps []merge) {
	type pile struct {
		place  int
		people float64
	}
	var merged []pile
	next := func() pile {
		if len(merged) == 0 || len(list) > 0 && places[list[0]].Population <= merged[0].people {
			p := pile{list[0], places[list[0]].Population}
			list = list[1:]
			return p
		}
		p := merged[0]
		merged = merged[1:]
		return p
	}
	for len(list)+len(merged) > 1 {
		a, b := next(), next()
		if smaller(&places[a.place], &places[b.place]) > 0 {
			a, b = b, a
		}
		m := merge{a.place, b.place, a.people + b.people}
		steps, merged = append(steps, m), append(merged, pile{b.place, m.people})
	}
	return steps
}

// smaller orders places by people, those of the same size by id.
func smaller(a, b *Place) int {
	return cmp.Or(cmp.Compare(a.Population, b.Population), strings.Compare(b.ID, a.ID))
}

// fewest is how many places a nation has at least when it is thinned: those that are
// kept, and one more for each region with others.
func fewest(places []Place, keep []bool) (n int) {
	others := map[int]bool{}
	for i, p := range places {
		if keep[i] {
			n++
		} else if !others[p.Region] {
			others[p.Region] = true
			n++
		}
	}
	return n
}
