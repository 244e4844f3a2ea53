package view

import (
	"math"
	"slices"
	"testing"

	"casus/scenario"
)

// made is a maker of runs in which all of alikeBy has the same value: engulfed from the
// value given on.
func made(engulfedFrom float64, values ...float64) *maker {
	m := &maker{s: &scenario.Scenario{}, page: &Page{}, runs: map[string][]float64{}}
	for place, v := range values {
		m.ok = append(m.ok, place)
		for _, column := range alikeBy {
			m.runs[column] = append(m.runs[column], v)
		}
		engulfed := 0.0
		if v >= engulfedFrom {
			engulfed = 1
		}
		m.runs["engulfed"] = append(m.runs["engulfed"], engulfed)
	}
	return m
}

// The typical run is in the middle of the more frequent kind, and not of all runs.
func TestTheTypicalRunIsOfTheMoreFrequentKind(t *testing.T) {
	m := made(100, 3, 900, 1, 2, 100, 5, 4)
	m.typical()
	if got := m.told[0]; got.place != 0 || got.kind != "typical" {
		t.Errorf("%+v", got)
	}
	m = made(100, 3, 900, 200, 100)
	m.typical()
	if got := m.told[0].place; got != 2 {
		t.Errorf("run %d", got)
	}
}

// The run most like the record has its values, and is among those that targets are about.
func TestTheRunMostLikeTheRecord(t *testing.T) {
	m := made(100, 50, 120, 90, 100, 400)
	m.s.Record.Targets = []scenario.Target{{Outcome: "deaths", Value: 95, Population: "engulfed"}, {Outcome: "detained", Value: 95, Population: "all"}}
	m.runs["detained"][4] = math.NaN()
	if err := m.likeTheRecord(); err != nil || len(m.told) != 1 || m.told[0].place != 3 {
		t.Errorf("%+v %v", m.told, err)
	}
	m = made(100, 1, 2)
	if err := m.likeTheRecord(); err != nil || m.told != nil || len(m.page.Missing) != 1 {
		t.Errorf("%+v without a record; %v", m.told, err)
	}
}

// Trajectories are spread evenly over the runs, by how many take part, and the story's
// run is among them.
func TestTrajectoriesAreSpreadEvenly(t *testing.T) {
	var values []float64
	for i := range 150 {
		values = append(values, float64((i*37)%150)) // in no order
	}
	m := made(1000, values...)
	m.told = []told{{place: slices.Index(values, 0)}}
	picked := m.spaced(m.ok)
	if len(picked) != shown+1 || picked[shown] != m.told[0].place {
		t.Fatal(picked)
	}
	for i, place := range picked[:shown] {
		if want := float64(10*i + 5); values[place] != want {
			t.Errorf("%d: %g, want %g", i, values[place], want)
		}
	}
	if few := m.spaced(m.ok[:2]); len(few) != 2 {
		t.Error(few)
	}
}
