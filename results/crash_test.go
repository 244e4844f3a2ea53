package results

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casus/files"
)

const crashReplicates = 10

// A snapshot is a sink that copies the folder as a kill would leave it: before
// each file, while it is written, and after.
// Files come one after the other, in an order that may differ.
type snapshot struct {
	sink
	mu   sync.Mutex
	copy func(when, name string)
}

func (s *snapshot) put(name string, fill func(io.Writer) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.copy("before", name)
	defer s.copy("after", name)
	return s.sink.put(name, func(w io.Writer) error {
		err := fill(w)
		s.copy("amid", name)
		return err
	})
}

// A kill between any two steps leaves a folder that can be read and from which the
// run goes on to the same bytes, also with the file that was being written cut
// short.
func TestKilledBetweenAnyTwoSteps(t *testing.T) {
	want, wantHash := inPeace(t, crashReplicates)
	base := t.TempDir()
	var left []string
	dir := filepath.Join(base, "out")
	s := create(t, dir, aManifest(crashReplicates))
	s.sink = &snapshot{sink: s.sink, copy: func(when, name string) {
		copied := filepath.Join(base, fmt.Sprintf("%02d %s %s", len(left), when, strings.ReplaceAll(name, "/", "-")))
		if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
			t.Error(err)
		}
		left = append(left, copied)
	}}
	keep(t, s, 4, 5, 6, 7, 9, 8, 0, 1, 2, 3)
	finish(t, s)
	// Per batch six parts and the manifest; in the end the manifest.
	if steps := 3 * (3*7 + 1); len(left) != steps {
		t.Fatalf("%d steps, want %d", len(left), steps)
	}
	for _, copied := range left {
		t.Run(filepath.Base(copied), func(t *testing.T) {
			cutHalfMade(t, copied)
			if r, err := Open(copied); err != nil {
				t.Errorf("cannot be read as it is: %v", err)
			} else if _, err := r.Hash(); err != nil {
				t.Errorf("cannot be read as it is: %v", err)
			}
			complete(t, copied, want, wantHash)
		})
	}
}

// complete resumes and finishes a run, which must end as it would in peace.
func complete(t *testing.T, dir, want, wantHash string) {
	t.Helper()
	s := resume(t, dir, aManifest(crashReplicates))
	keep(t, s, s.Missing()...)
	if hash := finish(t, s); hash != wantHash {
		t.Errorf("hash %s, want %s", hash, wantHash)
	}
	sameParts(t, dir, want)
}

// cutHalfMade shortens whatever lies in the folder of half made things.
func cutHalfMade(t *testing.T, dir string) {
	t.Helper()
	for _, pattern := range []string{"", "*"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern, files.Aside+"*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if err := os.Truncate(path, 50); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A kill before the manifest was in place leaves a folder that can be used.
func TestKilledAtTheVeryStart(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, files.Aside+"7"), []byte(`{"for`), 0o666); err != nil {
		t.Fatal(err)
	}
	s := create(t, dir, aManifest(3))
	keep(t, s, 0, 1, 2)
	finish(t, s)
	parts(t, dir)
}

const childFolder = "CASUS_RESULTS_TEST_FOLDER"

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := runChild(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func runChild(dir string) error {
	m := aManifest(crashReplicates)
	m.BatchSize = 1
	s, err := Resume(dir, m, someSchemas())
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for _, i := range s.Missing() {
		if err := s.Add(aReplicate(i)); err != nil {
			return err
		}
	}
	if _, err := s.Finish(); err != nil {
		return err
	}
	return s.Close()
}

// A process killed at any moment, again and again, gets there in the end.
func TestKilledForGood(t *testing.T) {
	_, wantHash := inPeace(t, crashReplicates)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	kills := 0
	for round := 0; round < 4 || kills < 10; round++ {
		dir := filepath.Join(t.TempDir(), fmt.Sprint(round))
		m := aManifest(crashReplicates)
		m.BatchSize = 1
		if err := create(t, dir, m).Close(); err != nil {
			t.Fatal(err)
		}
		// The time to live grows, so that a slow machine gets to the end too.
		for patience := 20 * time.Millisecond; ; patience += patience / 4 {
			child := exec.Command(program)
			child.Env = append(os.Environ(), childFolder+"="+dir)
			child.Stderr = os.Stderr
			out, err := child.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
				t.Fatalf("the child did not start: %v", err)
			}
			timer := time.AfterFunc(time.Duration(r.Int64N(int64(patience))), func() { child.Process.Kill() })
			err = child.Wait()
			timer.Stop()
			if err == nil {
				break
			}
			kills++
		}
		reader, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := verified(reader); err != nil {
			t.Error(err)
		}
		if got := reader.Manifest().ContentHash; got != wantHash {
			t.Errorf("hash %s, want %s", got, wantHash)
		}
		s := resume(t, dir, m) // tidies up after a kill that came last of all
		s.Close()
		parts(t, dir)
	}
	t.Logf("%d kills", kills)
}
