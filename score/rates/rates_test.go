package rates

import (
	"bytes"
	"io/fs"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"casus/library"
	"casus/luck"
)

func shipped() Sources {
	return Sources{library.World(), library.Conflicts(), library.Cases(), library.Protests()}
}

func count(t *testing.T, from Sources, before string) *Table {
	t.Helper()
	date, err := time.Parse(time.DateOnly, before)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Count(from, date)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func (t *Table) rate(id string) *Rate {
	for _, s := range t.Sections {
		for i := range s.Rates {
			if s.Rates[i].ID == id {
				return &s.Rates[i]
			}
		}
	}
	return nil
}

// Eighteen of the domestic conflicts begun since 1990 had foreign troops on the
// government's side in their first year, as anybody can count in UCDP's table.
func TestAKnownCount(t *testing.T) {
	r := count(t, shipped(), Latest).rate("crisis-troops-all-1990")
	if r.Count != 18 || r.Exposure != 109 {
		t.Errorf("%d of %d", r.Count, r.Exposure)
	}
}

// Without everything of 2022 and later, the rates are the same.
func TestNothingOfLaterIsRead(t *testing.T) {
	want := count(t, shipped(), Latest)
	without := func(from fs.FS, name string, column int) fstest.MapFS {
		folder := fstest.MapFS{}
		entries, _ := fs.ReadDir(from, ".")
		for _, e := range entries {
			text, err := fs.ReadFile(from, e.Name())
			if err != nil {
				t.Fatal(err)
			}
			if e.Name() == name {
				var kept [][]byte
				for i, line := range bytes.Split(text, []byte("\n")) {
					cells := strings.Split(string(line), ",")
					if i > 0 && len(cells) > column && cells[column] >= "2022" {
						continue
					}
					kept = append(kept, line)
				}
				if len(kept) == bytes.Count(text, []byte("\n"))+1 {
					t.Errorf("%s has nothing of 2022", name)
				}
				text = bytes.Join(kept, []byte("\n"))
			}
			folder[e.Name()] = &fstest.MapFile{Data: text}
		}
		return folder
	}
	from := shipped()
	from.Conflicts = without(from.Conflicts, "conflicts.csv", 1)
	from.World = without(from.World, "alliances.csv", 2)
	if got := count(t, from, Latest); !reflect.DeepEqual(got, want) {
		t.Error("rates change with what came after")
	}
	for _, s := range want.Sections {
		for _, r := range s.Rates {
			for _, c := range r.Cases {
				for year := 2022; year < 2026; year++ {
					if strings.Contains(c, strconv.Itoa(year)) {
						t.Errorf("%s: %s", r.ID, c)
					}
				}
			}
		}
	}
}

// Dates that leave nothing to score, or nothing to count, are refused.
func TestDates(t *testing.T) {
	for _, date := range []string{"2022-01-02", "2026-01-01", "1999-01-01"} {
		x, _ := time.Parse(time.DateOnly, date)
		if _, err := Count(shipped(), x); err == nil {
			t.Error(date, "is taken")
		}
	}
	if early := count(t, shipped(), "2010-01-01"); early.rate("wave-all").Exposure >= count(t, shipped(), Latest).rate("wave-all").Exposure {
		t.Error("an earlier date has as many years of protest")
	}
}

// The ends of an interval are the quantiles of the posterior: below them lie 5 and
// 95 % of it, by a sum over a fine grid.
func TestIntervals(t *testing.T) {
	below := func(density func(x float64) float64, end, to float64) float64 {
		const n = 400_000
		part, all := 0.0, 0.0
		for i := range n {
			x := (float64(i) + 0.5) * to / n
			d := density(x)
			all += d
			if x < end {
				part += d
			}
		}
		return part / all
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 2e-3 {
			t.Errorf("%s: %.4f of the posterior lie below, want %.2f", what, got, want)
		}
	}
	for _, x := range [][2]int{{4, 4148}, {30, 375}, {1, 20}} {
		r := perYear(Rate{}, x[0], x[1])
		posterior := func(l float64) float64 {
			return math.Exp((float64(x[0])-0.5)*math.Log(l) - l*float64(x[1]))
		}
		near("rate", below(posterior, r.Low, 6*r.High), 0.05)
		near("rate", below(posterior, r.High, 6*r.High), 0.95)
	}
	for _, x := range [][2]int{{5, 13}, {18, 109}, {1, 7}} {
		r := share(Rate{}, x[0], x[1])
		posterior := func(p float64) float64 {
			return math.Exp((float64(x[0])-0.5)*math.Log(p) + (float64(x[1]-x[0])-0.5)*math.Log1p(-p))
		}
		near("share", below(posterior, r.Low, 1), 0.05)
		near("share", below(posterior, r.High, 1), 0.95)
	}
	if r := share(Rate{}, 0, 7); r.Low != 0 || r.High < 0.2 || r.High > 0.25 {
		t.Errorf("none of seven: %+v", r)
	}
	if r := duration(Rate{}, 5, 20); r.Value != 4 || r.Low >= 4 || r.High <= 4 {
		t.Errorf("five ends in twenty years: %+v", r)
	}
}

// About nine in ten intervals hold the rate that events were drawn with, on average
// over rates: at a single small one the share goes up and down, as counts are whole.
func TestCoverage(t *testing.T) {
	const worlds, years = 4000, 200
	lot := luck.Of(7, 0).For("coverage")
	held := 0
	for w := range uint64(worlds) {
		rate := 0.3 * lot.Uniform(w, years)
		n := 0
		for y := range uint64(years) {
			if lot.Uniform(w, y) < rate {
				n++
			}
		}
		if r := share(Rate{}, n, years); r.Low <= rate && rate <= r.High {
			held++
		}
	}
	if c := float64(held) / worlds; c < 0.88 || c > 0.92 {
		t.Errorf("%.3f of the intervals hold the rate", c)
	}
}
