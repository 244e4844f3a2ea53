package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// writable finds out whether a file can be written, before anything is played for
// it. The file itself stays as it is, or absent. No name is no file, and a pipe or a
// device is taken at its word: to try it would be to use it.
func writable(name string) error {
	if name == "" {
		return nil
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return usagef("cannot write %s: it is a folder", name)
	case err == nil && !info.Mode().IsRegular():
		return nil
	case err == nil:
		err = try(os.OpenFile(name, os.O_WRONLY, 0))
	default:
		err = nil
	}
	if err == nil {
		var aside *os.File
		aside, err = os.CreateTemp(filepath.Dir(name), ".casus-*")
		if err = try(aside, err); err == nil {
			err = os.Remove(aside.Name())
		}
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return usagef("cannot write %s: there is no folder %s", name, filepath.Dir(name))
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}

// try closes a file that could be opened.
func try(file *os.File, err error) error {
	if err != nil {
		return err
	}
	return file.Close()
}
