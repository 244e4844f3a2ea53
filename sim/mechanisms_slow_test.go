//go:build slow

package sim_test

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"
	"gonum.org/v1/gonum/stat"

	"casus/scenario"
	"casus/sim"
)

// arm is one side of a comparison: the reference scenario with parameters set
// (--set), options forced or forbidden (--do), or a word of scenario.yaml
// changed, all as a user could.
type arm struct {
	set  map[string]float64
	do   []scenario.Intervention
	edit []string // old, new, old, new …
	runs int      // replicates, where the usual number is too few for a small effect
}

func set(pairs ...any) arm {
	a := arm{set: map[string]float64{}}
	for i := 0; i < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case int:
			a.set[pairs[i].(string)] = float64(v)
		case float64:
			a.set[pairs[i].(string)] = v
		}
	}
	return a
}

func forbid(option string) arm {
	return arm{do: []scenario.Intervention{{Forbid: true, Option: option, Always: true}}}
}

// force takes an option as soon as it can be.
func force(option string) arm {
	return arm{do: []scenario.Intervention{{Option: option, Always: true}}}
}

func edit(pairs ...string) arm { return arm{edit: pairs} }

// with adds what another arm does.
func (a arm) with(b arm) arm {
	out := arm{set: map[string]float64{}, do: slices.Concat(a.do, b.do), edit: slices.Concat(a.edit, b.edit), runs: max(a.runs, b.runs)}
	for _, m := range []map[string]float64{a.set, b.set} {
		for k, v := range m {
			out.set[k] = v
		}
	}
	return out
}

// mechanism is a row of the mission's table.
type mechanism struct {
	statement, what string
	off             arm
	given           arm // on both sides
	outcome         string
	of              func(*sim.Trace) (float64, bool)
	falls           bool // the outcome is lower without the mechanism; otherwise higher
}

const (
	rises, drops = false, true
	replicates   = 200
	testScale    = 200
)

func column(name string) func(*sim.Trace) (float64, bool) {
	return func(t *sim.Trace) (float64, bool) { return t.Target(scenario.Target{Outcome: name}) }
}

func always(f func(*sim.Trace) float64) func(*sim.Trace) (float64, bool) {
	return func(t *sim.Trace) (float64, bool) { return f(t), true }
}

// at gives something of the state of relations after some months.
func at(month int, f func(sim.Month) float64) func(*sim.Trace) (float64, bool) {
	return func(t *sim.Trace) (float64, bool) { return f(t.Months[month]), true }
}

// share is a flag given another.
func share(flag, given string) func(*sim.Trace) (float64, bool) {
	return func(t *sim.Trace) (float64, bool) {
		if g, ok := column(given)(t); !ok || g == 0 {
			return 0, false
		}
		return column(flag)(t)
	}
}

// parted is how far a run is from half violent: the square of what the violent share of
// the regions with protest, over all days, differs from a half.
func parted(t *sim.Trace) float64 {
	violent, protest := 0.0, 0.0
	for _, d := range t.Days {
		violent, protest = violent+d.ViolentRegions, protest+d.Regions
	}
	if protest == 0 {
		return 0
	}
	x := min(1, violent/protest) - 0.5
	return x * x
}

func mean(x []float64) float64 { return stat.Mean(x, nil) }

// others is the mean P(request) of the rulers who are not the target's.
func others(m sim.Month) float64 {
	sum, n := 0.0, 0.0
	for _, p := range m.Requests {
		if !math.IsNaN(p) {
			sum += p
			n++
		}
	}
	return sum / n
}

func most(f func(sim.Day) float64) func(*sim.Trace) (float64, bool) {
	return func(t *sim.Trace) (float64, bool) {
		top := 0.0
		for _, d := range t.Days {
			top = max(top, f(d))
		}
		return top, true
	}
}

// damage is looting, arson and seizures together.
func damage(t *sim.Trace) float64 { return t.Outcome.Looting + t.Outcome.Arson + t.Outcome.Seizures }

// logCrowd keeps one enormous run from deciding.
func logCrowd(t *sim.Trace) float64 { return math.Log1p(t.Outcome.PeakCrowd) }

// crowdDays is the log of the sum of the days' crowds.
func crowdDays(t *sim.Trace) float64 {
	sum := 0.0
	for _, d := range t.Days {
		sum += d.Participants
	}
	return math.Log1p(sum)
}

// gap is how much more support the younger cohort has lost than the older.
func gap(t *sim.Trace) float64 {
	p := t.Months[0].State.Popularity
	return p[0] - p[1]
}

func mechanisms() []mechanism {
	var list []mechanism
	add := func(statement, what string, off arm, outcome string, of func(*sim.Trace) (float64, bool), falls bool, given ...arm) {
		m := mechanism{statement: statement, what: what, off: off, outcome: outcome, of: of, falls: falls}
		for _, g := range given {
			m.given = m.given.with(g)
		}
		list = append(list, m)
	}
	const none = 0

	add("S1", "price shock by region", set("society.shock", none), "log of the largest crowd", always(logCrowd), drops)
	add("S1", "diffusion by ties", set("society.tie_weight", none), "log of the first day's crowd", always(func(t *sim.Trace) float64 { return math.Log1p(t.Days[0].Participants) }), drops, arm{runs: 600})
	add("S1", "diffusion by media and sparks", set("society.media_weight", none, "society.spark_rate", none), "most regions with protest", column("regions_protest_peak"), drops)

	add("S1", "protests go on by choice", set("society.again", none), "log of the largest crowd", always(logCrowd), drops)
	add("S1", "calls go to several places", set("society.reach", none), "log of the largest crowd", always(logCrowd), drops)
	add("S1", "people go home", set("society.stay", 240), "log of the largest crowd", always(logCrowd), rises)
	add("S1", "officers disperse crowds", set("regime.posture", none), "log of the people out in all days", always(crowdDays), rises, arm{runs: 600})
	add("S1", "the risk of arrest", set("society.arrest_cost", none), "log of the largest crowd", always(logCrowd), rises)
	add("S1", "fear of those who beat and shoot", set("society.fear_gain", none), "log of the largest crowd", always(logCrowd), rises, set("society.fear_gain", 5), arm{runs: 600})
	add("S1", "anger at them", set("society.death_anger", none), "largest political loss", most(func(d sim.Day) float64 { return d.Political }), drops, set("society.death_anger", 0.1, "society.beating", 0.01))
	add("S1", "a curfew keeps people at home", set("society.curfew", none), "log of the people out in all days", always(crowdDays), rises, set("society.curfew", 0.7), force("emergency_nationwide"))
	add("S1", "and may be defied", set("society.curfew", none), "log of the people out in all days", always(crowdDays), drops, set("society.curfew", -0.4), force("emergency_nationwide"), arm{runs: 600})
	add("S1", "a blackout brings neighbours together", set("society.outage", none), "log of the largest crowd", always(logCrowd), drops, force("cut_communications"), arm{runs: 600})
	add("S1", "open communications carry the news", force("cut_communications"), "log of the largest crowd", always(logCrowd), drops, set("society.outage", none))

	add("S2", "political grievance apart from economic", set("society.political_gain", none), "largest political share", most(func(d sim.Day) float64 { return d.Theta }), drops)
	add("S2", "political grievance apart from economic", set("society.political_gain", none), "log of the largest crowd", always(logCrowd), drops)
	add("S2", "a target of the political part", set("society.target_share", none), "political loss on the last day", always(func(t *sim.Trace) float64 { return t.Days[len(t.Days)-1].Political }), rises)

	add("S3", "dual power splits the forces' loyalty", set("forces.split", none, "forces.lethal_strain", none), "largest share of forces that stand aside", column("melted_peak"), drops)

	add("S4", "perceived threat moves the ruler", set("threat.control", none, "threat.centre", none, "threat.sites", none, "threat.violence", none, "threat.spread", none, "threat.desertion", none), "P(request)", column("requested"), drops)
	add("S4", "perceived threat moves the ruler", set("threat.control", none, "threat.centre", none, "threat.sites", none, "threat.violence", none, "threat.spread", none, "threat.desertion", none), "P(dismissal)", column("dismissed"), drops)

	// The clause is a weak brake: it shows where members hesitate for another reason, and are asked early.
	asked := force("request_alliance").with(set("alliance.hegemony_fear", 3))
	add("S5", "an assistance clause to which the frame can be held", set("frame.disorder", none, "frame.terrorism", none), "P(approval | request)", share("approved", "requested"), drops, asked)
	add("S5", "a rule by which every member counts", edit("rule: consensus", "rule: lead_nation"), "P(approval | request)", share("approved", "requested"), rises, asked)
	add("S5", "a standing force", edit("standing_force: 3600", "standing_force: 360"), "foreign troops", column("troops"), drops)

	add("S6", "violent bands of uncertain origin", set("society.band_rate", none), "looting, arson and seizures", always(damage), drops)
	add("S6", "violent bands of uncertain origin", set("society.band_rate", none), "most violent people at once", column("peak_violence"), drops)

	add("S6", "crowds turn violent", set("society.violence_base", none, "society.violence_vacuum", none, "society.provoke", none), "most violent people at once", column("peak_violence"), drops)
	// The urn is fair: courses part, into peaceful and violent ones, and are as violent on the whole.
	add("S6", "crowds do as crowds did before them", set("society.violence_habit", 1000), "how far the violent share of protest regions is from a half, squared", always(parted), drops, arm{runs: 1000}, set("society.provoke", none, "society.violence_vacuum", none))
	add("S6", "officers shoot on orders", forbid("lethal_order"), "deaths", column("deaths"), drops)
	add("S6", "and at times without", set("society.unordered", none), "log of the deaths", always(func(t *sim.Trace) float64 { return math.Log1p(t.Outcome.Deaths) }), drops, forbid("lethal_order"))

	add("S7", "rumour apart from fact: nobody really deserts", set("forces.rumour_birth", none), "P(request)", column("requested"), drops, set("forces.threshold", -10), arm{runs: 600})
	add("S7", "rumour is louder in a blackout", set("forces.rumour_blackout", none), "loudest rumour", column("rumour_peak"), drops)
	add("S7", "desertion cascades", set("forces.defection", none, "forces.rumour", none), "largest share of forces that stand aside", column("melted_peak"), drops)

	add("S8", "ground lost compels", set("threat.control", none, "threat.centre", none, "threat.sites", none), "P(request)", column("requested"), drops)
	add("S8", "framing as terrorism", forbid("frame_terrorism"), "P(request)", column("requested"), drops)
	add("S8", "concessions calm as far as they are believed", set("regime.belief", none, "calm.dialogue", none, "calm.government", none), "log of the people out in all days", always(crowdDays), rises, set("society.weakness", none), arm{runs: 600})

	add("S8", "concessions are read as weakness", set("society.weakness", none), "political loss on the last day", always(func(t *sim.Trace) float64 { return t.Days[len(t.Days)-1].Political }), drops, set("society.weakness", 0.04, "regime.belief", 0))

	add("S10", "obligation pulls alignment", set("relations.pull", none), "alignment to the lead after 12 months", at(12, func(m sim.Month) float64 { return m.State.Alignment[0] }), drops, force("request_alliance"), set("relations.pull", 0.03), arm{runs: 600})
	add("S10", "obligation pulls alignment", set("relations.pull", none), "balance after 12 months", at(12, func(m sim.Month) float64 { return m.State.Balance }), rises, force("request_alliance"), set("relations.pull", 0.03), arm{runs: 600})
	add("S10", "fear of the lead keeps away from it", set("relations.align_fear", none), "alignment to the lead after 24 months", at(24, func(m sim.Month) float64 { return m.State.Alignment[0] }), rises, set("relations.align_fear", 0.1))
	add("S10", "lost trust in the lead leads to others", set("relations.hedge", none), "balance after 24 months", at(24, func(m sim.Month) float64 { return m.State.Balance }), drops, set("relations.hedge", 0.1))

	add("S11", "obligation is called in", set("relations.oblige", none), "demands accepted", column("demands_accepted"), drops, force("request_alliance"), set("relations.demand_rate", 1, "relations.accept_alignment", 3), arm{runs: 1000})
	add("S11", "cost at home and outside options hold back", set("relations.accept_cost", none), "demands accepted", column("demands_accepted"), rises)

	add("S12", "cohorts of unlike salience", set("cohort.salience_younger", 0.25, "cohort.salience_older", 0.25), "support lost by the young beyond that of the old", always(gap), drops)
	add("S12", "foreign troops offend", set("society.foreign_anger", none, "relations.popularity_foreign", none), "support lost by the young beyond that of the old", always(gap), drops)

	add("S13", "asking costs popularity", set("relations.popularity_foreign", none), "popularity after the crisis", at(0, func(m sim.Month) float64 { return m.State.PopularityMean }), rises)
	add("S13", "threat makes a rougher style", set("relations.style_threat", none), "authoritarian style after 6 months", at(6, func(m sim.Month) float64 { return m.State.Style }), drops)
	add("S13", "reform makes a milder style", set("relations.style_reform", none), "authoritarian style after 6 months", at(6, func(m sim.Month) float64 { return m.State.Style }), rises)

	add("S16", "readiness and logistics", set("alliance.lift", 1), "foreign troops", column("troops"), drops)
	add("S16", "readiness and logistics", set("ready.lead", 48, "ready.others", 48), "hours to landing", column("hours_to_landing"), rises)

	add("S16", "the number of troops counts", set("alliance.tripwire", none), "largest share of forces that stand aside", column("melted_peak"), drops, force("request_alliance").with(set("alliance.size_min", 0.01, "alliance.size_max", 0.01)))

	// The army mutinies, and troops come all the same.
	mutiny := edit("\noptions:\n", "\nevents:\n  - {id: mutiny, name: \"the army mutinies\", at: 3d, effects: {mutiny: army, share: 0.5}}\noptions:\n").with(force("request_alliance"))
	add("S16", "a mission may be resisted", set("alliance.battle", none), "deaths that the mission makes", column("mission_deaths"), drops, mutiny)
	add("S16", "heavy weapons", set("alliance.heft", 0.2), "deaths of foreign troops", column("troop_deaths"), rises, mutiny)
	add("S16", "civilians die between the sides", set("alliance.crossfire", none), "deaths that the mission makes", column("mission_deaths"), drops, mutiny)
	add("S16", "those who resist give up", set("alliance.yield", none), "deaths that the mission makes", column("mission_deaths"), rises, mutiny)
	add("S16", "people come out where there is fighting", arm{do: []scenario.Intervention{{Forbid: true, Event: "mutiny", Always: true}}}, "log of looting, arson and seizures", always(func(t *sim.Trace) float64 { return math.Log1p(damage(t)) }), drops, mutiny, arm{runs: 800})

	add("S17", "members choose what they send", set("capability.others", none), "concentration of the contributions", column("concentration"), rises)

	add("S18", "a multilateral mission is legitimate", set("alliance.unilateral", 1), "standing of the lead after 12 months", at(12, func(m sim.Month) float64 { return m.State.Standing }), drops)

	add("S19", "shared threat to authoritarian stability", set("alliance.shared_threat", none), "P(approval | request)", share("approved", "requested"), drops, force("request_alliance"))

	// Later crises are rare: without many of them hardly a run differs.
	add("S20", "precedent", set("relations.precedent", none), "deployments in later crises of five years", column("later_deployments"), drops, set("crisis.serious", 0.8), arm{runs: 800})

	add("S21", "cooperation in repression grows with threat and missions", set("relations.cooperation_threat", none, "relations.cooperation_mission", none), "cooperation after 12 months", at(12, func(m sim.Month) float64 { return m.State.Cooperation }), drops)

	add("S22", "other rulers learn that calling pays", set("relations.help", none, "relations.precedent", none), "mean P(request) of the others after 6 months", at(6, others), drops)
	add("S22", "other rulers learn that calling pays", forbid("request_alliance"), "mean P(request) of the others after 6 months", at(6, others), drops, arm{runs: 1000})

	add("S23", "reliability is learnt from help", set("relations.help", none), "reliability after 6 months", at(6, func(m sim.Month) float64 { return mean(m.State.Reliability) }), drops)
	add("S23", "fear of the hegemon is another thing", set("relations.lead_fear", none, "relations.stay_fear", none, "relations.demand_fear", none), "fear after 6 months", at(6, func(m sim.Month) float64 { return mean(m.State.Fear) }), drops)

	add("S23", "a war of its own takes the lead away", set("relations.war_rate", none), "standing of the lead after 24 months", at(24, func(m sim.Month) float64 { return m.State.Standing }), rises)
	add("S23", "a war of its own frightens", set("relations.war_fear", none), "fear after 24 months", at(24, func(m sim.Month) float64 { return mean(m.State.Fear) }), drops)
	add("S23", "a lead at war does less for others", set("relations.war_toll", none), "deployments in later crises of five years", column("later_deployments"), rises, set("relations.war_rate", 10, "relations.war_months", 1000, "relations.war_toll", 0.9), arm{runs: 800})
	add("S23", "attacks that nobody answers are refusals", set("relations.attack_rate", none), "standing of the lead after 24 months", at(24, func(m sim.Month) float64 { return m.State.Standing }), rises, set("relations.attack_rate", 0.2, "relations.attack_help", none))
	add("S23", "attacks that the lead answers are help", set("relations.attack_rate", none), "standing of the lead after 24 months", at(24, func(m sim.Month) float64 { return m.State.Standing }), drops, set("relations.attack_rate", 0.2, "relations.attack_help", 1))
	add("S23", "members who trust the lead less leave sooner", set("relations.leave_cause", none), "times that members leave", column("members_left"), drops, set("relations.leave_rate", 0.1, "relations.leave_cause", 10, "relations.unilateral_fear", 1).with(set("alliance.unilateral", 1)), force("request_alliance"))

	add("S24", "leaving on time", set("alliance.hold_days", 180), "standing of the lead after 24 months", at(24, func(m sim.Month) float64 { return m.State.Standing }), drops)
	add("S24", "a cost of staying that grows", set("alliance.stay_cost", none), "days of the mission", column("mission_days"), rises)
	return list
}

// TestEveryMechanismActs switches each mechanism of the mission's table off,
// with the same luck on both sides, and wants the outcome to move as stated by
// more than twice the standard error of the paired difference.
func TestEveryMechanismActs(t *testing.T) {
	for _, m := range mechanisms() {
		t.Run(fmt.Sprintf("%s %s: without it %s %s", m.statement, m.what, m.outcome, map[bool]string{rises: "rises", drops: "falls"}[m.falls]), func(t *testing.T) {
			// Most effects are plain after a portion of the runs: with twice the error that is
			// demanded in the end, so that to look several times finds nothing by chance.
			given, without := m.given, m.given.with(m.off)
			runs := max(replicates, given.runs, without.runs)
			for n := portion; ; n = min(2*n, runs) {
				d, se, pairs := m.moves(t, traces(t, given, n), traces(t, without, n))
				if n < runs && (pairs < 30 || d <= 4*se) {
					continue
				}
				if pairs < 30 {
					t.Fatalf("only %d runs have this outcome on both sides", pairs)
				}
				if d <= 2*se {
					t.Errorf("%s does not move as stated: by %.3g ± %.2g", m.outcome, d, se)
				}
				break
			}
		})
	}
}

// portion is how many runs are played first.
const portion = 100

// moves gives how far the outcome moves as stated, its standard error, and the pairs of
// runs that have it on both sides.
func (m mechanism) moves(t *testing.T, on, off []*sim.Trace) (d, se float64, pairs int) {
	t.Helper()
	var diff, with, without []float64
	for i := range on {
		a, okA := m.of(on[i])
		b, okB := m.of(off[i])
		if okA {
			with = append(with, a)
		}
		if okB {
			without = append(without, b)
		}
		if okA && okB {
			diff = append(diff, b-a)
		}
	}
	d, sd := stat.MeanStdDev(diff, nil)
	se = sd / math.Sqrt(float64(len(diff)))
	t.Logf("with %.3g, without %.3g; paired difference %+.3g ± %.2g over %d runs", mean(with), mean(without), d, se, len(diff))
	if m.falls {
		d = -d
	}
	return d, se, len(diff)
}

var cache sync.Map // of []*sim.Trace by arm

// traces gives the first runs of an arm, each played once.
func traces(t *testing.T, a arm, n int) []*sim.Trace {
	t.Helper()
	a.runs = 0
	key := fmt.Sprint(a)
	kept, _ := cache.Load(key)
	out, _ := kept.([]*sim.Trace)
	if len(out) < n {
		more := run(t, reference(t, a.edit...), len(out), n, sim.Settings{Seed: 1, Scale: testScale, Mode: sim.Free, Interventions: a.do, Overrides: a.set})
		out = append(slices.Clip(out), more...)
		cache.Store(key, out)
	}
	return out[:n]
}

// run plays replicates, from first up to n, on all cores.
func run(t *testing.T, s *scenario.Scenario, first, n int, settings sim.Settings) []*sim.Trace {
	t.Helper()
	out := make([]*sim.Trace, n-first)
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for i := range out {
		g.Go(func() (err error) {
			out[i], err = sim.Play(context.Background(), s, first+i, settings)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	return out
}
