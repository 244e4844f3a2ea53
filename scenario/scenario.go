// Package scenario reads the document that an analyst writes: a folder with
// scenario.yaml, parameters.yaml, record.yaml, places.csv and, where the
// priors have been fitted, fitted.yaml; neighbours.csv, where it knows the places of
// other states.
//
// [Load] is strict: an unknown key, a value out of range, a place that does not
// exist, an expression that does not compile is a problem that names file,
// line, column and the likely meaning, and all problems come at once. A loaded
// [Scenario] is immutable; [Scenario.Draw] gives the numbers of one replicate.
//
// The package knows the names of the coefficients that the rooms need, so that
// a document can be checked before anything runs; it runs nothing.
package scenario

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"

	"casus/luck"
	"casus/regime"
	"casus/scenario/expr"
	"casus/scenario/source"
)

// Files of a scenario's folder.
const (
	MainFile       = "scenario.yaml"
	ParametersFile = "parameters.yaml"
	RecordFile     = "record.yaml"
	FittedFile     = "fitted.yaml"
	ClaimsFile     = "claims.yaml" // read by the package claims
)

// Place of a scenario, from its CSV file.
type Place struct {
	ID, Name, Kind   string
	Region           int
	Lat, Lon         float64 // degrees
	Population       float64 // people
	PopulationSource string
}

// Scenario is a checked document.
type Scenario struct {
	Document
	Places     []Place
	Neighbours []Neighbour          // of other states; there may be none
	Parameters map[string]Parameter // the scenario's own, and the usual ones that it does not replace
	Fitted     *Fitted              // nil where the priors have not been fitted
	Record     Record
	Start      time.Time
	Hash       string // SHA-256 over all that decides what a run does; see hash

	record     *source.Document
	names      []string // of parameters, sorted
	priors     []Prior  // by name
	drawable   bool     // whether priors and expressions are sound
	index      map[string]int
	ranges     []ranged
	slots      []int      // of the coefficients among the names, in the order of Coefficients
	quantities []compiled // in an order in which each uses earlier ones only
	options    []compiledOption
	events     []compiledEvent
	place      map[string]int
	nations    []Nation        // by state of relations
	mentioned  map[string]bool // names that expressions use
	once       map[string]bool // parameters that a run reads at its start only
	lasting    map[string]bool // those of them with which relations begin
	perception *expr.Scope     // of conditions and utilities: what is seen, quantities, parameters
}

type compiled struct {
	slot   int // in the environment of options
	number *expr.Number
}

type compiledOption struct {
	when    *expr.Condition
	utility *expr.Number
}

// ParameterNames gives the names of all parameters, sorted.
func (s *Scenario) ParameterNames() []string { return s.names }

// Prior gives the prior in force for a parameter: the fitted one where there is one.
func (s *Scenario) Prior(name string) Prior { return s.priors[s.index[name]] }

// PlaceIndex gives the index of a place by id, or -1.
func (s *Scenario) PlaceIndex(id string) int {
	if i, ok := s.place[id]; ok {
		return i
	}
	return -1
}

// InRecord is a problem at a path of record.yaml.
func (s *Scenario) InRecord(path, message, hint string) source.Problem {
	return s.record.At(path, message, hint)
}

// Hour turns a local time, 2022-01-05T18:00, into hours since the start.
func (s *Scenario) Hour(local string) (int, error) {
	t, err := time.Parse(timeLayout, local)
	if err != nil {
		return 0, fmt.Errorf("%q is not a time like 2022-01-05T18:00", local)
	}
	return int(math.Floor(float64(t.Unix()-s.Start.Unix()) / 3600)), nil // a time.Duration holds 292 years
}

const timeLayout = "2006-01-02T15:04"

// DayOf gives the day of the crisis, the first being 1, of a date of the record,
// which loading has checked. The crisis begins at midnight where the record has
// daily values.
func (s *Scenario) DayOf(date string) int {
	t, _ := time.Parse(time.DateOnly, date)
	return int(t.Sub(s.Start.Truncate(24*time.Hour)).Hours()/24) + 1
}

// DateOf gives the date of a day of the crisis.
func (s *Scenario) DateOf(day int) string { return s.Start.AddDate(0, 0, day-1).Format(time.DateOnly) }

// Draw is one value for every parameter.
type Draw struct {
	scenario *Scenario
	Values   []float64 // in the order of ParameterNames
}

// Draw draws every parameter for a replicate: the quantile of its prior at a
// uniform number that depends on the parameter's name, so that a parameter
// added or fixed leaves the others as they are. Overrides, by name, replace
// draws; an unknown name, or a value outside the range of a coefficient, is
// an error.
func (s *Scenario) Draw(lk luck.Replicate, overrides map[string]float64) (*Draw, error) {
	d := &Draw{s, make([]float64, len(s.names))}
	for i, name := range s.names {
		d.Values[i] = s.priors[i].Quantile(lk.For("draw/"+lot(name)).Uniform(0, 0))
		if math.IsNaN(d.Values[i]) || math.IsInf(d.Values[i], 0) {
			return nil, fmt.Errorf("parameter %s drew %v", name, d.Values[i])
		}
	}
	for name, v := range overrides {
		i, ok := s.index[name]
		if !ok {
			message, hint := unknown(name, s.names)
			if hint != "" {
				message += " (" + hint + ")"
			}
			return nil, errors.New(message)
		}
		d.Values[i] = v
	}
	for k, c := range coefficients() {
		if v := d.Values[s.slots[k]]; v < c.Min || v > c.Max {
			return nil, fmt.Errorf("parameter %s is %g, outside its range %g..%g", c.Name, v, c.Min, c.Max)
		}
	}
	return d, d.checkRanges()
}

// Clone gives an independent copy.
func (d *Draw) Clone() *Draw { return &Draw{d.scenario, slices.Clone(d.Values)} }

// ranged is a quantity of the document and the range that its values must keep.
type ranged struct {
	path   string
	q      *Quantity
	lo, hi float64
}

// checkRanges evaluates every quantity of the document against its range.
func (d *Draw) checkRanges() error {
	for _, r := range d.scenario.ranges {
		if v := d.Value(*r.q); math.IsNaN(v) || v < r.lo || v > r.hi {
			return fmt.Errorf("%s: %q is %g, outside its range %g..%g", r.path, r.q.source, v, r.lo, r.hi)
		}
	}
	return nil
}

// prepare works out what every draw needs.
func (s *Scenario) prepare() {
	walk(reflect.ValueOf(&s.Document).Elem(), "$", func(path string, q *Quantity, lo, hi float64) {
		s.ranges = append(s.ranges, ranged{path, q, lo, hi})
	})
	for _, c := range coefficients() {
		s.slots = append(s.slots, s.index[c.Name])
	}
}

// Value evaluates a quantity of the document.
func (d *Draw) Value(q Quantity) float64 { return q.eval(d.Values) }

// Parameter gives the drawn value of a parameter.
func (d *Draw) Parameter(name string) float64 { return d.Values[d.scenario.index[name]] }

// Bind fills a room's structure of coefficients. Prefix is the room's name.
func (d *Draw) Bind(prefix string, into any) {
	v, k := reflect.ValueOf(into).Elem(), 0
	for _, r := range rooms {
		if r.prefix == prefix {
			for i := range v.NumField() {
				v.Field(i).SetFloat(d.Values[d.scenario.slots[k+i]])
			}
			return
		}
		k += r.kind.NumField()
	}
	panic("scenario: no room is called " + prefix)
}

// Environment gives the environment of conditions and utilities for this
// draw: what is seen, the scenario's quantities, the parameters.
func (d *Draw) Environment() []float64 {
	first := len(regime.Quantities()) + len(d.scenario.quantities)
	return append(make([]float64, first, first+len(d.Values)), d.Values...)
}

// slot is where a parameter stands in an environment.
func (s *Scenario) slot(name string) int {
	return len(regime.Quantities()) + len(s.quantities) + s.index[name]
}

// See fills an environment with what is seen and computes the scenario's
// quantities from it.
func (s *Scenario) See(env []float64, seen *regime.Seen) error {
	seen.Fill(env)
	for _, q := range s.quantities {
		v := q.number.Eval(env)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("the quantity %q is %v", q.number.Source, v)
		}
		env[q.slot] = v
	}
	return nil
}

// Rule gives the condition of option i, nil if it has none, and its utility.
func (s *Scenario) Rule(i int) (when func(env []float64) bool, utility func(env []float64) float64) {
	if w := s.options[i].when; w != nil {
		when = w.Eval
	}
	return when, s.options[i].utility.Eval
}

// Effects gives the effects of an option under this draw.
func (d *Draw) Effects(written Effects) (drawn regime.Effects[float64]) {
	from, to := reflect.ValueOf(written), reflect.ValueOf(&drawn).Elem()
	for i := range from.NumField() {
		switch x := from.Field(i).Interface().(type) {
		case Quantity:
			to.Field(i).SetFloat(d.Value(x))
		case *Quantity:
			if x != nil {
				v := d.Value(*x)
				to.Field(i).Set(reflect.ValueOf(&v))
			}
		default:
			to.Field(i).Set(from.Field(i))
		}
	}
	return drawn
}

// RequestWeights lists the parameters that weigh on the ruler's request for help,
// directly or through quantities, and on nothing else, sorted. There are none where
// asking is not his.
func (s *Scenario) RequestWeights() []string {
	request, other := map[string]bool{}, map[string]bool{}
	for i, o := range s.Options {
		c, names := &s.options[i], request
		if !o.Effects.Request || s.By(o) != regime.Ruler {
			names = other
		}
		s.mention(c.utility.Names, names)
		if c.when != nil {
			s.mention(c.when.Names, other)
		}
	}
	for _, e := range s.events {
		if e.when != nil {
			s.mention(e.when.Names, other)
		}
	}
	walk(reflect.ValueOf(&s.Document).Elem(), "$", func(_ string, q *Quantity, _, _ float64) {
		if q.number != nil {
			s.mention(q.number.Names, other)
		}
	})
	for _, c := range Coefficients() { // they weigh on what the engine does
		other[c.Name] = true
	}
	var list []string
	for _, n := range s.names {
		if p := s.Original(n); request[n] && !other[n] && p.Fixed == nil && p.Choice == nil {
			list = append(list, n)
		}
	}
	return list
}

// ParameterIndex gives the index of a parameter among the names, or -1.
func (s *Scenario) ParameterIndex(name string) int {
	if i, ok := s.index[name]; ok {
		return i
	}
	return -1
}

// Mentions reports whether an expression of the document uses a parameter.
func (s *Scenario) Mentions(name string) bool { return s.mentioned[name] }

// mentions notes every name that an expression of the document uses. All of them
// must have been compiled.
func (s *Scenario) mentions() {
	s.mentioned = map[string]bool{}
	for i := range s.options {
		s.mention(s.options[i].utility.Names, s.mentioned)
		if w := s.options[i].when; w != nil {
			s.mention(w.Names, s.mentioned)
		}
	}
	for _, e := range s.events {
		if e.when != nil {
			s.mention(e.when.Names, s.mentioned)
		}
	}
	for _, q := range s.quantities {
		s.mention(q.number.Names, s.mentioned)
	}
	for _, r := range s.ranges {
		if r.q.number != nil {
			s.mention(r.q.number.Names, s.mentioned)
		}
	}
}

// mention notes names, and those that the scenario's quantities among them use.
func (s *Scenario) mention(names []string, in map[string]bool) {
	for _, n := range names {
		if in[n] {
			continue
		}
		in[n] = true
		if i := slices.IndexFunc(s.Document.Quantities, func(q NamedExpr) bool { return q.Name == n }); i >= 0 {
			k := slices.IndexFunc(s.quantities, func(c compiled) bool { return c.slot == len(regime.Quantities())+i })
			s.mention(s.quantities[k].number.Names, in)
		}
	}
}

// By is the index of the actor whose option it is; [regime.Ruler] is the ruler's.
func (s *Scenario) By(o Option) int {
	return max(0, slices.IndexFunc(s.State.Actors, func(a Actor) bool { return a.ID == o.By }))
}

var areas = []regime.Area{regime.Unchanged, regime.ViolentRegions, regime.Nationwide, regime.Ended}

// walk visits every quantity of a document with its YAML path and range.
func walk(v reflect.Value, path string, visit func(path string, q *Quantity, lo, hi float64)) {
	walkRange(v, path, math.Inf(-1), math.Inf(1), visit)
}

func walkRange(v reflect.Value, path string, lo, hi float64, visit func(string, *Quantity, float64, float64)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkRange(v.Elem(), path, lo, hi, visit)
		}
	case reflect.Map: // of pointers, by id
		for _, k := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) }) {
			walkRange(v.MapIndex(k), within(path, k.String()), lo, hi, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkRange(v.Index(i), path+"["+strconv.Itoa(i)+"]", lo, hi, visit)
		}
	case reflect.Struct:
		if q, ok := v.Addr().Interface().(*Quantity); ok {
			visit(path, q, lo, hi)
			return
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			l, h := bounds(f.Tag)
			walkRange(v.Field(i), path+"."+key(f), l, h, visit)
		}
	}
}

func bounds(t reflect.StructTag) (lo, hi float64) {
	lo, hi = math.Inf(-1), math.Inf(1)
	if v, err := strconv.ParseFloat(t.Get("min"), 64); err == nil {
		lo = v
	}
	if v, err := strconv.ParseFloat(t.Get("max"), 64); err == nil {
		hi = v
	}
	return lo, hi
}

// key is a field's name in YAML.
func key(f reflect.StructField) string {
	tag := f.Tag.Get("yaml")
	for i := range tag {
		if tag[i] == ',' {
			return tag[:i]
		}
	}
	return tag
}

// hash is over all that decides what a run does: the usual priors, names and bytes
// of the files that make the scenario, and of the record the decisions, which the
// mode recorded replays. Runs are kept under it. What runs are only held against
// is left out, so that to correct it does not cost a day of computing: the rest of
// record.yaml, and claims.yaml, whose argument has a hash of its own. Nothing reads
// regions.geojson but what draws maps.
func (l *loader) hash() string {
	h := sha256.New()
	priors := usual().bytes
	h.Write(priors)
	add := func(name string, text []byte) {
		fmt.Fprintf(h, "%s %d\n", name, len(text))
		h.Write(text)
	}
	add(MainFile, l.main.Bytes())
	add(ParametersFile, l.parameters.Bytes())
	if l.fitted != nil {
		add(FittedFile, l.fitted.Bytes())
	}
	add(l.s.Society.Places, l.table.Bytes())
	if l.abroad != nil {
		add(NeighboursFile, l.abroad.Bytes())
	}
	for _, d := range l.s.Record.Decisions {
		fmt.Fprintf(h, "%q %q\n", d.Option, d.At)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Files are those without which the scenario cannot be played.
func (s *Scenario) Files() []string {
	list := []string{MainFile, ParametersFile, RecordFile, s.Society.Places}
	if s.Fitted != nil {
		list = append(list, FittedFile)
	}
	if len(s.Neighbours) > 0 {
		list = append(list, NeighboursFile)
	}
	return list
}

// Words says in a few words what a parameter is; it is its name where the scenario does not.
func (s *Scenario) Words(parameter string) string {
	return cmp.Or(s.Parameters[parameter].What, parameter)
}

// WithPriors gives a copy of the scenario in which some parameters have other
// priors, and whose aftermath lasts so many months.
func (s *Scenario) WithPriors(priors map[string]Prior, aftermath int) (*Scenario, error) {
	c := *s
	c.priors = slices.Clone(s.priors)
	c.Clock.AftermathMonths = aftermath
	for name, p := range priors {
		i, ok := s.index[name]
		if !ok {
			return nil, fmt.Errorf("unknown parameter %q", name)
		}
		if m := p.check(); m != "" {
			return nil, fmt.Errorf("parameter %s: %s", name, m)
		}
		c.priors[i] = p
	}
	return &c, nil
}

// Unfitted gives a copy of the scenario with the priors from before a fit to something,
// whose aftermath lasts so many months.
func (s *Scenario) Unfitted(to string, aftermath int) (*Scenario, error) {
	before := map[string]Prior{}
	for _, n := range s.ParameterNames() {
		before[n] = s.Before(to, n)
	}
	return s.WithPriors(before, aftermath)
}

// Original gives the prior before any fitting.
func (s *Scenario) Original(name string) Prior { return s.Parameters[name].Prior }

// Before gives the prior with which a fit to something begins: that of an earlier
// fit, or the original.
func (s *Scenario) Before(to, name string) Prior {
	p := s.Original(name)
	for _, f := range s.Fitted.Of(name) {
		if f.To == to {
			break
		}
		p = f.Priors[name]
	}
	return p
}
