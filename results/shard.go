package results

import (
	"fmt"
	"io"
	"os"

	"casus/files"
)

// A Shard is one of so many shares of a run, each of whole batches, that can be played
// apart and put together by [Store.Adopt].
type Shard struct {
	Number, Of int // Number is from 1 to Of
}

// batches gives the batches of a run that are the shard's: first up to, not including,
// end. Of more shards than batches, some have none.
func (h Shard) batches(m Manifest) (first, end int) {
	from, to := m.batches()
	n := to - from
	return from + n*(h.Number-1)/h.Of, from + n*h.Number/h.Of
}

// Replicates gives those of a run that are the shard's: first up to, not including, end.
func (h Shard) Replicates(m Manifest) (first, end int) {
	from, to := h.batches(m)
	if from == to {
		return m.First, m.First
	}
	first, _ = m.batchRange(from)
	_, end = m.batchRange(to - 1)
	return first, end
}

// Batches is how many batches a run has, or will have: of more shards some have none.
func (m Manifest) Batches() int {
	from, to := m.batched().batches()
	return to - from
}

// Largest is how many replicates the largest of so many shards of a run has, or will have.
func (m Manifest) Largest(shards int) (most int) {
	m = m.batched()
	for i := range shards {
		first, end := Shard{i + 1, shards}.Replicates(m)
		most = max(most, end-first)
	}
	return most
}

// Kept is how many replicates of a shard are in whole batches.
func (m Manifest) Kept(h Shard) (n int) {
	first, end := h.batches(m)
	for _, b := range m.whole() {
		if first <= b && b < end {
			n += m.batchLength(b)
		}
	}
	return n
}

// Missing lists ranges of replicates that are not kept in whole batches, such as
// "150-199".
func (m Manifest) Missing() (list []string) {
	kept := map[int]bool{}
	for _, b := range m.whole() {
		kept[b] = true
	}
	from := -1
	note := func(end int) {
		if from >= 0 {
			list = append(list, replicatesOf(from, end))
		}
		from = -1
	}
	for b, last := m.batches(); b < last; b++ {
		first, _ := m.batchRange(b)
		switch {
		case kept[b]:
			note(first)
		case from < 0:
			from = first
		}
	}
	note(m.First + m.Replicates)
	return list
}

// Belongs returns a [*MismatchError] unless two folders have the same run, or shards of it.
func (r *Reader) Belongs(to *Reader) error { return r.belongs(to.manifest, to.dir) }

func (r *Reader) belongs(m Manifest, dir string) error {
	list := r.manifest.Differences(m)
	if r.manifest.BatchSize != m.BatchSize {
		list = append(list, Difference{"replicates of a batch", fmt.Sprint(r.manifest.BatchSize), fmt.Sprint(m.BatchSize)})
	}
	if len(list) > 0 {
		return &MismatchError{Dir: r.dir, Differences: list, Into: dir}
	}
	return nil
}

// Adopt keeps copies of the whole batches that another folder of the same run has, and
// this has not. Of batches that both have the replicates must be equal, or it is a
// [*ConflictError]; runs that differ are a [*MismatchError], and a file that is not what
// casus wrote a [*Damage]. Done is called after each batch. What was adopted before an
// error stays.
func (s *Store) Adopt(r *Reader, done func()) error {
	if err := r.belongs(s.Manifest(), s.dir); err != nil {
		return err
	}
	parts := map[string]File{} // by name
	for _, f := range r.manifest.Files {
		if _, _, ok := partOf(f.Name); ok {
			parts[f.Name] = f
		} else if err := s.adoptDocument(r, f); err != nil {
			return err
		}
	}
	for _, b := range r.batches {
		if err := s.adopt(r, b, parts); err != nil {
			return err
		}
		done()
	}
	return nil
}

// adoptDocument keeps a document of another folder, unless one of its name is kept.
func (s *Store) adoptDocument(r *Reader, f File) error {
	if err := r.explain(f, f.sameBytes(r.dir)); err != nil {
		return err
	}
	text, err := files.ReadNamed(r.Path(f), maxManifest)
	if err != nil {
		return fmt.Errorf("results: reading %s: %w", r.Path(f), err)
	}
	return s.Attach(f.Name, text)
}

// adopt keeps a batch of another folder, or sees that the one that is kept is equal.
func (s *Store) adopt(r *Reader, b int, parts map[string]File) error {
	s.mu.Lock()
	taken := s.taken[b]
	s.mu.Unlock()
	var theirs, kept []File
	for _, schema := range s.Manifest().Tables { // runs comes last and makes the batch whole
		theirs = append(theirs, parts[partName(schema.Table, b)])
	}
	if taken {
		if err := r.Check(theirs, nil); err != nil {
			return err
		}
		return s.same(r, b)
	}
	for _, f := range theirs {
		if err := s.copy(r, f); err != nil {
			return err
		}
		kept = append(kept, f)
	}
	s.mu.Lock()
	s.taken[b] = true
	s.mu.Unlock()
	return s.whole(b, kept)
}

// copy copies a file of another folder, which must have the bytes that its manifest says;
// one that has not is left as what a kill leaves of a batch.
func (s *Store) copy(r *Reader, f File) error {
	source, err := os.Open(r.Path(f))
	if err != nil {
		return r.explain(f, f.sameBytes(r.dir))
	}
	defer source.Close()
	copied, err := keepFile(s.sink, f.Name, func(w io.Writer) error {
		_, err := io.Copy(w, io.LimitReader(source, f.Bytes+1))
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("results: copying %s: %w", r.Path(f), err)
	case copied != f:
		return r.explain(f, damaged(r.Path(f), errBytes))
	}
	return nil
}

// ConflictError is a batch whose replicates are not the same in two folders of one run.
type ConflictError struct {
	Batch      string // its replicates: 150-199
	Dir, Other string
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("replicates %s are not the same in %s and %s, though both are of one run: a fault of a machine or of the program", e.Batch, e.Dir, e.Other)
}

// same compares the replicates of a batch here with those in another folder.
func (s *Store) same(r *Reader, b int) error {
	m := s.Manifest()
	schema := m.Tables[len(m.Tables)-1]
	var lists [2]string
	for i, dir := range []string{s.dir, r.dir} {
		t, err := openPart(dir, m, schema, b)
		if err != nil {
			return err
		}
		list, err := digestsOf(t)
		t.close()
		if err != nil {
			return err
		}
		lists[i] = string(list)
	}
	if lists[0] != lists[1] {
		first, end := m.batchRange(b)
		return &ConflictError{replicatesOf(first, end), s.dir, r.dir}
	}
	return nil
}
