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

// Screen prints what parameters move, those that move nothing first.
func Screen(w io.Writer, s *scenario.Scenario, x *explore.Screening) {
	inert := 0
	var rows [][]string
	for _, m := range x.Parameters {
		what := m.Outcome
		if !m.Clear {
			inert++
			what = "nothing beyond chance"
		}
		rows = append(rows, []string{m.Parameter, number.Short(m.Low), number.Short(m.High), what, fmt.Sprintf("%+.2g", m.Change), fmt.Sprintf("%+.1f", m.T)})
	}
	fmt.Fprintf(w, "%s: %d of %d parameters with a prior move an outcome, in %d replicates each way; %d do not\n", s.Title, len(x.Parameters)-inert, len(x.Parameters), x.Replicates, inert)
	fmt.Fprintln(w, wording.RanOf(x.Scenario, "", number.Of(x.Replicates, "replicate")+" at each end of each prior", x.Asked))
	fmt.Fprintln(w)
	screen.Table(w, []string{"parameter", "from", "to", "moves most clearly", "by", "t"}, rows)
	fmt.Fprintln(w, "\nBy: mean change of the outcome, of ln(1 + x) for people and events. t: that over its standard error; the clearest of all outcomes is shown.")
}
