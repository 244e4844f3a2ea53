package server

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"casus/results"
	"casus/scenario/source"
)

// mostBody is the most bytes of a request: a few dozen assumptions fit in.
const mostBody = 64 << 10

// readWithin is how long a browser may take to say what it wants.
const readWithin = 10 * time.Second

// guard refuses what does not come from the page itself: another host in the request
// (a name that was made to point here), the page of another site, an address without
// the token, more than a request can have to say.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer") // the token is in the address
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		if r.ContentLength != 0 { // nobody holds a connection by never ending
			http.NewResponseController(w).SetReadDeadline(time.Now().Add(readWithin))
		}
		if !slices.Contains(s.hosts, r.Host) {
			refuse(w, &problem{http.StatusForbidden, fmt.Sprintf("this page is not that of %q", r.Host), "open the address that casus serve printed"})
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
			refuse(w, &problem{http.StatusForbidden, "the request comes from the page of another site", ""})
			return
		}
		token, rest, whole := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) != 1 {
			refuse(w, &problem{http.StatusForbidden, "the address lacks the token", "open the address that casus serve printed"})
			return
		}
		if !whole { // the page's own addresses are relative
			http.Redirect(w, r, "/"+s.token+"/", http.StatusTemporaryRedirect)
			return
		}
		rest = "/" + rest
		if rest != "/" && path.Clean(rest) != rest || strings.ContainsRune(rest, 0) {
			refuse(w, &problem{http.StatusNotFound, "no such address", ""})
			return
		}
		if r.ContentLength > mostBody {
			refuse(w, tooLarge)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, mostBody)
		inner := r.Clone(r.Context())
		inner.URL.Path, inner.URL.RawPath = rest, ""
		next.ServeHTTP(w, inner)
	})
}

// problem is a request that cannot be answered, and why.
type problem struct {
	status  int
	message string
	hint    string
}

func (p *problem) Error() string { return p.message }

var tooLarge = &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("the request has more than %d bytes", mostBody), ""}

// Refusal is the answer to such a request.
type Refusal struct {
	Error string `json:"error"`
	Hint  string `json:"hint"`
}

// bad is a problem of what was asked for.
func bad(format string, args ...any) error {
	return &problem{http.StatusBadRequest, fmt.Sprintf(format, args...), ""}
}

// answer gives what a handler returns as JSON.
func answer(handle func(r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := handle(r)
		if err != nil {
			refuse(w, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(v)
	})
}

// refuse says what is wrong: with the request, or else with this machine.
func refuse(w http.ResponseWriter, err error) {
	p := new(problem)
	var problems source.Problems
	switch {
	case errors.As(err, &p):
	case errors.Is(err, results.ErrBusy):
		p = &problem{http.StatusConflict, "this run is being played elsewhere", "by another server, or by casus run"}
	case errors.As(err, &problems), results.IsInput(err):
		p = &problem{http.StatusBadRequest, err.Error(), ""}
	default:
		p = &problem{http.StatusInternalServerError, err.Error(), ""}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Connection", "close") // what more there is of the request is not read
	w.WriteHeader(p.status)
	json.NewEncoder(w).Encode(Refusal{p.message, p.hint})
}

// said reads the body of a request: one JSON object with known keys.
func said[T any](r *http.Request) (v T, err error) {
	if t, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); t != "application/json" {
		return v, &problem{http.StatusUnsupportedMediaType, "the request is not JSON", ""}
	}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err = d.Decode(&v); err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("something follows the object")
		}
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return v, tooLarge
	case err != nil:
		return v, bad("the request cannot be read: %v", err)
	}
	return v, nil
}
