package ensemble_test

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// A checker finds what rows of a replicate say that cannot be, beside numbers outside
// the range of their column, which a store refuses.
type checker struct {
	s        *scenario.Scenario
	schemas  []results.Schema
	people   float64            // of the state
	living   map[string]float64 // by region and site: people
	settled  map[string]float64 // and places
	problems []string
}

// newChecker is of a scenario with all tables.
func newChecker(s *scenario.Scenario, schemas []results.Schema) *checker {
	c := &checker{s: s, schemas: schemas, people: s.People(), living: map[string]float64{}, settled: map[string]float64{}}
	for _, p := range s.Places {
		region := s.Society.Regions[p.Region].ID
		c.living[region] += p.Population
		c.settled[region]++
		c.living["site "+p.ID], c.settled["site "+p.ID] = p.Population, 1
	}
	return c
}

// check gives what is wrong with a replicate.
func (c *checker) check(r results.Replicate) []string {
	c.problems = nil
	t := map[string][]entry{}
	for i := range c.schemas {
		s := &c.schemas[i]
		for _, row := range r.Rows[s.Table] {
			t[s.Table] = append(t[s.Table], entry{s, row})
		}
	}
	c.steps(t)
	c.places(t)
	c.run(t)
	c.months(t[results.Monthly])
	c.events(t[results.Events])
	c.decisions(t[results.Decisions])
	c.votes(t[results.Votes])
	return c.problems
}

func (c *checker) must(ok bool, e entry, format string, args ...any) {
	if !ok {
		c.problems = append(c.problems, fmt.Sprintf("%s %v: %s", e.s.Table, e.row[:min(4, len(e.row))], fmt.Sprintf(format, args...)))
	}
}

// atMost wants a number of one column to be no greater than that of another.
func (c *checker) atMost(e entry, less, more string) {
	if e.has(less) && e.has(more) {
		c.most(e, less, e.number(more), more)
	}
}

// most wants a number to be no greater than a limit.
func (c *checker) most(e entry, column string, limit float64, what string) {
	if e.has(column) {
		c.must(e.number(column) <= limit+near(limit), e, "%s is %v, more than %s, %v", column, e.number(column), what, limit)
	}
}

// same wants a number to be another.
func (c *checker) same(e entry, column string, want float64, what string) {
	c.must(e.has(column) && math.Abs(e.number(column)-want) <= near(want), e, "%s is %v, not %s, %v", column, e.value(column), what, want)
}

// together wants columns to have values in the same rows.
func (c *checker) together(e entry, is bool, columns ...string) {
	for _, column := range columns {
		c.must(e.has(column) == is, e, "%s is %v", column, e.value(column))
	}
}

// near is what rounding may make of sums.
func near(x float64) float64 { return 1e-9 * max(1, math.Abs(x)) }

// An entry is a row whose values go by the names of their columns.
type entry struct {
	s   *results.Schema
	row results.Row
}

func (e entry) value(column string) any {
	i := e.s.Index(column)
	if i < 0 {
		panic("no column " + column + " in " + e.s.Table)
	}
	return e.row[i]
}

func (e entry) has(column string) bool { return e.value(column) != nil }

func (e entry) is(column string) bool {
	v, _ := e.value(column).(bool)
	return v
}

func (e entry) text(column string) string {
	v, _ := e.value(column).(string)
	return v
}

// number gives that of a column; NaN where there is none.
func (e entry) number(column string) float64 {
	switch v := e.value(column).(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	return math.NaN()
}

// starting lists the columns of a table whose names begin so.
func (e entry) starting(prefix string) (names []string) {
	for _, column := range e.s.Columns {
		if strings.HasPrefix(column.Name, prefix) {
			names = append(names, column.Name)
		}
	}
	return names
}

func (e entry) sum(columns []string) (sum float64) {
	for _, name := range columns {
		sum += e.number(name)
	}
	return sum
}

// steps checks days.
func (c *checker) steps(t map[string][]entry) {
	days := t[results.Daily]
	if len(days) != c.s.Clock.CrisisDays {
		c.problems = append(c.problems, fmt.Sprintf("%d days of %d", len(days), c.s.Clock.CrisisDays))
	}
	for i, d := range days {
		c.same(d, "day", float64(i+1), "the next")
		c.same(d, "deaths", d.number("civilian_deaths")+d.number("officer_deaths")+d.number("troop_deaths"), "the sum of all sides")
		c.same(d, "foreign_troops", d.sum(d.starting("troops_")), "the sum of all")
		c.most(d, "civilian_deaths", c.people-d.number("detained"), "people not detained")
		c.atMost(d, "violent", "participants")
		c.atMost(d, "bands", "violent")
		theta := 0.0
		if loss := d.number("grieved") + d.number("political"); loss > 0 {
			theta = d.number("political") / loss
		}
		c.same(d, "theta", theta, "the political share")
		if i > 0 {
			for _, name := range []string{"civilian_deaths", "officer_deaths", "troop_deaths", "detained", "looting", "arson", "seizures"} {
				c.most(days[i-1], name, d.number(name), "a day later")
			}
		}
	}
}

// places checks regions and sites, by day.
func (c *checker) places(t map[string][]entry) {
	all := map[float64]map[string]float64{}
	for _, p := range t[results.Places] {
		key, day := p.text("place"), p.number("day")
		if p.is("site") {
			key = "site " + key
		}
		c.most(p, "participants", c.living[key], "its people")
		c.most(p, "civilian_deaths", c.living[key]-p.number("detained"), "its people who are not detained")
		c.atMost(p, "violent", "participants")
		c.most(p, "places_lost", c.settled[key], "its places")
		c.most(p, "places_contested", c.settled[key], "its places")
		if all[day] == nil {
			all[day] = map[string]float64{}
		}
		for _, name := range []string{"participants", "civilian_deaths", "detained"} {
			if !p.is("site") {
				all[day][name] += p.number(name)
			}
		}
	}
	for _, d := range t[results.Daily] {
		for name, sum := range all[d.number("day")] {
			c.same(d, name, sum, "the sum of all regions")
		}
	}
}

// run checks how a run is summed up.
func (c *checker) run(t map[string][]entry) {
	r, days := t[results.Runs][0], t[results.Daily]
	c.together(r, false, "error")
	c.together(r, r.is("dismissed"), "dismissal_day")
	c.together(r, r.is("requested"), "request_day")
	c.together(r, r.is("deployed"), "troops", "lead_share", "concentration", "hours_to_landing")
	c.together(r, r.is("lost_control"), "regained")
	c.together(r, !r.is("survived_30d"), "fall_reason")
	c.together(r, r.number("peak_violence") > 0, "violence_peak_day")
	c.must(!r.has("approved") || r.is("requested"), r, "approved, not asked")
	c.must(!r.is("deployed") || r.is("approved"), r, "deployed, not approved")
	c.must(!r.has("mission_days") || r.is("deployed"), r, "a mission of %v days was not deployed", r.value("mission_days"))
	c.must(!r.is("survived_24m") || r.is("survived_6m"), r, "survived two years and not six months")
	c.must(!r.is("survived_6m") || r.is("survived_30d"), r, "survived six months and not the crisis")
	c.must(r.is("engulfed") == (r.number("regions_protest_peak") >= float64(c.s.Definitions.EngulfedRegions)), r, "engulfed is %v with %v regions", r.value("engulfed"), r.value("regions_protest_peak"))
	c.atMost(r, "officer_deaths", "deaths")
	c.atMost(r, "troop_deaths", "deaths")
	c.atMost(r, "demands_accepted", "demands")
	c.atMost(r, "later_deployments", "later_requests")
	c.atMost(r, "later_requests", "later_crises")
	c.most(r, "spread_days", float64(c.s.Clock.CrisisDays), "the days of the crisis")
	c.most(r, "hours_to_landing", 24*float64(c.s.Clock.CrisisDays), "the hours of the crisis")
	if r.is("deployed") {
		share := r.number("lead_share")
		c.must(r.number("concentration") >= share*share-near(1), r, "concentration is %v, less than the square of the lead's share, %v", r.value("concentration"), share)
	}
	if len(days) == 0 {
		return
	}
	last, most := days[len(days)-1], func(column string) (peak float64) {
		for _, d := range days {
			peak = max(peak, d.number(column))
		}
		return peak
	}
	for _, name := range []string{"deaths", "officer_deaths", "troop_deaths", "detained", "looting", "arson", "seizures"} {
		c.same(r, name, last.number(name), "as on the last day")
	}
	c.same(r, "regions_protest_peak", most("regions_protest"), "the most on a day")
	c.same(r, "regions_violence_peak", most("regions_violence"), "the most on a day")
	c.same(r, "peak_participants", most("participants"), "the most on a day")
	c.same(r, "peak_violence", most("violent"), "the most on a day")
	if day, peak := r.number("peak_day"), r.number("peak_participants"); r.has("peak_day") {
		c.same(days[int(day)-1], "participants", peak, "the peak")
	}
	c.together(r, r.number("peak_participants") > 0, "peak_day")
}

// months checks the months of a run.
func (c *checker) months(months []entry) {
	if len(months) != c.s.Clock.AftermathMonths+2 {
		c.problems = append(c.problems, fmt.Sprintf("%d months of %d", len(months), c.s.Clock.AftermathMonths+2))
	}
	for i, m := range months {
		c.same(m, "month", float64(sim.Before+i), "the next")
		c.must(i == 0 || m.is("fallen") || !months[i-1].is("fallen"), m, "the regime rose again")
		for _, family := range []string{"weight_", "alignment_"} {
			sum := m.sum(m.starting(family))
			c.must(math.Abs(sum-1) <= near(1), m, "the shares %s sum to %v", family, sum)
		}
		least, most := math.Inf(1), math.Inf(-1)
		for _, cohort := range c.s.Society.Cohorts {
			x := m.number("popularity_" + cohort.ID)
			least, most = min(least, x), max(most, x)
		}
		x := m.number("popularity")
		c.must(least-near(1) <= x && x <= most+near(1), m, "popularity is %v, and by cohort from %v to %v", x, least, most)
	}
}

// events checks what happened.
func (c *checker) events(events []entry) {
	for _, e := range events {
		kind, limit := sim.Kind(e.text("kind")), math.Inf(1)
		c.within(e, slices.Contains([]sim.Kind{sim.FirstTroopsLand, sim.WithdrawalAnnounced, sim.LastTroopsLeave}, kind)) // missions go on
		switch kind {
		case sim.RegimeFalls, sim.CouncilAsked, sim.DemandAccepted, sim.DemandRefused:
			limit = 1
		case sim.Contested:
			if e.number("month") == sim.InCrisis {
				limit = float64(len(c.s.Places))
			}
		}
		c.most(e, "value", limit, "there can be")
	}
}

// within wants an hour to be one of its crisis, unless what happens comes after it.
func (c *checker) within(e entry, after bool) {
	if e.number("month") == sim.InCrisis && !after {
		c.most(e, "hour", 24*float64(c.s.Clock.CrisisDays)-1, "the last of the crisis")
	}
}

// decisions checks who chose what.
func (c *checker) decisions(options []entry) {
	type moment struct {
		month, hour float64
		state       string
	}
	odds, chosen := map[moment]float64{}, map[moment]int{}
	for _, o := range options {
		c.within(o, false)
		at := moment{o.number("month"), o.number("hour"), o.text("state")}
		c.must(!o.is("forced"), o, "nobody forces anything here")
		odds[at] += o.number("odds")
		c.most(o, "seen_hour_of_day", 23, "there is in a day")
		if o.is("chosen") {
			chosen[at]++
		}
		for _, column := range o.s.Columns {
			if strings.HasPrefix(column.Name, "seen_") {
				c.together(o, o.is("chosen"), column.Name)
			}
			if values := strings.Split(column.Unit, ", "); len(values) > 1 && o.has(column.Name) {
				c.must(slices.Contains(values, fmt.Sprint(o.number(column.Name))), o, "%s is %v, none of %v", column.Name, o.value(column.Name), values)
			}
		}
	}
	for at, sum := range odds {
		if math.Abs(sum-1) > near(1) || chosen[at] != 1 {
			c.problems = append(c.problems, fmt.Sprintf("decision %v: odds sum to %v, and %d options are chosen", at, sum, chosen[at]))
		}
	}
}

// votes checks sums and words.
func (c *checker) votes(terms []entry) {
	type vote struct {
		month, hour   float64
		state, member string
	}
	sum := map[vote]float64{}
	of := func(v entry) vote {
		return vote{v.number("month"), v.number("hour"), v.text("state"), v.text("member")}
	}
	for _, v := range terms {
		c.within(v, false)
		sum[of(v)] += v.number("value")
	}
	for _, v := range terms {
		c.same(v, "support", sum[of(v)], "the sum of its terms")
		c.must(slices.Contains([]string{"yes", "abstain", "no"}, v.text("choice")), v, "the choice is %q", v.text("choice"))
	}
}
