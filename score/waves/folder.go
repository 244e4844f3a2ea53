package waves

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casus/files"
)

// Folder is a bucket on this machine.
type Folder string

// maxFile is more than a file of forecasts can have.
const maxFile = 16 << 20

// Get gives a file, and when it was written.
func (f Folder) Get(_ context.Context, key string) ([]byte, time.Time, error) {
	name := filepath.Join(string(f), filepath.FromSlash(key))
	text, err := files.ReadNamed(name, maxFile)
	if err != nil {
		return nil, time.Time{}, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	return text, info.ModTime(), nil
}

// Put writes a file whole or not at all; one that is there stays as it is.
func (f Folder) Put(_ context.Context, key string, text []byte) error {
	name := filepath.Join(string(f), filepath.FromSlash(key))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	aside, err := os.CreateTemp(filepath.Dir(name), files.Aside+"*")
	if err != nil {
		return err
	}
	defer os.Remove(aside.Name())
	_, err = aside.Write(text)
	if err := errors.Join(err, aside.Sync(), aside.Close(), os.Chmod(aside.Name(), 0o644)); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return os.Link(aside.Name(), name) // which fails where there is one
}

// List names what is directly below a prefix.
func (f Folder) List(_ context.Context, prefix string) (names []string, err error) {
	list, err := os.ReadDir(filepath.Join(string(f), filepath.FromSlash(prefix)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), files.Aside) {
			names = append(names, e.Name())
		}
	}
	return names, err
}
