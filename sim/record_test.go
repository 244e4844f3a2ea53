package sim_test

import (
	"errors"
	"strings"
	"testing"

	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
)

// Row "the record": units that are not the outcome's own, negatives, shares above 1 and what no run can
// have are refused, where they stand.
func TestRecordHasWhatRunsHave(t *testing.T) {
	number := func(x float64) *float64 { return &x }
	target := func(outcome, unit string, value float64) scenario.Record {
		return scenario.Record{Targets: []scenario.Target{{ID: "a", Outcome: outcome, Unit: unit, Value: value}}}
	}
	day := func(series string, v scenario.RecordValue) scenario.Record {
		return scenario.Record{Daily: map[string][]scenario.RecordValue{series: {v}}}
	}
	for _, c := range []struct {
		record        scenario.Record
		message, hint string
	}{
		{target("death", "people", 1), `unknown outcome "death"`, `did you mean "deaths"?`},
		{target("fall_reason", "people", 1), `unknown outcome "fall_reason"`, "known are approved"},
		{scenario.Record{Targets: []scenario.Target{{ID: "b", Series: "participant", Day: 1, Unit: "people"}}}, `unknown series "participant"`, `did you mean "participants"?`},
		{day("detaineds", scenario.RecordValue{}), `unknown series "detaineds"`, `did you mean "detained"?`},
		{target("looting", "shops", 120), "looting is in events, not in shops", `write unit: "events"`},
		{target("looting", "events", 120), "", ""},
		{target("deaths", "events", 1), "deaths is in people, not in events", `write unit: "people"`},
		{target("request_day", "days", 4), "request_day is in day, not in days", `write unit: "day"`},
		{target("mission_days", "day", 4), "mission_days is in days, not in day", `write unit: "days"`},
		{target("deployed", "people", 1), "deployed is in share, not in people", `write unit: "share"`},
		{target("deployed", "share", 1), "", ""},
		{target("deployed", "share", 0.5), "deployed happens or does not, and 0.5 is neither 1 nor 0", "write 1 or 0"},
		{target("concentration", "1", 0.5), "", ""},
		{target("deaths", "people", -5), "deaths is -5, below 0", "0 or more"},
		{target("deaths", "people", 1e9), "deaths is 1000000000, and there are no more people than 19020723", "at most 19020723"},
		{target("deaths", "people", 0.238), "deaths is 0.238, and people are whole", "(238)"},
		{target("troops", "people", 3e7), "", ""},
		{target("lead_share", "share", 70), "lead_share is a share, and 70 is above 1", "write 0.7 for 70 %"},
		{target("lead_share", "share", 1.2), "lead_share is a share, and 1.2 is above 1", "0.012"},
		{target("regions_violence_peak", "regions", 18), "regions_violence_peak is 18, and there are no more regions than 17", "at most 17"},
		{target("request_day", "day", 31), "request_day is 31, and there are no more days than 30", "at most 30"},
		{target("violence_peak_day", "day", 30.5), "", ""},
		{target("mission_days", "days", 3000), "", ""},
		{target("request_day", "day", 0), "request_day is 0, below 1", "1 or more"},
		{day("deaths", scenario.RecordValue{Value: -1}), "deaths is -1, below 0", "0 or more"},
		{day("deaths", scenario.RecordValue{Value: 1, Low: number(-1)}), "deaths is -1, below 0", "0 or more"},
		{day("regions_protest", scenario.RecordValue{Value: 1, High: number(99)}), "no more regions than 17", "at most 17"},
		{day("loyal_share", scenario.RecordValue{Value: 80}), "loyal_share is a share, and 80 is above 1", "write 0.8 for 80 %"},
		{day("places_lost", scenario.RecordValue{Value: 1000}), "no more places than 278", "at most 278"},
	} {
		s := *reference(t)
		s.Record = c.record
		err := sim.CheckRecord(&s)
		var p source.Problem
		if (err == nil) != (c.message == "") || err != nil && (!errors.As(err, &p) || p.File != scenario.RecordFile || p.Line == 0 || !strings.Contains(p.Message, c.message) || !strings.Contains(p.Hint, c.hint)) {
			t.Errorf("got %v, want %s, %s", err, c.message, c.hint)
		}
	}
}
