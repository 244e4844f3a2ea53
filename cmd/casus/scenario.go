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

	"github.com/spf13/cobra"

	"casus/atlas"
	"casus/claims"
	"casus/files"
	"casus/library"
	"casus/report/document"
	"casus/report/screen"
	"casus/report/text"
	"casus/report/wording"
	"casus/scenario"
	"casus/scenario/source"
	"casus/score/cases"
	"casus/sim"
	"casus/trial"
)

// open finds a scenario: a folder, or one that ships, by its id. A scenario of the
// user's wins over one that ships under the same name.
func open(name string) (fs.FS, error) {
	info, err := os.Stat(name)
	if files.IsFault(err) {
		return nil, err
	}
	if _, e := os.Lstat(name); e == nil && err != nil {
		return nil, usagef("%s: the link leads nowhere; mend or remove it", name)
	}
	folder := err == nil && info.IsDir()
	shipped, ships := library.Open(name)
	switch {
	case ships && !(folder && anyOfScenario(name)):
		return shipped, nil
	case folder && anyOfScenario(name):
		return os.DirFS(name), nil
	case folder:
		if id := ran(name); id != "" {
			return nil, usagef("%s holds results, and no scenario; the scenario that was run is %s", name, id)
		}
		return nil, usagef("%s holds no scenario: it has no %s; casus new makes a folder that has one", name, scenario.MainFile)
	case err == nil:
		return nil, usagef("%s is a file; a scenario is a folder", name)
	}
	return nil, usagef("no scenario and no folder %q; %s", name, source.MeantOr(name, scenariosHere(), "casus list shows the scenarios that ship"))
}

// scenarioFiles are those that a scenario is written in.
var scenarioFiles = []string{scenario.MainFile, scenario.ParametersFile, scenario.RecordFile, scenario.FittedFile, claims.File}

// anyOfScenario reports whether a folder has a file of a scenario: one of results,
// say, that was named after what was run, is none.
func anyOfScenario(folder string) bool {
	return slices.ContainsFunc(scenarioFiles, func(file string) bool {
		_, err := os.Lstat(filepath.Join(folder, file))
		return err == nil
	})
}

func load(name string) (*scenario.Scenario, error) {
	_, s, err := openLoad(name)
	return s, err
}

// openLoad is [load] that gives the folder too.
func openLoad(name string) (fs.FS, *scenario.Scenario, error) {
	f, err := open(name)
	if err != nil {
		return nil, nil, err
	}
	s, err := read(f)
	return f, s, dated(name, err)
}

// loadShipped loads a scenario that ships, whatever folders the user has.
func loadShipped(id string) (*scenario.Scenario, error) {
	f, ok := library.Open(id)
	if !ok {
		return nil, usagef("no scenario %q ships with casus", id)
	}
	return read(f)
}

// loadAgain loads the scenario of an id as it was when something was made with it:
// where the user's own has changed, or is another, the one that ships may be meant.
func loadAgain(id, hash string) (*scenario.Scenario, error) {
	_, s, err := openAgain(id, hash)
	return s, err
}

// openAgain is [loadAgain] that gives the folder too.
func openAgain(id, hash string) (fs.FS, *scenario.Scenario, error) {
	f, s, err := openLoad(id)
	if err == nil && s.Hash == hash {
		return f, s, nil
	}
	if shipped, ok := library.Open(id); ok {
		if again, e := read(shipped); e == nil && again.Hash == hash {
			return shipped, again, nil
		}
	}
	return f, s, err
}

// read reads a scenario that can be played.
func read(f fs.FS) (*scenario.Scenario, error) {
	s, err := scenario.Load(f)
	if err != nil {
		return nil, err
	}
	return s, sim.CheckRecord(s)
}

func listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "list", Short: "List the scenarios that ship", Args: exactly(),
		Example: "  casus list\n  casus list --json",
		RunE: func(c *cobra.Command, _ []string) error {
			var list []document.Listed
			for _, id := range library.IDs() {
				s, err := loadShipped(id)
				if err != nil {
					return err
				}
				list = append(list, document.Listed{ID: id, Title: s.Title})
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), list)
			}
			for _, e := range list {
				fmt.Fprintf(page(c), "%-20s %s\n", e.ID, e.Title)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check DIR|ID|FILE", Short: "Check a scenario and its claims, and play a few draws; or check a file of cases", Args: exactly("DIR|ID|FILE"),
		Long: `Check reads every file of a scenario, says what is wrong and where, and plays a
few draws of each world, coarsely, to say in words what is odd: forces that are gone
at once, a crisis that never or always comes, worlds in which the same happens,
places far from the others, rates of attack that decide nothing. What is odd may be meant.`,
		Example: "  casus check kazakhstan-2022\n  casus check ./my-crisis\n  casus check my-cases.yaml",
		RunE: func(c *cobra.Command, args []string) error {
			if file, ok, err := caseFile(args[0]); err != nil {
				return err
			} else if ok {
				l, err := cases.Load(os.DirFS(filepath.Dir(file)), filepath.Base(file)) // in which nothing may contradict itself
				if err != nil {
					return err
				}
				text.SoundCases(page(c), file, l)
				return nil
			}
			s, a, err := argument(args[0])
			if err != nil {
				return err
			}
			folder, err := open(args[0])
			if err != nil {
				return err
			}
			tried, err := trial.Run(c.Context(), s)
			if err != nil {
				return usageError{err}
			}
			far, err := trial.FarOff(s, folder)
			if err != nil {
				return err
			}
			idle, err := scenario.IdleKeys(folder)
			if err != nil {
				return err
			}
			text.Sound(page(c), s, a, tried, far, idle)
			return nil
		},
	}
}

func newCommand() *cobra.Command {
	var from, country string
	var year int
	c := &cobra.Command{
		Use: "new DIR", Short: "Begin a scenario of your own: of any state, of the template blank, or as a copy of one that ships", Args: exactly("DIR"),
		Long: `New writes the folder of a scenario: drawn from open data for any state and year
(--country, --year; casus atlas shows them), or as a copy of one that ships (--from);
blank is a template with neutral priors and a comment at each key. A scenario that is
drawn is complete and uncalibrated: casus run plays it as it is, its SOURCES.md says where
each number is from and what is missing, and its author says what begins the crisis.`,
		Example: `  casus new sri-lanka-2022 --country LKA --year 2022
  casus new my-state --from blank
  casus new my-crisis --from kazakhstan-2022`,
	}
	c.Flags().StringVar(&from, "from", "kazakhstan-2022", "scenario to copy")
	c.Flags().StringVar(&country, "country", "", "state to draw, by its code of three letters, such as LKA")
	within(c.Flags(), &year, "year", "", 0, atlas.First, atlas.Last, fmt.Sprintf("year to draw it for, %d to %d", atlas.First, atlas.Last))
	c.RunE = func(c *cobra.Command, args []string) error {
		drawn := country != "" || c.Flags().Changed("year")
		switch {
		case drawn && c.Flags().Changed("from"):
			return usagef("--country and --from: choose one")
		case drawn && country == "":
			return usagef("--year goes with --country, the state to draw; casus atlas lists them")
		case drawn && year == 0:
			return usagef("--country goes with --year: --country %s --year 2022", country)
		}
		dir := filepath.Clean(args[0])
		whole, err := filepath.Abs(dir) // "." and its kin are no names
		if err != nil {
			return err
		}
		id := source.Slug(filepath.Base(whole))
		if id == "" {
			return usagef("%s: the id of a scenario is the name of its folder, which needs a letter or a digit", dir)
		}
		var folder *scenario.Folder
		what := "a copy of " + from
		if drawn {
			s, err := sheet(country, year)
			if err != nil {
				return err
			}
			folder, err = s.Scenario(id)
			if err != nil {
				return err
			}
			what = fmt.Sprintf("%s at the beginning of %d, drawn from open data, uncalibrated", s.Name, year)
		} else if folder, err = copied(from, id); err != nil {
			return err
		}
		if err := begin(dir, folder); err != nil {
			return err
		}
		fmt.Fprintf(page(c), "%s holds %s; change it, %s\n", dir, what, screen.Whole("then: "+wording.Command("casus", "check", wording.Folder(dir))))
		return nil
	}
	return c
}

// copied is a scenario that ships, or one of the user's, as the beginning of another.
func copied(from, id string) (*scenario.Folder, error) {
	if _, _, err := argument(from); err != nil {
		return nil, err
	}
	src, err := open(from)
	if err != nil {
		return nil, err
	}
	folder, err := scenario.ReadFolder(src)
	if err != nil {
		return nil, err
	}
	folder.Begin(id)
	return folder, nil
}

// begin writes the folder of a new scenario, which must be sound.
func begin(dir string, folder *scenario.Folder) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return unwritten(dir, err)
	}
	err := files.Folder(dir, func(aside string) error {
		if err := errors.Join(folder.Write(aside), keepSchemas(aside)); err != nil {
			return unwritten(dir, err)
		}
		_, _, err := argued(os.DirFS(aside))
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s exists already; casus new does not overwrite", dir)
	}
	return err
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
				return printJSON(c.OutOrStdout(), claims.Families(s))
			}
			if outcomes {
				text.Outcomes(page(c), s, wording.Folder(args[0]))
				return nil
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), s.Show())
			}
			out := page(c)
			fmt.Fprintf(out, "%s (%s)\n%s\n", s.Title, s.ID, s.Summary)
			if parameters {
				text.Parameters(out, s)
			} else {
				text.Scenario(out, s, wording.Folder(args[0]))
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&parameters, "parameters", false, "list every parameter in words, with prior, unit, source and reason")
	c.Flags().BoolVar(&outcomes, "outcomes", false, "list the outcomes that claims can speak of, with unit and meaning")
	return c
}
