package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func exportCommand() *cobra.Command {
	var to string
	var csv, overwrite bool
	var tables []string
	c := &cobra.Command{
		Use: "export OUT", Short: "Write the tables of a run as CSV", Args: exactly("OUT"),
		Example: "  casus export out/kazakhstan-2022 --csv --to tables\n  casus export out/kazakhstan-2022 --csv --tables runs,daily",
		RunE: func(c *cobra.Command, args []string) error {
			if !csv {
				return usagef("say in which format: --csv (the tables are Parquet already)")
			}
			if to == "" && isURL(args[0]) {
				return usagef("say where the tables are to be: --to FOLDER")
			}
			dir, done, err := fetched(c, args[0], false)
			if err != nil {
				return err
			}
			defer done()
			r, err := openRun(dir)
			if err != nil {
				return err
			}
			if to == "" {
				to = filepath.Join(args[0], "csv")
			}
			err = r.ExportCSV(c.Context(), to, overwrite, tables...)
			if errors.Is(err, context.Canceled) {
				return errors.New("interrupted; files that are there are whole")
			} else if err != nil {
				return err
			}
			if len(tables) == 0 {
				tables = r.Tables()
			}
			fmt.Fprintf(page(c), "%s written to %s\n", strings.Join(tables, ", "), to)
			return nil
		},
	}
	c.Flags().BoolVar(&csv, "csv", false, "comma-separated values")
	c.Flags().StringSliceVar(&tables, "tables", nil, "tables to write, comma-separated (default: all that the run keeps)")
	c.Flags().StringVar(&to, "to", "", "folder to write to (default: OUT/csv)")
	c.Flags().BoolVar(&overwrite, "overwrite", false, "replace files that are there")
	return c
}
