package cases

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"

	"casus/files/bounded"
	"casus/library"
	"casus/scenario/source"
)

// sound is a file of two cases: troops in the first, none in the second.
const sound = `meta:
  purpose: a test
  method: made up
  enums: {decision: [deployed, refused]}
  selection_bias: [all of it]
cases:
- id: here-2001
  state: Here
  year: 2001
  alliance: the pact
  alliance_family: multilateral
  trigger: a price
  unrest_peak: 3
  violence_peak: 2
  regime_type: electoral
  security_forces_defected: none
  help_requested: true
  requested_by: incumbent
  framed_as_external_threat: null
  treaty_basis_internal: contested
  hegemon: the lead
  hegemon_stake: 4
  capability_ratio_hegemon_to_target: 20
  members_supporting: [There]
  members_opposing: []
  decision: deployed
  mission_aim: stabilise
  troops_deployed: 1000
  troops_range: [800, 1200]
  days_request_to_arrival: 3
  days_range: [2, 4]
  duration_days: 10
  contributing_members: 2
  lead_share: 0.75
  regime_outcome_6m: survived
  rival_great_power: 1
  dates: {request: '2001-05-01', decision: '2001-05-02', arrival: '2001-05-04', end: '2001-05-14'}
  flags: [troops_already_in_country]
  confidence: {event: high, ratings: judgement}
  sources: [https://example.org]
- id: there-1999
  state: There
  year: 1999
  alliance: the pact
  alliance_family: bilateral
  trigger: a
    vote
  unrest_peak: 5
  violence_peak: 4
  regime_type: monarchy
  security_forces_defected: many
  help_requested: true
  requested_by: ousted_leader
  framed_as_external_threat: false
  treaty_basis_internal: none
  hegemon: the lead
  hegemon_stake: 1
  capability_ratio_hegemon_to_target: null
  members_supporting: []
  members_opposing: []
  decision: refused
  mission_aim: none
  troops_deployed: 0
  days_request_to_arrival: null
  duration_days: null
  contributing_members: 0
  lead_share: null
  regime_outcome_6m: fell
  requester_in_power_6m: false
  rival_great_power: 3
  dates: {request: '1999-01-05'}
  confidence: {}
  from_general_knowledge: [event]
  sources: [general-knowledge]
`

func read(text string) (*Library, error) {
	return Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml")
}

// What is wrong with a file of cases is refused, with its place.
func TestCasesAreRefused(t *testing.T) {
	if _, err := read(sound); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		old, new string // the first, or after "there: " the last
		want     string // line:column: message
		hint     string
	}{
		// The form of the file.
		{"decision: deployed", "decison: deployed", `26:3: unknown key "decison"`, `did you mean "decision"?`},
		{"  year: 2001\n", "", "7:3: missing key `year`", "when the crisis began"},
		{"year: 2001", "year: early", `9:9: expected a whole number, found text "early"`, "write a number such as 10"},
		{"troops_deployed: 1000", "troops_deployed: 10.5", "28:20: expected a whole number, found the number 10.5", ""},
		{"help_requested: true", "help_requested: yes", `17:19: expected true or false, found text "yes"`, "write true or false"},
		{"help_requested: true", "help_requested:", "17:3: expected true or false, found nothing", "give it a value, or write null (unknown)"},
		{"contributing_members: 2", "contributing_members:", "33:3: expected a whole number, found nothing", "give it a value, or write null (unknown)"},
		{"troops_range: [800, 1200]", "troops_range: [800]", "29:17: expected a list of 2, found 1", ""},
		{"event: high", "evnt: high", `39:16: unknown key "evnt"`, `did you mean "event"?`},
		{"arrival: '2001", "arrived: '2001", `37:58: unknown key "arrived"`, `did you mean "arrival"?`},

		// Words.
		{"decision: deployed", "decision: deploid", `26:13: unknown decision "deploid"`, `did you mean "deployed"?`},
		{"requested_by: incumbent", "requested_by: president", `18:17: unknown requested_by "president"`, "known are incumbent, interim_authorities, election_winner, ousted_leader, rival_faction_of_regime, opposition, mixed"},
		{"multilateral", "multi", `11:20: unknown alliance_family "multi"`, "did you mean \"multilateral\"?"},
		{"defected: none", "defected: all", `16:29: unknown security_forces_defected "all"`, "known are none, some, many"},
		{"internal: contested", "internal: disputed", `20:26: unknown treaty_basis_internal "disputed"`, "known are explicit, contested, none"},
		{"aim: stabilise", "aim: stabilize", `27:16: unknown mission_aim "stabilize"`, `did you mean "stabilise"?`},
		{"6m: survived", "6m: surived", `35:22: unknown regime_outcome_6m "surived"`, `did you mean "survived"?`},
		{"event: high", "event: higher", `39:23: unknown confidence "higher"`, `did you mean "high"?`},
		{"event: high", "event: ''", `39:23: unknown confidence ""`, "known are high, medium, low, judgement"},
		{"there: [event]", "[events]", `73:28: unknown from_general_knowledge "events"`, `did you mean "event"?`},
		{"flags: [troops_already_in_country]", "flags: [troops_in_country]", `38:11: unknown flag "troops_in_country"`, "known are interstate_not_domestic, troops_already_in_country, hegemon_already_inside"},
		{"[deployed, refused]", "[deployed, declined]", `4:32: unknown decision "declined"`, "known are deployed, threatened_not_deployed, approved_then_dropped, offered_not_used, refused, rejected_by_body, not_considered"},

		// Numbers.
		{"year: 2001", "year: 201", "9:9: 201 is outside the range 1800..2100", ""},
		{"unrest_peak: 3", "unrest_peak: 0", "13:16: 0 is outside the range 1..5", ""},
		{"violence_peak: 2", "violence_peak: 6", "14:18: 6 is outside the range 1..5", ""},
		{"hegemon_stake: 4", "hegemon_stake: -1", "22:18: -1 is outside the range 1..5", ""},
		{"rival_great_power: 1", "rival_great_power: 10", "36:22: 10 is outside the range 1..5", ""},
		{"target: 20", "target: 0", "23:39: 0 is outside the range 0.001..1000000", ""},
		{"lead_share: 0.75", "lead_share: 75", "34:15: 75 is outside the range 0..1", ""},
		{"lead_share: 0.75", "lead_share: -0.1", "34:15: -0.1 is outside the range 0..1", ""},
		{"days: 10", "days: -10", "32:18: -10 is outside the range 0..36500\n32:18: -10 days, although 10 lie between arrival and end", "write 10, or correct a date"},
		{"members: 2", "members: 300", "33:25: 300 is outside the range 0..200", ""},
		{"[800, 1200]", "[1200, 800]", "29:17: [1200, 800] is not a range", "write [low, high], both 0 or more"},
		{"[800, 1200]", "[1100, 1200]", "28:20: 1000 lies outside its own range, 1100..1200", ""},
		{"[2, 4]", "[4, 6]", "30:28: 3 lies outside its own range, 4..6", ""},

		// Names.
		{"there: id: there-1999", "id: here-2001", `41:7: duplicate id "here-2001"`, "case 1 of the list has it too"},
		{"id: here-2001", "id: Here, 2001", `7:7: "Here, 2001" is not an id`, "lower-case letters, digits and hyphens, such as hungary-1956"},
		{"state: Here", "state: ' '", "8:10: an empty state", "say it in a few words"},
		{"flags: [", "flags: [troops_already_in_country, ", `38:38: the flag "troops_already_in_country" twice`, ""},

		// A request that nobody made.
		{"there: help_requested: true\n  requested_by: ousted_leader", "help_requested: true\n  requested_by: null", "", ""},
		{"there: help_requested: true\n  requested_by: ousted_leader", "help_requested: false\n  requested_by: null",
			"69:26: the fate of a requester, although help_requested is false\n71:20: the date of a request, although help_requested is false", "leave it out, or write help_requested: true"},
		{"help_requested: true", "help_requested: null",
			"18:17: somebody asked, although help_requested is unknown\n30:28: days from a request, although help_requested is unknown\n37:20: the date of a request, although help_requested is unknown", "write null, or help_requested: true"},

		// Troops where nobody was sent, and the reverse.
		{"decision: deployed", "decision: refused",
			"28:20: 1000 troops, although the decision is refused\n30:28: days to an arrival, although the decision is refused\n32:18: days of a mission, although the decision is refused\n" +
				"33:25: 2 sent troops, although the decision is refused\n34:15: a share in troops, although the decision is refused\n" +
				"37:67: the date of an arrival, although the decision is refused\n37:86: the date of an end, although the decision is refused", "write 0 where nobody was sent"},
		{"there: troops_deployed: 0", "troops_deployed: null", "63:3: an unknown number of troops, although the decision is refused", "write 0 where nobody was sent"},
		{"troops_deployed: 1000\n  troops_range: [800, 1200]", "troops_deployed: 0", "28:20: no troops, although the decision is deployed", "write null if their number is unknown"},
		{"aim: stabilise", "aim: none", "27:16: no aim, although the decision is deployed", "stabilise is an aim too"},
		{"members: 2", "members: 0", "33:25: nobody sent troops, although the decision is deployed", "at least 1"},
		{"members: 2", "members: 1", "34:15: a lead share of 0.75 with 1 contributing", "1 if and only if one member sent troops; null if it is unknown"},
		{"lead_share: 0.75", "lead_share: 1", "34:15: a lead share of 1 with 2 contributing", "1 if and only if one member sent troops; null if it is unknown"},

		// Dates.
		{"'2001-05-02'", "'2 May'", `37:44: "2 May" is not a date`, `write it like "2022-01-05"`},
		{"'2001-05-14'", "'2001-02-30'", `37:86: "2001-02-30" is not a date`, `write it like "2022-01-05"`},
		{"'2001-05-02'", "2001-05-02", "", ""},
		{"'2001-05-01'", "'1901-05-01'", "37:20: 1901-05-01 lies before the year of the case, 2001", "the year is that in which the crisis began"},
		{"'2001-05-01'", "'2001-05-05'", "37:67: the arrival comes before the request", ""},
		{"'2001-05-14'", "'2001-05-03'", "37:86: the end comes before the arrival", ""},
		{"request: '2001-05-01', decision: '2001-05-02', arrival: '2001-05-04', end: '2001-05-14'", "request: '2001-05-02', end: '2001-05-01'", "37:39: the end comes before the request", ""},
		{"arrival: 3", "arrival: 4", "30:28: 4 days, although 3 lie between request and arrival", "write 3, or correct a date"},
		{"days: 10", "days: 11", "32:18: 11 days, although 10 lie between arrival and end", "write 10, or correct a date"},

		// Sources.
		{"there: sources: [general-knowledge]", "sources: []", "74:12: the case has no source", "write general-knowledge where there is none"},
		{"there: sources: [general-knowledge]", "sources: [https://example.org]", "73:27: general knowledge is not among the sources", "add general-knowledge to the sources"},
		{"  from_general_knowledge: [event]\n", "", "73:12: the case does not say what is general knowledge", "list the groups of keys under from_general_knowledge: event, request, "},
		{"[https://example.org]", "[https://example.org, '']", "40:34: an empty source", ""},
	} {
		old, last := strings.CutPrefix(c.old, "there: ")
		at := strings.Index(sound, old)
		if last {
			at = strings.LastIndex(sound, old)
		}
		if at < 0 {
			t.Fatalf("no %q", old)
		}
		_, err := read(sound[:at] + c.new + sound[at+len(old):])
		var problems source.Problems
		if errors.As(err, &problems) != (err != nil) {
			t.Fatalf("%s: %v", c.new, err)
		}
		var got []string
		for _, p := range problems {
			got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
			if p.File != "a.yaml" || p.Excerpt == "" {
				t.Errorf("%s: %+v", c.new, p)
			}
		}
		if !sameLines(got, c.want) || !strings.Contains(problems.Error(), c.hint) || c.hint == "" && len(problems) == 1 && problems[0].Hint != "" {
			t.Errorf("%s: got\n%s\nwant\n%s\nhint %q, want %q", c.new, strings.Join(got, "\n"), c.want, hints(problems), c.hint)
		}
	}
}

// sameLines compares problems with those wanted, in any order.
func sameLines(got []string, want string) bool {
	n := 0
	for _, w := range strings.Split(want, "\n") {
		if w == "" {
			continue
		}
		n++
		found := false
		for _, g := range got {
			found = found || g == w
		}
		if !found {
			return false
		}
	}
	return n == len(got)
}

func TestNoCasesAreRefused(t *testing.T) {
	if _, err := read("cases: []\n"); err == nil || !strings.HasPrefix(err.Error(), "a.yaml:1:8: there are no cases") {
		t.Error(err)
	}
	if _, err := Load(fstest.MapFS{}, "a.yaml"); err == nil || !strings.HasPrefix(err.Error(), "a.yaml: file not found") {
		t.Error(err)
	}
}

// What is unknown stays unknown.
func TestUnknownIsNotZero(t *testing.T) {
	l, err := read(sound)
	if err != nil {
		t.Fatal(err)
	}
	here, there := &l.Cases[0], &l.Cases[1]
	if here.Framed != nil || there.Framed == nil || *there.Framed || there.Capability != nil || there.Days != nil || there.LeadShare != nil {
		t.Errorf("%+v\n%+v", here, there)
	}
	if *there.Troops != 0 || *here.TroopsRange != [2]int{800, 1200} || there.TroopsRange != nil || *there.Trigger != "a vote" {
		t.Errorf("%+v\n%+v", here, there)
	}
	if got := fmt.Sprint(here.Unknown(), there.Unknown(), l.Unknown()); got != "[framed_as_external_threat] [capability_ratio_hegemon_to_target] [{framed_as_external_threat frame 1} {capability_ratio_hegemon_to_target capability 1}]" {
		t.Error(got)
	}
}

func TestRequestedByIncumbent(t *testing.T) {
	yes, no := true, false
	by := func(a Asker) *Asker { return &a }
	for _, c := range []struct {
		asked *bool
		by    *Asker
		want  *bool
	}{
		{&yes, by(Incumbent), &yes}, {&yes, by(Interim), &yes}, {&yes, by(OustedLeader), &no}, {&yes, by(RivalFaction), &no}, {&yes, by(Mixed), nil},
		{&yes, nil, nil}, {&no, nil, &no}, {nil, nil, nil},
	} {
		k := Case{Requested: c.asked, RequestedBy: c.by}
		if got := k.RequestedByIncumbent(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

// A library that is written and read again is the same.
func TestRoundTrip(t *testing.T) {
	for name, l := range map[string]*Library{"library": cases(t), "sound": func() *Library { l, _ := read(sound); return l }()} {
		text, err := yaml.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		again, err := read(string(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(l, again) {
			t.Errorf("%s: not the same", name)
		}
	}
}

// What is taken has no unknown words, and keeps to its ranges and order.
func FuzzLoadCases(f *testing.F) {
	text, err := fs.ReadFile(library.Cases(), "cases.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text[strings.Index(string(text), "cases:\n"):][:4000]) // a case and a piece
	f.Add([]byte(sound))
	f.Add([]byte(strings.Replace(sound, "requested_by: incumbent", "requested_by: null", 1)))
	f.Add([]byte(strings.Replace(sound, "'2001-05-14'", "'9999-12-31'", 1)))
	f.Fuzz(func(t *testing.T, text []byte) {
		var l *Library
		var err error
		bounded.Read(t, func() { l, err = read(string(text)) })
		if (l == nil) != (err != nil) {
			t.Fatalf("%v, %v", l, err)
		}
		if err != nil {
			var problems source.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("%T: %v", err, err)
			}
			for _, p := range problems {
				if p.File != "a.yaml" || p.Message == "" {
					t.Errorf("%+v", p)
				}
			}
			return
		}
		ids := map[string]bool{}
		for i := range l.Cases {
			k := &l.Cases[i]
			if ids[k.ID] || k.State == "" || k.Year < 1800 || k.Year > 2100 || k.Stake != nil && (*k.Stake < 1 || *k.Stake > 5) || k.LeadShare != nil && !(*k.LeadShare >= 0 && *k.LeadShare <= 1) {
				t.Errorf("%+v", k)
			}
			if !k.Sent() && (k.Troops == nil || *k.Troops != 0) || k.RequestedBy != nil && !k.asked() {
				t.Errorf("%+v", k)
			}
			ids[k.ID] = true
			k.Unknown()
		}
	})
}

func hints(problems source.Problems) (list []string) {
	for _, p := range problems {
		list = append(list, p.Hint)
	}
	return list
}

// Row "quantities nobody coded": what a coder may not know may be null, and a file with it can be
// scored.
func TestEveryFieldThatMayBeUnknownMayBeNull(t *testing.T) {
	of := reflect.TypeFor[Case]()
	nulls := 0
	for i := range of.NumField() {
		f := of.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if f.Tag.Get("null") == "" || key == "help_requested" { // of which more follows
			continue
		}
		nulls++
		text := regexp.MustCompile(`(?m)^  `+key+`:.*(\n    .*)*$`).ReplaceAllString(sound, "  "+key+": null")
		l, err := read(text)
		contradicts := map[string]string{"troops_deployed": "an unknown number of troops, although", "from_general_knowledge": "does not say what is general knowledge"}[key]
		if err != nil && (contradicts == "" || !strings.Contains(err.Error(), contradicts)) {
			t.Errorf("%s: %v", key, err)
		} else if err == nil {
			plights(l, true)
			for j := range l.Cases {
				if row := fieldsOf(&l.Cases[j], true); slices.ContainsFunc(row, math.IsNaN) {
					t.Errorf("%s: %v", key, row)
				}
				if h := hostilityOf(&l.Cases[j]); !(h.low < h.high) {
					t.Errorf("%s: %v", key, h)
				}
				if f := fitOf(&l.Cases[j]); !(f.low < f.high) {
					t.Errorf("%s: %v", key, f)
				}
			}
		}
	}
	if nulls < 20 {
		t.Errorf("%d fields", nulls)
	}
}

// A file of somebody else's that contradicts itself is taken as it is, and said to; one that
// cannot be read is not.
func TestOthersMayContradictThemselves(t *testing.T) {
	load := func(text string) (*Library, source.Problems, error) {
		return LoadOthers(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml")
	}
	text := regexp.MustCompile(`(?m)^  duration_days:.*$`).ReplaceAllString(sound, "  duration_days: 3")
	l, doubts, err := load(text)
	if err != nil || len(doubts) == 0 || !strings.Contains(doubts[0].Message, "3 days, although") || len(l.Cases) == 0 {
		t.Errorf("%v, %v", doubts, err)
	}
	if l, err := read(text); err == nil || l != nil {
		t.Error("the library may contradict itself")
	}
	if l, _, err := load(strings.Replace(text, "state: Here", "state: ''", 1)); err == nil || l != nil {
		t.Error("a case without a state is taken")
	}
}
