package alliance

import (
	"math"
	"slices"
	"testing"

	"casus/luck"
)

// Places of the members in [council].
const (
	lead = iota
	ally
	neighbour
	target
)

// council is an alliance of four: the lead, two others, and the state that asks.
func council() []Member {
	return []Member{
		{ID: "lead", Lead: true, Pledge: 3000, Capability: 1, Readiness: 6, Distance: 1200, Likeness: 0.9, Contagion: 0.2, Alignment: 1, Stake: 0.9, DomesticCost: 0.1, Insurance: 0.1},
		{ID: "ally", Pledge: 500, Capability: 0.8, Readiness: 24, Distance: 2000, Likeness: 0.8, Contagion: 0.5, Alignment: 0.5, Stake: 0.25, DomesticCost: 0.3, Insurance: 0.6},
		{ID: "neighbour", Pledge: 300, Capability: 1, Readiness: 30, Distance: 600, Likeness: 0.4, Contagion: 0.7, Alignment: 0.4, Stake: 0.5, DomesticCost: 0.5, Insurance: 0.4},
		{ID: "target", Target: true, Pledge: 900, Capability: 1, Readiness: 1, Distance: 0, Likeness: 1, Contagion: 1, Alignment: 0.7, Stake: 1, DomesticCost: 0, Insurance: 1},
	}
}

// plea is the target's request, with something in every field that is weighed.
func plea() Request {
	return Request{
		Hour: 100, Incumbent: true, Fit: 0.5, Threat: 0.5, Hostility: 0.1, Rival: 0.25, Precedent: 0.5,
		Fear:        []float64{0.9, 0.2, 0.3, 0.4},
		Cooperation: []float64{0.6, 0.4, 0.1, 1},
		Reliability: []float64{1, 0.75, 0.5, 0.25}, Multilateral: true,
	}
}

func treaty() Charter { return Charter{Rule: Consensus, Standing: 4000} }

// weighed gives every mechanism a weight, all different, and luck none.
func weighed() Coefficients {
	return Coefficients{
		Threat: 1.5, Insurance: 0.5, Alignment: 0.8, Fit: 0.6, Stake: 0.4, Incumbent: 0.7, Precedent: 0.3, Cooperation: 0.2, Small: 0.9,
		Domestic: 1.1, Risk: 2, Rival: 1.2, Fear: 1, Yes: 1, No: 0.1, Hours: 4, Willingness: 2, SizeMin: 0.5, SizeMax: 1,
		Speed: 600, Lift: 40, Force: 0.5,
		Leverage: 3, StayCost: 0.15, Distraction: 0.5, StayFear: 1,
		Prepare: 48, LeavingShare: 0.25,
	}
}

// staked are coefficients under which a member's support is its stake and
// nothing else: above 2/3 a yes, below 1/3 a no.
func staked() Coefficients {
	return Coefficients{Stake: 1, Yes: 2. / 3, No: 1. / 3, Hours: 4, SizeMin: 0.5, SizeMax: 1, Speed: 600, Lift: 40}
}

// stakes that make a choice under [staked].
var stakes = map[string]float64{Yes: 1, Abstain: 0.5, No: 0}

// voting is the council whose members choose as told under [staked].
func voting(choices ...string) []Member {
	list := council()
	for i, c := range choices {
		list[i].Stake = stakes[c]
	}
	return list
}

func decide(t testing.TB, ch Charter, members []Member, co Coefficients, r Request, replicate int) Decision {
	t.Helper()
	d, err := Decide(ch, members, co, r, luck.Of(1, replicate))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// supports are the supports of the votes, in the order of the members.
func supports(d Decision) []float64 {
	list := make([]float64, len(d.Votes))
	for i, v := range d.Votes {
		list[i] = v.Support
	}
	return list
}

func sum(x []float64) float64 {
	total := 0.0
	for _, v := range x {
		total += v
	}
	return total
}

func median(x []int) int {
	x = slices.Sorted(slices.Values(x))
	return x[len(x)/2]
}

// Whether two numbers agree but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }
