package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"casus/files"
	"casus/results"
)

// A sight is a file that was found whole.
type sight struct {
	Bytes    int64  `json:"bytes"`
	Modified int64  `json:"modified"` // nanoseconds since 1970
	SHA256   string `json:"sha256"`
}

const (
	// settled is how old a file must be to be remembered: some file systems count time
	// in seconds, and a file that changes twice in one looks the same.
	settled = 2 * time.Second
	// maxMemory bounds what is read of what is remembered, in bytes.
	maxMemory = 64 << 20
)

// verify compares the files of a run with what its manifest says. What was found
// whole is not read again while its size and time of modification stay; the file memory,
// if it has a name, keeps that.
func verify(run *results.Reader, memory string) error {
	known, now := recall(memory), map[string]sight{}
	var unknown []results.File
	for _, f := range run.Files() {
		// A look before the file is read: what changes in between has another time.
		info, err := os.Stat(run.Path(f))
		if err != nil {
			unknown = append(unknown, f) // which says what is wrong
			continue
		}
		is := sight{info.Size(), info.ModTime().UnixNano(), f.SHA256}
		if known[f.Name] != is || is.Bytes != f.Bytes {
			unknown = append(unknown, f)
		}
		if time.Since(info.ModTime()) > settled {
			now[f.Name] = is
		}
	}
	if err := run.Check(unknown, nil); err != nil {
		return err
	}
	if len(unknown) > 0 {
		remember(memory, now)
	}
	return nil
}

// memoryOf names the file of what is remembered of a folder; empty without a home.
func memoryOf(folder string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "casus", "query", fmt.Sprintf("%x.json", sha256.Sum256([]byte(folder))))
}

// recall gives what is remembered; nothing where that cannot be read.
func recall(memory string) map[string]sight {
	var known map[string]sight
	if text, err := files.ReadNamed(memory, maxMemory); err == nil {
		_ = json.Unmarshal(text, &known)
	}
	return known
}

// remember is best effort: without a memory all is read again.
func remember(memory string, now map[string]sight) {
	text, err := json.Marshal(now)
	if memory == "" || err != nil || os.MkdirAll(filepath.Dir(memory), 0o700) != nil {
		return
	}
	_ = files.WriteBytes(memory, text)
}
