package alliance

import "casus/portable"

// Fight is what came of an hour in which a mission was resisted, in people.
type Fight struct {
	Fighting  float64 // on both sides
	Dead      float64 // of the hostile
	Yielded   float64 // of the hostile, alive
	Fallen    float64 // of the troops
	Civilians float64 // killed between them
}

// odds is the power of the odds with which those who are hostile give up. In proportion to
// them, twenty thousand would have a band of five hundred within the hour; but Grenada
// (1983), Panama (1989) and Lesotho (1998) took three or four days, at odds of ten, of
// twenty and of about one. An assumption: between one, and none at all.
const odds = 2. / 3

// Kinds of luck of a fight in an hour.
const (
	fallHostile = iota
	fallTroops
	fallCivilians
)

// fight lets the troops that are there meet those who are hostile to them in the place
// to which they have gone. Of R hostile people as many stand and fight as are not daunted
// by B troops, each worth heft of the hostile; the others wait:
//
//	n = R·(R/(R + heft·B))^daunt   who fight
//	C = n·B/(n + B)                in contact, less than either side
//
// and in an hour
//
//	dead      ~ Poisson(battle/24 · C · heft·B/(n + heft·B)),  at most R
//	fallen    ~ Poisson(battle/24 · C ·      n/(n + heft·B)),  at most B
//	civilians ~ Poisson(crossfire · (heft·dead + fallen))
//	yielded   = (R − dead) · (1 − exp(−yield/24 · (heft·B/R)^(2/3)))
//
// The stronger side loses fewer, as in Lanchester's law for aimed fire (1916), and
// ends it sooner, though by less than its odds are better. Civilians die by the weapons
// of both sides, so that heavy ones spare the troops who have them and not those who
// live there. Some rise against any odds, so that daunt may be 0. The dead are not
// replaced, and who fights does nothing else.
func (m *Mission) fight(hour int, hostile float64) {
	st, co := &m.status, &m.co
	st.Fight, st.Tied = Fight{}, 0
	troops := m.troops()
	if troops < 1 || hostile < 1 {
		return
	}
	draw := func(kind uint64, mean float64) float64 { return float64(m.battle.Poisson(kind, uint64(hour), mean)) }
	f, heavy := &st.Fight, float64(co.Heft*troops)
	fighters := float64(hostile * portable.Pow(hostile/(hostile+heavy), co.Daunt))
	contact := float64(fighters*troops) / (fighters + troops)
	rate := float64(co.Battle/24*contact) / (fighters + heavy)
	f.Dead = min(hostile, draw(fallHostile, float64(rate*heavy)))
	f.Fallen = min(troops, draw(fallTroops, float64(rate*fighters)))
	f.Civilians = draw(fallCivilians, float64(co.Crossfire*(float64(co.Heft*f.Dead)+f.Fallen)))
	f.Yielded = float64((hostile - f.Dead) * (1 - portable.Exp(-float64(co.Yield/24*portable.Pow(heavy/hostile, odds)))))
	st.Tied = min(troops, fighters)
	f.Fighting = fighters + st.Tied
	st.Lost += f.Fallen
	for i := range st.Landed {
		dead := float64(f.Fallen * st.Landed[i] / troops)
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
