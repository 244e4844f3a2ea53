package ensemble_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"casus/scenario"
	"casus/sim"
)

var update = flag.Bool("update", false, "write the golden hashes anew")

// golden is what testdata/golden.json holds.
type golden struct {
	Engine int               `json:"engine"` // the version that has these results
	Hashes map[string]string `json:"content_hashes"`
}

// Results change with the engine version, or not at all: it says which runs may be
// mixed. Tables and columns are in the hash too.
func TestResultsChangeWithTheEngineVersion(t *testing.T) {
	got := golden{sim.EngineVersion, map[string]string{}}
	s := shipped("small-state")
	// Its record is invented here, so that there is something to replay.
	s.Record.Decisions = []scenario.RecordDecision{{At: s.DateOf(3) + "T12:00", Option: "dialogue"}}
	for _, mode := range []sim.Mode{sim.Free, sim.Recorded} {
		got.Hashes[string(mode)] = content(t, s, 12, 2, sim.Settings{Seed: 1, Scale: 500, Mode: mode})
	}
	name := filepath.Join("testdata", "golden.json")
	var want golden
	text, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(text, &want)
	}
	if err != nil && !*update {
		t.Fatal(err)
	}
	switch same := maps.Equal(got.Hashes, want.Hashes); {
	case got.Engine < want.Engine:
		t.Fatalf("the engine version is %d, and was %d already", got.Engine, want.Engine)
	case !same && got.Engine == want.Engine:
		t.Fatalf("results have changed and the engine version has not. Where that is meant, raise sim.EngineVersion (%d) and write the hashes anew: go test ./ensemble -run TestResultsChange -update\ngot  %v\nwant %v",
			got.Engine, got.Hashes, want.Hashes)
	case *update:
		text, err := json.MarshalIndent(got, "", "  ")
		if err == nil {
			err = os.WriteFile(name, fmt.Appendln(nil, string(text)), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	case !same || got.Engine != want.Engine:
		t.Fatalf("the engine version was raised to %d: write the hashes anew: go test ./ensemble -run TestResultsChange -update", got.Engine)
	}
}
