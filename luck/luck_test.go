package luck

import (
	"encoding/csv"
	"flag"
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

var update = flag.Bool("update", false, "rewrite testdata/vectors.csv (only for a new major version)")

// TestMixIsSplitMix64 checks the mixing function against the published first
// outputs of SplitMix64 for the state 1234567.
func TestMixIsSplitMix64(t *testing.T) {
	state := uint64(1234567)
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		state += golden
		if got := mix(state); got != want {
			t.Errorf("output %d: got %d, want %d", i, got, want)
		}
	}
}

func vector(seed uint64, replicate int, purpose string, who, when uint64) uint64 {
	return Of(seed, replicate).For(purpose).Bits(who, when)
}

func TestVectors(t *testing.T) {
	const name = "testdata/vectors.csv"
	if *update {
		out := "seed,replicate,purpose,who,when,bits\n"
		for _, seed := range []uint64{0, 1, 42, math.MaxUint64} {
			for _, rep := range []int{0, 1, 999} {
				for _, p := range []string{"society/availability", "regime/choice"} {
					for _, w := range [][2]uint64{{0, 0}, {1, 0}, {0, 1}, {19186907, 719}} {
						out += fmt.Sprintf("%d,%d,%s,%d,%d,%d\n", seed, rep, p, w[0], w[1], vector(seed, rep, p, w[0], w[1]))
					}
				}
			}
		}
		if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+4*3*2*4 {
		t.Fatalf("%d rows", len(rows))
	}
	number := func(s string) uint64 {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, r := range rows[1:] {
		if got := vector(number(r[0]), int(number(r[1])), r[2], number(r[3]), number(r[4])); got != number(r[5]) {
			t.Errorf("%v: got %d", r[:5], got)
		}
	}
}

// chiSquare is the probability of a statistic as large as the observed one
// when all cells are equally likely.
func chiSquare(counts []int) float64 {
	n := 0
	for _, c := range counts {
		n += c
	}
	want := float64(n) / float64(len(counts))
	x := 0.0
	for _, c := range counts {
		d := float64(c) - want
		x += d * d / want
	}
	return 1 - distuv.ChiSquared{K: float64(len(counts) - 1)}.CDF(x)
}

// The tests below are deterministic; 1e-4 is the chance that a perfect
// generator would have failed any one of them when the constants were chosen.
const alpha = 1e-4

func TestUniform(t *testing.T) {
	const n = 1 << 20
	axes := map[string]func(i int) uint64{
		"who":       func(i int) uint64 { return Of(1, 0).For("x").Bits(uint64(i), 7) },
		"when":      func(i int) uint64 { return Of(1, 0).For("x").Bits(7, uint64(i)) },
		"replicate": func(i int) uint64 { return Of(1, i).For("x").Bits(7, 7) },
		"seed":      func(i int) uint64 { return Of(uint64(i), 0).For("x").Bits(7, 7) },
		"branch":    func(i int) uint64 { return Of(1, 0).Branch(uint64(i)).For("x").Bits(7, 7) },
		"purpose":   func(i int) uint64 { return Of(1, 0).For(strconv.Itoa(i)).Bits(7, 7) },
	}
	for name, f := range axes {
		var high, low [1024]int
		for i := range n {
			b := f(i)
			high[b>>54]++
			low[b&1023]++
		}
		if p := chiSquare(high[:]); p < alpha {
			t.Errorf("%s: upper bits not uniform, p = %g", name, p)
		}
		if p := chiSquare(low[:]); p < alpha {
			t.Errorf("%s: lower bits not uniform, p = %g", name, p)
		}
	}
}

// TestIndependent crosses neighbouring draws along every axis in a 32×32 table.
func TestIndependent(t *testing.T) {
	const n = 1 << 20
	lot, other := Of(1, 0).For("a"), Of(1, 0).For("b")
	next := Of(1, 1).For("a")
	pairs := map[string]func(i uint64) (uint64, uint64){
		"who and who+1":      func(i uint64) (uint64, uint64) { return lot.Bits(i, 3), lot.Bits(i+1, 3) },
		"when and when+1":    func(i uint64) (uint64, uint64) { return lot.Bits(i, 3), lot.Bits(i, 4) },
		"two purposes":       func(i uint64) (uint64, uint64) { return lot.Bits(i, 3), other.Bits(i, 3) },
		"two replicates":     func(i uint64) (uint64, uint64) { return lot.Bits(i, 3), next.Bits(i, 3) },
		"who and when":       func(i uint64) (uint64, uint64) { return lot.Bits(i, 3), lot.Bits(3, i) },
		"who, when exchange": func(i uint64) (uint64, uint64) { return lot.Bits(i, i+9), lot.Bits(i+9, i) },
		"single bit of who":  func(i uint64) (uint64, uint64) { return lot.Bits(i<<20, 3), lot.Bits(i<<20|1<<63, 3) },
	}
	for name, f := range pairs {
		var cells [1024]int
		for i := range uint64(n) {
			a, b := f(i)
			cells[a>>59<<5|b>>59]++
		}
		if p := chiSquare(cells[:]); p < alpha {
			t.Errorf("%s: not independent, p = %g", name, p)
		}
	}
}

// TestAvalanche: flipping any one bit of who or when flips each output bit half the time.
func TestAvalanche(t *testing.T) {
	lot := Of(5, 5).For("avalanche")
	const n = 4096
	for bit := range 64 {
		var flips [64]int
		for i := range uint64(n) {
			x := lot.Bits(i, i) ^ lot.Bits(i^1<<bit, i)
			for o := range 64 {
				flips[o] += int(x >> o & 1)
			}
		}
		for o, c := range flips {
			if math.Abs(float64(c)-n/2) > 6*math.Sqrt(n/4) {
				t.Errorf("bit %d of who flips bit %d in %d of %d", bit, o, c, n)
			}
		}
	}
}

func TestUnitIsOpen(t *testing.T) {
	for _, b := range []uint64{0, 1, 1<<63 - 1, 1 << 63, math.MaxUint64 - 1<<11, math.MaxUint64} {
		if u := Unit(b); !(u > 0 && u < 1) {
			t.Errorf("%x gives %v", b, u)
		}
	}
	if a, b := Unit(math.MaxUint64), Unit(math.MaxUint64-1<<11); a < b {
		t.Errorf("the last number, %v, is below the one before, %v", a, b)
	}
}

func TestPoisson(t *testing.T) {
	lot := Of(1, 0).For("poisson")
	for k, mean := range []float64{0.01, 0.5, 3, 40, 99, 101, 5000} {
		const n = 200_000
		sum, sq := 0.0, 0.0
		for i := range uint64(n) {
			x := float64(lot.Poisson(i, uint64(k), mean))
			sum += x
			sq += x * x
		}
		m := sum / n
		v := sq/n - m*m
		if math.Abs(m-mean) > 5*math.Sqrt(mean/n) {
			t.Errorf("mean %g: got %g", mean, m)
		}
		if math.Abs(v/mean-1) > 5*math.Sqrt((2+1/mean)/n) {
			t.Errorf("mean %g: variance %g", mean, v)
		}
	}
	if lot.Poisson(1, 1, 0) != 0 || lot.Poisson(1, 1, math.NaN()) != 0 {
		t.Error("a mean that is not positive must give 0")
	}
	for i := range uint64(1000) {
		last := 0
		for _, mean := range []float64{0.1, 1, 10, 90, 150, 200} {
			x := lot.Poisson(i, 99, mean)
			if x < last {
				t.Fatalf("draw %d is not monotone in the mean", i)
			}
			last = x
		}
	}
}

func TestNormal(t *testing.T) {
	lot := Of(3, 0).For("normal")
	x := make([]float64, 100_000)
	for i := range x {
		x[i] = lot.Normal(uint64(i), 0)
	}
	sort.Float64s(x)
	d := 0.0 // Kolmogorov's distance
	for i, v := range x {
		d = max(d, math.Abs(distuv.UnitNormal.CDF(v)-(float64(i)+0.5)/float64(len(x))))
	}
	if d*math.Sqrt(float64(len(x))) > 2.2 {
		t.Errorf("distance from the normal law %g", d)
	}
}

func TestRoundAndChoose(t *testing.T) {
	lot := Of(4, 0).For("round")
	sum := 0
	var hits [3]int
	for i := range uint64(100_000) {
		sum += lot.Round(i, 0, 2.25)
		hits[lot.Choose(i, 1, []float64{1, 0, 3})]++
	}
	if math.Abs(float64(sum)/1e5-2.25) > 0.01 {
		t.Errorf("mean of rounded numbers %g", float64(sum)/1e5)
	}
	if hits[1] != 0 || math.Abs(float64(hits[2])/1e5-0.75) > 0.01 {
		t.Errorf("choices %v", hits)
	}
}

func BenchmarkUniform(b *testing.B) {
	lot := Of(1, 1).For("x")
	s := 0.0
	for i := range b.N {
		s += lot.Uniform(uint64(i), 3)
	}
	_ = s
}
