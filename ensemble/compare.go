package ensemble

import (
	"fmt"
	"math"
	"reflect"

	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Comparison is two worlds side by side, run by run.
type Comparison struct {
	Scenario   string     `json:"scenario"`
	Title      string     `json:"title"`
	ID         string     `json:"world"`
	Text       string     `json:"text"`
	Against    string     `json:"against"`
	Replicates int        `json:"replicates"`
	Seed       uint64     `json:"seed"`
	Failed     int        `json:"failed"` // in one of the worlds, and left out
	Differ     int        `json:"differ"` // replicates of which some outcome differs
	Month      int        `json:"month"`  // of the aftermath
	Outcomes   []Compared `json:"outcomes"`
	Aftermath  []Compared `json:"aftermath"` // at that month
	Missing    []string   `json:"missing"`   // outcomes that no replicate has in both worlds
	Series     []Course   `json:"series"`
}

// Compared is an outcome in two worlds, in the replicates that have it in both.
type Compared struct {
	Name    string       `json:"name"`
	Unit    string       `json:"unit,omitempty"`
	Doc     string       `json:"doc"`
	World   float64      `json:"world"`   // mean
	Against float64      `json:"against"` // mean
	Effect  stats.Effect `json:"effect"`
}

// Course is how a quantity goes in two worlds, over days or months: means over
// all runs.
type Course struct {
	Name    string    `json:"name"`
	Unit    string    `json:"unit,omitempty"`
	Doc     string    `json:"doc"`
	Step    string    `json:"step"`  // day or month
	First   int       `json:"first"` // its number at the beginning
	World   []float64 `json:"world"`
	Against []float64 `json:"against"`
}

// Courses of the crisis and of the aftermath that are followed.
var (
	daily   = []string{"participants", "regions_violence", "deaths", "detained", "loyal_share", "foreign_troops"}
	monthly = []string{"standing", "balance", "obligation", "popularity", "style", "cooperation", "resolve", "precedent"}
)

// Compare sets one world against another at a month of the aftermath. Both must
// have the same replicates.
func Compare(s *scenario.Scenario, world, against string, r, base *results.Reader, month int) (*Comparison, error) {
	here, err := read(s, r)
	if err != nil {
		return nil, err
	}
	there, err := read(s, base)
	if err != nil {
		return nil, err
	}
	n := r.Manifest()
	if err := Twins(n, base.Manifest()); err != nil {
		return nil, err
	}
	w, _ := s.World(world)
	c := &Comparison{
		Scenario: s.ID, Title: s.Title, ID: world, Text: w.Text, Against: against, Replicates: n.Replicates, Seed: n.Seed, Month: month,
	}
	ok := make([]bool, n.Replicates)
	for i := range ok {
		ok[i] = !math.IsNaN(here.runs["engulfed"][i]) && !math.IsNaN(there.runs["engulfed"][i])
		c.Failed += int(1 - stats.Indicator(ok[i]))
	}
	differ := make([]bool, n.Replicates)
	for _, column := range columnsOf(reflect.TypeFor[sim.Outcome]()) {
		if column.Kind == results.Text {
			continue
		}
		c.add(&c.Outcomes, column, here.runs[column.Name], there.runs[column.Name], ok, differ)
	}
	days, err := r.Schema(results.Daily)
	if err != nil {
		return nil, err
	}
	months, err := r.Schema(results.Monthly)
	if err != nil {
		return nil, err
	}
	for _, column := range months.Columns[2:] { // after replicate and month
		a, b := here.at(month, column.Name), there.at(month, column.Name)
		c.add(&c.Aftermath, column, a, b, ok, differ)
	}
	for _, d := range differ {
		c.Differ += int(stats.Indicator(d))
	}
	if c.Differ == 0 { // the worlds are one, however few the replicates
		for _, list := range [][]Compared{c.Outcomes, c.Aftermath} {
			for i := range list {
				list[i].Effect.Low, list[i].Effect.High = 0, 0
			}
		}
	}
	for _, name := range daily {
		c.course(here, there, ok, days, name, "day", 1, s.Clock.CrisisDays)
	}
	for _, name := range monthly {
		c.course(here, there, ok, months, name, "month", sim.Before, s.Clock.AftermathMonths)
	}
	return c, nil
}

// Twins says whether two runs are of the same replicates: the same draws and
// the same luck, whatever the world.
func Twins(a, b results.Manifest) error {
	if a.Replicates != b.Replicates || a.Seed != b.Seed || a.Scale != b.Scale || a.ScenarioHash != b.ScenarioHash || a.Build != b.Build {
		return fmt.Errorf("%v and %v are not twins", a, b)
	}
	return nil
}

// at gives a column of the monthly table at a month, by run.
func (t *tables) at(month int, column string) []float64 {
	x := make([]float64, len(t.runs["replicate"]))
	for i := range x {
		x[i] = math.NaN()
	}
	for i, v := range t.monthly[column] {
		if int(t.monthly["month"][i]) == month {
			x[t.row[t.monthly["replicate"][i]]] = v
		}
	}
	return x
}

// add compares an outcome, and notes the replicates in which it differs.
func (c *Comparison) add(list *[]Compared, column results.Column, here, there []float64, ok, differ []bool) {
	var a, b []float64
	for i := range here {
		x, y := here[i], there[i]
		switch {
		case !ok[i]:
		case math.IsNaN(x) || math.IsNaN(y):
			differ[i] = differ[i] || math.IsNaN(x) != math.IsNaN(y)
		default:
			a, b = append(a, x), append(b, y)
			differ[i] = differ[i] || stats.Difference(x, y) != 0
		}
	}
	if len(a) == 0 {
		c.Missing = append(c.Missing, column.Name)
		return
	}
	row := Compared{Name: column.Name, Unit: column.Unit, Doc: column.Doc, World: stats.Mean(a), Against: stats.Mean(b)}
	row.Effect = stats.EffectOf(a, b)
	if column.Kind == results.Bool {
		row.Unit, row.Effect = "probability", stats.RiseOf(flags(a), flags(b))
	}
	*list = append(*list, row)
}

func flags(x []float64) []bool {
	out := make([]bool, len(x))
	for i, v := range x {
		out[i] = v > 0
	}
	return out
}

// course follows a quantity in both worlds, over the runs that are compared.
func (c *Comparison) course(here, there *tables, ok []bool, schema results.Schema, name, step string, first, last int) {
	column := schema.Columns[schema.Index(name)]
	c.Series = append(c.Series, Course{
		Name: name, Unit: column.Unit, Doc: column.Doc, Step: step, First: first,
		World: here.means(ok, schema.Table, name, step, first, last), Against: there.means(ok, schema.Table, name, step, first, last),
	})
}

// means gives the mean of a column at each step, over runs that are ok.
func (t *tables) means(ok []bool, table, name, step string, first, last int) []float64 {
	rows := map[string]map[string][]float64{results.Daily: t.daily, results.Monthly: t.monthly}[table]
	sum, n := make([]float64, last-first+1), make([]float64, last-first+1)
	for i, x := range rows[name] {
		if at := int(rows[step][i]) - first; !math.IsNaN(x) && ok[t.row[rows["replicate"][i]]] {
			sum[at] += x
			n[at]++
		}
	}
	for i := range sum {
		sum[i] /= max(1, n[i])
	}
	return sum
}
