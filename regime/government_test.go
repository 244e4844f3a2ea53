package regime

import "testing"

func number(x float64) *float64 { return &x }

func office(options int) *Government {
	return NewGovernment(3, 2, options, []Grievance{{ID: "price"}, {ID: "vote", From: 12}, {ID: "death", From: Unbegun}}, Coefficients{Belief: 0.8})
}

func TestAConcessionIsFeltAfterItsDelay(t *testing.T) {
	g := office(2)
	g.Hour(0)
	cut := Option{Effects: Effects[float64]{Relieves: "price", Relief: 0.5, ReliefDelay: 5.2}}
	g.Order(&cut, 0, 10, nil, nil)
	for hour := 10; hour < 16; hour++ {
		if g.Hour(hour); g.Left[0] != 1 {
			t.Fatalf("at hour %d, before the relief is felt, %v of the shock is left", hour, g.Left[0])
		}
	}
	if g.Hour(16); !near(g.Left[0], 1-0.5*0.8) {
		t.Errorf("%v of the shock is left, want 0.6: half of it taken back and believed by 0.8", g.Left[0])
	}
	g.Order(&cut, 0, 20, nil, nil)
	g.Hour(40)
	if !near(g.Left[0], 0.36) {
		t.Errorf("after a second cut %v is left, want 0.36", g.Left[0])
	}
	if g.Hour(41); !near(g.Left[0], 0.36) {
		t.Error("a relief is felt twice")
	}
}

// Grievances begin in their hour or when something happens, are relieved one by one,
// and begin anew in full; once all is settled none begins.
func TestGrievancesBeginAndAreRelievedOneByOne(t *testing.T) {
	g := office(2)
	want := func(what string, left [3]float64, begun [3]bool) {
		t.Helper()
		if [3]float64(g.Left) != left || [3]bool(g.Begun) != begun {
			t.Errorf("%s: left %v of those begun %v, want %v of %v", what, g.Left, g.Begun, left, begun)
		}
	}
	for hour := range 12 {
		g.Hour(hour)
	}
	want("at first", [3]float64{1, 0, 0}, [3]bool{true, false, false})
	g.Hour(12)
	want("in its hour", [3]float64{1, 1, 0}, [3]bool{true, true, false})
	g.Believed = 0.5
	g.Order(&Option{Effects: Effects[float64]{Relieves: "vote", Relief: 0.5}}, 0, 13, nil, nil)
	g.Hour(13)
	want("relieved", [3]float64{1, 0.75, 0}, [3]bool{true, true, false})
	f := g.Fork()
	f.Begin(2)
	want("forked", [3]float64{1, 0.75, 0}, [3]bool{true, true, false})
	g.Begin(1)
	want("begun anew", [3]float64{1, 1, 0}, [3]bool{true, true, false})
	g.Settle()
	g.Begin(2)
	want("settled", [3]float64{}, [3]bool{true, true, false})
}

func TestEmergencies(t *testing.T) {
	g := office(3)
	hot := []bool{false, true, false}
	g.Order(&Option{Effects: Effects[float64]{Emergency: ViolentRegions, Lethal: number(1)}}, 0, 0, nil, hot)
	if g.Emergency[0] || !g.Emergency[1] || g.Lethal != 1 {
		t.Fatalf("emergency in %v, lethal %v", g.Emergency, g.Lethal)
	}
	g.Order(&Option{}, 1, 1, nil, []bool{true, false, false})
	if g.Emergency[0] || !g.Emergency[1] || g.Lethal != 1 || g.Openness != 1 {
		t.Error("an option without effects changes something")
	}
	g.Order(&Option{Effects: Effects[float64]{Emergency: Nationwide, Openness: number(0.1)}}, 1, 2, nil, hot)
	if !g.Emergency[0] || !g.Emergency[2] || g.Openness != 0.1 {
		t.Fatalf("emergency in %v, openness %v", g.Emergency, g.Openness)
	}
	g.Order(&Option{Effects: Effects[float64]{Emergency: Ended}}, 2, 3, nil, hot)
	if g.Emergency[0] || g.Emergency[1] || g.Emergency[2] || g.Lethal != 0 {
		t.Errorf("after the end: emergency in %v, lethal orders %v", g.Emergency, g.Lethal)
	}
}

func TestDismissalOfTheTargetIsToldOnce(t *testing.T) {
	g := office(1)
	actors := []Actor{{ID: "minister"}, {ID: "chair", Target: true}}
	if out := g.Order(&Option{Effects: Effects[float64]{Dismiss: "minister"}}, 0, 0, actors, nil); out.TargetGone || !g.Dismissed[0] || g.Dismissed[1] {
		t.Errorf("a minister is dismissed: %+v, %v", out, g.Dismissed)
	}
	if out := g.Order(&Option{Effects: Effects[float64]{Dismiss: "chair"}}, 0, 1, actors, nil); !out.TargetGone {
		t.Error("the target is dismissed and nobody is told")
	}
	if out := g.Order(&Option{Effects: Effects[float64]{Dismiss: "chair"}}, 0, 2, actors, nil); out.TargetGone {
		t.Error("the target is dismissed twice")
	}
}

// What an event does to the government is done, and nobody has yielded anything.
func TestWhatHappensIsNotYielded(t *testing.T) {
	actors := []Actor{{ID: "president"}, {ID: "minister", Target: true}}
	effects := Effects[float64]{Dismiss: "minister", Openness: number(0.3)}
	g, h := office(1), office(1)
	happened, chosen := g.Enact(&effects, 4, actors, nil), h.Order(&Option{Effects: effects}, 0, 4, actors, nil)
	if !happened.TargetGone || happened.Yielded != 0 || g.Openness != 0.3 || !g.Dismissed[1] || g.Chosen[0] >= 0 {
		t.Errorf("it happened: %+v, %+v", happened, g)
	}
	if !near(chosen.Yielded, 0.2) || !chosen.TargetGone {
		t.Errorf("it was chosen: %+v", chosen)
	}
}

// Who rules and loses all offices is gone.
func TestARulerWhoIsDismissedIsGone(t *testing.T) {
	g := office(1)
	out := g.Enact(&Effects[float64]{Dismiss: "president"}, 0, []Actor{{ID: "president", Target: true}, {ID: "minister"}}, nil)
	if !g.Resigned || out.TargetGone {
		t.Errorf("%+v; resigned %v", out, g.Resigned)
	}
}

func TestAllianceIsAskedOnce(t *testing.T) {
	g := office(1)
	ask := Option{Effects: Effects[float64]{Request: true, Frame: "frame 2"}}
	again := ask
	again.Once = false
	if !g.Available(&again, 0, 3) {
		t.Error("nobody may ask before anyone has")
	}
	if g.Order(&ask, 0, 4, nil, nil); g.RequestHour != 4 || g.Frame != "frame 2" {
		t.Errorf("request at %d, frame %q", g.RequestHour, g.Frame)
	}
	if g.Available(&again, 0, 9) {
		t.Error("help is asked for twice")
	}
	if g.Order(&ask, 0, 9, nil, nil); g.RequestHour != 4 {
		t.Errorf("asked again: request at %d", g.RequestHour)
	}
	if g.Order(&Option{Effects: Effects[float64]{Resign: true}}, 0, 10, nil, nil); !g.Resigned {
		t.Error("nobody resigned")
	}
}

func TestAvailability(t *testing.T) {
	g := office(3)
	once, often, slow := Option{Once: true}, Option{}, Option{Cooldown: 6}
	list := []*Option{&once, &often, &slow}
	for i, o := range list {
		if !g.Available(o, i, 0) {
			t.Errorf("option %d is not available before its first time", i)
		}
		g.Order(o, i, 10, nil, nil)
	}
	for _, c := range []struct {
		hour int
		want [3]bool
	}{{10, [3]bool{false, true, false}}, {15, [3]bool{false, true, false}}, {16, [3]bool{false, true, true}}, {1000, [3]bool{false, true, true}}} {
		for i, o := range list {
			if got := g.Available(o, i, c.hour); got != c.want[i] {
				t.Errorf("hour %d, option %d: available %v", c.hour, i, got)
			}
		}
	}
	if g.Chosen[2] != 10 {
		t.Errorf("chosen %v", g.Chosen)
	}
}

func TestOutcomesOfTheSameHourAddUp(t *testing.T) {
	a := Outcome{Calm: 0.5, Reinforce: 0.7}.With(Outcome{Calm: 0.5, Reinforce: 0.7})
	if a.Calm != 0.75 || a.Reinforce != 1 || a.TargetGone {
		t.Errorf("%+v", a)
	}
	if a := (Outcome{}).With(Outcome{TargetGone: true}); !a.TargetGone {
		t.Errorf("%+v", a)
	}
}
