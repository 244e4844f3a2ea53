package alliance

import (
	"math"
	"reflect"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// sent is a decision at hour 10 to send so many people, by member.
func sent(people ...float64) Decision {
	d := Decision{Approved: true, Hour: 10, Send: make([]float64, target+1)}
	copy(d.Send, people)
	d.Size = sum(d.Send)
	return d
}

// lived is a mission's status at one hour.
type lived struct {
	Status
	hour int
}

// play carries a mission through hours and keeps what was seen in each, from
// the hour of the decision on.
func play(t testing.TB, m *Mission, hours int, in func(hour int) Situation) []lived {
	t.Helper()
	list := make([]lived, 0, hours)
	for h := m.start; h < m.start+hours; h++ {
		if err := m.Hour(h, in(h)); err != nil {
			t.Fatal(err)
		}
		st := *m.Status()
		st.Landed = append([]float64(nil), st.Landed...)
		list = append(list, lived{st, h})
	}
	return list
}

func start(d Decision, ch Charter, co Coefficients, replicate int) *Mission {
	return NewMission(d, ch, council(), co, luck.Of(1, replicate))
}

// turmoil is a country where control has not returned.
func turmoil(int) Situation { return Situation{Threat: 0.8, Fear: 0.3} }

// calmFrom is a country where control is held from an hour on.
func calmFrom(hour int) func(int) Situation {
	return func(h int) Situation { return Situation{Controlled: h >= hour, Fear: 0.3} }
}

func TestNobodyLandsBeforeReadinessAndTheFlight(t *testing.T) {
	seen := play(t, start(sent(100, 50, 30), treaty(), weighed(), 0), 60, turmoil)
	// By hand: 6 + 1200/600, 24 + 2000/600 (rounded up) and 30 + 600/600 hours after hour 10.
	for i, want := range []int{18, 38, 41} {
		first := -1
		for _, s := range seen {
			if s.Landed[i] > 0 {
				first = s.hour
				break
			}
		}
		if first != want {
			t.Errorf("the first of member %d land at %d, want %d", i, first, want)
		}
	}
	if last := seen[len(seen)-1]; last.First != 18 || !near(last.Total, 180) {
		t.Errorf("first landing %d, %v in all", last.First, last.Total)
	}
}

func TestLiftIsSharedInProportionToWhatWaits(t *testing.T) {
	m := start(sent(300, 0, 100), treaty(), weighed(), 0)
	m.ready[lead], m.ready[neighbour] = 20, 20
	seen := play(t, m, 25, turmoil)
	at := func(h int) []float64 { return seen[h-10].Landed }
	for h, want := range map[int][2]float64{19: {0, 0}, 20: {30, 10}, 21: {60, 20}, 29: {300, 100}} {
		if got := at(h); !near(got[lead], want[0]) || !near(got[neighbour], want[1]) {
			t.Errorf("hour %d: %v have landed, want %v", h, got, want)
		}
	}
}

func TestArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfN(rapid.Float64Range(0, 2000), 3, 3).Draw(t, "people")
		co := weighed()
		co.Lift = rapid.Float64Range(1, 500).Draw(t, "lift")
		co.Speed = rapid.Float64Range(100, 1000).Draw(t, "speed")
		list := council()
		for i := range list {
			list[i].Readiness = rapid.Float64Range(0, 40).Draw(t, "readiness")
			list[i].Distance = rapid.Float64Range(0, 5000).Draw(t, "distance")
		}
		d := sent(people...)
		m := NewMission(d, treaty(), list, co, luck.Of(1, 0))
		before := make([]float64, len(list))
		for h := d.Hour; h < d.Hour+200; h++ {
			if err := m.Hour(h, turmoil(h)); err != nil {
				t.Fatal(err)
			}
			st := m.Status()
			for i, x := range list {
				if st.Landed[i] > 0 && float64(h-d.Hour) < x.Readiness+x.Distance/co.Speed {
					t.Fatalf("hour %d: %v of %s, which cannot be there yet", h, st.Landed[i], x.ID)
				}
				if st.Landed[i] < before[i] || st.Landed[i] > d.Send[i]*(1+1e-12) {
					t.Fatalf("hour %d: %v of %s after %v, %v are sent", h, st.Landed[i], x.ID, before[i], d.Send[i])
				}
			}
			if landed := st.Total - sum(before); landed > co.Lift*(1+1e-9) {
				t.Fatalf("hour %d: %v land, the lift is %v", h, landed, co.Lift)
			}
			if !near(st.Total, sum(st.Landed)) {
				t.Fatalf("hour %d: total %v of %v", h, st.Total, st.Landed)
			}
			copy(before, st.Landed)
		}
	})
}

func TestEverybodySentArrives(t *testing.T) {
	seen := play(t, start(sent(1000, 300, 100), treaty(), weighed(), 0), 100, turmoil)
	if last := seen[len(seen)-1]; !reflect.DeepEqual(last.Landed, []float64{1000, 300, 100, 0}) {
		t.Errorf("%v have landed", last.Landed)
	}
}

func TestTheSignalFadesAndEndsWhenAllHaveLanded(t *testing.T) {
	for _, power := range []float64{0, 0.5, 1} {
		co := weighed()
		co.Tripwire = power
		for _, s := range play(t, start(sent(100), treaty(), co, 0), 20, guarded) {
			there := min(100, 40*float64(max(0, s.hour-17)))
			worth := func(troops float64) float64 {
				if troops == 0 {
					return 0
				}
				return math.Pow(troops/(troops+300), power)
			}
			if want := worth(100-there) * math.Pow(0.5, float64(s.hour-10)/48); !near(s.Signal, want) {
				t.Errorf("power %v, hour %d: signal %v, want %v", power, s.hour, s.Signal, want)
			}
			if want := worth(there); !near(s.Presence, want) {
				t.Errorf("power %v, hour %d: presence %v, want %v", power, s.hour, s.Presence, want)
			}
		}
	}
}

// guarded is turmoil where 300 officers follow the ruler.
func guarded(int) Situation { return Situation{Threat: 0.8, Home: 300} }

// Any number of troops weighs the same, or numbers count; beside nobody else all weigh fully.
func TestTheWorthOfNumbers(t *testing.T) {
	for _, c := range []struct{ troops, home, power, want float64 }{
		{36, 64, 0, 1}, {36, 64, 0.5, 0.6}, {36, 64, 1, 0.36}, {3600, 6400, 1, 0.36}, {36, 0, 1, 1}, {0, 64, 0, 0}, {0.5, 0, 0, 0},
	} {
		m := Mission{co: Coefficients{Tripwire: c.power}}
		if got := m.worth(c.troops, c.home); !near(got, c.want) {
			t.Errorf("%v beside %v, power %v: %v, want %v", c.troops, c.home, c.power, got, c.want)
		}
	}
}

func TestTheMandateDecidesBetweenGuardAndCrowds(t *testing.T) {
	for _, crowds := range []bool{false, true} {
		ch := treaty()
		ch.Crowds = crowds
		some := false
		for _, s := range play(t, start(sent(100), ch, weighed(), 0), 20, turmoil) {
			freed, force := 0.75*s.Total, 0.0
			if crowds {
				freed, force = 0, 0.5*s.Total
			}
			if !near(s.Freed, freed) || !near(s.Force, force) {
				t.Errorf("crowds %v, %v landed: freed %v, force %v", crowds, s.Total, s.Freed, s.Force)
			}
			some = some || s.Total > 0
		}
		if !some {
			t.Error("nobody landed")
		}
	}
}

func TestARegimeThatFallsBeforeTheLandingEndsTheMission(t *testing.T) {
	seen := play(t, start(sent(100), treaty(), weighed(), 0), 100, func(h int) Situation { return Situation{Fallen: h >= 14} })
	for _, s := range seen {
		over := s.hour >= 14
		switch {
		case s.Total != 0 || s.First != -1:
			t.Fatalf("hour %d: %v people, first at %d", s.hour, s.Total, s.First)
		case over && (s.Withdrawal != 14 || s.Left != 14 || s.Signal != 0):
			t.Fatalf("hour %d: %+v", s.hour, s.Status)
		case !over && (s.Withdrawal != -1 || s.Left != -1 || s.Signal == 0):
			t.Fatalf("hour %d: %+v", s.hour, s.Status)
		}
	}
}

// eager coefficients leave as soon as they may.
func eager() Coefficients {
	co := weighed()
	co.Leverage, co.Distraction = 0, 10
	return co
}

func TestNobodyLeavesBeforeControlReturnsUnlessTheRegimeHasFallen(t *testing.T) {
	seen := play(t, start(sent(100), treaty(), eager(), 0), 40*24, turmoil)
	if last := seen[len(seen)-1]; last.Withdrawal != -1 || last.Total != 100 {
		t.Errorf("withdrawal at %d, %v remain", last.Withdrawal, last.Total)
	}
	seen = play(t, start(sent(100), treaty(), eager(), 0), 40*24, func(h int) Situation { return Situation{Fallen: h >= 300} })
	if w := seen[len(seen)-1].Withdrawal; w < 300 || w >= 324 {
		t.Errorf("the regime fell at 300, withdrawal was announced at %d", w)
	}
}

func TestTheLeadDecidesOnceADay(t *testing.T) {
	for control := 100; control < 124; control++ {
		seen := play(t, start(sent(100), treaty(), eager(), 0), 10*24, calmFrom(control))
		w := seen[len(seen)-1].Withdrawal
		if w < control || w >= control+24 || (w-10)%24 != 0 {
			t.Errorf("control returned at %d, withdrawal was announced at %d", control, w)
		}
	}
}

func TestControlLostAgainStartsTheCountAnew(t *testing.T) {
	co := eager()
	co.HoldDays = 3
	calm := func(h int) Situation { return Situation{Controlled: h >= 50 && h < 110 || h >= 200} }
	seen := play(t, start(sent(100), treaty(), co, 0), 20*24, calm)
	if w := seen[len(seen)-1].Withdrawal; w < 200+72 || w >= 200+96 {
		t.Errorf("control returned for good at 200, withdrawal was announced at %d", w)
	}
}

// stays plays missions in a country that is calm from the second day on. It
// gives the hour at which each announces its withdrawal, or a late one.
func stays(t *testing.T, change func(*Coefficients, *Situation)) []int {
	const replicates, days = 80, 40
	co, in := weighed(), Situation{Threat: 0.1, Fear: 0.3}
	change(&co, &in)
	list := make([]int, replicates)
	for i := range list {
		m := start(sent(100), treaty(), co, i)
		for h := m.start; h < m.start+days*24 && m.status.Withdrawal < 0; h++ {
			in.Controlled = h >= m.start+24
			if err := m.Hour(h, in); err != nil {
				t.Fatal(err)
			}
		}
		if list[i] = m.status.Withdrawal; list[i] < 0 {
			list[i] = m.start + days*24
		}
	}
	return list
}

func TestStayOrLeave(t *testing.T) {
	base := stays(t, func(*Coefficients, *Situation) {})
	if m := median(base); m < 10+48 || m > 10+10*24 {
		t.Fatalf("the median mission announces its withdrawal at %d; nothing can be seen from there", m)
	}
	for _, c := range []struct {
		what   string
		longer bool
		change func(*Coefficients, *Situation)
	}{
		{"held", true, func(co *Coefficients, _ *Situation) { co.HoldDays = 10 }},
		{"a cheap stay", true, func(co *Coefficients, _ *Situation) { co.StayCost = 0.02 }},
		{"a higher cost of staying", false, func(co *Coefficients, _ *Situation) { co.StayCost = 1 }},
		{"more to gain", true, func(co *Coefficients, _ *Situation) { co.Leverage = 6 }},
		{"needed elsewhere", false, func(co *Coefficients, _ *Situation) { co.Distraction = 2 }},
		{"members who fear", false, func(_ *Coefficients, in *Situation) { in.Fear = 1 }},
		{"help still needed", true, func(_ *Coefficients, in *Situation) { in.Threat = 0.6 }},
	} {
		other := stays(t, c.change)
		// The same luck: no mission goes the other way, whatever its replicate.
		for i := range base {
			if c.longer && other[i] < base[i] || !c.longer && other[i] > base[i] {
				t.Errorf("%s: replicate %d leaves at %d instead of %d", c.what, i, other[i], base[i])
			}
		}
		if a, b := median(base), median(other); c.longer && b < a+24 || !c.longer && b > a-24 {
			t.Errorf("%s: the median moves from %d to %d", c.what, a, b)
		}
	}
}

func TestHeldTroopsStayAtLeastSoLong(t *testing.T) {
	for i, w := range stays(t, func(co *Coefficients, _ *Situation) { *co = eager(); co.HoldDays = 10 }) {
		if day := float64(w-10-24) / 24; day != 10 {
			t.Errorf("replicate %d: withdrawal %v days after control returned, want 10", i, day)
		}
	}
}

func TestOddsOfStayingFollowTheFormula(t *testing.T) {
	const replicates = 4000
	co := weighed()
	stay := 0.0
	for i := range replicates {
		m := start(sent(100), treaty(), co, i)
		m.controlled = 10
		if !m.leaves(10+2*24, &Situation{Controlled: true, Threat: 0.1, Fear: 0.3}) {
			stay += 1. / replicates
		}
	}
	// 3·(1 − exp(−1/2) + 0.1) − 0.15·2 − 0.5 − 0.3 = 0.38, over luck of 0.5.
	want := 1 / (1 + math.Exp(-(3*(1-math.Exp(-0.5)+0.1)-0.3-0.5-0.3)/0.5))
	if se := math.Sqrt(want * (1 - want) / replicates); math.Abs(stay-want) > 4*se {
		t.Errorf("%v stay, want %v", stay, want)
	}
}

func TestWithdrawalTakesTimeToPrepareAndLift(t *testing.T) {
	co := eager()
	co.Lift, co.LeavingShare, co.Prepare = 400, 0.25, 48
	m := start(sent(700, 200, 50), treaty(), co, 0)
	seen := play(t, m, 12*24, calmFrom(100))
	last := seen[len(seen)-1]
	w := last.Withdrawal
	if w < 100 || w >= 124 {
		t.Fatalf("withdrawal announced at %d", w)
	}
	for _, s := range seen {
		gone := s.hour - (w + 48) + 1 // departures so far, of 100 people each
		want := 950 - 100*float64(min(max(gone, 0), 10))
		if s.hour >= 60 && !near(s.Total, max(0, want)) {
			t.Fatalf("hour %d, %d departures: %v remain, want %v", s.hour, gone, s.Total, max(0, want))
		}
		if s.hour >= 60 && s.Total > 0 && !near(s.Landed[ally]/s.Total, 200./950) {
			t.Fatalf("hour %d: %v remain, not in proportion", s.hour, s.Landed)
		}
	}
	if want := w + 48 + 9; last.Left != want {
		t.Errorf("the last left at %d, want %d", last.Left, want)
	}
	if last.Freed != 0 || last.Signal != 0 {
		t.Errorf("freed %v and signal %v of a mission that is over", last.Freed, last.Signal)
	}
}

func TestNobodyLandsAfterWithdrawalWasAnnounced(t *testing.T) {
	co := eager()
	co.Prepare = 500
	m := start(sent(100, 50), treaty(), co, 0)
	m.ready[ally] = 200
	seen := play(t, m, 400, calmFrom(100))
	if last := seen[len(seen)-1]; last.Withdrawal >= 200 || last.Landed[ally] != 0 || last.Total != 100 {
		t.Errorf("withdrawal at %d, landed %v", last.Withdrawal, last.Landed)
	}
}

func TestTheSameLuckGivesTheSameMission(t *testing.T) {
	one := play(t, start(sent(1000, 50), treaty(), weighed(), 2), 20*24, calmFrom(60))
	two := play(t, start(sent(1000, 50), treaty(), weighed(), 2), 20*24, calmFrom(60))
	if !reflect.DeepEqual(one, two) {
		t.Error("two missions of one replicate differ")
	}
	base := stays(t, func(*Coefficients, *Situation) {})
	for _, w := range base {
		if w != base[0] {
			return
		}
	}
	t.Error("all replicates leave in the same hour")
}
