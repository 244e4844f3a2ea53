// Command casus makes an argument about a crisis executable. See casus --help.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/experiment"
	"casus/files"
	"casus/report/number"
	"casus/results"
	"casus/scenario/source"
)

// version is written into every manifest. Which runs go together is said by
// [sim.EngineVersion].
const version = "0.1.0"

// usageError is bad input of any kind: exit 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// ballast makes the heap look so large. The collector runs each time the heap has
// doubled, and that of most runs is small: it would run hundreds of times, which
// costs a tenth of the time. Never touched, it takes no memory itself.
var ballast = make([]byte, 32<<20)

// errInterrupted is the end of a command that keeps nothing of what it was doing.
var errInterrupted = errors.New("interrupted; nothing is written")

// stopWithin is how long a command may take to stop by itself when it is interrupted:
// to say what is kept, and to leave nothing half made. What is read, checked or
// written then does not always look at the signal.
const stopWithin = 800 * time.Millisecond

// endedByPipe is what a shell has of a program whose reader has enough, as head does.
const endedByPipe = 128 + int(syscall.SIGPIPE)

func main() {
	code := run()
	runtime.KeepAlive(ballast)
	os.Exit(code)
}

// run is main without the exit, for tests.
func run() int {
	signal.Ignore(syscall.SIGPIPE) // else a reader that has enough ends the program before it tidies up
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer context.AfterFunc(ctx, func() {
		stop() // a second signal ends the program at once
		time.Sleep(stopWithin)
		// Nothing is lost that was kept: files are there whole or not at all.
		dropAllTemporary()
		fmt.Fprintln(os.Stderr, "casus: interrupted")
		os.Exit(1)
	})()
	out := &output{File: os.Stdout}
	c := root()
	c.SetOut(out)
	err := c.ExecuteContext(ctx)
	unwritten := out.finish()
	if err == nil && unwritten == nil {
		return 0
	}
	if errors.Is(unwritten, syscall.EPIPE) {
		return endedByPipe
	}
	if unwritten != nil { // whatever came of it
		fmt.Fprintln(os.Stderr, "casus:", unwritten)
		return 1
	}
	if errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	fmt.Fprintln(os.Stderr, "casus:", err)
	return status(err)
}

// status is 2 for bad input, and 1 for all other errors: faults of the machine
// among them, whatever was being done.
func status(err error) int {
	var usage usageError
	var problems source.Problems
	var refused *files.Refused
	var mixed *experiment.MixedError
	var several *experiment.SeveralError
	if !files.IsFault(err) && (errors.As(err, &usage) || errors.As(err, &problems) || errors.As(err, &refused) || errors.As(err, &mixed) || errors.As(err, &several) || results.IsInput(err)) {
		return 2
	}
	return 1
}

// unwritten says what could not be written.
func unwritten(what string, err error) error {
	if err == nil {
		return nil
	}
	return usagef("cannot write %s: %w", what, err)
}

// unkept is the error of a command that was interrupted and keeps nothing, or another.
func unkept(what string, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("interrupted; nothing is kept of %s", what)
	}
	return err
}

func root() *cobra.Command {
	c := &cobra.Command{
		Use:   "casus",
		Short: "Make an argument about a political crisis executable",
		Long: `casus simulates a nation of individual citizens, a regime that decides, an
alliance that votes, deploys and leaves, and the powers around them; runs the
crisis many times; and says how likely each outcome is, in this model, under these
priors. A scenario is a folder; some ship with the program (casus list).`,
		Example: `  casus run kazakhstan-2022
  casus run kazakhstan-2022 --do forbid:request_alliance --out no-request
  casus new my-crisis --from kazakhstan-2022`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       versionText(debug.ReadBuildInfo()),
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.Args = noCommand
	c.SetFlagErrorFunc(flagError)
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Play a crisis:", []*cobra.Command{listCommand(), showCommand(), runCommand(), serveCommand(), slurmCommand(), kubernetesCommand()}},
		{"Test an argument about it:", []*cobra.Command{worldsCommand(), compareCommand(), claimsCommand(), argueCommand()}},
		{"Use the results:", []*cobra.Command{reportCommand(), pictureCommand(), exportCommand(), mergeCommand(), statusCommand(), verifyCommand()}},
		{"Write a scenario of your own:", []*cobra.Command{atlasCommand(), newCommand(), checkCommand(), neighboursCommand(), migrateCommand(), calibrateCommand(), schemaCommand()}},
		{"Judge the model and the program:", []*cobra.Command{backtestCommand(), casesCommand(), hindcastCommand(), protestsCommand(), wavesCommand(), ratesCommand(), studyCommand(), screenCommand(), classicCommand(), benchCommand()}},
	} {
		c.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, sub := range g.commands {
			sub.GroupID = g.title
		}
		c.AddCommand(g.commands...)
	}
	completing(c)
	plain := c.HelpFunc()
	c.SetHelpFunc(func(c *cobra.Command, args []string) {
		out := c.OutOrStdout()
		c.SetOut(page(c))
		plain(c, args)
		c.SetOut(out)
	})
	c.InitDefaultHelpCmd()
	if help, _, err := c.Find([]string{"help"}); err == nil {
		help.Args = known
	}
	return c
}

// noCommand refuses the name of a command that a command does not have.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return usagef("unknown command %q; %s", args[0], source.MeantOr(args[0], names, c.CommandPath()+" --help lists the commands"))
}

// known refuses help on a command that is not there.
func known(help *cobra.Command, args []string) error {
	c, rest, err := help.Root().Find(args)
	if err != nil {
		return usageError{err}
	}
	return noCommand(c, rest)
}

// flagError says what is wrong with a flag, and what may have been meant.
func flagError(c *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if w := source.Suggest(missing.GetSpecifiedName(), names); w != "" {
			return usagef("%w; did you mean --%s?", err, w)
		}
		return usagef("%w; see %s --help", err, c.CommandPath())
	case errors.As(err, &bad):
		cause := bad.Unwrap().Error()
		if bad.GetFlag().Value.Type() == "intSlice" {
			cause = "whole numbers, such as 40,200"
		}
		return usagef("--%s %q: %s", bad.GetFlag().Name, bad.GetValue(), cause)
	}
	return usageError{err}
}

// exactly wants n arguments, and says which.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != len(names) {
			takes := "no argument"
			if len(names) > 0 {
				takes = number.Of(len(names), "argument") + " (" + strings.Join(names, " ") + ")"
			}
			return usagef("%s takes %s, and got %d; see %s --help", c.Name(), takes, len(args), c.CommandPath())
		}
		return nil
	}
}
