package regime

import (
	"cmp"
	"slices"

	"casus/luck"
)

// Turn is units of a kind of force that leave the ruler at once and for good, for a
// reason that no coefficient knows: a mutiny, or a declaration of neutrality.
type Turn struct {
	Kind   int
	Share  float64  // of the units of the kind, 0..1
	Mutiny bool     // they change sides; else they stand aside until the end
	Lot    luck.Lot // which of them
}

// turn lets units leave: of n units of the kind the share·n, rounded at random, with
// the smallest numbers of the lot. Those who have left before may be among them; who
// stood neutral may still change sides.
func (f *Forces) turn(t Turn) {
	var kind []int
	for k := range f.units {
		if f.units[k].Kind == t.Kind {
			kind = append(kind, k)
		}
	}
	const which, howMany = 0, 1
	slices.SortStableFunc(kind, func(a, b int) int {
		return cmp.Compare(t.Lot.Uniform(uint64(a), which), t.Lot.Uniform(uint64(b), which))
	})
	for _, k := range kind[:t.Lot.Round(0, howMany, float64(t.Share*float64(len(kind))))] {
		u := &f.units[k]
		u.aside, u.gone = true, true
		u.switched = u.switched || t.Mutiny
	}
	f.measureAll()
	for i := range f.posts {
		f.changed(i)
	}
	f.barracks()
	f.sums = true
}
