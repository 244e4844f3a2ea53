package relations

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// always is a rate at which an issue comes up in every month.
const always = 50

// one keeps the first issue alone.
func one(c *Config) { c.Issues = c.Issues[:1] }

// asking are coefficients under which every issue that comes up is asked for:
// nothing is lost by it.
func asking() Coefficients {
	co := still()
	co.DemandRate, co.AcceptBase, co.AcceptAlign, co.AcceptCost = always, 0.5, 1.5, 3
	return co
}

func odds(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// firstOdds are the odds of the demand made in the first month, when the
// target has owed so much before it.
func firstOdds(t rapid.TB, co Coefficients, decisive float64, change ...func(*Config)) float64 {
	t.Helper()
	r := setUp(t, co, append([]func(*Config){one}, change...)...)
	apply(t, r, Event{State: target, Deployed: true, Decisive: decisive})
	passed, err := r.Month(1)
	if err != nil {
		t.Fatal(err)
	}
	list := passed.Demands
	if len(list) != 1 || list[0].Issue != "base" {
		t.Fatalf("demands %v, want one", list)
	}
	return list[0].Odds
}

func TestOddsOfAcceptanceFollowTheFormula(t *testing.T) {
	// At home: 0.6·0.2·1.8 + 0.4·0.1·1.2 = 0.264, and 0.1 abroad. The West is the outside option: 0.5 − 0.3 to the lead.
	is(t, "odds without obligation", firstOdds(t, asking(), 0), odds(0.5+1.5*0.2-3*0.364))
	co := asking()
	co.Oblige = 1
	owed := (1 - math.Exp(-0.5)) * math.Exp2(-1./12)
	is(t, "odds with obligation", firstOdds(t, co, 0.5), odds(0.5+1.5*(0.2+owed)-3*0.364))
	is(t, "odds with a better outside option", firstOdds(t, asking(), 0, func(c *Config) { c.Powers[rival].Alignment = 0.5 }), odds(0.5-3*0.364))
	is(t, "odds with nothing for or against", firstOdds(t, Coefficients{
		DemandRate: always, AcceptBase: -1, Forget: 1, AlignBack: 1, ShowHalf: 1,
		PopHalf: 1, StyleHalf: 1, CoopHalf: 1, PrecHalf: 1, Late: 1,
	}, 1), odds(-1))
}

// A power more on the list makes a demand no less welcome, unless the target
// would rather turn to it.
func TestDemandsDoNotDependOnHowManyPowersAreListed(t *testing.T) {
	listed := func(alignment ...float64) float64 {
		return firstOdds(t, asking(), 0, func(c *Config) {
			for _, a := range alignment {
				c.Powers = append(c.Powers, Power{ID: "further", Alignment: a})
			}
		})
	}
	is(t, "odds with three powers more", listed(0.1, 0.25, 0.3), listed())
	if better := listed(0.6); better >= listed() {
		t.Errorf("with a better patron the odds are %v, without %v", better, listed())
	}
}

func TestOddsOfAcceptanceRiseAndFallWithWhatWeighs(t *testing.T) {
	for what, c := range map[string]struct {
		rises  bool
		change func(x float64) (decisive float64, change func(*Config))
	}{
		"obligation": {true, func(x float64) (float64, func(*Config)) { return x, func(*Config) {} }},
		"alignment to the lead": {true, func(x float64) (float64, func(*Config)) {
			return 0.5, func(c *Config) { c.Powers[lead].Alignment = x }
		}},
		"alignment to a rival": {false, func(x float64) (float64, func(*Config)) {
			return 0.5, func(c *Config) { c.Powers[rival].Alignment, c.Powers[west].Alignment = x, 0 }
		}},
		"cost at home": {false, func(x float64) (float64, func(*Config)) {
			return 0.5, func(c *Config) { c.Issues[0].Cost = []float64{x, 0.1} }
		}},
		"cost abroad": {false, func(x float64) (float64, func(*Config)) {
			return 0.5, func(c *Config) { c.Issues[0].External = x }
		}},
		"salience": {false, func(x float64) (float64, func(*Config)) {
			return 0.5, func(c *Config) { c.Cohorts[young].Salience = x }
		}},
	} {
		t.Run(what, rapid.MakeCheck(func(t *rapid.T) {
			co := asking()
			co.Oblige = 2
			less := rapid.Float64Range(0, 0.9).Draw(t, "less")
			more := rapid.Float64Range(less+0.01, 1).Draw(t, "more")
			at := func(x float64) float64 {
				decisive, change := c.change(x)
				return firstOdds(t, co, decisive, change)
			}
			if a, b := at(less), at(more); c.rises && a >= b || !c.rises && a <= b {
				t.Fatalf("the odds are %v at %v and %v at %v", a, less, b, more)
			}
		}))
	}
}

func TestTheLeadAsksOnlyWhenTheGainBeatsFaceAndTheCostOfAsking(t *testing.T) {
	const fear = 0.3 // mean over the three states
	for _, c := range []struct {
		what            string
		base, face, ask float64
		asks            bool
	}{
		{"nothing to lose", 0, 0, 0, true},
		{"face below the gain", 0, 0.79, 0, true},
		{"face above the gain", 0, 0.81, 0, false},
		{"asking below the gain", 0, 0, 0.39 / fear, true},
		{"asking above the gain", 0, 0, 0.41 / fear, false},
		{"both just below", 0, 0.5, 0.14 / fear, true},
		{"both just above", 0, 0.5, 0.16 / fear, false},
		{"likely accepted, face hardly at risk", math.Log(3), 2.39, 0, true},
		{"likely accepted, face too dear", math.Log(3), 2.41, 0, false},
	} {
		co := still()
		co.DemandRate, co.AcceptBase, co.Face, co.AskFear = always, c.base, c.face, c.ask
		r := setUp(t, co, one)
		if got := len(wait(t, r, 1)) > 0; got != c.asks {
			t.Errorf("%s: asked %v", c.what, got)
		}
	}
}

func TestDemandsComeAtTheirRate(t *testing.T) {
	const replicates = 4000
	co := asking()
	for _, rate := range []float64{0, 0.05, 0.5} {
		co.DemandRate = rate
		made := 0.0
		for i := range replicates {
			made += float64(len(wait(t, inReplicate(t, i, co, one), 1))) / replicates
		}
		want := 1 - math.Exp(-rate)
		if math.Abs(made-want) > 4*math.Sqrt(want*(1-want)/replicates) {
			t.Errorf("rate %v: %v demands in the first month, want %v", rate, made, want)
		}
	}
}

func TestDemandsAreAcceptedAsOftenAsTheOddsSay(t *testing.T) {
	const replicates = 4000
	accepted, want := 0.0, 0.0
	for i := range replicates {
		d := wait(t, inReplicate(t, i, asking(), one), 1)[0]
		accepted += flag(d.Accepted) / replicates
		want = d.Odds
	}
	if math.Abs(accepted-want) > 4*math.Sqrt(want*(1-want)/replicates) {
		t.Errorf("%v are accepted, the odds were %v", accepted, want)
	}
}

func TestARefusedIssueRestsForAYearAndAnAcceptedOneForever(t *testing.T) {
	for base, want := range map[float64][]int{-60: {1, 13, 25, 37}, 60: {1}} {
		co := asking()
		co.AcceptBase = base
		r := setUp(t, co, one)
		var months []int
		for m := 1; m <= 40; m++ {
			passed, err := r.Month(m)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range passed.Demands {
				months = append(months, m)
				if d.Accepted != (base > 0) {
					t.Errorf("odds %v, accepted %v", d.Odds, d.Accepted)
				}
			}
		}
		if len(months) != len(want) {
			t.Fatalf("base %v: demands in months %v, want %v", base, months, want)
		}
		for i := range want {
			if months[i] != want[i] {
				t.Errorf("base %v: demands in months %v, want %v", base, months, want)
			}
		}
	}
}

func TestEveryDemandFrightensAllRulers(t *testing.T) {
	for _, base := range []float64{-60, 60} {
		co := asking()
		co.AcceptBase, co.DemandFear = base, 0.2
		r := setUp(t, co, one)
		wait(t, r, 1)
		for i, s := range region().States {
			is(t, "fear in "+s.ID, r.Snapshot().Fear[i], stepped(s.Fear, 0.2))
		}
	}
}

func TestAnAcceptedDemandRepaysTheDebtAndCostsPopularity(t *testing.T) {
	owed := (1 - math.Exp(-0.5)) * math.Exp2(-1./12)
	for _, c := range []struct {
		base, repaid, cost, pull float64
	}{
		{-60, 0, 0, 0},
		{60, 1, 0.5, 0.25},
	} {
		co := asking()
		co.AcceptBase, co.Oblige, co.PopDemand = c.base, 1, 0.5
		r := setUp(t, co, one)
		apply(t, r, Event{State: target, Deployed: true, Decisive: 0.5})
		wait(t, r, 1)
		s := r.Snapshot()
		is(t, "obligation", s.Obligation, owed*math.Exp(-c.repaid))
		is(t, "popularity among the young", s.Popularity[young], 0.5*math.Exp(-c.cost*0.2*1.8))
		is(t, "popularity among the old", s.Popularity[old], 0.7*math.Exp(-c.cost*0.1*1.2))

		co.Oblige, co.Pull = 0, 0.25
		r = setUp(t, co, one)
		wait(t, r, 1)
		is(t, "alignment to the lead", r.align[lead], stepped(0.5, c.pull*0.8))
	}
}
