package society

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// Whatever happens, the fast code, with one worker or more, and the plain code
// tell the same story to the last bit.
func TestFastIsPlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		co := someCoefficients(t)
		n := Nation{Cohorts: make([]Cohort, rapid.IntRange(1, maxCohorts).Draw(t, "cohorts"))}
		for c := range n.Cohorts {
			n.Cohorts[c] = Cohort{Legitimacy: rapid.Float64Range(0.3, 1).Draw(t, "legitimacy"), Salience: rapid.Float64Range(0, 1).Draw(t, "salience")}
		}
		for range rapid.IntRange(1, 4).Draw(t, "regions") {
			shares := make([]float64, len(n.Cohorts))
			for c := range shares {
				shares[c] = 1 / float64(len(shares))
			}
			n.Regions = append(n.Regions, Region{Cohorts: shares})
		}
		for range rapid.IntRange(0, 2).Draw(t, "grievances") {
			g := Grievance{Exposure: make([]float64, len(n.Regions))}
			for r := range g.Exposure {
				g.Exposure[r] = rapid.Float64Range(0, 1).Draw(t, "exposure")
			}
			if rapid.Bool().Draw(t, "weighted") {
				shock := rapid.Float64Range(0, 0.2).Draw(t, "shock")
				g.Shock, g.Weights = &shock, make([]float64, len(n.Cohorts))
				for c := range g.Weights {
					g.Weights[c] = rapid.Float64Range(0, 2).Draw(t, "weight")
				}
			}
			n.Grievances = append(n.Grievances, g)
		}
		for range rapid.IntRange(1, 9).Draw(t, "places") {
			n.Places = append(n.Places, Place{
				Region:     rapid.IntRange(0, len(n.Regions)-1).Draw(t, "region"),
				Population: math.Exp(rapid.Float64Range(0, 11).Draw(t, "log population")),
			})
		}
		for range rapid.IntRange(0, 3).Draw(t, "sparks") {
			n.Sparks = append(n.Sparks, Spark{
				Place: rapid.IntRange(0, len(n.Places)-1).Draw(t, "where"), Hour: rapid.IntRange(0, 20).Draw(t, "when"),
				People: rapid.Float64Range(0, 3000).Draw(t, "organisers"),
			})
		}
		scale := rapid.SampledFrom([]float64{1, 3.7, 10, 100}).Draw(t, "scale")
		lk := luck.Of(rapid.Uint64().Draw(t, "seed"), 0)
		plain, fast := New(n, co, How{Scale: scale, Plain: true}, lk), New(n, co, How{Scale: scale}, lk)
		crew := New(n, co, How{Scale: scale, Workers: 3}, lk)
		crew.people.(*roll).few = 0
		in := ordinary(&n)
		share := rapid.Float64Range(0, 1)
		for h := range rapid.IntRange(1, 60).Draw(t, "hours") {
			in.HourOfDay = h % 24
			for k := range in.Left {
				in.Left[k] = share.Draw(t, "left")
			}
			in.Openness, in.Lethal = share.Draw(t, "openness"), share.Draw(t, "lethal")
			for i := range in.Officers {
				in.Officers[i], in.Vacuum[i] = rapid.Float64Range(0, 1000).Draw(t, "officers"), share.Draw(t, "vacuum")
			}
			for r := range in.Emergency {
				in.Emergency[r] = float64(rapid.IntRange(0, 1).Draw(t, "emergency"))
				in.Posture[r] = rapid.Float64Range(0, 50).Draw(t, "posture")
			}
			in.Sparks, in.Losses = nil, nil
			if rapid.IntRange(0, 9).Draw(t, "something happens") == 0 {
				in.Sparks = []Spark{{Place: rapid.IntRange(0, len(n.Places)-1).Draw(t, "there"), People: rapid.Float64Range(0, 3000).Draw(t, "so many")}}
				in.Losses = []Loss{{Size: rapid.Float64Range(-1, 1).Draw(t, "loss"), Regions: []int{rapid.IntRange(0, len(n.Regions)-1).Draw(t, "of whom")}}}
			}
			plain.Hour(h, in)
			for _, other := range []*Society{fast, crew} {
				other.Hour(h, in)
				if other.Count() != plain.Count() || !reflect.DeepEqual(other.State(), plain.State()) || !slices.EqualFunc(other.places, plain.places, alike) {
					t.Fatalf("hour %d, %d workers: %v %+v\nplain: %v %+v", h, len(other.people.(*roll).crew), other.Count(), other.State(), plain.Count(), plain.State())
				}
			}
		}
	})
}

// Whether the hours have left the same in a place; for whom it has been
// drawn who is available is a matter of who was asked.
func alike(a, b local) bool {
	a.day, b.day = 0, 0
	return a == b
}

// someCoefficients are any that the tags allow, near enough to unrest.
func someCoefficients(t *rapid.T) Coefficients {
	co := restless()
	v := reflect.ValueOf(&co).Elem()
	for i := range v.NumField() {
		x := v.Field(i).Float() * rapid.Float64Range(0.2, 3).Draw(t, v.Type().Field(i).Name)
		var low, high float64
		tag := v.Type().Field(i).Tag
		if _, err := fmt.Sscan(tag.Get("min"), &low); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(tag.Get("max"), &high); err != nil {
			t.Fatal(err)
		}
		v.Field(i).SetFloat(min(high, max(low, x)))
	}
	return co
}
