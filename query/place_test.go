package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casus/experiment"
	"casus/library"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// shelf is an object store in memory.
type shelf struct {
	mu   sync.Mutex
	kept map[string][]byte
}

func (s *shelf) Get(_ context.Context, key string) ([]byte, time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, there := s.kept[key]
	if !there {
		return nil, time.Time{}, fs.ErrNotExist
	}
	return text, time.Time{}, nil
}

func (s *shelf) Put(_ context.Context, key string, text []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := s.kept[key]; there {
		return fs.ErrExist
	}
	s.kept[key] = text
	return nil
}

func (s *shelf) List(_ context.Context, prefix string) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	below := map[string]bool{}
	for key := range s.kept {
		if rest, is := strings.CutPrefix(key, prefix+"/"); is {
			name, _, _ := strings.Cut(rest, "/")
			below[name] = true
		}
	}
	return slices.Collect(maps.Keys(below)), nil
}

// played is a store in which a share of an experiment has been played: its first batch of
// two, in so many worlds.
func played(t *testing.T, worlds ...experiment.World) *shelf {
	t.Helper()
	files, _ := library.Open("gambia-2017")
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: 1, Scale: 1000, Mode: sim.Free, Worlds: worlds}
	x.Scenario.ID, x.Replicates.Count = s.ID, 52
	x.Complete(s)
	store := &shelf{kept: map[string][]byte{}}
	f, err := experiment.Contribute(t.Context(), experiment.Place{Bucket: store, Key: "crises", Name: "shelf://crises"}, filepath.Join(t.TempDir(), "run"), x, s, "test", results.Shard{Number: 2, Of: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Play(t.Context(), 1, func() {}); err != nil {
		t.Fatal(err)
	}
	return store
}

// A store is asked as a folder is, and no copy of it stays.
func TestAStoreIsAsked(t *testing.T) {
	temp := t.TempDir()
	one, two := played(t), played(t, experiment.World{ID: "as-modelled"}, experiment.World{ID: "no-request"})
	t.Setenv("TMPDIR", temp)
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	before := openBucket
	t.Cleanup(func() { openBucket = before })
	openBucket = func(_ context.Context, address *url.URL, _ bool) (experiment.Place, error) {
		store := map[string]*shelf{"shelf://one/crises?region=x": one, "shelf://two/crises": two}[address.String()]
		if store == nil {
			return experiment.Place{}, errors.New("no such store")
		}
		return experiment.Place{Bucket: store, Key: "crises", Name: "shelf://crises"}, nil
	}
	const query = "SELECT count(*) AS n, count(error) AS failed, max(requested::int) AS requested FROM runs"
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"shelf://one/crises?region=x", query}, ""},
		{[]string{"shelf://one/crises?region=x", query, "--world", "as-modelled"}, ""},
		{[]string{"shelf://two/crises", query, "--world", "no-request"}, ""},
		{[]string{"shelf://two/crises", query}, "query: shelf://crises has worlds: name one of them, such as --world as-modelled (as-modelled, no-request)\n"},
		{[]string{"shelf://one/crises?region=x", query, "--world", "no-request"}, "query: shelf://crises has worlds: name one of them, such as --world as-modelled (as-modelled)\n"},
		{[]string{"shelf://one/crises?region=x", "SELECT 1 FROM weekly"}, "weekly"},
		{[]string{"shelf://three/crises", query}, "query: no such store\n"},
		{[]string{"shelf://one/crises?secret_key=x", query}, "query: the parameter secret_key would stand in what is printed"},
	} {
		code, out, errs := try(t, append(c.args, "--json")...)
		if c.want != "" {
			if code != 2 || out != "" || !strings.Contains(errs, c.want) {
				t.Errorf("%v: exit %d, %q, %q", c.args, code, out, errs)
			}
		} else {
			var rows []struct{ N, Failed, Requested int }
			if err := json.Unmarshal([]byte(out), &rows); err != nil || code != 0 || len(rows) != 1 {
				t.Fatalf("%v: exit %d, %q, %q", c.args, code, out, errs)
			}
			if asked := !slices.Contains(c.args, "no-request"); rows[0].N != 2 || rows[0].Failed != 0 || (rows[0].Requested == 1) != asked {
				t.Errorf("%v: %+v", c.args, rows[0])
			}
		}
		for _, dir := range []string{temp, cache} {
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 && left[0].Name() != "casus-query" {
				t.Errorf("%v: %v is left, %v", c.args, left, err)
			}
		}
	}

	// A part that lost a byte is found.
	for key := range one.kept {
		if strings.HasSuffix(key, "runs.parquet") {
			one.kept[key] = one.kept[key][1:]
		}
	}
	if code, _, errs := try(t, "shelf://one/crises?region=x", query); code != 2 || !strings.Contains(errs, "damaged") {
		t.Errorf("a damaged part: exit %d, %q", code, errs)
	}

	openBucket = nil
	if code, _, errs := try(t, "s3://bucket/crises", query); code != 2 || !strings.Contains(errs, "go run -tags cloud .") {
		t.Errorf("a program without stores: exit %d, %q", code, errs)
	}
}
