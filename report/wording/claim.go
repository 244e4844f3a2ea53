package wording

import (
	"fmt"
	"math"

	"casus/claims"
	"casus/report/number"
	"casus/stats"
)

// Chance writes a p-value, which is only bounded where no permutation got as far.
func Chance(f claims.Flip) string {
	if f.P <= stats.LeastP {
		return fmt.Sprintf("p ≤ %.3f", stats.LeastP)
	}
	return fmt.Sprintf("p = %.3f", f.P)
}

// Named is a parameter in words, with its name after them: that is what --set takes.
func Named(what, name string) string {
	if what == name {
		return name
	}
	return what + " (" + name + ")"
}

// Where says on which side of which value a claim holds more often.
func Where(f claims.Flip) string {
	side, unit := "below", ""
	if f.Higher {
		side = "above"
	}
	if f.Unit != "1" {
		unit = " (" + f.Unit + ")"
	}
	at := fmt.Sprintf("%.3g", f.Threshold)
	if math.Abs(f.Threshold) >= 1000 {
		at = number.Whole(f.Threshold)
	}
	return side + " " + at + unit
}

// Formula is what a claim says formally, on a line.
func Formula(k claims.Claim) string {
	code := func(s string) string { return "`" + s + "`" }
	text := ""
	switch {
	case k.Event != "":
		text = code(k.Event)
	case k.Rises != "":
		text = code(k.Rises) + " rises"
	case k.Falls != "":
		text = code(k.Falls) + " falls"
	case k.First != "":
		text = code(k.First) + " before " + code(k.Then)
	case k.More != "":
		text = code(k.More) + " more than " + code(k.Than)
	}
	if k.By > 0 {
		text += fmt.Sprintf(" by %g", k.By)
	}
	if k.Given != "" {
		text += ", given " + code(k.Given)
	}
	return text
}

// Worlds names the worlds that a claim is about.
func Worlds(k claims.Claim) string {
	if k.Against == "" {
		return k.World
	}
	return k.World + " against " + k.Against
}
