package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// StreetYAML writes the usual priors that a command has fitted to protests, as they
// are read from [StreetFile]: the form is that of coefficients.yaml. Data says what
// they were fitted to, and by which of them it can be told again.
func StreetYAML(command, data string, priors map[string]Prior) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# Written by %s; do not edit.\n# Fitted to %s.\n", command, data)
	if len(priors) == 0 {
		b.WriteString("{}\n")
	}
	for _, n := range slices.Sorted(maps.Keys(priors)) {
		p, ok := Assumed(n)
		if !ok {
			return nil, fmt.Errorf("%s has no usual prior", n)
		}
		fmt.Fprintf(&b, "%s: {prior: %s, unit: %q, source: %q, why: %q}\n", n, priors[n], p.Unit, command, "single protests; before: "+strings.Trim(p.Prior.String(), "{}"))
	}
	return []byte(b.String()), nil
}
