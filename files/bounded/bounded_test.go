package bounded

import (
	"fmt"
	"runtime"
	"testing"
	"time"
)

// heard is a test whose end is only noted.
type heard struct {
	testing.TB
	said string
}

func (h *heard) Helper() {}

func (h *heard) Fatalf(format string, args ...any) {
	h.said = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// ends says how a test ends that reads.
func ends(read func()) string {
	h, done := &heard{}, make(chan bool)
	go func() {
		defer close(done)
		Read(h, read)
	}()
	<-done
	return h.said
}

func TestBounds(t *testing.T) {
	times := 0
	busy := func() {
		if times++; times == 1 {
			time.Sleep(longest + time.Millisecond)
		}
	}
	if said := ends(busy); said != "" || times != 2 {
		t.Errorf("slow once: %q", said)
	}
	if said := ends(func() { time.Sleep(longest + time.Millisecond) }); said == "" {
		t.Error("what is slow three times passes")
	}
	var kept []byte
	if said := ends(func() { kept = make([]byte, most+1) }); said == "" {
		t.Errorf("%d bytes pass", len(kept))
	}
}
