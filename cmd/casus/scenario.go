package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/library"
	"casus/regime"
	"casus/report/number"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// open finds a scenario: one that ships, by id, or a folder.
func open(name string) (fs.FS, error) {
	if f, ok := library.Open(name); ok {
		return f, nil
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return os.DirFS(name), nil
	case err == nil:
		return nil, usagef("%s is a file; a scenario is a folder", name)
	}
	return nil, usagef("no scenario and no folder %q; %s", name, source.MeantOr(name, library.IDs(), "casus list shows the scenarios that ship"))
}

func load(name string) (*scenario.Scenario, error) {
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	s, err := scenario.Load(f)
	if err != nil {
		return nil, err
	}
	if err := sim.CheckRecord(&s.Record); err != nil {
		return nil, usagef("record.yaml: %v", err)
	}
	return s, nil
}

func listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "list", Short: "List the scenarios that ship", Args: exactly(),
		Example: "  casus list\n  casus list --json",
		RunE: func(c *cobra.Command, _ []string) error {
			type entry struct {
				ID    string `json:"id"`
				Title string `json:"title"`
			}
			var list []entry
			for _, id := range library.IDs() {
				s, err := load(id)
				if err != nil {
					return err
				}
				list = append(list, entry{id, s.Title})
			}
			if asJSON {
				return printJSON(c, list)
			}
			for _, e := range list {
				fmt.Fprintf(c.OutOrStdout(), "%-20s %s\n", e.ID, e.Title)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func printJSON(c *cobra.Command, v any) error { return writeJSON(c.OutOrStdout(), v) }

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check DIR|ID|FILE", Short: "Check a scenario and its claims without running it, or a file of cases", Args: exactly("DIR|ID|FILE"),
		Example: "  casus check kazakhstan-2022\n  casus check ./my-crisis\n  casus check my-cases.yaml",
		RunE: func(c *cobra.Command, args []string) error {
			if file, ok := caseFile(args[0]); ok {
				return checkCases(c.OutOrStdout(), file)
			}
			s, a, err := argument(args[0])
			if err != nil {
				return err
			}
			argued := ""
			if a != nil {
				argued = ", " + number.Of(len(a.Claims), "claim")
			}
			fmt.Fprintf(c.OutOrStdout(), "%s is sound: %d places, %d regions, %d parameters, %d options, %d members, %d targets, %s%s\n",
				s.ID, len(s.Places), len(s.Society.Regions), len(s.Parameters), len(s.Options), len(s.Alliance.Members), len(s.Record.Targets), number.Of(len(s.Worlds), "world"), argued)
			return nil
		},
	}
}

func newCommand() *cobra.Command {
	var from string
	c := &cobra.Command{
		Use: "new DIR", Short: "Begin a scenario of your own as a copy of one that ships", Args: exactly("DIR"),
		Example: "  casus new my-crisis --from kazakhstan-2022",
		RunE: func(c *cobra.Command, args []string) error {
			src, err := open(from)
			if err != nil {
				return err
			}
			dir := args[0]
			if _, err := os.Stat(dir); err == nil {
				return usagef("%s exists already; casus new does not overwrite", dir)
			}
			folder, err := scenario.ReadFolder(src)
			if err != nil {
				return err
			}
			folder.Main.ID = filepath.Base(dir)
			if err := errors.Join(folder.Write(dir), keepSchemas(dir)); err != nil {
				return usagef("cannot write %s: %v", dir, err)
			}
			fmt.Fprintf(c.OutOrStdout(), "%s holds a copy of %s; change it, then: casus check %s\n", dir, from, dir)
			return nil
		},
	}
	c.Flags().StringVar(&from, "from", "kazakhstan-2022", "scenario to copy")
	return c
}

func showCommand() *cobra.Command {
	var asJSON, parameters, outcomes bool
	c := &cobra.Command{
		Use: "show DIR|ID", Short: "Show what a scenario says: options, parameters, members, targets", Args: exactly("DIR|ID"),
		Example: "  casus show kazakhstan-2022\n  casus show kazakhstan-2022 --parameters\n  casus show kazakhstan-2022 --outcomes",
		RunE: func(c *cobra.Command, args []string) error {
			if parameters && outcomes {
				return usagef("--parameters and --outcomes: choose one")
			}
			s, err := load(args[0])
			if err != nil {
				return err
			}
			if outcomes && asJSON {
				return printJSON(c, claims.Families(s))
			}
			if outcomes {
				printOutcomes(c.OutOrStdout(), s, args[0])
				return nil
			}
			if asJSON {
				return printJSON(c, map[string]any{"scenario": s.Document, "parameters": s.Parameters, "fitted": s.Fitted, "record": s.Record, "hash": s.Hash})
			}
			out := c.OutOrStdout()
			fmt.Fprintf(out, "%s (%s)\n%s\n", s.Title, s.ID, s.Summary)
			if parameters {
				printParameters(out, s)
			} else {
				printScenario(out, s, args[0])
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&parameters, "parameters", false, "list every parameter with prior, unit, source and reason")
	c.Flags().BoolVar(&outcomes, "outcomes", false, "list the outcomes that claims can speak of, with unit and meaning")
	return c
}

// printParameters lists every parameter with its priors, unit, reason and source.
func printParameters(w io.Writer, s *scenario.Scenario) {
	for _, n := range s.ParameterNames() {
		p := s.Parameters[n]
		fitted := ""
		for _, f := range s.Fitted.Of(n) {
			fitted += fmt.Sprintf(", fitted to the %s %s", f.To, f.Priors[n])
		}
		if p.Usual {
			fitted += ", the engine's usual prior"
		}
		fmt.Fprintf(w, "%-28s %s%s [%s]\n%-28s %s (%s)\n", n, p.Prior, fitted, p.Unit, "", p.Why, p.Source)
	}
}

// printScenario lists who and what is in a scenario, by the names that it gives.
func printScenario(w io.Writer, s *scenario.Scenario, name string) {
	list := func(id, text string) { fmt.Fprintf(w, "  %-24s %s\n", id, text) }
	fmt.Fprintf(w, "\n%d places in %d regions; %d parameters (casus show %s --parameters)\n", len(s.Places), len(s.Society.Regions), len(s.Parameters), name)
	fmt.Fprintf(w, "\noffices of %s\n", s.State.Name)
	for _, o := range s.State.Offices {
		holder := slices.IndexFunc(s.State.Actors, func(a scenario.Actor) bool { return a.ID == o.Holder })
		list(o.ID, o.Name+": "+s.State.Actors[holder].Name)
	}
	fmt.Fprintf(w, "\nforces\n")
	for _, f := range s.State.Forces {
		list(f.ID, f.Name)
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
	fmt.Fprintf(w, "\n%s (%s, standing force %.0f; %s)\n", s.Alliance.Name, s.Alliance.Rule, s.Alliance.Standing, s.Alliance.Source)
	for _, m := range s.Alliance.Members {
		list(m.ID, m.Name)
	}
	fmt.Fprintf(w, "\nhow the crisis can be framed\n")
	for _, f := range s.Alliance.Frames {
		list(f.ID, f.Name)
	}
	if len(s.Record.Targets) > 0 {
		fmt.Fprintf(w, "\ntargets of the record\n")
	}
	for _, t := range s.Record.Targets {
		list(t.ID, fmt.Sprintf("%s: %g %s", t.What, t.Value, t.Unit))
	}
}

// printOutcomes lists what the formulas of claims can speak of, by group.
func printOutcomes(w io.Writer, s *scenario.Scenario, name string) {
	families := claims.Families(s)
	names, units := 0, 0
	for _, o := range families {
		names, units = max(names, utf8.RuneCountInString(o.Name)), max(units, utf8.RuneCountInString(o.Unit))
	}
	for _, group := range claims.OutcomeGroups {
		fmt.Fprintf(w, "%s\n", group)
		for _, o := range families {
			if o.Group == group {
				fmt.Fprintf(w, "  %-*s  %-*s  %s\n", names, o.Name, units, o.Unit, o.Doc)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "What does not apply to a run, such as the hour of a choice that was never made, has no value: of comparisons with it only != holds.")
	fmt.Fprintf(w, "A formula may use parameters too, each as it was drawn for the run: casus show %s --parameters\n", name)
}
