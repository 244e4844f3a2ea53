package scenario

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"casus/regime"
	"casus/scenario/expr"
	"casus/scenario/source"
)

// checkExpressions compiles every expression of the document.
func (l *loader) checkExpressions() {
	s := l.s
	scope, err := expr.NewScope(s.names...)
	if err != nil {
		l.problems = append(l.problems, l.parameters.At("$", err.Error(), ""))
		return
	}
	scope = scope.Advised(func(name string) string {
		return "only parameters can stand here; give one of your own a prior in " + ParametersFile
	})
	walk(reflect.ValueOf(&s.Document).Elem(), "$", func(path string, q *Quantity, _, _ float64) {
		if err := q.bind(scope); err != nil {
			l.expression(path, err)
		} else if q.number != nil {
			l.use(q.number.Names)
			l.readOnce(path, q.number.Names)
		}
	})
	var names []string
	for _, q := range regime.Quantities() {
		names = append(names, q.Name)
	}
	seen, folded := len(names), map[string]bool{}
	for _, n := range names {
		folded[source.Fold(n)] = true
	}
	for i, q := range s.Quantities {
		if folded[source.Fold(q.Name)] || q.Name == "" || strings.ContainsAny(q.Name, ". ") {
			l.bad(fmt.Sprintf("$.quantities[%d].name", i), "one word that is not taken, in capitals or small letters", "%q cannot be the name of a quantity", q.Name)
			return
		}
		names, folded[source.Fold(q.Name)] = append(names, q.Name), true
	}
	scope, err = expr.NewScope(append(slices.Clone(names), s.names...)...)
	if err != nil {
		l.bad("$.quantities", "", "%v", err)
		return
	}
	scope = scope.Advised(func(name string) string {
		if f, was := formerQuantities[name]; was {
			return f.hint()
		}
		return "give a parameter of your own a prior in " + ParametersFile + "; docs/scenario.md lists what else an expression can name"
	})
	s.perception = scope
	numbers := make([]*expr.Number, len(s.Quantities))
	for i, q := range s.Quantities {
		n, err := expr.CompileNumber(q.Is, scope)
		if err != nil {
			l.expression(fmt.Sprintf("$.quantities[%d].is", i), err)
			continue
		}
		numbers[i] = n
		l.use(n.Names)
	}
	l.order(numbers, seen)
	s.options = make([]compiledOption, len(s.Options))
	for i, o := range s.Options {
		c := &s.options[i]
		at := fmt.Sprintf("$.options[%d]", i)
		if c.utility, err = expr.CompileNumber(o.Utility, scope); err != nil {
			l.expression(at+".utility", err)
		} else {
			l.use(c.utility.Names)
		}
		if o.When == "" {
			continue
		}
		if c.when, err = expr.CompileCondition(o.When, scope); err != nil {
			l.expression(at+".when", err)
		} else {
			l.use(c.when.Names)
		}
	}
	l.compileEvents(scope)
}

// checkUsed reports parameters that nothing uses. It comes last: what is wrong elsewhere
// may be where they are used.
func (l *loader) checkUsed() {
	for _, n := range l.s.names {
		if !l.used[n] {
			l.problems = append(l.problems, l.parameters.At("$['"+n+"']", fmt.Sprintf("nothing uses the parameter %q", n), "use it in an expression, or leave it out"))
		}
	}
}

func (l *loader) use(names []string) {
	for _, n := range names {
		l.used[n] = true
	}
}

func (l *loader) expression(path string, err error) {
	l.problems = append(l.problems, l.main.Expression(path, err))
}

// order sorts the quantities so that each uses earlier ones only, and reports
// a circle.
func (l *loader) order(numbers []*expr.Number, seen int) {
	s := l.s
	index := map[string]int{}
	for i, q := range s.Quantities {
		index[q.Name] = i
	}
	const (
		open = iota + 1
		done
	)
	mark := make([]int, len(numbers))
	var visit func(i int, trail []string) bool
	visit = func(i int, trail []string) bool {
		if mark[i] == done || numbers[i] == nil {
			return true
		}
		trail = append(trail, s.Quantities[i].Name)
		if mark[i] == open {
			l.bad(fmt.Sprintf("$.quantities[%d].is", i), "", "the quantities go in a circle: %s", strings.Join(trail, " uses "))
			return false
		}
		mark[i] = open
		for _, n := range numbers[i].Names {
			if j, ok := index[n]; ok && !visit(j, trail) {
				return false
			}
		}
		mark[i] = done
		s.quantities = append(s.quantities, compiled{seen + i, numbers[i]})
		return true
	}
	for i := range numbers {
		if !visit(i, nil) {
			return
		}
	}
}
