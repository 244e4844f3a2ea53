package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"testing"
)

// What script and style sheet may take together, gzipped.
const most = 60 << 10

// The committed files are those that the sources give.
func TestDistIsUpToDate(t *testing.T) {
	files, err := build()
	if errors.Is(err, errNoPackages) {
		t.Skip("not seen whether web/dist is up to date: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 {
		t.Errorf("%d files, not script and style sheet", len(files))
	}
	for path, want := range files {
		got, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the sources give: go generate ./web", path)
		}
	}
}

func TestDistIsSmall(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	for _, name := range []string{"../dist/page.js", "../dist/page.css"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > most {
		t.Errorf("page.js and page.css are %d bytes gzipped, more than %d", packed.Len(), most)
	}
}
