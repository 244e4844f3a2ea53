package text

import (
	"fmt"
	"io"
	"strconv"

	"casus/ensemble"
	"casus/report/number"
	"casus/report/screen"
	"casus/scenario"
	"casus/stats"
)

// printRecord holds the targets of the record, if it has any, beside the model.
func printRecord(w io.Writer, sum *ensemble.Summary) {
	if len(sum.Targets) == 0 {
		return
	}
	fmt.Fprintf(w, "\nThe record, beside the runs that a target is about: all, those that engulf the nation (%d), or those where troops came (%d)\n", sum.Engulfed, sum.Deployed)
	var rows [][]string
	inside := 0
	for _, t := range sum.Targets {
		mark := "no"
		switch {
		case t.Inside:
			mark = "yes"
			inside++
		case t.TooWide:
			mark = "too wide"
		}
		sharp := ""
		if t.Sharp > 0 {
			sharp = fmt.Sprintf("×%.0f", t.Sharp)
		}
		rows = append(rows, []string{t.What, recorded(t.Target), number.Band(t.Model), mark, sharp, fmt.Sprint(t.Model.N)})
	}
	screen.Table(w, []string{"target", "record", "model median [90 %]", "inside", "width", "runs"}, rows)
	fmt.Fprintf(w, "%d of %s inside. Inside: the record's value lies within the model's 90 %% interval. Too wide: that interval spans more than a factor of %d, or %s of all that is possible, and so says nothing of the record. Width: upper by lower end, one added to each. Days: 1 is the first; of the runs in which it happened\n", inside, number.Of(len(sum.Targets), "target"), stats.WidestRatio, number.Percent(stats.WidestPart))
}

// recorded is the value of a target, and its range where sources differ.
func recorded(t scenario.Target) string {
	write := func(x float64) string { return number.Grouped(strconv.FormatFloat(x, 'f', -1, 64)) }
	if t.Low == nil || t.High == nil || *t.Low == *t.High {
		return write(t.Value)
	}
	return fmt.Sprintf("%s (%s–%s)", write(t.Value), write(*t.Low), write(*t.High))
}
