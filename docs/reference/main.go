// Command reference writes docs/scenario.md, docs/tables.md and the JSON Schemas
// in library/schema from the types of the program, so that no key or column is
// described in two places; and docs/rates.md and docs/eventstudy.md
// from the tables that ship.
package main

import (
	"bytes"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"casus/claims"
	"casus/ensemble"
	"casus/library"
	"casus/regime"
	"casus/report/document"
	"casus/results"
	"casus/scenario"
	"casus/scenario/expr"
	"casus/scenario/source"
	"casus/score/cases"
)

//go:generate go run . ..

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: reference DIR")
	}
	pages, err := pages()
	if err != nil {
		log.Fatal(err)
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// pages gives the text of each page by its name.
func pages() (map[string][]byte, error) {
	folder, ok := library.Open(example)
	if !ok {
		return nil, fmt.Errorf("scenario %s does not ship", example)
	}
	s, err := scenario.Load(folder)
	if err != nil {
		return nil, err
	}
	list := map[string][]byte{"scenario.md": keys(), "tables.md": tables(s)}
	rates, err := baseRates()
	if err != nil {
		return nil, err
	}
	list["rates.md"] = rates
	if list["eventstudy.md"], list["eventstudy.svg"], err = study(); err != nil {
		return nil, err
	}
	for _, kind := range []string{"scenario", "parameters", "record", "claims"} {
		schema, err := scenario.JSONSchema(kind)
		if kind == "claims" {
			schema, err = claims.JSONSchema()
		}
		if err != nil {
			return nil, err
		}
		list[filepath.Join("..", "library", scenario.SchemaFolder, kind+".schema.json")] = append(schema, '\n')
	}
	for _, kind := range document.Kinds() {
		schema, err := document.Schema(kind)
		if err != nil {
			return nil, err
		}
		list[filepath.Join("..", "library", scenario.SchemaFolder, filepath.FromSlash(kind)+".schema.json")] = append(schema, '\n')
	}
	return list, nil
}

// example is the scenario whose members and parameters the tables are shown for.
const example = "kazakhstan-2022"

const generated = "<!-- Made by go generate ./docs/reference; do not edit. -->\n"

type page struct{ bytes.Buffer }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *page) table(head ...string) {
	p.line("\n| %s |", strings.Join(head, " | "))
	p.line("|%s", strings.Repeat(" --- |", len(head)))
}

func (p *page) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", "\\|")
	}
	p.line("| %s |", strings.Join(cells, " | "))
}

func code(s string) string { return "`" + s + "`" }

// keys is the reference of a scenario's folder.
func keys() []byte {
	var p page
	p.WriteString(generated)
	p.line(`
# Scenario reference

A scenario is a folder of plain files. %[1]scasus new DIR --country LKA --year 2022%[1]s draws one of any state from open data ([atlas.md](atlas.md)); %[1]scasus new DIR --from kazakhstan-2022%[1]s copies one, or with %[1]s--from small-state%[1]s a shorter one
that has no record of history. %[1]scasus check DIR%[1]s says what is wrong with it, with file, line and a hint; %[1]scasus schema scenario%[1]s prints a JSON
Schema for editors. %[1]scasus migrate DIR%[1]s moves a scenario of an earlier version to this form as far as a program can, keeps comments and
layout, and says line by line what it moved and what it leaves to you.`, "`")
	p.table("file", "what it holds")
	p.row(code("scenario.yaml"), "places, regime, alliance, relations")
	p.row(code("places.csv"), "one row a place, named by `society.places`")
	p.row(code(scenario.NeighboursFile), "may be missing; one row a place of other states, for their later crises")
	p.row(code("parameters.yaml"), "every uncertain number: prior, unit, what it is, source, reason")
	p.row(code("fitted.yaml"), "may be missing; priors that `casus calibrate` moved, which replace all others")
	p.row(code("record.yaml"), "what happened, and what runs are compared with")
	p.row(code(claims.File), "may be missing; what an analysis claims, for `casus claims`")
	p.row(code("regions.geojson"), "may be missing; the borders of regions, a feature for each with its `id` among the properties, by which `casus check` judges where places lie, and from which `casus picture --map` draws; GeoJSON (RFC 7946), longitude before latitude, every ring closed")
	p.line(`
A key that is not listed here is an error; so is a missing one, unless it is marked *may be left out*. A **quantity** is a number
or an [expression](#expressions) over parameters, evaluated once per replicate; its range is checked for every draw.`)

	p.line("\n## scenario.yaml")
	p.documents(reflect.TypeFor[scenario.Document]())

	p.line("\n## places.csv\n\nColumns `id,name,region,kind,lat,lon,population,population_source`, UTF-8, with a header. `id` is unique, `region` is one of")
	p.line("`society.regions`, `lat` and `lon` are degrees, `population` is a whole number of people, and `kind` any label, such as city or\ndistrict, which the model ignores. A place has at least one agent at any scale.\n\nThose who live in no place are not simulated. The populations must add up, within a fifth, to that of the target in `relations.states`. So give the\ncountryside rows too; one for each region is enough.")

	p.line(`
## %s

Columns %[2]sstate,id,name,region,lat,lon,population%[2]s: where the people of other states live, for their later crises. %[2]sstate%[2]s is one of %[2]srelations.states%[2]s
and not the target, %[2]sid%[2]s is unique in its state, %[2]sregion%[2]s any name; the rest is as in %[2]splaces.csv%[2]s. The populations of a state must add up, within a
fifth, to that in %[2]srelations.states%[2]s. Its largest town is its capital; as many of the largest towns are critical sites, and bases of each force, as the
scenario has of them at home. A state without rows, and a scenario without the file, has the scenario's own nation in proportion to its people.
A nation of more places than %[2]srelations.later.towns%[2]s is thinned: the smallest places of a region are merged.`, scenario.NeighboursFile, "`")

	p.line("\n## parameters.yaml\n\nMaps the name of a parameter to:")
	p.documents(reflect.TypeFor[scenario.Parameter]())
	p.line(`
A parameter that nothing uses is an error. The engine itself needs the parameters below, in these units and ranges: they are the
coefficients of the model, and %s has the equations they stand in; what they are in plain words stands wherever the program shows them. Most have a usual prior, from
[coefficients.yaml](../scenario/coefficients.yaml), which gives its source and reason too: a scenario that does not name them has
that one. What depends on the size of a nation has none, and every scenario gives its own. A scenario adds others freely for use
in its expressions.`, "[odd.md](odd.md)")
	p.table("parameter", "in plain words", "unit", "range", "usual prior", "exactly")
	for _, c := range scenario.Coefficients() {
		prior := ""
		if usual, ok := scenario.Usual(c.Name); ok {
			prior = usual.Prior.String()
		}
		p.row(code(c.Name), c.What, c.Unit, interval(c.Min, c.Max), prior, c.Doc)
	}

	p.line("\n## fitted.yaml\n\nWritten by `casus calibrate DIR` and `casus calibrate alliance DIR`.")
	p.documents(reflect.TypeFor[scenario.Fitted]())

	p.line("\n## record.yaml")
	p.documents(reflect.TypeFor[scenario.Record]())
	p.line("\nA target's `outcome` is a column of [runs](tables.md#runs), its `series` a column of [daily](tables.md#daily).")

	p.line("\n## %s\n\n[argument.md](argument.md) shows how to write it, and [claims.md](claims.md) has the words of likelihood and the rule of the verdict.", claims.File)
	p.documents(reflect.TypeFor[claims.Document]())
	p.line("\nA claim has `event`; or `rises` or `falls`; or `first` and `then`; or `more` and `than`. They and `given` are [expressions](#expressions)\nover outcomes, which `casus show DIR --outcomes` lists, and parameters.")

	p.line("\n## A file of cases\n\nFor `casus backtest --cases FILE`; `null` is written where something is unknown or does not apply. [The library](../library/cases/README.md) has 55,\nand says how they were coded. A file that contradicts itself is refused: troops where nobody was sent, days that are not those between two dates, a requester where nobody asked.")
	p.documents(reflect.TypeFor[cases.Library]())

	p.line(`
## Expressions

Numbers, parameters by name, %[1]s+ - * / %% **%[1]s, comparisons (%[1]s0 < x < 1%[1]s), %[1]sand or not%[1]s, %[1]sc ? a : b%[1]s, parentheses, and these
functions. In YAML, put an expression with a comma or a colon in quotes.`, "`")
	p.table("function", "gives", "meaning")
	for _, f := range expr.Functions() {
		p.row(code(f.Name+"("+f.Parameters+")"), fmt.Sprint(f.Result), f.Doc)
	}
	p.line("\nThe expressions of options (`when`, `utility`) and of `quantities` see parameters, other quantities, and the crisis as the\ndecision-maker sees it, late and noisy:")
	p.table("quantity", "unit", "meaning")
	for _, q := range regime.Quantities() {
		p.row(code(q.Name), q.Unit, q.Doc)
	}
	return p.Bytes()
}

// documents describes a type and the types within it, each once.
func (p *page) documents(root reflect.Type) {
	seen := map[reflect.Type]bool{}
	var describe func(t reflect.Type, path string)
	describe = func(t reflect.Type, path string) {
		type part struct {
			kind reflect.Type
			path string
		}
		var parts []part
		if path != "" {
			p.line("\n### %s", code(path))
		}
		p.table("key", "kind", "range", "meaning")
		for i := range t.NumField() {
			f := t.Field(i)
			name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if name == "-" { // no key: the program fills it in
				continue
			}
			kind, inner, suffix := kindOf(f.Type)
			doc := f.Tag.Get("doc")
			if option == "omitempty" {
				doc += "; *may be left out*"
			}
			if usual := f.Tag.Get("usual"); usual != "" {
				doc += "; " + usual + " where the table is left out"
			}
			if null := f.Tag.Get("null"); null != "" {
				doc += "; `null`: " + null
			}
			p.row(code(name), kind, tagRange(f.Tag)+words(f.Type), doc)
			if inner != nil && !seen[inner] {
				seen[inner] = true
				at := name + suffix
				if path != "" {
					at = path + "." + at
				}
				parts = append(parts, part{inner, at})
			}
		}
		for _, q := range parts {
			describe(q.kind, q.path)
		}
	}
	describe(root, "")
}

// kindOf names a type as an analyst would, and gives the structure within it
// with what its path is marked by.
func kindOf(t reflect.Type) (kind string, inner reflect.Type, suffix string) {
	switch {
	case t == reflect.TypeFor[scenario.Quantity]():
		return "quantity", nil, ""
	case t.Kind() == reflect.Pointer:
		return kindOf(t.Elem())
	case t.Kind() == reflect.Array:
		kind, inner, _ = kindOf(t.Elem())
		return fmt.Sprintf("list of %d %s", t.Len(), plural(kind)), inner, "[]"
	case t.Kind() == reflect.Slice:
		kind, inner, _ = kindOf(t.Elem())
		return "list of " + plural(kind), inner, "[]"
	case t.Kind() == reflect.Map:
		kind, inner, _ = kindOf(t.Elem())
		return "map of name to " + kind, inner, ".NAME"
	case t.Kind() == reflect.Struct:
		return "table", t, ""
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false", nil, ""
	case reflect.Int:
		return "whole number", nil, ""
	case reflect.Float64:
		return "number", nil, ""
	}
	return "text", nil, ""
}

// words lists those that a type allows.
func words(t reflect.Type) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	x, ok := reflect.Zero(t).Interface().(interface{ Words() []string })
	if !ok {
		return ""
	}
	return code(strings.Join(x.Words(), "`, `"))
}

func plural(kind string) string {
	switch kind {
	case "quantity":
		return "quantities"
	case "text":
		return "texts"
	}
	return kind + "s"
}

func tagRange(tag reflect.StructTag) string {
	low, high := tag.Get("min"), tag.Get("max")
	switch {
	case low == "" && high == "":
		return ""
	case high == "":
		return "≥ " + low
	case low == "":
		return "≤ " + high
	}
	return low + " … " + high
}

func interval(low, high float64) string {
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		return ""
	case math.IsInf(high, 1):
		return "≥ " + source.Number(low)
	case math.IsInf(low, -1):
		return "≤ " + source.Number(high)
	}
	return source.Number(low) + " … " + source.Number(high)
}

// tables is the reference of what a run leaves.
func tables(s *scenario.Scenario) []byte {
	var p page
	p.WriteString(generated)
	p.line(`
# Results reference

A run leaves Parquet tables and a manifest in its folder. A table is a folder of parts, %[1]sOUT/runs/part-000003.parquet%[1]s, which pandas, R,
DuckDB and Polars read as one:

%[1]s%[1]s%[1]spython
pandas.read_parquet("OUT/runs")  # with pyarrow
polars.scan_parquet("OUT/runs/*.parquet").collect()
%[1]s%[1]s%[1]s

%[1]scasus run --tables runs,daily%[1]s keeps only some of them, %[1]sruns%[1]s always; %[1]splaces%[1]s and
%[1]sdecisions%[1]s are kept only when asked for so, or by %[1]s--tables all%[1]s.
%[1]scasus export OUT --csv%[1]s writes them as CSV; %[1]scd query && go run . ../OUT "SELECT …"%[1]s asks them in SQL, without loading them.
Results in an object store are under other names ([experiment.md](experiment.md#object-stores)). These commands fetch a copy of them: %[1]scasus export s3://BUCKET/KEY --csv --to DIR%[1]s,
%[1]sgo run -tags cloud . s3://BUCKET/KEY "SELECT …"%[1]s; %[1]scasus merge s3://BUCKET/KEY --out OUT%[1]s keeps it, as the folder that is described here.
%[1]scasus verify OUT%[1]s says whether they are as casus wrote them ([the manifest](#the-manifest)).
%[1]sOUT/experiment.json%[1]s says what was asked for ([experiment.md](experiment.md)). Tables are joined by %[1]sreplicate%[1]s. The columns below are
those of %[1]s%[2]s%[1]s; what is named after a member, a power, a cohort or a parameter differs between scenarios, and so do ranges that
follow from a scenario's people, regions, places, days and months. An empty value means: does not apply. A replicate with a number outside
the range of its column has failed. A number without a range can be any.`, "`", example)
	for _, t := range ensemble.Schemas(s, ensemble.Tables()...) {
		p.line("\n## %s", t.Table)
		p.table("column", "kind", "unit", "range", "meaning")
		for _, c := range t.Columns {
			if _, isParameter := s.Parameters[c.Name]; isParameter {
				continue
			}
			p.row(code(c.Name), fmt.Sprint(c.Kind), c.Unit, rangeOf(c), c.Doc)
		}
		if t.Table == "runs" {
			p.line("\nAnd one column for each parameter, with the value drawn: `%s`, …", s.ParameterNames()[0])
		}
	}
	p.manifest()
	return p.Bytes()
}

// rangeOf writes what the numbers of a column can be.
func rangeOf(c results.Column) string {
	if c.Range == (results.Range{}) {
		return ""
	}
	return interval(c.Range.Least, c.Range.Most)
}

// manifest says what vouches for the tables.
func (p *page) manifest() {
	p.line("\n## The manifest\n\n`OUT/manifest.json` says what was run, and vouches for the other files:")
	p.table("key", "meaning")
	p.row(code("files"), "`name`, `bytes` and `sha256` of each part and of `experiment.json`: size, and SHA-256 of the bytes")
	p.row(code("engine"), "version of the model's code and of how numbers are drawn; only runs of the same one are resumed and compared")
	p.row(code("content_hash"), "SHA-256 of columns and rows of a finished run, however they are split into files; the same run has the same everywhere")
	p.row(code("manifest_sha256"), "the last line: SHA-256 of the text before it, without its comma and line end")
	p.line(`
A part says of which run it is in its Parquet metadata: %[1]scasus.scenario%[1]s, %[1]scasus.scenario_hash%[1]s, %[1]scasus.seed%[1]s, %[1]scasus.engine%[1]s,
%[1]scasus.scale%[1]s, %[1]scasus.mode%[1]s, %[1]scasus.settings%[1]s, %[1]scasus.table%[1]s, %[1]scasus.replicates%[1]s.

All that reads results compares sizes and hashes first, and %[1]s--resume%[1]s does so before anything is played. A file that was changed, cut short,
removed, swapped or taken from another run, a part too many, or an edited manifest is named, with what to do, and nothing is read (exit status 2).
%[1]scasus verify OUT%[1]s names all such files (exit status 1), and makes the content hash anew from the rows; %[1]s--json%[1]s prints
[this](../library/schema/output/verify.schema.json). A damaged batch is played again when its part of %[1]sruns%[1]s is deleted and the run resumed.

These hashes find accidents and mix-ups. They do not prove who wrote the files: who changes all of them together is not found.`, "`")
}
