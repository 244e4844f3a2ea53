package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/borders"
	"casus/ensemble"
	"casus/files"
	"casus/report"
	"casus/report/maps"
	"casus/results"
	"casus/scenario"
)

func pictureCommand() *cobra.Command {
	var to, name, value string
	var asMap bool
	c := &cobra.Command{
		Use: "picture OUT|DIR|ID", Short: "Draw a run as SVG, or the map of a run or a scenario", Args: exactly("OUT|DIR|ID"),
		Long: `Picture draws the results of a run: runs by how far protest spread, those that
fizzle and those that engulf the nation apart, and day by day the participants
in the latter beside the record. The scenario must be the one that was run.

With --map it draws the regions and places of a scenario, or of the scenario of a
run, which must have kept the table places (casus run --tables all). The outlines
are those of regions.geojson in the scenario's folder. Regions are filled by:

  of a scenario  ` + strings.Join(report.ScenarioValues(), ", ") + `
  of a run       ` + strings.Join(report.RunValues(), ", ") + `

The first of each is the usual one. The legend says what a value is; protest,
violence and lost are shares of runs, the others means of runs.`,
		Example: "  casus picture out/kazakhstan-2022\n  casus picture out/mine --scenario ./my-crisis --to mine.svg\n" +
			"  casus picture kazakhstan-2022 --map\n  casus picture out/kazakhstan-2022 --map --value deaths",
	}
	c.Flags().StringVar(&to, "to", "", "file to write (default: OUT/picture.svg; of a map OUT/map.svg, or of a scenario ID-map.svg here)")
	c.Flags().StringVar(&name, "scenario", "", "folder of the scenario (default: the one of the run's id)")
	c.Flags().BoolVar(&asMap, "map", false, "draw a map")
	c.Flags().StringVar(&value, "value", "", "value by which the map's regions are filled")
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case !asMap && value != "":
			return usagef("--value is of a map: add --map")
		case asMap && !isRun(args[0]):
			if name != "" {
				return usagef("--scenario is for results, and %s is a scenario", args[0])
			}
			return pictureScenario(c, args[0], to, value)
		}
		r, err := openRun(args[0])
		if err != nil {
			return err
		}
		s, folder, err := scenarioOf(r, args[0], name)
		if err != nil {
			return err
		}
		if asMap {
			return pictureRun(c, args[0], to, value, r, s, folder)
		}
		if to == "" {
			to = filepath.Join(args[0], "picture.svg")
		}
		if err := writable(to); err != nil {
			return err
		}
		sum, err := ensemble.Summarise(s, r)
		if err != nil {
			return err
		}
		if slices.Contains(sum.NotKept, results.Daily) {
			return usagef("%s keeps no table daily, which the picture shows; run it again without --tables, or with daily among them", args[0])
		}
		if err := keepPicture(to, func(w io.Writer) error { return report.Picture(w, sum) }); err != nil {
			return err
		}
		fmt.Fprintf(page(c), "picture written to %s\n", to)
		return nil
	}
	return c
}

// scenarioOf opens the scenario of results in a folder, or the one named, and its folder.
func scenarioOf(r *results.Reader, out, name string) (*scenario.Scenario, fs.FS, error) {
	id, hash := r.Manifest().Scenario, r.Manifest().ScenarioHash
	folder, s, err := openAgain(id, hash)
	if name != "" {
		folder, s, err = openLoad(name)
	} else {
		name = id
	}
	if err != nil {
		return nil, nil, err
	}
	if s.Hash != hash {
		return nil, nil, usagef("%s was made with another state of scenario %q than %s; name the folder with --scenario, or run it again", out, id, name)
	}
	return s, folder, nil
}

// isRun reports whether a name is a folder with results, and not a scenario's too.
func isRun(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir() && !anyOfScenario(name) && ran(name) != ""
}

func pictureScenario(c *cobra.Command, name, to, value string) error {
	folder, s, err := openLoad(name)
	if err != nil {
		return err
	}
	if to == "" {
		to = s.ID + "-map.svg"
	}
	return keepMap(c, to, s, folder, func(outlines borders.Regions) (*maps.Map, error) { return report.ScenarioMap(s, outlines, value) })
}

func pictureRun(c *cobra.Command, out, to, value string, r *results.Reader, s *scenario.Scenario, folder fs.FS) error {
	if to == "" {
		to = filepath.Join(out, "map.svg")
	}
	return keepMap(c, to, s, folder, func(outlines borders.Regions) (*maps.Map, error) {
		m, err := report.RunMap(s, outlines, r, value)
		if errors.Is(err, results.ErrNotKept) {
			return nil, usagef("%s keeps no table places, which the map shows; run it again with --tables all, or with places among them", out)
		}
		return m, err
	})
}

// keepMap draws a map with the outlines of a scenario's folder.
func keepMap(c *cobra.Command, to string, s *scenario.Scenario, folder fs.FS, of func(borders.Regions) (*maps.Map, error)) error {
	if err := writable(to); err != nil {
		return err
	}
	outlines, err := borders.Read(folder)
	if err != nil {
		return err
	}
	if outlines == nil {
		return usagef("the scenario %s has no %s, which a map is drawn from; it may be missing, and nothing else needs it: write the outlines of its regions there (docs/scenario.md)", s.ID, borders.File)
	}
	m, err := of(outlines)
	if errors.Is(err, report.ErrNoBorders) {
		return usagef("%s has an outline of none of the regions of %s; their ids must be those of society.regions, such as %s", borders.File, s.ID, s.Society.Regions[0].ID)
	}
	if err != nil {
		return usageError{err}
	}
	if err := keepPicture(to, m.Draw); err != nil {
		return err
	}
	fmt.Fprintf(page(c), "map written to %s\n", to)
	return nil
}

// keepPicture draws a picture into a file.
func keepPicture(name string, draw func(io.Writer) error) error {
	return unwritten("the picture", files.Write(name, draw))
}
