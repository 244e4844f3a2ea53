package regime

import (
	"math"
	"slices"
)

// muster counts who stands where, in the places where it has changed. Officers
// freed by allied guards go where violence is worst.
func (f *Forces) muster(in *Street, hour int) {
	st := &f.state
	f.coming = slices.DeleteFunc(f.coming, func(k int) bool {
		s := &f.squads[k]
		if hour < s.arrives {
			return false
		}
		f.changed(s.at)
		return true
	})
	for r, e := range in.Emergency {
		if e != f.alert[r] {
			f.alert[r] = e
			for _, i := range f.members[r] {
				f.changed(i)
			}
		}
	}
	if f.freed != none {
		st.Officers[f.freed], f.freed = f.posts[f.freed].officers, none
	}
	for _, i := range f.recount {
		f.count(i, hour)
	}
	f.recount = f.recount[:0]
	if in.Freed > 0 {
		if f.freed = worst(in); f.freed != none {
			st.Officers[f.freed] += in.Freed
		}
	}
}

// count counts the officers of a place, and finds out whether its region is
// backed by the reserve.
func (f *Forces) count(i, hour int) {
	p, r := &f.posts[i], f.ground.Region[i]
	duty := f.co.Duty + float64((f.co.AlertDuty-f.co.Duty)*f.alert[r])
	p.officers, p.changed = 0, false
	for _, j := range p.squads {
		s := &f.squads[j]
		if hour < s.arrives {
			continue
		}
		for _, k := range s.units {
			switch u := &f.units[k]; {
			case u.aside || u.Reserve && !u.moved: // the reserve is in barracks until called
			case u.Reserve:
				p.officers += u.Strength
			default:
				p.officers += float64(duty * u.Strength)
			}
		}
	}
	f.state.Officers[i] = p.officers
	f.backing[r] = 0
	for _, s := range f.squads[len(f.posts):] {
		if f.ground.Region[s.at] == r && hour >= s.arrives && !f.units[s.units[0]].aside {
			f.backing[r] = 1
		}
	}
}

// Freed is the place in which officers freed by allied guards stand in this hour, or -1.
func (f *Forces) Freed() int { return f.freed }

// worst is the place where most people are in the street, or none.
func worst(in *Street) int {
	at, most := none, 0.0
	for _, i := range in.Out {
		if v := in.against(i); v > most {
			at, most = i, v
		}
	}
	return at
}

// reinforce sends a share of the reserve to where most people are in the
// street beyond what the officers there can meet.
func (f *Forces) reinforce(hour int, in *Street) {
	for _, i := range in.Out {
		f.need[i] = in.against(i) - float64(0.5*f.state.Officers[i])
	}
	quota := float64(in.Reinforce * f.reserve)
	for k := range f.units {
		u := &f.units[k]
		if !u.Reserve || u.moved || u.gone || quota <= 0 {
			continue
		}
		to, most := none, 0.0
		for _, i := range in.Out {
			if f.need[i] > most {
				to, most = i, f.need[i]
			}
		}
		if to == none {
			break
		}
		f.need[to] -= u.Strength
		quota -= u.Strength
		f.send(k, to, hour+int(math.Ceil(f.co.ReserveDelay+f.ground.Away(u.Home, to)/f.co.ReserveSpeed)))
	}
	f.barracks()
	f.bound()
}

// barracks counts the reserve that could still be sent.
func (f *Forces) barracks() {
	left := 0.0
	for j := range f.units {
		if v := &f.units[j]; v.Reserve && !v.moved && !v.gone {
			left += v.Strength
		}
	}
	if f.reserve > 0 {
		f.state.Reserve = left / f.reserve
	}
}

// send moves a reserve unit.
func (f *Forces) send(k, to, arrives int) {
	u, home := &f.units[k], &f.squads[f.units[k].Home]
	home.units = slices.DeleteFunc(home.units, func(j int) bool { return j == k })
	f.measure(home)
	u.moved = true
	sent := squad{units: []int{k}, at: to, arrives: arrives, fatigue: home.fatigue}
	f.measure(&sent)
	f.coming = append(f.coming, len(f.squads))
	f.posts[to].squads = append(f.posts[to].squads, len(f.squads))
	f.squads = append(f.squads, sent)
	f.changed(u.Home)
	f.stir(len(f.squads) - 1)
}

// controlHours is for how long a ratio must hold to change control: an assault on a
// cordon takes an hour or two. An assumption.
const controlHours = 2

// Where control of a place is contested, and where it returns, against the ratio above
// which it is lost: below a third cordons hold, and clearing needs clear superiority. The
// vacuum in a contested place, where that of a lost one is 1. Assumptions.
const (
	contested = 1. / 3
	regained  = 1. / 8
	halfway   = 1. / 3
)

// control of each place follows the ratio of violent people to officers, with
// hysteresis: a change needs the ratio to hold for some hours, and more is
// needed to lose a place than to keep it lost.
func (f *Forces) control(in *Street) {
	co, st := &f.co, &f.state
	for _, i := range in.Out {
		if p := &f.posts[i]; !p.astir && in.Violent[i]+in.Bands[i] >= co.ControlPeople {
			p.astir = true
			at, _ := slices.BinarySearch(f.astir, i)
			f.astir = slices.Insert(f.astir, at, i)
		}
	}
	st.Unheld = st.Unheld[:0]
	f.astir = slices.DeleteFunc(f.astir, func(i int) bool {
		p, now, v := &f.posts[i], st.Control[i], in.Violent[i]+in.Bands[i]
		x := v / (st.Officers[i] + 1)
		if v < co.ControlPeople {
			x = 0
		}
		next := now
		switch {
		case x > co.Lost:
			next = Lost
		case x > contested*co.Lost:
			next = max(now, Contested)
		case x < regained*co.Lost && now == Lost:
			next = Contested
		case x < regained*co.Lost:
			next = Held
		}
		if next == now {
			p.hours = 0
		} else if p.hours++; p.hours >= controlHours {
			st.Control[i] = next
			p.hours = 0
		}
		st.Vacuum[i] = f.vacuum(i)
		if st.Control[i] != Held {
			st.Unheld = append(st.Unheld, i)
		}
		p.astir = st.Control[i] != Held || p.hours > 0
		return !p.astir
	})
}
