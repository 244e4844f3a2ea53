//go:build slow

package ensemble_test

func init() { every = 1 }
