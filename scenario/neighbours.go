package scenario

import (
	"fmt"
	"slices"

	"casus/files"
	"casus/scenario/source"
)

// NeighboursFile says where the people of other states live; it may be missing.
const NeighboursFile = "neighbours.csv"

// Neighbour is a place of another state than the scenario's own.
type Neighbour struct {
	State      string // id of one of relations.states
	ID, Name   string
	Region     string
	Lat, Lon   float64 // degrees
	Population float64 // people
}

// neighbourColumns are those of neighbours.csv.
var neighbourColumns = []string{"state", "id", "name", "region", "lat", "lon", "population"}

// Nation is where a later crisis of a state plays: its places, thinned, and what stands in them.
type Nation struct {
	Places      []Place     // Region is one of Regions; their people sum to the state's
	Regions     int         // how many
	Capital     int         // a place
	Largest     int         // a place
	Critical    []int       // places
	Bases       [][]float64 // by force, by place: which share of the force is based there
	Settlements int         // for how many the places stand
}

// Nation gives that of a state by its index in relations.states.
func (s *Scenario) Nation(k int) *Nation { return &s.nations[k] }

// neighbours reads neighbours.csv where there is one.
func (l *loader) neighbours() {
	s := l.s
	there, err := files.There(l.fsys, NeighboursFile)
	if err != nil {
		l.add(NeighboursFile, err)
	}
	if !there || err != nil {
		return
	}
	if s.Society.Places == NeighboursFile {
		l.bad("$.society.places", "give the file another name, such as places.csv", "%s holds the places of other states", NeighboursFile)
		return
	}
	csv, err := source.ReadCSV(l.fsys, NeighboursFile, neighbourColumns...)
	if err != nil {
		l.add(NeighboursFile, err)
		return
	}
	l.abroad = csv
	if len(csv.Rows) == 0 {
		l.add(NeighboursFile, source.Problem{File: NeighboursFile, Message: "the table has no rows", Hint: "leave the file out, and other states have the towns of the scenario's own in proportion"})
		return
	}
	states := ids(s.Relations.States, func(p Peer) string { return p.ID })
	unknown, folded := map[string]bool{}, map[string]int{}
	for i, row := range csv.Rows {
		p := Neighbour{State: row.Text("state"), ID: row.Text("id"), Name: row.Text("name"), Region: row.Text("region")}
		p.Lat, p.Lon, p.Population = l.position(row)
		l.placeID(row, p.ID)
		if p.Region == "" {
			l.problems = append(l.problems, row.Problem("region", "a place in no region", "write the name of its region"))
		}
		switch k := slices.Index(states, p.State); {
		case k < 0 && !unknown[p.State]:
			unknown[p.State] = true // told once, not for each of its places
			l.problems = append(l.problems, row.Problem("state", fmt.Sprintf("unknown state %q", p.State), didYouMean(p.State, states)))
		case k >= 0 && s.Relations.States[k].Target && !unknown[p.State]:
			unknown[p.State] = true
			l.problems = append(l.problems, row.Problem("state", fmt.Sprintf("%q is the scenario's own state", p.State), "its places stand in "+s.Society.Places))
		}
		name := p.State + "\n" + source.Fold(p.ID)
		if j, twice := folded[name]; twice {
			message, hint := twin("id", p.ID, s.Neighbours[j].ID, fmt.Sprintf("line %d", csv.Rows[j].Line))
			l.problems = append(l.problems, row.Problem("id", message, hint))
		}
		folded[name] = i
		s.Neighbours = append(s.Neighbours, p)
	}
}

// checkNeighbours compares the people of places abroad with those of their states.
func (l *loader) checkNeighbours() {
	s := l.s
	for _, p := range s.Relations.States {
		people, first := 0.0, -1
		for i, q := range s.Neighbours {
			if q.State == p.ID {
				people += q.Population
				if first < 0 {
					first = i
				}
			}
		}
		if first >= 0 && (people > mostOff*p.Population || p.Population > mostOff*people) {
			l.problems = append(l.problems, l.abroad.Rows[first].Problem("state", fmt.Sprintf("the places of %s have %s people, and the state %s in relations.states", p.ID, plain(people), plain(p.Population)), "write the people of the same year in both; the country around the towns counts too"))
		}
	}
}

// settled gives the places of a state before they are thinned, which of them must be
// kept, and whether they are those of the scenario's own nation: so for its own state, and
// for those that have none in neighbours.csv.
func (s *Scenario) settled(k int) (places []Place, keep []bool, own bool) {
	regions := map[string]int{}
	for _, q := range s.Neighbours {
		if q.State != s.Relations.States[k].ID {
			continue
		}
		r, known := regions[q.Region]
		if !known {
			r = len(regions)
			regions[q.Region] = r
		}
		places = append(places, Place{ID: q.ID, Name: q.Name, Region: r, Lat: q.Lat, Lon: q.Lon, Population: q.Population})
	}
	if len(places) > 0 {
		keep = make([]bool, len(places))
		for _, i := range largest(places)[:min(len(places), 1+len(s.State.Critical))] {
			keep[i] = true
		}
		return places, keep, false
	}
	keep = make([]bool, len(s.Places))
	for _, id := range append([]string{s.State.Capital, s.State.Largest}, s.State.Critical...) {
		keep[s.PlaceIndex(id)] = true
	}
	return s.Places, keep, true
}

// largest gives the indices of places, those with most people first.
func largest(places []Place) []int {
	list := make([]int, len(places))
	for i := range list {
		list[i] = i
	}
	slices.SortFunc(list, func(a, b int) int { return smaller(&places[b], &places[a]) })
	return list
}

// settle works out the nation of every state.
func (s *Scenario) settle() {
	for k := range s.Relations.States {
		s.nations = append(s.nations, s.nation(k))
	}
}

// nation builds that of state k. Where only its places are known, its largest town is the
// capital, and as many of the largest are critical sites, or bases of a force, as at home.
func (s *Scenario) nation(k int) Nation {
	all, keep, own := s.settled(k)
	kept, into := Thin(all, keep, s.Relations.Later.Towns)
	n := Nation{Places: kept, Settlements: max(len(all), len(s.Places))}
	people := 0.0
	for _, p := range kept {
		people += p.Population
		n.Regions = max(n.Regions, p.Region+1)
	}
	for i := range kept {
		kept[i].Population = float64(kept[i].Population * (s.Relations.States[k].Population / people))
	}
	at := func(ids []string) (list []int) { // where places of the scenario's own nation have come to lie
		for _, id := range ids {
			list = append(list, into[s.PlaceIndex(id)])
		}
		return list
	}
	if !own {
		order := largest(kept)
		at = func(ids []string) []int { return order[:min(len(ids), len(order))] }
	}
	n.Capital, n.Largest, n.Critical = at([]string{s.State.Capital})[0], at([]string{s.State.Largest})[0], at(s.State.Critical)
	for _, f := range s.State.Forces {
		where := at(f.Places)
		if len(f.Places) == 0 {
			where = into // in every place
		}
		share := make([]float64, len(kept))
		for _, i := range where {
			share[i] += 1 / float64(len(where))
		}
		n.Bases = append(n.Bases, share)
	}
	return n
}
