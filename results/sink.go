package results

import (
	"io"
	"os"
	"path/filepath"

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

// A folder is a sink on the file system.
type folder string

func (f folder) put(name string, fill func(io.Writer) error) error {
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return files.Write(path, fill)
}
