package waves

import (
	"fmt"
	"slices"
	"strings"

	"casus/report/number"
	"casus/score/protests"
)

// Miss is a wave that the recalibrated model misses.
type Miss struct {
	ID    string  `json:"id"`
	State string  `json:"state"`
	Start string  `json:"start"`
	Times float64 `json:"times" doc:"score, in units of what the base rate scores on average; the mean of all outcomes"`
	Spark string  `json:"spark" doc:"its first protest, in words"`
	Worst string  `json:"worst" doc:"outcome that is missed most"`
	What  string  `json:"what" doc:"what came and was not expected, or the reverse"`
	Lacks string  `json:"lacks" doc:"what the model lacks, by rule from what is known of the wave"`
}

// besides is how much worse than the base rate an outcome must be missed to be told too.
const besides = 2

func (r *Result) miss(i int, mean float64, of []float64, worst int) Miss {
	x := r.all[i]
	m := Miss{ID: x.ID(), State: x.State, Start: x.Start.Format("2006-01-02"), Times: mean, Spark: x.spark(), Worst: Outcomes[worst].ID}
	told := []string{r.surprised(i, worst)}
	for o := range of {
		if o != worst && of[o] >= besides {
			told = append(told, r.surprised(i, o))
		}
	}
	m.What = strings.Join(told, "; ")
	k := furthest(r.table[ModelScaled][i][worst], x.came[worst])
	m.Lacks = x.lacks(worst, x.came[worst][k])
	return m
}

// surprised says what came of an outcome, and what it was given.
func (r *Result) surprised(i, o int) string {
	x, p := r.all[i], r.table[ModelScaled][i][o]
	came := x.came[o]
	worst := furthest(p, came)
	given := number.Percent(p[worst])
	y, t := Outcomes[o].of(&x.Came), Outcomes[o].Above[worst]
	switch id := Outcomes[o].ID; id {
	case "days":
		return fmt.Sprintf("it went on for %s (more than %.0f were given %s)", counted(y, "day"), t, given)
	case "protests":
		return fmt.Sprintf("there were %s (more than %.0f were given %s)", counted(y, "protest"), t, given)
	case "largest":
		return fmt.Sprintf("the largest had %s people (more than %s were given %s)", protests.Size(y), peopleAbove(protests.Size(t)), given)
	case "gone":
		if came[0] {
			return fmt.Sprintf("the ruler was gone within %d days (given %s)", Tenure, given)
		}
		return fmt.Sprintf("the ruler stayed (that he goes was given %s)", given)
	default:
		says := Outcomes[o].Says
		if came[0] {
			return fmt.Sprintf("%s came (given %s)", says, given)
		}
		return fmt.Sprintf("%s did not come (given %s)", says, given)
	}
}

// furthest is the threshold at which a forecast is furthest from what came.
func furthest(p []float64, came []bool) (worst int) {
	for k := range p {
		if wrong(p[k], came[k]) > wrong(p[worst], came[worst]) {
			worst = k
		}
	}
	return worst
}

func wrong(p float64, came bool) float64 {
	if came {
		return 1 - p
	}
	return p
}

func counted(n float64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%.0f %ss", n, what)
}

// peopleAbove is the upper end of a class.
func peopleAbove(size protests.Size) string {
	return map[protests.Size]string{protests.Thousand: "2,000", protests.Thousands: "5,000", protests.FiveThousands: "10,000"}[size]
}

var wanted = map[protests.Demand]string{
	protests.PriceOrTax: "prices or taxes", protests.Labour: "wages and work", protests.Land: "land", protests.PoliceBrutality: "the police",
	protests.PoliticalProcess: "how the state is governed", protests.Removal: "somebody's removal from office", protests.SocialRestrictions: "social restrictions",
}

// demands are those of a wave in words.
func (k *Known) demands() string {
	var list []string
	for _, d := range k.Wants {
		list = append(list, wanted[d])
	}
	switch n := len(list); n {
	case 0:
		return "nothing that is coded"
	case 1:
		return list[0]
	default:
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
}

// spark tells of a wave's first protest.
func (k *Known) spark() string {
	size := k.Size.String() + " people"
	if k.Size == protests.SizeUnknown {
		size = "a crowd of unknown size"
	}
	violent := "peaceful"
	if k.Violent {
		violent = "violent"
	}
	return fmt.Sprintf("%s, %s, about %s", size, violent, k.demands())
}

// competitive is the electoral level from which on elections decide who rules.
const competitive = 4

// electoral is the electoral level of the state; it is not known of all.
func (x *one) electoral() (level float64, known bool) {
	if v := x.row.Features[slices.Index(Covariates, "level")]; v != nil {
		return *v, true
	}
	return 0, false
}

// lacks says what the model would need for an outcome of this wave, of which more came
// than was expected, or less. It is a rule, not history: it goes by the outcome, by what
// was demanded and by how the state is ruled.
func (x *one) lacks(outcome int, more bool) string {
	level, known := x.electoral()
	elected := known && level >= competitive
	labour, political := x.wants(protests.Labour), x.wants(protests.Removal, protests.PoliticalProcess)
	ruled := "electoral level unknown"
	if known {
		ruled = fmt.Sprintf("electoral level %.0f of 6", level)
	}
	switch Outcomes[outcome].ID {
	case "days", "protests":
		switch {
		case more && labour:
			return "a union that calls again until there is a settlement: calls in the model tire within weeks, and nobody negotiates"
		case more && political:
			return fmt.Sprintf("an opposition that sets dates: it called again and again about %s, where the model's calls follow news and tire", x.demands())
		case more:
			return fmt.Sprintf("organisations and other causes: about %s the model has one grievance, and what else was protested meanwhile belongs to the wave too", x.demands())
		case labour:
			return "a strike that a settlement ends on a day: in the model crowds call each other out until they tire"
		case elected:
			return fmt.Sprintf("an end that parliament, court or a vote brings: about %s the model's crowds of an elected state (level %.0f of 6) call each other out for weeks", x.demands(), level)
		default:
			return fmt.Sprintf("what keeps people at home before they come: of a protest about %s the model makes a movement, whatever fear and habit the state has taught", x.demands())
		}
	case "largest":
		if more {
			return fmt.Sprintf("a party, church or union that fills a square on one day: about %s the model's crowds grow by ties and news alone", x.demands())
		}
		return fmt.Sprintf("a cause of few: in the model a grievance about %s is everybody's", x.demands())
	case "killing":
		switch {
		case !more:
			return "the discipline of this state's police: officers of the model fire into riots at one rate wherever they are, but for the shootings of earlier years"
		case x.Known.Violent:
			return fmt.Sprintf("arms on the streets and who bears them (%s): deaths in the model come of officers who fire into a riot, not of militias, clans or party gangs", ruled)
		case elected:
			return fmt.Sprintf("violence that officers and others began without an order: rulers of the model, elected at level %.0f of 6, order shots only where control is lost", level)
		}
		return fmt.Sprintf("a state (%s) that shoots where the first protest was peaceful: rulers of the model order it only under an emergency, after violence", ruled)
	case "arrests":
		if more {
			return "arrests by intent: the model's police takes people in clashes and sweeps; leaders who are fetched at home, and bans on assembly, are not in it"
		}
		return fmt.Sprintf("police that lets people be: about %s nobody was reported taken, while the model's officers take some in every attempt at dispersal", x.demands())
	case "dispersal":
		if more {
			return "a ban: officers of the model disperse what is violent or in the way, not what is forbidden"
		}
		return fmt.Sprintf("tolerance: a permitted demonstration about %s is left alone, and the model knows no permits", x.demands())
	case "concession":
		switch {
		case !more:
			return fmt.Sprintf("a government that sits it out: the model's gives in once the nation takes notice, whatever %s would cost it", x.demands())
		case labour:
			return "bargaining: a settlement with a union is no decree of the ruler, and the model has nobody else who could grant it"
		case elected:
			return fmt.Sprintf("courts and parliament, which can grant what the ruler does not: about %s the model (level %.0f of 6) waits for the nation's attention", x.demands(), level)
		}
		return fmt.Sprintf("partial and symbolic concessions: about %s a minister was let go or a promise coded, where the model's ruler relieves the grievance or does nothing", x.demands())
	default: // the ruler
		switch {
		case !more:
			return "bargains that keep a ruler: in the model a lost centre or forces that stand aside are the end of him"
		case elected && x.wants(protests.Removal):
			return fmt.Sprintf("ways to vote a man out: at level %.0f of 6 he whose removal is demanded can lose an election, a majority or his party, and the model's falls only with the capital, most of his forces, or by flight", level)
		case elected && political:
			return fmt.Sprintf("politics between street and office: at level %.0f of 6 a movement about %s can bring an early election, or an opposition that takes over with it; the model has one ruler and crowds", level, x.demands())
		case elected:
			return fmt.Sprintf("a calendar: at level %.0f of 6 rulers come and go by votes and coalitions, with a protest about %s or beside it, and the model knows neither", level, x.demands())
		case political:
			return fmt.Sprintf("a mediated exit, an army that lets its man fall, or a party that drops him: of a movement about %s the model's ruler (%s) falls only with the capital, most of his forces, or by flight", x.demands(), ruled)
		}
		return fmt.Sprintf("a change of ruler beside the street, or a protest about %s that became one about power: the model (%s) knows no illness, no coup by officers and no calendar", x.demands(), ruled)
	}
}
