package regime

// Battle is a place in which foreign troops are resisted.
type Battle struct {
	Place    int
	Fighting float64 // people on both sides
	Share    float64 // of the hostile who have died or given up in an hour, 0..1
	Pressed  bool    // the troops press the ruler
}

// Whether a unit would fight foreign troops, and how many of it: who has changed sides
// fights those who come to help the ruler; who follows the ruler, as far as it is loyal,
// those who press him.
func (u *unit) resists(pressed bool) float64 {
	switch {
	case !pressed && u.switched:
		return u.Strength
	case pressed && !u.aside:
		return float64(u.Strength * u.Loyalty)
	}
	return 0
}

// Hostile gives, by place, the people of local units who would fight foreign troops:
// those who press the ruler, or those who help him. It is valid until it is asked again.
func (f *Forces) Hostile(pressed bool) []float64 {
	if f.hostile == nil {
		f.hostile = make([]float64, len(f.posts))
	}
	clear(f.hostile)
	if pressed || f.state.Switched > 0 {
		for j := range f.squads {
			s := &f.squads[j]
			for _, k := range s.units {
				f.hostile[s.at] += f.units[k].resists(pressed)
			}
		}
	}
	return f.hostile
}

// fall takes people from the hostile units of a place. Who has died or given up is
// aside until the end.
func (f *Forces) fall(b Battle) {
	for _, j := range f.posts[b.Place].squads {
		for _, k := range f.squads[j].units {
			u := &f.units[k]
			lost := float64(u.resists(b.Pressed) * b.Share)
			u.Strength -= lost
			u.lost += lost
		}
	}
	f.changed(b.Place)
	f.sums = true
}

// empty makes a vacuum where there is fighting, since officers are no match for it:
//
//	fighting/(fighting + officers)
func (f *Forces) empty(battles []Battle) {
	st := &f.state
	for _, i := range f.embattled {
		st.Vacuum[i] = f.vacuum(i)
	}
	f.embattled = f.embattled[:0]
	for _, b := range battles {
		if b.Fighting >= 1 {
			st.Vacuum[b.Place] = max(st.Vacuum[b.Place], b.Fighting/(b.Fighting+st.Officers[b.Place]))
			f.embattled = append(f.embattled, b.Place)
		}
	}
}

// vacuum is that which follows from who controls place i.
func (f *Forces) vacuum(i int) float64 {
	return [...]float64{0, halfway, 1}[f.state.Control[i]]
}
