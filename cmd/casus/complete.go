package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/argue"
	"casus/atlas"
	"casus/ensemble"
	"casus/library"
	"casus/report"
	"casus/scenario"
	"casus/score/cases"
	"casus/score/protests"
	"casus/sim"
)

// offers gives what may stand for a flag, wherever there is one of its name: words,
// each with a tab and its meaning if it has one. Name is that of the scenario on the
// line, if there is one.
var offers = map[string]func(name string) []string{
	"world":     ofScenario(worldsOf),
	"against":   ofScenario(worldsOf),
	"do":        ofScenario(choicesOf),
	"set":       ofScenario(parametersOf),
	"until":     ofScenario(daysOf),
	"explain":   claimsOf,
	"from":      func(string) []string { return scenariosHere() },
	"scenario":  func(string) []string { return scenariosHere() },
	"country":   func(string) []string { return statesOfWorld() },
	"mode":      func(string) []string { return []string{string(sim.Free), string(sim.Recorded)} },
	"tables":    func(string) []string { return append(ensemble.Tables(), ensemble.All) },
	"format":    func(string) []string { return argue.Formats() },
	"unit":      func(string) []string { return protests.Units() },
	"half":      func(string) []string { return protests.Halves() },
	"leave-out": statesOf,
	"value":     valuesOf,
	"rules":     func(string) []string { return []string{"netlogo", "mesa", "paper", "ascape"} },
	"shape":     func(string) []string { return []string{"disc", "von-neumann", "moore"} },
}

// completing lets a shell complete the arguments and flags of a command, and of those
// within it.
func completing(c *cobra.Command) {
	switch _, args, _ := strings.Cut(c.Use, " "); {
	case args == "[DIR|ID...]":
		c.ValidArgsFunction = func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
			return firstOf(scenariosHere, cobra.ShellCompDirectiveDefault)(nil, nil, typed)
		}
	case strings.Contains(args, "DIR|ID"):
		c.ValidArgsFunction = firstOf(scenariosHere, cobra.ShellCompDirectiveDefault)
	case args == "KIND":
		c.ValidArgsFunction = firstOf(func() []string { return schemas }, cobra.ShellCompDirectiveNoFileComp)
	case args == "[STATE]":
		c.ValidArgsFunction = firstOf(statesOfWorld, cobra.ShellCompDirectiveNoFileComp)
	case args == "DIR", args == "OUT":
		c.ValidArgsFunction = firstOf(func() []string { return nil }, cobra.ShellCompDirectiveFilterDirs)
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		offer, ok := offers[f.Name]
		if !ok {
			return
		}
		_ = c.RegisterFlagCompletionFunc(f.Name, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			name, before, directive := "", "", cobra.ShellCompDirectiveNoFileComp
			if len(args) > 0 {
				name = args[0]
			}
			switch f.Name {
			case "tables": // several, with commas between them
				before = typed[:strings.LastIndex(typed, ",")+1]
			case "set": // a value follows
				directive |= cobra.ShellCompDirectiveNoSpace
			}
			var list []string
			for _, word := range offer(name) {
				if word = before + word; strings.HasPrefix(word, typed) {
					list = append(list, word)
				}
			}
			return list, directive
		})
	})
	for _, sub := range c.Commands() {
		completing(sub)
	}
}

// firstOf completes the first argument.
func firstOf(words func() []string, directive cobra.ShellCompDirective) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) (list []string, _ cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		for _, word := range words() {
			if strings.HasPrefix(word, typed) {
				list = append(list, word)
			}
		}
		return list, directive
	}
}

// statesOfWorld are the codes of the atlas, with their names.
func statesOfWorld() (list []string) {
	states, err := atlas.List()
	if err != nil {
		return nil
	}
	for _, s := range states {
		list = append(list, s.ISO3+"\t"+s.Name)
	}
	return list
}

// scenariosHere are those that ship, and the folders here that hold one.
func scenariosHere() []string {
	list := append(library.IDs(), library.Blank)
	entries, _ := os.ReadDir(".")
	for _, e := range entries {
		if _, err := os.Stat(filepath.Join(e.Name(), scenario.MainFile)); err == nil {
			list = append(list, e.Name())
		}
	}
	return list
}

// ofScenario offers what a scenario has; nothing where it cannot be read.
func ofScenario(offer func(*scenario.Scenario) []string) func(string) []string {
	return func(name string) []string {
		s, err := load(name)
		if err != nil {
			return nil
		}
		return offer(s)
	}
}

func worldsOf(s *scenario.Scenario) (list []string) {
	for _, w := range s.Worlds {
		list = append(list, w.ID+"\t"+w.Text)
	}
	return list
}

func choicesOf(s *scenario.Scenario) (list []string) {
	for _, verb := range []string{"force:", "forbid:"} {
		for _, o := range s.Options {
			if o.Effects != (scenario.Effects{}) {
				list = append(list, verb+o.ID+"\t"+o.Name)
			}
		}
	}
	return list
}

func parametersOf(s *scenario.Scenario) (list []string) {
	for _, name := range s.ParameterNames() {
		list = append(list, name+"=\t"+s.Words(name))
	}
	return list
}

func daysOf(s *scenario.Scenario) (list []string) {
	for day := 1; day < s.Clock.CrisisDays; day++ {
		list = append(list, s.DateOf(day))
	}
	return list
}

// claimsOf are the statements of an argument, and its claims.
func claimsOf(name string) (list []string) {
	_, a, err := argument(name)
	if err != nil || a == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, k := range a.Claims {
		if !seen[k.Statement] {
			list = append(list, k.Statement)
		}
		seen[k.Statement] = true
	}
	for _, k := range a.Claims {
		list = append(list, k.ID+"\t"+k.Text)
	}
	return list
}

// valuesOf are what a map of results, or of a scenario, can show.
func valuesOf(name string) []string {
	if isRun(name) {
		return report.RunValues()
	}
	return report.ScenarioValues()
}

// statesOf are the states of the cases.
func statesOf(string) (list []string) {
	known, err := cases.Shipped()
	if err != nil {
		return nil
	}
	_, list = known.StateNamed("")
	return list
}
