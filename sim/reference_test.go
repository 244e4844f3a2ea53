package sim_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"casus/library"
	"casus/scenario"
)

// reference loads the reference scenario with words of scenario.yaml changed.
func reference(t testing.TB, changes ...string) *scenario.Scenario {
	t.Helper()
	folder, ok := library.Open("kazakhstan-2022")
	if !ok {
		t.Fatal("the reference scenario does not ship")
	}
	files := fstest.MapFS{}
	names, err := fs.Glob(folder, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "scenario.yaml" {
			for i := 0; i < len(changes); i += 2 {
				if !strings.Contains(string(text), changes[i]) {
					t.Fatalf("scenario.yaml has no %q to change", changes[i])
				}
				text = []byte(strings.ReplaceAll(string(text), changes[i], changes[i+1]))
			}
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
