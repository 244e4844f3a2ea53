package view

import (
	"fmt"
	"math"

	"casus/scenario"
	"casus/sim"
)

// HourLayer is a quantity of a single run by the hour, where it is not 0.
type HourLayer struct {
	ID     string `json:"id"` // as those by day have it
	Name   string `json:"name"`
	Unit   string `json:"unit"`
	Of     string `json:"of"`     // regions or towns
	Most   Number `json:"most"`   // the largest value of all
	Legend string `json:"legend"` // of towns: what a circle is
	Spans  []Span `json:"spans"`
}

// Span is hours in a row in which a place has a value.
type Span struct {
	Place  int      `json:"place"`  // index of a region or a town
	From   int      `json:"from"`   // the first hour
	Values []Number `json:"values"` // hour by hour
}

// ofHours are what is shown of a single run by the hour. Of people two digits are kept:
// three runs have tens of thousands of such numbers.
var ofHours = []struct {
	id, name, towns, unit string
	of                    func(sim.PlaceHour) float64
}{
	{"participants", "people in the street", "crowds", "people", func(p sim.PlaceHour) float64 { return p.Crowd }},
	{"violent", "violent people", "violent people in towns", "people", func(p sim.PlaceHour) float64 { return p.Violent }},
	{"lost", "places lost", "towns lost", "places", func(p sim.PlaceHour) float64 {
		if p.Lost {
			return 1
		}
		return 0
	}},
}

// hourly gives the layers of a single run by the hour, of its regions and of its towns.
func hourly(s *scenario.Scenario, t *sim.Trace) (list []HourLayer) {
	region := func(place int) int { return s.Places[place].Region }
	town := func(place int) int { return place }
	for _, o := range ofHours {
		list = append(list, spans(HourLayer{ID: o.id, Name: o.name, Unit: o.unit, Of: "regions"}, t, len(s.Society.Regions), region, o.of))
	}
	for _, w := range work {
		if l := spans(HourLayer{ID: w.id, Name: w.name(s), Unit: "people", Of: "regions"}, t, len(s.Society.Regions), region, w.of); len(l.Spans) > 0 {
			list = append(list, l)
		}
	}
	for _, o := range ofHours {
		l := spans(HourLayer{ID: o.id, Name: o.towns, Unit: o.unit, Of: "towns"}, t, len(s.Places), town, o.of)
		l.Legend = circles(l.Name, float64(l.Most), l.Unit)
		if o.id == "lost" {
			l.Legend = fmt.Sprintf("Circles: %s, of one size.", l.Name)
		}
		list = append(list, l)
	}
	return list
}

// spans fills a layer with the sums over what lies in each of n places.
func spans(l HourLayer, t *sim.Trace, n int, in func(place int) int, of func(sim.PlaceHour) float64) HourLayer {
	l.Spans = []Span{}
	open := make([]int, n) // the span that goes on, and one more
	sum := make([]float64, n)
	for h, hour := range t.Hours {
		clear(sum)
		for _, p := range hour.Places {
			sum[in(p.Place)] += of(p)
		}
		for i, x := range sum {
			v := Number(significant(math.Round(x), 2))
			switch {
			case v == 0:
				open[i] = 0
				continue
			case open[i] == 0:
				l.Spans = append(l.Spans, Span{Place: i, From: h})
				open[i] = len(l.Spans)
			}
			span := &l.Spans[open[i]-1]
			span.Values = append(span.Values, v)
			l.Most = max(l.Most, v)
		}
	}
	return l
}
