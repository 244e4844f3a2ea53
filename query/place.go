package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"casus/experiment"
)

// openBucket opens a place in an object store; nil in a program that was built without the
// tag cloud.
var openBucket func(ctx context.Context, address *url.URL, writes bool) (experiment.Place, error)

// A folder is what is asked: the results of one world.
type folder struct {
	name   string // for messages
	dir    string // absolute
	memory string // file that remembers what was found whole; "": nothing is
	leave  func() // to be called when all is answered
}

// find finds results in a folder, or fetches a copy of them from an object store. World is
// that which is asked where there are several, or empty.
func find(ctx context.Context, name, world string) (*folder, error) {
	if strings.Contains(name, "://") {
		return fetch(ctx, name, world)
	}
	f := &folder{name: filepath.Join(name, world), leave: func() {}}
	var err error
	if f.dir, err = filepath.Abs(f.name); err != nil {
		return nil, err
	}
	f.memory = memoryOf(f.dir)
	return f, nil
}

func fetch(ctx context.Context, address, world string) (*folder, error) {
	u, err := experiment.Address(address)
	if err != nil {
		return nil, err
	}
	if openBucket == nil {
		return nil, errors.New("this program was built without object stores, whose libraries are large; with them: go run -tags cloud . …")
	}
	place, err := openBucket(ctx, u, false)
	if err != nil {
		return nil, err
	}
	silent := func(int) (count, end func()) { return func() {}, func() {} }
	_, list, done, err := experiment.Copy(ctx, place, silent)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, w := range list {
		if w.World == world || world == "" && len(list) == 1 {
			return &folder{name: place.Name, dir: w.Folder, leave: done}, nil
		}
		ids = append(ids, w.World)
	}
	done()
	return nil, fmt.Errorf("%s has worlds: name one of them, such as --world %s (%s)", place.Name, ids[0], strings.Join(ids, ", "))
}
