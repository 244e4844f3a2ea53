package main

import (
	"errors"
	"io/fs"
	"path/filepath"

	"casus/files"
)

// writable finds out whether a file can be written, before anything is played for
// it. The file itself stays as it is, or absent. No name is no file.
func writable(name string) error {
	err := files.Try(name)
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("cannot write %s: there is no folder %s", name, filepath.Dir(name))
	}
	return unwritten(name, err)
}
