package eventstudy

import (
	"fmt"
	"strings"
)

// YAML writes priors in the form of parameters.yaml, to be put in the place of lines
// there or among the usual priors. Command is how they are made again.
func YAML(command string, s *Study, priors []Prior) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Written by %s; do not edit.\n# From an event study of votes in the General Assembly before %d; docs/eventstudy.md has the estimates.\n", command, s.Before)
	for _, p := range priors {
		fmt.Fprintf(&b, "# %s\n%s: {prior: %s, unit: %q, source: %q, why: %q}\n", p.Derivation, p.Name, p.Prior, p.Unit, command, p.Why)
	}
	return []byte(b.String())
}
