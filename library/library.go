// Package library holds the scenarios that ship, embedded in the program.
package library

import (
	"embed"
	"io/fs"
	"sort"
)

//go:embed belarus-2020 kazakhstan-2022 kyrgyzstan-2010 small-state
var folders embed.FS

//go:embed cases/cases.yaml
var cases embed.FS

// Cases is the library of historical cases: the folder with cases.yaml.
func Cases() fs.FS {
	sub, err := fs.Sub(cases, "cases")
	if err != nil {
		panic(err) // the embedded folder is there
	}
	return sub
}

// IDs lists the scenarios that ship, sorted.
func IDs() []string {
	entries, err := folders.ReadDir(".")
	if err != nil {
		panic(err) // the embedded root can always be read
	}
	var ids []string
	for _, e := range entries {
		if e.IsDir() {
			ids = append(ids, e.Name())
		}
	}
	sort.Strings(ids)
	return ids
}

// Open gives the folder of a scenario that ships, or false.
func Open(id string) (fs.FS, bool) {
	for _, known := range IDs() {
		if known == id {
			sub, err := fs.Sub(folders, id)
			return sub, err == nil
		}
	}
	return nil, false
}
