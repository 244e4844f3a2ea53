package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"

	"github.com/parquet-go/parquet-go"
)

// A contentHash is the SHA-256 of tables as a reader sees them. The stream is
//
//	"casus results 1\n"
//	for each table: name, number of columns, then name, kind and unit of each;
//	                1 and the row's values for each row; 0
//
// with texts preceded by their length, numbers as 8 bytes little-endian (floats
// by their IEEE 754 bits), and each value as 0 when absent, else 1 and itself.
type contentHash struct {
	sum hash.Hash
	buf []byte
}

func newContentHash() *contentHash {
	h := &contentHash{sum: sha256.New()}
	h.sum.Write([]byte("casus results 1\n"))
	return h
}

func (h *contentHash) text(s []byte) {
	h.number(uint64(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *contentHash) number(n uint64) { h.buf = binary.LittleEndian.AppendUint64(h.buf, n) }

func (h *contentHash) spill() {
	h.sum.Write(h.buf)
	h.buf = h.buf[:0]
}

func (h *contentHash) beginTable(s Schema) {
	h.text([]byte(s.Table))
	h.number(uint64(len(s.Columns)))
	for _, c := range s.Columns {
		h.text([]byte(c.Name))
		h.text([]byte(c.Kind.String()))
		h.text([]byte(c.Unit))
	}
	h.spill()
}

func (h *contentHash) row(s Schema, row parquet.Row) {
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
	h.spill()
}

func (h *contentHash) endTable() { h.sum.Write([]byte{0}) }

func (h *contentHash) hex() string { return hex.EncodeToString(h.sum.Sum(nil)) }
