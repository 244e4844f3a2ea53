package wording

import (
	"fmt"
	"strings"

	"casus/ensemble"
)

// Asked says in what runs are not those of the scenario as it is: their world, the
// record's decisions, what is done and set, luck of their own, other replicates than the
// first, another scale; "" where they are. Every heading has it, so that no result is
// taken for another.
func Asked(a ensemble.Asked) string {
	var parts []string
	add := func(format, value string) {
		if value != "" {
			parts = append(parts, fmt.Sprintf(format, value))
		}
	}
	add("world %s", a.Settings["world"])
	if a.Mode == "recorded" {
		parts = append(parts, "mode recorded: the record's decisions")
	}
	add("do %s", a.Settings["do"])
	add("set %s", a.Settings["set"])
	add("a design of %s", a.Settings["design"])
	add("luck %s", a.Settings["luck"])
	if a.First > 0 {
		parts = append(parts, fmt.Sprintf("replicates from number %d", a.First))
	}
	if a.Scale != a.Usual {
		parts = append(parts, fmt.Sprintf("scale %g", a.Scale))
	}
	return strings.Join(parts, "; ")
}
