package society

import "testing"

// The dead of a battle are counted once, each where it belongs; bands shrink by those
// who give up too; and they anger and frighten as others do.
func TestTheDeadOfABattle(t *testing.T) {
	n, co := nation(), silent()
	co.DeathAnger, co.FearGain = 0.1, 1
	s, in := settled(n, co, 100, 1), ordinary(&n)
	spend(s, 3, in)
	if !s.calm(3, in) {
		t.Fatal("nothing has happened, and it is not calm")
	}
	s.state.Bands[city] = 100
	s.tally(city)
	s.out.add(city)
	in.Battles = []Battle{{Place: city, Routed: 30, Bands: 10, Officers: 5, Civilians: 20}, {Place: town, Officers: 2}}
	if s.calm(3, in) {
		t.Error("a battle is taken for calm")
	}
	s.Hour(3, in)
	st := s.State()
	near(t, "civilians", st.CivilianDeaths, 30, 0)
	near(t, "officers", st.OfficerDeaths, 7, 0)
	near(t, "killed in the city", st.Killed[city], 30, 0)
	if left := st.Bands[city]; left > 70 || left < 60 {
		t.Errorf("%g of 100 are left of the band", left)
	}
	if s.places[city].fear.at(3, &s.pace.fear) <= 0 || s.places[town].fear.at(3, &s.pace.fear) <= 0 || s.anger[0] <= 0 || s.anger[1] <= 0 {
		t.Error("deaths leave no fear, or no anger")
	}
}

// Bands that fight foreign troops stay together, and scatter before nobody but those whom
// they fight; others fade and scatter as ever.
func TestBandsThatFightStayTogether(t *testing.T) {
	left := func(battles ...Battle) float64 {
		n, co := nation(), silent()
		co.BandHalf, co.BandRout = 6, 0.3
		s, in := settled(n, co, 100, 1), ordinary(&n)
		s.state.Bands[city] = 1000
		s.tally(city)
		s.out.add(city)
		in.Battles, in.Arrival = battles, 1
		spend(s, 10, in)
		return s.State().Bands[city]
	}
	alone := left()
	near(t, "bands that fight", left(Battle{Place: city, Resisted: true}), 1000, 0)
	near(t, "bands that look on", left(Battle{Place: city}), alone, 0)
	near(t, "bands elsewhere", left(Battle{Place: town, Resisted: true}), alone, 0)
	if alone > 200 {
		t.Errorf("%g of 1000 are left of bands that fight nobody", alone)
	}
}

// People come out where there is fighting, by day, and nowhere else for it.
func TestFightingBringsPeopleOut(t *testing.T) {
	n, co := nation(), silent()
	co.SparkRate, co.SparkPeople, co.Stay = 50, 150, 3
	out := func(battles ...Battle) (inTown, inCity float64) {
		for i := range 40 {
			s, in := settled(n, co, 100, uint64(i)), ordinary(&n)
			in.Battles = battles
			for h := range 24 {
				s.Hour(h, in)
				inTown, inCity = max(inTown, s.State().Crowd[town]), max(inCity, s.State().Crowd[city])
			}
		}
		return inTown, inCity
	}
	if a, b := out(); a+b > 0 {
		t.Errorf("%g and %g come out for nothing", a, b)
	}
	if a, b := out(Battle{Place: town}); a < Gathering || b > 0 {
		t.Errorf("%g come out where there is fighting, %g elsewhere", a, b)
	}
}
