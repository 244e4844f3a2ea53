package relations

import (
	"math"
	"testing"

	"casus/luck"
)

// withLead adds the lead nation itself to the states.
func withLead(c *Config) {
	c.States = append(c.States, State{ID: "lead", Member: true, Lead: true, Likeness: 0.9, Reliability: [2]float64{9, 1}})
}

// What the lead thinks of itself is in no number about it.
func TestTheLeadHasNoVoiceInItsOwnStanding(t *testing.T) {
	without, with := setUp(t, still()).Snapshot().Standing, setUp(t, still(), withLead).Snapshot().Standing
	is(t, "standing with the lead among the states", with, without)
	co := still()
	co.Unilateral, co.WarFear, co.WarRate, co.WarMonths = 1, 1, always, 1000
	r := setUp(t, co, withLead)
	apply(t, r, Event{State: target, Deployed: true, Unilateral: true})
	wait(t, r, 1)
	if f := r.Snapshot().Fear; f[len(f)-1] != 0 || f[target] <= 0.3 {
		t.Errorf("fear %v: the lead is afraid of itself, or others are not of it", f)
	}
}

// Wars begin at their rate and last as long as they should, on the mean over many runs.
func TestWarsOfTheLead(t *testing.T) {
	co := still()
	co.WarRate, co.WarMonths, co.WarToll = 0.2, 18, 0.6
	const runs, months = 400, 240
	wars, peace, fought := 0.0, 0.0, 0.0
	for n := range runs {
		r := inReplicate(t, n, co)
		for m := 1; m <= months; m++ {
			if r.atWar {
				fought++
			} else {
				peace++
			}
			p, err := r.Month(m)
			if err != nil {
				t.Fatal(err)
			}
			if p.WarBegan {
				wars++
			}
			if d := r.Snapshot().Distraction; d != 0 && d != co.WarToll || (d == 0) == r.atWar {
				t.Fatalf("distraction %v, at war %v", d, r.atWar)
			}
		}
	}
	// Poisson: some 1,200 wars, so a standard error of 3 %; four of them are allowed.
	if rate := wars / peace * 12; math.Abs(rate-0.2) > 0.2*0.12 {
		t.Errorf("%v wars a year of peace, not 0.2", rate)
	}
	if length := fought / wars; math.Abs(length-18) > 18*0.12 {
		t.Errorf("wars last %v months, not 18", length)
	}
}

// A war takes from what rulers expect, from weight and from standing, and gives it back
// when it ends.
func TestAWarTakesTheLeadAway(t *testing.T) {
	co := still()
	co.WarRate, co.WarMonths, co.WarToll = always, 1000, 0.5
	r := setUp(t, co, quiet)
	before := r.Snapshot()
	wait(t, r, 1)
	at := r.Snapshot()
	for k := range before.Reliability {
		is(t, "reliability at war", at.Reliability[k], before.Reliability[k]/2)
		is(t, "belief at war", r.Beliefs(k).Reliability, before.Reliability[k]/2)
	}
	is(t, "standing at war", at.Standing, before.Standing/2)
	is(t, "weight of the lead at war", at.Weight[lead], 0.3/0.6)
	co.WarRate, co.WarMonths = 0, 1
	r.Set(co)
	wait(t, r, 1)
	is(t, "standing after it", r.Snapshot().Standing, before.Standing)
}

// What the lead does for a member that is attacked is seen by members in full, and by others
// as far as they are alike.
func TestAttacksAreLearntFrom(t *testing.T) {
	co := still()
	co.Help, co.Refusal, co.Part = 3, 2, 0.25
	for _, c := range []struct {
		what                string
		a                   Attack
		neighbour, outsider float64
	}{
		{"troops", Attack{target, Troops}, 6. / 7, (1 + 0.6) / (4 + 0.6)},
		{"observers", Attack{target, Short}, 3 / 4.5, 1 / (4 + 0.5*0.2)},
		{"silence", Attack{target, Silence}, 3. / 6, 1 / (4 + 2*0.2)},
	} {
		r := setUp(t, co)
		r.learn(c.a)
		s := r.Snapshot()
		is(t, c.what+": reliability for a member", s.Reliability[neighbour], c.neighbour)
		is(t, c.what+": reliability for an outsider", s.Reliability[outsider], c.outsider)
	}
}

// Only members are attacked here, only where the charter has a clause for it, with answers
// at their rates; a war of its own keeps the lead from coming.
func TestAttacksAndAnswers(t *testing.T) {
	count := func(co Coefficients, change ...func(*Config)) (by [3]float64, who map[int]bool) {
		who = map[int]bool{}
		for n := range 300 {
			r := inReplicate(t, n, co, append(change, withLead)...)
			for m := 1; m <= 60; m++ {
				p, err := r.Month(m)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range p.Attacks {
					by[a.Answer]++
					who[a.State] = true
				}
			}
		}
		return by, who
	}
	co := still()
	co.AttackRate, co.AttackHelp, co.AttackShort = 0.5, 0.4, 0.5
	by, who := count(co)
	all := by[0] + by[1] + by[2] // 300 runs × 5 years × 2 members × 0.5: 1,500
	if math.Abs(all-1500) > 160 || math.Abs(by[Troops]/all-0.4) > 0.06 || math.Abs(by[Short]/all-0.3) > 0.06 || len(who) != 2 || !who[target] || !who[neighbour] {
		t.Errorf("%v attacks on %v", by, who)
	}
	if none, _ := count(co, func(c *Config) { c.Defence = false }); none != [3]float64{} {
		t.Errorf("%v attacks without a clause", none)
	}
	rate := 0.0
	if _, who = count(co, func(c *Config) { c.States[neighbour].AttackRate = &rate }); len(who) != 1 || who[neighbour] {
		t.Errorf("attacks on %v", who)
	}
	co.WarRate, co.WarMonths, co.WarToll = 0, 1000, 1
	r := setUp(t, co)
	r.atWar = true
	for m := 1; m <= 200; m++ {
		p, err := r.Month(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range p.Attacks {
			if r.atWar && a.Answer == Troops {
				t.Fatal("a lead that is wholly taken up sends troops")
			}
		}
	}
}

// Lost trust makes members leave sooner; who has left is no member, and comes back in time.
func TestMembersLeaveAndComeBack(t *testing.T) {
	left := func(co Coefficients, e ...Event) (n float64) {
		for k := range 300 {
			r, err := New(region(), co, luck.Of(3, k))
			if err != nil {
				t.Fatal(err)
			}
			apply(t, r, e...)
			wait(t, r, 36)
			n += r.Snapshot().Away
		}
		return n
	}
	co := still()
	co.Forget, co.Refusal, co.LeaveRate, co.Away = 1000, 20, 0.05, 1e6
	usual := left(co) // 300 runs × 3 years × 2 members × 0.05, less those gone: 84
	if math.Abs(usual-84) > 36 {
		t.Errorf("%v members leave", usual)
	}
	co.LeaveCause = 8
	if angry := left(co, Event{State: target, Refused: true}); angry < 2*usual {
		t.Errorf("%v leave after a refusal, %v without", angry, usual)
	}
	if calm := left(co); math.Abs(calm-usual) > 1e-9 {
		t.Errorf("%v leave though nothing happened, not %v", calm, usual)
	}
	co.Away, co.LeaveRate = 0.01, always
	r := setUp(t, co)
	wait(t, r, 1)
	if r.Member(target) || r.Member(outsider) || r.Snapshot().Away != 2 {
		t.Errorf("after a month %v are away", r.Snapshot().Away)
	}
	wait(t, r, 1)
	if !r.Member(target) {
		t.Error("nobody comes back")
	}
}

// Fear drives the target from the lead, and lost trust towards the power that is next.
func TestTheTargetHedges(t *testing.T) {
	co := still()
	co.StayFear, co.Forget, co.AlignBack = 1, 1000, 1000
	for name, c := range map[string]struct {
		set       func(*Coefficients)
		lead, oth float64 // signs
	}{
		"fear":          {func(co *Coefficients) { co.Wary = 0.1 }, -1, 0},
		"fear obeyed":   {func(co *Coefficients) { co.Wary = -0.1 }, 1, 0},
		"trust lost":    {func(co *Coefficients) { co.Hedge = 0.1 }, 0, 1},
		"debt resented": {func(co *Coefficients) { co.Pull, co.Oblige = -0.1, 1 }, -1, 0},
	} {
		co := co
		c.set(&co)
		r := setUp(t, co)
		before := append([]float64(nil), r.align...)
		apply(t, r, saved())
		wait(t, r, 6)
		sign := func(k int) float64 {
			if d := r.align[k] - before[k]; math.Abs(d) > 1e-12 {
				return math.Copysign(1, d)
			}
			return 0
		}
		if sign(lead) != c.lead || sign(west) != c.oth || sign(rival) != 0 {
			t.Errorf("%s: alignment goes from %v to %v", name, before, r.align)
		}
	}
}
