package terminal

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casus/classic"
	"casus/report/screen"
)

func TestCourse(t *testing.T) {
	changes := []change{{name: "legitimacy", value: 0.2, from: 7, to: 7}, {name: "cops", value: 0, from: 1, to: 1}, {name: "legitimacy", value: 0.5, from: 2, to: 5}}
	got, err := course("legitimacy", 0.9, changes, 8)
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{0.9, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.2, 0.2}
	if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
		t.Errorf("%v, not %v", got, want)
	}
	if got[7] != 0.2 {
		t.Errorf("the last step has %v, not the very value", got[7])
	}
}

// Interrupted, what was played by then is there, and soon.
func TestPlayInterrupted(t *testing.T) {
	for _, c := range []struct{ size, steps, after int }{{40, MaxSteps, 25}, {700, 1000, 2}} {
		x := &Experiment{Model: 1, Rules: "netlogo", Params: standard(1, "netlogo"), above: 50}
		x.Params.Size, x.Params.Steps = c.size, c.steps
		if err := x.plan(); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		rows := 0
		var since time.Time
		r, err := x.Play(ctx, Watch{Columns: screen.PlainColumns, Bar: func(time.Time, int, int) (count, end func()) { return func() {}, func() {} }, Row: func([]int) error {
			if rows++; rows == c.after {
				since = time.Now()
				cancel()
			}
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		if d := time.Since(since); d > time.Second {
			t.Errorf("size %d: it took %v to stop", c.size, d)
		}
		if !r.interrupted || r.Steps() != rows-1 || rows < c.after || r.Steps() >= c.steps {
			t.Errorf("size %d: %d steps of %d rows, interrupted %v", c.size, r.Steps(), rows, r.interrupted)
		}
	}
}

func TestChart(t *testing.T) {
	var b bytes.Buffer
	rise := panel{title: "rise", values: []float64{0, 0.01, 4, 8, 12, 16, 3, 16}, lines: 2}
	chart(&b, []panel{rise, {title: "nothing", values: make([]float64, 8), lines: 1}}, 0, 8, screen.Screen{Columns: labelColumns + 8})
	want := `rise
      16 ┤    ▄█ █
         │ ▁▄███▃█
       0 ┼────────
nothing
       0 ┤
       0 ┼┬───────
    step  0
`
	if b.String() != want {
		t.Errorf("it draws\n%s, not\n%s", b.String(), want)
	}
	b.Reset()
	chart(&b, []panel{rise}, 1, 8, screen.Screen{Columns: labelColumns + 3}) // three steps a column
	want = `rise
      16 ┤ ██
         │███
       0 ┼───
    step
`
	if b.String() != want {
		t.Errorf("narrow, it draws\n%s, not\n%s", b.String(), want)
	}
}

// TestFieldLooks has a corner of four sites, with all that can be seen.
func TestFieldLooks(t *testing.T) {
	draw := func(see func(x, y int, what classic.Mark)) {
		see(0, 0, classic.Quiet)
		see(0, 0, classic.Active) // who shares a site with the quiet is seen
		see(1, 0, classic.Cop)
		see(0, 1, classic.Quiet)
		see(1, 2, classic.Jailed)
	}
	f := newField(1, 3, 3, draw)
	var plain, colour, shades bytes.Buffer
	f.print(&plain, 1, false)
	if want := "█+\n·\n -\n█ active   + cop   · quiet   - jailed\n"; plain.String() != want {
		t.Errorf("plain %q, not %q", plain.String(), want)
	}
	f.print(&colour, 1, true)
	lines := strings.Split(colour.String(), "\n")
	if want := "\x1b[91;44m▀\x1b[m\x1b[97m▀\x1b[m"; lines[0] != want || len(lines) != 4 {
		t.Errorf("in colour %q, not %q and another line and the legend", lines, want)
	}
	newField(1, 6, 3, draw).print(&shades, 1, false)
	if want := "▓"; !strings.HasPrefix(shades.String(), want) || !strings.Contains(shades.String(), "2×4 sites") {
		t.Errorf("in shades %q, not %q first: one of three is active", shades.String(), want)
	}
}

// Nothing that is drawn is wider than the terminal, whatever its width.
func TestNothingDrawnIsWiderThanTheTerminal(t *testing.T) {
	for _, columns := range []int{60, 80, 120} {
		for _, model := range []int{1, 2} {
			r := Request{Model: model, Seed: 1, Workers: 1, Params: Params{Lives: &Lives{}, Steps: 60}, Given: func(flag string) bool { return flag == "steps" }}
			x, err := r.Experiment()
			if err != nil {
				t.Fatal(err)
			}
			c, err := x.Play(t.Context(), Watch{Columns: columns, Bar: func(time.Time, int, int) (count, end func()) { return func() {}, func() {} }, Row: func([]int) error { return nil }})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			x.Print(&b, c, screen.Screen{Columns: columns})
			for line := range strings.Lines(b.String()) {
				drawn := strings.ContainsAny(line, "│┤┼") || !strings.ContainsAny(line, "abcdefghijklmnopqrstuvwxyz")
				if line = strings.TrimRight(line, "\n"); drawn && utf8.RuneCountInString(line) > columns {
					t.Errorf("model %d, %d columns: %q", model, columns, line)
				}
			}
		}
	}
}
