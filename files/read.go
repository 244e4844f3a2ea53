// Package files reads files that may be anything, and writes them whole.
//
// What is read may come from strangers: a pipe that never ends, a device, a file
// larger than memory. [Read] takes none of them. What is written may meet a full
// disk or a power cut: [Write] puts a new file in the place of the old one in a
// single step.
package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Refused says why a file is not read, although it is there.
type Refused struct {
	Message string // such as "expected a file, found a pipe"
	Hint    string // may be empty
}

func (r *Refused) Error() string {
	if r.Hint == "" {
		return r.Message
	}
	return r.Message + "; " + r.Hint
}

// Read reads a regular file of so many bytes at the most. Anything else is
// [*Refused], before it is opened: to open a pipe may last for ever.
func Read(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := look(fsys, name)
	if err != nil {
		return nil, err
	}
	tooLarge := func(size string) error {
		return &Refused{"the file is too large" + size, fmt.Sprintf("at most %d MiB are read", limit>>20)}
	}
	if info.Size() > limit {
		return nil, tooLarge(fmt.Sprintf(": %.1f MiB", float64(info.Size())/(1<<20)))
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// The size may have changed since, or be unknown to the file system.
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = tooLarge("")
	}
	return text, err
}

// ReadNamed is [Read] of a file of the system.
func ReadNamed(name string, limit int64) ([]byte, error) {
	return Read(os.DirFS(filepath.Dir(name)), filepath.Base(name), limit)
}

// Open opens a regular file of the system, and says what it is. Anything else is
// [*Refused], before it is opened.
func Open(name string) (*os.File, fs.FileInfo, error) {
	info, err := look(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		return nil, nil, err
	}
	f, err := os.Open(name)
	return f, info, err
}

// look says what a name is, which must be a regular file.
func look(fsys fs.FS, name string) (fs.FileInfo, error) {
	info, err := fs.Stat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := fs.Lstat(fsys, name); err == nil {
			return nil, &Refused{"the link leads nowhere", "mend or remove it"}
		}
	}
	if err == nil {
		err = Regular(info)
	}
	return info, err
}

// Regular refuses what is no regular file.
func Regular(info fs.FileInfo) error {
	mode, kind := info.Mode(), "something else"
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		kind = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		kind = "a pipe"
	case mode&fs.ModeDevice != 0:
		kind = "a device"
	case mode&fs.ModeSocket != 0:
		kind = "a socket"
	}
	return &Refused{Message: "expected a file, found " + kind}
}

// There tells whether a name is taken, if only by a link that leads nowhere. What
// cannot be looked at is an error: only what is truly absent is absent.
func There(fsys fs.FS, name string) (bool, error) {
	_, err := fs.Lstat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// ThereNamed is [There] of a name of the system.
func ThereNamed(name string) (bool, error) {
	return There(os.DirFS(filepath.Dir(name)), filepath.Base(name))
}
