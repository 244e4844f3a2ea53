package view

import (
	"testing"
	"time"

	"casus/scenario"
)

// An event of the record has its time to the minute, and its date alone where the hour is
// not known; one before the crisis has a negative hour.
func TestTimesOfTheRecord(t *testing.T) {
	s := &scenario.Scenario{Start: time.Date(2022, 1, 2, 0, 0, 0, 0, time.UTC)}
	s.Record.Events = []scenario.RecordEvent{{Date: "2022-01-04", Time: "20:30", What: "b"}, {Date: "2022-01-01", What: "a"}}
	got := record(s)
	if len(got) != 2 || got[0].When != "1 January 2022" || got[0].Hour != -24 || got[0].Day != 0 || got[1].When != "4 January 2022, 20:30" || got[1].Hour != 68 || got[1].Day != 3 {
		t.Errorf("%+v", got)
	}
}
