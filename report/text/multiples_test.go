package text

import (
	"strings"
	"testing"
)

func TestMultiples(t *testing.T) {
	rise := multiple{Title: "standing", From: "before", To: "3", This: []float64{0, 1, 2, 3, 4}, Other: []float64{0, 0, 0, 0, 4}}
	flat := multiple{Title: "nothing", From: "day 1", To: "1", This: []float64{7}, Other: []float64{7}}
	var b strings.Builder
	if err := multiples(&b, []multiple{rise, flat, rise}, 60); err != nil {
		t.Fatal(err)
	}
	want := `standing                   nothing
0 to 4                     7 to 7
    ◉
   ●
  ●
 ●
◉○○○                       ◉
─────                      ─
before 3                   day 1 1

standing
0 to 4
    ◉
   ●
  ●
 ●
◉○○○
─────
before 3

`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	// Long courses are thinned out: first and last steps stay.
	long := multiple{Title: "a title that is longer than a chart is wide", From: "day 1", To: "365", This: make([]float64, 365), Other: make([]float64, 365)}
	long.This[364] = 1
	b.Reset()
	if err := multiples(&b, []multiple{long}, 80); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if lines[0] != "a title that is longer t" || lines[2] != strings.Repeat(" ", 23)+"●" || lines[6] != strings.Repeat("◉", 23)+"○" || lines[8] != "day 1                365" {
		t.Errorf("%q", lines)
	}
}
