package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"casus/report/wording"
	"casus/results"
)

// outFolder is where results go when nothing else is said.
const outFolder = "out"

// openRun opens the results in a folder.
func openRun(dir string) (*results.Reader, error) {
	r, err := results.Open(dir)
	return r, meantRun(dir, err)
}

// meantRun tells who named a scenario where its results would be.
func meantRun(dir string, err error) error {
	usual := filepath.Join(outFolder, filepath.Base(dir))
	if !errors.Is(err, results.ErrNoRun) || usual == filepath.Clean(dir) || ran(usual) == "" {
		return err
	}
	return fmt.Errorf("%w; did you mean %s?", err, wording.Folder(usual))
}

// ran is the id of the scenario whose results a folder has, its own or those of its
// worlds; "" where it has none.
func ran(dir string) string {
	list, err := results.Folders(dir)
	if err != nil {
		return ""
	}
	r, err := results.Find(list[0])
	if err != nil {
		return ""
	}
	return r.Manifest().Scenario
}
