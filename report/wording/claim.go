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
func Where(f claims.Flip) string { return side(f.Higher, f.Threshold, f.Unit) }

// side is one of those on which a parameter can be.
func side(above bool, threshold float64, unit string) string {
	text := "below"
	if above {
		text = "above"
	}
	at := fmt.Sprintf("%.3g", threshold)
	if math.Abs(threshold) >= 1000 {
		at = number.Whole(threshold)
	}
	text += " " + at
	if unit != "1" {
		text += " (" + unit + ")"
	}
	return text
}

// Turns says how often something happens on the two sides of an assumption: "more often
// where …".
func Turns(f claims.Flip) string {
	return fmt.Sprintf("more often where “%s” is %s: %s there, %s on the other side", f.What, Where(f), number.Percents(f.Side(f.Higher)), number.Percents(f.Side(!f.Higher)))
}

// ByChance says how little it means that an assumption comes nearest to deciding a claim.
func ByChance(f claims.Flip) string {
	return fmt.Sprintf("chance alone takes some parameter as far in %s of such searches", number.Percent(f.P))
}

// Drives says how much of a claim's difference there is on the two sides of an assumption.
func Drives(d claims.Driver, unit string) string {
	above, in := number.Effect(d.Above, unit)
	below, _ := number.Effect(d.Below, unit)
	if in != "" {
		in = " " + in
	}
	return fmt.Sprintf("%s%s where “%s” is %s, and %s on the other side (rank correlation %+.2f)", above, in, d.What, side(true, d.Threshold, d.Unit), below, d.Rho)
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
