package regime

import "testing"

// Who has changed sides would fight those who help the ruler, who follows him, as far
// as he does, those who press him; nobody both.
func TestWhoIsHostile(t *testing.T) {
	f, in := barracks(1), quiet()
	for k := range f.units {
		f.units[k].Loyalty = 0.8
	}
	spend(f, 0, in)
	if sum(f.Hostile(false)) != 0 || !near(sum(f.Hostile(true)), 480) {
		t.Errorf("hostile to help %g, to pressure %g", sum(f.Hostile(false)), sum(f.Hostile(true)))
	}
	in.Turns = append(turned(1, 0, 0.4, true), turned(2, 1, 1, false)...)
	spend(f, 1, in)
	if !near(sum(f.Hostile(false)), 120) || !near(sum(f.Hostile(true)), 0.8*180) {
		t.Errorf("after a mutiny: hostile to help %g, to pressure %g", sum(f.Hostile(false)), sum(f.Hostile(true)))
	}
}

// Those who have died or given up are gone for good, on whichever side they were, and
// count among those who stand aside.
func TestThoseWhoAreBeatenAreGone(t *testing.T) {
	for _, pressed := range []bool{false, true} {
		f, in := barracks(1), quiet()
		in.Turns = turned(1, 0, 0.5, true)
		spend(f, 0, in)
		in.Turns = nil
		before, officers, melted, switched := f.Hostile(pressed)[1], f.State().Officers[1], f.State().Melted, f.State().Switched
		in.Battles = []Battle{{Place: 1, Fighting: 50, Share: 0.25, Pressed: pressed}}
		spend(f, 1, in)
		in.Battles = nil
		spend(f, 2, in)
		st := f.State()
		if got := f.Hostile(pressed)[1]; !near(got, 0.75*before) {
			t.Errorf("pressed %v: %g of %g are left", pressed, got, before)
		}
		if pressed {
			officers *= 0.75
			melted += 0.25 * before / 600
		} else {
			switched -= 0.25 * before / 600
		}
		if !near(st.Officers[1], officers) || !near(st.Melted, melted) || !near(st.Switched, switched) || !near(st.Loyal, 1-melted) {
			t.Errorf("pressed %v: %g officers, %g aside, %g switched; want %g, %g, %g", pressed, st.Officers[1], st.Melted, st.Switched, officers, melted, switched)
		}
	}
}

// Where there is fighting nobody else is in control, for as long as there is.
func TestFightingMakesAVacuum(t *testing.T) {
	f, in := barracks(1), quiet()
	spend(f, 0, in)
	officers := f.State().Officers[2]
	in.Battles = []Battle{{Place: 2, Fighting: 3 * officers}}
	spend(f, 1, in)
	if v := f.State().Vacuum; !near(v[2], 0.75) || v[0] != 0 {
		t.Errorf("vacuum %v", v)
	}
	in.Battles = nil
	spend(f, 2, in)
	if v := f.State().Vacuum[2]; v != 0 {
		t.Errorf("a vacuum of %g is left", v)
	}
}

func sum(x []float64) (total float64) {
	for _, v := range x {
		total += v
	}
	return total
}
