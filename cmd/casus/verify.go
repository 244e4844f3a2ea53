package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/report/number"
	"casus/report/text"
	"casus/results"
)

func verifyCommand() *cobra.Command {
	var asJSON, quiet bool
	c := &cobra.Command{
		Use: "verify OUT", Short: "Check that the files of a run are those that casus wrote", Args: exactly("OUT"),
		Long: `Verify reads every file of a run again, compares its bytes with the hashes in the
manifest, and makes the content hash anew from the rows. It names the files that are
missing, changed or foreign, and says what to do about each. Of a folder with
several worlds it reads them all.`,
		Example: "  casus verify out/kazakhstan-2022\n  casus verify out/kazakhstan-2022 --json",
		RunE: func(c *cobra.Command, args []string) error {
			dir, done, err := fetched(c, args[0], quiet)
			if err != nil {
				return err
			}
			defer done()
			folders, err := results.Folders(dir)
			if err != nil {
				return err
			}
			list, damaged := []*results.Verification{}, 0
			for _, folder := range folders {
				v, err := results.Verify(folder, func(steps int) (count, end func()) {
					return progress(quiet, "files", time.Now(), 0, steps, "%.0f files/s ")
				})
				if err != nil {
					return meantRun(folder, err)
				}
				list, damaged = append(list, v), damaged+len(v.Damage)
			}
			k, err := experiment.OpenAll(dir, results.Find)
			if mixed := new(experiment.MixedError); err != nil && damaged == 0 && !errors.As(err, &mixed) { // of files that are damaged was told
				return err
			}
			if err == nil {
				for _, id := range k.Lost {
					folder := filepath.Join(dir, id)
					list, damaged = append(list, &results.Verification{Folder: folder, Scenario: k.Main.Manifest().Scenario, Seed: k.Main.Manifest().Seed, Replicates: k.Main.Manifest().Replicates, Damage: []results.Trouble{{
						File: folder, Problem: "the world is not there, though it was asked for", Remedy: "put it back from a copy, or give the command again that played the others",
					}}}), damaged+1
				}
			}
			for _, v := range list { // and not the copy of what is in a store
				v.Folder = strings.Replace(v.Folder, dir, args[0], 1)
			}
			if asJSON {
				if err := printJSON(c.OutOrStdout(), list); err != nil {
					return err
				}
			} else {
				text.Verified(page(c), list)
			}
			if damaged > 0 {
				return fmt.Errorf("%s: %s not as casus wrote it", args[0], number.Of(damaged, "file"))
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&quiet, "quiet", false, "no progress bar")
	return c
}
