package society

import (
	"testing"

	"casus/luck"
)

func TestLongTiesAreMutualAndRare(t *testing.T) {
	for _, n := range []int{1, 2, 17, 1000, 65_536, 100_001} {
		ties, alone := newTies(n, luck.Of(1, 0)), 0
		for j := range n {
			f := ties.far(j)
			switch {
			case f < 0 || f >= n:
				t.Fatalf("of %d, %d is tied to %d", n, j, f)
			case f == j:
				alone++
			case ties.far(f) != j:
				t.Fatalf("of %d, %d is tied to %d, who is tied to %d", n, j, f, ties.far(f))
			}
		}
		if n == 65_536 && alone != 0 {
			t.Errorf("of a power of two, %d have no long tie", alone)
		}
	}
}

// The first tie who is out counts for a half, the next for half of the rest.
func TestEachFurtherTieCountsForHalfOfWhatIsLeft(t *testing.T) {
	s := settled(nation(), restless(), 100, 1)
	r, lo, size := s.people.(*roll), s.first[city], s.first[city+1]-s.first[city]
	s.tie(2)
	for k, want := range []float32{0, 0.5, 0.75, 0.875} {
		if got := s.drawn[0][r.out.around(lo, size, 50)]; got != want {
			t.Errorf("with %d neighbours out: %g, want %g", k, got, want)
		}
		r.out.flip(lo + 50 + k + 1)
	}
	for who, want := range map[int]int{50 - neighbours/2 + 3: 3, 50: 4, 50 + neighbours/2: 4, 50 + neighbours/2 + 4: 1, 50 + neighbours/2 + 5: 0} {
		if got := r.out.around(lo, size, who); got != want {
			t.Errorf("%d neighbours of %d are out, want %d", got, who, want)
		}
	}
	if got := s.drawn[1][0]; got != 0.75 {
		t.Errorf("a long tie that counts for two: %g", got)
	}
	if s.tie(0); s.drawn[1] != s.drawn[0] {
		t.Errorf("in a blackout the long tie counts: %v, without it %v", s.drawn[1], s.drawn[0])
	}
}

// Traits are whole 2^-16ths and the rule is computed in 32 bits. Against traits
// of 53 bits and a rule in 64 hardly anyone decides otherwise: fewer than one in
// ten thousand, of whom as many go out as stay.
func TestSixteenBitsAreEnough(t *testing.T) {
	const n = 1_000_000
	fine := luck.Of(7, 0).For("fine")
	for _, c := range []struct{ g, others, risk, least float64 }{
		{0.3, 0.3, 0.02, 0.15}, {0.17, 0.05, 0.01, 0.14}, {0.25, 0.6, 0.2, 0.2}, {0.5, 0, 0.05, 0.13},
	} {
		const unit, half = 1.0 / (1 << 16), 0.5 / (1 << 16)
		r := rule{risk: float32(c.risk * unit)}
		r.grievance[0], r.base[0] = float32(c.g*unit), float32(c.g*(half+c.others)-c.risk*half-c.least)
		out, differ, net := 0, 0, 0
		for id := range uint64(n) {
			h, a := fine.Bits(id, 0), fine.Bits(id, 1)
			coarse := r.pull(0, uint16(h>>48), uint16(a>>48)) > 0
			exact := c.g*(luck.Unit(h)+c.others)-c.risk*luck.Unit(a) > c.least
			if exact {
				out++
			}
			if coarse != exact {
				differ++
				if coarse {
					net++
				} else {
					net--
				}
			}
		}
		t.Logf("of %d, %d go out; %d decide otherwise, %+d on balance", n, out, differ, net)
		if differ > n/10_000 || net*net > 9*max(1, differ) {
			t.Errorf("grievance %g: of %d, %d decide otherwise, %+d on balance", c.g, n, differ, net)
		}
	}
}
