package atlas

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/scenario"
	"casus/scenario/source"
)

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
	a.Defence = b.Obligation == "defence"
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
		Prior: scenario.Prior{Lognormal: []float64{0.01, 0.8}, Within: []float64{0.001, 0.05}}, Unit: "share of the armed forces", What: "share of its forces that a member can spare",
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
			Prior: scenario.Prior{Uniform: []float64{hundredthsUp(0.6 * w), min(1, hundredthsUp(1.4*w)+0.01)}}, Unit: "share", What: "weight of " + g.name(p) + " in the region",
			Source: fmt.Sprintf("military expenditure of %d, or the last or nearest known, by distance of capitals (half at 2,000 km)", d.Year-1), Why: g.name(p) + ": weight in the security of the region; that it is so is a guess",
		})
		align, of, known := g.alignmentOf(d.ISO3, p, d.Year-1)
		near := "the state's closeness to " + g.name(p)
		x := scenario.Parameter{Prior: scenario.Prior{Normal: []float64{hundredths(align), 0.15}, Within: []float64{0.02, 0.98}}, Unit: "share", What: near,
			Source: "difference of positions in the General Assembly, " + of + ", by the width of the scale", Why: g.name(p) + ": votes tell something of alignment, not all"}
		if !known {
			x = scenario.Parameter{Prior: scenario.Prior{Uniform: []float64{0.1, 0.9}}, Unit: "share", What: near, Source: "assumption", Why: g.name(p) + ": no position in the General Assembly"}
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
		if m != d.ISO3 && p.CrisisRate.String() != "0" {
			p.Politics = d.politics(m)
		}
		d.doc.Relations.States = append(d.doc.Relations.States, p)
		d.peer = append(d.peer, m)
	}
	if quiet != nil {
		d.note("More than %d times as large as the state, so that what is a crowd here would be none there, and without later crises: %s.", mostTimes, d.names(quiet))
	}
	delete(d.parameters, "crisis.rate")
	d.add("crisis.serious", scenario.Parameter{Prior: scenario.Prior{Uniform: []float64{0.03, 0.2}}, Unit: "share", What: "share of violent protests that shake a state", Source: "assumption", Why: "of violent protests, of whatever size, how many shake a state"})
}
