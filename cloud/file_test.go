//go:build cloud

package cloud_test

import (
	"net/url"
	"path/filepath"
	"testing"

	"casus/cloud"
	"casus/experiment"
	"casus/library"
	"casus/results"
	"casus/scenario"
	"casus/sim"
)

// An experiment in a folder is found by the folder, and by its own.
func TestAFolder(t *testing.T) {
	folder, _ := library.Open("gambia-2017")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: 1, Scale: 1000, Mode: sim.Free, Worlds: []experiment.World{{ID: "as-modelled"}, {ID: "no-request"}}}
	x.Scenario.ID, x.Replicates.Count = s.ID, 1
	x.Complete(s)
	place := &url.URL{Scheme: "file", Path: filepath.Join(t.TempDir(), "a folder"), RawQuery: "dir_file_mode=0700"}
	p, err := cloud.Open(t.Context(), place, true)
	if err != nil {
		t.Fatal(err)
	}
	f, err := experiment.Contribute(t.Context(), p, filepath.Join(t.TempDir(), "run"), x, s, "test", results.Shard{Number: 1, Of: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Play(t.Context(), 1, func() {}); err != nil {
		t.Fatal(err)
	}
	for _, at := range []*url.URL{place, x.Within(place)} {
		p, err := cloud.Open(t.Context(), at, false)
		if err != nil {
			t.Fatal(err)
		}
		list, err := experiment.StatusOf(t.Context(), p)
		if err != nil || len(list) != 2 || list[0].Done != 1 || list[1].Done != 1 {
			t.Errorf("%s: %+v, %v", at, list, err)
		}
	}
}
