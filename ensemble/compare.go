package ensemble

import (
	"fmt"
	"math"
	"slices"

	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Comparison is two worlds side by side, run by run.
type Comparison struct {
	Scenario   string `json:"scenario"`
	Title      string `json:"title"`
	ID         string `json:"world"`
	Text       string `json:"text"`
	Against    string `json:"against"`
	Replicates int    `json:"replicates"`
	Asked
	Failed    int        `json:"failed"` // in one of the worlds, and left out
	Differ    int        `json:"differ"` // replicates of which some outcome differs
	Month     int        `json:"month"`  // of the aftermath
	Outcomes  []Compared `json:"outcomes"`
	Aftermath []Compared `json:"aftermath"` // at that month
	Missing   []string   `json:"missing"`   // outcomes that no replicate has in both worlds
	Series    []Course   `json:"series"`
}

// Compared is an outcome in two worlds, in the replicates that have it in both.
type Compared struct {
	Name    string       `json:"name"`
	Family  string       `json:"family,omitempty"` // reliability, of reliability_poland
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
	n := r.Manifest()
	if err := Twins(n, base.Manifest()); err != nil {
		return nil, err
	}
	here, err := read(r, "engulfed")
	if err != nil {
		return nil, err
	}
	there, err := read(base, "engulfed")
	if err != nil {
		return nil, err
	}
	w, _ := s.World(world)
	c := &Comparison{
		Scenario: s.ID, Title: s.Title, ID: world, Text: w.Text, Against: against, Replicates: n.Replicates, Asked: AskedOf(n).apart(), Month: month,
	}
	p := &pairing{here: here, there: there, ok: make([]bool, n.Replicates), differ: make([]bool, n.Replicates)}
	for i := range p.ok {
		p.ok[i] = !math.IsNaN(here.runs["engulfed"][i]) && !math.IsNaN(there.runs["engulfed"][i])
		c.Failed += int(1 - stats.Indicator(p.ok[i]))
	}
	ofRuns := func(t *reading, names []string) ([][]float64, error) { return t.Runs(names...) }
	var outcomes []results.Column
	for _, o := range outcomeFields.columns {
		if !sim.Beyond(o.Name, s.Clock.AftermathMonths) {
			outcomes = append(outcomes, o.Column)
		}
	}
	if err := c.add(&c.Outcomes, p, outcomes, ofRuns); err != nil {
		return nil, err
	}
	days, err := r.Schema(results.Daily)
	if err != nil {
		return nil, err
	}
	months, err := r.Schema(results.Monthly)
	if err != nil {
		return nil, err
	}
	ofMonth := func(t *reading, names []string) ([][]float64, error) {
		steps, err := t.Steps(results.Monthly, []int{month}, names...)
		var x [][]float64
		for _, s := range steps {
			x = append(x, s[0])
		}
		return x, err
	}
	of := membersOf(s)
	rows := slices.DeleteFunc(slices.Clone(months.Columns[2:]), func(x results.Column) bool { return of[x.Name].own }) // after replicate and month
	if err := c.add(&c.Aftermath, p, rows, ofMonth); err != nil {
		return nil, err
	}
	for i := range c.Aftermath {
		c.Aftermath[i].Family = of[c.Aftermath[i].Name].family
	}
	for _, d := range p.differ {
		c.Differ += int(stats.Indicator(d))
	}
	if c.Differ == 0 { // the worlds are one, however few the replicates
		for _, list := range [][]Compared{c.Outcomes, c.Aftermath} {
			for i := range list {
				list[i].Effect.Low, list[i].Effect.High = 0, 0
			}
		}
	}
	if err := c.course(p, days, daily, "day", 1, s.Clock.CrisisDays); err != nil {
		return nil, err
	}
	if err := c.course(p, months, monthly, "month", sim.Before, s.Clock.AftermathMonths); err != nil {
		return nil, err
	}
	return c, nil
}

// pairing is the runs of two worlds, replicate by replicate.
type pairing struct {
	here, there *reading
	ok          []bool // has failed in neither
	differ      []bool // in some outcome
}

// Twins says whether two runs are of the same replicates: the same draws and
// the same luck in the same mode, whatever the world.
func Twins(a, b results.Manifest) error {
	if DrawsOf(a) != DrawsOf(b) {
		return fmt.Errorf("%v and %v are not twins", a, b)
	}
	return nil
}

// DrawsOf names what twins share: draws of parameters, luck and what is drawn for.
func DrawsOf(m results.Manifest) string {
	return fmt.Sprintf("%s %d %s %d %s %g %d-%d", m.ScenarioHash, m.Engine, m.Mode, m.Seed, m.Settings["luck"], m.Scale, m.First, m.Replicates)
}

// add compares columns of two worlds, as they are loaded, and notes the replicates
// that differ.
func (c *Comparison) add(list *[]Compared, p *pairing, columns []results.Column, load func(*reading, []string) ([][]float64, error)) error {
	var names []string
	kinds := map[string]results.Column{}
	for _, column := range columns {
		if column.Kind != results.Text {
			names, kinds[column.Name] = append(names, column.Name), column
		}
	}
	for _, group := range p.here.groups(names, 2) { // of two worlds
		here, err := load(p.here, group)
		if err != nil {
			return err
		}
		there, err := load(p.there, group)
		if err != nil {
			return err
		}
		for k, name := range group {
			c.compare(list, p, kinds[name], here[k], there[k])
		}
	}
	return nil
}

// compare compares an outcome.
func (c *Comparison) compare(list *[]Compared, p *pairing, column results.Column, here, there []float64) {
	var a, b []float64
	for i := range here {
		x, y := here[i], there[i]
		switch {
		case !p.ok[i]:
		case math.IsNaN(x) || math.IsNaN(y):
			p.differ[i] = p.differ[i] || math.IsNaN(x) != math.IsNaN(y)
		default:
			a, b = append(a, x), append(b, y)
			p.differ[i] = p.differ[i] || stats.Difference(x, y) != 0
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

// course follows quantities in both worlds, over the runs that are compared.
func (c *Comparison) course(p *pairing, schema results.Schema, names []string, step string, first, last int) error {
	here, err := p.here.means(p.ok, schema.Table, names, step, first, last)
	if err != nil {
		return err
	}
	there, err := p.there.means(p.ok, schema.Table, names, step, first, last)
	if err != nil {
		return err
	}
	for i, name := range names {
		column := schema.Columns[schema.Index(name)]
		c.Series = append(c.Series, Course{Name: name, Unit: column.Unit, Doc: column.Doc, Step: step, First: first, World: here[i], Against: there[i]})
	}
	return nil
}

// means gives the mean of columns at each step, over the runs that are ok.
func (t *reading) means(ok []bool, table string, names []string, step string, first, last int) ([][]float64, error) {
	sum, n := make([][]float64, len(names)), make([][]float64, len(names))
	for k := range names {
		sum[k], n[k] = make([]float64, last-first+1), make([]float64, last-first+1)
	}
	err := t.Each(table, append([]string{step}, names...), func(run int, row []float64) {
		at := int(row[0]) - first
		for k, x := range row[1:] {
			if !math.IsNaN(x) && ok[run] {
				sum[k][at] += x
				n[k][at]++
			}
		}
	})
	for k := range sum {
		for i := range sum[k] {
			sum[k][i] /= max(1, n[k][i])
		}
	}
	return sum, err
}
