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

// Verdicts counts the verdicts, in the words in which they are printed.
func Verdicts(r *claims.Report) string {
	var parts []string
	for _, v := range []claims.Verdict{claims.Consistent, claims.Stronger, claims.Weaker, claims.Contradicted, claims.Undecided, claims.Vacuous, claims.Unplayed} {
		count := map[string]int{}
		for _, x := range r.Results {
			if x.Verdict == v {
				count[x.Plain()]++
			}
		}
		for _, words := range slices.Sorted(maps.Keys(count)) {
			parts = append(parts, fmt.Sprintf("%d %s", count[words], words))
		}
	}
	return strings.Join(parts, ", ")
}

// Everywhere is the note on claims that no draw decides.
func Everywhere(n int) string {
	return fmt.Sprintf("holds, or fails, in every run judged: look whether the model could have it otherwise (%s)", number.Of(n, "claim"))
}

// Always counts the claims that hold, or fail, in every replicate judged.
func Always(r *claims.Report) int {
	n := 0
	for _, x := range r.Results {
		if x.Always() {
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
