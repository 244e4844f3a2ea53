package results

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

const (
	// rowGroupRows bounds the memory a reader needs for one row group: it ends with
	// the replicate that reaches it.
	rowGroupRows = 1 << 16
	// dictionaryBytes: a text column whose distinct values outgrow this is
	// written plainly; names and outcomes never do.
	dictionaryBytes = 1 << 20
	// chunkRows is how many rows go to or come from the Parquet library at once; they
	// go with all rows of their replicate.
	chunkRows = 256

	// Keys of what a part says about itself, beside its identity.
	columnsKey = "casus.columns"
	digestsKey = "casus.digests" // of the table of runs: SHA-256 of each replicate, hexadecimal
)

type said struct{ key, value string }

// identity is what a part says of the run, the table and the batch that it is of. It
// does not name the range of the run's replicates: the parts of shards are the whole's.
func (m Manifest) identity(table string, b int) []said {
	first, end := m.batchRange(b)
	settings := []byte("{}")
	if len(m.Settings) > 0 {
		settings, _ = json.Marshal(m.Settings) // a map of texts can always be encoded
	}
	return []said{
		{"casus.engine", fmt.Sprint(m.Engine)},
		{"casus.scenario", m.Scenario},
		{"casus.scenario_hash", m.ScenarioHash},
		{"casus.seed", fmt.Sprint(m.Seed)},
		{"casus.scale", fmt.Sprint(m.Scale)},
		{"casus.mode", m.Mode},
		{"casus.settings", string(settings)},
		{"casus.table", table},
		{"casus.replicates", replicatesOf(first, end)},
	}
}

// pageBytes is how much of a column is compressed at once. A part has up to some
// hundred columns, each with a page in the making.
const pageBytes = 1 << 16

// orderedGroup is a Parquet group whose columns keep the order they were given
// in; parquet.Group alone sorts them by name.
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

func (g *orderedGroup) Fields() []parquet.Field { return g.fields }

// GoType is only asked for when Go structs are read or written, which never
// happens here; building a struct type for every scenario would leak it.
func (g *orderedGroup) GoType() reflect.Type { return reflect.TypeFor[map[string]any]() }

type namedField struct {
	parquet.Node
	name string
}

func (f *namedField) Name() string { return f.name }

func (f *namedField) Value(base reflect.Value) reflect.Value {
	return base.MapIndex(reflect.ValueOf(f.name))
}

// parquetSchema maps a schema to Parquet: every column but "replicate" is optional.
func parquetSchema(s Schema) *parquet.Schema {
	root := &orderedGroup{Group: parquet.Group{}}
	for i, c := range s.Columns {
		var node parquet.Node
		switch c.Kind {
		case Int:
			node = parquet.Leaf(parquet.Int64Type)
		case Text:
			node = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		case Bool:
			node = parquet.Leaf(parquet.BooleanType)
		default:
			node = parquet.Leaf(parquet.DoubleType)
		}
		if i > 0 {
			node = parquet.Optional(node)
		}
		root.Group[c.Name] = node
		root.fields = append(root.fields, &namedField{Node: node, name: c.Name})
	}
	return parquet.NewSchema(s.Table, root)
}

// definition is Parquet's definition level of a value: all columns but the first
// are optional.
func definition(column int, there bool) int {
	if column > 0 && there {
		return 1
	}
	return 0
}

// writePart writes a table's rows of a batch, and adds what more the part says
// about itself.
func writePart(w io.Writer, m Manifest, s Schema, b int, batch map[int]packed, more map[string]string) error {
	config, err := writerConfig(m, s, b, more)
	if err != nil {
		return fmt.Errorf("configuring the table %s: %w", s.Table, err)
	}
	writer := parquet.NewGenericWriter[any](w, config)
	columns := make([][]parquet.Value, len(s.Columns))
	first, end := m.batchRange(b)
	rows := 0 // in the row group
	for i := first; i < end; i++ {
		batch[i].unpack(s, columns)
		if len(columns[0]) < chunkRows && i+1 < end {
			continue
		}
		rows += len(columns[0])
		for c, w := range writer.ColumnWriters() {
			if _, err := w.WriteRowValues(columns[c]); err != nil {
				return err
			}
			columns[c] = columns[c][:0]
		}
		if rows >= rowGroupRows {
			if err := writer.Flush(); err != nil {
				return err
			}
			rows = 0
		}
	}
	return writer.Close()
}

func writerConfig(m Manifest, s Schema, b int, more map[string]string) (*parquet.WriterConfig, error) {
	columns, err := json.Marshal(s.Columns)
	if err != nil {
		return nil, err
	}
	options := []parquet.WriterOption{
		parquetSchema(s),
		parquet.Compression(&parquet.Snappy),
		parquet.PageBufferSize(pageBytes),
		parquet.DictionaryMaxBytes(dictionaryBytes),
		// The library would write its own version and build here.
		parquet.CreatedBy("casus", m.Casus, "parquet"),
		parquet.KeyValueMetadata("casus.version", m.Casus),
		parquet.KeyValueMetadata(columnsKey, string(columns)),
	}
	for _, is := range m.identity(s.Table, b) {
		options = append(options, parquet.KeyValueMetadata(is.key, is.value))
	}
	for key, value := range more {
		options = append(options, parquet.KeyValueMetadata(key, value))
	}
	return parquet.NewWriterConfig(options...)
}

// value converts a Parquet value back; nothing in it refers to the file.
func value(k Kind, v parquet.Value) any {
	if v.IsNull() {
		return nil
	}
	switch k {
	case Int:
		return v.Int64()
	case Text:
		return string(v.ByteArray())
	case Bool:
		return v.Boolean()
	default:
		return v.Double()
	}
}

// finite reports whether a value may be in a table at all.
func finite(k Kind, v parquet.Value) bool {
	return k != Float || v.IsNull() || !(math.IsNaN(v.Double()) || math.IsInf(v.Double(), 0))
}
