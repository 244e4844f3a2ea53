package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"math"

	"github.com/parquet-go/parquet-go"
)

// The content hash is the SHA-256 of
//
//	"casus results 3\n"
//	number of tables, then for each: name, number of columns, then name, kind and unit of each column
//	the digest of each replicate, in order
//
// and the digest of a replicate the SHA-256 of its rows, table by table:
//
//	for each table: 1 and the row's values for each row; 0
//
// Texts are preceded by their length, numbers are 8 bytes little-endian (floats
// their IEEE 754 bits), each value is 0 when absent, else 1 and itself. Tables
// come in the order of the manifest.
//
// A part of the table of runs carries the digests of its replicates, so that the
// hash of a run can be made without reading its rows again.

// A stream is what is hashed, on its way to the hash if it has one. Replicates that
// wait for their batch are kept in it too: it takes a tenth of the room of rows.
type stream struct {
	sum hash.Hash
	buf []byte
}

func (h *stream) text(s string) {
	h.number(uint64(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *stream) number(n uint64) { h.buf = binary.LittleEndian.AppendUint64(h.buf, n) }

func (h *stream) spill() {
	h.sum.Write(h.buf)
	h.buf = h.buf[:0]
}

// row adds a row that has been checked.
func (h *stream) row(row Row) {
	h.buf = append(h.buf, 1)
	for _, value := range row {
		if value == nil {
			h.buf = append(h.buf, 0)
			continue
		}
		h.buf = append(h.buf, 1)
		switch v := value.(type) {
		case float64:
			h.number(math.Float64bits(v))
		case int64:
			h.number(uint64(v))
		case string:
			h.text(v)
		case bool:
			bit := byte(0)
			if v {
				bit = 1
			}
			h.buf = append(h.buf, bit)
		}
	}
}

// digests are those of the replicates of a batch, from the first on, in the making.
type digests struct {
	first   int
	streams []*stream
}

func newDigests(first, end int) *digests {
	d := &digests{first: first}
	for range end - first {
		d.streams = append(d.streams, &stream{sum: sha256.New()})
	}
	return d
}

func (d *digests) row(row Row) {
	h := d.streams[int(row[0].(int64))-d.first]
	h.row(row)
	h.spill()
}

// endTable marks the end of a table in each.
func (d *digests) endTable() {
	for _, h := range d.streams {
		h.sum.Write([]byte{0})
	}
}

func (d *digests) sums() []byte {
	var list []byte
	for _, h := range d.streams {
		list = h.sum.Sum(list)
	}
	return list
}

// A packed replicate is one that waits for its batch.
type packed struct {
	digest []byte
	rows   map[string][]byte // by table, as they are hashed
}

// pack packs a replicate that has been checked.
func pack(schemas []Schema, r Replicate) packed {
	p := packed{rows: map[string][]byte{}}
	sum := sha256.New()
	for _, s := range schemas {
		rows := r.Rows[s.Table]
		h := stream{buf: make([]byte, 0, len(rows)*len(s.Columns)*9)} // a number takes nine
		for _, row := range rows {
			h.row(row)
		}
		sum.Write(h.buf)
		sum.Write([]byte{0})
		p.rows[s.Table] = h.buf
	}
	p.digest = sum.Sum(nil)
	return p
}

// unpack appends the rows of a table to its columns.
func (p packed) unpack(s Schema, columns [][]parquet.Value) {
	text := p.rows[s.Table]
	number := func() uint64 {
		x := binary.LittleEndian.Uint64(text)
		text = text[8:]
		return x
	}
	for len(text) > 0 {
		text = text[1:] // the mark of a row
		for i := range s.Columns {
			there := text[0]
			text = text[1:]
			var v parquet.Value
			switch kind := s.Columns[i].Kind; {
			case there == 0:
			case kind == Int:
				v = parquet.Int64Value(int64(number()))
			case kind == Text:
				n := number()
				v, text = parquet.ByteArrayValue(text[:n]), text[n:]
			case kind == Bool:
				v, text = parquet.BooleanValue(text[0] == 1), text[1:]
			default:
				v = parquet.DoubleValue(math.Float64frombits(number()))
			}
			columns[i] = append(columns[i], v.Level(0, definition(i, there == 1), i))
		}
	}
}

// beginHash begins the content hash of tables; digests are to follow.
func beginHash(schemas []Schema) hash.Hash {
	h := stream{sum: sha256.New()}
	h.buf = append(h.buf, "casus results 3\n"...)
	h.number(uint64(len(schemas)))
	for _, s := range schemas {
		h.text(s.Table)
		h.number(uint64(len(s.Columns)))
		for _, c := range s.Columns {
			h.text(c.Name)
			h.text(c.Kind.String())
			h.text(c.Unit)
		}
	}
	h.spill()
	return h.sum
}

// digestsOf reads the digests that a part of the table of runs carries.
func digestsOf(t *tableFile) ([]byte, error) {
	text, _ := t.Lookup(digestsKey)
	list, err := hex.DecodeString(text)
	if err == nil && int64(len(list)) != t.NumRows()*sha256.Size {
		err = errors.New("it does not carry a digest of each replicate")
	}
	if err != nil {
		return nil, damaged(t.path, err)
	}
	return list, nil
}
