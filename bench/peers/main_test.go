package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	var out strings.Builder
	if err := compare([]string{"testdata/casus.json", "testdata/mesa.json", "testdata/ark.json"}, &out); err != nil {
		t.Fatal(err)
	}
	want := `agent-steps/s   casus, one core   Mesa 3.3.1   ratio   Ark v0.8.1   ratio
40×40           19.3 M            44.0 k       439     950 k        20.3
100×100         19.0 M            28.0 k       679     –            –
200×200         18.5 M            11.0 k       1682    900 k        20.6
400×400         18.0 M            8.0 k        2250    –            –
1000×1000       21.0 M            –            –       550 k        38.2
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestRefused(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.json")
	if err := os.WriteFile(other, []byte(`{"framework": "X", "measures": [{"size": 9, "agentSteps": 1}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, says string }{
		{"testdata/casus.json", "usage"},
		{"testdata/mesa.json testdata/casus.json", "the first file"},
		{"testdata/casus.json testdata/casus.json", "the first file"},
		{"testdata/casus.json testdata/none.json", "none.json"},
		{"testdata/casus.json main.go", "no report"},
		{"testdata/casus.json " + other, "no torus of the same size"},
	} {
		var out strings.Builder
		if err := compare(strings.Fields(c.args), &out); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.args, err)
		}
	}
}

// TestMesa runs mesa.py on a stand-in for Mesa, in each form that the
// constructor of its example had, and on a Mesa that is too old.
func TestMesa(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	script := func(path, form string) *exec.Cmd {
		c := exec.Command(python, "-B", "mesa.py", "--sizes", "40", "100", "--rounds", "1", "--steps", "5")
		c.Env = append(os.Environ(), "PYTHONPATH="+path, "PYTHONIOENCODING=utf-8", "MESA_FORM="+form)
		return c
	}
	for _, form := range []string{"seed", "rng", "scenario"} {
		report, err := script("testdata/stand-in", form).Output()
		if err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		path := filepath.Join(t.TempDir(), "mesa.json")
		if err := os.WriteFile(path, report, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := read(path)
		if err != nil || f.name != "Mesa 3.0-stand-in" || f.speeds[40] == 0 || f.speeds[100] == 0 {
			t.Errorf("%s: %+v, %v", form, f, err)
		}
	}
	_, err = script("testdata/old-mesa", "").Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 || strings.Count(string(exit.Stderr), "\n") != 1 || !strings.Contains(string(exit.Stderr), "too old") {
		t.Errorf("an old Mesa: %v", err)
	}
}
