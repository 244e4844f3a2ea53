package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"casus/files"
)

// MaxFileBytes is the size up to which a file is read.
const MaxFileBytes = 4 << 20

const byteOrderMark = "\uFEFF"

// text is a file whose bytes are known to be printable UTF-8.
type text struct {
	file  string
	raw   []byte
	body  string   // without byte order mark, lines ending in \n
	lines []string // of body, without their ends
}

// readText reads a file, or says why it is not text.
func readText(fsys fs.FS, name string) (*text, Problems) {
	whole := func(message, hint string) (*text, Problems) {
		return nil, Problems{{File: name, Message: message, Hint: hint}}
	}
	if !fs.ValidPath(name) {
		return whole("this is not the name of a file in the folder", "write a relative name with forward slashes, without `..`")
	}
	raw, err := files.Read(fsys, name, MaxFileBytes)
	refused := new(files.Refused)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return whole("file not found", folder(fsys, name))
	case errors.As(err, &refused):
		return whole(refused.Message, refused.Hint)
	case err != nil:
		return nil, Problems{{File: name, Message: fmt.Sprintf("the file cannot be read: %v", cause(err)), Err: err}}
	}
	t := newText(name, raw)
	if line, column, message, hint := t.unreadable(); message != "" {
		return nil, Problems{t.problem(line, column, "", message, hint)}
	}
	return t, nil
}

func newText(name string, raw []byte) *text {
	body := string(bytes.TrimPrefix(raw, []byte(byteOrderMark)))
	body = strings.ReplaceAll(body, "\r\n", "\n")
	return &text{file: name, raw: raw, body: body, lines: strings.Split(body, "\n")}
}

// unreadable finds the first byte that is not UTF-8 or not printable; the
// message is empty when there is none.
func (t *text) unreadable() (line, column int, message, hint string) {
	line, column = 1, 1
	for i, r := range t.body {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(t.body[i:]); size == 1 {
				return line, column, fmt.Sprintf("byte 0x%02X is not UTF-8 text", t.body[i]), "save the file as UTF-8"
			}
		}
		if r != '\n' && r != '\t' && !printable(r) {
			return line, column, fmt.Sprintf("the character %U cannot be printed", r), "remove it, or save the file as plain UTF-8 text"
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	return 0, 0, "", ""
}

// folder lists what lies beside a file that is not there.
func folder(fsys fs.FS, name string) string {
	entries, err := fs.ReadDir(fsys, path.Dir(name))
	if err != nil {
		return fmt.Sprintf("there is no folder %q either", path.Dir(name))
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return "the folder is empty"
	}
	if near := Suggest(path.Base(name), names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(names) > listedCandidates {
		names = append(names[:listedCandidates], "…")
	}
	return "the folder has " + strings.Join(names, ", ")
}

// cause drops the operation and the path, which the reader knows.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// problem is a problem at a place, with its excerpt.
func (t *text) problem(line, column int, path, message, hint string) Problem {
	return Problem{
		File: t.file, Line: line, Column: column, Path: path,
		Message: message, Hint: hint, Excerpt: t.excerpt(line, column),
	}
}

// finish completes problems that know only where they are: the file, the
// order, and an excerpt for the first of them.
func (t *text) finish(ps Problems) Problems {
	for i := range ps {
		ps[i].File = t.file
	}
	ps.sort()
	for i := range ps[:min(len(ps), drawnProblems)] {
		ps[i].Excerpt = t.excerpt(ps[i].Line, ps[i].Column)
	}
	return ps
}
