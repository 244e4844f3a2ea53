package relations

import "casus/portable"

// Snapshot is everything that is reported. Slices are by state, power, cohort.
type Snapshot struct {
	Standing            float64
	Reliability, Fear   []float64
	Obligation          float64
	Alignment           []float64
	Balance             float64
	Weight              []float64
	Resolve, Capability float64
	Popularity          []float64
	PopularityMean      float64
	Style               float64
	Cooperation         float64
	Precedent           float64
	Distraction         float64
	Away                float64 // members that have left
}

// Beliefs that a ruler brings into a crisis.
type Beliefs struct {
	Reliability, Fear, Obligation, Precedent, Insurance, Cooperation float64
}

// memberVoice is the weight in the lead's standing of a ruler whom it has
// promised help, where that of another ruler is 1. An assumption.
const memberVoice = 2

// reliable is how sure ruler k is of help: the mean of a Beta of what the lead did, less what
// a war of its own takes, which everybody sees.
func (r *Relations) reliable(k int) float64 {
	return float64(r.a[k] / (r.a[k] + r.b[k]) * (1 - r.Distraction()))
}

// Beliefs of the ruler of state k. Insurance is what a ruler counts on:
// reliability as far as there is precedent.
func (r *Relations) Beliefs(k int) Beliefs {
	b := Beliefs{
		Reliability: r.reliable(k), Fear: r.fear[k], Precedent: r.precedent,
		Insurance: float64(r.reliable(k) * r.precedent), Cooperation: r.cooperation,
	}
	if k == r.target {
		b.Obligation = r.obligation
	}
	return b
}

// Snapshot gives everything that is reported. Standing is the mean over rulers
// of reliability·(1−fear), members counting double, those too that have left, and the lead
// not at all; balance is the entropy of
// the shares of alignment, divided by its maximum. The security weight of the
// lead is its share of all weights, of its own what a war leaves, and, of the rest, what
// missions gave it:
//
//	lead = share + (1 − share)·gain      others = share·(1 − gain)
func (r *Relations) Snapshot() Snapshot {
	s := Snapshot{
		Obligation: r.obligation, Resolve: r.resolve, Capability: r.capability, Style: r.style,
		Cooperation: r.cooperation, Precedent: r.precedent, Fear: append([]float64(nil), r.fear...),
		Alignment: shares(r.align), Popularity: append([]float64(nil), r.popularity...),
		Distraction: r.Distraction(),
	}
	weights := 0.0
	for k, st := range r.c.States {
		rel := r.reliable(k)
		s.Reliability = append(s.Reliability, rel)
		if r.out[k] {
			s.Away++
		}
		w := 1.0
		switch {
		case st.Lead:
			continue
		case st.Member:
			w = memberVoice
		}
		s.Standing += float64(w * r.trust(k))
		weights += w
	}
	s.Standing /= max(1, weights)
	s.Balance = entropy(s.Alignment)
	weight := append([]float64(nil), r.weight...)
	weight[r.lead] = float64(weight[r.lead] * (1 - r.Distraction()))
	s.Weight = shares(weight)
	for k, w := range s.Weight {
		s.Weight[k] = float64(w * (1 - r.gain))
	}
	s.Weight[r.lead] += r.gain
	for c, k := range r.c.Cohorts {
		s.PopularityMean += float64(k.Share * r.popularity[c])
	}
	return s
}

func shares(x []float64) []float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	out := make([]float64, len(x))
	for i, v := range x {
		if sum > 0 {
			out[i] = v / sum
		}
	}
	return out
}

// entropy is −Σ p·log p / log n.
func entropy(p []float64) float64 {
	if len(p) < 2 {
		return 0
	}
	h := 0.0
	for _, v := range p {
		if v > 0 {
			h -= float64(v * portable.Log(v))
		}
	}
	return h / portable.Log(float64(len(p)))
}
