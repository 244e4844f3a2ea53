package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tutorial is the page whose blocks are replayed.
const tutorial = "../../docs/argument.md"

// TestTutorial does what docs/argument.md tells its reader to do, from its first
// block to its last, and compares what is printed with what the page shows.
//
//	```yaml or ```csv   begins with a comment that names a file: the rest is that
//	                    file; with "add at the end" it is put at its end, with
//	                    "change this line" it replaces the one line that begins
//	                    like it, up to a colon or a comma
//	```console          $ casus …, and what it prints; a line … stands for any lines
//	```text             is only read
//
// With -update, what the program prints is written into the page. Then read the
// sentences around it: they speak of the numbers.
func TestTutorial(t *testing.T) {
	page, err := os.ReadFile(tutorial)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	lines := strings.Split(string(page), "\n")
	var out []string
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		kind, fence := strings.CutPrefix(lines[i], "```")
		if !fence {
			continue
		}
		end := i + 1 + slices.Index(lines[i+1:], "```")
		if end <= i {
			t.Fatalf("line %d: the block does not end", i+1)
		}
		block := lines[i+1 : end]
		at := fmt.Sprintf("docs/argument.md:%d", i+2)
		switch kind {
		case "yaml", "csv":
			if err := write(dir, block); err != nil {
				t.Fatalf("%s: %v", at, err)
			}
		case "console":
			block = console(t, dir, at, block)
		case "text":
		default:
			t.Fatalf("%s: a block of %q; yaml, csv, console or text", at, kind)
		}
		out = append(append(out, block...), "```")
		i = end
	}
	if made := strings.Join(out, "\n"); *update && made != string(page) {
		if err := os.WriteFile(tutorial, []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// write does to a file what a block says.
func write(dir string, block []string) error {
	head, ok := strings.CutPrefix(block[0], "# ")
	if !ok {
		return errors.New("the first line does not name a file")
	}
	name, what, _ := strings.Cut(head, ": ")
	name = filepath.Join(dir, name)
	text := strings.Join(block[1:], "\n") + "\n"
	if what == "" {
		return os.WriteFile(name, []byte(text), 0o644)
	}
	before, err := os.ReadFile(name)
	switch {
	case err != nil:
		return err
	case what == "add at the end":
		return os.WriteFile(name, append(before, text...), 0o644)
	case what != "change this line" || len(block) != 2:
		return fmt.Errorf("%q, with %d lines", what, len(block)-1)
	}
	beginning := text[:strings.IndexAny(text, ":,\n")+1]
	lines := strings.SplitAfter(string(before), "\n")
	found := 0
	for i := range lines {
		if strings.HasPrefix(lines[i], beginning) {
			lines[i] = text
			found++
		}
	}
	if found != 1 {
		return fmt.Errorf("%d lines begin with %q", found, beginning)
	}
	return os.WriteFile(name, []byte(strings.Join(lines, "")), 0o644)
}

// console runs the commands of a block and gives the block as it should be.
func console(t *testing.T, dir, at string, block []string) []string {
	var made []string
	for len(block) > 0 {
		command, ok := strings.CutPrefix(block[0], "$ casus ")
		if !ok {
			t.Fatalf("%s: %q is not a command", at, block[0])
		}
		made = append(made, block[0])
		end := 1
		for end < len(block) && !strings.HasPrefix(block[end], "$ ") {
			end++
		}
		shown := block[1:end]
		block = block[end:]
		printed := printedBy(t, dir, command)
		if matches(shown, printed) {
			made = append(made, shown...)
			continue
		}
		if fresh, ok := renewed(shown, printed); *update && ok {
			made = append(made, fresh...)
			continue
		}
		t.Errorf("%s: casus %s prints\n%s\nand the page shows\n%s", at, command, strings.Join(printed, "\n"), strings.Join(shown, "\n"))
		made = append(made, shown...)
	}
	return made
}

// printedBy runs casus and gives the lines that a reader sees, but for empty ones at
// both ends and blanks at the ends of lines.
func printedBy(t *testing.T, dir, command string) []string {
	cmd := exec.Command("casus", strings.Fields(command)...)
	cmd.Dir = dir
	var both bytes.Buffer
	cmd.Stdout, cmd.Stderr = &both, &both
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != 2 {
		t.Fatalf("casus %s: %v\n%s", command, err, &both)
	}
	lines := strings.Split(strings.Trim(both.String(), "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// leftOut stands for any lines.
const leftOut = "…"

// parts cuts what is shown where lines are left out.
func parts(shown []string) [][]string {
	list := [][]string{nil}
	for _, line := range shown {
		if line == leftOut {
			list = append(list, nil)
			continue
		}
		list[len(list)-1] = append(list[len(list)-1], line)
	}
	return list
}

// matches says whether lines are those shown: the first part at the beginning,
// the last at the end, the others in between, in order.
func matches(shown, printed []string) bool {
	list := parts(shown)
	first, last := list[0], list[len(list)-1]
	if len(list) == 1 {
		return slices.Equal(first, printed)
	}
	if len(first)+len(last) > len(printed) || !slices.Equal(first, printed[:len(first)]) || !slices.Equal(last, printed[len(printed)-len(last):]) {
		return false
	}
	rest := printed[len(first) : len(printed)-len(last)]
	for _, part := range list[1 : len(list)-1] {
		for len(rest) >= len(part) && !slices.Equal(part, rest[:len(part)]) {
			rest = rest[1:]
		}
		if len(rest) < len(part) {
			return false
		}
		rest = rest[len(part):]
	}
	return true
}

// renewed shows as many lines at the beginning and at the end as were shown, or
// says that this is not for a program to choose.
func renewed(shown, printed []string) ([]string, bool) {
	list := parts(shown)
	switch {
	case len(list) == 1:
		return printed, true
	case len(list) > 2 || len(list[0])+len(list[1]) > len(printed):
		return nil, false
	}
	return slices.Concat(printed[:len(list[0])], []string{leftOut}, printed[len(printed)-len(list[1]):]), true
}
