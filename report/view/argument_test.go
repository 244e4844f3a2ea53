package view

import (
	"slices"
	"testing"

	"casus/claims"
	"casus/scenario"
)

// Where a statement has several claims each says how it reads it, and what contradicts is
// the first that can be chosen.
func TestClaimsOnOneStatementAreToldApart(t *testing.T) {
	result := func(label string, v claims.Verdict) claims.Result {
		return claims.Result{Claim: claims.Claim{Statement: "S9", Text: "It gains.", Note: "against the time before", Event: "a > b"}, Label: label, Verdict: v}
	}
	m := &maker{s: &scenario.Scenario{}}
	if v := m.verdict(result("S9 (2 of 2)", claims.Consistent)); v.Read != "Read here: against the time before." {
		t.Errorf("%q", v.Read)
	}
	if v := m.verdict(result("S9", claims.Consistent)); v.Read != "" {
		t.Errorf("%q, where there is one claim", v.Read)
	}
	if list := kinds([]claims.Result{result("S9", claims.Consistent), result("S9", claims.Contradicted), result("S9", claims.Consistent)}); !slices.Equal(list, []string{"contradicted", "consistent"}) {
		t.Errorf("%v", list)
	}
}
