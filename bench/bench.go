// Package bench measures how fast casus is, and compares that with what the
// machine can do: how fast it reads memory, and how fast it does a fixed spin of
// arithmetic.
//
// Seconds differ between machines and are only printed. Targets are ratios, so
// that a slow machine meets those that a fast one meets. Ratios on one core are of
// processor time, which other programs hardly change. A time is the least of
// several rounds, for a disturbance can only add to it, and jobs that are compared
// take turns, so that a slow minute meets all of them.
package bench

import (
	"errors"
	"runtime"
	"sync"
	"time"
)

// Report is what a benchmark found.
type Report struct {
	Cores    int       `json:"cores"`
	Measures []Measure `json:"measures"`
}

// Measure is one figure. Only ratios have a target.
type Measure struct {
	What   string  `json:"what"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	Target float64 `json:"target,omitempty"` // 0: none
	Least  bool    `json:"least,omitempty"`  // the target is the least wanted, not the most
	Size   int     `json:"size,omitempty"`   // of a torus, sites a side
}

// times is the unit of ratios.
const times = "times"

// Met reports whether the target is met; without one it is.
func (m *Measure) Met() bool {
	return m.Target == 0 || m.Least && m.Value >= m.Target || !m.Least && m.Value <= m.Target
}

func newReport() *Report { return &Report{Cores: runtime.GOMAXPROCS(0)} }

func (r *Report) add(what string, value float64, unit string) *Measure {
	r.Measures = append(r.Measures, Measure{What: what, Value: value, Unit: unit})
	return &r.Measures[len(r.Measures)-1]
}

// atMost adds a ratio that should not be above a target.
func (r *Report) atMost(what string, ratio, target float64) *Measure {
	m := r.add(what, ratio, times)
	m.Target = target
	return m
}

// atLeast adds a ratio that should not be below a target.
func (r *Report) atLeast(what string, ratio, target float64) *Measure {
	m := r.atMost(what, ratio, target)
	m.Least = true
	return m
}

// gain adds what the other cores gain a job, and the same for a spin; and, where
// the machine had nothing else to do, the target for the first as a part of the
// second.
func (r *Report) gain(job gained, cores int, target float64) {
	gain, most := job.one.wall/job.all.wall, float64(cores)*job.spin.wall/job.spins.wall
	r.add("… gained by the other cores", gain, times)
	if job.one.alone(1) && job.spins.alone(cores) {
		r.atLeast("… against the gain of a spin on each core", gain/most, target)
	} else {
		r.add("… against the gain of a spin on each core (not judged: other programs were running)", gain/most, times)
	}
}

// gained is a job on one core and on all of them, beside a spin on one core and a
// spin on each.
type gained struct{ one, all, spin, spins spent }

// forget takes the targets away from what was measured so far.
func (r *Report) forget() {
	for i := range r.Measures {
		r.Measures[i].Target = 0
	}
}

// spent is what a job took, in seconds.
type spent struct {
	wall float64 // by the clock
	cpu  float64 // of processor time, of all cores together
	busy float64 // the least number of cores that worked for it, in any round
}

// idle is the least share of its cores that a job has if no other program runs.
const idle = 0.95

// alone tells that no other program took part of the cores of a job that never
// waits.
func (s spent) alone(cores int) bool { return s.busy >= idle*float64(cores) }

// alternate runs each job in turn, so many times, and gives the least time that
// each took. A clock that is too coarse for one of them is an error.
func alternate(rounds int, jobs ...func() error) ([]spent, error) {
	least := make([]spent, len(jobs))
	for round := range rounds {
		for i, job := range jobs {
			t, err := clock(job)
			if err != nil {
				return nil, err
			}
			if l := &least[i]; round == 0 {
				*l = t
			} else {
				l.wall, l.cpu, l.busy = min(l.wall, t.wall), min(l.cpu, t.cpu), min(l.busy, t.busy)
			}
		}
	}
	for _, l := range least {
		if l.wall <= 0 || l.cpu <= 0 {
			return nil, errors.New("the clock of this machine is too coarse to measure")
		}
	}
	return least, nil
}

// clock runs a job.
func clock(job func() error) (spent, error) {
	before, err := processor()
	if err != nil {
		return spent{}, err
	}
	start := time.Now()
	if err := job(); err != nil {
		return spent{}, err
	}
	wall := time.Since(start).Seconds()
	after, err := processor()
	cpu := (after - before).Seconds()
	return spent{wall, cpu, cpu / wall}, err
}

// spinSteps is the length of a spin, about a fifth of a second.
const spinSteps = 50_000_000

// spin is a fixed piece of arithmetic: steps of the finaliser of SplitMix64, each
// of which needs the one before. It needs no memory, so its time is that of the
// processor alone. Each of so many goroutines does a whole spin.
func spin(workers int) func() error {
	ends := make([]uint64, workers) // so that no compiler leaves the spin out
	return func() error {
		var all sync.WaitGroup
		for k := range workers {
			all.Go(func() {
				z := uint64(k)
				for range spinSteps {
					z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
					z = (z ^ z>>27) * 0x94D049BB133111EB
					z = z ^ z>>31 + 1
				}
				ends[k] = z
			})
		}
		all.Wait()
		return nil
	}
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
	return bytes / t[0].wall / 1e9, nil
}
