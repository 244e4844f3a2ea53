package files

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Aside begins the names of files and folders that are being made. A kill may leave
// one behind; no program reads it.
const Aside = ".casus-"

// Write puts a file in the place of what had its name: whole, or what was there stays.
// It is written aside under a name of its own, flushed to the disk, and renamed, so
// that several can write the same name at once. A link is followed. A device is
// written as it is; a folder, a pipe or a socket in the way is [*Refused].
func Write(name string, fill func(io.Writer) error) error {
	f, err := Create(name)
	if err != nil {
		return err
	}
	if err := fill(f); err != nil {
		f.Abandon()
		return err
	}
	return f.Close()
}

// WriteBytes is [Write] of a text.
func WriteBytes(name string, text []byte) error {
	return Write(name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// trial is how many bytes [Try] wants room for: about as many as what is tried for has.
const trial = 64 << 10

// Try tells whether a file can be written, before the work whose result it is to hold:
// whether its place is there, and has room. What has the name stays as it is. An empty
// name is no file, and no error.
func Try(name string) error {
	if name == "" {
		return nil
	}
	f, err := Create(name)
	if err != nil {
		return err
	}
	defer f.Abandon()
	if f.name == "" { // a device is not written to without need
		return nil
	}
	_, err = f.file.Write(make([]byte, trial))
	return named(name, err)
}

// A File is being written aside.
type File struct {
	*bufio.Writer
	file *os.File
	name string // that it gets; empty for a device
}

// Create begins a file, as [Write] does. Close puts it in its place, Abandon
// removes it.
func Create(name string) (*File, error) {
	mode := fs.FileMode(0o666)
	info, err := os.Stat(name)
	switch {
	case err == nil && info.Mode()&fs.ModeDevice != 0:
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return &File{bufio.NewWriter(f), f, ""}, nil
	case err == nil:
		if err := Regular(info); err != nil {
			return nil, err
		}
		if mode = info.Mode().Perm(); mode&0o200 == 0 { // a rename would not ask
			return nil, &fs.PathError{Op: "replace", Path: name, Err: fs.ErrPermission}
		}
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	var f *os.File
	_, err = free(filepath.Dir(name), func(aside string) error {
		f, err = os.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		return err
	})
	if err != nil {
		return nil, named(name, err)
	}
	return &File{bufio.NewWriterSize(f, 1<<16), f, name}, nil
}

// named is an error about the name that was asked for, which means something, and not
// about that of the file aside.
func named(name string, err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		return &fs.PathError{Op: "write", Path: name, Err: p.Err}
	}
	return err
}

// free makes something under a name that nothing else has.
func free(dir string, do func(name string) error) (name string, err error) {
	for n := os.Getpid(); ; n++ {
		name = filepath.Join(dir, fmt.Sprint(Aside, n))
		if err = do(name); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
}

// Folder makes a folder that is not there, whole or not at all: fill is given the
// folder under the name that it has until it is done.
func Folder(name string, fill func(dir string) error) error {
	name = filepath.Clean(name)
	if there, err := ThereNamed(name); there || err != nil {
		return &fs.PathError{Op: "make", Path: name, Err: cmp.Or(err, fs.ErrExist)}
	}
	aside, err := free(filepath.Dir(name), func(aside string) error { return os.Mkdir(aside, 0o777) })
	if err != nil {
		return err
	}
	if err = fill(aside); err == nil {
		err = os.Rename(aside, name)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(aside))
	}
	return SyncFolder(filepath.Dir(name))
}

// Close flushes the file to the disk and puts it in its place.
func (f *File) Close() error {
	err := f.Flush()
	if err == nil && f.name != "" {
		err = f.file.Sync()
	}
	// A full disk may show only here on a network file system.
	if e := f.file.Close(); err == nil {
		err = e
	}
	if f.name == "" {
		return err
	}
	if err == nil {
		err = os.Rename(f.file.Name(), f.name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.file.Name()))
	}
	return SyncFolder(filepath.Dir(f.name))
}

// Abandon leaves what was there as it was.
func (f *File) Abandon() {
	f.file.Close()
	if f.name != "" {
		os.Remove(f.file.Name())
	}
}

// SyncFolder flushes a folder's list of names, so that a rename lasts. Windows has no
// such call: there a power cut may undo a rename, and never halves a file.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return fmt.Errorf("flushing the folder %s: %w", dir, err)
	}
	return f.Close()
}
