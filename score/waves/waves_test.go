package waves

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"casus/atlas"
	"casus/library"
	"casus/score/protests"
)

func libraryWaves(t *testing.T) (scored, earlier []Wave) {
	t.Helper()
	scored, earlier, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return scored, earlier
}

// The counts of the data, as docs/waves.md gives them.
func TestTheWavesOfTheLibrary(t *testing.T) {
	scored, earlier := libraryWaves(t)
	n := map[string]int{}
	states, sizes := map[string]bool{}, map[protests.Size]int{}
	for _, w := range scored {
		states[w.Named] = true
		sizes[w.Largest]++
		for _, o := range Outcomes {
			if o.Binary() && o.exceeds(&w.Came)[0] {
				n[o.ID]++
			}
		}
		if w.Unruled {
			n["unruled"]++
		}
	}
	want := map[string]int{"killing": 105, "arrests": 268, "dispersal": 435, "concession": 204, "gone": 64, "unruled": 2}
	if len(scored) != 651 || len(earlier) != 289 || len(states) != 113 || !reflect.DeepEqual(n, want) {
		t.Errorf("%d waves of %d states and %d before them: %v", len(scored), len(states), len(earlier), n)
	}
	if want := map[protests.Size]int{protests.Thousand: 61, protests.Thousands: 181, protests.FiveThousands: 112, protests.TenThousands: 297}; !reflect.DeepEqual(sizes, want) {
		t.Errorf("largest: %v", sizes)
	}
}

func date(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestWhoLeavesIsFoundByDate(t *testing.T) {
	offices, err := readOffices(library.World())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		iso3, day     string
		gone, unknown bool
	}{
		{"TUN", "2010-12-17", true, false},  // until January 2011
		{"EGY", "2011-01-25", true, false},  // until February
		{"UKR", "2013-11-21", true, false},  // until February 2014
		{"UKR", "2013-09-21", false, false}, // more than 90 days before
		{"EGY", "2014-06-20", false, false}, // who came in June stays
		{"TUN", "2014-12-20", false, true},  // between two spells
		{"XXX", "2014-12-20", false, true},
	} {
		if gone, unknown := leaves(offices[x.iso3], date(x.day)); gone != x.gone || unknown != x.unknown {
			t.Errorf("%s on %s: gone %v, unknown %v", x.iso3, x.day, gone, unknown)
		}
	}
}

func TestWhatCameOfAWave(t *testing.T) {
	list := []protests.Protest{
		{Start: date("2011-01-25"), Days: 20, Size: protests.Hundreds},
		{Start: date("2011-01-28"), Days: 1, Size: protests.TenThousands},
		{Start: date("2011-02-08"), Days: 2, Size: protests.Dozens},
	}
	list[1].Met[protests.Killings] = true
	c := Read(list)
	if c.Days != 20 || c.Protests != 3 || c.Largest != protests.TenThousands || !c.Met[protests.Killings] || c.Met[protests.Arrests] {
		t.Errorf("%+v", c)
	}
	list[2].Days = 10
	if c := Read(list); c.Days != 24 {
		t.Errorf("%d days", c.Days)
	}
	for id, want := range map[string][]bool{"days": {true, true, false, false, false, false}, "largest": {true, true, true}, "killing": {true}, "arrests": {false}, "protests": {false, false, false, false, false, false}} {
		for _, o := range Outcomes {
			if o.ID == id && !slices.Equal(o.exceeds(&c), want) {
				t.Errorf("%s: %v", id, o.exceeds(&c))
			}
		}
	}
}

// What is known of a wave does not depend on what came of it, be it of its first protest
// or of the rest; and the model's forecasts are made of what is known.
func TestRawForecastsDoNotSeeOutcomes(t *testing.T) {
	real, err := protests.Load(library.Protests(), protests.File)
	if err != nil {
		t.Fatal(err)
	}
	list, err := atlas.List()
	if err != nil {
		t.Fatal(err)
	}
	before, _, err := join(real, nil, list)
	if err != nil {
		t.Fatal(err)
	}
	// All outcomes are exchanged between waves, and those of first protests among them. The
	// beginnings stay, which make a wave.
	r := rand.New(rand.NewPCG(1, 2))
	waves, _ := protests.Split(real)
	var changed []protests.Protest
	for _, w := range waves {
		other := waves[r.IntN(len(waves))]
		for i, p := range w {
			from := other[r.IntN(len(other))]
			p.Days, p.Met = from.Days, from.Met
			if i > 0 {
				p.Violent, p.Wants = from.Violent, from.Wants
				p.Size = protests.Thousand + protests.Size(r.IntN(4))
			}
			changed = append(changed, p)
		}
	}
	after, _, err := join(changed, map[string][]office{}, list)
	if err != nil {
		t.Fatal(err)
	}
	a, b := KnownOf(before), KnownOf(after)
	if !reflect.DeepEqual(a, b) || digest(a) != digest(b) {
		t.Fatal("what is known of a wave depends on what came of it")
	}
	same := 0
	for i := range before {
		if before[i].Came == after[i].Came {
			same++
		}
	}
	if same > len(before)/10 {
		t.Fatalf("%d outcomes are as before: nothing is tested", same)
	}
	x, y := Ask(a, 3, 2, 7), Ask(b, 3, 2, 7)
	if x != y {
		t.Error("what is asked depends on what came of waves")
	}
	for _, i := range x.Pick(len(a))[:2] {
		one, err := x.forecast(t.Context(), &a[i])
		if err != nil {
			t.Fatal(err)
		}
		other, err := y.forecast(t.Context(), &b[i])
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(one, other) {
			t.Errorf("%s: %+v, and %+v with other outcomes", one.ID, one.Raw, other.Raw)
		}
		if one.Runs != 2 || one.Alike < one.Runs || one.Starts < one.Alike {
			t.Errorf("%+v", one.Raw)
		}
	}
}

// undated are the figures of sheets that may be of a later year: docs/waves.md names them.
var undated = map[string]bool{"urban": true, "armed_forces": true}

// A sheet has nothing of the wave's year, or of later ones.
func TestSheetsAreOfTheYearBefore(t *testing.T) {
	scored, _ := libraryWaves(t)
	for i := 0; i < len(scored); i += every {
		k := &scored[i].Known
		s, err := Sheet(k)
		if err != nil {
			t.Errorf("%s: %v", k.ID(), err)
			continue
		}
		year := k.Start.Year()
		check := func(what string, of int) {
			if of >= year && !undated[what] {
				t.Errorf("%s: %s is of %d", k.ID(), what, of)
			}
		}
		check("people", s.People.Year)
		if s.Urban != nil {
			check("urban", s.Urban.Year)
		}
		if s.Regime != nil {
			check("regime", s.Regime.Year)
		}
		for _, e := range s.Economy {
			check(e.ID, e.Year)
		}
		for _, v := range s.Voting {
			check("position of "+v.ISO3, v.Ideal.Year)
		}
		if s.Unrest != nil {
			check("unrest", s.Unrest.To)
		}
		if s.Violence != nil {
			check("violence", s.Violence.To)
		}
		if s.RulerSince != "" {
			since, err := time.Parse("2006-01", s.RulerSince)
			if err != nil {
				t.Fatal(err)
			}
			check("ruler", since.Year())
		}
	}
}

// A run that is killed goes on, shares make the whole, and the number of workers makes no
// difference.
func TestWavesAreResumedAndShared(t *testing.T) {
	scored, _ := libraryWaves(t)
	known := KnownOf(scored)
	defer func(n int) { batch = n }(batch)
	batch = 2
	a := Ask(known, 3, 1, 3)
	quiet := func(int) (func(), func()) { return func() {}, func() {} }
	whole, half := Place{Bucket: Folder(t.TempDir())}, Place{Bucket: Folder(t.TempDir()), Key: "below"}
	other := Place{Bucket: Folder(t.TempDir())}
	for _, p := range []Place{whole, half, other} {
		if err := p.Begin(t.Context(), &a); err != nil {
			t.Fatal(err)
		}
	}
	if err := whole.Play(t.Context(), &a, known, share(1, 1), 1, quiet); err != nil {
		t.Fatal(err)
	}
	if err := half.Play(t.Context(), &a, known, share(2, 2), 3, quiet); err != nil {
		t.Fatal(err)
	}
	_, rows, missing, err := Gather(t.Context(), []Place{half}, known)
	if err != nil || missing != batch || len(rows) != 1 {
		t.Fatalf("of a share %d rows, %d missing, %v", len(rows), missing, err)
	}
	if err := other.Play(t.Context(), &a, known, share(1, 2), 3, quiet); err != nil {
		t.Fatal(err)
	}
	_, merged, missing, err := Gather(t.Context(), []Place{half, other}, known)
	if err != nil || missing != 0 {
		t.Fatal(missing, err)
	}
	_, want, _, err := Gather(t.Context(), []Place{whole}, known)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(merged, want) || len(want) != 3 {
		t.Error("shares are not the whole")
	}
	// Two places may have the same forecasts, and not unlike ones.
	if _, both, _, err := Gather(t.Context(), []Place{half, whole}, known); err != nil || !reflect.DeepEqual(both, want) {
		t.Errorf("twice the same: %v", err)
	}
	first, _, err := whole.Bucket.Get(t.Context(), part(0))
	if err != nil {
		t.Fatal(err)
	}
	forged := bytes.Replace(first, []byte(","+strconv.Itoa(want[1].Starts)+","), []byte(","+strconv.Itoa(want[1].Starts+1)+","), 1)
	if bytes.Equal(forged, first) {
		t.Fatal("nothing is forged")
	}
	forger := Place{Bucket: Folder(t.TempDir())}
	if err := forger.Begin(t.Context(), &a); err != nil {
		t.Fatal(err)
	}
	if err := forger.Bucket.Put(t.Context(), part(0), forged); err != nil {
		t.Fatal(err)
	}
	var two *DifferError
	if _, _, _, err := Gather(t.Context(), []Place{half, whole, forger}, known); !errors.As(err, &two) || two.First != 1 || two.Second != 2 || two.Part != part(0) || two.Wave == "" {
		t.Errorf("unlike forecasts: %v", err)
	}
	// Played again, only what is missing is counted.
	played := 0
	if err := half.Play(t.Context(), &a, known, share(2, 2), 1, func(n int) (func(), func()) { played = n; return func() {}, func() {} }); err != nil || played != 0 {
		t.Error(played, err)
	}
	b := Ask(known, 4, 1, 3)
	if err := half.Begin(t.Context(), &b); err == nil {
		t.Error("other waves go into the same folder")
	}
	text, err := WriteRows(want)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadRows("", text)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := WriteRows(back); err != nil || !bytes.Equal(text, again) {
		t.Error("the table is not read as it was written", err)
	}
}

func TestForecastsAreReadStrictly(t *testing.T) {
	for what, change := range map[string]func(text []byte) []byte{
		"another head": func(text []byte) []byte { return bytes.Replace(text, []byte("starts"), []byte("begun"), 1) },
		"no count":     func(text []byte) []byte { return bytes.Replace(text, []byte(",9,"), []byte(",x,"), 1) },
		"too many":     func(text []byte) []byte { return bytes.Replace(text, []byte(",9,"), []byte(",999,"), 1) },
		"no row":       func(text []byte) []byte { return text[:bytes.IndexByte(text, '\n')+1] },
		"no number":    func(text []byte) []byte { return bytes.Replace(text, []byte("0.5"), []byte("NaN"), 1) },
	} {
		half := 0.5
		row := Row{Raw: Raw{ID: "A", Scenario: "0123456789abcdef", Starts: 12, Alike: 10, Runs: 10, Above: make([]int, thresholds())}, Features: make([]*float64, len(Covariates))}
		row.Above[3], row.Features[2] = 9, &half
		text, err := WriteRows([]Row{row})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRows("f.csv", text); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRows("f.csv", change(text)); err == nil {
			t.Errorf("%s is taken", what)
		}
	}
}
