package text

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"casus/atlas"
	"casus/report/number"
	"casus/report/screen"
)

// States lists the states of the atlas.
func States(w io.Writer, list []atlas.Listed) {
	fmt.Fprintf(w, "%-4s  %-32s %14s  %s\n", "code", "state", "people in 2020", "years")
	for _, s := range list {
		fmt.Fprintf(w, "%-4s  %-32s %14s  %s\n", s.ISO3, s.Name, number.Count(s.People), s.Years)
	}
}

// The most towns and organisations that a sheet shows.
const (
	shownTowns = 12
	shownBlocs = 12
)

// Sheet prints what is known of a state, each number with its year or kind.
func Sheet(w io.Writer, s *atlas.Sheet) {
	fmt.Fprintf(w, "%s (%s) at the beginning of %d\n", s.Name, s.ISO3, s.Year)
	fmt.Fprintln(w, "Numbers of a year that is named are data; those carried from another year, or derived, say so.")
	for _, n := range s.Notes {
		fmt.Fprintf(w, "Mind: %s.\n", n)
	}

	fact := func(what, value, from string) { fmt.Fprintf(w, "  %-44s %14s  %s\n", what, value, from) }
	heading := func(text string) { fmt.Fprintf(w, "\n%s\n", text) }
	heading("people")
	fact("people", number.Whole(s.People.Value), s.People.From())
	for _, b := range s.Ages {
		ages := fmt.Sprintf("aged %d to %d", b.From, b.To)
		if b.To == 0 {
			ages = fmt.Sprintf("aged %d and more", b.From)
		}
		fact(ages, number.Percent(b.Share), s.People.From())
	}
	if s.Urban != nil {
		fact("in towns", number.Percent(s.Urban.Value), s.Urban.From())
	}
	fact("area, km²", number.Short(s.AreaKM2), "")

	heading(number.Of(len(s.Regions), "region") + "; people: their share in 2020, of the people of the year")
	rows := [][]string{}
	for _, r := range s.Regions {
		rows = append(rows, []string{r.Name, r.ID, number.Short(r.People.Value), number.Percent(r.InTowns / max(1, r.People.Value)), number.Short(r.People.Value / r.AreaKM2)})
	}
	screen.Table(w, []string{"region", "code", "people", "in listed towns", "per km²"}, rows)

	heading(fmt.Sprintf("%s listed; the largest", number.Of(len(s.Towns), "town")))
	for _, t := range s.Towns[:min(len(s.Towns), shownTowns)] {
		kind := ""
		if t.Kind != "town" {
			kind = t.Kind
		}
		fact(t.Name, number.Short(t.People), kind)
	}

	heading("neighbours, and the length of the border in km")
	if len(s.Neighbours) == 0 {
		fmt.Fprintln(w, "  none: no land border")
	}
	for _, n := range s.Neighbours {
		fact(n.Name, number.Whole(n.BorderKM), "")
	}

	heading("regime, before the year")
	if r := s.Regime; r != nil {
		level := "not coded"
		if r.Level != nil {
			level = fmt.Sprintf("%.0f of 6", *r.Level)
		}
		fact("electoral level (4 and more: competitive)", level, fmt.Sprint(r.Year))
		fact("type", strings.ReplaceAll(cmp.Or(r.Type, "not coded"), "_", " "), fmt.Sprint(r.Year, map[string]string{"carried": ", carried from 2019", "hand": ", by hand"}[r.From]))
	} else {
		fmt.Fprintln(w, "  nothing is coded")
	}
	fact("ruler in office since", cmp.Or(s.RulerSince, "unknown"), "")

	heading("economy and forces, before the year")
	for _, x := range s.Economy {
		fact(x.Name, number.Short(x.Value), x.From()+", "+x.Unit)
	}

	if s.Asked() != nil {
		heading("organisations and pacts; the first is the one most likely to be asked for help in a crisis at home")
	} else {
		heading("organisations and pacts; none may act in a member's own crisis and has another lead that is no rival")
	}
	rows = nil
	for _, b := range s.Organisations[:min(len(s.Organisations), shownBlocs)] {
		rows = append(rows, []string{b.ID, b.Name, b.Obligation, b.Clause(), b.Rule(), strings.Join(b.Lead, " "), b.Standing(), strings.Join(b.Precedents, " ")})
	}
	if rows != nil {
		screen.Table(w, []string{"", "name", "obligation", "at home", "decides", "lead", "members", "acted before"}, rows)
	}
	if more := len(s.Organisations) - shownBlocs; more > 0 {
		fmt.Fprintf(w, "  and %d more (--json)\n", more)
	}

	heading("votes in the General Assembly, before the year")
	for _, v := range s.Voting {
		text := v.Ideal.From()
		if v.Difference != nil {
			text += fmt.Sprintf(", %.2f from the state's", *v.Difference)
		}
		if v.Agreement != nil {
			text += fmt.Sprintf(", votes alike %s", number.Percent(*v.Agreement))
		}
		fact("position of "+v.Name, fmt.Sprintf("%.2f", v.Ideal.Value), text)
	}

	if u := s.Unrest; u != nil {
		heading(fmt.Sprintf("protests a year, %d to %d", u.From, u.To))
		for _, form := range atlas.Forms {
			fact(form, number.Short(u.Means[form]), "")
		}
	}
	if v := s.Violence; v != nil {
		heading(fmt.Sprintf("deaths in organised violence a year, %d to %d", v.From, v.To))
		for _, sort := range atlas.Sorts {
			fact(strings.ReplaceAll(sort, "_", " "), number.Short(v.Deaths[sort]), "")
		}
	}

	heading("missing for this state and year")
	for _, m := range s.Missing {
		fmt.Fprintf(w, "  %s\n", m)
	}
}
