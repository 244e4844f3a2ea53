package results

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// A Bucket keeps files under keys with slashes, each written once: an object store. Its
// methods may be called from several goroutines.
type Bucket interface {
	// Get gives a file, and when it was written; one that is not there is [fs.ErrNotExist].
	Get(ctx context.Context, key string) (text []byte, written time.Time, err error)
	// Put writes a file whole or not at all. One that is there stays as it is, and is
	// [fs.ErrExist].
	Put(ctx context.Context, key string, text []byte) error
	// List names what is directly below a prefix, files and folders. What was written
	// shortly before may be missing.
	List(ctx context.Context, prefix string) ([]string, error)
}

// Patient is a bucket that makes a request that fails again, a few times, each after a
// longer wait. A write that failed may have been carried out: the next then finds the file
// there, which is [fs.ErrExist].
func Patient(b Bucket) Bucket { return patient{b} }

type patient struct{ Bucket }

const (
	tries     = 6
	firstWait = 100 * time.Millisecond

	// patience is how long a request may take: a store that is silent is asked again.
	patience = time.Minute
)

func (p patient) Get(ctx context.Context, key string) (text []byte, written time.Time, err error) {
	err = persist(ctx, func(ctx context.Context) (err error) {
		text, written, err = p.Bucket.Get(ctx, key)
		return err
	})
	return text, written, err
}

func (p patient) Put(ctx context.Context, key string, text []byte) error {
	return persist(ctx, func(ctx context.Context) error { return p.Bucket.Put(ctx, key, text) })
}

func (p patient) List(ctx context.Context, prefix string) (names []string, err error) {
	err = persist(ctx, func(ctx context.Context) (err error) {
		names, err = p.Bucket.List(ctx, prefix)
		return err
	})
	return names, err
}

// persist does something until the store answers.
func persist(ctx context.Context, do func(ctx context.Context) error) error {
	wait := firstWait
	for n := 1; ; n++ {
		once, cancel := context.WithTimeout(ctx, patience)
		err := do(once)
		cancel()
		switch {
		case err == nil, errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrExist):
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case n == tries:
			return fmt.Errorf("tried %d times: %w", tries, err)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
		wait *= 2
	}
}
