package results

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"casus/files"
)

// A File is one that the manifest vouches for: a part of a table, or a document
// beside the tables.
type File struct {
	Name   string `json:"name"` // within the folder, with slashes: runs/part-000003.parquet
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // of its bytes, in hexadecimal
}

// within gives the file's path in a run's folder.
func (f File) within(dir string) string { return filepath.Join(dir, filepath.FromSlash(f.Name)) }

// check returns an error unless f may be in a manifest.
func (f File) check() error {
	sum, err := hex.DecodeString(f.SHA256)
	switch {
	case err != nil || len(sum) != sha256.Size || strings.ToLower(f.SHA256) != f.SHA256:
		return fmt.Errorf("sha256 of %q is %q, not 64 hexadecimal digits", f.Name, f.SHA256)
	case f.Bytes < 0:
		return fmt.Errorf("bytes of %q is %d, not 0 or more", f.Name, f.Bytes)
	}
	return nil
}

// A tally hashes what is written on its way.
type tally struct {
	sum   hash.Hash
	bytes int64
}

func newTally() *tally { return &tally{sum: sha256.New()} }

func (t *tally) Write(b []byte) (int, error) {
	t.bytes += int64(len(b))
	return t.sum.Write(b)
}

// file is what was tallied, under a name.
func (t *tally) file(name string) File {
	return File{Name: name, Bytes: t.bytes, SHA256: hex.EncodeToString(t.sum.Sum(nil))}
}

// keepFile writes a file, and says what the manifest is to say of it.
func keepFile(s sink, name string, fill func(io.Writer) error) (File, error) {
	t := newTally()
	err := s.put(name, func(w io.Writer) error { return fill(io.MultiWriter(w, t)) })
	return t.file(name), err
}

var errBytes = errors.New("its bytes are not those that casus wrote")

// sameBytes reads the file in a run's folder. One that is not there, is no file, or
// has other bytes is a [*Damage].
func (f File) sameBytes(dir string) error {
	path := f.within(dir)
	opened, info, err := files.Open(path)
	switch {
	case err != nil && files.IsFault(err):
		return fmt.Errorf("results: checking a file: %w", err)
	case errors.Is(err, fs.ErrNotExist):
		return damaged(path, fmt.Errorf("it is missing: %w", fs.ErrNotExist))
	case err != nil:
		return damaged(path, err)
	}
	defer opened.Close()
	if info.Size() != f.Bytes {
		return damaged(path, fmt.Errorf("%w: there are %d, and were %d", errBytes, info.Size(), f.Bytes))
	}
	t := newTally()
	// No more than that, should it be growing.
	if _, err := io.Copy(t, io.LimitReader(opened, f.Bytes+1)); err != nil {
		return fmt.Errorf("results: checking a file: %w", err)
	}
	if is := t.file(f.Name); is != f {
		return damaged(path, fmt.Errorf("%w: SHA-256 %.16s…, and was %.16s…", errBytes, is.SHA256, f.SHA256))
	}
	return nil
}
