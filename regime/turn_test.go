package regime

import (
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// barracks are ten units of either of two kinds in each of the three places; those of
// kind 1 are reserve.
func barracks(seed uint64) *Forces {
	var units []Unit
	for i := range 60 {
		units = append(units, Unit{Home: i % 3, Kind: i / 30, Strength: 10, Resolve: 5, Loyalty: 1, Reserve: i >= 30})
	}
	return NewForces(units, line(), steady(), luck.Of(seed, 0))
}

func turned(seed uint64, kind int, share float64, mutiny bool) []Turn {
	return []Turn{{Kind: kind, Share: share, Mutiny: mutiny, Lot: luck.Of(seed, 0).For("turn")}}
}

// A share of the units of a kind leaves, and no other; they stay away however much
// speaks for the ruler.
func TestAShareOfAKindLeavesForGood(t *testing.T) {
	for _, mutiny := range []bool{true, false} {
		f, in := barracks(1), quiet()
		spend(f, 0, in)
		before := f.State().Officers[0] + f.State().Officers[1] + f.State().Officers[2]
		in.Turns = turned(1, 0, 0.4, mutiny)
		spend(f, 1, in)
		in.Turns = nil
		in.Signal, in.Allied = 1, 1
		for h := range 100 {
			if h > 0 {
				spend(f, 1+h, in)
			}
			st := f.State()
			after := st.Officers[0] + st.Officers[1] + st.Officers[2]
			if !near(after, 0.6*before) || !near(st.Melted, 0.2) || !near(st.Switched, map[bool]float64{true: 0.2}[mutiny]) || !near(st.Faithful, 480) || st.Reserve != 1 {
				t.Fatalf("mutiny %v, hour %d: %g of %g officers, %+v", mutiny, h, after, before, st)
			}
		}
	}
}

// Which units leave is a matter of luck; a larger share takes along those of a
// smaller one; and a share of a single unit is its chance to leave.
func TestWhoLeaves(t *testing.T) {
	left := func(seed uint64, share float64) (list []bool) {
		f := barracks(1)
		f.turn(turned(seed, 0, share, true)[0])
		for k := range f.units {
			list = append(list, f.units[k].gone)
		}
		return list
	}
	rapid.Check(t, func(t *rapid.T) {
		seed, share := rapid.Uint64().Draw(t, "seed"), rapid.Float64Range(0, 1).Draw(t, "share")
		few, many := left(seed, share/2), left(seed, share)
		for k := range few {
			if few[k] && !many[k] || k >= 30 && many[k] {
				t.Fatalf("unit %d leaves with a share of %g and not with twice that, or is of another kind", k, share/2)
			}
		}
	})
	same := true
	for k, gone := range left(1, 0.5) {
		same = same && gone == left(2, 0.5)[k]
	}
	if same {
		t.Error("the same units leave whatever the luck")
	}
	times := 0
	for seed := range uint64(2000) {
		f := forces(steady()) // with one unit of reserve
		f.units[2].Kind = 1
		f.turn(turned(seed, 1, 0.3, true)[0])
		if f.units[2].gone {
			times++
		}
	}
	if times < 520 || times > 680 {
		t.Errorf("with a share of 0.3 the only unit leaves %d times in 2000", times)
	}
}

// A reserve that has left is not there to be sent.
func TestAMutinousReserveIsNotSent(t *testing.T) {
	f, in := barracks(1), quiet()
	in.Violent[0] = 5000
	in.Turns, in.Reinforce = turned(1, 1, 1, true), 1
	if spend(f, 0, in); f.State().Reserve != 0 || len(f.coming) != 0 {
		t.Errorf("reserve %g, %d on their way", f.State().Reserve, len(f.coming))
	}
	f = barracks(1)
	in.Turns = turned(1, 1, 0.5, false)
	if spend(f, 0, in); f.State().Reserve != 0 || len(f.coming) != 15 {
		t.Errorf("with half of it neutral: reserve %g, %d on their way", f.State().Reserve, len(f.coming))
	}
}

// Who stood neutral may still change sides.
func TestTheNeutralMayStillMutiny(t *testing.T) {
	f, in := barracks(1), quiet()
	for h, mutiny := range []bool{false, true} {
		in.Turns = turned(1, 0, 1, mutiny)
		spend(f, h, in)
	}
	if st := f.State(); !near(st.Switched, 0.5) || !near(st.Melted, 0.5) {
		t.Errorf("%+v", st)
	}
}
