package society

import "testing"

// By hand: what grievances cost stays, and of political loss half is left after its half-life.
func TestWhatIsLeftOfLegitimacy(t *testing.T) {
	n, co := nation(), silent()
	co.Shock, co.PoliticalHalf = 0.1, 1e6
	s, in := settled(n, co, 100, 1), ordinary(&n)
	in.Losses = []Loss{{Size: 0.2}}
	s.Hour(0, in)
	// Four fifths of the people live in the city, exposed to a quarter of the shock.
	country, city := 105./505, 400./505
	content := country*(0.4*0.95+0.6*0.9) + city*(0.5*0.95+0.5*0.9)
	near(t, "before", s.Mood([]float64{0}).Legitimacy(1e9), content, 1e-9)
	grieved := content - 0.1*(country+0.25*city)
	near(t, "at once", s.Mood([]float64{1}).Legitimacy(0), grieved-0.2, 1e-5)
	near(t, "after the half-life", s.Mood([]float64{1}).Legitimacy(1e6), grieved-0.1, 1e-5)
	near(t, "relieved, in the end", s.Mood([]float64{0.5}).Legitimacy(1e9), (grieved+content)/2, 1e-9)
}
