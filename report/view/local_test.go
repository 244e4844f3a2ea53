package view_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casus/report/view"
)

// values are those of a place by the hour in a run, 0 where there is nothing.
func values(run view.Played, id, of string, place, hours int) []float64 {
	x := make([]float64, hours)
	for _, l := range run.Hours {
		if l.ID != id || l.Of != of {
			continue
		}
		for _, s := range l.Spans {
			if s.Place == place {
				for k, v := range s.Values {
					x[s.From+k] = float64(v)
				}
			}
		}
	}
	return x
}

func region(p *view.Page, id string) int {
	return slices.IndexFunc(p.Map.Regions, func(r view.Region) bool { return r.ID == id })
}

// What is said of a town that is all of its region is what is said of the region: in how
// many runs somebody protests, and how likely what is on which day.
func TestATownThatIsARegionHasItsProbabilities(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 12, scale: 1000}))
	m, l := p.Map, p.Map.Local
	at := region(p, "almaty-city")
	town := slices.IndexFunc(m.Towns, func(x view.Town) bool { return x.Region == at })
	if len(l.Regions) != len(m.Regions) || len(l.Towns) != len(m.Towns) || len(l.Shares.Values) != 13 {
		t.Fatalf("%d regions, %d towns, %d shares", len(l.Regions), len(l.Towns), len(l.Shares.Values))
	}
	if l.Regions[at].Sentence != l.Towns[town].Sentence || !strings.Contains(l.Regions[at].Sentence, " of 12 runs") {
		t.Errorf("%s %s", l.Regions[at].Sentence, l.Towns[town].Sentence)
	}
	some := 0
	for k, layer := range l.Layers {
		counts := make([]int, len(p.Dates))
		for _, s := range layer.Spans {
			if s.Values[0] == 0 || s.Values[len(s.Values)-1] == 0 {
				t.Errorf("%s of %s: nothing is kept", layer.ID, m.Towns[s.Place].Name)
			}
			if s.Place == town {
				for d, n := range s.Values {
					counts[s.From+d] = int(n)
				}
			}
		}
		if m.Layers[k].ID != layer.ID {
			t.Fatalf("layer %d is %s", k, layer.ID)
		}
		for d, n := range counts {
			some += n
			if got, want := []view.Number{l.Shares.Values[n], l.Shares.Low[n], l.Shares.High[n]}, []view.Number{m.Layers[k].Values[d][at], m.Layers[k].Low[d][at], m.Layers[k].High[d][at]}; !slices.Equal(got, want) {
				t.Errorf("%s, day %d: %v in the town, %v in the region", layer.ID, d+1, got, want)
			}
		}
	}
	if some == 0 {
		t.Error("nothing happens in Almaty")
	}
}

// Words are of the numbers: a run has a sentence of a place if somebody protests there, and
// says of a day when most do.
func TestWordsOfAPlaceAreThoseOfItsHours(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 12, scale: 1000}))
	hours, told, quiet := 24*len(p.Dates), 0, 0
	for _, run := range p.Map.Played {
		for of, n := range map[string]int{"regions": len(p.Map.Regions), "towns": len(p.Map.Towns)} {
			for i := range n {
				crowd := values(run, "participants", of, i, hours)
				k := slices.IndexFunc(run.Words, func(w view.Words) bool { return w.Of == of && w.Place == i })
				if is := k >= 0 && run.Words[k].Whole != ""; is != (slices.Max(crowd) > 0) {
					t.Errorf("run %d, %s %d: at most %g protest, and it is told: %t", run.Run, of, i, slices.Max(crowd), is)
				}
				if k < 0 {
					quiet++
					continue
				}
				for d := range p.Dates {
					text, day := "", crowd[24*d:24*d+24]
					for _, note := range run.Words[k].Days {
						if note.Hour <= 24*d {
							text = note.Text
						}
					}
					most := slices.Max(day)
					if (most > 0) == strings.HasPrefix(text, "Nobody protests") {
						t.Errorf("run %d, %s %d, day %d: at most %g protest: %s", run.Run, of, i, d+1, most, text)
					}
					var at int
					_, after, found := strings.Cut(text, " at ")
					if _, err := fmt.Sscanf(after, "%d:00", &at); most > 0 && (!found || err != nil || day[at] != most) {
						t.Errorf("run %d, %s %d, day %d: %v: %s", run.Run, of, i, d+1, day, text)
					}
					told++
				}
			}
		}
	}
	if told == 0 || quiet == 0 {
		t.Errorf("%d days are told, %d places are quiet", told, quiet)
	}
}

// Where nobody protests in the typical run, the map plays a run in which somebody does.
func TestARunIsOpenedWhereTheTypicalOneHasNothing(t *testing.T) {
	p, _ := of(t, played(t, drawn(t, "LKA"), ask{runs: 6, scale: 1000}))
	stories := map[int]bool{}
	for _, r := range p.Story.Runs {
		stories[r.Run] = true
	}
	typical, more := p.Map.Played[0], 0
	for _, run := range p.Map.Played {
		name, is := strings.CutPrefix(run.Name, "The most typical run with protest in ")
		if is == stories[run.Run] {
			t.Errorf("run %d is %s", run.Run, run.Name)
		}
		if !is {
			continue
		}
		more++
		i := slices.IndexFunc(p.Map.Regions, func(r view.Region) bool { return r.Name == name })
		spot, hours := p.Map.Local.Regions[i], 24*len(p.Dates)
		if slices.Max(values(typical, "participants", "regions", i, hours)) > 0 || slices.Max(values(run, "participants", "regions", i, hours)) == 0 {
			t.Errorf("run %d is for %s", run.Run, name)
		}
		if spot.Run == nil || *spot.Run != run.Run || spot.Quiet != "Nobody protests in "+name+" in this run." || !strings.HasSuffix(spot.Sentence, fmt.Sprintf("; run %d is the most typical of those.", run.Run)) {
			t.Errorf("%+v", spot)
		}
	}
	for i, spot := range p.Map.Local.Towns { // a run that is opened has something to show
		for _, run := range p.Map.Played {
			if spot.Run != nil && *spot.Run == run.Run && slices.Max(values(run, "participants", "towns", i, 24*len(p.Dates))) == 0 {
				t.Errorf("%s: run %d has nobody there", p.Map.Towns[i].Name, run.Run)
			}
		}
	}
	if more == 0 {
		t.Error("the typical run has protest everywhere: no other is played")
	}
}

// An event of the record that names a place is one of its region, too.
func TestTheRecordOfAPlace(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 2, scale: 1000}))
	seen := 0
	for _, e := range p.Story.Record {
		switch {
		case strings.HasPrefix(e.Text, "Crowds break the cordons in Almaty"):
			seen++
			if e.Where == nil || !slices.Equal(e.Where.Regions, []int{region(p, "almaty-city")}) || len(e.Where.Towns) != 1 || p.Map.Towns[e.Where.Towns[0]].Name != "Almaty" {
				t.Errorf("%+v", e)
			}
		case strings.HasPrefix(e.Text, "State of emergency in Almaty region"):
			seen++
			if e.Where == nil || !slices.Equal(e.Where.Regions, []int{region(p, "almaty-region")}) || len(e.Where.Towns) != 0 {
				t.Errorf("%+v", e)
			}
		case strings.HasPrefix(e.Text, "National internet blackout"):
			seen++
			if e.Where != nil {
				t.Errorf("%+v", e)
			}
		}
	}
	if seen != 3 {
		t.Errorf("%d events are found", seen)
	}
}
