// Package library holds the scenarios that ship, embedded in the program.
package library

import (
	"embed"
	"io/fs"
	"sort"
)

//go:embed bahrain-2011 belarus-2020 gambia-2017 hungary-1956 kazakhstan-2022 kyrgyzstan-2010 small-kingdom small-state
var folders embed.FS

// Blank is the id of the template: a scenario of no state, with neutral priors. It is
// opened as the others are, and not listed with them.
const Blank = "blank"

//go:embed blank
var template embed.FS

//go:embed cases/cases.yaml
var cases embed.FS

//go:embed protests/protests.csv
var protests embed.FS

//go:embed world/*.csv world/*.gz
var world embed.FS

//go:embed conflicts/*.csv
var conflicts embed.FS

// Conflicts is the folder with armed conflicts and with support from abroad in them,
// extracts of the Uppsala Conflict Data Program; conflicts/README.md says what is in them.
func Conflicts() fs.FS {
	sub, err := fs.Sub(conflicts, "conflicts")
	if err != nil {
		panic(err) // the embedded folder is there
	}
	return sub
}

// World is the folder with the tables of the world's states; world/README.md says what is in them.
func World() fs.FS {
	sub, err := fs.Sub(world, "world")
	if err != nil {
		panic(err) // the embedded folder is there
	}
	return sub
}

// Protests is the folder with protests.csv: real ones, from the Mass Mobilization project.
func Protests() fs.FS {
	sub, err := fs.Sub(protests, "protests")
	if err != nil {
		panic(err) // the embedded folder is there
	}
	return sub
}

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

// Open gives the folder of a scenario that ships, or of the template; or false.
func Open(id string) (fs.FS, bool) {
	if id == Blank {
		sub, err := fs.Sub(template, id)
		return sub, err == nil
	}
	for _, known := range IDs() {
		if known == id {
			sub, err := fs.Sub(folders, id)
			return sub, err == nil
		}
	}
	return nil, false
}
