package claims

import (
	"casus/luck"
	"casus/stats"
)

// Flip is a parameter whose value separates the draws in which a claim holds
// from those in which it fails.
type Flip struct {
	Parameter string `json:"parameter"`
	What      string `json:"what"` // the parameter is, in words
	Unit      string `json:"unit"`
	stats.Separation
}

// Side gives how often the claim holds above the threshold, or below.
func (f *Flip) Side(above bool) stats.Share {
	if above {
		return f.Above
	}
	return f.Below
}

// Driver is a parameter with which what a claim compares differs more, or less.
type Driver struct {
	Parameter string `json:"parameter"`
	What      string `json:"what"` // the parameter is, in words
	Unit      string `json:"unit"`
	stats.Correlation
}

// flips finds the parameters on which a claim turns, from their draws in the
// replicates judged, or else the one that comes nearest to that.
func (t *tester) flips(j judgement, seed uint64) (list []Flip, nearest *Flip, err error) {
	of := func(s stats.Separation) Flip {
		return Flip{Parameter: s.Name, What: t.a.scenario.Words(s.Name), Unit: t.a.scenario.Parameters[s.Name].Unit, Separation: s}
	}
	found, near, err := stats.Separations(t.names, t.drawnIn(j.replicates), j.holds, luck.Of(seed, 0).For("claims/flips"))
	list = []Flip{}
	for _, s := range found {
		list = append(list, of(s))
	}
	if near != nil {
		f := of(*near)
		nearest = &f
	}
	return list, nearest, err
}

// drivers finds the parameters with which the difference goes that a claim is about.
func (t *tester) drivers(j judgement, seed uint64) ([]Driver, error) {
	found, err := stats.Correlations(t.names, t.drawnIn(j.compared), j.differences, luck.Of(seed, 0).For("claims/drivers"))
	list := []Driver{}
	for _, c := range found {
		list = append(list, Driver{Parameter: c.Name, What: t.a.scenario.Words(c.Name), Unit: t.a.scenario.Parameters[c.Name].Unit, Correlation: c})
	}
	return list, err
}

// drawnIn gives the draws of each parameter in some replicates.
func (t *tester) drawnIn(replicates []int) [][]float64 {
	drawn := make([][]float64, len(t.drawn))
	for p, all := range t.drawn {
		drawn[p] = make([]float64, len(replicates))
		for i, rep := range replicates {
			drawn[p][i] = all[rep]
		}
	}
	return drawn
}
