package scenario_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
)

func readFolder(t testing.TB, fsys fs.FS) *scenario.Folder {
	t.Helper()
	f, err := scenario.ReadFolder(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func written(t testing.TB, f *scenario.Folder) fstest.MapFS {
	files, err := f.Files()
	if err != nil {
		t.Fatal(err)
	}
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: text}
	}
	return m
}

// says is what a folder says, whatever its layout: nothing and an empty list are
// the same.
func says(f *scenario.Folder) string {
	text := fmt.Sprintf("%+v\n%+v\n", f.Places, f.Neighbours)
	for _, v := range []any{&f.Main, &f.Parameters, &f.Record} {
		b, err := source.Encode(v)
		if err != nil {
			panic(err)
		}
		text += string(b)
	}
	return text
}

var firstLine = regexp.MustCompile(`^# yaml-language-server: \$schema=\S+\n`)

// Every scenario that ships is written as it was read: comments, order, quotes. The
// first line alone looks for the schema in the folder and not beside it.
func TestShippedScenariosAreWrittenAsTheyAre(t *testing.T) {
	for _, id := range library.IDs() {
		src, _ := library.Open(id)
		dir := filepath.Join(t.TempDir(), id)
		if err := readFolder(t, src).Write(dir); err != nil {
			t.Fatal(err)
		}
		names, _ := fs.Glob(src, "*")
		for _, name := range names {
			was, _ := fs.ReadFile(src, name)
			is, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if firstLine.Match(was) != firstLine.Match(is) || !bytes.Equal(firstLine.ReplaceAll(is, nil), firstLine.ReplaceAll(was, nil)) {
				t.Errorf("%s/%s is written otherwise", id, name)
			}
		}
	}
}

// Each also comes back from its types alone, without the text that it was read from.
func TestShippedScenariosAreWrittenAnew(t *testing.T) {
	for _, id := range library.IDs() {
		src, _ := library.Open(id)
		was := readFolder(t, src)
		fresh := &scenario.Folder{Main: was.Main, Parameters: was.Parameters, Record: was.Record, Places: was.Places, Neighbours: was.Neighbours, Others: was.Others}
		m := written(t, fresh)
		if got := readFolder(t, m); says(got) != says(was) {
			t.Errorf("%s says something else", id)
		}
		for name, file := range m {
			for i, line := range strings.Split(string(file.Data), "\n") {
				if strings.HasSuffix(name, ".yaml") && was.Others[name] == nil && len([]rune(line)) > 400 {
					t.Errorf("%s/%s:%d has %d characters", id, name, i+1, len([]rune(line)))
				}
			}
		}
	}
}

// Changes reach the files, beside the comments of what has stayed.
func TestChangedFolderReadsAsChanged(t *testing.T) {
	src, _ := library.Open("small-state")
	text := rapid.OneOf(rapid.StringMatching(`[\pL\pM\pN\pP\pS\p{Zs}]*`), rapid.SampledFrom([]string{"yes", "2022-01-05", "007", "a: b", "a #b", "жаңа", ""}))
	share := rapid.Float64Range(0, 1)
	for seed := range 15 { // reading takes too long for the hundred of rapid.Check
		f, words, number := readFolder(t, src), text.Example(seed), share.Example(seed)
		f.Main.Title, f.Main.Summary, f.Main.Options[0].Name = words, words+words, words
		f.Main.Society.Cohorts[0].Legitimacy = scenario.Number(number)
		*f.Main.Grievances[0].Exposure["hills"] = scenario.Expression("exposure.hills * " + scenario.Number(number).String() + " + 0 * exposure.centre")
		at := scenario.Moment([]string{"90", "3d", "2030-03-05T18:00"}[seed%3])
		f.Main.Worlds = append(f.Main.Worlds, scenario.World{ID: "w", Text: words, Do: []scenario.Action{{Forbid: "dialogue", At: at}}})
		p := f.Parameters["belief.fear"]
		p.Prior, p.Why = scenario.Prior{Choice: map[string]float64{"0": 0.5, "0.25": number}}, words
		f.Parameters["belief.fear"] = p
		f.Places[0].Name, f.Places[0].Population = `a "b", c`, float64(200_000+seed)
		f.Record.Events = append(f.Record.Events, scenario.RecordEvent{ID: "e", Date: "2030-03-04", Time: "08:30", What: words, Confidence: "low"})
		m := written(t, f)
		if got := readFolder(t, m); says(got) != says(f) {
			t.Fatalf("got  %s\nwant %s", says(got), says(f))
		}
		for _, name := range []string{scenario.MainFile, scenario.ParametersFile} {
			was, _ := fs.ReadFile(src, name)
			for _, line := range bytes.Split(was, []byte("\n")) {
				if bytes.HasPrefix(line, []byte("# ")) && !firstLine.Match(append(line, '\n')) && !bytes.Contains(m[name].Data, line) {
					t.Fatalf("%s has lost %q", name, line)
				}
			}
		}
	}
}

func TestUnwritableFoldersAreRefused(t *testing.T) {
	src, _ := library.Open("small-state")
	for name, change := range map[string]func(*scenario.Folder){
		"not UTF-8":    func(f *scenario.Folder) { f.Main.Title = "\xff" },
		"not a finite": func(f *scenario.Folder) { f.Main.Defaults.Scale /= 0 * f.Main.Defaults.Scale },
		"no region":    func(f *scenario.Folder) { f.Places[0].Region = 99 },
		"not the name": func(f *scenario.Folder) { f.Main.Society.Places = "../places.csv" },
	} {
		f := readFolder(t, src)
		change(f)
		dir := filepath.Join(t.TempDir(), "x")
		if err := f.Write(dir); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: something is written", name)
		}
	}
}
