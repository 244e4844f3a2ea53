package ensemble

import (
	"errors"
	"fmt"
	"slices"

	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// series are told day by day.
var series = []string{"participants", "regions_protest", "regions_violence", "deaths", "detained"}

// days are those of the crisis within the runs that engulf the nation, and the targets,
// of days and of whole runs.
func (t *summary) days(out *Summary) error {
	columns, days := slices.Clone(series), []int{}
	for day := 1; day <= t.s.Clock.CrisisDays; day++ {
		days = append(days, day)
	}
	told := len(days)
	for _, x := range t.s.Record.Targets {
		if x.Series != "" && !slices.Contains(columns, x.Series) {
			columns = append(columns, x.Series)
		}
		if x.Series != "" && !slices.Contains(days, x.Day) {
			days = append(days, x.Day)
		}
	}
	on := map[int]stats.Band{} // of the targets of a day
	out.Daily = map[string][]DailyRow{}
	var missing error
	for _, group := range t.groups(columns, len(days)) {
		values, err := t.Steps(results.Daily, days, group...)
		if errors.Is(err, results.ErrNotKept) {
			missing = err
			break
		}
		if err != nil {
			return err
		}
		for k, name := range group {
			if slices.Contains(series, name) {
				out.Daily[name] = t.follow(name, values[k][:told])
			}
			for i, x := range t.s.Record.Targets {
				if x.Series == name {
					on[i] = stats.BandOf(pick(values[k][slices.Index(days, x.Day)], t.population(x)))
				}
			}
		}
	}
	for i, x := range t.s.Record.Targets {
		switch b, ok := on[i]; {
		case x.Series == "":
			out.Targets = append(out.Targets, t.target(x, t.band(x.Outcome, t.population(x))))
		case ok:
			out.Targets = append(out.Targets, t.target(x, b))
		}
	}
	return missing
}

// follow sets a series beside the record, from the first day on.
func (t *summary) follow(name string, days [][]float64) (rows []DailyRow) {
	for i, x := range days {
		date := t.s.DateOf(i + 1)
		row := DailyRow{Day: i + 1, Date: date, Model: stats.BandOf(pick(x, t.flagged("engulfed")))}
		for _, v := range t.s.Record.Daily[name] {
			if v.Date == date {
				row.Record, row.Confidence = &v.Value, v.Confidence
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// population keeps the runs that a target is about.
func (t *summary) population(x scenario.Target) func(run int) bool {
	if x.Population == "all" {
		return all
	}
	return t.flagged(x.Population)
}

func (t *summary) target(x scenario.Target, b stats.Band) TargetRow {
	row := TargetRow{Target: x, ID: x.ID, What: x.What, Record: span(x), Model: b}
	if b.N == 0 {
		return row
	}
	possible := sim.Possible(t.s, x)
	held := b.Low <= x.Value && x.Value <= b.High // a band that misses the record is no, however wide
	row.TooWide = held && !stats.Telling(b.Low, b.High, possible.Least, possible.Most)
	row.Inside = held && !row.TooWide
	if x.Unit == "people" {
		row.Sharp = (1 + b.High) / (1 + b.Low)
	}
	return row
}

func span(t scenario.Target) string {
	if t.Low == nil || t.High == nil || *t.Low == *t.High {
		return fmt.Sprintf("%g", t.Value)
	}
	return fmt.Sprintf("%g (%g–%g)", t.Value, *t.Low, *t.High)
}
