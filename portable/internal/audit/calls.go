package audit

import (
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// exact lists the functions of package math whose result is defined to the last
// bit: rounding to whole numbers, bit patterns, comparison, the square root and
// remainder, which are correctly rounded, and FMA.
var exact = strings.Fields(`Abs Ceil Copysign FMA Float32bits Float32frombits Float64bits Float64frombits Floor Frexp Inf IsInf
	IsNaN Ldexp Max Min Mod Modf NaN Nextafter Round RoundToEven Signbit Sqrt Trunc`)

// inexact lists packages, by the beginning of their path, whose results may
// differ in the last bits.
var inexact = []string{"gonum.org/", "math/cmplx"}

// Calls finds functions of package math that are not exact, called or taken as
// values, and imports of packages that use such functions.
func (p *Program) Calls() (list []Finding) {
	for _, k := range p.packages {
		for id, o := range k.info.Uses {
			f, ok := o.(*types.Func)
			if ok && f.Pkg() != nil && f.Pkg().Path() == "math" && !slices.Contains(exact, f.Name()) {
				list = append(list, Finding{p.set.Position(id.Pos()), "math." + f.Name() + " differs between processors; portable has functions that do not"})
			}
		}
		for _, file := range k.files {
			for _, i := range file.Imports {
				path, _ := strconv.Unquote(i.Path.Value)
				if slices.ContainsFunc(inexact, func(begin string) bool { return strings.HasPrefix(path, begin) }) {
					list = append(list, Finding{p.set.Position(i.Pos()), path + " computes with functions that differ between processors"})
				}
			}
		}
	}
	sortFindings(list)
	return list
}

func sortFindings(list []Finding) {
	slices.SortFunc(list, func(a, b Finding) int {
		if c := strings.Compare(a.Position.Filename, b.Position.Filename); c != 0 {
			return c
		}
		if c := a.Position.Line - b.Position.Line; c != 0 {
			return c
		}
		return a.Position.Column - b.Position.Column
	})
}
