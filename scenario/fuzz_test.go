package scenario_test

import (
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"casus/files/bounded"
	"casus/luck"
	"casus/regime"
	"casus/scenario"
	"casus/scenario/source"
)

// tiny is a scenario that has some of everything and is read in a millisecond.
func tiny(t testing.TB) fstest.MapFS {
	m := fstest.MapFS{}
	for _, name := range []string{scenario.MainFile, scenario.ParametersFile, scenario.FittedFile, scenario.RecordFile, "places.csv", scenario.NeighboursFile} {
		text, err := os.ReadFile("testdata/tiny/" + name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: text}
	}
	return m
}

// words are what may be written in the place of a word, and mean another thing than
// was meant.
var words = []string{
	"0", "-1", "1e308", "-1e-308", "NaN", ".inf", "9007199254740993", "0x1p9", "null", "true", "~", "[]", "{}", "*a", "&a x", "!!int 1", "|\n", "''", "é",
	"a.share", "a.weight / 0", "a.weight ** a.weight ** 99", "log(a.share - 1)", "threat", "max()", "((((((((", "1 ? 2 : 3", "wait", "capital", "port/../x", "2030-02-30", "9999-12-31T23:59",
	"99999d", "../places.csv", "\"", "a, b", "a: b", "\x00", "\xff", "\u202e", "# x", "- x", "1_000", "007", "1e", "0.1.2",
}

var word = regexp.MustCompile(`[^\s,:{}\[\]"]+`)

// replaced has another text in the place of a word, counted from 0 and round again.
func replaced(text string, at uint16, by string) string {
	all := word.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return text
	}
	w := all[int(at)%len(all)]
	return text[:w[0]] + by + text[w[1]:]
}

// Whatever stands in its files, a scenario is refused, or can be drawn from. A file is changed anywhere, and a word
// of it is another: most of the rest is sound, so that this reaches the last checks.
func FuzzLoad(f *testing.F) {
	base := tiny(f)
	k := know(f, base)
	names := []string{scenario.MainFile, scenario.ParametersFile, scenario.FittedFile, "places.csv", scenario.NeighboursFile}
	for which, name := range names {
		for i, by := range words {
			f.Add(string(base[name].Data), uint8(which), uint16(7*i+which), by)
		}
	}
	f.Fuzz(func(t *testing.T, text string, which uint8, at uint16, by string) {
		loadAny(t, base, k, names[int(which)%len(names)], replaced(text, at, by))
	})
}

// The same of the record.
func FuzzRecord(f *testing.F) {
	base := tiny(f)
	k := know(f, base)
	for i, by := range words {
		f.Add(string(base[scenario.RecordFile].Data), uint16(5*i), by)
	}
	f.Fuzz(func(t *testing.T, text string, at uint16, by string) {
		loadAny(t, base, k, scenario.RecordFile, replaced(text, at, by))
	})
}

// known are the documents of tiny. To read a scenario is mostly to parse them: only
// the file that is changed is parsed again, and the others are not looked at if it
// cannot be.
type known map[string]*source.Document

func know(t testing.TB, base fstest.MapFS) known {
	k := known{}
	if _, err := scenario.LoadBy(base, func(fsys fs.FS, name string, into any) (*source.Document, error) {
		d, err := source.ReadYAML(fsys, name, into)
		k[name] = d
		return d, err
	}); err != nil {
		t.Fatal(err)
	}
	return k
}

// load reads tiny with a file changed.
func (k known) load(m fstest.MapFS, changed string) (*scenario.Scenario, error) {
	var into any
	switch changed {
	case scenario.MainFile:
		into = new(scenario.Document)
	case scenario.ParametersFile:
		into = new(map[string]scenario.Parameter)
	case scenario.FittedFile:
		into = new(scenario.Fitted)
	case scenario.RecordFile:
		into = new(scenario.Record)
	}
	now := maps.Clone(k)
	if into != nil {
		d, err := source.ReadYAML(m, changed, into)
		if err != nil {
			return nil, err
		}
		now[changed] = d
	}
	return scenario.LoadBy(m, func(_ fs.FS, name string, into any) (*source.Document, error) {
		return now[name], now[name].Decode(into)
	})
}

func loadAny(t *testing.T, base fstest.MapFS, k known, name, text string) {
	m := maps.Clone(base)
	m[name] = &fstest.MapFile{Data: []byte(text)}
	var s *scenario.Scenario
	var err error
	bounded.Read(t, func() { s, err = k.load(m, name) })
	if err != nil {
		var problems source.Problems
		if !errors.As(err, &problems) || len(problems) == 0 || s != nil {
			t.Fatalf("%T: %v", err, err)
		}
		for _, p := range problems {
			lines := 0
			if file := m[p.File]; file != nil {
				lines = strings.Count(string(file.Data), "\n") + 1
			}
			if p.File == "" || p.Message == "" || p.Line > lines {
				t.Errorf("misplaced: %+v", p)
			}
		}
		return
	}
	if d, err := s.Draw(luck.Of(1, 0), nil); err == nil {
		for _, x := range d.Values {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("a draw of %v", x)
			}
		}
		for i := range s.Options {
			d.Effects(s.Options[i].Effects)
		}
		if err := s.See(d.Environment(), &regime.Seen{}); err != nil {
			t.Log(err)
		}
	}
}

// A world gives a parameter a value, which is tried with draws: not with those of priors
// that are none.
func TestBrokenPriorsAreNotDrawnFrom(t *testing.T) {
	for _, prior := range []string{"{normal: [0.5]}", "{normal: [0.5, 0.1], within: [1]}", "{lognormal: [9], within: [4, 20]}", "{beta: [-4, 6]}", "{uniform: []}", "{triangular: [1, 2]}", "{choice: {1: -1}}", "{choice: {}}", "{fixed: 1, within: [0, 2]}", "{within: [0, 2]}"} {
		for name, was := range map[string]string{scenario.ParametersFile: "{beta: [4, 6]}", scenario.FittedFile: "{normal: [0.06, 0.01], within: [0.03, 0.1]}"} {
			m := tiny(t)
			m[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(m[name].Data), was, prior, 1))}
			var err error
			bounded.Read(t, func() { _, err = scenario.Load(m) })
			var problems source.Problems
			if !errors.As(err, &problems) || len(problems) != 1 || problems[0].File != name {
				t.Errorf("%s in %s: %v", prior, name, err)
			}
		}
	}
}

// What can be read as a folder is the same when it is written and read again, in its
// own layout and in a fresh one.
func FuzzWritten(f *testing.F) {
	base := tiny(f)
	names := []string{scenario.MainFile, scenario.ParametersFile, scenario.RecordFile, "places.csv", scenario.NeighboursFile}
	for which, name := range names {
		for i, by := range words {
			f.Add(string(base[name].Data), uint8(which), uint16(7*i+which), by)
		}
	}
	f.Fuzz(func(t *testing.T, text string, which uint8, at uint16, by string) {
		m := maps.Clone(base)
		m[names[int(which)%len(names)]] = &fstest.MapFile{Data: []byte(replaced(text, at, by))}
		var was *scenario.Folder
		var err error
		bounded.Read(t, func() { was, err = scenario.ReadFolder(m) })
		if err != nil {
			return
		}
		said := says(was)
		fresh := &scenario.Folder{Main: was.Main, Parameters: was.Parameters, Record: was.Record, Places: was.Places, Neighbours: was.Neighbours, Others: was.Others}
		for _, folder := range []*scenario.Folder{was, fresh} {
			if again := says(readFolder(t, written(t, folder))); again != said {
				t.Errorf("read      %s\nand again %s", said, again)
			}
		}
	})
}
