// Package rates counts, from what happened before a date, how often the things of an
// aftermath happen: a lead nation's own war, an attack on a member, what allies then
// did, a member's crisis, a wave of protest, an exit, a further deployment.
//
// [Count] does all of it. Each [Rate] has its numerator, its exposure, a 90 % interval,
// a sentence on how it was counted, and the cases behind it. These rates are what
// priors of the years after a crisis come from. Nothing that happened at the date or
// later is read, so that a forecast from them can be scored on it.
package rates

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"casus/score/cases"
	"casus/score/history"
	"casus/score/protests"
)

// Latest is the last date before which rates are counted: what came after is kept for
// scoring.
const Latest = "2022-01-01"

// Kind of number.
type Kind string

// The kinds.
const (
	PerYear  Kind = "rate"     // events per unit of exposure
	Part     Kind = "share"    // of trials
	Duration Kind = "duration" // mean, in years, of a geometric distribution
)

// Rate is a number with what it was counted from.
type Rate struct {
	ID       string  `json:"id"`
	What     string  `json:"what"`
	Kind     Kind    `json:"kind"`
	Count    int     `json:"count"`    // numerator
	Exposure int     `json:"exposure"` // denominator, in units
	Unit     string  `json:"unit"`     // of the exposure
	Value    float64 `json:"value"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	// Monthly is the hazard per month that follows, of a rate per year; of a duration the
	// hazard of its end.
	Monthly *float64 `json:"monthly"`
	// How says how it was counted.
	How   string   `json:"how"`
	Files []string `json:"files"`
	Cases []string `json:"cases"` // behind the numerator
}

// Section is a question with its rates.
type Section struct {
	ID        string      `json:"id"`
	Title     string      `json:"title"`
	Rates     []Rate      `json:"rates"`
	Published []Published `json:"published"` // figures of others, beside them
	Notes     []string    `json:"notes"`
}

// Published is a figure from the literature.
type Published struct {
	What   string `json:"what"`
	Value  string `json:"value"`
	Source string `json:"source"`
}

// Table is all rates before a date.
type Table struct {
	Before   string    `json:"before"`
	Years    [2]int    `json:"years"` // first and last that are read
	Sections []Section `json:"sections"`
}

// Sources are what rates are counted from.
type Sources struct {
	World, Conflicts, Cases, Protests fs.FS
}

// Where the numbers lie, for readers.
const (
	conflictsFile     = "library/conflicts/conflicts.csv"
	supportFile       = "library/conflicts/support.csv"
	attackedFile      = "library/conflicts/attacked.csv"
	alliancesFile     = "library/world/alliances.csv"
	organisationsFile = "library/world/organisations.csv"
	protestsFile      = "library/protests/protests.csv"
	casesFile         = "library/cases/cases.yaml"
	statesFile        = "library/world/regimes.csv"
)

// counting is what the parts share.
type counting struct {
	past     *history.Past
	cases    []cases.Case
	protests []protests.Protest
	end      int // first year that is not read
}

// Count counts all rates from whole years before a date, at latest [Latest].
func Count(from Sources, before time.Time) (*Table, error) {
	last, _ := time.Parse(time.DateOnly, Latest)
	if before.After(last) {
		return nil, fmt.Errorf("rates before %s: what happened from %s on is kept for scoring", before.Format(time.DateOnly), Latest)
	}
	if before.Year() < firstYears[1]+10 {
		return nil, fmt.Errorf("rates before %s: there is too little to count before %d", before.Format(time.DateOnly), firstYears[1]+10)
	}
	past, err := history.Load(from.World, from.Conflicts)
	if err != nil {
		return nil, err
	}
	c := &counting{past: past.Before(before.Year()), end: before.Year()}
	library, err := cases.Load(from.Cases, "cases.yaml")
	if err != nil {
		return nil, err
	}
	for _, k := range library.Cases {
		if k.Year < c.end {
			c.cases = append(c.cases, k)
		}
	}
	all, err := protests.Load(from.Protests, protests.File)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.Start.Year() < c.end {
			c.protests = append(c.protests, p)
		}
	}
	t := &Table{Before: before.Format(time.DateOnly), Years: [2]int{firstYears[0], c.end - 1}}
	for _, part := range []func() (Section, error){c.wars, c.attacks, c.answers, c.crises, c.waves, c.exits, c.repeats} {
		s, err := part()
		if err != nil {
			return nil, err
		}
		s.Rates = slices.DeleteFunc(s.Rates, func(r Rate) bool { return r.Exposure == 0 }) // nothing was at risk: there is no rate
		t.Sections = append(t.Sections, s)
	}
	return t, t.check()
}

// firstYears are those from which rates are counted: since the data begin, and since
// the Cold War ended.
var firstYears = [2]int{1946, 1990}

func since(from int) string { return fmt.Sprintf("since %d", from) }

// name is what a state is called, for lists of cases.
func (c *counting) name(code string) string {
	if s := c.past.States[code]; s != nil {
		return s.Name
	}
	return code
}

// names are of a few states; of many, the first and how many more.
func (c *counting) names(codes []string) string {
	const most = 6
	var list []string
	for i, code := range codes {
		if i == most-1 && len(codes) > most {
			list = append(list, fmt.Sprintf("%d others", len(codes)-i))
			break
		}
		list = append(list, c.name(code))
	}
	return strings.Join(list, ", ")
}

// defence, led and home are the sets of organisations that are asked about.
func defence(o *history.Organisation) bool { return o.Defence }
func led(o *history.Organisation) bool     { return o.Defence && !o.Pact && len(o.Leads) > 0 }

// members lists the states of a year that are in an organisation which passes the
// test, and do not lead all of those that they are in.
func (c *counting) members(year int, test func(*history.Organisation) bool) map[string]bool {
	in := map[string]bool{}
	for _, o := range c.past.Organisations {
		if !test(o) {
			continue
		}
		for _, m := range o.Members(year) {
			if !o.LedBy(m) && c.past.States[m].Was(year) {
				in[m] = true
			}
		}
	}
	return in
}
