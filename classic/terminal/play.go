package terminal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Course is what came of an experiment.
type Course struct {
	series      [][]int // by column and step, step 0 first
	picture     *field
	interrupted bool
}

// Steps is how many steps were played.
func (r *Course) Steps() int { return len(r.series[0]) - 1 }

// Interrupted is an error if not all steps were played.
func (r *Course) Interrupted(x *Experiment) error {
	if !r.interrupted {
		return nil
	}
	return fmt.Errorf("interrupted after %d of %d steps", r.Steps(), x.Params.Steps)
}

// column gives a series by name.
func (r *Course) column(model int, name string) []int {
	return r.series[slices.Index(Columns[model], name)]
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

// Watch is what goes on beside an experiment while it is played.
type Watch struct {
	Columns int // of the screen on which the field will be drawn
	// Row is told the numbers of each step, as [Columns] has them; step 0 comes
	// first. Its error ends the run.
	Row func(numbers []int) error
	// Bar is called once, if the run takes longer than a second; count is called
	// after each further step, and end after the last.
	Bar func(since time.Time, done, total int) (count, end func())
}

// Play plays an experiment. Interrupted, it gives what was played by then, without
// waiting long for a step to end.
func (x *Experiment) Play(ctx context.Context, watch Watch) (*Course, error) {
	frames := make(chan frame, 64)
	go x.perform(ctx, watch.Columns, frames)
	late := make(chan struct{})
	defer context.AfterFunc(ctx, func() {
		time.Sleep(stopWithin)
		close(late)
	})()
	r := &Course{series: make([][]int, len(Columns[x.Model]))}
	since := time.Now()
	shown, count, end := false, func() {}, func() {}
	defer func() { end() }()
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
		if err := watch.Row(f.row); err != nil {
			return nil, err
		}
		if count(); !shown && time.Since(since) > barAfter {
			shown = true
			count, end = watch.Bar(since, r.Steps(), x.Params.Steps)
		}
	}
}

// perform sends a frame for each step, and at the end a picture if there is none yet.
func (x *Experiment) perform(ctx context.Context, columns int, frames chan<- frame) {
	defer close(frames)
	st, err := x.begin()
	if err != nil {
		frames <- frame{err: err}
		return
	}
	frames <- frame{row: st.row()}
	n, drawn := 0, false
	for n < x.Params.Steps && !st.over() && ctx.Err() == nil {
		n++
		st.step(n)
		f := frame{row: st.row()}
		if st.telling() {
			f.picture, drawn = newField(n, x.Params.Size, columns, st.draw), true
		}
		frames <- f
	}
	if !drawn {
		frames <- frame{picture: newField(n, x.Params.Size, columns, st.draw)}
	}
}
