// Package regime is the state under pressure: offices and who holds them, the
// options that an office allows, a decision-maker who sees late and with
// noise and chooses with bounded rationality, and the security forces.
//
// [Choice.Decide] is one choice, of the ruler or of a challenger, as his [Character]
// has it. A [Government] holds
// the measures that choices have put in force. [Forces] are the units, their
// loyalty, the rumours about them and their control of places.
//
// The package knows nothing of citizens, alliances or files: options come with
// compiled conditions and utilities, places are numbers.
package regime

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"casus/luck"
	"casus/portable"
)

// Coefficients are the numbers of the decision-maker.
type Coefficients struct {
	Rationality  float64 `par:"rationality" unit:"per unit of utility" min:"0" max:"100" what:"how surely the ruler takes the best option" doc:"beta of the quantal choice: 0 is a coin, large is the best option always"`
	Interval     float64 `par:"interval" unit:"hours" min:"1" max:"48" what:"longest time between two decisions" doc:"longest time between two looks at a picture that does not change"`
	Delay        float64 `par:"delay" once:"start" unit:"hours" min:"0" max:"48" what:"age of the news that the ruler sees" doc:"age of what the decision-maker sees"`
	FallHours    float64 `par:"fall_hours" unit:"hours" min:"1" max:"1000" what:"hours without the capital or the forces until the regime falls" doc:"hours of a lost capital, or of too few loyal forces, after which the regime falls"`
	LoyalFloor   float64 `par:"loyal_floor" unit:"share" min:"0" max:"1" what:"share of loyal forces that a regime needs to last" doc:"loyal share of the forces below which a regime cannot last"`
	Belief       float64 `par:"belief" once:"start" unit:"share" min:"0" max:"1" what:"how far concessions are believed" doc:"how far a concession is believed"`
	Posture      float64 `par:"posture" unit:"per crowd and day" min:"0" max:"100" what:"how often officers disperse peaceful crowds" doc:"attempts of the officers there to disperse a crowd that is not violent, in ordinary times"`
	AlertPosture float64 `par:"alert_posture" unit:"1" min:"0" max:"100" what:"how much more often crowds are dispersed under emergency" doc:"relative rise of that under emergency"`
}

// Option is something that a decision-maker can do.
type Option struct {
	ID       string
	By       int                         // index of the actor whose option it is; 0: the ruler
	When     func(env []float64) bool    // nil: always
	Utility  func(env []float64) float64 // in units of utility
	Once     bool
	Cooldown int // hours before it can be chosen again
	Effects  Effects[float64]
}

// Ruler is the index of the actor who rules; others challenge him.
const Ruler = 0

// Wait is the id of the option that does nothing.
const Wait = "wait"

// Of reports whether an option is an actor's own. To wait is everyone's.
func (o *Option) Of(actor int) bool { return o.By == actor || o.ID == Wait }

// Effects of an option; zero values do nothing. N is how numbers are written: as
// quantities in a document, as numbers in a run.
type Effects[N any] struct {
	Relieves    string `yaml:"relieves,omitempty" doc:"id of a grievance of which a share is taken back"`
	Relief      N      `yaml:"relief,omitempty" min:"0" max:"1" doc:"that share, as far as it is believed"`
	ReliefDelay N      `yaml:"relief_delay,omitempty" min:"0" max:"720" doc:"hours until it is felt"`
	Calm        N      `yaml:"calm,omitempty" min:"0" max:"1" doc:"share of political loss that an offer takes away, as far as it is believed"`
	Dismiss     string `yaml:"dismiss,omitempty" doc:"id of the actor who loses all offices"`
	Emergency   Area   `yaml:"emergency,omitempty" doc:"violent_regions, nationwide or end"`
	Openness    *N     `yaml:"openness,omitempty" min:"0" max:"1" doc:"share of communications left open"`
	Reinforce   N      `yaml:"reinforce,omitempty" min:"0" max:"1" doc:"share of the reserve sent out"`
	Posture     *N     `yaml:"posture,omitempty" min:"0" max:"100" doc:"how often officers try to disperse a crowd, against ordinary times"`
	Lethal      *N     `yaml:"lethal,omitempty" min:"0" max:"1" doc:"level of lethal orders"`
	Frame       string `yaml:"frame,omitempty" doc:"id of a frame of the charter"`
	Request     bool   `yaml:"request,omitempty" doc:"asks the alliance for help"`
	Resign      bool   `yaml:"resign,omitempty" doc:"leaves office; the regime falls"`
}

// Area of an emergency.
type Area string

// An emergency covers the regions where there is violence or a large crowd,
// or all; or it ends.
const (
	Unchanged      Area = ""
	ViolentRegions Area = "violent_regions"
	Nationwide     Area = "nationwide"
	Ended          Area = "end"
)

// Choice is a decision: what was seen, what could be done, what was done.
type Choice struct {
	Hour    int
	Actor   int       // who chose: index of the actor, 0 for the ruler
	Option  int       // index of the option chosen
	Utility []float64 // by option; NaN where not available
	Odds    []float64 // by option; 0 where not available
	Forced  bool
}

// Character is what a decision-maker prefers beyond the utilities of the options,
// in units of 1/β, by option: independent standard Gumbel numbers, drawn once.
// They are who he is and who advises him, and stay as they are throughout a
// crisis, so that it does not matter how often he looks.
type Character []float64

// CharacterOf draws the character of an actor.
func CharacterOf(options, actor int, lot luck.Lot) Character {
	c := make(Character, options)
	for i := range c {
		c[i] = -portable.Log(-portable.Log(lot.Uniform(uint64(actor), uint64(i))))
	}
	return c
}

// Decide weighs the available options, see [Choice.Weigh], and takes the one with
// the largest β·U + character: over all characters, each with its odds.
func (c *Choice) Decide(options []Option, available func(i int) bool, env []float64, beta float64, character Character) error {
	if err := c.Weigh(options, available, env, beta); err != nil {
		return err
	}
	best := math.Inf(-1)
	for i, u := range c.Utility {
		if math.IsNaN(u) {
			continue
		}
		if liked := float64(beta*u) + character[i]; liked > best {
			best, c.Option = liked, i
		}
	}
	return nil
}

// Weigh works out the utilities of the available options and their odds over all
// characters,
//
//	P(i) = exp(β·U_i) / Σ_k exp(β·U_k)
//
// (McFadden 1974; McKelvey and Palfrey 1995, Games and Economic Behavior 10, 6). Available
// says which options may be taken. A utility that is not a number is an error
// that names the option. The slices of an earlier choice are used again.
func (c *Choice) Weigh(options []Option, available func(i int) bool, env []float64, beta float64) error {
	c.Utility, c.Odds = slices.Grow(c.Utility[:0], len(options))[:len(options)], slices.Grow(c.Odds[:0], len(options))[:len(options)]
	best := math.Inf(-1)
	for i := range options {
		o := &options[i]
		c.Utility[i], c.Odds[i] = math.NaN(), 0
		if !available(i) || (o.When != nil && !o.When(env)) {
			continue
		}
		u := o.Utility(env)
		if math.IsNaN(u) || math.IsInf(u, 0) {
			return fmt.Errorf("the utility of option %q is %v", o.ID, u)
		}
		c.Utility[i] = u
		best = max(best, u)
	}
	if math.IsInf(best, -1) {
		return errors.New("no option is available")
	}
	sum := 0.0
	for i, u := range c.Utility {
		if !math.IsNaN(u) {
			c.Odds[i] = 1
			if u != best {
				c.Odds[i] = portable.Exp(beta * (u - best))
			}
			sum += c.Odds[i]
		}
	}
	for i := range c.Odds {
		c.Odds[i] /= sum
	}
	return nil
}

// Asks is the probability, over all characters, that somebody who weighs like
// this asks for help sooner than he waits or leaves,
//
//	Σ P(i that ask) / (Σ P(i that ask) + P(wait) + Σ P(i that resign))
//
// What else he would do first does not matter: it is then not open to him before
// its time, and he goes on to what he likes next.
func (c *Choice) Asks(options []Option) float64 {
	asks, ends := 0.0, 0.0
	for i := range options {
		switch o := &options[i]; {
		case o.Effects.Request:
			asks += c.Odds[i]
		case o.ID == Wait || o.Effects.Resign:
			ends += c.Odds[i]
		}
	}
	if asks == 0 {
		return 0
	}
	return asks / (asks + ends)
}

// Actor is a holder of offices.
type Actor struct {
	ID      string
	Offices int  // that this actor holds at the start
	Target  bool // political grievance is aimed at this actor
	Rival   bool // part of the forces is loyal to this actor and not to the ruler
}

// Government is what is in force.
type Government struct {
	Believed    float64   // how far a concession is believed
	Left        []float64 // phi, by grievance: share of it left; 0 before it begins
	Begun       []bool    // by grievance
	Openness    float64
	Posture     float64 // attempts at dispersal, against ordinary times
	Lethal      float64
	Frame       string // id of the frame in force, or empty
	Emergency   []bool // by region
	Dismissed   []bool // by actor
	Chosen      []int  // by option: hour of the last time, -1 if never
	RequestHour int    // -1: none
	Resigned    bool

	grievances []Grievance
	settled    bool
	relief     []relief
}

type relief struct {
	hour      int
	grievance int
	share     float64
}

// NewGovernment gives ordinary times, in which no grievance has begun.
func NewGovernment(regions, actors, options int, grievances []Grievance, co Coefficients) *Government {
	g := &Government{
		Believed: co.Belief, Openness: 1, Posture: 1, RequestHour: -1,
		Left: make([]float64, len(grievances)), Begun: make([]bool, len(grievances)), grievances: grievances,
		Emergency: make([]bool, regions), Dismissed: make([]bool, actors),
		Chosen: make([]int, options),
	}
	for i := range g.Chosen {
		g.Chosen[i] = -1
	}
	return g
}

// Fork gives an independent copy.
func (g *Government) Fork() *Government {
	f := *g
	f.Emergency, f.Dismissed = slices.Clone(g.Emergency), slices.Clone(g.Dismissed)
	f.Left, f.Begun = slices.Clone(g.Left), slices.Clone(g.Begun)
	f.Chosen, f.relief = slices.Clone(g.Chosen), slices.Clone(g.relief)
	return &f
}

// Available reports whether option i may be chosen at an hour, by its own rules.
func (g *Government) Available(o *Option, i, hour int) bool {
	switch {
	case o.Effects.Request && g.RequestHour >= 0:
		return false // there is one request in a crisis
	case g.Chosen[i] < 0:
		return true
	case o.Once:
		return false
	}
	return hour >= g.Chosen[i]+o.Cooldown
}

// Outcome of an order that others must carry out in the same hour.
type Outcome struct {
	TargetGone bool
	Calm       float64
	Yielded    float64 // how much is yielded without being believed, 0..1
	Reinforce  float64
}

// With adds what a second order of the same hour brings.
func (o Outcome) With(p Outcome) Outcome {
	return Outcome{
		TargetGone: o.TargetGone || p.TargetGone, Yielded: max(o.Yielded, p.Yielded),
		Calm: 1 - float64((1-o.Calm)*(1-p.Calm)), Reinforce: min(1, o.Reinforce+p.Reinforce),
	}
}

// Order puts option i in force. A challenger's option asks for help and
// nothing else: its frame is that of the request, not the government's. Hot says in which regions there is violence
// or a large crowd.
func (g *Government) Order(o *Option, i, hour int, actors []Actor, hot []bool) Outcome {
	g.Chosen[i] = hour
	e := o.Effects
	if o.By != Ruler {
		e.Frame = ""
	}
	out := g.Enact(&e, hour, actors, hot)
	if e.Relief > 0 || e.Calm > 0 || e.Dismiss != "" {
		out.Yielded = 1 - g.Believed
	}
	return out
}

// Enact puts effects in force, whoever or whatever brought them about. A ruler who
// loses all offices is gone. Hot as in [Government.Order].
func (g *Government) Enact(e *Effects[float64], hour int, actors []Actor, hot []bool) (out Outcome) {
	if e.Relief > 0 {
		k := slices.IndexFunc(g.grievances, func(k Grievance) bool { return k.ID == e.Relieves })
		g.relief = append(g.relief, relief{hour + int(math.Ceil(e.ReliefDelay)), k, float64(e.Relief * g.Believed)})
	}
	out.Calm = float64(e.Calm * g.Believed)
	for k, a := range actors {
		if e.Dismiss != "" && a.ID == e.Dismiss && !g.Dismissed[k] {
			g.Dismissed[k] = true
			g.Resigned = g.Resigned || k == Ruler
			out.TargetGone = a.Target && k != Ruler // whose fall is more than that
		}
	}
	switch e.Emergency {
	case ViolentRegions:
		for r := range g.Emergency {
			g.Emergency[r] = g.Emergency[r] || hot[r]
		}
	case Nationwide:
		for r := range g.Emergency {
			g.Emergency[r] = true
		}
	case Ended:
		clear(g.Emergency)
		g.Lethal = 0
	}
	if e.Openness != nil {
		g.Openness = *e.Openness
	}
	if e.Posture != nil {
		g.Posture = *e.Posture
	}
	if e.Lethal != nil {
		g.Lethal = *e.Lethal
	}
	if e.Frame != "" {
		g.Frame = e.Frame
	}
	out.Reinforce = e.Reinforce
	if e.Request && g.RequestHour < 0 {
		g.RequestHour = hour
	}
	g.Resigned = g.Resigned || e.Resign
	return out
}
