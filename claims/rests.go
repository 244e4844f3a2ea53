package claims

import (
	"maps"
	"slices"
	"strings"

	"casus/results"
	"casus/scenario"
)

// reads lists the outcomes that the formula of a claim reads, a series by its name alone,
// without those of its condition; and those of them to whose record priors were fitted.
func (a *Argument) reads(i int) (names, fitted []string) {
	s := a.scenario
	aims := map[string]bool{} // of the fit to the record
	if s.Fitted.To(scenario.ToRecord) != nil {
		aims[results.Daily+"participants"] = true
		for _, t := range s.Record.Targets {
			if t.Outcome != "" {
				aims[results.Runs+t.Outcome] = true
			} else {
				aims[results.Daily+t.Series] = true
			}
		}
	}
	read, aimed := map[string]bool{}, map[string]bool{}
	for _, name := range a.compiled[i].said {
		o, _ := a.scope.outcome(name)
		if o.table == results.Daily || o.table == results.Monthly {
			name, _, _ = strings.Cut(o.Name, ".")
		} else {
			name = o.Name
		}
		read[name] = true
		if aims[o.table+o.column] {
			aimed[name] = true
		}
	}
	return slices.Sorted(maps.Keys(read)), slices.Sorted(maps.Keys(aimed))
}

// Group is several statements whose claims read the same outcomes: they do not come true
// independently of each other.
type Group struct {
	Statements []string `json:"statements"`
	Reads      []string `json:"reads"` // what at least two of them read
}

// Counts of later crises rest on each other: nobody deploys where nobody asks.
const (
	laterCounts = "later_"
	laterCrises = "later crises"
)

// grouped finds which statements read the same, directly or through others, and sets the
// group of each claim that is scored. Groups of one statement are not listed.
func grouped(list []Told) []Group {
	group := map[string]string{} // by statement
	first := map[string]string{} // statement that reads an outcome
	shared := map[string]bool{}
	var order []string // of statements
	for _, t := range list {
		if !t.Scored() {
			continue
		}
		if group[t.Statement] == "" {
			group[t.Statement] = t.Statement
			order = append(order, t.Statement)
		}
		for _, name := range t.Reads {
			if strings.HasPrefix(name, laterCounts) {
				name = laterCrises
			}
			other, there := first[name]
			if !there {
				first[name] = t.Statement
				continue
			}
			if other != t.Statement {
				shared[name] = true
			}
			one, joins := group[other], group[t.Statement]
			if slices.Index(order, joins) < slices.Index(order, one) {
				one, joins = joins, one
			}
			for statement, g := range group {
				if g == joins {
					group[statement] = one
				}
			}
		}
	}
	out, index := []Group{}, map[string]int{}
	for i := range list {
		t := &list[i]
		if !t.Scored() {
			continue
		}
		t.Group = group[t.Statement]
		at, there := index[t.Group]
		if !there {
			at = len(out)
			index[t.Group] = at
			out = append(out, Group{Reads: []string{}})
		}
		if !slices.Contains(out[at].Statements, t.Statement) {
			out[at].Statements = append(out[at].Statements, t.Statement)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(shared)) {
		g := &out[index[group[first[name]]]]
		g.Reads = append(g.Reads, name)
	}
	return slices.DeleteFunc(out, func(g Group) bool { return len(g.Statements) == 1 })
}
