package results

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A full disk stops the run with an error that says where, keeps the whole
// batches, and the run goes on once there is room.
func TestFullDisk(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("cannot mount a small file system: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)

	const n = 60
	fill := filepath.Join(mount, "fill")
	if err := os.WriteFile(fill, make([]byte, 128<<10), 0o666); err != nil {
		t.Fatal(err)
	}
	none := filepath.Join(mount, "none")
	if _, err := Create(none, aManifest(n), someSchemas()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("beginning without room: %v", err)
	}
	if _, err := os.Stat(none); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a run that could not begin leaves a folder: %v", err)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	want, wantHash := inPeace(t, n)
	dir := filepath.Join(mount, "out")
	s := create(t, dir, aManifest(n))
	var failure error
	for i := range n {
		if failure = s.Add(aReplicate(i)); failure != nil {
			break
		}
	}
	if !errors.Is(failure, syscall.ENOSPC) || IsInput(failure) || !strings.Contains(failure.Error(), dir) {
		t.Fatalf("got %v", failure)
	}
	if err := s.Add(aReplicate(n - 1)); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("adding after a failure: %v", err)
	}
	if _, err := s.Finish(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("finishing after a failure: %v", err)
	}
	s.Close()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if done := r.Manifest().Done; done == 0 || done == n {
		t.Errorf("%d replicates kept", done)
	}

	if err := syscall.Mount("tmpfs", mount, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Skipf("cannot enlarge the file system: %v", err)
	}
	s = resume(t, dir, aManifest(n))
	keep(t, s, s.Missing()...)
	if hash := finish(t, s); hash != wantHash {
		t.Errorf("hash %s, want %s", hash, wantHash)
	}
	sameParts(t, dir, want)
}
