// Command casus makes an argument about a crisis executable. See casus --help.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"casus/results"
	"casus/scenario/source"
)

// version is written into every manifest; a run can be resumed by the version
// that began it.
const version = "0.1.0"

// usageError is bad input of any kind: exit 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func main() { os.Exit(run()) }

// run is main without the exit, for tests.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := root().ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "casus:", err)
	var usage usageError
	var problems source.Problems
	if errors.As(err, &usage) || errors.As(err, &problems) || results.IsInput(err) {
		return 2
	}
	return 1
}

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "casus",
		Short: "Make an argument about a political crisis executable",
		Long: `casus simulates a nation of individual citizens, a regime that decides, an
alliance that votes, deploys and leaves, and the powers around them; runs the
crisis many times; and says how likely what was, in this model, under these
priors. A scenario is a folder; some ship with the program (casus list).`,
		Example: `  casus run kazakhstan-2022
  casus run kazakhstan-2022 --do forbid:request_alliance --out no-request
  casus new my-crisis --from kazakhstan-2022`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		hint := "casus --help lists the commands"
		if w := source.Suggest(args[0], names); w != "" {
			hint = fmt.Sprintf("did you mean %q?", w)
		}
		return usagef("unknown command %q; %s", args[0], hint)
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	c.AddCommand(listCommand(), showCommand(), checkCommand(), newCommand(), schemaCommand(), calibrateCommand(), runCommand(), exportCommand(), pictureCommand(), classicCommand(), benchCommand())
	return c
}

// exactly wants n arguments, and says which.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != len(names) {
			return usagef("%s takes %d argument(s) (%v), not %d; see %s --help", c.Name(), len(names), names, len(args), c.CommandPath())
		}
		return nil
	}
}
