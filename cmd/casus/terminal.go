package main

import (
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// screen is where results are read: how many columns it has, whether colours
// suit it, and whether it is a terminal at all.
type screen struct {
	columns           int
	colours, terminal bool
}

// plainColumns is the width of what is not a terminal, so that a file holds the
// same on any machine.
const plainColumns = 80

func screenOf(w io.Writer) screen {
	s := screen{columns: plainColumns}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return s
	}
	s.terminal = true
	if columns, _, err := term.GetSize(f.Fd()); err == nil && columns > 0 {
		s.columns = columns
	}
	s.colours = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// progress shows a bar of what is done since some time, if stderr is a terminal and
// nobody wants quiet. One function counts, the other ends it.
func progress(quiet bool, name string, since time.Time, done, total int, speed string) (count, end func()) {
	if quiet || !term.IsTerminal(os.Stderr.Fd()) {
		return func() {}, func() {}
	}
	p := mpb.New(mpb.WithOutput(os.Stderr), mpb.WithWidth(40))
	b := p.AddBar(int64(total),
		mpb.PrependDecorators(decor.Name(name+" "), decor.CountersNoUnit("%d / %d")),
		mpb.AppendDecorators(decor.AverageSpeed(0, speed, decor.WCSyncSpace), decor.AverageETA(decor.ET_STYLE_GO)))
	b.SetCurrent(int64(done))
	b.DecoratorAverageAdjust(since)
	return b.Increment, func() {
		if !b.Completed() {
			b.Abort(false)
		}
		p.Wait()
	}
}
