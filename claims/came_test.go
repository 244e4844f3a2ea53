package claims

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"casus/stats"
)

// due is an argument with resolutions, for the small state.
const due = `about: a test
claims:
  - {id: a, statement: S1, text: spreads, word: likely, event: "spread_days <= 5", resolved: {as: true, by: 2030-04-19, evidence: seen, source: papers, sure: 0.9}}
  - {id: b, statement: S2, text: peak, word: may, event: "participants.d4 > 10", resolved: {as: false, by: 2030-05, evidence: not seen, source: papers, sure: 0.6}}
  - {id: c, statement: S3, text: later, word: may, event: "standing.m12 > standing.before", resolved: {as: unclear, by: 2030-05, evidence: nobody looked, source: none, sure: 0.5}}
  - {id: d, statement: S4, text: open, word: may, event: "standing.m2 > standing.before"}
  - {id: e, statement: S5, text: past, word: may, event: "standing.m2 > standing.before", due: never}
  - {id: f, statement: S6, text: dated, word: may, event: "standing.m2 > standing.before", due: 2031-02}
`

// What came of sentences changes no verdict, no number of a verdict, and no assumption
// named: it is for scoring.
func TestResolutionsDecideNothing(t *testing.T) {
	files := folder(t, "small-state")
	judge := func(text string) string {
		files[File].Data = []byte(text)
		s, a := argue(t, files)
		r, err := Test(a, playAll(t, s, a, 1, 40))
		if err != nil {
			t.Fatal(err)
		}
		r.Hash = ""
		for i := range r.Results {
			r.Results[i].Resolved, r.Results[i].Unchanged = nil, false
		}
		text2, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(text2)
	}
	files[File] = folder(t, "kazakhstan-2022")[File]
	as := judge(due)
	if other := judge(strings.NewReplacer("as: true", "as: false", "as: false", "as: true", "sure: 0.9", "sure: 1", "as: unclear", "as: true", "word: may, event: \"participants", "unchanged: true, word: may, event: \"participants").Replace(due)); other != as {
		t.Errorf("verdicts differ:\n%s\n%s", as, other)
	}
	if other := judge(strings.Replace(due, "word: likely", "word: unlikely", 1)); other == as {
		t.Error("another word changes nothing: the test sees nothing")
	}
}

// A claim comes due on the day named or, without one, when its latest outcome is there.
func TestClaimsComeDue(t *testing.T) {
	files := folder(t, "small-state")
	files[File] = folder(t, "kazakhstan-2022")[File]
	files[File].Data = []byte(due)
	s, a := argue(t, files)
	start := time.Date(s.Start.Year(), s.Start.Month(), s.Start.Day(), 0, 0, 0, 0, time.UTC)
	end := start.AddDate(0, 2, s.Clock.CrisisDays-1)
	o := a.Outstanding(end.AddDate(0, 0, -1))
	if len(o.Due) != 0 || len(o.Waiting) != 2 || o.Resolved != 3 || o.Never != 1 {
		t.Errorf("the day before: %+v", o)
	}
	o = a.Outstanding(end)
	if len(o.Due) != 1 || o.Due[0].ID != "d" || o.Due[0].Due != end.Format(time.DateOnly) || o.Waiting[0].Due != "2031-02-28" {
		t.Errorf("on the day: %+v", o)
	}
	if o := a.Outstanding(time.Date(2031, 2, 28, 12, 0, 0, 0, time.UTC)); len(o.Due) != 2 {
		t.Errorf("at the end: %+v", o)
	}
}

func told(id string, as Answer, sure float64, word string, model float64) Result {
	r := Result{Claim: Claim{ID: id, Statement: id, Text: id, Word: word, Resolved: &Resolution{As: as, Sure: sure}}, Kind: Probability, Judged: 100, Probability: stats.ShareOf(int(100*model), 100)}
	return r
}

// Scores by hand: a sentence that is certainly true, and one that is false in four of five
// cases.
func TestScoresOfAnArgument(t *testing.T) {
	r := &Report{Results: []Result{told("a", True, 1, "likely", 0.9), told("b", False, 0.8, "almost no chance", 0.5), told("c", Unclear, 0.5, "may", 0.5)}}
	r.Results = append(r.Results, Result{Claim: Claim{ID: "d", Resolved: &Resolution{As: True, Sure: 1}, Word: "may"}}) // no run to judge
	c := CameOf(r, "2026-11-30")
	if all, one := c.Scored(); len(c.Told) != 4 || all != 2 || one != 2 {
		t.Fatalf("%d told, %d and %d scored", len(c.Told), all, one)
	}
	for i, want := range []struct {
		brier, log, taken float64
	}{
		{ // the analyst: 0.675 and 0.025
			(0.325*0.325 + 0.2*0.975*0.975 + 0.8*0.025*0.025) / 2, -(math.Log(0.675) + 0.2*math.Log(0.025) + 0.8*math.Log(0.975)) / 2, (0.325*0.325 + 0.8*0.025*0.025) / 1.8,
		},
		{(0.01 + 0.25) / 2, -(math.Log(0.9) + math.Log(0.5)) / 2, (0.01 + 0.8*0.25) / 1.8},
		{0.25, math.Ln2, 0.25},
		{(0.95*0.95 + 0.2*0.95*0.95 + 0.8*0.05*0.05) / 2, -(math.Log(0.05) + 0.2*math.Log(0.05) + 0.8*math.Log(0.95)) / 2, (0.95*0.95 + 0.8*0.05*0.05) / 1.8},
	} {
		s := c.Scores[i]
		for _, x := range [][2]float64{{s.Brier.Value, want.brier}, {s.Log.Value, want.log}, {s.BrierTaken, want.taken}} {
			if math.Abs(x[0]-x[1]) > 1e-12 {
				t.Errorf("%s: %v, want %v", s.Who, x[0], x[1])
			}
		}
		if s.BrierBest > s.Brier.Value+1e-12 || s.BrierWorst < s.Brier.Value-1e-12 {
			t.Errorf("%s: best %v, worst %v around %v", s.Who, s.BrierBest, s.BrierWorst, s.Brier.Value)
		}
	}
	if c.Scores[2].Brier != (stats.Estimate{Value: 0.25, Low: 0.25, High: 0.25}) {
		t.Errorf("a coin scores %+v", c.Scores[2].Brier)
	}
	if d := c.Scores[1].Beyond; d != (stats.Estimate{}) {
		t.Errorf("the model beyond itself: %+v", d)
	}
	// A sentence whose answer is a coin can tell nobody from his contrary.
	even := CameOf(&Report{Results: []Result{told("a", True, 0.5, "almost certain", 1), told("b", False, 0.5, "almost certain", 0)}}, "")
	if m := even.Scores[1]; m.Brier.Value != 0.5 || m.Brier.Low != 0 || m.Brier.High != 1 {
		t.Errorf("certain of a coin: %+v", m.Brier)
	}
}

// Statements that read the same outcomes are one group, also through a third; counts of later
// crises are one thing. What is not scored joins nothing.
func TestStatementsThatComeTrueTogether(t *testing.T) {
	reads := func(x Result, names ...string) Result { x.Reads = names; return x }
	c := CameOf(&Report{Results: []Result{
		reads(told("S1", True, 1, "likely", 0.9), "standing"), reads(told("S2", True, 1, "likely", 0.9), "weight"), reads(told("S3", True, 1, "likely", 0.9), "standing", "weight"),
		reads(told("S4", True, 1, "likely", 0.9), "later_requests"), reads(told("S5", False, 1, "likely", 0.9), "later_deployments"),
		reads(told("S6", True, 1, "likely", 0.9), "style"), reads(told("S7", Unclear, 0.5, "likely", 0.9), "style"),
	}}, "")
	if len(c.Groups) != 2 || !slices.Equal(c.Groups[0].Statements, []string{"S1", "S2", "S3"}) || !slices.Equal(c.Groups[0].Reads, []string{"standing", "weight"}) ||
		!slices.Equal(c.Groups[1].Statements, []string{"S4", "S5"}) || !slices.Equal(c.Groups[1].Reads, []string{laterCrises}) {
		t.Errorf("%+v", c.Groups)
	}
	if c.Told[1].Group != c.Told[2].Group || c.Told[5].Group == c.Told[4].Group || c.Told[6].Group != "" {
		t.Errorf("%+v", c.Told)
	}
}

// Sentences that are drawn together leave a wider interval than the same ones apart.
func TestIntervalsDrawGroups(t *testing.T) {
	list := func(name func(i int) string) []Result {
		var out []Result
		for i := range 12 {
			x := told(string(rune('a'+i)), True, 1, "likely", float64(i/6))
			x.Reads = []string{name(i)}
			out = append(out, x)
		}
		return out
	}
	apart := CameOf(&Report{Results: list(func(i int) string { return string(rune('a' + i)) })}, "").Scores[1].Brier
	together := CameOf(&Report{Results: list(func(i int) string { return string(rune('a' + i/6)) })}, "").Scores[1].Brier
	if together.Value != apart.Value || together.High-together.Low < 1.5*(apart.High-apart.Low) {
		t.Errorf("apart %+v, together %+v", apart, together)
	}
}

// What is put in or fitted is left out of the scores of what is free.
func TestScoresOfWhatIsFree(t *testing.T) {
	put, fitted := told("b", True, 1, "likely", 1), told("c", True, 1, "likely", 1)
	put.PutIn, fitted.Fitted = true, []string{"mission_days"}
	c := CameOf(&Report{Results: []Result{told("a", True, 1, "likely", 0.5), put, fitted}}, "")
	if m := c.Free[1]; m.Brier.Value != 0.25 || c.Scores[1].Brier.Value != 0.25/3 {
		t.Errorf("free %+v, all %+v", m.Brier, c.Scores[1].Brier)
	}
	if c := CameOf(&Report{Results: []Result{put}}, ""); len(c.Free) != 0 {
		t.Errorf("nothing is free: %+v", c.Free)
	}
}

// The fit of the reference aimed at the lead's share and the days of the mission, and the
// conditions of claims are no part of what they say.
func TestWhatClaimsRead(t *testing.T) {
	s, a := argue(t, folder(t, "kazakhstan-2022"))
	at := func(id string) int { return slices.IndexFunc(a.Claims, func(k Claim) bool { return k.ID == id }) }
	for id, want := range map[string][2][]string{
		"lead-share": {{"lead_share"}, {"lead_share"}}, "withdraws": {{"mission_days"}, {"mission_days"}},
		"net-gain": {{"precedent", "standing", "weight_russia"}, nil}, "legitimacy": {{"standing"}, nil},
	} {
		if reads, fitted := a.reads(at(id)); !slices.Equal(reads, want[0]) || !slices.Equal(fitted, want[1]) {
			t.Errorf("%s reads %v, fitted %v", id, reads, fitted)
		}
	}
	s.Fitted = nil
	if _, fitted := a.reads(at("withdraws")); len(fitted) > 0 {
		t.Errorf("nothing is fitted, and %v is", fitted)
	}
}

// Words of one range stand together, in rising order, and few sentences say little.
func TestWordsOfAnArgument(t *testing.T) {
	c := CameOf(&Report{Results: []Result{told("a", True, 1, "likely", 0.9), told("b", False, 1, "may", 0.5), told("c", True, 1, "cannot be ruled out", 0.5), told("d", True, 0.9, "", 0.5)}}, "")
	if len(c.Words) != 3 || !slices.Equal(c.Words[0].Words, []string{"may", "cannot be ruled out"}) || c.Words[1].Words[0] != "likely" || c.Words[2].Words[0] != Unsaid {
		t.Fatalf("%+v", c.Words)
	}
	if w := c.Words[0]; w.N != 2 || w.Came.Value != 0.5 || w.Came.High-w.Came.Low < 0.6 {
		t.Errorf("%+v", w)
	}
	// Jeffreys' 90 % interval of one in one is 0.23 to 1 (tables: Brown, Cai and DasGupta 2001).
	if w := c.Words[1]; math.Abs(w.Came.Low-0.228) > 0.02 || w.Came.High < 0.99 {
		t.Errorf("%+v", w)
	}
}

// The resolutions of the reference are those that were collected, each at one claim.
func TestResolutionsOfTheReference(t *testing.T) {
	_, a := argue(t, folder(t, "kazakhstan-2022"))
	scored, unclear, seen := 0, 0, map[string]bool{}
	for _, k := range a.Claims {
		if k.Resolved == nil {
			continue
		}
		seen[k.Statement] = true
		if k.Resolved.As == Unclear {
			unclear++
		} else {
			scored++
		}
	}
	if scored+unclear != 18 || len(seen) != 15 {
		t.Errorf("%d scored, %d unclear, on %d statements", scored, unclear, len(seen))
	}
}
