package atlas

import (
	"fmt"
	"strings"
)

// Kind says where a figure comes from.
type Kind string

// A figure is a datum of its year, carried from another year, or derived from other
// figures. What is not known has none.
const (
	Datum   Kind = "datum"
	Carried Kind = "carried"
	Derived Kind = "derived"
)

// Figure is a number with its year and kind.
type Figure struct {
	Value float64 `json:"value"`
	Year  int     `json:"year" doc:"of which it speaks"`
	Kind  Kind    `json:"kind" doc:"datum; carried, from another year; or derived"`
	How   string  `json:"how,omitempty" doc:"how it was derived"`
}

// From tells year and kind in words: "2021", "carried from 2018", "derived: …".
func (f Figure) From() string {
	switch f.Kind {
	case Datum:
		return fmt.Sprint(f.Year)
	case Carried:
		return fmt.Sprintf("carried from %d", f.Year)
	}
	return strings.TrimSuffix(fmt.Sprintf("%s: %s", f.Kind, f.How), ": ")
}

// Indicator is a series of the table of indicators.
type Indicator struct {
	ID, Name, Unit string
	Low, High      float64 // the range of its values
	Keeps          int     // years for which a value may be carried
	Drawn          bool    // a scenario needs it
}

// Indicators lists those that sheets show, in their order. Stocks and habits keep for
// ten years, what changes from year to year for three.
var Indicators = []Indicator{
	{"gdp_pc_usd2015", "income per head", "US dollars of 2015", 0, 1e6, 3, true},
	{"gdp_pc_growth_pct", "growth of income per head", "% a year", -99, 1000, 3, true},
	{"inflation_deflator_pct", "inflation (deflator of the domestic product)", "% a year", -100, 1e6, 3, true},
	{"youth_unemployment_pct", "unemployment of the young", "% of those who work or look for work", 0, 100, 10, true},
	{"unemployment_pct", "unemployment", "% of those who work or look for work", 0, 100, 10, false},
	{"gini", "inequality of incomes (Gini)", "0 to 100", 0, 100, 10, true},
	{"urban_pct", "in towns", "% of the people", 0, 100, 10, false},
	{"internet_users_pct", "use the internet", "% of the people", 0, 100, 3, false},
	{"cell_phones_per_100", "mobile phones", "per 100 people", 0, 1000, 3, false},
	{"merchandise_trade_pct_gdp", "trade in goods", "% of the domestic product", 0, 10_000, 3, false},
	{"oil_toe_per_person", "oil produced", "tonnes per head", 0, 1000, 10, false},
	{"petrol_usd_per_litre", "petrol", "US dollars a litre", 0, 100, 3, false},
	{"homicides_per_100k", "homicides", "per 100,000 people", 0, 1000, 10, false},
	{"military_expenditure_pct_gdp", "military expenditure", "% of the domestic product", 0, 1000, 10, true},
	{"arms_imports_tiv", "arms imported", "trend-indicator value, US dollars of 1990", 0, 1e11, 10, false},
	{"armed_forces", "armed forces with paramilitary", "people", 0, 2e7, 10, true},
}

// latest is the figure of a series for a year: the datum of the year, else the last one
// before it, for as many years as it keeps. The second result is false where there is
// neither.
func latest(rows []indicatorRow, iso3, id string, year int) (Figure, bool) {
	keeps := 0
	for _, k := range Indicators {
		if k.ID == id {
			keeps = k.Keeps
		}
	}
	return nearest(rows, iso3, id, year, func(of int) bool { return of <= year && of >= year-keeps })
}

// closest is the figure of a series of the year nearest to one, before or after it.
func closest(rows []indicatorRow, iso3, id string, year int) (Figure, bool) {
	return nearest(rows, iso3, id, year, func(int) bool { return true })
}

// lastOrClosest is the latest figure of a series for a year or, where there is none, the closest.
func lastOrClosest(rows []indicatorRow, iso3, id string, year int) (Figure, bool) {
	if f, ok := latest(rows, iso3, id, year); ok {
		return f, true
	}
	return closest(rows, iso3, id, year)
}

// nearest is the figure of a series of the year nearest to one, of those that will do;
// of two as near, the earlier.
func nearest(rows []indicatorRow, iso3, id string, year int, will func(of int) bool) (Figure, bool) {
	best, found := indicatorRow{}, false
	for _, r := range rows {
		if r.iso3 == iso3 && r.id == id && will(r.year) && (!found || apart(r.year, year) < apart(best.year, year)) {
			best, found = r, true
		}
	}
	f := Figure{Value: best.value, Year: best.year, Kind: Datum}
	if best.year != year {
		f.Kind = Carried
	}
	return f, found
}

func apart(a, b int) int { return max(a-b, b-a) }
