package view

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"casus/claims"
	"casus/ensemble"
	"casus/experiment"
	"casus/report/number"
	"casus/report/wording"
	"casus/results"
	"casus/scenario"
	"casus/score"
	"casus/sim"
	"casus/stats"
)

// Input is what a page is made from.
type Input struct {
	Scenario *scenario.Scenario
	Folder   fs.FS           // of the scenario
	Results  *results.Reader // of the run that the page is about
	Plan     ensemble.Plan   // the settings of its replicates, some of which are played again
	Worlds   []Beside        // the first is the one against which the others are set; nil where there are none
	Tested   *claims.Report  // the scenario's argument; nil unless it was asked for
	Argues   bool            // the scenario has an argument
	Scores   *score.Scores   // hindcast and back-test; nil unless they were asked for
	Short    bool            // the page is laid out as two
	Workers  int             // runs at once
	// Progress is told how many runs are played again. One function counts, the other ends.
	Progress func(runs int) (count, end func())
}

// paper is said where the page is printed.
const paper = "On paper the numbers behind each figure are left out. They are in the page itself, as a table under each figure, and in the tables of the run, which casus export writes as CSV."

// maker makes a page.
type maker struct {
	Input
	*results.Frame
	s      *scenario.Scenario
	sum    *ensemble.Summary
	runs   map[string][]float64   // columns of the table of runs, by place in Replicates
	ok     []int                  // places of the replicates that did not fail
	first  map[sim.Kind][]float64 // hours at which something first happened, see [maker.firsts]
	told   []told
	others []told    // that only the map plays
	unlike []float64 // by place in Replicates: how far a run is from a typical one
	survey *survey   // of regions by day; nil without boundaries
	page   *Page
}

// outcomes are the columns of the table of runs that pages are made from, beside those
// of the record's targets.
var outcomes = []string{
	"engulfed", "requested", "deployed", "survived_30d", "regions_protest_peak", "peak_participants", "deaths", "detained",
}

// Of makes the page of a run. Runs that are told in full, and for a map of results
// without the table of places some more, are played again.
func Of(ctx context.Context, in Input) (*Page, error) {
	m := &maker{Input: in, s: in.Scenario, runs: map[string][]float64{}}
	if err := m.read(); err != nil {
		return nil, err
	}
	m.page = &Page{
		Format: Format, Short: m.Short, Title: m.s.Title, Summary: summary(m.s), Uncalibrated: Uncalibrated(m.s), Asked: m.asked(), Question: m.question(), Sentence: m.sentence(), Paper: paper, Missing: []Missing{},
	}
	for day := 1; day <= m.s.Clock.CrisisDays; day++ {
		m.page.Dates = append(m.page.Dates, m.s.DateOf(day))
	}
	if err := m.choose(); err != nil {
		return nil, err
	}
	if err := m.playAgain(ctx); err != nil {
		return nil, err
	}
	for _, part := range []func() error{m.story, m.chart, m.timeline, m.decisions, m.differing, m.argument, m.trust} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return m.page, nil
}

// summary says what the scenario is about; where it is of the past, that this is history and
// not what the runs have.
func summary(s *scenario.Scenario) string {
	text := strings.TrimSpace(s.Summary)
	if text == "" || len(s.Record.Events) == 0 {
		return text
	}
	return "What happened in history, which runs need not follow: " + text
}

// ErrNoRuns is for results in which every run failed, or none is kept.
var ErrNoRuns = errors.New("there is no run to tell of")

// read brings in what all parts need.
func (m *maker) read() (err error) {
	if m.Frame, err = results.NewFrame(m.Results); err != nil {
		return err
	}
	if m.sum, err = ensemble.Summarise(m.s, m.Results); err != nil {
		return err
	}
	names := append([]string{}, outcomes...)
	for _, t := range m.s.Record.Targets {
		if t.Outcome != "" {
			names = append(names, t.Outcome)
		}
	}
	columns, err := m.Runs(names...)
	if err != nil {
		return err
	}
	for i, name := range names {
		m.runs[name] = columns[i]
	}
	for place, x := range m.runs["engulfed"] {
		if !math.IsNaN(x) {
			m.ok = append(m.ok, place)
		}
	}
	if len(m.ok) == 0 {
		return ErrNoRuns
	}
	m.first, err = m.firsts()
	return err
}

func (m *maker) missing(screen, format string, args ...any) {
	m.page.Missing = append(m.page.Missing, Missing{Screen: screen, Why: fmt.Sprintf(format, args...)})
}

// flag reports whether a flag of a run is up.
func (m *maker) flag(column string, place int) bool { return m.runs[column][place] > 0 }

// chance is how often a flag is up, of the runs in which it has a value.
func (m *maker) chance(column string) Chance {
	hits, of := 0, 0
	for _, x := range there(m.runs[column]) {
		of++
		hits += int(stats.Indicator(x > 0))
	}
	return chanceOf(stats.ShareOf(hits, of))
}

// Uncalibrated says that priors have not been fitted to the record.
func Uncalibrated(s *scenario.Scenario) string {
	const rest = "The probabilities say what follows from its assumptions, not how often such crises end so."
	switch {
	case s.Fitted == nil:
		return "Uncalibrated: no number of this scenario was fitted to what happened. " + rest
	case s.Fitted.To(scenario.ToRecord) == nil:
		return "Calibrated on the cases of other states only: no number of this scenario was fitted to what happened in it. " + rest
	}
	return ""
}

// Done says in words what the settings of a run do to the crisis, such as
// forbid:dialogue@3d18h.
func Done(s *scenario.Scenario, settings string) string {
	var parts []string
	for _, text := range strings.Fields(settings) {
		what, at, timed := strings.Cut(text, "@")
		how, id, _ := strings.Cut(what, ":")
		name := id
		if k := optionIndex(s, id); k >= 0 {
			name = s.Options[k].Name
		} else if k := slices.IndexFunc(s.Events, func(e scenario.Event) bool { return e.ID == id }); k >= 0 {
			name = s.Events[k].Name
		}
		done := map[string]string{"forbid": "forbidden", "force": "forced"}[how]
		if timed {
			done += map[string]string{"forbid": " from ", "force": " at "}[how] + at
		}
		parts = append(parts, fmt.Sprintf("“%s” is %s", name, done))
	}
	return strings.Join(parts, "; ")
}

// Set says in words which values the settings of a run give to parameters.
func Set(s *scenario.Scenario, settings string) string {
	var parts []string
	for _, text := range strings.Fields(settings) {
		name, value, _ := strings.Cut(text, "=")
		parts = append(parts, fmt.Sprintf("%s = %s", wording.Named(s.Words(name), name), value))
	}
	return strings.Join(parts, "; ")
}

// asked says what was run.
func (m *maker) asked() (list []Entry) {
	add := func(label, value string) {
		if value != "" {
			list = append(list, Entry{label, value})
		}
	}
	man := m.Results.Manifest()
	add("scenario", m.s.ID)
	world := experiment.WorldOf(man)
	if w, _ := m.s.World(world); w.Text != "" {
		world += ": " + w.Text
	}
	add("world", world)
	add("decisions", "by "+wording.Decider(man.Mode))
	add("done to it", Done(m.s, man.Settings["do"]))
	add("set", Set(m.s, man.Settings["set"]))
	add("design", man.Settings["design"])
	runs := number.Count(len(m.Replicates()))
	if m.sum.Failed > 0 {
		runs += fmt.Sprintf(", of which %s failed and are left out: %s", number.Count(m.sum.Failed), m.sum.Failure)
	}
	if !man.IsFinished() {
		runs += fmt.Sprintf(", the first of %s: the run was interrupted", number.Count(man.Replicates))
	}
	add("runs", runs)
	if man.First > 0 {
		add("first run", fmt.Sprint(man.First))
	}
	add("seed", fmt.Sprintf("%d: the same seed gives the same runs", man.Seed))
	add("luck", man.Settings["luck"])
	add("scale", "an agent is "+wording.People(man.Scale))
	add("engine", fmt.Sprintf("version %d of the model, casus %s", man.Engine, man.Casus))
	add("scenario's hash", short(man.ScenarioHash)+": another where its files say something else")
	add("results' hash", short(man.ContentHash)+": the same where all runs are the same")
	return list
}

// short is the beginning of a hash.
func short(hash string) string { return hash[:min(16, len(hash))] }

// question is what the runs were played for.
func (m *maker) question() string {
	done := strings.Trim(Done(m.s, m.Results.Manifest().Settings["do"])+"; "+Set(m.s, m.Results.Manifest().Settings["set"]), "; ")
	if w, _ := m.s.World(experiment.WorldOf(m.Results.Manifest())); len(w.Do) > 0 {
		done = strings.Trim(strings.TrimSuffix(w.Text, ".")+"; "+done, "; ")
	}
	if done != "" {
		done = ", in a world in which this holds: " + done
	}
	return fmt.Sprintf("How far does protest spread in %s in the %s from %s on, does the regime survive them, and do foreign troops come%s?", m.s.State.Name, number.Of(m.s.Clock.CrisisDays, "day"), dateOf(m.s, 1), done)
}

// sentence is the result.
func (m *maker) sentence() string {
	in := func(column string) string { return m.chance(column).Text }
	parts := []string{"protest engulfs the nation in " + in("engulfed")}
	if asked := m.chance("requested"); asked.P > 0 {
		parts = append(parts, "the alliance is asked for help in "+asked.Text, "foreign troops land in "+in("deployed"))
	}
	parts = append(parts, fmt.Sprintf("the regime survives the %d days in %s", m.s.Clock.CrisisDays, in("survived_30d")))
	return fmt.Sprintf("Of %s, %s, %s.", number.Of(len(m.ok), "run"), number.List(parts), conditional)
}
