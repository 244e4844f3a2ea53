//go:build !slow

package waves

// every is which of the sheets are looked at: the slow tests look at all.
const every = 25
