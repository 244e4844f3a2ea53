package alliance

import (
	"math"
	"slices"

	"casus/luck"
	"casus/portable"
)

// Situation is what a mission finds, hour by hour.
type Situation struct {
	Controlled bool    // control of every place is held
	Threat     float64 // 0..1
	Fear       float64 // mean fear of the hegemon among the members, 0..1
	Fallen     bool    // the regime that asked is gone
	Hostile    float64 // people who would fight it, where it has gone
	Home       float64 // officers who follow the ruler, against whom its numbers are seen
}

// Status of a mission.
type Status struct {
	Signal     float64   // worth of the announcement of those who have not landed yet, 0..1
	Presence   float64   // worth of those in the country, 0..1
	Landed     []float64 // people in the country, by member
	Total      float64   // their sum
	Freed      float64   // local officers freed by guards
	Force      float64   // officers for whom the troops stand against crowds
	First      int       // hour of the first landing, -1 before
	Withdrawal int       // hour at which withdrawal was announced, -1 before
	Left       int       // hour at which the last had left, -1 before
	Fight      Fight     // of this hour
	Tied       float64   // troops who fight in this hour, and do nothing else
	Lost       float64   // troops killed
}

// Mission is troops on their way, there, and on their way back.
type Mission struct {
	ch         Charter
	co         Coefficients
	send       []float64
	ready      []int // by member: hour at which its first unit can land
	start      int
	controlled int // hour since which control has been held, -1
	stay       luck.Lot
	battle     luck.Lot
	status     Status
	bad        error // what was wrong from the start
}

// briefly is the shortest time since control returned that counts when
// leverage is weighed, days.
const briefly = 0.1

// signalHalf is how long the announcement takes to lose half its worth, hours: words
// without soldiers wear off in days. An assumption.
const signalHalf = 48

// stayLuck is the scale of what nothing explains in the choice to stay. Only the
// weights against it count. An assumption.
const stayLuck = 0.5

// guarding is how many local officers a soldier on guard frees. An assumption: fewer than
// one, since guards come with a staff of their own.
const guarding = 0.75

// NewMission starts the mission that a decision has approved. A member's first
// unit lands after its readiness and the flight, distance/speed.
func NewMission(d Decision, ch Charter, members []Member, co Coefficients, lk luck.Replicate) *Mission {
	m := &Mission{
		ch: ch, co: co, send: make([]float64, len(members)), ready: make([]int, len(members)),
		start: d.Hour, controlled: -1, bad: fields("the coefficients", &co),
		status: Status{Landed: make([]float64, len(members)), First: -1, Withdrawal: -1, Left: -1},
	}
	m.Redraw(lk)
	copy(m.send, d.Send)
	for i, x := range members {
		way := x.Readiness + x.Distance/co.Speed
		for _, err := range []error{finite("way of "+x.ID, way), finite("contingent of "+x.ID, m.send[i])} {
			if m.bad == nil {
				m.bad = err
			}
		}
		m.ready[i] = d.Hour + int(math.Ceil(way))
	}
	return m
}

// Fork gives an independent copy.
func (m *Mission) Fork() *Mission {
	f := *m
	f.send, f.status.Landed = slices.Clone(m.send), slices.Clone(m.status.Landed)
	return &f
}

// Redraw gives other luck from now on.
func (m *Mission) Redraw(lk luck.Replicate) {
	m.stay, m.battle = lk.For("alliance/stay"), lk.For("alliance/battle")
}

// Status gives the mission as it stands; valid until the next Hour.
func (m *Mission) Status() *Status { return &m.status }

// Hour lets an hour of the mission pass. It returns an error that names what
// is NaN or infinite.
//
// Troops land as readiness, distance and lift allow. Those who are there weigh with
// friend and foe by their number, beside the officers F of the ruler, and so do those who
// are still to come, whose announcement fades:
//
//	presence = worth(there)
//	signal   = worth(to come) · 2^(−hours since the decision/48), until withdrawal is announced
//	worth(B) = (B/(B + F))^tripwire; nobody is worth 0
//
// Then the mandate works: guards free local officers, troops against crowds
// stand for them, those who do not have to fight for themselves (see fight). Once a day
// after control has returned the lead decides whether to stay; from the announcement of
// withdrawal on nobody lands, and after the time to prepare the troops leave as lift
// allows. If the regime falls before anyone has landed, the mission is recalled and ends
// in that hour.
func (m *Mission) Hour(hour int, in Situation) error {
	if m.bad != nil {
		return m.bad
	}
	if !isFinite(in.Threat) || !isFinite(in.Fear) || !isFinite(in.Hostile) || !isFinite(in.Home) {
		bad := in // so that what is given stays off the heap
		return fields("the situation", &bad)
	}
	st := &m.status
	switch {
	case !in.Controlled:
		m.controlled = -1
	case m.controlled < 0:
		m.controlled = hour
	}
	switch {
	case st.Left >= 0:
	case st.Withdrawal < 0:
		m.stand(hour, &in)
	case float64(hour) >= float64(st.Withdrawal)+m.co.Prepare:
		m.leave(hour)
	}
	m.fight(hour, in.Hostile)
	m.publish(hour, in.Home)
	return finite("number of troops", st.Total)
}

// stand lets troops land and asks, once a day, whether they stay.
func (m *Mission) stand(hour int, in *Situation) {
	st := &m.status
	if st.First < 0 && in.Fallen {
		st.Withdrawal, st.Left = hour, hour
		return
	}
	m.land(hour)
	if st.First >= 0 && (hour-m.start)%24 == 0 && m.leaves(hour, in) {
		st.Withdrawal = hour
	}
}

// publish sums up what can be seen.
func (m *Mission) publish(hour int, home float64) {
	st := &m.status
	st.Total = m.troops()
	free := max(0, st.Total-st.Tied)
	st.Signal, st.Presence = 0, m.worth(st.Total, home)
	if st.Withdrawal < 0 {
		coming := 0.0
		for i := range m.send {
			coming += m.send[i] - st.Landed[i]
		}
		st.Signal = float64(m.worth(coming, home) * portable.Exp2(-float64(hour-m.start)/signalHalf))
	}
	st.Freed, st.Force = float64(guarding*free), 0
	if m.ch.Crowds {
		st.Freed, st.Force = 0, float64(m.co.Force*free)
	}
}

// worth is how much a number of troops weighs beside the officers who follow the ruler.
// Whether a tripwire does what an army does is open: for Schelling (1966) what a few
// soldiers commit is the whole of their country; Reiter and Poast (2021) find that
// attackers look at local odds, Musgrave and Ward (2023) that few dead bind nobody.
func (m *Mission) worth(troops, home float64) float64 {
	if troops < 1 {
		return 0
	}
	return portable.Pow(troops/(troops+home), m.co.Tripwire)
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
		if hour < m.ready[i] {
			continue
		}
		if share == 1 {
			st.Landed[i] = m.send[i]
		} else {
			st.Landed[i] += float64(share * (m.send[i] - st.Landed[i]))
		}
	}
	if st.First < 0 {
		st.First = hour
	}
}

// leaves is the decision of the lead, once a day:
//
//	P(stay) = 1/(1 + exp(−2x))
//	x = leverage·(1 − exp(−1/days) + threat) − stay_cost·days − distraction − stay_fear·fear
//
// with days since control returned, at least a tenth. What the target owes for
// a day more shrinks with the days already stayed; the cost grows. While
// control has not returned nobody leaves, unless the regime that asked has
// fallen.
func (m *Mission) leaves(hour int, in *Situation) bool {
	if in.Fallen {
		return true
	}
	if m.controlled < 0 {
		return false
	}
	days := float64(hour-m.controlled) / 24
	if days < m.co.HoldDays {
		return false
	}
	x := float64(m.co.Leverage*(1-portable.Exp(-1/max(days, briefly))+in.Threat)) - float64(m.co.StayCost*days) - m.co.Distraction - float64(m.co.StayFear*in.Fear)
	return m.stay.Uniform(0, uint64(hour)) > portable.Logistic(x/stayLuck)
}

// leave takes home as many as lift allows, every contingent in proportion.
func (m *Mission) leave(hour int) {
	st := &m.status
	total := m.troops()
	if lift := m.co.Lift * m.co.LeavingShare; lift < total {
		for i := range st.Landed {
			st.Landed[i] = float64(st.Landed[i] * (1 - lift/total))
		}
		return
	}
	clear(st.Landed)
	st.Left = hour
}
