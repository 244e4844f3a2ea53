package view_test

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/report/view"
	"casus/score"
)

// recorded is the invented state with a record that can be predicted.
func recorded(t *testing.T) fs.FS {
	t.Helper()
	folder := changed(t, shipped(t, "small-state"), "scale: 20", "scale: 200").(fstest.MapFS)
	folder["record.yaml"] = &fstest.MapFile{Data: []byte(`sources: {}
events: []
decisions:
- {option: dialogue, at: "2030-03-05T00:00", confidence: high}
daily:
  participants:
  - {date: 2030-03-04, value: 400, confidence: medium, sources: []}
  - {date: 2030-03-06, value: 700, confidence: low, sources: []}
  - {date: 2030-03-09, value: 500, confidence: medium, sources: []}
  deaths:
  - {date: 2030-03-08, value: 25, confidence: high, sources: []}
  - {date: 2030-03-10, value: 30, confidence: high, sources: []}
  regions_protest:
  - {date: 2030-03-06, value: 1, confidence: high, sources: []}
targets: []
hindcast_until: 2030-03-07
`)}
	return folder
}

// The page has what came of the hindcast and the back-test, number by number, and says of
// what it is made.
func TestScores(t *testing.T) {
	in := played(t, recorded(t), ask{runs: 2, scale: 1000})
	var err error
	in.Scores, err = score.Play(t.Context(), in.Scenario, score.Settings{Runs: 600, Draws: 200, Workers: 2}, func(string, int) (func(), func()) { return func() {}, func() {} })
	if err != nil || in.Scores.NoHindcast != nil || in.Scores.NoBacktest != nil {
		t.Fatal(err, in.Scores)
	}
	p, text := of(t, in)
	whole(t, reflect.ValueOf(p.Trust), "trust")
	if strings.Contains(text, "NaN") || strings.Contains(text, "%!") {
		t.Error("a number that is none")
	}
	x, h := p.Trust.Hindcast, in.Scores.Hindcast
	if x.Until != 4 || len(x.Series) != 3 || len(x.Values) != 3 || len(x.Scores) != 3 || len(x.Misses) != 3 || !strings.Contains(x.Sample, "600 runs; seed 1; ") {
		t.Fatalf("%+v", x)
	}
	said := fmt.Sprintf("Of the 3 values after 7 March 2030, the 50 %% bands hold %d and the 90 %% bands %d", h.Half.Inside, h.Most.Inside)
	if !strings.HasPrefix(x.Sentence, said) || !strings.HasPrefix(x.Brief, "Hindcast: of the 3 values") || h.Few != strings.Contains(x.Sentence, "That is few") {
		t.Errorf("%s; %s", x.Sentence, x.Brief)
	}
	for i, f := range x.Series {
		if f.ID != h.Fan[i].Series || len(f.Days) != len(h.Fan[i].Days) || f.Log != (f.ID != "regions_protest") {
			t.Errorf("%+v", f)
		}
		for d, day := range f.Days {
			if !(day.Low <= day.HalfLow && day.HalfLow <= day.Median && day.Median <= day.HalfHigh && day.HalfHigh <= day.High) || float64(day.Median) != h.Fan[i].Days[d].Median {
				t.Errorf("%s, day %d: %+v", f.ID, d+1, day)
			}
		}
	}
	if deaths := x.Series[0]; deaths.Name != "deaths so far" || len(deaths.Record) != 2 || deaths.Record[0].Day != 5 || deaths.Record[0].Value != 25 {
		t.Errorf("%+v", deaths)
	}
	if untested := x.Series[2]; untested.Sentence != "Nothing is recorded after the cut: fitted, and not tested." {
		t.Error(untested.Sentence)
	}
	if w := p.Trust.Waves; len(w.Misses) != 6 || !strings.Contains(w.Sentence, "pooled skill over the base rate of the state") || !strings.HasPrefix(w.Notes[0], "651 waves of ") || !strings.Contains(text, w.Misses[0][:20]) {
		t.Errorf("waves: %+v", w)
	}
	b := p.Trust.Backtest
	if len(b.Questions) != 2 {
		t.Fatalf("%d questions", len(b.Questions))
	}
	for i, scores := range []int{5, 4} {
		q, of := b.Questions[i], &in.Scores.Backtest.Sent
		if i == 1 {
			of = in.Scores.Backtest.Asked
		}
		came, misses := 0, []int{}
		for k, c := range q.Cases {
			if c.Came {
				came++
			}
			if c.Miss > 0 {
				misses = append(misses, c.Miss)
				if !strings.HasPrefix(q.Misses[c.Miss-1], c.ID+": given ") || strings.HasSuffix(q.Misses[c.Miss-1], "; "+q.Came+".") != c.Came {
					t.Errorf("miss %d is %+v: %s", c.Miss, c, q.Misses[c.Miss-1])
				}
			}
			if float64(c.Model) != of.Said[k].Forecast["model"] || (c.Rule == nil) != (q.ID == "asked") {
				t.Errorf("%+v", c)
			}
		}
		slices.Sort(misses)
		if len(q.Cases) != of.Cases || came != of.Came || len(q.Scores) != scores || !slices.Equal(misses, []int{1, 2, 3, 4, 5, 6}) {
			t.Errorf("%s: %d cases, %d came, %d scores, misses %v", q.ID, len(q.Cases), came, len(q.Scores), misses)
		}
		if !strings.Contains(q.Sentence, fmt.Sprintf("On %d cases", of.Cases)) || of.Few != strings.Contains(q.Sentence, "too few to lean on") || !strings.Contains(q.Brief, "than the base rate") {
			t.Errorf("%s; %s", q.Sentence, q.Brief)
		}
	}
	for _, m := range p.Missing {
		if strings.Contains(m.Why, "hindcast") || strings.Contains(m.Why, "back-test") {
			t.Errorf("missing: %s", m.Why)
		}
	}
}

// A page without scores says whether they can be had.
func TestScoresThatAreNotThere(t *testing.T) {
	in := played(t, recorded(t), ask{runs: 1, scale: 1000})
	here := func(in view.Input, why string, play bool) {
		t.Helper()
		p, _ := of(t, in)
		i := slices.IndexFunc(p.Missing, func(m view.Missing) bool { return m.Screen == "trust" && m.Why == why && (m.Offer != nil) == play })
		if i < 0 || p.Trust.Hindcast != nil || play && in.Scores == nil && p.Trust.Waves != nil || play != (p.Missing[i].How == "casus report --scores asks for it.") {
			t.Errorf("%q is not said: %+v", why, p.Missing)
		}
	}
	here(in, "Not asked for: the hindcast of the record's last days and the back-test of decisions on historical cases.", true)
	in = played(t, shipped(t, "small-state"), ask{runs: 1, scale: 1000})
	none := "There is no hindcast: the record of small-state has no decisions to replay; add some to record.yaml."
	here(in, none, false)
	here(in, "Not asked for: the back-test of decisions on historical cases.", true)
	in.Scores = &score.Scores{NoHindcast: fmt.Errorf("the moon is full"), NoBacktest: fmt.Errorf("it rains")}
	here(in, "There is no hindcast: the moon is full.", false)
	here(in, "There is no back-test: it rains.", false)
}
