package text

import (
	"fmt"
	"io"
	"runtime"

	"casus/bench"
	"casus/report/screen"
)

// Bench prints what was measured. A target that is missed is said, and no error: the
// machine may be slower than the one it was set for.
func Bench(w io.Writer, r *bench.Report) {
	fmt.Fprintf(w, "%s/%s, %d cores\n", runtime.GOOS, runtime.GOARCH, r.Cores)
	var rows [][]string
	for _, m := range r.Measures {
		target, met := "", ""
		if m.Target != 0 {
			sign := "≤"
			if m.Least {
				sign = "≥"
			}
			target, met = fmt.Sprintf("%s %g %s", sign, m.Target, m.Unit), "missed"
			if m.Met() {
				met = "met"
			}
		}
		rows = append(rows, []string{m.What, fmt.Sprintf("%.3g %s", m.Value, m.Unit), target, met})
	}
	screen.Table(w, []string{"", "", "target", ""}, rows)
}
