package society

import "math/bits"

// set is a set of citizens or places, a bit each.
type set []uint64

func newSet(n int) set            { return make(set, n/64+2) } // one word more than needed, for window
func (s set) has(j int) bool      { return s[uint(j)/64]>>(uint(j)%64)&1 != 0 }
func (s set) add(j int)           { s[uint(j)/64] |= 1 << (uint(j) % 64) }
func (s set) remove(j int)        { s[uint(j)/64] &^= 1 << (uint(j) % 64) }
func (s set) flip(j int)          { s[uint(j)/64] ^= 1 << (uint(j) % 64) }
func (s set) window(j int) uint64 { w, b := uint(j)/64, uint(j)%64; return s[w]>>b | s[w+1]<<1<<(63-b) }

// all yields the members in order. Those removed on the way may still come.
func (s set) all(yield func(int) bool) {
	for w, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(w*64 + bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}

// Whether there is a member.
func (s set) any() bool {
	for _, word := range s {
		if word != 0 {
			return true
		}
	}
	return false
}

// joinBoth adds what is in two others.
func (s set) joinBoth(a, b set) {
	for w := range s {
		s[w] |= a[w] & b[w]
	}
}

// ring is the window's bits at which the neighbours of the citizen at bit
// neighbours/2 are.
const ring = 1<<(neighbours+1) - 1 - 1<<(neighbours/2)

// around counts the members among the neighbours of citizen j of the n of a
// place whose first is lo.
func (s set) around(lo, n, j int) int {
	if j >= neighbours/2 && j+neighbours/2 < n {
		return bits.OnesCount64(s.window(lo+j-neighbours/2) & ring)
	}
	out := 0
	for d := 1; d <= min(neighbours/2, (n-1)/2); d++ {
		for _, at := range [...]int{j + d, j - d + n} {
			if s.has(lo + at%n) {
				out++
			}
		}
	}
	return out
}
