package results

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	parquetzstd "github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	// rowGroupRows bounds the memory a reader needs for one row group.
	rowGroupRows = 1 << 16
	// dictionaryBytes: a text column whose distinct values outgrow this is
	// written plainly; names and outcomes never do.
	dictionaryBytes = 1 << 20
	// chunkRows is how many rows go to or come from the Parquet library at once.
	chunkRows = 256

	// Keys of what a part says about itself.
	columnsKey    = "casus.columns"
	replicatesKey = "casus.replicates" // first-last
	digestsKey    = "casus.digests"    // of the table of runs: SHA-256 of each replicate, hexadecimal
)

// pageBytes is how much of a column is compressed at once. A part has up to some
// hundred columns, each with a page in the making.
const pageBytes = 1 << 16

// compression is Zstandard with a window no larger than a page: the usual one
// takes 8 MB of memory for each writer.
var compression = &pageCodec{encoder: must(zstd.NewWriter(nil, zstd.WithWindowSize(pageBytes), zstd.WithZeroFrames(true)))}

type pageCodec struct {
	parquetzstd.Codec
	encoder *zstd.Encoder // may be used by several goroutines
}

// Encode compresses src into dst, which it may replace.
func (c *pageCodec) Encode(dst, src []byte) ([]byte, error) {
	return c.encoder.EncodeAll(src, dst[:0]), nil
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

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
		dst = append(dst, p.Level(0, definition(i, value != nil), i))
	}
	return dst
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
	chunk := make([]parquet.Row, 0, chunkRows)
	flush := func() error {
		_, err := writer.WriteRows(chunk)
		chunk = chunk[:0]
		return err
	}
	first, end := m.batchRange(b)
	for i := first; i < end; i++ {
		if err := batch[i].unpack(s, func(row parquet.Row) error {
			chunk = chunk[:len(chunk)+1]
			last := &chunk[len(chunk)-1]
			*last = append((*last)[:0], row...)
			if len(chunk) == chunkRows {
				return flush()
			}
			return nil
		}); err != nil {
			return err
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return writer.Close()
}

func writerConfig(m Manifest, s Schema, b int, more map[string]string) (*parquet.WriterConfig, error) {
	columns, err := json.Marshal(s.Columns)
	if err != nil {
		return nil, err
	}
	first, end := m.batchRange(b)
	options := []parquet.WriterOption{
		parquetSchema(s),
		parquet.Compression(compression),
		parquet.PageBufferSize(pageBytes),
		parquet.MaxRowsPerRowGroup(rowGroupRows),
		parquet.DictionaryMaxBytes(dictionaryBytes),
		// The library would write its own version and build here.
		parquet.CreatedBy("casus", m.Casus, "parquet"),
		parquet.KeyValueMetadata("casus.version", m.Casus),
		parquet.KeyValueMetadata("casus.engine", fmt.Sprint(m.Engine)),
		parquet.KeyValueMetadata("casus.scenario", m.Scenario),
		parquet.KeyValueMetadata("casus.scenario_hash", m.ScenarioHash),
		parquet.KeyValueMetadata("casus.seed", fmt.Sprint(m.Seed)),
		parquet.KeyValueMetadata("casus.table", s.Table),
		parquet.KeyValueMetadata(replicatesKey, replicatesOf(first, end)),
		parquet.KeyValueMetadata(columnsKey, string(columns)),
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
