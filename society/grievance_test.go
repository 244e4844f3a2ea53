package society

import "testing"

// What grievances cost is their shock, where it is their own, by exposure, weight and
// what is left of each; a mean is over people.
func TestWhatGrievancesCost(t *testing.T) {
	n, co := nation(), silent()
	co.Shock = 0.1
	shock := 0.2
	n.Grievances = append(n.Grievances, Grievance{Shock: &shock, Exposure: []float64{0.5, 1}, Weights: []float64{2, 0}})
	s, in := settled(n, co, 100, 1), ordinary(&n)
	for _, c := range []struct {
		left  []float64
		costs [4]float64 // by region and cohort
	}{
		{[]float64{1, 0}, [4]float64{0.1, 0.1, 0.025, 0.025}},
		{[]float64{0, 1}, [4]float64{0.2, 0, 0.4, 0}},
		{[]float64{0.5, 0.25}, [4]float64{0.1, 0.05, 0.1125, 0.0125}},
	} {
		in.Left = c.left
		s.Hour(0, in)
		for k, want := range c.costs {
			near(t, "cost", s.lost(k/2, k%2, in.Left), want, 1e-12)
			near(t, "grievance", s.grievance[k], 1-(n.Cohorts[k%2].Legitimacy-want), 1e-12)
		}
		mean := 0.0
		for r, people := range []float64{105. / 505, 400. / 505} {
			for i, share := range n.Regions[r].Cohorts {
				mean += people * share * c.costs[2*r+i]
			}
		}
		near(t, "mean cost", s.State().Grieved, mean, 1e-12)
	}
}

// What is left of several is counted by what each costs in full; those that have not
// begun count for nothing.
func TestWhatIsLeftOfGrievances(t *testing.T) {
	n, co := nation(), silent()
	co.Shock = 0.1
	shock := 0.3
	n.Grievances = []Grievance{{Exposure: []float64{1, 1}}, {Shock: &shock, Exposure: []float64{1, 1}}}
	s := settled(n, co, 100, 1)
	for _, c := range []struct {
		left  []float64
		begun []bool
		want  float64
	}{
		{[]float64{0, 0}, []bool{false, false}, 0},
		{[]float64{0.7, 0}, []bool{true, false}, 0.7},
		{[]float64{0.6, 0.2}, []bool{true, true}, 0.25*0.6 + 0.75*0.2},
	} {
		near(t, "left", s.Left(c.left, c.begun), c.want, 1e-12)
	}
	n.Grievances = []Grievance{{Exposure: []float64{0, 0}}, {Exposure: []float64{0, 0}}}
	near(t, "left of what costs nothing", settled(n, co, 100, 1).Left([]float64{1, 0.5}, []bool{true, true}), 0.75, 1e-12)
}

// A grievance that begins in a calm hour is felt in it.
func TestAGrievanceBreaksTheCalm(t *testing.T) {
	n := nation()
	s, in := settled(n, silent(), 100, 1), ordinary(&n)
	in.Left[0] = 0
	spend(s, 5, in)
	if !s.calm(5, in) {
		t.Fatal("nothing has begun, and it is not calm")
	}
	if in.Left[0] = 1; s.calm(5, in) {
		t.Error("it is calm while a grievance begins")
	}
}
