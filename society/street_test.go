package society

import (
	"math"
	"testing"

	"casus/luck"
)

func TestLongTiesAreMutualAndRare(t *testing.T) {
	for _, n := range []int{1, 2, 17, 1000, 65_536, 100_001} {
		ties, alone := newTies(n, luck.Of(1, 0)), 0
		for j := range n {
			f := ties.far(j)
			switch {
			case f < 0 || f >= n:
				t.Fatalf("of %d, %d is tied to %d", n, j, f)
			case f == j:
				alone++
			case ties.far(f) != j:
				t.Fatalf("of %d, %d is tied to %d, who is tied to %d", n, j, f, ties.far(f))
			}
		}
		if n == 65_536 && alone != 0 {
			t.Errorf("of a power of two, %d have no long tie", alone)
		}
	}
}

// The first tie who is out counts for a half, the next for half of the rest.
func TestEachFurtherTieCountsForHalfOfWhatIsLeft(t *testing.T) {
	s := settled(nation(), restless(), 100, 1)
	r, lo, size := s.people.(*roll), s.first[city], s.first[city+1]-s.first[city]
	s.tie(2)
	for k, want := range []float32{0, 0.5, 0.75, 0.875} {
		if got := s.drawn[0][r.out.around(lo, size, 50)]; got != want {
			t.Errorf("with %d neighbours out: %g, want %g", k, got, want)
		}
		r.out.flip(lo + 50 + k + 1)
	}
	for who, want := range map[int]int{50 - neighbours/2 + 3: 3, 50: 4, 50 + neighbours/2: 4, 50 + neighbours/2 + 4: 1, 50 + neighbours/2 + 5: 0} {
		if got := r.out.around(lo, size, who); got != want {
			t.Errorf("%d neighbours of %d are out, want %d", got, who, want)
		}
	}
	if got := s.drawn[1][0]; got != 0.75 {
		t.Errorf("a long tie that counts for two: %g", got)
	}
	if s.tie(0); s.drawn[1] != s.drawn[0] {
		t.Errorf("in a blackout the long tie counts: %v, without it %v", s.drawn[1], s.drawn[0])
	}
}

// silent are coefficients under which only organisers are out.
func silent() Coefficients {
	co := alone()
	co.Threshold = 1
	return co
}

func TestTheScenariosCrowdsAppearAtTheirHourAndFade(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: village, Hour: 2, People: 400}}
	s := settled(n, silent(), 100, 1)
	in := ordinary(&n)
	want := []float64{0, 0, 400}
	for h := range 23 {
		s.Hour(h, in)
		if h < len(want) {
			near(t, "crowd of the village", s.State().Crowd[village], want[h], 0)
		}
	}
	near(t, "crowd of the village after its half-life", s.State().Crowd[village], 200, 1e-9)
	near(t, "crowds elsewhere", s.State().Participants, 200, 1e-9)
}

// solidarity counts organisers of the city after a crowd in the town.
func solidarity(change func(*Coefficients, *Conditions)) float64 {
	n, sum := nation(), 0.0
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 10_000}}
	co := silent()
	co.Memory, co.SparkRate, co.SparkPeople, co.SparkSpread, co.SparkHalf, co.Shock = 6, 2, 100, 0.3, 1e9, 0.5
	co.RegionMedia = 0.3
	in := ordinary(&n)
	change(&co, in)
	for seed := range uint64(40) {
		s := settled(n, co, 1000, seed)
		for h := range 30 {
			in.HourOfDay = 12
			s.Hour(h, in)
		}
		sum += s.State().Crowd[city]
	}
	return sum
}

func TestOrganisersComeOutInSolidarity(t *testing.T) {
	before := solidarity(func(*Coefficients, *Conditions) {})
	if before == 0 {
		t.Fatal("nobody came out")
	}
	for what, change := range map[string]func(*Coefficients, *Conditions){
		"in a blackout":         func(_ *Coefficients, in *Conditions) { in.Openness = 0 },
		"by word of mouth only": func(co *Coefficients, _ *Conditions) { co.RegionMedia = 1 },
		"without grievance":     func(co *Coefficients, _ *Conditions) { co.Shock, co.Threshold = 0, 10 },
		"under curfew": func(co *Coefficients, in *Conditions) {
			co.Curfew, in.Emergency[0], in.Emergency[1] = 1, 1, 1
		},
		"at no rate":       func(co *Coefficients, _ *Conditions) { co.SparkRate = 0 },
		"in smaller bands": func(co *Coefficients, _ *Conditions) { co.SparkPeople = 50 },
	} {
		if after := solidarity(change); after >= before {
			t.Errorf("%s: %g organisers, %g before", what, after, before)
		}
	}
}

// A region hears of its own crowd in a blackout; the others do not.
func TestABlackoutLeavesWordOfMouth(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 20_000}}
	co := silent()
	co.RegionMedia = 0.5
	s := settled(n, co, 100, 1)
	in := ordinary(&n)
	in.Openness = 0
	spend(s, 12, in)
	if here, there := s.news(0, 0), s.news(1, 0); here <= 0 || there != 0 {
		t.Errorf("news in the region %g, elsewhere %g", here, there)
	}
}

func TestSpentOrganisersRest(t *testing.T) {
	crowd := func(half float64) float64 {
		return solidarity(func(co *Coefficients, _ *Conditions) { co.WearinessHalf, co.SparkRate = half, 50 })
	}
	if rested, spent := crowd(0.01), crowd(1e6); spent >= rested/2 {
		t.Errorf("organisers who never rest bring out %g, who must rest for long %g", rested, spent)
	}
}

// rowdy lets some hours pass in which everyone is out.
func rowdy(t *testing.T, change func(*Coefficients, *Conditions)) *Society {
	t.Helper()
	n := nation()
	n.Cohorts = []Cohort{{}, {}}
	co := alone()
	co.Threshold, co.Availability = 0, 0.1
	in := ordinary(&n)
	change(&co, in)
	s := settled(n, co, 10, 1)
	for h := range 10 {
		s.Hour(h, in)
	}
	return s
}

func TestWhatMakesACrowdViolent(t *testing.T) {
	violent := func(change func(*Coefficients, *Conditions)) float64 { return rowdy(t, change).State().ViolentPeople }
	if v := violent(func(*Coefficients, *Conditions) {}); v != 0 {
		t.Errorf("without a cause %g are violent", v)
	}
	for what, change := range map[string]func(*Coefficients, *Conditions){
		"a base rate": func(co *Coefficients, _ *Conditions) { co.ViolenceBase = 1 },
		"repression": func(co *Coefficients, in *Conditions) {
			co.ViolenceRepression, co.DisperseRate, in.Officers[city] = 1, 1, 1e5
		},
		"a vacuum of control": func(co *Coefficients, in *Conditions) { co.ViolenceVacuum, in.Vacuum[town] = 1, 1 },
	} {
		if v := violent(change); v == 0 {
			t.Errorf("%s makes nobody violent", what)
		}
	}
	if v := violent(func(co *Coefficients, in *Conditions) { co.ViolenceVacuum = 1 }); v != 0 {
		t.Errorf("a vacuum that is not there makes %g violent", v)
	}
}

// With hazard λ a day and calm at rate κ an hour, the violent share tends to
// λ/24 / (λ/24 + κ).
func TestViolenceTendsToItsBalance(t *testing.T) {
	s := rowdy(t, func(co *Coefficients, _ *Conditions) { co.ViolenceBase, co.ViolenceHalf = 24, 1 })
	up, down := 1-math.Exp(-1), 0.5
	near(t, "violent share", s.State().ViolentPeople/s.State().Participants, up/(up+down), 0.01)
}

func TestBandsNeedALargeCrowdAndFade(t *testing.T) {
	with := func(change func(*Coefficients, *Conditions)) *Society {
		return rowdy(t, func(co *Coefficients, in *Conditions) {
			co.BandRate, co.BandCrowd, co.BandShare, co.OriginElite = 24, 20_000, 0.05, 1
			change(co, in)
		})
	}
	s := with(func(*Coefficients, *Conditions) {})
	if s.State().Bands[city] == 0 {
		t.Error("no band appears in a crowd of 40,000")
	}
	if b := s.State().Bands[town]; b != 0 {
		t.Errorf("a band of %g appears in a crowd of 10,000", b)
	}
	if o := s.State().Origin[city]; o != EliteFaction || s.State().BandOrigins[EliteFaction] == 0 {
		t.Errorf("the only possible origin is another: %v", o)
	}
	routed := with(func(co *Coefficients, in *Conditions) { co.BandRout, in.Officers[city] = 1, 1e5 })
	if a, b := routed.State().Bands[city], s.State().Bands[city]; a >= b {
		t.Errorf("superior forces leave a band of %g, none a band of %g", a, b)
	}
	faded := with(func(co *Coefficients, _ *Conditions) { co.BandHalf = 1 })
	if a, b := faded.State().Bands[city], s.State().Bands[city]; a >= b {
		t.Errorf("a short-lived band has %g, another %g", a, b)
	}
}

func TestDamageNeedsViolenceAndSeizuresAVacuum(t *testing.T) {
	damage := func(base, vacuum float64) *State {
		return rowdy(t, func(co *Coefficients, in *Conditions) {
			co.ViolenceBase, co.LootRate, co.ArsonRate, co.SeizeRate = base, 0.5, 0.1, 0.05
			for i := range in.Vacuum {
				in.Vacuum[i] = vacuum
			}
		}).State()
	}
	if st := damage(0, 1); st.Looting+st.Arson+st.Seizures != 0 {
		t.Errorf("a peaceful crowd does damage: %+v", st)
	}
	held, open := damage(1, 0), damage(1, 1)
	if held.Seizures != 0 || open.Seizures == 0 {
		t.Errorf("seizures: %g where control is held, %g in a vacuum", held.Seizures, open.Seizures)
	}
	if r := open.Looting / held.Looting; r < 8 || r > 12 {
		t.Errorf("a vacuum multiplies looting by %g, not by ten", r)
	}
	near(t, "fires in a vacuum against those where control is held", open.Arson/held.Arson, 1, 0.2)
}

func TestDeathsNeedViolenceAndForcesAndRiseWithLethalOrders(t *testing.T) {
	dead := func(base, officers, lethal float64) *State {
		return rowdy(t, func(co *Coefficients, in *Conditions) {
			co.ViolenceBase, co.DeathRate, co.OfficerRate, co.LethalDeaths = base, 0.02, 0.02, 4
			in.Lethal = lethal
			for i := range in.Officers {
				in.Officers[i] = officers
			}
		}).State()
	}
	if st := dead(0, 1e4, 1); st.CivilianDeaths+st.OfficerDeaths != 0 {
		t.Errorf("a peaceful crowd has dead: %+v", st)
	}
	if st := dead(1, 0, 1); st.CivilianDeaths+st.OfficerDeaths != 0 {
		t.Errorf("without officers there are dead: %+v", st)
	}
	plain, lethal := dead(1, 1e4, 0), dead(1, 1e4, 1)
	near(t, "deaths under lethal orders against without", lethal.CivilianDeaths/plain.CivilianDeaths, 5, 1)
	if plain.OfficerDeaths == 0 {
		t.Error("no officer dies in clashes with a tenth of the nation")
	}
}

func TestNobodyIsArrestedWhoWasNeverOut(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 500}}
	co := silent()
	co.ArrestRate, co.SweepRate = 10, 10
	s := settled(n, co, 1, 1)
	in := ordinary(&n)
	for i := range in.Officers {
		in.Officers[i] = 1e5
	}
	in.Emergency[0], in.Emergency[1] = 1, 1
	for h := range 200 {
		s.Hour(h, in)
	}
	if d := s.State().Detained; d < 400 || d > 500 {
		t.Errorf("%g of 500 were arrested", d)
	}
}

func TestSweepsNeedEmergencyAndControl(t *testing.T) {
	swept := func(emergency, vacuum float64) float64 {
		s := rowdy(t, func(co *Coefficients, in *Conditions) { co.ArrestRate = 1; in.Officers[city] = 1000 })
		before := s.State().Detained
		n := nation()
		in := ordinary(&n)
		in.Officers[city], in.Vacuum[city] = 1000, vacuum
		in.Emergency[0], in.Emergency[1] = emergency, emergency
		s.co.Threshold, s.co.SweepRate, s.co.Reconsider = 10, 0.5, 1 // the streets are empty from the next hour on
		for h := range 24 {
			s.Hour(100+h, in)
		}
		return s.State().Detained - before
	}
	ordinary, emergency, lost := swept(0, 0), swept(1, 0), swept(1, 1)
	if emergency <= ordinary || lost >= emergency {
		t.Errorf("arrests after the crowd has gone: %g, under emergency %g, where control is lost %g", ordinary, emergency, lost)
	}
}

func TestArrestsAndDeathsTakeAgentsAway(t *testing.T) {
	s := rowdy(t, func(co *Coefficients, in *Conditions) {
		co.ViolenceBase, co.DeathRate, co.ArrestRate = 1, 0.5, 1
		in.Officers[city] = 5000
	})
	st, c := s.State(), s.Count()
	near(t, "agents taken away", float64(c[Detained]+c[Out]), (st.Detained+st.CivilianDeaths)/10, 3)
	if c[Detained] == 0 || c[Out] == 0 {
		t.Errorf("of %d detained and %d hurt or dead", c[Detained], c[Out])
	}
}

func TestTheTargetTakesItsShareOfAngerAlong(t *testing.T) {
	n := nation()
	n.Sparks = []Spark{{Place: town, Hour: 0, People: 30_000}}
	co := silent()
	co.PoliticalGain, co.PoliticalMax, co.TargetShare, co.SparkHalf = 5, 0.1, 0.6, 1e9
	after := func(act func(*Conditions)) float64 {
		s := settled(n, co, 100, 1)
		in := ordinary(&n)
		for h := range 48 {
			s.Hour(h, in)
		}
		act(in)
		s.Hour(48, in)
		return s.State().Political
	}
	nothing := after(func(*Conditions) {})
	if nothing < 0.05 {
		t.Fatalf("political loss is only %g", nothing)
	}
	near(t, "loss left by a dismissal", after(func(in *Conditions) { in.TargetGone = true })/nothing, 0.4, 0.02)
	near(t, "loss left by an offer", after(func(in *Conditions) { in.Calm = 0.25 })/nothing, 0.75, 0.02)
}

func TestFearAndAngerComeFromDeaths(t *testing.T) {
	s := rowdy(t, func(co *Coefficients, in *Conditions) {
		co.ViolenceBase, co.DeathRate, co.FearGain, co.DeathAnger = 1, 0.2, 1, 0.001
		in.Officers[city] = 5000
	})
	if a, b := s.places[city].fear.value, s.places[town].fear.value; a == 0 || b != 0 {
		t.Errorf("fear in the city %g, in the town %g", a, b)
	}
	if s.anger[1] == 0 || s.anger[0] != 0 || s.loss[2] == 0 {
		t.Errorf("anger by region %v, loss %v", s.anger, s.loss)
	}
}

// Traits are whole 2^-16ths and the rule is computed in 32 bits. Against traits
// of 53 bits and a rule in 64 hardly anyone decides otherwise: fewer than one in
// ten thousand, of whom as many go out as stay.
func TestSixteenBitsAreEnough(t *testing.T) {
	const n = 1_000_000
	fine := luck.Of(7, 0).For("fine")
	for _, c := range []struct{ g, others, risk, least float64 }{
		{0.3, 0.3, 0.02, 0.15}, {0.17, 0.05, 0.01, 0.14}, {0.25, 0.6, 0.2, 0.2}, {0.5, 0, 0.05, 0.13},
	} {
		const unit, half = 1.0 / (1 << 16), 0.5 / (1 << 16)
		r := rule{risk: float32(c.risk * unit)}
		r.grievance[0], r.base[0] = float32(c.g*unit), float32(c.g*(half+c.others)-c.risk*half-c.least)
		out, differ, net := 0, 0, 0
		for id := range uint64(n) {
			h, a := fine.Bits(id, 0), fine.Bits(id, 1)
			coarse := r.pull(0, uint16(h>>48), uint16(a>>48)) > 0
			exact := c.g*(luck.Unit(h)+c.others)-c.risk*luck.Unit(a) > c.least
			if exact {
				out++
			}
			if coarse != exact {
				differ++
				if coarse {
					net++
				} else {
					net--
				}
			}
		}
		t.Logf("of %d, %d go out; %d decide otherwise, %+d on balance", n, out, differ, net)
		if differ > n/10_000 || net*net > 9*max(1, differ) {
			t.Errorf("grievance %g: of %d, %d decide otherwise, %+d on balance", c.g, n, differ, net)
		}
	}
}
