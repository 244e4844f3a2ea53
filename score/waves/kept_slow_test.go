//go:build slow

package waves

import (
	"encoding/json"
	"runtime"
	"testing"
)

// The kept scores are those of the kept forecasts.
func TestKeptScoresAreThoseOfTheForecasts(t *testing.T) {
	scored, earlier := libraryWaves(t)
	a, rows, err := Kept(KnownOf(scored))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Rescore(t.Context(), a, rows, 0, scored, earlier, runtime.NumCPU(), func(int) (func(), func()) { return func() {}, func() {} })
	if err != nil {
		t.Fatal(err)
	}
	kept, err := KeptResult()
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(r)
	want, _ := json.Marshal(kept)
	if string(got) != string(want) {
		t.Error("kept/result.json has other scores than its forecasts: casus waves --rescore --json makes it anew")
	}
}
