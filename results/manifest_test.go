package results

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"casus/files/bounded"
)

func TestManifestThatIsRefused(t *testing.T) {
	dir, _ := inPeace(t, 3)
	good := read(t, filepath.Join(dir, manifestName))
	for _, c := range []struct{ old, new, want string }{
		{`"format": 3`, `"format": 4`, "format 4 is not one"},
		{`"format": 3,`, ``, "no format number"},
		{`"engine": 7`, `"engine": 0`, "engine is 0"},
		{`"first": 0`, `"first": -1`, "first is -1"},
		{`"seed"`, `"sead"`, `unknown field "sead"`},
		{`9223372036854775813`, `-1`, "seed"},
		{`"scale": 100`, `"scale": 0`, "scale 0"},
		{`"replicates": 3`, `"replicates": 4`, "finished with 3 of 4"},
		{`"replicates": 3`, `"replicates": 1e30`, "replicates"},
		{`"replicates": 3`, `"replicates": 99999999999`, "replicates is 99999999999"},
		{`"done": 3`, `"done": 4`, "done is 4"},
		{`"batch_size": 4`, `"batch_size": 0`, "batch_size is 0"},
		{`"content_hash"`, `"mode"`, "go together"},
		{`"kind": "bool"`, `"kind": "logical"`, `unknown kind of column "logical"`},
		{`"table": "daily"`, `"table": "weekly"`, "out of order"},
		{`"table": "runs"`, `"table": "rums"`, "no schema for the table runs"},
		{`}`, ``, ""},
		{`"runs/part-000000.parquet"`, `"runs/part-000001.parquet"`, "none of this run"},
		{`"runs/part-000000.parquet"`, `"daily/part-000000.parquet"`, "there twice"},
		{`"runs/part-000000.parquet"`, `"runs/part-0.parquet"`, "none of this run"},
		{`"runs/part-000000.parquet"`, `"../part-000000.parquet"`, "none of this run"},
		{`"runs/part-000000.parquet"`, `"notes"`, "batch 0 has 5 parts"},
		{`"bytes": `, `"bytes": -`, "bytes of"},
		{`"sha256": "`, `"sha256": "0`, "not 64 hexadecimal digits"},
	} {
		object, sealed, err := unseal([]byte(good))
		bad := strings.Replace(string(object), c.old, c.new, 1)
		if !sealed || err != nil || bad == string(object) {
			t.Fatalf("%s is not in the manifest: %v", c.old, err)
		}
		if _, err := decodeManifest(seal([]byte(bad))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s instead of %s: %v", c.new, c.old, err)
		}
	}
	for bad, want := range map[string]string{
		good + "{}": "it was changed after casus wrote it",
		"":          "unexpected end",
		"{}":        "no format number",
		strings.Replace(good, sealKey, `"other"`, 1): "its last line, \"manifest_sha256\", is missing",
		`{"format": 2, "casus": "0.1.0"}`:            "kept by an older casus (0.1.0): no hashes of its files",
		`{"format": 1, "casus": "0.1.0"}`:            "kept by an older casus (0.1.0): six files",
	} {
		if _, err := decodeManifest([]byte(bad)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s…: %v", bad, err)
		}
	}
}

// A bit that flips anywhere in the manifest is found: it vouches for all else.
func TestAFlippedBitOfTheManifest(t *testing.T) {
	dir, _ := inPeace(t, 3)
	good := read(t, filepath.Join(dir, manifestName))
	for i := range good {
		bad := []byte(good)
		bad[i] ^= 1 << (i % 8)
		if _, err := decodeManifest(bad); err == nil || errors.Is(err, ErrOld) {
			t.Fatalf("byte %d, %q for %q: %v", i, bad[i], good[i], err)
		}
	}
}

func FuzzDecodeManifest(f *testing.F) {
	dir, _ := inPeace(f, 3)
	f.Add([]byte(read(f, filepath.Join(dir, manifestName))))
	m := aManifest(9).begun(someSchemas())
	text, err := encodeManifest(m)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"format": 3}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if object, _, err := unseal(text); err == nil { // what is fuzzed is what was sealed
			text = seal(object)
		}
		var m Manifest
		var err error
		bounded.Read(t, func() { m, err = decodeManifest(text) })
		if err != nil {
			return
		}
		once, err := encodeManifest(m)
		if err != nil {
			t.Fatalf("what was decoded cannot be encoded: %v", err)
		}
		again, err := decodeManifest(once)
		if err != nil {
			t.Fatalf("what was encoded cannot be decoded: %v", err)
		}
		if twice, err := encodeManifest(again); err != nil || string(twice) != string(once) {
			t.Fatalf("%s\nbecame\n%s\n%v", once, twice, err)
		}
		if list := m.Differences(again); len(list) > 0 {
			t.Fatalf("decoding and encoding changed %v", list)
		}
	})
}

func TestABatchCostsLittleToLose(t *testing.T) {
	for _, c := range []struct {
		scale            float64
		replicates, want int
	}{{1000, 40, 50}, {100, 1_000_000, 100}, {99, 400, 25}, {1, 40_000, 40}} {
		m := Manifest{Scale: c.scale, Replicates: c.replicates}.begun(nil)
		if m.BatchSize != c.want {
			t.Errorf("%d replicates at 1:%g: batches of %d, want %d", c.replicates, c.scale, m.BatchSize, c.want)
		}
	}
}
