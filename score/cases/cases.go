// Package cases holds two decisions of the model against history: whether an
// alliance sends troops, and whether the one in office asks for them. A library of
// coded cases is the history.
//
// [Load] reads a library. [Run] scores council and ruler on it beside simple
// forecasters, each state's cases from those of other states, by the proper scores
// of package stats. [Learn] turns the lessons of the cases into priors of a scenario.
//
// Council and ruler decide by packages alliance and regime, the very code that runs
// in a simulation. A coder's word is a range and not a number: bridge.go gives its
// meaning for the council, request.go for the ruler. Weights of the decisions are drawn
// from what was believed before, and each draw weighed by the cases (Rubin 1988,
// Bayesian Statistics 3, 395), in posterior.go.
package cases

import (
	"slices"

	"casus/scenario"
)

// The types of this file are the document that a coder of cases writes. Their
// yaml tags are its keys, their doc tags its reference (docs/scenario.md). What a
// coder may not know is null in the file: a pointer, or a list that is nil. Unknown is
// never zero.

// Library is a set of coded cases.
type Library struct {
	Meta       *Meta        `yaml:"meta,omitempty" doc:"how the cases were found and coded"`
	Literature []Literature `yaml:"literature,omitempty" doc:"what the coding follows"`
	Exposures  []Exposure   `yaml:"exposures,omitempty" doc:"counts of crises in which help could have been asked for, whether or not it was"`
	Cases      []Case       `yaml:"cases" doc:"the cases"`
}

// Exposure counts crises by whether troops came, of which nobody has coded who asked: what
// keeps the cases, which were found because help was asked for, from saying how often it is.
type Exposure struct {
	What     string `yaml:"what" doc:"the crises that were counted"`
	Crises   int    `yaml:"crises" min:"1" max:"1000000" doc:"how many"`
	Sent     int    `yaml:"sent" min:"0" max:"1000000" doc:"those in which troops came to the government"`
	Violence [2]int `yaml:"violence_peak" doc:"lowest and highest rating of violence that they can have, 1 to 5"`
	Source   string `yaml:"source" doc:"where they were counted"`
}

// Meta says how cases were found and coded.
type Meta struct {
	Purpose       string   `yaml:"purpose" doc:"what the library is for"`
	Method        string   `yaml:"method" doc:"how cases were found and coded"`
	HowToRead     []string `yaml:"how_to_read,omitempty" doc:"conventions of the coding"`
	Scales        *Scales  `yaml:"scales,omitempty" doc:"what the ratings mean to the coder"`
	Enums         *Enums   `yaml:"enums,omitempty" doc:"words that the coder chose from; casus knows no others"`
	SelectionBias []string `yaml:"selection_bias" doc:"known biases of what was found"`
}

// Scales say what a coder's ratings mean.
type Scales struct {
	Unrest     string `yaml:"unrest_peak,omitempty" doc:"of unrest, 1 to 5"`
	Violence   string `yaml:"violence_peak,omitempty" doc:"of violence, 1 to 5"`
	Stake      string `yaml:"hegemon_stake,omitempty" doc:"of the hegemon's stake, 1 to 5"`
	Rival      string `yaml:"rival_great_power,omitempty" doc:"of a rival's opposition, 1 to 5"`
	Capability string `yaml:"capability_ratio,omitempty" doc:"of the ratio of forces"`
}

// Enums are the words that a coder chose from.
type Enums struct {
	Decision    []Decision  `yaml:"decision,omitempty" doc:"of the case's key of the same name, as are all below"`
	Aim         []Aim       `yaml:"mission_aim,omitempty" doc:"words"`
	RequestedBy []Asker     `yaml:"requested_by,omitempty" doc:"words"`
	Defected    []Defection `yaml:"security_forces_defected,omitempty" doc:"words"`
	Basis       []Basis     `yaml:"treaty_basis_internal,omitempty" doc:"words"`
	Outcome     []Outcome   `yaml:"regime_outcome_6m,omitempty" doc:"words"`
	Family      []Family    `yaml:"alliance_family,omitempty" doc:"words"`
}

// Literature is a work that the coding follows.
type Literature struct {
	Rank   int     `yaml:"rank" min:"1" max:"1000" doc:"by use, 1 the most useful"`
	Ref    string  `yaml:"ref" doc:"reference"`
	URL    string  `yaml:"url" doc:"where it is"`
	Also   *string `yaml:"also" null:"none" doc:"where else it is"`
	Read   string  `yaml:"read" doc:"what of it was read"`
	Lesson string  `yaml:"lesson" doc:"what it says to the coder"`
}

// Case is unrest, a coup or collapse in a member of an alliance.
type Case struct {
	ID               string     `yaml:"id" json:"id" doc:"short name: lower-case letters, digits and hyphens, such as state-year"`
	State            string     `yaml:"state" json:"state" doc:"the state, by the same name in all of its cases, which are left out together"`
	Year             int        `yaml:"year" json:"year" min:"1800" max:"2100" doc:"when the crisis began"`
	Alliance         string     `yaml:"alliance" json:"alliance" doc:"the alliance or organisation, in words"`
	Family           Family     `yaml:"alliance_family" json:"alliance_family" doc:"bilateral: one helper; coalition: a few without a council; multilateral: an organisation with one"`
	Trigger          *string    `yaml:"trigger" json:"trigger" null:"unknown" doc:"what began it, in words"`
	Unrest           *int       `yaml:"unrest_peak" json:"unrest_peak" min:"1" max:"5" null:"not rated, as by someone who codes blind" doc:"1 a plot or the elite only, 3 a city or a local revolt, 5 nationwide; coded with hindsight"`
	Violence         *int       `yaml:"violence_peak" json:"violence_peak" min:"1" max:"5" null:"not rated, as by someone who codes blind" doc:"deaths up to the decision: 1 almost none, 2 under about 20, 3 tens, 4 hundreds, 5 thousands; coded with hindsight"`
	RegimeType       *string    `yaml:"regime_type" json:"regime_type" null:"unknown" doc:"of the target, in words"`
	Defected         *Defection `yaml:"security_forces_defected" json:"security_forces_defected" null:"unknown" doc:"how much of the target's forces stood aside or changed sides"`
	Requested        *bool      `yaml:"help_requested" json:"help_requested" null:"unknown" doc:"whether anyone asked for help"`
	RequestedBy      *Asker     `yaml:"requested_by" json:"requested_by" null:"unknown, or nobody asked" doc:"the office of the one who asked, at the time"`
	Framed           *bool      `yaml:"framed_as_external_threat" json:"framed_as_external_threat" null:"unknown" doc:"whether a threat from outside was claimed"`
	Basis            *Basis     `yaml:"treaty_basis_internal" json:"treaty_basis_internal" null:"unknown" doc:"whether a treaty or mandate covers disorder at home"`
	Hegemon          *string    `yaml:"hegemon" json:"hegemon" null:"unknown" doc:"who led or would have had to, in words"`
	Stake            *int       `yaml:"hegemon_stake" json:"hegemon_stake" min:"1" max:"5" null:"not rated, as by someone who codes blind" doc:"of the hegemon: 1 negligible, 3 real but replaceable, 5 core; coded with hindsight"`
	Capability       *float64   `yaml:"capability_ratio_hegemon_to_target" json:"capability_ratio_hegemon_to_target" min:"0.001" max:"1000000" null:"unknown" doc:"active forces of the hegemon to those of the target, an order of magnitude"`
	Patronage        *Patronage `yaml:"patronage,omitempty" json:"patronage,omitempty" null:"unknown" doc:"whom those back who could most likely send troops, when the crisis begins; coded without looking at what was decided"`
	PatronageNote    string     `yaml:"patronage_note,omitempty" json:"patronage_note,omitempty" null:"not said" doc:"what that rests on"`
	HoursLeft        *[2]int    `yaml:"hours_left,omitempty" json:"hours_left,omitempty" null:"unknown" doc:"fewest and most hours, as it looked then, from when the crisis was grave for the one in office until it would be settled without help; coded in the same way"`
	HoursLeftNote    string     `yaml:"hours_left_note,omitempty" json:"hours_left_note,omitempty" null:"not said" doc:"what that rests on"`
	Supporting       []string   `yaml:"members_supporting" json:"members_supporting" null:"unknown" doc:"members in favour"`
	Opposing         []string   `yaml:"members_opposing" json:"members_opposing" null:"unknown" doc:"members against"`
	Decision         Decision   `yaml:"decision" json:"decision" doc:"what became of it; what is forecast is whether it is deployed"`
	Aim              *Aim       `yaml:"mission_aim" json:"mission_aim" null:"unknown" doc:"of the mission; none where nobody was sent"`
	Troops           *int       `yaml:"troops_deployed" json:"troops_deployed" min:"0" max:"10000000" null:"unknown" doc:"people sent, 0 where nobody was; without those stationed there before unless the case is flagged troops_already_in_country"`
	TroopsRange      *[2]int    `yaml:"troops_range,omitempty" json:"troops_range,omitempty" null:"unknown" doc:"lowest and highest figure that sources give"`
	Days             *int       `yaml:"days_request_to_arrival" json:"days_request_to_arrival" min:"0" max:"36500" null:"unknown, nobody asked, or nobody came" doc:"days from the first known request to the first arrival"`
	DaysRange        *[2]int    `yaml:"days_range,omitempty" json:"days_range,omitempty" null:"unknown" doc:"fewest and most"`
	Duration         *int       `yaml:"duration_days" json:"duration_days" min:"0" max:"36500" null:"unknown, or nobody came" doc:"days of the mission"`
	Contributing     *int       `yaml:"contributing_members" json:"contributing_members" min:"0" max:"200" null:"unknown" doc:"states that sent troops"`
	LeadShare        *float64   `yaml:"lead_share" json:"lead_share" min:"0" max:"1" null:"unknown, or nobody came" doc:"share of the lead in the troops"`
	Outcome          *Outcome   `yaml:"regime_outcome_6m" json:"regime_outcome_6m" null:"unknown" doc:"of the leadership in office when the crisis began, 6 months after the first arrival, or after the decision where nobody came"`
	InPower          *bool      `yaml:"requester_in_power_6m,omitempty" json:"requester_in_power_6m,omitempty" null:"unknown" doc:"whether the one who asked governed then, where that is another than the incumbent or fared otherwise"`
	Rival            *int       `yaml:"rival_great_power" json:"rival_great_power" min:"1" max:"5" null:"not rated, as by someone who codes blind" doc:"1 none, 3 present and vocal, 5 armed counter-move; coded with hindsight"`
	Dates            *Dates     `yaml:"dates,omitempty" json:"dates,omitempty" null:"unknown" doc:"what is known of them"`
	Flags            []Flag     `yaml:"flags,omitempty" json:"flags,omitempty" null:"none" doc:"peculiarities that change how the case is read"`
	Notes            string     `yaml:"notes,omitempty" json:"notes,omitempty" null:"none" doc:"remarks, short"`
	Confidence       Confidence `yaml:"confidence" json:"confidence" null:"not said" doc:"how sure the coder is, by group of keys"`
	GeneralKnowledge []Group    `yaml:"from_general_knowledge,omitempty" json:"from_general_knowledge,omitempty" null:"none" doc:"groups of keys that no source supports; they need general-knowledge among the sources"`
	Sources          []string   `yaml:"sources" json:"sources" doc:"addresses, or general-knowledge"`
}

// Dates of a case, each YYYY-MM-DD or left out.
type Dates struct {
	Request  string `yaml:"request,omitempty" json:"request,omitempty" doc:"of the first known request, YYYY-MM-DD"`
	Decision string `yaml:"decision,omitempty" json:"decision,omitempty" doc:"of the decision"`
	Arrival  string `yaml:"arrival,omitempty" json:"arrival,omitempty" doc:"of the first troops"`
	End      string `yaml:"end,omitempty" json:"end,omitempty" doc:"of the mission"`
}

// Confidence of the coder in groups of keys.
type Confidence struct {
	Event    *Level `yaml:"event,omitempty" json:"event,omitempty" doc:"in what happened and when"`
	Request  *Level `yaml:"request,omitempty" json:"request,omitempty" doc:"in whether, when and by whom help was asked for"`
	Security *Level `yaml:"security,omitempty" json:"security,omitempty" doc:"in the target's forces"`
	Legal    *Level `yaml:"legal,omitempty" json:"legal,omitempty" doc:"in the treaty's basis"`
	Politics *Level `yaml:"politics,omitempty" json:"politics,omitempty" doc:"in who was for it and who against"`
	Troops   *Level `yaml:"troops,omitempty" json:"troops,omitempty" doc:"in sizes, shares and days of the mission"`
	Outcome  *Level `yaml:"outcome,omitempty" json:"outcome,omitempty" doc:"in what became of the regime"`
	Ratings  *Level `yaml:"ratings,omitempty" json:"ratings,omitempty" doc:"in the four ratings"`
}

// Sent reports whether troops were sent: the decision is deployed, whatever their
// number and however they fared.
func (c *Case) Sent() bool { return c.Decision == Deployed }

// Domestic reports whether the case is one of trouble within a state: it is not
// flagged as an attack by another.
func (c *Case) Domestic() bool { return !slices.Contains(c.Flags, NotDomestic) }

// RequestedByIncumbent reports whether those in office asked for help; nil when it is
// not known. Interim authorities are in office, a rival faction of the regime is
// not, and where several asked (mixed) it cannot be said. Where nobody asked, no
// incumbent did. A request that was coerced or is disputed counts.
func (c *Case) RequestedByIncumbent() *bool {
	var yes bool
	switch {
	case c.Requested != nil && !*c.Requested:
	case c.RequestedBy == nil || *c.RequestedBy == Mixed:
		return nil
	default:
		yes = *c.RequestedBy == Incumbent || *c.RequestedBy == Interim
	}
	return &yes
}

// Hindsight lists the keys that were rated by someone who knew the outcome. A
// forecast that uses them is told part of what it forecasts.
func (*Case) Hindsight() []string {
	return []string{"unrest_peak", "violence_peak", "hegemon_stake", "rival_great_power"}
}

// Unknown lists the keys of the case that are unknown although they apply to it,
// in the order of the document.
func (c *Case) Unknown() []string {
	var keys []string
	for _, x := range unknowns {
		if x.in(c) {
			keys = append(keys, x.key)
		}
	}
	return keys
}

// unknowns are the keys that may be unknown, what they are about, and how to tell
// unknown from not applicable.
var unknowns = []struct {
	key, about string
	in         func(c *Case) bool
}{
	{"help_requested", "request", func(c *Case) bool { return c.Requested == nil }},
	{"requested_by", "asker", func(c *Case) bool { return c.asked() && c.RequestedBy == nil }},
	{"unrest_peak", "rating of unrest", func(c *Case) bool { return c.Unrest == nil }},
	{"violence_peak", "rating of violence", func(c *Case) bool { return c.Violence == nil }},
	{"hegemon_stake", "rating of stake", func(c *Case) bool { return c.Stake == nil }},
	{"rival_great_power", "rating of rivals", func(c *Case) bool { return c.Rival == nil }},
	{"trigger", "trigger", func(c *Case) bool { return c.Trigger == nil }},
	{"regime_type", "regime type", func(c *Case) bool { return c.RegimeType == nil }},
	{"security_forces_defected", "defection", func(c *Case) bool { return c.Defected == nil }},
	{"treaty_basis_internal", "treaty", func(c *Case) bool { return c.Basis == nil }},
	{"hegemon", "hegemon", func(c *Case) bool { return c.Hegemon == nil }},
	{"mission_aim", "aim", func(c *Case) bool { return c.Aim == nil }},
	{"contributing_members", "contributors", func(c *Case) bool { return c.Sent() && c.Contributing == nil }},
	{"regime_outcome_6m", "outcome", func(c *Case) bool { return c.Outcome == nil }},
	{"framed_as_external_threat", "frame", func(c *Case) bool { return c.Framed == nil }},
	{"capability_ratio_hegemon_to_target", "capability", func(c *Case) bool { return c.Capability == nil }},
	{"troops_deployed", "troops", func(c *Case) bool { return c.Sent() && c.Troops == nil }},
	{"days_request_to_arrival", "days", func(c *Case) bool { return c.Sent() && (c.Requested == nil || *c.Requested) && c.Days == nil }},
	{"duration_days", "duration", func(c *Case) bool { return c.Sent() && c.Duration == nil }},
	{"lead_share", "lead share", func(c *Case) bool { return c.Sent() && c.LeadShare == nil }},
	{"requester_in_power_6m", "requester's fate", func(c *Case) bool {
		by := c.RequestedByIncumbent()
		return c.asked() && by != nil && !*by && c.InPower == nil
	}},
}

// Whether it is known that someone asked for help.
func (c *Case) asked() bool { return c.Requested != nil && *c.Requested }

// Tally is how often something occurs.
type Tally struct {
	Key   string // of the document
	About string // in a word
	N     int
}

// Unknown counts the cases in which a key is unknown although it applies; keys
// that are known throughout are left out.
func (l *Library) Unknown() []Tally {
	var list []Tally
	for _, x := range unknowns {
		n := 0
		for i := range l.Cases {
			if x.in(&l.Cases[i]) {
				n++
			}
		}
		if n > 0 {
			list = append(list, Tally{x.key, x.about, n})
		}
	}
	return list
}

// JSONSchema is that of a file of cases.
func JSONSchema() ([]byte, error) { return scenario.SchemaOf("cases", &Library{}) }
