package rates

// Use is a usual prior (scenario/coefficients.yaml) with the rates that it was taken from.
type Use struct {
	Parameter string
	Rates     []string // ids
}

// Used are the usual priors that were taken from rates, in the order of the sections.
var Used = []Use{
	{"relations.war_rate", []string{"party-organisations-1946", "war-organisations-1946"}},
	{"relations.war_months", []string{"party-organisations-1946-lasts", "war-organisations-1946-lasts"}},
	{"relations.attack_rate", []string{"attacked-led-1946", "attacked-or-disputed-led-1946"}},
	{"relations.attack_help", []string{"lead-troops-led-1946", "lead-troops-any-pact-1946"}},
	{"relations.attack_short", []string{"less-any-pact-1946", "less-any-pact-1990"}},
	{"relations.leave_rate", []string{"exit-led-1946", "suspension-led-1946"}},
	{"relations.leave_cause", []string{"exit-after-silence-1946"}},
}

// Of finds a rate by its id; false where nothing was at risk before the date.
func (t *Table) Of(id string) (Rate, bool) {
	for _, s := range t.Sections {
		for _, r := range s.Rates {
			if r.ID == id {
				return r, true
			}
		}
	}
	return Rate{}, false
}
