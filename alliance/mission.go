package alliance

import (
	"fmt"
	"math"

	"casus/luck"
)

// Situation is what a mission finds, hour by hour.
type Situation struct {
	Controlled bool    // control of every place is held
	Threat     float64 // 0..1
	Fear       float64 // mean fear of the hegemon among the members, 0..1
	Fallen     bool    // the regime that asked is gone
}

// Status of a mission.
type Status struct {
	Signal     float64   // worth of the announcement while nobody has landed, 0..1
	Landed     []float64 // people in the country, by member
	Total      float64   // their sum
	Freed      float64   // local officers freed by guards
	Force      float64   // officers for whom the troops stand against crowds
	First      int       // hour of the first landing, -1 before
	Withdrawal int       // hour at which withdrawal was announced, -1 before
	Left       int       // hour at which the last had left, -1 before
}

// Mission is troops on their way, there, and on their way back.
type Mission struct {
	ch         Charter
	members    []Member
	co         Coefficients
	send       []float64
	ready      []int // hour at which a member's first unit can land
	start      int
	controlled int // hour since which control has been held, -1
	stay       luck.Lot
	status     Status
}

// NewMission starts the mission that a decision has approved.
func NewMission(d Decision, ch Charter, members []Member, co Coefficients, lk luck.Replicate) *Mission {
	m := &Mission{
		ch: ch, members: members, co: co, send: append([]float64(nil), d.Send...), ready: make([]int, len(members)),
		start: d.Hour, controlled: -1, stay: lk.For("alliance/stay"),
		status: Status{Landed: make([]float64, len(members)), First: -1, Withdrawal: -1, Left: -1},
	}
	for i, x := range members {
		m.ready[i] = d.Hour + int(math.Ceil(x.Readiness+x.Distance/co.Speed))
	}
	return m
}

// Status gives the mission as it stands; valid until the next Hour.
func (m *Mission) Status() *Status { return &m.status }

// Hour lets an hour of the mission pass: troops land as lift allows; once a
// day after control has returned the lead decides whether to stay.
func (m *Mission) Hour(hour int, in Situation) error {
	if math.IsNaN(in.Threat) || math.IsNaN(in.Fear) {
		return fmt.Errorf("mission: threat %v, fear %v", in.Threat, in.Fear)
	}
	st := &m.status
	switch {
	case !in.Controlled:
		m.controlled = -1
	case m.controlled < 0:
		m.controlled = hour
	}
	if st.Withdrawal < 0 {
		m.land(hour)
		if (hour-m.start)%24 == 0 && st.Total > 0 && m.leaves(hour, in) {
			st.Withdrawal = hour
		}
	} else if float64(hour) >= float64(st.Withdrawal)+m.co.Prepare && st.Total > 0 {
		m.leave(hour)
	}
	st.Total = 0
	for _, p := range st.Landed {
		st.Total += p
	}
	if st.First < 0 && st.Left < 0 {
		st.Signal = m.co.Signal * math.Exp2(-float64(hour-m.start)/m.co.SignalHalf)
	} else {
		st.Signal = 0
	}
	st.Freed, st.Force = m.co.Freed*st.Total, 0
	if m.ch.Crowds {
		st.Freed, st.Force = 0, m.co.Force*st.Total
	}
	return nil
}

// land brings in who is ready, the lift shared in proportion to what waits.
func (m *Mission) land(hour int) {
	st := &m.status
	waiting := 0.0
	for i := range m.send {
		if hour >= m.ready[i] {
			waiting += m.send[i] - st.Landed[i]
		}
	}
	if waiting <= 0 {
		return
	}
	share := min(1, m.co.Lift/waiting)
	for i := range m.send {
		if hour >= m.ready[i] {
			st.Landed[i] += share * (m.send[i] - st.Landed[i])
		}
	}
	if st.First < 0 {
		st.First = hour
	}
}

// leaves is the decision of the lead, once a day:
//
//	P(stay) = logistic((leverage·threat − stay_cost·days − distraction − stay_fear·fear − promise·[days ≥ due]) / luck)
//
// with days since control returned. While control has not returned nobody
// leaves, unless the regime that asked has fallen.
func (m *Mission) leaves(hour int, in Situation) bool {
	if in.Fallen {
		return true
	}
	if m.controlled < 0 {
		return false
	}
	days := float64(hour-m.controlled) / 24
	if days < m.co.MaxDays {
		return false
	}
	x := m.co.Leverage*(1-math.Exp(-1/max(days, 0.1))+in.Threat) - m.co.StayCost*days - m.co.Distraction - m.co.StayFear*in.Fear
	if days >= m.co.PromiseDays {
		x -= m.co.Promise
	}
	return m.stay.Uniform(0, uint64(hour)) > logistic(x/m.co.StayLuck)
}

// leave takes home as many as lift allows, small contingents first in
// proportion.
func (m *Mission) leave(hour int) {
	st := &m.status
	total := 0.0
	for _, p := range st.Landed {
		total += p
	}
	lift := m.co.Lift * m.co.LeavingShare
	share := min(1, lift/total)
	for i := range st.Landed {
		st.Landed[i] *= 1 - share
	}
	if share == 1 {
		clear(st.Landed)
		st.Left = hour
	}
}
