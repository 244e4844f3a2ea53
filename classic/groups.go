package classic

import (
	"fmt"
	"math"

	"casus/luck"
)

// Group is one of the two that Model II sets against each other.
type Group uint8

// The groups. Nothing but the name tells one from the other.
const (
	Blue Group = iota
	Green
)

func (g Group) other() Group { return Green - g }

func (g Group) String() string { return [...]string{"blue", "green"}[g] }

// GroupRules are what the paper leaves open, or tells otherwise than Epstein's
// own program does.
type GroupRules struct {
	Shape Shape
	// Facing lets nobody be active who has none of the other group within vision.
	Facing bool
	// Advance moves whoever kills onto the site of the victim.
	Advance bool
	// Pounce moves a cop onto the site of the citizen it arrests.
	Pounce bool
	// Stumble lets everyone pick a site to move to whether it is free or not, and
	// stay when it is taken.
	Stumble bool
	// Alike gives a child its parent's risk aversion too, not only its hardship.
	Alike bool
	// FullAge lets all who are born live to the maximum age, instead of an age
	// drawn for each. Those of step 0 have an age drawn for each.
	FullAge bool
	// Discount lowers the grievance to H·(1 − L)·(1 − T).
	Discount bool
}

// Paper are the rules as the paper tells them, on the eight sites around one:
// its vision of 1.7.
func Paper() GroupRules { return GroupRules{Shape: Moore} }

// Ascape are the rules of Epstein's own program, as far as they are choices here
// (edu.brook.cv in the sources of Ascape, Brookings Institution 1998–2007). It
// also takes the nearest to kill or arrest, where here a random one is taken.
func Ascape() GroupRules {
	return GroupRules{Shape: Moore, Facing: true, Advance: true, Pounce: true, Stumble: true, Alike: true, FullAge: true, Discount: true}
}

// GroupParams of a run of Model II. Vision is in sites; terms and ages are in steps.
type GroupParams struct {
	Size       int     // of the square torus, sites
	Citizens   float64 // share of sites, of both groups together
	Cops       float64 // share of sites
	Vision     int     // of citizens
	CopVision  int     // of cops
	Legitimacy float64 // L, of each group in the eyes of the other, 0 to 1
	MaxJail    int
	Arrest     float64 // k
	Threshold  float64 // T
	Birth      float64 // chance of a child, a step
	MaxAge     int
	Rules      GroupRules
}

// StandardGroups gives the parameters of the paper's runs without cops that end
// in genocide: 40×40 sites, citizens on 70 % of them, vision 1.7, legitimacy
// 0.8, terms up to 15, k = 2.3, T = 0.1, a child in 5 % of steps, ages up to
// 200. With a legitimacy of 0.9 the groups live side by side.
func StandardGroups() GroupParams {
	return GroupParams{Size: 40, Citizens: 0.7, Vision: 1, CopVision: 1, Legitimacy: 0.8, MaxJail: 15, Arrest: 2.3, Threshold: 0.1, Birth: 0.05, MaxAge: 200, Rules: Paper()}
}

// MaxLife is the limit of ages, steps.
const MaxLife = 1 << 30

// Check says which parameter is out of its range.
func (p *GroupParams) Check() error {
	field := Params{
		Size: p.Size, Citizens: p.Citizens, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision,
		Legitimacy: p.Legitimacy, MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, Rules: Rules{Shape: p.Rules.Shape},
	}
	switch {
	case !(p.Birth >= 0 && p.Birth <= 1):
		return fmt.Errorf("the chance of a child is 0 to 1, not %g", p.Birth)
	case p.MaxAge < 1 || p.MaxAge > MaxLife:
		return fmt.Errorf("the maximum age is 1 to %d steps, not %d", MaxLife, p.MaxAge)
	}
	return field.Check()
}

// Tally is what became of a group: where its members are, and how many since step
// 0 were born, killed by the other group, died of age and were arrested.
type Tally struct {
	Quiet, Active, Jailed       int
	Born, Killed, Aged, Arrests int
}

// Living are the members at large and in jail.
func (t Tally) Living() int { return t.Quiet + t.Active + t.Jailed }

// GroupCounts are the tallies of the groups, by [Group], and the number of cops.
type GroupCounts struct {
	Group [2]Tally
	Cops  int
}

// Mark is what a site holds.
type Mark uint8

// The marks of a site.
const (
	Nobody Mark = iota
	BlueQuiet
	BlueActive
	GreenQuiet
	GreenActive
	Peacekeeper
)

// gone is the state of the dead and of cops withdrawn, until others take their place.
const gone = cop + 1

// member is a citizen or a cop.
type member struct {
	id       uint64 // of all who ever were, for luck
	hardship float64
	aversion float64
	dies     int // the step whose turn is not lived to see
	site     uint32
	bold     uint16 // active at all ratios ⌊C/A⌋ below this
	term     uint16 // turns left in jail
	state    state
	group    Group
}

// Groups is a run of Model II, inter-group violence.
//
// Citizens are of two groups. Rule A is that of Model I, with A the active of
// both groups, oneself among them, and L the legitimacy of the other group:
//
//	H·(1 − L) − R·(1 − exp(−k·⌊C/A⌋)) > T
//
// Whoever is active kills a random member of the other group within vision.
// Cops, here peacekeepers, arrest the active of both groups. A citizen at large
// has with some chance a child a step, on a free site of the eight next to it,
// which inherits group and hardship. Everyone dies at an age drawn at birth.
// Turns are taken in random order: move, act, have a child.
//
// The paper does not round C/A down; Epstein's program does. Not from the paper
// but chosen here: the risk aversion of a child is drawn anew; those in jail
// age, die and have no children; as many turns are lost as a term says, none for
// a term of 0; and whoever leaves jail is put where the arrest was, or if that is
// taken on a free site in vision of it, or waits.
type Groups struct {
	p      GroupParams
	traits luck.Lot
	births luck.Lot
	lot    luck.Lot
	rng    luck.Stream
	step   int
	risk   []float64 // of arrest, by ratio

	members []member
	order   []uint32
	spare   []uint32 // members gone, whose place is free
	fresh   []uint32 // members settled, who take turns from the next step on
	ids     uint64

	field  *torus   // who blocks, who is active, who is a cop
	sides  *torus   // a layer for each group: its members at large
	at     []uint32 // by site: the member there; meaningful only where one is
	sight  hood     // of citizens
	beat   hood     // of cops
	cradle hood     // where children appear

	heads [2][gone + 1]int // by group and state; cops are with the first
	tally [2]Tally
}

// NewGroups sets a run up, at step 0: as many citizens and cops as the shares
// say on random sites, each citizen of a group by the toss of a coin, all quiet.
func NewGroups(p GroupParams, lk luck.Replicate) (*Groups, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	reach := max(p.Vision, p.CopVision)
	m := &Groups{
		p: p, traits: lk.For("classic/group-traits"), births: lk.For("classic/group-births"), lot: lk.For("classic/group-step"),
		field: newTorus(p.Size, reach), sides: newTorus(p.Size, reach),
		sight: newHood(p.Rules.Shape, p.Vision, false), beat: newHood(p.Rules.Shape, p.CopVision, false), cradle: newHood(Moore, 1, false),
	}
	m.at = make([]uint32, m.field.sites())
	m.risk = risks(p.Arrest, m.sight.size)
	sites, lot := p.Size*p.Size, lk.For("classic/group-sites")
	citizens := int(math.Round(p.Citizens * float64(sites)))
	cops := min(int(math.Round(p.Cops*float64(sites))), sites-citizens)
	for i := range sites {
		site := m.field.site(i%p.Size, i/p.Size)
		switch k := lot.Below(uint64(i), 0, sites-i); {
		case k < citizens:
			citizens--
			id := m.ids
			m.settle(member{
				hardship: m.traits.Uniform(id, 0), aversion: m.traits.Uniform(id, 1), dies: m.lifetime(id),
				group: Group(m.traits.Below(id, 3, 2)), site: site, state: quiet,
			})
		case k < citizens+cops:
			cops--
			m.settle(member{site: site, state: cop})
		}
	}
	m.enrol()
	return m, nil
}

// lifetime draws an age to die at.
func (m *Groups) lifetime(id uint64) int { return 1 + m.traits.Below(id, 2, m.p.MaxAge) }

// Counts gives the state of things after the last step.
func (m *Groups) Counts() GroupCounts {
	c := GroupCounts{Group: m.tally, Cops: m.heads[0][cop]}
	for g, n := range m.heads {
		c.Group[g].Quiet, c.Group[g].Active, c.Group[g].Jailed = n[quiet], n[active], n[jailed]
	}
	return c
}

// Extinct gives the group of which nobody is left, at large or in jail, if there
// is one; Blue if both are gone.
func (m *Groups) Extinct() (Group, bool) {
	for g, n := range m.heads {
		if n[quiet]+n[active]+n[jailed] == 0 {
			return Group(g), true
		}
	}
	return 0, false
}

// At says what is on the site at column x and row y, each from 0 to the size less one.
func (m *Groups) At(x, y int) Mark {
	site := m.field.site(x, y)
	if !m.field.has(blocker, site) {
		return Nobody
	}
	switch c := &m.members[m.at[site]]; {
	case c.state == cop:
		return Peacekeeper
	case c.state == active:
		return BlueActive + 2*Mark(c.group)
	default:
		return BlueQuiet + 2*Mark(c.group)
	}
}
