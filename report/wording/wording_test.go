package wording

import (
	"testing"

	"casus/claims"
	"casus/stats"
)

func TestEffectSentence(t *testing.T) {
	here, there := 12_000.4, 23_456.4
	x := claims.Result{
		Claim: claims.Claim{World: "as-modelled", Against: "nobody-deserts-no-rumour"}, Kind: claims.Difference,
		Effect: &stats.Effect{N: 235, Mean: -11_456, Low: -12_345.4, High: -10_567}, Here: &here, There: &there, Unit: "people",
	}
	want := "12,000 in as-modelled, 23,456 in nobody-deserts-no-rumour; difference -11,456 [-12,345, -10,567] people, over 235 runs"
	if got := EffectSentence(x); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	here, there = 0.41, 0.38
	x.World, x.Against, x.Unit = "unilateral", "as-modelled", "probability"
	x.Effect = &stats.Effect{N: 90, Mean: 0.03, Low: -0.01, High: 0.07}
	want = "41 % in unilateral, 38 % in as-modelled; difference +3 [-1, +7] percentage points, over 90 runs"
	if got := EffectSentence(x); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	x.Kind, x.Unit = claims.Order, "hours"
	want = "0.41 and 0.38 hours on average, so that the first is ahead by +0.03 [-0.01, +0.07] hours, over 90 runs in which both come"
	if got := EffectSentence(x); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPhrases(t *testing.T) {
	for n, want := range map[int]string{7: "7", 45: "45", 99: "99", 101: "110", 457: "460", 460: "460", 1089: "1,100", 123_456: "130,000"} {
		if got := roughly(n); got != want {
			t.Errorf("roughly %d: %s, want %s", n, got, want)
		}
	}
	if got := Chance(claims.Flip{Separation: stats.Separation{P: stats.LeastP}}); got != "p ≤ 0.001" {
		t.Errorf("the smallest p-value is %q", got)
	}
	if got := Where(claims.Flip{Unit: "people", Separation: stats.Separation{Threshold: 1634.2}}); got != "below 1,634 (people)" {
		t.Error(got)
	}
}

func TestAgainst(t *testing.T) {
	better, unsure, worse := stats.Estimate{Value: -2, Low: -3, High: -1}, stats.Estimate{Value: -1, Low: -3, High: 1}, stats.Estimate{Value: 2, Low: 1, High: 3}
	for _, c := range []struct {
		of   []stats.Estimate
		want string
	}{
		{[]stats.Estimate{better, better}, "better than a and b"},
		{[]stats.Estimate{unsure, better}, "better than b; no better than a"},
		{[]stats.Estimate{worse, unsure}, "no better than b; worse than a"},
	} {
		if got := Against([]string{"a", "b"}, c.of); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
