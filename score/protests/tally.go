package protests

import (
	"math"

	"casus/luck"
	"casus/portable"
	"casus/stats"
)

// compared are the responses that both the data and the model have. The last
// stands for none of the others.
var compared = []Response{Arrests, Dispersal, Shootings, Killings, Accommodation, Ignored}

// Kinds of protests whose answers are compared: by size, violence and length. Length
// is among them because a state has longer to answer a long protest.
var (
	kindSizes   = []string{"50–999", "1,000–10,000", "over 10,000"}
	kindLengths = []string{"a day", "longer"}
)

// kinds is how many there are.
const kinds = 3 * 2 * 2

// kind tells what kind a protest of known size is.
func kind(p *Protest) int {
	size := 0
	switch {
	case p.Size == TenThousands:
		size = 2
	case p.Size >= Thousand:
		size = 1
	}
	return size*4 + int(stats.Indicator(p.Violent))*2 + int(stats.Indicator(p.Days > 1))
}

// tally counts protests of known size.
type tally struct {
	all     float64
	sizes   [sizes]float64
	violent [sizes]float64 // of each size
	brief   float64        // of a day
	n       [kinds]float64
	met     [kinds][responses]float64
}

func (t *tally) add(p *Protest) {
	if p.Size == SizeUnknown {
		return
	}
	t.all++
	t.sizes[p.Size]++
	t.violent[p.Size] += stats.Indicator(p.Violent)
	t.brief += stats.Indicator(p.Days == 1)
	k, none := kind(p), true
	t.n[k]++
	for _, r := range compared[:len(compared)-1] {
		t.met[k][r] += stats.Indicator(p.Met[r])
		none = none && !p.Met[r]
	}
	t.met[k][Ignored] += stats.Indicator(none)
}

func (t *tally) plus(u *tally) {
	t.all += u.all
	t.brief += u.brief
	for i := range t.sizes {
		t.sizes[i] += u.sizes[i]
		t.violent[i] += u.violent[i]
	}
	for k := range t.n {
		t.n[k] += u.n[k]
		for r := range t.met[k] {
			t.met[k][r] += u.met[k][r]
		}
	}
}

// large is how many protests had 1,000 people or more.
func (t *tally) large() float64 {
	sum := 0.0
	for _, n := range t.sizes[Thousand:] {
		sum += n
	}
	return sum
}

// counted is protests counted by cluster.
type counted struct {
	clusters []tally
	sum      tally
}

func countByCluster(list []Protest) *counted {
	s, index := &counted{}, map[string]int{}
	for i := range list {
		c, known := index[list[i].Cluster]
		if !known {
			c = len(s.clusters)
			index[list[i].Cluster] = c
			s.clusters = append(s.clusters, tally{})
		}
		s.clusters[c].add(&list[i])
		s.sum.add(&list[i])
	}
	return s
}

// again draws as many clusters, with replacement.
func (s *counted) again(lot luck.Lot, b int) *tally {
	t := &tally{}
	for i := range s.clusters {
		t.plus(&s.clusters[lot.Below(uint64(b), uint64(i), len(s.clusters))])
	}
	return t
}

// figures are what is estimated from a simulated and an observed tally. What there
// is nothing of is NaN.
type figures struct {
	sizes        [2][sizes]float64     // shares
	violent      [2][sizes]float64     // shares of each size
	tail         [2]float64            // exponent
	brief        [2]float64            // share that lasts a day
	met          [2][responses]float64 // simulated, observed, over the same mix of kinds
	sizeDistance float64
	metDistance  float64
}

// measure compares two tallies:
//
//	size distance = ½ Σ |p_c − q_c|            over the classes c (total variation)
//	tail exponent α = −log10 P(X > 10,000 | X ≥ 1,000)    as of P(X > x) ∝ x^−α
//	met_r = Σ_k w_k P(r | kind k)              w: the mix of kinds in a third tally, within those covered
//	response distance = mean over r of |met_r − met'_r|   without none-of-these, which follows from the rest
func measure(mix, a, b *tally, covered *[kinds]bool) (f figures) {
	for side, t := range [2]*tally{a, b} {
		for c := Dozens; c < sizes; c++ {
			f.sizes[side][c], f.violent[side][c] = t.sizes[c]/t.all, t.violent[c]/t.sizes[c]
		}
		f.brief[side] = t.brief / t.all
		f.tail[side] = -portable.Log(t.sizes[TenThousands]/t.large()) / math.Ln10
	}
	for c := Dozens; c < sizes; c++ {
		f.sizeDistance += float64(math.Abs(f.sizes[0][c]-f.sizes[1][c]) / 2)
	}
	weight := 0.0
	for k, ok := range covered {
		if !ok || a.n[k] == 0 || b.n[k] == 0 {
			continue // a resample may lack a kind
		}
		weight += mix.n[k]
		for _, r := range compared {
			f.met[0][r] += mix.n[k] * a.met[k][r] / a.n[k]
			f.met[1][r] += mix.n[k] * b.met[k][r] / b.n[k]
		}
	}
	for _, r := range compared {
		f.met[0][r] /= weight
		f.met[1][r] /= weight
		if r != Ignored {
			f.metDistance += math.Abs(f.met[0][r]-f.met[1][r]) / float64(len(compared)-1)
		}
	}
	return f
}
