// Package mesa has reference runs of another implementation of Model I, Mesa
// 3.3.1's example epstein_civil_violence, and compares series of runs.
//
// runs.csv.gz holds 48 runs of 200 steps for each of three settings, a row a
// step from step 0 on: active, quiet and jailed citizens.
package mesa

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"

	"casus/classic"
	"casus/luck"
)

//go:embed runs.csv.gz
var runs []byte

// Steps of a reference run.
const Steps = 200

// Series are the counts of citizens after each step, from step 1 on.
type Series []classic.Counts

// Active gives the number of active citizens after each step.
func (s Series) Active() []int {
	active := make([]int, len(s))
	for i, c := range s {
		active[i] = c.Active
	}
	return active
}

// Setting is one of parameters, with Mesa's runs under them.
type Setting struct {
	Name   string
	Params classic.Params
	Runs   []Series
}

// Settings gives the three settings of the reference runs: e1 has outbursts, e2
// many cops and long terms, e3 short vision and few cops.
func Settings() ([]Setting, error) {
	e1 := classic.Standard(classic.Mesa())
	e2, e3 := e1, e1
	e2.Cops, e2.Legitimacy, e2.MaxJail = 0.074, 0.80, 1000
	e3.Cops, e3.Vision, e3.CopVision, e3.Legitimacy, e3.MaxJail = 0.03, 4, 4, 0.75, 15
	settings := []Setting{{Name: "e1", Params: e1}, {Name: "e2", Params: e2}, {Name: "e3", Params: e3}}
	unzipped, err := gzip.NewReader(bytes.NewReader(runs))
	if err != nil {
		return nil, fmt.Errorf("reference runs of Mesa: %w", err)
	}
	rows, err := csv.NewReader(unzipped).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reference runs of Mesa: %w", err)
	}
	last := ""
	for i, row := range rows[1:] {
		var n [3]int
		for k, text := range row[2:] {
			if n[k], err = strconv.Atoi(text); err != nil {
				return nil, fmt.Errorf("reference runs of Mesa, line %d: %w", i+2, err)
			}
		}
		var s *Setting
		for k := range settings {
			if settings[k].Name == row[0] {
				s = &settings[k]
			}
		}
		if s == nil {
			return nil, fmt.Errorf("reference runs of Mesa, line %d: no setting %q", i+2, row[0])
		}
		if run := row[0] + "/" + row[1]; run != last { // its step 0, before anyone has acted
			s.Runs = append(s.Runs, nil)
			last = run
			continue
		}
		r := &s.Runs[len(s.Runs)-1]
		*r = append(*r, classic.Counts{Active: n[0], Quiet: n[1], Jailed: n[2]})
	}
	return settings, nil
}

// Play gives a run of ours.
func Play(p classic.Params, lk luck.Replicate, steps int) (Series, error) {
	m, err := classic.New(p, lk)
	if err != nil {
		return nil, err
	}
	return Watch(m, steps), nil
}

// Model is a model of the same kind.
type Model interface {
	Step()
	Counts() classic.Counts
}

// Watch plays a model for some steps.
func Watch(m Model, steps int) Series {
	s := make(Series, steps)
	for i := range s {
		m.Step()
		s[i] = m.Counts()
	}
	return s
}

// Measure is what runs are compared by: a number or several for each run.
type Measure struct {
	Name string
	Of   func(Series) []float64
}

// Measures of level, of spread, and of rhythm at three heights, as the settings
// differ: few are active in e2, hundreds always in e3.
func Measures() []Measure {
	mean := func(of func(classic.Counts) int) func(Series) []float64 {
		return func(s Series) []float64 {
			sum := 0
			for _, c := range s {
				sum += of(c)
			}
			return []float64{float64(sum) / float64(len(s))}
		}
	}
	measures := []Measure{
		{"mean active", mean(func(c classic.Counts) int { return c.Active })},
		{"mean quiet", mean(func(c classic.Counts) int { return c.Quiet })},
		{"mean jailed", mean(func(c classic.Counts) int { return c.Jailed })},
		{"peak of active", func(s Series) []float64 {
			peak := 0
			for _, c := range s {
				peak = max(peak, c.Active)
			}
			return []float64{float64(peak)}
		}},
	}
	for _, height := range []int{2, 50, 250} {
		measures = append(measures,
			Measure{fmt.Sprintf("steps with more than %d active", height), func(s Series) []float64 {
				n := 0
				for _, c := range s {
					if c.Active > height {
						n++
					}
				}
				return []float64{float64(n)}
			}},
			Measure{fmt.Sprintf("waits between outbursts above %d", height), func(s Series) []float64 {
				var waits []float64
				for _, w := range classic.Waits(classic.Outbursts(s.Active(), height)) {
					waits = append(waits, float64(w))
				}
				return waits
			}})
	}
	return measures
}

// Apply gives a measure of each run.
func (m Measure) Apply(runs []Series) [][]float64 {
	all := make([][]float64, len(runs))
	for i, s := range runs {
		all[i] = m.Of(s)
	}
	return all
}
