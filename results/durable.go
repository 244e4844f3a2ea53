package results

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// workName is the folder, inside a run's folder, of everything half made.
const workName = "writing"

// A durableFile is a file that [durableFile.finish] flushes to the disk.
type durableFile struct {
	*bufio.Writer
	file *os.File
}

func createDurable(path string) (*durableFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &durableFile{bufio.NewWriterSize(f, 1<<16), f}, nil
}

// finish flushes what was written to the disk.
func (d *durableFile) finish() error {
	if err := d.Flush(); err != nil {
		return err
	}
	return d.file.Sync()
}

// writeDurably creates a file, lets fill write it, and flushes it to the disk.
func writeDurably(path string, fill func(io.Writer) error) (err error) {
	d, err := createDurable(path)
	if err != nil {
		return err
	}
	defer func() {
		// A full disk may show only here on a network file system.
		if e := d.file.Close(); err == nil {
			err = e
		}
	}()
	if err := fill(d); err != nil {
		return err
	}
	return d.finish()
}

// replaceFile writes dir/name aside, under dir/writing, and renames it.
func replaceFile(dir, name string, fill func(io.Writer) error) error {
	aside := filepath.Join(dir, workName, name)
	if err := os.MkdirAll(filepath.Dir(aside), 0o777); err != nil {
		return err
	}
	if err := writeDurably(aside, fill); err != nil {
		return err
	}
	return move(aside, filepath.Join(dir, name))
}

// move renames a file or folder and makes the rename last.
func move(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// syncFolder flushes a folder's list of names. Windows has no such call: there a
// power cut may undo a rename, which costs a batch and never halves one.
func syncFolder(dir string) error {
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
