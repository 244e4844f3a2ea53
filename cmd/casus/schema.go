package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/files"
	"casus/report/document"
	"casus/scenario"
	"casus/scenario/source"
	"casus/score/cases"
)

// schemas are the kinds of files that have one, and of what commands print.
var schemas = append([]string{"scenario", "parameters", "record", "fitted", "claims", "cases"}, document.Kinds()...)

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema KIND", Short: "Print the JSON Schema of a scenario's files, or of what --json prints", Args: exactly("KIND"),
		Long: `Schema prints the JSON Schema of a kind of file that is written by hand, or of what a
command prints with --json: ` + strings.Join(schemas, ", ") + `.`,
		Example: "  casus schema scenario > scenario.schema.json\n  casus schema output/run",
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(schemas, args[0]) {
				return usagef("no schema for %q; %s", args[0], source.Meant(args[0], schemas))
			}
			text, err := schemaOf(args[0])
			if err != nil {
				return err
			}
			_, err = c.OutOrStdout().Write(text)
			return err
		},
	}
}

// schemaOf gives the JSON Schema of a kind of file, with a line end.
func schemaOf(kind string) (text []byte, err error) {
	switch kind {
	case "claims":
		text, err = claims.JSONSchema()
	case "cases":
		text, err = cases.JSONSchema()
	case "scenario", "parameters", "record", "fitted":
		text, err = scenario.JSONSchema(kind)
	default:
		text, err = document.Schema(kind)
	}
	return append(text, '\n'), err
}

// keepSchemas writes the schemas of the files that are written by hand beside a
// scenario, where the first line of each looks for its own.
func keepSchemas(dir string) error {
	dir = filepath.Join(dir, scenario.SchemaFolder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, kind := range []string{"scenario", "parameters", "record", "claims"} {
		text, err := schemaOf(kind)
		if err != nil {
			return err
		}
		if err := files.WriteBytes(filepath.Join(dir, kind+".schema.json"), text); err != nil {
			return err
		}
	}
	return nil
}
