package rates

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casus/scenario"
)

// Every usual prior whose source is casus rates is listed, with a rate of which its source
// gives the count or the rate.
func TestPriorsTakenFromRates(t *testing.T) {
	table := count(t, shipped(), Latest)
	for _, c := range scenario.Coefficients() {
		p, ok := scenario.Usual(c.Name)
		if ok && strings.Contains(p.Source, "casus rates") && !slices.ContainsFunc(Used, func(u Use) bool { return u.Parameter == c.Name }) {
			t.Errorf("the prior of %s is taken from rates, and is not listed", c.Name)
		}
	}
	for _, u := range Used {
		p, ok := scenario.Usual(u.Parameter)
		if !ok {
			t.Errorf("no usual prior of %s", u.Parameter)
		}
		named := false
		for _, id := range u.Rates {
			r, there := table.Of(id)
			if !there {
				t.Errorf("%s: no rate %s", u.Parameter, id)
				continue
			}
			named = named || strings.Contains(p.Source, fmt.Sprintf("%.1f years", r.Value)) || strings.Contains(p.Source, fmt.Sprintf(" %d ", r.Count)) || r.Count == 0 && strings.Contains(p.Source, fmt.Sprintf(" of %d ", r.Exposure))
		}
		if !named {
			t.Errorf("the source of %s gives none of %v: %s", u.Parameter, u.Rates, p.Source)
		}
	}
}
