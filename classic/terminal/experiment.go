// Package terminal plays Epstein's model of civil violence (package classic) for
// whoever sits at a terminal: it reads what is asked flag by flag, plays it, and
// draws the course of events and the field in characters. A [Request] gives an
// [Experiment], [Experiment.Play] its [Course], and that is printed by
// [Experiment.Print] or given as a [Document].
package terminal

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"casus/classic"
	"casus/luck"
	"casus/scenario/source"
)

// What the classic model can be told, beside its parameters.
var (
	rulesOf = [...][]string{1: {"netlogo", "mesa"}, 2: {"paper", "ascape"}}
	shapes  = []string{classic.Disc: "disc", classic.VonNeumann: "von-neumann", classic.Moore: "moore"}
	// onlyIn are the flags that mean something in one of the models.
	onlyIn = map[string]int{"tile": 1, "workers": 1, "outburst": 1, "birth": 2, "max-age": 2}
)

const (
	// MaxSteps of a run.
	MaxSteps = 1_000_000
	// An outburst is more than outburstActive active citizens on outburstSites sites.
	outburstActive = 50
	outburstSites  = 40 * 40
)

// Params are the parameters of either model, as flags name them.
type Params struct {
	Size       int      `json:"size"`
	Agents     float64  `json:"agents"`
	Cops       float64  `json:"cops"`
	Vision     int      `json:"vision"`
	CopVision  int      `json:"cop_vision"`
	Shape      string   `json:"shape"`
	Legitimacy float64  `json:"legitimacy"`
	MaxJail    int      `json:"max_jail"`
	Arrest     float64  `json:"arrest_constant"`
	Threshold  float64  `json:"threshold"`
	Tile       int      `json:"tile,omitempty"`
	*Lives              // in model 2
	Steps      int      `json:"steps"`
	Change     []string `json:"change,omitempty"`
}

// Lives are the parameters of birth and death.
type Lives struct {
	Birth  float64 `json:"birth"`
	MaxAge int     `json:"max_age"`
}

// Request is what somebody asks for, flag by flag.
type Request struct {
	Model    int    // 1 or 2
	Rules    string // "": the first of the model
	Seed     uint64
	Outburst int // active citizens that an outburst exceeds
	Workers  int
	Params   // with Lives
	// Given tells whether a flag was given: where it was not, the model's standard
	// value stands.
	Given func(flag string) bool
}

// Experiment is what is played, completely determined.
type Experiment struct {
	Model            int
	Rules            string
	Seed             uint64
	Params           Params
	above            int // active citizens that an outburst exceeds
	workers          int
	legitimacy, cops []float64 // by step
}

// Experiment turns a request into what is played. Its errors are about the
// request, and name the flag.
func (r *Request) Experiment() (*Experiment, error) {
	if r.Model != 1 && r.Model != 2 {
		return nil, fmt.Errorf("--model %d: 1, rebellion against the rulers, or 2, violence between two groups", r.Model)
	}
	for _, name := range slices.Sorted(maps.Keys(onlyIn)) {
		if r.Given(name) && onlyIn[name] != r.Model {
			return nil, fmt.Errorf("--%s belongs to model %d; choose that (--model %d) or leave it out", name, onlyIn[name], onlyIn[name])
		}
	}
	mine, other := rulesOf[r.Model], 3-r.Model
	x := &Experiment{Model: r.Model, Seed: r.Seed, Rules: r.Rules, workers: r.Workers}
	if x.Rules == "" {
		x.Rules = mine[0]
	}
	if slices.Contains(rulesOf[other], x.Rules) {
		return nil, fmt.Errorf("--rules %s belongs to model %d; choose that (--model %d), or %s", x.Rules, other, other, strings.Join(mine, " or "))
	}
	if err := oneOf("rules", x.Rules, mine); err != nil {
		return nil, err
	}
	x.Params = r.params(standard(r.Model, x.Rules))
	if err := oneOf("shape", x.Params.Shape, shapes); err != nil {
		return nil, err
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	if x.above = r.Outburst; !r.Given("outburst") {
		x.above = max(1, int(math.Round(outburstActive*float64(x.Params.Size*x.Params.Size)/outburstSites)))
	}
	if err := x.plan(); err != nil {
		return nil, err
	}
	if x.Model == 2 {
		p := x.groups()
		return x, p.Check()
	}
	p := x.rebels()
	return x, p.Check()
}

// params are the standard ones where no flag is given.
func (r *Request) params(p Params) Params {
	take(r.Given("size"), &p.Size, r.Size)
	take(r.Given("agents"), &p.Agents, r.Agents)
	take(r.Given("cops"), &p.Cops, r.Cops)
	take(r.Given("vision"), &p.Vision, r.Vision)
	take(r.Given("vision"), &p.CopVision, r.Vision)
	take(r.Given("cop-vision"), &p.CopVision, r.CopVision)
	take(r.Given("shape"), &p.Shape, r.Shape)
	take(r.Given("legitimacy"), &p.Legitimacy, r.Legitimacy)
	take(r.Given("max-jail"), &p.MaxJail, r.MaxJail)
	take(r.Given("arrest-constant"), &p.Arrest, r.Arrest)
	take(r.Given("threshold"), &p.Threshold, r.Threshold)
	if p.Lives != nil {
		take(r.Given("birth"), &p.Birth, r.Lives.Birth)
		take(r.Given("max-age"), &p.MaxAge, r.Lives.MaxAge)
	}
	p.Tile, p.Steps, p.Change = r.Tile, r.Steps, r.Change
	return p
}

// check looks at what the model does not.
func (r *Request) check() error {
	switch {
	case r.Steps < 1 || r.Steps > MaxSteps:
		return fmt.Errorf("--steps %d: 1 to %d", r.Steps, MaxSteps)
	case r.Tile < 0:
		return fmt.Errorf("--tile %d: sites a side, or 0 for none", r.Tile)
	case r.Given("workers") && r.Tile == 0:
		return fmt.Errorf("--workers %d: all act in one random order, which workers cannot share; divide the torus into tiles (--tile)", r.Workers)
	case r.Workers < 1:
		return fmt.Errorf("--workers %d: at least one", r.Workers)
	case r.Given("outburst") && r.Outburst < 1:
		return fmt.Errorf("--outburst %d: at least one active citizen", r.Outburst)
	}
	return nil
}

// plan works the changes out.
func (x *Experiment) plan() error {
	var changes []change
	for _, text := range x.Params.Change {
		ch, err := parseChange(text, x.Params.Steps)
		if err != nil {
			return err
		}
		if ch.name == "legitimacy" && x.Model == 2 {
			return fmt.Errorf("--change %q: in model 2 only cops can change", text)
		}
		changes = append(changes, ch)
	}
	var err error
	if x.legitimacy, err = course("legitimacy", x.Params.Legitimacy, changes, x.Params.Steps); err != nil {
		return err
	}
	if x.cops, err = course("cops", x.Params.Cops, changes, x.Params.Steps); err != nil || x.Model == 2 {
		return err
	}
	for _, ch := range changes {
		if ch.name == "cops" && ch.value > x.cops[ch.from-1] {
			return fmt.Errorf("--change %q: in model 1 cops can only leave, and by then there are %g", ch.text, x.cops[ch.from-1])
		}
	}
	return nil
}

// standard gives the parameters of a model where no flag does.
func standard(model int, rules string) Params {
	if model == 1 {
		p := classic.Standard(rebelRules(rules))
		return Params{
			Size: p.Size, Agents: p.Citizens, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Shape: shapes[p.Rules.Shape],
			Legitimacy: p.Legitimacy, MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold,
		}
	}
	p := classic.StandardGroups()
	return Params{
		Size: p.Size, Agents: p.Citizens, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Shape: shapes[groupRules(rules).Shape],
		Legitimacy: p.Legitimacy, MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, Lives: &Lives{p.Birth, p.MaxAge},
	}
}

func rebelRules(name string) classic.Rules {
	if name == "mesa" {
		return classic.Mesa()
	}
	return classic.NetLogo()
}

func groupRules(name string) classic.GroupRules {
	if name == "ascape" {
		return classic.Ascape()
	}
	return classic.Paper()
}

// rebels are the parameters of Model I.
func (x *Experiment) rebels() classic.Params {
	p, rules := &x.Params, rebelRules(x.Rules)
	rules.Shape = classic.Shape(slices.Index(shapes, p.Shape))
	return classic.Params{
		Size: p.Size, Citizens: p.Agents, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Legitimacy: p.Legitimacy,
		MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, Tile: p.Tile, Rules: rules,
	}
}

// groups are the parameters of Model II.
func (x *Experiment) groups() classic.GroupParams {
	p, rules := &x.Params, groupRules(x.Rules)
	rules.Shape = classic.Shape(slices.Index(shapes, p.Shape))
	return classic.GroupParams{
		Size: p.Size, Citizens: p.Agents, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Legitimacy: p.Legitimacy,
		MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, Birth: p.Birth, MaxAge: p.MaxAge, Rules: rules,
	}
}

// begin sets the model up.
func (x *Experiment) begin() (stage, error) {
	lk := luck.Of(x.Seed, 0)
	if x.Model == 2 {
		m, err := classic.NewGroups(x.groups(), lk)
		if err != nil {
			return nil, err
		}
		return &strife{Groups: m, x: x}, nil
	}
	m, err := classic.New(x.rebels(), lk)
	if err != nil {
		return nil, err
	}
	if x.Params.Tile > 0 {
		m.Workers(x.workers)
	}
	return &rebellion{Model: m, x: x, cops: m.Counts().Cops}, nil
}

// take sets a parameter to what a flag gives, if it gives something.
func take[T any](given bool, to *T, value T) {
	if given {
		*to = value
	}
}

// oneOf wants a flag to have one of some values.
func oneOf(flag, value string, known []string) error {
	if slices.Contains(known, value) {
		return nil
	}
	return fmt.Errorf("--%s %q: %s", flag, value, source.MeantOr(value, known, strings.Join(known, ", ")))
}
