package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/pflag"

	"casus/scenario/source"
)

// maxWorkers is far above what a machine has: each takes memory for a nation.
const maxWorkers = 1024

// A ranged is the number of a flag and where it must lie. What lies outside is
// refused before the command begins.
type ranged[T int | uint64 | float64] struct {
	at        *T
	low, high T
}

// within adds a flag for a number from low to high. The value that it has if the
// flag is not given may lie outside, and then means something else.
func within[T int | uint64 | float64](p *pflag.FlagSet, at *T, name, short string, value, low, high T, usage string) {
	*at = value
	p.VarP(&ranged[T]{at, low, high}, name, short, usage)
}

func (r *ranged[T]) String() string { return fmt.Sprint(*r.at) }

// Type is what help calls it.
func (r *ranged[T]) Type() string {
	if _, ok := any(r.low).(float64); ok {
		return "number"
	}
	return "int"
}

func (r *ranged[T]) Set(text string) error {
	v, err := parse[T](text)
	if err != nil || !(v >= r.low && v <= r.high) { // NaN is in no range
		what := "a whole number"
		if r.Type() == "number" {
			what = "a number"
		}
		return fmt.Errorf("it is %s from %v to %v", what, r.low, r.high)
	}
	*r.at = v
	return nil
}

// parse reads a decimal number.
func parse[T int | uint64 | float64](text string) (v T, err error) {
	switch at := any(&v).(type) {
	case *int:
		*at, err = strconv.Atoi(text)
	case *uint64:
		*at, err = strconv.ParseUint(text, 10, 64)
	case *float64:
		*at, err = source.Decimal(text)
	}
	return v, err
}

// seed adds a flag for the seed of something.
func seed(p *pflag.FlagSet, at *uint64, name string, value uint64, usage string) {
	within(p, at, name, "", value, 0, 1<<64-1, usage)
}
