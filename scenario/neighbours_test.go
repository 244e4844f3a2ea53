package scenario_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"casus/scenario"
)

// neighbours is a neighbours.csv for small-state.
const neighbours = `state,id,name,region,lat,lon,population
neighbour,north/old,the old town,north,2,1,900000
neighbour,north/new,the new town,north,2.5,1.5,300000
neighbour,south,the south,south,1,1,800000
lead,one,the only town,all of it,-10,40,40000000
`

// abroad gives the files of small-state with a neighbours.csv, and something changed in it.
func abroad(t testing.TB, table string, changes ...change) fstest.MapFS {
	t.Helper()
	m := changed(t, "small-state", changes...)
	m[scenario.NeighboursFile] = &fstest.MapFile{Data: []byte(table)}
	return m
}

func TestNeighboursHaveTheirOwnTowns(t *testing.T) {
	s := load(t, abroad(t, neighbours))
	n := s.Nation(2)
	if len(n.Places) != 3 || n.Regions != 2 || n.Places[n.Capital].ID != "north/old" || n.Largest != n.Capital || n.Settlements != len(s.Places) {
		t.Errorf("the neighbour is %+v", n)
	}
	if own := s.Nation(3); len(own.Places) != len(s.Places) || own.Places[own.Capital].ID != "capital" {
		t.Errorf("a state that is not in the file is %+v", own)
	}
	for k, p := range s.Relations.States {
		n, people := s.Nation(k), 0.0
		for _, q := range n.Places {
			people += q.Population
		}
		if math.Abs(people-p.Population) > 1e-6*people {
			t.Errorf("%s has %g people in its places, and is %g", p.ID, people, p.Population)
		}
		for f, bases := range n.Bases {
			sum := 0.0
			for _, share := range bases {
				sum += share
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("%s: shares of force %d sum to %g", p.ID, f, sum)
			}
		}
	}
}

func TestBadNeighbours(t *testing.T) {
	const file, main = scenario.NeighboursFile, "scenario.yaml"
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"an unknown state", "neighbour,", "neighbor,", `unknown state "neighbor"`, `did you mean "neighbour"?`},
		{"the scenario's own state", "lead,one", "state,one", `"state" is the scenario's own state`, "its places stand in places.csv"},
		{"an id twice", "north/new", "north/old", `duplicate id "north/old"`, "line 2 has it too"},
		{"ids alike", "north/new", "North/Old", `the id "North/Old" is too like "north/old"`, `line 2 is "north/old"`},
		{"no id", "one,the only", "o ne,the only", "is not an id", "joined by a slash"},
		{"no region", ",all of it,", ",,", "a place in no region", "name of its region"},
		{"a latitude", ",-10,40,", ",-100,40,", "-100 is outside -90..90", ""},
		{"a longitude", ",-10,40,", ",-10,400,", "400 is outside -180..180", ""},
		{"no latitude", ",-10,40,", ",ten,40,", `expected a number, found "ten"`, "degrees"},
		{"nobody", ",800000", ",0", "0 is outside 1..1000000000", ""},
		{"half a person", ",800000", ",800000.5", "800000.5 is not a whole number of people", "thousands"},
		{"in thousands", ",40000000", ",40000", "the places of lead have 40000 people, and the state 40000000", "same year"},
		{"too many", ",800000", ",1800000", "the places of neighbour have 3000000 people, and the state 2000000", "same year"},
		{"a column missing", "state,id,name,region,lat,lon,population", "state,id,name,lat,lon,population", "missing column `region`", "the columns are state, id, name"},
	} {
		_, err := scenario.Load(abroad(t, strings.ReplaceAll(neighbours, c.from, c.to)))
		if err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), c.message) || !strings.Contains(err.Error(), c.hint) {
			t.Errorf("%s: got %v\nwant %q, hint %q", c.name, err, c.message, c.hint)
		}
	}
	for _, table := range []string{"", strings.SplitAfter(neighbours, "\n")[0]} {
		if _, err := scenario.Load(abroad(t, table)); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("an empty table: %v", err)
		}
	}
	m := abroad(t, neighbours, change{main, "places: places.csv", "places: neighbours.csv"})
	if _, err := scenario.Load(m); err == nil {
		t.Error("the nation's own places stand in neighbours.csv")
	}
}

func TestBadLaterCrises(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"shares", "local: later.local", "local: 0.9", "local and nationwide can sum to", "shares of all later crises"},
		{"a share", "local: later.local", "local: 65", "65 is outside the range 0..1", "0.65 for 65 %"},
		{"no days", "days: 14, towns", "days: 0, towns", "0 is outside the range 1..365", ""},
		{"few towns", "towns: 60", "towns: 3", "the state has 5 critical sites and regions with other places, and later crises at most 3 places", "towns: 5"},
		{"what nobody sees", "violent: 5000", "violents: 5000", `unknown quantity "violents"`, `"violent"`},
		{"a belief", "violent: 5000", "reliability: 1", "reliability is each ruler's own", "leave it out"},
		{"more than all", "attention: 0.9", "attention: 1.9", "attention can be from 1.9 to 1.9", "docs/scenario.md"},
		{"fewer than nobody", "violent: 5000", "violent: -1", "violent can be from -1 to -1", "docs/scenario.md"},
		{"a large army", "population: 2000000,", "population: 2000000, army: 500000,", "the neighbour has an army of up to 500000, and 2000000 people", "at most 20 %"},
		{"politics of nothing", "population: 2000000,", "population: 2000000, politics: {choice.fase: 1},", `unknown parameter "choice.fase"`, `"choice.face"`},
		{"politics of a coefficient", "population: 2000000,", "population: 2000000, politics: {society.curfew: 1},", `"society.curfew" is not a parameter of choices alone`, "only conditions and utilities of options read"},
		{"politics of what relations begin with", "population: 2000000,", "population: 2000000, politics: {belief.fear: 1},", `"belief.fear" is not a parameter of choices alone`, "only conditions and utilities of options read"},
		{"politics of another kind", "population: 2000000,", "population: 2000000, politics: {choice.face: 11},", "11 is outside the range -10..10", ""},
		{"politics of one's own", "target: true, population: 600000,", "target: true, population: 600000, politics: {choice.face: 1},", "state is the scenario's own state", "change the priors in parameters.yaml"},
		{"no army", "population: 2000000,", "population: 2000000, army: 0,", "0 is outside the range 1..10000000", "every one of them"},
	} {
		refused(t, c.name, small, main, c.message, c.hint, change{main, c.from, c.to})
	}
}

// A scenario that says nothing of later crises has what is usual, and what is usual is shown.
func TestUsualLaterCrises(t *testing.T) {
	m := changed(t, "small-state")
	text := string(m["scenario.yaml"].Data)
	for _, key := range []string{"  later:", "  vignette:"} {
		before, after, _ := strings.Cut(text, key)
		_, after, _ = strings.Cut(after, "\n")
		text = before + after
	}
	parameters := string(m["parameters.yaml"].Data)
	for _, name := range []string{"later.local:", "later.nationwide:"} {
		before, after, _ := strings.Cut(parameters, name)
		_, after, _ = strings.Cut(after, "\n")
		parameters = before + after
	}
	m["scenario.yaml"], m["parameters.yaml"] = &fstest.MapFile{Data: []byte(text)}, &fstest.MapFile{Data: []byte(parameters)}
	s, said := load(t, m), load(t, changed(t, "small-state"))
	if l := s.Relations.Later; l.Days != 14 || l.Towns != 60 || l.Local.String() != "0.65" || l.Nationwide.String() != "0.2" {
		t.Errorf("later crises are %+v", l)
	}
	if a, b := draw(t, s, 0, nil).Vignette(), draw(t, said, 0, nil).Vignette(); a != b {
		t.Errorf("the usual vignette is %+v, that of small-state %+v", a, b)
	}
	shown, err := s.Show().MarshalJSON()
	if err != nil || !strings.Contains(string(shown), `"towns": 60`) && !strings.Contains(string(shown), `"towns":60`) {
		t.Errorf("what is usual is not shown: %v", err)
	}
	if out := written(t, readFolder(t, m)); strings.Contains(string(out["scenario.yaml"].Data), "  later:") {
		t.Error("what was left out is written")
	}
}

// Neighbours are written as they were read, decide the hash, and can be changed.
func TestNeighboursAreWritten(t *testing.T) {
	m := abroad(t, strings.ReplaceAll(neighbours, "2.5", "2.50"))
	f := readFolder(t, m)
	if out := written(t, f); !bytes.Equal(out[scenario.NeighboursFile].Data, m[scenario.NeighboursFile].Data) {
		t.Errorf("written as\n%s", out[scenario.NeighboursFile].Data)
	}
	f.Neighbours[1].Population = 300001
	s := load(t, written(t, f))
	if s.Neighbours[1].Population != 300001 || s.Hash == load(t, m).Hash || s.Hash == load(t, changed(t, "small-state")).Hash {
		t.Error("a change of neighbours.csv is not in the scenario and its hash")
	}
	f.Neighbours = nil
	if _, there := written(t, f)[scenario.NeighboursFile]; there {
		t.Error("an empty neighbours.csv is written")
	}
}

// Whatever is thinned: regions keep their people, what is to be kept stays as it is, the
// largest place of a region stays, and the order of places and regions makes no difference.
func TestThin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var places []scenario.Place
		var keep []bool
		nr := rapid.IntRange(1, 6).Draw(t, "regions")
		for i := range rapid.IntRange(nr, 80).Draw(t, "places") {
			p := scenario.Place{ID: fmt.Sprintf("p%d", i), Region: i % nr, Population: float64(rapid.IntRange(1, 50).Draw(t, "people"))}
			places, keep = append(places, p), append(keep, rapid.IntRange(0, 9).Draw(t, "keep") == 0)
		}
		n := rapid.IntRange(1, 90).Draw(t, "n")
		kept, into := scenario.Thin(places, keep, n)
		people, after := make([]float64, nr), make([]float64, nr)
		largest, stays := make([]float64, nr), map[string]float64{}
		for _, p := range kept {
			after[p.Region] += p.Population
			stays[p.ID] = p.Population
		}
		for i, p := range places {
			people[p.Region] += p.Population
			largest[p.Region] = max(largest[p.Region], p.Population)
			if keep[i] && stays[p.ID] != p.Population {
				t.Fatalf("%s is to be kept with %g people, and has %g", p.ID, p.Population, stays[p.ID])
			}
			if k := kept[into[i]]; k.Region != p.Region || k.Population < p.Population {
				t.Fatalf("the people of %+v are in %+v", p, k)
			}
		}
		if !slices.Equal(people, after) {
			t.Fatalf("the regions have %v people, and had %v", after, people)
		}
		if len(kept) > n && len(kept) > len(places) || len(kept) < min(n, len(places)) {
			t.Fatalf("%d of %d places, asked for %d", len(kept), len(places), n)
		}
		for r := range nr {
			if !slices.ContainsFunc(kept, func(p scenario.Place) bool { return p.Region == r && p.Population >= largest[r] }) {
				t.Fatalf("region %d has lost its largest place", r)
			}
		}
		order := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for i := range places {
				if !yield(i) {
					return
				}
			}
		})).Draw(t, "order")
		var other []scenario.Place
		var otherKeep []bool
		for _, i := range order {
			p := places[i]
			p.Region = nr - 1 - p.Region
			other, otherKeep = append(other, p), append(otherKeep, keep[i])
		}
		again, _ := scenario.Thin(other, otherKeep, n)
		if len(again) != len(kept) {
			t.Fatalf("%d places in another order, and %d", len(again), len(kept))
		}
		for _, p := range again {
			if stays[p.ID] != p.Population {
				t.Fatalf("in another order %s has %g people, and %g", p.ID, p.Population, stays[p.ID])
			}
		}
	})
}
