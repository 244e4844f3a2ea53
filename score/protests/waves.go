package protests

import (
	"slices"
	"time"

	"casus/luck"
)

// A wave is three protests or more in one state, each begun at most a fortnight after
// the one before, of which one had 1,000 people or more.
const (
	fortnight = 14 * 24 * time.Hour
	inWave    = 3
)

// Split tells protests inside waves from single ones: crises from ordinary times.
// Clusters stay in their order, and the protests of one come by their beginnings.
func Split(list []Protest) (waves [][]Protest, single []Protest) {
	var order []string
	of := map[string][]Protest{}
	for _, p := range list {
		if of[p.Cluster] == nil {
			order = append(order, p.Cluster)
		}
		of[p.Cluster] = append(of[p.Cluster], p)
	}
	for _, cluster := range order {
		all := of[cluster]
		slices.SortStableFunc(all, func(a, b Protest) int { return a.Start.Compare(b.Start) })
		for from, i := 0, 1; i <= len(all); i++ {
			if i < len(all) && all[i].Start.Sub(all[i-1].Start) <= fortnight {
				continue
			}
			linked := all[from:i]
			if len(linked) >= inWave && slices.ContainsFunc(linked, func(p Protest) bool { return p.Size >= Thousand }) {
				waves = append(waves, linked)
			} else {
				single = append(single, linked...)
			}
			from = i
		}
	}
	return waves, single
}

// Half of the states: usual priors are fitted to one and scored on the other.
type Half string

// The halves, and both of them.
const (
	FittedHalf Half = "fitted"
	OtherHalf  Half = "other"
	AllHalves  Half = "all"
)

// Halves lists them.
func Halves() []string {
	return []string{string(OtherHalf), string(FittedHalf), string(AllHalves)}
}

// HalfOf puts a state into a half by its name: Below(0, 0, 2) of the lot
// "protests/half/NAME" of replicate 0 under seed 0, as package luck has them; 0 is
// the fitted half.
func HalfOf(state string) Half {
	if luck.Of(0, 0).For("protests/half/"+state).Below(0, 0, 2) == 0 {
		return FittedHalf
	}
	return OtherHalf
}

// Of gives the protests of a half.
func (h Half) Of(list []Protest) []Protest {
	if h == AllHalves {
		return list
	}
	half := map[string]Half{}
	var out []Protest
	for _, p := range list {
		if half[p.Cluster] == "" {
			half[p.Cluster] = HalfOf(p.Cluster)
		}
		if half[p.Cluster] == h {
			out = append(out, p)
		}
	}
	return out
}
