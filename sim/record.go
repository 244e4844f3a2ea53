package sim

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"

	"casus/scenario"
	"casus/scenario/source"
)

// Unit gives the unit of a series of the daily table, and whether there is one of
// this name that a record can have.
func Unit(series string) (unit string, ok bool) {
	q, ok := comparable[Day]()[series]
	return q.unit, ok
}

// Units lists the units that targets and series of a record can have.
func Units() []string {
	list := map[string]bool{}
	for _, table := range []map[string]quantity{comparable[Outcome](), comparable[Day]()} {
		for _, q := range table {
			list[q.unit] = true
		}
	}
	return slices.Sorted(maps.Keys(list))
}

// quantity is what a record can have a value of.
type quantity struct {
	unit, in string // its unit, and the name of its range
}

// comparable gives each number and flag of a table that somebody could have
// observed; losses of legitimacy are only in the model. A flag, 0 or 1, is a share.
func comparable[T Outcome | Day]() map[string]quantity {
	list := map[string]quantity{}
	for f := range reflect.TypeFor[T]().Fields() {
		kind := f.Type
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		switch name := f.Tag.Get("col"); kind.Kind() {
		case reflect.Float64:
			if unit := f.Tag.Get("unit"); unit != "legitimacy" {
				list[name] = quantity{unit, RangeOf(f)}
			}
		case reflect.Bool:
			list[name] = quantity{"share", "0, 1"}
		}
	}
	return list
}

// Possible is what a target can be in a scenario's runs.
func Possible(s *scenario.Scenario, t scenario.Target) Range {
	q := comparable[Outcome]()[t.Outcome]
	if t.Series != "" {
		q = comparable[Day]()[t.Series]
	}
	return Ranges(s)[q.in]
}

// CheckRecord reports where a record has what no run can have: outcomes and series of
// another name or unit, and values out of their unit's range. Its error is a
// [source.Problems].
func CheckRecord(s *scenario.Scenario) error {
	c := recordChecker{s: s, ranges: Ranges(s)}
	outcomes, series := comparable[Outcome](), comparable[Day]()
	for i, t := range s.Record.Targets {
		at := fmt.Sprintf("$.targets[%d]", i)
		key, name, table := "outcome", t.Outcome, outcomes
		if t.Series != "" {
			key, name, table = "series", t.Series, series
		}
		q, ok := table[name]
		if !ok {
			c.bad(at+"."+key, source.Meant(name, slices.Sorted(maps.Keys(table))), "unknown %s %q", key, name)
			continue
		}
		if t.Unit != q.unit {
			c.bad(at+".unit", "write unit: "+strconv.Quote(q.unit), "%s is in %s, not in %s", name, q.unit, t.Unit)
			continue
		}
		c.values(at, name, q, &t.Value, t.Low, t.High)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Record.Daily)) {
		q, ok := series[name]
		if !ok {
			c.bad("$.daily."+name, source.Meant(name, slices.Sorted(maps.Keys(series))), "unknown series %q", name)
			continue
		}
		for i, v := range s.Record.Daily[name] {
			c.values(fmt.Sprintf("$.daily.%s[%d]", name, i), name, q, &v.Value, v.Low, v.High)
		}
	}
	if len(c.problems) > 0 {
		return c.problems
	}
	return nil
}

type recordChecker struct {
	s        *scenario.Scenario
	ranges   map[string]Range
	problems source.Problems
}

func (c *recordChecker) bad(path, hint, format string, args ...any) {
	c.problems = append(c.problems, c.s.InRecord(path, fmt.Sprintf(format, args...), hint))
}

func (c *recordChecker) values(at, name string, q quantity, value, low, high *float64) {
	for _, x := range []struct {
		key   string
		value *float64
	}{{".value", value}, {".low", low}, {".high", high}} {
		if x.value != nil {
			c.value(at+x.key, name, q, *x.value)
		}
	}
}

// value checks a value against what its column can have.
func (c *recordChecker) value(path, name string, q quantity, x float64) {
	unit, counted := q.unit, !slices.Contains([]string{"share", "1", "day", "days", "hours"}, q.unit)
	least, most := c.ranges[q.in].Least, c.ranges[q.in].Most
	if unit == "days" || unit == "hours" { // which may have gone on after those that are played
		most = math.Inf(1)
	}
	of := unit
	if unit == "day" {
		of = "days"
	}
	switch {
	case q.in == "0, 1" && x != 0 && x != 1:
		c.bad(path, "write 1 or 0", "%s happens or does not, and %s is neither 1 nor 0", name, source.Number(x))
	case x < least:
		c.bad(path, "write "+source.Number(least)+" or more", "%s is %s, below %s", name, source.Number(x), source.Number(least))
	case unit == "share" && x > 1 && x <= 100:
		c.bad(path, fmt.Sprintf("write %s for %s %%", source.Number(x/100), source.Number(x)), "%s is a share, and %s is above 1", name, source.Number(x))
	case x > most:
		c.bad(path, "write at most "+source.Number(math.Floor(most)), "%s is %s, and there are no more %s than %s", name, source.Number(x), of, source.Number(math.Floor(most)))
	case counted && x != math.Trunc(x):
		c.bad(path, fmt.Sprintf("write every one of them: a point does not separate thousands (%s)", source.Number(math.Round(1000*x))), "%s is %s, and %s are whole", name, source.Number(x), unit)
	}
}
