//go:build unix

package results

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lockFolder makes this process the only writer of a folder. The lock is on the
// folder itself, leaves no file, and goes with the process however it ends.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("results: opening the folder: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		f.Close()
		return nil, fmt.Errorf("results: %s: %w", dir, ErrBusy)
	case err != nil && !errors.Is(err, syscall.ENOTSUP) && !errors.Is(err, syscall.ENOLCK) && !errors.Is(err, syscall.EBADF):
		// Some network file systems have no locks; a run is worth more there
		// than the guard against a second writer.
		f.Close()
		return nil, fmt.Errorf("results: locking the folder %s: %w", dir, err)
	}
	return f, nil
}
