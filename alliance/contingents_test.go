package alliance

import (
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

func TestAbstainersSendNobodyAndTheLeadCoversTheRest(t *testing.T) {
	co := staked()
	co.Willingness = 0 // the willing send half
	for _, c := range []struct {
		ally, neighbour string
		want            []float64
	}{
		{Yes, Yes, []float64{3000 - 200 - 150, 200, 150, 0}},
		{Yes, Abstain, []float64{3000 - 200, 200, 0, 0}},
		{Abstain, Abstain, []float64{3000, 0, 0, 0}},
		{No, Yes, []float64{3000 - 150, 0, 150, 0}},
	} {
		d := decide(t, Charter{Rule: LeadNation, Standing: 4000}, voting(Yes, c.ally, c.neighbour), co, plea(), 0)
		for i, want := range c.want {
			if !near(d.Send[i], want) {
				t.Errorf("ally %s, neighbour %s: %v are sent, want %v", c.ally, c.neighbour, d.Send, c.want)
				break
			}
		}
	}
}

func TestWillingnessFollowsSupport(t *testing.T) {
	co := staked()
	co.Yes = 0.5
	list := voting(Yes, Yes, Yes)
	list[ally].Stake = 0.6
	for slope, want := range map[float64]float64{0: 0.5, 10: 0.7310585786300049, 100: 0.9999546021312976} {
		co.Willingness = slope
		got := decide(t, treaty(), list, co, plea(), 0).Send[ally]
		if !near(got, 400*want) {
			t.Errorf("slope %v: %v people, want %v of 400", slope, got, want)
		}
	}
}

func TestOffersBeyondTheSizeAreCutInProportion(t *testing.T) {
	co := staked()
	co.Willingness = 0
	d := decide(t, Charter{Rule: Consensus, Standing: 200}, voting(Yes, Yes, Yes), co, plea(), 0) // 150 are called for, 350 offered
	want := []float64{0, 200 * 150. / 350, 150 * 150. / 350, 0}
	for i := range want {
		if !near(d.Send[i], want[i]) {
			t.Fatalf("%v are sent, want %v", d.Send, want)
		}
	}
}

func TestContingentsSumToTheSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := func(name string) float64 { return rapid.Float64Range(0, 1).Draw(t, name) }
		list, r := council(), plea()
		for i := range list {
			m := &list[i]
			m.Pledge = rapid.Float64Range(0, 5000).Draw(t, "pledge")
			m.Capability, m.Stake, m.DomesticCost = share("capability"), share("stake"), share("cost")
		}
		co := weighed()
		co.Luck, co.Willingness = share("luck"), rapid.Float64Range(0, 100).Draw(t, "willingness")
		r.Threat, r.Multilateral = share("threat"), rapid.Bool().Draw(t, "multilateral")
		rule := Rule(rapid.IntRange(0, 2).Draw(t, "rule"))
		d, err := Decide(Charter{Rule: rule, Standing: rapid.Float64Range(0, 10000).Draw(t, "standing")}, list, co, r, luck.Of(rapid.Uint64().Draw(t, "seed"), 0))
		if err != nil {
			t.Fatal(err)
		}
		want := 0.0
		if d.Approved {
			want = d.Size
		}
		if !near(sum(d.Send), want) {
			t.Fatalf("%v are sent, want %v in all", d.Send, want)
		}
		for i, m := range list {
			if d.Send[i] < 0 || !m.Lead && d.Send[i] > m.Pledge*m.Capability+1e-9 {
				t.Fatalf("%s sends %v, it can send %v", m.ID, d.Send[i], m.Pledge*m.Capability)
			}
		}
		for i, v := range d.Votes {
			if i != lead && v.Choice != Yes && d.Send[i] != 0 {
				t.Fatalf("%s votes %s and sends %v", v.Member, v.Choice, d.Send[i])
			}
		}
	})
}

func TestAUnilateralMissionIsTheLeadsAlone(t *testing.T) {
	r := plea()
	r.Multilateral = false
	d := decide(t, treaty(), voting(No, No, No), staked(), r, 0)
	if !d.Approved || len(d.Votes) != 0 || d.Send[lead] != d.Size || d.Size != 3000 || sum(d.Send) != d.Size {
		t.Errorf("%+v", d)
	}
}

func TestLeadShare(t *testing.T) {
	for _, c := range []struct {
		people []float64
		want   float64
	}{
		{[]float64{0, 0, 0, 0}, 0},
		{[]float64{5, 0, 0, 0}, 1},
		{[]float64{0, 5, 5, 0}, 0},
		{[]float64{30, 50, 20, 0}, 0.3},
	} {
		if got := LeadShare(council(), c.people); !near(got, c.want) {
			t.Errorf("%v: %v, want %v", c.people, got, c.want)
		}
	}
}

func TestHerfindahl(t *testing.T) {
	for _, c := range []struct {
		people []float64
		want   float64
	}{
		{nil, 0},
		{[]float64{0, 0}, 0},
		{[]float64{7}, 1},
		{[]float64{7, 0, 0}, 1},
		{[]float64{5, 5}, 0.5},
		{[]float64{2, 2, 2, 2}, 0.25},
		{[]float64{3, 1}, 0.625},
	} {
		if got := Herfindahl(c.people); !near(got, c.want) {
			t.Errorf("%v: %v, want %v", c.people, got, c.want)
		}
	}
}

func TestConcentrationLiesBetweenOneOverNAndOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfN(rapid.Float64Range(0.001, 1e6), 1, 20).Draw(t, "people")
		h, n := Herfindahl(people), float64(len(people))
		if h < 1/n-1e-12 || h > 1+1e-12 {
			t.Fatalf("%v of %v contingents", h, n)
		}
		for i := range people {
			people[i] *= 3
		}
		if !near(Herfindahl(people), h) {
			t.Fatalf("%v at thrice the size, %v before", Herfindahl(people), h)
		}
		list := make([]Member, len(people))
		list[rapid.IntRange(0, len(list)-1).Draw(t, "lead")].Lead = true
		if s := LeadShare(list, people); s < 0 || s > 1+1e-12 || s*s > h+1e-12 {
			t.Fatalf("share of the lead %v, concentration %v", s, h)
		}
	})
}
