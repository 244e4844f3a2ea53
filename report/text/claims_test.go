package text

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"casus/claims"
	"casus/report/screen"
	"casus/report/wording"
	"casus/stats"
)

// reported is a claim of every kind of row.
func reported() *claims.Report {
	likely, unlikely := claims.Range{Low: 0.55, High: 0.80}, claims.Range{Low: 0.20, High: 0.45}
	here, there := 12_000.4, 23_456.4
	effect := &stats.Effect{N: 235, Mean: -11_456, Low: -12_345.4, High: -10_567}
	return &claims.Report{Title: "A crisis", Replicates: 400, Worlds: []string{"as-modelled", "nobody-deserts-no-rumour"}, Results: []claims.Result{
		{
			Claim: claims.Claim{ID: "falls", Statement: "S1", Text: "Fewer people will be out in the streets wherever the unexpected happens.", Word: "likely", Falls: "crowd", World: "as-modelled", Against: "nobody-deserts-no-rumour"},
			Kind:  claims.Difference, Label: "S1 (1 of 2)", Means: &likely, Judged: 235, Holds: stats.ShareOf(225, 235), Verdict: claims.Stronger, Effect: effect, Here: &here, There: &there, Unit: "people",
		},
		{
			Claim: claims.Claim{ID: "rare", Statement: "S25", Text: "It is unlikely.", Word: "unlikely", Event: "x > 0", World: "as-modelled"},
			Kind:  claims.Probability, Label: "S25", Means: &unlikely, Judged: 400, Holds: stats.ShareOf(4, 400), Verdict: claims.Stronger,
		},
		{
			Claim: claims.Claim{ID: "open", Statement: "S26", Text: "It rises.", Rises: "x > 0", World: "unilateral", Against: "as-modelled"},
			Kind:  claims.Difference, Label: "S26", Judged: 90, Verdict: claims.Undecided, Needed: 457, Effect: &stats.Effect{N: 90, Mean: 0.03, Low: -0.01, High: 0.07}, Unit: "probability",
		},
	}}
}

func TestClaimsTableFits(t *testing.T) {
	r := reported()
	var b strings.Builder
	Claims(screen.Fit(&b), r, "out", Commands{})
	table := b.String()
	if width := lipgloss.Width(table); width > screen.PlainColumns {
		t.Errorf("%d columns wide\n%s", width, table)
	}
	for _, want := range []string{
		"│(1 of 2)│", "that it", "even more likely", "even less likely", "[-12,345, -10,567]", "people, n = 235",
		"against", "nobody-deserts-no-rumour", "unilateral against", "+3 [-1, +7]", "n = 90", "some 460",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("no %q in\n%s", want, table)
		}
	}
	if got, want := wording.Verdicts(r), "1 even less likely than claimed, 1 even more likely than claimed, 1 undecided at this sample"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
