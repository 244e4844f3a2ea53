package atlas

import (
	"fmt"
	"math"
	"strings"
)

// Kind says where a figure comes from.
type Kind string

// A figure is a datum of the year; one carried from an earlier year; derived from
// other figures; or a prior, where nothing is known.
const (
	Datum   Kind = "datum"
	Carried Kind = "carried"
	Derived Kind = "derived"
	Guessed Kind = "prior"
)

// Figure is a number with its year and kind.
type Figure struct {
	Value float64 `json:"value"`
	Year  int     `json:"year" doc:"of which it speaks"`
	Kind  Kind    `json:"kind" doc:"datum; carried, from an earlier year or the nearest; derived; or prior"`
	How   string  `json:"how,omitempty" doc:"how it was derived, or why it was carried"`
}

// From tells year and kind in words: "2021", "2018, carried", "derived: …".
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
}

// Indicators lists those that sheets show, in their order. Stocks and habits keep for
// ten years, what changes from year to year for three.
var Indicators = []Indicator{
	{"gdp_pc_usd2015", "income per head", "US dollars of 2015", 0, 1e6, 3},
	{"gdp_pc_growth_pct", "growth of income per head", "% a year", -99, 1000, 3},
	{"inflation_deflator_pct", "inflation (deflator of the domestic product)", "% a year", -100, 1e6, 3},
	{"youth_unemployment_pct", "unemployment of the young", "% of those who work or look for work", 0, 100, 10},
	{"unemployment_pct", "unemployment", "% of those who work or look for work", 0, 100, 10},
	{"gini", "inequality of incomes (Gini)", "0 to 100", 0, 100, 10},
	{"urban_pct", "in towns", "% of the people", 0, 100, 10},
	{"internet_users_pct", "use the internet", "% of the people", 0, 100, 3},
	{"cell_phones_per_100", "mobile phones", "per 100 people", 0, 1000, 3},
	{"merchandise_trade_pct_gdp", "trade in goods", "% of the domestic product", 0, 10_000, 3},
	{"oil_toe_per_person", "oil produced", "tonnes per head", 0, 1000, 10},
	{"petrol_usd_per_litre", "petrol", "US dollars a litre", 0, 100, 3},
	{"homicides_per_100k", "homicides", "per 100,000 people", 0, 1000, 10},
	{"military_expenditure_pct_gdp", "military expenditure", "% of the domestic product", 0, 1000, 10},
	{"arms_imports_tiv", "arms imported", "trend-indicator value, US dollars of 1990", 0, 1e11, 10},
	{"armed_forces", "armed forces with paramilitary", "people", 0, 2e7, 10},
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
	best, found := indicatorRow{}, false
	for _, r := range rows {
		if r.iso3 == iso3 && r.id == id && r.year <= year && r.year >= year-keeps && (!found || r.year > best.year) {
			best, found = r, true
		}
	}
	f := Figure{Value: best.value, Year: best.year, Kind: Datum}
	if best.year != year {
		f.Kind = Carried
	}
	return f, found
}

// closest is the figure of a series of the year nearest to one, before or after it.
func closest(rows []indicatorRow, iso3, id string, year int) (Figure, bool) {
	best, found := indicatorRow{}, false
	for _, r := range rows {
		if r.iso3 == iso3 && r.id == id && (!found || away(r.year, year) < away(best.year, year)) {
			best, found = r, true
		}
	}
	f := Figure{Value: best.value, Year: best.year, Kind: Datum}
	if best.year != year {
		f.Kind = Carried
	}
	return f, found
}

func away(a, b int) int { return int(math.Abs(float64(a - b))) }
