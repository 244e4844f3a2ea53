package text

import (
	"fmt"
	"io"

	"casus/claims"
)

// Changes prints which verdicts differ from those on the scenario as it is, with runs in
// a folder.
func Changes(w io.Writer, list []claims.Result, before *claims.Report, folder string) {
	old := map[string]claims.Result{}
	for _, x := range before.Results {
		old[x.ID] = x
	}
	var changed []string
	for _, x := range list {
		if was := old[x.ID]; was.Verdict != x.Verdict {
			changed = append(changed, fmt.Sprintf("  %-12s %-24s %s; was %s", x.Label, x.ID, x.Plain(), was.Plain()))
		}
	}
	if len(changed) == 0 {
		fmt.Fprintf(w, "\nWith --set no verdict here differs from that on the scenario as it is (%s)\n", folder)
		return
	}
	fmt.Fprintf(w, "\nWith --set these verdicts differ from those on the scenario as it is (%s)\n", folder)
	for _, line := range changed {
		fmt.Fprintln(w, line)
	}
}
