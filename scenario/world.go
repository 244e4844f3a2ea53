package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"casus/luck"
	"casus/regime"
	"casus/scenario/expr"
	"casus/scenario/source"
)

// AsModelled is the id of the world to which nothing is done. Every scenario
// has it, as the first of its worlds.
const AsModelled = "as-modelled"

// Moment is a time in the crisis as it is written: 90, 3d18h, or a local time.
type Moment string

// Kind is what a document writes for a moment.
func (*Moment) Kind() string { return "a time such as 90, 3d18h or 2022-01-05T18:00" }

// UnmarshalCasus reads a number of hours or a text.
func (m *Moment) UnmarshalCasus(node ast.Node) error {
	switch n := node.(type) {
	case *ast.IntegerNode:
		*m = Moment(n.GetToken().Value)
	case *ast.StringNode:
		*m = Moment(n.Value)
	default:
		return errors.New("expected " + m.Kind())
	}
	return nil
}

// WriteCasus gives hours as a number, other moments as a text.
func (m Moment) WriteCasus() (text string, plain bool) {
	_, err := strconv.Atoi(string(m))
	return string(m), err == nil && m[0] != '+' && m[0] != '-'
}

// MarshalJSON gives hours as a number, other moments as a text.
func (m Moment) MarshalJSON() ([]byte, error) {
	if hours, err := strconv.Atoi(string(m)); err == nil {
		return json.Marshal(hours)
	}
	return json.Marshal(string(m))
}

// Intervention is an action that has been checked: what a run carries out.
type Intervention struct {
	Text   string // as it is written on one line
	Option string // forced, or forbidden
	Event  string // or this
	Forbid bool

	Parameter  string // or a parameter, set to Value
	Value      float64
	CrisisOnly bool

	Always bool                     // from the start; a forced option whenever it can be chosen
	From   int                      // hour since the start
	When   func(env []float64) bool // where there is one, in place of From
}

// String is the action as it is written on one line.
func (a Action) String() string {
	text := ""
	switch {
	case a.Force != "":
		text = "force " + a.Force
	case a.Forbid != "":
		text = "forbid " + a.Forbid
	case a.Set != "" && a.To != nil:
		text = fmt.Sprintf("set %s to %g", a.Set, *a.To)
	case a.Off != "":
		text = "off " + a.Off
	}
	if a.At != "" {
		text += " at " + string(a.At)
	}
	if a.When != "" {
		text += " when " + a.When
	}
	if a.CrisisOnly {
		text += ", in the crisis only"
	}
	return text
}

// World gives a world by its id.
func (s *Scenario) World(id string) (World, bool) {
	i := slices.IndexFunc(s.Worlds, func(w World) bool { return w.ID == id })
	if i < 0 {
		return World{}, false
	}
	return s.Worlds[i], true
}

// WorldIDs lists the ids of all worlds.
func (s *Scenario) WorldIDs() []string {
	return ids(s.Worlds, func(w World) string { return w.ID })
}

// Interventions checks the actions of a world.
func (s *Scenario) Interventions(w World) ([]Intervention, error) {
	var list []Intervention
	for _, a := range w.Do {
		v, err := s.Intervention(a)
		if err != nil {
			return nil, fmt.Errorf("world %s: %w", w.ID, err)
		}
		list = append(list, v)
	}
	return list, nil
}

// Idle finds an intervention that can have no effect beside the others: what is forced
// when it is already forbidden, a value that another takes the place of at once, what
// is done twice. Its index is −1 if there is none.
func Idle(list []Intervention) (index int, err *ActionError) {
	for i := range list {
		a := &list[i]
		forbidden := a.Option + a.Event
		for j := range list {
			b := &list[j]
			switch {
			case i == j || a.When != nil || b.When != nil && (b.Parameter != "" || b.Forbid):
			case a.Text == b.Text && j < i:
				return i, &ActionError{Message: fmt.Sprintf("%q is done twice", a.Text), Hint: "leave one of them out"}
			case a.Forbid && b.Option+b.Event == forbidden && !b.Forbid && !(b.Always && a.From > 0) && (b.When == nil && a.From <= b.From || b.When != nil && a.From == 0):
				return j, &ActionError{Key: "force", Message: fmt.Sprintf("%s is forbidden from hour %d on, and is never forced", forbidden, a.From), Hint: "leave the forbid out, or let it begin later"}
			case a.Parameter != "" && a.Parameter == b.Parameter && a.From == b.From && a.CrisisOnly == b.CrisisOnly && j < i:
				return j, &ActionError{Message: fmt.Sprintf("%s is set twice at the same time, and the last wins", a.Parameter), Hint: "leave one of them out"}
			}
		}
	}
	return -1, nil
}

// ActionError says which key of an action is wrong, and why.
type ActionError struct {
	Key, Message, Hint string
	Unknown            string // the name that means nothing; may be empty
}

func (e *ActionError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}

// Intervention checks an action against the scenario. Its error is an
// [*ActionError].
func (s *Scenario) Intervention(a Action) (Intervention, error) {
	v := Intervention{Text: a.String(), Always: a.At == "" && a.When == "", CrisisOnly: a.CrisisOnly}
	bad := func(key, hint, format string, args ...any) (Intervention, error) {
		return v, &ActionError{Key: key, Message: fmt.Sprintf(format, args...), Hint: hint}
	}
	var what []string
	for _, k := range []struct{ key, value string }{{"force", a.Force}, {"forbid", a.Forbid}, {"set", a.Set}, {"off", a.Off}} {
		if k.value != "" {
			what = append(what, k.key)
		}
	}
	if len(what) != 1 {
		return bad("", "write {forbid: …} or {set: …, to: …}", "an action is one of force, forbid, set and off; this one has %d of them", len(what))
	}
	key := what[0]
	if (a.To != nil) != (key == "set") {
		return bad(key, "write {set: NAME, to: VALUE}", "set and to go together")
	}
	var err error
	switch {
	case key == "force" || key == "forbid":
		id := a.Force + a.Forbid
		v.Forbid = key == "forbid"
		options, events := ids(s.Options, func(o Option) string { return o.ID }), ids(s.Events, func(e Event) string { return e.ID })
		if slices.Contains(events, id) {
			v.Event = id
		} else {
			v.Option = id
		}
		switch {
		case v.Event == "" && !slices.Contains(options, id):
			what := "option"
			if len(events) > 0 {
				what = "option or event"
			}
			return bad(key, source.Meant(id, append(options, events...)), "unknown %s %q", what, id)
		case id == regime.Wait:
			return bad(key, "forbid the others", "to wait is always possible and cannot be forced or forbidden")
		case v.Event != "" && !v.Forbid && v.Always:
			return bad(key, "add at: or when:", "the event %q is forced at no time", id)
		case a.CrisisOnly:
			return bad("crisis_only", "leave it out", "options and events are forced and forbidden in the scenario's own crisis only, as it is")
		}
	default:
		v.Parameter = a.Set + a.Off
		if a.To != nil {
			v.Value = *a.To
		}
		if _, known := s.index[v.Parameter]; !known {
			message, hint := unknown(v.Parameter, s.names)
			return v, &ActionError{key, message, hint, v.Parameter}
		}
		if err := s.checkValue(v.Parameter, v.Value); err != nil {
			return bad(key, "", "%v", err)
		}
		if a.CrisisOnly && s.lasting[v.Parameter] {
			return bad("crisis_only", "leave it out", "relations begin with %s before the crisis, and cannot have it for the crisis only", v.Parameter)
		}
		if !v.Always && s.once[v.Parameter] {
			return bad(key, "leave at and when out", "%s is read once, at the start, and cannot change on the way", v.Parameter)
		}
	}
	if a.At != "" && a.When != "" {
		return bad("when", "leave one of them out", "an action begins at a time or on a condition, not both")
	}
	if a.At != "" {
		hint := ""
		if v.From, hint, err = s.hour(a.At); err != nil {
			return bad("at", hint, "%v", err)
		}
	}
	if a.When != "" {
		c, err := expr.CompileCondition(a.When, s.perception)
		var e *expr.Error
		if errors.As(err, &e) {
			return v, &ActionError{"when", fmt.Sprintf("column %d of the expression: %s", e.Column, e.Message), e.Hint, e.Name}
		} else if err != nil {
			return bad("when", "", "%v", err)
		}
		v.When = c.Eval
	}
	return v, nil
}

// Whether a parameter that is there may be given a value.
func (s *Scenario) checkValue(name string, x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Errorf("%s cannot be %g", name, x)
	}
	if k, ok := coefficient(name); ok && (x < k.Min || x > k.Max) {
		return fmt.Errorf("%s: %g is outside the range %g..%g (%s)", name, x, k.Min, k.Max, k.Doc)
	}
	return s.tryValue(name, x)
}

// Allowed gives the least and the largest value that the engine allows a parameter.
// One of the scenario's own can be any number with which its expressions stay in their ranges.
func (s *Scenario) Allowed(name string) (least, most float64) {
	if k, ok := coefficient(name); ok {
		return k.Min, k.Max
	}
	return math.Inf(-1), math.Inf(1)
}

// tries is how many draws a value is tried with.
const tries = 20

// Whether some of these draws can have a value: whether no quantity
// of the document leaves its range with it. Nothing is tried while loading finds
// faults in what draws are made of.
func (s *Scenario) tryValue(name string, x float64) error {
	if !s.drawable {
		return nil
	}
	var last error
	for i := range tries {
		_, err := s.Draw(luck.Of(0, i), map[string]float64{name: x})
		if err == nil {
			return nil
		}
		if _, e := s.Draw(luck.Of(0, i), nil); e != nil {
			return nil // the fault is not the value's, and is told where it is
		}
		last = err
	}
	return fmt.Errorf("of %d draws none can have %s = %g: %w", tries, name, x, last)
}

// hour is the hour of a moment within the crisis, or an error and a hint.
func (s *Scenario) hour(m Moment) (h int, hint string, err error) {
	h, err = s.Moment(string(m))
	if last := 24*s.Clock.CrisisDays - 1; err == nil && (h < 0 || h > last) {
		return h, fmt.Sprintf("the crisis begins at %s and has %d days", s.Clock.Start, s.Clock.CrisisDays), fmt.Errorf("hour %d lies outside the crisis, 0 to %d", h, last)
	}
	return h, "", err
}

// Moment turns a time as it is written into hours since the start: 90, 3d18h,
// 18h, 3d or a local time.
func (s *Scenario) Moment(text string) (int, error) {
	if h, err := strconv.Atoi(text); err == nil {
		return h, nil
	}
	if strings.Contains(text, "T") {
		return s.Hour(text)
	}
	bad := fmt.Errorf("%q is not an hour; write 90, 3d18h or 2022-01-05T18:00", text)
	total, rest := 0, text
	if days, after, ok := strings.Cut(rest, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 31) // so that 24 times as many hours are no overflow
		if err != nil {
			return 0, bad
		}
		total, rest = 24*int(n), after
	}
	if rest != "" {
		hours, after, ok := strings.Cut(rest, "h")
		n, err := strconv.ParseUint(hours, 10, 31)
		if !ok || err != nil || after != "" {
			return 0, bad
		}
		total += int(n)
	}
	return total, nil
}

// Fix gives a parameter another value, in the draw and in environments made
// from it. The parameter must exist.
func (d *Draw) Fix(name string, v float64, environments ...[]float64) {
	d.Values[d.scenario.index[name]] = v
	for _, env := range environments {
		env[d.scenario.slot(name)] = v
	}
}

// checkWorlds checks the counterfactuals and puts the world as modelled before
// them.
func (l *loader) checkWorlds() {
	s := l.s
	l.ids(l.main, "$.worlds", s.WorldIDs())
	for i, w := range s.Worlds {
		at := fmt.Sprintf("$.worlds[%d]", i)
		switch {
		case source.Fold(w.ID) == source.Fold(AsModelled):
			l.bad(at+".id", "leave it out, or choose another id", "the world %s is always there, and nothing is done to it", AsModelled)
		case len(w.Do) == 0:
			l.bad(at+".do", "say what is done, or leave the world out", "nothing is done to the world %q", w.ID)
		}
		done := func(j int, e *ActionError) {
			path := fmt.Sprintf("%s.do[%d]", at, j)
			if e.Key != "" {
				path += "." + e.Key
			}
			l.nameless(l.main, path, e.Unknown, e.Message, e.Hint)
		}
		var list []Intervention
		for j, a := range w.Do {
			v, err := s.Intervention(a)
			var e *ActionError
			if errors.As(err, &e) {
				done(j, e)
			}
			list = append(list, v)
		}
		if len(l.problems) == 0 {
			if j, e := Idle(list); e != nil {
				done(j, e)
			}
		}
		if k := slices.IndexFunc(s.Worlds[:i], func(v World) bool { return len(w.Do) > 0 && reflect.DeepEqual(v.Do, w.Do) }); k >= 0 {
			l.bad(at+".do", "leave one of them out", "the same is done as in the world %q", s.Worlds[k].ID)
		}
	}
	s.Worlds = append([]World{{ID: AsModelled, Text: "All decide as the model has them; nothing is forced or forbidden."}}, s.Worlds...)
}

// readOnce notes the parameters of a quantity, which a run reads at its start
// only; those with which relations begin last beyond the crisis.
func (l *loader) readOnce(path string, names []string) {
	lasting := strings.HasPrefix(path, "$.relations.") || strings.HasSuffix(path, ".popularity") || strings.HasSuffix(path, ".salience")
	for _, n := range names {
		l.s.once[n] = true
		l.s.lasting[n] = l.s.lasting[n] || lasting
	}
}
