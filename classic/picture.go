package classic

// The marks of Model I, which has one group.
const (
	Quiet       = BlueQuiet
	Active      = BlueActive
	Cop         = Peacekeeper
	Jailed Mark = Peacekeeper + 1
)

// Draw tells where everyone on the field is, column and row each from 0 to the
// size less one, one agent after the other. The jailed are on the field where
// they block their sites, and else out of the way. A site can hold several:
// whoever leaves jail may come upon someone there.
func (m *Model) Draw(see func(x, y int, what Mark)) {
	marks := [4]Mark{quiet: Quiet, active: Active, jailed: Jailed, cop: Cop}
	for _, i := range m.order {
		a := &m.agents[i]
		if a.state() == jailed && !m.p.Rules.JailOnSite {
			continue
		}
		x, y := m.torus.at(a.site())
		see(x, y, marks[a.state()])
	}
}

// Draw tells where everyone on the field is, column and row each from 0 to the
// size less one.
func (m *Groups) Draw(see func(x, y int, what Mark)) {
	for y := range m.p.Size {
		for x := range m.p.Size {
			if what := m.At(x, y); what != Nobody {
				see(x, y, what)
			}
		}
	}
}
