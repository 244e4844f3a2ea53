package regime

import (
	"slices"

	"casus/luck"
	"casus/portable"
)

// ForceCoefficients are the numbers of the security forces.
type ForceCoefficients struct {
	Duty        float64 `par:"duty" unit:"share" min:"0" max:"1" what:"share of forces on duty on an ordinary day" doc:"share of a unit on duty on an ordinary day"`
	AlertDuty   float64 `par:"alert_duty" unit:"share" min:"0" max:"1" what:"share of forces on duty under emergency" doc:"share on duty under emergency"`
	Threshold   float64 `par:"threshold" once:"start" unit:"1" min:"-10" max:"10" what:"willingness below which a unit stands aside" doc:"mean willingness below which a unit stands aside"`
	Spread      float64 `par:"spread" once:"start" unit:"1" min:"0" max:"10" what:"how much units differ in willingness" doc:"standard deviation of that threshold between units"`
	Hysteresis  float64 `par:"hysteresis" unit:"1" min:"0" max:"10" what:"how much more it takes for a unit to return than to stay" doc:"willingness above the threshold at which a unit forms up again"`
	Fatigue     float64 `par:"fatigue" unit:"1" min:"0" max:"10" what:"how much fatigue costs willingness" doc:"weight of fatigue"`
	FatigueDays float64 `par:"fatigue_days" unit:"days" min:"0.1" max:"100" what:"days of clashes until forces are worn out" doc:"days of confrontation until fatigue is full"`
	Outnumbered float64 `par:"outnumbered" unit:"1" min:"0" max:"10" what:"how much being outnumbered costs willingness" doc:"weight of being outnumbered"`
	Ratio       float64 `par:"outnumber_ratio" unit:"violent people per officer" min:"0.01" max:"100" what:"violent people per officer at which a unit feels outnumbered" doc:"ratio at which a unit is half outnumbered"`
	Defection   float64 `par:"defection" unit:"1" min:"0" max:"10" what:"how much the desertion of others costs willingness" doc:"weight of the desertion that is seen"`
	Rumour      float64 `par:"rumour" unit:"1" min:"0" max:"10" what:"how much rumours of desertion cost willingness" doc:"weight of rumours of desertion"`
	Split       float64 `par:"split" unit:"1" min:"0" max:"10" what:"how much a rival at the top splits the forces" doc:"weight of loyalty to another than the ruler while power is dual"`
	SplitHalf   float64 `par:"split_half" unit:"hours" min:"1" max:"10000" what:"how long a dismissed rival leaves the forces split" doc:"half-life of the split after the rival is dismissed"`
	Strain      float64 `par:"lethal_strain" unit:"1" min:"0" max:"10" what:"how much orders to shoot strain units loyal to another" doc:"weight of lethal orders on units loyal to another"`
	Backing     float64 `par:"backing" unit:"1" min:"0" max:"10" what:"how much reinforcements hearten local units" doc:"weight of reinforcements that have arrived in the region"`
	Signal      float64 `par:"allied_signal" unit:"1" min:"0" max:"10" what:"how much the news that allies come heartens local units" doc:"weight of the announcement that allies come"`
	Allied      float64 `par:"allied_arrival" unit:"1" min:"-10" max:"10" what:"how much allied troops on the ground hearten local units" doc:"weight of allied troops in the country; below 0 they turn local units away"`
	Switch      float64 `par:"switch" unit:"probability" min:"0" max:"1" what:"chance that a unit that melts away changes sides" doc:"chance that a unit that melts away, wholly loyal to another, changes sides"`

	RumourBirth     float64 `par:"rumour_birth" unit:"per day" min:"0" max:"100" what:"how fast violence breeds rumours of desertion" doc:"rate at which full violence begets rumour"`
	RumourContagion float64 `par:"rumour_contagion" unit:"per day" min:"0" max:"100" what:"how fast rumours spread by themselves" doc:"rate at which rumour spreads by itself"`
	RumourDecay     float64 `par:"rumour_decay" unit:"per day" min:"0" max:"100" what:"how fast rumours die" doc:"rate at which rumour dies"`
	RumourBlackout  float64 `par:"rumour_blackout" unit:"1" min:"0" max:"100" what:"how much more rumours spread in a blackout" doc:"relative rise of birth and spread under a full blackout"`
	ViolenceFloor   float64 `par:"violence_floor" unit:"people" min:"1" max:"1000000" what:"violent people at which rumours begin" doc:"national violence at which rumour begins"`
	ViolenceFull    float64 `par:"violence_full" unit:"people" min:"2" max:"10000000" what:"violent people at which rumours are loudest" doc:"national violence at which it is loudest"`

	ReserveDelay float64 `par:"reserve_delay" unit:"hours" min:"0" max:"240" what:"time to mobilise a reserve unit" doc:"time to mobilise a reserve unit"`
	ReserveSpeed float64 `par:"reserve_speed" unit:"km per hour" min:"1" max:"2000" what:"speed of reserves on their way" doc:"speed of a reserve unit on its way"`

	Lost          float64 `par:"control_lost" unit:"violent people per officer" min:"0" max:"100" what:"violent people per officer at which a town is lost" doc:"ratio above which control of a place is lost"`
	ControlPeople float64 `par:"control_people" unit:"people" min:"1" max:"1000000" what:"violent people needed to contest a town" doc:"violent people below which no place is contested"`
}

// Unit is a few hundred officers.
type Unit struct {
	Home     int     // place
	Kind     int     // of force
	Strength float64 // people
	Resolve  float64 // willingness when nothing happens
	Loyalty  float64 // share of loyalty to the ruler, 0..1; the rest is the rival's
	Reserve  bool    // can be moved
}

// Ground is where units stand: the geography that they need.
type Ground struct {
	Region []int                      // by place
	Away   func(from, to int) float64 // distance between two places, km
}

// Street is what the forces meet in an hour; slices are by place.
type Street struct {
	Out                   []int // places where anybody is out, in order: the next three are 0 elsewhere
	Crowd, Violent, Bands []float64
	EliteBands            []bool    // bands of an elite faction: units loyal to it stand aside
	Emergency             []float64 // by region
	Openness              float64
	Lethal                float64
	Dual                  bool     // two men hold power
	Signal                float64  // worth of the troops announced, 0..1; below 0 if they come against the ruler
	Allied                float64  // worth of those in the country, 0..1; below 0 if they stand against the ruler
	Freed                 float64  // local officers freed by allied guards
	Reinforce             float64  // share of the reserve ordered out this hour
	Turns                 []Turn   // of this hour
	Battles               []Battle // with foreign troops, in the hour before
}

// against is what the forces in place i face: crowds count a tenth.
func (in *Street) against(i int) float64 {
	return in.Violent[i] + in.Bands[i] + float64(0.1*in.Crowd[i])
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
	Unheld   []int     // places contested or lost, in order
	Loyal    float64   // share of all officers who follow the ruler's orders
	Melted   float64   // share who stand aside, melted away or changed sides
	Switched float64   // share who changed sides
	Faithful float64   // people who follow orders, those of each unit as far as it is loyal to the ruler
	Rumour   float64   // 0..1
	Reserve  float64   // share of the reserve not yet moved
}

type unit struct {
	Unit
	lean     float64 // resolve less the threshold of willingness
	other    float64 // 1 − loyalty
	aside    bool
	switched bool
	gone     bool // aside until the end, whatever it meets
	moved    bool
	lost     float64 // people who have fallen or given up in battles with foreign troops
}

// squad is units that have been through the same: those stationed in a place, or
// one that was sent somewhere.
type squad struct {
	units   []int
	at      int // place
	arrives int // hour; on its way before
	fatigue float64
	tense   bool    // it is among the tense
	margin  float64 // least w − threshold of a unit in line that meets nobody, but for what moves all
	rise    float64 // largest w − threshold − hysteresis of one that stands aside
}

// post is a place as the forces know it.
type post struct {
	squads   []int   // there or on their way; the first is stationed there
	changed  bool    // it is among those to recount
	officers float64 // present, on duty and willing, without those freed
	hours    float64 // for which the ratio has asked for a change of control
	astir    bool    // control is not held, or about to change
}

// Forces are the security forces of one replicate.
type Forces struct {
	co        ForceCoefficients
	ground    Ground
	units     []unit
	squads    []squad // first the stationed ones, by place
	posts     []post
	members   [][]int // by region: its places
	total     float64
	reserve   float64
	split     float64   // 1 under dual power, fading after; 0 where there never was any
	pull      float64   // of loyalty to another, for which margins hold
	backing   []float64 // by region
	alert     []float64 // by region: the emergency for which officers were counted
	least     float64   // margin of all squads
	most      float64   // rise of all
	loud      float64   // log(1 + full/floor) of the violence that begets rumour
	tense     []int     // squads that meet somebody or are tired
	coming    []int     // squads on their way
	recount   []int     // places whose officers are to be counted anew
	astir     []int     // places where control is not held, or about to change
	freed     int       // place where freed officers are counted, or none
	need      []float64 // by place; of an order to reinforce
	embattled []int     // places where there was fighting
	hostile   []float64 // by place, used again
	sums      bool      // who follows orders is to be summed up anew
	lots      struct{ change luck.Lot }
	state     Strength
}

const none = -1

// NewForces sets up the units. Thresholds between units vary normally.
func NewForces(units []Unit, g Ground, co ForceCoefficients, lk luck.Replicate) *Forces {
	np, nr := len(g.Region), 0
	for _, r := range g.Region {
		nr = max(nr, r+1)
	}
	f := &Forces{
		ground: g, units: make([]unit, len(units)), squads: make([]squad, np, np+8), posts: make([]post, np), members: make([][]int, nr),
		backing: make([]float64, nr), alert: make([]float64, nr), freed: none, need: make([]float64, np), sums: true,
		state: Strength{
			Officers: make([]float64, np), Vacuum: make([]float64, np), Control: make([]Control, np), Unheld: make([]int, 0, np),
			Loyal: 1,
		},
	}
	f.Redraw(lk)
	count := make([]int, np)
	for _, u := range units {
		count[u.Home]++
	}
	numbers, places := make([]int, len(units)), make([]int, np) // for all squads and posts at once
	for i, n := range count {
		f.squads[i].units, numbers = numbers[:0:n], numbers[n:]
	}
	thresholds := lk.For("forces/threshold")
	for k, u := range units {
		threshold := co.Threshold + float64(co.Spread*thresholds.Normal(uint64(k), 0))
		f.units[k] = unit{Unit: u, lean: u.Resolve - threshold, other: 1 - u.Loyalty}
		f.squads[u.Home].units = append(f.squads[u.Home].units, k)
		f.total += u.Strength
		if u.Reserve {
			f.reserve += u.Strength
			f.state.Reserve = 1
		}
	}
	for i, r := range g.Region {
		f.members[r] = append(f.members[r], i)
		f.squads[i].at = i
		places[i] = i
		f.posts[i] = post{squads: places[i : i+1 : i+1]}
		f.changed(i)
	}
	f.coefficients(co)
	f.muster(&Street{}, 0)
	return f
}

// changed has the officers of a place counted anew.
func (f *Forces) changed(i int) {
	if p := &f.posts[i]; !p.changed {
		p.changed = true
		f.recount = append(f.recount, i)
	}
}

// Fork gives an independent copy, which goes on as this one would.
func (f *Forces) Fork() *Forces {
	g := *f
	g.units, g.squads, g.posts, g.need = slices.Clone(f.units), slices.Clone(f.squads), slices.Clone(f.posts), slices.Clone(f.need)
	for k := range g.squads {
		g.squads[k].units = slices.Clone(g.squads[k].units)
	}
	for i := range g.posts {
		g.posts[i].squads = slices.Clone(g.posts[i].squads)
	}
	g.backing, g.alert, g.coming = slices.Clone(f.backing), slices.Clone(f.alert), slices.Clone(f.coming)
	g.tense, g.recount, g.astir, g.embattled = slices.Clone(f.tense), slices.Clone(f.recount), slices.Clone(f.astir), slices.Clone(f.embattled)
	g.hostile = nil
	st := &g.state
	st.Officers, st.Vacuum, st.Control = slices.Clone(st.Officers), slices.Clone(st.Vacuum), slices.Clone(st.Control)
	st.Unheld = append(make([]int, 0, cap(st.Unheld)), st.Unheld...)
	return &g
}

// Redraw gives other luck to what happens from now on; units stay as they are.
func (f *Forces) Redraw(lk luck.Replicate) { f.lots.change = lk.For("forces/change sides") }

// State gives what the forces publish. It is valid until the next Hour.
func (f *Forces) State() *Strength { return &f.state }

// Set gives other coefficients from now on. Those marked once keep their effect.
func (f *Forces) Set(co ForceCoefficients) {
	f.coefficients(co)
	for i := range f.posts {
		f.changed(i)
	}
}

func (f *Forces) coefficients(co ForceCoefficients) {
	f.co, f.loud = co, portable.Log1p(co.ViolenceFull/co.ViolenceFloor)
	f.measureAll()
}

// Hour lets the forces meet the street for an hour. Units that have no cause to
// change their mind are not asked, and what they sum up to is kept.
func (f *Forces) Hour(hour int, in *Street) {
	if in.Dual {
		f.split = 1
	} else if f.split > 0 {
		f.split *= portable.Exp2(-1 / f.co.SplitHalf)
	}
	for _, t := range in.Turns {
		f.turn(t)
	}
	for _, b := range in.Battles {
		f.fall(b)
	}
	if in.Reinforce > 0 {
		f.reinforce(hour, in)
	}
	f.rumour(in)
	f.waver(hour, in)
	f.muster(in, hour)
	f.control(in)
	f.empty(in.Battles)
}

// rumour spreads apart from fact, and louder when communications are cut:
//
//	dρ/dt = (birth·violence + contagion·ρ)(1−ρ)(1 + blackout·(1−o)) − decay·ρ
func (f *Forces) rumour(in *Street) {
	violence := 0.0
	for _, i := range in.Out {
		violence += in.Violent[i] + in.Bands[i]
	}
	r := &f.state.Rumour
	if violence == 0 && *r == 0 {
		return
	}
	co := &f.co
	loud := 0.0
	if violence > 0 {
		loud = min(1, portable.Log1p(violence/co.ViolenceFloor)/f.loud)
	}
	up := (float64(co.RumourBirth*loud) + float64(co.RumourContagion**r)) * (1 + float64(co.RumourBlackout*(1-in.Openness))) / 24
	down := co.RumourDecay / 24
	// The exact solution over the hour for fixed rates keeps ρ within [0,1].
	if up+down > 0 {
		end := up / (up + down)
		*r = end + float64((*r-end)*portable.Exp(-up-down))
	}
}
