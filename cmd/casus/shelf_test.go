package main

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"casus/experiment"
	"casus/results"
)

// shelf is a folder that stands for an object store in scripts, as shelf:///FOLDER: each file
// is made whole by a link, which fails where there is one.
type shelf string

func init() {
	others := openBucket
	openBucket = func(ctx context.Context, address *url.URL, writes bool) (experiment.Place, error) {
		if address.Scheme != "shelf" {
			if others == nil {
				return experiment.Place{}, errors.New("no such store")
			}
			return others(ctx, address, writes)
		}
		return experiment.Place{Bucket: results.Patient(shelf(filepath.Dir(address.Path))), Key: filepath.Base(address.Path), Name: address.String()}, nil
	}
}

func (s shelf) Get(_ context.Context, key string) ([]byte, time.Time, error) {
	name := filepath.Join(string(s), key)
	info, err := os.Stat(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	text, err := os.ReadFile(name)
	return text, info.ModTime(), err
}

func (s shelf) Put(_ context.Context, key string, text []byte) error {
	name := filepath.Join(string(s), key)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Link(f.Name(), name)
}

func (s shelf) List(_ context.Context, prefix string) (names []string, err error) {
	entries, err := os.ReadDir(filepath.Join(string(s), prefix))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}
