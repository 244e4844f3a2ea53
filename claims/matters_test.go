package claims

import (
	"slices"
	"testing"

	"casus/stats"
)

// Whether an effect matters follows from its interval and the direction claimed.
func TestWhatMatters(t *testing.T) {
	for name, x := range map[string]struct {
		low, high, sign float64
		least           Least
		want            Matter
	}{
		"beyond":           {0.03, 0.05, 1, "0.02", Matters},
		"falls beyond":     {-0.05, -0.03, -1, "0.02", Matters},
		"the other way":    {-0.05, -0.03, 1, "0.02", Contrary},
		"within":           {-0.01, 0.015, 1, "0.02", Small},
		"across":           {0.01, 0.03, 1, "0.02", Across},
		"across the other": {-0.03, 0.01, 1, "0.02", Across},
		"none":             {0.01, 0.03, 1, NoLeast, ""},
		"not said":         {0.01, 0.03, 1, "", ""},
	} {
		r := Result{Claim: Claim{Matters: x.least}, Effect: &stats.Effect{N: 100, Low: x.low, High: x.high}}
		if got := r.matter(&compiled{sign: x.sign}); got != x.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := (&Result{Claim: Claim{Matters: "0.02"}}).matter(&compiled{sign: 1}); got != "" {
		t.Errorf("without an effect: %q", got)
	}
}

// A claim about a month is judged at others too, as if it were written so; one about two
// months, or none, is not.
func TestVerdictsAtOtherMonths(t *testing.T) {
	files := folder(t, "small-state")
	files[File] = folder(t, "kazakhstan-2022")[File]
	files[File].Data = []byte(`about: a test
claims:
  - {id: one, statement: S1, text: rises, word: may, event: "standing.m12 > standing.before"}
  - {id: two, statement: S2, text: rises, word: may, event: "standing.m12 > standing.m2"}
  - {id: none, statement: S3, text: rises, word: may, event: "standing.m0 > standing.before"}
  - {id: six, statement: S4, text: rises, word: may, event: "standing.m6 > standing.before"}
`)
	s, a := argue(t, files)
	r, err := Test(a, playAll(t, s, a, 1, 40))
	if err != nil {
		t.Fatal(err)
	}
	var months []int
	for _, m := range r.Results[0].Months {
		months = append(months, m.Month)
	}
	want := slices.DeleteFunc(slices.Clone(horizons), func(m int) bool { return m > s.Clock.AftermathMonths })
	if !slices.Equal(months, want) || len(want) == 0 {
		t.Fatalf("months %v, want %v", months, want)
	}
	if len(r.Results[1].Months) > 0 || len(r.Results[2].Months) > 0 {
		t.Errorf("%v %v", r.Results[1].Months, r.Results[2].Months)
	}
	if at, six := r.Results[0].Months[0], r.Results[3]; at.Month != 6 || at.Holds != six.Holds || at.Verdict != six.Verdict || at.Plain != six.Plain() {
		t.Errorf("%+v, and written so %+v", at, six.Holds)
	}
}
