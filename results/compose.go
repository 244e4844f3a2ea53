package results

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// A composer appends whole batches, in order, to the six tables of the finished
// run, which lie aside until the last is in. It works while replicates are
// still being played: whoever completes a batch appends what can be appended,
// unless someone else is at it, and [Store.Finish] appends the rest.
type composer struct {
	mu     sync.Mutex
	next   int // batch
	tables []*composedTable
	err    error // the first; nothing is appended after it
}

type composedTable struct {
	schema Schema
	file   *durableFile
	writer *tableWriter
}

// advance appends the batches that are kept, unless someone else is doing so.
// The one at hand need not be read from the disk.
func (c *composer) advance(s *Store, number int, batch map[int]Replicate) {
	if c.mu.TryLock() {
		defer c.mu.Unlock()
		c.append(s.dir, s.Manifest(), s.isKept, map[int]map[int]Replicate{number: batch})
	}
}

// append appends batches, from the next on, as long as they are kept.
func (c *composer) append(dir string, m Manifest, kept func(batch int) bool, atHand map[int]map[int]Replicate) {
	for c.err == nil && c.next < m.batches() && kept(c.next) {
		if c.tables == nil {
			c.err = c.begin(dir, m)
		}
		for _, t := range c.tables {
			if c.err != nil {
				break
			}
			var err error
			if batch, ok := atHand[c.next]; ok {
				err = eachRow(m, t.schema, c.next, batch, t.writer.write)
			} else {
				err = batchRows(dir, m, t.schema, c.next, t.writer.copy)
			}
			if err != nil {
				c.err = fmt.Errorf("composing the table %s: %w", t.schema.Table, err)
			}
		}
		c.next++
	}
}

func (c *composer) begin(dir string, m Manifest) error {
	if err := os.MkdirAll(filepath.Join(dir, workName), 0o777); err != nil {
		return err
	}
	for _, schema := range m.Tables {
		file, err := createDurable(filepath.Join(dir, workName, tableFileName(schema.Table)))
		if err != nil {
			return err
		}
		writer, err := newTableWriter(file, m.identity(), schema)
		if err != nil {
			return errors.Join(err, file.file.Close())
		}
		writer.hash = newTableHash(schema)
		c.tables = append(c.tables, &composedTable{schema, file, writer})
	}
	return nil
}

// finish appends the batches that are left, all of which are kept, and closes
// the tables. It returns their content hash.
func (c *composer) finish(s *Store) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.append(s.dir, s.manifest, func(int) bool { return true }, nil)
	if c.err != nil {
		return "", c.err
	}
	var hashes []*tableHash
	for _, t := range c.tables {
		err := t.writer.close()
		if err == nil {
			err = t.file.finish()
		}
		if err != nil {
			return "", fmt.Errorf("composing the table %s: %w", t.schema.Table, err)
		}
		hashes = append(hashes, t.writer.hash)
		s.step("table written aside")
	}
	return contentHash(hashes), c.close()
}

// close closes the files; what they hold is complete or half made.
func (c *composer) close() error {
	var list []error
	for _, t := range c.tables {
		list = append(list, t.file.file.Close())
	}
	c.tables = nil
	return errors.Join(list...)
}
