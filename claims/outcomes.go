package claims

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/scenario/expr"
	"casus/scenario/source"
	"casus/sim"
)

// Outcome is a number that a run reports and a formula may use. Flags are 1
// or 0. What does not apply to a run, such as the day of a request that was
// never made, has no value: of comparisons with it only != holds.
type Outcome struct {
	Group string `json:"group"` // one of OutcomeGroups
	Name  string `json:"name"`  // as in a formula; an index is written dN, mN or before
	Unit  string `json:"unit,omitempty"`
	Doc   string `json:"doc"`

	Example       string `json:"-"` // of a series in [Families]: a name that a formula can have
	table, column string
	index         int // day or month
}

// exampleMonth is the month of a series that is named as an example, where the aftermath is so long.
const exampleMonth = 12

// Kinds of tables that outcomes come from, beside those of package results.
const (
	hours    = "hours"    // first time of an option or of what happens
	falls    = "falls"    // why the regime fell
	demanded = "demanded" // demands by issue
	accepted = "accepted"
)

// OutcomeGroups are what outcomes are listed under, in this order.
var OutcomeGroups = []string{ofRun, byDay, byMonth, ofOptions, ofEvents, ofFalls, ofDemands}

const (
	ofRun     = "a run as a whole"
	byDay     = "by day of the crisis, from d1"
	byMonth   = "by month: before the crisis, at its end (m0), and after"
	ofOptions = "when an option was chosen first"
	ofEvents  = "when something happened first in the crisis"
	ofFalls   = "why the regime fell in the crisis"
	ofDemands = "what the lead demanded"
)

// Families lists the outcomes of a scenario, each series once, its index
// written as a pattern: standing.before, m0 … m60. Parameters, whose draws
// formulas may use too, are not among them.
func Families(s *scenario.Scenario) []Outcome {
	var list []Outcome
	for _, family := range families(s) {
		o := family[0]
		if _, isParameter := s.Parameters[o.column]; isParameter && o.table == results.Runs {
			continue
		}
		if len(family) > 1 {
			first, last := family[0], family[len(family)-1]
			o.Example = first.Name
			for _, x := range family {
				if x.table == results.Monthly && x.index >= 0 && x.index <= exampleMonth {
					o.Example = x.Name
				}
			}
			prefix, _, _ := strings.Cut(o.Name, ".")
			before := ""
			if first.index == sim.Before {
				before, first = suffix(first)+", ", family[1]
			}
			o.Name = prefix + "." + before + suffix(first)
			if last != first {
				o.Name += " … " + suffix(last)
			}
		}
		list = append(list, o)
	}
	return list
}

func suffix(o Outcome) string {
	_, after, _ := strings.Cut(o.Name, ".")
	return after
}

// formula is a name as a formula can have it, in which a dash is a minus.
func formula(name string) string { return strings.NewReplacer("-", "_", " ", "_").Replace(name) }

// families lists the outcomes of a scenario by series.
func families(s *scenario.Scenario) [][]Outcome {
	var list [][]Outcome
	one := func(o Outcome) { list = append(list, []Outcome{o}) }
	for _, schema := range ensemble.Schemas(s) {
		for _, c := range schema.Columns {
			o := Outcome{Name: formula(c.Name), Unit: c.Unit, Doc: c.Doc, table: schema.Table, column: c.Name}
			if c.Kind == results.Bool {
				o.Unit = "0, 1"
			}
			switch {
			case c.Kind == results.Text || c.Name == results.ReplicateColumn || schema.Table == results.Runs && sim.Beyond(c.Name, s.Clock.AftermathMonths):
			case schema.Table == results.Runs:
				o.Group = ofRun
				one(o)
			case schema.Table == results.Daily && c.Name != "day":
				o.Group = byDay
				var days []Outcome
				for d := 1; d <= s.Clock.CrisisDays; d++ {
					day := o
					day.Name, day.index = o.Name+".d"+strconv.Itoa(d), d
					days = append(days, day)
				}
				list = append(list, days)
			case schema.Table == results.Monthly && c.Name != "month":
				o.Group = byMonth
				var months []Outcome
				for m := sim.Before; m <= s.Clock.AftermathMonths; m++ {
					month := o
					month.Name, month.index = o.Name+".m"+strconv.Itoa(m), m
					if m == sim.Before {
						month.Name = o.Name + ".before"
					}
					months = append(months, month)
				}
				list = append(list, months)
			}
		}
	}
	for _, o := range s.Options {
		if o.Effects != (scenario.Effects{}) {
			one(Outcome{Group: ofOptions, Name: "hour." + formula(o.ID), Unit: "hours", Doc: "from the start until the first time: " + o.Name, table: hours, column: o.ID})
		}
	}
	happens := func(kind, name string) {
		one(Outcome{Group: ofEvents, Name: "hour." + formula(kind), Unit: "hours", Doc: "from the start: " + name, table: hours, column: kind})
	}
	for _, e := range s.Events {
		happens(e.ID, e.Name)
	}
	for _, k := range sim.Kinds {
		happens(string(k), string(k))
	}
	for _, why := range sim.Falls {
		one(Outcome{Group: ofFalls, Name: "fell." + formula(why), Unit: "0, 1", Doc: why, table: falls, column: why})
	}
	for _, i := range s.Relations.Issues {
		if s.Clock.AftermathMonths == 0 { // demands come in the aftermath
			break
		}
		id := formula(i.ID)
		one(Outcome{Group: ofDemands, Name: "demanded." + id, Unit: "demands", Doc: "of the lead: " + i.Name, table: demanded, column: i.ID})
		one(Outcome{Group: ofDemands, Name: "accepted." + id, Unit: "demands", Doc: "accepted demands of the lead: " + i.Name, table: accepted, column: i.ID})
	}
	return list
}

// scope of the formulas of an argument: every outcome, and every outcome of
// the world compared with.
type scope struct {
	outcomes     []Outcome
	index        map[string]int
	here, across *expr.Scope
}

// against is the prefix of the outcomes of the world compared with.
const against = "against."

func newScope(s *scenario.Scenario) (*scope, error) {
	sc := &scope{index: map[string]int{}}
	var names []string
	for _, family := range families(s) {
		for _, o := range family {
			if _, twice := sc.index[o.Name]; twice {
				return nil, source.Problem{File: scenario.MainFile, Message: fmt.Sprintf("two outcomes have the name %s: %s", o.Name, o.Doc), Hint: "give options, events and issues ids that differ by more than dashes and underscores"}
			}
			sc.index[o.Name] = len(names)
			names = append(names, o.Name)
			sc.outcomes = append(sc.outcomes, o)
		}
	}
	n := len(names)
	for _, name := range names[:n] {
		names = append(names, against+name)
	}
	var err error
	if sc.here, err = expr.NewScope(names[:n]...); err != nil {
		return nil, err
	}
	sc.across, err = expr.NewScope(names...)
	return sc, err
}

// of gives the names that a claim can use, with advice on one that it cannot.
func (sc *scope) of(k *Claim, kind Kind) *expr.Scope {
	names, elsewhere := sc.here, "add against: and the id of the world that this outcome is of"
	switch {
	case k.Against == "":
	case kind == Difference:
		elsewhere = "leave against. out: the same is taken from both worlds"
	default:
		names = sc.across
	}
	return names.Advised(func(name string) string {
		if of, prefixed := strings.CutPrefix(name, against); prefixed {
			if _, there := sc.index[of]; there {
				return elsewhere
			}
		}
		return "casus show DIR --outcomes lists the names"
	})
}

// outcome finds an outcome by its name in a formula.
func (sc *scope) outcome(name string) (o Outcome, there bool) {
	name, there = strings.CutPrefix(name, against)
	return sc.outcomes[sc.index[name]], there
}

// unit is that of a formula: of its outcomes, where they have one in common.
func (sc *scope) unit(names []string) string {
	unit := ""
	for i, n := range names {
		o, _ := sc.outcome(n)
		if i > 0 && o.Unit != unit {
			return ""
		}
		unit = o.Unit
	}
	return unit
}

// data are the outcomes of the runs of one world, read as they are needed: by
// replicate, NaN where there is no value.
type data struct {
	r      *results.Reader
	frame  *results.Frame
	n      int
	failed []bool
	values map[string][]float64 // by outcome
	list   []event              // nil until they are read
}

// event is one that an outcome may be about.
type event struct {
	place       int // of its replicate
	month, hour float64
	kind, cause string
}

func newData(r *results.Reader) (*data, error) {
	d := &data{r: r, n: r.Manifest().Replicates, values: map[string][]float64{}}
	var err error
	if d.frame, err = results.NewFrame(r); err != nil {
		return nil, err
	}
	if there := len(d.frame.Replicates()); there != d.n {
		return nil, fmt.Errorf("%d of %d replicates are there", there, d.n)
	}
	_, d.failed, err = r.Texts(results.Runs, "error")
	return d, err
}

// of gives an outcome by replicate.
func (d *data) of(o Outcome) (x []float64, err error) {
	if x, ok := d.values[o.Name]; ok {
		return x, nil
	}
	switch o.table {
	case hours:
		x, err = d.first(o.column)
	case demanded, accepted:
		x, err = d.count(o)
	case falls:
		x, err = d.fell(o.column)
	case results.Runs:
		var columns [][]float64
		if columns, err = d.frame.Runs(o.column); err == nil {
			x = columns[0]
		}
	default:
		var columns [][][]float64
		if columns, err = d.frame.Steps(o.table, []int{o.index}, o.column); err == nil {
			x = columns[0][0]
		}
	}
	if err == nil {
		d.values[o.Name] = x
	}
	return x, err
}

// fell says in which replicates the regime fell in the crisis for a reason.
func (d *data) fell(why string) ([]float64, error) {
	x := make([]float64, d.n)
	reasons, _, err := d.r.Texts(results.Runs, "fall_reason")
	if err != nil {
		return nil, err
	}
	for i, reason := range reasons {
		switch {
		case d.failed[i]:
			x[i] = math.NaN()
		case reason == why:
			x[i] = 1
		}
	}
	return x, nil
}

// first finds the first time of an option, or of what happens, in the scenario's own crisis.
func (d *data) first(option string) ([]float64, error) {
	x := slices.Repeat([]float64{math.NaN()}, d.n)
	err := d.told()
	for _, e := range d.list {
		if e.kind == option && e.month == sim.InCrisis && !(x[e.place] <= e.hour) {
			x[e.place] = e.hour
		}
	}
	return x, err
}

// count counts demands about an issue, or those accepted.
func (d *data) count(o Outcome) ([]float64, error) {
	x := make([]float64, d.n)
	for i, failed := range d.failed {
		if failed {
			x[i] = math.NaN()
		}
	}
	err := d.told()
	for _, e := range d.list {
		if e.cause == o.column && (e.kind == "demand accepted" || e.kind == "demand refused" && o.table == demanded) {
			x[e.place]++
		}
	}
	return x, err
}

// told reads the events, once.
func (d *data) told() error {
	if d.list != nil {
		return nil
	}
	kinds, _, err := d.r.Texts(results.Events, "kind")
	if err != nil {
		return err
	}
	causes, _, err := d.r.Texts(results.Events, "cause")
	if err != nil {
		return err
	}
	d.list = make([]event, 0, len(kinds))
	return d.frame.Each(results.Events, []string{"month", "hour"}, func(place int, row []float64) {
		k := len(d.list)
		d.list = append(d.list, event{place, row[0], row[1], kinds[k], causes[k]})
	})
}
