// Command due writes docs/due.md and docs/due.svg from the tables that are kept beside
// it, one for each version of the engine:
//
//	casus claims kazakhstan-2022 --resolved --json --quiet > docs/due/engine-N.json
//
// A table is kept as it was made; the runs that it is of cannot be played by a later engine.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"casus/claims"
	"casus/report"
	"casus/report/markdown"
)

//go:generate go run . ..

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: due DIR")
	}
	made, err := pages(filepath.Join(os.Args[1], "due"))
	if err != nil {
		log.Fatal(err)
	}
	for name, text := range made {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

const generated = "<!-- Made by go generate ./docs/due from the tables in docs/due; do not edit. -->\n"

// pages gives the page and its picture, by name.
func pages(folder string) (map[string][]byte, error) {
	names, err := filepath.Glob(filepath.Join(folder, "engine-*.json"))
	if err != nil {
		return nil, err
	}
	var list []*claims.Came
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		came := new(claims.Came)
		if err := json.Unmarshal(data, came); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if want := fmt.Sprintf("engine-%d.json", came.Engine); filepath.Base(name) != want {
			return nil, fmt.Errorf("%s is of engine %d: call it %s", name, came.Engine, want)
		}
		list = append(list, came)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("no table in %s", folder)
	}
	slices.SortFunc(list, func(a, b *claims.Came) int { return a.Engine - b.Engine })
	var page, picture bytes.Buffer
	page.WriteString(generated)
	markdown.Came(&page, list, "due.svg")
	err = report.Words(&picture, list[len(list)-1])
	return map[string][]byte{"due.md": page.Bytes(), "due.svg": picture.Bytes()}, err
}
