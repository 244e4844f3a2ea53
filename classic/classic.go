// Package classic is the field's best-known model of civil violence: Epstein's
// Model I (2002, PNAS 99 suppl. 3, 7243), a rebellion against a central
// authority, on a torus of sites.
//
// A citizen has hardship H and risk aversion R, both uniform on (0,1), and the
// grievance G = H·(1 − L) under the legitimacy L. Within its vision it counts
// cops C and active citizens A, itself among them, and is active when
//
//	G − R·(1 − exp(−k·⌊C/A⌋)) > T
//
// (rule A). A cop arrests a random active citizen in its vision (rule C), who
// goes to jail for a term uniform up to a maximum. Everyone moves to a random
// free site in vision (rule M). All act once a step, in a fresh random order.
//
// Implementations differ in details that matter; [Rules] names them, and
// [NetLogo] and [Mesa] are those of the two best-known ones.
//
// On a large torus the random order costs more than the acts: nearly every turn
// waits for memory. [Params.Tile] lets agents act tile by tile, in random order
// within each; tiles that cannot see each other can then be shared by workers.
//
// [Groups] is his Model II, violence between two groups with peacekeepers between
// them.
//
// Sites are bits: who blocks, who is active and who is a cop are bits in blocks
// of 8×8 sites, so that a count within the usual vision of 7 is nine masked
// population counts and a move flips a few bits. The arrest probability is never computed in a step:
// the ratio ⌊C/A⌋ up to which a citizen is active is worked out beforehand.
package classic

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"casus/luck"
	"casus/portable"
)

// Shape of a neighbourhood of radius v.
type Shape int

// Disc has the sites with dx²+dy² ≤ v², VonNeumann those with |dx|+|dy| ≤ v,
// Moore those with max(|dx|,|dy|) ≤ v.
const (
	Disc Shape = iota
	VonNeumann
	Moore
)

// Rules are the choices in which implementations of the model differ.
type Rules struct {
	Shape Shape
	// HalfEven rounds C/A to the nearest whole number, halves to even, instead of down.
	HalfEven bool
	// OwnSite counts the site one stands on as within vision: an active citizen
	// then counts itself twice in A.
	OwnSite bool
	// MoveFirst moves before deciding or arresting, not after.
	MoveFirst bool
	// Pounce moves a cop onto the site of the citizen it arrests.
	Pounce bool
	// JailOnSite lets the jailed block their sites, and count down their terms
	// as they act; on the first turn after it they decide. Otherwise they are out
	// of the way, and terms are reduced for all at the end of a step.
	JailOnSite bool
	// Exclusive draws terms from 0 to the maximum less one, not to the maximum.
	Exclusive bool
	// ExactNumbers puts exactly the share of sites given, not each site with that chance.
	ExactNumbers bool
}

// NetLogo are the rules of the model Rebellion in NetLogo's library (Wilensky 2004).
func NetLogo() Rules {
	return Rules{Shape: Disc, OwnSite: true, MoveFirst: true, Pounce: true, Exclusive: true, ExactNumbers: true}
}

// Mesa are the rules of Mesa 3's example epstein_civil_violence.
func Mesa() Rules { return Rules{Shape: VonNeumann, HalfEven: true, JailOnSite: true} }

// Params of a run. Vision is in sites, terms are in steps.
type Params struct {
	Size       int     // of the square torus, sites
	Citizens   float64 // share of sites
	Cops       float64 // share of sites
	Vision     int     // of citizens
	CopVision  int     // of cops
	Legitimacy float64 // L, 0 to 1
	MaxJail    int     // longest term, steps
	Arrest     float64 // k
	Threshold  float64 // T
	// Tile is how many sites a side a tile has at least: 4 times the vision and 24
	// or more, half the torus or less. 0: all act in one random order. It changes
	// what is drawn, while workers do not; they share tiles from 4 across on.
	Tile  int
	Rules Rules
}

// Standard gives the parameters common to the paper and its successors: 40×40
// sites, citizens on 70 % and cops on 4 % of them, vision 7, legitimacy 0.82,
// terms up to 30, k = 2.3, T = 0.1.
func Standard(r Rules) Params {
	return Params{Size: 40, Citizens: 0.7, Cops: 0.04, Vision: 7, CopVision: 7, Legitimacy: 0.82, MaxJail: 30, Arrest: 2.3, Threshold: 0.1, Rules: r}
}

// Limits of vision (sites), of a side of the torus (sites) and of terms (steps).
const (
	MaxVision = 28
	MaxSize   = 1 << 14
	MaxTerm   = math.MaxUint16
)

// Check says which parameter is out of its range.
func (p *Params) Check() error {
	v := max(p.Vision, p.CopVision)
	switch {
	case p.Vision < 1 || p.CopVision < 1 || v > MaxVision:
		return fmt.Errorf("vision is 1 to %d sites, not %d and %d", MaxVision, p.Vision, p.CopVision)
	case p.Size < 2*v+1 || p.Size > MaxSize:
		return fmt.Errorf("a torus of vision %d has %d to %d sites a side, not %d", v, 2*v+1, MaxSize, p.Size)
	case !(p.Citizens >= 0 && p.Cops >= 0 && p.Citizens+p.Cops <= 1):
		return fmt.Errorf("citizens and cops on %g and %g of the sites: shares that sum to 1 at the most", p.Citizens, p.Cops)
	case !(p.Legitimacy >= 0 && p.Legitimacy <= 1):
		return fmt.Errorf("legitimacy is 0 to 1, not %g", p.Legitimacy)
	case p.Tile != 0 && (p.Tile < leastTile(v) || p.Size < 2*p.Tile):
		return fmt.Errorf("with vision %d a tile has at least %d sites a side, and a torus at least two tiles, not %d on %d", v, leastTile(v), p.Tile, p.Size)
	case p.Rules.Shape < Disc || p.Rules.Shape > Moore:
		return fmt.Errorf("no neighbourhood has the shape %d", p.Rules.Shape)
	case p.Rules.Pounce && p.Rules.JailOnSite:
		return fmt.Errorf("a cop cannot move onto a site that the jailed block: pounce or jail on site, not both")
	case p.MaxJail < 0 || p.MaxJail > MaxTerm:
		return fmt.Errorf("jail terms are 0 to %d steps, not %d", MaxTerm, p.MaxJail)
	case !(p.Arrest >= 0) || math.IsInf(p.Arrest, 0):
		return fmt.Errorf("the arrest constant is not negative, and not %g", p.Arrest)
	case !(math.Abs(p.Threshold) <= 1):
		return fmt.Errorf("the threshold is -1 to 1, not %g", p.Threshold)
	}
	return nil
}

// Counts of citizens by state, and of cops.
type Counts struct{ Active, Quiet, Jailed, Cops int }

// state of an agent, in the upper two bits of its place.
type state uint32

const (
	quiet state = iota
	active
	jailed
	cop
)

const (
	stateShift = 30
	siteMask   = 1<<stateShift - 1
	always     = math.MaxUint16
)

// agent is eight bytes, so that eight share a cache line.
type agent struct {
	place uint32 // state << stateShift | site
	bold  uint16 // active at all ratios ⌊C/A⌋ below this
	term  uint16 // steps left in jail, where the jailed count themselves
}

func (a *agent) state() state     { return state(a.place >> stateShift) }
func (a *agent) site() uint32     { return a.place & siteMask }
func (a *agent) become(s state)   { a.place = a.place&siteMask | uint32(s)<<stateShift }
func (a *agent) move(site uint32) { a.place = a.place&^siteMask | site }

// Model is a run of Model I.
type Model struct {
	p       Params
	traits  luck.Lot
	lot     luck.Lot
	dealer  luck.Lot
	step    int
	agents  []agent
	ids     []uint32 // by agent: the number by which its traits are drawn
	order   []uint32
	spare   []uint32 // where the order is dealt to parts
	parts   parts
	torus   *torus
	sight   hood       // of citizens
	beat    hood       // of cops
	at      []uint32   // by site: the active citizen there; meaningful only where one is
	rebels  rebels     // where several active citizens share a site
	due     [][]uint32 // a ring by step: citizens who leave jail at its end
	counts  Counts
	workers []*worker
}

// New sets a model up, at step 0: citizens quiet, nobody in jail. It fails if a
// parameter is out of its range. A model is for one caller at a time.
func New(p Params, lk luck.Replicate) (*Model, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	t := newTorus(p.Size, max(p.Vision, p.CopVision))
	m := &Model{
		p: p, traits: lk.For("classic/traits"), lot: lk.For("classic/step"), dealer: lk.For("classic/deal"), torus: t,
		sight: newHood(p.Rules.Shape, p.Vision, p.Rules.OwnSite), beat: newHood(p.Rules.Shape, p.CopVision, p.Rules.OwnSite),
		at: make([]uint32, t.sites()), rebels: rebels{on: map[uint32][]uint32{}},
	}
	if !p.Rules.JailOnSite {
		m.due = make([][]uint32, p.MaxJail+1)
	}
	m.settle(lk.For("classic/sites"))
	m.ids, m.order = make([]uint32, len(m.agents)), make([]uint32, len(m.agents))
	for i := range m.order {
		m.ids[i], m.order[i] = uint32(i), uint32(i)
	}
	if m.parts = newParts(&p, len(m.agents)); m.parts.n > 1 {
		m.spare = make([]uint32, len(m.agents))
	}
	m.SetLegitimacy(p.Legitimacy)
	m.Workers(1)
	return m, nil
}

// settle puts citizens and cops on sites.
func (m *Model) settle(lot luck.Lot) {
	n := m.p.Size * m.p.Size
	citizens, cops := int(math.Round(m.p.Citizens*float64(n))), int(math.Round(m.p.Cops*float64(n)))
	if m.p.Rules.ExactNumbers {
		cops = min(cops, n-citizens)
	}
	for i := range n {
		pCitizen, pCop := m.p.Citizens, m.p.Cops
		if left := float64(n - i); m.p.Rules.ExactNumbers {
			pCitizen, pCop = float64(citizens)/left, float64(cops)/left
		}
		site := m.torus.site(i%m.p.Size, i/m.p.Size)
		switch u := lot.Uniform(uint64(i), 0); {
		case u < pCitizen:
			citizens--
			m.counts.Quiet++
			m.agents = append(m.agents, agent{place: site | uint32(quiet)<<stateShift})
		case u < pCitizen+pCop:
			cops--
			m.counts.Cops++
			m.agents = append(m.agents, agent{place: site | uint32(cop)<<stateShift})
			m.torus.add(officer, site)
		default:
			continue
		}
		m.torus.add(blocker, site)
	}
}

// SetLegitimacy changes the legitimacy, 0 to 1, from the next step on. It panics
// at anything else.
func (m *Model) SetLegitimacy(l float64) {
	if !(l >= 0 && l <= 1) {
		panic(fmt.Sprintf("classic: legitimacy is 0 to 1, not %g", l))
	}
	m.p.Legitimacy = l
	most := m.sight.size
	if m.p.Rules.Pounce { // cops may share a site
		most = max(most, m.counts.Cops)
	}
	risk := risks(m.p.Arrest, most)
	for i := range m.agents {
		if a := &m.agents[i]; a.state() != cop {
			id := uint64(m.ids[i])
			h, aversion := m.traits.Uniform(id, 0), m.traits.Uniform(id, 1)
			a.bold = boldness(float64(h*(1-l)), aversion, m.p.Threshold, risk)
		}
	}
}

// risks gives the risk of arrest by ratio, up to where there are no more cops.
func risks(k float64, cops int) []float64 {
	risk := make([]float64, min(cops+2, always))
	for r := range risk {
		risk[r] = 1 - portable.Exp(-k*float64(r))
	}
	return risk
}

// boldness is the smallest ratio at which a citizen is not active, or always.
func boldness(grievance, aversion, threshold float64, risk []float64) uint16 {
	r := sort.Search(len(risk), func(r int) bool { return !(grievance-float64(aversion*risk[r]) > threshold) })
	if r == len(risk) {
		return always
	}
	return uint16(r)
}

// Counts gives the state of things after the last step.
func (m *Model) Counts() Counts { return m.counts }

// Agents is how many act in a step, the jailed among them.
func (m *Model) Agents() int { return len(m.order) }

// RemoveCops takes some cops, chosen at random, away from the field: n of them, or
// all if there are fewer. It draws once a step: call it once between two.
func (m *Model) RemoveCops(n int) {
	rng := m.lot.Stream(uint64(m.step), math.MaxUint64)
	left := m.counts.Cops
	m.order = slices.DeleteFunc(m.order, func(a uint32) bool {
		ag := &m.agents[a]
		if ag.state() != cop {
			return false
		}
		goes := rng.Below(left) < n
		left--
		if goes {
			n--
			m.counts.Cops--
			m.torus.remove(officer, ag.site())
			m.torus.remove(blocker, ag.site())
		}
		return goes
	})
	if m.parts.tiles.across > 0 {
		m.gather()
	}
}
