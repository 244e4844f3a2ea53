package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/report/number"
	"casus/results"
	"casus/scenario"
)

// asItIs finds the verdicts on the scenario with nothing set, kept beside runs
// that are like those of the flags otherwise; nil where there are none.
func (f *runFlags) asItIs(c *cobra.Command, s *scenario.Scenario) (before *claims.Report, folder string) {
	plain := *f
	plain.set = nil
	x, err := plain.experiment(c, s, scenario.AsModelled)
	if err != nil {
		return nil, ""
	}
	want := x.Manifest(version)
	want.Tables = ensemble.Schemas(s, x.Tables...)
	for n := 1; ; n++ {
		folder = experiment.Numbered(worldsFolder(s), n)
		if _, err := os.Stat(folder); err != nil {
			return nil, ""
		}
		r, err := results.Open(filepath.Join(folder, scenario.AsModelled))
		if err != nil {
			continue
		}
		if len(r.Manifest().Differences(want)) > 0 {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, "claims.json"))
		if err == nil && json.Unmarshal(text, &before) == nil {
			return before, folder
		}
	}
}

// printChanges says which verdicts differ from those on the scenario as it is. A
// claim that has been written otherwise since is passed over.
func printChanges(w io.Writer, list []claims.Result, before *claims.Report, folder string) {
	old := map[claims.Claim]claims.Result{}
	for _, x := range before.Results {
		old[x.Claim] = x
	}
	var changed []string
	same := 0
	for _, x := range list {
		was, ok := old[x.Claim]
		switch {
		case ok && was.Verdict == x.Verdict:
			same++
		case ok:
			changed = append(changed, fmt.Sprintf("  %-4s %-24s %s; was %s", x.Statement, x.ID, x.Plain(), was.Plain()))
		}
	}
	if same+len(changed) < len(list) {
		fmt.Fprintf(w, "\n%s of %d cannot be set beside a verdict on the scenario as it is: written otherwise since\n", number.Of(len(list)-same-len(changed), "claim"), len(list))
	}
	switch {
	case same+len(changed) == 0:
		return
	case len(changed) == 0:
		fmt.Fprintf(w, "\nWith --set no verdict here differs from that on the scenario as it is (%s)\n", folder)
		return
	}
	fmt.Fprintf(w, "\nWith --set these verdicts differ from those on the scenario as it is (%s)\n", folder)
	for _, line := range changed {
		fmt.Fprintln(w, line)
	}
}
