package main

import (
	"math"
	"math/rand/v2"

	"github.com/mlange-42/ark/ecs"
)

// Params of a run, as in casus/classic.
type Params struct {
	Size       int32   // of the square torus, sites
	Citizens   float64 // share of sites
	Cops       float64 // share of sites
	Vision     int32   // of citizens and cops, sites
	Legitimacy float64
	MaxJail    int32 // steps; terms are shorter
	Arrest     float64
	Threshold  float64
}

// standard are the parameters of casus bench classic.
func standard(size int32) Params {
	return Params{Size: size, Citizens: 0.7, Cops: 0.04, Vision: 7, Legitimacy: 0.82, MaxJail: 30, Arrest: 2.3, Threshold: 0.1}
}

// Position is where an agent is.
type Position struct{ X, Y int32 }

// Temper is what a citizen is like.
type Temper struct{ Grievance, RiskAversion float64 }

// Conduct is what a citizen does: a component with a state, not one for each
// state, since citizens change it often and moving entities costs more.
type Conduct struct {
	Active bool
	Jail   int32 // steps left in jail
}

// Cop marks a cop.
type Cop struct{}

// Model is Epstein's Model I on an ECS, with the rules of NetLogo's Rebellion.
type Model struct {
	p   Params
	rng *rand.Rand

	position *ecs.Map1[Position]
	citizen  *ecs.Map2[Temper, Conduct]
	conduct  *ecs.Map1[Conduct]
	citizens *ecs.Filter1[Conduct]

	grid  *Grid
	order []ecs.Entity // those who act, shuffled in every step
	free  []Position   // of a move, kept for the next
}

// NewModel puts citizens and cops on sites drawn at random, one on each.
func NewModel(p Params, seed uint64) *Model {
	world := ecs.NewWorld()
	m := &Model{
		p: p, rng: rand.New(rand.NewPCG(seed, 0)),
		position: ecs.NewMap1[Position](world),
		citizen:  ecs.NewMap2[Temper, Conduct](world),
		conduct:  ecs.NewMap1[Conduct](world),
		citizens: ecs.NewFilter1[Conduct](world),
		grid:     NewGrid(p.Size, p.Vision),
	}
	sites := m.rng.Perm(int(p.Size * p.Size))
	settle := func(share float64, put func(at Position) ecs.Entity) {
		n := int(math.Round(share * float64(p.Size*p.Size)))
		for _, s := range sites[:n] {
			m.order = append(m.order, put(Position{int32(s) % p.Size, int32(s) / p.Size}))
		}
		sites = sites[n:]
	}
	cops := ecs.NewMap2[Position, Cop](world)
	settle(p.Cops, func(at Position) ecs.Entity {
		m.grid.At(at).Cops++
		return cops.NewEntity(&at, &Cop{})
	})
	citizens := ecs.NewMap3[Position, Temper, Conduct](world)
	settle(p.Citizens, func(at Position) ecs.Entity {
		m.grid.At(at).Free++
		temper := Temper{Grievance: m.rng.Float64() * (1 - p.Legitimacy), RiskAversion: m.rng.Float64()}
		return citizens.NewEntity(&at, &temper, &Conduct{})
	})
	return m
}

// Step lets everyone act once, in random order.
func (m *Model) Step() {
	m.rng.Shuffle(len(m.order), func(i, j int) { m.order[i], m.order[j] = m.order[j], m.order[i] })
	for _, e := range m.order {
		if temper, conduct := m.citizen.Get(e); conduct == nil {
			m.patrol(e)
		} else if conduct.Jail == 0 {
			m.live(e, temper, conduct)
		}
	}
	m.release()
}

// live is a citizen's turn: rules M and A.
func (m *Model) live(e ecs.Entity, temper *Temper, conduct *Conduct) {
	at := m.position.Get(e)
	from := *at
	m.move(at)
	m.grid.At(from).Free--
	m.grid.At(*at).Free++
	if conduct.Active && from != *at {
		m.grid.Calm(from, e)
		m.grid.Rise(*at, e)
	}

	cops, active := m.grid.Look(*at)
	risk := 1 - math.Exp(-m.p.Arrest*math.Floor(float64(cops)/float64(1+active)))
	rebels := temper.Grievance-temper.RiskAversion*risk > m.p.Threshold
	switch {
	case rebels && !conduct.Active:
		m.grid.Rise(*at, e)
	case !rebels && conduct.Active:
		m.grid.Calm(*at, e)
	}
	conduct.Active = rebels
}

// patrol is a cop's turn: rules M and C.
func (m *Model) patrol(e ecs.Entity) {
	at := m.position.Get(e)
	from := *at
	m.move(at)
	if suspect, ok := m.grid.Suspect(*at, m.rng); ok {
		*at = *m.position.Get(suspect)
		m.grid.Calm(*at, suspect)
		conduct := m.conduct.Get(suspect)
		conduct.Active, conduct.Jail = false, m.rng.Int32N(m.p.MaxJail)
		if conduct.Jail > 0 {
			m.grid.At(*at).Free--
		}
	}
	m.grid.At(from).Cops--
	m.grid.At(*at).Cops++
}

// move is rule M: to a random free site in vision, if there is one.
func (m *Model) move(at *Position) {
	m.free = m.grid.AppendFree(m.free[:0], *at)
	if len(m.free) > 0 {
		*at = m.free[m.rng.IntN(len(m.free))]
	}
}

// release ends a step for those in jail.
func (m *Model) release() {
	query := m.citizens.Query()
	for query.Next() {
		conduct := query.Get()
		if conduct.Jail == 0 {
			continue
		}
		if conduct.Jail--; conduct.Jail == 0 {
			m.grid.At(*m.position.Get(query.Entity())).Free++
		}
	}
}

// Agents is how many act in a step, the jailed among them.
func (m *Model) Agents() int { return len(m.order) }

// Count counts the active and the jailed citizens.
func (m *Model) Count() (active, jailed int) {
	query := m.citizens.Query()
	for query.Next() {
		switch conduct := query.Get(); {
		case conduct.Active:
			active++
		case conduct.Jail > 0:
			jailed++
		}
	}
	return active, jailed
}
