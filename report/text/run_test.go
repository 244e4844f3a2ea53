package text

import (
	"strings"
	"testing"
	"time"

	"casus/ensemble"
	"casus/scenario"
	"casus/stats"
)

// A bar has the band, its median and the record in their places, on one scale.
func TestBar(t *testing.T) {
	b := stats.Band{Low: 0, Median: 10, High: 20, N: 5}
	record := 29.0
	if got, want := bar(b, &record, 30), "──────────●──────────        ◆"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := bar(b, nil, 30), "──────────●──────────         "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := bar(stats.Band{}, nil, 30); got != "" {
		t.Errorf("no runs: %q", got)
	}
}

// Numbers of the record are written as those of the model are, without a digit lost.
func TestRecorded(t *testing.T) {
	low, high := 0.53, 1234567.0
	for want, x := range map[string]scenario.Target{
		"38,000":                  {Value: 38000},
		"0.7":                     {Value: 0.7, Low: &low, High: &low},
		"38,000 (0.53–1,234,567)": {Value: 38000, Low: &low, High: &high},
	} {
		if got := recorded(x); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What is printed as the next step can be typed: the option exists.
func TestNextStepForbidsAnOptionThatExists(t *testing.T) {
	plea := scenario.Option{ID: "plea", Effects: scenario.Effects{Request: true}}
	wait, sack := scenario.Option{ID: "wait"}, scenario.Option{ID: "sack", Effects: scenario.Effects{Dismiss: "premier"}}
	for _, c := range []struct {
		options []scenario.Option
		done    string
		want    string
	}{
		{[]scenario.Option{wait, sack, plea}, "", "plea"},
		{[]scenario.Option{wait, sack, plea}, "forbid:plea", "sack"},
		{[]scenario.Option{wait, sack, plea}, "forbid:sack force:sack@9", "plea"},
		{[]scenario.Option{wait, sack}, "forbid:plea forbid:sack", ""},
		{[]scenario.Option{wait, sack}, "", "sack"},
		{[]scenario.Option{wait}, "", ""},
	} {
		s := &scenario.Scenario{Document: scenario.Document{Options: c.options}}
		if got := firstChoice(s, c.done); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Days with a value of the record stand alone; others share a row when there are many,
// which shows the day of the highest median, of equals the last.
func TestManyDaysAreBinned(t *testing.T) {
	var days []ensemble.DailyRow
	recorded := 700.0
	for i := range 60 {
		d := ensemble.DailyRow{Day: i + 1, Date: time.Date(2022, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Model: stats.Band{N: 1}}
		if i == 2 {
			d.Record = &recorded
		}
		if i == 6 {
			d.Model.Median = 5
		}
		days = append(days, d)
	}
	if rows, some := binned(days[:20]); some || len(rows) != 20 {
		t.Errorf("twenty days in %d rows", len(rows))
	}
	rows, some := binned(days)
	if !some || len(rows) > mostRows {
		t.Fatalf("%d rows", len(rows))
	}
	seen, record := 0, false
	for _, r := range rows {
		from, _ := time.Parse(time.DateOnly, r.from)
		to, _ := time.Parse(time.DateOnly, r.to)
		seen += int(to.Sub(from).Hours()/24) + 1
		if r.Record != nil {
			record = r.from == r.to && r.Day == 3
		}
		if r.from <= "2022-01-07" && "2022-01-07" <= r.to && r.Day != 7 {
			t.Errorf("%v to %v shows day %d", r.from, r.to, r.Day)
		}
	}
	if seen != 60 || !record {
		t.Errorf("%d days in the rows; the record's alone: %v", seen, record)
	}
	if got, want := rows[len(rows)-1].label(), "2022-02-28 to 03-01"; strings.ReplaceAll(got, "\u00a0", " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWhyRegimesFell(t *testing.T) {
	for want, fell := range map[string][]ensemble.Fall{
		"regimes fell     in no run\n": nil,
		"regimes fell     in 24 of 400 runs: the forces left in 20, the ruler left in 4\n": {{Why: "the forces left", Runs: 20}, {Why: "the ruler left", Runs: 4}},
	} {
		var b strings.Builder
		fallen(&b, &ensemble.Summary{Done: 401, Failed: 1, Fell: fell})
		if b.String() != want {
			t.Errorf("%q, want %q", b.String(), want)
		}
	}
}

// Two humps are two lines; where regions are many a bar is of several.
func TestHumpsInALine(t *testing.T) {
	sum := &ensemble.Summary{Done: 12, Engulfed: 4, Humps: ensemble.Humps{Fizzled: []int{0, 8, 0, 0}, Engulfed: []int{0, 0, 1, 3}}}
	var b strings.Builder
	humps(&b, sum)
	for _, want := range []string{
		"the most of 3 regions with it on one day\n", "67 %  0 ·█·· 3  8 runs, half of them in 1 region\n", "33 %  0 ··▁▃ 3  4 runs, half of them in 3 regions\n",
	} {
		if got := strings.ReplaceAll(b.String(), "\u00a0", " "); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	sum.Humps = ensemble.Humps{Fizzled: make([]int, 101), Engulfed: make([]int, 101)}
	sum.Humps.Fizzled[100] = 8
	b.Reset()
	humps(&b, sum)
	if !strings.Contains(b.String(), "on one day, 3 to a bar\n") || strings.Count(b.String(), "·") > 2*40 {
		t.Error(b.String())
	}
}
