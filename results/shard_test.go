package results

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shard plays a share of n replicates in a folder of its own.
func shard(t testing.TB, n int, h Shard) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shard")
	s := create(t, dir, aManifest(n))
	first, end := h.Replicates(s.Manifest())
	for i := first; i < end; i++ {
		keep(t, s, i)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func adopt(t testing.TB, s *Store, dir string) error {
	t.Helper()
	r, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s.Adopt(r, func() {})
}

// Shares are disjoint, whole batches, and all there is.
func TestShardsDivideARun(t *testing.T) {
	for _, m := range []Manifest{{Replicates: 26, BatchSize: 4}, {First: 7, Replicates: 26, BatchSize: 4}, {Replicates: 1, BatchSize: 50}} {
		for of := 1; of <= 9; of++ {
			next := m.First
			for number := 1; number <= of; number++ {
				first, end := Shard{number, of}.Replicates(m)
				if first == end {
					continue
				}
				if first != next || end < m.First+m.Replicates && end%m.BatchSize != 0 {
					t.Errorf("%d/%d of %d from %d: %d to %d, after %d", number, of, m.Replicates, m.First, first, end, next)
				}
				next = end
			}
			if next != m.First+m.Replicates {
				t.Errorf("%d shares of %d from %d end at %d", of, m.Replicates, m.First, next)
			}
		}
	}
}

// Shares in any order, overlapping, some of them twice, make the run that was never
// divided: the same bytes of parts, and the same hash.
func TestSharesMakeTheWhole(t *testing.T) {
	const n = 26
	want, wantHash := inPeace(t, n)
	dir := filepath.Join(t.TempDir(), "whole")
	s := create(t, dir, aManifest(n))
	for k, h := range []Shard{{3, 3}, {1, 3}, {1, 2}, {3, 3}} {
		if err := adopt(t, s, shard(t, n, h)); err != nil {
			t.Fatal(err)
		}
		if k == 1 && !slices.Equal(s.Manifest().Missing(), []string{"8-15"}) {
			t.Errorf("missing are %v", s.Manifest().Missing())
		}
	}
	if err := s.Close(); err != nil { // and go on
		t.Fatal(err)
	}
	s = resume(t, dir, aManifest(n))
	if err := adopt(t, s, shard(t, n, Shard{2, 3})); err != nil {
		t.Fatal(err)
	}
	if hash := finish(t, s); hash != wantHash {
		t.Errorf("the hash is %s, and that of the whole %s", hash, wantHash)
	}
	sameParts(t, dir, want)
}

// What does not belong together, has changed, or contradicts is refused, and leaves what
// is there.
func TestSharesThatAreRefused(t *testing.T) {
	const n = 26
	whole := create(t, filepath.Join(t.TempDir(), "whole"), aManifest(n))
	if err := adopt(t, whole, shard(t, n, Shard{1, 3})); err != nil {
		t.Fatal(err)
	}
	before := whole.Manifest().Done

	if err := adopt(t, whole, shard(t, n+1, Shard{3, 3})); !errors.Is(err, ErrMismatch) || !strings.Contains(err.Error(), "does not belong") {
		t.Errorf("another run: %v", err)
	}

	changed := shard(t, n, Shard{3, 3})
	path := filepath.Join(changed, Daily, "part-000005.parquet")
	if err := os.WriteFile(path, []byte(strings.Replace(read(t, path), "P", "Q", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := adopt(t, whole, changed); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) {
		t.Errorf("a share with a changed file: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := adopt(t, whole, changed); !errors.Is(err, ErrDamaged) {
		t.Errorf("a share with a missing file: %v", err)
	}

	other := filepath.Join(t.TempDir(), "other")
	s := create(t, other, aManifest(n))
	for i := range 4 {
		r := aReplicate(i)
		if i == 2 {
			r.Rows[Runs][0][3] = nil
			if aReplicate(i).Rows[Runs][0][3] == nil {
				r.Rows[Runs][0][3] = true
			}
		}
		if err := s.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	conflict := new(ConflictError)
	if err := adopt(t, whole, other); !errors.As(err, &conflict) || conflict.Batch != "0-3" {
		t.Errorf("other replicates of the same numbers: %v", err)
	}

	if _, err := whole.Finish(); !errors.Is(err, ErrIncomplete) {
		t.Errorf("with replicates missing: %v", err)
	}
	if err := adopt(t, whole, shard(t, n, Shard{3, 3})); err != nil { // after what was refused
		t.Errorf("a sound share: %v", err)
	}
	if done := whole.Manifest().Done; done <= before {
		t.Errorf("%d replicates are kept, and were %d", done, before)
	}
}
