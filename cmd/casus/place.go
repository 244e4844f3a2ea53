package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/results"
	"casus/scenario"
)

// openBucket opens a place in an object store; nil in a program that was built without the
// tag cloud. A folder that stands for a store is made only by who writes.
var openBucket func(ctx context.Context, address *url.URL, writes bool) (experiment.Place, error)

// isURL tells a place in an object store from a folder.
func isURL(name string) bool { return strings.Contains(name, "://") }

var errNoStores = usagef("this casus was built without object stores, whose libraries are large; with them: go run -tags cloud ./cmd/casus …")

func openPlace(ctx context.Context, address string, writes bool) (experiment.Place, error) {
	u, err := experiment.Address(address)
	if err != nil {
		return experiment.Place{}, usageError{err}
	}
	if openBucket == nil {
		return experiment.Place{}, errNoStores
	}
	p, err := openBucket(ctx, u, writes)
	if err != nil {
		return p, usageError{err}
	}
	return p, nil
}

// passing is a folder on this machine through which results pass on their way to or from
// an object store.
type passing struct{ dir string }

// leave removes the folder, unless it has what could not be kept elsewhere: then the error,
// with which the command ends, says so.
func (p *passing) leave(err *error) {
	if !errors.Is(*err, results.ErrBucket) || errors.Is(*err, context.Canceled) {
		dropTemporary(p.dir)
		return
	}
	passed.Delete(p.dir)
	*err = fmt.Errorf("%w; what was played here is kept in %s", *err, p.dir)
}

// kept is where results of an experiment are: what casus report and others take.
func (f *runFlags) kept(x *experiment.Experiment) string {
	if u, err := url.Parse(f.out); err == nil && isURL(f.out) {
		return x.Within(u).String()
	}
	return f.out
}

// contribute opens a share of an experiment in an object store.
func (f *runFlags) contribute(ctx context.Context, x *experiment.Experiment, s *scenario.Scenario, h results.Shard) (*experiment.Folder, *passing, error) {
	place, err := openPlace(ctx, f.out, true)
	if err != nil {
		return nil, nil, err
	}
	p := &passing{}
	if p.dir, err = temporary(); err != nil {
		return nil, nil, err
	}
	var folder *experiment.Folder
	if folder, err = experiment.Contribute(ctx, place, filepath.Join(p.dir, "run"), x, s, version, h); err != nil {
		dropTemporary(p.dir)
		return nil, nil, err
	}
	return folder, p, nil
}

// fetched gives the folder of results: itself, or a copy of what an object store has, which
// done removes.
func fetched(c *cobra.Command, out string, quiet bool) (dir string, done func(), err error) {
	if !isURL(out) {
		return out, func() {}, nil
	}
	place, err := openPlace(c.Context(), out, false)
	if err != nil {
		return "", nil, err
	}
	dir, _, done, err = experiment.Copy(c.Context(), place, fetching(quiet))
	return dir, done, unkept("a copy", err)
}

// fetching shows how many batches have come from an object store.
func fetching(quiet bool) func(batches int) (count, end func()) {
	return func(batches int) (count, end func()) {
		return progress(quiet || batches == 0, "batches fetched", time.Now(), 0, batches, "%.0f batches/s ")
	}
}

// passed are the temporary folders that are there now.
var passed sync.Map

// temporary makes a folder that is gone when the program ends.
func temporary() (string, error) {
	dir, err := os.MkdirTemp("", "casus-")
	if err == nil {
		passed.Store(dir, true)
	}
	return dir, err
}

func dropTemporary(dir string) {
	os.RemoveAll(dir)
	passed.Delete(dir)
}

// dropAllTemporary is for a program that cannot wait.
func dropAllTemporary() {
	passed.Range(func(dir, _ any) bool {
		os.RemoveAll(dir.(string))
		return true
	})
}
