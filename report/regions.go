package report

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"casus/borders"
	"casus/ensemble"
	"casus/report/maps"
	"casus/report/number"
	"casus/report/wording"
	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
)

var (
	// ErrNoBorders is for a scenario of which no region has an outline.
	ErrNoBorders = errors.New("no region has an outline")
	// ErrNoRuns is for results in which every run failed, or none is kept.
	ErrNoRuns = errors.New("there is no run to draw")
)

// A view is something that a map of a scenario can show; the first is shown where
// nothing else is asked for.
type view struct {
	name, what string
	of         func(people, area float64) float64
}

var views = []view{
	{"density", "people per km²", func(people, area float64) float64 { return people / area }},
	{"people", "people", func(people, _ float64) float64 { return people }},
}

// An outcome is something that a map of a run can show: the share of runs in which the
// highest value of a column over the days is at least so much, or, without a threshold,
// the mean over runs of that value.
type outcome struct {
	name, column string
	least        func(*scenario.Definitions) float64
	what         string // of a share, with the threshold
}

var outcomes = []outcome{
	{"protest", "participants", func(d *scenario.Definitions) float64 { return d.ProtestPeople }, "runs in which at least %s people take part in protest in the region on one day"},
	{"violence", "violent", func(d *scenario.Definitions) float64 { return d.ViolencePeople }, "runs in which at least %s people are violent in the region at once"},
	{"lost", "places_lost", func(*scenario.Definitions) float64 { return 1 }, "runs in which control of at least %s place in the region is lost"},
	{"participants", "participants", nil, "participants on the region's largest day, mean of the runs"},
	{"deaths", "civilian_deaths", nil, "civilians killed in the region, mean of the runs"},
	{"detained", "detained", nil, "people detained in the region, mean of the runs"},
}

// ScenarioValues are the names of what a map of a scenario can show, RunValues of what
// a map of a run can.
func ScenarioValues() (names []string) {
	for _, v := range views {
		names = append(names, v.name)
	}
	return names
}

func RunValues() (names []string) {
	for _, o := range outcomes {
		names = append(names, o.name)
	}
	return names
}

// ScenarioMap is the map of a scenario: by the value named, or the usual one where none is.
func ScenarioMap(s *scenario.Scenario, outlines borders.Regions, value string) (*maps.Map, error) {
	i, err := named(value, ScenarioValues())
	if err != nil {
		return nil, err
	}
	m, at, err := mapOf(s, outlines)
	if err != nil {
		return nil, err
	}
	m.Title, m.What = s.Title, views[i].what
	for k, region := range at {
		if region >= 0 {
			m.Regions[k].Value = views[i].of(m.Regions[k].People, m.Regions[k].Area())
		}
	}
	return m, nil
}

// RunMap is the map of a run: by the value named, or the usual one where none is.
func RunMap(s *scenario.Scenario, outlines borders.Regions, r *results.Reader, value string) (*maps.Map, error) {
	i, err := named(value, RunValues())
	if err != nil {
		return nil, err
	}
	m, at, err := mapOf(s, outlines)
	if err != nil {
		return nil, err
	}
	o := outcomes[i]
	peaks, err := ensemble.RegionPeaks(s, r, o.column)
	if err != nil {
		return nil, err
	}
	runs := len(peaks[0])
	if runs == 0 {
		return nil, ErrNoRuns
	}
	m.Title = s.Title + ": " + wording.Ran(s.ID, runs, ensemble.AskedOf(r.Manifest()))
	m.What, m.Shares = o.what, o.least != nil
	least := 0.0
	if m.Shares {
		least = o.least(&s.Definitions)
		m.What = fmt.Sprintf(o.what, number.Whole(least))
	}
	for k, region := range at {
		if region >= 0 {
			m.Regions[k].Value = o.over(peaks[region], least)
		}
	}
	return m, nil
}

// over gives the share of runs with at least so much, or the mean.
func (o outcome) over(peaks []float64, least float64) (x float64) {
	for _, peak := range peaks {
		switch {
		case o.least == nil:
			x += peak
		case peak >= least:
			x++
		}
	}
	return x / float64(len(peaks))
}

func named(value string, names []string) (int, error) {
	if value == "" {
		return 0, nil
	}
	if i := slices.Index(names, value); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("unknown value %q; %s", value, source.Meant(value, names))
}

// mapOf is a map without values, and which region of the scenario each of its regions
// is, or -1.
func mapOf(s *scenario.Scenario, outlines borders.Regions) (*maps.Map, []int, error) {
	m := &maps.Map{Missing: "no region of the scenario", Circles: "places"}
	people := make([]float64, len(s.Society.Regions))
	for i, p := range s.Places {
		people[p.Region] += p.Population
		m.Towns = append(m.Towns, maps.Town{Name: p.Name, Lat: p.Lat, Lon: p.Lon, People: p.Population, Capital: i == s.PlaceIndex(s.State.Capital)})
	}
	var at []int
	for _, outline := range outlines {
		i := slices.IndexFunc(s.Society.Regions, func(r scenario.Region) bool { return r.ID == outline.ID })
		x := maps.Region{Region: outline, Value: math.NaN()}
		if i >= 0 {
			x.Name, x.People = s.Society.Regions[i].Name, people[i]
		}
		m.Regions, at = append(m.Regions, x), append(at, i)
	}
	var without []string
	for _, r := range s.Society.Regions {
		if _, ok := outlines.Of(r.ID); !ok {
			without = append(without, r.Name)
		}
	}
	if len(without) == len(s.Society.Regions) {
		return nil, nil, ErrNoBorders
	}
	if len(without) > 0 {
		m.Notes = append(m.Notes, "Without an outline: "+number.List(without)+".")
	}
	m.Notes = append(m.Notes, "Sources and licences of outlines and places: SOURCES.md of the scenario "+s.ID+".")
	return m, at, nil
}
