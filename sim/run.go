// Package sim is the clock: it couples society, regime, alliance and
// relations, hour by hour in the crisis and month by month after it, and runs
// one replicate from draw to trace.
//
// [Run] is its one verb. crisis.hour reads as the schedule of an hour; each
// room sees only what the others have published in the hour before.
package sim

import (
	"context"
	"fmt"
	"math"
	"slices"

	"casus/alliance"
	"casus/luck"
	"casus/regime"
	"casus/relations"
	"casus/scenario"
	"casus/society"
)

// Mode says who takes the decisions.
type Mode string

// In mode free the choices are the model's; in mode recorded the record's
// decisions are taken at the record's times and no others.
const (
	Free     Mode = "free"
	Recorded Mode = "recorded"
)

// Settings of a run.
type Settings struct {
	Seed          uint64
	Scale         float64
	Mode          Mode
	Interventions []scenario.Intervention
	Overrides     map[string]float64 // parameters set to a value
	Crowds        bool               // keep what coders of protests could read of each day's crowds

	// Neither changes a trace: goroutines that share an hour of one replicate,
	// and the plain code for citizens, to check the fast one against.
	Workers int
	Plain   bool
}

// world is one replicate while it runs.
type world struct {
	ctx         context.Context
	s           *scenario.Scenario
	d           *scenario.Draw
	lk          luck.Replicate
	mode        Mode
	settings    Settings
	relations   *relations.Relations
	cohortShare []float64 // of the nation
	trace       *Trace
	options     []regime.Option
	regime      regime.Coefficients
	env         []float64     // of the expressions of vignettes
	recorded    map[int][]int // hour to options
	since       []int         // by intervention: hour of the crisis since which it holds, or not yet
	real        []float64     // the environment of their conditions; nil if there are none
	fallen      int           // month in which the regime fell, or -1
	staying     []*crisis     // those whose missions have outlasted them
	charter     alliance.Charter
	members     []alliance.Member
	alliance    alliance.Coefficients
}

// Run runs replicate index of the scenario. The same arguments give the same
// trace, on any machine of the same architecture.
func Run(ctx context.Context, s *scenario.Scenario, index int, set Settings) (*Trace, error) {
	lk := luck.Of(set.Seed, index)
	d, err := s.Draw(lk, fromTheStart(&set, false))
	if err != nil {
		return nil, err
	}
	w := &world{
		ctx: ctx, s: s, d: d, lk: lk, mode: set.Mode, settings: set, fallen: -1, since: make([]int, len(set.Interventions)),
		trace: &Trace{Index: index}, env: d.Environment(), recorded: map[int][]int{},
	}
	w.await()
	for _, r := range s.Record.Decisions {
		h, err := s.Hour(r.At)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(s.Options, func(o scenario.Option) bool { return o.ID == r.Option })
		w.recorded[h] = append(w.recorded[h], i)
	}
	if err := w.befriend(); err != nil {
		return nil, err
	}
	w.bind()
	w.convene()
	if w.trace.Before, err = w.month(Before); err != nil {
		return nil, err
	}
	if err := w.forTheCrisis(true); err != nil {
		return nil, err
	}
	w.trace.Values = slices.Clone(d.Values)
	t := home(s, d, lk)
	c := newCrisis(w, t, -1, s.Clock.CrisisDays, society.How{Scale: set.Scale, Workers: set.Workers, Plain: set.Plain}, lk, &w.trace.Outcome)
	if err := c.play(); err != nil {
		return nil, err
	}
	c.close()
	if c.fell != "" {
		w.fallen = 0
	}
	if err := w.remember(c); err != nil {
		return nil, err
	}
	if err := w.forTheCrisis(false); err != nil {
		return nil, err
	}
	if err := w.aftermath(); err != nil {
		return nil, err
	}
	return w.trace, nil
}

// befriend sets up relations as they are before the crisis.
func (w *world) befriend() error {
	s, d := w.s, w.d
	people := 0.0
	w.cohortShare = make([]float64, len(s.Society.Cohorts))
	for _, p := range s.Places {
		people += p.Population
		for c, q := range s.Society.Regions[p.Region].Cohorts {
			w.cohortShare[c] += p.Population * d.Value(q)
		}
	}
	sum := 0.0
	for c := range w.cohortShare {
		w.cohortShare[c] /= people
		sum += w.cohortShare[c]
	}
	if math.Abs(sum-1) > 1e-6 {
		return fmt.Errorf("the shares of the cohorts sum to %g, not 1", sum)
	}
	r := &s.Relations
	config := relations.Config{
		Style: d.Value(r.Style), Cooperation: d.Value(r.Cooperation), Resolve: d.Value(r.Resolve), Capability: d.Value(r.Capability),
	}
	for _, p := range r.Powers {
		config.Powers = append(config.Powers, relations.Power{
			ID: p.ID, Lead: p.Lead, West: p.West, Weight: d.Value(p.Weight), Growth: d.Value(p.Growth), Alignment: d.Value(p.Alignment),
		})
	}
	for _, p := range r.States {
		config.States = append(config.States, relations.State{
			ID: p.ID, Member: p.Member, Target: p.Target, Likeness: d.Value(p.Likeness),
			CrisisRate: d.Value(p.CrisisRate), Reliability: [2]float64{d.Value(p.ReliabilityA), d.Value(p.ReliabilityB)}, Fear: d.Value(p.Fear),
		})
	}
	for i, k := range s.Society.Cohorts {
		config.Cohorts = append(config.Cohorts, relations.Cohort{
			ID: k.ID, Popularity: d.Value(k.Popularity), Salience: d.Value(k.Salience), Share: w.cohortShare[i] / sum,
		})
	}
	for _, i := range r.Issues {
		issue := relations.Issue{ID: i.ID, Gain: d.Value(i.Gain), External: d.Value(i.External)}
		for _, q := range i.Cost {
			issue.Cost = append(issue.Cost, d.Value(q))
		}
		config.Issues = append(config.Issues, issue)
	}
	var err error
	w.relations, err = relations.New(config, relations.Coefficients{}, w.lk)
	return err
}

// bind gives the rooms that outlast a crisis their coefficients.
func (w *world) bind() {
	var co relations.Coefficients
	w.d.Bind("relations", &co)
	w.relations.Set(co)
	w.d.Bind("regime", &w.regime)
	w.d.Bind("alliance", &w.alliance)
}

// beliefs of the ruler of a state, as they stand.
func (w *world) beliefs(state int) relations.Beliefs { return w.relations.Beliefs(state) }

// rules maps the names of decision rules.
var rules = map[string]alliance.Rule{"consensus": alliance.Consensus, "majority": alliance.Majority, "lead_nation": alliance.LeadNation}

// convene sets up the alliance, and what governments can do.
func (w *world) convene() {
	a, d := &w.s.Alliance, w.d
	w.options, w.members = d.RegimeOptions(), nil
	w.charter = alliance.Charter{Rule: rules[a.Rule], Standing: a.Standing, Crowds: a.Mandate == "crowds"}
	for _, m := range a.Members {
		w.members = append(w.members, alliance.Member{
			ID: m.ID, Lead: m.Lead, Target: m.Target, Pledge: d.Value(m.Pledge), Capability: d.Value(m.Capability),
			Readiness: d.Value(m.Readiness), Distance: m.Distance, Likeness: d.Value(m.Likeness), Contagion: d.Value(m.Contagion),
			Alignment: d.Value(m.Alignment), Stake: d.Value(m.Stake), DomesticCost: d.Value(m.DomesticCost), Insurance: d.Value(m.Insurance),
		})
	}
}

// unilateral says whether the lead comes alone, without the alliance: the
// charter's lever for counterfactuals.
func (w *world) unilateral() bool { return w.alliance.Alone > 0 }

// leads says whether a state is the alliance's lead nation.
func (w *world) leads(state string) bool {
	return slices.ContainsFunc(w.members, func(m alliance.Member) bool { return m.Lead && m.ID == state })
}

// stateOf gives the index among the states of relations of a member.
func (w *world) stateOf(member string) int {
	return slices.IndexFunc(w.s.Relations.States, func(p scenario.Peer) bool { return p.ID == member })
}

// meanFear is the mean fear of the hegemon among the members.
func (w *world) meanFear() float64 {
	sum := 0.0
	for _, m := range w.members {
		sum += w.beliefs(w.stateOf(m.ID)).Fear / float64(len(w.members))
	}
	return sum
}
