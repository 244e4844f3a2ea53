//go:build !unix

package results

import (
	"fmt"
	"os"
)

// lockFolder only opens the folder: two writers are not kept apart here.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("results: opening the folder: %w", err)
	}
	return f, nil
}
