package atlas

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/borders"
	"casus/library"
)

// Sheet is what is known of a state at the beginning of a year.
//
// Everything is of the year before, or older: codings of a year often hold already
// what a crisis of that year made. Organisations have the members of the turn of the year.
type Sheet struct {
	ISO3          string      `json:"iso3"`
	Name          string      `json:"name"`
	Year          int         `json:"year"`
	Area          string      `json:"area" doc:"area of the world"`
	AreaKM2       float64     `json:"area_km2"`
	People        Figure      `json:"people"`
	Ages          []Band      `json:"ages" doc:"shares of the people"`
	Urban         *Figure     `json:"urban,omitempty" doc:"share of the people in towns"`
	Regions       []Region    `json:"regions"`
	Towns         []Town      `json:"towns" doc:"listed places, largest first"`
	Capital       string      `json:"capital"`
	Neighbours    []Neighbour `json:"neighbours"`
	Regime        *Regime     `json:"regime,omitempty"`
	RulerSince    string      `json:"ruler_since,omitempty" doc:"month in which the ruler of the end of the year before came into office"`
	Economy       []Series    `json:"economy"`
	Organisations []Bloc      `json:"organisations" doc:"organisations and pacts at the beginning of the year; the first is the one most likely to be asked"`
	Voting        []Vote      `json:"voting" doc:"positions in the General Assembly of the United Nations"`
	Unrest        *Unrest     `json:"unrest,omitempty"`
	Violence      *Violence   `json:"violence,omitempty"`
	Notes         []string    `json:"notes,omitempty" doc:"where the tables speak of another state than that of the year"`
	Missing       []string    `json:"missing" doc:"what a scenario needs and no table has for this state and year"`

	data *gathered
}

// Band is a band of age.
type Band struct {
	From  int     `json:"from" doc:"age in years"`
	To    int     `json:"to" doc:"age in years, 0 for open"`
	Share float64 `json:"share"`
}

// Region is a first-level region.
type Region struct {
	ID      string  `json:"id" doc:"ISO 3166-2, or as the source of its boundary"`
	Name    string  `json:"name"`
	Lat     float64 `json:"lat" doc:"of its people, degrees"`
	Lon     float64 `json:"lon"`
	AreaKM2 float64 `json:"area_km2"`
	People  Figure  `json:"people"`
	InTowns float64 `json:"in_towns" doc:"people of its listed towns"`
}

// Town is a listed place.
type Town struct {
	Name      string  `json:"name"`
	Region    string  `json:"region"`
	Kind      string  `json:"kind" doc:"capital, seat or town"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	People    float64 `json:"people"`
	GeoNameID int     `json:"geonameid"`
	Listed    float64 `json:"listed" doc:"people in the table"`
	ListedOf  int     `json:"listed_of" doc:"year of the table's last change"`
}

// Neighbour shares a land border.
type Neighbour struct {
	ISO3     string  `json:"iso3"`
	Name     string  `json:"name"`
	BorderKM float64 `json:"border_km"`
}

// Regime of a state.
type Regime struct {
	Year      int      `json:"year"`
	Level     *float64 `json:"electoral_level,omitempty" doc:"0 to 6; 4 and more: competitive elections (Skaaning, Gerring, Bartusevičius)"`
	Liberties string   `json:"liberties,omitempty" doc:"1 where political liberties are kept"`
	Type      string   `json:"type,omitempty" doc:"as Anckar and Fredriksson have it"`
	Since     int      `json:"since" doc:"first year of this coding"`
	From      string   `json:"from" doc:"anckar, carried (from an earlier year) or hand"`
}

// Series is an indicator and its figure.
type Series struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
	Figure
}

// Bloc is an organisation or a pact at the beginning of the year.
type Bloc struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Kind       string   `json:"kind" doc:"organisation or bilateral"`
	Obligation string   `json:"obligation" doc:"defence, consultation, cooperation or none"`
	Domestic   string   `json:"domestic" doc:"may it act in a member's own crisis: request, organ (also by its own decision) or none"`
	Decision   string   `json:"decision" doc:"consensus, majority, two_thirds, lead_state, bilateral or request"`
	Lead       []string `json:"lead"`
	Precedents []string `json:"precedents" doc:"interventions before the year"`
	Members    []string `json:"members" doc:"with a vote"`
	Suspended  []string `json:"suspended,omitempty"`
}

// Vote is the position of a power, beside that of the state.
type Vote struct {
	ISO3       string   `json:"iso3"`
	Name       string   `json:"name"`
	Ideal      Figure   `json:"ideal_point" doc:"Bailey, Strezhnev and Voeten"`
	Difference *float64 `json:"difference,omitempty" doc:"to the state's position"`
	Agreement  *float64 `json:"agreement,omitempty" doc:"share of votes in which both voted alike"`
}

// Unrest is the mean of protests a year over some years.
type Unrest struct {
	From  int                `json:"from"`
	To    int                `json:"to"`
	Means map[string]float64 `json:"means" doc:"per year, by form"`
}

// Violence is the mean of deaths a year over some years.
type Violence struct {
	From   int                `json:"from"`
	To     int                `json:"to"`
	Deaths map[string]float64 `json:"deaths" doc:"per year, by sort"`
}

// State gives the sheet of a state by its code of ISO 3166-1, such as LKA, at the
// beginning of a year from 1951 to 2025. The error is a [MissingState] where there is
// no such state, or not in that year.
func State(iso3 string, year int) (*Sheet, error) {
	if year < First || year > Last {
		return nil, &MissingState{fmt.Sprintf("there is no sheet of the year %d", year), fmt.Sprintf("the atlas goes from %d to %d", First, Last)}
	}
	g, err := gather(iso3, year)
	if err != nil {
		return nil, err
	}
	years := existence(g.spells, iso3)
	if !slices.ContainsFunc(years, func(s span) bool { return s.from <= year && year <= s.to }) {
		return nil, &MissingState{fmt.Sprintf("%s was no state of its own at the beginning of %d, or nothing is coded of it", g.state.name, year), "there are sheets of " + yearsOf(years)}
	}
	s := &Sheet{ISO3: iso3, Name: g.state.name, Year: year, Area: g.state.area, AreaKM2: g.state.km2, Capital: g.state.capital, data: g, Missing: []string{}}
	if err := s.people(); err != nil {
		return nil, err
	}
	s.settle(g.regions, g.places)
	s.seat()
	for _, h := range g.history {
		if h.iso3 == iso3 && h.from <= year && year <= h.to {
			s.Notes = append(s.Notes, h.what)
		}
	}
	s.neighbours()
	s.regime()
	s.economy()
	s.blocs()
	s.votes()
	s.unrest()
	s.missing("police: officers per 1,000 people")
	s.missing("prices of food and fuel")
	s.missing("who belongs to which ethnic or religious group, by region")
	s.missing("who sympathises with whom, by region and cohort")
	return s, nil
}

// Boundaries gives the outlines of the state's regions, by their codes.
func (s *Sheet) Boundaries() (borders.Regions, error) { return Boundaries(library.World(), s.ISO3) }

func (s *Sheet) missing(what string, args ...any) {
	s.Missing = append(s.Missing, fmt.Sprintf(what, args...))
}

// lastCounted is the last year of which the table of people has estimates and no
// projections.
const lastCounted = 2023

// people in the middle of the year before, by age.
func (s *Sheet) people() error {
	p, ok := s.data.peopleIn(s.ISO3, s.Year-1)
	if !ok {
		return &MissingState{fmt.Sprintf("the table of people has nothing of %s in %d", s.Name, s.Year-1), ""}
	}
	s.People = Figure{Value: p.everybody, Year: s.Year - 1, Kind: Datum}
	if s.People.Year > lastCounted {
		s.People.Kind, s.People.How = Derived, "projection"
	}
	edges := []int{0, 15, 25, 40, 65, 0}
	for i, n := range p.ages {
		s.Ages = append(s.Ages, Band{edges[i], max(0, edges[i+1]-1), n / p.everybody})
	}
	if f, ok := lastOrClosest(s.data.indicators, s.ISO3, "urban_pct", s.Year-1); ok {
		f.Value /= 100
		s.Urban = &f
	} else {
		s.missing("the share of the people in towns")
	}
	return nil
}

func (g *gathered) peopleIn(iso3 string, year int) (peopleRow, bool) {
	i := slices.IndexFunc(g.people, func(p peopleRow) bool { return p.iso3 == iso3 && p.year == year })
	if i < 0 {
		return peopleRow{}, false
	}
	return g.people[i], true
}

// settle gives regions and towns their people of the year before. The regions keep their
// shares of the table, which is of 2020. Towns keep theirs of the nation, but are
// scaled down where together they would exceed the share in towns of the year, and
// where those of a region would exceed the region.
func (s *Sheet) settle(regions []regionRow, places []placeRow) {
	all, inTowns := 0.0, 0.0
	for _, r := range regions {
		all += r.people
	}
	for _, p := range places {
		inTowns += p.people
	}
	growth := s.People.Value / all
	fit := 1.0
	if s.Urban != nil && inTowns > s.Urban.Value*all {
		fit = s.Urban.Value * all / inTowns
	}
	how := "share of the people in 2020, of the people of the year before"
	for _, r := range regions {
		f := Figure{Value: r.people * growth, Year: s.People.Year, Kind: Derived, How: how}
		s.Regions = append(s.Regions, Region{ID: r.id, Name: r.name, Lat: r.lat, Lon: r.lon, AreaKM2: r.km2, People: f})
	}
	inRegion := map[string]float64{}
	for _, p := range places {
		inRegion[p.region] += p.people * growth * fit
	}
	kinds := map[string]string{"C": "capital", "A": "seat", "P": "town"}
	for _, p := range places {
		i := slices.IndexFunc(s.Regions, func(r Region) bool { return r.ID == p.region })
		people := p.people * growth * fit
		people *= min(1, s.Regions[i].People.Value/inRegion[p.region])
		s.Regions[i].InTowns += people
		s.Towns = append(s.Towns, Town{p.name, p.region, kinds[p.kind], p.lat, p.lon, people, p.id, p.people, p.year})
	}
	slices.SortStableFunc(s.Towns, func(a, b Town) int { return cmp.Compare(b.People, a.People) })
}

// seat has the capital of the year among the towns: another than today's is marked in its place.
func (s *Sheet) seat() {
	until := always
	for _, c := range s.data.capitals {
		if c.iso3 == s.ISO3 && s.Year <= c.to && c.to < until {
			s.Capital, until = c.name, c.to
		}
	}
	if until == always {
		return
	}
	for i := range s.Towns {
		t := &s.Towns[i]
		switch {
		case t.Name == s.Capital:
			t.Kind = "capital"
		case t.Kind == "capital":
			t.Kind = "seat"
		}
	}
}

// share is the part of the people who are in a band of ages, by its first age.
func (s *Sheet) share(from ...int) (sum float64) {
	for _, b := range s.Ages {
		if slices.Contains(from, b.From) {
			sum += b.Share
		}
	}
	return sum
}

func (s *Sheet) neighbours() {
	for _, n := range s.data.state.neighbours {
		n.Name = s.data.name(n.ISO3)
		s.Neighbours = append(s.Neighbours, n)
	}
	slices.SortFunc(s.Neighbours, func(a, b Neighbour) int { return strings.Compare(a.ISO3, b.ISO3) })
}

// name of a state by its code; the code itself for those that are no more.
func (g *gathered) name(iso3 string) string {
	if x, ok := former[iso3]; ok {
		return x.name
	}
	return cmp.Or(g.row(iso3).name, iso3)
}

// regimeIn is the coding of a state in a year.
func (g *gathered) regimeIn(iso3 string, year int) (regimeRow, bool) {
	for _, r := range g.spells {
		if r.iso3 == iso3 && r.from <= year && year <= r.to {
			return r, true
		}
	}
	return regimeRow{}, false
}

func (s *Sheet) regime() {
	r, ok := s.data.regimeIn(s.ISO3, s.Year-1)
	if !ok {
		s.missing("the regime of the year before")
	} else {
		s.Regime = &Regime{Year: s.Year - 1, Level: r.level, Liberties: r.liberties, Type: r.kind, Since: r.from, From: r.origin}
		if r.kind == "" {
			s.missing("the type of the regime of the year before")
		}
	}
	december := month(12*(s.Year-1) + 11)
	for _, x := range s.data.rulers {
		if x.from <= december && december <= x.to {
			s.RulerSince = x.from.String() // the last one, where two share a month
		}
	}
	if s.RulerSince == "" {
		s.missing("since when the ruler is in office")
	}
}

func (s *Sheet) economy() {
	for _, k := range Indicators {
		f, ok := latest(s.data.indicators, s.ISO3, k.ID, s.Year-1)
		if k.ID == "armed_forces" {
			f, ok = s.data.armedOf(s.ISO3, s.Year)
		}
		switch {
		case k.ID == "urban_pct": // among the people
		case ok:
			s.Economy = append(s.Economy, Series{k.ID, k.Name, k.Unit, f})
		case k.Drawn:
			s.missing("%s", k.Name)
		}
	}
}

// figure of an indicator, or nil.
func (s *Sheet) figure(id string) *Figure {
	for _, x := range s.Economy {
		if x.ID == id {
			return &x.Figure
		}
	}
	return nil
}

func (s *Sheet) votes() {
	g := s.data
	mine, known := g.voteOf(s.ISO3, s.Year-1)
	if !known {
		s.missing("the position of the state in the General Assembly")
	}
	list := []string{s.ISO3}
	for _, iso3 := range append(slices.Clone(GreatPowers), s.leads()...) {
		if !slices.Contains(list, iso3) {
			list = append(list, iso3)
		}
	}
	for _, iso3 := range list {
		row, ok := g.voteOf(iso3, s.Year-1)
		if !ok {
			if iso3 != s.ISO3 {
				s.missing("the position of %s in the General Assembly", g.name(iso3))
			}
			continue
		}
		v := Vote{ISO3: iso3, Name: g.name(iso3), Ideal: Figure{Value: row.ideal, Year: row.year, Kind: Datum}}
		if row.year != s.Year-1 {
			v.Ideal.Kind = Carried
		}
		if known && iso3 != s.ISO3 {
			d := math.Abs(row.ideal - mine.ideal)
			v.Difference = &d
			v.Agreement = map[string]*float64{"USA": mine.agreeUSA, "RUS": mine.agreeRUS, "CHN": mine.agreeC}[iso3]
		}
		s.Voting = append(s.Voting, v)
	}
}

// voteKeeps is for how many years a position in the Assembly is carried.
const voteKeeps = 10

// voteOf is the position of a state in a year, or the last of the years before.
func (g *gathered) voteOf(iso3 string, year int) (best alignmentRow, ok bool) {
	for _, r := range g.alignment {
		if r.iso3 == iso3 && r.year > 0 && r.year <= year && r.year >= year-voteKeeps && r.year > best.year {
			best, ok = r, true
		}
	}
	return best, ok
}

// leads of the organisations that may be asked.
func (s *Sheet) leads() (list []string) {
	for _, b := range s.Organisations {
		if b.Domestic != "none" {
			list = append(list, b.Lead...)
		}
	}
	return list
}

// The years of the table of unrest, and for how many before the year its mean is taken.
const (
	unrestFrom, unrestTo     = 1990, 2019 // 2020 ends in March
	violenceFrom, violenceTo = 1989, 2024
	meanOver                 = 10
)

func (s *Sheet) unrest() {
	from, to := protestYears(s.Year)
	coded := slices.ContainsFunc(s.data.unrest, func(r unrestRow) bool { return r.iso3 == s.ISO3 })
	switch {
	case to < from:
		s.missing("protests of the years before: they are coded from %d on", unrestFrom)
	case !coded:
		s.missing("protests: none is coded of this state")
	default:
		s.Unrest = &Unrest{from, to, map[string]float64{}}
		for _, r := range s.data.unrest {
			if r.iso3 == s.ISO3 && r.year >= from && r.year <= to {
				for form, n := range r.counts {
					s.Unrest.Means[form] += n / float64(to-from+1)
				}
			}
		}
	}
	from, to = max(violenceFrom, s.Year-meanOver), min(s.Year-1, violenceTo)
	if to < from {
		s.missing("deaths in organised violence of the years before: they are counted from %d on", violenceFrom)
		return
	}
	s.Violence = &Violence{from, to, map[string]float64{}}
	for _, r := range s.data.violence {
		if r.iso3 == s.ISO3 && r.year >= from && r.year <= to {
			for sort, n := range r.deaths {
				s.Violence.Deaths[sort] += n / float64(to-from+1)
			}
		}
	}
}
