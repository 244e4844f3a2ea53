package society

import (
	"math/bits"

	"casus/luck"
)

// neighbours is K, the number of ties on the ring inside a place, half to
// each side (Watts and Strogatz 1998). A structural choice, not a parameter:
// the weight of ties is one.
const neighbours = 16

// longTie is the weight of the long tie against one neighbour, with open
// communications: those far away whom one follows are few and close. An assumption.
const longTie = 2

// ties are implicit and symmetric. Everyone is tied to K neighbours on a ring
// inside the place, and at most one person far away, given by an involution
//
//	f(j) = π⁻¹(π(j) xor 1)
//
// with π a keyed bijection of b-bit words; who would be tied to nobody
// (f(j) ≥ n) has no long tie.
type ties struct {
	n                    uint64
	mask                 uint64
	shift                int
	mul1, mul2, un1, un2 uint64
}

func newTies(n int, lk luck.Replicate) ties {
	b := max(4, bits.Len64(uint64(max(1, n-1))))
	lot := lk.For("society/ties")
	t := ties{n: uint64(n), mask: 1<<b - 1, shift: (b + 1) / 2}
	t.mul1, t.mul2 = lot.Bits(0, 0)|1, lot.Bits(1, 0)|1
	t.un1, t.un2 = inverse(t.mul1), inverse(t.mul2)
	return t
}

// inverse gives the multiplicative inverse of an odd number modulo 2^64, by
// Newton's iteration.
func inverse(a uint64) uint64 {
	x := a
	for range 6 {
		x *= 2 - a*x
	}
	return x
}

// far gives the long tie of citizen j, or j when there is none.
func (t *ties) far(j int) int {
	x := uint64(j) * t.mul1 & t.mask
	x ^= x >> t.shift
	x = x * t.mul2 & t.mask
	x ^= 1
	x = x * t.un2 & t.mask
	x ^= x >> t.shift // its own inverse, because shift is at least half the bits
	x = x * t.un1 & t.mask
	if x >= t.n {
		return j
	}
	return int(x)
}
