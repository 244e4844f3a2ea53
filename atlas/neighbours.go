package atlas

import (
	"fmt"
	"slices"
	"strings"

	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
)

// abroadTowns is in how many places the people of another state live, where it may have
// a later crisis.
const abroadTowns = 60

// elsewhere is another state of a scenario: its id there, its code, and its people there.
type elsewhere struct {
	id, iso3 string
	people   float64
}

// mayHave reports whether a state other than the scenario's own may have later crises.
func mayHave(p scenario.Peer) bool { return !p.Target && p.CrisisRate.String() != "0" }

// abroad puts the people of the states that may have later crises in places of theirs.
func (d *drawing) abroad() ([]scenario.Neighbour, error) {
	var wanted []elsewhere
	for k, p := range d.doc.Relations.States {
		if mayHave(p) && d.data.isState(d.peer[k]) {
			wanted = append(wanted, elsewhere{p.ID, d.peer[k], p.Population})
		}
	}
	list, err := d.data.abroad(wanted, d.Year)
	if list != nil {
		d.source("places of other states", fmt.Sprintf("neighbours.csv: %d places", len(list)), "derived, as those of the state", "geonames")
	}
	return list, err
}

// abroad gives the places of states: their towns, and one place for the country of each
// region, thinned; together they have the people that the scenario says.
func (g *gathered) abroad(wanted []elsewhere, year int) (list []scenario.Neighbour, err error) {
	theirs := func(state, _ string) bool {
		return slices.ContainsFunc(wanted, func(x elsewhere) bool { return x.iso3 == state })
	}
	rs, err := regions.some(library.World(), theirs)
	if err != nil {
		return nil, err
	}
	ps, err := places.some(library.World(), theirs)
	if err != nil {
		return nil, err
	}
	for _, x := range wanted {
		s := &Sheet{ISO3: x.iso3, Name: g.name(x.iso3), Year: year, data: g}
		if err := s.people(); err != nil {
			return nil, err
		}
		s.People.Value = x.people
		s.settle(of(rs, func(r regionRow) bool { return r.iso3 == x.iso3 }), of(ps, func(p placeRow) bool { return p.iso3 == x.iso3 }))
		list = append(list, s.thinned(x.id)...)
	}
	return list, nil
}

// Neighbourhood is what the atlas has of the other states of a scenario.
type Neighbourhood struct {
	Places  []scenario.Neighbour // for neighbours.csv
	Armies  map[string]Figure    // people under arms, by id in relations.states
	Answers map[string][]Answer  // to protest, by id in relations.states; none before any are coded
	Unknown []string             // names of states that the atlas does not have
}

// Answer is how much likelier a government answered protest in some way than that of the
// scenario's own state, in log odds.
type Answer struct {
	What    string // "accommodated"
	Differs float64
}

// Neighbours gives places and armies of the states of a scenario that may have later
// crises, at the beginning of a year. States are known by their names, or by their ids.
func Neighbours(s *scenario.Scenario, year int) (*Neighbourhood, error) {
	if year < First || year > Last {
		return nil, &MissingState{fmt.Sprintf("the atlas has nothing of %d", year), fmt.Sprintf("it goes from %d to %d", First, Last)}
	}
	all, err := everyState()
	if err != nil {
		return nil, err
	}
	g, n := &gathered{all: all}, &Neighbourhood{Armies: map[string]Figure{}, Answers: map[string][]Answer{}}
	var wanted []elsewhere
	own := ""
	for _, p := range s.Relations.States {
		if !p.Target && !mayHave(p) {
			continue
		}
		k := slices.IndexFunc(all, func(x stateRow) bool {
			name := source.Fold(source.Slug(x.name))
			return name == source.Fold(source.Slug(p.Name)) || name == source.Fold(p.ID)
		})
		switch {
		case k < 0 && !p.Target:
			n.Unknown = append(n.Unknown, p.Name)
		case k >= 0 && p.Target:
			own = all[k].iso3
		case k >= 0:
			wanted = append(wanted, elsewhere{p.ID, all[k].iso3, p.Population})
		}
	}
	theirs := func(state, _ string) bool {
		return slices.ContainsFunc(wanted, func(x elsewhere) bool { return x.iso3 == state })
	}
	if g.people, err = population.some(library.World(), theirs); err != nil {
		return nil, err
	}
	if g.indicators, err = indicators.some(library.World(), func(state, id string) bool {
		return theirs(state, "") && slices.Contains(ofPartners, id)
	}); err != nil {
		return nil, err
	}
	if n.Places, err = g.abroad(wanted, year); err != nil {
		return nil, err
	}
	for _, x := range wanted {
		if f, ok := g.armedOf(x.iso3, year); ok && f.Value >= leastArmy {
			n.Armies[x.id] = f
		}
	}
	if own == "" || year <= unrestFrom {
		return n, nil
	}
	if g.unrest, err = everyUnrest(); err != nil {
		return nil, err
	}
	for _, a := range answers {
		here, known := g.odds(a.form, own, year)
		for _, x := range wanted {
			if theirs, also := g.odds(a.form, x.iso3, year); known && also {
				n.Answers[x.id] = append(n.Answers[x.id], Answer{a.what, hundredths(theirs - here)})
			}
		}
	}
	return n, nil
}

func of[T any](list []T, is func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !is(x) })
}

// thinned gives the places of a state under an id: the largest towns, and the country of
// each region where its people are. The capital stands, however small.
func (s *Sheet) thinned(id string) (list []scenario.Neighbour) {
	var all []scenario.Place
	var keep []bool
	ids, regions := make([]string, len(s.Regions)), map[string]bool{}
	towns, rest := s.homes(len(s.Towns))
	for i, r := range s.Regions {
		ids[i] = unique(r.Name, strings.ToLower(source.Slug(r.ID)), regions)
		taken := map[string]bool{}
		add := func(called, name, otherwise string, lat, lon, people float64, kept bool) {
			all = append(all, scenario.Place{ID: ids[i] + "/" + unique(called, otherwise, taken), Name: name, Region: i, Lat: lat, Lon: lon, Population: people})
			keep = append(keep, kept)
		}
		for _, t := range towns[i] {
			add(t.Name, t.Name, fmt.Sprint(t.GeoNameID), t.Lat, t.Lon, t.People, t.Kind == "capital")
		}
		if rest[i] >= 1 {
			add("country", r.Name+", country", "", r.Lat, r.Lon, rest[i], false)
		}
	}
	kept, _ := scenario.Thin(all, keep, abroadTowns)
	for _, p := range kept {
		list = append(list, scenario.Neighbour{State: id, ID: p.ID, Name: p.Name, Region: ids[p.Region], Lat: p.Lat, Lon: p.Lon, Population: p.Population})
	}
	return list
}
