package classic

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casus/luck"
)

func drawGroups(t *rapid.T) GroupParams {
	p := GroupParams{
		Vision: rapid.IntRange(1, 4).Draw(t, "vision"), CopVision: rapid.IntRange(1, 4).Draw(t, "cop vision"),
		Citizens: rapid.Float64Range(0, 0.85).Draw(t, "citizens"), Cops: rapid.Float64Range(0, 0.15).Draw(t, "cops"),
		Legitimacy: rapid.Float64Range(0, 1).Draw(t, "legitimacy"), MaxJail: rapid.IntRange(0, 6).Draw(t, "jail"),
		Arrest: rapid.Float64Range(0, 3).Draw(t, "arrest"), Threshold: rapid.Float64Range(-0.1, 0.3).Draw(t, "threshold"),
		Birth: rapid.Float64Range(0, 0.5).Draw(t, "birth"), MaxAge: rapid.IntRange(1, 20).Draw(t, "age"),
		Rules: GroupRules{
			Shape:  Shape(rapid.IntRange(0, 2).Draw(t, "shape")),
			Facing: rapid.Bool().Draw(t, "facing"), Advance: rapid.Bool().Draw(t, "advance"), Pounce: rapid.Bool().Draw(t, "pounce"),
			Stumble: rapid.Bool().Draw(t, "stumble"), Alike: rapid.Bool().Draw(t, "alike"), FullAge: rapid.Bool().Draw(t, "full age"),
			Discount: rapid.Bool().Draw(t, "discount"),
		},
	}
	p.Size = rapid.IntRange(2*max(p.Vision, p.CopVision)+1, 14).Draw(t, "size")
	return p
}

// Nobody comes from nowhere, nobody is lost, and no site holds two.
func TestGroupsConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawGroups(t)
		m, err := NewGroups(p, luck.Of(rapid.Uint64().Draw(t, "seed"), 0))
		if err != nil {
			t.Fatal(err)
		}
		first := m.Counts()
		for range 30 {
			m.Step()
			now := m.Counts()
			var seen [Peacekeeper + 1]int
			for i := range p.Size * p.Size {
				seen[m.At(i%p.Size, i/p.Size)]++
			}
			for g, n := range now.Group {
				if got, want := n.Living(), first.Group[g].Living()+n.Born-n.Killed-n.Aged; got != want {
					t.Fatalf("%d %s live, but %d were born and not killed or aged: %+v", got, Group(g), want, n)
				}
				if q, a := seen[BlueQuiet+2*Mark(g)], seen[BlueActive+2*Mark(g)]; q != n.Quiet || a != n.Active {
					t.Fatalf("%d quiet and %d active %s are on the field, of %+v", q, a, Group(g), n)
				}
			}
			if now.Cops != first.Cops || seen[Peacekeeper] != now.Cops {
				t.Fatalf("%d cops, %d on the field, %d at first", now.Cops, seen[Peacekeeper], first.Cops)
			}
		}
	})
}

func TestGroupParamsRefused(t *testing.T) {
	for _, c := range []struct {
		spoil func(*GroupParams)
		says  string
	}{
		{func(p *GroupParams) { p.Vision = 0 }, "vision is 1 to"},
		{func(p *GroupParams) { p.CopVision = MaxVision + 1 }, "vision is 1 to"},
		{func(p *GroupParams) { p.Size = 2 }, "sites a side"},
		{func(p *GroupParams) { p.Citizens, p.Cops = 0.7, 0.4 }, "shares"},
		{func(p *GroupParams) { p.Cops = math.NaN() }, "shares"},
		{func(p *GroupParams) { p.Legitimacy = 1.1 }, "legitimacy is"},
		{func(p *GroupParams) { p.MaxJail = -1 }, "jail terms"},
		{func(p *GroupParams) { p.Arrest = math.Inf(1) }, "arrest constant"},
		{func(p *GroupParams) { p.Threshold = math.NaN() }, "threshold"},
		{func(p *GroupParams) { p.Birth = 1.5 }, "chance of a child"},
		{func(p *GroupParams) { p.Birth = math.NaN() }, "chance of a child"},
		{func(p *GroupParams) { p.MaxAge = 0 }, "maximum age"},
		{func(p *GroupParams) { p.Rules.Shape = 7 }, "shape"},
	} {
		p := StandardGroups()
		c.spoil(&p)
		if _, err := NewGroups(p, luck.Of(1, 0)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v, not an error about %q", p, err, c.says)
		}
	}
}

// until gives the steps until a group is gone, or the limit, in each of some
// runs, and how many runs each group survives.
func until(t *testing.T, p GroupParams, runs, limit int) (steps []int, won [2]int) {
	for r := range runs {
		m, err := NewGroups(p, luck.Of(2002, r))
		if err != nil {
			t.Fatal(err)
		}
		for {
			if g, lost := m.Extinct(); lost {
				won[g.other()]++
				break
			} else if m.step == limit {
				break
			}
			m.Step()
		}
		steps = append(steps, m.step)
	}
	slices.Sort(steps)
	return steps, won
}

// The paper's 30 runs with a legitimacy of 0.8 all ended in genocide, by either
// group (Run 7, Fig. 13).
func TestGenocide(t *testing.T) {
	const runs, limit = 30, 1000
	steps, won := until(t, StandardGroups(), runs, limit)
	if steps[runs-1] == limit || min(won[Blue], won[Green]) < runs/5 {
		t.Errorf("of %d runs without peacekeepers the longest ended at %d; blue survived %d, green %d", runs, steps[runs-1], won[Blue], won[Green])
	}
}

// With a legitimacy of 0.9 no grievance exceeds the threshold, and the groups live
// side by side (Run 6, Fig. 12).
func TestCoexistence(t *testing.T) {
	for r := range 4 {
		p := StandardGroups()
		p.Legitimacy = 0.9
		m, err := NewGroups(p, luck.Of(2002, r))
		if err != nil {
			t.Fatal(err)
		}
		for range 500 {
			m.Step()
		}
		for g, n := range m.Counts().Group {
			if n.Killed > 0 || n.Living() < 200 || n.Born == 0 {
				t.Errorf("run %d, %s: %+v", r, Group(g), n)
			}
		}
	}
}

// The more peacekeepers, the later the genocide (Figs. 15 and 16). Runs end after
// 600 steps, by when under Ascape's rules few with more than 4 % have ended.
func TestPeacekeepersDelay(t *testing.T) {
	for name, c := range map[string]struct {
		rules GroupRules
		cops  []float64
	}{
		"paper":  {Paper(), []float64{0, 0.04, 0.1}},
		"ascape": {Ascape(), []float64{0, 0.04}},
	} {
		var medians []int
		for _, cops := range c.cops {
			p := StandardGroups()
			p.Rules, p.Cops = c.rules, cops
			steps, _ := until(t, p, 11, 600)
			medians = append(medians, steps[len(steps)/2])
		}
		for i := 1; i < len(medians); i++ {
			if 3*medians[i-1] > 2*medians[i] {
				t.Errorf("%s: median time to extinction %v with cops on %v of the sites: it rises by less than half", name, medians, c.cops)
			}
		}
	}
}

// Children have their parents' hardship, and those in jail have no children:
// peacekeepers leave few who would kill.
func TestPeacekeepersBreedPeace(t *testing.T) {
	p := StandardGroups()
	p.Cops = 0.08
	for r := range 3 {
		m, err := NewGroups(p, luck.Of(2002, r))
		if err != nil {
			t.Fatal(err)
		}
		hard := func() float64 { // the share whose grievance exceeds the threshold
			n, living := 0, 0
			for _, a := range m.order {
				if c := m.members[a]; c.state != cop {
					living++
					if c.hardship > 0.5 {
						n++
					}
				}
			}
			return float64(n) / float64(living)
		}
		first := hard()
		for range 1000 {
			m.Step()
		}
		if last := hard(); first < 0.4 || last > 0.1 {
			t.Errorf("run %d: a share of %.2f would kill at first, %.2f in the end", r, first, last)
		}
	}
}

func TestGroupsAllocateNothing(t *testing.T) {
	p := StandardGroups()
	p.Cops = 0.06
	m, err := NewGroups(p, luck.Of(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		m.Step()
	}
	if n := testing.AllocsPerRun(100, m.Step); n > 0 {
		t.Errorf("%g allocations a step", n)
	}
}
