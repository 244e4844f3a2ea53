package view

import (
	"slices"
	"strings"
	"testing"

	"casus/claims"
	"casus/scenario"
	"casus/stats"
)

// What came of sentences is told in whole: each that is resolved, the scores of all who
// forecast them, and words with how little few sentences say. What is put in stands apart.
func TestWhatCameOfAnArgument(t *testing.T) {
	result := func(id string, as claims.Answer, word string, hits int) claims.Result {
		return claims.Result{
			Claim: claims.Claim{ID: id, Statement: id, Text: "It gains.", Word: word, Event: "a > b", Resolved: &claims.Resolution{As: as, By: "2024-02", Sure: 0.8, Evidence: "seen", Source: "search"}},
			Kind:  claims.Probability, Label: id, Judged: 100, Of: 100, Holds: stats.ShareOf(hits, 100), Probability: stats.ShareOf(hits, 100), Verdict: claims.Consistent, Means: &claims.Range{Low: 0.55, High: 0.8},
		}
	}
	in := result("S2", claims.False, "may", 100)
	in.PutIn, in.Tried = true, &claims.Tried{Holds: 120, Judged: 40, Wide: 40}
	open := result("S4", claims.True, "may", 10)
	open.Resolved = nil
	m := &maker{s: &scenario.Scenario{}, page: &Page{}}
	m.Tested = &claims.Report{Probed: 20, Results: []claims.Result{result("S1", claims.True, "likely", 70), in, result("S3", claims.Unclear, "may", 50), open}}
	if err := m.argument(); err != nil {
		t.Fatal(err)
	}
	a := m.page.Argument
	if c := a.Came; c == nil || len(c.Scores) != 4 || len(c.Words) != 2 || len(c.Tables[0].Rows) != 3 || !strings.Contains(c.Sentence, "3 have a resolution, and 2 of these are scored") {
		t.Fatalf("%+v", c)
	}
	for _, table := range a.Came.Tables {
		for _, row := range table.Rows {
			if len(row) != len(table.Head) {
				t.Errorf("%s: %d cells under %d heads", table.Name, len(row), len(table.Head))
			}
			if strings.Contains(strings.Join(row, ""), "\n") {
				t.Errorf("%s: a line break in %q", table.Name, row)
			}
		}
	}
	for i, want := range []string{"By 2024-02 it came true (80 % sure).", "By 2024-02 it did not come true (80 % sure).", "By 2024-02 it is unclear what came of it.", ""} {
		if got := a.Verdicts[i].Came; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if v := a.Verdicts[1]; !v.Same || v.Plain != "put in" || !strings.HasPrefix(v.Sentence, "Put in: consistent.") || a.Verdicts[0].Same {
		t.Errorf("%+v", v)
	}
	if !slices.Equal(a.Kinds, []string{"consistent", "put in"}) || !strings.Contains(a.Sentence, "apart from these 1 put in (1 consistent)") {
		t.Errorf("%v, %s", a.Kinds, a.Sentence)
	}
	if strings.Contains(a.Sentence, "not tried") {
		t.Errorf("it was tried: %s", a.Sentence)
	}
	m.Tested.Results, m.Tested.Probed = []claims.Result{open}, 0
	if err := m.argument(); err != nil || m.page.Argument.Came != nil {
		t.Errorf("%v, %+v where nothing is resolved", err, m.page.Argument.Came)
	}
	if !strings.Contains(m.page.Argument.Sentence, "It was not tried here") {
		t.Errorf("nothing was tried: %s", m.page.Argument.Sentence)
	}
}
