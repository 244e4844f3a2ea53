package rates

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"casus/luck"
	"casus/stats"
)

// The central 90 %.
const lower, upper = 0.05, 0.95

// perYear is a rate of events that come one by one: n in so many years, n/T. Its
// interval is that of the posterior under Jeffreys' prior,
//
//	λ | n ~ Gamma(n + ½, T)
//
// from its 5 % to its 95 % quantile, and from 0 where nothing came (Brown, Cai and
// DasGupta 2003, Statistica Sinica 13, 19).
func perYear(r Rate, n, exposure int) Rate {
	r.Kind, r.Count, r.Exposure = PerYear, n, exposure
	if exposure == 0 {
		return r
	}
	g := distuv.Gamma{Alpha: float64(n) + 0.5, Beta: float64(exposure)}
	r.Value, r.Low, r.High = float64(n)/float64(exposure), gammaQuantile(g, lower), gammaQuantile(g, upper)
	if n == 0 {
		r.Low = 0
	}
	monthly := r.Value / 12
	r.Monthly = &monthly
	return r
}

// gammaQuantile inverts the regularised incomplete gamma function.
func gammaQuantile(g distuv.Gamma, p float64) float64 {
	return mathext.GammaIncRegInv(g.Alpha, p) / g.Beta
}

// share is a part of so many trials: k of n. Its interval is Jeffreys', from the
// quantiles of
//
//	p | k ~ Beta(k + ½, n − k + ½)
//
// from 0 where none, and to 1 where all (Brown, Cai and DasGupta 2001, Statistical
// Science 16, 101, whom it serves better than Wilson's at few trials and small
// shares).
func share(r Rate, k, n int) Rate {
	r.Kind, r.Count, r.Exposure = Part, k, n
	r.Value, r.Low, r.High = 0, 0, 1
	if n == 0 {
		return r
	}
	r.Value = float64(k) / float64(n)
	r.Low, r.High = betaQuantiles(k, n)
	return r
}

func betaQuantiles(k, n int) (low, high float64) {
	b := distuv.Beta{Alpha: float64(k) + 0.5, Beta: float64(n-k) + 0.5}
	low, high = b.Quantile(lower), b.Quantile(upper)
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return low, high
}

// duration is the mean length, in years, of spells of which so many ended within so
// many years. A year is the last with probability q, which has the interval of a
// share; lengths are geometric, with mean 1/q, and spells that have not ended count
// with the years they have had. The hazard of the end per month is 1/(12·mean): years
// are calendar years touched, so that a war of a month counts as one, and the mean is
// too long by up to a year.
func duration(r Rate, ended, years int) Rate {
	r.Kind, r.Count, r.Exposure = Duration, ended, years
	if ended == 0 || years == 0 {
		r.Value, r.Low, r.High = math.NaN(), 0, math.Inf(1)
		return r
	}
	low, high := betaQuantiles(ended, years)
	r.Value, r.Low, r.High = float64(years)/float64(ended), 1/high, 1/low
	monthly := 1 / (12 * r.Value)
	r.Monthly = &monthly
	return r
}

// check refuses a table with a number that is none, or without a name.
func (t *Table) check() error {
	seen := map[string]bool{}
	for _, s := range t.Sections {
		for _, r := range s.Rates {
			if seen[r.ID] {
				return fmt.Errorf("two rates are called %s", r.ID)
			}
			seen[r.ID] = true
			for _, x := range []float64{r.Value, r.Low, r.High} {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					return fmt.Errorf("%s is %v [%v, %v], of %d in %d %s", r.ID, r.Value, r.Low, r.High, r.Count, r.Exposure, r.Unit)
				}
			}
		}
	}
	return nil
}

// clustered gives a number of events per exposure the interval of a bootstrap over
// clusters, where those of one cluster come together: waves of a state, deployments
// of a lead. The clusters are in one order always.
func clustered(r Rate, events, exposure map[string]int, clusters []string) Rate {
	lot := luck.Of(1, 0).For("rates/" + r.ID)
	values := make([]float64, stats.Resamples)
	for b := range values {
		n, of := 0, 0
		for k := range clusters {
			c := clusters[lot.Below(uint64(b), uint64(k), len(clusters))]
			n, of = n+events[c], of+exposure[c]
		}
		values[b] = float64(n) / float64(max(1, of))
	}
	band := stats.BandOf(values)
	r.Low, r.High = band.Low, band.High
	return r
}
