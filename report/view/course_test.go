package view

import (
	"testing"

	"casus/library"
	"casus/scenario"
)

// The record's own crisis engulfed the nation or not by the rule for runs: so many regions
// with protest on a day. Without such a number the populations of its targets tell, and
// where there are none nothing does.
func TestTheCourseOfARecord(t *testing.T) {
	load := func(id string) *scenario.Scenario {
		folder, _ := library.Open(id)
		s, err := scenario.Load(folder)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for id, want := range map[string]string{
		"kazakhstan-2022": "protest in 16 of 17 regions on 5 January 2022",
		"hungary-1956":    "protest in 18 of 20 regions on 26 October 1956",
		"belarus-2020":    "protest in 7 of 7 regions",
		"bahrain-2011":    "its targets are of runs in which it is",
		"kyrgyzstan-2010": "its targets are of runs in which it is",
	} {
		if did, known, by := engulfing(load(id)); !did || !known || by != want {
			t.Errorf("%s: %v, %v, %s", id, did, known, by)
		}
	}
	s := load("kazakhstan-2022")
	s.Definitions.EngulfedRegions = 17
	if did, known, _ := engulfing(s); did || !known {
		t.Error("16 regions are 17")
	}
	if _, known, _ := engulfing(load("small-state")); known {
		t.Error("there is no record")
	}
}

// The record stands beside runs of its course, or beside others and a sentence says why.
func TestTheRecordStandsBesideRunsOfItsCourse(t *testing.T) {
	folder, _ := library.Open("kazakhstan-2022")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	of := func(engulfed ...float64) *maker {
		m := &maker{s: s, runs: map[string][]float64{"engulfed": engulfed}}
		for i := range engulfed {
			m.ok = append(m.ok, i)
		}
		return m
	}
	if c := of(0, 1).beside(); c.fizzled || !c.engulfed || c.why != "In the record the nation is engulfed: protest in 16 of 17 regions on 5 January 2022. Its diamonds stand beside runs that are." {
		t.Errorf("%+v", c)
	}
	if c := of(0, 0).beside(); !c.fizzled || c.engulfed || c.why == "" {
		t.Errorf("no run is engulfed: %+v", c)
	}
	s.Definitions.EngulfedRegions = 17
	if c := of(0, 1).beside(); !c.fizzled || c.engulfed {
		t.Errorf("the record fizzles: %+v", c)
	}
	if c := of(1, 1).beside(); c.fizzled || !c.engulfed || c.why == "" {
		t.Errorf("no run fizzles: %+v", c)
	}
	delete(s.Record.Daily, "regions_protest")
	s.Record.Targets = nil
	if c := of(0, 1).beside(); !c.fizzled || !c.engulfed || c.why == "" {
		t.Errorf("nobody knows: %+v", c)
	}
	s.Record.Daily = nil
	if c := of(0, 1).beside(); c != (course{}) {
		t.Errorf("there is nothing to draw: %+v", c)
	}
}
