package claims

import (
	"math"

	"casus/stats"
)

// Verdict on a claim.
type Verdict string

// The verdicts.
const (
	Consistent   Verdict = "consistent"
	Stronger     Verdict = "stronger than claimed"
	Weaker       Verdict = "weaker than claimed"
	Contradicted Verdict = "contradicted"
	Undecided    Verdict = "undecided at this sample"
	Vacuous      Verdict = "vacuous"
	// Unplayed is no verdict: every replicate ended with an error.
	Unplayed Verdict = "every run failed"
)

// Plain is the verdict in words that are right for either direction. What is
// stronger than "unlikely" is less likely, not more; so a stronger or weaker
// verdict says on which side of the range the share lies. It speaks of how often
// a claim holds, never of how large the effect is.
func (r *Result) Plain() string {
	switch {
	case r.Verdict == Vacuous:
		return "without a case to judge"
	case r.Verdict != Stronger && r.Verdict != Weaker:
		return string(r.Verdict)
	case r.Means == nil:
		return "smaller than claimed"
	}
	text := "less likely than claimed"
	if r.Holds.Low > r.Means.High {
		text = "more likely than claimed"
	}
	if r.Verdict == Stronger && *r.Means != even {
		return "even " + text
	}
	return text
}

// Judge compares how often a claim holds with the range of its word. Let the
// 90 % interval of the share be [l, u], the range [a, b], and even the range
// of "roughly even chance", 45 to 55 %:
//
//	vacuous       no replicate can be judged
//	consistent    a ≤ l and u ≤ b
//	undecided     the interval lies across a or b
//
// Otherwise it lies beside the range. Where the word is on one side of even,
//
//	stronger      it lies farther from even than the range
//	contradicted  it lies beyond even
//	weaker        it lies between
//
// "Roughly even chance" itself is contradicted below 20 and above 80 %, and
// else too strong or too weak a word. A range that reaches across even, such as
// that of "may", has one border, and is contradicted beyond it.
func Judge(r Range, s stats.Share) Verdict {
	above, below := s.Low > r.High, s.High < r.Low
	switch {
	case s.Of == 0:
		return Vacuous
	case r.Low <= s.Low && s.High <= r.High:
		return Consistent
	case !above && !below:
		return Undecided
	case r == even:
		switch {
		case s.Low > 1-far || s.High < far:
			return Contradicted
		case above:
			return Stronger
		}
		return Weaker
	case r.Low >= even.High:
		switch {
		case above:
			return Stronger
		case s.High < even.Low:
			return Contradicted
		}
		return Weaker
	case r.High <= even.Low:
		switch {
		case below:
			return Stronger
		case s.Low > even.High:
			return Contradicted
		}
		return Weaker
	}
	return Contradicted
}

// far is how far from certainty "roughly even chance" is contradicted.
const far = 0.20

// JudgeEffect compares an effect with the claim that it is above by, in the
// direction claimed; both are given so that this direction is up. Let its 90 %
// interval be [l, u]:
//
//	vacuous       no replicate can be judged
//	undecided     fewer than 10 can be, whose differences may be the same by chance
//	consistent    l > 0 and l ≥ by
//	contradicted  u < 0, or the interval is 0 alone: a number differs in no replicate
//	weaker        u < by
//	undecided     otherwise
func JudgeEffect(by float64, e stats.Effect) Verdict {
	switch {
	case e.N == 0:
		return Vacuous
	case e.N < fewestPairs:
		return Undecided
	case e.Low > 0 && e.Low >= by:
		return Consistent
	case e.High < 0, e.Low == 0 && e.High == 0:
		return Contradicted
	case e.High < by:
		return Weaker
	}
	return Undecided
}

// fewestPairs is how many replicates a mean is judged from at least.
const fewestPairs = 10

// Needed says how many replicates would decide about a share, if it stayed
// what it is: with so many, no border of the range lies within the interval.
// It is 0 where even a hundred thousand would not.
func Needed(r Range, s stats.Share) int {
	return least(s.Of, func(n int) bool { return Judge(r, stats.ShareOf(int(math.Round(s.P*float64(n))), n)) != Undecided })
}

// NeededEffect says the same about an effect, whose interval narrows with the
// square root of the number of replicates.
func NeededEffect(by float64, e stats.Effect) int {
	return least(e.N, func(n int) bool {
		shrink := math.Sqrt(float64(e.N) / float64(n))
		e := stats.Effect{N: n, Low: e.Mean - float64((e.Mean-e.Low)*shrink), High: e.Mean + float64((e.High-e.Mean)*shrink)}
		return JudgeEffect(by, e) != Undecided
	})
}

// most is the number of replicates beyond which nobody will wait.
const most = 100_000

// least finds the smallest number above from that decides, to about a twentieth.
func least(from int, decides func(n int) bool) int {
	for n := max(10, float64(from)); n <= most; n *= 1.05 {
		if decides(int(n)) {
			return int(n)
		}
	}
	return 0
}
