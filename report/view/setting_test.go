package view_test

import (
	"strings"
	"testing"

	"casus/report/view"
)

// What begins a crisis is said of every scenario, and who may be asked for help by whom it
// is led.
func TestTheSettingIsSaid(t *testing.T) {
	setting := func(in view.Input) map[string]string {
		p, text := of(t, in)
		said := map[string]string{}
		for _, e := range p.Story.Setting {
			said[e.Label] = e.Value
		}
		for _, jargon := range []string{"replicate", "vacuous", "uniform", "lognormal", "under these priors"} {
			if i := strings.Index(text, jargon); i >= 0 {
				t.Errorf("%s: …%s…", in.Scenario.ID, text[max(0, i-80):min(len(text), i+80)])
			}
		}
		return said
	}
	for id, want := range map[string][]string{
		"kazakhstan-2022": {"The price of fuel, which costs the regime some 7", " people in Zhanaozen on 2 January 2022, 09:00, ", "Collective Security Treaty Organization, of 6 members. Its lead nation is Russia; it acts with the lead nation's yes and nobody's no."},
		"small-kingdom":   {"The count of the election, which ", "in the capital on ", "more yes than no"},
		"hungary-1956":    {"; and a poor harvest, and shortages, which", "in Budapest on 23 October 1956", "Warsaw Pact, of 8 members. Its lead nation is the Soviet Union; it acts if the lead nation wills it."},
	} {
		said := setting(played(t, shipped(t, id), ask{runs: 1, scale: 1000}))
		text := said["what sets it off"] + "\n" + said["who may be asked for help"]
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: no %q in %q", id, part, text)
			}
		}
		if is := said["what nobody chooses"]; (is != "") != (id == "small-kingdom") || is != "" && !strings.HasPrefix(is, "The army arrests its generals on ") {
			t.Errorf("%s: events are %q", id, is)
		}
	}
	said := setting(played(t, drawn(t, "BOL"), ask{runs: 1, scale: 1000}))
	if !strings.HasPrefix(said["who may be asked for help"], "Organization of American States, of ") || !strings.Contains(said["who may be asked for help"], "lead nation is United States") || !strings.Contains(said["what sets it off"], "in La Paz on 1 January 2022") {
		t.Errorf("%q", said)
	}
}
