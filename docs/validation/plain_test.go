package main

import (
	"testing"

	"pgregory.net/rapid"

	"casus/classic"
	"casus/luck"
)

// Nobody is lost, sites hold who stands on them, and counts are of those who are.
func TestPlainConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := classic.Standard(classic.NetLogo())
		p.Size, p.Vision, p.CopVision = 12, 3, 4
		p.Legitimacy, p.MaxJail = rapid.Float64Range(0, 1).Draw(t, "legitimacy"), rapid.IntRange(0, 5).Draw(t, "jail")
		p.Rules.HalfEven, p.Rules.OwnSite = rapid.Bool().Draw(t, "half even"), rapid.Bool().Draw(t, "own site")
		p.Rules.MoveFirst, p.Rules.Pounce = rapid.Bool().Draw(t, "move first"), rapid.Bool().Draw(t, "pounce")
		v := variation{Smooth: rapid.Bool().Draw(t, "smooth"), Stride: rapid.IntRange(0, 2).Draw(t, "stride"), Last: rapid.Bool().Draw(t, "last")}
		m := newPlain(p, v, luck.Of(rapid.Uint64().Draw(t, "seed"), 0))
		all := len(m.who)
		for range 20 {
			m.Step()
			var counts classic.Counts
			on := make([]sight, len(m.on))
			for i := range m.who {
				a := &m.who[i]
				switch {
				case a.cop:
					counts.Cops++
					on[a.site].cops++
				case a.term > 0:
					counts.Jailed++
					continue
				case a.active:
					counts.Active++
					on[a.site].active++
				default:
					counts.Quiet++
				}
				on[a.site].here++
			}
			if counts != m.Counts() || counts.Active+counts.Quiet+counts.Jailed+counts.Cops != all {
				t.Fatalf("%+v counted, %+v told, of %d", counts, m.Counts(), all)
			}
			for site, s := range on {
				if s != m.on[site] {
					t.Fatalf("site %d holds %+v, not %+v", site, s, m.on[site])
				}
			}
		}
	})
}

func TestTail(t *testing.T) {
	var waits []float64 // geometric from 30 on: each step one half of those left
	for n, w := 1<<12, 30.0; n > 0; n, w = n/2, w+1 {
		for range n {
			waits = append(waits, w)
		}
	}
	slope, share := tail(append(waits, 3), 30)
	if slope > -0.68 || slope < -0.70 || share > 0.9999 {
		t.Errorf("slope %g, not ln 0.5; share %g", slope, share)
	}
}
