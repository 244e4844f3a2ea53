package scenario

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"casus/regime"
)

// Later says what later crises are like.
type Later struct {
	Days       int      `yaml:"days" min:"1" max:"365" usual:"14" doc:"length"`
	Towns      int      `yaml:"towns" min:"1" max:"1000" usual:"60" doc:"most places of a nation; in a larger one the smallest of each region are merged"`
	Local      Quantity `yaml:"local" min:"0" max:"1" usual:"0.65" doc:"share of crises whose grievance is that of one region"`
	Nationwide Quantity `yaml:"nationwide" min:"0" max:"1" usual:"0.2" doc:"share of crises whose grievance reaches the whole nation; what is left reaches a part of its people, all parts equally likely"`
}

// usualVignette is a crisis in which rulers may well ask: protest in most regions, a riot of
// thousands, a tenth of the people in places without control, forces wavering.
var usualVignette = map[string]float64{
	"participants": 40_000, "violent": 5_000, "regions_protest": 0.8, "regions_violence": 0.5, "deaths": 20, "control_lost": 0.1, "largest_lost": 0.5,
	"critical_lost": 0.2, "desertion": 0.25, "theta": 0.6, "attention": 0.9, "grievance_left": 0.7, "openness": 0.5, "emergency": 1, "posture": 1, "reserve": 0.5,
	"framed": 1, "conceded": 2, "days": 4, "hour_of_day": 12,
}

// believed are the quantities that a vignette cannot give: they are each ruler's own.
var believed = []string{"reliability", "hegemony_fear", "obligation", "precedent", "insurance", "salience", "member", "legal_fit", "approval"}

// withUsualLater fills in what is usual where a scenario says nothing of later crises.
func (p *RelationsPart) withUsualLater() {
	if p.Later == nil {
		p.Later = &Later{}
		v := reflect.ValueOf(p.Later).Elem()
		for i := range v.NumField() {
			x, _ := strconv.ParseFloat(v.Type().Field(i).Tag.Get("usual"), 64)
			if v.Field(i).CanInt() {
				v.Field(i).SetInt(int64(x))
			} else {
				v.Field(i).Set(reflect.ValueOf(Number(x)))
			}
		}
	}
	if p.Vignette == nil {
		p.Vignette = map[string]*Quantity{}
		for name, x := range usualVignette {
			p.Vignette[name] = ptr(Number(x))
		}
	}
}

// checkVignette reports what no ruler can see, and what his beliefs say instead.
func (l *loader) checkVignette() {
	var known []string
	for _, q := range regime.Quantities() {
		if !slices.Contains(believed, q.Name) {
			known = append(known, q.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.s.Relations.Vignette)) {
		at := within("$.relations.vignette", name)
		switch {
		case slices.Contains(believed, name):
			l.bad(at, "leave it out", "%s is each ruler's own, and no vignette can say it", name)
		case !slices.Contains(known, name):
			l.bad(at, didYouMean(name, known), "unknown quantity %q", name)
		}
	}
}

// checkLater compares what is said of later crises with what there is.
func (l *loader) checkLater() {
	s := l.s
	later := s.Relations.Later
	const at = "$.relations.later"
	if most, _, _, with := l.extremes(used(later.Local, later.Nationwide), func(values []float64) float64 {
		return -later.Local.eval(values) - later.Nationwide.eval(values)
	}); -most > 1 {
		l.bad(at+".local", "they are shares of all later crises", "local and nationwide can sum to %.4g%s", -most, with)
	}
	for _, q := range regime.Quantities() {
		v := s.Relations.Vignette[q.Name]
		if v == nil {
			continue
		}
		lo, hi, _, _ := l.extremes(used(*v), v.eval)
		most := map[string]float64{"share": 1, "0, 0.5, 1": 1, "0, 1": 1}[q.Unit]
		if lo < 0 || most > 0 && hi > most {
			l.bad(within("$.relations.vignette", q.Name), "see the quantities of expressions in docs/scenario.md", "%s can be from %.4g to %.4g; it is %s, in the unit %q", q.Name, lo, hi, q.Doc, q.Unit)
		}
	}
	for k, p := range s.Relations.States {
		places, keep, _ := s.settled(k)
		if n := fewest(places, keep); n > later.Towns {
			l.bad(at+".towns", fmt.Sprintf("write towns: %d, or more", n), "%s has %d critical sites and regions with other places, and later crises at most %d places", p.Name, n, later.Towns)
			return
		}
	}
}

// checkPolitics reports what politics of other states cannot change: what is no
// parameter, what more than choices depend on, and the scenario's own.
func (l *loader) checkPolitics() {
	s, chosen := l.s, map[string]bool{}
	for _, o := range s.options {
		s.mention(o.utility.Names, chosen)
		if o.when != nil {
			s.mention(o.when.Names, chosen)
		}
	}
	for k, p := range s.Relations.States {
		at := fmt.Sprintf("$.relations.states[%d].politics", k)
		if p.Target && p.Politics != nil {
			l.bad(at, "change the priors in "+ParametersFile, "%s is the scenario's own state, and its government chooses by the parameters as they are", p.ID)
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(p.Politics)) {
			_, usual := coefficient(name)
			_, known := s.index[name]
			switch {
			case !known:
				l.nameless(l.main, within(at, name), name, fmt.Sprintf("unknown parameter %q", name), didYouMean(name, s.names))
			case usual || s.once[name] || !chosen[name]:
				l.bad(within(at, name), "it can be one that only conditions and utilities of options read, such as a difference in log odds", "%q is not a parameter of choices alone", name)
			}
		}
	}
}

// Government gives the environment of conditions and utilities for this draw in a crisis
// of a state, by its index in relations.states: the parameters, with its politics added.
func (d *Draw) Government(state int) []float64 {
	env := d.Environment()
	for name, q := range d.scenario.Relations.States[state].Politics {
		env[d.scenario.slot(name)] += d.Value(*q)
	}
	return env
}

// Vignette is the crisis that all rulers are asked about, under this draw.
func (d *Draw) Vignette() (seen regime.Seen) {
	for name, q := range d.scenario.Relations.Vignette {
		seen.Set(name, d.Value(*q))
	}
	return seen
}
