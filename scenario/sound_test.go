package scenario_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
)

// change is a text of a file that is replaced.
type change struct{ file, from, to string }

// changed gives the files of a scenario that ships with some texts replaced.
func changed(t testing.TB, id string, changes ...change) fstest.MapFS {
	t.Helper()
	dir, ok := library.Open(id)
	if !ok {
		t.Fatalf("no %s", id)
	}
	m := fstest.MapFS{}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		m[e.Name()] = &fstest.MapFile{Data: b}
	}
	for _, c := range changes {
		old := string(m[c.file].Data)
		if !strings.Contains(old, c.from) {
			t.Fatalf("%s of %s has no %q", c.file, id, c.from)
		}
		m[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(old, c.from, c.to, 1))}
	}
	return m
}

// refused wants a scenario to be refused first for something that stands on a line
// of a file, with a hint.
func refused(t *testing.T, name, id, file, message, hint string, changes ...change) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Helper()
		_, err := scenario.Load(changed(t, id, changes...))
		var ps source.Problems
		if !errors.As(err, &ps) {
			t.Fatalf("%v, want %q", err, message)
		}
		p := ps[0]
		if p.File != file || p.Line == 0 || !strings.Contains(p.Message, message) || !strings.Contains(p.Hint, hint) || hint == "" != (p.Hint == "") || strings.HasPrefix(p.Hint, ":") {
			t.Errorf("got %v\nwant in %s: %q, hint %q", p, file, message, hint)
		}
	})
}

// An expression that does not compile is told of; that nothing else uses its parameters
// follows from that.
func TestCausesComeBeforeConsequences(t *testing.T) {
	for _, c := range []change{
		{"scenario.yaml", "choice.harden * threat", "choice.harden * "},
		{"scenario.yaml", "choice.talk", "choice.tlak"},
		{"scenario.yaml", "- {id: coast,", "- {id: coats,"},
	} {
		_, err := scenario.Load(changed(t, "small-state", c))
		if text := err.Error(); strings.Contains(text, "nothing uses") || strings.Contains(text, "no place lies") || strings.Count(text, "hint:") > 2 {
			t.Errorf("%v:\n%s", c, text)
		}
	}
	_, err := scenario.Load(changed(t, "small-state", change{"places.csv", ",population_source", ",population_source,"}, change{"places.csv", "\n", "\n,,,,,,,,\n"}))
	if err != nil {
		t.Errorf("empty rows and columns are not skipped: %v", err)
	}
}

// Row "names that fold": what SQL, a file system or a reader takes for one name is not two.
func TestNamesThatFold(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	for _, c := range []struct{ name, file, from, to, message string }{
		{"ids by capitals", main, "{id: reluctant, name: \"the reluctant ally\", member", "{id: Neighbour, name: \"the reluctant ally\", member", `the id "Neighbour" is too like "neighbour"`},
		{"ids by dash and underscore", main, "{id: frame_terrorism,", "{id: end-emergency, name: x, utility: \"0\", effects: {lethal: 0}}\n  - {id: frame_terrorism,", `the id "end_emergency" is too like "end-emergency"`},
		{"ids alike", main, "{id: rival,", "{id: lead,", `duplicate id "lead"`},
		{"names by capitals", main, `name: "the hills"`, `name: "The Coast"`, `the name "The Coast" is too like "the coast"`},
		{"names by Unicode form", main, `name: "the lead nation", lead: true, pledge`, "name: \"cafe\u0301\", lead: true, pledge", "is too like"},
		{"names by spaces", main, `name: "declare an emergency"`, `name: "offer  dialogue"`, "is too like"},
		{"names by a joiner", main, `name: "the hills"`, "name: \"the co\u200dast\"", `is too like "the coast"`},
		{"names by a space that does not break", main, `name: "the hills"`, "name: \"the\u00a0coast\"", `is too like "the coast"`},
		{"names by the width of letters", main, `name: "the hills"`, "name: \"ｔhe coast\"", `is too like "the coast"`},
		{"cohorts", main, "{id: younger,", "{id: OLDER,", "is too like"},
		{"quantities", main, "{name: help,", "{name: Threat, is: \"1\"}\n  - {name: help,", `"Threat" cannot be the name of a quantity`},
		{"seen", main, "{name: help,", "{name: Violent, is: \"1\"}\n  - {name: help,", `"Violent" cannot be the name of a quantity`},
	} {
		refused(t, c.name, small, c.file, c.message, " ", change{c.file, c.from, c.to}, change{main, `name: "the neighbour", pledge`, "name: \"caf\u00e9\", pledge"})
	}
	refused(t, "places", small, "places.csv", `the id "Port" is too like "port"`, `line 4 is "port"`, change{"places.csv", "market,", "Port,"})
	refused(t, "parameters", small, "parameters.yaml", `the key "choice.talk" is too like "choice.Talk"`, "another key is", change{"parameters.yaml", "choice.talk:", "choice.Talk: {prior: {fixed: 1}, unit: utility, source: assumption, why: x}\nchoice.talk:"})
	refused(t, "sources", "gambia-2017", "record.yaml", "is too like", "another key is", change{"record.yaml", "sources:\n", "sources:\n  AB: {outlet: x, title: y}\n  ab: {outlet: x, title: y}\n"})
	refused(t, "targets", "gambia-2017", "record.yaml", `the id "Troops" is too like "troops"`, " ", change{"record.yaml", "id: lead_share,", "id: Troops,"})
	refused(t, "worlds", "gambia-2017", main, "is too like", " ", change{main, "{id: soldiers-stand,", "{id: No-Request,"})
	refused(t, "the world that is always there", "gambia-2017", main, "is always there", "choose another", change{main, "{id: soldiers-stand,", "{id: As-Modelled,"})
}

// Row "text": an id can be a folder and a column, and no text moves a cursor.
func TestIDsAndTextsAreHarmless(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	for _, id := range []string{"x/../y", "../up", "a b", ".", "..", "-x", "a.b", "é", "a\\\\b", "~", "x;y", "con:"} {
		refused(t, "scenario "+id, small, main, "is not an id", "letters", change{main, "id: small-state", `id: "` + id + `"`})
	}
	for _, c := range []struct{ name, from, to string }{
		{"member", "{id: reluctant, name: \"the reluctant ally\", pledge", "{id: \"x/../y\", name: \"the reluctant ally\", pledge"},
		{"option", "{id: frame_terrorism,", "{id: frame terrorism,"},
		{"cohort", "{id: older,", "{id: \"old,er\","},
	} {
		refused(t, c.name, small, main, "is not an id", "letters", change{main, c.from, c.to})
	}
	refused(t, "place", small, "places.csv", "is not an id", "joined by a slash", change{"places.csv", "market,", "../market,"})
	refused(t, "target", "gambia-2017", "record.yaml", "is not an id", "letters", change{"record.yaml", "id: lead_share,", "id: lead share,"})
	refused(t, "a title with ESC", small, main, "U+001B", "leave it out", change{main, `title: "A small`, `title: "\e[31mA small`})
	for _, r := range []string{"\u200b", "\u200e", "\u061c", "\u00ad", "\u2060", "\ufffe", "\u2067", "\u009b"} {
		name := fmt.Sprintf("U+%04X", []rune(r)[0])
		refused(t, "a name with "+name, small, main, name+" cannot be printed", "leave it out", change{main, `name: "the hills"`, fmt.Sprintf(`name: "the\u%04x hills"`, []rune(r)[0])})
	}
	refused(t, "an id too long for a folder", small, main, "has 101 characters", "at most 100", change{main, "id: small-state", "id: " + strings.Repeat("x", 101)})
	refused(t, "a title of two lines", small, main, "more than one line", "on one line", change{main, `title: "A small`, `title: "A\nsmall`})
	refused(t, "a name of two lines", small, main, "more than one line", "on one line", change{main, `name: "the hills"`, `name: "the\nhills"`})
	refused(t, "a unit that turns the line", small, "parameters.yaml", "U+202E", "leave it out", change{"parameters.yaml", "source: assumption", `source: "\u202eassumption"`})
}

// Row "outside the run": what cannot come within the crisis or the nation is refused, with the range.
func TestOutsideTheRun(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"spark", "hour: 9,", "hour: 5000,", "hour 5000 lies after the crisis of 14 days", "0 to 335"},
		{"spark, an hour late", "hour: 9,", "hour: 336,", "hour 336 lies after", "0 to 335"},
		{"regions", "engulfed_regions: 3", "engulfed_regions: 20", "the nation has 3 regions and cannot be engulfed in 20", "1 to 3"},
		{"protest", "protest_people: 200", "protest_people: 170000", "fewer than 3 regions have 170000 people", "at most"},
		{"violence", "violence_people: 60", "violence_people: 900000", "no region has 900000 people", "at most 260000"},
		{"serious", "serious_people: 100", "serious_people: 250000", "no place has 250000 people", "at most 200000"},
		{"relief", "relief_delay: 12", "relief_delay: 400", "a delay of 400 hours is longer than the crisis of 336", "0 to 336"},
	} {
		refused(t, c.name, small, main, c.message, c.hint, change{main, c.from, c.to})
	}
	refused(t, "a shorter run", small, main, "hour 30 lies after the crisis of 1 days", "0 to 23", change{main, "crisis_days: 14", "crisis_days: 1"}, change{main, "hour: 9,", "hour: 30,"})
}

// Row "sums and ranges only found while running": a draw that would fail is found before.
func TestSumsAndRanges(t *testing.T) {
	const small, main, parameters = "small-state", "scenario.yaml", "parameters.yaml"
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"shares above 1", "cohorts: [0.35, 0.65]", "cohorts: [0.45, 0.65]", "the shares of the cohorts sum to 1.1, not 1", "1 minus the others"},
		{"shares below 1", "cohorts: [0.40, 0.60]", "cohorts: [0.4, 0.5]", "sum to 0.9, not 1", "1 minus the others"},
		{"a negative share", "cohorts: [0.35, 0.65]", "cohorts: [-0.1, 1.1]", "-0.1 is outside the range 0..1", ""},
		{"percent", "cohorts: [0.35, 0.65]", "cohorts: [35, 65]", "35 is outside the range 0..1", "0.35 for 35 %"},
		{"shares that are drawn", "cohorts: [0.35, 0.65]", "cohorts: [exposure.hills, exposure.centre]", "the shares of the cohorts can sum to", "with exposure.hills = "},
		{"cost", "cost: [0.1, 0.3]", "cost: [0.1, 3]", "3 is outside the range 0..1", "0.03 for 3 %"},
		{"an expression", "hills: exposure.hills", "hills: 3 * exposure.hills", `"3 * exposure.hills" can be`, "with exposure.hills = "},
		{"a difference", "legitimacy: cohort.legitimacy - cohort.gap", "legitimacy: cohort.legitimacy - 50 * cohort.gap", "outside the range 0..1", "with cohort.gap = "},
		{"not a number", "hills: exposure.hills", `hills: "exposure.hills * log(exposure.hills - 5)"`, "is not a number", "with exposure.hills = "},
		{"numbers alone", "relief: 0.6", "relief: 1/0", "can be +Inf, outside the range 0..1", "hold the expression, as in"},
		{"an effect", "relief: 0.6", "relief: 2 * calm.dialogue + 0.9", "outside the range 0..1", "with calm.dialogue = "},
		{"power", "weight: 0.25", "weight: align.rival - 1", "outside the range 0..1", "with align.rival = "},
	} {
		refused(t, c.name, small, main, c.message, c.hint, change{main, c.from, c.to})
	}
	for _, none := range []string{"0", "max(0, align.rival - 0.9)"} {
		refused(t, "weights of "+none, small, main, "the security weights of all powers can be 0, and have no shares", "above 0", change{main, "weight: 0.6", `weight: "` + none + `"`}, change{main, "weight: 0.25", "weight: 0"}, change{main, "weight: 0.15", "weight: 0"})
		refused(t, "alignments of "+none, small, main, "the alignments of all powers can be 0", "above 0", change{main, "alignment: align.lead}", `alignment: "0 * align.lead"}`}, change{main, "alignment: align.rival}", `alignment: "` + none + ` + 0 * align.rival"}`}, change{main, "alignment: align.democracies}", "alignment: 0 * align.democracies}"})
	}
	for _, prior := range []string{"{uniform: [0.5, 1.5]}", "{normal: [0.5, 0.2]}", "{choice: {0.5: 0.95, 1.5: 0.05}}", "{lognormal: [0.5, 1]}", "{fixed: -0.1}"} {
		refused(t, prior, small, main, "outside the range 0..1", "with exposure.hills = ", change{parameters, "exposure.hills: {prior: {uniform: [0.2, 0.8]}", "exposure.hills: {prior: " + prior})
	}
}

// Row "people that do not fit": places, states and units are compared before anything runs.
func TestPeopleThatDoNotFit(t *testing.T) {
	const small, main, parameters = "small-state", "scenario.yaml", "parameters.yaml"
	refused(t, "spark", small, main, "a crowd of up to 1000000 in a place of 140000 people", "smaller", change{main, `people: "spark.people * min(1, society.shock / spark.full_shock)"`, "people: 1000000"})
	refused(t, "spark by its prior", small, main, "in a place of 140000 people", "narrow", change{main, `people: "spark.people *`, `people: "900 * spark.people *`})
	ones := func(of string) change { return change{"places.csv", of, ",1,"} }
	refused(t, "places of one", small, main, "fewer than 3 regions have 200 people", "at most 2", ones(",200000,"), ones(",60000,"), ones(",140000,"), ones(",40000,"), ones(",70000,"), ones(",90000,"))
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"state", "target: true, population: 600000", "target: true, population: 900000", "the state has 900000 people here, and 600000 in its places", "same year"},
		{"state in thousands", "target: true, population: 600000", "target: true, population: 1000", "the state has 1000 people here", "thousands or millions"},
		{"army", "strength: 1200", "strength: 200000", "the forces have up to 202400 officers in a nation of 600000 people", "at most 20 %"},
		{"unit", "unit: 100,", "unit: 5000,", "a unit of 5000 officers in a force of at most 1200", "together"},
		{"too many units", "strength: 1200, unit: 100", "strength: 110000, unit: 1", "the forces can have", "larger"},
		{"pledge", "pledge: 200", "pledge: 800000", "the neighbour pledges up to 800000 people, and has 2000000", "thousands or millions"},
		{"two lead nations", "- {id: lead, name: \"the lead nation\", lead: true, weight", "- {id: leader, name: \"the lead nation\", lead: true, weight", `the lead nation is "leader" here, and "lead" in alliance.members`, "one state"},
		{"a place twice", "critical_sites: [capital, port]", "critical_sites: [capital, capital]", `duplicate place "capital"`, "has it too"},
		{"a base twice", "places: [capital, port, market]", "places: [capital, port, port]", `duplicate place "port"`, "has it too"},
	} {
		refused(t, c.name, small, main, c.message, c.hint, change{main, c.from, c.to})
	}
	for name, most := range map[string]string{"society.attention_floor": "at least 700000, and the nation has 600000 people", "forces.violence_full": "at least 700000, and the nation has 600000 people"} {
		refused(t, name, small, parameters, name+" is "+most, "thousands or millions", change{parameters, name + ": {prior: ", name + ": {unit: people, source: assumption, why: x, prior: {uniform: [700000, 900000]}}\n#"})
	}
	refused(t, "attention full before it begins", small, parameters, "society.attention_floor is at least 90000, and society.attention_full at most", "smaller", change{parameters, "society.attention_floor: {prior: ", "society.attention_floor: {unit: people, source: assumption, why: x, prior: {uniform: [90000, 95000]}}\n#"})
	m := changed(t, small, change{main, "scale: 20", "scale: 1"}, change{main, "target: true, population: 600000", "target: true, population: 1000400000"}, change{"places.csv", ",200000,", ",1000000000,"})
	if _, err := scenario.Load(m); err == nil || !strings.Contains(err.Error(), "1000400000 people are 1000400000 agents; a replicate has at most 200000000") {
		t.Errorf("memory: %v", err)
	}
	for scale, want := range map[float64]string{0.5: "1 to 1000", 1001: "1 to 1000", 1: "", 20: ""} {
		if err := reference().CheckScale(scale); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("scale %g: %v", scale, err)
		}
	}
}

// Row "numbers as others write them": people are whole, and separators and millions have a hint.
func TestNumbersAsOthersWriteThem(t *testing.T) {
	const small, main = "small-state", "scenario.yaml"
	refused(t, "millions in a table", small, "places.csv", "29.617 is not a whole number of people", "29617000", change{"places.csv", ",200000,", ",29.617,"})
	refused(t, "thousands in a table", small, "places.csv", `expected a number, found "1.200.000"`, "write 1200000, without separators", change{"places.csv", ",200000,", ",1.200.000,"})
	refused(t, "comma in a table", small, "places.csv", "expected a number", "write 200000 if the mark separates thousands, or 200.000 if it is a decimal point", change{"places.csv", ",200000,", `,"200,000",`})
	refused(t, "space in a table", small, "places.csv", "expected a number", "write 200000, without separators", change{"places.csv", ",200000,", ",200 000,"})
	refused(t, "lines in a table", small, "places.csv", "expected a number", "write 200000, without separators", change{"places.csv", ",200000,", ",200_000,"})
	refused(t, "a thin space in a table", small, "places.csv", "expected a number", "write 200000, without separators", change{"places.csv", ",200000,", ",200\u2009000,"})
	refused(t, "other digits in a table", small, "places.csv", "expected a number", "the digits 0 to 9", change{"places.csv", ",200000,", ",٢٠٠٠٠٠,"})
	refused(t, "a word in a table", small, "places.csv", "expected a number", "write 1200000, with all its zeros", change{"places.csv", ",200000,", ",1.2 million,"})
	refused(t, "a point of the compass", small, "places.csv", "expected a number", "south and west are negative", change{"places.csv", "0.50,0.60", "0.5S,0.60"})
	refused(t, "a decimal comma", small, "places.csv", "expected a number", "write 0.50, with a point", change{"places.csv", "0.50,0.60", `"0,50",0.60`})
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"millions", "population: 40000000", "population: 40.5", "40.5 is not a whole number of people", "40500000"},
		{"whole millions", "population: 40000000", "population: 40", "40 is outside the range", "40000000"},
		{"thousands", "population: 40000000", "population: 40.000.000", "expected a number", "write 40000000, without separators"},
		{"commas", "population: 40000000", `population: "40,000,000"`, "expected a number", "write 40000000, without separators"},
		{"spaces", "population: 40000000", "population: 40\u2009000\u202f000", "expected a number", "write 40000000, without separators"},
		{"commas of India", "population: 40000000", `population: "4,00,00,000"`, "expected a number", "write 40000000, without separators"},
		{"a word of India", "population: 40000000", "population: 4 crore", "expected a number", "write 40000000, with all its zeros"},
		{"apostrophes", "population: 40000000", "population: 40'000'000", "expected a number", "write 40000000, without separators"},
		{"a word", "population: 40000000", "population: 40 million", "expected a number", "write 40000000, with all its zeros"},
		{"a letter", "population: 40000000", "population: 40M", "expected a number", "write 40000000, with all its zeros"},
		{"strength", "strength: 1200", "strength: 1.2", "1.2 is not a whole number of officers", "1200"},
		{"strength with commas", "strength: 1200", `strength: "1,200"`, `expected a number, found "1,200"`, "write 1200 if the mark separates thousands"},
		{"strength in thousands", "strength: 1200", "strength: 1.2k", `expected a number, found "1.2k"`, "write 1200"},
		{"pledge", "pledge: 200", "pledge: 0.2", "0.2 is not a whole number of people", "200"},
		{"standing force", "standing_force: 1000", "standing_force: 1.5", "is not a whole number", "1500"},
		{"unit", "unit: 60", "unit: 60.5", "is not a whole number", "write every one"},
		{"definition", "protest_people: 200", "protest_people: 0.5", "is not a whole number", "write every one"},
	} {
		refused(t, c.name, small, main, c.message, c.hint, change{main, c.from, c.to})
	}
}

// Row "dates that disagree": there is one clock, and every date is held against it and the length.
func TestDatesThatDisagree(t *testing.T) {
	const id, record = "kyrgyzstan-2010", "record.yaml"
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"a first day of its own", "sources:\n", "first_day: 2030-06-10\nsources:\n", `the key "first_day" is no longer read`, "clock.start"},
		{"a value before", "{date: 2010-06-12, value: 77", "{date: 2010-06-09, value: 77", "2010-06-09 lies outside", "2010-06-10 to 2010-06-29"},
		{"a value of another year", "{date: 2010-06-12, value: 77", "{date: 2030-06-12, value: 77", "2030-06-12 lies outside", "2010-06-10 to 2010-06-29"},
		{"a value after", "{date: 2010-06-27, value: 283", "{date: 2010-06-30, value: 283", "2010-06-30 lies outside", "the crisis has 20 days"},
		{"an event of another year", "{id: brawl, date: 2010-06-10", "{id: brawl, date: 2030-06-10", "2030-06-10 lies outside", "2009-06-10 to 2012-06-29"},
		{"an event long before", "{id: brawl, date: 2010-06-10", "{id: brawl, date: 2001-06-10", "2001-06-10 lies outside", "2009-06-10"},
		{"no such day", "{id: brawl, date: 2010-06-10", "{id: brawl, date: 2010-06-31", "is not a date", "write it like"},
		{"no such hour", `time: "22:00"`, `time: "25:00"`, `"25:00" is not a time of day`, "18:30"},
		{"a decision before", `at: "2010-06-11T02:00"`, `at: "2010-06-09T02:00"`, "2010-06-09T02:00 lies outside of the crisis", "2010-06-10T00:00 to 2010-06-29T23:00"},
		{"a decision after", `at: "2010-06-25T00:00"`, `at: "2010-06-30T00:00"`, "and is never replayed", "to 2010-06-29T23:00"},
		{"a decision without an hour", `at: "2010-06-25T00:00"`, `at: "2010-06-25"`, "is not a time", "write it like"},
		{"a cut outside", "\ntargets:\n", "\nhindcast_until: 2010-07-01\ntargets:\n", "2010-07-01 lies outside", "2010-06-29"},
	} {
		refused(t, c.name, id, record, c.message, c.hint, change{record, c.from, c.to})
	}
	refused(t, "another year of the clock", id, record, "2010-06-10 lies outside", "clock.start is 2030-06-10T00:00", change{"scenario.yaml", `start: "2010-06-10T00:00"`, `start: "2030-06-10T00:00"`})
	refused(t, "a shorter crisis", id, record, "2010-06-25T00:00 lies outside", "2010-06-19T23:00", change{"scenario.yaml", "crisis_days: 20", "crisis_days: 10"})
	refused(t, "days that begin at six", id, "scenario.yaml", "its days are those of the calendar", "00:00", change{"scenario.yaml", `start: "2010-06-10T00:00"`, `start: "2010-06-10T06:00"`})
	refused(t, "half past midnight", id, "scenario.yaml", "its days are those of the calendar", "00:00", change{"scenario.yaml", `start: "2010-06-10T00:00"`, `start: "2010-06-10T00:30"`})
	refused(t, "a world that begins outside", "bahrain-2011", "scenario.yaml", "lies outside the crisis, 0 to 1079", "begins at 2011-02-14T00:00", change{"scenario.yaml", "do: [{forbid: request_alliance}]", `do: [{forbid: request_alliance, at: "2030-02-20T00:00"}]`})
}

// Row "the record": nothing is said twice.
func TestRecordSaysNothingTwice(t *testing.T) {
	const id, record = "kyrgyzstan-2010", "record.yaml"
	for _, c := range []struct{ name, from, to, message, hint string }{
		{"a value", "{date: 2010-06-13, value: 82", "{date: 2010-06-12, value: 82", "a second value of deaths on 2010-06-12", "daily.deaths[0] has it too"},
		{"a decision", `{option: reinforce, at: "2010-06-12T23:00"`, `{option: reinforce, at: "2010-06-11T10:00"`, "a second reinforce at 2010-06-11T10:00", "decisions[1] has it too"},
		{"a target", "{id: request_day, outcome: request_day,", "{id: request_day, outcome: first_violence_day,", "a second target for first_violence_day", "targets[2] has it too"},
		{"an event", "{id: referendum,", "{id: lifted,", `duplicate id "lifted"`, "has it too"},
		{"low above value", "low: 426, high: 470", "low: 471, high: 470", "470 lies outside its own low and high", "at most"},
	} {
		refused(t, c.name, id, record, c.message, c.hint, change{record, c.from, c.to})
	}
}

// An event of the record names regions and places that there are.
func TestPlacesOfARecord(t *testing.T) {
	refused(t, "no such place", "kazakhstan-2022", "record.yaml", `unknown region or place "almaty-regoin"`, "almaty-region",
		change{"record.yaml", "places: [almaty-region]", "places: [almaty-regoin]"})
}

// Row "worlds": what can have no effect beside the rest of its world is said.
func TestWorldsThatUndoThemselves(t *testing.T) {
	const id, main = "gambia-2017", "scenario.yaml"
	old := "{id: soldiers-stand,"
	for _, c := range []struct{ name, do, message string }{
		{"forbidden and forced", "{forbid: request_alliance}, {force: request_alliance, at: 90}", "request_alliance is forbidden from hour 0 on, and is never forced"},
		{"forced and forbidden", "{force: request_alliance, at: 90}, {forbid: request_alliance}", "is never forced"},
		{"at the same time", "{force: request_alliance, at: 90}, {forbid: request_alliance, at: 90}", "forbidden from hour 90 on"},
		{"on a condition", "{force: request_alliance, when: violent > 5}, {forbid: request_alliance}", "is never forced"},
		{"whenever it can be", "{force: request_alliance}, {forbid: request_alliance}", "is never forced"},
		{"twice", "{forbid: request_alliance}, {forbid: request_alliance}", `"forbid request_alliance" is done twice`},
		{"two values", "{set: choice.talk, to: 1}, {set: choice.talk, to: 2}", "choice.talk is set twice at the same time"},
		{"a value and off", "{set: choice.talk, to: 1}, {off: choice.talk}", "choice.talk is set twice at the same time"},
	} {
		refused(t, c.name, id, main, c.message, "leave", change{main, old, `{id: w, text: "x", do: [` + c.do + "]}\n  - " + old})
	}
	refused(t, "the same as another", id, main, `the same is done as in the world "no-request"`, "leave one", change{main, old, `{id: w, text: "x", do: [{forbid: request_alliance}]}` + "\n  - " + old})
	for _, do := range []string{
		"{force: request_alliance, at: 90}, {forbid: request_alliance, at: 91}", "{force: request_alliance}, {forbid: request_alliance, at: 91}",
		"{set: choice.talk, to: 1}, {set: choice.talk, to: 2, at: 50}", "{forbid: request_alliance, when: violent > 5}, {force: request_alliance, at: 90}",
	} {
		if _, err := scenario.Load(changed(t, id, change{main, old, `{id: w, text: "x", do: [` + do + "]}\n  - " + old})); err != nil {
			t.Errorf("%s: %v", do, err)
		}
	}
}
