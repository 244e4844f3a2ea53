package scenario

import (
	"fmt"
	"regexp"
	"strings"

	"casus/scenario/source"
)

// former is a key, a parameter or another name of an earlier version. The tables below
// have each once: [Load] refuses them by name, and [Migrate] moves them.
type former struct {
	why string // what has become of it
	as  string // what says the same: another name or, within an expression, a number; "" if nothing does
	by  step   // how a program moves it, where its table does not say so
}

// formerKeys are keys, by file and path.
var formerKeys = map[string]former{
	MainFile + "$.alliance.id":                      {why: "a scenario has one alliance, and nothing refers to it"},
	MainFile + "$.alliance.members[].active_forces": {why: "no vote and no mission depends on it"},
	MainFile + "$.options[].effects.price_relief":   {why: "name the grievance, and write relieves: GRIEVANCE with relief: 0.5", by: relieve},
	MainFile + "$.relations.states[].alignment":     {why: "that of the powers moves, and that of the members votes"},
	MainFile + "$.relations.powers[].west":          {as: "averse"},
	MainFile + "$.society.regions[].exposure":       {why: `write it under the grievance: grievances: [{id: price, name: "the price", exposure: {REGION: 0.5}}]`, by: expose},
	RecordFile + "$.first_day":                      {why: "the first day is that of clock.start in scenario.yaml"},
	FittedFile + "$.command":                        {why: nested, by: nest},
	FittedFile + "$.note":                           {why: nested, by: nest},
	FittedFile + "$.priors":                         {why: nested, by: nest},
}

const nested = "write it under the fit: fits: [{to: record, command: …, note: …, priors: {…}}]"

// formerParameters are parameters, by name.
var formerParameters = map[string]former{
	"alliance.decision_spread":      {why: "it is 0.3", as: "0.3"},
	"alliance.freed":                {why: "it is 0.75", as: "0.75"},
	"alliance.promise":              {why: "troops have left long before a promise falls due: the lead weighs alliance.stay_cost and stay_fear"},
	"alliance.promise_days":         {why: "troops have left long before a promise falls due"},
	"alliance.signal":               {why: "forces.allied_signal stands for the product of the two"},
	"alliance.signal_half":          {why: "it is 48 hours", as: "48"},
	"alliance.stay_luck":            {why: "it is 0.5, and the weights count against it", as: "0.5"},
	"forces.control_contested":      {why: "it is a third of forces.control_lost", as: "(forces.control_lost / 3)"},
	"forces.control_hours":          {why: "it is 2 hours", as: "2"},
	"forces.control_regained":       {why: "it is an eighth of forces.control_lost", as: "(forces.control_lost / 8)"},
	"forces.vacuum_contested":       {why: "it is a third", as: "(1 / 3)"},
	"regime.alarm":                  {why: "a decision-maker looks again whenever the picture has notably changed"},
	"relations.fear_half":           {why: "fear fades as what was learnt of reliability does, by relations.forget"},
	"regime.noise":                  {why: "it is 0.3", as: "0.3"},
	"relations.accept_obligation":   {why: "obligation weighs as much as alignment does, by relations.accept_alignment"},
	"relations.oblige_half":         {why: "it is 12 months", as: "12"},
	"relations.popularity_detained": {why: "a hundred detained cost as much as one death, by relations.popularity_deaths"},
	"relations.repay":               {why: "it is 1", as: "1"},
	"relations.west_away":           {as: "relations.aversion"},
	"relations.weight_half":         {why: "weight fades as what a mission has shown does, by relations.show_half"},
	"society.anger_lag":             {why: "it is 48 hours", as: "48"},
	"society.band_spread":           {why: "it is 0.7", as: "0.7"},
	"society.curfew_cost":           {why: "a curfew keeps people at home, by society.curfew"},
	"society.disperse_rate":         {why: "who clears a crowd follows from society.hold"},
	"society.lethal_deaths":         {why: "officers kill at society.death_rate when they shoot, on orders or by society.unordered"},
	"society.long_tie":              {why: "it is 2 neighbours", as: "2"},
	"society.origin_criminal":       {why: "bands that are no elite faction's are, see society.band_elite"},
	"society.origin_elite":          {why: "society.band_elite is the chance that a band is an elite faction's"},
	"society.origin_foreign":        {why: "no band is trained abroad: rulers say so whatever they see"},
	"society.region_media":          {why: "a region hears of itself by word of mouth"},
	"society.spark_half":            {why: "organisers come out for a day"},
	"society.violence_bands":        {why: "where a band is out a crowd turns violent at once"},
	"society.violence_repression":   {why: "a crowd that stands its ground turns violent by society.provoke"},
	"society.surge":                 {why: "news calls new protests, by society.spark_rate, and keeps none going"},
	"society.violence_spread":       {why: "crowds do as those before them did, by society.violence_habit"},
	"society.weariness":             {why: "people go home by default, and protest goes on by society.again"},
	"society.weariness_half":        {why: "a place's solidarity rests by society.spark_rest"},
}

// lots are the names by which parameters are drawn that had another name, so that their
// values are what they were.
var lots = func() map[string]string {
	list := map[string]string{}
	for name, f := range formerParameters {
		if identifier.MatchString(f.as) {
			list[f.as] = name
		}
	}
	return list
}()

// lot is the name by which a parameter is drawn.
func lot(name string) string {
	if was, renamed := lots[name]; renamed {
		return was
	}
	return name
}

// formerUnits are parameters that are still there and measure something else, by name and
// unit of old.
var formerUnits = map[string]former{
	"society.arrest_rate in arrests per officer and day": {why: "it counts by attempt at dispersal, no longer by day", by: retire},
	"society.death_anger in legitimacy":                  {why: "it counts by tenfold of the dead, no longer by death per 100,000 people", by: retire},
	"society.fear_gain in 1":                             {why: "it counts by doubling of the dead of a thousand who were out, no longer by death per 100,000 people", by: retire},
	"society.tie_weight in share":                        {why: "it weighs what friends do, and is no share", by: retire},
	"society.violence_base in per person and day":        {why: "crowds turn violent as a whole", by: retire},
	"society.violence_habit in protests":                 {why: "it is a half-life in days", by: retire},
	"society.violence_vacuum in per person and day":      {why: "crowds turn violent as a whole", by: retire},
}

// formerQuantities are what a ruler could see.
var formerQuantities = map[string]former{
	"foreign_bands": {why: "bands are an elite faction's or criminal, and rulers see neither", as: "0"},
	"price_left":    {as: "grievance_left"},
}

// formerSeries are series of outcomes that claims can name.
var formerSeries = map[string]former{
	"economic":   {as: "grieved"},
	"price_left": {as: "grievance_left"},
}

// indices are those of a path.
var indices = regexp.MustCompile(`\[[0-9]+\]`)

// formerOf finds what a problem is about in the tables.
func formerOf(p *source.Problem) (f former, ok bool) {
	if f, ok = formerKeys[p.File+indices.ReplaceAllString(p.Path, "[]")]; ok {
		return f, p.Unknown != ""
	}
	for _, table := range []map[string]former{formerParameters, formerUnits} {
		if f, ok = table[p.Unknown]; ok {
			return f, true
		}
	}
	if p.File != ClaimsFile {
		f, ok = formerQuantities[p.Unknown]
		return f, ok
	}
	words := strings.Split(p.Unknown, ".") // such as against.price_left.d3
	for i, w := range words {
		if f, ok = formerSeries[w]; ok {
			words[i] = f.as
			return former{as: strings.Join(words, ".")}, true
		}
	}
	return f, false
}

// Whether a world sets what is gone, or switches it off.
func setsIt(p *source.Problem) bool {
	return strings.HasSuffix(p.Path, ".set") || strings.HasSuffix(p.Path, ".off")
}

// hint says what to do about it.
func (f former) hint() string {
	switch {
	case f.by != nil:
		return f.why
	case f.why == "":
		return fmt.Sprintf("it is `%s` now", f.as)
	}
	return "leave it out: " + f.why
}

// Refuse gives those of the problems that come of an earlier version the hint that
// says so; old is whether there are any.
func Refuse(ps source.Problems) (old bool) {
	for i := range ps {
		p := &ps[i]
		f, ok := formerOf(p)
		if !ok {
			continue
		}
		old, p.Hint = true, f.hint()
		if setsIt(p) && f.why != "" {
			p.Hint = "set another parameter, or leave the world out: " + f.why
		}
		p.Message = strings.Replace(p.Message, fmt.Sprintf("unknown key %q", p.Unknown), fmt.Sprintf("the key %q is no longer read", p.Unknown), 1)
	}
	return old
}

// unknown says what is wrong with a name that is no parameter's, and what may help.
func unknown(name string, known []string) (message, hint string) {
	if f, was := formerParameters[name]; was {
		return fmt.Sprintf("the parameter %q is no longer read", name), f.hint()
	}
	return fmt.Sprintf("unknown parameter %q", name), didYouMean(name, known)
}
