package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"casus/regime"
	"casus/report/number"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Decisions is what the government chose, and what the alliance voted.
type Decisions struct {
	Hours      []int      `json:"hours"` // of the probabilities below
	Options    []Option   `json:"options"`
	ByHour     Caption    `json:"byHour"`     // of the options
	Never      string     `json:"never"`      // options that are taken in no run; "" where there is none
	Votes      []Bloc     `json:"votes"`      // empty where nobody asked
	Terms      Caption    `json:"terms"`      // of the votes
	Forced     string     `json:"forced"`     // what is said of a decision that was not free
	Quantities []Quantity `json:"quantities"` // in the order of what is seen
	Seen       []Seen     `json:"seen"`       // every decision of the runs of the story
	Sentence   string     `json:"sentence"`
}

// Option is what a decision-maker can do.
type Option struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	By     string   `json:"by"`     // whose option it is
	Taken  Chance   `json:"taken"`  // that it is taken at all in the crisis
	ByHour []Number `json:"byHour"` // probability that it has been taken by then
}

// Quantity is something that a decision-maker sees.
type Quantity struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

// Seen is a decision and what it was made from.
type Seen struct {
	Run    int      `json:"run"`
	Hour   int      `json:"hour"`
	When   string   `json:"when"`
	Who    string   `json:"who"`
	Option int      `json:"option"` // index of the one chosen
	Forced bool     `json:"forced"` // by the record or a counterfactual
	Chance []Number `json:"chance"` // by option: probability of being chosen; null where it could not be
	Values []Number `json:"values"` // by quantity
}

// every is the hours between two probabilities that an option has been taken.
const every = 6

// decisions makes what governments choose and members vote.
func (m *maker) decisions() error {
	x := &Decisions{Options: []Option{}, Seen: []Seen{}}
	for h := every; h <= 24*m.s.Clock.CrisisDays; h += every {
		x.Hours = append(x.Hours, h)
	}
	if m.first == nil {
		m.missing("decisions", "The run keeps no table of events, which says when options were taken: run it again without --tables, or with events among them.")
	}
	for _, o := range m.s.Options {
		x.Options = append(x.Options, m.option(o, x.Hours))
	}
	var err error
	if x.Votes, x.Terms, err = m.blocs(); err != nil {
		return err
	}
	for _, q := range regime.Quantities() {
		x.Quantities = append(x.Quantities, Quantity{q.Name, q.Doc, q.Unit})
	}
	var runs []int
	for _, t := range m.told {
		if !slices.Contains(runs, t.place) {
			runs = append(runs, t.place)
			x.Seen = append(x.Seen, seen(m.s, t.trace)...)
		}
	}
	x.Sentence, x.Never = m.choices(x.Options), never(x.Options)
	x.ByHour = Caption{"Probability that it has been decided, by hour", "Each picture goes from none of the runs, at the foot, to all of them."}
	x.Forced = "not its own choice: from the record, or set"
	m.page.Decisions = x
	return nil
}

// option says how often an option is taken, and by when. Waiting is what is left, and is
// no event.
func (m *maker) option(o scenario.Option, hours []int) Option {
	x := Option{ID: o.ID, Name: o.Name, By: m.s.State.Actors[m.s.By(o)].Name, ByHour: []Number{}, Taken: Chance{P: none, Low: none, High: none, Text: "–"}}
	if m.first == nil || o.ID == regime.Wait {
		return x
	}
	at := slices.Sorted(slices.Values(there(m.first[sim.Kind(o.ID)])))
	x.Taken = chanceOf(stats.ShareOf(len(at), len(m.ok)))
	for _, h := range hours {
		x.ByHour = append(x.ByHour, Number(number.Share(sort.SearchFloat64s(at, float64(h)), len(m.ok))))
	}
	return x
}

// choices names the options that are taken most often.
func (m *maker) choices(options []Option) string {
	list := slices.DeleteFunc(slices.Clone(options), func(o Option) bool { return !(o.Taken.P > 0) })
	if len(list) == 0 {
		return "No option but waiting is taken."
	}
	slices.SortStableFunc(list, func(a, b Option) int { return cmp.Compare(b.Taken.P, a.Taken.P) })
	var parts []string
	for _, o := range list[:min(3, len(list))] {
		parts = append(parts, fmt.Sprintf("“%s” in %s", o.Name, o.Taken.Text))
	}
	return fmt.Sprintf("Of %s, these options are taken in most: %s.", number.Of(len(m.ok), "run"), number.List(parts))
}

// never names the options that are taken in no run.
func never(options []Option) string {
	var names []string
	for _, o := range options {
		if o.Taken.P == 0 {
			names = append(names, o.Name)
		}
	}
	if names == nil {
		return ""
	}
	return "In no run: " + strings.Join(names, "; ") + "."
}

// seen lists the decisions of a run's crisis. Of those to wait only the first of a day is
// there: between them little has moved.
func seen(s *scenario.Scenario, t *sim.Trace) (list []Seen) {
	waited := map[string]int{} // who, to the last day
	for i := range t.Decisions {
		d := &t.Decisions[i]
		if d.Month != sim.InCrisis {
			continue
		}
		who := s.State.Actors[0].Name
		if _, actor, challenger := strings.Cut(d.State, ", "); challenger {
			who = actor
		}
		day := d.Hour/24 + 1
		if d.Chosen == regime.Wait {
			if waited[who] == day {
				continue
			}
			waited[who] = day
		}
		x := Seen{Run: t.Index, Hour: d.Hour, When: clockAt(s, d.Hour), Who: who, Option: optionIndex(s, d.Chosen), Forced: d.Forced}
		x.Chance = slices.Repeat([]Number{none}, len(s.Options))
		for _, o := range d.Options {
			if k := optionIndex(s, o.Option); k >= 0 && !math.IsNaN(o.Odds) {
				x.Chance[k] = Number(math.Round(1000*o.Odds) / 1000)
			}
		}
		for _, v := range d.Seen {
			x.Values = append(x.Values, Number(significant(v, 3)))
		}
		list = append(list, x)
	}
	return list
}

func optionIndex(s *scenario.Scenario, id string) int {
	return slices.IndexFunc(s.Options, func(o scenario.Option) bool { return o.ID == id })
}
