package stats

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"casus/luck"
)

// of gives the one parameter's separation.
func of(draws []float64, holds []bool) candidate {
	r := rank("x", draws)
	sum, at := r.furthest(label(holds))
	return candidate{ranking: &r, sum: sum, at: at}
}

// By hand: the claim holds at 1, 2, 2 and 5, and fails at 2, 4, 6, 7 and 8.
//
//	x      1     2     4     5     6    7    8
//	H    1/4   3/4   3/4     1     1    1    1
//	F      0   1/5   2/5   2/5   3/5  4/5    1
//	H−F 0.25  0.55  0.35  0.60  0.40  0.2    0
//
// Within the run of equal values, from 1 to 2, H − F would reach 0.75.
func TestDistanceByHand(t *testing.T) {
	draws := []float64{8, 2, 5, 4, 2, 6, 1, 7, 2}
	holds := []bool{false, true, true, false, true, false, true, false, false}
	s := of(draws, holds)
	f := s.separation(label(holds))
	if math.Abs(f.Distance-0.6) > 1e-15 || f.Higher || f.Threshold != 5.5 {
		t.Errorf("distance %g, higher %v, threshold %g; want 0.6, false, 5.5", f.Distance, f.Higher, f.Threshold)
	}
	if f.Below.Of != 6 || math.Abs(f.Below.P-4./6) > 1e-15 || f.Above.Of != 3 || f.Above.P != 0 {
		t.Errorf("below %+v, above %+v; want 4 of 6 and 0 of 3", f.Below, f.Above)
	}
	if want := []int32{1, 4, 5, 6, 7, 8}; !slices.Equal(s.ends, want) {
		t.Errorf("runs end at %v, want %v", s.ends, want)
	}
}

// The threshold lies between draws, whatever their size, and belongs to the lower ones.
func TestThresholdBetween(t *testing.T) {
	big, small := math.MaxFloat64, math.SmallestNonzeroFloat64
	for _, c := range []struct{ a, b, want float64 }{
		{1, 2, 1.5}, {-3, 1, -1}, {-big, big, 0}, {big / 2, big, big * 0.75},
		{0, small, 0}, {small, 2 * small, small}, {1, math.Nextafter(1, 2), 1}, {math.Nextafter(1, 0), 1, math.Nextafter(1, 0)},
	} {
		if got := between(c.a, c.b); got != c.want {
			t.Errorf("between %g and %g: %g, want %g", c.a, c.b, got, c.want)
		}
	}
}

// tied generates a sample with ties, both kinds of labels in it.
func tied(t *rapid.T) (draws []float64, holds []bool) {
	n := rapid.IntRange(2, 60).Draw(t, "n")
	widest := rapid.IntRange(1, 80).Draw(t, "widest")
	value := rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(-widest, widest).Draw(t, "x")) / 8 })
	draws = rapid.SliceOfN(value, n, n).Draw(t, "draws")
	holds = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "holds")
	holds[0], holds[n-1] = true, false
	return draws, holds
}

func TestDistanceAsGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draws, holds := tied(t)
		var yes, no []float64
		for i, x := range draws {
			if holds[i] {
				yes = append(yes, x)
			} else {
				no = append(no, x)
			}
		}
		slices.Sort(yes)
		slices.Sort(no)
		s := of(draws, holds)
		got := math.Abs(float64(s.sum)) / float64(len(yes)*len(no))
		if want := stat.KolmogorovSmirnov(yes, nil, no, nil); math.Abs(got-want) > 1e-12 {
			t.Fatalf("distance %g, gonum %g", got, want)
		}
		if got < 0 || got > 1 {
			t.Fatalf("distance %g", got)
		}
	})
}

// A claim and its contrary are separated by the same parameters, the other way round.
func TestContrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draws, holds := tied(t)
		contrary := make([]bool, len(holds))
		for i := range holds {
			contrary[i] = !holds[i]
		}
		a, b := of(draws, holds), of(draws, contrary)
		if a.sum != -b.sum || a.at != b.at {
			t.Fatalf("sum %d at %d, of the contrary %d at %d", a.sum, a.at, b.sum, b.at)
		}
	})
}

// Only the order of a parameter's draws matters to its distance.
func TestDistanceOfRanksOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draws, holds := tied(t)
		want := of(draws, holds)
		for _, f := range []func(float64) float64{math.Exp, math.Atan, func(x float64) float64 { return 1e300 * x }} {
			up, down := make([]float64, len(draws)), make([]float64, len(draws))
			for i, x := range draws {
				up[i], down[i] = f(x), -f(x)
			}
			if got := of(up, holds); got.sum != want.sum || got.at != want.at {
				t.Fatalf("rising: sum %d at %d, want %d at %d", got.sum, got.at, want.sum, want.at)
			}
			if got := of(down, holds); abs(got.sum) != abs(want.sum) {
				t.Fatalf("falling: sum %d, want ±%d", got.sum, want.sum)
			}
		}
	})
}

// The bar and the strides save time and change nothing: whatever is at least
// the floor comes out as without them.
func TestLargestAsPlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draws, holds := tied(t)
		l := label(holds)
		lot := luck.Of(rapid.Uint64().Draw(t, "seed"), 0).For("test")
		var all []ranking
		plain := 0
		for p := range rapid.IntRange(1, 6).Draw(t, "parameters") {
			x := slices.Clone(draws)
			stream := lot.Stream(uint64(p), 0)
			luck.Shuffle(x, &stream)
			if p%2 == 1 {
				x = uniform(lot, p, len(x))
			}
			all = append(all, rank("x", x))
			sum, _ := all[p].furthest(l)
			plain = max(plain, abs(sum))
		}
		for _, floor := range []int{0, 1, plain - 1, plain, plain + 1, l.hold * l.fail} {
			if got := largest(all, l, floor); got != plain && (plain >= floor || got >= floor) {
				t.Fatalf("largest %d with floor %d, want %d", got, floor, plain)
			}
		}
	})
}

func uniform(lot luck.Lot, parameter, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = lot.Uniform(uint64(parameter), uint64(i))
	}
	return x
}

// sample draws parameters of all shapes that priors have: uniform, lognormal,
// and a choice of two and of five values.
func sample(seed uint64, parameters, n int) (names []string, draws [][]float64) {
	lot := luck.Of(seed, 0).For("test/draws")
	for p := range parameters {
		x := uniform(lot, p, n)
		for i, u := range x {
			switch p % 4 {
			case 1:
				x[i] = math.Exp(2 * math.Sqrt2 * math.Erfinv(2*u-1))
			case 2:
				x[i] = math.Floor(u + 0.3)
			case 3:
				x[i] = math.Floor(5 * u)
			}
		}
		names, draws = append(names, fmt.Sprintf("p%d", p)), append(draws, x)
	}
	return names, draws
}

// judge lets a claim hold with a chance for each draw.
func holding(seed uint64, n int, chance func(i int) float64) []bool {
	lot := luck.Of(seed, 0).For("test/holds")
	holds := make([]bool, n)
	for i := range holds {
		holds[i] = lot.Chance(uint64(i), 0, chance(i))
	}
	return holds
}

// planted is a claim that holds nine times in ten where p16 is above 0.6, and
// twice in ten elsewhere; 100 other parameters have no say.
func planted(seed uint64) (names []string, draws [][]float64, holds []bool) {
	const n = 300
	names, draws = sample(seed, 101, n)
	return names, draws, holding(seed, n, func(i int) float64 {
		if draws[16][i] > 0.6 {
			return 0.9
		}
		return 0.2
	})
}

// The expected distance is 0.67 (claims hold in 0.48 of draws; of these 0.75 are
// above 0.6, of the others 0.077); chance alone takes the furthest of 101
// parameters to 0.22 in one of twenty claims.
func TestPlantedIsFound(t *testing.T) {
	for seed := range uint64(20) {
		names, draws, holds := planted(seed)
		found, _, err := Separations(names, draws, holds, lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 || found[0].Name != "p16" {
			t.Fatalf("seed %d: %+v, want p16 first", seed, found)
		}
		f := found[0]
		if !f.Higher || math.Abs(f.Threshold-0.6) > 0.05 || f.P != 1./(1+permutations) || math.Abs(f.Distance-0.67) > 0.12 {
			t.Errorf("seed %d: %+v, want a distance of 0.67 at 0.6, holding above", seed, f)
		}
		if f.Below.Of+f.Above.Of != len(holds) || math.Abs(f.Below.P-0.2) > 0.1 || math.Abs(f.Above.P-0.9) > 0.1 {
			t.Errorf("seed %d: below %+v, above %+v, want 0.2 and 0.9", seed, f.Below, f.Above)
		}
	}
}

// Of four parameters that separate three are given, the furthest first and
// equals by name.
func TestOrderAndNumber(t *testing.T) {
	const n = 200
	names, draws := sample(3, 40, n)
	holds := holding(3, n, func(i int) float64 { return 1 / (1 + math.Exp(-12*(1.5*draws[0][i]+draws[4][i]-1.25))) })
	search := func() (order []string) {
		found, _, err := Separations(names, draws, holds, lot(1))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			order = append(order, f.Name)
		}
		return order
	}
	if got, want := search(), []string{"p0", "p4"}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	names[20], draws[20] = "twin", draws[0]
	names[24], draws[24] = "a twin", draws[0]
	if got, want := search(), []string{"a twin", "p0", "twin"}; !slices.Equal(got, want) {
		t.Errorf("with twins found %v, want %v", got, want)
	}
}

// Separations as one would write it down: every permutation, every parameter, every
// sum. Planted claims of all strengths, so that p-values on both sides of the
// border come up.
func TestSeparationsAsPlain(t *testing.T) {
	for seed := range uint64(40) {
		const n = 60
		names, draws := sample(seed, 8, n)
		slope := float64(seed%10) / 3
		holds := holding(seed, n, func(i int) float64 { return 1 / (1 + math.Exp(-slope*(draws[3][i]-2))) })
		l := label(holds)
		var all []candidate
		for p := range draws {
			s := of(draws[p], holds)
			s.name = names[p]
			all = append(all, s)
		}
		shuffled := labels{l.hold, l.fail, slices.Clone(l.weights)}
		stream := lot(seed).Stream(0, 0)
		for range permutations {
			luck.Shuffle(shuffled.weights, &stream)
			top := 0
			for p := range all {
				sum, _ := all[p].furthest(shuffled)
				top = max(top, abs(sum))
			}
			for p := range all {
				if top >= abs(all[p].sum) {
					all[p].reached++
				}
			}
		}
		slices.SortStableFunc(all, func(a, b candidate) int { return abs(b.sum) - abs(a.sum) })
		var want []Separation
		for p := range all[:mostSeparations] {
			if all[p].p() <= FalseAlarms {
				want = append(want, all[p].separation(l))
			}
		}
		got, _, err := Separations(names, draws, holds, lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: %+v, want %+v", seed, got, want)
		}
	}
}

// The last p-value to be given is 0.05, and rounding does not lose it.
func TestBorder(t *testing.T) {
	last, next := candidate{reached: 49}, candidate{reached: 50}
	if last.p() > FalseAlarms || next.p() <= FalseAlarms {
		t.Errorf("p-values %v and %v around %v", last.p(), next.p(), FalseAlarms)
	}
}

// alarms counts claims, of so many in which no parameter has a say, that are given a flip.
func alarms(t *testing.T, claims, parameters, n int) int {
	count := 0
	for seed := range uint64(claims) {
		names, draws := sample(seed, parameters, n)
		share := luck.Of(seed, 0).For("test/share").Uniform(0, 0)
		found, _, err := Separations(names, draws, holding(seed, n, func(int) float64 { return 0.2 + 0.6*share }), lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			count++
		}
	}
	return count
}

// withinChance fails where a count of alarms is not one that a rate of 5 % brings
// about: outside the central part of the binomial distribution that leaves out
// less than 1 in 200 on each side. For 400 claims that is 10 to 32, left with a
// chance of 0.008 at the rate of 5 %, of 0.99 at 1 % and of 0.90 at 10 %.
func withinChance(t *testing.T, count, claims int) {
	t.Helper()
	b := distuv.Binomial{N: float64(claims), P: FalseAlarms}
	if fewer, more := b.CDF(float64(count)), 1-b.CDF(float64(count)-1); min(fewer, more) < 0.005 {
		t.Errorf("%d alarms in %d claims: so few have a chance of %.2g, so many of %.2g", count, claims, fewer, more)
	} else {
		t.Logf("%d alarms in %d claims, %.1f %%", count, claims, 100*float64(count)/float64(claims))
	}
}

// A prime number of draws makes equal distances rare: then the rate is the one
// stated, and not less.
func TestFalseAlarms(t *testing.T) {
	withinChance(t, alarms(t, 400, 50, 127), 400)
}

func TestNothingToFind(t *testing.T) {
	const n = 100
	names, draws := sample(1, 8, n)
	for i := range draws[0] {
		draws[1][i] = 7
	}
	first := func(hold int) []bool { // decided by p0 alone, but for the few
		order := rank("p0", draws[0]).order
		holds := make([]bool, n)
		for _, i := range order[:hold] {
			holds[i] = true
		}
		return holds
	}
	for _, c := range []struct {
		what       string
		parameters int
		holds      []bool
		found      bool
	}{
		{"holds in all", 8, first(n), false},
		{"fails in all", 8, first(0), false},
		{"holds in too few", 8, first(FewestDraws - 1), false},
		{"fails in too few", 8, first(n - FewestDraws + 1), false},
		{"holds in just enough", 8, first(FewestDraws), true},
		{"fails in just enough", 8, first(n - FewestDraws), true},
		{"no parameters", 0, first(50), false},
	} {
		found, _, err := Separations(names[:c.parameters], draws[:c.parameters], c.holds, lot(1))
		if err != nil || len(found) > 0 != c.found {
			t.Errorf("%s: %+v, %v", c.what, found, err)
		}
	}
	if found, _, err := Separations(names[1:2], draws[1:2], first(50), lot(1)); err != nil || found != nil {
		t.Errorf("a parameter of one value: %+v, %v", found, err)
	}
	if found, _, err := Separations(nil, nil, nil, lot(1)); err != nil || found != nil {
		t.Errorf("nothing judged: %+v, %v", found, err)
	}
}

// Replicates have no order, and a seed decides on p-values alone.
func TestOrderOfReplicates(t *testing.T) {
	names, draws, holds := planted(5)
	want, _, err := Separations(names, draws, holds, lot(5))
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := Separations(names, draws, holds, lot(5))
	if err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("again: %+v, %v, want %+v", again, err, want)
	}
	order := rank("", uniform(luck.Of(9, 0).For("test"), 0, len(holds))).order
	moved := make([]bool, len(holds))
	rows := make([][]float64, len(draws))
	for k, i := range order {
		moved[k] = holds[i]
		for p := range draws {
			rows[p] = append(rows[p], draws[p][i])
		}
	}
	got, _, err := Separations(names, rows, moved, lot(6))
	if err != nil || len(got) != len(want) {
		t.Fatalf("moved: %+v, %v, want %+v", got, err, want)
	}
	for i := range got {
		if got[i].P = want[i].P; got[i] != want[i] {
			t.Errorf("moved: %+v, want %+v", got[i], want[i])
		}
	}
}

func TestBadDraws(t *testing.T) {
	names := []string{"calm", "wild"}
	holds := make([]bool, 3)
	for _, c := range []struct {
		draws [][]float64
		want  string
	}{
		{[][]float64{{1, 2, 3}}, "draws of 1 parameters under 2 names"},
		{[][]float64{{1, 2, 3}, {1, 2}}, "parameter wild has 2 draws for 3 judged replicates"},
		{[][]float64{{1, 2, 3}, {1, math.NaN(), 2}}, "parameter wild drew NaN"},
		{[][]float64{{1, math.Inf(-1), 3}, {1, 2, 3}}, "parameter calm drew -Inf"},
	} {
		if _, _, err := Separations(names, c.draws, holds, lot(1)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.draws, err, c.want)
		}
	}
}

// BenchmarkSeparations searches 250 parameters for the found of a claim judged in 400
// replicates: one that a parameter decides, and one that none does.
func BenchmarkSeparations(b *testing.B) {
	const n = 400
	names, draws := sample(1, 250, n)
	for _, c := range []struct {
		name  string
		slope float64
	}{{"decided", 10}, {"undecided", 0}} {
		b.Run(c.name, func(b *testing.B) {
			holds := holding(1, n, func(i int) float64 { return 1 / (1 + math.Exp(-c.slope*(draws[16][i]-0.6))) })
			for b.Loop() {
				if _, _, err := Separations(names, draws, holds, lot(1)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
