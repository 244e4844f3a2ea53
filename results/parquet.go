package results

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	// rowGroupRows bounds the memory a reader needs for one row group.
	rowGroupRows = 1 << 16
	// dictionaryBytes: a text column whose distinct values outgrow this is
	// written plainly; names and outcomes never do.
	dictionaryBytes = 1 << 20
	// chunkRows is how many rows go to or come from the Parquet library at once.
	// The library decides where a page ends once per call, so the chunks must
	// not depend on how rows arrived if the bytes are not to.
	chunkRows = 256

	columnsKey = "casus.columns"
)

var compression = &zstd.Codec{Level: zstd.SpeedDefault}

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

// appendParquetRow converts a checked row.
func appendParquetRow(dst parquet.Row, row Row) parquet.Row {
	for i, value := range row {
		var p parquet.Value
		switch v := value.(type) {
		case float64:
			p = parquet.DoubleValue(v)
		case int64:
			p = parquet.Int64Value(v)
		case string:
			p = parquet.ByteArrayValue([]byte(v))
		case bool:
			p = parquet.BooleanValue(v)
		}
		definition := 0
		if i > 0 && value != nil {
			definition = 1
		}
		dst = append(dst, p.Level(0, definition, i))
	}
	return dst
}

// A tableWriter writes one Parquet file. Its bytes depend on the schema, the
// manifest's identity and the rows, not on when or how the rows were handed over.
type tableWriter struct {
	writer *parquet.GenericWriter[any]
	chunk  []parquet.Row
	used   int
	hash   *tableHash // of the rows, if wanted
}

func newTableWriter(w io.Writer, m identity, s Schema) (*tableWriter, error) {
	columns, err := json.Marshal(s.Columns)
	if err != nil {
		return nil, fmt.Errorf("describing the columns of %s: %w", s.Table, err)
	}
	config, err := parquet.NewWriterConfig(
		parquetSchema(s),
		parquet.Compression(compression),
		parquet.MaxRowsPerRowGroup(rowGroupRows),
		parquet.DictionaryMaxBytes(dictionaryBytes),
		// The library would write its own version and build here.
		parquet.CreatedBy("casus", m.Casus, "parquet"),
		parquet.KeyValueMetadata("casus.version", m.Casus),
		parquet.KeyValueMetadata("casus.scenario", m.Scenario),
		parquet.KeyValueMetadata("casus.scenario_hash", m.ScenarioHash),
		parquet.KeyValueMetadata("casus.seed", fmt.Sprint(m.Seed)),
		parquet.KeyValueMetadata("casus.table", s.Table),
		parquet.KeyValueMetadata(columnsKey, string(columns)),
	)
	if err != nil {
		return nil, fmt.Errorf("configuring the table %s: %w", s.Table, err)
	}
	return &tableWriter{writer: parquet.NewGenericWriter[any](w, config), chunk: make([]parquet.Row, chunkRows)}, nil
}

func (t *tableWriter) write(row Row) error {
	t.chunk[t.used] = appendParquetRow(t.chunk[t.used][:0], row)
	return t.wrote()
}

// copy writes a row read from another file; it keeps nothing of it.
func (t *tableWriter) copy(row parquet.Row) error {
	t.chunk[t.used] = t.chunk[t.used][:0]
	for _, v := range row {
		t.chunk[t.used] = append(t.chunk[t.used], v.Clone())
	}
	return t.wrote()
}

func (t *tableWriter) wrote() error {
	if t.hash != nil {
		t.hash.row(t.chunk[t.used])
	}
	if t.used++; t.used < chunkRows {
		return nil
	}
	return t.flush()
}

func (t *tableWriter) flush() error {
	_, err := t.writer.WriteRows(t.chunk[:t.used])
	t.used = 0
	return err
}

func (t *tableWriter) close() error {
	if err := t.flush(); err != nil {
		return err
	}
	return t.writer.Close()
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
