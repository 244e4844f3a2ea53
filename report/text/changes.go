package text

import (
	"fmt"
	"io"

	"casus/claims"
	"casus/report/number"
)

// Changes prints which verdicts differ from those on the scenario as it is. A
// claim that has been written otherwise since is passed over.
func Changes(w io.Writer, list []claims.Result, before *claims.Report, folder string) {
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
