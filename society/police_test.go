package society

import (
	"math"
	"slices"
	"testing"
)

// A crowd of [assembly] meets officers of whom each holds his ground before six.
const assembly, force, ground = 1200.0, 100.0, 6.0

// policed is an hour in which officers of the town may act.
func policed(seed uint64, change func(*Coefficients, *Conditions)) *Society {
	s, in := meeting(assembly, seed, func(co *Coefficients, in *Conditions) {
		co.Hold, in.Officers[town], in.Posture[0] = ground, force, ever
		change(co, in)
	})
	s.Hour(1, in)
	return s
}

// Officers watch most crowds, and try to disperse as many as their posture says.
func TestAttemptsAtDispersal(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*Coefficients, *Conditions)
		riot   bool
		crowd  float64
		rate   float64 // for an hour
	}{
		"with no posture":        {func(_ *Coefficients, in *Conditions) { in.Posture[0] = 0 }, false, 1000, 0},
		"of another region":      {func(_ *Coefficients, in *Conditions) { in.Posture = []float64{0, ever} }, true, 1000, 0},
		"once a day":             {func(*Coefficients, *Conditions) {}, false, 1000, 1. / 24},
		"six times a day":        {func(_ *Coefficients, in *Conditions) { in.Posture[0] = 6 }, false, 1000, 0.25},
		"of a riot":              {func(*Coefficients, *Conditions) {}, true, 1000, 5. / 24},
		"by nobody":              {func(_ *Coefficients, in *Conditions) { in.Officers[town] = 0 }, true, 1000, 0},
		"of a small crowd":       {func(*Coefficients, *Conditions) {}, true, 60, 5. / 24},
		"of a handful of people": {func(*Coefficients, *Conditions) {}, true, Gathering - 1, 0},
	} {
		often(t, "an attempt "+what, 1500, 1-math.Exp(-c.rate), func(seed uint64) bool {
			s, in := meeting(c.crowd, seed, func(co *Coefficients, in *Conditions) {
				co.ViolentPosture, in.Officers[town], in.Posture[0] = 5, force, 1
				c.change(co, in)
			})
			s.places[town].riot = c.riot
			s.Hour(1, in)
			return s.State().Dispersed[town]
		})
	}
}

// An attempt succeeds by the ratio of forces: F·hold against F·hold + A.
func TestDispersalSucceedsByTheRatioOfForces(t *testing.T) {
	for _, officers := range []float64{force / 5, force, 5 * force} {
		often(t, "a crowd that is gone", 1500, officers*ground/(officers*ground+assembly), func(seed uint64) bool {
			s := policed(seed, func(_ *Coefficients, in *Conditions) { in.Officers[town] = officers })
			out := s.State().Crowd[town]
			if out != 0 && out < assembly-1e-6 || !s.State().Dispersed[town] || s.State().Dispersed[city] {
				t.Fatalf("%g are left of %g; tried: %v", out, assembly, s.State().Dispersed)
			}
			return out == 0
		})
	}
}

// A crowd that stands its ground turns violent at times; one that is sent home
// does not, and was a riot no longer.
func TestOfficersWhoFailProvoke(t *testing.T) {
	fails := assembly / (force*ground + assembly)
	for _, provoke := range []float64{0, 0.3, 1} {
		often(t, "a riot", 1500, fails*provoke, func(seed uint64) bool {
			s := policed(seed, func(co *Coefficients, _ *Conditions) { co.Provoke, co.ViolenceHalf = provoke, ever })
			if s.places[town].riot && s.State().Crowd[town] == 0 {
				t.Fatal("a riot without a crowd")
			}
			return s.places[town].riot
		})
	}
	s, in := meeting(assembly, 1, func(co *Coefficients, in *Conditions) {
		co.ViolentShare, co.ViolentPosture, co.Hold, in.Officers[town], in.Posture[0] = 0.5, 1, 1e9, force, ever
	})
	s.places[town].riot, s.places[town].violent = true, 0.5
	s.Hour(1, in)
	if l, st := &s.places[town], s.State(); l.riot || l.violent != 0 || st.Violent[town] != 0 {
		t.Errorf("after a riot was dispersed: %+v", l)
	}
}

// Citizens who are sent home stay there for the day, and bands stay where they are.
func TestWhoIsDispersedStaysAwayForTheDay(t *testing.T) {
	n := withSparks(1)
	n.Cohorts = []Cohort{{}, {}}
	n.Sparks = append(n.Sparks, Spark{Place: town, Hour: 3, People: 10})
	co := alone()
	co.Threshold, co.Hold = 0, 1e9
	s, in := settled(n, co, 10, 1), ordinary(&n)
	s.Hour(0, in)
	near(t, "people out", s.State().Crowd[town], 100_000, 1)
	in.Officers[town], in.Posture[0] = 1000, ever
	s.Hour(1, in)
	if out := s.State().Crowd[town]; out != 0 {
		t.Errorf("%g are out after dispersal", out)
	}
	in.Posture[0] = 0
	s.state.Bands[town] = 300
	s.out.add(town)
	s.Hour(2, in)
	s.Hour(3, in)
	near(t, "people out later that day", s.State().Crowd[town]+s.State().Violent[town], 10, 1e-9)
	in.Posture[0] = ever
	s.places[town].seeds = 100
	s.Hour(4, in)
	if b := s.State().Bands[town]; b < 200 {
		t.Errorf("%g of a band of 300 are left after the crowd was dispersed", b)
	}
}

// People who are set upon count as a part of a death each, as many as the officers
// can reach, whether they go home or not. They frighten the place and anger those who
// hear of them.
func TestBeatingFrightensAndAngers(t *testing.T) {
	for _, c := range []struct{ officers, beaten float64 }{{force, force * ground}, {1e5, assembly}} {
		for seed := range uint64(4) {
			s := policed(seed, func(co *Coefficients, in *Conditions) {
				co.Beating, co.FearGain, co.DeathAnger, in.Officers[town] = 0.01, 0.5, 0.002, c.officers
			})
			near(t, "the dead of a thousand", s.places[town].fear.value, permille(0.01*c.beaten), 1e-9)
			near(t, "anger", s.anger[0], 0.002*math.Log10(1+0.01*c.beaten)*47/48, 1e-9)
			if s.places[village].fear.value != 0 || s.anger[1] != 0 {
				t.Error("fear in a place where nobody was hurt, or anger in another region")
			}
		}
	}
	s := policed(1, func(co *Coefficients, in *Conditions) {
		co.Beating, co.FearGain, co.DeathAnger, in.Officers[city], in.Posture = 0.01, 0.5, 0.002, force, []float64{0, ever}
	})
	near(t, "the dead of a thousand in the city", s.places[city].fear.value, permille(0.01*force*ground), 1e-9)
	near(t, "anger in its region", s.anger[1], 0.002*math.Log10(1+0.01*force*ground)*47/48, 1e-9)
	if s.places[town].fear.value != 0 || s.anger[0] != 0 {
		t.Error("officers of the city frighten the town")
	}
	s = policed(1, func(co *Coefficients, in *Conditions) {
		co.Beating, co.ArrestRate, co.DeathAnger = 0.01, 1, 0.002
	})
	near(t, "anger at beatings and arrests", s.anger[0], 0.002*math.Log10(1+0.01*(force*ground+s.State().Detained))*47/48, 1e-9)
	s = policed(1, func(co *Coefficients, in *Conditions) {
		co.Beating, co.FearGain, co.DeathAnger, in.Posture[0] = 0.01, 1, 1, 0
	})
	if s.places[town].fear.value != 0 || s.anger[0] != 0 {
		t.Error("officers who only watch frighten or anger")
	}
}

// An attempt arrests people: lognormal about r·F·A/(F+A), in proportion to those who
// meet.
func TestArrestsInAttempts(t *testing.T) {
	const n, rate = 1500, 1.0
	above, far, median := 0.0, 0.0, rate*force*assembly/(force+assembly)
	for seed := range uint64(n) {
		s := policed(seed, func(co *Coefficients, _ *Conditions) { co.ArrestRate = rate })
		st := s.State()
		if st.Arrested[town] != st.Detained || st.Detained > assembly {
			t.Fatalf("%g arrested in the town, %g in the nation", st.Arrested[town], st.Detained)
		}
		above += flag(st.Detained > median)
		far += flag(st.Detained > median*math.Exp(arrestSpread))
	}
	near(t, "share above the median", above/n, 0.5, 4*math.Sqrt(0.25/n))
	near(t, "share a spread above it", far/n, 0.1587, 4*math.Sqrt(0.1335/n))
	watched := policed(1, func(co *Coefficients, in *Conditions) { co.ArrestRate, in.Posture[0] = 1, 0 })
	if watched.State().Detained != 0 {
		t.Error("officers who only watch arrest people")
	}
}

// A crowd that officers act upon has been seen: it is in the record of its day, and
// of who can be arrested.
func TestACrowdIsSeenBeforeItIsDispersed(t *testing.T) {
	n, co := nation(), silent()
	n.Sparks = []Spark{{Place: town, People: assembly}}
	co.Hold, co.ArrestRate, co.Again = 1e9, 1, 100
	s, in := settled(n, co, 1000, 1), ordinary(&n)
	in.Officers[town], in.Posture[0] = force, ever
	if s.Hour(0, in); s.State().Crowd[town] != assembly {
		t.Fatalf("%g of %g are seen", s.State().Crowd[town], assembly)
	}
	s.Hour(1, in)
	if st := s.State(); st.Crowd[town] != 0 || st.Detained == 0 {
		t.Errorf("%g are out and %g detained after a dispersal", st.Crowd[town], st.Detained)
	}
	most := 0.0
	for h := 2; h < 30; h++ {
		in.HourOfDay, in.Posture[0] = (16+h)%24, 0
		s.Hour(h, in)
		most = max(most, s.State().Crowd[town])
	}
	near(t, "people who come again", most, assembly, 1e-6)
}

// Over many crowds, more officers end more of them.
func TestMoreOfficersEndMoreProtests(t *testing.T) {
	last := math.Inf(1)
	for _, officers := range []float64{10, 100, 1000, 10_000} {
		n, co := nation(), restless()
		co.Threshold, co.ArrestCost, co.CrowdHalf, co.Again = 0.16, 0.2, 4000, 0.1
		n.Sparks = []Spark{{Place: town, People: 800}, {Place: city, People: 800}}
		in := ordinary(&n)
		for i := range in.Officers {
			in.Officers[i] = officers
		}
		in.Posture = []float64{2, 2}
		days := 0.0
		for seed := range uint64(30) {
			s := settled(n, co, 200, seed)
			for h := range 48 {
				in.HourOfDay = (8 + h) % 24
				s.Hour(h, in)
				days += s.State().Participants / 24
			}
		}
		if days > 0.95*last {
			t.Errorf("before %g officers people are out for %g days, before a tenth as many for %g", officers, days, last)
		}
		last = days
	}
}

// Officers of the city leave one by one, and every morning two hundred people call.
// For long few join them; then, within days, a tenth of the city does, and does so
// every day (Epstein 2002, run 5). With officers who stay nothing happens.
func TestTipping(t *testing.T) {
	const days, first = 40, 4000.0
	play := func(seed uint64, left func(day int) float64) (most [days]float64) {
		n, co := nation(), restless()
		n.Grievances[0].Exposure[1] = 1
		co.Availability, co.Threshold, co.Night, co.RiskK, co.ArrestCost = 0.2, 0.14, 0, 2.3, 0.4
		co.PoliticalGain, co.Again, co.OrdinaryRate, co.SparkRate, co.BandRate, co.ViolenceBase = 0, 0, 0, 0, 0, 0
		for day := range days {
			n.Sparks = append(n.Sparks, Spark{Place: city, Hour: 24*day + 9, People: 200})
		}
		s, in := settled(n, co, 100, seed), ordinary(&n)
		for h := range 24 * days {
			in.HourOfDay, in.Officers[city] = h%24, first*left(h/24)
			s.Hour(h, in)
			most[h/24] = max(most[h/24], s.State().Participants)
		}
		return most
	}
	for seed := range uint64(5) {
		most := play(seed, func(day int) float64 { return 1 - float64(day)/days })
		tip := slices.IndexFunc(most[:], func(out float64) bool { return out > 20_000 })
		if tip < days/3 || tip > days-4 {
			t.Fatalf("the outburst comes on day %d: %.0f", tip, most)
		}
		if before, after := slices.Max(most[:tip-5]), slices.Min(most[tip+1:]); before > 5000 || after < 20_000 {
			t.Errorf("on day %d of the outburst: at most %.0f are out until five days before, at least %.0f after it: %.0f", tip, before, after, most)
		}
		if out := slices.Max(func() []float64 { m := play(seed, func(int) float64 { return 1 }); return m[:] }()); out > 5000 {
			t.Errorf("%.0f are out though no officer leaves", out)
		}
	}
}
