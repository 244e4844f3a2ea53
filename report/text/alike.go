package text

import (
	"fmt"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/report/number"
)

// a line is a measure as it is printed, or several of a family that look the same.
type line struct {
	ensemble.Measure // the first
	name, doc        string
	cells            []string
	who              []string
}

// alike gives the lines of measures. Those of a family with the same cells share one:
// six states of which there is the same to say are said at once.
func alike(list []ensemble.Measure, cells func(ensemble.Measure) []string) []line {
	var lines []line
	for _, m := range list {
		l := line{Measure: m, name: m.Name, doc: m.Doc, cells: cells(m), who: []string{m.Who}}
		i := slices.IndexFunc(lines, func(x line) bool { return m.Family != "" && x.Family == m.Family && slices.Equal(x.cells, l.cells) })
		if i < 0 {
			lines = append(lines, l)
			continue
		}
		lines[i].who = append(lines[i].who, m.Who)
	}
	for i := range lines {
		if l := &lines[i]; len(l.who) > 1 {
			l.name = fmt.Sprintf("%s_*, %d states", l.Family, len(l.who))
			l.doc = strings.TrimSuffix(l.Doc, l.Who) + number.List(l.who)
		}
	}
	return lines
}
