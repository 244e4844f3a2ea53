package regime

import (
	"math"
	"slices"
)

// Margins are measured anew when the pull for which they hold has shrunk to this
// share, and are not trusted to the last bits.
const (
	slack    = 0.9
	weak     = 1e-3 // a pull below which it does not matter
	rounding = 1e-9
)

// mood is what moves all units in an hour.
type mood struct {
	common float64 // part of willingness that is the same for all
	tire   float64 // fatigue of an hour
	pull   float64 // of loyalty to another
	elite  float64 // the same, where there are bands of the elite faction
}

// waver lets every unit decide whether it still follows orders. It stands
// aside when its willingness
//
//	w = resolve − fatigue − outnumbered − defection seen − rumour − split·(1−loyalty)·(1+strain)
//	    + backing + allied signal + allied arrival      (each times its weight)
//
// falls below its threshold, and forms up again when w exceeds the threshold
// by the hysteresis. Troops that come against the ruler have a signal and an
// arrival below zero.
func (f *Forces) waver(hour int, in *Street) {
	co := &f.co
	strain := float64(co.Strain * in.Lethal)
	all := mood{
		common: float64(co.Signal*in.Signal) + float64(co.Allied*in.Allied) - float64(co.Defection*f.state.Melted) - float64(co.Rumour*f.state.Rumour),
		tire:   1 / (24 * co.FatigueDays), pull: f.split * (co.Split + strain), elite: f.split * (co.Split + co.Split + strain),
	}
	for _, i := range in.Out {
		for _, k := range f.posts[i].squads {
			f.stir(k)
		}
	}
	if all.pull > f.pull || all.pull < slack*f.pull && f.pull > weak {
		f.pull = all.pull
		f.measureAll()
	}
	if least, most := rounding-all.common, -rounding-all.common-co.Backing; f.least < least || f.most > most {
		for k := range f.squads {
			if s := &f.squads[k]; s.margin < least || s.rise > most {
				f.stir(k)
			}
		}
	}
	moved := false
	f.tense = slices.DeleteFunc(f.tense, func(k int) bool {
		s := &f.squads[k]
		if hour >= s.arrives {
			moved = f.meet(s, hour, in, &all) || moved
		}
		return !s.tense
	})
	if moved {
		f.bound()
	}
	if f.sums {
		f.sum()
	}
}

// meet lets a squad meet the street, and decide if one of its units could. It
// says whether one changed its mind.
func (f *Forces) meet(s *squad, hour int, in *Street, all *mood) bool {
	co, against, pull := &f.co, in.against(s.at), all.pull
	rest := all.common + float64(co.Backing*f.backing[f.ground.Region[s.at]])
	if against > 0 {
		rest -= co.Outnumbered * against / (against + float64(co.Ratio*(f.state.Officers[s.at]+1)))
		s.fatigue = min(1, s.fatigue+all.tire)
	} else {
		s.fatigue = max(0, s.fatigue-all.tire)
	}
	rest -= float64(co.Fatigue * s.fatigue)
	s.tense = against > 0 || s.fatigue > 0
	if in.EliteBands[s.at] {
		pull = all.elite
	} else if s.margin+rest >= rounding && s.rise+rest <= -rounding {
		return false
	}
	moved := false
	for _, k := range s.units {
		u := &f.units[k]
		if u.switched || u.gone {
			continue
		}
		above := u.lean + rest - float64(pull*u.other)
		switch {
		case !u.aside && above < 0:
			u.aside, moved = true, true
			u.switched = f.lots.change.Chance(uint64(k), uint64(hour), co.Switch*u.other)
		case u.aside && above > co.Hysteresis:
			u.aside, moved = false, true
		}
	}
	if moved {
		f.sums = true
		f.changed(s.at)
		f.measure(s)
	}
	return moved
}

// sum works out who follows orders.
func (f *Forces) sum() {
	f.sums = false
	aside, switched, faithful := 0.0, 0.0, 0.0
	for k := range f.units {
		u := &f.units[k]
		aside += u.lost
		if u.aside {
			aside += u.Strength
		} else {
			faithful += float64(u.Strength * u.Loyalty)
		}
		if u.switched {
			switched += u.Strength
		}
	}
	if st := &f.state; f.total > 0 {
		st.Melted, st.Switched, st.Faithful = min(1, aside/f.total), switched/f.total, faithful // what was lost and what is left may sum to a little more
		st.Loyal = 1 - st.Melted
	}
}

// measure works out how far the units of a squad that meet nobody are from
// changing their mind. It holds while the pull of loyalty to another is as
// strong as that for which it is measured, or weaker by slack.
func (f *Forces) measure(s *squad) {
	s.margin, s.rise = math.Inf(1), math.Inf(-1)
	low := 0.0
	if f.pull > weak {
		low = slack * f.pull
	}
	for _, k := range s.units {
		switch u := &f.units[k]; {
		case u.switched, u.gone:
		case u.aside:
			s.rise = max(s.rise, u.lean-float64(low*u.other)-f.co.Hysteresis)
		default:
			s.margin = min(s.margin, u.lean-float64(f.pull*u.other))
		}
	}
}

func (f *Forces) measureAll() {
	for k := range f.squads {
		f.measure(&f.squads[k])
	}
	f.bound()
}

// bound sums the squads' margins up.
func (f *Forces) bound() {
	least, most := math.Inf(1), math.Inf(-1)
	for k := range f.squads {
		if s := &f.squads[k]; s.margin < least {
			least = s.margin
		}
		if s := &f.squads[k]; s.rise > most {
			most = s.rise
		}
	}
	f.least, f.most = least, most
}

// stir puts a squad among the tense.
func (f *Forces) stir(k int) {
	if s := &f.squads[k]; !s.tense {
		s.tense = true
		f.tense = append(f.tense, k)
	}
}
