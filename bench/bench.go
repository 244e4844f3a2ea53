// Package bench measures how fast casus is on this machine and holds it against
// targets. Times are medians of several rounds, in which what is compared
// alternates: machines are noisy.
package bench

import (
	"fmt"
	"runtime"
	"sync"
	"time"

	"casus/stats"
)

// Report is what a benchmark found.
type Report struct {
	Cores    int       `json:"cores"`
	Measures []Measure `json:"measures"`
}

// Measure is one figure and what it should be.
type Measure struct {
	What   string  `json:"what"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Target float64 `json:"target,omitempty"` // 0: none
	Least  bool    `json:"least,omitempty"`  // the target is the least wanted, not the most
	Size   int     `json:"size,omitempty"`   // of a torus, sites a side
}

// Met says whether the target is met; without one it is.
func (m *Measure) Met() bool {
	return m.Target == 0 || m.Least && m.Value >= m.Target || !m.Least && m.Value <= m.Target
}

func newReport() *Report { return &Report{Cores: runtime.GOMAXPROCS(0)} }

func (r *Report) add(what string, value float64, unit string) *Measure {
	r.Measures = append(r.Measures, Measure{What: what, Value: value, Unit: unit})
	return &r.Measures[len(r.Measures)-1]
}

func (r *Report) atMost(what string, value float64, unit string, target float64) {
	r.add(what, value, unit).Target = target
}

func (r *Report) atLeast(what string, value float64, unit string, target float64) *Measure {
	m := r.add(what, value, unit)
	m.Target, m.Least = target, true
	return m
}

// forget takes the targets away from what was measured so far.
func (r *Report) forget() {
	for i := range r.Measures {
		r.Measures[i].Target = 0
	}
}

// alternate runs each job in turn, so many times, and gives the median time of
// each in seconds.
func alternate(rounds int, jobs ...func() error) ([]float64, error) {
	times := make([][]float64, len(jobs))
	for range rounds {
		for i, job := range jobs {
			start := time.Now()
			if err := job(); err != nil {
				return nil, err
			}
			times[i] = append(times[i], time.Since(start).Seconds())
		}
	}
	medians := make([]float64, len(jobs))
	for i, t := range times {
		medians[i] = stats.Median(t)
	}
	return medians, nil
}

// reading is the work of reading memory, by several goroutines.
type reading struct {
	words   []uint64
	readers int
	sums    []uint64 // so that no compiler leaves the reading out
}

func newReading(bytes, readers int) *reading {
	r := &reading{make([]uint64, bytes/8), readers, make([]uint64, readers)}
	for i := range r.words {
		r.words[i] = uint64(i) // a page that was never written need not be there
	}
	return r
}

// pass reads everything so many times.
func (r *reading) pass(times int) {
	var all sync.WaitGroup
	for k := range r.readers {
		part := r.words[k*len(r.words)/r.readers : (k+1)*len(r.words)/r.readers]
		all.Go(func() {
			for range times {
				r.sums[k] += sum(part)
			}
		})
	}
	all.Wait()
}

func sum(words []uint64) uint64 {
	var a, b, c, d uint64
	for len(words) >= 8 {
		w := words[:8]
		a += w[0] + w[4]
		b += w[1] + w[5]
		c += w[2] + w[6]
		d += w[3] + w[7]
		words = words[8:]
	}
	return a + b + c + d
}

// bandwidth is how fast memory is read that no cache holds, in GB/s.
func bandwidth(readers int) (float64, error) {
	const bytes = 1 << 28
	r := newReading(bytes, readers)
	t, err := alternate(5, func() error { r.pass(1); return nil })
	if err != nil {
		return 0, err
	}
	if t[0] == 0 {
		return 0, fmt.Errorf("the clock of this machine is too coarse to measure memory")
	}
	return bytes / t[0] / 1e9, nil
}
