package main

import (
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/files"
	"casus/library"
	"casus/report"
	"casus/report/markdown"
	"casus/report/text"
	"casus/report/wording"
)

// comeDue is what of an argument come due is asked.
type comeDue struct {
	asked bool
	with  []string
	at    string
	day   time.Time
}

func (d *comeDue) flags(c *cobra.Command) {
	c.Flags().BoolVar(&d.asked, "resolved", false, "say what came of the sentences, and score who forecast them")
	c.Flags().StringArrayVar(&d.with, "with", nil, "with --resolved: show beside it a table kept of another version of the engine (JSON); may be repeated")
	atDay(c, &d.at)
}

// atDay adds the flag that puts another day in the place of today.
func atDay(c *cobra.Command, at *string) {
	c.Flags().StringVar(at, "at", "", "take this day for today: YYYY-MM-DD")
}

// today is the day of --at, or today.
func today(at string) (time.Time, error) {
	if at == "" {
		return time.Now(), nil
	}
	day, err := time.Parse(time.DateOnly, at)
	if err != nil {
		return day, usagef("--at %q: write a day, YYYY-MM-DD", at)
	}
	return day, nil
}

// check refuses flags that do not go together.
func (d *comeDue) check(c *cobra.Command, explain string) (err error) {
	for _, flag := range []string{"with", "at"} {
		if c.Flags().Changed(flag) && !d.asked {
			return usagef("--%s goes with --resolved", flag)
		}
	}
	if d.asked && explain != "" {
		return usagef("--resolved and --explain: choose one")
	}
	d.day, err = today(d.at)
	return err
}

// ready refuses an argument of which nothing can be scored on that day.
func (d *comeDue) ready(name string, a *claims.Argument) error {
	resolved := func(k claims.Claim) bool { return k.Resolved != nil }
	if slices.ContainsFunc(a.Claims, resolved) {
		return dated(name, a.Early(d.day))
	}
	if i := slices.IndexFunc(a.Drafts, resolved); i >= 0 {
		return usagef("no claim of %s has a resolution but drafts, which are not scored (the first is %s: %s); docs/argue.md shows how to finish them", name, a.Drafts[i].ID, wording.Missing(a.Drafts[i].Missing))
	}
	return usagef("no claim of %s has a resolution; docs/claims.md shows how to write one", name)
}

// print says what came of an argument.
func (d *comeDue) print(c *cobra.Command, tested *claims.Report, picture string, asJSON, asPage bool) error {
	came := claims.CameOf(tested, d.day.Format(time.DateOnly))
	others, err := keptTables(d.with)
	if err != nil {
		return err
	}
	others = slices.DeleteFunc(others, func(x *claims.Came) bool { return x.Engine == came.Engine }) // made anew
	if picture != "" {
		if err := keepPicture(picture, func(w io.Writer) error { return report.Words(w, came) }); err != nil {
			return err
		}
	}
	switch {
	case asJSON:
		return printJSON(c.OutOrStdout(), came)
	case asPage:
		drawn := ""
		if picture != "" {
			drawn = filepath.Base(picture)
		}
		markdown.Came(c.OutOrStdout(), append(others, came), drawn)
	default:
		text.Came(page(c), came, others)
	}
	return nil
}

// mostTable is how large a table that is kept may be.
const mostTable = 10 << 20

// keptTables reads what --resolved --json has printed.
func keptTables(names []string) (list []*claims.Came, err error) {
	for _, name := range names {
		data, err := files.ReadNamed(name, mostTable)
		if err != nil {
			return nil, usageError{err}
		}
		came := new(claims.Came)
		if err := json.Unmarshal(data, came); err != nil || came.Engine == 0 || len(came.Scores) == 0 {
			return nil, usagef("--with %s: this is no table of casus claims --resolved --json", name)
		}
		list = append(list, came)
	}
	slices.SortStableFunc(list, func(a, b *claims.Came) int { return a.Engine - b.Engine })
	return list, nil
}

func dueCommand() *cobra.Command {
	var asJSON bool
	var at string
	c := &cobra.Command{
		Use: "due [DIR|ID...]", Short: "List claims that have come due and have no resolution",
		Long: `Due lists the claims of which it can be told by now whether they came true, and whose
claims.yaml does not say so. A claim comes due on the day that its due: names or, where
that says nothing, when the latest of the outcomes in its formulas is there. Claims
that compare two worlds, or are about another than the one as modelled, are named
apart: one of their worlds has never been, and no event tells whether they came true.
Drafts (missing:) are named too. Without a scenario it looks at all that ship.`,
		Example: `  casus due
  casus due kazakhstan-2022 --at 2027-02-01
  casus due ./my-crisis --json`,
		RunE: func(c *cobra.Command, args []string) error {
			day, err := today(at)
			if err != nil {
				return err
			}
			list := []claims.Outstanding{}
			for _, name := range orShelf(args) {
				_, a, err := argument(name)
				if err != nil {
					return err
				}
				if a == nil && len(args) > 0 {
					return usagef("%s has no %s; docs/argument.md shows how to write one", name, claims.File)
				}
				if a != nil {
					list = append(list, a.Outstanding(day))
				}
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), list)
			}
			text.Outstanding(page(c), list)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	atDay(c, &at)
	return c
}

// orShelf is the scenarios that ship, if none is named.
func orShelf(names []string) []string {
	if len(names) == 0 {
		return library.IDs()
	}
	return names
}
