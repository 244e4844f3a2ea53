package atlas

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"casus/portable"
	"casus/report/number"
	"casus/scenario"
)

// This file says how governments choose: who decides, what elections change, and how
// protests were answered.

// offices names those who rule as the type of the regime has them, and sets what they
// lose by giving up power, by cutting communications and by shooting, for which there
// are no data.
func (d *drawing) offices() {
	kind, level := "", math.NaN()
	if d.Regime != nil {
		kind = d.Regime.Type
		if d.Regime.Level != nil {
			level = *d.Regime.Level
		}
		value := strings.TrimPrefix(fmt.Sprintf("%s, electoral level %.0f of 6", strings.ReplaceAll(kind, "_", " "), level), ", ")
		d.source("regime", value, fmt.Sprintf("%d (%s)", d.Regime.Year, cmp.Or(d.Regime.From, "no type")), "regimes")
	}
	ruler, second, office := "the head of government", "the cabinet", "head of government"
	switch kind {
	case "parliamentary":
		ruler, office = "the prime minister", "prime minister"
	case "semi_monarchy", "monarchy":
		ruler, second, office = "the monarch", "the prime minister", "monarch"
	case "presidential":
		ruler, office = "the president", "president"
	case "semi_presidential":
		ruler, second, office = "the president", "the prime minister", "president"
	}
	st := &d.doc.State
	st.Name = d.Name
	st.Actors[0].Name, st.Actors[1].Name = ruler, second
	st.Offices[0].Name, st.Offices[1].Name = office, strings.TrimPrefix(second, "the ")
	if i := d.option("dismiss"); i >= 0 {
		d.doc.Options[i].Name = "dismiss " + second
	}
	if math.IsNaN(level) {
		return
	}
	style := hundredths(max(0.1, min(0.9, 0.9-float64(0.13*level))))
	index := fmt.Sprintf("electoral level %.0f of 6 in %d (Lexical Index of Electoral Democracy)", level, d.Regime.Year)
	d.prior("start.style", scenario.Prior{Uniform: []float64{hundredths(max(0, style-0.15)), hundredths(min(1, style+0.15))}}, index, "the less elected, the more authoritarian")
	if d.data.elects(d.ISO3, d.Year) {
		for _, e := range elected {
			d.prior(e.name, scenario.Prior{Uniform: e.between[:]}, "assumption", "where elections decide, "+e.why)
		}
	}
}

// elected are priors where elections decide.
var elected = []struct {
	name    string
	between [2]float64
	why     string
}{
	{"choice.cling", [2]float64{0.2, 1.4}, "who leaves office may return"},
	{"choice.cut_cost", [2]float64{0.6, 2}, "courts and newspapers stand in the way"},
	{"choice.restraint", [2]float64{0.8, 2.2}, "shooting at crowds costs the next one"},
}

// elects reports whether elections decided who rules in a state, in the year before: a
// level of 4 or more, with multi-party elections and a minimum of competition.
func (g *gathered) elects(iso3 string, year int) bool { return g.level(iso3, year) >= 4 }

// answers are ways to answer protest: the parameter that moves their odds, the form that
// is counted, and what is said of it.
var answers = []struct{ name, form, what string }{
	{"concede.odds", "accommodation", "accommodated"},
	{"disperse.odds", "dispersal", "dispersed"},
	{"shoot.odds", "shootings", "shot at"},
}

// shrinkage is for how many protests the rate of the wider circle stands: of the world
// for a part of it, of the part for a state.
const shrinkage = 20

// answered counts protests before a year, and those of them that were answered in some
// form: in the world, in the state's part of it, and in the state. Before any are coded it
// counts those of all years in other states.
func (g *gathered) answered(form, iso3 string, year int) (n, k [3]float64) {
	area := map[string]string{}
	for _, s := range g.all {
		area[s.iso3] = s.area
	}
	for _, r := range g.unrest {
		own := r.iso3 == iso3
		if year > unrestFrom && r.year >= year || year <= unrestFrom && own {
			continue // not what came after
		}
		for circle, within := range []bool{true, area[r.iso3] == area[iso3], own} {
			if within {
				n[circle] += r.counts["protests"]
				k[circle] += min(r.counts[form], r.counts["protests"])
			}
		}
	}
	return n, k
}

// odds are the log odds of an answer in a state before a year; they are not known where
// no protest is coded.
func (g *gathered) odds(form, iso3 string, year int) (x float64, known bool) {
	n, k := g.answered(form, iso3, year)
	return odds(n, k), n[0] > 0
}

// odds are the log odds of an answer: its rate is shrunk towards that of the state's
// part of the world, and that towards the world's.
func odds(n, k [3]float64) float64 {
	overall := k[0] / n[0]
	local := (k[1] + float64(shrinkage*overall)) / (n[1] + shrinkage)
	return logit((k[2] + float64(shrinkage*local)) / (n[2] + shrinkage))
}

func logit(p float64) float64 { return portable.Log(p / (1 - p)) }

// answers moves the priors of how governments answer protest by the base rates of the
// years before.
func (d *drawing) answers() {
	early := d.Year <= unrestFrom
	if early {
		d.note("Protests are coded from %d on: how governments answer them is taken from all years, which are later than %d, and from other states; so is how many violent ones shake a state.", unrestFrom, d.Year)
	}
	for _, x := range answers {
		n, k := d.data.answered(x.form, d.ISO3, d.Year)
		if n[0] == 0 {
			continue
		}
		from := fmt.Sprintf("Mass Mobilization before %d: %.0f of %.0f protests were %s, %s in this part of the world, %s in the world", d.Year, k[2], n[2], x.what, number.Percent(k[1]/max(1, n[1])), number.Percent(k[0]/n[0]))
		if early {
			from = fmt.Sprintf("Mass Mobilization, all years: %s of protests were %s in this part of the world, %s in the world", number.Percent(k[1]/max(1, n[1])), x.what, number.Percent(k[0]/n[0]))
		}
		d.odds[x.name] = odds(n, k)
		diff := hundredths(d.odds[x.name]-logit(k[0]/n[0])) + 0 // no -0
		d.prior(x.name, scenario.Prior{Normal: []float64{diff, 0.4}, Within: []float64{-4, 4}}, from, "difference of log odds to the world, shrunk by 20 protests twice")
	}
	of := "before " + fmt.Sprint(d.Year)
	if early {
		of = "all years"
	}
	d.source("protests and how they were answered", "in concede.odds, disperse.odds, shoot.odds, crisis rates, insurance, politics of other states", of, "mm")
}

// politics is how the government of another state differs in its choices from the
// state's own: in how protests were answered, and where elections decide in one of the two.
func (d *drawing) politics(iso3 string) map[string]*scenario.Quantity {
	list := map[string]*scenario.Quantity{}
	add := func(name string, x float64) {
		if x = hundredths(x); x != 0 {
			q := scenario.Number(x)
			list[name] = &q
		}
	}
	for _, x := range answers {
		own, here := d.odds[x.name]
		if theirs, known := d.data.odds(x.form, iso3, d.Year); here && known {
			add(x.name, theirs-own)
		}
	}
	theirs, own := d.data.elects(iso3, d.Year), d.data.elects(d.ISO3, d.Year)
	for _, e := range elected {
		usual, voted := d.template[e.name].Prior, scenario.Prior{Uniform: e.between[:]}
		add(e.name, float64((flag(theirs)-flag(own))*(voted.Quantile(0.5)-usual.Quantile(0.5))))
	}
	return list
}
