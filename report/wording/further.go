package wording

import (
	"fmt"

	"casus/ensemble"
	"casus/report/number"
)

// Further derives how often a further mission follows a first.
func Further(f *ensemble.Further) string {
	return fmt.Sprintf("in the %s with a mission there are %s later crises a run in %d months; help is asked for in %s of them, and troops come in %s of those: %s missions a run, and at least one in %s of the runs. How often that has been so: casus rates",
		number.Of(f.Runs, "run"), number.Short(f.Crises), f.Months, number.Percents(f.Asked), number.Percents(f.Sent), number.Short(f.Crises*f.Asked.P*f.Sent.P), number.Percents(f.AnySent))
}
