package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Timeline is what happens day by day.
type Timeline struct {
	Series   []Series `json:"series"`
	Lanes    []Lanes  `json:"lanes"`  // of each kind that there is
	Firsts   Caption  `json:"firsts"` // of the lanes
	Sentence string   `json:"sentence"`
}

// Lanes are those of a kind.
type Lanes struct {
	Name  string `json:"name"`
	Lanes []Lane `json:"lanes"`
}

// Series is a quantity by day, in single runs and in the record.
type Series struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Unit     string     `json:"unit"`
	Record   []Recorded `json:"record"` // days for which it has a value
	Panels   []Panel    `json:"panels"`
	Sentence string     `json:"sentence"`
}

// Recorded is a value of the record.
type Recorded struct {
	Day        int    `json:"day"`
	Value      Number `json:"value"`
	Low        Number `json:"low"` // null where sources do not differ
	High       Number `json:"high"`
	Confidence string `json:"confidence"`
}

// Panel is runs of one kind: those that fizzle, or those that engulf the nation. Its
// trajectories are real runs, the same in all series.
type Panel struct {
	Kind         string       `json:"kind"` // fizzled or engulfed
	Name         string       `json:"name"`
	Count        string       `json:"count"`  // how many of its runs are drawn
	Record       bool         `json:"record"` // the record is drawn beside these runs
	Trajectories []Trajectory `json:"trajectories"`
}

// Trajectory is a run by day.
type Trajectory struct {
	Run    int      `json:"run"`
	Values []Number `json:"values"`
}

// Lane is a decision, an event or a landing, and when it first happens.
type Lane struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`   // decision, event or landing
	Chance   Chance   `json:"chance"` // that it happens
	Dots     []Number `json:"dots"`   // days, with fractions: quantiles of the runs in which it happens, each as likely; troops may leave after the crisis
	When     Spread   `json:"when"`   // days, of the runs in which it happens
	Later    string   `json:"later"`  // how many dots lie after the crisis; "" where none does
	Record   *Number  `json:"record"` // day, with fraction where the hour is known; null where it is not
	Sentence string   `json:"sentence"`
}

// daily are the series of a timeline, and how they are called.
var daily = []struct{ id, name string }{
	{"participants", "participants"}, {"regions_protest", "regions with protest"}, {"regions_violence", "regions with violence"},
	{"places_lost", "places lost"}, {"deaths", "deaths so far"}, {"detained", "detained so far"}, {"foreign_troops", "foreign troops"},
}

// shown is how many trajectories a panel has at most, beside those of the story.
const shown = 15

// timeline makes the days.
func (m *maker) timeline() error {
	x := &Timeline{Series: []Series{}, Lanes: []Lanes{}, Firsts: Caption{
		"When it first happens",
		"Dots are runs in which it happens, each as likely, at most twenty a row. The diamond is the record, the upright line the highlighted run.",
	}}
	beside := m.beside()
	if m.keeps(results.Daily) {
		if err := m.series(x, beside); err != nil {
			return err
		}
	} else {
		m.missing("timeline", "The run keeps no table of days: run it again without --tables, or with daily among them.")
	}
	if m.first == nil {
		m.missing("timeline", "The run keeps no table of events: run it again without --tables, or with events among them.")
	} else {
		x.Lanes = m.lanes()
	}
	fizzled, engulfed := m.split()
	x.Sentence = fmt.Sprintf("Of %s, %d fizzle and %d engulf the nation; each line is a run.", number.Of(len(m.ok), "run"), len(fizzled), len(engulfed))
	if beside.why != "" {
		x.Sentence += " " + beside.why
	}
	m.page.Timeline = x
	return nil
}

// series follows single runs day by day, those of each kind spread evenly over how many
// take part on the largest day.
func (m *maker) series(x *Timeline, beside course) error {
	fizzled, engulfed := m.split()
	days := m.s.Clock.CrisisDays
	columns := []string{"day"}
	for _, d := range daily {
		columns = append(columns, d.id)
	}
	values := map[int][][]Number{} // by place, series and day
	panels := []struct {
		kind, name string
		of, shown  []int
	}{
		{"fizzled", "runs that fizzle", fizzled, m.spaced(fizzled)},
		{"engulfed", "runs that engulf the nation", engulfed, m.spaced(engulfed)},
	}
	for _, p := range panels {
		for _, place := range p.shown {
			values[place] = table(len(daily), days)
		}
	}
	top := make([]float64, len(daily))
	err := m.Each(results.Daily, columns, func(place int, row []float64) {
		for k, v := range row[1:] {
			top[k] = max(top[k], v)
			if list, ok := values[place]; ok {
				list[k][int(row[0])-1] = Number(v)
			}
		}
	})
	if err != nil {
		return err
	}
	for k, d := range daily {
		unit, _ := sim.Unit(d.id)
		s := Series{ID: d.id, Name: d.name, Unit: unit, Record: recorded(m.s, d.id)}
		if top[k] == 0 && len(s.Record) == 0 {
			continue
		}
		for _, p := range panels {
			panel := Panel{
				Kind: p.kind, Name: p.name, Count: fmt.Sprintf("%d of %d", len(p.shown), len(p.of)), Record: len(s.Record) > 0 && beside.kind(p.kind),
				Trajectories: []Trajectory{},
			}
			for _, place := range p.shown {
				panel.Trajectories = append(panel.Trajectories, Trajectory{m.Replicates()[place], values[place][k]})
			}
			s.Panels = append(s.Panels, panel)
		}
		s.Sentence = m.peaks(d.id, d.name)
		x.Series = append(x.Series, s)
	}
	return nil
}

// peaks says how high a series rises in runs of either kind, where the table of runs
// has it, and else what is drawn.
func (m *maker) peaks(id, name string) string {
	column := map[string]string{"participants": "peak_participants", "regions_protest": "regions_protest_peak", "deaths": "deaths", "detained": "detained"}[id]
	if column == "" {
		return capital(name) + " by day, in single runs."
	}
	fizzled, engulfed := m.split()
	of := func(list []int) string {
		var x []float64
		for _, place := range list {
			x = append(x, m.runs[column][place])
		}
		return counts(stats.BandOf(x)).Text
	}
	return fmt.Sprintf("%s at most, medians and 90 %% of runs: %s in %s that fizzle, %s in %s that engulf the nation.",
		capital(name), of(fizzled), number.Of(len(fizzled), "run"), of(engulfed), number.Of(len(engulfed), "run"))
}

// spaced picks runs spread evenly over how many take part on the largest day, and those
// of the story among them.
func (m *maker) spaced(list []int) []int {
	sorted := slices.Clone(list)
	peak := m.runs["peak_participants"]
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(peak[a], peak[b]) })
	n := min(shown, len(sorted))
	var picked []int
	for i := range n {
		picked = append(picked, sorted[(2*i+1)*len(sorted)/(2*n)])
	}
	for _, t := range m.told {
		if slices.Contains(list, t.place) && !slices.Contains(picked, t.place) {
			picked = append(picked, t.place)
		}
	}
	return picked
}

// recorded is a series of the record.
func recorded(s *scenario.Scenario, id string) []Recorded {
	list := []Recorded{}
	for _, v := range s.Record.Daily[id] {
		list = append(list, Recorded{Day: s.DayOf(v.Date), Value: Number(v.Value), Low: orNone(v.Low), High: orNone(v.High), Confidence: v.Confidence})
	}
	return list
}

// marks are what a lane is for beside options and events of the scenario.
var marks = []sim.Kind{sim.FirstViolence, sim.Contested, sim.RegimeFalls, sim.RequestApproved, sim.RequestRefused, sim.FirstTroopsLand, sim.LastTroopsLeave}

// laneKinds are the kinds of lanes, in order, and what they are called.
var laneKinds = []struct{ kind, name string }{{"decision", "Decisions"}, {"event", "Events"}, {"landing", "Foreign troops"}}

// lanes says of decisions, events and landings when they first happen.
func (m *maker) lanes() []Lanes {
	all, list := m.everyLane(), []Lanes{}
	for _, k := range laneKinds {
		group := Lanes{Name: k.name}
		for _, l := range all {
			if l.Kind == k.kind {
				group.Lanes = append(group.Lanes, l)
			}
		}
		if len(group.Lanes) > 0 {
			list = append(list, group)
		}
	}
	return list
}

func (m *maker) everyLane() []Lane {
	list := []Lane{}
	for _, o := range m.s.Options {
		if x := m.first[sim.Kind(o.ID)]; x != nil || decided(m.s, o.ID) != nil {
			list = append(list, m.lane(sim.Kind(o.ID), x, decided(m.s, o.ID)))
		}
	}
	for _, e := range m.s.Events {
		list = append(list, m.lane(sim.Kind(e.ID), m.first[sim.Kind(e.ID)], nil))
	}
	for _, k := range marks {
		if x := m.first[k]; x != nil {
			list = append(list, m.lane(k, x, m.markedDay(k)))
		}
	}
	return list
}

func (m *maker) lane(kind sim.Kind, hours []float64, record *Number) Lane {
	l := Lane{ID: string(kind), Record: record}
	l.Kind, l.Name = named(m.s, kind)
	var days []float64
	for _, h := range there(hours) {
		days = append(days, dayAt(h))
	}
	l.Chance, l.Dots, l.When = chanceOf(stats.ShareOf(len(days), len(m.ok))), dotsOf(days), spreadOf(days)
	if n := len(slices.DeleteFunc(slices.Clone(l.Dots), func(day Number) bool { return day <= Number(m.s.Clock.CrisisDays+1) })); n > 0 {
		l.Later = fmt.Sprintf("%d later ▸", n)
	}
	l.Sentence = fmt.Sprintf("%s. In %s of %s", capital(l.Name), l.Chance.Text, number.Of(len(m.ok), "run"))
	if len(days) > 0 {
		b := stats.BandOf(days)
		on := func(day float64) string { return dateOf(m.s, int(math.Floor(day))) }
		l.Sentence += fmt.Sprintf(", first on %s in the median of them (%s to %s)", on(b.Median), on(b.Low), on(b.High))
	}
	if record != nil {
		l.Sentence += "; in the record on " + dateOf(m.s, int(*record))
	}
	l.Sentence += "."
	return l
}

// decided is when an option was first taken in the record; nil where it was not.
func decided(s *scenario.Scenario, option string) *Number {
	for _, d := range s.Record.Decisions { // by time, as the record has them
		if hour, err := s.Hour(d.At); err == nil && d.Option == option {
			day := Number(dayAt(float64(hour)))
			return &day
		}
	}
	return nil
}

// markedDay is the day of a mark in the record, where it follows from one of the targets.
func (m *maker) markedDay(kind sim.Kind) *Number {
	for _, t := range m.s.Record.Targets {
		day := Number(t.Value)
		switch {
		case kind == sim.FirstViolence && t.Outcome == "first_violence_day", kind == sim.RegimeFalls && t.Outcome == "fall_day":
			return &day
		case kind == sim.FirstTroopsLand && t.Outcome == "hours_to_landing":
			for _, o := range m.s.Options {
				if asked := decided(m.s, o.ID); o.Effects.Request && asked != nil {
					day = *asked + day/24
					return &day
				}
			}
		}
	}
	return nil
}
