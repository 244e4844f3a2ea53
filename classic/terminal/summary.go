package terminal

import (
	"slices"

	"github.com/invopop/jsonschema"

	"casus/classic"
	"casus/stats"
)

// rebellionSummary is what Model I came to.
type rebellionSummary struct {
	Steps        int                `json:"steps"` // played
	Interrupted  bool               `json:"interrupted,omitempty"`
	Citizens     int                `json:"citizens"`
	OutburstOver int                `json:"outburst_above"`
	Outbursts    []classic.Outburst `json:"outbursts"`
	Waits        []int              `json:"waits"` // from the end of an outburst to the start of the next, steps
	MeanWait     *float64           `json:"mean_wait"`
	MedianWait   *float64           `json:"median_wait"`
	DeviateWait  *float64           `json:"standard_deviation_wait"`
	MeanTotal    *float64           `json:"mean_total"` // active citizens summed over an outburst
	CalmShare    float64            `json:"calm"`       // share of steps outside outbursts
	Peak         int                `json:"peak"`
	PeakStep     int                `json:"peak_step"`
	MeanActive   float64            `json:"mean_active"`
	MeanJailed   float64            `json:"mean_jailed"`
}

func summariseRebellion(x *Experiment, r *Course) *rebellionSummary {
	active, jailed := r.column(1, "active"), r.column(1, "jailed")
	s := &rebellionSummary{
		Steps: r.Steps(), Interrupted: r.interrupted, Citizens: r.column(1, "citizens")[0],
		OutburstOver: x.above, Outbursts: classic.Outbursts(active, x.above), Peak: slices.Max(active),
	}
	s.PeakStep = slices.Index(active, s.Peak)
	s.Waits = append([]int{}, classic.Waits(s.Outbursts)...) // never null
	s.Outbursts = append([]classic.Outburst{}, s.Outbursts...)
	if waits := floats(s.Waits); len(waits) > 0 {
		mean, deviation := stats.MeanStdDev(waits)
		median := stats.Median(waits)
		s.MeanWait, s.MedianWait = &mean, &median
		if len(waits) > 1 {
			s.DeviateWait = &deviation
		}
	}
	inside, total := 0, 0
	for _, o := range s.Outbursts {
		inside += o.End - o.Start
		total += o.Total
	}
	if n := len(s.Outbursts); n > 0 {
		mean := float64(total) / float64(n)
		s.MeanTotal = &mean
	}
	// Step 0 comes before anyone decides, and is left out of means.
	s.CalmShare = 1
	if steps := s.Steps; steps > 0 {
		s.CalmShare = 1 - float64(inside)/float64(steps)
		s.MeanActive = stats.Mean(floats(active[1:]))
		s.MeanJailed = stats.Mean(floats(jailed[1:]))
	}
	return s
}

func floats(x []int) []float64 {
	y := make([]float64, len(x))
	for i, n := range x {
		y[i] = float64(n)
	}
	return y
}

// strifeSummary is what Model II came to.
type strifeSummary struct {
	Steps       int    `json:"steps"` // played
	Interrupted bool   `json:"interrupted,omitempty"`
	Gone        string `json:"gone,omitempty"` // the group of which nobody is left
	Blue        tally  `json:"blue"`
	Green       tally  `json:"green"`
}

// tally is what became of a group.
type tally struct {
	First   int `json:"at_first"`
	Living  int `json:"living"`
	Most    int `json:"most"`
	Born    int `json:"born"`
	Killed  int `json:"killed"`
	Aged    int `json:"aged"`
	Arrests int `json:"arrests"`
}

func summariseStrife(r *Course) *strifeSummary {
	s := &strifeSummary{Steps: r.Steps(), Interrupted: r.interrupted}
	for _, g := range []struct {
		name string
		to   *tally
	}{{"blue", &s.Blue}, {"green", &s.Green}} {
		living := livingOf(r, g.name)
		last := func(what string) int { c := r.column(2, g.name+what); return c[len(c)-1] }
		*g.to = tally{
			First: living[0], Living: living[len(living)-1], Most: slices.Max(living),
			Born: last("_born"), Killed: last("_killed"), Aged: last("_aged"), Arrests: last("_arrests"),
		}
		if g.to.Living == 0 && s.Gone == "" {
			s.Gone = g.name
		}
	}
	return s
}

func livingOf(r *Course, group string) []int {
	living := slices.Clone(r.column(2, group+"_quiet"))
	for i := range living {
		living[i] += r.column(2, group+"_active")[i] + r.column(2, group+"_jailed")[i]
	}
	return living
}

// Document is an experiment and its course, to be written as JSON.
type Document struct {
	Model      int    `json:"model"`
	Rules      string `json:"rules"`
	Seed       uint64 `json:"seed"`
	Parameters Params `json:"parameters"`
	Summary    any    `json:"summary"`
	// Series by column, step 0 first; legitimacy if it changes.
	Series map[string]any `json:"series"`
}

// JSONSchemaExtend lets model 1 have no lives that end.
func (Params) JSONSchemaExtend(s *jsonschema.Schema) {
	s.Required = slices.DeleteFunc(s.Required, func(key string) bool { return key == "birth" || key == "max_age" })
}

// JSONSchemaExtend says what the summary of either model is.
func (Document) JSONSchemaExtend(s *jsonschema.Schema) {
	r := jsonschema.Reflector{Anonymous: true, DoNotReference: true}
	one, two := r.Reflect(rebellionSummary{}), r.Reflect(strifeSummary{})
	one.Version, two.Version = "", ""
	for _, key := range []string{"mean_wait", "median_wait", "standard_deviation_wait", "mean_total", "outbursts", "waits"} {
		p, _ := one.Properties.Get(key)
		one.Properties.Set(key, &jsonschema.Schema{AnyOf: []*jsonschema.Schema{p, {Type: "null"}}})
	}
	s.Properties.Set("summary", &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, two}})
	s.Properties.Set("series", &jsonschema.Schema{Type: "object", AdditionalProperties: &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{Type: "number"}}})
}

// Document gives what was asked and what came of it.
func (x *Experiment) Document(r *Course) Document {
	d := Document{Model: x.Model, Rules: x.Rules, Seed: x.Seed, Parameters: x.Params, Series: map[string]any{}}
	for i, name := range Columns[x.Model] {
		d.Series[name] = r.series[i]
	}
	if l := x.legitimacy[:r.Steps()+1]; slices.Max(l) > slices.Min(l) {
		d.Series["legitimacy"] = l
	}
	if x.Model == 1 {
		d.Summary = summariseRebellion(x, r)
	} else {
		d.Summary = summariseStrife(r)
	}
	return d
}
