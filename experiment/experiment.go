// Package experiment is what is asked of casus, and its running.
//
// An [Experiment] is a scenario, worlds, settings, a design and a range of
// replicates: a value that can be printed, sent and run somewhere else. It is
// completely determined: two programs of the same engine version get the same
// rows from it. It is written as a JSON document:
//
//	{
//	  "experiment": 1,
//	  "scenario": {"id": "kazakhstan-2022", "hash": "5f0c…"},
//	  "worlds": [{"id": "as-modelled", "do": ["force:dialogue@1d9h"]}],
//	  "seed": 1,
//	  "scale": 100,
//	  "mode": "free",
//	  "replicates": {"first": 0, "count": 400},
//	  "set": {"society.shock": 0.1},
//	  "design": {"parameters": ["alliance.yes"], "rows": [[0.9], [1.2]]},
//	  "tables": ["runs", "daily"]
//	}
//
// What may be left out is taken from the scenario by [Experiment.Complete]; only
// the version, the scenario's id and the count of replicates may not. [Read] is
// strict. A design gives values of parameters to each replicate: row i is that of
// replicate i, whatever the range, so that shards of an experiment differ in their
// range only.
//
// [Create], [Resume] and [TakeUp] open the folder of an experiment, and
// [Folder.Play] plays what is missing in it.
package experiment

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// Version of the document.
const Version = 1

// File is the name of the document beside the results it asked for.
const File = "experiment.json"

// Experiment is what is asked.
type Experiment struct {
	Version    int                `json:"experiment"` // of the document
	Scenario   Scenario           `json:"scenario"`
	Worlds     []World            `json:"worlds"`
	Seed       uint64             `json:"seed"`           // of the draws of parameters and, if luck is 0, of luck
	Luck       uint64             `json:"luck,omitempty"` // seed of everything that happens
	Scale      float64            `json:"scale"`          // people for whom one agent stands, 1 to 1000
	Mode       sim.Mode           `json:"mode"`
	Replicates Range              `json:"replicates"`
	Set        map[string]float64 `json:"set,omitempty"` // parameters, in all replicates and worlds
	Design     *Design            `json:"design,omitempty"`
	Tables     []string           `json:"tables"` // to keep
}

// Scenario is the one that is played, by its id and the hash of its files.
type Scenario struct {
	ID   string `json:"id"`
	Hash string `json:"hash"`
}

// World is one of the scenario's, and what is done in it beside.
type World struct {
	ID string   `json:"id"`
	Do []string `json:"do,omitempty"` // force:OPTION@HOUR and its kin
}

// Range of replicates.
type Range struct {
	First int `json:"first"`
	Count int `json:"count"`
}

// Design is values of parameters, replicate by replicate.
type Design struct {
	Parameters []string    `json:"parameters"`
	Rows       [][]float64 `json:"rows"` // by replicate, from replicate 0 on
}

// Complete takes what is not said from the scenario, and puts tables in their
// order. Tables that do not exist stay, for [Experiment.Check] to find.
func (x *Experiment) Complete(s *scenario.Scenario) {
	if x.Scenario.Hash == "" {
		x.Scenario.Hash = s.Hash
	}
	if len(x.Worlds) == 0 {
		x.Worlds = []World{{ID: scenario.AsModelled}}
	}
	if x.Scale == 0 {
		x.Scale = s.Defaults.Scale
	}
	if x.Mode == "" {
		x.Mode = sim.Free
	}
	if tables, err := ensemble.Choose(x.Tables); err == nil {
		x.Tables = tables
	}
}

// Of is the experiment in one of its worlds.
func (x *Experiment) Of(world int) *Experiment {
	one := *x
	one.Worlds = x.Worlds[world : world+1]
	return &one
}

// TwinTables are what comparisons and claims are made of.
var TwinTables = []string{results.Runs, results.Daily, results.Monthly, results.Events}

// In is the experiment in worlds of the scenario, where the model decides, with tables to
// keep. What is done in its first world is done in all.
func (x *Experiment) In(worlds, tables []string) *Experiment {
	own := *x
	own.Worlds, own.Mode, own.Tables = nil, sim.Free, slices.Clone(tables)
	for _, id := range worlds {
		own.Worlds = append(own.Worlds, World{ID: id, Do: x.Worlds[0].Do})
	}
	return &own
}

// Canonical is the encoding that is hashed: the keys in the order of the fields
// above, luck 0, empty set, do and design left out, names of set sorted by bytes, no
// white space, UTF-8 with only what JSON demands escaped, numbers as the shortest
// decimals that read back to the same bits.
func (x *Experiment) Canonical() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		panic(err) // numbers are finite, as Check and Read see to
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Hash identifies an experiment that is complete: SHA-256, in hexadecimal, of
// "casus experiment 1\n" and its canonical encoding.
func (x *Experiment) Hash() string {
	h := sha256.New()
	h.Write([]byte("casus experiment 1\n"))
	h.Write(x.Canonical())
	return hex.EncodeToString(h.Sum(nil))
}

// Print is the document as it is shown and kept: indented, a row of a design on a
// line.
func (x *Experiment) Print() []byte {
	shown := *x
	var rows []string
	if x.Design != nil {
		shown.Design = &Design{Parameters: x.Design.Parameters}
		for _, row := range x.Design.Rows {
			text, _ := json.Marshal(row)
			rows = append(rows, "      "+string(text))
		}
	}
	var b bytes.Buffer
	if err := json.Indent(&b, shown.Canonical(), "", "  "); err != nil {
		panic(err)
	}
	b.WriteByte('\n')
	if x.Design == nil {
		return b.Bytes()
	}
	return bytes.Replace(b.Bytes(), []byte(`"rows": null`), []byte("\"rows\": [\n"+strings.Join(rows, ",\n")+"\n    ]"), 1)
}
