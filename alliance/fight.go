package alliance

import "casus/portable"

// Hostile is armed people in a place who would fight a mission.
type Hostile struct {
	Place  int
	People float64
}

// Fight is what came of an hour in a place where a mission is resisted, in people.
type Fight struct {
	Place     int
	Fighting  float64 // on both sides
	Dead      float64 // of the hostile
	Yielded   float64 // of the hostile, alive
	Fallen    float64 // of the troops
	Civilians float64 // killed between them
}

// Kinds of luck of a fight in a place and an hour.
const (
	fallHostile = iota
	fallTroops
	fallCivilians
)

// fight lets the troops that are there meet those who are hostile to them, in every
// place at once: a mission goes where it is resisted. Of R hostile people as many
// stand and fight as do not despair of it, the others wait; with B troops, each
// worth heft of the hostile,
//
//	n = R·R/(R + heft·B)         who fight
//	C = n·B/(n + B)              in contact
//
// so that no side loses more than meet of the smaller one, and in an hour
//
//	dead    ~ Poisson(battle/24 · C · heft·B/(n + heft·B))
//	fallen  ~ Poisson(battle/24 · C ·      n/(n + heft·B))
//	civilians ~ Poisson(crossfire · (dead + fallen))
//	yield   R · (1 − exp(−yield/24 · heft·B/R))
//
// The stronger side loses fewer, as in Lanchester's law for aimed fire (1916), and
// ends it sooner: many troops meet fewer who fight, for a shorter time.
func (m *Mission) fight(hour int, hostile []Hostile) {
	st := &m.status
	st.Fights, st.Tied = st.Fights[:0], 0
	troops, all := m.troops(), 0.0
	for _, h := range hostile {
		all += h.People
	}
	if troops < 1 || all < 1 {
		return
	}
	co := &m.co
	heavy := float64(co.Heft * troops)
	stand := all / (all + heavy)
	fighters := float64(all * stand)
	gone := 1 - portable.Exp(-co.Yield/24*heavy/all)
	st.Tied = min(troops, fighters)
	contact := float64(fighters*troops) / (fighters + troops)
	rate := float64(co.Battle/24*contact) / (fighters + heavy)
	lost := 0.0
	for _, h := range hostile {
		share, who, when := h.People/all, uint64(h.Place)<<2, uint64(hour)
		f := Fight{Place: h.Place, Fighting: float64(h.People*stand) + float64(st.Tied*share)}
		draw := func(kind uint64, mean float64) float64 { return float64(m.battle.Poisson(who|kind, when, mean)) }
		f.Dead = min(h.People, draw(fallHostile, float64(rate*heavy*share)))
		f.Fallen = min(troops-lost, draw(fallTroops, float64(rate*fighters*share)))
		f.Civilians = draw(fallCivilians, float64(co.Crossfire*(f.Dead+f.Fallen)))
		f.Yielded = float64((h.People - f.Dead) * gone)
		lost += f.Fallen
		st.Fights = append(st.Fights, f)
	}
	st.Lost += lost
	for i := range st.Landed {
		dead := float64(lost * st.Landed[i] / troops)
		st.Landed[i] = max(0, st.Landed[i]-dead)
		m.send[i] = max(0, m.send[i]-dead)
	}
}

// troops are those in the country.
func (m *Mission) troops() (sum float64) {
	for _, p := range m.status.Landed {
		sum += p
	}
	return sum
}
