package hindcast

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"pgregory.net/rapid"

	"casus/library"
	"casus/luck"
	"casus/scenario"
	"casus/stats"
)

func shipped(t testing.TB, id string) *scenario.Scenario {
	t.Helper()
	folder, ok := library.Open(id)
	if !ok {
		t.Fatalf("%s does not ship", id)
	}
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// recordOf is the record that an analyst of the invented state would have
// written: a run's daily series, each value with an error.
func recordOf(s *scenario.Scenario, c *courses, run int, lk luck.Replicate) map[string][]scenario.RecordValue {
	daily := map[string][]scenario.RecordValue{}
	for i, series := range invented {
		scale := scaleOf(s, series)
		for day := 1; day <= c.days; day++ {
			z := lk.For("test/"+series).Normal(uint64(run), uint64(day))
			daily[series] = append(daily[series], scenario.RecordValue{Date: s.DateOf(day), Value: scale.recorded(c.at(run, i, day), z, "high"), Confidence: "high"})
		}
	}
	return daily
}

var invented = []string{"deaths", "detained", "participants"} // sorted, as in an episode

const (
	inventedDays = 10
	inventedCut  = 4
)

func inventedSettings() Settings {
	return Settings{Seed: 1, Scale: 200, Runs: 6000, Workers: 2}
}

// worlds are runs of the invented state, which take no decisions: the record has
// none. The last hundred are kept apart, for records.
var worlds = sync.OnceValues(func() (*courses, error) {
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		return nil, err
	}
	return play(context.Background(), s, inventedSettings(), invented, inventedDays, particles(inventedSettings().Runs+100), func() {})
})

func playAll(t testing.TB) (s *scenario.Scenario, all, pool *courses) {
	t.Helper()
	all, err := worlds()
	if err != nil {
		t.Fatal(err)
	}
	return shipped(t, "small-state"), all, &courses{all.days, all.of[:inventedSettings().Runs]}
}

func episode(t testing.TB, s *scenario.Scenario, daily map[string][]scenario.RecordValue, day int) *Episode {
	t.Helper()
	copied := *s
	copied.Record.Daily = daily
	e, err := Until(&copied, day)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func silent(string, int) (count, end func()) { return func() {}, func() {} }

// Where the record is a run of the model, with errors as assumed, bands hold as
// many values as they say, and PIT is uniform, over many records.
//
// Many values of calm days are 0, and so are their bands, which then hold more than
// they say: all draws that are equal to an end. So a band is counted by the share of
// the value's PIT, drawn evenly where there are ties, that lies in it (Czado, Gneiting
// and Held 2009, Biometrics 65, 1254); and the count that is reported lies, as often as
// it says, where it says that right predictions have it, which knows of ties.
func TestHindcastIsRightWhereTheModelIs(t *testing.T) {
	s, all, pool := playAll(t)
	lk := luck.Of(7, 0)
	half, most, asSaid, n := 0.0, 0.0, 0.0, 0.0
	pit := make([]float64, pitBins)
	for truth := len(pool.of); truth < len(all.of); truth++ {
		e := episode(t, s, recordOf(s, all, truth, lk), inventedCut)
		w := weigh(pool, e.series, e.before)
		if equal(particles(len(w)), w) < 5 {
			continue // a beginning like no other: the command refuses it
		}
		picked := &courses{days: pool.days}
		for _, i := range pick(w, draws, lk.For("score/pick"), 0) {
			picked.of = append(picked.of, pool.of[i])
		}
		predict := func(v *observation) []float64 { return e.predict(picked, v, v.day, lk) }
		a, err := e.assess(predict, predict, 1)
		if err != nil {
			t.Fatal(err)
		}
		n++
		for _, p := range a.Predictions {
			half += inside(p.PIT, 0.25, 0.75) / float64(len(a.Predictions))
			most += inside(p.PIT, 0.05, 0.95) / float64(len(a.Predictions))
		}
		for _, c := range []Coverage{a.Half, a.Most} {
			asSaid += stats.Indicator(within(c.Share.P, c.Right)) / 2
		}
		for b, x := range a.PIT {
			pit[b] += x.Count / x.Expected
		}
	}
	if n < 80 {
		t.Fatalf("only %g of 100 records could be predicted", n)
	}
	// Records differ by some 0.2 in coverage: the mean of a hundred has a standard error of 0.02.
	near(t, "coverage of the 50 % bands", half/n, 0.5, 0.08)
	near(t, "coverage of the 90 % bands", most/n, 0.9, 0.06)
	if asSaid/n < 0.84 { // 0.9, with the same error; more where counts are few
		t.Errorf("only %g of the coverages lie where those of right predictions do", asSaid/n)
	}
	for b := range pit {
		near(t, fmt.Sprintf("PIT, bin %d", b), pit[b]/n, 1, 0.3)
	}
}

// inside is the share of what lies between two values of PIT that lies from low to high.
func inside(pit [2]float64, low, high float64) float64 {
	if pit[0] == pit[1] {
		return stats.Indicator(within(pit[0], [2]float64{low, high}))
	}
	return max(0, min(high, pit[1])-max(low, pit[0])) / (pit[1] - pit[0])
}

// Nothing that is later than the cut changes a weight or what is predicted.
func TestHindcastKnowsNothingOfLaterDays(t *testing.T) {
	s, all, pool := playAll(t)
	daily := recordOf(s, all, len(pool.of), luck.Of(7, 0))
	set := inventedSettings()
	set.Runs = 600
	known, err := episode(t, s, daily, inventedCut).Run(context.Background(), set, silent)
	if err != nil {
		t.Fatal(err)
	}
	other := *s
	name := "society.availability"
	fit := scenario.Fit{To: scenario.ToRecord, Priors: map[string]scenario.Prior{name: {Uniform: []float64{0.03, 0.031}}}}
	other.Fitted = &scenario.Fitted{Fits: []scenario.Fit{fit}}
	fitted, err := other.WithPriors(fit.Priors, 3)
	if err != nil {
		t.Fatal(err)
	}
	fitted.Record.Targets = []scenario.Target{{ID: "deaths", Outcome: "deaths", Value: 1e4, Unit: "people", Confidence: "high", Population: "all"}}
	changed := map[string][]scenario.RecordValue{}
	for series, list := range daily {
		changed[series] = slices.Clone(list)
		for i := range changed[series][inventedCut:] {
			changed[series][inventedCut+i].Value = 4000
			changed[series][inventedCut+i].Confidence = "low"
		}
	}
	unknown, err := episode(t, fitted, changed, inventedCut).Run(context.Background(), set, silent)
	if err != nil {
		t.Fatal(err)
	}
	if known.Effective != unknown.Effective || known.PlayedOn != unknown.PlayedOn {
		t.Errorf("%+v\n%+v", known, unknown)
	}
	for i, f := range known.Fan {
		for d := range f.Days {
			if a, b := f.Days[d].Spread, unknown.Fan[i].Days[d].Spread; a != b {
				t.Errorf("%s, day %d: %+v, with other later days %+v", f.Series, d+1, a, b)
			}
		}
	}
	if reflect.DeepEqual(known.Scores, unknown.Scores) {
		t.Error("the scores do not depend on the record")
	}
}

// The priors are those before the fit to the record, and after that to the cases of
// other states.
func TestHindcastUsesNoPriorOfTheRecord(t *testing.T) {
	s := shipped(t, "kazakhstan-2022")
	e, err := Until(s, 4)
	if err != nil {
		t.Fatal(err)
	}
	differ := map[string]int{}
	for _, n := range s.ParameterNames() {
		want := s.Original(n)
		for _, f := range s.Fitted.Of(n) {
			if differ[f.To]++; f.To == scenario.ToCases {
				want = f.Priors[n]
			}
		}
		if !reflect.DeepEqual(e.s.Prior(n), want) {
			t.Errorf("%s has the prior %s", n, e.s.Prior(n))
		}
	}
	if differ[scenario.ToRecord] == 0 || differ[scenario.ToCases] == 0 {
		t.Error("nothing is fitted, so nothing is tested")
	}
	if len(e.before) != 14 || len(e.after) != 12 {
		t.Errorf("%d values up to the cut, %d after it", len(e.before), len(e.after))
	}
}

// The first days of a run do not depend on how long it is played, nor the result
// on the number of workers.
func TestHindcastIsReproducible(t *testing.T) {
	s, all, pool := playAll(t)
	short, err := play(context.Background(), s, inventedSettings(), invented, inventedCut, []particle{{run: 3}, {run: 70}}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	for i, run := range []int{3, 70} {
		for k, series := range invented {
			for day := 1; day <= inventedCut; day++ {
				if a, b := short.at(i, k, day), all.at(run, k, day); a != b {
					t.Errorf("run %d, %s, day %d: %g, in the long run %g", run, series, day, a, b)
				}
			}
		}
	}
	var kept []string
	for _, workers := range []int{1, 3} {
		set := inventedSettings()
		set.Runs, set.Workers = 400, workers
		h, err := episode(t, s, recordOf(s, all, len(pool.of), luck.Of(7, 0)), inventedCut).Run(context.Background(), set, silent)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(h)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, string(text))
	}
	if kept[0] != kept[1] {
		t.Error("another number of workers, another result")
	}
}

func TestHindcastRefuses(t *testing.T) {
	s, all, pool := playAll(t)
	daily := recordOf(s, all, len(pool.of), luck.Of(7, 0))
	for _, c := range []struct {
		daily map[string][]scenario.RecordValue
		day   int
		want  string
	}{
		{nil, 4, "the record of small-state has no daily values"},
		{map[string][]scenario.RecordValue{"deaths": daily["deaths"][5:]}, 4, "no daily values up to 2030-03-07, so there is nothing to fit to; the first is of 2030-03-09"},
		{daily, 10, "no daily values after 2030-03-13, so there is nothing to predict; the last is of 2030-03-13"},
	} {
		copied := *s
		copied.Record.Daily = c.daily
		if _, err := Until(&copied, c.day); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	// No run has a million dead on the first day.
	impossible := recordOf(s, all, len(pool.of), luck.Of(7, 0))
	impossible["deaths"][0].Value = 1e6
	set := inventedSettings()
	set.Runs = 200
	_, err := episode(t, s, impossible, inventedCut).Run(context.Background(), set, silent)
	if err == nil || !strings.Contains(err.Error(), "too few to predict from") {
		t.Error(err)
	}
}

// A run is picked as often as its weight says, to within one.
func TestPick(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		logs := rapid.SliceOfN(rapid.Float64Range(-20, 5), 1, 50).Draw(t, "logs")
		n := rapid.IntRange(1, 300).Draw(t, "n")
		w, _ := stats.Normalise(logs)
		which := pick(w, n, luck.Of(rapid.Uint64().Draw(t, "seed"), 0).For("test"), rapid.IntRange(0, 30).Draw(t, "when"))
		counts := make([]int, len(w))
		for _, i := range which {
			counts[i]++
		}
		if !slices.IsSorted(which) || len(which) != n {
			t.Fatalf("picked %v of %d", which, n)
		}
		for i, c := range counts {
			if math.Abs(float64(c)-float64(n)*w[i]) > 1+1e-6 {
				t.Fatalf("run %d of weight %g is picked %d of %d times", i, w[i], c, n)
			}
		}
	})
}

// Weighed day by day, runs predict what they would if all were weighed at once.
func TestFilteringDayByDayIsWeighing(t *testing.T) {
	s, all, pool := playAll(t)
	set, lk := inventedSettings(), luck.Of(7, 0)
	run := func(_ string, days int, list []particle) (*courses, error) {
		return play(context.Background(), s, set, invented, days, list, func() {})
	}
	off, n := 0.0, 0.0
	for truth := len(pool.of); truth < len(pool.of)+9; truth++ {
		e := episode(t, s, recordOf(s, all, truth, lk), inventedCut)
		w := weigh(pool, e.series, e.before)
		worth := equal(particles(len(w)), w)
		list, effective, err := e.filter(set, lk.For("score/pick"), run)
		if worth < 2*stats.FewestEffective || err != nil {
			continue
		}
		filtered, err := run("", inventedDays, list)
		if err != nil {
			t.Fatal(err)
		}
		even := slices.Repeat([]float64{1 / float64(len(list))}, len(list))
		for k := range invented {
			for day := inventedCut; day <= inventedDays; day++ {
				at := func(c *courses) []float64 {
					x := make([]float64, len(c.of))
					for i := range x {
						x[i] = math.Log1p(c.at(i, k, day))
					}
					return x
				}
				a, spread := stats.WeightedMeanStdDev(at(pool), w)
				b, other := stats.WeightedMeanStdDev(at(filtered), even)
				if spread == 0 || other == 0 {
					continue
				}
				// Each side has its own spread: one may have missed what is rare.
				z := (b - a) / math.Sqrt(spread*spread/worth+other*other/effective)
				if off += z * z; math.Abs(z) > 5 {
					t.Errorf("record %d, %s, day %d: mean %g by weights, %g day by day, %.1f standard errors", truth, invented[k], day, a, b, z)
				}
				n++
			}
		}
	}
	if n < 50 {
		t.Fatalf("only %g means could be compared", n)
	}
	if t.Logf("mean square of %g standardised differences %.2f", n, off/n); off/n > 2 {
		t.Errorf("differences are %.2f times what chance makes them", off/n)
	}
}

// A particle that is drawn twice parts after the day, and not before it.
func TestCopiesPartAfterTheDay(t *testing.T) {
	s, _, _ := playAll(t)
	list := resample([]particle{{run: 3}, {run: 70}}, []float64{0.75, 0.25}, 4, 2, luck.Of(1, 0).For("test"))
	if runs(list) != 2 {
		t.Fatalf("%+v are of %d runs", list, runs(list))
	}
	again := resample(list, slices.Repeat([]float64{0.25}, 4), 8, 3, luck.Of(1, 0).For("test"))
	c, err := play(context.Background(), s, inventedSettings(), invented, inventedDays, again, func() {})
	if err != nil {
		t.Fatal(err)
	}
	parted := func(i, j int) int {
		for day := 1; day <= inventedDays; day++ {
			for k := range invented {
				if c.at(i, k, day) != c.at(j, k, day) {
					return day
				}
			}
		}
		return math.MaxInt
	}
	for i := range 4 {
		if d := parted(2*i, 2*i+1); d <= 3 {
			t.Errorf("copies of %+v after day 3 differ on day %d", list[i], d)
		}
	}
	if parted(0, 1) == math.MaxInt {
		t.Error("copies never part")
	}
	if d := parted(0, 2); d <= 2 || d == math.MaxInt {
		t.Errorf("copies after day 2 differ on day %d", d)
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !scalar.EqualWithinAbs(got, want, tolerance) {
		t.Errorf("%s is %g, want %g", what, got, want)
	}
}
