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
	day := func(path, date string) {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			bad(path, `write it like "2022-01-05"`, "%q is not a date", date)
		}
	}
	if len(s.Record.Daily) > 0 && s.Start.Hour() != 0 {
		l.bad("$.clock.start", "begin at 00:00", "the record has daily values, and its days are those of the calendar")
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
			bad(at+".value", "", "%g lies outside its own low and high", *value)
		}
	}
	if s.Record.Until != "" {
		day("$.hindcast_until", s.Record.Until)
	}
	for i, e := range s.Record.Events {
		at := fmt.Sprintf("$.events[%d]", i)
		day(at+".date", e.Date)
		confident(at, e.Confidence)
		cited(at, e.Sources)
	}
	options := ids(s.Options, func(o Option) string { return o.ID })
	for i, d := range s.Record.Decisions {
		at := fmt.Sprintf("$.decisions[%d]", i)
		known(at+".option", "option", d.Option, options)
		if _, err := s.Hour(d.At); err != nil {
			bad(at+".at", "", "%v", err)
		}
		confident(at, d.Confidence)
		cited(at, d.Sources)
	}
	names := slices.Sorted(maps.Keys(s.Record.Daily))
	for _, n := range names {
		for i, v := range s.Record.Daily[n] {
			at := fmt.Sprintf("$.daily.%s[%d]", n, i)
			day(at+".date", v.Date)
			confident(at, v.Confidence)
			between(at, v.Low, &v.Value, v.High)
			cited(at, v.Sources)
		}
	}
	l.ids(l.record, "$.events", ids(s.Record.Events, func(e RecordEvent) string { return e.ID }))
	l.ids(l.record, "$.targets", ids(s.Record.Targets, func(t Target) string { return t.ID }))
	for i, t := range s.Record.Targets {
		at := fmt.Sprintf("$.targets[%d]", i)
		known(at+".population", "population", t.Population, []string{"all", "engulfed", "deployed"})
		known(at+".unit", "unit of a target", t.Unit, TargetUnits)
		confident(at, t.Confidence)
		between(at, t.Low, &t.Value, t.High)
		if (t.Outcome == "") == (t.Series == "") || (t.Series == "") != (t.Day == 0) {
			bad(at+".id", "write outcome: deaths, or series: participants with day: 3", "a target names an outcome, or a series and its day")
		} else if t.Day > s.Clock.CrisisDays {
			bad(at+".day", "", "day %d lies after the crisis of %d days", t.Day, s.Clock.CrisisDays)
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
