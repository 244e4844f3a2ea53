package society

import "testing"

// A crowd that an event brings out is there in that hour, even in a calm one, and
// goes home as others do.
func TestACrowdComesOutWhenSomethingHappens(t *testing.T) {
	n, co := nation(), silent()
	s, in := settled(n, co, 100, 1), ordinary(&n)
	spend(s, 5, in)
	if !s.calm(5, in) {
		t.Fatal("nothing has happened, and it is not calm")
	}
	in.Sparks = []Spark{{Place: town, People: 700}, {Place: city, People: 200}}
	s.Hour(5, in)
	in.Sparks = nil
	st := s.State()
	near(t, "people in the town", st.Crowd[town]+st.Violent[town], 700, 1e-9)
	near(t, "people in the city", st.Crowd[city]+st.Violent[city], 200, 1e-9)
	near(t, "people in the village", st.Crowd[village]+st.Violent[village], 0, 0)
	s.Hour(6, in)
	near(t, "people an hour later", s.State().Participants, 900, 1e-6)
}

// A loss is felt at once, by those whom it concerns, within 0 and 1; below 0 it is
// given back.
func TestALossIsFeltAtOnce(t *testing.T) {
	n, co := nation(), silent()
	co.PoliticalHalf = ever
	s, in := settled(n, co, 100, 1), ordinary(&n)
	spend(s, 3, in)
	hour := 3
	after := func(want [4]float64, losses ...Loss) {
		t.Helper()
		in.Losses = losses
		s.Hour(hour, in)
		in.Losses = nil
		hour++
		for k, x := range want { // by region and cohort
			near(t, "loss", s.loss[k], x, 1e-9)
		}
	}
	after([4]float64{0.1, 0.1, 0.1, 0.1}, Loss{Size: 0.1})
	after([4]float64{0.1, 0.1, 0.3, 0.3}, Loss{Size: 0.2, Regions: []int{1}})
	after([4]float64{0.15, 0.1, 0.3, 0.3}, Loss{Size: 0.05, Regions: []int{0}, Cohorts: []int{0}})
	after([4]float64{0.15, 0, 0.3, 0.1}, Loss{Size: -0.2, Cohorts: []int{1}})
	after([4]float64{1, 0.9, 1, 1}, Loss{Size: 0.9})
	near(t, "political loss of the nation", s.State().Political, 1-0.1*0.6*105/505, 1e-9)
}

// What is lost moves people in the same hour.
func TestALossBringsPeopleOut(t *testing.T) {
	out := func(loss float64) float64 {
		n, co := withSparks(100), alone()
		n.Grievances = nil
		s, in := settled(n, co, 100, 1), ordinary(&n)
		in.Losses = []Loss{{Size: loss}}
		s.Hour(0, in)
		return s.State().Participants
	}
	if calm, angry := out(0), out(0.5); !(angry > 10*calm) {
		t.Errorf("%g people are out after a loss, %g without", angry, calm)
	}
}
