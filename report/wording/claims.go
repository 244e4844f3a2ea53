// Package wording puts verdicts on claims into words, once for all that shows them:
// what was said, in how many replicates it holds, how large the effect is.
package wording

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/scenario"
	"casus/stats"
)

// HowOften guards against reading a verdict as one on the size of an effect.
const HowOften = "A verdict on a word of likelihood says how often the claim holds, not how much: for that see the effect."

// Judged says how many claims a report is on, and on what a verdict rests.
func Judged(r *claims.Report) string {
	return number.Of(len(r.Results), "claim") + ", in this model and under these assumptions"
}

// Sample says from which runs claims were judged.
func Sample(r *claims.Report) string {
	each := ""
	if len(r.Worlds) > 1 {
		each = " in each of " + number.Of(len(r.Worlds), "world")
	}
	return RanOf(r.Scenario, "", number.Of(r.Replicates, "run")+each, r.Asked)
}

// Verdicts counts the verdicts, in the words in which they are printed; those that are put
// in are counted apart.
func Verdicts(r *claims.Report) string {
	text := counted(r, false)
	if put := counted(r, true); put != "" {
		n := 0
		for _, x := range r.Results {
			n += int(stats.Indicator(x.PutIn))
		}
		text = strings.TrimPrefix(text+fmt.Sprintf("; apart from these %d put in (%s)", n, put), "; ")
	}
	return text
}

// counted are the verdicts of one of the two kinds.
func counted(r *claims.Report, put bool) string {
	var parts []string
	for _, v := range []claims.Verdict{claims.Consistent, claims.Stronger, claims.Weaker, claims.Contradicted, claims.Undecided, claims.Vacuous, claims.Unplayed} {
		count := map[string]int{}
		for _, x := range r.Results {
			if x.Verdict == v && x.PutIn == put {
				count[x.Plain()]++
			}
		}
		for _, words := range slices.Sorted(maps.Keys(count)) {
			parts = append(parts, fmt.Sprintf("%d %s", count[words], words))
		}
	}
	return strings.Join(parts, ", ")
}

// PutIn is the plain word of a verdict that could not have been otherwise.
const PutIn = "put in"

// Plain is the verdict in plain words, with what is put in apart.
func Plain(x *claims.Result) string {
	if x.PutIn {
		return PutIn
	}
	return x.Plain()
}

// Probed says how it was tried whether verdicts could be otherwise; "" where it was not.
func Probed(r *claims.Report) string {
	if r.Probed == 0 {
		return ""
	}
	return fmt.Sprintf("Put in: could not have been otherwise. Each claim was also tried on %s from priors twice as wide, 0 included. Put in is what no draw makes otherwise, without draws in which nothing differs; "+
		"of a claim on how much more probable an event is, what no half of the draws, by the value of any assumption, turns round. It takes %d wider draws in which something differs. Such a verdict says what was assumed", number.Of(r.Probed, "draw"), claims.FewestTried)
}

// Tried says of a claim whether the model allows another answer; "" where that was not tried.
func Tried(x *claims.Result) string {
	t := x.Tried
	if t == nil {
		return ""
	}
	n := t.Holds + t.Fails
	from := fmt.Sprintf("%d judged are from wider priors", t.Judged)
	if t.Alike > 0 {
		from += fmt.Sprintf("; in %d more nothing differs", t.Alike)
	}
	switch {
	case !t.Enough() && (t.Mean || min(t.Holds, t.Fails) == 0):
		differ := "differ"
		if t.Wide == 1 {
			differ = "differs"
		}
		return fmt.Sprintf("Not probed enough to tell whether it could be otherwise: %s from wider priors can be judged and %s, and it takes %d (%s).", number.Of(t.Wide, "draw"), differ, claims.FewestTried, from)
	case x.PutIn && t.Mean:
		return fmt.Sprintf("Put in: single runs are otherwise by luck, but no half of the %d draws, by any assumption, turns the mean round (%s).", n, from)
	case x.PutIn:
		return fmt.Sprintf("Put in: none of %d draws makes it otherwise (%s).", n, from)
	case t.Mean:
		return fmt.Sprintf("It can be otherwise: by %s half of the %d draws have the other sign (%s).", t.Turned, n, from)
	}
	return fmt.Sprintf("It can be otherwise: it is in %d of %d draws, %s (%s).", min(t.Holds, t.Fails), n, number.Percents(t.Otherwise), from)
}

// Everywhere is the note on claims that no run decides.
func Everywhere(n int, probed bool) string {
	what := "look whether the model could have it otherwise"
	if probed {
		what = "priors twice as wide have it otherwise, or too few of their draws differ to tell"
	}
	return fmt.Sprintf("holds, or fails, in every run judged: %s (%s)", what, number.Of(n, "claim"))
}

// Always counts the claims that hold, or fail, in every replicate judged and are not put in.
func Always(r *claims.Report) int {
	n := 0
	for _, x := range r.Results {
		if x.Always() && !x.PutIn {
			n++
		}
	}
	return n
}

// Said is what the claim says: its word and range, and of a difference the
// direction.
func Said(x claims.Result) string {
	direction := ""
	switch {
	case x.Rises != "":
		direction = "rises"
	case x.Falls != "":
		direction = "falls"
	}
	by := ""
	if x.By > 0 {
		by = fmt.Sprintf("by %g", x.By)
	}
	switch {
	case x.Means == nil:
		return strings.TrimSpace(direction + " on average\n" + by)
	case direction != "":
		return strings.TrimSpace(fmt.Sprintf("%s\n%s\nthat it %s %s", x.Word, x.Means, direction, by))
	}
	return x.Word + "\n" + x.Means.String()
}

// Held is the share of replicates in which a claim holds, of how many.
func Held(x claims.Result) string {
	if x.Means == nil {
		return fmt.Sprintf("–\nof %d", x.Judged)
	}
	if x.Judged == 0 {
		return "–\nof 0"
	}
	return fmt.Sprintf("%s\nof %d", number.Percents(x.Holds), x.Judged)
}

// Verdict is the verdict on a claim, and what an undecided one lacks.
func Verdict(x claims.Result) string {
	text := x.Plain()
	if x.PutIn {
		return PutIn + ": " + text
	}
	switch {
	case x.Verdict == claims.Vacuous:
		text += ": the condition never arises"
	case x.Verdict == claims.Undecided && x.Needed > 0:
		what := "share"
		if x.Means == nil {
			what = "effect"
		}
		text += fmt.Sprintf(": some %s runs would decide if the %s stays as it is", roughly(x.Needed), what)
	case x.Verdict == claims.Undecided:
		text += ": it lies on the border"
	}
	if x.Always() {
		text += " †"
	}
	return text
}

// roughly writes a number with two digits that count, rounded up.
func roughly(n int) string {
	k := max(1, math.Pow(10, math.Floor(math.Log10(float64(n)))-1))
	return number.Whole(math.Ceil(float64(n)/k) * k)
}

// Effect is the cell of a claim's effect: how much, in how many replicates, and
// between which worlds.
func Effect(x claims.Result) string {
	if x.Effect == nil {
		return ""
	}
	value, unit := number.Effect(*x.Effect, x.Unit)
	if x.Kind == claims.Order {
		unit += " ahead"
	}
	if unit != "" {
		unit += ", "
	}
	text := fmt.Sprintf("%s\n%sn = %d", value, unit, x.Effect.N)
	if x.Matter != "" {
		text += fmt.Sprintf("\n%s (%s)", x.Matter, x.Claim.Matters)
	}
	if x.Kind == claims.Difference {
		text += "\n" + strings.TrimPrefix(Worlds(x.Claim), scenario.AsModelled+" ")
	}
	return text
}

// EffectSentence says from what to what an effect is, so that its sign can be
// Held against the sentence of the text.
func EffectSentence(x claims.Result) string {
	f := number.FiguresOf(*x.Effect, x.Unit)
	here, there := f.Level(*x.Here), f.Level(*x.There)
	value, unit := number.Effect(*x.Effect, x.Unit)
	if unit != "" {
		value += " " + unit
	}
	switch x.Kind {
	case claims.Order:
		return fmt.Sprintf("%s and %s %s on average, so that the first is ahead by %s, over %d runs in which both come", here, there, unit, value, x.Effect.N)
	case claims.Groups:
		return fmt.Sprintf("%s against %s on average; difference %s, over %d runs", here, there, value, x.Effect.N)
	}
	return fmt.Sprintf("%s in %s, %s in %s; difference %s, over %d runs", here, x.World, there, x.Against, value, x.Effect.N)
}

// Matter says whether an effect is large enough to matter; "" where that cannot be said.
func Matter(x *claims.Result) string {
	const size = "The smallest difference that matters is %s: "
	switch x.Matter {
	case claims.Matters:
		return fmt.Sprintf(size+"the whole interval of the effect lies beyond it.", x.Claim.Matters)
	case claims.Contrary:
		return fmt.Sprintf(size+"the whole interval of the effect lies beyond it, in the other direction.", x.Claim.Matters)
	case claims.Small:
		return fmt.Sprintf(size+"the whole interval of the effect is smaller.", x.Claim.Matters)
	case claims.Across:
		return fmt.Sprintf(size+"the interval of the effect reaches across it.", x.Claim.Matters)
	}
	if x.Claim.Matters == claims.NoLeast {
		return "No difference is too small to matter."
	}
	return ""
}

// Months are the answers after other months, on a line, with the verdicts that are others;
// "" of a claim about no month.
func Months(x *claims.Result) string {
	var parts []string
	for _, m := range x.Months {
		text := m.Plain
		switch {
		case x.Means != nil && m.Holds.Of > 0:
			text = number.Percents(m.Holds)
		case m.Effect != nil:
			text, _ = number.Effect(*m.Effect, x.Unit)
		}
		if m.Plain != x.Plain() && text != m.Plain {
			text += " (" + m.Plain + ")"
		}
		after := fmt.Sprintf("%d: ", m.Month)
		if len(parts) == 0 {
			after = fmt.Sprintf("After %d months ", m.Month)
		}
		parts = append(parts, after+text)
	}
	return strings.Join(parts, "; ")
}
