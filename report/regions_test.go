package report_test

import (
	"errors"
	"io/fs"
	"math"
	"strings"
	"testing"

	"casus/borders"
	"casus/library"
	"casus/report"
	"casus/scenario"
)

func reference(t *testing.T) (*scenario.Scenario, borders.Regions) {
	t.Helper()
	folder, ok := library.Open("kazakhstan-2022")
	if !ok {
		t.Fatal(fs.ErrNotExist)
	}
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	outlines, err := borders.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s, outlines
}

// Regions have the people of their places, and the names of the scenario.
func TestAScenariosMap(t *testing.T) {
	s, outlines := reference(t)
	m, err := report.ScenarioMap(s, outlines, "")
	if err != nil {
		t.Fatal(err)
	}
	people, density := 0.0, map[string]float64{}
	for _, r := range m.Regions {
		people += r.People
		density[r.Name] = r.Value
	}
	if len(m.Regions) != 17 || math.Abs(people/19e6-1) > 0.02 || len(m.Towns) != len(s.Places) {
		t.Errorf("%d regions, %g people, %d places", len(m.Regions), people, len(m.Towns))
	}
	for name, want := range map[string]float64{"Aktobe": 3.0, "Almaty city": 2900, "Turkistan": 17.8} { // people per km², census of 2021
		if math.Abs(density[name]/want-1) > 0.15 {
			t.Errorf("%s has %g people per km², not %g", name, density[name], want)
		}
	}
	m, err = report.ScenarioMap(s, outlines, "people")
	if err != nil || m.Regions[0].Value != m.Regions[0].People {
		t.Error(err)
	}
	drawn(t, m.Draw)
}

func TestMapsOfPartsOfAScenario(t *testing.T) {
	s, outlines := reference(t)
	outlines[0].ID = "elsewhere"
	m, err := report.ScenarioMap(s, outlines, "")
	if err != nil {
		t.Fatal(err)
	}
	svg := drawn(t, m.Draw)
	if !math.IsNaN(m.Regions[0].Value) || !strings.Contains(svg, ">no region of the scenario<") || !strings.Contains(svg, ">Without an outline: Akmola.<") {
		t.Errorf("%g", m.Regions[0].Value)
	}
	if _, err := report.ScenarioMap(s, outlines[:1], ""); !errors.Is(err, report.ErrNoBorders) {
		t.Error(err)
	}
	if _, err := report.ScenarioMap(s, outlines, "peple"); err == nil || err.Error() != `unknown value "peple"; did you mean "people"?` {
		t.Error(err)
	}
}
