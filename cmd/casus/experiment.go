package main

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casus/classic"
	"casus/luck"
)

// What the classic model can be told, beside its parameters.
var (
	rulesOf = [...][]string{1: {"netlogo", "mesa"}, 2: {"paper", "ascape"}}
	shapes  = []string{classic.Disc: "disc", classic.VonNeumann: "von-neumann", classic.Moore: "moore"}
	// onlyIn are the flags that mean something in one of the models.
	onlyIn = map[string]int{"tile": 1, "workers": 1, "outburst": 1, "birth": 2, "max-age": 2}
)

const (
	maxClassicSteps = 1_000_000
	// An outburst is more than outburstActive active citizens on outburstSites sites.
	outburstActive = 50
	outburstSites  = 40 * 40
)

// classicParams are the parameters of either model, as flags name them.
type classicParams struct {
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
	*lives              // in model 2
	Steps      int      `json:"steps"`
	Change     []string `json:"change,omitempty"`
}

// lives are the parameters of birth and death.
type lives struct {
	Birth  float64 `json:"birth"`
	MaxAge int     `json:"max_age"`
}

// classicExperiment is what is played, completely determined.
type classicExperiment struct {
	model            int
	rules            string
	seed             uint64
	params           classicParams
	above            int // active citizens that an outburst exceeds
	workers          int
	legitimacy, cops []float64 // by step
}

// experiment turns flags into what is played.
func (f *classicFlags) experiment(c *cobra.Command) (*classicExperiment, error) {
	given := c.Flags().Changed
	if f.model != 1 && f.model != 2 {
		return nil, usagef("--model %d: 1, rebellion against the rulers, or 2, violence between two groups", f.model)
	}
	for _, name := range slices.Sorted(maps.Keys(onlyIn)) {
		if given(name) && onlyIn[name] != f.model {
			return nil, usagef("--%s belongs to model %d; choose that (--model %d) or leave it out", name, onlyIn[name], onlyIn[name])
		}
	}
	mine, other := rulesOf[f.model], 3-f.model
	x := &classicExperiment{model: f.model, seed: f.seed, rules: f.rules, workers: f.workers}
	if x.rules == "" {
		x.rules = mine[0]
	}
	if slices.Contains(rulesOf[other], x.rules) {
		return nil, usagef("--rules %s belongs to model %d; choose that (--model %d), or %s", x.rules, other, other, strings.Join(mine, " or "))
	}
	if err := oneOf("rules", x.rules, mine); err != nil {
		return nil, err
	}
	x.params = f.params(given, standard(f.model, x.rules))
	if err := oneOf("shape", x.params.Shape, shapes); err != nil {
		return nil, err
	}
	if err := f.check(given); err != nil {
		return nil, err
	}
	if x.above = f.outburst; !given("outburst") {
		x.above = max(1, int(math.Round(outburstActive*float64(x.params.Size*x.params.Size)/outburstSites)))
	}
	return x, x.plan()
}

// params are the standard ones where no flag is given.
func (f *classicFlags) params(given func(flag string) bool, p classicParams) classicParams {
	take(given("size"), &p.Size, f.given.Size)
	take(given("agents"), &p.Agents, f.given.Agents)
	take(given("cops"), &p.Cops, f.given.Cops)
	take(given("vision"), &p.Vision, f.given.Vision)
	take(given("vision"), &p.CopVision, f.given.Vision)
	take(given("cop-vision"), &p.CopVision, f.given.CopVision)
	take(given("shape"), &p.Shape, f.given.Shape)
	take(given("legitimacy"), &p.Legitimacy, f.given.Legitimacy)
	take(given("max-jail"), &p.MaxJail, f.given.MaxJail)
	take(given("arrest-constant"), &p.Arrest, f.given.Arrest)
	take(given("threshold"), &p.Threshold, f.given.Threshold)
	if p.lives != nil {
		take(given("birth"), &p.Birth, f.lives.Birth)
		take(given("max-age"), &p.MaxAge, f.lives.MaxAge)
	}
	p.Tile, p.Steps, p.Change = f.given.Tile, f.given.Steps, f.given.Change
	return p
}

// check looks at what the model does not.
func (f *classicFlags) check(given func(flag string) bool) error {
	switch {
	case f.given.Steps < 1 || f.given.Steps > maxClassicSteps:
		return usagef("--steps %d: 1 to %d", f.given.Steps, maxClassicSteps)
	case f.given.Tile < 0:
		return usagef("--tile %d: sites a side, or 0 for none", f.given.Tile)
	case given("workers") && f.given.Tile == 0:
		return usagef("--workers %d: all act in one random order, which workers cannot share; divide the torus into tiles (--tile)", f.workers)
	case f.workers < 1:
		return usagef("--workers %d: at least one", f.workers)
	case given("outburst") && f.outburst < 1:
		return usagef("--outburst %d: at least one active citizen", f.outburst)
	case f.csv == "-" && f.json:
		return usagef("--csv - and --json both print on stdout; give --csv a file")
	}
	return nil
}

// plan works the changes out.
func (x *classicExperiment) plan() error {
	var changes []change
	for _, text := range x.params.Change {
		ch, err := parseChange(text, x.params.Steps)
		if err != nil {
			return err
		}
		if ch.name == "legitimacy" && x.model == 2 {
			return usagef("--change %q: in model 2 only cops can change", text)
		}
		changes = append(changes, ch)
	}
	var err error
	if x.legitimacy, err = course("legitimacy", x.params.Legitimacy, changes, x.params.Steps); err != nil {
		return err
	}
	if x.cops, err = course("cops", x.params.Cops, changes, x.params.Steps); err != nil || x.model == 2 {
		return err
	}
	for _, ch := range changes {
		if ch.name == "cops" && ch.value > x.cops[ch.from-1] {
			return usagef("--change %q: in model 1 cops can only leave, and by then there are %g", ch.text, x.cops[ch.from-1])
		}
	}
	return nil
}

// standard gives the parameters of a model where no flag does.
func standard(model int, rules string) classicParams {
	if model == 1 {
		p := classic.Standard(rebelRules(rules))
		return classicParams{
			Size: p.Size, Agents: p.Citizens, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Shape: shapes[p.Rules.Shape],
			Legitimacy: p.Legitimacy, MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold,
		}
	}
	p := classic.StandardGroups()
	return classicParams{
		Size: p.Size, Agents: p.Citizens, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Shape: shapes[groupRules(rules).Shape],
		Legitimacy: p.Legitimacy, MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, lives: &lives{p.Birth, p.MaxAge},
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

// begin sets the model up.
func (x *classicExperiment) begin() (stage, error) {
	p, lk := &x.params, luck.Of(x.seed, 0)
	shape := classic.Shape(slices.Index(shapes, p.Shape))
	if x.model == 2 {
		rules := groupRules(x.rules)
		rules.Shape = shape
		m, err := classic.NewGroups(classic.GroupParams{
			Size: p.Size, Citizens: p.Agents, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Legitimacy: p.Legitimacy,
			MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, Birth: p.Birth, MaxAge: p.MaxAge, Rules: rules,
		}, lk)
		if err != nil {
			return nil, usageError{err}
		}
		return &strife{Groups: m, x: x}, nil
	}
	rules := rebelRules(x.rules)
	rules.Shape = shape
	m, err := classic.New(classic.Params{
		Size: p.Size, Citizens: p.Agents, Cops: p.Cops, Vision: p.Vision, CopVision: p.CopVision, Legitimacy: p.Legitimacy,
		MaxJail: p.MaxJail, Arrest: p.Arrest, Threshold: p.Threshold, Tile: p.Tile, Rules: rules,
	}, lk)
	if err != nil {
		return nil, usageError{err}
	}
	if p.Tile > 0 {
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
	return usagef("--%s %q: %s", flag, value, meant(value, known, strings.Join(known, ", ")))
}
