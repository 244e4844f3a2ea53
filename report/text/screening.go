package text

import (
	"fmt"
	"io"

	"casus/explore"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
)

// Screen prints what parameters move, and names those that move nothing.
func Screen(w io.Writer, s *scenario.Scenario, x *explore.Screening) {
	var inert []string
	var rows [][]string
	for _, m := range x.Parameters {
		if !m.Clear {
			inert = append(inert, wording.Named(s.Words(m.Parameter), m.Parameter))
			continue
		}
		rows = append(rows, []string{wording.Named(s.Words(m.Parameter), m.Parameter), number.Short(m.Low), number.Short(m.High), m.Outcome, fmt.Sprintf("%+.2g", m.Change), fmt.Sprintf("%+.1f", m.T)})
	}
	fmt.Fprintf(w, "%s: %d of %d parameters with a prior move an outcome, in %d runs each way; %d do not\n", s.Title, len(rows), len(x.Parameters), x.Replicates, len(inert))
	fmt.Fprintf(w, "%s\n\n", wording.RanOf(x.Scenario, "", number.Of(x.Replicates, "run")+" at each end of each prior", x.Asked))
	if len(rows) > 0 {
		screen.Table(w, []string{"assumption", "from", "to", "moves most clearly", "by", "t"}, rows)
		fmt.Fprintln(w, "By: mean change of the outcome, of ln(1 + x) for people and events. t: that over its standard error; the clearest of all outcomes is shown.")
	}
	if len(inert) > 0 {
		fmt.Fprintf(w, "\nThese move nothing beyond chance:\n")
	}
	for _, name := range inert {
		fmt.Fprintf(w, "  %s\n", name)
	}
}
