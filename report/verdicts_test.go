package report_test

import (
	"io"
	"strings"
	"testing"

	"casus/claims"
	"casus/report"
	"casus/stats"
)

// A verdict that occurs is in the legend, and no other; a claim about a mean, or one
// that never arises, is named below with its verdict.
func TestVerdictsSayWhatTheyShow(t *testing.T) {
	likely := claims.Range{Low: 0.55, High: 0.80}
	claim := func(id string, hits int, v claims.Verdict) claims.Result {
		return claims.Result{Claim: claims.Claim{ID: id, Statement: "S1"}, Label: "S1 (1 of 2)", Means: &likely, Judged: 400, Holds: stats.ShareOf(hits, 400), Verdict: v}
	}
	mean, never := claim("a-mean", 200, claims.Consistent), claim("never", 0, claims.Vacuous)
	mean.Means, never.Judged = nil, 0
	argument := &claims.Report{Title: "A crisis", Results: []claims.Result{
		claim("right", 270, claims.Consistent), claim("too-weak", 380, claims.Stronger), claim("wrong", 40, claims.Contradicted), claim("open", 320, claims.Undecided), mean, never,
	}}
	unlikely := claim("less", 40, claims.Stronger) // in the words of the table
	unlikely.Means = &claims.Range{Low: 0.20, High: 0.45}
	argument.Results = append(argument.Results, unlikely)
	svg := drawn(t, func(w io.Writer) error { return report.Verdicts(w, argument) })
	for _, want := range []string{"right", "too-weak", "wrong", "open", "range of the word that was said", "consistent: ", "even less likely than claimed, or even more likely than claimed", "contradicted: ", "undecided at this sample: ",
		"about a mean, consistent: S1 (1 of 2) a-mean", "no run to judge, without a case to judge: S1 (1 of 2) never"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, not := range []string{"weaker than claimed", "stronger"} {
		if strings.Contains(svg, not) {
			t.Errorf("there is a %q", not)
		}
	}
	if err := report.Verdicts(io.Discard, &claims.Report{Results: []claims.Result{mean}}); err != nil {
		t.Error(err)
	}
}
