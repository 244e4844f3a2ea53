// Package bounded holds what reads strangers' files to a time and a memory, in tests
// and while fuzzing.
package bounded

import (
	"fmt"
	"runtime/metrics"
	"testing"
	"time"
)

const (
	// longest is how long the reading of a file of a few kilobytes may take.
	longest = time.Second
	// never is when it is taken to have no end.
	never = 30 * time.Second
	// most is how many bytes it may ask for in all.
	most = 256 << 20
)

// Read reads, and fails the test if that takes more than a second or asks for more
// than 256 MiB. The machine may be busy: what is slow is read again, up to twice. What
// does not end ends the program: go test would wait for it, and forget what was read.
func Read(t testing.TB, read func()) {
	t.Helper()
	var took time.Duration
	for range 3 {
		began, before := time.Now(), asked()
		endless := time.AfterFunc(never, func() { panic(fmt.Sprintf("reading has not ended after %v", never)) })
		read()
		endless.Stop()
		took = time.Since(began)
		if bytes := asked() - before; bytes > most {
			t.Fatalf("reading asks for %d MiB; at most %d are fair", bytes>>20, most>>20)
		}
		if took <= longest {
			return
		}
	}
	t.Fatalf("reading takes %v; at most %v are fair", took, longest)
}

// asked is how many bytes the program has asked for since it began.
func asked() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
