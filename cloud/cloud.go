//go:build cloud

// Package cloud opens object stores: S3 and what speaks its protocol, Google's, Azure's,
// and folders that many machines share. Its libraries are large, so that only programs
// built with the tag cloud have it.
package cloud

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/fileblob"  // file://
	_ "gocloud.dev/blob/gcsblob"   // gs://
	_ "gocloud.dev/blob/s3blob"    // s3://
	"gocloud.dev/gcerrors"

	"casus/experiment"
	"casus/results"
)

// Open opens the place in an object store that a URL names: s3://BUCKET/KEY, gs://BUCKET/KEY,
// azblob://CONTAINER/KEY, file:///FOLDER, with the parameters of gocloud.dev/blob, such as
// ?region=eu-central-1. Credentials come from where the cloud's own tools have them, the
// environment, a profile or the machine, and are in no URL, file or message. A folder that is
// not there is made by who writes.
func Open(ctx context.Context, address *url.URL, writes bool) (experiment.Place, error) {
	u := *address
	p := experiment.Place{Name: u.Scheme + "://" + path.Join(u.Host, u.Path)}
	if u.Scheme == "file" {
		folder, name := path.Split(path.Clean(u.Path))
		p.Name, p.Key, u.Path = "file://"+path.Clean(u.Path), name, folder // what is beside an experiment must be found
		q := u.Query()
		q.Set("create_dir", strconv.FormatBool(writes))
		q.Set("metadata", "skip")
		q.Set("no_tmp_dir", "true") // else it writes on another disk, and cannot rename
		u.RawQuery = q.Encode()
	} else {
		p.Key = strings.Trim(u.Path, "/")
		u.Path = ""
	}
	b, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return experiment.Place{}, fmt.Errorf("%s cannot be opened: %s", p.Name, strings.ReplaceAll(err.Error(), u.String(), p.Name))
	}
	p.Bucket = results.Patient(bucket{b})
	return p, nil
}

// bucket is [results.Bucket] on a library's.
type bucket struct{ *blob.Bucket }

func (b bucket) Get(ctx context.Context, key string) ([]byte, time.Time, error) {
	r, err := b.NewReader(ctx, key, nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, time.Time{}, fmt.Errorf("%w: %s", fs.ErrNotExist, key)
	} else if err != nil {
		return nil, time.Time{}, err
	}
	text, err := io.ReadAll(r)
	return text, r.ModTime(), errors.Join(err, r.Close())
}

func (b bucket) Put(ctx context.Context, key string, text []byte) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := b.NewWriter(ctx, key, &blob.WriterOptions{ContentType: "application/octet-stream", IfNotExist: true})
	if err != nil {
		return err
	}
	if _, err = w.Write(text); err != nil {
		cancel() // else closing puts what was written so far in its place
		return errors.Join(err, w.Close())
	}
	err = w.Close()
	if gcerrors.Code(err) == gcerrors.FailedPrecondition {
		return fmt.Errorf("%w: %s", fs.ErrExist, key)
	}
	return err
}

func (b bucket) List(ctx context.Context, prefix string) (names []string, err error) {
	if prefix != "" {
		prefix += "/"
	}
	for list := b.Bucket.List(&blob.ListOptions{Prefix: prefix, Delimiter: "/"}); ; {
		one, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return names, nil
		} else if err != nil {
			return nil, err
		}
		names = append(names, strings.Trim(strings.TrimPrefix(one.Key, prefix), "/"))
	}
}
