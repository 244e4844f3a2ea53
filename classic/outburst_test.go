package classic

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestOutbursts(t *testing.T) {
	for _, c := range []struct {
		active []int
		want   []Outburst
		waits  []int
	}{
		{nil, nil, nil},
		{[]int{0, 50, 50, 3}, nil, nil},                 // 50 do not exceed 50
		{[]int{51}, []Outburst{{0, 1, 51, 0, 51}}, nil}, // and goes on
		{[]int{0, 51, 50, 90, 90, 49, 0}, []Outburst{{1, 5, 90, 3, 281}}, nil}, // 50 are not fewer
		{[]int{60, 0, 0, 0, 70, 80}, []Outburst{{0, 1, 60, 0, 60}, {4, 6, 80, 5, 150}}, []int{3}},
		{[]int{60, 49, 60, 49, 50, 60, 49}, []Outburst{{0, 1, 60, 0, 60}, {2, 3, 60, 2, 60}, {5, 6, 60, 5, 60}}, []int{1, 2}},
	} {
		got := Outbursts(c.active, 50)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %+v, not %+v", c.active, got, c.want)
		}
		if w := Waits(got); !slices.Equal(w, c.waits) {
			t.Errorf("%v: waits %v, not %v", c.active, w, c.waits)
		}
	}
}

// Outbursts and waits divide the time from the first outburst on; above is inside,
// below is outside.
func TestOutburstsDivideTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		active := rapid.SliceOf(rapid.IntRange(0, 6)).Draw(t, "active")
		const above = 3
		found := Outbursts(active, above)
		inside := make([]bool, len(active))
		steps := 0
		for _, o := range found {
			if o.At < o.Start || o.At >= o.End || active[o.At] != o.Peak {
				t.Fatalf("%+v has its peak elsewhere", o)
			}
			for i := o.Start; i < o.End; i++ {
				inside[i] = true
			}
			steps += o.End - o.Start
		}
		for _, w := range Waits(found) {
			if w < 1 {
				t.Fatalf("a wait of %d", w)
			}
			steps += w
		}
		if n := len(found); n > 0 && steps != found[n-1].End-found[0].Start {
			t.Fatalf("%d steps from %d to %d", steps, found[0].Start, found[n-1].End)
		}
		for i, n := range active {
			if n > above && !inside[i] || n < above && inside[i] {
				t.Fatalf("step %d with %d active: inside is %v", i, n, inside[i])
			}
		}
	})
}
