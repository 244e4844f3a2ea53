package regime

// Grievance is something that costs the ruler legitimacy, and that concessions relieve.
type Grievance struct {
	ID   string
	From int // hour in which it begins; [Unbegun] if something must happen first
}

// Unbegun is the hour of a grievance that does not begin by itself.
const Unbegun = -1

// Hour lets grievances begin whose time has come, and concessions take effect.
func (g *Government) Hour(hour int) {
	for k := range g.grievances {
		if g.grievances[k].From == hour {
			g.Begin(k)
		}
	}
	kept := g.relief[:0]
	for _, r := range g.relief {
		if r.hour <= hour {
			g.Left[r.grievance] = float64(g.Left[r.grievance] * (1 - r.share))
		} else {
			kept = append(kept, r)
		}
	}
	g.relief = kept
}

// Begin lets grievance k begin; what had been taken back of it counts again.
func (g *Government) Begin(k int) {
	if !g.settled {
		g.Left[k], g.Begun[k] = 1, true
	}
}

// Settle ends all grievances, and none begins any more.
func (g *Government) Settle() {
	clear(g.Left)
	g.settled = true
}
