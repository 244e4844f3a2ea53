package protests

import (
	"errors"
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"casus/files/bounded"
	"casus/library"
	"casus/scenario/source"
	"casus/stats"
)

func realProtests(t *testing.T) []Protest {
	t.Helper()
	list, err := Load(library.Protests(), File)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// The rates that were computed from the source itself, to two digits or three.
func TestTheExtractHasTheBaseRates(t *testing.T) {
	all := realProtests(t)
	states, oneDay, unsized := map[string]bool{}, 0.0, 0
	for _, p := range all {
		states[p.Cluster] = true
		oneDay += stats.Indicator(p.Days == 1) / float64(len(all))
		if p.Size == SizeUnknown {
			unsized++
		}
	}
	if len(all) != 15239 || len(states) != 166 || unsized != 46 {
		t.Errorf("%d protests of %d states, %d without a size", len(all), len(states), unsized)
	}
	rate := func(is, of func(*Protest) bool) float64 {
		n, k := 0.0, 0.0
		for i := range all {
			if of(&all[i]) {
				n++
				k += stats.Indicator(is(&all[i]))
			}
		}
		return k / n
	}
	met := func(r Response) func(*Protest) bool { return func(p *Protest) bool { return p.Met[r] } }
	any := func(*Protest) bool { return true }
	violent := func(p *Protest) bool { return p.Violent }
	priced := func(p *Protest) bool { return p.Violent && p.Wants[PriceOrTax] }
	for _, x := range []struct {
		what   string
		is, of func(*Protest) bool
		want   float64
	}{
		{"violent", violent, any, 0.265}, {"arrests", met(Arrests), any, 0.14}, {"dispersal", met(Dispersal), any, 0.31},
		{"killings", met(Killings), any, 0.05}, {"accommodation", met(Accommodation), any, 0.10}, {"ignored", met(Ignored), any, 0.54},
		{"arrests, violent about prices", met(Arrests), priced, 0.42}, {"dispersal, violent about prices", met(Dispersal), priced, 0.75},
		{"killings, violent about prices", met(Killings), priced, 0.13}, {"accommodation, violent about prices", met(Accommodation), priced, 0.15},
	} {
		if got := rate(x.is, x.of); math.Abs(got-x.want) > 0.0051 {
			t.Errorf("%s: %.3f, not %.2f", x.what, got, x.want)
		}
	}
	if math.Abs(oneDay-0.87) > 0.005 {
		t.Errorf("%.3f last one day, not 0.87", oneDay)
	}
}

const (
	protestHead = "country,start,days,size,violent,price_or_tax,labour,land,police_brutality,political_process,removal,social_restrictions,arrests,accommodation,beatings,dispersal,killings,shootings,ignored\n"
	protestRow  = "A,2020-01-05,2,1000-1999,1,1,0,0,0,0,0,0,1,0,0,1,0,0,0\n"
)

func TestProtestsAreReadStrictly(t *testing.T) {
	for _, x := range []struct{ what, old, new, want string }{
		{"a flag", "1,1,0,0", "2,1,0,0", `p.csv:3:26: column violent: expected 0 or 1, found "2"`},
		{"a size", "1000-1999", "1000-2000", `column size: unknown size "1000-2000"`},
		{"a date", "2020-01-05", "2020-13-05", `column start: "2020-13-05" is not a date`},
		{"a length", ",2,1000", ",0,1000", "column days: 0 is not positive"},
		{"a text for a length", ",2,1000", ",two,1000", "column days: expected a whole number"},
		{"a name", "A,", ",", "column country: expected a name"},
		{"a cell", ",0\n", "\n", "p.csv:3: expected 19 cells, found 18"},
	} {
		text := protestHead + protestRow + strings.Replace(protestRow, x.old, x.new, 1)
		_, err := Load(fstest.MapFS{"p.csv": {Data: []byte(text)}}, "p.csv")
		var problems source.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, not %s", x.what, err, x.want)
		}
	}
	if _, err := Load(fstest.MapFS{"p.csv": {Data: []byte(protestHead)}}, "p.csv"); err == nil {
		t.Error("a file without protests is taken")
	}
}

func TestSizesAreThoseOfTheData(t *testing.T) {
	for people, want := range map[float64]Size{0: SizeUnknown, 49: SizeUnknown, 50: Dozens, 99.9: Dozens, 100: Hundreds, 1000: Thousand, 2000: Thousands, 5000: FiveThousands, 10_000: FiveThousands, 10_001: TenThousands} {
		if got := SizeOf(people); got != want {
			t.Errorf("%g people: %q, not %q", people, got, want)
		}
	}
}

// Whatever stands in the table, it is refused, or its protests are of known kinds and
// last a day or longer.
func FuzzLoadProtests(f *testing.F) {
	real, err := fs.ReadFile(library.Protests(), File)
	if err != nil {
		f.Fatal(err)
	}
	lines := strings.SplitAfterN(string(real), "\n", 8)
	head, rows := lines[0], strings.Join(lines[1:7], "")
	f.Add(head, rows)
	for _, row := range []string{"", "\n", "A,2020-02-30,1,50-99,1" + strings.Repeat(",0", 14), "A,9999-12-31,9223372036854775807,>10000,1" + strings.Repeat(",1", 14), "A,2020-02-03,0,,2" + strings.Repeat(",NaN", 14), "\"A\nB\",0001-01-01,1,>10000,0" + strings.Repeat(",1", 14)} {
		f.Add(head, row)
	}
	f.Fuzz(func(t *testing.T, head, rows string) {
		var list []Protest
		var err error
		bounded.Read(t, func() { list, err = Load(fstest.MapFS{File: &fstest.MapFile{Data: []byte(head + rows)}}, File) })
		if err != nil {
			var problems source.Problems
			if !errors.As(err, &problems) || len(problems) == 0 || list != nil {
				t.Fatalf("%T: %v", err, err)
			}
			for _, p := range problems {
				if p.File != File || p.Message == "" || p.Line > strings.Count(head+rows, "\n")+1 {
					t.Errorf("misplaced: %+v", p)
				}
			}
			return
		}
		for _, p := range list {
			if p.Cluster == "" || p.Days < 1 || p.Size < 0 || p.Size >= sizes {
				t.Errorf("%+v", p)
			}
		}
	})
}
