package text

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"casus/report/screen"
	"casus/scenario"
)

// Moved prints the usual priors that were fitted to protests, and where they began.
func Moved(w io.Writer, priors map[string]scenario.Prior, file string) {
	var rows [][]string
	for _, n := range slices.Sorted(maps.Keys(priors)) {
		p, _ := scenario.Assumed(n)
		rows = append(rows, []string{n, spread(p.Prior), spread(priors[n]), p.Unit})
	}
	screen.Table(w, []string{"usual prior", "assumed", "fitted", "unit"}, rows)
	fmt.Fprintf(w, "Median, and the middle 90 %%. %s holds them; the program reads scenario/%s when it is built\n", file, scenario.StreetFile)
}

func spread(p scenario.Prior) string {
	return fmt.Sprintf("%.3g [%.3g, %.3g]", p.Quantile(0.5), p.Quantile(0.05), p.Quantile(0.95))
}
