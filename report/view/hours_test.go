package view_test

import (
	"math"
	"strings"
	"testing"

	"casus/report/view"
)

// What single runs have by the hour is what they have by the day: the most violent people,
// places lost and officers freed in an hour of a day are those of the day. It is kept where
// it is not 0, and the numbers of towns are not above those of their regions.
func TestHoursOfARunAreThoseOfItsDays(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 12, scale: 1000}))
	some := map[string]bool{}
	for _, run := range p.Map.Played {
		if !strings.Contains(run.Sentence, "number ") {
			t.Error(run.Sentence)
		}
		for _, l := range run.Hours {
			places := len(p.Map.Regions)
			if l.Of == "towns" {
				places = len(p.Map.Towns)
			}
			most := 0.0
			day := make([][]float64, len(p.Dates))
			for d := range day {
				day[d] = make([]float64, places)
			}
			for _, s := range l.Spans {
				for k, v := range s.Values {
					if v <= 0 {
						t.Errorf("run %d, %s: %g is kept", run.Run, l.ID, v)
					}
					most = max(most, float64(v))
					at := &day[(s.From+k)/24][s.Place]
					*at = max(*at, float64(v))
				}
			}
			if most != float64(l.Most) {
				t.Errorf("run %d, %s: at most %g, said to be %g", run.Run, l.ID, most, l.Most)
			}
			for _, r := range run.Layers {
				if r.ID != l.ID || r.Of != l.Of || l.ID == "participants" { // the largest crowds of towns of a region come at different hours
					continue
				}
				for d := range day {
					for i, v := range day[d] {
						some[l.ID] = some[l.ID] || v > 0
						if math.Abs(v-float64(r.Values[d][i])) > 0.05*v+0.5 { // two digits
							t.Errorf("run %d, %s, day %d, place %d: %g by the hour, %g by the day", run.Run, l.ID, d+1, i, v, r.Values[d][i])
						}
					}
				}
			}
		}
	}
	for _, id := range []string{"violent", "lost", "freed"} {
		if !some[id] {
			t.Error("nothing is seen of ", id)
		}
	}
}

// How many foreign troops are in the country is said for every day, and in a single run
// whenever it changes; of where they are, what the model knows.
func TestForeignTroopsOnTheMap(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 12, scale: 1000}))
	if len(p.Map.Troops) != 30 || p.Map.Nowhere == "" {
		t.Fatalf("%d days; %s", len(p.Map.Troops), p.Map.Nowhere)
	}
	if text := p.Map.Troops[0].Text; p.Map.Troops[0].Hour != 23 || text != "At the end of 2 January 2022 no foreign troops are in the country, in any of 12 runs." {
		t.Error(text)
	}
	some := false
	for _, n := range p.Map.Troops {
		some = some || strings.Contains(n.Text, "foreign troops are in the country in ")
	}
	var work *view.Layer
	for i := range p.Map.Layers {
		if p.Map.Layers[i].ID == "troops" {
			work = &p.Map.Layers[i]
		}
	}
	if !some || work == nil {
		t.Fatal("foreign troops are nowhere")
	}
	before := 0.0
	for _, v := range work.Values[0] {
		before += float64(v)
	}
	if before > 0 || !strings.HasSuffix(work.Doc, "played again.") {
		t.Errorf("%g on the first day; %s", before, work.Doc)
	}
	for _, run := range p.Map.Played {
		for i, n := range run.Troops {
			if i > 0 && (n.Hour <= run.Troops[i-1].Hour || n.Text == run.Troops[i-1].Text) {
				t.Errorf("run %d: %+v after %+v", run.Run, n, run.Troops[i-1])
			}
		}
	}
	if p, _ := of(t, played(t, drawn(t, "LKA"), ask{runs: 1, scale: 1000})); p.Map.Nowhere != "" || len(p.Map.Troops) > 0 {
		t.Error("troops that never land")
	}
}
