package atlas_test

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"casus/atlas"
	"casus/scenario"
	"casus/sim"
	"casus/trial"
)

func TestTry(t *testing.T) {
	year, _ := strconv.Atoi(os.Getenv("Y"))
	list, err := atlas.List()
	if err != nil {
		t.Fatal(err)
	}
	n, kinds := 0, map[string]int{}
	for _, l := range list {
		if w := os.Getenv("W"); w != "" && !strings.Contains(w, l.ISO3) {
			continue
		}
		b := time.Now()
		s, err := atlas.State(l.ISO3, year)
		var missing *atlas.MissingState
		if errors.As(err, &missing) {
			t.Log(err)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		f, err := s.Scenario(strings.ToLower(l.ISO3) + "-x")
		if err != nil {
			t.Error(l, err)
			continue
		}
		dir := t.TempDir()
		if w := os.Getenv("W"); w != "" {
			dir = "/tmp/draw/" + l.ISO3
		}
		if err := f.Write(dir); err != nil {
			t.Error(l, err)
			continue
		}
		x, err := scenario.Load(os.DirFS(dir))
		if err != nil {
			m := err.Error()
			t.Error(l, m[:min(len(m), 700)])
			kinds[m[:min(60, len(m))]]++
			if len(kinds) > 12 {
				break
			}
			continue
		}
		d1 := time.Since(b)
		for k := range 4 {
			if _, err := sim.Play(context.Background(), x, k, sim.Settings{Seed: 1, Scale: x.Defaults.Scale, Mode: sim.Free}); err != nil {
				t.Error(l, err)
			}
		}
		d2 := time.Since(b)
		far, err := trial.FarOff(x, os.DirFS(dir))
		if len(far) > 0 || err != nil {
			t.Log(l.ISO3, err, far)
		}
		n++
		if d2 > time.Second {
			t.Log(l.ISO3, d1, d2, len(x.Places), x.Defaults.Scale)
		}
	}
	t.Log(n)
}
