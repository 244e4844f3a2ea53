package main

import (
	"context"
	"errors"
	"math"
	"time"

	"casus/classic"
)

// stage is one of the classic models, in the course of being played.
type stage interface {
	// step changes what is due and plays step n, from 1.
	step(n int)
	// row gives the numbers of columnsOf.
	row() []int
	draw(see func(x, y int, what classic.Mark))
	// telling says whether the field now tells more than all that it said so of.
	telling() bool
	over() bool
}

// columnsOf are the columns of the series by model, after the step.
var columnsOf = [...][]string{
	1: {"active", "quiet", "jailed", "citizens", "cops"},
	2: {
		"blue_quiet", "blue_active", "blue_jailed", "blue_born", "blue_killed", "blue_aged", "blue_arrests",
		"green_quiet", "green_active", "green_jailed", "green_born", "green_killed", "green_aged", "green_arrests", "cops",
	},
}

// rebellion is Model I.
type rebellion struct {
	*classic.Model
	x    *classicExperiment
	cops int // at step 0
	most int // active, of what was telling
}

func (r *rebellion) step(n int) {
	if l := r.x.legitimacy; l[n] != l[n-1] {
		r.SetLegitimacy(l[n])
	}
	if c := r.x.cops; c[n] != c[n-1] {
		left := int(math.Round(float64(r.cops) * c[n] / c[0]))
		r.RemoveCops(r.Counts().Cops - left)
	}
	r.Step()
}

func (r *rebellion) row() []int {
	c := r.Counts()
	return []int{c.Active, c.Quiet, c.Jailed, c.Active + c.Quiet + c.Jailed, c.Cops}
}

func (r *rebellion) draw(see func(x, y int, what classic.Mark)) { r.Draw(see) }

// telling: more are active than ever, and enough for an outburst. A large torus
// has outbursts here and there at any time, and most active at first, all over.
func (r *rebellion) telling() bool {
	n := r.Counts().Active
	if r.x.params.Size > fieldColumns || n <= max(r.most, r.x.above) {
		return false
	}
	r.most = n
	return true
}

func (r *rebellion) over() bool { return false }

// strife is Model II.
type strife struct {
	*classic.Groups
	x    *classicExperiment
	told bool
}

func (s *strife) step(n int) {
	if c := s.x.cops; c[n] != c[n-1] {
		sites := float64(s.x.params.Size * s.x.params.Size)
		s.SetCops(int(math.Round(c[n] * sites)))
	}
	s.Step()
}

func (s *strife) row() []int {
	c := s.Counts()
	var row []int
	for _, g := range c.Group {
		row = append(row, g.Quiet, g.Active, g.Jailed, g.Born, g.Killed, g.Aged, g.Arrests)
	}
	return append(row, c.Cops)
}

func (s *strife) draw(see func(x, y int, what classic.Mark)) { s.Draw(see) }

// tellingShare is the share of the smaller group at which places held by one
// group show best.
const tellingShare = 0.25

func (s *strife) telling() bool {
	g := s.Counts().Group
	blue, green := g[classic.Blue].Living(), g[classic.Green].Living()
	if s.told || float64(min(blue, green)) > tellingShare*float64(blue+green) {
		return false
	}
	s.told = true
	return true
}

func (s *strife) over() bool {
	_, gone := s.Extinct()
	return gone
}

// played is what came of an experiment.
type played struct {
	series      [][]int // by column and step, step 0 first
	picture     *field
	interrupted bool
}

func (r *played) steps() int { return len(r.series[0]) - 1 }

// column gives a series by name.
func (r *played) column(model int, name string) []int {
	for i, c := range columnsOf[model] {
		if c == name {
			return r.series[i]
		}
	}
	panic("no column " + name)
}

// frame is a step that was played.
type frame struct {
	row     []int
	picture *field
	err     error
}

const (
	// barAfter is how long a run takes before it shows progress.
	barAfter = time.Second
	// stopWithin is how long a step may take to end when the run is interrupted.
	stopWithin = 700 * time.Millisecond
)

// play plays an experiment and tells of each row. Interrupted, it gives what was
// played by then, without waiting long for a step to end.
func play(ctx context.Context, x *classicExperiment, s screen, quiet bool, tell func(row []int) error) (*played, error) {
	frames := make(chan frame, 64)
	go perform(ctx, x, s, frames)
	late := make(chan struct{})
	defer context.AfterFunc(ctx, func() {
		time.Sleep(stopWithin)
		close(late)
	})()
	r := &played{series: make([][]int, len(columnsOf[x.model]))}
	since := time.Now()
	count, end := func() {}, func() {}
	defer func() { end() }()
	shown := quiet
	for {
		var f frame
		open := true
		select {
		case f, open = <-frames:
		case <-late:
			open = false
		}
		if !open {
			r.interrupted = ctx.Err() != nil
			if len(r.series[0]) == 0 {
				return nil, errors.New("interrupted before the first step")
			}
			return r, nil
		}
		if f.err != nil {
			return nil, f.err
		}
		if f.picture != nil {
			r.picture = f.picture
		}
		if f.row == nil {
			continue
		}
		for i, n := range f.row {
			r.series[i] = append(r.series[i], n)
		}
		if err := tell(f.row); err != nil {
			return nil, err
		}
		if count(); !shown && time.Since(since) > barAfter {
			shown = true
			count, end = progress(quiet, "classic", since, r.steps(), x.params.Steps, "%.1f steps/s ")
		}
	}
}

// perform sends a frame for each step, and at the end a picture if there is none yet.
func perform(ctx context.Context, x *classicExperiment, s screen, frames chan<- frame) {
	defer close(frames)
	st, err := x.begin()
	if err != nil {
		frames <- frame{err: err}
		return
	}
	frames <- frame{row: st.row()}
	n, drawn := 0, false
	for n < x.params.Steps && !st.over() && ctx.Err() == nil {
		n++
		st.step(n)
		f := frame{row: st.row()}
		if st.telling() {
			f.picture, drawn = newField(n, x.params.Size, s.columns, st.draw), true
		}
		frames <- f
	}
	if !drawn {
		frames <- frame{picture: newField(n, x.params.Size, s.columns, st.draw)}
	}
}
