package claims

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"casus/stats"
)

// within is a share with a given interval.
func within(low, high float64) stats.Share {
	return stats.Share{Of: 100, P: (low + high) / 2, Low: low, High: high}
}

func rangeOf(t testing.TB, word string) Range {
	t.Helper()
	r, err := WordRange(word)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every branch of the rule, and both sides of every border. An end of the
// interval that lies on a border is inside of the range, and not beyond it.
func TestJudgeByHand(t *testing.T) {
	const e = 1e-12
	for _, c := range []struct {
		word      string
		low, high float64
		want      Verdict
	}{
		// a word above even
		{"likely", 0.55, 0.80, Consistent},
		{"likely", 0.60, 0.70, Consistent},
		{"likely", 0.55 - e, 0.70, Undecided},
		{"likely", 0.60, 0.80 + e, Undecided},
		{"likely", 0.50, 0.90, Undecided},
		{"likely", 0, 1, Undecided},
		{"likely", 0.80, 0.90, Undecided},
		{"likely", 0.80 + e, 0.90, Stronger},
		{"likely", 0.40, 0.55, Undecided},
		{"likely", 0.40, 0.55 - e, Weaker},
		{"likely", 0.45, 0.54, Weaker},
		{"likely", 0.30, 0.45, Weaker},
		{"likely", 0.30, 0.45 - e, Contradicted},
		{"likely", 0, 0.1, Contradicted},
		{"very likely", 0.80, 0.95, Consistent},
		{"very likely", 0.96, 1, Stronger},
		{"very likely", 0.70, 0.79, Weaker},
		{"very likely", 0.44, 0.46, Weaker},
		{"very likely", 0.40, 0.44, Contradicted},
		{"almost certain", 0.95, 1, Consistent},
		{"almost certain", 0.94, 1, Undecided},
		{"almost certain", 0.80, 0.94, Weaker},
		{"almost certain", 0.10, 0.20, Contradicted},
		// a word below even
		{"unlikely", 0.20, 0.45, Consistent},
		{"unlikely", 0.20 - e, 0.40, Undecided},
		{"unlikely", 0.30, 0.45 + e, Undecided},
		{"unlikely", 0.10, 0.20, Undecided},
		{"unlikely", 0.10, 0.20 - e, Stronger},
		{"unlikely", 0.45, 0.60, Undecided},
		{"unlikely", 0.45 + e, 0.60, Weaker},
		{"unlikely", 0.55, 0.60, Weaker},
		{"unlikely", 0.55 + e, 0.60, Contradicted},
		{"very unlikely", 0.05, 0.20, Consistent},
		{"very unlikely", 0, 0.04, Stronger},
		{"very unlikely", 0.30, 0.40, Weaker},
		{"very unlikely", 0.54, 0.56, Weaker},
		{"very unlikely", 0.60, 0.70, Contradicted},
		{"almost no chance", 0, 0.05, Consistent},
		{"almost no chance", 0, 0.06, Undecided},
		{"almost no chance", 0.06, 0.20, Weaker},
		{"almost no chance", 0.90, 1, Contradicted},
		// the word in the middle
		{"roughly even chance", 0.45, 0.55, Consistent},
		{"roughly even chance", 0.45 - e, 0.50, Undecided},
		{"roughly even chance", 0.50, 0.55 + e, Undecided},
		{"roughly even chance", 0.40, 0.60, Undecided},
		{"roughly even chance", 0.56, 0.70, Stronger},
		{"roughly even chance", 0.80, 0.90, Stronger},
		{"roughly even chance", 0.80 + e, 0.90, Contradicted},
		{"roughly even chance", 0.30, 0.44, Weaker},
		{"roughly even chance", 0.10, 0.20, Weaker},
		{"roughly even chance", 0.10, 0.20 - e, Contradicted},
		// a word opened away from even
		{"at least likely", 0.55, 1, Consistent},
		{"at least likely", 0.54, 1, Undecided},
		{"at least likely", 0.46, 0.54, Weaker},
		{"at least likely", 0.30, 0.40, Contradicted},
		{"at most unlikely", 0, 0.45, Consistent},
		{"at most unlikely", 0, 0.46, Undecided},
		{"at most unlikely", 0.46, 0.54, Weaker},
		{"at most unlikely", 0.56, 0.70, Contradicted},
		// a range across even has one border
		{"at least roughly even chance", 0.45, 1, Consistent},
		{"at least roughly even chance", 0.44, 0.60, Undecided},
		{"at least roughly even chance", 0.40, 0.44, Contradicted},
		{"at most roughly even chance", 0, 0.55, Consistent},
		{"at most roughly even chance", 0.56, 0.60, Contradicted},
		{"at least unlikely", 0.20, 0.90, Consistent},
		{"at least unlikely", 0.10, 0.19, Contradicted},
		{"at most likely", 0.10, 0.80, Consistent},
		{"at most likely", 0.81, 0.90, Contradicted},
		{"may", 0.05, 1, Consistent},
		{"may", 0.05 - e, 0.30, Undecided},
		{"may", 0, 0.05, Undecided},
		{"may", 0, 0.05 - e, Contradicted},
		{"cannot be ruled out", 0.99, 1, Consistent},
	} {
		if got := Judge(rangeOf(t, c.word), within(c.low, c.high)); got != c.want {
			t.Errorf("%s, [%g, %g]: %s, want %s", c.word, c.low, c.high, got, c.want)
		}
	}
	for _, word := range Words() {
		if got := Judge(rangeOf(t, word), stats.ShareOf(0, 0)); got != Vacuous {
			t.Errorf("%s, of no replicates: %s", word, got)
		}
	}
}

func TestJudgeEffectByHand(t *testing.T) {
	for _, c := range []struct {
		by, low, high float64
		want          Verdict
	}{
		{0, 0.1, 0.2, Consistent},
		{0, 0, 0.2, Undecided},
		{0, -0.1, 0.2, Undecided},
		{0, -0.1, 0, Undecided},
		{0, -0.2, -0.1, Contradicted},
		{0, 0, 0, Contradicted},
		{0, 1, 1, Consistent},
		{0, -1, -1, Contradicted},
		{2, 2.1, 3, Consistent},
		{2, 2, 3, Consistent},
		{2, 2 - 1e-9, 3, Undecided},
		{2, 1, 3, Undecided},
		{2, -1, 3, Undecided},
		{2, 1, 2, Undecided},
		{2, 1, 1.9, Weaker},
		{2, 0, 1, Weaker},
		{2, -1, 1, Weaker},
		{2, -1, 0, Weaker},
		{2, -2, -1, Contradicted},
		{2, 0, 0, Contradicted},
		{2, 1, 1, Weaker},
		{2, 2, 2, Consistent},
		{2, 3, 3, Consistent},
	} {
		e := stats.Effect{N: 40, Mean: (c.low + c.high) / 2, Low: c.low, High: c.high}
		if got := JudgeEffect(c.by, e); got != c.want {
			t.Errorf("by %g, [%g, %g]: %s, want %s", c.by, c.low, c.high, got, c.want)
		}
	}
	if got := JudgeEffect(0, stats.Effect{}); got != Vacuous {
		t.Errorf("of no replicates: %s", got)
	}
	// Few that are alike may be so by chance.
	for n, want := range map[int]Verdict{1: Undecided, 9: Undecided, 10: Consistent} {
		if got := JudgeEffect(0, stats.Effect{N: n, Mean: 1, Low: 1, High: 1}); got != want {
			t.Errorf("of %d replicates: %s, want %s", n, got, want)
		}
	}
}

// words and opened words, each range once
func ranges(t testing.TB) (names []string, list []Range) {
	for _, word := range Words() {
		for _, prefix := range []string{"", atLeast, atMost} {
			r, err := WordRange(prefix + word)
			if err != nil { // at least almost no chance
				continue
			}
			if !slices.Contains(list, r) {
				names, list = append(names, prefix+word), append(list, r)
			}
		}
	}
	return names, list
}

func anInterval(t *rapid.T) (low, high float64) {
	borders := []float64{0, 0.05, 0.2, 0.45, 0.5, 0.55, 0.8, 0.95, 1}
	end := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom(borders))
	low, high = end.Draw(t, "end"), end.Draw(t, "other end")
	return min(low, high), max(low, high)
}

// A verdict on a share turns on its interval and on nothing else of it, and one
// on an effect of enough replicates likewise.
func TestJudgeLooksAtTheIntervalAlone(t *testing.T) {
	_, list := ranges(t)
	rapid.Check(t, func(t *rapid.T) {
		low, high := anInterval(t)
		r := rapid.SampledFrom(list).Draw(t, "range")
		some := stats.Share{Of: rapid.IntRange(1, 1e6).Draw(t, "of"), P: rapid.Float64Range(0, 1).Draw(t, "p"), Low: low, High: high}
		if a, b := Judge(r, some), Judge(r, within(low, high)); a != b {
			t.Fatalf("%v: %s, and with the same interval %s", some, a, b)
		}
		by := rapid.SampledFrom([]float64{0, 0.2, 0.5}).Draw(t, "by")
		low, high = low-0.5, high-0.5
		reduction := rapid.Float64Range(0, 9).Draw(t, "reduction")
		effect := stats.Effect{N: fewestPairs + some.Of, Mean: some.P, Low: low, High: high, Reduction: &reduction}
		if a, b := JudgeEffect(by, effect), JudgeEffect(by, stats.Effect{N: fewestPairs, Low: low, High: high}); a != b {
			t.Fatalf("%v: %s, and with the same interval %s", effect, a, b)
		}
	})
}

// Consistent is what lies inside, and undecided what lies neither inside nor
// beside: no range is special in this.
func TestConsistentInsideUndecidedAcross(t *testing.T) {
	_, list := ranges(t)
	rapid.Check(t, func(t *rapid.T) {
		low, high := anInterval(t)
		r := rapid.SampledFrom(list).Draw(t, "range")
		v := Judge(r, within(low, high))
		if inside := r.Low <= low && high <= r.High; inside != (v == Consistent) {
			t.Fatalf("%v, [%g, %g]: %s", r, low, high, v)
		}
		across := low < r.Low && r.Low <= high || low <= r.High && r.High < high
		if across != (v == Undecided) {
			t.Fatalf("%v, [%g, %g]: %s", r, low, high, v)
		}
	})
}

// where lists the decided verdicts on a word as the share rises from 0 to 1.
func where(r Range) []Verdict {
	switch {
	case r == even:
		return nil // contradicted on both sides
	case r.Low >= 0.55:
		return []Verdict{Contradicted, Weaker, Consistent, Stronger}
	case r.High <= 0.45:
		return []Verdict{Stronger, Consistent, Weaker, Contradicted}
	case r.High == 1:
		return []Verdict{Contradicted, Consistent}
	}
	return []Verdict{Consistent, Contradicted}
}

// With an interval that lies higher, a verdict never moves the other way: for a
// word above even from stronger to consistent, weaker or contradicted.
func TestJudgeIsMonotone(t *testing.T) {
	_, list := ranges(t)
	rapid.Check(t, func(t *rapid.T) {
		low, high := anInterval(t)
		low2, high2 := anInterval(t)
		low2, high2 = max(low, low2), max(high, high2)
		r := rapid.SampledFrom(list).Draw(t, "range")
		order := where(r)
		if order == nil {
			order = []Verdict{Weaker, Consistent, Stronger}
			if high < far || low2 > 1-far {
				return
			}
		}
		a, b := Judge(r, within(low, high)), Judge(r, within(low2, high2))
		i, j := slices.Index(order, a), slices.Index(order, b)
		if i < 0 && a != Undecided || j < 0 && b != Undecided {
			t.Fatalf("%v: %s or %s is no verdict on such a word", r, a, b)
		}
		if i >= 0 && j >= 0 && i > j {
			t.Fatalf("%v: [%g, %g] is %s, [%g, %g] is %s", r, low, high, a, low2, high2, b)
		}
	})
}

// What is said of an event with a word, is said of its absence with the word on
// the other side of even. Ends are sixty-fourths, which a mirror leaves exact.
func TestJudgeIsSymmetric(t *testing.T) {
	mirror := map[string]string{
		"likely": "unlikely", "very likely": "very unlikely", "almost certain": "remote", "at least likely": "at most unlikely",
		"at least unlikely": "at most likely", "at least very unlikely": "at most very likely", "at least very likely": "at most very unlikely",
		"at least roughly even odds": "at most roughly even odds",
	}
	words := slices.Sorted(maps.Keys(mirror))
	rapid.Check(t, func(t *rapid.T) {
		i, j := rapid.IntRange(0, 64).Draw(t, "i"), rapid.IntRange(0, 64).Draw(t, "j")
		low, high := float64(min(i, j))/64, float64(max(i, j))/64
		word := rapid.SampledFrom(words).Draw(t, "word")
		r, _ := WordRange(word)
		m, _ := WordRange(mirror[word])
		if a, b := Judge(r, within(low, high)), Judge(m, within(1-high, 1-low)); a != b {
			t.Fatalf("%s, [%g, %g]: %s; %s of the contrary: %s", word, low, high, a, mirror[word], b)
		}
		swap := map[Verdict]Verdict{Stronger: Weaker, Weaker: Stronger}
		a, b := Judge(even, within(low, high)), Judge(even, within(1-high, 1-low))
		if to, ok := swap[a]; ok {
			a = to
		}
		if a != b {
			t.Fatalf("even, [%g, %g]: %s, of the contrary %s", low, high, a, b)
		}
	})
}

// An effect is claimed in one direction: more of it is never less of a verdict.
func TestJudgeEffectIsMonotone(t *testing.T) {
	order := []Verdict{Contradicted, Weaker, Consistent}
	rapid.Check(t, func(t *rapid.T) {
		by := rapid.SampledFrom([]float64{0, 0.2, 0.5}).Draw(t, "by")
		low, high := anInterval(t)
		up := rapid.Float64Range(0, 1).Draw(t, "up")
		a := JudgeEffect(by, stats.Effect{N: 9, Low: low - 0.5, High: high - 0.5})
		b := JudgeEffect(by, stats.Effect{N: 9, Low: low - 0.5 + up, High: high - 0.5 + up})
		i, j := slices.Index(order, a), slices.Index(order, b)
		if i >= 0 && j >= 0 && i > j {
			t.Fatalf("by %g: [%g, %g] is %s, higher by %g it is %s", by, low, high, a, up, b)
		}
		if by == 0 && (a == Weaker || b == Weaker) {
			t.Fatal("weaker than nothing")
		}
	})
}

// Whether a verdict is wrong about a border when the probability is
// p. A border belongs to the range.
func wrong(r Range, v Verdict, p float64) bool {
	in := r.Low <= p && p <= r.High
	switch {
	case v == Consistent:
		return !in
	case v == Undecided:
		return false
	case v == Contradicted:
		switch {
		case r == even:
			return far <= p && p <= 1-far
		case r.Low >= even.High:
			return p >= even.Low
		case r.High <= even.Low:
			return p <= even.High
		}
		return in
	}
	above := (v == Stronger) == (r.Low >= 0.45) // else it says that p lies below the range
	if above {
		return p <= r.High
	}
	return p >= r.Low
}

// grid of probabilities: every hundredth, every border of the rule and points
// just beside it.
func grid() []float64 {
	var list []float64
	for i := range 101 {
		list = append(list, float64(i)/100)
	}
	for _, b := range []float64{0.05, 0.2, 0.45, 0.55, 0.8, 0.95} {
		list = append(list, b, b-1e-9, b+1e-9, b-0.001, b+0.001, b-0.005, b+0.005)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// binomial gives the probability of each number of hits in n.
func binomial(n int, p float64) []float64 {
	mass := make([]float64, n+1)
	switch p {
	case 0:
		mass[0] = 1
		return mass
	case 1:
		mass[n] = 1
		return mass
	}
	d := distuv.Binomial{N: float64(n), P: p}
	for k := range mass {
		mass[k] = d.Prob(float64(k))
	}
	return mass
}

// verdictsOf gives the verdict for each number of hits in n.
func verdictsOf(r Range, n int) []Verdict {
	list := make([]Verdict, n+1)
	for k := range list {
		list[k] = Judge(r, stats.ShareOf(k, n))
	}
	return list
}

// How often a verdict is wrong about a border, at most, computed from the
// binomial distribution and not from samples. Each way of being wrong is one
// side of a 90 % interval, nominally 5 %; shares are discrete, so that some
// sizes exceed it. The borders at 5 and 95 %, where Wilson's interval is at its
// worst, are listed apart.
func TestErrorRates(t *testing.T) {
	type worst struct {
		rate, p float64
		word    string
		v       Verdict
	}
	// the largest rates there are, rounded up
	bounds := map[int][2]float64{30: {0.0745, 0.0609}, 100: {0.0559, 0.0632}, 400: {0.0490, 0.0481}, 1000: {0.0540, 0.0512}}
	names, list := ranges(t)
	var table strings.Builder
	fmt.Fprintf(&table, "\n%6s  %-34s %-40s %-40s\n", "n", "", "5 % < p < 95 %", "p ≤ 5 % or p ≥ 95 %")
	for _, n := range []int{30, 100, 400, 1000} {
		most := map[Verdict][2]worst{}
		var all [2]worst
		for i, r := range list {
			verdict := verdictsOf(r, n)
			for _, p := range grid() {
				mass := binomial(n, p)
				rate := map[Verdict]float64{}
				total := 0.0
				for k, v := range verdict {
					if wrong(r, v, p) {
						rate[v] += mass[k]
						total += mass[k]
					}
				}
				side := 0
				if p <= 0.051 || p >= 0.949 {
					side = 1
				}
				for v, x := range rate {
					m := most[v]
					if x > m[side].rate {
						m[side] = worst{x, p, names[i], v}
						most[v] = m
					}
				}
				if total > all[side].rate {
					all[side] = worst{total, p, names[i], ""}
				}
			}
		}
		show := func(w worst) string { return fmt.Sprintf("%5.2f %%  (p = %.4g, %s)", 100*w.rate, w.p, w.word) }
		for _, v := range []Verdict{Consistent, Stronger, Weaker, Contradicted} {
			fmt.Fprintf(&table, "%6d  %-34s %-40s %-40s\n", n, v, show(most[v][0]), show(most[v][1]))
		}
		fmt.Fprintf(&table, "%6d  %-34s %-40s %-40s\n", n, "any of these", show(all[0]), show(all[1]))
		for side, w := range all {
			b := bounds[n][side]
			if w.rate > b || w.rate < b-0.0002 {
				t.Errorf("n = %d: a verdict is wrong about a border in up to %.2f %% of samples (%s, p = %g); stated are %.2f %%", n, 100*w.rate, w.word, w.p, 100*b)
			}
		}
	}
	t.Log(table.String())
}

// The same for every number of replicates, at the borders, where the rates are
// highest: how often an interval lies wholly above a border on which the
// probability is, or wholly below.
func TestErrorRatesOfEverySize(t *testing.T) {
	bounds := []struct {
		from, to    int
		inner, ends float64 // the largest rates there are, rounded up
	}{{10, 29, 0.0992, 0.1355}, {30, 99, 0.0748, 0.1037}, {100, 399, 0.0666, 0.0842}, {400, 1000, 0.0585, 0.0675}}
	for _, b := range bounds {
		worst, at := [2]float64{}, [2]string{}
		sum, count := 0.0, 0.0
		for n := b.from; n <= b.to; n++ {
			shares := make([]stats.Share, n+1)
			for k := range shares {
				shares[k] = stats.ShareOf(k, n)
			}
			for _, p := range []float64{0.05, 0.2, 0.45, 0.55, 0.8, 0.95} {
				above, _ := slices.BinarySearchFunc(shares, p, func(s stats.Share, p float64) int { return cmp.Compare(s.Low, p) })
				below, _ := slices.BinarySearchFunc(shares, p, func(s stats.Share, p float64) int { return cmp.Compare(s.High, p) })
				d := distuv.Binomial{N: float64(n), P: p}
				side := 0
				if p == 0.05 || p == 0.95 {
					side = 1
				}
				for _, rate := range [2]float64{1 - d.CDF(float64(above)-1), d.CDF(float64(below) - 1)} {
					sum, count = sum+rate, count+1
					if rate > worst[side] {
						worst[side], at[side] = rate, fmt.Sprintf("n = %d, p = %g", n, p)
					}
				}
			}
		}
		t.Logf("n = %d to %d: at most %.2f %% (%s); at 5 and 95 %%, %.2f %% (%s); on average over sizes and borders %.2f %%", b.from, b.to, 100*worst[0], at[0], 100*worst[1], at[1], 100*sum/count)
		if mean := sum / count; mean > 0.052 {
			t.Errorf("n = %d to %d: %.2f %% on average", b.from, b.to, 100*mean)
		}
		for side, want := range []float64{b.inner, b.ends} {
			if worst[side] > want || worst[side] < want-0.0002 {
				t.Errorf("n = %d to %d: %.2f %% at %s; stated are %.2f %%", b.from, b.to, 100*worst[side], at[side], 100*want)
			}
		}
	}
}

// How often a verdict is right, and how often there is none, when the
// probability is in the middle of the word's range.
func TestPower(t *testing.T) {
	names, list := ranges(t)
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-34s %8s", "word, probability in its middle", "")
	sizes := []int{30, 100, 400, 1000}
	for _, n := range sizes {
		fmt.Fprintf(&table, "  n = %-12d", n)
	}
	table.WriteString("\n")
	type rate struct{ consistent, undecided, other float64 }
	rates := map[string][]rate{}
	for i, r := range list {
		p := (r.Low + r.High) / 2
		fmt.Fprintf(&table, "%-34s %6.1f %%", names[i], 100*p)
		for _, n := range sizes {
			x := rate{}
			mass := binomial(n, p)
			for k, v := range verdictsOf(r, n) {
				switch v {
				case Consistent:
					x.consistent += mass[k]
				case Undecided:
					x.undecided += mass[k]
				default:
					x.other += mass[k]
				}
			}
			rates[names[i]] = append(rates[names[i]], x)
			fmt.Fprintf(&table, "  %5.1f / %5.1f", 100*x.consistent, 100*x.undecided)
			if sum := x.consistent + x.undecided + x.other; math.Abs(sum-1) > 1e-9 {
				t.Fatalf("%s, n = %d: probabilities sum to %g", names[i], n, sum)
			}
			limit := 0.007
			if r == even && n == 30 {
				limit = 0.043
			}
			if x.other > limit {
				t.Errorf("%s, n = %d: in %.2f %% of samples another verdict, in the middle of the range", names[i], n, 100*x.other)
			}
		}
		table.WriteString("\n")
	}
	table.WriteString("consistent / undecided, per cent")
	t.Log(table.String())
	for _, c := range []struct {
		word      string
		n         int // index in sizes
		low, high float64
	}{
		{"likely", 0, 0, 0}, {"likely", 1, 0.70, 0.71}, {"likely", 2, 0.999, 1},
		{"roughly even chance", 2, 0.27, 0.28}, {"roughly even chance", 3, 0.87, 0.88}, {"at least likely", 1, 0.998, 1},
	} {
		if got := rates[c.word][c.n].consistent; got < c.low || got > c.high {
			t.Errorf("%s, n = %d: consistent in %.1f %% of samples, not %g to %g", c.word, sizes[c.n], 100*got, c.low, c.high)
		}
	}
}

// With as many replicates as are said to be needed, the same share is decided;
// with a tenth fewer it mostly is not.
func TestNeededDecides(t *testing.T) {
	names, list := ranges(t)
	asked, early := 0, 0
	for i, r := range list {
		for _, of := range []int{7, 30, 100, 400} {
			for hits := range of + 1 {
				s := stats.ShareOf(hits, of)
				n := Needed(r, s)
				if Judge(r, s) != Undecided || n == 0 {
					continue
				}
				if n < of {
					t.Fatalf("%s, %d of %d: %d are needed, fewer than there are", names[i], hits, of, n)
				}
				at := func(n int) Verdict { return Judge(r, stats.ShareOf(int(math.Round(s.P*float64(n))), n)) }
				if v := at(n); v == Undecided {
					t.Errorf("%s, %d of %d: with %d it is still undecided", names[i], hits, of, n)
				}
				if fewer := n * 9 / 10; fewer >= max(10, of) {
					asked++
					if at(fewer) != Undecided {
						early++
					}
				}
			}
		}
	}
	if asked < 800 || early > asked/20 {
		t.Errorf("with a tenth fewer, %d of %d shares are decided as well", early, asked)
	}
}

// On a border no number of replicates decides; just beside it, some do.
func TestNeededOnABorder(t *testing.T) {
	for _, c := range []struct {
		word     string
		hits, of int
		low      int // least number needed; 0: none decides
	}{
		{"likely", 11, 20, 0}, {"likely", 220, 400, 0}, {"likely", 4, 5, 0}, {"likely", 320, 400, 0},
		{"unlikely", 9, 20, 0}, {"may", 1, 20, 0}, {"almost certain", 19, 20, 0}, {"roughly even chance", 180, 400, 0},
		{"likely", 224, 400, 2000}, {"likely", 216, 400, 2000}, {"likely", 318, 400, 2000},
		{"likely", 55_010, 100_000, 0}, // 0.0001 above it would take 70 million
	} {
		n := Needed(rangeOf(t, c.word), stats.ShareOf(c.hits, c.of))
		if (n == 0) != (c.low == 0) || n < c.low || n > most {
			t.Errorf("%s, %d of %d: %d are needed, want at least %d", c.word, c.hits, c.of, n, c.low)
		}
	}
	// by hand: at p from a border the normal interval just touches it with
	// z²·p(1−p)/d² replicates, here 1.645²·0.56·0.44/0.01²
	if n := Needed(rangeOf(t, "likely"), stats.ShareOf(224, 400)); math.Abs(float64(n)/6667-1) > 0.08 {
		t.Errorf("at 56 %%, %d are needed, and by hand 6667", n)
	}
}

func TestNeededEffectDecides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		by := rapid.SampledFrom([]float64{0, 0.25, 1}).Draw(t, "by")
		mean := rapid.Float64Range(-2, 2).Draw(t, "mean")
		e := stats.Effect{
			N: rapid.IntRange(2, 2000).Draw(t, "n"), Mean: mean,
			Low: mean - rapid.Float64Range(0.001, 3).Draw(t, "below"), High: mean + rapid.Float64Range(0.001, 3).Draw(t, "above"),
		}
		if JudgeEffect(by, e) != Undecided {
			return
		}
		n := NeededEffect(by, e)
		narrowed := func(n int) Verdict {
			shrink := math.Sqrt(float64(e.N) / float64(n))
			return JudgeEffect(by, stats.Effect{N: n, Mean: mean, Low: mean - (mean-e.Low)*shrink, High: mean + (e.High-mean)*shrink})
		}
		if n == 0 {
			if narrowed(most) != Undecided && narrowed(most*9/10) != Undecided {
				t.Fatalf("%+v, by %g: a hundred thousand would decide", e, by)
			}
			return
		}
		if n < e.N || narrowed(n) == Undecided {
			t.Fatalf("%+v, by %g: with %d it is still undecided", e, by, n)
		}
		if fewer := n * 9 / 10; fewer >= max(10, e.N) && narrowed(fewer) != Undecided {
			t.Fatalf("%+v, by %g: %d are needed, and %d would do", e, by, n, fewer)
		}
	})
	for _, c := range []struct{ by, mean float64 }{{0, 0}, {1, 1}} {
		if n := NeededEffect(c.by, stats.Effect{N: 40, Mean: c.mean, Low: c.mean - 1, High: c.mean + 1}); n != 0 {
			t.Errorf("an effect of just %g: %d replicates would decide", c.by, n)
		}
	}
	// by hand: half of the interval is 1 with 40, and 0.1 with 4000
	if n := NeededEffect(0, stats.Effect{N: 40, Mean: 0.1, Low: -0.9, High: 1.1}); n < 4000 || n > 4200 {
		t.Errorf("%d replicates are needed, and by hand 4000", n)
	}
}

// In words a verdict says on which side of the range the share lies.
func TestPlain(t *testing.T) {
	for _, c := range []struct {
		word      string
		low, high float64
		want      string
	}{
		{"unlikely", 0.05, 0.10, "even less likely than claimed"},
		{"unlikely", 0.47, 0.53, "more likely than claimed"},
		{"unlikely", 0.60, 0.70, "contradicted"},
		{"at most unlikely", 0.47, 0.53, "more likely than claimed"},
		{"likely", 0.85, 0.90, "even more likely than claimed"},
		{"likely", 0.47, 0.53, "less likely than claimed"},
		{"likely", 0.60, 0.70, "consistent"},
		{"likely", 0.50, 0.60, "undecided at this sample"},
		{"roughly even chance", 0.60, 0.70, "more likely than claimed"},
		{"roughly even chance", 0.30, 0.40, "less likely than claimed"},
		{"may", 0.01, 0.03, "contradicted"},
	} {
		word := rangeOf(t, c.word)
		share := stats.Share{P: (c.low + c.high) / 2, Low: c.low, High: c.high, Of: 100}
		r := Result{Means: &word, Holds: share, Verdict: Judge(word, share)}
		if got := r.Plain(); got != c.want {
			t.Errorf("%s, %g to %g: %q, want %q", c.word, c.low, c.high, got, c.want)
		}
	}
	if got := (&Result{Verdict: Weaker}).Plain(); got != "smaller than claimed" {
		t.Errorf("a mean short of what was claimed is %q", got)
	}
}

// A reader sees why a statement is there more than once.
func TestClaimsOnOneStatementAreToldApart(t *testing.T) {
	got := labels([]Claim{{Statement: "S9"}, {Statement: "S2"}, {Statement: "S9"}})
	if want := []string{"S9 (1 of 2)", "S2", "S9 (2 of 2)"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
