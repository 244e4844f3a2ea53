//go:build slow

package waves

const every = 1
