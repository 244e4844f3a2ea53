package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"casus/ensemble"
	"casus/files"
	"casus/report"
	"casus/results"
)

func pictureCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use: "picture OUT", Short: "Draw a run as SVG: how far protest spread, and the crowds beside the record", Args: exactly("OUT"),
		Long: `Picture draws the results of a run: runs by how far protest spread, those that
fizzle and those that engulf the nation apart, and day by day the participants
in the latter beside the record. The scenario must be the one that was run.`,
		Example: "  casus picture out/kazakhstan-2022\n  casus picture out/mine --scenario ./my-crisis --to mine.svg",
	}
	var name string
	c.Flags().StringVar(&to, "to", "", "file to write (default: OUT/picture.svg)")
	c.Flags().StringVar(&name, "scenario", "", "folder of the scenario (default: the one of the run's id)")
	c.RunE = func(c *cobra.Command, args []string) error {
		r, err := openRun(args[0])
		if err != nil {
			return err
		}
		s, err := loadAgain(r.Manifest().Scenario, r.Manifest().ScenarioHash)
		if name != "" {
			s, err = load(name)
		} else {
			name = r.Manifest().Scenario
		}
		if err != nil {
			return err
		}
		if s.Hash != r.Manifest().ScenarioHash {
			return usagef("%s was made with another state of scenario %q than %s; name the folder with --scenario, or run it again", args[0], r.Manifest().Scenario, name)
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
		fmt.Fprintf(c.OutOrStdout(), "picture written to %s\n", to)
		return nil
	}
	return c
}

// keepPicture draws a picture into a file.
func keepPicture(name string, draw func(io.Writer) error) error {
	return unwritten("the picture", files.Write(name, draw))
}
