package alliance

import (
	"math"
	"reflect"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// The terms of ally's vote on plea, by hand. The mission is 3000 people, 5000
// are asked for, a quarter more than the standing force.
var byHand = []Term{
	{TermThreat, 1.5 * 0.8 * 0.5 * 1.5},
	{TermInsurance, 0.5 * 0.6 * 0.75},
	{TermAlignment, 0.8 * 0.5 * 0.9},
	{TermFit, 0.3},
	{TermStake, 0.1},
	{TermIncumbent, 0.7},
	{TermPrecedent, 0.15},
	{TermCooperation, 0.08},
	{TermSmall, 0.9 * 0.9 * 0.8},
	{TermDomestic, -0.33},
	{TermRisk, -2 * (0.1 + 0.2) / 2},
	{TermRival, -0.3},
	{TermFear, -0.2},
	{TermLuck, 0},
}

const supportByHand = 2.333

func TestSupportIsTheSumOfItsNamedTerms(t *testing.T) {
	v := decide(t, treaty(), council(), weighed(), plea(), 0).Votes[ally]
	if v.Member != "ally" {
		t.Fatalf("the second vote is that of %q", v.Member)
	}
	if len(v.Terms) != len(byHand) {
		t.Fatalf("%d terms, want %d", len(v.Terms), len(byHand))
	}
	total := 0.0
	for i, want := range byHand {
		got := v.Terms[i]
		if got.Name != want.Name || !near(got.Value, want.Value) {
			t.Errorf("term %d is %v, want %v", i, got, want)
		}
		total += got.Value
	}
	if !near(v.Support, supportByHand) || !near(v.Support, total) {
		t.Errorf("support is %v, its terms sum to %v, by hand it is %v", v.Support, total, supportByHand)
	}
}

func TestLuckOfAVoteIsLogisticAndKeyedByMemberAndHour(t *testing.T) {
	co := weighed()
	co.Luck = 0.3
	r := plea()
	for _, hour := range []int{100, 101} {
		r.Hour = hour
		for i, v := range decide(t, treaty(), council(), co, r, 7).Votes {
			u := luck.Of(1, 7).For("alliance/vote").Uniform(uint64(i), uint64(hour))
			if got, want := v.Terms[len(v.Terms)-1], (Term{TermLuck, 0.3 * math.Log(u/(1-u))}); got.Name != want.Name || !near(got.Value, want.Value) {
				t.Errorf("hour %d, %s: %v, want %v", hour, v.Member, got, want)
			}
		}
	}
}

func TestTheSameLuckGivesTheSameDecisionAndOtherLuckAnother(t *testing.T) {
	co := weighed()
	co.Luck = 0.3
	one, again, other := decide(t, treaty(), council(), co, plea(), 3), decide(t, treaty(), council(), co, plea(), 3), decide(t, treaty(), council(), co, plea(), 4)
	if !reflect.DeepEqual(one, again) {
		t.Errorf("the same replicate decided %v and %v", one, again)
	}
	if reflect.DeepEqual(supports(one), supports(other)) {
		t.Error("two replicates voted alike to the last digit")
	}
}

func TestAWeightOfZeroRemovesItsTermAndNoOther(t *testing.T) {
	for field, term := range map[string]string{
		"Threat": TermThreat, "Insurance": TermInsurance, "Alignment": TermAlignment, "Fit": TermFit, "Stake": TermStake,
		"Incumbent": TermIncumbent, "Precedent": TermPrecedent, "Cooperation": TermCooperation, "Small": TermSmall,
		"Domestic": TermDomestic, "Risk": TermRisk, "Rival": TermRival, "Fear": TermFear, "Luck": TermLuck,
	} {
		co := weighed()
		co.Luck = 0.3
		with := decide(t, treaty(), council(), co, plea(), 0).Votes[ally]
		reflect.ValueOf(&co).Elem().FieldByName(field).SetFloat(0)
		without := decide(t, treaty(), council(), co, plea(), 0).Votes[ally]
		for i := range with.Terms {
			a, b := with.Terms[i], without.Terms[i]
			switch {
			case a.Name == term && (a.Value == 0 || b.Value != 0):
				t.Errorf("%s: the term of %s went from %v to %v", field, term, a.Value, b.Value)
			case a.Name == term && !near(without.Support, with.Support-a.Value):
				t.Errorf("%s: support went from %v to %v, the term was %v", field, with.Support, without.Support, a.Value)
			case a.Name != term && a != b:
				t.Errorf("%s: the term %v became %v", field, a, b)
			}
		}
	}
}

func TestThresholdsAreExclusive(t *testing.T) {
	co := staked()
	for _, c := range []struct {
		stake float64
		want  string
	}{
		{co.Yes, Abstain}, {math.Nextafter(co.Yes, 1), Yes}, {co.No, Abstain}, {math.Nextafter(co.No, 0), No},
	} {
		list := council()
		list[ally].Stake = c.stake
		if got := decide(t, treaty(), list, co, plea(), 0).Votes[ally].Choice; got != c.want {
			t.Errorf("support %v: %s, want %s", c.stake, got, c.want)
		}
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		lead, ally, neighbour           string
		consensus, majority, leadNation bool
	}{
		{Yes, Yes, Yes, true, true, true},
		{Yes, Abstain, Abstain, true, true, true},
		{Yes, Yes, No, false, true, true},
		{Yes, Abstain, No, false, false, true},
		{Yes, No, No, false, false, true},
		{Abstain, Yes, Yes, false, false, false},
		{No, Yes, Yes, false, false, false},
	} {
		for rule, want := range map[Rule]bool{Consensus: c.consensus, Majority: c.majority, LeadNation: c.leadNation} {
			d := decide(t, Charter{Rule: rule, Standing: 4000}, voting(c.lead, c.ally, c.neighbour), staked(), plea(), 0)
			if d.Votes[lead].Choice != c.lead || d.Votes[ally].Choice != c.ally || d.Votes[neighbour].Choice != c.neighbour {
				t.Fatalf("the fixture voted %v", d.Votes)
			}
			if d.Approved != want {
				t.Errorf("rule %d, votes %s %s %s: approved %v", rule, c.lead, c.ally, c.neighbour, d.Approved)
			}
			if !want && sum(d.Send) != 0 {
				t.Errorf("rule %d, votes %s %s %s: refused, yet %v are sent", rule, c.lead, c.ally, c.neighbour, d.Send)
			}
		}
	}
}

func TestAStricterRuleNeverApprovesMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := council()
		for i := range list {
			list[i].Stake = rapid.Float64Range(0, 1).Draw(t, "stake")
		}
		approved := func(rule Rule) bool {
			d, err := Decide(Charter{Rule: rule, Standing: 4000}, list, staked(), plea(), luck.Of(1, 0))
			if err != nil {
				t.Fatal(err)
			}
			return d.Approved
		}
		if c, m, l := approved(Consensus), approved(Majority), approved(LeadNation); c && !m || m && !l {
			t.Fatalf("consensus %v, majority %v, lead nation %v", c, m, l)
		}
	})
}

func TestTheTargetDoesNotVote(t *testing.T) {
	list := voting(Yes, Abstain, Abstain)
	for _, wish := range []string{Yes, No} {
		list[target].Stake = stakes[wish]
		d := decide(t, treaty(), list, staked(), plea(), 0)
		if len(d.Votes) != 3 {
			t.Fatalf("%d votes in an alliance of four", len(d.Votes))
		}
		for _, v := range d.Votes {
			if v.Member == "target" {
				t.Error("the target has voted")
			}
		}
		if !d.Approved || d.Send[target] != 0 {
			t.Errorf("target for %s: approved %v, it sends %v", wish, d.Approved, d.Send[target])
		}
	}
}

func TestALeadThatAsksItselfFindsNobodyToLead(t *testing.T) {
	list := voting(Yes, Yes, Yes)
	list[lead].Target, list[target].Target = true, false
	for rule := Consensus; rule <= LeadNation; rule++ {
		for _, together := range []bool{true, false} {
			r := plea()
			r.Multilateral = together
			if decide(t, Charter{Rule: rule, Standing: 4000}, list, staked(), r, 0).Approved {
				t.Errorf("rule %d, multilateral %v: approved", rule, together)
			}
		}
	}
}

func TestARequestByAnOustedLeaderIsWorthLess(t *testing.T) {
	co, r := weighed(), plea()
	office := supports(decide(t, treaty(), council(), co, r, 0))
	r.Incumbent = false
	for i, ousted := range supports(decide(t, treaty(), council(), co, r, 0)) {
		if !near(office[i]-ousted, 2*co.Incumbent) {
			t.Errorf("%s: %v in office, %v ousted", council()[i].ID, office[i], ousted)
		}
	}
}

func TestLegalFitIsWeighed(t *testing.T) {
	r := plea()
	d := decide(t, treaty(), council(), weighed(), r, 0)
	if got := d.Votes[ally].Terms[3]; got.Name != TermFit || !near(got.Value, 0.6*0.5) {
		t.Errorf("got %v", got)
	}
}

func TestWhatDetersLowersSupport(t *testing.T) {
	for name, set := range map[string]func(*Request, []Member, float64){
		"rival":     func(r *Request, _ []Member, x float64) { r.Rival = x },
		"hostility": func(r *Request, _ []Member, x float64) { r.Hostility = x },
		"distance":  func(_ *Request, m []Member, x float64) { m[ally].Distance = 10000 * x },
		"fear":      func(r *Request, _ []Member, x float64) { r.Fear[ally] = x },
		"cost":      func(_ *Request, m []Member, x float64) { m[ally].DomesticCost = x },
	} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			less := rapid.Float64Range(0, 0.9).Draw(t, "less")
			more := rapid.Float64Range(less+0.01, 1).Draw(t, "more")
			support := func(x float64) float64 {
				r, m := plea(), council()
				set(&r, m, x)
				d, err := Decide(treaty(), m, weighed(), r, luck.Of(1, 0))
				if err != nil {
					t.Fatal(err)
				}
				return d.Votes[ally].Support
			}
			if a, b := support(less), support(more); a <= b {
				t.Fatalf("support is %v at %v and %v at %v", a, less, b, more)
			}
		}))
	}
}

func TestTheLeadDoesNotFearItself(t *testing.T) {
	r := plea()
	before := supports(decide(t, treaty(), council(), weighed(), r, 0))
	r.Fear[lead] = 0
	after := supports(decide(t, treaty(), council(), weighed(), r, 0))
	if before[lead] != after[lead] {
		t.Errorf("support of the lead is %v with fear and %v without", before[lead], after[lead])
	}
}

func TestUnknownReliabilityCountsAsFull(t *testing.T) {
	r := plea()
	r.Reliability = nil
	unknown := supports(decide(t, treaty(), council(), weighed(), r, 0))
	r.Reliability = []float64{1, 1, 1, 1}
	full := supports(decide(t, treaty(), council(), weighed(), r, 0))
	if !reflect.DeepEqual(unknown, full) {
		t.Errorf("supports %v and %v", unknown, full)
	}
}

func TestSmallness(t *testing.T) {
	for _, c := range []struct{ standing, size, hostility, want float64 }{
		{4000, 0, 0, 1},
		{4000, 4000, 0, 1},
		{4000, 6000, 0, 0.5},
		{4000, 8000, 0, 0},
		{4000, 20000, 0, 0},
		{4000, 4000, 0.25, 0.75},
		{4000, 6000, 0.5, 0.25},
		{0, 0, 0.5, 0.5},
	} {
		ch, r := Charter{Standing: c.standing}, Request{Hostility: c.hostility}
		if got := small(ch, &r, c.size); !near(got, c.want) {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestAMissionThatCanStaySmallIsSupportedMoreAndDecidedSooner(t *testing.T) {
	const replicates = 200
	co := weighed()
	co.Luck, co.Hours, co.Small = 0.3, 24, 3
	support, hours := [2]float64{}, [2]float64{}
	for k, size := range []float64{1, 2} { // times the standing force
		co.SizeMin, co.SizeMax = size, size
		r := plea()
		for i := range replicates {
			d := decide(t, treaty(), council(), co, r, i)
			support[k] += sum(supports(d)) / replicates
			hours[k] += float64(d.Hour-r.Hour) / replicates
		}
	}
	if support[0] <= support[1] || hours[0] >= hours[1]-1 {
		t.Errorf("small: support %.2f, %.1f hours; large: support %.2f, %.1f hours", support[0], hours[0], support[1], hours[1])
	}
}

func TestTimeToDecide(t *testing.T) {
	for _, c := range []struct {
		what               string
		median, mean, want float64 // hours, mean support above yes, hours
	}{
		{"the median where support just meets the threshold", 5, 0, 5},
		{"parts of an hour count as an hour", 4.5, 0, 5},
		{"half of it with 4·log 2 above", 12, 4 * math.Ln2, 6},
		{"twice as long with as much below", 12, -4 * math.Ln2, 24},
		{"at least an hour", 0.5, 100, 1},
		{"a month at most", 720, -100, 720},
	} {
		co := staked()
		co.Hours, co.Yes = c.median, 0
		list := council()
		for i := range list {
			list[i].Stake = c.mean
		}
		// Its luck is taken out, and rounding may not carry a whole number of hours over the edge.
		co.Hours *= math.Exp(-0.3*luck.Of(1, 0).For("alliance/hours").Normal(0, uint64(plea().Hour))) * (1 - 1e-12)
		if got := decide(t, treaty(), list, co, plea(), 0).Hour - plea().Hour; got != int(c.want) {
			t.Errorf("%s: %d hours, want %v", c.what, got, c.want)
		}
	}
}

func TestTimeToDecideIsLogNormal(t *testing.T) {
	const replicates = 2000
	co := staked()
	co.Hours, co.Yes = 100, 0
	list := council()
	for i := range list {
		list[i].Stake = 0
	}
	mean, square := 0.0, 0.0
	for i := range replicates {
		x := math.Log(float64(decide(t, treaty(), list, co, plea(), i).Hour-plea().Hour) - 0.5)
		mean += x / replicates
		square += x * x / replicates
	}
	// Four standard errors of a mean and of a standard deviation.
	if spread := math.Sqrt(square - mean*mean); math.Abs(mean-math.Log(100)) > 4*0.3/math.Sqrt(replicates) || math.Abs(spread-0.3) > 4*0.3/math.Sqrt(2*replicates) {
		t.Errorf("log hours: mean %.3f, spread %.3f; want %.3f and 0.3", mean, spread, math.Log(100))
	}
}

func TestSizeFollowsTheThreat(t *testing.T) {
	co := weighed()
	co.SizeMin, co.SizeMax = 0.5, 1.25
	for threat, want := range map[float64]float64{0: 2000, 0.5: 3500, 1: 5000} {
		r := plea()
		r.Threat = threat
		if got := decide(t, treaty(), council(), co, r, 0).Size; !near(got, want) {
			t.Errorf("threat %v: %v people, want %v", threat, got, want)
		}
	}
}
