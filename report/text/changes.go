package text

import (
	"fmt"
	"io"

	"casus/claims"
	"casus/report/number"
	"casus/report/screen"
	"casus/scenario"
)

// Changes prints which verdicts differ, with a flag, from those on the scenario as it is,
// with runs in a folder.
func Changes(w io.Writer, list []claims.Result, before *claims.Report, folder, flag string) {
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
		fmt.Fprintf(w, "\nWith %s no verdict here differs from that on the scenario as it is (%s)\n", flag, folder)
		return
	}
	fmt.Fprintf(w, "\nWith %s these verdicts differ from those on the scenario as it is (%s)\n", flag, folder)
	for _, line := range changed {
		fmt.Fprintln(w, line)
	}
}

// FitsMoved prints how far what was fitted moves the probability of each claim, beyond what the
// samples leave open, and by which commands it was fitted.
func FitsMoved(w io.Writer, s *scenario.Scenario, list []claims.Result, before *claims.Report) {
	old := map[string]claims.Result{}
	for _, x := range before.Results {
		old[x.ID] = x
	}
	var rows [][]string
	for _, x := range list {
		was, now := old[x.ID].Probability, x.Probability
		if x.Means == nil || was.Of == 0 || now.Of == 0 || was.Low <= now.High && now.Low <= was.High {
			continue
		}
		rows = append(rows, []string{x.Label, x.ID, number.Percents(now), number.Percents(was)})
	}
	fmt.Fprintln(w, "\nFitted, with what their author chose:")
	for _, f := range s.Fitted.Fits {
		fmt.Fprintf(w, "  to the %s: %s\n", f.To, f.Command)
	}
	if len(rows) == 0 {
		fmt.Fprintln(w, "The fits move how often no claim holds beyond what so many runs leave open")
		return
	}
	fmt.Fprintln(w, "They move how often these hold, beyond what so many runs leave open:")
	screen.Table(w, []string{"", "claim", "without the fits", "with them"}, rows)
}
