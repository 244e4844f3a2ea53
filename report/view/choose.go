package view

import (
	"fmt"
	"math"
	"slices"

	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// told is a run that is told in full.
type told struct {
	place      int // in Replicates
	kind, name string
	why        string
	trace      *sim.Trace // played again
}

// alikeBy are the outcomes by which a run is like others: counts on a scale of
// logarithms, flags as 0 and 1.
var alikeBy = []string{"peak_participants", "regions_protest_peak", "deaths", "detained", "requested", "deployed", "survived_30d"}

// farthest is the distance, in standard deviations, at which a run is as unlike as one
// that lacks the outcome altogether.
const farthest = 3

// choose picks the runs that are told in full: a typical one, the one most like the
// record, the worst. Where several are as near, the first of them is taken.
func (m *maker) choose() error {
	m.typical()
	if err := m.likeTheRecord(); err != nil {
		return err
	}
	worst := m.ok[0]
	for _, place := range m.ok {
		if m.runs["deaths"][place] > m.runs["deaths"][worst] {
			worst = place
		}
	}
	m.told = append(m.told, told{place: worst, kind: "worst", name: "The worst run", why: fmt.Sprintf("The run in which most people die, of %s.", number.Of(len(m.ok), "run"))})
	return nil
}

// typical is the run nearest to the middle of the more frequent kind, those that fizzle
// or those that engulf the nation:
//
//	min over runs of Σ_k |x_k − m_k| / σ_k
//
// over the outcomes of [alikeBy], with m their medians and σ their standard deviations
// among those runs. The distance of the other runs to those medians is kept as well.
func (m *maker) typical() {
	kind, list := m.frequent()
	m.unlike = make([]float64, len(m.runs["engulfed"]))
	for _, column := range alikeBy {
		x := make([]float64, len(list))
		for i, place := range list {
			x[i] = math.Log1p(m.runs[column][place])
		}
		middle, sd := stats.Median(x), deviation(x)
		for _, place := range m.ok {
			m.unlike[place] += math.Abs(math.Log1p(m.runs[column][place])-middle) / sd
		}
	}
	m.told = append(m.told, told{place: m.mostTypical(list), kind: "typical", name: "A typical run", why: fmt.Sprintf(
		"Of the %s that %s, the more frequent kind, the one nearest to their medians of people taking part, regions with protest, deaths and people detained, and to what most of them have of the request, the landing and the survival of the regime.",
		number.Of(len(list), "run"), kind)})
}

// frequent are the runs of the more frequent kind.
func (m *maker) frequent() (kind string, list []int) {
	fizzled, engulfed := m.split()
	if len(engulfed) >= len(fizzled) {
		return "engulf the nation", engulfed
	}
	return "fizzle", fizzled
}

// split parts runs into those that fizzle and those that engulf the nation.
func (m *maker) split() (fizzled, engulfed []int) {
	for _, place := range m.ok {
		if m.flag("engulfed", place) {
			engulfed = append(engulfed, place)
		} else {
			fizzled = append(fizzled, place)
		}
	}
	return fizzled, engulfed
}

// likeTheRecord picks the run with the least mean distance to the record's targets:
//
//	d = 1/K Σ_k min(3, |ln(1+x_k) − ln(1+r_k)| / σ_k)
//
// with r the record and σ the standard deviation of ln(1+x) over runs. A run that lacks an
// outcome, or is not among those that a target is about, is at distance 3.
func (m *maker) likeTheRecord() error {
	targets := m.s.Record.Targets
	sum, used := make([]float64, len(m.ok)), 0
	for _, t := range targets {
		values, err := m.target(t)
		if err != nil {
			return err
		}
		if values == nil {
			continue
		}
		used++
		var x []float64
		for _, place := range m.ok {
			x = append(x, math.Log1p(values[place]))
		}
		sd := deviation(there(x))
		for i, place := range m.ok {
			d := math.Abs(x[i]-math.Log1p(t.Value)) / sd
			if math.IsNaN(d) || !m.about(t, place) {
				d = farthest
			}
			sum[i] += min(farthest, d)
		}
	}
	if used == 0 {
		m.missing("story", "No run is the one most like the record: the record has no targets.")
		return nil
	}
	i := least(sum)
	m.told = append(m.told, told{place: m.ok[i], kind: "record", name: "The run most like the record", why: fmt.Sprintf(
		"The run with the least mean distance to %s of the record, each in standard deviations of its logarithm over runs, at most %d: %.1f on average.",
		number.Of(used, "target"), farthest, sum[i]/float64(used))})
	return nil
}

// target gives what runs have for a target; nil where the table is not kept.
func (m *maker) target(t scenario.Target) ([]float64, error) {
	if t.Series == "" {
		return m.runs[t.Outcome], nil
	}
	if !m.keeps(results.Daily) {
		return nil, nil
	}
	x, err := m.Steps(results.Daily, []int{t.Day}, t.Series)
	if err != nil {
		return nil, err
	}
	return x[0][0], nil
}

// keeps reports whether a table is kept.
func (m *maker) keeps(table string) bool { return slices.Contains(m.Results.Tables(), table) }

// about reports whether a run is among those that a target is about.
func (m *maker) about(t scenario.Target, place int) bool {
	return t.Population == "all" || t.Population == "" || m.flag(t.Population, place)
}

// deviation is the standard deviation of a sample, and 1 where all is the same.
func deviation(x []float64) float64 {
	if len(x) < 2 {
		return 1
	}
	if _, sd := stats.MeanStdDev(x); sd > 0 {
		return sd
	}
	return 1
}

// least is the place of the smallest number.
func least(x []float64) int {
	at := 0
	for i := range x {
		if x[i] < x[at] {
			at = i
		}
	}
	return at
}
