package scenario

import (
	"embed"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"sync"

	"casus/portable"
	"casus/regime"
	"casus/relations"
	"casus/scenario/source"
	"casus/society"

	"casus/alliance"
)

// Parameter is an uncertain number: parameters.yaml maps names to these.
type Parameter struct {
	Prior  Prior  `yaml:"prior" doc:"what is believed of the number before the runs"`
	Unit   string `yaml:"unit" doc:"its unit; 1 for a pure number"`
	What   string `yaml:"what,omitempty" doc:"what the number is, in a few plain words, such as how long a crowd stays together; a coefficient of the engine has words of its own, and needs none here"`
	Source string `yaml:"source" doc:"where the prior comes from, or the word assumption"`
	Why    string `yaml:"why" doc:"one sentence of reason"`
	Usual  bool   `yaml:"-"` // the engine's, which the scenario does not replace
}

// Prior is a distribution. One of its keys is given; within goes with normal
// and lognormal.
type Prior struct {
	Uniform    []float64          `yaml:"uniform,omitempty" json:"uniform,omitempty" doc:"[low, high]"`
	Normal     []float64          `yaml:"normal,omitempty" json:"normal,omitempty" doc:"[mean, standard deviation]"`
	Lognormal  []float64          `yaml:"lognormal,omitempty" json:"lognormal,omitempty" doc:"[median, standard deviation of the logarithm]"`
	Triangular []float64          `yaml:"triangular,omitempty" json:"triangular,omitempty" doc:"[low, mode, high]"`
	Beta       []float64          `yaml:"beta,omitempty" json:"beta,omitempty" doc:"[a, b]"`
	Choice     map[string]float64 `yaml:"choice,omitempty" json:"choice,omitempty" doc:"{value: weight, …}, such as {1: 0.3, 2: 0.7}"`
	Fixed      *float64           `yaml:"fixed,omitempty" json:"fixed,omitempty" doc:"a number that is not in doubt, or is kept as a lever"`
	Within     []float64          `yaml:"within,omitempty" json:"within,omitempty" doc:"[low, high]: the distribution is cut to this range"`
}

// check gives what is wrong with a prior, or "".
func (p *Prior) check() string {
	kinds := 0
	size := func(name string, x []float64, n int) string {
		if x == nil {
			return ""
		}
		kinds++
		if len(x) != n {
			return fmt.Sprintf("%s takes %d numbers, not %d", name, n, len(x))
		}
		return ""
	}
	for _, m := range []string{
		size("uniform", p.Uniform, 2), size("normal", p.Normal, 2), size("lognormal", p.Lognormal, 2),
		size("triangular", p.Triangular, 3), size("beta", p.Beta, 2),
	} {
		if m != "" {
			return m
		}
	}
	if p.Choice != nil {
		kinds++
		if m := p.checkChoice(); m != "" {
			return m
		}
	}
	if p.Fixed != nil {
		kinds++
	}
	switch {
	case kinds == 0:
		return "a prior needs one of uniform, normal, lognormal, triangular, beta, choice, fixed"
	case kinds > 1:
		return "a prior is one distribution, not several"
	case !p.finite():
		return "the numbers of a prior are finite"
	case p.Uniform != nil && p.Uniform[0] > p.Uniform[1]:
		return "uniform is [low, high]; low is above high"
	case p.Uniform != nil && p.Uniform[0] == p.Uniform[1]:
		return fmt.Sprintf("uniform is [low, high], and both are %g; write {fixed: %g}", p.Uniform[0], p.Uniform[0])
	case p.Normal != nil && p.Normal[1] <= 0:
		return "the standard deviation must be positive"
	case p.Lognormal != nil && (p.Lognormal[0] <= 0 || p.Lognormal[1] <= 0):
		return "the median and the standard deviation of the logarithm must be positive"
	case p.Triangular != nil && !(p.Triangular[0] <= p.Triangular[1] && p.Triangular[1] <= p.Triangular[2] && p.Triangular[0] < p.Triangular[2]):
		return "triangular is [low, mode, high] in rising order"
	case p.Beta != nil && (p.Beta[0] <= 0 || p.Beta[1] <= 0):
		return "the parameters of beta must be positive"
	}
	if p.Within != nil {
		switch {
		case p.Normal == nil && p.Lognormal == nil:
			return "within goes with normal and lognormal only"
		case len(p.Within) != 2 || p.Within[0] >= p.Within[1]:
			return "within is [low, high]"
		}
		lo, hi := p.cdf(p.Within[0]), p.cdf(p.Within[1])
		if hi-lo < 1e-6 {
			return "the distribution has almost no weight within this range"
		}
	}
	for _, u := range []float64{leastUniform, 0.5, 1 - leastUniform} {
		if x := p.Quantile(u); math.IsNaN(x) || math.IsInf(x, 0) {
			return "the prior reaches beyond the numbers that a computer can hold"
		}
	}
	return ""
}

// leastUniform is about the smallest uniform number of which a draw is the quantile.
const leastUniform = 0x1p-53

// checkChoice gives what is wrong with values and weights, or "".
func (p *Prior) checkChoice() string {
	sum, seen := 0.0, map[float64]string{}
	for _, text := range slices.Sorted(maps.Keys(p.Choice)) {
		v, err := source.ParseNumber(text)
		w := p.Choice[text]
		if err != nil {
			return fmt.Sprintf("choice is between numbers; %q is not one", text)
		}
		if other, twice := seen[v]; twice {
			return fmt.Sprintf("%s and %s are the same value", other, text)
		}
		if w < 0 {
			return fmt.Sprintf("the weight of %s is negative", text)
		}
		seen[v] = text
		sum += w
	}
	if !(sum > 0 && sum <= math.MaxFloat64) {
		return "the weights of choice must sum to a number above 0"
	}
	return ""
}

// Whether all numbers of a prior are finite.
func (p *Prior) finite() bool {
	for _, list := range [][]float64{p.Uniform, p.Normal, p.Lognormal, p.Triangular, p.Beta, p.Within} {
		for _, x := range list {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return false
			}
		}
	}
	return p.Fixed == nil || !math.IsNaN(*p.Fixed) && !math.IsInf(*p.Fixed, 0)
}

func (p *Prior) cdf(x float64) float64 {
	if p.Normal != nil {
		return portable.NormalCDF((x - p.Normal[0]) / p.Normal[1])
	}
	if x <= 0 {
		return 0
	}
	return portable.NormalCDF(portable.Log(x/p.Lognormal[0]) / p.Lognormal[1])
}

// Quantile gives the value below which the prior has weight u, 0 < u < 1. A
// draw is the quantile of a uniform number, so that two priors of one
// parameter stay coupled.
func (p *Prior) Quantile(u float64) float64 {
	if p.Within != nil {
		lo, hi := p.cdf(p.Within[0]), p.cdf(p.Within[1])
		u = lo + float64(u*(hi-lo))
	}
	var x float64
	switch {
	case p.Fixed != nil:
		return *p.Fixed
	case p.Uniform != nil:
		return p.Uniform[0] + float64(u*(p.Uniform[1]-p.Uniform[0]))
	case p.Normal != nil:
		x = p.Normal[0] + float64(p.Normal[1]*portable.NormalQuantile(u))
	case p.Lognormal != nil:
		x = float64(p.Lognormal[0] * portable.Exp(p.Lognormal[1]*portable.NormalQuantile(u)))
	case p.Triangular != nil:
		return triangle(u, p.Triangular[0], p.Triangular[1], p.Triangular[2])
	case p.Beta != nil:
		return portable.BetaQuantile(u, p.Beta[0], p.Beta[1])
	default:
		return p.choose(u)
	}
	if p.Within != nil { // rounding may step over the edge
		x = min(p.Within[1], max(p.Within[0], x))
	}
	return x
}

// triangle gives the quantile of a triangular distribution: its weight rises as
// (x−low)²/((high−low)(mode−low)) to the mode, and likewise falls from there.
func triangle(u, low, mode, high float64) float64 {
	if float64(u*(high-low)) < mode-low {
		return low + math.Sqrt(float64(u*(high-low)*(mode-low)))
	}
	return high - math.Sqrt(float64((1-u)*(high-low)*(high-mode)))
}

func (p *Prior) choose(u float64) float64 {
	values := make([]float64, 0, len(p.Choice))
	weight := make(map[float64]float64, len(p.Choice))
	sum := 0.0
	for s, w := range p.Choice {
		if w == 0 {
			continue
		}
		v, _ := source.ParseNumber(s) // checked on loading
		values = append(values, v)
		weight[v] += w
	}
	sort.Float64s(values)
	for _, v := range values {
		sum += weight[v]
	}
	u = float64(u * sum)
	for _, v := range values {
		if u -= weight[v]; u < 0 {
			return v
		}
	}
	return values[len(values)-1]
}

// Span gives the smallest and largest value that a prior allows; infinite
// where it has no bound.
func (p *Prior) Span() (lo, hi float64) {
	switch {
	case p.Fixed != nil:
		return *p.Fixed, *p.Fixed
	case p.Within != nil:
		return p.Within[0], p.Within[1]
	case p.Uniform != nil:
		return p.Uniform[0], p.Uniform[1]
	case p.Triangular != nil:
		return p.Triangular[0], p.Triangular[2]
	case p.Beta != nil:
		return 0, 1
	case p.Lognormal != nil:
		return 0, math.Inf(1)
	case p.Normal != nil:
		return math.Inf(-1), math.Inf(1)
	}
	return p.choose(0), p.choose(1)
}

// usualFiles have the priors of coefficients that hold for any nation: what is
// assumed of them, and what real protests have made of some.
//
//go:embed coefficients.yaml street.yaml
var usualFiles embed.FS

// StreetFile is the name of the file with usual priors that are fitted to protests.
const StreetFile = "street.yaml"

// usual priors, before and after the fit to protests, and the bytes of the files.
type usualPriors struct {
	assumed, list map[string]Parameter
	bytes         []byte
}

var usual = sync.OnceValue(func() (u usualPriors) {
	read := func(name string) map[string]Parameter {
		list := map[string]Parameter{}
		d, err := source.ReadYAML(usualFiles, name, &list)
		if err != nil {
			panic(err) // a file of the program, which its tests read
		}
		u.bytes = append(u.bytes, d.Bytes()...)
		return list
	}
	u.assumed = read("coefficients.yaml")
	u.list = maps.Clone(u.assumed)
	maps.Copy(u.list, read(StreetFile))
	return u
})

// Usual gives the parameter that a coefficient is where a scenario does not say
// otherwise; ok is false for what every scenario must say.
func Usual(coefficient string) (p Parameter, ok bool) {
	p, ok = usual().list[coefficient]
	return p, ok
}

// Assumed gives it as it was before anything was fitted to protests.
func Assumed(coefficient string) (p Parameter, ok bool) {
	p, ok = usual().assumed[coefficient]
	return p, ok
}

// withUsual gives a scenario's own parameters with the usual ones that it does
// not have, and coefficients of the engine with the engine's words where it has none.
func withUsual(own map[string]Parameter) map[string]Parameter {
	list := usual().list
	all := make(map[string]Parameter, len(list)+len(own))
	for n, p := range list {
		p.Usual = true
		all[n] = p
	}
	maps.Copy(all, own)
	for _, c := range coefficients() {
		if p, ok := all[c.Name]; ok && p.What == "" {
			p.What = c.What
			all[c.Name] = p
		}
	}
	return all
}

// Coefficient is a number that a room of the engine needs. A scenario must give
// a parameter of this name, unless there is a usual prior for it.
type Coefficient struct {
	Name, Unit string
	What       string // it is, in a few plain words
	Doc        string // exactly, with symbols
	Min, Max   float64
	Once       bool // read at the start of a crisis only
}

type roomKind struct {
	prefix string
	kind   reflect.Type
}

// rooms lists the structures of coefficients by the prefix of their names.
var rooms = []roomKind{
	{"society", reflect.TypeFor[society.Coefficients]()},
	{"forces", reflect.TypeFor[regime.ForceCoefficients]()},
	{"regime", reflect.TypeFor[regime.Coefficients]()},
	{"alliance", reflect.TypeFor[alliance.Coefficients]()},
	{"relations", reflect.TypeFor[relations.Coefficients]()},
}

// coefficient finds one by the name of its parameter.
func coefficient(name string) (Coefficient, bool) {
	all := coefficients()
	if i := slices.IndexFunc(all, func(c Coefficient) bool { return c.Name == name }); i >= 0 {
		return all[i], true
	}
	return Coefficient{}, false
}

// Coefficients lists every coefficient of the engine, room by room.
func Coefficients() []Coefficient { return slices.Clone(coefficients()) }

var coefficients = sync.OnceValue(func() []Coefficient {
	var list []Coefficient
	for _, r := range rooms {
		for i := range r.kind.NumField() {
			t := r.kind.Field(i).Tag
			c := Coefficient{Name: r.prefix + "." + t.Get("par"), Unit: t.Get("unit"), What: t.Get("what"), Doc: t.Get("doc"), Min: math.Inf(-1), Max: math.Inf(1), Once: t.Get("once") != ""}
			if v, err := strconv.ParseFloat(t.Get("min"), 64); err == nil {
				c.Min = v
			}
			if v, err := strconv.ParseFloat(t.Get("max"), 64); err == nil {
				c.Max = v
			}
			list = append(list, c)
		}
	}
	return list
})
