package regime

import (
	"math"

	"casus/luck"
)

// ForceCoefficients are the numbers of the security forces.
type ForceCoefficients struct {
	Duty        float64 `par:"duty" unit:"share" min:"0" max:"1" doc:"share of a unit on duty on an ordinary day"`
	AlertDuty   float64 `par:"alert_duty" unit:"share" min:"0" max:"1" doc:"share on duty under emergency"`
	Threshold   float64 `par:"threshold" once:"start" unit:"1" min:"-10" max:"10" doc:"mean willingness below which a unit stands aside"`
	Spread      float64 `par:"spread" once:"start" unit:"1" min:"0" max:"10" doc:"standard deviation of that threshold between units"`
	Hysteresis  float64 `par:"hysteresis" unit:"1" min:"0" max:"10" doc:"willingness above the threshold at which a unit forms up again"`
	Fatigue     float64 `par:"fatigue" unit:"1" min:"0" max:"10" doc:"weight of fatigue"`
	FatigueDays float64 `par:"fatigue_days" unit:"days" min:"0.1" max:"100" doc:"days of confrontation until fatigue is full"`
	Outnumbered float64 `par:"outnumbered" unit:"1" min:"0" max:"10" doc:"weight of being outnumbered"`
	Ratio       float64 `par:"outnumber_ratio" unit:"violent people per officer" min:"0.01" max:"100" doc:"ratio at which a unit is half outnumbered"`
	Defection   float64 `par:"defection" unit:"1" min:"0" max:"10" doc:"weight of the desertion that is seen"`
	Rumour      float64 `par:"rumour" unit:"1" min:"0" max:"10" doc:"weight of rumours of desertion"`
	Split       float64 `par:"split" unit:"1" min:"0" max:"10" doc:"weight of loyalty to another than the president while power is dual"`
	SplitHalf   float64 `par:"split_half" unit:"hours" min:"1" max:"10000" doc:"half-life of the split after the rival is dismissed"`
	Strain      float64 `par:"lethal_strain" unit:"1" min:"0" max:"10" doc:"weight of lethal orders on units loyal to another"`
	Backing     float64 `par:"backing" unit:"1" min:"0" max:"10" doc:"weight of reinforcements that have arrived in the region"`
	Signal      float64 `par:"allied_signal" unit:"1" min:"0" max:"10" doc:"weight of the announcement that allies come"`
	Allied      float64 `par:"allied_arrival" unit:"1" min:"-10" max:"10" doc:"weight of allied troops in the country; below 0 they turn local units away"`
	Switch      float64 `par:"switch" unit:"probability" min:"0" max:"1" doc:"chance that a unit that melts away, wholly loyal to another, changes sides"`

	RumourBirth     float64 `par:"rumour_birth" unit:"per day" min:"0" max:"100" doc:"rate at which full violence begets rumour"`
	RumourContagion float64 `par:"rumour_contagion" unit:"per day" min:"0" max:"100" doc:"rate at which rumour spreads by itself"`
	RumourDecay     float64 `par:"rumour_decay" unit:"per day" min:"0" max:"100" doc:"rate at which rumour dies"`
	RumourBlackout  float64 `par:"rumour_blackout" unit:"1" min:"0" max:"100" doc:"relative rise of birth and spread under a full blackout"`
	ViolenceFloor   float64 `par:"violence_floor" unit:"people" min:"1" max:"1000000" doc:"national violence at which rumour begins"`
	ViolenceFull    float64 `par:"violence_full" unit:"people" min:"2" max:"10000000" doc:"national violence at which it is loudest"`

	ReserveDelay float64 `par:"reserve_delay" unit:"hours" min:"0" max:"240" doc:"time to mobilise a reserve unit"`
	ReserveSpeed float64 `par:"reserve_speed" unit:"km per hour" min:"1" max:"2000" doc:"speed of a reserve unit on its way"`

	Contested       float64 `par:"control_contested" unit:"violent people per officer" min:"0" max:"100" doc:"ratio above which control of a place is contested"`
	Lost            float64 `par:"control_lost" unit:"violent people per officer" min:"0" max:"100" doc:"ratio above which control is lost"`
	Regained        float64 `par:"control_regained" unit:"violent people per officer" min:"0" max:"100" doc:"ratio below which control returns"`
	ControlHours    float64 `par:"control_hours" unit:"hours" min:"1" max:"240" doc:"hours for which a ratio must hold to change control"`
	ControlPeople   float64 `par:"control_people" unit:"people" min:"1" max:"1000000" doc:"violent people below which no place is contested"`
	VacuumContested float64 `par:"vacuum_contested" unit:"share" min:"0" max:"1" doc:"vacuum of control in a contested place; in a lost one it is 1"`
}

// Unit is a few hundred officers.
type Unit struct {
	Home     int     // place
	Strength float64 // people
	Resolve  float64 // willingness when nothing happens
	Loyalty  float64 // share of loyalty to the president, 0..1; the rest is the rival's
	Reserve  bool    // can be moved
}

// Ground is where units stand: the geography that they need.
type Ground struct {
	Region []int                      // by place
	Away   func(from, to int) float64 // distance between two places, km
}

// Street is what the forces meet in an hour; slices are by place.
type Street struct {
	Crowd, Violent, Bands []float64
	EliteBands            []bool    // bands of an elite faction: units loyal to it stand aside
	Emergency             []float64 // by region
	Openness              float64
	Lethal                float64
	Dual                  bool    // two men hold power
	Signal                float64 // announced troops, 0..1; below 0 if they come against the ruler
	Allied                float64 // troops in the country, 1; -1 if they stand against the ruler
	Freed                 float64 // local officers freed by allied guards
	Reinforce             float64 // share of the reserve ordered out this hour
}

// Control of a place.
type Control uint8

// A place is held, contested or lost.
const (
	Held Control = iota
	Contested
	Lost
)

// Strength is what the forces publish after an hour.
type Strength struct {
	Officers []float64 // by place: present, on duty and willing
	Vacuum   []float64 // by place, 0..1
	Control  []Control // by place
	Loyal    float64   // share of all officers who follow the president's orders
	Melted   float64   // share who stand aside, melted away or changed sides
	Switched float64   // share who changed sides
	Faithful float64   // people who follow orders, those of each unit as far as it is loyal to the president
	Rumour   float64   // 0..1
	Reserve  float64   // share of the reserve not yet moved
}

type unit struct {
	Unit
	threshold float64
	at        int // place
	arrives   int // hour; in transit before
	fatigue   float64
	aside     bool
	switched  bool
	moved     bool
}

// Forces are the security forces of one replicate.
type Forces struct {
	co      ForceCoefficients
	ground  Ground
	units   []unit
	total   float64
	reserve float64
	split   float64 // 1 under dual power, fading after; 0 where there never was any
	backing []float64
	hours   []float64 // by place: hours for which the ratio has asked for a change of control
	lots    struct{ change luck.Lot }
	state   Strength
}

// NewForces sets up the units. Thresholds between units vary normally.
func NewForces(units []Unit, g Ground, co ForceCoefficients, lk luck.Replicate) *Forces {
	np, nr := len(g.Region), 0
	for _, r := range g.Region {
		nr = max(nr, r+1)
	}
	f := &Forces{
		co: co, ground: g, units: make([]unit, len(units)),
		backing: make([]float64, nr), hours: make([]float64, np),
		state: Strength{
			Officers: make([]float64, np), Vacuum: make([]float64, np), Control: make([]Control, np),
			Loyal: 1, Reserve: 1,
		},
	}
	f.lots.change = lk.For("forces/change sides")
	thresholds := lk.For("forces/threshold")
	for k, u := range units {
		f.units[k] = unit{Unit: u, at: u.Home, threshold: co.Threshold + co.Spread*thresholds.Normal(uint64(k), 0)}
		f.total += u.Strength
		if u.Reserve {
			f.reserve += u.Strength
		}
	}
	f.muster(&Street{Emergency: make([]float64, nr)}, 0)
	return f
}

// State gives what the forces publish. It is valid until the next Hour.
func (f *Forces) State() *Strength { return &f.state }

// Set gives other coefficients from now on. Those marked once keep their effect.
func (f *Forces) Set(co ForceCoefficients) { f.co = co }

// Hour lets the forces meet the street for an hour.
func (f *Forces) Hour(hour int, in *Street) {
	if in.Dual {
		f.split = 1
	} else {
		f.split *= math.Exp2(-1 / f.co.SplitHalf)
	}
	if in.Reinforce > 0 {
		f.reinforce(hour, in)
	}
	f.rumour(in)
	f.waver(hour, in)
	f.muster(in, hour)
	f.control(in)
}

// rumour spreads apart from fact, and louder when communications are cut:
//
//	dρ/dt = (birth·violence + contagion·ρ)(1−ρ)(1 + blackout·(1−o)) − decay·ρ
func (f *Forces) rumour(in *Street) {
	violence := 0.0
	for i := range in.Violent {
		violence += in.Violent[i] + in.Bands[i]
	}
	co := &f.co
	loud := min(1, math.Log1p(violence/co.ViolenceFloor)/math.Log1p(co.ViolenceFull/co.ViolenceFloor))
	r := &f.state.Rumour
	up := (co.RumourBirth*loud + co.RumourContagion**r) * (1 + co.RumourBlackout*(1-in.Openness)) / 24
	down := co.RumourDecay / 24
	// The exact solution over the hour for fixed rates keeps ρ within [0,1].
	if up+down > 0 {
		end := up / (up + down)
		*r = end + (*r-end)*math.Exp(-up-down)
	}
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
	common := -co.Defection*f.state.Melted - co.Rumour*f.state.Rumour + co.Signal*in.Signal + co.Allied*in.Allied
	tire := 1 / (24 * co.FatigueDays)
	aside, switched, faithful := 0.0, 0.0, 0.0
	for k := range f.units {
		u := &f.units[k]
		if u.switched {
			aside += u.Strength
			switched += u.Strength
			continue
		}
		if hour >= u.arrives {
			i := u.at
			against := in.Violent[i] + in.Bands[i] + 0.1*in.Crowd[i]
			if against > 0 {
				u.fatigue = min(1, u.fatigue+tire)
			} else {
				u.fatigue = max(0, u.fatigue-tire)
			}
			out := 0.0
			if against > 0 {
				out = against / (against + co.Ratio*(f.state.Officers[i]+1))
			}
			rival := f.split * (1 - u.Loyalty)
			if in.EliteBands[i] {
				rival *= 2
			}
			w := u.Resolve + common - co.Fatigue*u.fatigue - co.Outnumbered*out -
				co.Split*rival - co.Strain*in.Lethal*(1-u.Loyalty)*f.split + co.Backing*f.backing[f.ground.Region[i]]
			switch {
			case !u.aside && w < u.threshold:
				u.aside = true
				u.switched = f.lots.change.Chance(uint64(k), uint64(hour), co.Switch*(1-u.Loyalty))
			case u.aside && w > u.threshold+co.Hysteresis:
				u.aside = false
			}
		}
		if u.aside {
			aside += u.Strength
		} else {
			faithful += u.Strength * u.Loyalty
		}
		if u.switched {
			switched += u.Strength
		}
	}
	if f.total > 0 {
		f.state.Melted = aside / f.total
		f.state.Switched = switched / f.total
		f.state.Loyal = 1 - f.state.Melted
		f.state.Faithful = faithful
	}
}

// muster counts who stands where. Officers freed by allied guards go where
// violence is worst.
func (f *Forces) muster(in *Street, hour int) {
	st := &f.state
	clear(st.Officers)
	clear(f.backing)
	left := 0.0
	for k := range f.units {
		u := &f.units[k]
		if u.Reserve && !u.moved {
			left += u.Strength
		}
		if u.aside || hour < u.arrives {
			continue
		}
		r := f.ground.Region[u.at]
		duty := f.co.Duty + (f.co.AlertDuty-f.co.Duty)*in.Emergency[r]
		if u.Reserve {
			duty = 1
			if !u.moved {
				continue // in barracks until called
			}
			f.backing[r] = 1
		}
		st.Officers[u.at] += duty * u.Strength
	}
	if f.reserve > 0 {
		st.Reserve = left / f.reserve
	} else {
		st.Reserve = 0
	}
	if in.Freed > 0 {
		if worst := worst(in); worst >= 0 {
			st.Officers[worst] += in.Freed
		}
	}
}

func worst(in *Street) int {
	at, most := -1, 0.0
	for i := range in.Violent {
		if v := in.Violent[i] + in.Bands[i] + 0.1*in.Crowd[i]; v > most {
			at, most = i, v
		}
	}
	return at
}

// reinforce sends a share of the reserve to where most people are in the
// street beyond what the officers there can meet.
func (f *Forces) reinforce(hour int, in *Street) {
	need := make([]float64, len(in.Crowd))
	for i := range need {
		need[i] = in.Violent[i] + in.Bands[i] + 0.1*in.Crowd[i] - 0.5*f.state.Officers[i]
	}
	quota := in.Reinforce * f.reserve
	for k := range f.units {
		u := &f.units[k]
		if !u.Reserve || u.moved || quota <= 0 {
			continue
		}
		to, most := -1, 0.0
		for i, n := range need {
			if n > most {
				to, most = i, n
			}
		}
		if to < 0 {
			return
		}
		need[to] -= u.Strength
		quota -= u.Strength
		u.moved, u.at = true, to
		u.arrives = hour + int(math.Ceil(f.co.ReserveDelay+f.ground.Away(u.Home, to)/f.co.ReserveSpeed))
	}
}

// control of each place follows the ratio of violent people to officers, with
// hysteresis: a change needs the ratio to hold for some hours, and more is
// needed to lose a place than to keep it lost.
func (f *Forces) control(in *Street) {
	co, st := &f.co, &f.state
	for i := range st.Control {
		v := in.Violent[i] + in.Bands[i]
		x := v / (st.Officers[i] + 1)
		if v < co.ControlPeople {
			x = 0
		}
		now := st.Control[i]
		next := now
		switch {
		case x > co.Lost:
			next = Lost
		case x > co.Contested:
			next = max(now, Contested)
		case x < co.Regained && now == Lost:
			next = Contested
		case x < co.Regained:
			next = Held
		}
		if next == now {
			f.hours[i] = 0
		} else if f.hours[i]++; f.hours[i] >= co.ControlHours {
			st.Control[i] = next
			f.hours[i] = 0
		}
		st.Vacuum[i] = [...]float64{0, co.VacuumContested, 1}[st.Control[i]]
	}
}
