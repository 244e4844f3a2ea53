package experiment

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// Problem is what is wrong with an experiment. Whoever made the experiment knows
// where its path came from: a line of a file, or a flag.
type Problem struct {
	Path    string // such as $.worlds[0].do[1]
	Given   string // what is there; may be empty
	Message string
	Hint    string // may be empty
}

func (p *Problem) Error() string {
	return strings.TrimPrefix(p.Path, "$.") + p.Text()
}

// Text is the problem without its place: " 2000: one agent stands for …".
func (p *Problem) Text() string {
	text := ": " + p.Message
	if p.Given != "" {
		text = " " + p.Given + text
	}
	if p.Hint != "" {
		text += "; " + p.Hint
	}
	return text
}

// Check says what is wrong with an experiment that is complete: the first
// [*Problem].
func (x *Experiment) Check(s *scenario.Scenario) error {
	for _, check := range []func(*scenario.Scenario) error{
		x.checkScenario, x.checkReplicates, x.checkScale, x.checkMode, x.checkTables, x.checkWorlds, x.checkSet, x.checkDesign,
	} {
		if err := check(s); err != nil {
			return err
		}
	}
	return nil
}

func (x *Experiment) checkScenario(s *scenario.Scenario) error {
	switch {
	case x.Version != Version:
		return &Problem{"$.experiment", fmt.Sprint(x.Version), fmt.Sprintf("this version of casus reads documents of version %d", Version), ""}
	case x.Scenario.ID != s.ID:
		return &Problem{"$.scenario.id", fmt.Sprintf("%q", x.Scenario.ID), fmt.Sprintf("the scenario given is %s", s.ID), ""}
	case x.Scenario.Hash != s.Hash:
		return &Problem{"$.scenario.hash", fmt.Sprintf("%.16s", x.Scenario.Hash), fmt.Sprintf("%s, as it is here, has the hash %.16s", s.ID, s.Hash), "give the folder of the scenario that is meant, or leave the hash out to play this one"}
	}
	return nil
}

func (x *Experiment) checkReplicates(*scenario.Scenario) error {
	switch r := x.Replicates; {
	case r.Count < 1 || r.Count > results.MaxReplicates:
		return &Problem{"$.replicates.count", fmt.Sprint(r.Count), fmt.Sprintf("replicates are 1 to %d", results.MaxReplicates), ""}
	case r.First < 0 || r.First > results.MaxReplicates-r.Count:
		return &Problem{"$.replicates.first", fmt.Sprint(r.First), fmt.Sprintf("the first replicate is 0 to %d", results.MaxReplicates-r.Count), ""}
	}
	return nil
}

func (x *Experiment) checkScale(s *scenario.Scenario) error {
	if err := s.CheckScale(x.Scale); err != nil {
		return &Problem{"$.scale", fmt.Sprintf("%g", x.Scale), err.Error(), ""}
	}
	return nil
}

func (x *Experiment) checkMode(s *scenario.Scenario) error {
	switch {
	case x.Mode != sim.Free && x.Mode != sim.Recorded:
		return &Problem{"$.mode", fmt.Sprintf("%q", x.Mode), "free or recorded", ""}
	case x.Mode == sim.Recorded && len(s.Record.Decisions) == 0:
		return &Problem{"$.mode", "recorded", fmt.Sprintf("the record of %s has no decisions to replay", s.ID), "add some to record.yaml, or play in mode free"}
	}
	return nil
}

func (x *Experiment) checkTables(*scenario.Scenario) error {
	if _, err := ensemble.Choose(x.Tables); err != nil {
		return &Problem{"$.tables", "", err.Error(), ""}
	}
	return nil
}

func (x *Experiment) checkWorlds(s *scenario.Scenario) error {
	for i, w := range x.Worlds {
		at := fmt.Sprintf("$.worlds[%d]", i)
		if slices.ContainsFunc(x.Worlds[:i], func(other World) bool { return other.ID == w.ID }) {
			return &Problem{at + ".id", fmt.Sprintf("%q", w.ID), "two worlds have this id, which names their folder", ""}
		}
		if _, err := x.interventions(s, i); err != nil {
			return err
		}
	}
	return nil
}

// interventions are the actions of a world of the scenario, and those that are done beside.
func (x *Experiment) interventions(s *scenario.Scenario, world int) ([]scenario.Intervention, error) {
	w, at := x.Worlds[world], fmt.Sprintf("$.worlds[%d]", world)
	known, ok := s.World(w.ID)
	if !ok {
		return nil, &Problem{at + ".id", "", fmt.Sprintf("unknown world %q", w.ID), source.Meant(w.ID, s.WorldIDs())}
	}
	list, err := s.Interventions(known)
	if err != nil {
		return nil, err
	}
	for j, text := range w.Do {
		v, err := intervention(s, text)
		if err != nil {
			return nil, problem(fmt.Sprintf("%s.do[%d]", at, j), fmt.Sprintf("%q", text), err)
		}
		list = append(list, v)
	}
	if i, e := scenario.Idle(list); e != nil {
		j := max(0, i-len(known.Do))
		return nil, problem(fmt.Sprintf("%s.do[%d]", at, j), fmt.Sprintf("%q", list[i].Text), e)
	}
	return list, nil
}

// intervention reads force:OPTION@HOUR and its kin.
func intervention(s *scenario.Scenario, text string) (v scenario.Intervention, err error) {
	verb, rest, ok := strings.Cut(text, ":")
	option, at, timed := strings.Cut(rest, "@")
	if !ok || verb != "force" && verb != "forbid" || timed && at == "" {
		return v, errors.New("write force:OPTION@HOUR or forbid:OPTION")
	}
	a := scenario.Action{At: scenario.Moment(at)}
	if verb == "force" {
		a.Force = option
	} else {
		a.Forbid = option
	}
	return s.Intervention(a)
}

// problem places an error.
func problem(path, given string, err error) *Problem {
	if e := new(scenario.ActionError); errors.As(err, &e) {
		return &Problem{path, given, e.Message, e.Hint}
	}
	return &Problem{path, given, err.Error(), ""}
}

func (x *Experiment) checkSet(s *scenario.Scenario) error {
	for _, name := range slices.Sorted(maps.Keys(x.Set)) {
		if err := tryParameter(s, name, x.Set[name]); err != nil {
			return problem("$.set."+name, "", err)
		}
		if x.everyWorldSets(s, name) {
			return &Problem{"$.set." + name, "", "the world sets it too, and the value given here is never used", "leave it out"}
		}
	}
	return nil
}

// everyWorldSets reports whether no replicate keeps a value given for all, because each
// world sets the parameter from its start.
func (x *Experiment) everyWorldSets(s *scenario.Scenario, name string) bool {
	for i := range x.Worlds {
		list, err := x.interventions(s, i)
		if err != nil || !slices.ContainsFunc(list, func(v scenario.Intervention) bool {
			return v.Parameter == name && v.Always && !v.CrisisOnly
		}) {
			return false
		}
	}
	return len(x.Worlds) > 0
}

func tryParameter(s *scenario.Scenario, name string, value float64) error {
	_, err := s.Intervention(scenario.Action{Set: name, To: &value})
	return err
}

// checkDesign tries the least and the largest value of each parameter. A replicate
// whose values do not go together fails on its own, and is kept as failed.
func (x *Experiment) checkDesign(s *scenario.Scenario) error {
	d := x.Design
	if d == nil {
		return nil
	}
	if len(d.Parameters) == 0 {
		return &Problem{"$.design.parameters", "", "a design has one parameter or more", "leave the design out"}
	}
	if need := x.Replicates.First + x.Replicates.Count; len(d.Rows) < need {
		return &Problem{"$.design.rows", "", fmt.Sprintf("%d rows for the replicates up to number %d", len(d.Rows), need-1), "row i is that of replicate i; give more rows, or ask for fewer replicates"}
	}
	for i, row := range d.Rows {
		if len(row) != len(d.Parameters) {
			return &Problem{fmt.Sprintf("$.design.rows[%d]", i), "", fmt.Sprintf("%d values for %d parameters", len(row), len(d.Parameters)), ""}
		}
	}
	for k, name := range d.Parameters {
		at := fmt.Sprintf("$.design.parameters[%d]", k)
		if slices.Contains(d.Parameters[:k], name) {
			return &Problem{at, fmt.Sprintf("%q", name), "the design has this parameter twice", ""}
		}
		if _, both := x.Set[name]; both {
			return &Problem{at, fmt.Sprintf("%q", name), "the parameter is set for all replicates too", "leave one of them out"}
		}
		if x.everyWorldSets(s, name) {
			return &Problem{at, fmt.Sprintf("%q", name), "the world sets it too, and the values given here are never used", "leave it out"}
		}
		least, most := d.span(k)
		for _, value := range []float64{least, most} {
			if err := tryParameter(s, name, value); err != nil {
				return problem(at, "", err)
			}
		}
	}
	return nil
}

// span is the least and the largest value of a parameter.
func (d *Design) span(parameter int) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, row := range d.Rows {
		least, most = min(least, row[parameter]), max(most, row[parameter])
	}
	return least, most
}

// Spans gives the least and the largest value to which each parameter is set, in
// some replicate.
func (x *Experiment) Spans() map[string][2]float64 {
	spans := map[string][2]float64{}
	for name, value := range x.Set {
		spans[name] = [2]float64{value, value}
	}
	if x.Design != nil {
		for k, name := range x.Design.Parameters {
			least, most := x.Design.span(k)
			spans[name] = [2]float64{least, most}
		}
	}
	return spans
}

// Settings are those of a world, of a replicate for which there is no design.
func (x *Experiment) Settings(s *scenario.Scenario, world int) (sim.Settings, error) {
	interventions, err := x.interventions(s, world)
	return sim.Settings{Seed: x.Seed, Luck: x.Luck, Scale: x.Scale, Mode: x.Mode, Interventions: interventions, Overrides: maps.Clone(x.Set)}, err
}

// Plan gives the settings of each replicate of a world.
func (x *Experiment) Plan(s *scenario.Scenario, world int) (ensemble.Plan, error) {
	set, err := x.Settings(s, world)
	if x.Design == nil || err != nil {
		return ensemble.Same(set), err
	}
	return func(replicate int) sim.Settings {
		own := set
		own.Overrides = map[string]float64{}
		maps.Copy(own.Overrides, x.Set)
		for k, name := range x.Design.Parameters {
			own.Overrides[name] = x.Design.Rows[replicate][k]
		}
		return own
	}, nil
}
