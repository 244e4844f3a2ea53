package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/report/screen"
	"casus/stats"
)

// printDays prints series in which a run engulfs the nation or the record has
// a value, and the record's column where it has one.
func printDays(w io.Writer, sum *ensemble.Summary) {
	for _, series := range []struct{ key, title string }{
		{"participants", "participants"}, {"regions_protest", "regions with protest"}, {"regions_violence", "regions with violence"},
		{"deaths", "deaths, cumulative"}, {"detained", "detained, cumulative"},
	} {
		days := sum.Daily[series.key]
		recorded := slices.ContainsFunc(days, func(d ensemble.DailyRow) bool { return d.Record != nil })
		if len(days) == 0 || !recorded && sum.Engulfed == 0 {
			continue
		}
		fmt.Fprintf(w, "\nDay by day, in the runs that engulf the nation: %s\n", series.title)
		shown, binned := binned(days)
		if binned {
			fmt.Fprintln(w, "A row of several days shows that of them with the highest median, of equals the last")
		}
		top := 0.0
		for _, d := range shown {
			top = max(top, d.Model.High)
			if d.Record != nil {
				top = max(top, *d.Record)
			}
		}
		head := []string{"day", "record", "model median [90 %]", "● median  ─ 90 %  ◆ record"}
		var rows [][]string
		for _, d := range shown {
			rec := ""
			if d.Record != nil {
				rec = number.Short(*d.Record)
			}
			rows = append(rows, []string{d.label(), rec, number.Band(whole(d.Model)), screen.Whole(bar(d.Model, d.Record, top))})
		}
		if !recorded {
			head = []string{head[0], head[2], "● median  ─ 90 %"}
			for i := range rows {
				rows[i] = slices.Delete(rows[i], 1, 2)
			}
		}
		screen.Table(w, head, rows)
	}
}

// A span is days that share a row: the one that is shown, and their first and last.
type span struct {
	ensemble.DailyRow
	from, to string
}

// label is the date of a span, or its dates; the year is that of the first.
func (s span) label() string {
	if s.from == s.to {
		return s.from
	}
	_, day, _ := strings.Cut(s.to, "-")
	return screen.Whole(s.from + " to " + day)
}

// mostRows of days are shown one by one.
const mostRows = 20

// binned gives the rows of a table of days, and whether some stand for several days: days
// with a value of the record stand alone, and others are put together, as few as will do.
func binned(days []ensemble.DailyRow) (rows []span, some bool) {
	for _, size := range []int{1, 2, 3, 5, 7, 14, 30} {
		rows = nil
		n := 0 // days in the last row; 0 where it takes no more
		for _, d := range days {
			if d.Record != nil || n == 0 || n == size {
				rows, n = append(rows, span{d, d.Date, d.Date}), 1
			} else {
				last := &rows[len(rows)-1]
				last.to = d.Date
				if d.Model.Median >= last.Model.Median {
					last.DailyRow = d
				}
				n++
			}
			if d.Record != nil {
				n = 0
			}
		}
		if len(rows) <= mostRows {
			break
		}
	}
	return rows, len(rows) < len(days)
}

// whole rounds a band of people or regions, which come in ones.
func whole(b stats.Band) stats.Band {
	b.Median, b.Low, b.High = math.Round(b.Median), math.Round(b.Low), math.Round(b.High)
	return b
}

// barColumns is how wide a bar is.
const barColumns = 30

// bar draws a band on a scale from 0 to top, and the record if there is one.
func bar(b stats.Band, record *float64, top float64) string {
	if b.N == 0 || top <= 0 {
		return ""
	}
	at := func(x float64) int { return min(barColumns-1, int(x/top*barColumns)) }
	line := []rune(strings.Repeat(" ", barColumns))
	for i := at(b.Low); i <= at(b.High); i++ {
		line[i] = '─'
	}
	line[at(b.Median)] = '●'
	if record != nil {
		line[at(*record)] = '◆'
	}
	return string(line)
}
