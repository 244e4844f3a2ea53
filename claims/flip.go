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

// flips finds the parameters on which a claim turns, from their draws in the
// replicates judged.
func (t *tester) flips(draws [][]float64, holds []bool, seed uint64) ([]Flip, error) {
	found, err := stats.Separations(t.names, draws, holds, luck.Of(seed, 0).For("claims/flips"))
	list := []Flip{}
	for _, s := range found {
		list = append(list, Flip{Parameter: s.Name, What: t.a.scenario.Words(s.Name), Unit: t.a.scenario.Parameters[s.Name].Unit, Separation: s})
	}
	return list, err
}
