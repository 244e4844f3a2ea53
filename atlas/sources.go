package atlas

import (
	"fmt"
	"strings"
)

// told writes SOURCES.md.
func (d *drawing) told() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Where the data of %s come from\n\n", d.doc.ID)
	fmt.Fprintf(&b, "Drawn by `casus new %s --country %s --year %d` from the tables of casus, library/world. No number was fitted to what happened in that state and year: the scenario is uncalibrated. "+
		"Its usual priors were read off scenarios of six real crises. A *datum* is of the year named; *carried*, of another year near it; *derived*, worked out from others; what is not listed here is an assumption, and says so in parameters.yaml. "+
		"Towns and people of regions were in part corrected by hand: library/world/CHECKED.md.\n\n", d.doc.ID, d.ISO3, d.Year)
	b.WriteString("| Input | Value | Kind, year | Source | Licence |\n|---|---|---|---|---|\n")
	for _, l := range d.lines {
		c := credits[l.from]
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", l.what, l.value, l.kind, c.name, c.licence)
	}
	b.WriteString("\n## What was assumed\n\n")
	for _, n := range d.notes {
		fmt.Fprintf(&b, "- %s\n", n)
	}
	b.WriteString("\n## What is missing\n\nNo table has it; where the scenario needs it, there is a wide prior.\n\n")
	for _, m := range d.Missing {
		fmt.Fprintf(&b, "- %s\n", m)
	}
	return b.String()
}

type credit struct{ name, licence string }

// credits are the sources of the tables, as library/world/README.md has them.
var credits = map[string]credit{
	"wpp":          {"UN DESA, World Population Prospects 2024; Gapminder", "CC BY 3.0 IGO"},
	"gpw":          {"CIESIN, Gridded Population of the World v4.11, doi:10.7927/H49C6VHW", "CC BY 4.0"},
	"geonames":     {"GeoNames, geonames.org, March 2023", "CC BY 4.0"},
	"naturalearth": {"Made with Natural Earth", "public domain"},
	"wdi":          {"World Bank, World Development Indicators (armed forces: IISS; military expenditure: SIPRI); Gapminder", "CC BY 4.0"},
	"regimes":      {"Skaaning, Gerring and Bartusevičius, doi:10.7910/DVN/WPKNIT; Anckar and Fredriksson, doi:10.7910/DVN/7SSSAH; later types by hand", "CC0"},
	"voting":       {"Bailey, Strezhnev and Voeten, doi:10.7910/DVN/LEJUQZ", "CC0"},
	"mm":           {"Mass Mobilization (Clark and Regan), doi:10.7910/DVN/HTTWYL", "CC0"},
	"charters":     {"compiled by hand, library/world/organisations.csv and alliances.csv", "of casus"},
}
