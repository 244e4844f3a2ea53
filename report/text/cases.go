package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"casus/report/number"
	"casus/report/screen"
	"casus/score/cases"
)

// Cases lists historical cases.
func Cases(w io.Writer, l *cases.Library) {
	var rows [][]string
	for i := range l.Cases {
		rows = append(rows, caseRow(&l.Cases[i]))
	}
	screen.Table(w, []string{"case, state", "year", "alliance", "asked by", "treaty", "decision", "troops", "days"}, rows)
	fmt.Fprintln(w, "?: unknown. –: does not apply. Days: from the first known request to the first arrival")
}

// caseRow is a case in the list.
func caseRow(k *cases.Case) []string {
	unknown := k.Unknown()
	cell := func(key, text string) string {
		switch {
		case text != "":
			return text
		case slices.Contains(unknown, key):
			return "?"
		}
		return "–"
	}
	by, troops, days := "", "", ""
	if k.RequestedBy != nil {
		by = plain(string(*k.RequestedBy))
	} else if k.Requested == nil {
		by = "?"
	}
	basis := ""
	if k.Basis != nil {
		basis = string(*k.Basis)
	}
	if k.Sent() && k.Troops != nil {
		troops = number.Whole(float64(*k.Troops))
	}
	if k.Days != nil {
		days = fmt.Sprint(*k.Days)
	}
	return []string{k.ID + "\n" + k.State, fmt.Sprint(k.Year), k.Alliance, cell("requested_by", by), cell("treaty_basis_internal", basis), plain(string(k.Decision)), cell("troops_deployed", troops), cell("days_request_to_arrival", days)}
}

// plain writes a word of a file of cases as one reads it.
func plain(word string) string { return strings.ReplaceAll(word, "_", " ") }

// SoundCases prints that a file of cases is sound, and what is unknown in it.
func SoundCases(w io.Writer, file string, l *cases.Library) {
	sent, domestic, states := 0, 0, map[string]bool{}
	first, last := math.MaxInt, math.MinInt
	for i := range l.Cases {
		k := &l.Cases[i]
		states[k.State] = true
		first, last = min(first, k.Year), max(last, k.Year)
		if k.Sent() {
			sent++
		}
		if k.Domestic() {
			domestic++
		}
	}
	years := fmt.Sprint(first)
	if last > first {
		years += fmt.Sprintf("–%d", last)
	}
	unknown := ""
	for _, u := range l.Unknown() {
		unknown += fmt.Sprintf(", %s %d", u.About, u.N)
	}
	if unknown != "" {
		unknown = "; unknown: " + strings.TrimPrefix(unknown, ", ")
	}
	fmt.Fprintf(w, "%s is sound: %s of %s, %s, troops sent in %d; %d domestic, which a back-test uses%s\n",
		file, number.Of(len(l.Cases), "case"), number.Of(len(states), "state"), years, sent, domestic, unknown)
}
