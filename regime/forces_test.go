package regime

import (
	"math"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// The ground of the tests: three places, the first two in one region, along a
// line and a hundred kilometres apart.
func line() Ground {
	return Ground{Region: []int{0, 0, 1}, Away: func(a, b int) float64 { return 100 * math.Abs(float64(a-b)) }}
}

func garrison() []Unit {
	return []Unit{
		{Home: 0, Strength: 100, Resolve: 1, Loyalty: 1},
		{Home: 1, Strength: 100, Resolve: 1, Loyalty: 0.5},
		{Home: 2, Strength: 200, Resolve: 1, Loyalty: 1, Reserve: true},
	}
}

// steady are forces that nothing moves; a test gives weight to what it is about.
func steady() ForceCoefficients {
	return ForceCoefficients{
		Duty: 0.4, AlertDuty: 0.9, FatigueDays: 2, Ratio: 1, SplitHalf: 24, Hysteresis: 0.2,
		ViolenceFloor: 10, ViolenceFull: 1000, ReserveDelay: 3, ReserveSpeed: 50,
		Lost: 3, ControlPeople: 20,
	}
}

func quiet() *Street {
	return &Street{
		Crowd: make([]float64, 3), Violent: make([]float64, 3), Bands: make([]float64, 3),
		EliteBands: make([]bool, 3), Emergency: make([]float64, 2), Openness: 1,
	}
}

// spend lets the forces meet a street whose places where people are out have not
// been listed.
func spend(f *Forces, hour int, in *Street) {
	in.Out = in.Out[:0]
	for i := range in.Crowd {
		if in.Crowd[i]+in.Violent[i]+in.Bands[i] > 0 || in.EliteBands[i] {
			in.Out = append(in.Out, i)
		}
	}
	f.Hour(hour, in)
}

func forces(co ForceCoefficients) *Forces {
	return NewForces(garrison(), line(), co, luck.Of(1, 0))
}

func TestDutyGrowsUnderEmergencyAndTheReserveStaysInBarracks(t *testing.T) {
	f := forces(steady())
	in := quiet()
	in.Emergency[0] = 0.5
	spend(f, 0, in)
	want := []float64{65, 65, 0} // 0.4 + (0.9 − 0.4)/2 of a hundred
	for i, n := range f.State().Officers {
		if !near(n, want[i]) {
			t.Errorf("place %d: %v officers, want %v", i, n, want[i])
		}
	}
	if f.State().Reserve != 1 || f.State().Loyal != 1 {
		t.Errorf("%+v", f.State())
	}
}

func TestTheReserveGoesWhereItIsNeededAndTakesItsTime(t *testing.T) {
	f := forces(steady())
	in := quiet()
	in.Violent[0], in.Violent[1] = 50, 500
	in.Reinforce = 1
	spend(f, 10, in) // 100 km at 50 km/h, after 3 hours: arrives at 15
	in.Reinforce = 0
	for hour := 11; hour < 15; hour++ {
		if spend(f, hour, in); f.State().Officers[1] != 40 {
			t.Fatalf("hour %d: %v officers, and the reserve is still on its way", hour, f.State().Officers[1])
		}
	}
	if spend(f, 15, in); !near(f.State().Officers[1], 240) || f.State().Reserve != 0 {
		t.Errorf("%v officers, reserve left %v; want 240 and none", f.State().Officers, f.State().Reserve)
	}
}

func TestNoReserveIsSentWhereNobodyIsOut(t *testing.T) {
	f := forces(steady())
	in := quiet()
	in.Reinforce = 1
	if spend(f, 0, in); f.State().Reserve != 1 {
		t.Error("the reserve leaves for nowhere")
	}
}

// melted gives the share standing aside after some hours of an hour's street.
func melted(co ForceCoefficients, in *Street, hours int) float64 {
	f := forces(co)
	for h := range hours {
		spend(f, h, in)
	}
	return f.State().Melted
}

func TestEachPressureMakesUnitsStandAside(t *testing.T) {
	riot := func(in *Street) { in.Violent[0], in.Violent[1] = 1000, 1000 }
	for name, c := range map[string]struct {
		weigh func(co *ForceCoefficients)
		set   func(in *Street)
		hours int
		want  float64 // of 400, half of them reserve
	}{
		"nothing":            {func(*ForceCoefficients) {}, riot, 72, 0},
		"fatigue":            {func(co *ForceCoefficients) { co.Fatigue = 2 }, riot, 72, 0.5},
		"fatigue, not yet":   {func(co *ForceCoefficients) { co.Fatigue = 2 }, riot, 20, 0},
		"outnumbered":        {func(co *ForceCoefficients) { co.Outnumbered = 1.2 }, riot, 2, 0.5},
		"a split":            {func(co *ForceCoefficients) { co.Split = 3 }, func(in *Street) { in.Dual = true }, 2, 0.25},
		"a split, elite men": {func(co *ForceCoefficients) { co.Split = 1.5 }, func(in *Street) { in.Dual = true; in.EliteBands[1] = true }, 2, 0.25},
		"lethal orders":      {func(co *ForceCoefficients) { co.Strain = 3 }, func(in *Street) { in.Dual = true; in.Lethal = 1 }, 2, 0.25},
		"rumour": {func(co *ForceCoefficients) {
			co.Rumour, co.RumourBirth, co.RumourDecay = 3, 24, 0.1
		}, riot, 12, 1},
	} {
		t.Run(name, func(t *testing.T) {
			co, in := steady(), quiet()
			c.weigh(&co)
			c.set(in)
			if got := melted(co, in, c.hours); !near(got, c.want) {
				t.Errorf("%v stand aside, want %v", got, c.want)
			}
		})
	}
}

// edge gives the willingness at which the first unit of a garrison stands aside
// in a street, by bisection over its resolve.
func edge(co ForceCoefficients, in *Street) float64 {
	lo, hi := -100.0, 100.0
	for range 60 {
		mid := (lo + hi) / 2
		units := garrison()
		units[0].Resolve = mid
		f := NewForces(units, line(), co, luck.Of(1, 0))
		if spend(f, 0, in); f.units[0].aside {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

func TestWillingnessIsWhatItsEquationSays(t *testing.T) {
	co := steady()
	co.Outnumbered, co.Ratio = 2, 0.5
	in := quiet()
	in.Crowd[0], in.Violent[0], in.Bands[0] = 1000, 50, 30
	out := 180 / (180 + 0.5*41) // a tenth of the crowd counts; 40 officers on duty
	if got := edge(co, in); math.Abs(got-2*out) > 1e-6 {
		t.Errorf("outnumbered: a unit needs a resolve of %v, want %v", got, 2*out)
	}
	co = steady()
	co.Threshold, co.Signal, co.Allied = 0.3, 1.5, 0.7
	in = quiet()
	in.Signal, in.Allied = 0.4, 0.5
	if got, want := edge(co, in), 0.3-1.5*0.4-0.7*0.5; math.Abs(got-want) > 1e-6 {
		t.Errorf("allies: a unit needs a resolve of %v, want %v", got, want)
	}
}

func TestBackingReachesTheWholeRegion(t *testing.T) {
	co := steady()
	co.Outnumbered, co.Backing = 1.2, 1
	units := garrison()
	units[2].Resolve = 2 // or the reserve would not stand either
	f := NewForces(units, line(), co, luck.Of(1, 0))
	in := quiet()
	in.Violent[0], in.Violent[1] = 1e6, 1e5
	in.Reinforce = 1
	spend(f, 0, in)
	if f.State().Melted != 0.5 {
		t.Fatalf("%v stand aside before help is there", f.State().Melted)
	}
	in.Reinforce = 0
	for h := 1; h < 9; h++ { // 200 km at 50 km/h, after 3 hours: there at 7, felt at 8
		spend(f, h, in)
	}
	if f.State().Melted != 0 {
		t.Errorf("%v stand aside beside the reserve", f.State().Melted)
	}
}

func TestFatigueIsSleptOff(t *testing.T) {
	co := steady()
	co.Fatigue, co.Hysteresis = 1.5, 0
	f := forces(co)
	riot, rest := quiet(), quiet()
	riot.Violent[0] = 10
	hour := 0
	spend := func(in *Street, hours int) {
		for range hours {
			spend(f, hour, in)
			hour++
		}
	}
	spend(riot, 32) // 1 − 1.5·32/48 is nothing; an hour more and the unit stands aside
	if f.State().Melted != 0 {
		t.Fatal("stands aside too early")
	}
	spend(riot, 2)
	if f.State().Melted != 0.25 {
		t.Fatal("does not tire")
	}
	spend(rest, 3)
	if f.State().Melted != 0 {
		t.Fatal("does not recover")
	}
	spend(rest, 200)
	spend(riot, 32)
	if f.State().Melted != 0 {
		t.Error("rest leaves a trace")
	}
	spend(riot, 2)
	if f.State().Melted != 0.25 {
		t.Error("rest makes stronger than fresh")
	}
}

func TestTheReserveIsSpreadByNeedAndQuota(t *testing.T) {
	units := make([]Unit, 4)
	for k := range units {
		units[k] = Unit{Home: 2, Strength: 100, Resolve: 1, Loyalty: 1, Reserve: true}
	}
	for _, c := range []struct {
		share        float64
		crowd, bands float64
		want         [3]float64
	}{
		{1, 3000, 120, [3]float64{300, 100, 0}}, // needs 300 and 120: 100 each in turn, to where most is left
		{0.5, 3000, 120, [3]float64{200, 0, 0}}, // half of four
		{0.3, 3000, 120, [3]float64{200, 0, 0}}, // units go whole
		{1, 900, 0, [3]float64{100, 0, 0}},      // no more than is needed
		{1, 0, 1000, [3]float64{0, 400, 0}},     // bands count in full
	} {
		f := NewForces(units, line(), steady(), luck.Of(1, 0))
		in := quiet()
		in.Crowd[0], in.Bands[1] = c.crowd, c.bands
		in.Reinforce = c.share
		spend(f, 0, in)
		in.Reinforce = 0
		spend(f, 20, in)
		for i, n := range f.State().Officers {
			if n != c.want[i] {
				t.Errorf("%+v: officers %v", c, f.State().Officers)
				break
			}
		}
	}
}

func TestTheReserveLeavesOnce(t *testing.T) {
	f := forces(steady())
	in := quiet()
	in.Reinforce = 1
	in.Violent[1] = 500
	spend(f, 0, in)
	in.Violent[1], in.Violent[0] = 0, 5000
	spend(f, 20, in)
	if got := f.State().Officers; got[1] != 240 || got[0] != 40 {
		t.Errorf("officers %v, want the reserve to stay where it was sent", got)
	}
}

func TestDesertionThatIsSeenSpreads(t *testing.T) {
	co := steady()
	co.Split = 3 // the second unit stands aside
	in := quiet()
	in.Dual = true
	alone := melted(co, in, 3)
	co.Defection = 5 // a quarter gone weighs 1.25 on the others, more than their resolve
	if all := melted(co, in, 3); alone != 0.25 || all != 1 {
		t.Errorf("%v stand aside when nobody looks, %v when all do; want 0.25 and 1", alone, all)
	}
}

func TestAlliesAndBackingBringUnitsBackOnlyBeyondTheHysteresis(t *testing.T) {
	for _, c := range []struct {
		name           string
		signal, allied float64
		back           bool
	}{{"nobody", 0, 0, false}, {"too little", 0.15, 0, false}, {"announced", 0.5, 0, true}, {"arrived", 0, 0.5, true}} {
		co := steady()
		co.Outnumbered = 1.05
		co.Signal, co.Allied = 1, 1
		f := forces(co)
		in := quiet()
		in.Violent[0], in.Violent[1] = 1e6, 1e6
		spend(f, 0, in)
		if f.State().Melted != 0.5 {
			t.Fatalf("%v stand aside", f.State().Melted)
		}
		in.Signal, in.Allied = c.signal, c.allied
		spend(f, 1, in)
		if back := f.State().Melted == 0; back != c.back {
			t.Errorf("%s: back in line %v", c.name, back)
		}
	}
}

func TestAlliesMayTurnUnitsAway(t *testing.T) {
	co := steady()
	co.Allied = -2 // garrison has resolve 1 and thresholds of 0
	f := forces(co)
	in := quiet()
	spend(f, 0, in)
	if f.State().Melted != 0 {
		t.Fatalf("%v stand aside before they come", f.State().Melted)
	}
	in.Allied = 1
	spend(f, 1, in)
	if f.State().Melted != 1 {
		t.Errorf("%v stand aside once they are there, want all", f.State().Melted)
	}
}

func TestTheSplitFadesOnceTheRivalIsGone(t *testing.T) {
	co := steady()
	co.Split = 3
	f := forces(co)
	in := quiet()
	in.Dual = true
	for h := range 48 {
		spend(f, h, in)
	}
	if f.State().Loyal != 0.75 {
		t.Fatalf("%v follow orders under dual power", f.State().Loyal)
	}
	in.Dual = false
	back := 0
	for h := 48; f.State().Loyal < 1; h++ {
		spend(f, h, in)
		back++
	}
	// 1 − 3·split/2 exceeds the hysteresis of 0.2 once split < 8/15: 0.907 half-lives of 24 hours.
	if back != 22 {
		t.Errorf("back after %d hours, want 22", back)
	}
}

func TestWhoMeltsAwayMayChangeSidesForGood(t *testing.T) {
	units := make([]Unit, 400)
	for k := range units {
		units[k] = Unit{Home: 1, Strength: 1, Resolve: 1, Loyalty: 0.5}
	}
	co := steady()
	co.Outnumbered, co.Switch = 1.2, 0.4
	f := NewForces(units, line(), co, luck.Of(1, 0))
	in := quiet()
	in.Violent[1] = 1e6
	spend(f, 0, in)
	switched := f.State().Switched
	// A chance of 0.4·(1−0.5), within five standard errors.
	if math.Abs(switched-0.2) > 5*math.Sqrt(0.2*0.8/400) {
		t.Errorf("%v change sides, want 0.2", switched)
	}
	f.Hour(1, quiet())
	if f.State().Melted != switched || f.State().Switched != switched {
		t.Errorf("in quiet %v stand aside, want those who changed sides: %v", f.State().Melted, switched)
	}
}

func TestUnitsThatDifferDoNotWaverTogether(t *testing.T) {
	units := make([]Unit, 1000)
	for k := range units {
		units[k] = Unit{Home: 1, Strength: 1, Resolve: 1, Loyalty: 1}
	}
	co := steady()
	co.Outnumbered, co.Spread = 1, 0.5
	f := NewForces(units, line(), co, luck.Of(1, 0))
	in := quiet()
	in.Violent[1] = 1e9 // willingness is nil: half of the thresholds are above
	spend(f, 0, in)
	if m := f.State().Melted; math.Abs(m-0.5) > 5*math.Sqrt(0.25/1000) {
		t.Errorf("%v stand aside, want one half", m)
	}
}

func TestRumourFollowsItsEquation(t *testing.T) {
	co := steady()
	co.RumourBirth, co.RumourContagion, co.RumourDecay, co.RumourBlackout = 0.5, 0.8, 0.3, 2
	f := forces(co)
	in := quiet()
	in.Violent[0], in.Bands[2], in.Openness = 60, 40, 0.5
	loud := math.Log1p(10) / math.Log1p(100)
	const steps = 1000
	rho := 0.0
	for h := range 48 {
		spend(f, h, in)
		up := (0.5*loud + 0.8*rho) * (1 + 2*0.5) / 24 // rates hold for the hour
		for range steps {
			rho += (up*(1-rho) - 0.3/24*rho) / steps
		}
		if math.Abs(f.State().Rumour-rho) > 1e-3 {
			t.Fatalf("hour %d: rumour %v, integrated in small steps %v", h, f.State().Rumour, rho)
		}
	}
	if rho < 0.3 {
		t.Fatalf("a test of nothing: rumour ends at %v", rho)
	}
}

func TestABlackoutMakesRumourLouder(t *testing.T) {
	level := func(openness, blackout float64) float64 {
		co := steady()
		co.RumourBirth, co.RumourDecay, co.RumourBlackout = 0.5, 0.5, blackout
		f := forces(co)
		in := quiet()
		in.Violent[0], in.Openness = 1000, openness
		for h := range 48 {
			spend(f, h, in)
		}
		return f.State().Rumour
	}
	if level(0, 2) <= level(1, 2) || level(0, 0) != level(1, 0) {
		t.Errorf("dark and open, with weight %v %v, without %v %v", level(0, 2), level(1, 2), level(0, 0), level(1, 0))
	}
}

func TestControlNeedsARatioThatHolds(t *testing.T) {
	f := forces(steady())
	in := quiet()
	step := func(hour int, violent float64, want Control, vacuum float64) {
		t.Helper()
		in.Violent[0] = violent
		spend(f, hour, in)
		if st := f.State(); st.Control[0] != want || st.Vacuum[0] != vacuum {
			t.Errorf("hour %d: control %v, vacuum %v, want %v and %v", hour, st.Control[0], st.Vacuum[0], want, vacuum)
		}
	}
	// 40 officers: contested beyond 41, lost beyond 123, back below 15.4.
	step(0, 50, Held, 0)
	step(1, 30, Held, 0) // not for two hours on end
	step(2, 50, Held, 0)
	step(3, 50, Contested, 1./3)
	step(4, 30, Contested, 1./3) // between the two marks all stays
	step(5, 200, Contested, 1./3)
	step(6, 200, Lost, 1)
	step(7, 50, Lost, 1)
	step(8, 50, Lost, 1) // contested again only below what it takes to return
	step(9, 15, Lost, 1)
	step(10, 15, Contested, 1./3)
	step(11, 15, Contested, 1./3)
	step(12, 15, Held, 0)
}

func TestAHandfulContestsNoPlace(t *testing.T) {
	f := NewForces(nil, line(), steady(), luck.Of(1, 0))
	in := quiet()
	in.Violent[2], in.Bands[1] = 19, 21 // nobody guards either
	for h := range 10 {
		spend(f, h, in)
	}
	if st := f.State(); st.Control[2] != Held || st.Control[1] != Lost {
		t.Errorf("control %v", st.Control)
	}
}

func TestFreedOfficersGoWhereItIsWorst(t *testing.T) {
	f := forces(steady())
	in := quiet()
	in.Crowd[0], in.Violent[2], in.Freed = 400, 60, 30
	spend(f, 0, in)
	if got := f.State().Officers; got[2] != 30 || got[0] != 40 || f.Freed() != 2 {
		t.Errorf("officers %v, the freed in %d", got, f.Freed())
	}
	in.Bands[1] = 80
	if spend(f, 1, in); f.State().Officers[1] != 70 {
		t.Errorf("officers %v, want the freed against the bands", f.State().Officers)
	}
	in = quiet()
	in.Freed = 30
	spend(f, 2, in)
	if got := f.State().Officers; got[0]+got[1]+got[2] != 80 || f.Freed() != none {
		t.Errorf("in quiet, freed officers are posted: %v", got)
	}
}

func TestForcesStayWithinBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weight := rapid.Float64Range(0, 10)
		co := steady()
		co.Spread = rapid.Float64Range(0, 2).Draw(t, "spread")
		for name, p := range map[string]*float64{
			"fatigue": &co.Fatigue, "outnumbered": &co.Outnumbered, "defection": &co.Defection, "rumour": &co.Rumour,
			"split": &co.Split, "strain": &co.Strain, "backing": &co.Backing, "signal": &co.Signal,
			"birth": &co.RumourBirth, "contagion": &co.RumourContagion, "decay": &co.RumourDecay, "blackout": &co.RumourBlackout,
		} {
			*p = weight.Draw(t, name)
		}
		co.Allied = rapid.Float64Range(-10, 10).Draw(t, "allied weight")
		co.Switch = rapid.Float64Range(0, 1).Draw(t, "switch")
		f := NewForces(garrison(), line(), co, luck.Of(rapid.Uint64().Draw(t, "seed"), 0))
		share, people := rapid.Float64Range(0, 1), rapid.Float64Range(0, 1e6)
		for h := range rapid.IntRange(1, 60).Draw(t, "hours") {
			in := quiet()
			for i := range in.Crowd {
				in.Crowd[i], in.Violent[i], in.Bands[i] = people.Draw(t, "crowd"), people.Draw(t, "violent"), people.Draw(t, "bands")
				in.EliteBands[i] = rapid.Bool().Draw(t, "elite")
			}
			in.Emergency[0], in.Openness, in.Lethal = share.Draw(t, "emergency"), share.Draw(t, "openness"), share.Draw(t, "lethal")
			in.Signal, in.Allied, in.Reinforce = share.Draw(t, "signal"), share.Draw(t, "allied"), share.Draw(t, "reinforce")
			in.Dual = rapid.Bool().Draw(t, "dual")
			spend(f, h, in)
			st := f.State()
			for name, x := range map[string]float64{"loyal": st.Loyal, "melted": st.Melted, "switched": st.Switched, "rumour": st.Rumour, "reserve": st.Reserve} {
				if !(x >= 0 && x <= 1) {
					t.Fatalf("%s is %v", name, x)
				}
			}
			sum := 0.0
			for i, n := range st.Officers {
				sum += n
				if !(st.Vacuum[i] >= 0 && st.Vacuum[i] <= 1) {
					t.Fatalf("vacuum %v", st.Vacuum)
				}
			}
			if !(sum >= 0 && sum <= 400+1e-9) || st.Switched > st.Melted || math.Abs(st.Loyal+st.Melted-1) > 1e-9 {
				t.Fatalf("%v officers stand, %v stand aside, %v changed sides", sum, st.Melted, st.Switched)
			}
		}
	})
}

func TestNobodyIsSplitWhereNobodyIsToBeLoyalTo(t *testing.T) {
	co := steady()
	co.Split = 10
	f := forces(co)
	for h := range 48 {
		f.Hour(h, quiet())
		if f.State().Melted != 0 {
			t.Fatalf("hour %d: %v stand aside, with no rival to follow", h, f.State().Melted)
		}
	}
}
