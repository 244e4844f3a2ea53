package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Unchecked numbers: every flag for a number, of every command, has a range, and refuses what lies
// outside while flags are parsed, before anything is read or played.
func TestEveryNumberOfAFlagHasARange(t *testing.T) {
	found := 0
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			switch f.Value.Type() {
			case "string", "bool", "stringArray", "stringSlice", "intSlice": // that of bench classic is checked there
				return
			}
			found++
			for _, text := range []string{"", "many", "NaN", "nan", "Inf", "-Inf", "1e400", "-1e300", "1e300", "18446744073709551616", "-2", "0x", "1_0"} {
				if f.Value.Set(text) == nil {
					t.Errorf("%s --%s takes %q", c.CommandPath(), f.Name, text)
				}
			}
		})
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root())
	if found < 40 {
		t.Errorf("only %d flags for numbers were looked at", found)
	}
}

// Numbers are decimal: 010 is ten, as people write it.
func TestNumbersOfFlagsAreDecimal(t *testing.T) {
	p := pflag.NewFlagSet("", pflag.ContinueOnError)
	var n int
	var s uint64
	within(p, &n, "n", "", 1, 1, 100, "")
	seed(p, &s, "seed", 1, "")
	if err := p.Parse([]string{"--n=010", "--seed=010"}); err != nil || n != 10 || s != 10 {
		t.Errorf("n %d, seed %d: %v", n, s, err)
	}
	if err := flagError(runCommand(), p.Parse([]string{"--n=0"})); err == nil || !strings.Contains(err.Error(), `--n "0": it is a whole number from 1 to 100`) {
		t.Errorf("%v", err)
	}
}
