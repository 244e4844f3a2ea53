//go:build slow

package cases

import (
	"context"
	"testing"

	"casus/scenario"
)

// The reference scenario has what its fit to the cases gives today.
func TestCaseFitIsUpToDate(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	l := cases(t)
	x, err := Learn(context.Background(), s, l, s.State.Name, Settings{Draws: 20_000, Seed: 1}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range x.Sent.Priors {
		if fits := s.Fitted.Of(name); len(fits) == 0 || fits[0].To != scenario.ToCases {
			t.Errorf("%s is not fitted to cases", name)
		} else if got := fits[0].Priors[name]; got.String() != p.String() {
			t.Errorf("%s is %s, and the cases give %s", name, got, p)
		}
	}
	t.Logf("log score %.4f of draws, %.4f of priors", x.Sent.Joint, x.Sent.Apart)
}
