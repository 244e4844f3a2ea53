package wording

import (
	"fmt"
	"math"
	"strconv"

	"casus/report/number"
	"casus/scenario"
	"casus/scenario/source"
	"casus/score/rates"
)

// RatesHead is the first line over rates.
func RatesHead(t *rates.Table) string {
	return fmt.Sprintf("Base rates, counted from %d–%d: nothing of %s or later is read", t.Years[0], t.Years[1], t.Before)
}

// RatesIntervals says what the brackets hold.
const RatesIntervals = "Brackets: 90 % interval (Jeffreys; of waves and of deployments of any rank, a bootstrap over states and over those who deploy). Rates are per 100 units of exposure. The hazard per month is the rate over twelve, of a duration one over its months."

// RateValue writes a number and its interval with two significant digits: rates per
// 100 units of exposure, shares in hundredths, durations in years.
func RateValue(r rates.Rate) string {
	switch r.Kind {
	case rates.PerYear:
		return fmt.Sprintf("%s [%s, %s]", two(100*r.Value), two(100*r.Low), two(100*r.High))
	case rates.Part:
		if r.Exposure == 0 {
			return "–"
		}
		return fmt.Sprintf("%s [%.0f, %.0f]", number.Percent(r.Value), 100*r.Low, 100*r.High)
	}
	return fmt.Sprintf("%s years [%s, %s]", two(r.Value), two(r.Low), two(r.High))
}

// RateCount writes what a number was counted from.
func RateCount(r rates.Rate) string {
	return fmt.Sprintf("%s in %s %s", number.Count(r.Count), number.Count(r.Exposure), r.Unit)
}

// RateMonthly writes the hazard per month, in hundredths; "–" of a share.
func RateMonthly(r rates.Rate) string {
	if r.Monthly == nil {
		return "–"
	}
	return two(100**r.Monthly) + " %"
}

// RatesUsedTitle heads the rates that priors were taken from.
const RatesUsedTitle = "What usual priors were taken from"

// RatesUsedNote says what the others are for.
const RatesUsedNote = "Most priors reach from the low end of the intervals of their rates to the high end. That of leave_rate ends about where exits and suspensions, which are counted apart here, come together; that of leave_cause is an assumption, which the rate beside it does not contradict. Priors of a scenario's own name their rates in parameters.yaml, as their source"

// RatesUsedHead and RatesUsed are the table of rates that usual priors were taken from, a
// line for each.
var RatesUsedHead = []string{"parameter", "prior", "taken from", "counted", "rate [90 %]"}

// RatesUsed gives its rows.
func RatesUsed(t *rates.Table) (rows [][]string) {
	for _, u := range rates.Used {
		p, _ := scenario.Usual(u.Parameter) // a test has all
		low, high := p.Prior.Span()
		span := source.Number(low) + " to " + source.Number(high)
		for i, id := range u.Rates {
			r, there := t.Of(id)
			if !there {
				continue // nothing was at risk before an early date
			}
			row := []string{u.Parameter, span, r.ID, number.Count(r.Count) + " in " + number.Count(r.Exposure), RateValue(r)}
			if i > 0 {
				row[0], row[1] = "", ""
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// two writes two significant digits.
func two(x float64) string {
	if x == 0 {
		return "0"
	}
	digits := max(0, 1-int(math.Floor(math.Log10(math.Abs(x)))))
	return strconv.FormatFloat(x, 'f', digits, 64)
}
