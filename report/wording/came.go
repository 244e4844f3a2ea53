package wording

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/stats"
)

// CameSample says what was scored, and from which runs.
func CameSample(c *claims.Came) string {
	each := ""
	if len(c.Worlds) > 1 {
		each = " in each of " + number.Of(len(c.Worlds), "world")
	}
	return fmt.Sprintf("%s; engine %d", RanOf(c.Scenario, "", number.Of(c.Replicates, "run")+each, c.Asked), c.Engine)
}

// CameCount says how many claims are resolved, and how many of these are scored.
func CameCount(c *claims.Came) string {
	all, one := c.Scored()
	text := fmt.Sprintf("Of %s, %d have a resolution, and %d of these are scored", number.Of(c.Claims, "claim"), len(c.Told), all)
	unclear, unjudged := 0, 0
	for i := range c.Told {
		switch t := &c.Told[i]; {
		case t.As == claims.Unclear:
			unclear++
		case !t.Scored():
			unjudged++
		}
	}
	if unclear > 0 {
		text += fmt.Sprintf("; of %d it is unclear what came", unclear)
	}
	if unjudged > 0 {
		text += fmt.Sprintf("; of %d the model says nothing, for no run can be judged", unjudged)
	}
	text += "."
	for _, d := range c.Drafts {
		text += fmt.Sprintf(" The draft %s has a resolution and is not scored: %s.", d.ID, Missing(d.Missing))
	}
	if across := all - one; across > 0 {
		text += fmt.Sprintf(" %d of those scored compare two worlds, of which one has never been: their answer is inferred (%s).", across, acrossSign)
	}
	return text
}

// Signs of sentences on which the model could not have been wrong, and of claims across two worlds.
const (
	acrossSign = "⇄"
	putInSign  = "‡"
	fittedSign = "§"
)

// CameFound says how many claims are scored, which of them are no evidence, and which hang together.
func CameFound(c *claims.Came) string {
	text := CameCount(c)
	for _, more := range []string{CameMarks(c), CameGroups(c), CameDates(c)} {
		if more != "" {
			text += " " + more
		}
	}
	return text
}

// CameFree heads the scores on sentences without a sign of those on which the model could
// not have been wrong.
const CameFree = "Without what is put in (" + putInSign + ") or fitted to the record (" + fittedSign + ")"

// Marked reports whether a sentence that is scored has such a sign.
func Marked(c *claims.Came) bool {
	return slices.ContainsFunc(c.Told, func(t claims.Told) bool { return t.Scored() && !t.Free() })
}

// CameMarks says which of the sentences scored are no evidence of skill, with the meaning of
// their signs, and how well all forecast the others.
func CameMarks(c *claims.Came) string {
	put, fitted, free := 0, 0, 0
	for i := range c.Told {
		switch t := &c.Told[i]; {
		case !t.Scored():
		case t.Free():
			free++
		default:
			put += int(stats.Indicator(t.PutIn))
			fitted += int(stats.Indicator(len(t.Fitted) > 0))
		}
	}
	var parts []string
	if put > 0 {
		parts = append(parts, fmt.Sprintf("%d put in, which could not have been otherwise (%s)", put, putInSign))
	}
	if fitted > 0 {
		parts = append(parts, fmt.Sprintf("%d on numbers of the record that priors were fitted to (%s)", fitted, fittedSign))
	}
	text := ""
	all, _ := c.Scored()
	if len(parts) > 0 {
		text = fmt.Sprintf("Of those scored %d can be no evidence of skill: %s.", all-free, strings.Join(parts, ", and "))
	}
	if slices.ContainsFunc(c.Told, func(t claims.Told) bool { return t.Scored() && t.Group == "" }) {
		return "Which are put in or fitted to the record was not looked for." // the table is older
	}
	if c.Probed == 0 {
		text = strings.TrimSpace(text + " Which are put in was not tried.")
	}
	if len(parts) == 0 || free == 0 {
		return text
	}
	var scores []string
	for _, s := range c.Free {
		scores = append(scores, fmt.Sprintf("%s has %s", The(s.Who), number.Decimals(s.Brier.Value)))
	}
	return text + " Without them, by the Brier score, " + number.List(scores) + "."
}

// CameGroups says which statements that are scored read the same outcomes; "" where none do.
func CameGroups(c *claims.Came) string {
	if all, _ := c.Scored(); all == 0 {
		return ""
	}
	groups := map[string]bool{}
	for i := range c.Told {
		if t := &c.Told[i]; t.Scored() {
			groups[t.Group] = true
		}
	}
	if groups[""] {
		return "The intervals take statements for independent, which they are not where they read the same outcomes."
	}
	var parts []string
	for _, g := range c.Groups {
		parts = append(parts, fmt.Sprintf("%s (%s)", number.List(g.Statements), strings.Join(g.Reads, ", ")))
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("Statements that read the same outcomes do not come true independently of each other: %s. The intervals draw such groups as a whole, of which there are %d with those of one statement.", strings.Join(parts, "; "), len(groups))
}

// CameDates says of which sentences that are scored the answer is of another day than the
// formula; "" where of none.
func CameDates(c *claims.Came) string {
	var later, sooner []string
	for i := range c.Told {
		switch t := &c.Told[i]; {
		case !t.Scored():
		case t.Off() > 0:
			later = append(later, t.Label)
		case t.Off() < 0 && t.As == claims.False:
			sooner = append(sooner, t.Label)
		}
	}
	var parts []string
	if len(later) > 0 {
		parts = append(parts, fmt.Sprintf("judged more than half a year later: %s", number.List(later)))
	}
	if len(sooner) > 0 {
		parts = append(parts, fmt.Sprintf("a no before the time is over, which may still turn: %s", number.List(sooner)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Not all answers are of the day that the formula reads: " + strings.Join(parts, "; ") + "."
}

// CameRule says how scores are made.
var CameRule = fmt.Sprintf("A sentence counts as true with the probability that its resolution is right, and as false with the rest; a score is the mean over both. "+
	"Brier: squared distance from what came, 0 for a seer, 0.25 for a coin. Log: −ln of the probability given to what came; for all alike no probability counts as less than %g or more than %g, so that it stays finite. Lower is better. "+
	"If right: each resolution taken for right, and weighed by how sure it is. "+
	"Analyst: the middle of the range of the word; best and worst are those of any numbers within the ranges, picked in hindsight. A sentence without a word is read as “%s”. "+
	"Model: the share of runs in which the claim holds, of those judged; of a claim on a mean, the share of runs whose difference has the sign claimed, no difference counting half. Best and worst: the ends of its interval. "+
	"Nothing changes: 5 %% for every change, effect and event, 95 %% for what held when the text was written. "+
	"Intervals of 90 %%: groups of statements that read the same outcomes are drawn anew, and with them which resolutions are right.", stats.Surest, 1-stats.Surest, claims.Unsaid)

// Answered is what came of a sentence.
func Answered(r *claims.Resolution) string {
	switch r.As {
	case claims.True:
		return "came true"
	case claims.False:
		return "did not come true"
	}
	return "unclear"
}

// Sure says how sure a resolution is.
func Sure(r *claims.Resolution) string {
	if r.As == claims.Unclear {
		return ""
	}
	return number.Percent(r.Sure) + " sure"
}

// CameShort says what came of a sentence, in short; "" where that is not known.
func CameShort(r *claims.Resolution) string {
	switch {
	case r == nil:
		return ""
	case r.As == claims.Unclear:
		return "By " + string(r.By) + " it is unclear what came of it."
	}
	return fmt.Sprintf("By %s it %s (%s).", r.By, Answered(r), Sure(r))
}

// Evidence is that for what came of a sentence, and how it is known; "" where that is not.
func Evidence(r *claims.Resolution) string {
	if r == nil {
		return ""
	}
	return fmt.Sprintf("%s (%s)", r.Evidence, cmp.Or(strings.Trim(r.Source, "–"), "no source"))
}

// AnsweredSentence says what came of a sentence, by when, and how that is known; "" where
// it is not.
func AnsweredSentence(r *claims.Resolution) string {
	if r == nil {
		return ""
	}
	text := fmt.Sprintf("By %s: %s", r.By, Answered(r))
	if sure := Sure(r); sure != "" {
		text += " (" + sure + ")"
	}
	return fmt.Sprintf("%s. %s. Known from: %s.", text, strings.TrimSuffix(capital(r.Evidence), "."), cmp.Or(strings.Trim(r.Source, "–"), "nothing"))
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// WordSaid is the word of a sentence that came due.
func WordSaid(t *claims.Told) string {
	if t.Flat {
		return "no word, read as " + t.Word
	}
	return t.Word
}

// ModelSaid is what the model gave a sentence.
func ModelSaid(t *claims.Told) string {
	m, ok := t.Forecasts[claims.Model]
	if !ok {
		return "–"
	}
	return number.Percents(stats.Share{Of: t.Judged, P: m.P, Low: m.Low, High: m.High})
}

// Compared says in which place the model comes by the Brier score, and from whom it is told
// apart beyond the doubt.
func Compared(list []claims.Score) string {
	ranked := slices.Clone(list)
	slices.SortStableFunc(ranked, func(a, b claims.Score) int { return cmp.Compare(a.Brier.Value, b.Brier.Value) })
	var before, after []string
	model := slices.IndexFunc(ranked, func(s claims.Score) bool { return s.Who == claims.Model })
	for i, s := range ranked {
		text := fmt.Sprintf("%s (%s)", The(s.Who), number.Decimals(s.Brier.Value))
		if i < model {
			before = append(before, text)
		} else if i > model {
			after = append(after, text)
		}
	}
	text := fmt.Sprintf("By the Brier score the model (%s) comes ", number.Decimals(ranked[model].Brier.Value))
	switch {
	case len(before) == 0:
		text += "first, before " + number.List(after)
	case len(after) == 0:
		text += "last, after " + number.List(before)
	default:
		text += "after " + number.List(before) + ", and before " + number.List(after)
	}
	var better, worse, open []string
	for _, s := range list {
		switch name := The(s.Who); {
		case s.Who == claims.Model:
		case s.Beyond.High < 0:
			better = append(better, name)
		case s.Beyond.Low > 0:
			worse = append(worse, name)
		default:
			open = append(open, name)
		}
	}
	var parts []string
	if len(better) > 0 {
		parts = append(parts, "it is worse than "+number.List(better))
	}
	if len(worse) > 0 {
		parts = append(parts, "it is better than "+number.List(worse))
	}
	if len(open) > 0 {
		parts = append(parts, "so few sentences cannot tell it from "+number.List(open))
	}
	return text + ". With the doubt, " + strings.Join(parts, "; ") + "."
}

// The is a forecaster within a sentence.
func The(who claims.Who) string {
	switch who {
	case claims.Coin:
		return "a coin"
	case claims.Nothing:
		return "“nothing changes”"
	}
	return "the " + string(who)
}

// WordCame says how often sentences with a word came true.
func WordCame(w claims.Word) string {
	return fmt.Sprintf("%s (%s), %s: %s came true", strings.Join(w.Words, ", "), w.Range, number.Of(w.N, "sentence"), number.Percents(stats.Share{Of: w.N, P: w.Came.Value, Low: w.Came.Low, High: w.Came.High}))
}

// WordsCame says of all words together how far they can be judged.
func WordsCame(list []claims.Word) string {
	var outside []string
	n, narrow, wide := 0, 1.0, 0.0
	for _, w := range list {
		n += w.N
		narrow, wide = min(narrow, w.Came.High-w.Came.Low), max(wide, w.Came.High-w.Came.Low)
		if w.Came.High < w.Range.Low || w.Came.Low > w.Range.High {
			outside = append(outside, fmt.Sprintf("“%s”", strings.Join(w.Words, ", ")))
		}
	}
	text := "No word can be told to be wrong"
	if len(outside) > 0 {
		text = "What came lies beside the range of " + number.List(outside)
	}
	return fmt.Sprintf("%s. There are %s on %s: their intervals, which take sentences for independent, are %.0f to %.0f percentage points wide.", text, number.Of(n, "sentence"), number.Of(len(list), "range"), 100*narrow, 100*wide)
}

// CameHindsight is what a reader must know of scores of several versions.
const CameHindsight = "Versions after the first were written by people who knew what came of these sentences. No number was set by it, but which mechanisms were added follows what the first had missed: a better score than that of the first is no evidence of skill. Nor is a sentence on which the model could not have been wrong: these are put in (" + putInSign + ") or fitted to the record (" + fittedSign + ")"

// ToldHead and ToldRow are the table of sentences that came due.
var ToldHead = []string{"statement", "sentence", "said", "model", "came", "Brier score"}

// marked is the label of a sentence, with its signs.
func marked(t *claims.Told) string {
	label := t.Label
	for _, x := range []struct {
		sign string
		set  bool
	}{{acrossSign, t.Across}, {putInSign, t.PutIn}, {fittedSign, len(t.Fitted) > 0}} {
		if x.set {
			label += " " + x.sign
		}
	}
	return label
}

// ToldRow is the row of a sentence.
func ToldRow(t *claims.Told) []string {
	scores := []string{}
	for _, who := range claims.Forecasters {
		if x, ok := t.Brier[who]; ok {
			scores = append(scores, fmt.Sprintf("%s %s", who, number.Decimals(x)))
		}
	}
	said := WordSaid(t)
	if x, ok := t.Forecasts[claims.Analyst]; ok {
		said += "\n" + (claims.Range{Low: x.Low, High: x.High}).String()
	}
	return []string{marked(t), t.Text, said, ModelSaid(t), strings.TrimSpace(Answered(&t.Resolution) + "\n" + Sure(&t.Resolution)), cmp.Or(strings.Join(scores, "\n"), "not scored")}
}

// ScoreHead and ScoreRow are the table of scores.
var ScoreHead = []string{"forecaster", "Brier score", "best to worst", "less model's", "log score", "best to worst", "Brier if right", "log if right"}

// ScoreRow is the row of a forecaster.
func ScoreRow(s claims.Score) []string {
	ends := func(best, worst float64) string {
		if best == worst {
			return "–"
		}
		return number.From([2]float64{best, worst})
	}
	beyond := "–"
	if s.Who != claims.Model {
		beyond = number.Estimate(s.Beyond)
	}
	return []string{
		string(s.Who), number.Estimate(s.Brier), ends(s.BrierBest, s.BrierWorst), beyond, number.Estimate(s.Log), ends(s.LogBest, s.LogWorst),
		number.Decimals(s.BrierTaken), number.Decimals(s.LogTaken),
	}
}

// Versions says how the model scored by version of the engine, in rows of
// [VersionHead]: tables kept of earlier versions, and the last.
func Versions(list []*claims.Came) (rows [][]string) {
	for _, c := range list {
		all, _ := c.Scored()
		row := []string{fmt.Sprint(c.Engine), fmt.Sprintf("%.8s", c.ScenarioHash), c.Made, number.Count(c.Replicates), fmt.Sprint(all)}
		for _, s := range c.Scores {
			if s.Who == claims.Model {
				row = append(row, number.Estimate(s.Brier), number.Estimate(s.Log))
			}
		}
		for _, s := range c.Scores {
			if s.Who == claims.Analyst {
				row = append(row, number.Estimate(s.Beyond))
			}
		}
		for _, s := range c.Free {
			if s.Who == claims.Model {
				row = append(row, number.Estimate(s.Brier))
			}
		}
		for len(row) < len(VersionHead) {
			row = append(row, "–")
		}
		rows = append(rows, row)
	}
	return rows
}

// VersionHead is the head of that table.
var VersionHead = []string{"engine", "scenario", "made", "runs", "sentences scored", "model's Brier score", "model's log score", "analyst's Brier score less the model's", "model's Brier score without ‡ and §"}

// Moved is the table of what the model gave each sentence, by version of the engine.
func Moved(list []*claims.Came) (head []string, rows [][]string) {
	head = []string{"statement", "sentence", "came"}
	index := map[string]int{}
	for k, c := range list {
		head = append(head, fmt.Sprintf("engine %d", c.Engine))
		for i := range c.Told {
			t := &c.Told[i]
			at, there := index[t.ID]
			if !there {
				at = len(rows)
				index[t.ID] = at
				rows = append(rows, append([]string{"", t.Text, Answered(&t.Resolution)}, make([]string, len(list))...))
			}
			rows[at][0], rows[at][3+k] = marked(t), ModelSaid(t)
		}
	}
	for _, row := range rows {
		for k := range row {
			row[k] = cmp.Or(row[k], "–")
		}
	}
	return head, rows
}

// Outstanding counts what of an argument waits for a resolution.
func Outstanding(o claims.Outstanding) string {
	text := fmt.Sprintf("%s of %s have come due by %s without a resolution", number.Count(len(o.Due)), number.Of(o.Claims, "claim"), o.At)
	var rest []string
	if o.Resolved > 0 {
		rest = append(rest, fmt.Sprintf("%d have one", o.Resolved))
	}
	if n := len(o.Waiting); n > 0 {
		next := o.Waiting[0].Due
		for _, x := range o.Waiting {
			next = min(next, x.Due)
		}
		rest = append(rest, fmt.Sprintf("%d come due later, the next on %s", n, next))
	}
	if o.Never > 0 {
		rest = append(rest, fmt.Sprintf("of %d no day will tell", o.Never))
	}
	if n := len(o.Unseen); n > 0 {
		rest = append(rest, fmt.Sprintf("%s about a world that has never been, of which no event tells (%s)", are(n), ids(o.Unseen)))
	}
	if len(o.Drafts) > 0 {
		var list []string
		for _, d := range o.Drafts {
			name := d.ID
			if d.Resolved {
				name += ", with a resolution"
			}
			list = append(list, fmt.Sprintf("%s (%s)", name, Missing(d.Missing)))
		}
		rest = append(rest, fmt.Sprintf("beside them %s, not looked at: %s", number.Of(len(list), "draft"), strings.Join(list, "; ")))
	}
	if len(rest) > 0 {
		text += "; " + strings.Join(rest, ", ")
	}
	return text
}

// are says how many are something.
func are(n int) string {
	if n == 1 {
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// ids of claims.
func ids(list []claims.Open) string {
	var names []string
	for _, x := range list {
		names = append(names, x.ID)
	}
	return strings.Join(names, ", ")
}
