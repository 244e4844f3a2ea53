package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/library"
	"casus/regime"
	"casus/scenario"
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
	return nil, usagef("no scenario and no folder %q; %s", name, meant(name, library.IDs(), "casus list shows the scenarios that ship"))
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
				argued = ", " + counted(len(a.Claims), "claim")
			}
			fmt.Fprintf(c.OutOrStdout(), "%s is sound: %d places, %d regions, %d parameters, %d options, %d members, %d targets, %s%s\n",
				s.ID, len(s.Places), len(s.Society.Regions), len(s.Parameters), len(s.Options), len(s.Alliance.Members), len(s.Record.Targets), counted(len(s.Worlds), "world"), argued)
			return nil
		},
	}
}

// counted says how many of something there are.
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
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
			if err := os.CopyFS(dir, src); err != nil {
				return usagef("cannot write %s: %v", dir, err)
			}
			main := filepath.Join(dir, scenario.MainFile)
			text, err := os.ReadFile(main)
			if err != nil {
				return err
			}
			text = []byte(strings.Replace(string(text), "\nid: "+from+"\n", "\nid: "+filepath.Base(dir)+"\n", 1))
			if err := os.WriteFile(main, text, 0o644); err != nil {
				return err
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
				for _, n := range s.ParameterNames() {
					p := s.Parameters[n]
					fitted := ""
					for _, f := range s.Fitted.Of(n) {
						fitted += fmt.Sprintf(", fitted to the %s %s", f.To, f.Priors[n])
					}
					if p.Usual {
						fitted += ", the engine's usual prior"
					}
					fmt.Fprintf(out, "%-28s %s%s [%s]\n%-28s %s (%s)\n", n, p.Prior, fitted, p.Unit, "", p.Why, p.Source)
				}
				return nil
			}
			fmt.Fprintf(out, "\n%d places in %d regions; %d parameters (casus show %s --parameters)\n\noptions\n", len(s.Places), len(s.Society.Regions), len(s.Parameters), args[0])
			for _, o := range s.Options {
				by := ""
				if i := s.By(o); i != regime.Ruler {
					by = " (" + s.State.Actors[i].Name + ")"
				}
				fmt.Fprintf(out, "  %-24s %s%s\n", o.ID, o.Name, by)
			}
			fmt.Fprintf(out, "\n%s (%s, standing force %.0f)\n", s.Alliance.Name, s.Alliance.Rule, s.Alliance.Standing)
			for _, m := range s.Alliance.Members {
				fmt.Fprintf(out, "  %-24s %s\n", m.ID, m.Name)
			}
			if len(s.Record.Targets) > 0 {
				fmt.Fprintf(out, "\ntargets of the record\n")
			}
			for _, t := range s.Record.Targets {
				fmt.Fprintf(out, "  %-24s %s: %g %s\n", t.ID, t.What, t.Value, t.Unit)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&parameters, "parameters", false, "list every parameter with prior, unit, source and reason")
	c.Flags().BoolVar(&outcomes, "outcomes", false, "list the outcomes that claims can speak of, with unit and meaning")
	return c
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
