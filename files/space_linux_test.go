package files

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Found too late: a full disk is found before the work whose result it is to hold.
func TestADiskWithoutRoomIsTried(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("cannot mount a small file system: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)
	name := filepath.Join(mount, "f")
	if err := WriteBytes(name, make([]byte, 4096)); err != nil {
		t.Fatal(err)
	}
	if err := Try(name); !IsFault(err) {
		t.Errorf("no room: %v", err)
	}
	if text, err := os.ReadFile(name); len(text) != 4096 || err != nil {
		t.Errorf("%d bytes left, %v", len(text), err)
	}
	if list, _ := os.ReadDir(mount); len(list) != 1 {
		t.Errorf("something is left behind: %v", list)
	}
	if err := Try(filepath.Join(t.TempDir(), "f")); err != nil {
		t.Error(err)
	}
}
