package atlas

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// past is a state that is no more: where its capital was, and of which states of today
// the people are now, with the share of them that it had.
type past struct {
	name     string
	lat, lon float64
	now      map[string]float64
}

// former are the states that are no more, of which the tables have alliances and regimes.
// Shares of people are of their last year (United Nations, World Population Prospects,
// and the census of the German Democratic Republic of 1981 with the Statistical
// Yearbook of 1990).
var former = map[string]past{
	"CSK": {"Czechoslovakia", 50.088, 14.42, map[string]float64{"CZE": 1, "SVK": 1}},
	"DDR": {"German Democratic Republic", 52.52, 13.405, map[string]float64{"DEU": 0.21}},
	"VDR": {"Republic of Vietnam", 10.823, 106.63, map[string]float64{"VNM": 0.45}},
	"YMD": {"People's Democratic Republic of Yemen", 12.78, 45.037, map[string]float64{"YEM": 0.2}},
	"EAZ": {"Zanzibar", -6.163, 39.198, map[string]float64{"TZA": 0.03}},
}

// capital is the position of a state's capital.
func (g *gathered) capital(iso3 string) (lat, lon float64) {
	if x, ok := former[iso3]; ok {
		return x.lat, x.lon
	}
	x := g.row(iso3)
	return x.lat, x.lon
}

// atOdds reports whether two states are rivals or enemies at the beginning of a year, so
// that neither asks the other for help.
func (g *gathered) atOdds(a, b string, year int) bool {
	return slices.ContainsFunc(g.rivals, func(r rivalRow) bool {
		return (r.a == a && r.b == b || r.a == b && r.b == a) && r.from < year && year <= r.to
	})
}

// distance between the capitals of two states, km.
func (g *gathered) distance(a, b string) float64 {
	lat1, lon1 := g.capital(a)
	lat2, lon2 := g.capital(b)
	return sim.GreatCircle(lat1, lon1, lat2, lon2)
}

// of is a number of a state: that of today's, or of those that have come of it.
func (g *gathered) of(iso3 string, number func(iso3 string) float64) (sum float64) {
	x, ok := former[iso3]
	if !ok {
		return number(iso3)
	}
	for _, now := range slices.Sorted(maps.Keys(x.now)) {
		sum += float64(x.now[now] * number(now))
	}
	return sum
}

// populationOf is how many people a state had in the middle of a year.
func (g *gathered) populationOf(iso3 string, year int) float64 {
	return g.of(iso3, func(iso3 string) float64 {
		p, _ := g.peopleIn(iso3, year)
		return p.everybody
	})
}

// armedOf are the armed forces of a state of today at the beginning of a year: of the
// year before, or the last that are known of the ten before; else, since the table goes
// from 1985 to 2020, the share of the people who were in them in the nearest year.
func (g *gathered) armedOf(iso3 string, year int) (Figure, bool) {
	if f, ok := latest(g.indicators, iso3, "armed_forces", year-1); ok {
		return f, true
	}
	f, ok := closest(g.indicators, iso3, "armed_forces", year-1)
	then, a := g.peopleIn(iso3, f.Year)
	now, b := g.peopleIn(iso3, year-1)
	if !ok || !a || !b {
		return Figure{}, false
	}
	share := f.Value / then.everybody
	return Figure{Value: math.Round(share * now.everybody), Year: year - 1, Kind: Derived, How: fmt.Sprintf("%.2g %% of the people, as in %d", 100*share, f.Year)}, true
}

// armed are the armed forces of a state at the beginning of a year, 0 where nothing is known.
func (g *gathered) armed(iso3 string, year int) float64 {
	return g.of(iso3, func(iso3 string) float64 {
		f, _ := g.armedOf(iso3, year)
		return f.Value
	})
}

// spending is military expenditure of the year before, million US dollars of 2015; the
// last that is known, else the nearest; where it is not known, what armed forces cost a
// poor state, 2,000 dollars a head.
func (g *gathered) spending(iso3 string, year int) float64 {
	before := func(iso3, id string) (Figure, bool) {
		if f, ok := latest(g.indicators, iso3, id, year-1); ok {
			return f, true
		}
		return closest(g.indicators, iso3, id, year-1)
	}
	return g.of(iso3, func(iso3 string) float64 {
		share, a := before(iso3, "military_expenditure_pct_gdp")
		income, b := before(iso3, "gdp_pc_usd2015")
		p, c := g.peopleIn(iso3, year-1)
		if a && b && c {
			return share.Value / 100 * income.Value * p.everybody / 1e6
		}
		return 0.002 * g.armed(iso3, year)
	})
}

// borders reports whether two states have a land border.
func (g *gathered) borders(a, b string) bool {
	return slices.ContainsFunc(g.row(a).neighbours, func(n Neighbour) bool { return n.ISO3 == b })
}

// alignmentOf is how near two states vote, 0 to 1: 1 less the difference of their
// positions by the width of the scale. It is ½ where one of them has no position. Of are
// the years of their votes.
func (g *gathered) alignmentOf(a, b string, year int) (align float64, of string, known bool) {
	x, ok := g.voteOf(a, year)
	y, also := g.voteOf(b, year)
	if !ok || !also {
		return 0.5, "", false
	}
	of = fmt.Sprint(x.year)
	if x.year != y.year {
		of += fmt.Sprintf(" and %d", y.year)
	}
	return max(0.05, min(0.95, 1-math.Abs(x.ideal-y.ideal)/voteWidth)), of, true
}

// voteWidth is about the width of the scale of positions in the Assembly: the USA
// stand near 2.5, most of the others between −1.5 and 1.
const voteWidth = 4

// likeness of two regimes, 0 to 1: 1 where level and type are the same; a step of the
// electoral level costs an eighth, another type a fifth.
func (g *gathered) likeness(a, b string, year int) float64 {
	x, ok := g.regimeIn(a, year-1)
	y, also := g.regimeIn(b, year-1)
	if !ok || !also || x.level == nil || y.level == nil {
		return 0.5
	}
	alike := 1 - math.Abs(*x.level-*y.level)/8
	if x.kind != y.kind {
		alike -= 0.2
	}
	return max(0.05, alike)
}

// level of elections of a state, 3 where nothing is coded.
func (g *gathered) level(iso3 string, year int) float64 {
	if r, ok := g.regimeIn(iso3, year-1); ok && r.level != nil {
		return *r.level
	}
	return 3
}

// protestYears are those of which protests are coded among the ten before a year.
func protestYears(year int) (from, to int) {
	return max(unrestFrom, min(year, unrestTo+1)-meanOver), min(year-1, unrestTo)
}

// violentProtests of a state a year, over the years of the ten before that are coded,
// with half a protest added; before there are any, those of the mean state over all years.
func (g *gathered) violentProtests(iso3 string, year int) float64 {
	from, to := protestYears(year)
	sum, years := 0.5, float64(to-from+1)
	if to < from {
		years = float64(len(g.all) * (unrestTo - unrestFrom + 1))
	}
	for _, r := range g.unrest {
		if to < from || r.iso3 == iso3 && r.year >= from && r.year <= to {
			sum += r.counts["violent"]
		}
	}
	return sum / years
}

// mostNeighbours is how many partners other than members have later crises, and
// mostTimes how many times as large as the state one may be that has.
const (
	mostNeighbours = 6
	mostTimes      = 75
)

// partners writes the alliance, the powers and the states around.
func (d *drawing) partners() {
	asked := d.Asked()
	var members []string
	var lead string
	a := &d.doc.Alliance
	if asked != nil {
		lead, members = d.leadOf(*asked), asked.Members
		d.charter(*asked, lead)
	} else {
		var pact *Bloc
		lead, pact = d.helper()
		nobody := lead == "" || slices.Contains(GreatPowers, d.ISO3)
		if nobody {
			lead = d.askNobody()
		}
		members = []string{d.ISO3, lead}
		slices.Sort(members)
		a.Name = "help from " + d.data.name(lead)
		a.Rule = "lead_nation"
		a.Source = "no treaty"
		if pact != nil {
			a.Source = pact.Name
		}
		d.prior("frame.disorder", scenario.Prior{Uniform: []float64{0, 0.3}}, "assumption", "no treaty speaks of a crisis at home")
		d.prior("frame.attack", scenario.Prior{Uniform: []float64{0, 0.5}}, "assumption", "no treaty that is made for it")
		const none = "The state belongs to no organisation that may act in a member's own crisis and that another leads"
		if nobody {
			d.note("%s, and it is a great power, or no state that could be asked is stronger and no rival: the ruler asks nobody. %s stands in the alliance because the model needs one.", none, d.data.name(lead))
		} else {
			d.doc.Options[d.option("request_alliance")].Name = "ask " + d.data.name(lead) + " for help"
			d.prior("choice.sovereignty", scenario.Prior{Uniform: []float64{3.5, 5}}, "assumption", "without a treaty that provides for it foreign troops are hardly ever called")
			d.note("%s. Who may be asked is a guess, %s: of the states with a pact, those near by and the great powers, without rivals and the weaker, by military expenditure, nearness, and votes where they are known. It is the first thing to change.", none, d.data.name(lead))
		}
	}
	d.members(members, lead)
	d.powers(lead)
	d.peers(members, lead)
	d.source("positions in the General Assembly, of members and powers", fmt.Sprintf("%d of them shown by casus atlas", len(d.Voting)), fmt.Sprintf("%d, or the last of the ten years before", d.Year-1), "voting")
	d.source("military expenditure and income of powers and of those who may be asked", "in weights", fmt.Sprintf("%d, or the last or nearest known", d.Year-1), "wdi")
	d.source("regimes of members", "in likeness and costs", fmt.Sprint(d.Year-1), "regimes")
	d.source("land borders", fmt.Sprintf("%d neighbours", len(d.Neighbours)), "today's", "naturalearth")
	if asked != nil {
		d.source("organisation, its members, rule, lead and clause", fmt.Sprintf("%s: %d members", a.Name, len(members)), fmt.Sprintf("members at the beginning of %d; rule, lead and clause as they are today", d.Year), "charters")
	}
}

// charter takes over how an organisation decides, and how far its treaty covers a crisis at home.
func (d *drawing) charter(b Bloc, lead string) {
	a := &d.doc.Alliance
	a.Name, a.Source = b.Name, b.Name+", library/world/organisations.csv"
	a.Rule = map[string]string{"consensus": "consensus", "majority": "majority", "two_thirds": "majority"}[b.Decision]
	a.Rule = cmp.Or(a.Rule, "lead_nation")
	if b.Decision == "two_thirds" {
		d.note("%s decides by two thirds; the model has no such rule, so it is taken for a majority.", b.Name)
	}
	if !slices.Contains(b.Lead, lead) {
		d.note("%s has no lead nation of its own that could lead here: the member with the largest forces, %s, is taken for it.", b.Name, d.data.name(lead))
	}
	if len(b.Suspended) > 0 {
		d.note("Suspended, and without a vote: %s.", d.names(b.Suspended))
	}
	covers := map[string][2]float64{"defence": {0.2, 0.6}, "consultation": {0.1, 0.5}, "cooperation": {0.1, 0.5}, "none": {0, 0.3}}[b.Obligation]
	if b.Domestic == "organ" {
		covers = [2]float64{0.4, 0.9}
	}
	from := fmt.Sprintf("obligation: %s; in a member's own crisis: %s", b.Obligation, b.Clause())
	d.prior("frame.disorder", scenario.Prior{Uniform: covers[:]}, from, "how far the treaty covers disorder at home")
	d.prior("frame.attack", scenario.Prior{Uniform: []float64{hundredths(min(0.7, covers[0]+0.2)), hundredths(min(1, covers[1]+0.3))}}, from, "how far it covers an attack, or what is called one")
	acts := 0
	for _, p := range b.Precedents {
		acts += int(flag(acted(p)))
	}
	if acts > 0 {
		trust := float64(min(acts, 4))
		d.prior("belief.a", scenario.Prior{Uniform: []float64{1 + trust/2, 3 + trust}}, strings.Join(b.Precedents, ", "), "has come before")
	}
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (d *drawing) names(list []string) string {
	var out []string
	for _, x := range list {
		out = append(out, d.data.name(x))
	}
	return strings.Join(out, ", ")
}

// near lists the states that have a border with the state, and those of its part of the
// world whose capital is within 3,000 km, that existed in the year.
func (d *drawing) near() (list []string) {
	for _, x := range d.data.all {
		next := d.data.borders(d.ISO3, x.iso3)
		if x.iso3 != d.ISO3 && d.there(x.iso3) && (next || x.area == d.Area && d.data.distance(x.iso3, d.ISO3) < 3000) {
			list = append(list, x.iso3)
		}
	}
	return list
}

// helper is who may be asked where no organisation is: of those with a pact, the
// states near by and the great powers, the strongest that is near and votes alike. A pact
// that provides for help at home counts for three, another for two. Rivals are not asked,
// nor is who is weaker: then there may be nobody. Great powers ask nobody.
func (d *drawing) helper() (lead string, pact *Bloc) {
	ties := map[string]*Bloc{}
	for i := range d.Organisations {
		b := &d.Organisations[i]
		for _, m := range b.Members {
			if old := ties[m]; b.Kind == "bilateral" && (old == nil || old.Domestic == "none") {
				ties[m] = b
			}
		}
	}
	candidates := append(d.near(), GreatPowers...)
	for m := range ties {
		candidates = append(candidates, m)
	}
	slices.Sort(candidates)
	own, best := d.data.spending(d.ISO3, d.Year), -1.0
	for _, c := range slices.Compact(candidates) {
		spent := d.data.spending(c, d.Year)
		if c == d.ISO3 || !d.data.isState(c) || !d.there(c) || d.data.atOdds(c, d.ISO3, d.Year) || spent < own {
			continue
		}
		alike, _, _ := d.data.alignmentOf(c, d.ISO3, d.Year-1)
		if b := ties[c]; b != nil && b.Obligation == "defence" {
			alike = max(alike, allied)
		}
		score := math.Sqrt(1+spent) * nearness(d.data.distance(c, d.ISO3)) * alike * alike
		if b := ties[c]; b != nil && b.Domestic != "none" {
			score *= 3
		} else if b != nil {
			score *= 2
		}
		if score > best {
			best, lead, pact = score, c, ties[c]
		}
	}
	return lead, pact
}

// askNobody leaves asking out, and keeps a partner on paper, since the model has one: the
// nearest state that is no rival.
func (d *drawing) askNobody() (partner string) {
	for _, c := range append(d.near(), GreatPowers...) {
		if c != d.ISO3 && d.there(c) && !d.data.atOdds(c, d.ISO3, d.Year) && (partner == "" || d.data.distance(c, d.ISO3) < d.data.distance(partner, d.ISO3)) {
			partner = c
		}
	}
	i := d.option("request_alliance")
	d.doc.Options = slices.Delete(d.doc.Options, i, i+1)
	d.doc.Worlds = slices.DeleteFunc(d.doc.Worlds, func(w scenario.World) bool {
		return slices.Contains([]string{"no-request", "refused", "alone"}, w.ID)
	})
	d.doc.Quantities = slices.DeleteFunc(d.doc.Quantities, func(q scenario.NamedExpr) bool { return q.Name == "help" })
	for _, name := range []string{"choice.request", "choice.deserted", "choice.sovereignty", "choice.trust", "choice.fit", "choice.precedent", "choice.salience"} {
		delete(d.parameters, name)
	}
	return partner
}

// allied is how close in its politics one who is bound to defend the state is at least,
// however it votes.
const allied = 0.7

// idOf is the short name of a state in the scenario.
func (d *drawing) idOf(iso3 string) string { return strings.ToLower(source.Slug(d.data.name(iso3))) }

func (d *drawing) members(members []string, lead string) {
	g, year := d.data, d.Year
	d.add("pledge.share", scenario.Parameter{
		Prior: scenario.Prior{Lognormal: []float64{0.01, 0.8}, Within: []float64{0.001, 0.05}}, Unit: "share of the armed forces",
		Source: "missions of 1998 to 2022: from 0.3 % (Collective Security Treaty Organization 2022) to 3 % (Economic Community of West African States 2017) of the lead's forces", Why: "what members can spare",
	})
	d.doc.Alliance.Members = nil
	standing := 0.0
	for _, m := range members {
		x := scenario.Member{ID: d.idOf(m), Name: g.name(m), Lead: m == lead, Target: m == d.ISO3}
		if m == d.ISO3 {
			x.Likeness, x.Contagion, x.Stake, x.Insurance = scenario.Number(1), scenario.Number(1), scenario.Number(1), scenario.Number(1)
			x.Pledge, x.Capability, x.Readiness, x.DomesticCost = scenario.Number(0), scenario.Number(0), scenario.Number(0), scenario.Number(0)
			align, _, _ := g.alignmentOf(m, lead, year-1)
			x.Alignment = scenario.Number(hundredths(align))
			d.doc.Alliance.Members = append(d.doc.Alliance.Members, x)
			continue
		}
		armed := min(digits(g.armed(m, year), 3), math.Floor(3*g.populationOf(m, year-1))) // a pledge is a twentieth of it at most
		standing += float64(0.01 * armed)
		x.Pledge = scenario.Number(0)
		if armed > 0 {
			x.Pledge = scenario.Expression("pledge.share * " + source.Number(armed))
		}
		x.Distance = math.Round(g.distance(m, d.ISO3))
		next := g.borders(m, d.ISO3)
		alike := g.likeness(m, d.ISO3, year)
		x.Likeness = scenario.Number(hundredths(alike))
		reach := 0.15
		switch {
		case next:
			reach = 0.7
		case g.row(m).area == d.Area:
			reach = 0.35
		}
		x.Contagion = scenario.Number(hundredths(reach * (0.4 + float64(0.6*alike))))
		x.Stake = scenario.Number(hundredths(max(reach, 0.1)))
		x.DomesticCost = scenario.Number(hundredths(0.15 + float64(0.08*g.level(m, year))))
		x.Insurance = scenario.Number(hundredths(min(0.9, 0.2+g.violentProtests(m, year))))
		align, _, known := g.alignmentOf(m, lead, year-1)
		if !known {
			d.note("%s or %s has no position in the General Assembly: their alignment is taken for a half.", g.name(m), g.name(lead))
		}
		x.Alignment = scenario.Number(hundredths(align))
		x.Capability, x.Readiness = scenario.Expression("capability.others"), scenario.Expression("ready.others")
		if m == lead {
			x.Capability, x.Readiness, x.Stake, x.Alignment = scenario.Number(1), scenario.Expression("ready.lead"), scenario.Expression("stake.lead"), scenario.Number(1)
			at := reach + 0.1
			d.prior("stake.lead", scenario.Prior{Uniform: []float64{hundredths(max(0.05, at-0.25)), hundredths(min(1, at+0.25))}}, "assumption", fmt.Sprintf("%s is %.0f km from capital to capital", g.name(lead), x.Distance))
		}
		d.doc.Alliance.Members = append(d.doc.Alliance.Members, x)
	}
	d.doc.Alliance.Standing = max(100, digits(standing, 2))
	if standing == 0 {
		delete(d.parameters, "pledge.share")
		d.note("No member has forces that any table knows: nobody pledges troops.")
	}
	if len(members) == 2 { // nobody but the lead
		delete(d.parameters, "ready.others")
		delete(d.parameters, "capability.others")
	}
	d.note("Pledges, stakes, contagion, costs at home and insurance of members are worked out from borders, parts of the world, regimes, forces and protests by rules that are guesses; they stand in scenario.yaml, to be changed.")
}

// roles name the parameters of powers: the lead, and the great powers after it.
var roles = []string{"lead", "first", "second", "third"}

// powers are the lead and the great powers.
func (d *drawing) powers(lead string) {
	g := d.data
	var list []string
	for _, p := range append([]string{lead}, GreatPowers...) {
		if p != d.ISO3 && !slices.Contains(list, p) && d.there(p) {
			list = append(list, p)
		}
	}
	weights, sum := make([]float64, len(list)), 0.0
	for i, p := range list {
		weights[i] = (1 + g.spending(p, d.Year)) * nearness(g.distance(p, d.ISO3))
		sum += weights[i]
	}
	d.doc.Relations.Powers = nil
	for k, role := range roles[:3] { // of the template
		if k >= len(list) {
			delete(d.parameters, "align."+role)
			delete(d.parameters, "weight."+role)
		}
	}
	for i, p := range list {
		id := d.idOf(p)
		word := roles[i] // of names of parameters
		r, _ := g.regimeIn(p, d.Year-1)
		free := r.level != nil && *r.level >= 4 && r.liberties == "1"
		d.doc.Relations.Powers = append(d.doc.Relations.Powers, scenario.Power{
			ID: id, Name: g.name(p), Lead: p == lead, Averse: free && p != lead,
			Weight: scenario.Expression("weight." + word), Growth: scenario.Number(0), Alignment: scenario.Expression("align." + word),
		})
		w := max(0.01, weights[i]/sum)
		d.add("weight."+word, scenario.Parameter{
			Prior: scenario.Prior{Uniform: []float64{hundredthsUp(0.6 * w), min(1, hundredthsUp(1.4*w)+0.01)}}, Unit: "share",
			Source: fmt.Sprintf("military expenditure of %d, or the last or nearest known, by distance of capitals (half at 2,000 km)", d.Year-1), Why: g.name(p) + ": weight in the security of the region; that it is so is a guess",
		})
		align, of, known := g.alignmentOf(d.ISO3, p, d.Year-1)
		x := scenario.Parameter{Prior: scenario.Prior{Normal: []float64{hundredths(align), 0.15}, Within: []float64{0.02, 0.98}}, Unit: "share",
			Source: "difference of positions in the General Assembly, " + of + ", by the width of the scale", Why: g.name(p) + ": votes tell something of alignment, not all"}
		if !known {
			x = scenario.Parameter{Prior: scenario.Prior{Uniform: []float64{0.1, 0.9}}, Unit: "share", Source: "assumption", Why: g.name(p) + ": no position in the General Assembly"}
		}
		d.add("align."+word, x)
	}
}

func hundredthsUp(x float64) float64 { return max(0.01, hundredths(x)) }

// there reports whether a state existed at the beginning of the year.
func (d *drawing) there(iso3 string) bool {
	return slices.ContainsFunc(existence(d.data.spells, iso3), func(s span) bool { return s.from <= d.Year && d.Year <= s.to })
}

// peers are the members, and of the states near by those with a border and the nearest,
// with crises of their own.
func (d *drawing) peers(members []string, lead string) {
	g, year := d.data, d.Year
	list := slices.Clone(members)
	around := slices.DeleteFunc(d.near(), func(m string) bool { return slices.Contains(list, m) || g.populationOf(m, year-1) < 100 })
	slices.SortFunc(around, func(a, b string) int {
		return cmp.Or(-cmp.Compare(flag(g.borders(a, d.ISO3)), flag(g.borders(b, d.ISO3))), cmp.Compare(g.distance(a, d.ISO3), g.distance(b, d.ISO3)))
	})
	list = append(list, around[:min(len(around), mostNeighbours)]...)
	d.doc.Relations.States = nil
	var quiet []string
	for _, m := range list {
		p := scenario.Peer{
			ID: d.idOf(m), Name: g.name(m), Member: slices.Contains(members, m), Target: m == d.ISO3, Population: max(100, math.Round(g.populationOf(m, year-1))),
			Likeness: scenario.Number(hundredths(g.likeness(m, d.ISO3, year))), CrisisRate: scenario.Expression(source.Number(hundredths(g.violentProtests(m, year))) + " * crisis.serious"),
			ReliabilityA: scenario.Expression("belief.a"), ReliabilityB: scenario.Expression("belief.b"), Fear: scenario.Expression("belief.fear"),
		}
		if m == d.ISO3 {
			p.Likeness = scenario.Number(1)
		}
		if m == lead {
			p.CrisisRate, p.Fear = scenario.Number(0), scenario.Number(0)
		} else if p.Population > mostTimes*d.People.Value {
			p.CrisisRate = scenario.Number(0)
			quiet = append(quiet, m)
		}
		if army := min(g.armed(m, year), math.Floor(mostArmed*p.Population)); army >= 1 && m != d.ISO3 && len(d.doc.State.Forces) > 1 {
			q := scenario.Number(math.Round(army))
			p.Army = &q
		}
		d.doc.Relations.States = append(d.doc.Relations.States, p)
		d.peer = append(d.peer, m)
	}
	if quiet != nil {
		d.note("More than %d times as large as the state, so that what is a crowd here would be none there, and without later crises: %s.", mostTimes, d.names(quiet))
	}
	delete(d.parameters, "crisis.rate")
	d.add("crisis.serious", scenario.Parameter{Prior: scenario.Prior{Uniform: []float64{0.03, 0.2}}, Unit: "share", Source: "assumption", Why: "of violent protests, of whatever size, how many shake a state"})
}

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
	Unknown []string             // names of states that the atlas does not have
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
	g, n := &gathered{all: all}, &Neighbourhood{Armies: map[string]Figure{}}
	var wanted []elsewhere
	for _, p := range s.Relations.States {
		if !mayHave(p) {
			continue
		}
		k := slices.IndexFunc(all, func(x stateRow) bool {
			name := source.Fold(source.Slug(x.name))
			return name == source.Fold(source.Slug(p.Name)) || name == source.Fold(p.ID)
		})
		if k < 0 {
			n.Unknown = append(n.Unknown, p.Name)
			continue
		}
		wanted = append(wanted, elsewhere{p.ID, all[k].iso3, p.Population})
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
