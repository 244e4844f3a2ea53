// Package eventstudy estimates what interventions, refusals and repression did to how
// states vote in the General Assembly of the United Nations: to the target's nearness to
// the lead and to its rival, and to that of the lead's other members and of the target's
// neighbours.
//
// The design is a stacked difference in differences (Cengiz, Dube, Lindner and Zipperer
// 2019, Quarterly Journal of Economics 134, 1405): each event has controls of its own that
// no event touches within the window, so that an early event is never the control of a
// late one, which is what goes wrong with two-way fixed effects where treatment is
// staggered. With one path for each event and equal weights it is the mean of the
// group-time effects of Callaway and Sant'Anna (2021, Journal of Econometrics 225, 200).
// State and year effects within a stack are taken out by construction.
//
// [Run] does all of it; whether an estimate can be believed is said by the trend before
// the event and by placebo dates ([Effect.Clean]). [Study.Priors] turns effects into priors of
// the model, and says where the data say nothing.
package eventstudy

import (
	"context"
	"fmt"
	"slices"

	"casus/luck"
	"casus/score/cases"
	"casus/score/history"
	"casus/score/protests"
)

// Before is the first year that is not read: what came after January 2022 is kept for
// scoring.
const Before = 2022

// Outcome is whose nearness to whom.
type Outcome string

// The outcomes.
const (
	TargetToLead     Outcome = "target_to_lead"
	TargetToRival    Outcome = "target_to_rival"
	MembersToLead    Outcome = "members_to_lead"    // other members of what the lead leads
	NeighboursToLead Outcome = "neighbours_to_lead" // by land, of the target
)

// Outcomes lists them.
func Outcomes() []Outcome {
	return []Outcome{TargetToLead, TargetToRival, MembersToLead, NeighboursToLead}
}

// Settings of a study.
type Settings struct {
	Placebos int // draws of placebo dates
	Seed     uint64
}

// Command prints the priors of a study with these settings again.
func (s Settings) Command() string {
	return fmt.Sprintf("casus study --priors --placebos %d --seed %d", s.Placebos, s.Seed)
}

// FewestPlacebos and UsualPlacebos are draws of placebo dates.
const (
	FewestPlacebos = 100
	UsualPlacebos  = 500
)

// Study is what was found.
type Study struct {
	Before  int       `json:"before"` // first year that is not read
	Seed    uint64    `json:"seed"`
	Slope   float64   `json:"slope"` // agreement per unit of distance of ideal points
	Events  []Event   `json:"events"`
	Effects []Effect  `json:"effects"`
	Silent  []Silence `json:"silent"` // what could not be estimated

	names              map[string]string // of states
	past               *history.Past     // what was read
	states             []*history.State  // in order
	treated, repressed map[string][]int  // years of events, by target
}

// Silence is an effect that the data do not give.
type Silence struct {
	Kind    Kind    `json:"kind"`
	Outcome Outcome `json:"outcome"`
	Measure Measure `json:"measure"`
	Why     string  `json:"why"`
}

// Effect is what an event of a kind did to an outcome.
type Effect struct {
	Kind    Kind    `json:"kind"`
	Outcome Outcome `json:"outcome"`
	Measure Measure `json:"measure"`
	// Path has a point for each year from −5 to +5.
	Path []Point `json:"path"`
	// Years are the estimates at 1, 2 and 5 years after, and the mean of years 1 to 2 and
	// 1 to 5.
	Years []Span `json:"years"`
	// Trend is the slope before the event, in agreement a year; P is its p-value.
	Trend   Estimate `json:"trend"`
	TrendP  float64  `json:"trend_p"`
	Placebo Placebo  `json:"placebo"`
	// Without is in how many of the estimates of years 1 to 5 without one state the interval
	// lies on the same side of zero as it does, or holds zero if it does.
	Without int `json:"same_without_one_state"`
	// Calm is the mean share of the controls that are neither neighbours of the target nor
	// members with it, before those are chosen whose votes were most alike.
	Calm float64 `json:"calm_controls"`
}

// Point of a path.
type Point struct {
	Year int `json:"year"` // from the event
	Estimate
}

// Span is the mean over years from the event.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
	Estimate
}

// windows are the years of which estimates are printed. The last but one is what placebo
// dates are held against.
var windows = [][2]int{{1, 1}, {2, 2}, {5, 5}, {1, 2}, {1, 5}}

// tested is the window that placebo dates test.
var tested = windows[4]

// Run estimates all effects from what happened before [Before].
func Run(ctx context.Context, all *history.Past, list []cases.Case, protested []protests.Protest, set Settings, progress func()) (*Study, error) {
	s := &Study{Before: Before, Seed: set.Seed, past: all.Before(Before), names: map[string]string{}}
	for code, x := range all.States {
		s.names[code] = x.Name
	}
	var early []cases.Case
	for _, k := range list {
		if k.Year < Before {
			early = append(early, k)
		}
	}
	waves, _ := protests.Split(slices.DeleteFunc(slices.Clone(protested), func(p protests.Protest) bool { return p.Start.Year() >= Before }))
	var err error
	if s.Slope, err = slope(s.past); err != nil {
		return nil, err
	}
	if s.Events, err = events(s.past, early, waves); err != nil {
		return nil, err
	}
	s.index()
	for _, kind := range Kinds() {
		for _, outcome := range Outcomes() {
			for _, m := range []Measure{Closeness, Agreement} {
				if err := ctx.Err(); err != nil {
					return nil, err
				}
				if err := s.add(kind, outcome, m, set); err != nil {
					return nil, err
				}
				progress()
			}
		}
	}
	return s, nil
}

// Steps is how often Run calls progress.
func Steps() int { return len(Kinds()) * len(Outcomes()) * 2 }

// add estimates one effect, or notes why it cannot be.
func (s *Study) add(kind Kind, outcome Outcome, m Measure, set Settings) error {
	silent := func(why string, args ...any) error {
		s.Silent = append(s.Silent, Silence{kind, outcome, m, fmt.Sprintf(why, args...)})
		return nil
	}
	if kind == Demand {
		return silent("nobody has coded demands of leads and the answers to them")
	}
	if kind == Repression && outcome != TargetToLead && outcome != TargetToRival {
		return silent("repression at home is no act of the lead")
	}
	var panel Panel = closeness{s.past, s.Slope}
	if m == Agreement {
		panel = agreement{s.past}
	}
	var stacks []*Stack
	var kept []Event
	for _, e := range s.Events {
		if e.Kind != kind {
			continue
		}
		if x := s.stack(e, outcome, e.Year); x != nil {
			stacks, kept = append(stacks, x), append(kept, e)
		}
	}
	x := Effect{Kind: kind, Outcome: outcome, Measure: m}
	clusters, paths := make([]string, len(stacks)), make([]path, len(stacks))
	for i, st := range stacks {
		clusters[i], paths[i] = st.Cluster, st.path(panel)
		x.Calm += st.Calm / float64(len(stacks))
	}
	lot := luck.Of(set.Seed, 0).For(fmt.Sprintf("eventstudy/%s/%s/%s", kind, outcome, m))
	pick := func(of func(path) float64) []float64 {
		v := make([]float64, len(paths))
		for i, p := range paths {
			v[i] = of(p)
		}
		return v
	}
	for k := -Window; k <= Window; k++ {
		e, ok := estimate(clusters, pick(func(p path) float64 { return p.over(k, k) }))
		if !ok {
			return silent("%d events in %d states have votes and controls at year %d; %d states are needed", e.Events, e.Clusters, k, fewestClusters)
		}
		x.Path = append(x.Path, Point{k, e})
	}
	for _, w := range windows {
		v := pick(func(p path) float64 { return p.over(w[0], w[1]) })
		e, ok := estimate(clusters, v)
		if !ok {
			return silent("%d events in %d states have votes and controls", e.Events, e.Clusters)
		}
		e, err := e.resampled(clusters, v, lot)
		if err != nil {
			return err
		}
		x.Years = append(x.Years, Span{w[0], w[1], e})
	}
	trend, ok := estimate(clusters, pick(path.trend))
	if !ok {
		return silent("%d events in %d states have votes in four of the five years before", trend.Events, trend.Clusters)
	}
	x.Trend, x.TrendP = trend, trend.chance()
	x.Without = same(clusters, pick(func(p path) float64 { return p.over(tested[0], tested[1]) }), x.Years[4].Estimate)
	x.Placebo = s.placebo(kept, outcome, panel, x.Years[4].Estimate, set.Placebos, lot)
	s.Effects = append(s.Effects, x)
	return nil
}

// Name is what a state is called.
func (s *Study) Name(code string) string { return s.names[code] }
