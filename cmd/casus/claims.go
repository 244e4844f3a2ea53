package main

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/files"
	"casus/report"
	"casus/report/markdown"
	"casus/report/text"
	"casus/report/wording"
	"casus/scenario"
	"casus/scenario/source"
)

func claimsCommand() *cobra.Command {
	var f runFlags
	var explain, picture string
	var asPage bool
	var due comeDue
	var probe probing
	c := &cobra.Command{
		Use: "claims DIR|ID", Short: "Test an argument: a verdict on each claim, and the assumptions it goes with", Args: exactly("DIR|ID"),
		Long: `Claims plays every world that the scenario's claims.yaml speaks of, with the same
draws and the same luck in each, and says of each claim how far it is borne out,
how large the effect is, and which parameters separate the draws in which it holds
from those in which it fails. The rule is in docs/claims.md; a verdict is about
this model under these assumptions.

Runs are kept, a folder for each world. A command that was interrupted goes on
when it is given again, and claims that have changed are judged from runs that
are there.`,
		Example: `  casus claims kazakhstan-2022
  casus claims kazakhstan-2022 --explain S9
  casus claims kazakhstan-2022 --markdown > verdicts.md
  casus claims kazakhstan-2022 --picture verdicts.svg
  casus claims kazakhstan-2022 --set relations.help=0 --seed 7
  casus claims kazakhstan-2022 --unfitted
  casus claims kazakhstan-2022 --resolved --picture words.svg
  casus claims kazakhstan-2022 --resolved --json > engine-8.json
  casus claims kazakhstan-2022 --resolved --with engine-7.json`,
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case asPage && f.json:
				return usagef("--markdown and --json: choose one")
			case explain != "" && asPage:
				return usagef("--explain and --markdown: choose one")
			}
			if err := due.check(c, explain); err != nil {
				return err
			}
			s, a, err := argument(args[0])
			switch {
			case err != nil:
				return err
			case a == nil:
				return usagef("%s has no %s; docs/argument.md shows how to write one", args[0], claims.File)
			case len(a.Claims) == 0:
				return usagef("%s: nothing to test: %s; docs/argue.md shows how to go on", args[0], wording.Untested(a.Drafts))
			}
			if due.asked {
				if err := due.ready(args[0], a); err != nil {
					return err
				}
			}
			if explain != "" && len(about(a.Claims, explain)) == 0 {
				return unexplained(a, explain)
			}
			if err := writable(picture); err != nil {
				return err
			}
			var before *claims.Report // of the scenario as it is
			var folder string
			if f.unfitted && s.Fitted == nil {
				return usagef("--unfitted: nothing of %s has been fitted", args[0])
			}
			if (len(f.set) > 0 || f.unfitted) && !f.json && !asPage && !due.asked {
				if before, folder, err = f.asItIs(c, s, a); err != nil {
					return err
				}
			}
			t, err := playTwins(c, s, a.Worlds(), &f, verdictsFile)
			if err != nil {
				return err
			}
			defer t.leave()
			tested, err := claims.Test(a, t.worlds)
			if err != nil {
				return err
			}
			if f.unfitted { // nothing that these runs were drawn from
				for i := range tested.Results {
					tested.Results[i].Fitted = nil
				}
			} else {
				x, err := f.experiment(c, s, a.Worlds()...)
				if err != nil {
					return err
				}
				if err := probe.try(c, s, x, &f, t, tested); err != nil {
					return err
				}
			}
			if err := keepJSON(filepath.Join(t.folder, verdictsFile), tested); err != nil {
				return err
			}
			if due.asked {
				return errors.Join(due.print(c, tested, picture, f.json, asPage), t.failures())
			}
			if picture != "" {
				if err := keepPicture(picture, func(w io.Writer) error { return report.Verdicts(w, tested) }); err != nil {
					return err
				}
			}
			shown := tested
			if explain != "" {
				shown = chosen(tested, explain)
			}
			switch {
			case f.json:
				err = printJSON(c.OutOrStdout(), shown)
			case explain != "":
				text.Explained(page(c), s, shown)
			case asPage:
				markdown.Claims(c.OutOrStdout(), tested)
			default:
				same := aboutTheSame(c, "claims", args[0])
				if f.unfitted {
					same = append(same, "--unfitted")
				}
				text.Claims(page(c), tested, t.name, text.Commands{
					Scenario: wording.Folder(args[0]), Claims: same, Compare: aboutTheSame(c, "compare", args[0]), Assumption: text.Assumption(s),
				})
			}
			if before != nil {
				with := "--set"
				if f.unfitted {
					with = "--unfitted"
				}
				text.Changes(page(c), shown.Results, before, folder, with)
				if f.unfitted {
					text.FitsMoved(page(c), s, shown.Results, before)
				}
			}
			return errors.Join(err, t.failures())
		},
	}
	f.sample(c)
	f.ownLuck(c)
	c.Flags().StringVar(&f.out, "out", "", "folder for the worlds (default: out/ID-worlds, or the next free one if the settings differ)")
	c.Flags().StringVar(&explain, "explain", "", "show all about one claim, or all claims of a statement: S9")
	c.Flags().StringVar(&picture, "picture", "", "also draw the verdicts, as SVG into this file; with --resolved, how often sentences came true by their word")
	c.Flags().BoolVar(&asPage, "markdown", false, "print a page in Markdown")
	c.Flags().BoolVar(&f.unfitted, "unfitted", false, "draw from priors as they were before anything was fitted, and say how far the fits move the verdicts, against runs of the scenario as it is that are kept")
	due.flags(c)
	probe.flag(c)
	return c
}

// argument loads a scenario and its claims, which may all be drafts; nil if it has none.
func argument(name string) (*scenario.Scenario, *claims.Argument, error) {
	folder, err := open(name)
	if err != nil {
		return nil, nil, err
	}
	s, a, err := argued(folder)
	return s, a, dated(name, err)
}

// argued is argument of a folder.
func argued(folder fs.FS) (*scenario.Scenario, *claims.Argument, error) {
	s, err := read(folder)
	if err != nil {
		return nil, nil, err
	}
	if there, err := files.There(folder, claims.File); !there {
		return s, nil, err
	}
	a, err := claims.Load(folder, s)
	return s, a, err
}

// unexplained says that there is nothing to explain under a name. A number is no
// misspelling of another: there the statements with claims are listed.
func unexplained(a *claims.Argument, name string) error {
	if drafts := about(a.Drafts, name); len(drafts) > 0 {
		return usagef("--explain %q: not tested: %s", name, wording.Missing(drafts[0].Missing))
	}
	list := a.Claims
	var ids, statements []string
	for _, k := range list {
		ids = append(ids, k.ID)
		if !slices.Contains(statements, k.Statement) {
			statements = append(statements, k.Statement)
		}
	}
	hint := "there are claims on " + strings.Join(statements, ", ")
	if !strings.ContainsAny(name, "0123456789") {
		hint = source.MeantOr(name, ids, hint)
	}
	return usagef("--explain %q: no claim and no statement has this name; %s", name, hint)
}

// about lists the claims of a name: of a statement, or an id.
func about(list []claims.Claim, name string) []claims.Claim {
	var out []claims.Claim
	for _, k := range list {
		if strings.EqualFold(k.Statement, name) || k.ID == name {
			out = append(out, k)
		}
	}
	return out
}

// chosen is a report of the claims of a name alone.
func chosen(r *claims.Report, name string) *claims.Report {
	some := *r
	some.Results = slices.DeleteFunc(slices.Clone(r.Results), func(x claims.Result) bool {
		return len(about([]claims.Claim{x.Claim}, name)) == 0
	})
	return &some
}

// keepJSON writes beside the runs what was made of them.
func keepJSON(name string, v any) error {
	return unwritten(name, files.Write(name, func(w io.Writer) error { return printJSON(w, v) }))
}
