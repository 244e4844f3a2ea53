package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"casus/scenario/source"
)

// checkParameters compares parameters.yaml with what the engine needs, and
// builds the index of names.
func (l *loader) checkParameters() {
	s := l.s
	s.names = slices.Sorted(maps.Keys(s.Parameters))
	s.index = make(map[string]int, len(s.names))
	s.once, s.lasting = map[string]bool{}, map[string]bool{}
	for i, n := range s.names {
		s.index[n] = i
	}
	l.keys(l.parameters, "$", s.names)
	l.used = map[string]bool{}
	all := Coefficients()
	known := make([]string, len(all))
	for i, c := range all {
		known[i] = c.Name
		l.used[c.Name] = true
		if c.Once {
			s.once[c.Name] = true
		}
		p, ok := s.Parameters[c.Name]
		switch {
		case !ok:
			l.problems = append(l.problems, l.parameters.At("$", fmt.Sprintf("missing parameter %s: %s (%s)", c.Name, c.Doc, c.Unit), didYouMean(c.Name, s.names)))
		case p.Unit != c.Unit:
			l.nameless(l.parameters, "$['"+c.Name+"'].unit", c.Name+" in "+p.Unit, fmt.Sprintf("%s is in %q, not in %q", c.Name, c.Unit, p.Unit), c.Doc)
		}
	}
	s.priors = make([]Prior, len(s.names))
	for i, n := range s.names {
		p := s.Parameters[n]
		at := "$['" + n + "']"
		s.priors[i] = p.Prior
		l.checkPrior(l.parameters, at+".prior", n, p.Prior, all)
		if strings.Contains(p.What, "\n") {
			l.problems = append(l.problems, l.parameters.At(at+".what", "a text of more than one line", "write it on one line"))
		}
		room, _, dotted := strings.Cut(n, ".")
		if !dotted {
			l.problems = append(l.problems, l.parameters.At(at, fmt.Sprintf("parameter %q has no room", n), "names are room.name, such as choice.patience"))
		} else if _, was := formerParameters[n]; was {
			message, _ := unknown(n, known)
			l.nameless(l.parameters, at, n, message, "")
			l.used[n] = true
		} else if slices.ContainsFunc(rooms[:], func(r roomKind) bool { return r.prefix == room }) && !slices.Contains(known, n) {
			l.problems = append(l.problems, l.parameters.At(at, fmt.Sprintf("the room %s has no coefficient of the name %q", room, n), didYouMean(n, known)))
		}
	}
	if s.Fitted == nil {
		return
	}
	for k := range s.Fitted.Fits {
		fit, at := &s.Fitted.Fits[k], fmt.Sprintf("$.fits[%d]", k)
		bad := func(path, hint, format string, args ...any) {
			l.problems = append(l.problems, l.fitted.At(at+path, fmt.Sprintf(format, args...), hint))
		}
		if !slices.Contains(order, fit.To) {
			bad(".to", source.Meant(fit.To, order), "nothing is fitted to %q", fit.To)
		} else if k > 0 && fit.To == s.Fitted.Fits[k-1].To {
			bad(".to", "one of them is in force: leave out the other", "two fits to the %s", fit.To)
		} else if k > 0 && slices.Index(order, fit.To) < slices.Index(order, s.Fitted.Fits[k-1].To) {
			bad(".to", "first to cases, then to the record", "a fit to the %s comes after one to the %s", fit.To, s.Fitted.Fits[k-1].To)
		}
		for _, n := range slices.Sorted(maps.Keys(fit.Priors)) {
			path := ".priors['" + n + "']"
			i, ok := s.index[n]
			if !ok {
				message, hint := unknown(n, s.names)
				l.nameless(l.fitted, at+path, n, message, hint)
				continue
			}
			l.checkPrior(l.fitted, at+path, n, fit.Priors[n], all)
			s.priors[i] = fit.Priors[n]
		}
	}
}

func (l *loader) checkPrior(d *source.Document, at, name string, p Prior, all []Coefficient) {
	if m := p.check(); m != "" {
		l.problems = append(l.problems, d.At(at, m, "write for instance {uniform: [0.2, 0.6]}, {normal: [0.5, 0.1], within: [0, 1]}, {choice: {1: 0.3, 2: 0.7}} or {fixed: 1}"))
		return
	}
	i := slices.IndexFunc(all, func(c Coefficient) bool { return c.Name == name })
	if i < 0 {
		return
	}
	if lo, hi := p.Span(); lo < all[i].Min || hi > all[i].Max {
		hint := fmt.Sprintf("%s: %s", all[i].Unit, all[i].Doc)
		if math.IsInf(hi, 1) || math.IsInf(lo, -1) {
			hint = "cut the prior with within: [low, high]"
		}
		l.problems = append(l.problems, d.At(at, fmt.Sprintf("the prior reaches from %g to %g; %s allows %g..%g", lo, hi, name, all[i].Min, all[i].Max), hint))
	}
}
