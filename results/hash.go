package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"

	"github.com/parquet-go/parquet-go"
)

// The content hash is the SHA-256 of "casus results 2\n" and the SHA-256 of each
// table as a reader sees it. The stream of a table is
//
//	name, number of columns, then name, kind and unit of each;
//	1 and the row's values for each row; 0
//
// with texts preceded by their length, numbers as 8 bytes little-endian (floats
// by their IEEE 754 bits), and each value as 0 when absent, else 1 and itself.
type tableHash struct {
	schema Schema
	sum    hash.Hash
	buf    []byte
}

func newTableHash(s Schema) *tableHash {
	h := &tableHash{schema: s, sum: sha256.New()}
	h.text([]byte(s.Table))
	h.number(uint64(len(s.Columns)))
	for _, c := range s.Columns {
		h.text([]byte(c.Name))
		h.text([]byte(c.Kind.String()))
		h.text([]byte(c.Unit))
	}
	h.spill()
	return h
}

// contentHash puts the hashes of the six tables together.
func contentHash(tables []*tableHash) string {
	sum := sha256.New()
	sum.Write([]byte("casus results 2\n"))
	for _, h := range tables {
		h.sum.Write([]byte{0})
		sum.Write(h.sum.Sum(nil))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (h *tableHash) text(s []byte) {
	h.number(uint64(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *tableHash) number(n uint64) { h.buf = binary.LittleEndian.AppendUint64(h.buf, n) }

func (h *tableHash) spill() {
	h.sum.Write(h.buf)
	h.buf = h.buf[:0]
}

func (h *tableHash) row(row parquet.Row) {
	h.buf = append(h.buf, 1)
	for i, v := range row {
		if v.IsNull() {
			h.buf = append(h.buf, 0)
			continue
		}
		h.buf = append(h.buf, 1)
		switch h.schema.Columns[i].Kind {
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
	h.spill()
}
