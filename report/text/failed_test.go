package text

import (
	"strings"
	"testing"

	"casus/ensemble"
)

// Row "sums and ranges": what failed is said first, and of nothing no odds are told.
func TestFailuresAreSaidFirst(t *testing.T) {
	for _, c := range []struct {
		failed, of int
		said       bool
	}{{0, 100, false}, {4, 100, false}, {5, 100, true}, {1, 20, true}, {1, 21, false}, {5, 5, true}} {
		var b strings.Builder
		Failed(&b, c.failed, c.of, "the shares sum to 1.1")
		if got := b.String(); (got != "") != c.said || c.said && !strings.Contains(got, "The first because: the shares sum to 1.1") {
			t.Errorf("%d of %d: %q", c.failed, c.of, got)
		}
	}
	var b strings.Builder
	Run(&b, nil, &ensemble.Summary{Done: 5, Failed: 5, Failure: "the shares sum to 1.1"}, "out", Commands{})
	if want := "\n5 of 5 runs failed, and nothing below counts them. The first because: the shares sum to 1.1\n"; b.String() != want {
		t.Errorf("%q", b.String())
	}
}
