package regime

import "testing"

// Troops that come against the ruler move units as far as troops for him do, the
// other way.
func TestTroopsAgainstTheRuler(t *testing.T) {
	co := steady()
	co.Signal, co.Allied = 0.6, 0.6
	for _, c := range []struct {
		signal, allied float64
		aside          bool
	}{{0, 0, false}, {1, 1, false}, {-1, 0, false}, {0, -1, false}, {-1, -1, true}} {
		f, in := forces(co), quiet()
		in.Signal, in.Allied = c.signal, c.allied
		spend(f, 0, in)
		if aside := f.State().Melted == 1; aside != c.aside {
			t.Errorf("signal %v, allied %v: %v stand aside", c.signal, c.allied, f.State().Melted)
		}
	}
}

// Faithful are those who follow orders, as far as they are loyal.
func TestTheFaithful(t *testing.T) {
	f, in := forces(steady()), quiet()
	if spend(f, 0, in); !near(f.State().Faithful, 100+50+200) {
		t.Errorf("%v faithful, want 350", f.State().Faithful)
	}
	co := steady()
	co.Allied = 2
	f, in.Allied = forces(co), -1
	if spend(f, 0, in); f.State().Faithful != 0 {
		t.Errorf("%v faithful of forces that all stand aside", f.State().Faithful)
	}
}

// A challenger's frame is that of his request: the government's stays.
func TestAChallengersFrameIsHisOwn(t *testing.T) {
	g := office(2)
	g.Order(&Option{Effects: Effects[float64]{Frame: "frame 1"}}, 0, 0, nil, nil)
	g.Order(&Option{By: 1, Effects: Effects[float64]{Request: true, Frame: "frame 2"}}, 1, 5, nil, nil)
	if g.Frame != "frame 1" || g.RequestHour != 5 {
		t.Errorf("frame %q, asked at %d", g.Frame, g.RequestHour)
	}
	if g.Order(&Option{Effects: Effects[float64]{Request: true}}, 0, 6, nil, nil); g.RequestHour != 5 {
		t.Error("the alliance is asked twice")
	}
}
