package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"casus/classic"
	"casus/luck"
)

const (
	runs   = 6
	settle = 100 // steps
	steps  = 300
)

// TestItIsTheModel compares outbursts with those of casus/classic, whose luck is
// another: means over some runs, of the active, of the jailed and of the peak of
// the active, within four standard errors of the difference.
func TestItIsTheModel(t *testing.T) {
	var here, there [3][]float64
	for i := range runs {
		m := NewModel(standard(40), uint64(i))
		record(&here, m.Step, m.Count)

		c, err := classic.New(classic.Standard(classic.NetLogo()), luck.Of(1, i))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := m.Agents(), c.Agents(); got != want {
			t.Fatalf("%d agents, not %d", got, want)
		}
		record(&there, c.Step, func() (int, int) { n := c.Counts(); return n.Active, n.Jailed })
	}
	for i, what := range []string{"mean active", "mean jailed", "peak of the active"} {
		got, ge := mean(here[i])
		want, we := mean(there[i])
		t.Logf("%s: %.1f ± %.1f here, %.1f ± %.1f in casus/classic", what, got, ge, want, we)
		if math.Abs(got-want) > 4*math.Hypot(ge, we) {
			t.Errorf("%s: %.1f ± %.1f here, %.1f ± %.1f in casus/classic", what, got, ge, want, we)
		}
	}
}

// record plays a run and puts its mean active, mean jailed and peak to the others.
func record(to *[3][]float64, step func(), count func() (active, jailed int)) {
	var active, jailed, peak float64
	for i := range settle + steps {
		step()
		if i < settle {
			continue
		}
		a, j := count()
		active += float64(a) / steps
		jailed += float64(j) / steps
		peak = max(peak, float64(a))
	}
	for i, x := range []float64{active, jailed, peak} {
		to[i] = append(to[i], x)
	}
}

// mean and its standard error.
func mean(of []float64) (mean, se float64) {
	n := float64(len(of))
	for _, x := range of {
		mean += x / n
	}
	for _, x := range of {
		se += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(se / (n - 1) / n)
}

// TestBooksAreKept: what the grid knows of sites is what the agents are.
func TestBooksAreKept(t *testing.T) {
	m := NewModel(standard(40), 1)
	for range 60 {
		m.Step()
		sites := make([]Site, len(m.grid.sites))
		for _, e := range m.order {
			at := *m.position.Get(e)
			site := &sites[m.grid.index(at)]
			switch conduct := m.conduct.Get(e); {
			case conduct == nil:
				site.Cops++
			case conduct.Jail == 0:
				site.Free++
				if conduct.Active {
					site.Active++
					if !slices.Contains(m.grid.rebels[m.grid.index(at)], e) {
						t.Fatalf("%v is active at %v and not on the list", e, at)
					}
				}
			}
		}
		for i, want := range sites {
			if got := m.grid.sites[i]; got != want || len(m.grid.rebels[i]) != int(want.Active) {
				t.Fatalf("site %d has %+v and lists %d, not %+v", i, got, len(m.grid.rebels[i]), want)
			}
		}
	}
}

func TestRun(t *testing.T) {
	var out, messages strings.Builder
	if err := run([]string{"--sizes", "15,40", "--rounds", "2", "--steps", "2"}, &out, &messages); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"framework": "Ark"`, `"size": 15`, `"agentSteps": `} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	for _, bad := range []string{"--sizes 14", "--sizes x", "--rounds 0", "--steps 0", "more", "--unknown"} {
		if err := run(strings.Fields(bad), &out, &messages); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}
