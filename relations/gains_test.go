package relations

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"casus/luck"

	"pgregory.net/rapid"
)

// gains says of each gain what it moves, and what must already be at work for
// it to move anything.
var gains = map[string]struct {
	with  func(*Coefficients)
	moves []string
	to    float64 // its value; 0 stands for 3
}{
	"Help":        {nil, []string{"Reliability", "Standing"}, 0},
	"Refusal":     {nil, []string{"Reliability", "Standing"}, 0},
	"StayFear":    {nil, []string{"Fear", "Standing"}, 0},
	"LeadFear":    {nil, []string{"Fear", "Standing"}, 0},
	"Unilateral":  {nil, []string{"Fear", "Standing"}, 0},
	"DemandFear":  {refused, []string{"Fear", "Standing"}, 0},
	"Oblige":      {nil, []string{"Obligation"}, 0},
	"Pull":        {func(co *Coefficients) { co.Oblige = 1 }, []string{"Alignment", "Balance"}, 0},
	"Aversion":    {nil, []string{"Alignment", "Balance"}, 0},
	"WeightGain":  {nil, []string{"Weight"}, 0},
	"Show":        {nil, []string{"Capability", "Resolve"}, 0},
	"DemandRate":  {nil, []string{"demands"}, 0},
	"Face":        {func(co *Coefficients) { co.DemandRate = always }, []string{"demands"}, 0},
	"AskFear":     {func(co *Coefficients) { co.DemandRate = always }, []string{"demands"}, 0},
	"AcceptAlign": {func(co *Coefficients) { refused(co); co.Oblige, co.Pull = 1, 1 }, []string{"demands"}, 0},
	"AcceptCost":  {refused, []string{"demands"}, 0},
	"PopDeaths":   {nil, []string{"Popularity", "PopularityMean"}, 0},
	"PopForeign":  {nil, []string{"Popularity", "PopularityMean"}, 0},
	"PopDemand":   {accepted, []string{"Popularity", "PopularityMean"}, 0},
	"PopReform":   {nil, []string{"Popularity", "PopularityMean"}, 0},
	"StyleThreat": {nil, []string{"Style"}, 0},
	"StyleShort":  {func(co *Coefficients) { co.PopDeaths = 1 }, []string{"Style"}, 0},
	"StyleCoop":   {func(co *Coefficients) { co.CoopMission = 1 }, []string{"Style"}, 0},
	"StyleReform": {nil, []string{"Style"}, 0},
	"CoopThreat":  {nil, []string{"Cooperation"}, 0},
	"CoopMission": {nil, []string{"Cooperation"}, 0},
	"Precedent":   {nil, []string{"Precedent"}, 0},
	"Wary":        {frightened, []string{"Alignment", "Balance"}, 0},
	"Hedge":       {frightened, []string{"Alignment", "Balance"}, 0},
	"WarRate":     {func(co *Coefficients) { atWar(co); co.WarRate = 0 }, []string{"Distraction", "Reliability", "Standing", "Weight"}, always},
	"WarToll":     {atWar, []string{"Distraction", "Reliability", "Standing", "Weight"}, 0.9},
	"WarFear":     {atWar, []string{"Fear", "Standing"}, 0},
	"WarShow":     {atWar, []string{"Capability"}, -0.5},
	"AttackRate":  {func(co *Coefficients) { attacked(co); co.AttackRate = 0 }, []string{"Reliability", "Standing"}, always},
	"AttackHelp":  {attacked, []string{"Reliability", "Standing"}, 1},
	"AttackShort": {attacked, []string{"Reliability", "Standing"}, 1},
	"Part":        {func(co *Coefficients) { attacked(co); co.AttackShort = 1 }, []string{"Reliability", "Standing"}, 1},
	"LeaveRate":   {nil, []string{"Away"}, always},
	"LeaveCause":  {func(co *Coefficients) { frightened(co); co.LeaveRate = 0.01 }, []string{"Away"}, 50},
	"Away":        {func(co *Coefficients) { co.LeaveRate = always }, []string{"Away"}, 0.01},
	"Contagion":   {nil, []string{"Hazard"}, 0},
}

// refused lets every issue come up in every month that it may, and be refused.
func refused(co *Coefficients) { co.DemandRate, co.AcceptBase = always, -20 }

// accepted lets every issue come up at once and be accepted.
func accepted(co *Coefficients) { co.DemandRate, co.AcceptBase = always, 60 }

// frightened lets a mission frighten everybody.
func frightened(co *Coefficients) { co.StayFear = 1 }

// atWar gives the lead a long war of its own at once.
func atWar(co *Coefficients) { co.WarRate, co.WarMonths, co.WarToll = always, 1000, 0.5 }

// attacked has members attacked every month, and nobody answers.
func attacked(co *Coefficients) { co.AttackRate, co.Help, co.Refusal, co.Part = always, 3, 3, 0.5 }

// quiet keeps the powers from growing by themselves.
func quiet(c *Config) {
	for k := range c.Powers {
		c.Powers[k].Growth = 0
	}
}

// course is what can be seen of two crises and the months that follow, as
// text, so that equal means equal to the last digit.
func course(t *testing.T, co Coefficients) map[string][]string {
	t.Helper()
	r := setUp(t, co, quiet)
	seen := map[string][]string{}
	look := func(demands []Demand) {
		for name, x := range numbers(r) {
			seen[name] = append(seen[name], fmt.Sprint(x))
		}
		seen["demands"] = append(seen["demands"], fmt.Sprint(demands))
	}
	look(nil)
	apply(t, r, saved())
	look(nil)
	apply(t, r, Event{State: neighbour, Refused: true, Survived: true, Threat: 0.5})
	look(nil)
	for m := 1; m <= 3; m++ {
		passed, err := r.Month(m)
		if err != nil {
			t.Fatal(err)
		}
		look(passed.Demands)
	}
	return seen
}

func TestWithoutGainsNothingEverMoves(t *testing.T) {
	for name, x := range course(t, still()) {
		for i := range x {
			if x[i] != x[0] {
				t.Errorf("%s goes from %s to %s", name, x[0], x[i])
				break
			}
		}
	}
}

func TestAGainMovesItsOwnAndAGainOfZeroLeavesItWhereItWas(t *testing.T) {
	for name, gain := range gains {
		co := still()
		if gain.with != nil {
			gain.with(&co)
		}
		off := course(t, co)
		reflect.ValueOf(&co).Elem().FieldByName(name).SetFloat(cmp.Or(gain.to, 3))
		on := course(t, co)
		var moved []string
		for quantity := range on {
			if !slices.Equal(on[quantity], off[quantity]) {
				moved = append(moved, quantity)
			}
		}
		slices.Sort(moved)
		if !slices.Equal(moved, gain.moves) {
			t.Errorf("%s moves %v, want %v", name, moved, gain.moves)
		}
	}
}

func TestEveryGainIsTried(t *testing.T) {
	co := reflect.TypeFor[Coefficients]()
	for i := range co.NumField() {
		f := co.Field(i)
		unit := f.Tag.Get("unit")
		_, tried := gains[f.Name]
		if time := unit == "months" || unit == "hours"; !tried && !time && f.Name != "AcceptBase" {
			t.Errorf("%s is not in the table", f.Name)
		}
	}
}

// anyCoefficients draws every coefficient from its range, often from the edge.
func anyCoefficients(t *rapid.T) Coefficients {
	var co Coefficients
	v := reflect.ValueOf(&co).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		low, err := strconv.ParseFloat(f.Tag.Get("min"), 64)
		if err != nil {
			t.Fatal(err)
		}
		high, err := strconv.ParseFloat(f.Tag.Get("max"), 64)
		if err != nil {
			t.Fatal(err)
		}
		v.Field(i).SetFloat(rapid.OneOf(rapid.Float64Range(low, high), rapid.SampledFrom([]float64{low, high})).Draw(t, f.Name))
	}
	return co
}

func anyShare(t *rapid.T, name string) float64 {
	return rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1})).Draw(t, name)
}

func anyConfig(t *rapid.T) Config {
	c := region()
	for k := range c.Powers {
		p := &c.Powers[k]
		p.Weight, p.Alignment, p.Growth = anyShare(t, "weight"), anyShare(t, "alignment"), rapid.Float64Range(-0.5, 0.5).Draw(t, "growth")
	}
	for k := range c.States {
		s := &c.States[k]
		s.Likeness, s.Fear, s.CrisisRate = anyShare(t, "likeness"), anyShare(t, "fear"), rapid.Float64Range(0, 5).Draw(t, "rate")
		for i := range s.Reliability {
			s.Reliability[i] = rapid.Float64Range(0.01, 100).Draw(t, "beta")
		}
	}
	for k := range c.Cohorts {
		c.Cohorts[k].Popularity, c.Cohorts[k].Salience = anyShare(t, "popularity"), anyShare(t, "salience")
	}
	c.Style, c.Cooperation, c.Resolve, c.Capability = anyShare(t, "style"), anyShare(t, "cooperation"), anyShare(t, "resolve"), anyShare(t, "capability")
	return c
}

func anyEvent(t *rapid.T) Event {
	yes := func(name string) bool { return rapid.Bool().Draw(t, name) }
	number := func(name string, high float64) float64 { return rapid.Float64Range(0, high).Draw(t, name) }
	return Event{
		State: rapid.IntRange(0, 2).Draw(t, "state"), Refused: yes("refused"), Deployed: yes("deployed"),
		Unilateral: yes("unilateral"), Survived: yes("survived"), TargetDismissed: yes("dismissed"),
		HoursToLanding: number("hours", 1e4), Decisive: anyShare(t, "decisive"), TroopDaysAfterControl: number("troop-days", 1e7),
		LeadShare: anyShare(t, "lead share"), Deaths: number("deaths", 1e5), Repression: number("detained", 1e5), Threat: anyShare(t, "threat"),
	}
}

func TestWhateverHappensEverythingStaysInItsRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, err := New(anyConfig(t), anyCoefficients(t), luck.Of(rapid.Uint64().Draw(t, "seed"), 0))
		if err != nil {
			t.Fatal(err)
		}
		month := 0
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				if err := r.Apply(anyEvent(t)); err != nil {
					t.Fatal(err)
				}
			case 1:
				r.Stay(rapid.Float64Range(0, 1e7).Draw(t, "troop-days"))
			default:
				month++
				demands, err := r.Month(month)
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range demands.Demands {
					if !(d.Odds >= 0 && d.Odds <= 1) {
						t.Fatalf("odds %v", d.Odds)
					}
				}
			}
			for name, x := range numbers(r) {
				for _, v := range x {
					if name == "Away" && v <= float64(len(r.c.States)) {
						continue
					}
					if name == "Hazard" && v >= 0 && !math.IsInf(v, 1) {
						continue
					}
					if !(v >= 0 && v <= 1+1e-12) {
						t.Fatalf("%s is %v", name, x)
					}
				}
			}
		}
	})
}

func TestStepsStayBetweenZeroAndOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, g := anyShare(t, "x"), rapid.Float64Range(0, 1e6).Draw(t, "g")
		if u := up(x, g); u < x || u > 1 {
			t.Fatalf("up(%v, %v) = %v", x, g, u)
		}
		if d := down(x, g); d < 0 || d > x {
			t.Fatalf("down(%v, %v) = %v", x, g, d)
		}
		start, half := anyShare(t, "start"), rapid.Float64Range(1, 1000).Draw(t, "half")
		if v := revert(x, start, half); v < min(x, start)-1e-15 || v > max(x, start)+1e-15 {
			t.Fatalf("revert(%v, %v, %v) = %v", x, start, half, v)
		}
	})
}

func TestTheSameLuckGivesTheSameCourseAndOtherLuckAnother(t *testing.T) {
	co := asking()
	co.DemandRate, co.Contagion, co.DemandFear, co.Pull, co.Oblige = 0.3, 1, 0.1, 0.1, 1
	play := func(replicate int) string {
		r := inReplicate(t, replicate, co)
		apply(t, r, saved())
		text := ""
		for m := 1; m <= 48; m++ {
			list, err := r.Month(m)
			if err != nil {
				t.Fatal(err)
			}
			text += fmt.Sprintln(list, r.Crisis(m, target), r.Crisis(m, neighbour), r.Crisis(m, outsider), r.Snapshot())
		}
		return text
	}
	once := play(5)
	if again := play(5); once != again {
		t.Errorf("one replicate has two courses:\n%s\nand\n%s", once, again)
	}
	if once == play(6) {
		t.Error("two replicates have one course")
	}
}
