package main

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"casus/claims"
	"casus/report/number"
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
			Kind:  claims.Difference, Means: &likely, Judged: 235, Holds: stats.ShareOf(225, 235), Verdict: claims.Stronger, Effect: effect, Here: &here, There: &there, Unit: "people",
		},
		{
			Claim: claims.Claim{ID: "rare", Statement: "S25", Text: "It is unlikely.", Word: "unlikely", Event: "x > 0", World: "as-modelled"},
			Kind:  claims.Probability, Means: &unlikely, Judged: 400, Holds: stats.ShareOf(4, 400), Verdict: claims.Stronger,
		},
		{
			Claim: claims.Claim{ID: "open", Statement: "S26", Text: "It rises.", Rises: "x > 0", World: "unilateral", Against: "as-modelled"},
			Kind:  claims.Difference, Judged: 90, Verdict: claims.Undecided, Needed: 457, Effect: &stats.Effect{N: 90, Mean: 0.03, Low: -0.01, High: 0.07}, Unit: "probability",
		},
	}}
}

func TestClaimsTableFits(t *testing.T) {
	r := reported()
	for columns := 70; columns <= 200; columns += 5 {
		table := claimsTable(r, columns)
		if width := lipgloss.Width(table); width > columns {
			t.Errorf("%d columns wide where there are %d\n%s", width, columns, table)
		}
	}
	table := claimsTable(r, 160)
	for _, want := range []string{
		"that it falls", "even more likely than", "even less likely than", "-11,456 [-12,345, -10,567]", "people, n = 235",
		"against", "nobody-deserts-no-rumour", "unilateral against", "+3 [-1, +7]", "percentage points, n = 90", "some 460",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("no %q in\n%s", want, table)
		}
	}
	if got, want := verdicts(r), "1 even less likely than claimed, 1 even more likely than claimed, 1 undecided at this sample"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEffectSentence(t *testing.T) {
	r := reported()
	want := "12,000 in as-modelled, 23,456 in nobody-deserts-no-rumour; difference -11,456 [-12,345, -10,567] people, over 235 replicates"
	if got := effectSentence(r.Results[0]); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	here, there := 0.41, 0.38
	x := r.Results[2]
	x.Here, x.There = &here, &there
	want = "41 % in unilateral, 38 % in as-modelled; difference +3 [-1, +7] percentage points, over 90 replicates"
	if got := effectSentence(x); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	x.Kind, x.Unit = claims.Order, "hours"
	want = "0.41 and 0.38 hours on average, so that the first is ahead by +0.03 [-0.01, +0.07] hours, over 90 replicates in which both come"
	if got := effectSentence(x); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{7: "7", 45: "45", 99: "99", 101: "110", 457: "460", 460: "460", 1089: "1,100", 123_456: "130,000"} {
		if got := roughly(n); got != want {
			t.Errorf("roughly %d: %s, want %s", n, got, want)
		}
	}
	for s, want := range map[string]string{"1": "1", "-123": "-123", "+1234": "+1,234", "-1234567.25": "-1,234,567.25", "999.12345": "999.12345"} {
		if got := number.Grouped(s); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
	if got := chance(claims.Flip{Separation: stats.Separation{P: stats.LeastP}}); got != "p ≤ 0.001" {
		t.Errorf("the smallest p-value is %q", got)
	}
	if got := where(claims.Flip{Unit: "people", Separation: stats.Separation{Threshold: 1634.2}}); got != "below 1,634 (people)" {
		t.Error(got)
	}
}
