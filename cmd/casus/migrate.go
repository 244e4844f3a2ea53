package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"casus/files"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
	"casus/scenario/source"
)

func migrateCommand() *cobra.Command {
	var write bool
	c := &cobra.Command{
		Use: "migrate DIR", Short: "Move a scenario of an earlier version to the present form", Args: exactly("DIR"),
		Long: `Migrate moves what a scenario and its claims.yaml and fitted.yaml say in the form of
an earlier version to the present one, and lists each change by file and line. It
prints the difference, and writes it with --write. All else stays as it is, comments
included; what has no place any more stays as a comment with its value.

  exposure of regions        under grievances, as the grievance "price": name it as
                             your crisis has it
  price_relief of options    relieves: price, relief
  price_left, economic       grievance_left, grieved
  west of powers             averse; relations.west_away is relations.aversion
  foreign_bands              0: rulers see no such bands
  parameters that are gone   comments, and in expressions their number if they have
                             one now
  keys that are gone         comments
  one fit in fitted.yaml     under fits

A program cannot move a world that sets a parameter which is gone, nor an expression
with one for which no number stands: they are listed with their line and with what
took its place, and the exit status is 2. The same holds for all that casus does not
know. Fits of an earlier version are of another model: calibrate anew.`,
		Example: "  casus migrate ./my-crisis\n  casus migrate ./my-crisis --write\n  casus check ./my-crisis",
		RunE: func(c *cobra.Command, args []string) error {
			folder, err := open(args[0])
			if err != nil {
				return err
			}
			m, err := scenario.Migrate(folder, func(f fs.FS) error {
				_, _, err := argued(f)
				return err
			})
			if err != nil {
				return err
			}
			out, texts := page(c), m.Texts()
			for _, name := range slices.Sorted(maps.Keys(texts)) {
				path := filepath.Join(args[0], name)
				if write {
					if err := files.WriteBytes(path, texts[name]); err != nil {
						return unwritten(path, err)
					}
					continue
				}
				before, err := files.Read(folder, name, source.MaxFileBytes)
				if err != nil {
					return err
				}
				fmt.Fprintf(c.OutOrStdout(), "%s\n", diff.Diff(path, before, path, texts[name]))
			}
			for _, move := range m.Moved {
				fmt.Fprintf(out, "%s:%d: %s\n", move.File, move.Line, move.Text)
			}
			switch {
			case len(m.Moved) == 0 && m.Left == nil:
				fmt.Fprintf(out, "%s: nothing is of an earlier version\n", args[0])
			case write && len(m.Moved) > 0:
				fmt.Fprintf(out, "%s: %s, written\n", args[0], number.Of(len(m.Moved), "change"))
			case len(m.Moved) > 0:
				fmt.Fprintf(out, "%s; nothing is written yet: %s\n", number.Of(len(m.Moved), "change"), screen.Whole(wording.Command("casus", "migrate", wording.Folder(args[0]), "--write")))
			}
			if m.Left != nil && len(m.Moved) > 0 {
				return fmt.Errorf("this is left to you, in the text as it is now moved:\n%w", m.Left)
			}
			return m.Left
		},
	}
	c.Flags().BoolVar(&write, "write", false, "write the files")
	return c
}

// dated adds to an error how forms of earlier versions are moved, if it is about such.
func dated(name string, err error) error {
	var ps source.Problems
	if errors.As(err, &ps) && scenario.Refuse(ps) {
		return fmt.Errorf("%w\n\nsome of this is of an earlier version: %s moves what a program can", err, wording.Command("casus", "migrate", wording.Folder(name)))
	}
	return err
}
