package main

import (
	"math"
	"slices"

	"gonum.org/v1/plot/plotter"

	"casus/stats"
)

// sweep is a run in which officers leave at an even pace until none is left, and its
// twin: the same run, with the same luck, in which none leaves.
type sweep struct {
	officers   []float64 // there, by step
	out, twin  []float64 // people active
	at, stayed int       // step of the first outburst in each, or none
}

const none = -1

// gone gives the share of officers who have left by a step.
func (s *sweep) gone(step int) float64 { return float64(step) / float64(len(s.out)-1) }

// tips reports whether the outburst is the officers' leaving: in the twin there is none.
func (s *sweep) tips() bool { return s.at != none && s.stayed == none }

// tenth gives the steps in which a tenth of the officers leave: within as many a
// straight line has a tenth of its rise.
func (s *sweep) tenth() int { return int(math.Round(float64(len(s.out)-1) / 10)) }

// line is the twin as it would be if people came out in proportion to the officers
// who have left, as many at the most as did: a straight line with the luck of its days,
// and a plain one where nobody is out in the twin.
func (s *sweep) line() []float64 {
	line, growth := make([]float64, len(s.twin)), (1+most(s.out))/(1+most(s.twin))-1
	for i, x := range s.twin {
		line[i] = (1 + x) * (1 + growth*s.gone(i))
	}
	return line
}

// sharpest is the largest part of the rise of the most people out so far that falls
// within some steps: 1 where all of it comes at once, 0 where there is none.
func sharpest(out []float64, steps int) float64 {
	so := slices.Clone(out)
	for i := range so {
		so[i] = max(so[i], so[max(0, i-1)])
	}
	rise, part := so[len(so)-1]-so[0], 0.0
	if rise == 0 {
		return 0
	}
	for i := range so {
		part = max(part, so[min(i+steps, len(so)-1)]-so[i])
	}
	return part / rise
}

func most(xs []float64) (top float64) {
	for _, x := range xs {
		top = max(top, x)
	}
	return top
}

// withdrawn is what comes of officers' leaving, over some runs. All but the first
// three are of the runs that tip.
type withdrawn struct {
	Name   string
	Runs   int
	Tips   stats.Share  // the outburst is their leaving
	Lost   float64      // share with an outburst in the twin too
	Calm   float64      // and with one in neither
	Left   stats.Band   // share of officers left at the outburst
	Before stats.Band   // most people out until a tenth of the officers before it
	Peak   stats.Band   // and in the tenth after it
	Sharp  stats.Band   // part of the rise within a tenth of the officers
	Line   stats.Band   // the same of a straight line with the luck of the twin's days
	More   stats.Effect // the former less the latter
	sweeps []sweep
}

func withdrawnOf(name string, sweeps []sweep) withdrawn {
	w := withdrawn{Name: name, Runs: len(sweeps), sweeps: sweeps}
	var left, before, peak, sharp, line []float64
	for k := range sweeps {
		s := &sweeps[k]
		switch n := s.tenth(); {
		case s.tips():
			left = append(left, 1-s.gone(s.at))
			before = append(before, most(s.out[:max(1, s.at-n)]))
			peak = append(peak, most(s.out[s.at:min(len(s.out), s.at+n)]))
			sharp, line = append(sharp, sharpest(s.out, n)), append(line, sharpest(s.line(), n))
		case s.stayed != none:
			w.Lost++
		default:
			w.Calm++
		}
	}
	w.Tips, w.Lost, w.Calm = stats.ShareOf(len(left), len(sweeps)), w.Lost/float64(len(sweeps)), w.Calm/float64(len(sweeps))
	w.Left, w.Before, w.Peak, w.Sharp, w.Line = stats.BandOf(left), stats.BandOf(before), stats.BandOf(peak), stats.BandOf(sharp), stats.BandOf(line)
	w.More = stats.EffectOf(sharp, line)
	return w
}

// Tipping reports whether the rise is sharper than luck makes a straight line.
func (w *withdrawn) Tipping() bool { return w.More.N > 1 && w.More.Low > 0 }

// reached gives the share of the runs whose outburst has come, against the
// percentage of officers who have left.
func (w *withdrawn) reached(at func(*sweep) int) plotter.XYs {
	points := plotter.XYs{{}}
	for percent := range 101 {
		n := 0
		for k := range w.sweeps {
			if s := &w.sweeps[k]; at(s) != none && s.gone(at(s)) <= float64(percent)/100 {
				n++
			}
		}
		points = append(points, plotter.XY{X: float64(percent), Y: float64(n) / float64(w.Runs)})
	}
	return points
}
