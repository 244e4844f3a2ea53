package sim

import (
	"fmt"
	"math"
	"slices"

	"casus/alliance"
	"casus/luck"
	"casus/regime"
	"casus/scenario"
	"casus/society"
)

// crisis is a state in crisis, hour by hour. The scenario's own crisis and the
// later ones of other states are played by the same code.
type crisis struct {
	run        *Run
	lk         luck.Replicate
	s          *scenario.Scenario
	d          *scenario.Draw
	t          *theatre
	month      int // of the aftermath; 0: the scenario's own crisis
	length     int // hours
	now        int // the hour being played, or to be played next
	phase      int // of the schedule, to be played next
	clock      int // hour of the day at which the crisis starts
	society    *society.Society
	forces     *regime.Forces
	gov        *regime.Government
	co         regime.Coefficients
	env        []float64
	always     regime.Seen   // the part of every picture that stays
	past       []regime.Seen // ring of the last hours, for late perception
	known      regime.Seen   // the picture when decision-makers last looked
	looked     int           // and the hour of that
	noise      luck.Lot
	characters []regime.Character // by actor
	orders     regime.Outcome     // what was ordered in the last hour and takes effect in this one
	choice     regime.Choice      // the last one; its slices are used again
	told       []int              // options that somebody has ordered for this hour
	happened   []bool             // by event of the scenario
	broken     []bool             // by actor: he has broken with the ruler

	conditions society.Conditions
	street     regime.Street
	hot        []bool // by region: violence or a large crowd now
	protest    []bool // by region: protest today
	violence   []bool // by region: violence today
	crowd      []float64
	fighting   []float64
	peak       []float64 // by place: largest crowd today
	unheld     int       // places contested or lost
	calmSince  int
	conceded   int
	centreLost int // hours for which the capital has been lost
	deserted   int // hours for which too few officers have followed
	fell       string

	challengers []challenger
	asker       int    // index of the actor who has asked the alliance; 0: the ruler
	plea        string // frame of a challenger's request; empty: the best there is

	request  *alliance.Request
	decision *alliance.Decision
	mission  *alliance.Mission
	status   alliance.Status
	front    int      // place to which the mission has gone to fight, or none
	troops   float64  // most at once
	after    float64  // troop-days after control returned
	without  *unaided // what would have come of it, once a mission was approved
	unrest   float64  // days with protest
	worst    float64  // the most that went wrong
	fear     float64  // of the hegemon, mean of the members

	day    Day
	crowds []Crowd                              // by place, of the day
	dawn   int                                  // the hour in which that began
	before struct{ arrested, killed []float64 } // by place, when the day began
	lieu   []lieu
	hourly bool // hours are kept
	out    *Outcome
}

// newCrisis sets the stage. Luck must be the crisis's own branch.
func newCrisis(r *Run, t *theatre, month, days int, how society.How, lk luck.Replicate, out *Outcome) *crisis {
	np, nr := len(t.nation.Places), len(t.nation.Regions)
	var sc society.Coefficients
	var fc regime.ForceCoefficients
	c := &crisis{run: r, lk: lk, s: r.s, d: r.d, t: t, month: month, length: days * 24, looked: math.MinInt16, front: none, out: out}
	c.d.Bind("society", &sc)
	c.d.Bind("forces", &fc)
	c.d.Bind("regime", &c.co)
	c.society = society.New(t.nation, sc, how, lk)
	c.forces = regime.NewForces(t.units, regime.Ground{Region: t.region, Away: t.away}, fc, lk)
	c.gov = regime.NewGovernment(nr, len(t.actors), len(t.options), t.grievances, c.co)
	if r.settings.Ordinary {
		c.gov.Settle() // there was no shock
	}
	c.env = c.d.Government(t.peer)
	c.happened, c.broken = make([]bool, len(t.events)), make([]bool, len(t.actors))
	c.past = make([]regime.Seen, int(c.co.Delay)+1)
	c.clock = c.s.Start.Hour()
	for i := range t.actors {
		c.characters = append(c.characters, regime.CharacterOf(len(t.options), i, lk.For("regime/character")))
	}
	c.draw()
	c.believe()
	c.conditions = society.Conditions{Emergency: make([]float64, nr), Posture: make([]float64, nr)}
	c.street = regime.Street{EliteBands: make([]bool, np), Emergency: c.conditions.Emergency}
	c.hot, c.protest, c.violence = make([]bool, nr), make([]bool, nr), make([]bool, nr)
	c.crowd, c.fighting, c.peak = make([]float64, nr), make([]float64, nr), make([]float64, np)
	if r.settings.Crowds && c.own() {
		c.crowds, c.before.arrested, c.before.killed = make([]Crowd, np), make([]float64, np), make([]float64, np)
	}
	if r.settings.Places && c.own() {
		c.lieu = c.lieux()
	}
	c.hourly = r.settings.Hours && c.own()
	return c
}

// Whether it is the scenario's own crisis, and not a later one.
func (c *crisis) own() bool { return c.month == InCrisis }

// draw takes the luck of reports.
func (c *crisis) draw() {
	c.noise = c.lk.For("regime/perception")
	c.challengers = c.challenge()
}

func (c *crisis) redraw(lk luck.Replicate) {
	c.lk = lk
	c.draw()
	c.society.Redraw(lk)
	c.forces.Redraw(lk)
	if c.mission != nil {
		c.mission.Redraw(lk)
	}
}

// fork gives an independent copy that belongs to a run.
func (c *crisis) fork(r *Run) *crisis {
	f := *c
	f.run, f.d, f.out = r, r.d, &r.trace.Outcome
	f.society, f.forces, f.gov = c.society.Fork(), c.forces.Fork(), c.gov.Fork()
	f.choice = regime.Choice{}
	f.env, f.past, f.told, f.happened = slices.Clone(c.env), slices.Clone(c.past), slices.Clone(c.told), slices.Clone(c.happened)
	f.broken = slices.Clone(c.broken)
	f.conditions.Battles, f.street.Battles = slices.Clone(c.conditions.Battles), slices.Clone(c.street.Battles)
	f.conditions.Emergency, f.conditions.Posture = slices.Clone(c.conditions.Emergency), slices.Clone(c.conditions.Posture)
	f.street.EliteBands, f.street.Emergency = slices.Clone(c.street.EliteBands), f.conditions.Emergency
	f.hot, f.protest, f.violence = slices.Clone(c.hot), slices.Clone(c.protest), slices.Clone(c.violence)
	f.crowd, f.fighting, f.peak = slices.Clone(c.crowd), slices.Clone(c.fighting), slices.Clone(c.peak)
	f.crowds, f.lieu, f.before.arrested, f.before.killed = slices.Clone(c.crowds), slices.Clone(c.lieu), slices.Clone(c.before.arrested), slices.Clone(c.before.killed)
	// What the rooms publish is handed over anew in the next hour.
	f.conditions.Officers, f.conditions.Vacuum, f.conditions.Left, f.conditions.Sparks, f.conditions.Losses, f.street.Turns = nil, nil, nil, nil, nil, nil
	f.street.Out, f.street.Crowd, f.street.Violent, f.street.Bands = nil, nil, nil, nil
	if c.mission != nil {
		f.mission = c.mission.Fork()
		f.status = *f.mission.Status()
	}
	return &f
}

// yield lets grievances begin, and concessions take effect, whose time has come.
func (c *crisis) yield(h int) error {
	c.gov.Hour(h)
	return nil
}

// live lets society live an hour under what the others have published.
func (c *crisis) live(h int) error {
	in := &c.conditions
	in.HourOfDay = (c.clock + h) % 24
	in.Left, in.Openness, in.Lethal = c.gov.Left, c.gov.Openness, c.gov.Lethal
	in.Foreign, in.Arrival = 0, 0
	if standing := c.s.Alliance.Standing; standing > 0 && !c.pressed() {
		in.Foreign = min(1, c.status.Total/standing)
		in.Arrival = float64(c.run.alliance.Daunt * max(c.status.Presence, c.status.Signal))
	}
	f := c.forces.State()
	in.Officers, in.Vacuum = f.Officers, f.Vacuum
	for r, on := range c.gov.Emergency {
		in.Emergency[r] = flag(on)
	}
	for r, e := range in.Emergency {
		in.Posture[r] = float64(c.co.Posture*c.gov.Posture) * (1 + float64(c.co.AlertPosture*e))
	}
	in.TargetGone, in.Calm, in.Yielded = c.orders.TargetGone, c.orders.Calm, c.orders.Yielded
	c.society.Hour(h, in)
	return nil
}

// guard lets the forces meet the street.
func (c *crisis) guard(h int) error {
	st := c.society.State()
	in := &c.street
	clear(in.EliteBands)
	in.Out, in.Crowd, in.Violent, in.Bands = st.Out, st.Crowd, st.Violent, st.Bands
	for _, i := range in.Out {
		in.EliteBands[i] = st.Bands[i] > 0 && st.Elite[i]
	}
	in.Openness, in.Lethal = c.gov.Openness, c.gov.Lethal
	in.Dual = c.dual()
	in.Signal, in.Allied = c.status.Signal, c.status.Presence
	in.Freed = c.status.Freed + c.status.Force
	if c.pressed() {
		in.Signal, in.Allied, in.Freed = -in.Signal, -in.Allied, 0
	}
	in.Reinforce = c.orders.Reinforce
	c.orders = regime.Outcome{}
	c.forces.Hour(h, in)
	return nil
}

// Whether a rival holds an office: one from the start, or one who has broken with the ruler.
func (c *crisis) dual() bool {
	return c.inOffice(func(i int, a *regime.Actor) bool { return a.Rival || c.broken[i] })
}

// Whether an actor of some kind holds an office.
func (c *crisis) inOffice(is func(int, *regime.Actor) bool) bool {
	for i := range c.t.actors {
		if a := &c.t.actors[i]; is(i, a) && a.Offices > 0 && !c.gov.Dismissed[i] {
			return true
		}
	}
	return false
}

func (c *crisis) place(i int) string {
	if !c.own() {
		return fmt.Sprintf("place %d", i+1)
	}
	return c.s.Places[i].ID
}

func ptr[T any](v T) *T { return &v }

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// event notes that something happened in this crisis.
func (c *crisis) event(h int, kind Kind, cause string, value float64) {
	c.run.event(h, c.month, c.t.name, kind, cause, value)
}

func (r *Run) event(hour, month int, state string, kind Kind, cause string, value float64) {
	r.trace.Events = append(r.trace.Events, Event{hour, month, state, kind, cause, value})
}
