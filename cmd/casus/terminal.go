package main

import (
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

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
