package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/luck"
)

// This file finds before anything runs what a draw would fail of: quantities that
// leave their ranges, and shares that do not sum to 1, for some values of the
// parameters that the priors allow.

// mostCorners is for how many combinations of values an expression is tried.
const mostCorners = 4096

// Ends gives the ends of a prior: its bounds or, where it has none, a quantile that
// one draw in a million passes.
func (p *Prior) Ends() (lo, hi float64) {
	const far = 1e-6
	lo, hi = p.Span()
	if math.IsInf(lo, -1) {
		lo = p.Quantile(far)
	}
	if math.IsInf(hi, 1) {
		hi = p.Quantile(1 - far)
	}
	return lo, hi
}

// ends are the values of a prior at which an expression is tried: its ends, and its
// median.
func ends(p *Prior) [3]float64 {
	lo, hi := p.Ends()
	return [3]float64{lo, p.Quantile(0.5), hi}
}

// corners calls visit for combinations of ends of the parameters of these names, the
// others being at their medians: for all of them if they are few, and else for those
// that luck picks. It stops when visit says so.
func (l *loader) corners(names []string, visit func(values []float64) (stop bool)) {
	s, values := l.s, slices.Clone(l.medians)
	at := make([]int, len(names))
	all := 1
	for range names {
		all = min(3*all, 2*mostCorners)
	}
	lot := luck.Of(0, 0).For("scenario/corners")
	for k := range min(all, mostCorners) {
		rest := k
		for i, n := range names {
			if all > mostCorners {
				at[i] = 2 * int(2*lot.Uniform(uint64(k), uint64(i)))
			} else {
				at[i], rest = rest%3, rest/3
			}
			values[s.index[n]] = l.ends[s.index[n]][at[i]]
		}
		if visit(values) {
			return
		}
	}
}

// extremes gives the least and the largest value of a number over the corners of the
// parameters of these names, and the parameters with which it has them.
func (l *loader) extremes(names []string, number func(values []float64) float64) (lo, hi float64, atLo, atHi string) {
	lo, hi = math.Inf(1), math.Inf(-1)
	l.corners(names, func(values []float64) bool {
		x := number(values)
		if math.IsNaN(x) {
			lo, hi, atLo = x, x, l.with(names, values)
			return true
		}
		if x < lo {
			lo, atLo = x, l.with(names, values)
		}
		if x > hi {
			hi, atHi = x, l.with(names, values)
		}
		return false
	})
	return lo, hi, atLo, atHi
}

// with names the values of parameters: "with a.b = 1 and c.d = 0.5".
func (l *loader) with(names []string, values []float64) string {
	if len(names) == 0 {
		return ""
	}
	var list []string
	for _, n := range names {
		list = append(list, fmt.Sprintf("%s = %.4g", n, values[l.s.index[n]]))
	}
	return "with " + strings.Join(list, " and ")
}

// used lists the parameters of quantities, each once.
func used(list ...Quantity) (names []string) {
	for _, q := range list {
		if q.number == nil {
			continue
		}
		for _, n := range q.number.Names {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	return names
}

// sum is that of quantities.
func sum(list []Quantity) func(values []float64) float64 {
	return func(values []float64) (sum float64) {
		for i := range list {
			sum += list[i].eval(values)
		}
		return sum
	}
}

// reach notes the ends of all priors, fitted or not: a hindcast draws from those before the fit.
func (l *loader) reach() {
	s := l.s
	for i, n := range s.names {
		e := ends(&s.priors[i])
		for _, fit := range s.Fitted.Of(n) {
			before := s.Before(fit.To, n)
			was := ends(&before)
			e[0], e[2] = min(e[0], was[0]), max(e[2], was[2])
		}
		l.ends, l.medians = append(l.ends, e), append(l.medians, e[1])
	}
}

// checkRanges tries every expression of the document at the ends of its parameters'
// priors.
func (l *loader) checkRanges() {
	s := l.s
	hint := func(at string) string {
		const hold = "hold the expression, as in min(1, max(0, …))"
		if at == "" { // it is one of numbers alone
			return hold
		}
		return at + ": narrow a prior, or " + hold
	}
	for _, r := range s.ranges {
		if r.q.number == nil {
			continue
		}
		lo, hi, atLo, atHi := l.extremes(used(*r.q), r.q.eval)
		switch {
		case math.IsNaN(lo):
			l.bad(r.path, hint(atLo), "%q is not a number", r.q.source)
		case lo < r.lo:
			l.bad(r.path, hint(atLo), "%q can be %.4g, outside the range %s..%s", r.q.source, lo, plain(r.lo), plain(r.hi))
		case hi > r.hi:
			l.bad(r.path, hint(atHi), "%q can be %.4g, outside the range %s..%s", r.q.source, hi, plain(r.lo), plain(r.hi))
		}
	}
	for _, x := range []struct {
		key, what string
		of        func(p *Power) Quantity
	}{{"weight", "security weights", func(p *Power) Quantity { return p.Weight }}, {"alignment", "alignments", func(p *Power) Quantity { return p.Alignment }}} {
		var list []Quantity
		for i := range s.Relations.Powers {
			list = append(list, x.of(&s.Relations.Powers[i]))
		}
		if lo, _, at, _ := l.extremes(used(list...), sum(list)); len(list) > 0 && lo <= 0 {
			l.bad("$.relations.powers[0]."+x.key, strings.TrimPrefix(at+": write one above 0", ": "), "the %s of all powers can be 0, and have no shares", x.what)
		}
	}
	for i, region := range s.Society.Regions {
		lo, hi, atLo, atHi := l.extremes(used(region.Cohorts...), sum(region.Cohorts))
		const off = 1e-6 // that sums of decimals are off by
		hint := "they are shares of the adults; write the last as 1 minus the others"
		at := fmt.Sprintf("$.society.regions[%d].cohorts", i)
		switch {
		case math.Abs(hi-1) > off && atHi != "":
			l.bad(at, atHi+": "+hint, "the shares of the cohorts can sum to %.4g, not 1", hi)
		case math.Abs(lo-1) > off && atLo != "":
			l.bad(at, atLo+": "+hint, "the shares of the cohorts can sum to %.4g, not 1", lo)
		case math.Abs(hi-1) > off:
			l.bad(at, hint, "the shares of the cohorts sum to %.4g, not 1", hi)
		}
	}
}
