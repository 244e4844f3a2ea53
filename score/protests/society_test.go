package protests

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"casus/library"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// planted makes protests of one kind in so many states, a share of them met by
// arrests, and a share of them large.
func planted(states, each int, arrested, large float64) []Protest {
	var list []Protest
	for s := range states {
		for i := range each {
			p := Protest{Cluster: fmt.Sprint(s), Days: 1, Size: Thousand}
			p.Met[Arrests] = float64(i) < arrested*float64(each)+float64(s%3-1) // states differ
			if float64(i%10) < large*10 {
				p.Size = TenThousands
			}
			list = append(list, p)
		}
	}
	return list
}

func TestAPlantedDifferenceIsFound(t *testing.T) {
	ref := Compare("", planted(30, 20, 0.7, 0.3), planted(40, 20, 0.2, 0.1), 1)
	if ref.Covered != 1 || len(ref.Cells) != 2 {
		t.Errorf("covered %g, %d cells", ref.Covered, len(ref.Cells))
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %g, not %g", what, got, want)
		}
	}
	arrests := ref.Responses[0]
	if arrests.What != "arrests" {
		t.Fatalf("the first response is %s", arrests.What)
	}
	near("simulated", arrests.Simulated.Value, ref.Cells[0].Simulated["arrests"].P*0.7+ref.Cells[1].Simulated["arrests"].P*0.3)
	near("difference", arrests.Difference.Value, arrests.Simulated.Value-arrests.Observed.Value)
	near("distance", ref.ResponseDistance.Value, arrests.Difference.Value/5)
	if ref.ResponseDistance.Low < 0.07 || ref.ResponseDistance.Low == ref.ResponseDistance.High || ref.ResponseDistance.Value <= ref.ResponseDistance.Noise {
		t.Errorf("the planted difference is not found: %+v", ref.ResponseDistance)
	}
	near("size distance", ref.SizeDistance.Value, 0.2)
	near("tail", ref.Tail.Observed.Value, 1)
	near("over 10,000", ref.Sizes[5].Simulated.Value, 0.3)
	near("over in a day", ref.OneDay.Simulated.Value, 1)
}

func TestASampleIsNearItself(t *testing.T) {
	real := realProtests(t)
	ref := Compare("", real, real, 1)
	if ref.ResponseDistance.Value != 0 || ref.SizeDistance.Value != 0 {
		t.Errorf("from itself it is %+v and %+v", ref.ResponseDistance, ref.SizeDistance)
	}
	// Two halves of the states differ by chance alone.
	var halves [2][]Protest
	for i, name := 0, ""; i < len(real); i++ {
		if real[i].Cluster != name {
			name = real[i].Cluster
			slices.Reverse(halves[:])
		}
		halves[0] = append(halves[0], real[i])
	}
	ref = Compare("", halves[0], halves[1], 1)
	for _, d := range []*Distance{ref.ResponseDistance, &ref.SizeDistance} {
		if d.Value > 2*d.Noise || d.Noise <= 0 || d.Value < 0 {
			t.Errorf("halves of the states are %+v apart", d)
		}
	}
	for _, b := range ref.Responses {
		if b.Simulated.Low > b.Simulated.Value || b.Simulated.High < b.Simulated.Value || b.Difference.Low > b.Difference.High {
			t.Errorf("%+v", b)
		}
	}
}

// Kinds of which there are few real protests are left out, and how many
// simulated ones that leaves is said.
func TestRareKindsAreLeftOut(t *testing.T) {
	simulated, observed := planted(10, 10, 0.5, 0.4), planted(1, 4, 0.5, 0)
	ref := Compare("", simulated, observed, 1)
	if ref.Covered != 0 || ref.Responses != nil || ref.Tail != nil || ref.Sizes == nil {
		t.Errorf("%+v", ref)
	}
	ref = Compare("", simulated, planted(1, 8, 0.5, 0), 1)
	if math.Abs(ref.Covered-0.6) > 1e-9 {
		t.Errorf("covered %g, not 0.6", ref.Covered)
	}
}

func TestCoderReadsCrowds(t *testing.T) {
	s := &scenario.Scenario{Start: time.Date(2022, 1, 2, 0, 0, 0, 0, time.UTC)}
	s.Places = make([]scenario.Place, 3)
	s.Places[2].Region = 1
	s.Options = []scenario.Option{{ID: "wait"}, {ID: "sack", Effects: scenario.Effects{Dismiss: "x"}}}
	trace := &sim.Trace{
		Days: make([]sim.Day, 6),
		Crowds: []sim.Crowd{
			{Day: 1, Place: 0, People: 900, Arrests: 2}, {Day: 1, Place: 1, People: 200, Riot: true, Arrests: 3},
			{Day: 2, Place: 0, People: 1500, Dispersed: true, Again: true},
			{Day: 4, Place: 0, People: 60, Deaths: 1, Shot: true}, {Day: 4, Place: 2, People: 70},
		},
		Decisions: []sim.Decision{{Hour: 50, Chosen: "sack"}, {Hour: 1, Month: 3, Chosen: "sack"}},
	}
	list := Code(s, trace, ByPlace)
	if len(list) != 4 {
		t.Fatalf("%d protests", len(list))
	}
	long, riot, last := list[0], list[1], list[2]
	if long.Days != 2 || long.Size != Thousand || long.Violent || !long.Met[Dispersal] || long.Met[Arrests] || !long.Met[Accommodation] {
		t.Errorf("%+v", long)
	}
	if riot.Days != 1 || !riot.Violent || !riot.Met[Arrests] || riot.Met[Accommodation] {
		t.Errorf("%+v", riot)
	}
	if last.Size != Dozens || !last.Met[Killings] || !last.Met[Shootings] || last.Met[Accommodation] || !last.Start.Equal(s.Start.AddDate(0, 0, 3)) {
		t.Errorf("%+v", last)
	}
	// On the first day two places begin, 1,100 people; the larger one comes again. On the
	// fourth the larger of two is the one without deaths.
	entries := Code(s, trace, ByEntry)
	if len(entries) != 2 || entries[0].Size != Thousand || entries[0].Days != 2 || entries[0].Violent || entries[0].Met[Arrests] || !entries[0].Met[Dispersal] {
		t.Errorf("entries: %+v", entries)
	}
	if last := entries[len(entries)-1]; last.Size != Hundreds || last.Days != 1 || last.Met[Killings] || last.Met[Shootings] {
		t.Errorf("the last entry: %+v", last)
	}
	trace.Crowds[2].Again = false
	if n := len(Code(s, trace, ByEntry)); n != 3 {
		t.Errorf("%d entries where another protest begins the next day", n)
	}
	if n := len(Code(s, trace, ByDay)); n != 5 {
		t.Errorf("%d by day", n)
	}
	if n := len(Code(s, trace, ByRegion)); n != 3 {
		t.Errorf("%d by region", n)
	}
	if nation := Code(s, trace, ByNation); len(nation) != 2 || nation[0].Size != Thousand || !nation[0].Violent {
		t.Errorf("by nation: %+v", nation)
	}
}

func TestProtestsDoNotDependOnWorkers(t *testing.T) {
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	play := func(workers int) []Protest {
		list, err := Play(t.Context(), s, sim.Settings{Seed: 1, Scale: 10, Mode: sim.Free}, ByPlace, 7, workers, func() {})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if one := play(1); len(one) == 0 || !slices.Equal(one, play(3)) {
		t.Errorf("%d protests, and others with three workers", len(one))
	}
}

func TestStatesAlikeMustBeKnown(t *testing.T) {
	real := realProtests(t)
	list, err := Alike(real, &scenario.Alike{States: []string{"Kazakhstan"}, From: 2000, To: 2020})
	if err != nil || len(list) != 53 {
		t.Errorf("%d protests, %v", len(list), err)
	}
	for state, want := range map[string]string{"Kazakstan": `did you mean "Kazakhstan"?`, "Atlantis": "the column country"} {
		if _, err := Alike(real, &scenario.Alike{States: []string{state}, From: 2000, To: 2020}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", state, err)
		}
	}
	if _, err := Alike(real, &scenario.Alike{States: []string{"Kazakhstan"}, From: 1950, To: 1960}); err == nil {
		t.Error("years without data are taken")
	}
}

// on is a protest of a state so many days after the first of the data.
func on(state string, day int, size Size) Protest {
	return Protest{Cluster: state, Start: time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day), Days: 1, Size: size}
}

func TestWaves(t *testing.T) {
	list := []Protest{
		on("A", 100, Hundreds), on("A", 0, Hundreds), on("A", 14, Thousand), on("A", 28, Dozens), // the last three are linked, whatever their order
		on("B", 0, Thousand), on("B", 14, Hundreds), on("B", 29, Hundreds), // a day too late
		on("C", 0, Hundreds), on("C", 1, Hundreds), on("C", 2, Hundreds), on("C", 3, SizeUnknown), // none is large
		on("A", 101, TenThousands), on("A", 102, Hundreds),
	}
	before := slices.Clone(list)
	waves, single := Split(list)
	if len(waves) != 2 || len(waves[0]) != 3 || len(waves[1]) != 3 || waves[1][1].Size != TenThousands || len(single) != 7 {
		t.Errorf("%d waves %v, %d single ones", len(waves), waves, len(single))
	}
	if !slices.Equal(list, before) {
		t.Error("the list was changed")
	}
}

// The counts of the data, as docs/protests.md gives them.
func TestWavesOfTheData(t *testing.T) {
	real := realProtests(t)
	waves, single := Split(real)
	recent, inside := 0, 0
	for _, w := range waves {
		inside += len(w)
		if w[0].Start.Year() >= 2000 {
			recent++
		}
	}
	if len(waves) != 940 || recent != 651 || inside != 5749 || len(single) != 9490 {
		t.Errorf("%d waves with %d protests, %d since 2000, and %d single protests", len(waves), inside, recent, len(single))
	}
}

func TestHalvesAreOfStatesAndFixed(t *testing.T) {
	real := realProtests(t)
	fitted, other := FittedHalf.Of(real), OtherHalf.Of(real)
	states := map[string]bool{}
	for _, p := range fitted {
		states[p.Cluster] = true
	}
	for _, p := range other {
		if states[p.Cluster] {
			t.Fatalf("%s is in both halves", p.Cluster)
		}
	}
	if len(fitted)+len(other) != len(real) || len(AllHalves.Of(real)) != len(real) || len(fitted) < len(real)/3 || len(other) < len(real)/3 {
		t.Errorf("%d and %d protests", len(fitted), len(other))
	}
	// By these a score can be told from a fit in years to come.
	for state, want := range map[string]Half{"Kazakhstan": OtherHalf, "Belarus": OtherHalf, "Kyrgyzstan": FittedHalf, "France": FittedHalf} {
		if got := HalfOf(state); got != want {
			t.Errorf("%s is in the half %s", state, got)
		}
	}
}

// Like stands beside like, within a half.
func TestSinglesStandBesideSinglesAndWavesBesideWaves(t *testing.T) {
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	real := realProtests(t)
	calm := []Protest{on("1", 0, Hundreds), on("2", 0, Dozens), on("2", 40, Hundreds), on("3", 0, Thousand), on("3", 1, Hundreds), on("3", 2, Hundreds)}
	crises := append(slices.Clone(calm[3:]), on("4", 7, Thousand))
	street, err := NewStreet(s, Played{calm, crises, 5, ByPlace}, real, OtherHalf, 1)
	if err != nil {
		t.Fatal(err)
	}
	waves, single := Split(OtherHalf.Of(real))
	sized := func(list []Protest) (n int) {
		for _, p := range list {
			n += int(stats.Indicator(p.Size != SizeUnknown))
		}
		return n
	}
	for i, want := range []struct {
		name           string
		simulated, all int
	}{{Single, 3, sized(single)}, {InWaves, 3, sized(slices.Concat(waves...))}} {
		p := street.Parts[i]
		if p.Name != want.name || p.Simulated.Protests != want.simulated || p.References[0].Observed.Protests != want.all {
			t.Errorf("%s: %d beside %d, want %d beside %d", p.Name, p.Simulated.Protests, p.References[0].Observed.Protests, want.simulated, want.all)
		}
	}
	if street.Parts[1].Waves != 1 {
		t.Errorf("%d waves", street.Parts[1].Waves)
	}
	if _, err := NewStreet(s, Played{nil, calm[:3], 5, ByPlace}, real, OtherHalf, 1); err == nil {
		t.Error("nothing is compared without a word")
	}
}
