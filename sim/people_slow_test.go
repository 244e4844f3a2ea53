//go:build slow

package sim

func init() { mixtures = 150 }
