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

	again  int         // runs that were played again, for what no table has
	local  local       // of those
	work   [][]int     // by day and region, of those: runs in which foreign troops work there
	troops [][]float64 // by day, of each of those: foreign troops in the country
}

// regional is something that happens in a region on a day: it has a probability.
type regional struct {
	id, name string
	is       func(*scenario.Definitions, *sim.PlaceDay) bool
	doc      func(*scenario.Scenario) string
	town     func(*scenario.Scenario) string // what it is in a town
}

// events of a region's day; [report.RunMap] has the same thresholds.
var events = [...]regional{
	{"protest", "protest", func(d *scenario.Definitions, p *sim.PlaceDay) bool { return p.Participants >= d.ProtestPeople },
		func(s *scenario.Scenario) string {
			return fmt.Sprintf("at least %s people take part in the region on the day", number.Whole(s.Definitions.ProtestPeople))
		}, func(s *scenario.Scenario) string {
			return fmt.Sprintf("at least %s people protest in the town at once", number.Whole(s.Definitions.ProtestPeople))
		}},
	{"violence", "violence", func(d *scenario.Definitions, p *sim.PlaceDay) bool { return p.Violent >= d.ViolencePeople },
		func(s *scenario.Scenario) string {
			return fmt.Sprintf("at least %s people are violent in the region at once", number.Whole(s.Definitions.ViolencePeople))
		}, func(s *scenario.Scenario) string {
			return fmt.Sprintf("at least %s people are violent in the town at once", number.Whole(s.Definitions.ViolencePeople))
		}},
	{"lost", "loss of a place", func(_ *scenario.Definitions, p *sim.PlaceDay) bool { return p.Lost >= 1 },
		func(*scenario.Scenario) string { return "control of a place in the region is lost" },
		func(*scenario.Scenario) string { return "control of the town is lost" }},
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
	a.local.begin(m.s)
	for range m.s.Clock.CrisisDays {
		for k := range a.hits {
			a.hits[k] = append(a.hits[k], make([]int, regions))
		}
		a.officers = append(a.officers, make([][]float64, regions))
		a.work, a.troops = append(a.work, make([]int, regions)), append(a.troops, nil)
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

// layers sums the survey up.
func (m *maker) layers() (list []Layer) {
	a, s, all := m.survey, m.s, len(m.ok)
	source := "from all " + number.Of(all, "run")
	if !m.keeps(results.Places) {
		source = again(a.runs, all)
	}
	for k, e := range events {
		list = append(list, a.layer(s, e, a.hits[k], a.runs, source))
	}
	if a.again > 0 && m.lands() {
		list = append(list, a.layer(s, atWork, a.work, a.again, again(a.again, all)))
	}
	days, regions := len(a.officers), len(s.Society.Regions)
	l := Layer{ID: "officers", Name: "officers present and willing", Doc: "Local forces on duty who follow orders, at the end of the day; " + source + ".", Unit: "people", Values: table(days, regions), Low: table(days, regions), High: table(days, regions)}
	for d := range days {
		for i, x := range a.officers[d] {
			b := spreadOf(x)
			l.Values[d][i], l.Low[d][i], l.High[d][i] = b.Median, b.Low, b.High
		}
	}
	l.Sentence = fmt.Sprintf("Local officers on duty who follow orders, at the end of the day: medians of %d runs.", a.runs)
	return append(list, l)
}

// layer is the probability of what happens in regions, of so many runs.
func (a *survey) layer(s *scenario.Scenario, e regional, hits [][]int, runs int, source string) Layer {
	days, regions := len(hits), len(s.Society.Regions)
	l := Layer{
		ID: e.id, Name: "probability: " + e.name, Doc: capital(e.doc(s)) + "; " + source + ".", Unit: "probability",
		Values: table(days, regions), Low: table(days, regions), High: table(days, regions), Sentence: farthestOf(s, e.name, hits, runs),
	}
	for d := range days {
		for i, n := range hits[d] {
			share := stats.ShareOf(n, runs)
			l.Values[d][i], l.Low[d][i], l.High[d][i] = Number(share.P), Number(share.Low), Number(share.High)
		}
	}
	return l
}

// again says of which runs something is that were played again.
func again(runs, all int) string {
	if runs < all {
		return fmt.Sprintf("from the first %s of %d, played again", number.Of(runs, "run"), all)
	}
	return fmt.Sprintf("from all %s, played again", number.Of(all, "run"))
}

// farthestOf says on which day what happens in regions reaches most of them, and where it
// is most probable then.
func farthestOf(s *scenario.Scenario, name string, hits [][]int, runs int) string {
	most, day := 0, 0
	for d := range hits {
		if sum := total(hits[d]); sum > most {
			most, day = sum, d
		}
	}
	if most == 0 {
		return fmt.Sprintf("%s: in no region of %s, on no day.", capital(name), number.Of(runs, "run"))
	}
	region := 0
	for i, n := range hits[day] {
		if n > hits[day][region] {
			region = i
		}
	}
	return fmt.Sprintf("%s is most widespread on %s: in %.1f of %d regions, in the mean of %s; most probably in %s, %s.", capital(name), dateOf(s, day+1),
		float64(most)/float64(runs), len(hits[day]), number.Of(runs, "run"), s.Society.Regions[region].Name, chanceOf(stats.ShareOf(hits[day][region], runs)).Text)
}

func total(x []int) (sum int) {
	for _, n := range x {
		sum += n
	}
	return sum
}
