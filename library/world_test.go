package library_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"

	"casus/library"
)

// table reads a table of the world's states: its rows, by column.
func table(t *testing.T, name string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(file(t, name)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	rows := make([]map[string]string, len(all)-1)
	for i, cells := range all[1:] {
		rows[i] = map[string]string{}
		for j, column := range all[0] {
			rows[i][column] = cells[j]
		}
	}
	return rows
}

// file opens a file of the world's states, unpacked.
func file(t *testing.T, name string) io.Reader {
	t.Helper()
	f, err := library.World().Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if !strings.HasSuffix(name, ".gz") {
		return f
	}
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return unpacked
}

// count is a cell's whole number.
func count(t *testing.T, row map[string]string, column string) int {
	t.Helper()
	n, err := strconv.Atoi(row[column])
	if err != nil {
		t.Fatalf("%v: %s: %v", row, column, err)
	}
	return n
}

// gone are states that no longer exist, and are in some of the tables.
var gone = map[string]bool{"CSK": true, "DDR": true, "EAZ": true, "VDR": true, "YMD": true}

func TestTablesNameKnownStates(t *testing.T) {
	known := map[string]bool{}
	for _, r := range table(t, "states.csv") {
		known[r["iso3"]] = true
	}
	for _, name := range []string{"alignment.csv.gz", "alliances.csv", "indicators.csv.gz", "places.csv", "population.csv.gz", "regimes.csv",
		"regions.csv", "rulers.csv", "unrest.csv", "violence.csv"} {
		for _, r := range table(t, name) {
			if s := r["iso3"]; !known[s] && !gone[s] {
				t.Errorf("%s has a state %q that states.csv has not", name, s)
			}
		}
	}
	outlines := map[string]json.RawMessage{}
	if err := json.NewDecoder(file(t, "boundaries.json.gz")).Decode(&outlines); err != nil {
		t.Fatal(err)
	}
	for s := range known {
		if outlines[s] == nil {
			t.Errorf("boundaries.json.gz has no %s", s)
		}
	}
}

// A state has one seat of government, and each of its towns is in one of its regions, whose listed people are theirs.
func TestTownsAreInTheirRegions(t *testing.T) {
	state, people := map[string]string{}, map[string]int{}
	regions := table(t, "regions.csv")
	for _, r := range regions {
		state[r["region"]] = r["iso3"]
	}
	seats := map[string]int{}
	for _, r := range table(t, "places.csv") {
		if state[r["region"]] != r["iso3"] {
			t.Errorf("%s of %s is in region %q of %q", r["name"], r["iso3"], r["region"], state[r["region"]])
		}
		people[r["region"]] += count(t, r, "population")
		if r["kind"] == "C" {
			seats[r["iso3"]]++
		}
	}
	for _, r := range regions {
		if n := count(t, r, "listed_population"); n != people[r["region"]] {
			t.Errorf("%s lists %d people, and its towns have %d", r["region"], n, people[r["region"]])
		}
	}
	for _, r := range table(t, "states.csv") {
		if seats[r["iso3"]] != 1 {
			t.Errorf("%s has %d seats of government", r["iso3"], seats[r["iso3"]])
		}
	}
}

// A suspension begins within a membership, and a membership within the organisation's life.
func TestMembershipsLieWithinOrganisations(t *testing.T) {
	const still = 9999
	years := func(r map[string]string) [2]int {
		if r["to"] == "" {
			return [2]int{count(t, r, "from"), still}
		}
		return [2]int{count(t, r, "from"), count(t, r, "to")}
	}
	life := map[string][2]int{}
	for _, r := range table(t, "organisations.csv") {
		life[r["org"]] = years(r)
	}
	spells := table(t, "alliances.csv")
	member := map[string][][2]int{}
	for _, r := range spells {
		if y := years(r); r["status"] == "member" {
			member[r["org"]+" "+r["iso3"]] = append(member[r["org"]+" "+r["iso3"]], y)
			if all, ok := life[r["org"]]; !ok || y[0] < all[0] || y[1] > all[1] || y[0] > y[1] {
				t.Errorf("%v: the organisation is of %v", r, all)
			}
		}
	}
	for _, r := range spells {
		if r["status"] == "member" {
			continue
		}
		y, within := years(r), false
		for _, m := range member[r["org"]+" "+r["iso3"]] {
			within = within || m[0] <= y[0] && y[0] <= y[1] && y[1] <= m[1]
		}
		if !within {
			t.Errorf("%v: lies within no membership", r)
		}
	}
}

// The spells of a state's regimes follow each other without a gap.
func TestRegimesHaveNoGaps(t *testing.T) {
	last := map[string]int{}
	for _, r := range table(t, "regimes.csv") {
		from, to := count(t, r, "from"), count(t, r, "to")
		if end, ok := last[r["iso3"]]; ok && from != end+1 || to < from {
			t.Errorf("%s: %d to %d after %d", r["iso3"], from, to, end)
		}
		last[r["iso3"]] = to
	}
}
