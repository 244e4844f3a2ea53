package sim_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casus/regime"
	"casus/scenario"
	"casus/sim"
	"casus/society"
)

// quick are settings under which a run takes a moment.
var quick = sim.Settings{Seed: 1, Scale: 1000, Mode: sim.Free}

func run1(t *testing.T, s *scenario.Scenario, index int, set sim.Settings) *sim.Trace {
	t.Helper()
	trace, err := sim.Play(context.Background(), s, index, set)
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

// same compares traces; NaN is like NaN.
func same(a, b *sim.Trace) bool {
	plain := func(t *sim.Trace) sim.Trace {
		c := *t
		c.Decisions, c.Months = slices.Clone(t.Decisions), slices.Clone(t.Months)
		for i := range c.Decisions {
			c.Decisions[i].Options = slices.Clone(c.Decisions[i].Options)
			for k := range c.Decisions[i].Options {
				o := &c.Decisions[i].Options[k]
				o.Utility, o.Odds = known(o.Utility), known(o.Odds)
			}
		}
		for _, m := range append([]*sim.Month{&c.Before}, pointers(c.Months)...) {
			m.Requests = slices.Clone(m.Requests)
			for k, x := range m.Requests {
				m.Requests[k] = known(x)
			}
		}
		return c
	}
	return reflect.DeepEqual(plain(a), plain(b))
}

func pointers[T any](list []T) []*T {
	var out []*T
	for i := range list {
		out = append(out, &list[i])
	}
	return out
}

func known(x float64) float64 {
	if math.IsNaN(x) {
		return -1e300
	}
	return x
}

func TestSameSeedSameTrace(t *testing.T) {
	s := reference(t)
	a := run1(t, s, 7, quick)
	run1(t, s, 8, quick)
	if b := run1(t, s, 7, quick); !same(a, b) {
		t.Error("the same replicate told two stories")
	}
	if b := run1(t, s, 8, quick); same(a, b) {
		t.Error("two replicates told the same story")
	}
	other := quick
	other.Seed = 2
	if b := run1(t, s, 7, other); same(a, b) {
		t.Error("two seeds told the same story")
	}
}

// What a trace says in one place it says in every other.
func TestTracesAreConsistent(t *testing.T) {
	s := reference(t)
	regions, asked, landed := float64(len(s.Society.Regions)), 0, 0
	for i := range 30 {
		r := run1(t, s, i, quick)
		bad := func(format string, args ...any) {
			t.Helper()
			t.Errorf("replicate %d: "+format, append([]any{i}, args...)...)
		}
		o := r.Outcome
		if len(r.Days) != s.Clock.CrisisDays || len(r.Months) != s.Clock.AftermathMonths+1 {
			bad("%d days and %d months", len(r.Days), len(r.Months))
		}
		peak := 0.0
		for k, d := range r.Days {
			peak = max(peak, d.Participants)
			if d.Day != k+1 || d.Regions > regions || d.ViolentRegions > regions || d.Participants < 0 || d.Loyal < 0 || d.Loyal > 1 || d.Theta < 0 || d.Theta > 1 {
				bad("day %d: %+v", k+1, d)
			}
			if d.Deaths != d.CivilDeaths+d.OfficerDeaths+d.TroopDeaths {
				bad("day %d: %g deaths, of which %g, %g and %g", d.Day, d.Deaths, d.CivilDeaths, d.OfficerDeaths, d.TroopDeaths)
			}
			if k > 0 && (d.Deaths < r.Days[k-1].Deaths || d.Detained < r.Days[k-1].Detained || d.Looting < r.Days[k-1].Looting) {
				bad("day %d: a count fell", d.Day)
			}
			sum := 0.0
			for _, x := range d.ByMember {
				sum += x
			}
			if math.Abs(sum-d.Troops) > 1e-6 || d.Troops > 0 && !o.Deployed {
				bad("day %d: %g troops, by member %v, deployed %v", d.Day, d.Troops, d.ByMember, o.Deployed)
			}
		}
		last := r.Days[len(r.Days)-1]
		if o.Deaths != last.Deaths || o.Detained != last.Detained || o.PeakCrowd != peak {
			bad("the outcome has %g deaths, %g detained, %g at the peak; the days have %g, %g, %g", o.Deaths, o.Detained, o.PeakCrowd, last.Deaths, last.Detained, peak)
		}
		if o.Dismissed != (o.DismissalDay != nil) || o.Requested != (o.RequestDay != nil) || o.Deployed != (o.Troops != nil) || o.LostControl != (o.Regained != nil) {
			bad("a flag without its number: %+v", o)
		}
		if o.Requested {
			asked++
		}
		if o.Deployed {
			landed++
			if o.Approved == nil || !*o.Approved || *o.LeadShare < 0 || *o.LeadShare > 1 || *o.Landing <= 0 || *o.Concentration > 1+1e-12 {
				bad("troops came: %+v", o)
			}
		}
		at := func(month int) bool { return r.Months[month].Fallen } // once the month has passed
		if *o.Survived24m == at(24) || *o.Survived6m == at(6) || o.Survived30d == at(0) || o.Survived30d != (o.FallReason == nil) {
			bad("survival: %v, %v, %v; %v", o.Survived30d, o.Survived6m, o.Survived24m, o.FallReason)
		}
		for _, d := range r.Decisions {
			odds, chosen := 0.0, 0
			for _, c := range d.Options {
				odds += c.Odds
				if c.Chosen {
					chosen++
					if c.Option != d.Chosen {
						bad("hour %d: %s is marked and %s was chosen", d.Hour, c.Option, d.Chosen)
					}
				}
			}
			if chosen != 1 || !d.Forced && math.Abs(odds-1) > 1e-9 || len(d.Seen) != len(regime.Quantities()) {
				bad("hour %d: %d options chosen, odds sum to %g, %d quantities seen", d.Hour, chosen, odds, len(d.Seen))
			}
		}
		for _, v := range r.Votes {
			sum := 0.0
			for _, x := range v.Terms {
				sum += x.Value
			}
			if math.Abs(sum-v.Support) > 1e-9 {
				bad("%s: terms sum to %g, support is %g", v.Member, sum, v.Support)
			}
		}
	}
	if asked == 0 || landed == 0 {
		t.Errorf("of 30 runs %d asked and in %d troops landed: the test sees too little", asked, landed)
	}
}

func own(t *sim.Trace) []sim.Decision {
	var list []sim.Decision
	for _, d := range t.Decisions {
		if d.Month == 0 {
			list = append(list, d)
		}
	}
	return list
}

// In mode recorded the record's decisions are taken when it says, as long as
// there is a regime to take them, and no others.
func TestRecordedDecisions(t *testing.T) {
	s := reference(t)
	set := quick
	set.Mode = sim.Recorded
	for i := range 5 {
		r := run1(t, s, i, set)
		var want, got []string
		hour := map[string]int{}
		for _, d := range s.Record.Decisions {
			h, err := s.Hour(d.At)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, d.Option)
			hour[d.Option] = h
		}
		for _, d := range own(r) {
			got = append(got, d.Chosen)
			if !d.Forced {
				t.Errorf("replicate %d chose %s freely", i, d.Chosen)
			}
		}
		if r.Outcome.Survived30d && !slices.Equal(got, want) {
			t.Errorf("replicate %d: %v, want %v", i, got, want)
		}
		if len(got) > len(want) || !slices.Equal(got, want[:len(got)]) {
			t.Errorf("replicate %d: %v is not how %v begins", i, got, want)
		}
	}
}

func TestForceAndForbid(t *testing.T) {
	s := reference(t)
	const hour = 3*24 + 10
	set := quick
	set.Interventions = []scenario.Intervention{{Option: "request_alliance", From: hour}}
	for i := range 5 {
		forced := 0
		r := run1(t, s, i, set)
		for _, d := range own(r) {
			if d.Forced {
				forced++
				if d.Hour != hour || d.Chosen != "request_alliance" {
					t.Errorf("replicate %d: %s was forced in hour %d", i, d.Chosen, d.Hour)
				}
			}
		}
		if forced != 1 && r.Outcome.Survived30d {
			t.Errorf("replicate %d: forced %d times", i, forced)
		}
	}
	// Whenever it can be chosen: then nothing else is, in any hour of decision.
	set.Interventions = []scenario.Intervention{{Option: "reinforce", Always: true}}
	forced := 0
	for i := range 10 {
		for _, d := range own(run1(t, s, i, set)) {
			forced += int(flag(d.Forced))
			if !d.Forced && slices.ContainsFunc(d.Options, func(o sim.Considered) bool { return o.Option == "reinforce" }) {
				t.Errorf("replicate %d, hour %d: %s was chosen where it could be forced", i, d.Hour, d.Chosen)
			}
		}
	}
	if forced == 0 {
		t.Error("nothing was forced")
	}
	// Who has left office decides nothing more.
	set.Interventions = []scenario.Intervention{{Option: "resign", From: 69}}
	for i := range 10 {
		list := own(run1(t, s, i, set))
		if last := list[len(list)-1]; last.Hour > 69 || last.Hour == 69 && last.Chosen != "resign" {
			t.Errorf("replicate %d: %s in hour %d", i, last.Chosen, last.Hour)
		}
	}
	set.Interventions = []scenario.Intervention{{Forbid: true, Option: "request_alliance", Always: true}}
	for i := range 5 {
		if r := run1(t, s, i, set); r.Outcome.Requested || r.Outcome.Deployed {
			t.Errorf("replicate %d asked although it must not", i)
		}
	}
	// Forbidden from an hour on, it happens before or not at all.
	set.Interventions = []scenario.Intervention{{Forbid: true, Option: "dismiss_former", From: 60}}
	for i := range 10 {
		for _, d := range own(run1(t, s, i, set)) {
			if d.Chosen == "dismiss_former" && d.Hour >= 60 {
				t.Errorf("replicate %d: dismissed in hour %d", i, d.Hour)
			}
		}
	}
}

// Two worlds are the same until the hour in which they are made to differ.
func TestWorldsPartOnlyAtTheIntervention(t *testing.T) {
	s := reference(t)
	set := quick
	const day = 3
	set.Interventions = []scenario.Intervention{{Option: "request_alliance", From: day * 24}}
	parted := 0
	for i := range 5 {
		a, b := run1(t, s, i, quick), run1(t, s, i, set)
		if !reflect.DeepEqual(a.Days[:day], b.Days[:day]) {
			t.Errorf("replicate %d: the worlds differ before hour %d", i, day*24)
		}
		parted += int(1 - flag(reflect.DeepEqual(a.Days, b.Days)))
	}
	if parted < 3 {
		t.Errorf("%d of 5 worlds part", parted)
	}
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// world gives the interventions of a world of the reference scenario.
func world(t *testing.T, s *scenario.Scenario, id string) []scenario.Intervention {
	t.Helper()
	w, ok := s.World(id)
	if !ok {
		t.Fatalf("no world %s", id)
	}
	list, err := s.Interventions(w)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func one(t *testing.T, s *scenario.Scenario, a scenario.Action) []scenario.Intervention {
	t.Helper()
	v, err := s.Intervention(a)
	if err != nil {
		t.Fatal(err)
	}
	return []scenario.Intervention{v}
}

func number(x float64) *float64 { return &x }

// A parameter set from the first hour is as one that was drawn so, and one set
// later changes nothing before.
func TestSetOnTheWay(t *testing.T) {
	s := reference(t)
	drawn, first, later := quick, quick, quick
	drawn.Overrides = map[string]float64{"society.tie_weight": 0, "choice.request": 9, "forces.rumour": 3, "relations.help": 0, "alliance.yes": 5}
	const day = 3
	for name, v := range drawn.Overrides {
		first.Interventions = append(first.Interventions, one(t, s, scenario.Action{Set: name, To: number(v), At: "0"})...)
		later.Interventions = append(later.Interventions, one(t, s, scenario.Action{Set: name, To: number(v), At: "3d"})...)
	}
	parted := 0
	for i := range 5 {
		a, b, c, plain := run1(t, s, i, drawn), run1(t, s, i, first), run1(t, s, i, later), run1(t, s, i, quick)
		a.Values, b.Values, a.Before, b.Before = nil, nil, sim.Month{}, sim.Month{}
		if !same(a, b) {
			t.Errorf("replicate %d: set in hour 0 is not as drawn", i)
		}
		if !reflect.DeepEqual(c.Days[:day], plain.Days[:day]) {
			t.Errorf("replicate %d: what is set on day %d acts before", i, day+1)
		}
		if !reflect.DeepEqual(c.Days, plain.Days) {
			parted++
		}
	}
	if parted == 0 {
		t.Error("what is set on the way does nothing")
	}
}

// What is done on a condition begins in the hour after it has first held.
func TestDoneOnACondition(t *testing.T) {
	s := reference(t)
	set := quick
	set.Interventions = one(t, s, scenario.Action{Force: "dialogue", When: "participants > 5000"})
	forced := 0
	for i := range 8 {
		r := run1(t, s, i, set)
		for _, d := range own(r) {
			if d.Forced {
				forced++
				if crowd := r.Days[d.Hour/24].Participants; d.Chosen != "dialogue" || crowd <= 5000 && d.Hour%24 > 0 {
					t.Errorf("replicate %d: %s in hour %d of a day with %.0f people", i, d.Chosen, d.Hour, crowd)
				}
			}
		}
		if peak := r.Outcome.PeakCrowd; peak < 5000 && forced > 0 && i == 0 {
			t.Errorf("forced although only %.0f came", peak)
		}
	}
	if forced == 0 || forced > 8 {
		t.Errorf("dialogue was forced %d times in 8 runs", forced)
	}
	set.Interventions = one(t, s, scenario.Action{Forbid: "cut_communications", When: "violent > 500"})
	for i := range 8 {
		r := run1(t, s, i, set)
		since := math.Inf(1)
		for _, d := range r.Days {
			if d.Violent > 500 {
				since = min(since, float64(24*d.Day)) // surely by the end of that day
			}
		}
		for _, d := range own(r) {
			if d.Chosen == "cut_communications" && float64(d.Hour) > since {
				t.Errorf("replicate %d: cut in hour %d", i, d.Hour)
			}
		}
	}
}

// What is done to the crisis alone ends with it; what is done to the world
// does not.
func TestCrisisOnly(t *testing.T) {
	s := reference(t)
	ever := quick
	ever.Interventions = one(t, s, scenario.Action{Set: "alliance.refuse", To: number(1)})
	once := quick
	once.Interventions = world(t, s, "no-allies")
	helped := 0.0
	for i := range 40 {
		a, b := run1(t, s, i, ever), run1(t, s, i, once)
		if a.Outcome.Deployed || b.Outcome.Deployed {
			t.Errorf("replicate %d: refused, and yet they came", i)
		}
		if *a.Outcome.LaterMissions > 0 {
			t.Errorf("replicate %d: the alliance that always refuses came later", i)
		}
		helped += *b.Outcome.LaterMissions
	}
	if helped == 0 {
		t.Error("a refusal in the crisis is one for ever")
	}
}

// The end of the crisis takes back what was set for it alone, wherever it was
// read, and nothing else; and the time before does not know of it.
func TestTheCrisisTakesBackItsOwn(t *testing.T) {
	s := reference(t)
	stake := func(r *sim.Trace, month func(int) bool) (list []float64) {
		for _, v := range r.Votes {
			for _, term := range v.Terms {
				if v.Member == "russia" && term.Name == "stake" && month(v.Month) {
					list = append(list, term.Value)
				}
			}
		}
		return list
	}
	set := quick
	set.Interventions = one(t, s, scenario.Action{Set: "stake.lead", To: number(0), CrisisOnly: true})
	own, later := 0, 0
	for i := range 20 {
		r := run1(t, s, i, set)
		for _, x := range stake(r, func(m int) bool { return m == 0 }) {
			own++
			if x != 0 {
				t.Errorf("replicate %d: the stake weighs %g in the crisis", i, x)
			}
		}
		for _, x := range stake(r, func(m int) bool { return m > 0 }) {
			later++
			if x == 0 {
				t.Errorf("replicate %d: the stake is gone from later crises", i)
			}
		}
	}
	if own == 0 || later == 0 {
		t.Errorf("%d votes in the crisis, %d later", own, later)
	}

	alone, both := quick, quick
	forGood := scenario.Action{Set: "choice.request", To: number(0), At: "700"}
	alone.Interventions = one(t, s, forGood)
	both.Interventions = append(one(t, s, scenario.Action{Set: "choice.request", To: number(9), CrisisOnly: true}), alone.Interventions...)
	a, b, plain := run1(t, s, 0, alone), run1(t, s, 0, both), run1(t, s, 0, quick)
	for k := range a.Months[0].Requests {
		if x, y := a.Months[0].Requests[k], b.Months[0].Requests[k]; !math.IsNaN(x) && (x > 0.01 || y > 0.01) {
			t.Errorf("state %d: set to 0 for good, it asks with %g, and with %g beside a set for the crisis", k, x, y)
		}
	}
	if !slices.EqualFunc(b.Before.Requests, plain.Before.Requests, func(x, y float64) bool { return known(x) == known(y) }) {
		t.Errorf("before the crisis rulers ask with %v, want %v", b.Before.Requests, plain.Before.Requests)
	}
	if _, err := s.Intervention(scenario.Action{Set: "belief.fear", To: number(0), CrisisOnly: true}); err == nil {
		t.Error("relations can begin with what is set for the crisis only")
	}
}

// Every world of the reference scenario differs from the world as modelled,
// in what it is about.
func TestWorldsOfTheReference(t *testing.T) {
	s := reference(t)
	if s.Worlds[0].ID != scenario.AsModelled || len(s.Worlds[0].Do) != 0 {
		t.Fatalf("the first world is %+v", s.Worlds[0])
	}
	const n = 60 // what some are about is rare
	var modelled []*sim.Trace
	for i := range n {
		modelled = append(modelled, run1(t, s, i, quick))
	}
	for _, w := range s.Worlds {
		set := quick
		set.Interventions = world(t, s, w.ID)
		differs := false
		for i := 0; i < n && !differs; i++ {
			differs = !same(modelled[i], run1(t, s, i, set))
		}
		if differs != (w.ID != scenario.AsModelled) {
			t.Errorf("%s: differs from the world as modelled: %v", w.ID, differs)
		}
	}
}

func TestRunStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := sim.Play(ctx, reference(t), 0, quick); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestTargetsOfATrace(t *testing.T) {
	r := run1(t, reference(t), 0, quick)
	for _, c := range []struct {
		target scenario.Target
		want   float64
		ok     bool
	}{
		{scenario.Target{Outcome: "deaths"}, r.Outcome.Deaths, true},
		{scenario.Target{Series: "participants", Day: 3}, r.Days[2].Participants, true},
		{scenario.Target{Series: "participants", Day: 99}, 0, false},
		{scenario.Target{Outcome: "nothing_such"}, 0, false},
	} {
		if x, ok := r.Target(c.target); x != c.want || ok != c.ok {
			t.Errorf("%+v: %g %v, want %g %v", c.target, x, ok, c.want, c.ok)
		}
	}
}

// A regime falls when its forces have left it for as long as it takes, and not
// in a bad night.
func TestTheForcesLeaveForGood(t *testing.T) {
	s := reference(t)
	set := quick
	set.Overrides = map[string]float64{"regime.loyal_floor": 1, "regime.fall_hours": 48, "choice.cling": 100}
	fell := 0
	for i := range 5 {
		r := run1(t, s, i, set)
		for _, e := range r.Events {
			if e.Month == 0 && e.Kind == "regime falls" {
				fell++
				if e.Cause != "the forces left" || e.Hour < 47 {
					t.Errorf("replicate %d fell in hour %d: %s", i, e.Hour, e.Cause)
				}
			}
		}
	}
	if fell == 0 {
		t.Error("no regime fell, although none has all its forces")
	}
	set.Overrides["regime.fall_hours"] = 1000
	for i := range 5 {
		if r := run1(t, s, i, set); !r.Outcome.Survived30d {
			t.Errorf("replicate %d fell: %s", i, *r.Outcome.FallReason)
		}
	}
}

// In an ordinary year nothing is left of a shock, none of the scenario's first crowds
// comes out, protests come at the ordinary rate, and no aftermath follows.
func TestAnOrdinaryYear(t *testing.T) {
	s := reference(t)
	set := quick
	set.Ordinary, set.Crowds, set.Overrides = true, true, map[string]float64{"society.ordinary_rate": 0, "society.shock": 0.5}
	trace := run1(t, s, 3, set)
	last := trace.Months[len(trace.Months)-1]
	if len(trace.Days) != sim.OrdinaryDays || last.Month != 0 || trace.Outcome.PeakCrowd != 0 || trace.Days[0].Grieved != 0 || trace.Outcome.Later != nil {
		t.Errorf("%d days, the last month is %d, %g people, economic loss %g", len(trace.Days), last.Month, trace.Outcome.PeakCrowd, trace.Days[0].Grieved)
	}
	people := 0.0
	for _, p := range s.Places {
		people += p.Population
	}
	const years, yearly = 12, 20.0
	set.Overrides = map[string]float64{"society.ordinary_rate": yearly / sim.OrdinaryDays / society.Calls(people), "society.spark_people": 1000, "society.spark_spread": 0.1, "society.spark_rate": 0, "society.again": 0, "society.reach": 0}
	n := 0.0
	for i := range years {
		n += float64(len(run1(t, s, i, set).Crowds))
	}
	if want := years * yearly; math.Abs(n-want) > 4*math.Sqrt(want) {
		t.Errorf("%g protests in %d years, want about %g", n, years, want)
	}
	set.Mode = sim.Recorded
	if _, err := sim.Start(s, 0, set); err == nil || !strings.Contains(err.Error(), "mode free") {
		t.Errorf("a record is replayed in an ordinary year: %v", err)
	}
}
