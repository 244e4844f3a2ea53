package view

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"casus/ensemble"
	"casus/files"
	"casus/report/number"
	"casus/report/wording"
	"casus/scenario"
	"casus/scenario/source"
)

// Trust is what the result rests on, and where the model is wrong.
type Trust struct {
	Parameters []Parameter `json:"parameters"`
	Decisive   []Decisive  `json:"decisive"` // the assumptions that decide, the most decisive first
	Fits       []Entry     `json:"fits"`     // to what priors were fitted, and how
	Record     []Check     `json:"record"`
	Misses     []string    `json:"misses"`   // the largest first
	Hindcast   *Hindcast   `json:"hindcast"` // null unless it was asked for and there is one
	Backtest   *Backtest   `json:"backtest"` // the same
	Waves      *Waves      `json:"waves"`    // null unless scores were asked for
	Limits     []Limit     `json:"limits"`
	Sources    string      `json:"sources"` // Markdown; "" where the scenario names none
	Cited      []string    `json:"cited"`   // the same in short: names alone
	Sentence   string      `json:"sentence"`
}

// Parameter is an uncertain number, and why it is believed to be what it is.
type Parameter struct {
	Name       string  `json:"name"`
	What       string  `json:"what"`  // it is, in words; the name where the scenario does not say
	Room       string  `json:"room"`  // of the model, where it belongs
	Prior      string  `json:"prior"` // what is believed of it before any run, in words
	Low        Number  `json:"low"`   // quantiles of the prior in force: 5, 50 and 95 %
	Median     Number  `json:"median"`
	High       Number  `json:"high"`
	Unit       string  `json:"unit"`
	Source     string  `json:"source"`
	Why        string  `json:"why"`
	Assumption bool    `json:"assumption"` // no source
	Fitted     string  `json:"fitted"`     // to what; "" where it was not
	Usual      bool    `json:"usual"`      // the engine's, which the scenario does not replace
	Set        *Number `json:"set"`        // the value that this run gives it
}

// Check is a number of the record beside the runs.
type Check struct {
	ID         string `json:"id"`
	What       string `json:"what"`
	Unit       string `json:"unit"`
	Record     Number `json:"record"`
	Low        Number `json:"low"` // null where sources do not differ
	High       Number `json:"high"`
	RecordText string `json:"recordText"`
	Model      Spread `json:"model"`
	Inside     string `json:"inside"` // yes, no, too wide; none where no run has it
	Sentence   string `json:"sentence"`
}

// Limit is something that the model cannot say.
type Limit struct {
	Text   string `json:"text"`
	Source string `json:"source"`
}

// SourcesFile is where a scenario says where its data come from.
const SourcesFile = "SOURCES.md"

// trust makes what the result rests on.
func (m *maker) trust() error {
	x := &m.page.Trust
	x.Fits, x.Record, x.Misses, x.Limits, x.Cited = []Entry{}, []Check{}, []string{}, limits, []string{}
	assumptions, fitted := 0, 0
	x.Parameters = ParametersOf(m.s)
	for i := range x.Parameters {
		p := &x.Parameters[i]
		p.Set = m.set(p.Name)
		if p.Fitted != "" {
			fitted++
		} else if p.Assumption {
			assumptions++
		}
	}
	var err error
	if x.Decisive, err = m.decisive(); err != nil {
		return err
	}
	if len(x.Decisive) == 0 {
		m.missing("trust", "No assumption decides: in %s none separates those in which something of weight happens from the others by more than chance would.", number.Of(len(m.ok), "run"))
	}
	if m.s.Fitted != nil {
		for _, f := range m.s.Fitted.Fits {
			x.Fits = append(x.Fits, Entry{f.To, f.Note})
		}
	}
	for _, t := range m.sum.Targets {
		x.Record = append(x.Record, check(t))
	}
	inside, wide := 0, 0
	for _, c := range x.Record {
		switch c.Inside {
		case "yes":
			inside++
		case "too wide":
			wide++
		}
	}
	x.Misses = misses(m.sum.Targets)
	x.Sentence = fmt.Sprintf("%s: %d have been fitted, and %d of the others are assumptions without a source.", number.Of(len(x.Parameters), "parameter"), fitted, assumptions)
	if n := len(x.Record); n > 0 {
		x.Sentence += fmt.Sprintf(" Of %s of the record, %d lie in the 90 %% of runs that they are about", number.Of(n, "number"), inside)
		if wide > 0 {
			x.Sentence += fmt.Sprintf("; for %d that range is too wide to say anything", wide)
		}
		x.Sentence += "."
	} else {
		m.missing("trust", "The record has no numbers with which runs are compared.")
	}
	m.scores()
	if err := m.waves(); err != nil {
		return err
	}
	text, err := files.Read(m.Folder, SourcesFile, source.MaxFileBytes)
	if errors.Is(err, fs.ErrNotExist) {
		m.missing("trust", "The scenario does not say where its data come from (%s).", SourcesFile)
		return nil
	}
	x.Sources, x.Cited = string(text), cited(string(text))
	return err
}

// parameterOf describes a parameter of a scenario.
func parameterOf(s *scenario.Scenario, name string) Parameter {
	p, prior := s.Parameters[name], s.Prior(name)
	_, room := roomOf(name)
	x := Parameter{
		Name: name, What: s.Words(name), Room: room, Prior: wording.Prior(prior), Low: Number(prior.Quantile(0.05)), Median: Number(prior.Quantile(0.5)), High: Number(prior.Quantile(0.95)),
		Unit: p.Unit, Source: p.Source, Why: why(p), Assumption: strings.HasPrefix(p.Source, "assumption"), Usual: p.Usual,
	}
	if fits := s.Fitted.Of(name); len(fits) > 0 {
		x.Fitted = fits[len(fits)-1].To
	}
	return x
}

// why is the reason of what is assumed of a parameter. Where it was fitted to protests, its
// files also have what was assumed before, in the form in which priors are written.
func why(p scenario.Parameter) string {
	if to, _, fitted := strings.Cut(p.Why, "; before: "); fitted {
		return "fitted to " + to
	}
	return p.Why
}

// reason says that in a sentence.
func reason(p scenario.Parameter) string {
	text := capital(why(p))
	switch {
	case p.Why == "":
		text = "No reason is given"
	case text == capital(p.Why):
		text = "Assumed because: " + p.Why
	}
	if p.Source != "" && !strings.HasPrefix(p.Source, "casus ") { // the command that fitted it
		text += " (source: " + p.Source + ")"
	}
	return strings.Replace(text, "(source: assumption)", "(no source)", 1) + "."
}

// set is the value that the run gives a parameter; nil where it is drawn.
func (m *maker) set(name string) *Number {
	for _, set := range strings.Fields(m.Results.Manifest().Settings["set"]) {
		if of, value, _ := strings.Cut(set, "="); of == name {
			if v, err := strconv.ParseFloat(value, 64); err == nil {
				set := Number(v)
				return &set
			}
		}
	}
	return nil
}

func check(t ensemble.TargetRow) Check {
	c := Check{ID: t.ID, What: t.What, Unit: t.Unit, Record: Number(t.Value), Low: orNone(t.Target.Low), High: orNone(t.Target.High), RecordText: recordedText(t.Target), Model: modelled(t)}
	switch {
	case t.Model.N == 0:
		c.Inside = "none"
	case t.Inside:
		c.Inside = "yes"
	case t.TooWide:
		c.Inside = "too wide"
	default:
		c.Inside = "no"
	}
	c.Sentence = fmt.Sprintf("%s: %s in the record; %s in %s.", capital(t.What), c.RecordText, c.Model.Text, number.Of(t.Model.N, "run"))
	if t.Model.N == 0 {
		c.Sentence = fmt.Sprintf("%s: %s in the record; no run has it.", capital(t.What), c.RecordText)
	}
	return c
}

// modelled is what runs have for a target: counts in ones.
func modelled(t ensemble.TargetRow) Spread {
	switch t.Unit {
	case "people", "regions", "places", "events", "day":
		return counts(t.Model)
	}
	return spread(t.Model)
}

// recordedText is the value of a target, and its range where sources differ.
func recordedText(t scenario.Target) string {
	write := func(x float64) string { return number.Grouped(strconv.FormatFloat(x, 'f', -1, 64)) }
	if t.Low == nil || t.High == nil || *t.Low == *t.High {
		return write(t.Value)
	}
	return fmt.Sprintf("%s (%s–%s)", write(t.Value), write(*t.Low), write(*t.High))
}

// misses are the numbers of the record that lie outside of the runs' 90 %, the farthest
// first:
//
//	d = (distance of the record from the interval) / (its width)
//
// on a scale of ln(1 + x), which counts and days share.
func misses(rows []ensemble.TargetRow) []string {
	type miss struct {
		far  float64
		text string
	}
	var list []miss
	for _, t := range rows {
		b, v := t.Model, math.Log1p(t.Value)
		if b.N == 0 || t.Inside || t.TooWide {
			continue
		}
		low, high := math.Log1p(b.Low), math.Log1p(b.High)
		side := "more"
		if t.Value < b.Median {
			side = "less"
		}
		list = append(list, miss{max(low-v, v-high) / (high - low), fmt.Sprintf("%s: the record has %s than 90 %% of runs: %s against %s in %s.", capital(t.What), side, recordedText(t.Target), modelled(t).Text, number.Of(b.N, "run"))})
	}
	slices.SortStableFunc(list, func(a, b miss) int { return cmp.Compare(b.far, a.far) })
	texts := []string{}
	for _, x := range list {
		texts = append(texts, x.text)
	}
	return texts
}

// limits are what the model cannot say, in the words of its description.
var limits = []Limit{
	{"It has no elections, parties or parliaments, and no talks between regime and crowds.", odd},
	{"Its economy is the grievances that a scenario gives; markets and sanctions are left out.", odd},
	{"It has no ethnic or class lines, and so no violence between citizens.", odd},
	{"Protest has no leaders and no organisations, and the police no tactics.", odd},
	{"Everyone's acquaintances form the same network, a ring with long ties.", odd},
	{"Rulers elsewhere have the options of the scenario's own, and what it assumes but for their politics.", odd},
	{"Of the time after a regime falls it knows nothing.", odd},
	{"Rival powers do not act: they oppose a mission, believe in the resolve of the lead nation, and grow.", odd},
	{"Missions leave as a whole, and within weeks unless the scenario says otherwise.", odd},
	{"Later crises end in a foreign mission too often: more often than in the conflicts within states since 1990.", odd},
}

const odd = "docs/odd.md, section 6"
