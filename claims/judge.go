package claims

import (
	"fmt"
	"math"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/stats"
)

// Result is the answer to one claim.
type Result struct {
	Claim
	Kind Kind `json:"kind"`
	// Label is the number of the statement, and which of its claims this is where it has
	// several: S9 (1 of 2).
	Label string `json:"label"`
	// Means is the range of the word; nil for a claim about a mean.
	Means *Range `json:"means,omitempty"`
	// Failed, of all replicates, ended with an error in one of the claim's worlds
	// or as modelled, where their draws are looked at; Judged are those in which
	// the condition held and the outcomes have values.
	Of     int `json:"replicates"`
	Failed int `json:"failed"`
	Judged int `json:"judged"`
	// Holds is how often the claim holds among the replicates judged.
	Holds stats.Share `json:"holds,omitzero"`
	// Probability that the model gives the claim: the share in which it holds. Of a claim
	// about a mean it is the share of replicates whose difference has the sign claimed,
	// those without a difference counting half.
	Probability stats.Share `json:"probability,omitzero"`
	// Horizon is the day by which all that the claim speaks of has happened, YYYY-MM-DD; ""
	// where no day will tell.
	Horizon string `json:"horizon,omitempty"`
	// Effect is what differs, in the unit of the formula: between the worlds,
	// the times, or the groups. Here and There are the two means whose difference
	// it is: in the world and in the one it is set against; of the first time and
	// of the other; of the one group and of the other.
	Effect *stats.Effect `json:"effect,omitempty"`
	Here   *float64      `json:"here,omitempty"`
	There  *float64      `json:"there,omitempty"`
	Unit   string        `json:"unit,omitempty"`
	// Matter is whether the effect is large enough to matter; "" where the claim does not
	// say what would be.
	Matter Matter `json:"matter,omitempty"`
	// Months are the verdicts at other months after the crisis, of a claim about one of them.
	Months  []AtMonth `json:"months,omitempty"`
	Verdict Verdict   `json:"verdict"`
	// Alike is in how many of those judged the two numbers compared are the same.
	Alike int `json:"alike,omitempty"`
	// Tried says whether the model allows another answer; nil where that was not tried.
	Tried *Tried `json:"tried,omitempty"`
	// PutIn: the verdict could not have been otherwise, for no draw tried makes it so.
	PutIn bool `json:"put_in"`
	// Needed is how many replicates in all would decide, if shares and effects
	// stayed what they are; 0 where a hundred thousand judged ones would not.
	Needed int `json:"needed,omitempty"`
	// Reads are the outcomes that the formula reads, a series by its name alone, without those
	// of its condition. Fitted are those of them to whose record priors were fitted.
	Reads  []string `json:"reads"`
	Fitted []string `json:"fitted,omitempty"`
	// Flips are the parameters whose value most separates the replicates in which
	// the claim holds from those in which it fails.
	Flips []Flip `json:"flips"`
	// Why there are no flips, and of those that were looked for the one that comes nearest.
	NoFlips string `json:"no_flips,omitempty"`
	Nearest *Flip  `json:"nearest,omitempty"`
	// Drivers are the parameters with which the difference behind Effect goes most, whether
	// or not they turn the claim.
	Drivers []Driver `json:"drivers"`
}

// Report is an argument tested.
type Report struct {
	Scenario     string `json:"scenario"`
	Title        string `json:"title"`
	About        string `json:"about"`
	Hash         string `json:"hash"` // of the argument: [Argument.Hash]
	Replicates   int    `json:"replicates"`
	Engine       int    `json:"engine"`        // version of the engine that played them
	ScenarioHash string `json:"scenario_hash"` // of the scenario as it was played
	// Probed is on how many draws from wider priors verdicts were tried; 0 where on none.
	Probed int `json:"probed"`
	ensemble.Asked
	Worlds  []string `json:"worlds"`
	Results []Result `json:"claims"`
	Drafts  []Draft  `json:"drafts,omitempty"` // not tested, and in no count of verdicts

	tester *tester     // of [Test]
	judged []judgement // by result
}

// Test judges every claim, from the runs of every world of [Argument.Worlds].
// The runs must have the same replicates.
func Test(a *Argument, worlds map[string]*results.Reader) (*Report, error) {
	list := a.Worlds()
	modelled := worlds[scenario.AsModelled].Manifest()
	report := &Report{
		Scenario: a.scenario.ID, Title: a.scenario.Title, About: a.About, Hash: a.Hash, Worlds: list, Drafts: drafts(a.Drafts),
		Replicates: modelled.Replicates, Engine: modelled.Engine, ScenarioHash: modelled.ScenarioHash, Asked: ensemble.AskedOf(modelled),
	}
	t := &tester{a: a, data: map[string]*data{}}
	for _, id := range list {
		d, err := newData(worlds[id])
		if err != nil {
			return nil, fmt.Errorf("world %s: %w", id, err)
		}
		if err := ensemble.Twins(worlds[id].Manifest(), modelled); err != nil {
			return nil, fmt.Errorf("world %s: %w", id, err)
		}
		t.data[id] = d
	}
	if err := t.draws(); err != nil {
		return nil, err
	}
	report.Results = make([]Result, len(a.Claims))
	labels := labels(a.Claims)
	judged := make([]judgement, len(a.Claims))
	report.tester, report.judged = t, judged
	for i := range a.Claims { // reads tables, one after the other
		var err error
		if report.Results[i], judged[i], err = t.judge(a.Claims[i], &a.compiled[i]); err != nil {
			return nil, fmt.Errorf("claim %s: %w", a.Claims[i].ID, err)
		}
		if report.Results[i].Months, err = t.months(i); err != nil {
			return nil, fmt.Errorf("claim %s: %w", a.Claims[i].ID, err)
		}
		report.Results[i].Label = labels[i]
		report.Results[i].Reads, report.Results[i].Fitted = a.reads(i)
		if day := a.horizon(i); !day.IsZero() {
			report.Results[i].Horizon = day.Format(time.DateOnly)
		}
	}
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for i := range a.Claims {
		g.Go(func() error { return t.flip(&report.Results[i], judged[i], modelled.Seed) })
	}
	return report, g.Wait()
}

// labels tell claims apart that are on one statement.
func labels(list []Claim) []string {
	all, seen := map[string]int{}, map[string]int{}
	for _, k := range list {
		all[k.Statement]++
	}
	out := make([]string, len(list))
	for i, k := range list {
		out[i] = k.Statement
		if seen[k.Statement]++; all[k.Statement] > 1 {
			out[i] += fmt.Sprintf(" (%d of %d)", seen[k.Statement], all[k.Statement])
		}
	}
	return out
}

type tester struct {
	a     *Argument
	data  map[string]*data
	names []string    // of the parameters
	drawn [][]float64 // by parameter and replicate, in the world as modelled
}

// draws reads the parameters of all replicates.
func (t *tester) draws() (err error) {
	t.names = t.a.scenario.ParameterNames()
	t.drawn, err = t.data[scenario.AsModelled].frame.Runs(t.names...)
	return err
}

// judgement is a claim in each replicate that can be judged.
type judgement struct {
	replicates []int
	holds      []bool
	// What the claim compares, where both have values: in which replicates, and by how much
	// they differ.
	compared    []int
	differences []float64
}

// judge finds in which replicates a claim holds, and gives the verdict.
func (t *tester) judge(k Claim, c *compiled) (Result, judgement, error) {
	here, there, modelled := t.data[k.World], t.data[k.Against], t.data[scenario.AsModelled]
	r := Result{Claim: k, Kind: c.kind, Of: here.n, Unit: c.unit, Flips: []Flip{}, Drivers: []Driver{}}
	if !c.mean {
		r.Means = &c.Range
	}
	n := len(t.a.scope.outcomes)
	env := make([]float64, 2*n)
	type slot struct {
		at     int
		values []float64
	}
	var slots []slot
	for _, name := range c.names {
		o, across := t.a.scope.outcome(name)
		at := t.a.scope.index[o.Name]
		for w, d := range []*data{here, there} {
			if d == nil || w == 0 && across || w == 1 && !across && c.kind != Difference {
				continue
			}
			x, err := d.of(o)
			if err != nil {
				return r, judgement{}, err
			}
			slots = append(slots, slot{at + w*n, x})
		}
	}
	var j judgement
	var left, right []float64
	var with, without []bool
	var favours []float64
	ties := false
	for rep := range here.n {
		if here.failed[rep] || there != nil && there.failed[rep] || modelled.failed[rep] {
			r.Failed++
			continue
		}
		for _, s := range slots {
			env[s.at] = s.values[rep]
		}
		if c.given != nil && !c.given(env) {
			continue
		}
		a, b, holds, can := c.in(env, n)
		if !can {
			continue
		}
		if c.event != nil && c.kind == Difference {
			with, without = append(with, a > 0), append(without, b > 0)
		}
		if finite(a) && finite(b) {
			d := stats.Difference(a, b)
			if c.kind == Order { // by how much the first is ahead
				d = -d
			}
			j.compared, j.differences = append(j.compared, rep), append(j.differences, d)
			left, right = append(left, a), append(right, b)
		}
		holds = holds && (k.By == 0 || c.kind == Order || c.sign*stats.Difference(a, b) >= k.By)
		j.replicates, j.holds = append(j.replicates, rep), append(j.holds, holds)
		x := stats.Indicator(holds)
		if a == b && (c.kind == Difference || c.kind == Groups) {
			if r.Alike++; c.mean && k.By == 0 {
				x, ties = 0.5, true
			}
		}
		favours = append(favours, x)
	}
	r.Judged = len(j.holds)
	r.Holds = stats.ShareOf(count(j.holds), r.Judged)
	if r.Probability = r.Holds; ties {
		r.Probability = stats.MeanOf(favours)
	}
	if len(left) > 0 && c.kind != Probability && c.kind != Conditional {
		here, there := stats.Mean(left), stats.Mean(right)
		r.Here, r.There = &here, &there
	}
	switch {
	case with != nil:
		e := stats.RiseOf(with, without)
		r.Effect = &e
	case r.Here != nil:
		if c.kind == Order { // by how much the first is ahead
			left, right = right, left
		}
		e := stats.EffectOf(left, right)
		r.Effect = &e
	}
	r.decide(c)
	r.Matter = r.matter(c)
	return r, j, nil
}

// in judges a claim in the replicate whose outcomes an environment holds: the
// two numbers that it compares, whether it holds, and whether it can be judged.
// A number that has no value cannot be compared; only the first of two times
// may be missing, and has then not come first.
func (c *compiled) in(env []float64, n int) (a, b float64, holds, can bool) {
	switch {
	case c.kind == Difference && c.event != nil:
		a, b = stats.Indicator(c.event(env[:n])), stats.Indicator(c.event(env[n:]))
		return a, b, c.sign*(a-b) > 0, true
	case c.kind == Difference:
		a, b = c.left(env[:n]), c.left(env[n:])
		return a, b, c.sign*stats.Difference(a, b) > 0, finite(a) && finite(b)
	case c.kind == Order:
		a, b = c.left(env), c.right(env)
		return a, b, a < b, finite(b)
	case c.kind == Groups:
		a, b = c.left(env), c.right(env)
		return a, b, stats.Difference(a, b) > 0, finite(a) && finite(b)
	}
	return math.NaN(), math.NaN(), c.event(env), true
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// decide gives the verdict, and says how many replicates would decide.
func (r *Result) decide(c *compiled) {
	if r.Failed == r.Of {
		r.Verdict = Unplayed
		return
	}
	judged := 0
	if c.mean {
		e := stats.Effect{}
		if r.Effect != nil {
			e = *r.Effect
		}
		if c.sign < 0 {
			e.Mean, e.Low, e.High = -e.Mean, -e.High, -e.Low
		}
		if r.Verdict = JudgeEffect(r.By, e); r.Verdict == Undecided {
			judged = NeededEffect(r.By, e)
		}
	} else if r.Verdict = Judge(c.Range, r.Holds); r.Verdict == Undecided {
		judged = Needed(c.Range, r.Holds)
	}
	if judged > 0 {
		r.Needed = int(math.Ceil(float64(judged) * float64(r.Of-r.Failed) / float64(r.Judged)))
	}
}

// flip looks for the parameters on which a claim turns, and with which what it compares
// differs.
func (t *tester) flip(r *Result, j judgement, seed uint64) (err error) {
	if r.Drivers, err = t.drivers(j, seed); err != nil {
		return fmt.Errorf("claim %s: %w", r.ID, err)
	}
	hits := count(j.holds)
	switch {
	case r.Failed == r.Of:
		r.NoFlips = "every run failed"
	case r.Judged == 0:
		r.NoFlips = "no run can be judged"
	case hits == r.Judged:
		r.NoFlips = "it holds in every run judged, whatever the assumptions"
	case hits == 0:
		r.NoFlips = "it fails in every run judged, whatever the assumptions"
	case min(hits, r.Judged-hits) < stats.FewestDraws:
		r.NoFlips = fmt.Sprintf("it holds in %d of the %d runs judged: too few on one side to look for assumptions", hits, r.Judged)
	}
	if r.NoFlips != "" {
		return nil
	}
	if r.Flips, r.Nearest, err = t.flips(j, seed); err != nil {
		return fmt.Errorf("claim %s: %w", r.ID, err)
	}
	if len(r.Flips) == 0 {
		r.NoFlips = "no assumption separates the runs in which it holds from the others by more than chance would"
	}
	return nil
}

// Always reports whether a claim holds, or fails, in every replicate judged: then
// it follows from how the model is built and not from the numbers in it.
func (r *Result) Always() bool {
	return r.Means != nil && r.Judged > 0 && r.Verdict != Undecided && (r.Holds.P == 0 || r.Holds.P == 1)
}

// Because gives the step of the rule that led to the verdict.
func (r *Result) Because() string {
	switch {
	case r.Failed == r.Of:
		return "Every run of one of its worlds, or as modelled, ended with an error."
	case r.Judged == 0:
		return "No run can be judged."
	case r.Means == nil && r.Judged < fewestPairs:
		return fmt.Sprintf("Fewer than %d runs can be judged, too few for a mean.", fewestPairs)
	}
	if r.Means == nil {
		border := r.By
		if r.Falls != "" && border != 0 { // there is no -0
			border = -border
		}
		switch r.Verdict {
		case Consistent:
			return fmt.Sprintf("The whole interval of the effect lies beyond %g, in the direction claimed.", border)
		case Contradicted:
			return "The interval of the effect lies on the other side of 0, or there is no effect in any run."
		case Weaker:
			return fmt.Sprintf("The interval of the effect does not reach %g.", border)
		}
		return "The interval of the effect holds 0, or what is claimed at least."
	}
	l, u, w, side := 100*r.Holds.Low, 100*r.Holds.High, *r.Means, "above"
	if r.Holds.High < w.Low {
		side = "below"
	}
	interval := fmt.Sprintf("The interval, %.1f to %.1f %%,", l, u)
	switch r.Verdict {
	case Consistent:
		return fmt.Sprintf("%s lies within the range, %s.", interval, w)
	case Undecided:
		return fmt.Sprintf("%s lies across a border of the range, %s.", interval, w)
	case Contradicted:
		if w.Low < even.Low && w.High > even.High {
			return fmt.Sprintf("%s lies outside of the range, %s.", interval, w)
		}
		return fmt.Sprintf("%s lies far %s the range, %s: rather the contrary.", interval, side, w)
	}
	return fmt.Sprintf("%s lies %s the range, %s.", interval, side, w)
}
