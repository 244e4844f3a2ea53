package sim

import (
	"fmt"
	"math"

	"casus/alliance"
	"casus/luck"
	"casus/regime"
	"casus/scenario"
	"casus/society"
)

// crisis is a state in crisis, hour by hour. The scenario's own crisis and the
// later ones of other states are played by the same code.
type crisis struct {
	lk      luck.Replicate
	s       *scenario.Scenario
	d       *scenario.Draw
	t       *theatre
	w       *world
	month   int // -1 in the scenario's own crisis
	length  int // hours
	now     int // hour of the crisis
	clock   int // hour of the day at which the crisis starts
	society *society.Society
	forces  *regime.Forces
	gov     *regime.Government
	co      regime.Coefficients
	env     []float64
	past    []regime.Seen // ring of the last hours, for late perception
	lots    struct{ choice, noise luck.Lot }
	orders  regime.Outcome // what was ordered in the last hour and takes effect in this one

	conditions society.Conditions
	street     regime.Street
	hot        []bool // by region: violence or a large crowd now
	protest    []bool // by region: protest today
	violence   []bool // by region: violence today
	crowd      []float64
	fighting   []float64
	peak       []float64 // by place: largest crowd today
	unheld     int       // places contested or lost
	rise       int       // by how many they grew in the last hour
	calmSince  int
	conceded   int
	centreLost int // hours for which the capital has been lost
	deserted   int // hours for which too few officers have followed
	fell       string

	challengers []challenger
	asker       int // index of the actor who has asked the alliance; 0: the ruler
	plea        int // frame of a challenger's request, counted from 1; 0: the best there is

	request  *alliance.Request
	decision *alliance.Decision
	mission  *alliance.Mission
	status   alliance.Status
	troops   float64 // most at once
	after    float64 // troop-days after control returned
	danger   float64 // when help was asked for: see need
	worst    float64 // the same, at its worst

	trace  *Trace
	day    Day
	crowds []Crowd                              // by place, of the day
	before struct{ arrested, killed []float64 } // by place, when the day began
	out    *Outcome
}

// newCrisis sets the stage. Luck must be the crisis's own branch.
func newCrisis(w *world, t *theatre, month, days int, how society.How, lk luck.Replicate, out *Outcome) *crisis {
	s, d := w.s, w.d
	np, nr := len(t.nation.Places), len(t.nation.Regions)
	var sc society.Coefficients
	var fc regime.ForceCoefficients
	c := &crisis{lk: lk, s: s, d: d, t: t, w: w, month: month, length: days * 24, out: out, trace: w.trace}
	d.Bind("society", &sc)
	d.Bind("forces", &fc)
	d.Bind("regime", &c.co)
	c.society = society.New(t.nation, sc, how, lk)
	c.forces = regime.NewForces(t.units, regime.Ground{Region: t.region, Away: t.away}, fc, lk)
	c.gov = regime.NewGovernment(nr, len(t.actors), len(t.options), c.co)
	c.env = d.Environment()
	c.past = make([]regime.Seen, int(c.co.Delay)+1)
	c.lots.choice, c.lots.noise = lk.For("regime/choice"), lk.For("regime/perception")
	c.clock = s.Start.Hour()
	c.challengers = c.challenge()
	c.conditions = society.Conditions{Emergency: make([]float64, nr)}
	c.street = regime.Street{EliteBands: make([]bool, np), Emergency: c.conditions.Emergency}
	c.hot, c.protest, c.violence = make([]bool, nr), make([]bool, nr), make([]bool, nr)
	c.crowds, c.before.arrested, c.before.killed = make([]Crowd, np), make([]float64, np), make([]float64, np)
	c.crowd, c.fighting, c.peak = make([]float64, nr), make([]float64, nr), make([]float64, np)
	return c
}

// hour is the schedule of the crisis phase.
func (c *crisis) hour(h int) error {
	c.now = h
	if err := c.intervene(h); err != nil {
		return err
	}
	c.gov.Hour(h)
	c.society.Hour(h, c.set(h))
	c.forces.Hour(h, c.meet())
	c.count(h)
	if err := c.govern(h); err != nil {
		return err
	}
	if err := c.ally(h); err != nil {
		return err
	}
	return c.observe(h)
}

// play runs the whole crisis.
func (c *crisis) play() error {
	defer c.society.Close()
	for h := range c.length {
		if h%24 == 0 && c.w.ctx.Err() != nil {
			return c.w.ctx.Err()
		}
		if err := c.hour(h); err != nil {
			return fmt.Errorf("%s, hour %d: %w", c.t.name, h, err)
		}
	}
	return nil
}

// set gives society the conditions that the others have published.
func (c *crisis) set(h int) *society.Conditions {
	in := &c.conditions
	in.HourOfDay = (c.clock + h) % 24
	in.PriceLeft, in.Openness, in.Lethal = c.gov.PriceLeft, c.gov.Openness, c.gov.Lethal
	in.Foreign = 0
	if standing := c.s.Alliance.Standing; standing > 0 && !c.pressed() {
		in.Foreign = min(1, c.status.Total/standing)
	}
	f := c.forces.State()
	in.Officers, in.Vacuum = f.Officers, f.Vacuum
	for r, on := range c.gov.Emergency {
		in.Emergency[r] = 0
		if on {
			in.Emergency[r] = 1
		}
	}
	in.TargetGone, in.Calm = c.orders.TargetGone, c.orders.Calm
	return in
}

// meet gives the forces what they meet in the street.
func (c *crisis) meet() *regime.Street {
	st := c.society.State()
	in := &c.street
	in.Crowd, in.Violent, in.Bands = st.Crowd, st.Violent, st.Bands
	for i := range in.EliteBands {
		in.EliteBands[i] = st.Bands[i] > 0 && st.Origin[i] == society.EliteFaction
	}
	in.Openness, in.Lethal = c.gov.Openness, c.gov.Lethal
	in.Dual = c.dual()
	in.Signal, in.Allied = c.status.Signal, 0
	if c.status.Total > 0 {
		in.Allied = 1
	}
	in.Freed = c.status.Freed + c.status.Force
	if c.pressed() {
		in.Signal, in.Allied, in.Freed = -in.Signal, -in.Allied, 0
	}
	in.Reinforce = c.orders.Reinforce
	c.orders = regime.Outcome{}
	return in
}

// dual says whether a rival still holds an office.
func (c *crisis) dual() bool {
	for i, a := range c.t.actors {
		if a.Rival && !c.gov.Dismissed[i] && c.holdsOffice(i) {
			return true
		}
	}
	return false
}

func (c *crisis) holdsOffice(actor int) bool {
	for _, o := range c.s.State.Offices {
		if o.Holder == c.t.actors[actor].ID {
			return true
		}
	}
	return false
}

// count sums society and forces up by region.
func (c *crisis) count(h int) {
	if h%24 == 0 {
		clear(c.protest)
		clear(c.violence)
		clear(c.peak)
	}
	st, f, def := c.society.State(), c.forces.State(), &c.s.Definitions
	clear(c.crowd)
	clear(c.fighting)
	before := c.unheld
	c.unheld = 0
	for i, r := range c.t.region {
		v := st.Violent[i] + st.Bands[i]
		out := st.Crowd[i] + v
		c.crowd[r] += out
		c.fighting[r] += v
		c.peak[i] = max(c.peak[i], out)
		if f.Control[i] != regime.Held {
			c.unheld++
		}
		if v >= def.SeriousPeople && c.out.FirstViolence == nil {
			c.out.FirstViolence = ptr(float64(h/24 + 1))
			c.event(h, "first serious violence", c.place(i), v)
		}
	}
	for r := range c.hot {
		c.protest[r] = c.protest[r] || c.crowd[r] >= def.ProtestPeople
		c.violence[r] = c.violence[r] || c.fighting[r] >= def.ViolencePeople
		c.hot[r] = c.fighting[r] >= def.ViolencePeople
	}
	c.rise = c.unheld - before
	if c.unheld > 0 {
		c.calmSince = h
		if before == 0 {
			c.event(h, "control contested", "", float64(c.unheld))
		}
	}
	c.past[h%len(c.past)] = c.look(h)
	c.worst = max(c.worst, c.trouble())
}

func (c *crisis) place(i int) string {
	if c.month >= 0 {
		return fmt.Sprintf("place %d", i+1)
	}
	return c.s.Places[i].ID
}

func ptr[T any](v T) *T { return &v }

// look takes a picture of the state of things for the decision-maker.
func (c *crisis) look(h int) regime.Seen {
	st, f := c.society.State(), c.forces.State()
	regions := float64(len(c.protest))
	b := c.w.beliefs(c.t.peer)
	seen := regime.Seen{
		Participants: st.Participants, Violent: st.Violence,
		Deaths: st.CivilianDeaths + st.OfficerDeaths,
		Theta:  st.Theta, Attention: st.Attention,
		Desertion: 1 - (1-f.Melted)*(1-f.Rumour),
		PriceLeft: c.gov.PriceLeft, Openness: c.gov.Openness, Lethal: c.gov.Lethal, Reserve: f.Reserve,
		Conceded: float64(c.conceded), Days: float64(h) / 24, Calm: float64(h - c.calmSince), HourOfDay: float64((c.clock + h) % 24),
		Reliability: b.Reliability, Fear: b.Fear, Obligation: b.Obligation, Precedent: b.Precedent, Insurance: b.Insurance,
	}
	for r := range c.protest {
		seen.Protest += flag(c.protest[r]) / regions
		seen.Violence += flag(c.violence[r]) / regions
		seen.Emergency += flag(c.gov.Emergency[r]) / regions
	}
	half := func(k regime.Control) float64 { return float64(k) / 2 }
	for i, k := range f.Control {
		seen.ControlLost += half(k) * c.t.nation.Places[i].Population / c.t.people
	}
	seen.CapitalLost, seen.LargestLost = half(f.Control[c.t.capital]), half(f.Control[c.t.largest])
	for _, i := range c.t.critical {
		seen.CriticalLost += flag(f.Control[i] != regime.Held) / float64(len(c.t.critical))
	}
	bands := 0
	for _, n := range st.BandOrigins {
		bands += n
	}
	if bands > 0 {
		seen.Foreign = float64(st.BandOrigins[society.ForeignTrained]) / float64(bands)
	}
	for i, a := range c.t.actors {
		if a.Target && !c.gov.Dismissed[i] && c.holdsOffice(i) {
			seen.TargetIn = 1
		}
	}
	seen.Framed = flag(c.gov.Frame > 0)
	seen.Fit = c.fit()
	seen.Requested = flag(c.gov.RequestHour >= 0)
	if c.decision != nil && h >= c.decision.Hour {
		seen.Approved, seen.Refused = flag(c.decision.Approved), flag(!c.decision.Approved)
	}
	seen.Allied = flag(c.status.Total > 0)
	for i, k := range c.s.Society.Cohorts {
		seen.Salience += c.w.cohortShare[i] * c.d.Value(k.Salience)
	}
	seen.Member = flag(c.t.member)
	return seen
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// fit is the legal fit of the frame in force, or of the best one before.
func (c *crisis) fit() float64 {
	if c.gov.Frame > 0 {
		return c.d.Value(c.s.Alliance.Frames[c.gov.Frame-1].Fit)
	}
	return c.w.bestFit()
}

// govern lets the decision-maker decide, every few hours and on alarm, and
// carries out what a counterfactual or the record orders.
func (c *crisis) govern(h int) error {
	if c.fell != "" {
		return nil
	}
	if c.fall(h); c.fell != "" {
		return nil
	}
	due := c.due(h)
	if !due && !c.w.orders(c, h) {
		return nil
	}
	seen, err := c.view(h, c.lots.noise)
	if err != nil {
		return err
	}
	for _, i := range c.w.ordered(c, h) {
		if c.w.forbidden(c, i) {
			continue
		}
		c.order(h, regime.Choice{Hour: h, Actor: c.t.options[i].By, Option: i, Forced: true}, seen)
	}
	if c.month < 0 && c.w.mode == Recorded || !due || c.gov.Resigned {
		return nil
	}
	if err := c.choose(h, 0, seen); err != nil {
		return err
	}
	for i := range c.challengers {
		if c.gov.Resigned {
			break // there is nobody to challenge
		}
		seen, err := c.view(h, c.challengers[i].noise)
		if err != nil {
			return err
		}
		if err := c.choose(h, c.challengers[i].actor, seen); err != nil {
			return err
		}
	}
	return nil
}

// view is what a decision-maker sees: the oldest picture, with the errors of
// his own reports. It stands in the environment until the next.
func (c *crisis) view(h int, noise luck.Lot) (regime.Seen, error) {
	seen := c.past[max(0, h-len(c.past)+1)%len(c.past)].Blur(c.co.Noise, noise, h)
	return seen, c.s.See(c.env, &seen)
}

// choose lets an actor take one of his options, or wait.
func (c *crisis) choose(h, actor int, seen regime.Seen) error {
	choice, err := regime.Decide(c.t.options, func(i int) bool {
		o := &c.t.options[i]
		return o.Of(actor) && c.gov.Available(o, i, h) && !c.w.forbidden(c, i)
	}, c.env, c.co.Rationality, c.lots.choice, actor, h)
	if err != nil {
		return err
	}
	c.order(h, choice, seen)
	return nil
}

// due says whether it is time for a decision: every few hours, and on alarm.
func (c *crisis) due(h int) bool {
	return h%max(1, int(c.co.Interval)) == 0 || c.co.Alarm > 0 && float64(c.rise) >= c.co.Alarm
}

// order carries out a choice and keeps it for the record.
func (c *crisis) order(h int, choice regime.Choice, seen regime.Seen) {
	o := &c.t.options[choice.Option]
	first := c.gov.Chosen[choice.Option] < 0
	if o.Effects.Request && c.gov.RequestHour < 0 {
		c.asker, c.plea = o.By, o.Effects.Frame
	}
	c.orders = c.orders.With(c.gov.Order(o, choice.Option, h, c.t.actors, c.hot))
	if o.Effects.PriceRelief > 0 || o.Effects.Calm > 0 {
		c.conceded++
	}
	day := ptr(float64(h/24 + 1))
	if o.Effects.Emergency == regime.Nationwide && c.out.EmergencyDay == nil {
		c.out.EmergencyDay = day
	}
	if c.orders.TargetGone && c.out.DismissalDay == nil {
		c.out.Dismissed, c.out.DismissalDay = true, day
	}
	if o.ID != regime.Wait && first {
		c.event(h, o.ID, map[bool]string{true: "ordered", false: "chosen"}[choice.Forced], seen.Violent)
	}
	if o.ID == regime.Wait && c.month >= 0 {
		return // later crises keep their acts only
	}
	kept := Decision{Hour: h, Month: c.month, State: c.decider(choice.Actor), Chosen: o.ID, Forced: choice.Forced, Seen: append([]float64(nil), c.env[:len(regime.Quantities())]...)}
	for i, u := range choice.Utility {
		if !math.IsNaN(u) {
			kept.Options = append(kept.Options, Considered{c.t.options[i].ID, u, choice.Odds[i], i == choice.Option})
		}
	}
	if choice.Forced {
		kept.Options = []Considered{{o.ID, math.NaN(), math.NaN(), true}}
	}
	c.trace.Decisions = append(c.trace.Decisions, kept)
}

// fall says whether the regime falls: the ruler flees, or for long enough the
// centre is lost or too few officers follow.
func (c *crisis) fall(h int) {
	f := c.forces.State()
	lasts := func(hours *int, is bool) bool {
		*hours++
		if !is {
			*hours = 0
		}
		return float64(*hours) >= c.co.FallHours
	}
	lost, deserted := lasts(&c.centreLost, f.Control[c.t.capital] == regime.Lost), lasts(&c.deserted, f.Loyal < c.co.LoyalFloor)
	switch {
	case c.gov.Resigned:
		c.fell = "the ruler left"
	case lost:
		c.fell = "the centre was lost"
	case deserted:
		c.fell = "the forces left"
	default:
		return
	}
	c.event(h, "regime falls", c.fell, f.Loyal)
	c.orders.TargetGone = true
	c.gov.PriceLeft, c.gov.Openness, c.gov.Lethal = 0, 1, 0
	clear(c.gov.Emergency)
}

func (c *crisis) event(h int, kind, cause string, value float64) {
	c.trace.Events = append(c.trace.Events, Event{h, c.month, c.t.name, kind, cause, value})
}
