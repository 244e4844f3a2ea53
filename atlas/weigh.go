package atlas

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"casus/sim"
)

// This file says how states stand to each other: what they have, how near and how like they are.

// past is a state that is no more: where its capital was, and of which states of today
// the people are now, with the share of them that it had.
type past struct {
	name     string
	lat, lon float64
	now      map[string]float64
}

// former are the states that are no more, of which the tables have alliances and regimes.
// Shares of people are of their last year (United Nations, World Population Prospects,
// and the census of the German Democratic Republic of 1981 with the Statistical
// Yearbook of 1990).
var former = map[string]past{
	"CSK": {"Czechoslovakia", 50.088, 14.42, map[string]float64{"CZE": 1, "SVK": 1}},
	"DDR": {"German Democratic Republic", 52.52, 13.405, map[string]float64{"DEU": 0.21}},
	"VDR": {"Republic of Vietnam", 10.823, 106.63, map[string]float64{"VNM": 0.45}},
	"YMD": {"People's Democratic Republic of Yemen", 12.78, 45.037, map[string]float64{"YEM": 0.2}},
	"EAZ": {"Zanzibar", -6.163, 39.198, map[string]float64{"TZA": 0.03}},
}

// capital is the position of a state's capital.
func (g *gathered) capital(iso3 string) (lat, lon float64) {
	if x, ok := former[iso3]; ok {
		return x.lat, x.lon
	}
	x := g.row(iso3)
	return x.lat, x.lon
}

// atOdds reports whether two states are rivals or enemies at the beginning of a year, so
// that neither asks the other for help.
func (g *gathered) atOdds(a, b string, year int) bool {
	return slices.ContainsFunc(g.rivals, func(r rivalRow) bool {
		return (r.a == a && r.b == b || r.a == b && r.b == a) && r.from < year && year <= r.to
	})
}

// distance between the capitals of two states, km.
func (g *gathered) distance(a, b string) float64 {
	lat1, lon1 := g.capital(a)
	lat2, lon2 := g.capital(b)
	return sim.GreatCircle(lat1, lon1, lat2, lon2)
}

// of is a number of a state: that of today's, or of those that have come of it.
func (g *gathered) of(iso3 string, number func(iso3 string) float64) (sum float64) {
	x, ok := former[iso3]
	if !ok {
		return number(iso3)
	}
	for _, now := range slices.Sorted(maps.Keys(x.now)) {
		sum += float64(x.now[now] * number(now))
	}
	return sum
}

// populationOf is how many people a state had in the middle of a year.
func (g *gathered) populationOf(iso3 string, year int) float64 {
	return g.of(iso3, func(iso3 string) float64 {
		p, _ := g.peopleIn(iso3, year)
		return p.everybody
	})
}

// armedOf are the armed forces of a state of today at the beginning of a year: of the
// year before, or the last that are known of the ten before; else, since the table goes
// from 1985 to 2020, the share of the people who were in them in the nearest year.
func (g *gathered) armedOf(iso3 string, year int) (Figure, bool) {
	if f, ok := latest(g.indicators, iso3, "armed_forces", year-1); ok {
		return f, true
	}
	f, ok := closest(g.indicators, iso3, "armed_forces", year-1)
	then, a := g.peopleIn(iso3, f.Year)
	now, b := g.peopleIn(iso3, year-1)
	if !ok || !a || !b {
		return Figure{}, false
	}
	share := f.Value / then.everybody
	return Figure{Value: math.Round(share * now.everybody), Year: year - 1, Kind: Derived, How: fmt.Sprintf("%.2g %% of the people, as in %d", 100*share, f.Year)}, true
}

// armed are the armed forces of a state at the beginning of a year, 0 where nothing is known.
func (g *gathered) armed(iso3 string, year int) float64 {
	return g.of(iso3, func(iso3 string) float64 {
		f, _ := g.armedOf(iso3, year)
		return f.Value
	})
}

// spending is military expenditure of the year before, million US dollars of 2015; the
// last that is known, else the nearest; where it is not known, what armed forces cost a
// poor state, 2,000 dollars a head.
func (g *gathered) spending(iso3 string, year int) float64 {
	return g.of(iso3, func(iso3 string) float64 {
		share, a := lastOrClosest(g.indicators, iso3, "military_expenditure_pct_gdp", year-1)
		income, b := lastOrClosest(g.indicators, iso3, "gdp_pc_usd2015", year-1)
		p, c := g.peopleIn(iso3, year-1)
		if a && b && c {
			return share.Value / 100 * income.Value * p.everybody / 1e6
		}
		return 0.002 * g.armed(iso3, year)
	})
}

// borders reports whether two states have a land border.
func (g *gathered) borders(a, b string) bool {
	return slices.ContainsFunc(g.row(a).neighbours, func(n Neighbour) bool { return n.ISO3 == b })
}

// alignmentOf is how near two states vote, 0 to 1: 1 less the difference of their
// positions by the width of the scale. It is ½ where one of them has no position. Of are
// the years of their votes.
func (g *gathered) alignmentOf(a, b string, year int) (align float64, of string, known bool) {
	x, ok := g.voteOf(a, year)
	y, also := g.voteOf(b, year)
	if !ok || !also {
		return 0.5, "", false
	}
	of = fmt.Sprint(x.year)
	if x.year != y.year {
		of += fmt.Sprintf(" and %d", y.year)
	}
	return max(0.05, min(0.95, 1-math.Abs(x.ideal-y.ideal)/voteWidth)), of, true
}

// voteWidth is about the width of the scale of positions in the Assembly: the USA
// stand near 2.5, most of the others between −1.5 and 1.
const voteWidth = 4

// likeness of two regimes, 0 to 1: 1 where level and type are the same; a step of the
// electoral level costs an eighth, another type a fifth.
func (g *gathered) likeness(a, b string, year int) float64 {
	x, ok := g.regimeIn(a, year-1)
	y, also := g.regimeIn(b, year-1)
	if !ok || !also || x.level == nil || y.level == nil {
		return 0.5
	}
	alike := 1 - math.Abs(*x.level-*y.level)/8
	if x.kind != y.kind {
		alike -= 0.2
	}
	return max(0.05, alike)
}

// level of elections of a state, 3 where nothing is coded.
func (g *gathered) level(iso3 string, year int) float64 {
	if r, ok := g.regimeIn(iso3, year-1); ok && r.level != nil {
		return *r.level
	}
	return 3
}

// protestYears are those of which protests are coded among the ten before a year.
func protestYears(year int) (from, to int) {
	return max(unrestFrom, min(year, unrestTo+1)-meanOver), min(year-1, unrestTo)
}

// violentProtests of a state a year, over the years of the ten before that are coded,
// with half a protest added; before there are any, those of the mean state over all years.
func (g *gathered) violentProtests(iso3 string, year int) float64 {
	from, to := protestYears(year)
	sum, years := 0.5, float64(to-from+1)
	if to < from {
		years = float64(len(g.all) * (unrestTo - unrestFrom + 1))
	}
	for _, r := range g.unrest {
		if to < from || r.iso3 == iso3 && r.year >= from && r.year <= to {
			sum += r.counts["violent"]
		}
	}
	return sum / years
}
