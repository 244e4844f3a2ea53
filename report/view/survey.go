package view

import (
	"fmt"

	"casus/borders"
	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// survey is regions by day, run by run, from a table or from runs that are played again.
type survey struct {
	outlines borders.Regions
	region   map[string]int
	runs     int
	hits     [len(events)][][]int // of what happens in a region: by day and region, runs
	officers [][][]float64        // by day and region, of each run
}

// regional is something that happens in a region on a day: it has a probability.
type regional struct {
	id, name string
	is       func(*scenario.Definitions, *sim.PlaceDay) bool
	doc      func(*scenario.Definitions) string
}

// events of a region's day; [report.RunMap] has the same thresholds.
var events = [...]regional{
	{"protest", "protest", func(d *scenario.Definitions, p *sim.PlaceDay) bool { return p.Participants >= d.ProtestPeople },
		func(d *scenario.Definitions) string {
			return fmt.Sprintf("at least %s people take part in the region on the day", number.Whole(d.ProtestPeople))
		}},
	{"violence", "violence", func(d *scenario.Definitions, p *sim.PlaceDay) bool { return p.Violent >= d.ViolencePeople },
		func(d *scenario.Definitions) string {
			return fmt.Sprintf("at least %s people are violent in the region at once", number.Whole(d.ViolencePeople))
		}},
	{"lost", "loss of a place", func(_ *scenario.Definitions, p *sim.PlaceDay) bool { return p.Lost >= 1 },
		func(*scenario.Definitions) string { return "control of a place in the region is lost" }},
}

// surveyed begins a survey, if the scenario has boundaries of its regions.
func (m *maker) surveyed() (*survey, error) {
	outlines, err := borders.Read(m.Folder)
	if err != nil {
		return nil, err
	}
	a := &survey{outlines: outlines, region: map[string]int{}}
	some := false
	for i, r := range m.s.Society.Regions {
		a.region[r.ID] = i
		_, ok := outlines.Of(r.ID)
		some = some || ok
	}
	if !some {
		m.missing("map", "The scenario has no boundaries of its regions (%s).", borders.File)
		return nil, nil
	}
	regions := len(m.s.Society.Regions)
	for range m.s.Clock.CrisisDays {
		for k := range a.hits {
			a.hits[k] = append(a.hits[k], make([]int, regions))
		}
		a.officers = append(a.officers, make([][]float64, regions))
	}
	return a, nil
}

// add counts a region's day.
func (a *survey) add(s *scenario.Scenario, p *sim.PlaceDay) {
	i, known := a.region[p.Place]
	if p.Site || !known {
		return
	}
	for k := range events {
		if events[k].is(&s.Definitions, p) {
			a.hits[k][p.Day-1][i]++
		}
	}
	a.officers[p.Day-1][i] = append(a.officers[p.Day-1][i], p.Officers)
}

// read counts all days of the table of places.
func (a *survey) read(s *scenario.Scenario, r *results.Reader) error {
	schema, err := r.Schema(results.Places)
	if err != nil {
		return err
	}
	at := func(name string) int { return schema.Index(name) }
	replicate, day, place, site := at(results.ReplicateColumn), at("day"), at("place"), at("site")
	participants, violent, lost, officers := at("participants"), at("violent"), at("places_lost"), at("officers")
	last := int64(-1)
	for row, err := range r.Rows(results.Places) {
		if err != nil {
			return err
		}
		if n, _ := row[replicate].(int64); n != last {
			last = n
			a.runs++
		}
		var p sim.PlaceDay
		number, _ := row[day].(int64)
		p.Day = int(number)
		p.Place, _ = row[place].(string)
		p.Site, _ = row[site].(bool)
		p.Participants, _ = row[participants].(float64)
		p.Violent, _ = row[violent].(float64)
		p.Lost, _ = row[lost].(float64)
		p.Officers, _ = row[officers].(float64)
		a.add(s, &p)
	}
	return nil
}

// layers sums a survey up.
func (a *survey) layers(s *scenario.Scenario) (list []Layer) {
	days, regions := len(a.officers), len(s.Society.Regions)
	for k, e := range events {
		l := Layer{ID: e.id, Name: "probability: " + e.name, Doc: e.doc(&s.Definitions), Unit: "probability", Values: table(days, regions), Low: table(days, regions), High: table(days, regions)}
		for d := range days {
			for i, hits := range a.hits[k][d] {
				share := stats.ShareOf(hits, a.runs)
				l.Values[d][i], l.Low[d][i], l.High[d][i] = Number(share.P), Number(share.Low), Number(share.High)
			}
		}
		l.Sentence = a.farthest(s, e.name, a.hits[k])
		list = append(list, l)
	}
	l := Layer{ID: "officers", Name: "officers present and willing", Doc: "local forces on duty who follow orders, at the end of the day", Unit: "people", Values: table(days, regions), Low: table(days, regions), High: table(days, regions)}
	for d := range days {
		for i, x := range a.officers[d] {
			b := spreadOf(x)
			l.Values[d][i], l.Low[d][i], l.High[d][i] = b.Median, b.Low, b.High
		}
	}
	l.Sentence = fmt.Sprintf("Local officers on duty who follow orders, at the end of the day: medians of %d runs.", a.runs)
	return append(list, l)
}

// farthest says on which day what happens in regions reaches most of them, and where it
// is most probable then.
func (a *survey) farthest(s *scenario.Scenario, name string, hits [][]int) string {
	most, day := 0, 0
	for d := range hits {
		if sum := total(hits[d]); sum > most {
			most, day = sum, d
		}
	}
	if most == 0 {
		return fmt.Sprintf("%s: in no region of %s, on no day.", capital(name), number.Of(a.runs, "run"))
	}
	region := 0
	for i, n := range hits[day] {
		if n > hits[day][region] {
			region = i
		}
	}
	return fmt.Sprintf("%s is most widespread on %s: in %.1f of %d regions, in the mean of %s; most probably in %s, %s.", capital(name), dateOf(s, day+1),
		float64(most)/float64(a.runs), len(hits[day]), number.Of(a.runs, "run"), s.Society.Regions[region].Name, chanceOf(stats.ShareOf(hits[day][region], a.runs)).Text)
}

func total(x []int) (sum int) {
	for _, n := range x {
		sum += n
	}
	return sum
}
