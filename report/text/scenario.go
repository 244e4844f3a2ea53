package text

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode/utf8"

	"casus/claims"
	"casus/regime"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
)

// Parameters lists every parameter in words, with its priors, unit, reason and source.
func Parameters(w io.Writer, s *scenario.Scenario) {
	for _, n := range s.ParameterNames() {
		p := s.Parameters[n]
		fitted := ""
		for _, f := range s.Fitted.Of(n) {
			fitted += fmt.Sprintf(", fitted to the %s %s", f.To, f.Priors[n])
		}
		if p.Usual {
			fitted += ", the engine's usual prior"
		}
		fmt.Fprintf(w, "%s\n    %s%s [%s]\n    %s (%s)\n", wording.Named(s.Words(n), n), p.Prior, fitted, p.Unit, p.Why, p.Source)
	}
}

// Scenario lists who and what is in a scenario, by the names that it gives.
func Scenario(w io.Writer, s *scenario.Scenario, name string) {
	list := func(id, text string) { fmt.Fprintf(w, "  %-24s %s\n", id, text) }
	fmt.Fprintf(w, "\n%s in %s; %s (%s)\n", number.Of(len(s.Places), "place"), number.Of(len(s.Society.Regions), "region"), number.Of(len(s.Parameters), "parameter"), screen.Whole(wording.Command("casus", "show", name, "--parameters")))
	fmt.Fprintf(w, "\noffices of %s\n", s.State.Name)
	for _, o := range s.State.Offices {
		holder := slices.IndexFunc(s.State.Actors, func(a scenario.Actor) bool { return a.ID == o.Holder })
		list(o.ID, o.Name+": "+s.State.Actors[holder].Name)
	}
	fmt.Fprintf(w, "\nforces\n")
	for _, f := range s.State.Forces {
		list(f.ID, f.Name)
	}
	if len(s.Grievances) > 0 {
		fmt.Fprintf(w, "\ngrievances\n")
	}
	for k, g := range s.Grievances {
		from := ""
		if s.Begins(k) == regime.Unbegun {
			from = ", from an event on"
		} else if g.At != "" {
			from = ", from " + string(g.At) + " on"
		}
		list(g.ID, g.Name+from)
	}
	if len(s.Document.Quantities) > 0 {
		fmt.Fprintf(w, "\nhow things are weighed\n")
	}
	for _, q := range s.Document.Quantities {
		list(q.Name, q.Why)
	}
	fmt.Fprintf(w, "\noptions\n")
	for _, o := range s.Options {
		by := ""
		if i := s.By(o); i != regime.Ruler {
			by = " (" + s.State.Actors[i].Name + ")"
		}
		list(o.ID, o.Name+by)
	}
	if len(s.Events) > 0 {
		fmt.Fprintf(w, "\nevents\n")
	}
	for _, e := range s.Events {
		list(e.ID, e.Name+": "+occasion(e))
	}
	fmt.Fprintf(w, "\n%s (%s, standing force %.0f; %s)\n", s.Alliance.Name, s.Alliance.Rule, s.Alliance.Standing, s.Alliance.Source)
	for _, m := range s.Alliance.Members {
		list(m.ID, m.Name)
	}
	fmt.Fprintf(w, "\nhow the crisis can be framed\n")
	for _, f := range s.Alliance.Frames {
		list(f.ID, f.Name)
	}
	later := s.Relations.Later
	fmt.Fprintf(w, "\nlater crises\n")
	list("days", fmt.Sprint(later.Days))
	list("towns", fmt.Sprintf("at most %d", later.Towns))
	list("local", "share whose grievance is that of one region: "+later.Local.String())
	list("nationwide", "share whose grievance is that of the whole nation: "+later.Nationwide.String())
	fmt.Fprintf(w, "\nthe crisis in which all rulers are asked\n")
	for _, name := range slices.Sorted(maps.Keys(s.Relations.Vignette)) {
		list(name, s.Relations.Vignette[name].String())
	}
	if len(s.Record.Targets) > 0 {
		fmt.Fprintf(w, "\ntargets of the record\n")
	}
	for _, t := range s.Record.Targets {
		value := recorded(t) + " " + t.Unit
		if t.Unit == "day" {
			value = "day " + recorded(t)
		}
		list(t.ID, t.What+": "+value)
	}
}

// occasion says when an event happens.
func occasion(e scenario.Event) string {
	switch {
	case e.At != "":
		return "at " + string(e.At)
	case e.When != "":
		return fmt.Sprintf("%s a day when %s", e.Hazard, e.When)
	}
	return fmt.Sprintf("%s a day", e.Hazard)
}

// Outcomes lists what the formulas of claims can speak of, by group.
func Outcomes(w io.Writer, s *scenario.Scenario, name string) {
	families := claims.Families(s)
	names, units := 0, 0
	for _, o := range families {
		names, units = max(names, utf8.RuneCountInString(o.Name)), max(units, utf8.RuneCountInString(o.Unit))
	}
	for _, group := range claims.OutcomeGroups {
		if !slices.ContainsFunc(families, func(o claims.Outcome) bool { return o.Group == group }) {
			continue
		}
		fmt.Fprintf(w, "%s\n", group)
		for _, o := range families {
			if o.Group == group {
				fmt.Fprintf(w, "  %-*s  %-*s  %s\n", names, o.Name, units, o.Unit, o.Doc)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "What does not apply to a run, such as the hour of a choice that was never made, has no value: of comparisons with it only != holds.")
	fmt.Fprintf(w, "A formula may use parameters too, each as it was drawn for the run: %s\n", screen.Whole(wording.Command("casus", "show", name, "--parameters")))
}
