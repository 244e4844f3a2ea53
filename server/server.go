// Package server is the live page: it plays runs of scenarios on this machine and tells
// a browser on it how they go.
//
// It listens to this machine alone. Every address begins with a token that nobody else
// knows, and requests in the name of another host, or from the page of another, are
// refused. What is played is kept as casus run keeps it, in the same folders, so that a
// closed browser or a killed server loses no more than a batch of runs.
package server

import (
	"context"
	"crypto/rand"
	"io/fs"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"casus/scenario"
	"casus/score"
)

// Config is what a server needs of the program.
type Config struct {
	Out     string // folder of the folders of runs
	Version string // of the program, for manifests
	Workers int    // replicates at once of the run that is played
	Page    []byte // the HTML that the browser gets first

	Score score.Settings // of the model, when that is asked for

	// Open finds a scenario by the name of its folder, or of one that ships.
	Open func(name string) (fs.FS, *scenario.Scenario, error)
	// Again finds the scenario that was played, by its id and its hash.
	Again func(id, hash string) (fs.FS, *scenario.Scenario, error)
	// List names the scenarios that can be opened.
	List func() []string
	// Draw makes the folder of a scenario of a state and year.
	Draw func(name, iso3 string, year int) error
}

// Server plays runs and serves the page. Make one with [New].
type Server struct {
	Config
	token string
	hosts []string // by which it is called

	ctx  context.Context // ends when the server does
	play chan struct{}   // one run is played at a time: it uses all cores

	read    sync.Map      // scenarios of runs that were listed, by hash
	streams chan struct{} // browsers that are told of a run

	taking sync.Mutex // of a folder of worlds

	mu     sync.Mutex
	runs   map[string]*run          // by the name of the folder
	scored map[string]*score.Scores // by the scenario's hash
	pages  pages
	make   singleflight.Group // of pages and scores: each is made once
}

// New makes a server that plays until the context ends.
func New(ctx context.Context, c Config) *Server {
	return &Server{Config: c, token: rand.Text(), ctx: ctx, play: make(chan struct{}, 1), streams: make(chan struct{}, mostStreams), runs: map[string]*run{}, scored: map[string]*score.Scores{}}
}

// Listen takes a port of this machine, any that is free if it is 0, and gives the
// address of the page.
func (s *Server) Listen(port string) (net.Listener, string, error) {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, "", err
	}
	host := l.Addr().String()
	_, taken, _ := net.SplitHostPort(host)
	s.hosts = []string{host, "localhost:" + taken}
	if taken == "80" { // browsers leave it out
		s.hosts = append(s.hosts, "127.0.0.1", "localhost")
	}
	return l, "http://" + host + "/" + s.token + "/", nil
}

// Serve answers until the context ends; then it waits for what is being written.
func (s *Server) Serve(l net.Listener) error {
	h := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	defer context.AfterFunc(s.ctx, func() { h.Close() })()
	err := h.Serve(l)
	s.wait()
	if err == http.ErrServerClosed {
		return nil
	}
	return err
}

// Handler answers requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.Handle("GET /api/scenarios", answer(s.scenarios))
	mux.Handle("POST /api/scenarios", answer(s.draw))
	mux.Handle("GET /api/states", answer(s.states))
	mux.Handle("GET /api/scenarios/{name}", answer(s.scenario))
	mux.Handle("GET /api/runs", answer(s.list))
	mux.Handle("POST /api/runs", answer(s.start))
	mux.Handle("GET /api/runs/{run}", answer(s.show))
	mux.Handle("POST /api/runs/{run}/stop", answer(s.stop))
	mux.Handle("POST /api/runs/{run}/resume", answer(s.resume))
	mux.Handle("POST /api/runs/{run}/worlds", answer(s.worlds))
	mux.Handle("GET /api/runs/{run}/page", answer(s.describe))
	mux.HandleFunc("GET /api/runs/{run}/events", s.stream)
	return s.guard(mux)
}

func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(s.Page)
}
