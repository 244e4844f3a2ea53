//go:build cloud

package cloud_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// The programs that the test plays with: casus, built with the tag cloud, and versitygw, an
// S3 server on a folder. .ci/store builds both.
var (
	casus  = os.Getenv("CASUS")
	server = os.Getenv("VERSITYGW")
)

// faulty is a server in front of another that does some things wrong.
type faulty struct {
	*httputil.ReverseProxy
	mu sync.Mutex
	n  int // requests so far
	// fault is asked before each request, which has its number from 1 on. A request can be
	// carried out, refused, or carried out and answered with an error.
	fault func(n int, r *http.Request) what
}

type what int

const (
	answered what = iota
	refused
	unanswered
	emptied // a list, without what is in it
)

func (f *faulty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.n++
	n, fault := f.n, f.fault
	f.mu.Unlock()
	is := answered
	if fault != nil {
		is = fault(n, r)
	}
	switch is {
	case answered:
		f.ReverseProxy.ServeHTTP(w, r)
		return
	case unanswered:
		f.ReverseProxy.ServeHTTP(&lost{header: http.Header{}}, r)
	case emptied:
		w.Header().Set("Content-Type", "application/xml")
		io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>`)
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
}

// lost is an answer that does not arrive.
type lost struct{ header http.Header }

func (l *lost) Header() http.Header         { return l.header }
func (l *lost) Write(b []byte) (int, error) { return len(b), nil }
func (l *lost) WriteHeader(int)             {}

func (f *faulty) set(fault func(n int, r *http.Request) what) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n, f.fault = 0, fault
}

// store is an S3 server with a bucket, and what stands before it.
type store struct {
	front  *faulty
	query  string // of URLs
	folder string // of the bucket
}

const bucketName = "crises"

func start(t *testing.T) *store {
	t.Helper()
	if casus == "" || server == "" {
		t.Skip("CASUS and VERSITYGW name no programs: .ci/store builds them")
	}
	for key, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "analyst", "AWS_SECRET_ACCESS_KEY": "not-a-secret-at-all", "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		t.Setenv(key, value)
	}
	root := t.TempDir()
	port := free(t)
	cmd := exec.Command(server, "--port", "127.0.0.1:"+port, "--access", "analyst", "--secret", "not-a-secret-at-all", "--quiet", "posix", "--sidecar", t.TempDir(), root)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	behind := &url.URL{Scheme: "http", Host: "127.0.0.1:" + port}
	f := &faulty{ReverseProxy: &httputil.ReverseProxy{
		// Who signed a request named this server: that stays.
		Rewrite:  func(r *httputil.ProxyRequest) { r.SetURL(behind); r.Out.Host = r.In.Host },
		ErrorLog: nil,
	}}
	own := &http.Server{Addr: "127.0.0.1:" + free(t), Handler: f}
	go own.ListenAndServe()
	t.Cleanup(func() { own.Close() })

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		t.Fatal(err)
	}
	client := s3.NewFromConfig(c, func(o *s3.Options) { o.BaseEndpoint, o.UsePathStyle = aws.String("http://"+own.Addr), true })
	for {
		_, err := client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String(bucketName)})
		if err == nil {
			break
		}
		if ctx.Err() != nil {
			t.Fatal(err)
		}
		time.Sleep(100 * time.Millisecond)
	}
	return &store{front: f, query: "?" + url.Values{"endpoint": {"http://" + own.Addr}, "use_path_style": {"true"}}.Encode(), folder: filepath.Join(root, bucketName)}
}

func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

func (s *store) at(place string) string { return "s3://" + bucketName + "/" + place + s.query }

// run runs casus, and gives what it prints.
func run(t *testing.T, args ...string) (out string, err error) {
	t.Helper()
	cmd := exec.Command(casus, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	if strings.Contains(string(text)+stderr.String(), "not-a-secret") {
		t.Errorf("casus %v tells the secret", args)
	}
	if err != nil {
		err = fmt.Errorf("casus %s: %w: %s", args[0], err, stderr.String())
	}
	return string(text), err
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	out, err := run(t, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// whole is the content hash of results that are as casus wrote them.
func whole(t *testing.T, out string) string {
	t.Helper()
	var list []struct {
		ContentHash string `json:"content_hash"`
	}
	if err := json.Unmarshal([]byte(mustRun(t, "verify", out, "--json", "--quiet")), &list); err != nil || len(list) != 1 || list[0].ContentHash == "" {
		t.Fatalf("%+v, %v", list, err)
	}
	return list[0].ContentHash
}

const (
	replicates = "150" // three batches
	files      = 2 + 3*5
)

// Shares that are played into an S3 server by processes that know nothing of each other make
// the run that was never divided, whatever goes wrong between: nothing is lost, and nothing
// is there twice.
func TestSharesInS3(t *testing.T) {
	s := start(t)
	dir := t.TempDir()
	asked := filepath.Join(dir, "asked.json")
	if err := os.WriteFile(asked, []byte(mustRun(t, "run", "small-state", "-n", replicates, "--scale", "1000", "--tables", "daily,monthly,events", "--dry-run")), 0o666); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(dir, "alone")
	mustRun(t, "run", "--experiment", asked, "--out", alone, "--quiet", "--json")
	want := whole(t, alone)
	share := func(place, share string) (string, error) {
		return run(t, "run", "--experiment", asked, "--shard", share, "--out", s.at(place), "--quiet")
	}
	both := func(t *testing.T, place string) {
		for _, h := range []string{"1/2", "2/2"} {
			if _, err := share(place, h); err != nil {
				t.Fatal(err)
			}
		}
	}
	put := func(r *http.Request) bool { return r.Method == http.MethodPut }
	for name, c := range map[string]struct {
		fault func(n int, r *http.Request) what
		play  func(t *testing.T, place string)
	}{
		"nothing goes wrong": {nil, both},
		"writes are refused": {func(n int, r *http.Request) what {
			if put(r) && n%3 == 0 {
				return refused
			}
			return answered
		}, both},
		"writes are not answered": {func(n int, r *http.Request) what {
			if put(r) && n%3 == 0 {
				return unanswered
			}
			return answered
		}, both},
		"writes are slow": {func(_ int, r *http.Request) what {
			if put(r) {
				time.Sleep(100 * time.Millisecond)
			}
			return answered
		}, both},
		"a list lags": {func(_ int, r *http.Request) what {
			if r.URL.Query().Has("list-type") {
				return emptied
			}
			return answered
		}, both},
		"two write the same": {nil, func(t *testing.T, place string) {
			var all sync.WaitGroup
			for _, h := range []string{"1/1", "1/1", "2/2"} {
				all.Go(func() {
					if _, err := share(place, h); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
		}},
		"a writer is killed between a table and the marker": {nil, func(t *testing.T, place string) {
			cmd := exec.Command(casus, "run", "--experiment", asked, "--shard", "1/1", "--out", s.at(place), "--quiet")
			held := make(chan struct{})
			var once sync.Once
			s.front.set(func(_ int, r *http.Request) what {
				if put(r) && strings.HasSuffix(r.URL.Path, "/000001/whole.json") {
					once.Do(func() { close(held) })
					<-r.Context().Done() // the writer has gone
					return refused
				}
				return answered
			})
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			<-held
			cmd.Process.Kill()
			cmd.Wait()
			s.front.set(nil)
			if out := mustRun(t, "status", s.at(place)); !strings.Contains(out, " of 150 runs") || strings.Contains(out, "150 of 150") {
				t.Errorf("after a writer was killed: %s", out)
			}
			both(t, place)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			place := strings.ReplaceAll(name, " ", "-")
			s.front.set(c.fault)
			c.play(t, place)
			if n := count(t, filepath.Join(s.folder, place)); n != files {
				t.Errorf("there are %d files, and should be %d", n, files)
			}
			entries, err := os.ReadDir(filepath.Join(s.folder, place))
			if err != nil || len(entries) != 1 {
				t.Fatal(entries, err)
			}
			merged := filepath.Join(t.TempDir(), "merged")
			mustRun(t, "merge", s.at(place+"/"+entries[0].Name()), "--out", merged, "--quiet")
			if is := whole(t, merged); is != want {
				t.Errorf("the content hash is %s, and that of the run that was never divided %s", is, want)
			}
			s.front.set(nil)
			if is := whole(t, s.at(place)); is != want {
				t.Errorf("read from the store, the content hash is %s, and not %s", is, want)
			}
		})
	}
	// what has the secret?
	if err := filepath.WalkDir(s.folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if bytes.Contains(text, []byte("not-a-secret")) || bytes.Contains(text, []byte("analyst")) {
			t.Errorf("%s has what signs requests", name)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// count counts the files in a folder.
func count(t *testing.T, dir string) (n int) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// Without what signs requests, and where nobody answers, there is a clear error, and nothing is lost.
func TestAStoreThatDoesNotAnswer(t *testing.T) {
	s := start(t)
	s.front.set(func(int, *http.Request) what { return refused })
	if _, err := run(t, "status", s.at("x")); err == nil || !strings.Contains(err.Error(), "s3://crises/x") || strings.Contains(err.Error(), "endpoint") {
		t.Errorf("it is said: %v", err)
	}
	if _, err := run(t, "status", "s3://user:not-a-secret@crises/x"); err == nil || !strings.Contains(err.Error(), "no user and password") {
		t.Errorf("a password in an address: %v", err)
	}
	for _, address := range []string{"s3:///x", "nowhere://x/y", "s3://%zz"} {
		if _, err := run(t, "status", address); err == nil || !strings.Contains(err.Error(), "exit status 2") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
