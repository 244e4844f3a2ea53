package stats

import (
	"math"
	"slices"
	"testing"

	"casus/luck"
)

// By hand: x 10, 20, 20, 40 has ranks 1, 2.5, 2.5, 4, and y 3, 1, 4, 9 has 2, 1, 3, 4: from
// the mean of 2.5 these are -1.5, 0, 0, 1.5 and -0.5, -1.5, 0.5, 1.5, so that rho is
// 3 / √(4.5 × 5).
func TestRankCorrelationByHand(t *testing.T) {
	x, y := rankedOf(rank("x", []float64{10, 20, 20, 40})), rank("y", []float64{3, 1, 4, 9})
	if ranks := y.ranks(); !slices.Equal(ranks, []int{-1, -3, 1, 3}) || !slices.Equal(x.at, []int{-3, 0, 0, 3}) {
		t.Errorf("twice the ranks from their mean: %v and %v", x.at, ranks)
	}
	if rho := x.along(y.ranks()) / width(y.ranks()); math.Abs(rho-3/math.Sqrt(4.5*5)) > 1e-12 {
		t.Errorf("rho is %v", rho)
	}
}

// driven is a number that goes with p16 down and with p4 a little up, of 101 parameters.
func driven(seed uint64) (names []string, draws [][]float64, y []float64) {
	const n = 300
	names, draws = sample(seed, 101, n)
	noise := luck.Of(seed, 0).For("test/noise")
	for i := range n {
		y = append(y, 3+draws[4][i]-2*draws[16][i]+noise.Uniform(uint64(i), 0))
	}
	return names, draws, y
}

func TestWhatDrivesIsFound(t *testing.T) {
	for seed := range uint64(20) {
		names, draws, y := driven(seed)
		found, err := Correlations(names, draws, y, lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) < 2 || found[0].Name != "p16" || found[1].Name != "p4" {
			t.Fatalf("seed %d: %+v, want p16 and p4", seed, found)
		}
		c := found[0]
		// p16 uniform: half of its draws lie above 0.5, where it is 0.5 more, and y 1 less
		if c.Rho > -0.6 || c.P != LeastP || math.Abs(c.Threshold-0.5) > 0.12 || math.Abs(c.Above.Mean-c.Below.Mean+1) > 0.3 || c.Above.N+c.Below.N != len(y) {
			t.Errorf("seed %d: %+v", seed, c)
		}
		if c.Above.Low >= c.Above.Mean || c.Above.High <= c.Above.Mean || found[1].Rho < 0.2 {
			t.Errorf("seed %d: %+v", seed, found)
		}
	}
}

// The rate of false alarms is the one that is stated.
func TestWhatDrivesByChance(t *testing.T) {
	count := 0
	for seed := range uint64(400) {
		names, draws := sample(seed, 50, 127)
		found, err := Correlations(names, draws, uniform(luck.Of(seed, 0).For("test/number"), 0, 127), lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			count++
		}
	}
	withinChance(t, count, 400)
}

func TestNothingDrives(t *testing.T) {
	const n = 60
	names, draws := sample(1, 8, n)
	same := slices.Repeat([]float64{0.25}, n)
	for what, y := range map[string][]float64{"the same in all": same, "too few": draws[0][:2*FewestDraws-1], "nothing": nil} {
		var of [][]float64
		for _, d := range draws {
			of = append(of, d[:len(y)])
		}
		if found, err := Correlations(names, of, y, lot(1)); err != nil || found != nil {
			t.Errorf("%s: %+v, %v", what, found, err)
		}
	}
	draws[0] = same
	found, err := Correlations(names[:1], draws[:1], draws[4], lot(1))
	if err != nil || found != nil {
		t.Errorf("a parameter of one value: %+v, %v", found, err)
	}
	if _, err := Correlations(names[1:2], draws[1:2], slices.Repeat([]float64{math.NaN()}, n), lot(1)); err == nil {
		t.Error("what is not finite is taken")
	}
}

// Where no parameter separates, the nearest is given with what chance does: a p above the
// border, and the first of the order by distance.
func TestTheNearestIsGiven(t *testing.T) {
	near := 0
	for seed := range uint64(40) {
		names, draws := sample(seed, 8, 60)
		holds := holding(seed, 60, func(int) float64 { return 0.5 })
		found, nearest, err := Separations(names, draws, holds, lot(seed))
		if err != nil || (len(found) > 0) == (nearest != nil) {
			t.Fatalf("seed %d: %v beside %v, %v", seed, found, nearest, err)
		}
		if nearest == nil {
			continue
		}
		near++
		if nearest.P <= FalseAlarms || nearest.P > 1 {
			t.Errorf("seed %d: %+v", seed, nearest)
		}
		for p := range names {
			if c := of(draws[p], holds); float64(abs(c.sum)) > nearest.Distance*float64(label(holds).hold*label(holds).fail)+1e-9 {
				t.Errorf("seed %d: %s is farther than %+v", seed, names[p], nearest)
			}
		}
	}
	if near < 30 {
		t.Errorf("a nearest in %d of 40 searches in which none has a say", near)
	}
}
