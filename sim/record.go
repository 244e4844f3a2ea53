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
	unit, ok = comparable[Day]()[series]
	return unit, ok
}

// Units lists the units that targets and series of a record can have.
func Units() []string {
	list := map[string]bool{}
	for _, units := range []map[string]string{comparable[Outcome](), comparable[Day]()} {
		for _, u := range units {
			list[u] = true
		}
	}
	return slices.Sorted(maps.Keys(list))
}

// comparable gives the unit of each number and flag of a table that somebody could have
// observed; losses of legitimacy are only in the model. A flag, 0 or 1, is a share.
func comparable[T Outcome | Day]() map[string]string {
	units := map[string]string{}
	for f := range reflect.TypeFor[T]().Fields() {
		kind := f.Type
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		switch name := f.Tag.Get("col"); kind.Kind() {
		case reflect.Float64:
			if unit := f.Tag.Get("unit"); unit != "legitimacy" {
				units[name] = unit
			}
		case reflect.Bool:
			units[name] = "share"
		}
	}
	return units
}

// CheckRecord reports where a record has what no run can have: outcomes and series of
// another name or unit, and values out of their unit's range. Its error is a
// [source.Problems].
func CheckRecord(s *scenario.Scenario) error {
	c := recordChecker{s: s}
	outcomes, series := comparable[Outcome](), comparable[Day]()
	for i, t := range s.Record.Targets {
		at := fmt.Sprintf("$.targets[%d]", i)
		key, name, units := "outcome", t.Outcome, outcomes
		if t.Series != "" {
			key, name, units = "series", t.Series, series
		}
		unit, ok := units[name]
		if !ok {
			c.bad(at+"."+key, source.Meant(name, slices.Sorted(maps.Keys(units))), "unknown %s %q", key, name)
			continue
		}
		if t.Unit != unit {
			c.bad(at+".unit", "write unit: "+strconv.Quote(unit), "%s is in %s, not in %s", name, unit, t.Unit)
			continue
		}
		c.values(at, name, unit, &t.Value, t.Low, t.High)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Record.Daily)) {
		unit, ok := series[name]
		if !ok {
			c.bad("$.daily."+name, source.Meant(name, slices.Sorted(maps.Keys(series))), "unknown series %q", name)
			continue
		}
		for i, v := range s.Record.Daily[name] {
			c.values(fmt.Sprintf("$.daily.%s[%d]", name, i), name, unit, &v.Value, v.Low, v.High)
		}
	}
	if len(c.problems) > 0 {
		return c.problems
	}
	return nil
}

type recordChecker struct {
	s        *scenario.Scenario
	problems source.Problems
}

func (c *recordChecker) bad(path, hint, format string, args ...any) {
	c.problems = append(c.problems, c.s.InRecord(path, fmt.Sprintf(format, args...), hint))
}

func (c *recordChecker) values(at, name, unit string, value, low, high *float64) {
	for _, x := range []struct {
		key   string
		value *float64
	}{{".value", value}, {".low", low}, {".high", high}} {
		if x.value != nil {
			c.value(at+x.key, name, unit, *x.value)
		}
	}
}

// value checks a value against what its unit allows.
func (c *recordChecker) value(path, name, unit string, x float64) {
	least, most, counted := 0.0, math.Inf(1), !slices.Contains([]string{"share", "1", "day", "days", "hours"}, unit)
	switch unit {
	case "share", "1":
		most = 1
	case "regions":
		most = float64(len(c.s.Society.Regions))
	case "places":
		most = float64(len(c.s.Places))
	case "day":
		least, most = 1, math.Nextafter(float64(c.s.Clock.CrisisDays+1), 0) // noon of day 14 is 14.5
	case "people":
		most = c.s.People()
		if name == "troops" || name == "foreign_troops" { // who come from elsewhere
			most = math.Inf(1)
		}
	}
	of := unit
	if unit == "day" {
		of = "days"
	}
	switch {
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
