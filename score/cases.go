// Package score holds the model against record and history: a library of coded
// cases, the back-test of the alliance's decision on them, and proper scores.
//
// [LoadCases] reads the cases, [Run] scores the council on them beside simple
// forecasters. The decision is that of package alliance, the very code that runs
// in a simulation; what a coder's word means to it is in bridge.go.
package score

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"casus/scenario"
	"casus/scenario/source"
)

// Cases is a library of coded cases. Null is unknown or not applicable, never
// zero.
type Cases struct {
	Meta       Meta         `yaml:"meta,omitempty" doc:"how the cases were found and coded"`
	Literature []Literature `yaml:"literature,omitempty" doc:"what the coding follows"`
	Cases      []Case       `yaml:"cases" doc:"the cases"`
}

// Meta says how cases were found and coded.
type Meta struct {
	Purpose       string              `yaml:"purpose" doc:"what the library is for"`
	Method        string              `yaml:"method" doc:"how cases were found and coded"`
	HowToRead     []string            `yaml:"how_to_read" doc:"conventions"`
	Scales        map[string]string   `yaml:"scales" doc:"what ratings mean"`
	Enums         map[string][]string `yaml:"enums" doc:"words of the coder by field"`
	SelectionBias []string            `yaml:"selection_bias" doc:"known biases"`
}

// Literature is a source of the coding.
type Literature struct {
	Rank   int     `yaml:"rank" doc:"by use"`
	Ref    string  `yaml:"ref" doc:"reference"`
	URL    string  `yaml:"url" doc:"where"`
	Also   *string `yaml:"also" null:"unknown" doc:"where else"`
	Read   string  `yaml:"read" doc:"what of it was read"`
	Lesson string  `yaml:"lesson" doc:"what it says"`
}

// Case is unrest, a coup or collapse in a member of an alliance.
type Case struct {
	ID               string            `yaml:"id" json:"id" doc:"unique"`
	State            string            `yaml:"state" json:"state" doc:"where"`
	Year             int               `yaml:"year" json:"year" doc:"when"`
	Alliance         string            `yaml:"alliance" json:"alliance" doc:"its name"`
	Family           string            `yaml:"alliance_family" json:"alliance_family" doc:"bilateral, coalition or multilateral"`
	Trigger          string            `yaml:"trigger" json:"trigger" doc:"what began it"`
	Unrest           int               `yaml:"unrest_peak" json:"unrest_peak" doc:"1 a plot to 5 nationwide; coded with hindsight"`
	Violence         int               `yaml:"violence_peak" json:"violence_peak" doc:"1 almost no deaths to 5 thousands; coded with hindsight"`
	RegimeType       string            `yaml:"regime_type" json:"regime_type" doc:"in words"`
	Defected         string            `yaml:"security_forces_defected" json:"security_forces_defected" doc:"none, some or many"`
	Requested        *bool             `yaml:"help_requested" json:"help_requested" null:"unknown" doc:"whether anyone asked"`
	RequestedBy      *string           `yaml:"requested_by" json:"requested_by" null:"unknown" doc:"who asked"`
	Framed           *bool             `yaml:"framed_as_external_threat" json:"framed_as_external_threat" null:"unknown" doc:"whether a threat from outside was claimed"`
	Basis            string            `yaml:"treaty_basis_internal" json:"treaty_basis_internal" doc:"of help against disorder: explicit, contested or none"`
	Hegemon          string            `yaml:"hegemon" json:"hegemon" doc:"the lead"`
	Stake            int               `yaml:"hegemon_stake" json:"hegemon_stake" doc:"1 negligible to 5 core; coded with hindsight"`
	Capability       *float64          `yaml:"capability_ratio_hegemon_to_target" json:"capability_ratio_hegemon_to_target" null:"unknown" doc:"active forces, order of magnitude"`
	Supporting       []string          `yaml:"members_supporting" json:"members_supporting" doc:"members in favour"`
	Opposing         []string          `yaml:"members_opposing" json:"members_opposing" doc:"members against"`
	Decision         string            `yaml:"decision" json:"decision" doc:"what was decided"`
	Aim              string            `yaml:"mission_aim" json:"mission_aim" doc:"of the mission"`
	Troops           *float64          `yaml:"troops_deployed" json:"troops_deployed" null:"unknown" doc:"people, without those there before"`
	TroopsRange      []float64         `yaml:"troops_range,omitempty" json:"troops_range,omitempty" doc:"[low, high]"`
	Days             *float64          `yaml:"days_request_to_arrival" json:"days_request_to_arrival" null:"unknown" doc:"days"`
	DaysRange        []float64         `yaml:"days_range,omitempty" json:"days_range,omitempty" doc:"[low, high]"`
	Duration         *float64          `yaml:"duration_days" json:"duration_days" null:"unknown" doc:"days"`
	Contributing     int               `yaml:"contributing_members" json:"contributing_members" doc:"members that sent troops"`
	LeadShare        *float64          `yaml:"lead_share" json:"lead_share" null:"unknown" doc:"of the lead in the troops, 0..1"`
	Outcome          string            `yaml:"regime_outcome_6m" json:"regime_outcome_6m" doc:"of the leadership, after six months"`
	InPower          *bool             `yaml:"requester_in_power_6m,omitempty" json:"requester_in_power_6m,omitempty" null:"unknown" doc:"where the one who asked is another"`
	Rival            int               `yaml:"rival_great_power" json:"rival_great_power" doc:"1 none to 5 armed counter-move; coded with hindsight"`
	Dates            *Dates            `yaml:"dates,omitempty" json:"dates,omitempty" null:"unknown" doc:"of the events"`
	Flags            []string          `yaml:"flags,omitempty" json:"flags,omitempty" doc:"peculiarities"`
	Notes            string            `yaml:"notes,omitempty" json:"notes,omitempty" doc:"remarks"`
	Confidence       map[string]string `yaml:"confidence" json:"confidence" doc:"high, medium, low or judgement, by group of fields"`
	GeneralKnowledge []string          `yaml:"from_general_knowledge,omitempty" json:"from_general_knowledge,omitempty" doc:"groups of fields without a source"`
	Sources          []string          `yaml:"sources" json:"sources" doc:"addresses"`
}

// Dates of a case, YYYY-MM-DD.
type Dates struct {
	Request  string `yaml:"request,omitempty" json:"request,omitempty" doc:"of the first known request"`
	Decision string `yaml:"decision,omitempty" json:"decision,omitempty" doc:"of the decision"`
	Arrival  string `yaml:"arrival,omitempty" json:"arrival,omitempty" doc:"of the first troops"`
	End      string `yaml:"end,omitempty" json:"end,omitempty" doc:"of the mission"`
}

// Words of the coder.
const (
	Deployed  = "deployed"
	Incumbent = "incumbent"
	Interim   = "interim_authorities"

	notDomestic = "interstate_not_domestic"
)

// Enum is a field and the words that a coder may write in it.
type Enum struct {
	Field string
	Words []string
}

// Words lists the fields with words of the coder, sorted.
func Words() []Enum {
	var list []Enum
	for _, field := range slices.Sorted(maps.Keys(enums)) {
		list = append(list, Enum{field, enums[field]})
	}
	return list
}

// JSONSchema is that of a file of cases.
func JSONSchema() ([]byte, error) { return scenario.SchemaOf("cases", &Cases{}) }

var enums = map[string][]string{
	"alliance_family":          {"bilateral", "coalition", "multilateral"},
	"security_forces_defected": {"none", "some", "many"},
	"requested_by":             {Incumbent, Interim, "election_winner", "mixed", "opposition", "ousted_leader", "rival_faction_of_regime"},
	"treaty_basis_internal":    {"explicit", "contested", "none"},
	"decision":                 {Deployed, "approved_then_dropped", "not_considered", "offered_not_used", "refused", "rejected_by_body", "threatened_not_deployed"},
	"mission_aim":              {"install_election_winner", "none", "remove_incumbent", "restore_ousted", "stabilise", "support_incumbent"},
	"regime_outcome_6m":        {"survived", "fell", "restored", "transition"},
	"confidence":               {"high", "medium", "low", "judgement"},
}

// Sent says whether troops came.
func (c *Case) Sent() bool { return c.Decision == Deployed }

// Domestic says whether the case is one of trouble within a state.
func (c *Case) Domestic() bool { return !slices.Contains(c.Flags, notDomestic) }

// LoadCases reads a library of cases. Its error is a [source.Problems] that lists
// everything that is wrong.
func LoadCases(fsys fs.FS, name string) (*Cases, error) {
	l := &Cases{}
	doc, err := source.ReadYAML(fsys, name, l)
	if err != nil {
		return nil, err
	}
	c := caseChecker{doc: doc, first: map[string]int{}}
	if len(l.Cases) == 0 {
		c.bad("$.cases", "add a case", "there are no cases")
	}
	for i := range l.Cases {
		c.check(fmt.Sprintf("$.cases[%d]", i), i, &l.Cases[i])
	}
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	return l, nil
}

type caseChecker struct {
	doc      *source.Document
	problems source.Problems
	first    map[string]int
}

func (c *caseChecker) bad(path, hint, format string, args ...any) {
	c.problems = append(c.problems, c.doc.At(path, fmt.Sprintf(format, args...), hint))
}

// word checks a word of the coder.
func (c *caseChecker) word(path, enum, word string) {
	if slices.Contains(enums[enum], word) {
		return
	}
	hint := "known are " + strings.Join(enums[enum], ", ")
	if w := source.Suggest(word, enums[enum]); w != "" {
		hint = fmt.Sprintf("did you mean %q?", w)
	}
	c.bad(path, hint, "unknown %s %q", enum, word)
}

func (c *caseChecker) check(at string, i int, k *Case) {
	if j, twice := c.first[k.ID]; twice || k.ID == "" {
		c.bad(at+".id", fmt.Sprintf("case %d of the list has it too", j+1), "duplicate or empty id %q", k.ID)
	}
	c.first[k.ID] = i
	if k.Year < 1800 || k.Year > 2100 {
		c.bad(at+".year", "", "the year %d", k.Year)
	}
	for key, word := range map[string]string{
		"alliance_family": k.Family, "security_forces_defected": k.Defected, "treaty_basis_internal": k.Basis,
		"decision": k.Decision, "mission_aim": k.Aim, "regime_outcome_6m": k.Outcome,
	} {
		c.word(at+"."+key, key, word)
	}
	if k.RequestedBy != nil {
		c.word(at+".requested_by", "requested_by", *k.RequestedBy)
		if k.Requested != nil && !*k.Requested {
			c.bad(at+".requested_by", "write null", "somebody asked, although help_requested is false")
		}
	}
	for group, word := range k.Confidence {
		c.word(at+".confidence."+group, "confidence", word)
	}
	for key, r := range map[string]int{"unrest_peak": k.Unrest, "violence_peak": k.Violence, "hegemon_stake": k.Stake, "rival_great_power": k.Rival} {
		if r < 1 || r > 5 {
			c.bad(at+"."+key, "", "%d is outside the range 1..5", r)
		}
	}
	for key, x := range map[string]*float64{
		"capability_ratio_hegemon_to_target": k.Capability, "troops_deployed": k.Troops, "days_request_to_arrival": k.Days, "duration_days": k.Duration, "lead_share": k.LeadShare,
	} {
		if x != nil && (*x < 0 || key == "lead_share" && *x > 1) {
			c.bad(at+"."+key, "", "%g is out of range", *x)
		}
	}
	if !k.Sent() && k.Troops != nil && *k.Troops > 0 {
		c.bad(at+".troops_deployed", "0 where nobody was sent", "%g troops, and the decision is %s", *k.Troops, k.Decision)
	}
	for key, r := range map[string][]float64{"troops_range": k.TroopsRange, "days_range": k.DaysRange} {
		if r != nil && (len(r) != 2 || r[0] > r[1]) {
			c.bad(at+"."+key, "", "a range is [low, high]")
		}
	}
	c.dates(at, k.Dates)
}

// dates checks that dates are dates, and in order.
func (c *caseChecker) dates(at string, d *Dates) {
	if d == nil {
		return
	}
	last, before := time.Time{}, ""
	for _, x := range []struct{ key, date string }{{"request", d.Request}, {"arrival", d.Arrival}, {"end", d.End}} {
		if x.date == "" {
			continue
		}
		t, err := time.Parse(time.DateOnly, x.date)
		if err != nil {
			c.bad(at+".dates."+x.key, `write it like "2022-01-05"`, "%q is not a date", x.date)
			continue
		}
		if t.Before(last) {
			c.bad(at+".dates."+x.key, "", "%s comes before the %s", x.date, before)
		}
		last, before = t, x.key
	}
}
