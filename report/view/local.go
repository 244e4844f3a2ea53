package view

import (
	"fmt"
	"slices"

	"casus/report/number"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Local is what is said of single places, from runs that are played again.
type Local struct {
	Regions []Spot      `json:"regions"` // in the order of the map
	Towns   []Spot      `json:"towns"`
	Layers  []TownLayer `json:"layers"`
	Shares  Shares      `json:"shares"` // of layers
	Legend  string      `json:"legend"`
	Record  string      `json:"record"` // heads what the record has, before the name of a place
}

// Spot is what runs have in a place.
type Spot struct {
	Quiet    string `json:"quiet"`    // said of a run in which nobody protests there
	Sentence string `json:"sentence"` // in how many runs somebody does
	Run      *int   `json:"run"`      // the most typical that the map plays of the runs in which somebody does; null where it plays none
}

// TownLayer is in how many runs something happens in towns.
type TownLayer struct {
	ID    string `json:"id"` // as layers of regions have it
	Name  string `json:"name"`
	Doc   string `json:"doc"`   // what it is exactly, and from which runs: a sentence
	Spans []Span `json:"spans"` // of days in place of hours: the first is 0
}

// Shares are what so many runs of all make: a probability and its interval.
type Shares struct {
	Values []Number `json:"values"` // from no run to all
	Low    []Number `json:"low"`
	High   []Number `json:"high"`
}

// local counts what happens in places, in runs that are played again.
type local struct {
	street [][]int              // by region, then by town: runs in which somebody protests, by place in Replicates
	towns  [len(events)][][]int // of what happens in a town: by town and day, runs
}

// begin makes room for so many days.
func (l *local) begin(s *scenario.Scenario) {
	l.street = make([][]int, len(s.Society.Regions)+len(s.Places))
	for k := range l.towns {
		l.towns[k] = make([][]int, len(s.Places))
		for i := range l.towns[k] {
			l.towns[k][i] = make([]int, s.Clock.CrisisDays)
		}
	}
}

// follow counts a run.
func (l *local) follow(s *scenario.Scenario, place int, t *sim.Trace) {
	some := make([]bool, len(l.street))
	regions, d := len(s.Society.Regions), &s.Definitions
	for from := 0; from < len(t.Hours); from += 24 {
		most := map[int]*sim.PlaceDay{}
		for _, hour := range t.Hours[from:min(from+24, len(t.Hours))] {
			for _, p := range hour.Places {
				if most[p.Place] == nil {
					most[p.Place] = &sim.PlaceDay{}
				}
				m := most[p.Place]
				m.Participants, m.Violent = max(m.Participants, p.Crowd), max(m.Violent, p.Violent)
				m.Lost = max(m.Lost, stats.Indicator(p.Lost))
			}
		}
		for i, m := range most {
			if m.Participants >= somebody {
				some[s.Places[i].Region], some[regions+i] = true, true
			}
			for k := range events {
				if events[k].is(d, m) {
					l.towns[k][i][from/24]++
				}
			}
		}
	}
	for i, is := range some {
		if is {
			l.street[i] = append(l.street[i], place)
		}
	}
}

// somebody is how many people protest where any do: a crowd of less than half a person is
// shown as none.
const somebody = 0.5

// mostMore is how many runs are played on the map beside those of the story, since the
// typical one has nobody in a region: each adds some 20 KB to the page.
const mostMore = 2

// more picks the most typical runs in which somebody protests, in the regions where nobody
// does in the typical run: those with the most people first.
func (m *maker) more() (list []told) {
	typical := m.told[0]
	here := func(region int) bool {
		return slices.ContainsFunc(typical.trace.Hours, func(h sim.Hour) bool {
			return slices.ContainsFunc(h.Places, func(p sim.PlaceHour) bool {
				return m.s.Places[p.Place].Region == region && p.Crowd >= somebody
			})
		})
	}
	people := inhabitants(m.s)
	regions := make([]int, len(people))
	for i := range regions {
		regions[i] = i
	}
	slices.SortStableFunc(regions, func(a, b int) int { return int(people[b] - people[a]) })
	for _, i := range regions {
		place := m.mostTypical(m.survey.local.street[i])
		if len(list) == mostMore || place < 0 || here(i) {
			continue
		}
		is := func(t told) bool { return t.place == place }
		if !slices.ContainsFunc(m.told, is) && !slices.ContainsFunc(list, is) {
			list = append(list, told{place: place, name: "The most typical run with protest in " + m.s.Society.Regions[i].Name})
		}
	}
	return list
}

// mostTypical is the run of a list that is nearest to what makes one typical, the first of
// those that are as near; -1 of none.
func (m *maker) mostTypical(list []int) int {
	best := -1
	for _, place := range list {
		if best < 0 || m.unlike[place] < m.unlike[best] || m.unlike[place] == m.unlike[best] && place < best {
			best = place
		}
	}
	return best
}

// inhabitants counts the people of regions.
func inhabitants(s *scenario.Scenario) []float64 {
	people := make([]float64, len(s.Society.Regions))
	for _, p := range s.Places {
		people[p.Region] += p.Population
	}
	return people
}

// places describes what runs have in single places; the runs that the map plays are known.
func (m *maker) places(played []Played) *Local {
	a, s := m.survey, m.s
	x := &Local{Regions: []Spot{}, Towns: []Spot{}, Layers: []TownLayer{}, Legend: legend(s), Record: "The record of"}
	for i, r := range s.Society.Regions {
		x.Regions = append(x.Regions, m.spot(r.Name, a.local.street[i], m.playing(played, "regions", i)))
	}
	for i, p := range s.Places {
		x.Towns = append(x.Towns, m.spot(p.Name, a.local.street[len(s.Society.Regions)+i], m.playing(played, "towns", i)))
	}
	for k, e := range events {
		l := TownLayer{ID: e.id, Name: "probability: " + e.name, Doc: fmt.Sprintf("%s; %s.", capital(e.town(s)), again(a.again, len(m.ok))), Spans: []Span{}}
		for i, days := range a.local.towns[k] {
			first := slices.IndexFunc(days, func(n int) bool { return n > 0 })
			if first < 0 {
				continue
			}
			span := Span{Place: i, From: first}
			for _, n := range days[first:] {
				span.Values = append(span.Values, Number(n))
			}
			for span.Values[len(span.Values)-1] == 0 {
				span.Values = span.Values[:len(span.Values)-1]
			}
			l.Spans = append(l.Spans, span)
		}
		x.Layers = append(x.Layers, l)
	}
	for n := range a.again + 1 {
		share := stats.ShareOf(n, a.again)
		x.Shares.Values, x.Shares.Low, x.Shares.High = append(x.Shares.Values, Number(share.P)), append(x.Shares.Low, Number(share.Low)), append(x.Shares.High, Number(share.High))
	}
	return x
}

// legend says how the pictures of a place are read, and why they may have less than the
// sentence above them.
func legend(s *scenario.Scenario) string {
	return fmt.Sprintf("Dots are probabilities, lines what the number of runs leaves open. They are of single days, on which protest counts from %s people on and violence from %s; the sentence above counts each run with a protest, however small.", number.Whole(s.Definitions.ProtestPeople), number.Whole(s.Definitions.ViolencePeople))
}

// playing are the runs of the map in which somebody protests in a place.
func (m *maker) playing(played []Played, of string, place int) (list []int) {
	for _, p := range played {
		if slices.ContainsFunc(p.Words, func(w Words) bool { return w.Of == of && w.Place == place && w.Whole != "" }) {
			list = append(list, slices.Index(m.Replicates(), p.Run))
		}
	}
	return list
}

// spot says in how many runs somebody protests in a place, of which the map plays some.
func (m *maker) spot(name string, street, playing []int) Spot {
	runs := number.Of(m.survey.again, "run")
	if m.survey.again < len(m.ok) {
		runs = "the first " + runs
	}
	x := Spot{Quiet: fmt.Sprintf("Nobody protests in %s in this run.", name), Sentence: fmt.Sprintf("Nobody protests there in any of %s.", runs)}
	best, open := m.mostTypical(street), m.mostTypical(playing)
	if best >= 0 {
		x.Sentence = fmt.Sprintf("Somebody, be it one person, protests there at some time in %d of %s, %s; run %d is the most typical of those", len(street), runs, chanceOf(stats.ShareOf(len(street), m.survey.again)).Text, m.Replicates()[best])
	}
	if open >= 0 {
		run := m.Replicates()[open]
		x.Run = &run
	}
	switch {
	case best < 0:
	case open == best:
		x.Sentence += "."
	case open < 0:
		x.Sentence += ", and the map plays none."
	default:
		x.Sentence += fmt.Sprintf(", run %d of those that the map plays.", *x.Run)
	}
	return x
}
