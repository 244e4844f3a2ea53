package sim

import (
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/sync/errgroup"

	"casus/scenario"
	"casus/society"
)

// rewritten loads a scenario whose folder has been changed.
func rewritten(t *testing.T, id string, change func(f *scenario.Folder)) *scenario.Scenario {
	t.Helper()
	f, err := scenario.ReadFolder(os.DirFS("../library/" + id))
	if err != nil {
		t.Fatal(err)
	}
	change(f)
	texts, err := f.Files()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: text}
	}
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func started(t *testing.T, s *scenario.Scenario, index int) *Run {
	t.Helper()
	r, err := Start(s, index, Settings{Seed: 1, Scale: 1000, Mode: Free})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stood is a nation as it is whatever the order of places, regions and states.
func stood(r *Run, state string) []string {
	k := r.stateOf(state)
	n := r.s.Nation(k)
	officers := make([]float64, len(n.Places))
	start := n.Capital
	there := r.abroad(k, r.lk)
	for _, u := range there.units {
		officers[u.Home] += u.Strength
	}
	var list []string
	for i, p := range n.Places {
		felt := there.around(start, 0.6)[p.Region]
		list = append(list, fmt.Sprintf("%s %.0f %.3f %.6f %t %t %t", p.ID, p.Population, officers[i], felt, i == n.Capital, i == n.Largest, slices.Contains(n.Critical, i)))
	}
	slices.Sort(list)
	return list
}

// turned has regions, places and states listed the other way round.
func turned(f *scenario.Folder) {
	last := len(f.Main.Society.Regions) - 1
	slices.Reverse(f.Main.Society.Regions)
	slices.Reverse(f.Places)
	for i := range f.Places {
		f.Places[i].Region = last - f.Places[i].Region
	}
	slices.Reverse(f.Neighbours)
	slices.Reverse(f.Main.Relations.States)
}

// The order in which regions, places and states are listed changes no nation of a later
// crisis, and what comes of later crises by no more than luck.
func TestTheOrderOfALaterNationIsLuckAlone(t *testing.T) {
	const n = 150
	s := rewritten(t, "kazakhstan-2022", func(*scenario.Folder) {})
	other := rewritten(t, "kazakhstan-2022", turned)
	if a, b := stood(started(t, s, 0), "kyrgyzstan"), stood(started(t, other, 0), "kyrgyzstan"); !slices.Equal(a, b) {
		for i := range a {
			if a[i] != b[i] {
				t.Errorf("%s; turned round %s", a[i], b[i])
			}
		}
	}
	asked := func(s *scenario.Scenario) (mean float64) {
		counts := make([]float64, n)
		var g errgroup.Group
		g.SetLimit(runtime.NumCPU())
		for i := range n {
			g.Go(func() error {
				r, err := Start(s, i, Settings{Seed: 1, Scale: 1000, Mode: Free})
				if err != nil {
					return err
				}
				for _, state := range []string{"belarus", "armenia", "kyrgyzstan", "tajikistan"} {
					k := r.stateOf(state)
					c, err := r.elsewhere(1, k, r.lk.Branch(uint64(k)))
					if err != nil {
						return err
					}
					counts[i] += flag(c.out.Requested) / 4
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		for _, x := range counts {
			mean += x / n
		}
		return mean
	}
	a, b := asked(s), asked(other)
	if luck := 3 * math.Sqrt(a*(1-a)*2/(4*n)); a == 0 || math.Abs(a-b) > luck {
		t.Errorf("rulers ask in %.3f of later crises, and in %.3f where all is listed the other way round: more than luck, %.3f", a, b, luck)
	}
}

// A crisis begins in a place by its people, is felt in full in its region, and
// elsewhere by less the more people live nearer; a local one nowhere else.
func TestWhereALaterCrisisIsFelt(t *testing.T) {
	s := rewritten(t, "kazakhstan-2022", func(*scenario.Folder) {})
	r := started(t, s, 0)
	k := r.stateOf("belarus")
	people, begun, sizes := map[int]float64{}, map[int]float64{}, map[float64]float64{}
	there := r.abroad(k, r.lk)
	for i, p := range there.nation.Places {
		people[there.region[i]] += p.Population / there.people
	}
	const n = 4000
	for i := range uint64(n) {
		lk := r.lk.Branch(i)
		begun[there.region[there.somewhere(lk.For("aftermath/origin"))]] += 1. / n
		size := r.size(lk.For("aftermath/size"))
		if size > 0 && size < 1 {
			size = 0.5
		}
		sizes[size] += 1. / n
	}
	for region, share := range people {
		if math.Abs(begun[region]-share) > 4*math.Sqrt(share/n) {
			t.Errorf("%.3f of the crises begin in a region of %.3f of the people", begun[region], share)
		}
	}
	later := s.Relations.Later
	if local, all := r.d.Value(later.Local), r.d.Value(later.Nationwide); math.Abs(sizes[0]-local) > 0.03 || math.Abs(sizes[1]-all) > 0.03 {
		t.Errorf("%.3f of the crises are local and %.3f nationwide, not %.3f and %.3f", sizes[0], sizes[1], local, all)
	}
	for _, size := range []float64{0, 0.3, 1} {
		felt := there.around(5, size)
		sum := 0.0
		for region, x := range felt {
			sum += x * people[region]
			if x < 0 || x > 1 || region == there.region[5] && x != 1 || size == 0 && region != there.region[5] && x != 0 {
				t.Errorf("size %g: region %d feels %g", size, region, x)
			}
		}
		if own := people[there.region[5]]; sum < own || sum > own+size/2 {
			t.Errorf("size %g: the nation feels %g, the region itself %g", size, sum, own)
		}
	}
}

// The forces of a state are in proportion to its people, or to its army.
func TestForcesOfALaterCrisis(t *testing.T) {
	officers := func(army string) (police, others float64) {
		s := rewritten(t, "kazakhstan-2022", func(f *scenario.Folder) {
			f.Main.Relations.States[2].Army = nil
			if army != "" {
				q := scenario.Expression(army)
				f.Main.Relations.States[2].Army = &q
			}
		})
		for _, u := range started(t, s, 0).abroad(2, started(t, s, 0).lk).units {
			if u.Kind == 0 {
				police += u.Strength
			} else {
				others += u.Strength
			}
		}
		return police, others
	}
	police, others := officers("")
	if want := 41500 * 9300000 / 19020423.; math.Abs(others/want-1) > 1e-3 {
		t.Errorf("%.0f soldiers in proportion to people, want %.0f", others, want)
	}
	same, army := officers("60000 + 0 * belief.a")
	if math.Abs(army-60000) > 1e-6 || math.Abs(same-police) > 1e-6 {
		t.Errorf("an army of 60,000 has %g; the police %g, and %g without it", army, same, police)
	}
}

// A state's own towns are where its crisis plays.
func TestACrisisInAStatesOwnTowns(t *testing.T) {
	s := rewritten(t, "kazakhstan-2022", func(f *scenario.Folder) {
		f.Neighbours = nil
		for i := range 90 {
			f.Neighbours = append(f.Neighbours, scenario.Neighbour{
				State: "kyrgyzstan", ID: fmt.Sprintf("r%d/p%d", i%7, i), Name: fmt.Sprint("town ", i), Region: fmt.Sprint("region ", i%7),
				Lat: 40 + float64(i%7)/3, Lon: 70 + float64(i)/12, Population: float64(6_700_000 / 90),
			})
		}
	})
	r := started(t, s, 0)
	k := r.stateOf("kyrgyzstan")
	there := r.abroad(k, r.lk)
	if len(there.nation.Places) != s.Relations.Later.Towns || len(there.origin) != 7 || !strings.HasPrefix(s.Nation(k).Places[0].ID, "r") {
		t.Errorf("%d places in %d regions", len(there.nation.Places), len(there.origin))
	}
	if _, err := r.elsewhere(1, k, r.lk.Branch(1)); err != nil {
		t.Error(err)
	}
}

// A government with other politics chooses otherwise in its own crises, and only there:
// one to which shooting is dear does not shoot, one to which it is cheap does.
func TestPoliticsOfALaterCrisis(t *testing.T) {
	const n = 12
	shot := func(restraint float64) (orders int, first Outcome) {
		s := rewritten(t, "kazakhstan-2022", func(f *scenario.Folder) {
			q := scenario.Number(restraint)
			for k, p := range f.Main.Relations.States {
				if p.ID == "kyrgyzstan" {
					f.Main.Relations.States[k].Politics = map[string]*scenario.Quantity{"choice.restraint": &q}
				}
			}
		})
		for i := range n {
			r := started(t, s, i)
			k := r.stateOf("kyrgyzstan")
			if _, err := r.elsewhere(1, k, r.lk.Branch(1)); err != nil {
				t.Fatal(err)
			}
			for _, e := range r.trace.Events {
				if e.Kind == "lethal_order" {
					orders++
				}
			}
		}
		for r := started(t, s, 0); r.Hour() < 6*24; first = r.trace.Outcome {
			if err := r.Step(); err != nil {
				t.Fatal(err)
			}
		}
		return orders, first
	}
	never, a := shot(10)
	always, b := shot(-10)
	if never != 0 || always < n/2 {
		t.Errorf("of %d governments %d order to shoot where it is dear, and %d where it is cheap", n, never, always)
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("the scenario's own crisis is another one")
	}
}

// A lead with a war of its own has less at stake in others and less lift for them; who has
// left neither votes nor is one whom the charter covers.
func TestCouncilsAfterWarsAndExits(t *testing.T) {
	s := rewritten(t, "kazakhstan-2022", func(*scenario.Folder) {})
	at := func(set map[string]float64) (*Run, *crisis) {
		r, err := Start(s, 0, Settings{Seed: 1, Scale: 1000, Mode: Free, Overrides: set})
		if err != nil {
			t.Fatal(err)
		}
		for !r.Done() && r.month <= 3 {
			if err := r.Step(); err != nil {
				t.Fatal(err)
			}
		}
		k := r.stateOf("belarus")
		return r, newCrisis(r, r.abroad(k, r.lk), 4, 1, society.How{Scale: 1000}, r.lk, &Outcome{})
	}
	none := map[string]float64{"relations.war_rate": 0, "relations.leave_rate": 0}
	calm, c := at(none)
	usual := c.run.voters(c.t.peer, c.alike)
	if !c.t.member || calm.lifted() != calm.alliance {
		t.Errorf("without a war: member %v, lift %v", c.t.member, calm.lifted().Lift)
	}
	war, c := at(map[string]float64{"relations.war_rate": 10, "relations.war_months": 1000, "relations.war_toll": 0.75, "relations.leave_rate": 0})
	if war.relations.Distraction() != 0.75 {
		t.Fatalf("after three months the lead is distracted by %v", war.relations.Distraction())
	}
	for i, m := range c.run.voters(c.t.peer, c.alike) {
		want := usual[i].Stake
		if m.Lead {
			want /= 4
		}
		if m.Stake != want || m.Absent {
			t.Errorf("at war %s has a stake of %v, not %v; absent: %v", m.ID, m.Stake, want, m.Absent)
		}
	}
	if got := war.lifted().Lift; math.Abs(got-war.alliance.Lift/4) > 1e-9 {
		t.Errorf("lift %v of %v", got, war.alliance.Lift)
	}
	_, c = at(map[string]float64{"relations.war_rate": 0, "relations.leave_rate": 10, "relations.away": 1000})
	away := 0
	for _, m := range c.run.voters(c.t.peer, c.alike) {
		if m.Lead && m.Absent {
			t.Error("the lead has left its alliance")
		}
		away += int(flag(m.Absent))
	}
	if away < 3 {
		t.Errorf("%d members are away", away)
	}
	if k := c.run.stateOf("belarus"); c.t.member != c.run.relations.Member(k) {
		t.Error("a state that has left is still covered")
	}
}
