package atlas

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"casus/borders"
	"casus/library"
	"casus/portable"
	"casus/report/number"
	"casus/scenario"
	"casus/scenario/source"
)

// Scenario draws a scenario from a sheet, under an id: the template blank, whose
// priors and options hold for any state, with the state's own people, regions, places,
// forces, offices and partners, and priors moved by what is known of it. It is
// complete, and uncalibrated: nothing in it was fitted to what happened in that state
// and year.
func (s *Sheet) Scenario(id string) (*scenario.Folder, error) {
	template, ok := library.Open(library.Blank)
	if !ok {
		return nil, fmt.Errorf("atlas: no template %s", library.Blank)
	}
	f, err := scenario.ReadFolder(template)
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	outlines, err := s.Boundaries()
	if err != nil {
		return nil, err
	}
	own := *s
	d := &drawing{Sheet: &own, doc: &f.Main, template: maps.Clone(f.Parameters), parameters: f.Parameters, outlines: outlines, odds: map[string]float64{}}
	d.head(id)
	d.regions()
	d.places()
	d.cohorts()
	d.sizes()
	d.hardship()
	d.offices()
	d.answers()
	d.forces()
	d.partners()
	if f.Neighbours, err = d.abroad(); err != nil {
		return nil, err
	}
	f.Places = d.towns
	f.Others["regions.geojson"], err = d.geojson()
	if err != nil {
		return nil, err
	}
	f.Others[scenario.SourcesFile] = []byte(d.told())
	return f, nil
}

// drawing is a scenario on its way.
type drawing struct {
	*Sheet
	doc        *scenario.Document
	template   map[string]scenario.Parameter
	parameters map[string]scenario.Parameter
	outlines   borders.Regions
	region     []string // id by region of the sheet
	towns      []scenario.Place
	capital    string   // id of the place
	peer       []string // code by state of relations.states
	lines      []line   // of SOURCES.md
	notes      []string
	odds       map[string]float64 // of answers to protest in the state, by their parameters
}

// line of SOURCES.md: an input, what it is, its kind and its source.
type line struct{ what, value, kind, from string }

func (d *drawing) note(text string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(text, args...))
}

func (d *drawing) source(what, value, kind, from string) {
	d.lines = append(d.lines, line{what, value, kind, from})
}

// prior replaces that of a parameter.
func (d *drawing) prior(name string, p scenario.Prior, from, why string) {
	old, ok := d.parameters[name]
	if !ok {
		panic("atlas: the template has no parameter " + name)
	}
	d.parameters[name] = scenario.Parameter{Prior: p, Unit: old.Unit, What: old.What, Source: from, Why: why}
}

// add adds a parameter that the template does not have.
func (d *drawing) add(name string, p scenario.Parameter) { d.parameters[name] = p }

func fixed(x float64) scenario.Prior { return scenario.Prior{Fixed: &x} }

// digits rounds to so many significant digits.
func digits(x float64, n int) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', n-1, 64), 64)
	if err != nil {
		panic(err) // it was written the line before
	}
	return rounded
}

// hundredths rounds to two decimals.
func hundredths(x float64) float64 { return math.Round(100*x) / 100 }

func (d *drawing) head(id string) {
	d.doc.ID = id
	d.doc.Title = fmt.Sprintf("%s, %d, as open data draw it (uncalibrated)", d.Name, d.Year)
	d.doc.Summary = fmt.Sprintf("%s at the beginning of %d: people, regions, forces, partners and what is known of its regime and economy, drawn from open data. "+
		"What begins the crisis, and why, is for its author to say. Nothing was fitted to what happened there.", d.Name, d.Year)
	d.doc.Clock.Start = fmt.Sprintf("%d-01-01T00:00", d.Year)
}

// unique gives an id for a name that none of those taken would be taken for.
func unique(name, otherwise string, taken map[string]bool) string {
	id := strings.ToLower(source.Slug(name))
	if id == "" {
		id = otherwise
	}
	for n, base := 2, id; taken[source.Fold(id)]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	taken[source.Fold(id)] = true
	return id
}

// distinctName tells names apart that a reader would take for each other.
func distinctName(name, otherwise string, taken map[string]bool) string {
	if taken[source.Fold(name)] {
		name = fmt.Sprintf("%s (%s)", name, otherwise)
	}
	taken[source.Fold(name)] = true
	return name
}

func (d *drawing) regions() {
	d.doc.Society.Regions = nil
	ids, names := map[string]bool{}, map[string]bool{}
	var empty []string
	d.Regions = slices.DeleteFunc(slices.Clone(d.Regions), func(r Region) bool {
		nobody := r.People.Value < 1
		if nobody {
			empty = append(empty, r.Name)
		}
		return nobody
	})
	if empty != nil {
		d.note("Nobody lives there by the table, so they are left out: %s.", strings.Join(empty, ", "))
	}
	for _, r := range d.Regions {
		id := unique(r.Name, strings.ToLower(source.Slug(r.ID)), ids)
		d.region = append(d.region, id)
		d.doc.Society.Regions = append(d.doc.Society.Regions, scenario.Region{ID: id, Name: distinctName(r.Name, r.ID, names)})
	}
	for _, r := range d.Regions {
		if _, ok := d.outlines.Of(r.ID); !ok {
			d.note("%s has no outline: it is not on maps, and the places of its country lie around the middle of its people.", r.Name)
		}
	}
	d.source("regions, their share of the people", fmt.Sprintf("%d regions", len(d.Regions)), "derived, from 2020", "gpw")
	d.source("borders of regions", "regions.geojson", "datum, of about 2013 to 2020", "naturalearth")
}

// geojson writes the outlines under the ids of the scenario.
func (d *drawing) geojson() ([]byte, error) {
	var list borders.Regions
	for i, r := range d.Regions {
		if outline, ok := d.outlines.Of(r.ID); ok {
			outline.ID, outline.Name = d.region[i], r.Name
			list = append(list, outline)
		}
	}
	var b strings.Builder
	err := borders.Write(&b, list)
	return []byte(b.String()), err
}

// cohorts gives each region its shares of young and old, in town and country: those of
// the nation by age; in town those of the listed towns and of the country as many as
// make the nation's share.
func (d *drawing) cohorts() {
	young := d.share(15, 25) / max(1e-9, d.share(15, 25, 40, 65))
	listed := 0.0
	for _, r := range d.Regions {
		listed += r.InTowns
	}
	listed /= d.People.Value
	further := 0.0 // of those who are in no listed town, how many live in some town
	if d.Urban != nil && listed < 1 {
		further = min(1, max(0, (d.Urban.Value-listed)/(1-listed)))
	}
	thousandths := func(x float64) float64 { return math.Round(1000*x)/1000 + 0 } // no -0
	for i, r := range d.Regions {
		town := min(1, r.InTowns/max(1, r.People.Value))
		town += float64((1 - town) * further)
		shares := []float64{thousandths(young * town), thousandths(young * (1 - town)), thousandths((1 - young) * town)}
		rest := thousandths(1 - shares[0] - shares[1] - shares[2])
		if rest < 0 { // by rounding
			shares[slices.Index(shares, slices.Max(shares))] += rest
			rest = 0
		}
		var list []scenario.Quantity
		for _, x := range append(shares, rest) {
			list = append(list, scenario.Number(thousandths(x)))
		}
		d.doc.Society.Regions[i].Cohorts = list
	}
	d.source("ages", fmt.Sprintf("%s of the adults are under 40", number.Percent(young)), fmt.Sprint(d.Year), "wpp")
}

// mostAgents is how many citizens a replicate has at most, where a scale allows it: with
// so many, a run of any state takes seconds.
const mostAgents = 150_000

// sizes sets what depends on how many people there are.
func (d *drawing) sizes() {
	millions := d.People.Value / 1e6
	why := fmt.Sprintf("a nation of %s people; see SOURCES.md", number.Whole(digits(d.People.Value, 2)))
	const from = "scenarios of real crises, by their people: a power of 0.75"
	floor := max(10, digits(220*portable.Pow(millions, 0.75), 2))
	d.prior("society.attention_floor", scenario.Prior{Lognormal: []float64{floor, 0.6}, Within: []float64{max(1, digits(floor/20, 1)), digits(floor*20, 1)}}, from, why)
	d.prior("society.attention_full", scenario.Prior{Lognormal: []float64{20 * floor, 0.6}, Within: []float64{digits(3*floor, 1), digits(200*floor, 1)}}, from, why)
	riot := max(10, digits(60*portable.Pow(millions, 0.55), 1))
	d.prior("forces.violence_floor", fixed(min(riot, 1000)), "scenarios of real crises, by their people: a power of 0.55", "a riot in one town")
	d.prior("forces.violence_full", fixed(max(10*min(riot, 1000), digits(3000*portable.Pow(millions, 0.65), 1))), "scenarios of real crises, by their people: a power of 0.65", "more than anyone here has seen")
	least := 1.0 // of small states: a crowd is no larger than a place
	if millions < 1 {
		least = max(0.02, math.Sqrt(millions))
	}
	d.prior("forces.control_people", scenario.Prior{Uniform: []float64{digits(100*least, 1), digits(400*least, 1)}}, "assumption", "hundreds suffice to take a town hall, fewer in a small state")
	band := max(20, digits(800*least, 1))
	d.prior("society.band_crowd", scenario.Prior{Lognormal: []float64{band, 0.7}, Within: []float64{digits(band/10, 1), digits(band*30, 1)}}, "assumption", "bands hide in crowds")
	fear := min(10, max(0.0005, digits(1.9/millions, 2))) // 0.1 in a nation of 19 million
	d.prior("relations.stay_fear", scenario.Prior{Lognormal: []float64{fear, 1}, Within: []float64{digits(fear/20, 2), digits(5*fear, 2)}}, "as in kazakhstan-2022, by people", "foreign troops frighten by how many they are among how many people")

	regions := make([]float64, len(d.Regions))
	for i, r := range d.Regions {
		regions[i] = r.People.Value
	}
	slices.Sort(regions)
	slices.Reverse(regions)
	engulfed := (len(regions) + 1) / 2
	town := 0.0
	for _, p := range d.towns {
		town = max(town, p.Population)
	}
	atMost := func(want, people float64) float64 { return max(1, min(digits(want*least, 1), math.Floor(people/3))) }
	d.doc.Definitions = scenario.Definitions{
		ProtestPeople: atMost(300, regions[engulfed-1]), ViolencePeople: atMost(150, regions[0]), SeriousPeople: atMost(200, town), EngulfedRegions: engulfed,
	}
	capital := d.towns[slices.IndexFunc(d.towns, func(p scenario.Place) bool { return p.ID == d.capital })].Population
	crowd := max(1, min(digits(500*least, 1), math.Floor(capital/20)))
	d.prior("spark.people", scenario.Prior{Lognormal: []float64{crowd, 0.8}, Within: []float64{max(1, math.Floor(crowd/10)), max(2, min(digits(10*crowd, 1), math.Floor(capital/2)))}}, "assumption", "some hundreds to some thousands begin, in a town as large as the capital")
	scale := 1.0
	for _, x := range []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if scale = x; d.People.Value/x <= mostAgents {
			break
		}
	}
	d.doc.Defaults.Scale = scale
}

// world are the middle and the spread of an indicator over all states and years of the
// table, which a test works out again: median, and half the distance between the
// quantiles 0.159 and 0.841.
type world struct {
	id             string
	bad            float64 // 1 where more is worse, -1 where less is
	middle, spread float64
	scaled         func(float64) float64
	what           string
}

func same(x float64) float64 { return x }

// loud is the logarithm of inflation, so that ten and a hundred per cent are as far
// apart as a hundred and a thousand; both signs.
func loud(x float64) float64 { return math.Copysign(portable.Log1p(math.Abs(x)/10), x) }

var hardships = []world{
	{"inflation_deflator_pct", 1, 0.429, 0.45, loud, "inflation"},
	{"gdp_pc_growth_pct", -1, 2.13, 4.045, same, "growth of income per head"},
	{"youth_unemployment_pct", 1, 14.6, 10, same, "unemployment of the young"},
	{"gini", 1, 35.3, 9.2, same, "inequality (Gini)"},
}

// hardship is the mean, over what is known, of how far the economy of the year before
// stands from the middle of all states and years; no single number counts for more than
// three standard deviations.
func (d *drawing) hardship() {
	sum, n := 0.0, 0
	var parts []string
	for _, w := range hardships {
		f := d.figure(w.id)
		if f == nil {
			continue
		}
		z := w.bad * (w.scaled(f.Value) - w.middle) / w.spread
		sum, n = sum+max(-3, min(3, z)), n+1
		parts = append(parts, fmt.Sprintf("%s %.3g (%s)", w.what, f.Value, f.From()))
		d.source(w.what, fmt.Sprintf("%.3g", f.Value), f.From(), "wdi")
	}
	if n == 0 {
		d.note("Nothing is known of the economy of the year before: hardship.index is that of the middle of all states, with a spread.")
		d.prior("hardship.index", scenario.Prior{Normal: []float64{0, 0.7}, Within: []float64{-3, 3}}, "assumption", "nothing is known of the economy of the year before")
		return
	}
	index := hundredths(sum / float64(n))
	d.prior("hardship.index", fixed(index), strings.Join(parts, "; "), fmt.Sprintf("mean of %d standard scores among all states and years, none beyond 3; above 0 is worse", n))
}

func (d *drawing) option(id string) int {
	return slices.IndexFunc(d.doc.Options, func(o scenario.Option) bool { return o.ID == id })
}

// forces: police in every place, the armed forces in the capital and in the largest
// town of each region. The paramilitary part of them stands in the capital.
func (d *drawing) forces() {
	f := d.figure("armed_forces")
	st := &d.doc.State
	seats := []string{d.capital}
	for i := range d.Regions {
		best := -1
		for k, p := range d.towns {
			if p.Region == i && (best < 0 || p.Kind != "country" && p.Population > d.towns[best].Population) {
				best = k // towns stand before the country
			}
		}
		if best >= 0 && !slices.Contains(seats, d.towns[best].ID) {
			seats = append(seats, d.towns[best].ID)
		}
	}
	slices.SortStableFunc(seats[1:], func(a, b string) int { return cmp.Compare(d.populationOf(b), d.populationOf(a)) })
	seats = seats[:min(len(seats), mostGarrisons)]
	police := st.Forces[0]
	police.Unit = unitOf(3*d.People.Value/1000, 250)
	st.Forces = []scenario.Force{police}
	if f == nil || f.Value < leastArmy {
		d.note("No army is known of this state, or one of fewer than %d: it has police alone, and no reserve.", leastArmy)
		for _, name := range []string{"army.paramilitary", "resolve.guard", "resolve.army", "choice.reinforce"} {
			delete(d.parameters, name)
		}
		d.doc.Options = slices.Delete(d.doc.Options, d.option("reinforce"), d.option("reinforce")+1)
		return
	}
	soldiers := digits(f.Value, 3)
	if most := math.Floor(mostArmed * d.People.Value); soldiers > most {
		d.note("The table has %s in the armed forces, more than %s of the people: taken for as many as that.", number.Whole(soldiers), number.Percent(mostArmed))
		soldiers = most
	}
	n := source.Number(soldiers)
	template := scenario.Force{Loyalty: police.Loyalty, Spread: police.Spread, Reserve: true, Unit: unitOf(soldiers, 100)}
	guard, army := template, template
	guard.ID, guard.Name, guard.Strength, guard.Places = "guard", "paramilitary forces", scenario.Expression(n+" * army.paramilitary"), seats[:1]
	guard.Resolve = scenario.Expression("resolve.guard")
	army.ID, army.Name, army.Strength, army.Places = "army", "army", scenario.Expression(n+" * (1 - army.paramilitary)"), seats
	army.Resolve = scenario.Expression("resolve.army")
	st.Forces = append(st.Forces, guard, army)
	d.source("armed forces, with paramilitary ones", number.Whole(f.Value), f.From(), "wdi")
	part := d.parameters["army.paramilitary"].Prior.Uniform
	d.note("How the armed forces are divided, and where they stand, no table says: %.0f to %s of them may be paramilitary and stand in the capital, the others stand in equal parts in the capital and the largest towns of regions.", 100*part[0], number.Percent(part[1]))
}

const (
	mostGarrisons = 30   // towns in which the army stands
	leastArmy     = 10   // people; fewer are none
	mostArmed     = 0.15 // share of the people in the armed forces, which leaves room for police
)

func (d *drawing) populationOf(id string) float64 {
	return d.towns[slices.IndexFunc(d.towns, func(p scenario.Place) bool { return p.ID == id })].Population
}

// unitOf is a round size of units, so that a force has about so many.
func unitOf(force, units float64) float64 {
	return max(5, digits(force/units, 1))
}
