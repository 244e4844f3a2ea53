package sim

import (
	"casus/alliance"
)

// monthHours is the length of a month of the aftermath.
const monthHours = 730

// stay is a mission that has outlasted its crisis, and what it still needs to
// know of it. Nothing is heard any more of the places: what was lost stays lost.
type stay struct {
	mission *alliance.Mission
	now     int // hour of the crisis
	month   int // in which the crisis was
	state   string
	held    bool // control of every place was held when the crisis ended
	fallen  bool // the one for whom it came is gone
	out     *Outcome
}

// stay takes a crisis's mission over.
func (c *crisis) stay() *stay {
	s := &stay{
		mission: c.mission, now: c.length - 1, month: c.month, state: c.t.name,
		held: c.unheld == 0, fallen: c.fell != "" && !c.against(),
	}
	if c.own() {
		s.out = c.out
	}
	return s
}

func (s *stay) fork(r *Run) *stay {
	f := *s
	f.mission = s.mission.Fork()
	if s.out != nil {
		f.out = &r.trace.Outcome
	}
	return &f
}

// stay lets the missions that have outlasted their crises go on for a month.
func (r *Run) stay() error {
	here, fear := r.staying[:0], r.meanFear()
	for _, s := range r.staying {
		st, days := s.mission.Status(), 0.0
		for range monthHours {
			s.now++
			landed := st.First >= 0
			if err := s.mission.Hour(s.now, alliance.Situation{Controlled: s.held, Fear: fear, Fallen: s.fallen}); err != nil {
				return err
			}
			if !landed && st.First >= 0 {
				r.event(s.now, s.month, s.state, FirstTroopsLand, r.s.Alliance.Name, st.Total)
			}
			if st.Withdrawal == s.now {
				r.event(s.now, s.month, s.state, WithdrawalAnnounced, "", st.Total)
			}
			days += st.Total / 24
			if st.Left >= 0 {
				r.event(st.Left, s.month, s.state, LastTroopsLeave, "", 0)
				if s.out != nil && s.out.Deployed {
					s.out.MissionDays = missionDays(st)
				}
				break
			}
		}
		r.relations.Stay(days)
		if st.Left < 0 {
			here = append(here, s)
		}
	}
	r.staying = here
	return nil
}

// missionDays is how long a mission's troops were there; nil if none landed.
func missionDays(st *alliance.Status) *float64 {
	if st.First < 0 {
		return nil
	}
	return ptr(float64(st.Left-st.First) / 24)
}
