package results

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"testing"
)

// equal compares lists of numbers in which NaN is equal to itself.
func equal(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) })
}

// plain is what a value of a row is to a frame.
func plain(v any) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	case bool:
		if v {
			return 1
		}
		return 0
	}
	return math.NaN()
}

// The frame of an interrupted run, the middle of which is missing, gives what was
// added: by replicate and, in the table of days, by step.
func TestFrame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	s := create(t, dir, aManifest(16))
	there := []int{0, 1, 2, 3, 8, 9, 10, 11}
	keep(t, s, there...)
	s.Close()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := NewFrame(r)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Replicates(); !slices.Equal(got, there) {
		t.Fatalf("replicates %v, want %v", got, there)
	}
	steps := []int{3, 399, 0}
	runs := [2][]float64{}
	days := [2][3][]float64{}
	for _, i := range there {
		made := aReplicate(i)
		runs[0], runs[1] = append(runs[0], plain(made.Rows[Runs][0][2])), append(runs[1], plain(made.Rows[Runs][0][3]))
		for k, step := range steps {
			x := [2]float64{math.NaN(), math.NaN()}
			if list := made.Rows[Daily]; step < len(list) {
				x = [2]float64{plain(list[step][4]), plain(list[step][2])}
			}
			days[0][k], days[1][k] = append(days[0][k], x[0]), append(days[1][k], x[1])
		}
	}
	got, err := f.Runs("draw.legitimacy", "asked")
	if err != nil || !equal(got[0], runs[0]) || !equal(got[1], runs[1]) {
		t.Errorf("runs %v, %v, want %v", got, err, runs)
	}
	byStep, err := f.Steps(Daily, steps, "alarm", "participants")
	if err != nil {
		t.Fatal(err)
	}
	values := 0
	for c := range days {
		for k := range steps {
			if !equal(byStep[c][k], days[c][k]) {
				t.Errorf("column %d at step %d: %v, want %v", c, steps[k], byStep[c][k], days[c][k])
			}
			for _, x := range days[c][k] {
				if !math.IsNaN(x) {
					values++
				}
			}
		}
	}
	if values < 10 {
		t.Errorf("only %d values were compared", values)
	}
	var hours [][2]float64
	err = f.Each(Events, []string{"hour"}, func(place int, row []float64) { hours = append(hours, [2]float64{float64(place), row[0]}) })
	var want [][2]float64
	for place, i := range there {
		for _, row := range aReplicate(i).Rows[Events] {
			want = append(want, [2]float64{float64(place), plain(row[1])})
		}
	}
	if err != nil || !slices.Equal(hours, want) || len(want) == 0 {
		t.Errorf("hours %v, %v, want %v", hours, err, want)
	}
}

func TestFrameRefuses(t *testing.T) {
	dir, _ := inPeace(t, 4)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := NewFrame(r)
	if err != nil {
		t.Fatal(err)
	}
	for what, ask := range map[string]func() error{
		"an unknown column": func() error { _, err := f.Runs("nothing"); return err },
		"a column of text":  func() error { _, err := f.Runs("outcome"); return err },
		"an unknown table":  func() error { _, err := f.Steps("weekly", []int{1}, "x"); return err },
		"steps of runs":     func() error { _, err := f.Steps(Runs, []int{1}, "asked"); return err },
		"events by nothing": func() error { return f.Each(Events, []string{"nothing"}, func(int, []float64) {}) },
	} {
		if err := ask(); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v", what, err)
		}
	}
	f.replicates = f.replicates[1:]
	if err := f.Each(Daily, nil, func(int, []float64) {}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a replicate that has no run: %v", err)
	}
}
