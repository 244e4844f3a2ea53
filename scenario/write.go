package scenario

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"casus/files"
	"casus/scenario/source"
)

// SchemaFolder is where the files of a scenario of one's own look for their JSON
// Schemas, NAME.schema.json. The scenarios that ship share one beside them.
const SchemaFolder = "schema"

// Folder is what the files of a scenario say, apart from what they mean: to be
// changed, and written.
type Folder struct {
	Main       Document
	Parameters map[string]Parameter // the scenario's own
	Record     Record
	Places     []Place           // Region is an index of Main.Society.Regions
	Neighbours []Neighbour       // places of other states; without any there is no neighbours.csv
	Others     map[string][]byte // files that are kept as they are: claims.yaml, SOURCES.md …

	read   map[string]*source.Document // files that were there, whose comments are kept
	tables map[string]table            // and tables
}

// table is a table as it was there, and as it would have been written.
type table struct{ was, written []byte }

// described are the files that have a JSON Schema for those who write them.
var described = []string{MainFile, ParametersFile, RecordFile, ClaimsFile}

// besides are the files of a scenario that nothing reads here, or not always.
var besides = []string{FittedFile, ClaimsFile, SourcesFile, "regions.geojson"}

// copied is how the sources are called of a scenario from which another was begun.
const copied = "SOURCES-*.md"

// maxBesides bounds each of them, in bytes: borders are long.
const maxBesides = 64 << 20

// ReadFolder reads a scenario's folder to change it. It is as strict as [Load], which
// checks the meaning besides. What else lies in the folder is no part of it.
func ReadFolder(fsys fs.FS) (*Folder, error) {
	s, err := Load(fsys)
	if err != nil {
		return nil, err
	}
	f := &Folder{Parameters: map[string]Parameter{}, Places: s.Places, Neighbours: s.Neighbours, Others: map[string][]byte{}, read: map[string]*source.Document{}, tables: map[string]table{}}
	for name, into := range f.documents() {
		if f.read[name], err = source.ReadYAML(fsys, name, into); err != nil {
			return nil, err
		}
	}
	older, err := fs.Glob(fsys, copied)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Concat(besides, older) {
		there, err := files.There(fsys, name)
		if there {
			f.Others[name], err = files.Read(fsys, name, maxBesides)
		}
		if err != nil {
			return nil, source.Problems{{File: name, Message: err.Error()}}
		}
	}
	written, err := f.csv()
	if err != nil {
		return nil, err
	}
	for name, text := range written {
		was, err := files.Read(fsys, name, source.MaxFileBytes)
		if err != nil {
			return nil, err
		}
		f.tables[name] = table{was, text}
	}
	return f, nil
}

// documents are the YAML files that a folder holds by their types.
func (f *Folder) documents() map[string]any {
	return map[string]any{MainFile: &f.Main, ParametersFile: &f.Parameters, RecordFile: &f.Record}
}

// Files gives the text of every file. What was read and says the same has its old
// bytes, comments included; see [source.Document.Rewrite]. The first line of YAML
// files tells editors where their JSON Schema is.
func (f *Folder) Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, text := range f.Others {
		files[name] = text
	}
	for name, v := range f.documents() {
		var err error
		if d := f.read[name]; d != nil {
			files[name], err = d.Rewrite(v)
		} else {
			files[name], err = source.Encode(v)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, name := range described {
		if text, ok := files[name]; ok {
			files[name] = WithSchema(text, strings.TrimSuffix(name, ".yaml"))
		}
	}
	tables, err := f.csv()
	for name, text := range tables {
		if t := f.tables[name]; t.was != nil && bytes.Equal(text, t.written) {
			text = t.was
		}
		files[name] = text
	}
	return files, err
}

// modeline is the line by which the YAML language server finds a schema.
var modeline = regexp.MustCompile(`^(\xEF\xBB\xBF)?# yaml-language-server:.*\r?\n`)

// WithSchema puts that line before the text of a file of a kind, in place of one that is
// there.
func WithSchema(text []byte, kind string) []byte {
	line := fmt.Sprintf("# yaml-language-server: $schema=%s/%s.schema.json\n", SchemaFolder, kind)
	return append([]byte(line), modeline.ReplaceAll(text, nil)...)
}

// csv writes the tables of places, by the names of their files.
func (f *Folder) csv() (map[string][]byte, error) {
	rows := [][]string{placeColumns}
	for _, p := range f.Places {
		if p.Region < 0 || p.Region >= len(f.Main.Society.Regions) {
			return nil, fmt.Errorf("%s: the place %q lies in no region", f.Main.Society.Places, p.ID)
		}
		region := f.Main.Society.Regions[p.Region].ID
		rows = append(rows, []string{p.ID, p.Name, region, p.Kind, source.Number(p.Lat), source.Number(p.Lon), source.Number(p.Population), p.PopulationSource})
	}
	tables := map[string][][]string{f.Main.Society.Places: rows}
	if len(f.Neighbours) > 0 {
		rows = [][]string{neighbourColumns}
		for _, p := range f.Neighbours {
			rows = append(rows, []string{p.State, p.ID, p.Name, p.Region, source.Number(p.Lat), source.Number(p.Lon), source.Number(p.Population)})
		}
		tables[NeighboursFile] = rows
	}
	texts := map[string][]byte{}
	for name, rows := range tables {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			return nil, err
		}
		texts[name] = b.Bytes()
	}
	return texts, nil
}

// placeColumns are those of places.csv.
var placeColumns = []string{"id", "name", "region", "kind", "lat", "lon", "population", "population_source"}

// Write writes every file into a folder, which is made if it is not there. A file is
// replaced as a whole or not at all.
func (f *Folder) Write(dir string) error {
	texts, err := f.Files()
	if err != nil {
		return err
	}
	if !filepath.IsLocal(f.Main.Society.Places) || path.Base(f.Main.Society.Places) != f.Main.Society.Places {
		return fmt.Errorf("%s: %q is not the name of a file in the folder", MainFile, f.Main.Society.Places)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if err := files.WriteBytes(filepath.Join(dir, name), texts[name]); err != nil {
			return err
		}
	}
	return nil
}
