// Package atlas holds what open data say of any state at the beginning of any year since
// 1951, and draws a scenario from it.
//
// [State] gives the sheet of a state: people, regions, places, economy, regime, forces,
// organisations, alignment and unrest, each number with its year and kind. [Draw] turns
// a sheet into the files of a scenario. The data lie in library/world, whose README
// names sources and licences.
package atlas

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"casus/library"
	"casus/scenario/source"
)

// Listed is a state of the atlas.
type Listed struct {
	ISO3   string `json:"iso3"`
	Name   string `json:"name"`
	Area   string `json:"area" doc:"area of the world"`
	Years  string `json:"years" doc:"of which there are sheets"`
	People int    `json:"people" doc:"in 2020"`
}

// MissingState is the error for a state or year of which there is no sheet.
type MissingState struct{ message, hint string }

func (e *MissingState) Error() string {
	return strings.TrimSuffix(e.message+"; "+e.hint, "; ")
}

// The tables of which all rows are needed are read once. Of the others, which are
// larger, only the rows that are needed.
var (
	everyState     = once(states)
	everySpell     = once(regimes)
	everyOrg       = once(organisations)
	everyMember    = once(alliances)
	everyAlignment = once(alignment)
	everyUnrest    = once(unrest)
	everyCapital   = once(capitals)
	everyRival     = once(rivals)
	everyHistory   = once(history)
)

func once[T any](t table[T]) func() ([]T, error) {
	return sync.OnceValues(func() ([]T, error) { return t.all(library.World()) })
}

// gone are codes of states that are no more, and where they are in the tables.
var gone = map[string]string{
	"SUN": "the Soviet Union is RUS", "YUG": "Yugoslavia is SRB", "SCG": "Serbia and Montenegro is SRB",
	"CSK": "it knows Czechoslovakia as a member of alliances only", "DDR": "it knows the German Democratic Republic as a member of alliances only",
	"VDR": "it knows the Republic of Vietnam as a member of alliances only", "YMD": "it knows South Yemen as a member of alliances only",
}

// named is the row of a state; the error tells which code may have been meant.
func named(iso3 string) (stateRow, error) {
	list, err := everyState()
	if err != nil {
		return stateRow{}, err
	}
	if now, ok := gone[strings.ToUpper(iso3)]; ok {
		return stateRow{}, &MissingState{fmt.Sprintf("the atlas has no sheet of %s", iso3), now}
	}
	var known []string
	for _, s := range list {
		if s.iso3 == iso3 {
			return s, nil
		}
		known = append(known, s.iso3)
	}
	for _, s := range list {
		if source.Fold(s.name) == source.Fold(iso3) || s.iso3 == strings.ToUpper(iso3) {
			return s, &MissingState{fmt.Sprintf("no state has the code %q", iso3), "did you mean " + s.iso3 + ", " + s.name + "?"}
		}
	}
	hint := "casus atlas lists the states and their codes"
	if meant := source.Suggest(strings.ToUpper(iso3), known); meant != "" {
		hint = "did you mean " + meant + "? " + hint
	}
	return stateRow{}, &MissingState{fmt.Sprintf("no state has the code %q", iso3), hint}
}

// The first and the last year of which there can be a sheet: those after the first and
// the last that the tables know well.
const (
	First = 1951
	Last  = 2025
)

// List gives the states of the atlas, by name.
func List() ([]Listed, error) {
	world := library.World()
	all, err := everyState()
	if err != nil {
		return nil, err
	}
	spells, err := everySpell()
	if err != nil {
		return nil, err
	}
	people, err := population.all(world)
	if err != nil {
		return nil, err
	}
	in2020 := map[string]float64{}
	for _, p := range people {
		if p.year == 2020 {
			in2020[p.iso3] = p.everybody
		}
	}
	list := make([]Listed, len(all))
	for i, s := range all {
		list[i] = Listed{s.iso3, s.name, areas[s.area], yearsOf(existence(spells, s.iso3)), int(in2020[s.iso3])}
	}
	slices.SortFunc(list, func(a, b Listed) int { return cmp.Compare(source.Fold(a.Name), source.Fold(b.Name)) })
	return list, nil
}

// areas names the areas of the world, which are those of the Sustainable Development Goals.
var areas = map[string]string{
	"australia_and_new_zealand": "Australia and New Zealand", "central_and_southern_asia": "Central and Southern Asia",
	"eastern_and_south_eastern_asia": "Eastern and South-Eastern Asia", "europe_and_northern_america": "Europe and Northern America",
	"latin_america_and_the_caribbean": "Latin America and the Caribbean", "northern_africa_and_western_asia": "Northern Africa and Western Asia",
	"oceania_exc_australia_and_new_zealand": "Oceania without Australia and New Zealand", "sub_saharan_africa": "Sub-Saharan Africa",
}

// span is a row of years.
type span struct{ from, to int }

// uncoded are the states of which the table of regimes has nothing, with the year from
// whose end on there was one: the Palestinian Authority is of 1994.
var uncoded = map[string]int{"PSE": 1994, "VAT": 1929}

// existence gives the years at whose beginning a state existed: those after the ones of
// which a regime is coded.
func existence(spells []regimeRow, iso3 string) (list []span) {
	if from, ok := uncoded[iso3]; ok {
		return []span{{max(First, from+1), Last}}
	}
	for _, r := range spells {
		s := span{max(r.from+1, First), min(r.to+1, Last)}
		if r.iso3 != iso3 || s.from > s.to {
			continue
		}
		if n := len(list); n > 0 && list[n-1].to+1 >= s.from {
			list[n-1].to = max(list[n-1].to, s.to)
		} else {
			list = append(list, s)
		}
	}
	return list
}

func yearsOf(list []span) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, fmt.Sprintf("%d–%d", s.from, s.to))
	}
	return strings.Join(parts, ", ")
}

// gathered is what the tables say that concerns a state.
type gathered struct {
	state      stateRow
	all        []stateRow
	regions    []regionRow
	places     []placeRow
	spells     []regimeRow // of all states
	rulers     []rulerRow
	orgs       []organisationRow
	members    []membershipRow // of all states
	people     []peopleRow     // of the state and those around it
	indicators []indicatorRow  // likewise
	alignment  []alignmentRow  // of all states
	unrest     []unrestRow     // of all states
	violence   []violenceRow
	capitals   []capitalRow
	rivals     []rivalRow
	history    []historyRow
}

// gather reads the tables, at once, and of the large ones only the rows that are needed.
func gather(iso3 string, year int) (*gathered, error) {
	g := &gathered{}
	var err error
	if g.state, err = named(iso3); err != nil {
		return nil, err
	}
	world := library.World()
	g.all, _ = everyState() // named has read it
	if g.orgs, err = everyOrg(); err != nil {
		return nil, err
	}
	if g.members, err = everyMember(); err != nil {
		return nil, err
	}
	around := g.around(year)
	own := func(state, _ string) bool { return state == iso3 }
	var work errgroup.Group
	rows(&work, &g.regions, regions, world, own)
	rows(&work, &g.places, places, world, own)
	whole(&work, &g.spells, everySpell)
	rows(&work, &g.rulers, rulers, world, own)
	rows(&work, &g.people, population, world, func(state, _ string) bool { return around[state] })
	rows(&work, &g.indicators, indicators, world, func(state, id string) bool {
		return state == iso3 || around[state] && slices.Contains(ofPartners, id)
	})
	whole(&work, &g.alignment, everyAlignment)
	whole(&work, &g.unrest, everyUnrest)
	rows(&work, &g.violence, violence, world, own)
	whole(&work, &g.capitals, everyCapital)
	whole(&work, &g.rivals, everyRival)
	whole(&work, &g.history, everyHistory)
	return g, work.Wait()
}

// ofPartners are the indicators that are needed of other states.
var ofPartners = []string{"armed_forces", "military_expenditure_pct_gdp", "gdp_pc_usd2015", "urban_pct"}

func rows[T any](work *errgroup.Group, into *[]T, t table[T], world fs.FS, wanted func(first, second string) bool) {
	work.Go(func() (err error) {
		*into, err = t.some(world, wanted)
		return err
	})
}

func whole[T any](work *errgroup.Group, into *[]T, all func() ([]T, error)) {
	work.Go(func() (err error) {
		*into, err = all()
		return err
	})
}

// GreatPowers are those whose votes and weight every scenario has.
var GreatPowers = []string{"USA", "RUS", "CHN"}

// around are the states that matter to a state in a year: itself, those of its part of
// the world, its neighbours, the great powers, and all with whom it shares an
// organisation or a pact.
func (g *gathered) around(year int) map[string]bool {
	set := map[string]bool{g.state.iso3: true}
	for _, x := range g.all {
		if x.area == g.state.area {
			set[x.iso3] = true
		}
	}
	for _, n := range g.state.neighbours {
		set[n.ISO3] = true
	}
	for _, p := range GreatPowers {
		set[p] = true
	}
	for _, m := range g.members {
		if m.iso3 != g.state.iso3 || m.from > year || m.to < year {
			continue
		}
		for _, other := range g.members {
			if other.org == m.org && other.from <= year && other.to >= year {
				set[other.iso3] = true
			}
		}
	}
	for iso3, x := range former {
		if set[iso3] {
			for now := range x.now {
				set[now] = true
			}
		}
	}
	return set
}
