package claims

import (
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/invopop/jsonschema"

	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// Answer is what came of a sentence: whether it came true.
type Answer string

// The answers.
const (
	True    Answer = "true"
	False   Answer = "false"
	Unclear Answer = "unclear"
)

// Kind is what a document writes for an answer.
func (*Answer) Kind() string { return "true, false or unclear" }

// UnmarshalCasus reads true, false or unclear.
func (a *Answer) UnmarshalCasus(n ast.Node) error {
	switch n := n.(type) {
	case *ast.BoolNode:
		if *a = False; n.Value {
			*a = True
		}
		return nil
	case *ast.StringNode:
		if n.Value == string(Unclear) {
			*a = Unclear
			return nil
		}
	}
	return fmt.Errorf("%s is not %s", n.GetToken().Value, a.Kind())
}

// JSONSchema of an answer, which YAML reads as a truth value or as a text.
func (Answer) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Enum: []any{true, false, string(True), string(False), string(Unclear)}}
}

// Resolution is what came of the sentence of a claim. It is for scoring: no verdict and no
// prior follows from it.
type Resolution struct {
	As       Answer  `yaml:"as" json:"as" doc:"whether the sentence came true: true, false or unclear"`
	By       Date    `yaml:"by" json:"by" doc:"the date by which that is judged: YYYY-MM-DD, YYYY-MM or YYYY"`
	Evidence string  `yaml:"evidence" json:"evidence" doc:"what happened, or did not"`
	Source   string  `yaml:"source" json:"source" doc:"how that is known"`
	Sure     float64 `yaml:"sure" json:"sure" min:"0.5" max:"1" doc:"how probable it is that the answer is right: 1 is beyond doubt, 0.5 no better than a coin"`
}

// Probability that the sentence came true, with the doubt in the answer.
func (r *Resolution) Probability() float64 {
	if r.As == True {
		return r.Sure
	}
	return 1 - r.Sure
}

// Date is a day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY; or [Never].
type Date string

// Never stands for a date that will not come.
const Never Date = "never"

// forms of dates, and what is added to reach the end of the time that they name.
var forms = []struct {
	layout        string
	years, months int
}{{"2006", 1, 0}, {"2006-01", 0, 1}, {time.DateOnly, 0, 0}}

// end is the last day of what a date names; false where it names none.
func (d Date) end() (time.Time, bool) {
	for _, f := range forms {
		if t, err := time.Parse(f.layout, string(d)); err == nil {
			if f.years+f.months > 0 {
				t = t.AddDate(f.years, f.months, -1)
			}
			return t, true
		}
	}
	return time.Time{}, false
}

// begin is the first day of what a date names; zero where it names none.
func (d Date) begin() time.Time {
	for _, f := range forms {
		if t, err := time.Parse(f.layout, string(d)); err == nil {
			return t
		}
	}
	return time.Time{}
}

// Kind is what a document writes for a date.
func (*Date) Kind() string { return "a date: YYYY-MM-DD, YYYY-MM or YYYY" }

// UnmarshalCasus reads a date; a year may look like a number.
func (d *Date) UnmarshalCasus(n ast.Node) error {
	*d = Date(n.GetToken().Value)
	if _, ok := d.end(); !ok && *d != Never {
		return fmt.Errorf("%s is not a date: write YYYY-MM-DD, YYYY-MM or YYYY", *d)
	}
	return nil
}

// JSONSchema of a date.
func (Date) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "integer"}, {Type: "string", Pattern: `^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|never)$`}}}
}

// longestWait is for how many years after the start of a crisis a date may be: beyond that it
// is a slip of the pen.
const longestWait = 100

// date checks that a date of a claim lies after the start of the crisis, and not absurdly late.
func (c *checker) date(key string, d Date) {
	last, ok := d.end()
	if !ok { // empty or never
		return
	}
	switch start := c.a.start(); {
	case last.Before(start):
		c.bad(key, "a sentence about a crisis comes due when the crisis begins, or later", "%s is before the crisis, which begins on %s", d, start.Format(time.DateOnly))
	case last.After(start.AddDate(longestWait, 0, 0)):
		c.bad(key, "look at the year; due: never is for what no day will tell", "%s is more than %d years after the crisis, which begins on %s", d, longestWait, start.Format(time.DateOnly))
	}
}

// start is the first day of the crisis.
func (a *Argument) start() time.Time {
	s := a.scenario.Start
	return time.Date(s.Year(), s.Month(), s.Day(), 0, 0, 0, 0, time.UTC)
}

// Early is the problem of resolutions that are judged by a day which is still to come, as of
// some day; nil where there is none. [Load] does not ask: what it accepts today it accepted yesterday.
func (a *Argument) Early(at time.Time) error {
	var problems source.Problems
	for i, k := range a.Claims {
		if k.Resolved == nil {
			continue
		}
		if first := k.Resolved.By.begin(); first.After(at) {
			problems = append(problems, a.doc.At(a.compiled[i].at+".resolved.by", fmt.Sprintf("the claim %s is resolved by %s, which has not come on %s", k.ID, k.Resolved.By, at.Format(time.DateOnly)), "write the date on which it was judged, or take the resolution out until then"))
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// resolution checks what came of a claim, and when it comes due.
func (c *checker) resolution(k *Claim) {
	c.date(".due", k.Due)
	r := k.Resolved
	if r == nil {
		return
	}
	c.date(".resolved.by", r.By)
	if r.As == "" {
		c.bad(".resolved", "write as: true, false or unclear", "the resolution does not say what came of the claim")
	}
	if r.By == "" || r.By == Never {
		c.bad(".resolved", "write by: and a date, such as 2024-02", "the resolution does not say by when")
	}
	if due, ok := k.Due.end(); r.As != Unclear {
		switch by, answered := r.By.end(); {
		case k.Due == Never:
			c.bad(".due", "leave due out, or resolved", "no day will tell, and the claim is resolved: %s", r.As)
		case ok && answered && due.After(by):
			c.bad(".resolved.by", "write the day on which it was judged, or another due", "the claim is resolved by %s, and comes due on %s only", r.By, k.Due)
		}
	}
	for _, x := range []struct{ key, text string }{{"evidence", r.Evidence}, {"source", r.Source}} {
		if strings.TrimSpace(x.text) == "" {
			c.bad(".resolved."+x.key, "an answer that nobody can look up scores nobody", "the resolution has no %s", x.key)
		}
	}
	if !(r.Sure >= 0.5 && r.Sure <= 1) {
		c.bad(".resolved.sure", "1 is beyond doubt, 0.5 no better than a coin", "sure is %g, and lies between 0.5 and 1: below, the other answer is the likelier one", r.Sure)
	}
}

// horizon is the day by which all that a claim speaks of has happened: what its due says
// or, where that says nothing, the latest of the outcomes in its formulas. It is zero
// where no day will tell.
func (a *Argument) horizon(i int) time.Time {
	if due := a.Claims[i].Due; due == Never {
		return time.Time{}
	} else if due != "" {
		day, _ := due.end() // it was read
		return day
	}
	s, start := a.scenario, a.start()
	over := func(months int) time.Time { return start.AddDate(0, months, s.Clock.CrisisDays-1) }
	latest := start
	for _, name := range a.compiled[i].names {
		o, _ := a.scope.outcome(name)
		day := over(0)
		switch {
		case o.table == results.Daily:
			day = start.AddDate(0, 0, o.index-1)
		case o.table == results.Monthly && o.index == sim.Before:
			day = start
		case o.table == results.Monthly:
			day = over(o.index)
		case o.table == demanded, o.table == accepted, o.table == results.Runs && sim.Beyond(o.column, 0):
			day = over(s.Clock.AftermathMonths)
		}
		if day.After(latest) {
			latest = day
		}
	}
	return latest
}

// Open is a claim without a resolution.
type Open struct {
	ID    string `json:"id"`
	Label string `json:"label"` // S9, or S9 (1 of 2)
	Text  string `json:"text"`
	Due   string `json:"due"` // YYYY-MM-DD; the day when it could be told whether it came true
	// Worlds are two that the claim compares, of which at most one has happened, or the one
	// that it is about where that has not.
	Worlds []string `json:"worlds,omitempty"`
}

// Outstanding is what of an argument waits for a resolution.
type Outstanding struct {
	Scenario string `json:"scenario"`
	Title    string `json:"title"`
	At       string `json:"at"`       // the day asked about, YYYY-MM-DD
	Claims   int    `json:"claims"`   // in all
	Resolved int    `json:"resolved"` // have a resolution, unclear ones among them
	Never    int    `json:"never"`    // no day will tell
	Due      []Open `json:"due"`      // have come due, and have none
	Waiting  []Open `json:"waiting"`  // come due later
	// Unseen are about a world that has never been: no event tells whether they came true.
	Unseen []Open `json:"unseen"`
	// Drafts lack a part, and are not in Claims: those without a due have no day on which they
	// come due. Those that have a resolution are not scored.
	Drafts []Draft `json:"drafts"`
}

// Outstanding lists claims without a resolution, as of a day.
func (a *Argument) Outstanding(at time.Time) Outstanding {
	o := Outstanding{Scenario: a.scenario.ID, Title: a.scenario.Title, At: at.Format(time.DateOnly), Claims: len(a.Claims), Due: []Open{}, Waiting: []Open{}, Unseen: []Open{}, Drafts: []Draft{}}
	labels := labels(a.Claims)
	for i, k := range a.Claims {
		day := a.horizon(i)
		open := Open{ID: k.ID, Label: labels[i], Text: k.Text, Due: day.Format(time.DateOnly)}
		if k.Against != "" {
			open.Worlds = []string{k.World, k.Against}
		} else if k.World != scenario.AsModelled {
			open.Worlds = []string{k.World}
		}
		switch {
		case k.Resolved != nil:
			o.Resolved++
		case day.IsZero():
			o.Never++
		case open.Worlds != nil:
			o.Unseen = append(o.Unseen, open)
		case day.After(at):
			o.Waiting = append(o.Waiting, open)
		default:
			o.Due = append(o.Due, open)
		}
	}
	o.Drafts = append(o.Drafts, drafts(a.Drafts)...)
	return o
}
