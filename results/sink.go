package results

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"

	"casus/files"
)

// A sink takes the files of a run, under slash-separated names such as
// runs/part-000003.parquet.
type sink interface {
	// put writes a file. When it returns nil, the file is there whole and lasts;
	// otherwise, and after a kill, whatever had the name before is still there.
	// It may be called from several goroutines with different names.
	put(name string, fill func(io.Writer) error) error
}

// workName is the folder, inside a run's folder, of everything half made. It is
// removed with all that is in it, so nobody else would choose the name.
const workName = files.Aside + "writing"

// A folder is a sink on the file system: it writes aside, flushes to the disk,
// and renames.
type folder string

func (f folder) put(name string, fill func(io.Writer) error) error {
	aside := filepath.Join(string(f), workName, strings.ReplaceAll(name, "/", "-"))
	path := filepath.Join(string(f), filepath.FromSlash(name))
	for _, dir := range []string{filepath.Dir(aside), filepath.Dir(path)} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
	}
	if err := writeDurably(aside, fill); err != nil {
		return err
	}
	return move(aside, path)
}

// writeDurably creates a file, lets fill write it, and flushes it to the disk.
func writeDurably(path string, fill func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		// A full disk may show only here on a network file system.
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := fill(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Sync()
}

// move renames a file and makes the rename last.
func move(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return files.SyncFolder(filepath.Dir(to))
}
