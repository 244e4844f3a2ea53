package report_test

import (
	"io"
	"strings"
	"testing"

	"casus/claims"
	"casus/report"
	"casus/stats"
)

// Every range has its words, its number of sentences and a mark, and the picture says how
// little few sentences tell.
func TestWordsAreDrawn(t *testing.T) {
	c := &claims.Came{Title: "A crisis", Made: "2026-11-30", Words: []claims.Word{
		{Words: []string{"may", "cannot be ruled out"}, Range: claims.Range{Low: 0.05, High: 1}, N: 7, Came: stats.Estimate{Value: 0.25, Low: 0.02, High: 0.64}},
		{Words: []string{"likely"}, Range: claims.Range{Low: 0.55, High: 0.8}, N: 1, Came: stats.Estimate{Value: 0.3, Low: 0, High: 0.9}},
	}}
	svg := drawn(t, func(w io.Writer) error { return report.Words(w, c) })
	for _, want := range []string{"likely", "may, cannot be", "7 sentences", "1 sentence", "range of the word", "No word can be told to be wrong"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q", want)
		}
	}
	if err := report.Words(io.Discard, &claims.Came{}); err != nil {
		t.Errorf("without a word: %v", err)
	}
}
