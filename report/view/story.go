package view

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"casus/ensemble"
	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Story is what happens, in a sentence, probabilities and single runs.
type Story struct {
	Setting []Entry    `json:"setting"` // what the runs begin with
	Words   []Entry    `json:"words"`   // that are used of runs, explained
	Likely  Likely     `json:"likely"`
	Falls   string     `json:"falls"`  // heads the reasons
	Fell    []Fall     `json:"fell"`   // why regimes fell in the crisis, the most frequent first
	Runs    []StoryRun `json:"runs"`   // typical, most like the record, worst
	Record  []Event    `json:"record"` // what really happened; empty without a record
}

// Likely is how likely the main events are.
type Likely struct {
	Name   string        `json:"name"`
	Text   string        `json:"text"` // how the pictures are read
	Events []Probability `json:"events"`
}

// Probability of an event.
type Probability struct {
	Event    string `json:"event"`
	Given    string `json:"given"` // the condition; "" where there is none
	Chance   Chance `json:"chance"`
	Of       string `json:"of"` // how many runs it is from
	Sentence string `json:"sentence"`
}

// Fall is a reason for which regimes fell.
type Fall struct {
	Reason string `json:"reason"`
	Runs   int    `json:"runs"`
	Chance Chance `json:"chance"` // of falling for it, of all runs
	Text   string `json:"text"`
}

// StoryRun is a single run that is told in full.
type StoryRun struct {
	Run      int     `json:"run"`
	Kind     string  `json:"kind"` // typical, record or worst
	Name     string  `json:"name"` // a typical run
	Why      string  `json:"why"`  // by what rule it was chosen
	Sentence string  `json:"sentence"`
	Days     string  `json:"days"` // heads the table of its events by day
	Facts    []Entry `json:"facts"`
	Events   []Event `json:"events"`
}

// Event is something that happened.
type Event struct {
	Hour       int    `json:"hour"` // may be negative in a record, where it led to the crisis
	Day        int    `json:"day"`
	When       string `json:"when"` // 5 January 2022, 18:00
	Kind       string `json:"kind"` // decision, event or landing; of a record its own word
	Text       string `json:"text"`
	Confidence string `json:"confidence,omitempty"` // of a record: high, medium or low
	Where      *Where `json:"where,omitempty"`      // of a record: where it happened, if it did in some places and not in others
}

// Where are places by their index on the map: towns, and the regions of those and others.
type Where struct {
	Regions []int `json:"regions"`
	Towns   []int `json:"towns"`
}

// story tells what happens: probabilities, and runs in full.
func (m *maker) story() error {
	x := &m.page.Story
	var err error
	if x.Setting, err = m.setting(); err != nil {
		return err
	}
	x.Words = explained
	x.Likely = LikelyOf(m.sum.Probabilities)
	x.Falls, x.Fell = "Why governments fell", []Fall{}
	for _, f := range m.sum.Fell {
		c := chanceOf(stats.ShareOf(f.Runs, len(m.ok)))
		x.Fell = append(x.Fell, Fall{f.Why, f.Runs, c, fmt.Sprintf("%s: %s, %s", capital(f.Why), number.Of(f.Runs, "run"), c.Text)})
	}
	x.Record = record(m.s)
	for _, t := range m.told {
		run := m.tell(t)
		run.Days = t.name + " by day"
		if len(x.Record) > 0 {
			run.Days += ", beside the record"
		}
		x.Runs = append(x.Runs, run)
	}
	if len(x.Record) == 0 {
		m.missing("story", "The scenario has no record of what happened.")
	}
	return nil
}

// LikelyOf describes probabilities of events.
func LikelyOf(list []ensemble.Probability) Likely {
	x := Likely{
		Name: "How likely", Text: "Of fifty dots as many are filled as it is likely that the event happens. The line beneath is what the number of runs leaves open.",
		Events: []Probability{},
	}
	for _, o := range list {
		line := Probability{Event: o.Event, Given: o.Given, Chance: chanceOf(o.Share), Of: "of " + number.Of(o.Of, "run")}
		line.Sentence = capital(o.Event)
		if o.Given != "" {
			line.Sentence += ", given " + o.Given
		}
		line.Sentence += ": " + line.Chance.Text
		if o.Of > 0 {
			line.Sentence += " " + line.Of
		}
		line.Sentence += "."
		x.Events = append(x.Events, line)
	}
	return x
}

// tell tells a run.
func (m *maker) tell(t told) StoryRun {
	o := &t.trace.Outcome
	run := StoryRun{Run: m.Replicates()[t.place], Kind: t.kind, Name: t.name, Why: t.why, Events: happened(m.s, t.trace)}
	fact := func(label, value string) { run.Facts = append(run.Facts, Entry{label, value}) }
	day := func(d *float64) string {
		if d == nil {
			return "never"
		}
		return dateOf(m.s, int(*d))
	}
	spread := fmt.Sprintf("%s of %s", number.Whole(o.RegionsPeak), number.Of(len(m.s.Society.Regions), "region"))
	fact("most regions with protest on a day", spread)
	fact("people taking part on the largest day", whole(o.PeakCrowd))
	fact("that day", day(o.PeakDay))
	fact("first serious violence", day(o.FirstViolence))
	fact("deaths", whole(o.Deaths))
	fact("detained", whole(o.Detained))
	fact("request for help", day(o.RequestDay))
	troops := 0.0
	if o.Troops != nil {
		troops = *o.Troops
	}
	fact("foreign troops at most", whole(troops))
	end := fmt.Sprintf("the regime survives the %d days", m.s.Clock.CrisisDays)
	if o.FallReason != nil {
		end = fmt.Sprintf("the regime falls on %s: %s", day(o.FallDay), *o.FallReason)
	}
	fact("end", end)

	reach := "protest fizzles"
	if o.Engulfed {
		reach = "protest engulfs the nation"
	}
	help := "nobody asks the alliance for help"
	switch {
	case o.Deployed:
		help = "the alliance is asked for help and its troops land"
	case o.Requested:
		help = "the alliance is asked for help and no troops land"
	}
	run.Sentence = fmt.Sprintf("%s, with at most %s on a day and %s people taking part; %s die; %s; %s.", capital(reach), spread, whole(o.PeakCrowd), whole(o.Deaths), help, end)
	return run
}

// happened lists what happened in the crisis of a run.
func happened(s *scenario.Scenario, t *sim.Trace) []Event {
	list := []Event{}
	for _, e := range t.Events {
		if e.Month != sim.InCrisis {
			continue
		}
		kind, text := named(s, e.Kind)
		switch {
		case s.PlaceIndex(e.Cause) >= 0:
			text += " in " + s.Places[s.PlaceIndex(e.Cause)].Name
		case e.Kind == sim.RegimeFalls:
			text += ": " + e.Cause
		}
		list = append(list, Event{Hour: e.Hour, Day: e.Hour/24 + 1, When: clockAt(s, e.Hour), Kind: kind, Text: capital(text)})
	}
	return list
}

// named gives the kind of what happened for readers, and its name: that of an option with
// whose it is.
func named(s *scenario.Scenario, kind sim.Kind) (is, name string) {
	for _, o := range s.Options {
		if o.ID == string(kind) {
			return "decision", s.State.Actors[s.By(o)].Name + ": " + o.Name
		}
	}
	for _, e := range s.Events {
		if e.ID == string(kind) {
			return "event", e.Name
		}
	}
	if kind == sim.FirstTroopsLand || kind == sim.LastTroopsLeave {
		return "landing", string(kind)
	}
	return "event", string(kind)
}

// record lists what really happened, by time.
func record(s *scenario.Scenario) []Event {
	list := []Event{}
	for _, e := range s.Record.Events {
		at, form := e.Date+" 00:00", "2 January 2006"
		if e.Time != "" {
			at, form = e.Date+" "+e.Time, clock
		}
		when, err := time.Parse("2006-01-02 15:04", at)
		if err != nil {
			continue // loading has checked it
		}
		hour := int(math.Floor(when.Sub(s.Start).Hours()))
		x := Event{Hour: hour, Day: s.DayOf(e.Date), When: when.Format(form), Kind: e.Kind, Text: e.What, Confidence: e.Confidence}
		if x.Confidence == "low" {
			x.Text += " (not sure)"
		}
		if len(e.Places) > 0 {
			x.Where = where(s, e.Places)
		}
		list = append(list, x)
	}
	slices.SortStableFunc(list, func(a, b Event) int { return cmp.Compare(a.Hour, b.Hour) })
	return list
}

// where finds the regions and towns of ids.
func where(s *scenario.Scenario, ids []string) *Where {
	x := &Where{Regions: []int{}, Towns: []int{}}
	for _, id := range ids {
		region := slices.IndexFunc(s.Society.Regions, func(r scenario.Region) bool { return r.ID == id })
		if town := s.PlaceIndex(id); region < 0 {
			x.Towns, region = append(x.Towns, town), s.Places[town].Region
		}
		if !slices.Contains(x.Regions, region) {
			x.Regions = append(x.Regions, region)
		}
	}
	return x
}

// firsts gives for what happened in crises the hour at which it first did, by run; NaN
// where it did not. It is nil where the table of events is not kept.
func (m *maker) firsts() (map[sim.Kind][]float64, error) {
	schema, err := m.Results.Schema(results.Events)
	if errors.Is(err, results.ErrNotKept) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	place := map[int64]int{}
	for i, n := range m.Replicates() {
		place[int64(n)] = i
	}
	replicate, month, hour, kind := schema.Index(results.ReplicateColumn), schema.Index("month"), schema.Index("hour"), schema.Index("kind")
	first := map[sim.Kind][]float64{}
	for row, err := range m.Results.Rows(results.Events) {
		if err != nil {
			return nil, err
		}
		if n, _ := row[month].(int64); n != sim.InCrisis {
			continue
		}
		n, _ := row[replicate].(int64)
		at, known := place[n]
		if !known {
			continue
		}
		text, _ := row[kind].(string)
		k := sim.Kind(text)
		if first[k] == nil {
			first[k] = slices.Repeat([]float64{float64(none)}, len(m.Replicates()))
		}
		h, _ := row[hour].(int64)
		if x := first[k][at]; !(x <= float64(h)) {
			first[k][at] = float64(h)
		}
	}
	return first, nil
}
