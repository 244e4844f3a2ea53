//go:build slow

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// docs/verdicts.md and docs/verdicts.svg are what the program makes of the
// reference argument today; casus claims kazakhstan-2022 --markdown --picture
// docs/verdicts.svg > docs/verdicts.md makes them anew.
func TestVerdictsAreUpToDate(t *testing.T) {
	dir := t.TempDir()
	var page bytes.Buffer
	c := root()
	c.SetOut(&page)
	c.SetArgs([]string{"claims", "kazakhstan-2022", "--quiet", "--markdown", "--picture", filepath.Join(dir, "verdicts.svg"), "--out", filepath.Join(dir, "worlds")})
	if err := c.Execute(); err != nil {
		t.Fatal(err)
	}
	picture, err := os.ReadFile(filepath.Join(dir, "verdicts.svg"))
	if err != nil {
		t.Fatal(err)
	}
	for name, made := range map[string][]byte{"verdicts.md": page.Bytes(), "verdicts.svg": picture} {
		kept, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, made) {
			t.Errorf("docs/%s is out of date", name)
		}
	}
}
