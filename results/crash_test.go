package results

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const crashReplicates = 10

// A kill between any two steps leaves a folder from which the run goes on to
// the same bytes. The folder is copied at each step, as a kill would leave it,
// also with the file that was being written cut short.
func TestKilledBetweenAnyTwoSteps(t *testing.T) {
	want, wantHash := inPeace(t, crashReplicates)
	base := t.TempDir()
	var left []string
	dir := filepath.Join(base, "out")
	s := create(t, dir, aManifest(crashReplicates))
	s.step = func(step string) {
		copied := filepath.Join(base, fmt.Sprintf("%02d %s", len(left), step))
		if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
			t.Error(err)
		}
		left = append(left, copied)
	}
	keep(t, s, 4, 5, 6, 7, 9, 8, 0, 1, 2, 3)
	finish(t, s)
	// Per batch: six files, all, in place. Then six tables aside, six in place,
	// the manifest, the batches.
	if steps := 3*8 + 6 + 6 + 2; len(left) != steps {
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
	sameTables(t, dir, want)
}

// cutHalfMade shortens whatever lies in the folder of half made things.
func cutHalfMade(t *testing.T, dir string) {
	t.Helper()
	for _, pattern := range []string{"*.parquet", "*/*.parquet"} {
		paths, err := filepath.Glob(filepath.Join(dir, workName, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if err := os.Truncate(path, 100); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A kill before the manifest was in place leaves a folder that can be used.
func TestKilledAtTheVeryStart(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, workName), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, workName, manifestName), []byte(`{"for`), 0o666); err != nil {
		t.Fatal(err)
	}
	s := create(t, dir, aManifest(3))
	keep(t, s, 0, 1, 2)
	finish(t, s)
	tables(t, dir)
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
	want, wantHash := inPeace(t, crashReplicates)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	kills := 0
	for round := range 4 {
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
		if err := reader.Verify(); err != nil {
			t.Error(err)
		}
		if got := reader.Manifest().ContentHash; got != wantHash {
			t.Errorf("hash %s, want %s", got, wantHash)
		}
		s := resume(t, dir, m) // tidies up after a kill that came last of all
		s.Close()
		sameTables(t, dir, want)
	}
	t.Logf("%d kills", kills)
}
