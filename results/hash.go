package results

import (
	"bytes"
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

func (h *stream) text(s []byte) {
	h.number(uint64(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *stream) number(n uint64) { h.buf = binary.LittleEndian.AppendUint64(h.buf, n) }

func (h *stream) spill() {
	h.sum.Write(h.buf)
	h.buf = h.buf[:0]
}

func (h *stream) row(s Schema, row parquet.Row) {
	h.buf = append(h.buf, 1)
	for i, v := range row {
		if v.IsNull() {
			h.buf = append(h.buf, 0)
			continue
		}
		h.buf = append(h.buf, 1)
		switch s.Columns[i].Kind {
		case Int:
			h.number(uint64(v.Int64()))
		case Text:
			h.text(v.ByteArray())
		case Bool:
			bit := byte(0)
			if v.Boolean() {
				bit = 1
			}
			h.buf = append(h.buf, bit)
		default:
			h.number(math.Float64bits(v.Double()))
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

func (d *digests) row(s Schema, row parquet.Row) {
	h := d.streams[int(row[0].Int64())-d.first]
	h.row(s, row)
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
	var scratch parquet.Row
	var h stream
	for _, s := range schemas {
		h.buf = h.buf[:0]
		for _, row := range r.Rows[s.Table] {
			scratch = appendParquetRow(scratch[:0], row)
			h.row(s, scratch)
		}
		sum.Write(h.buf)
		sum.Write([]byte{0})
		p.rows[s.Table] = bytes.Clone(h.buf)
	}
	p.digest = sum.Sum(nil)
	return p
}

// unpack hands the rows of a table to visit, which may not keep them.
func (p packed) unpack(s Schema, visit func(parquet.Row) error) error {
	text := p.rows[s.Table]
	number := func() uint64 {
		x := binary.LittleEndian.Uint64(text)
		text = text[8:]
		return x
	}
	var row parquet.Row
	for len(text) > 0 {
		text = text[1:] // the mark of a row
		row = row[:0]
		for i, c := range s.Columns {
			there := text[0]
			text = text[1:]
			var v parquet.Value
			switch {
			case there == 0:
			case c.Kind == Int:
				v = parquet.Int64Value(int64(number()))
			case c.Kind == Text:
				n := number()
				v, text = parquet.ByteArrayValue(text[:n]), text[n:]
			case c.Kind == Bool:
				v, text = parquet.BooleanValue(text[0] == 1), text[1:]
			default:
				v = parquet.DoubleValue(math.Float64frombits(number()))
			}
			row = append(row, v.Level(0, definition(i, there == 1), i))
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return nil
}

// beginHash begins the content hash of tables; digests are to follow.
func beginHash(schemas []Schema) hash.Hash {
	h := stream{sum: sha256.New()}
	h.buf = append(h.buf, "casus results 3\n"...)
	h.number(uint64(len(schemas)))
	for _, s := range schemas {
		h.text([]byte(s.Table))
		h.number(uint64(len(s.Columns)))
		for _, c := range s.Columns {
			h.text([]byte(c.Name))
			h.text([]byte(c.Kind.String()))
			h.text([]byte(c.Unit))
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
