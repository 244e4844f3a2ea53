package scenario

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"
)

func (l *loader) checkRecord() {
	s := l.s
	bad := func(path, hint, format string, args ...any) {
		l.problems = append(l.problems, l.record.At(path, fmt.Sprintf(format, args...), hint))
	}
	// date checks a date against the clock; it may lie so many days before and after the crisis.
	end := s.Start.AddDate(0, s.Clock.AftermathMonths, s.Clock.CrisisDays-1)
	date := func(path, text string, first, last time.Time) {
		first = first.Truncate(24 * time.Hour)
		if t, err := time.Parse(time.DateOnly, text); err != nil {
			bad(path, `write it like "2022-01-05"`, "%q is not a date", text)
		} else if t.Before(first) || t.After(last) {
			bad(path, fmt.Sprintf("%s to %s; clock.start is %s, and the crisis has %d days", first.Format(time.DateOnly), last.Format(time.DateOnly), s.Clock.Start, s.Clock.CrisisDays), "%s lies outside of what is played", text)
		}
	}
	inCrisis := func(path, text string) { date(path, text, s.Start, s.Start.AddDate(0, 0, s.Clock.CrisisDays-1)) }
	byDay := len(s.Record.Daily) > 0 || slices.ContainsFunc(s.Record.Targets, func(t Target) bool { return t.Day > 0 || t.Unit == "day" })
	if byDay && s.Start.Hour()+s.Start.Minute() != 0 {
		l.bad("$.clock.start", "begin at 00:00", "the record has values of days, and its days are those of the calendar")
	}
	sources := slices.Sorted(maps.Keys(s.Record.Sources))
	l.keys(l.record, "$.sources", sources)
	cited := func(path string, list []string) {
		for i, id := range list {
			if !slices.Contains(sources, id) {
				bad(fmt.Sprintf("%s.sources[%d]", path, i), didYouMean(id, sources), "unknown source %q", id)
			}
		}
	}
	known := func(path, what, word string, words []string) {
		if !slices.Contains(words, word) {
			bad(path, didYouMean(word, words), "unknown %s %q", what, word)
		}
	}
	confident := func(at, word string) { known(at+".confidence", "confidence", word, []string{"high", "medium", "low"}) }
	between := func(at string, low, value, high *float64) {
		if low != nil && *low > *value || high != nil && *high < *value {
			bad(at+".value", "low is at most the value, and high at least", "%s lies outside its own low and high", plain(*value))
		}
	}
	if s.Record.Until != "" {
		inCrisis("$.hindcast_until", s.Record.Until)
	}
	lieux := append(ids(s.Society.Regions, func(r Region) string { return r.ID }), ids(s.Places, func(p Place) string { return p.ID })...)
	for i, e := range s.Record.Events {
		at := fmt.Sprintf("$.events[%d]", i)
		// What led to it may be told, and what came of it.
		date(at+".date", e.Date, s.Start.AddDate(-1, 0, 0), end)
		if _, err := time.Parse("15:04", e.Time); e.Time != "" && err != nil {
			bad(at+".time", `write it like "18:30"`, "%q is not a time of day", e.Time)
		}
		for k, id := range e.Places {
			known(fmt.Sprintf("%s.places[%d]", at, k), "region or place", id, lieux)
		}
		confident(at, e.Confidence)
		cited(at, e.Sources)
	}
	options := ids(s.Options, func(o Option) string { return o.ID })
	decided := onlyOnce{bad, map[string]string{}}
	for i, d := range s.Record.Decisions {
		at := fmt.Sprintf("$.decisions[%d]", i)
		known(at+".option", "option", d.Option, options)
		if h, err := s.Hour(d.At); err != nil {
			bad(at+".at", `write it like "2022-01-05T18:00"`, "%v", err)
		} else if last := 24*s.Clock.CrisisDays - 1; h < 0 || h > last {
			bad(at+".at", fmt.Sprintf("%s to %s", s.Clock.Start, s.Start.Add(time.Duration(last)*time.Hour).Format(timeLayout)), "%s lies outside of the crisis, and is never replayed", d.At)
		}
		decided.once(at+".at", d.Option+" at "+d.At)
		confident(at, d.Confidence)
		cited(at, d.Sources)
	}
	dated := onlyOnce{bad, map[string]string{}}
	names := slices.Sorted(maps.Keys(s.Record.Daily))
	for _, n := range names {
		for i, v := range s.Record.Daily[n] {
			at := fmt.Sprintf("$.daily.%s[%d]", n, i)
			inCrisis(at+".date", v.Date)
			dated.once(at+".date", "value of "+n+" on "+v.Date)
			confident(at, v.Confidence)
			between(at, v.Low, &v.Value, v.High)
			cited(at, v.Sources)
		}
	}
	l.ids(l.record, "$.events", ids(s.Record.Events, func(e RecordEvent) string { return e.ID }))
	l.ids(l.record, "$.targets", ids(s.Record.Targets, func(t Target) string { return t.ID }))
	targeted := onlyOnce{bad, map[string]string{}}
	for i, t := range s.Record.Targets {
		at := fmt.Sprintf("$.targets[%d]", i)
		known(at+".population", "population", t.Population, []string{"all", "engulfed", "deployed"})
		confident(at, t.Confidence)
		between(at, t.Low, &t.Value, t.High)
		if (t.Outcome == "") == (t.Series == "") || (t.Series == "") != (t.Day == 0) {
			bad(at+".id", "write outcome: deaths, or series: participants with day: 3", "a target names an outcome, or a series and its day")
		} else if t.Day > s.Clock.CrisisDays {
			bad(at+".day", fmt.Sprintf("write 1 to %d", s.Clock.CrisisDays), "day %d lies after the crisis of %d days", t.Day, s.Clock.CrisisDays)
		} else {
			targeted.once(at+".id", fmt.Sprintf("target for %s%s of day %d in %s", t.Outcome, t.Series, t.Day, t.Population))
		}
		cited(at, t.Sources)
	}
	if a := s.Record.Protests; a != nil {
		if len(a.States) == 0 {
			bad("$.protests.states", "name a state, or leave protests out for all", "no state is named")
		}
		for i, name := range a.States {
			if slices.Contains(a.States[:i], name) {
				bad(fmt.Sprintf("$.protests.states[%d]", i), "", "%q is named twice", name)
			}
		}
		if a.From < 1900 || a.To > 2100 || a.From > a.To {
			bad("$.protests.from", "write the first year and the last, such as 2000 and 2020", "%d to %d are not years", a.From, a.To)
		}
		if strings.TrimSpace(a.Why) == "" {
			bad("$.protests.why", "say it in a sentence", "no reason is given")
		}
	}
	sort.SliceStable(s.Record.Decisions, func(i, j int) bool { return s.Record.Decisions[i].At < s.Record.Decisions[j].At })
}

// onlyOnce reports what a record says twice, of which the last would win in silence.
type onlyOnce struct {
	bad   func(path, hint, format string, args ...any)
	first map[string]string
}

func (o onlyOnce) once(path, what string) {
	if where, twice := o.first[what]; twice {
		o.bad(path, fmt.Sprintf("%s has it too: keep one, and give the other as low or high", where), "a second %s", what)
		return
	}
	o.first[what], _, _ = strings.Cut(strings.TrimPrefix(path, "$."), "]")
	o.first[what] += "]"
}
