package files

import (
	"bytes"
	"io/fs"
	"path"
	"time"
)

// Over is a file system with other texts in the place of some of its files, by name.
func Over(fsys fs.FS, texts map[string][]byte) fs.FS { return over{fsys, texts} }

type over struct {
	fs.FS
	texts map[string][]byte
}

func (o over) Open(name string) (fs.File, error) {
	if text, ok := o.texts[name]; ok {
		return &held{*bytes.NewReader(text), path.Base(name)}, nil
	}
	return o.FS.Open(name)
}

// held is a file that is held in memory, and what is known of it.
type held struct {
	bytes.Reader
	name string
}

func (h *held) Stat() (fs.FileInfo, error) { return h, nil }
func (h *held) Close() error               { return nil }
func (h *held) Name() string               { return h.name }
func (h *held) Mode() fs.FileMode          { return 0o444 }
func (h *held) ModTime() time.Time         { return time.Time{} }
func (h *held) IsDir() bool                { return false }
func (h *held) Sys() any                   { return nil }
