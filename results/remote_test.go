package results

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// memory is a bucket whose requests can go wrong.
type memory struct {
	mu    sync.Mutex
	files map[string]string
	n     int
	// fault is asked at each request, which has its number; a request that fails may have
	// been carried out.
	fault func(n int, what, key string) (err error, done bool)
}

var errRefused = errors.New("503 slow down")

func (m *memory) request(what, key string, do func() error) error {
	m.mu.Lock()
	m.n++
	n := m.n
	m.mu.Unlock()
	var err error
	done := true
	if m.fault != nil {
		if err, done = m.fault(n, what, key); err == nil {
			done = true
		}
	}
	if !done {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return cmp.Or(err, do())
}

func (m *memory) Get(_ context.Context, key string) (text []byte, _ time.Time, err error) {
	err = m.request("get", key, func() error {
		t, ok := m.files[key]
		if !ok {
			return fs.ErrNotExist
		}
		text = []byte(t)
		return nil
	})
	return text, time.Time{}, err
}

func (m *memory) Put(_ context.Context, key string, text []byte) error {
	return m.request("put", key, func() error {
		if _, there := m.files[key]; there {
			return fs.ErrExist
		}
		if m.files == nil {
			m.files = map[string]string{}
		}
		m.files[key] = string(text)
		return nil
	})
}

func (m *memory) List(context.Context, string) ([]string, error) {
	return nil, errors.New("no list is relied on")
}

func join(t testing.TB, b Bucket, n int) *Remote {
	t.Helper()
	r, err := Join(context.Background(), Patient(b), "runs/abc", "mem://runs/abc", aManifest(n), someSchemas())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// playInto plays what is missing of a shard in a bucket, from a folder of its own.
func playInto(t testing.TB, b Bucket, n int, h Shard) error {
	t.Helper()
	r := join(t, b, n)
	s := create(t, filepath.Join(t.TempDir(), "scratch"), r.Manifest())
	defer s.Close()
	s.Mirror(r)
	list, err := r.Missing(h)
	if err != nil {
		return err
	}
	for _, i := range list {
		if err := s.Add(aReplicate(i)); err != nil {
			return err
		}
	}
	return nil
}

// gathered fetches all that is in a bucket into a folder.
func gathered(t testing.TB, b Bucket, n int) (s *Store, err error) {
	t.Helper()
	r := join(t, b, n)
	s = create(t, filepath.Join(t.TempDir(), "whole"), r.Manifest())
	return s, s.Fetch(r, silent)
}

// whole fetches a run that must be that which was never divided.
func whole(t *testing.T, b Bucket, n int) {
	t.Helper()
	want, wantHash := inPeace(t, n)
	s, err := gathered(t, b, n)
	if err != nil {
		t.Fatal(err)
	}
	if hash := finish(t, s); hash != wantHash {
		t.Errorf("the hash is %s, and that of the whole %s", hash, wantHash)
	}
	sameParts(t, s.dir, want)
}

// Shards of processes that know nothing of each other, in any order, some twice, make the
// run that was never divided; each file is there once.
func TestSharesInABucket(t *testing.T) {
	const n = 26
	m := &memory{}
	for k, h := range []Shard{{3, 3}, {1, 3}, {1, 2}, {3, 3}, {2, 3}} {
		if err := playInto(t, m, n, h); err != nil {
			t.Fatal(err)
		}
		if k == 1 {
			if list, err := join(t, m, n).Missing(Shard{1, 1}); err != nil || len(list) != 8 || list[0] != 8 {
				t.Errorf("missing are %v, %v", list, err)
			}
			s, err := gathered(t, m, n)
			if err != nil || s.Manifest().Done != n-8 {
				t.Errorf("%d replicates are fetched, %v", s.Manifest().Done, err)
			}
		}
	}
	if want := 1 + 7*(len(allTables)+1); len(m.files) != want {
		t.Errorf("there are %d files, and should be %d", len(m.files), want)
	}
	whole(t, m, n)
}

// Whatever the store does wrong, nothing is lost and nothing is there twice.
func TestABucketWithFaults(t *testing.T) {
	const n = 12
	for name, fault := range map[string]func(n int, what, key string) (error, bool){
		"every third request is refused":              func(n int, _, _ string) (error, bool) { return refusedIf(n%3 == 0), false },
		"every third is carried out and not answered": func(n int, _, _ string) (error, bool) { return refusedIf(n%3 == 0), true },
		"writes are slow":                             func(_ int, what, _ string) (error, bool) { time.Sleep(time.Millisecond); return nil, false },
		"the first write of each marker is not answered": func() func(int, string, string) (error, bool) {
			seen := map[string]bool{}
			return func(_ int, what, key string) (error, bool) {
				first := what == "put" && strings.HasSuffix(key, wholeName) && !seen[key]
				if first {
					seen[key] = true
				}
				return refusedIf(first), true
			}
		}(),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // waits take no time
				m := &memory{fault: fault}
				for number := 1; number <= 2; number++ {
					if err := playInto(t, m, n, Shard{number, 2}); err != nil {
						t.Fatal(err)
					}
				}
				whole(t, m, n)
			})
		})
	}
}

func refusedIf(is bool) error {
	if is {
		return errRefused
	}
	return nil
}

// A writer that is killed between a table and the marker leaves a batch that is not whole;
// who plays it again finds the same bytes there, and makes it whole.
func TestAWriterIsKilledBeforeTheMarker(t *testing.T) { synctest.Test(t, killedBeforeTheMarker) }

func killedBeforeTheMarker(t *testing.T) {
	const n = 12
	m := &memory{}
	m.fault = func(_ int, what, key string) (error, bool) {
		return refusedIf(what == "put" && strings.HasSuffix(key, "000001/"+wholeName)), false
	}
	if err := playInto(t, m, n, Shard{1, 1}); !errors.Is(err, errRefused) {
		t.Fatalf("the store refuses for ever, and it is said: %v", err)
	}
	m.fault = nil
	if list, err := join(t, m, n).Missing(Shard{1, 1}); err != nil || len(list) != 8 || list[0] != 4 {
		t.Errorf("missing are %v, %v", list, err)
	}
	before := len(m.files)
	if err := playInto(t, m, n, Shard{1, 1}); err != nil {
		t.Fatal(err)
	}
	if len(m.files) != before+1+len(allTables)+1 {
		t.Errorf("%d files were there, and %d are", before, len(m.files))
	}
	whole(t, m, n)
}

// Two write the same batches at once.
func TestTwoWritersOfABatch(t *testing.T) {
	const n = 26
	m := &memory{}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if err := playInto(t, m, n, Shard{1, 1}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	whole(t, m, n)
}

// What is not the run's, or has changed, is refused by name.
func TestABucketThatIsRefused(t *testing.T) {
	const n = 12
	m := &memory{}
	if err := playInto(t, m, n, Shard{1, 1}); err != nil {
		t.Fatal(err)
	}
	other := aManifest(n)
	other.Seed++
	if _, err := Join(context.Background(), m, "runs/abc", "mem://runs/abc", other, someSchemas()); !errors.Is(err, ErrMismatch) || !strings.Contains(err.Error(), "seed: found") {
		t.Errorf("another run: %v", err)
	}
	if _, err := FindRemote(context.Background(), m, "runs/none", "mem://runs/none"); !errors.Is(err, ErrNoRun) {
		t.Errorf("no run: %v", err)
	}

	for key, text := range m.files {
		for what, is := range map[string]string{"cut": text[:len(text)/2], "changed": strings.Replace(text, "a", "b", 1)} {
			if is == text {
				continue
			}
			m.files[key] = is
			r, err := FindRemote(context.Background(), m, "runs/abc", "mem://runs/abc")
			if err == nil {
				s := create(t, filepath.Join(t.TempDir(), "whole"), r.Manifest())
				err = s.Fetch(r, silent)
			}
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "mem://"+key) {
				t.Errorf("%s %s: %v", key, what, err)
			}
		}
		m.files[key] = text
	}

	// a replicate that came out otherwise
	delete(m.files, "runs/abc/batches/000001/"+wholeName)
	r := join(t, m, n)
	s := create(t, filepath.Join(t.TempDir(), "scratch"), r.Manifest())
	s.Mirror(r)
	var err error
	for i := 4; i < 8 && err == nil; i++ {
		one := aReplicate(i)
		if i == 6 {
			if one.Rows[Runs][0][3] == nil {
				one.Rows[Runs][0][3] = true
			} else {
				one.Rows[Runs][0][3] = nil
			}
		}
		err = s.Add(one)
	}
	conflict := new(ConflictError)
	if !errors.As(err, &conflict) || conflict.Batch != "4-7" {
		t.Errorf("other replicates of the same numbers: %v", err)
	}
}
