package claims

import "casus/ensemble"

type Flip struct {
	Parameter string         `json:"parameter"`
	Unit      string         `json:"unit"`
	Distance  float64        `json:"distance"`
	P         float64        `json:"p"`
	Higher    bool           `json:"higher"`
	Threshold float64        `json:"threshold"`
	Below     ensemble.Share `json:"below"`
	Above     ensemble.Share `json:"above"`
}

func Flips(names []string, draws [][]float64, holds []bool, seed uint64) ([]Flip, error) {
	return nil, nil
}

// Side gives how often the claim holds above the threshold, or below.
func (f *Flip) Side(above bool) ensemble.Share {
	if above {
		return f.Above
	}
	return f.Below
}
