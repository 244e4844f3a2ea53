package maps_test

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casus/atlas"
	"casus/library"
	"casus/report/maps"
)

var keep = flag.String("keep", "", "folder to write the maps of the world's states into, to look at them")

func number(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return x
}

// world is the maps of all states, by people per km² of their regions.
func world(t *testing.T) map[string]*maps.Map {
	t.Helper()
	folder := library.World()
	table := func(name string) (rows []map[string]string) {
		f, err := folder.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines[1:] {
			row := map[string]string{}
			for i, column := range lines[0] {
				row[column] = line[i]
			}
			rows = append(rows, row)
		}
		return rows
	}
	list := map[string]*maps.Map{}
	for _, row := range table("states.csv") {
		list[row["iso3"]] = &maps.Map{Title: row["name"] + ", people by region in 2020", What: "people per km²", Circles: "towns",
			Notes: []string{"Regions: made with Natural Earth. Towns: GeoNames, CC BY 4.0. People by region: CIESIN, Gridded Population of the World 4.11, CC BY 4.0; UN World Population Prospects 2024."}}
	}
	people := map[string]map[string]string{}
	for _, row := range table("regions.csv") {
		people[row["iso3"]+row["region"]] = row
	}
	for iso3, m := range list {
		regions, err := atlas.Boundaries(folder, iso3)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range regions {
			row := people[iso3+r.ID]
			x := maps.Region{Region: r, People: number(row["population_2020"]), Value: math.NaN()}
			if area := number(row["area_km2"]); area > 0 {
				x.Value = x.People / area
			}
			m.Regions = append(m.Regions, x)
		}
	}
	for _, row := range table("places.csv") {
		m := list[row["iso3"]]
		m.Towns = append(m.Towns, maps.Town{Name: row["name"], Lat: number(row["lat"]), Lon: number(row["lon"]), People: number(row["population"]), Capital: row["kind"] == "C"})
	}
	return list
}

// drawn gives a map, which has to be XML, and the texts that stand on it. No number in
// it may be none.
func drawn(t *testing.T, m *maps.Map) (svg string, texts []string) {
	t.Helper()
	var b bytes.Buffer
	if err := m.Draw(&b); err != nil {
		t.Fatal(err)
	}
	svg = b.String()
	for d := xml.NewDecoder(&b); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "text" {
			token, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			if text, ok := token.(xml.CharData); ok {
				texts = append(texts, string(text))
			}
		}
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Error("the map has a number that is none")
	}
	return svg, texts
}

func TestEveryStateIsDrawn(t *testing.T) {
	for iso3, m := range world(t) {
		svg, texts := drawn(t, m)
		if *keep != "" {
			if err := os.WriteFile(filepath.Join(*keep, iso3+".svg"), []byte(svg), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Count(svg, `class="region"`); got < len(m.Regions) {
			t.Errorf("%s: %d regions of %d are drawn", iso3, got, len(m.Regions))
		}
		if !slices.Contains(texts, "people per km²") || slices.ContainsFunc(m.Towns, func(x maps.Town) bool { return x.Capital }) && !slices.Contains(texts, "capital") {
			t.Errorf("%s: %q", iso3, texts)
		}
	}
}
