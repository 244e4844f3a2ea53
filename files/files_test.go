//go:build unix

package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

// Slow to stop, or never; memory: what is no regular file, or is larger than the limit,
// is refused before it is opened.
func TestOnlyRegularFilesOfALimitedSizeAreRead(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(path("file"), []byte("text"), 0o644))
	must(os.Symlink("file", path("link")))
	must(os.Symlink("nowhere", path("dangling")))
	must(os.Symlink("loop", path("loop")))
	must(os.Symlink("/dev/zero", path("device")))
	must(os.Mkdir(path("folder"), 0o755))
	must(syscall.Mkfifo(path("pipe"), 0o644))
	must(os.WriteFile(path("sparse"), nil, 0o644))
	must(os.Truncate(path("sparse"), 3<<30))
	for name, want := range map[string]string{
		"file": "", "link": "", "dangling": "the link leads nowhere", "device": "found a device", "folder": "found a folder",
		"pipe": "found a pipe", "sparse": "the file is too large: 3072.0 MiB; at most 1 MiB are read", "absent": "no such file", "loop": "too many levels",
	} {
		began := time.Now()
		text, err := ReadNamed(path(name), 1<<20)
		if want == "" && (err != nil || string(text) != "text") || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %q %v, want %q", name, text, err, want)
		}
		if d := time.Since(began); d > time.Second {
			t.Errorf("%s took %v", name, d)
		}
		if there, err := ThereNamed(path(name)); err != nil || there == (name == "absent") {
			t.Errorf("%s: there %v, %v", name, there, err)
		}
	}
	if _, err := ThereNamed(path("file/within")); err == nil {
		t.Error("a file within a file was looked for without an error")
	}
}

// Full disk: a file that cannot be written leaves what had its name, and nothing beside it.
func TestAFileIsWrittenWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "f")
	if err := WriteBytes(name, []byte("old")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("full")
	err := Write(name, func(w io.Writer) error {
		w.Write(make([]byte, 1<<20))
		return full
	})
	if text, _ := os.ReadFile(name); err != full || string(text) != "old" {
		t.Errorf("%q left, %v", text, err)
	}
	if err := os.Symlink("f", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := WriteBytes(filepath.Join(dir, "link"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(name); string(text) != "new" {
		t.Errorf("a link was not followed: %q", text)
	}
	if err := os.Chmod(name, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := WriteBytes(name, []byte("newer")); !errors.Is(err, fs.ErrPermission) || !IsFault(err) {
		t.Errorf("a protected file was replaced: %v", err)
	}
	for _, bad := range []string{dir, filepath.Join(dir, "missing", "f"), filepath.Join(name, "f"), filepath.Join(dir, strings.Repeat("n", 300))} {
		if err := WriteBytes(bad, nil); err == nil || IsFault(err) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if err := WriteBytes("/dev/full", []byte("x")); !IsFault(err) {
		t.Errorf("a full device: %v", err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 2 {
		t.Errorf("something is left behind: %v", list)
	}
}

// Several at once: each writes under a name of its own, and the last one stands, whole.
func TestSeveralWriteOneFileAtOnce(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "f")
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := WriteBytes(name, fmt.Append(nil, strings.Repeat(fmt.Sprint(i%10), 1<<18))); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	text, _ := os.ReadFile(name)
	if len(text) != 1<<18 || strings.Trim(string(text), string(text[0])) != "" {
		t.Error("the file is mixed")
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("something is left behind: %v", list)
	}
}

// New: a folder is there whole or not at all, and what is there stays.
func TestAFolderIsMadeWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "new")
	full := errors.New("full")
	err := Folder(name, func(aside string) error {
		WriteBytes(filepath.Join(aside, "f"), nil)
		return full
	})
	if list, _ := os.ReadDir(dir); err == nil || len(list) != 0 {
		t.Errorf("%v left, %v", list, err)
	}
	if err := Folder(name+"/", func(aside string) error { return WriteBytes(filepath.Join(aside, "f"), nil) }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(name, "f")); err != nil {
		t.Error(err)
	}
	if err := Folder(name, func(string) error { return nil }); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
}

// A text that lies over a file is read in its place, and the others as they are.
func TestOver(t *testing.T) {
	below := fstest.MapFS{"a": {Data: []byte("below")}, "b": {Data: []byte("b")}}
	f := Over(below, map[string][]byte{"a": []byte("above"), "c": []byte("new")})
	for name, want := range map[string]string{"a": "above", "b": "b", "c": "new"} {
		if text, err := Read(f, name, 10); err != nil || string(text) != want {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if _, err := Read(f, "a", 4); err == nil {
		t.Error("it is longer than the limit")
	}
	if there, err := There(f, "d"); there || err != nil {
		t.Error(there, err)
	}
}
