package relations

import (
	"math"
	"testing"
)

func TestPopularityByCohort(t *testing.T) {
	co := still()
	co.PopDeaths, co.PopForeign, co.PopReform = 0.1, 0.5, 0.3
	for _, c := range []struct {
		what       string
		e          Event
		young, old float64
	}{
		{"nothing that is seen", Event{State: target}, 0.5, 0.7},
		{"two deaths per 100,000", Event{State: target, Deaths: 2}, 0.5 * math.Exp(-0.2), 0.7 * math.Exp(-0.2)},
		{"fifty detained per 100,000", Event{State: target, Repression: 50}, 0.5 * math.Exp(-0.05), 0.7 * math.Exp(-0.05)},
		{"foreign troops", Event{State: target, Deployed: true}, 0.5 * math.Exp(-0.4), 0.7 * math.Exp(-0.1)},
		{"reform", Event{State: target, TargetDismissed: true, Survived: true}, stepped(0.5, 0.3), stepped(0.7, 0.3)},
		{"a dismissal that did not save the regime", Event{State: target, TargetDismissed: true}, 0.5, 0.7},
		{"all of it", Event{State: target, Deployed: true, Deaths: 2, Repression: 50, TargetDismissed: true, Survived: true},
			stepped(0.5*math.Exp(-0.65), 0.3), stepped(0.7*math.Exp(-0.35), 0.3)},
		{"the same elsewhere", Event{State: neighbour, Deployed: true, Deaths: 2, Repression: 50, TargetDismissed: true, Survived: true}, 0.5, 0.7},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		s := r.Snapshot()
		is(t, c.what+": among the young", s.Popularity[young], c.young)
		is(t, c.what+": among the old", s.Popularity[old], c.old)
		is(t, c.what+": mean", s.PopularityMean, 0.6*c.young+0.4*c.old)
		wait(t, r, 12)
		s = r.Snapshot()
		is(t, c.what+": among the young after a half-life", s.Popularity[young], (0.5+c.young)/2)
		is(t, c.what+": among the old after a half-life", s.Popularity[old], (0.7+c.old)/2)
	}
}

func TestForeignTroopsCostMoreWhereTheyAreMoreSalient(t *testing.T) {
	co := still()
	co.PopForeign = 0.3
	r := setUp(t, co, func(c *Config) { c.Cohorts[young].Popularity = c.Cohorts[old].Popularity })
	apply(t, r, saved())
	if p := r.Snapshot().Popularity; p[young] >= p[old] || p[old] >= 0.7 {
		t.Errorf("popularity %v among the young, %v among the old", p[young], p[old])
	}
}

func TestStyle(t *testing.T) {
	co := still()
	co.StyleThreat, co.StyleReform = 0.5, 0.4
	for _, c := range []struct {
		what string
		e    Event
		want float64
	}{
		{"a threat survived", Event{State: target, Survived: true, Threat: 0.7}, stepped(0.6, 0.35)},
		{"a threat not survived", Event{State: target, Threat: 0.7}, 0.6},
		{"a threat elsewhere", Event{State: neighbour, Survived: true, Threat: 0.7}, 0.6},
		{"reform", Event{State: target, Survived: true, TargetDismissed: true}, 0.6 * math.Exp(-0.4)},
		{"a threat and reform", Event{State: target, Survived: true, TargetDismissed: true, Threat: 0.7}, stepped(0.6, 0.35) * math.Exp(-0.4)},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		is(t, c.what+": style", r.Snapshot().Style, c.want)
		wait(t, r, 12)
		is(t, c.what+": style after a half-life", r.Snapshot().Style, (0.6+c.want)/2)
	}
}

func TestAShortfallOfPopularityRoughensTheStyle(t *testing.T) {
	co := still()
	co.PopDeaths, co.StyleShort = 0.1, 0.5
	r := setUp(t, co)
	apply(t, r, Event{State: target, Deaths: 5})
	is(t, "style in the crisis", r.Snapshot().Style, 0.6)
	wait(t, r, 1)
	month := math.Exp2(-1. / 12)
	short := (0.6*0.5 + 0.4*0.7) * (1 - math.Exp(-0.5)) * month
	is(t, "style after a month", r.Snapshot().Style, 0.6+(stepped(0.6, 0.5*short)-0.6)*month)

	co.PopReform = 0.5
	r = setUp(t, co)
	apply(t, r, Event{State: target, Survived: true, TargetDismissed: true})
	wait(t, r, 6)
	is(t, "style of a ruler more popular than before", r.Snapshot().Style, 0.6)
}

func TestCooperationAboveItsStartRoughensTheStyle(t *testing.T) {
	co := still()
	co.CoopMission, co.StyleCoop = 0.4, 0.5
	r := setUp(t, co)
	apply(t, r, Event{State: neighbour, Deployed: true})
	more := stepped(0.3, 0.4) - 0.3
	wait(t, r, 1)
	is(t, "style after a month", r.Snapshot().Style, 0.6+(stepped(0.6, 0.5*more)-0.6)*math.Exp2(-1./12))
}

func TestCooperationInRepression(t *testing.T) {
	co := still()
	co.CoopThreat, co.CoopMission = 0.5, 0.2
	for _, c := range []struct {
		what string
		e    Event
		step float64
	}{
		{"a crisis of the target", Event{State: target, Threat: 0.7}, 0.35},
		{"a crisis of a member less like it", Event{State: neighbour, Threat: 0.7}, 0.28},
		{"a crisis outside", Event{State: outsider, Threat: 0.7}, 0},
		{"a mission", Event{State: target, Deployed: true}, 0.2},
		{"a crisis and a mission", Event{State: target, Deployed: true, Threat: 0.7}, 0.55},
	} {
		r := setUp(t, co)
		apply(t, r, c.e)
		is(t, c.what+": cooperation", r.Snapshot().Cooperation, stepped(0.3, c.step))
		is(t, c.what+": belief in it", r.Beliefs(neighbour).Cooperation, stepped(0.3, c.step))
		wait(t, r, 12)
		is(t, c.what+": cooperation after a half-life", r.Snapshot().Cooperation, (0.3+stepped(0.3, c.step))/2)
	}
}
