package server

import (
	"net/http"
	"strings"
	"testing"
)

// What does not come from the page itself is refused, and what cannot be read.
func TestHostileRequests(t *testing.T) {
	b := serve(t, t.TempDir())
	var begun Told
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 5}`, &begun)
	b.follow(begun.Run, isFinished)
	root := b.address[:strings.Index(b.address[len("http://"):], "/")+len("http://")]
	port := root[strings.LastIndex(root, ":"):]
	long := `{"scenario": "` + strings.Repeat("a", 10<<20) + `"}`
	json := map[string]string{"Content-Type": "application/json"}
	with := func(key, value string) map[string]string {
		return map[string]string{"Content-Type": "application/json", key: value}
	}
	for _, c := range []struct {
		name, method, url, body string
		header                  map[string]string
		status                  int
	}{
		{"the page", "GET", b.address, "", nil, 200},
		{"by the other name of this machine", "GET", b.address, "", with("Host", "localhost"+port), 200},
		{"from the page", "GET", b.address + "api/runs", "", with("Origin", root), 200},
		{"another host", "GET", b.address, "", with("Host", "example.com"), 403},
		{"another host, this port", "GET", b.address, "", with("Host", "example.com"+port), 403},
		{"another origin", "GET", b.address + "api/runs", "", with("Origin", "http://example.com"), 403},
		{"another origin, of this machine", "POST", b.address + "api/runs", `{}`, with("Origin", "http://127.0.0.1:1"), 403},
		{"an origin without a name", "POST", b.address + "api/runs", `{}`, with("Origin", "null"), 403},
		{"no token", "GET", root + "/", "", nil, 403},
		{"no token, of the API", "GET", root + "/api/runs", "", nil, 403},
		{"another token", "GET", root + "/AAAAAAAAAAAAAAAAAAAAAAAAAA/", "", nil, 403},
		{"the beginning of the token", "GET", strings.TrimSuffix(b.address, "/")[:len(b.address)-3] + "/", "", nil, 403},
		{"a body of 10 MB", "POST", b.address + "api/runs", long, json, 413},
		{"a form", "POST", b.address + "api/runs", "scenario=small-state", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415},
		{"text", "POST", b.address + "api/runs", `{"scenario": "small-state"}`, map[string]string{"Content-Type": "text/plain"}, 415},
		{"no JSON", "POST", b.address + "api/runs", `{"scenario": `, json, 400},
		{"two objects", "POST", b.address + "api/runs", `{} {}`, json, 400},
		{"an unknown key", "POST", b.address + "api/runs", `{"scenario": "small-state", "command": "rm"}`, json, 400},
		{"a number that is text", "POST", b.address + "api/runs", `{"scenario": "small-state", "replicates": "ten"}`, json, 400},
		{"too many runs", "POST", b.address + "api/runs", `{"scenario": "small-state", "replicates": 100001}`, json, 400},
		{"fewer than none", "POST", b.address + "api/runs", `{"scenario": "small-state", "replicates": -1}`, json, 400},
		{"no scenario", "POST", b.address + "api/runs", `{"replicates": 5}`, json, 404},
		{"a path", "POST", b.address + "api/runs", `{"scenario": "../../etc"}`, json, 404},
		{"an unknown option", "POST", b.address + "api/runs", `{"scenario": "small-state", "do": ["forbid:nothing"]}`, json, 400},
		{"an unknown parameter", "POST", b.address + "api/runs", `{"scenario": "small-state", "set": {"choice.fase": 1}}`, json, 400},
		{"a value outside", "POST", b.address + "api/runs", `{"scenario": "small-state", "set": {"society.curfew": 1e9}}`, json, 400},
		{"a value that is none", "POST", b.address + "api/runs", `{"scenario": "small-state", "set": {"choice.face": null}}`, json, 400},
		{"an unknown world", "POST", b.address + "api/runs", `{"scenario": "small-state", "world": "another"}`, json, 400},
		{"a scenario by a path", "GET", b.address + "api/scenarios/..%2f..%2fetc", "", nil, 404},
		{"a run by a path", "GET", b.address + "api/runs/..%2f..%2fetc", "", nil, 404},
		{"a run by another path", "POST", b.address + "api/runs/..%2f" + begun.Run + "/resume", "", nil, 404},
		{"a run with a null", "GET", b.address + "api/runs/a%00b", "", nil, 404},
		{"no such run", "GET", b.address + "api/runs/small-state-9", "", nil, 404},
		{"the events of no run", "GET", b.address + "api/runs/small-state-9/events", "", nil, 404},
		{"stop what is not played", "POST", b.address + "api/runs/small-state-9/stop", "", nil, 404},
		{"another method", "DELETE", b.address + "api/runs/" + begun.Run, "", nil, 405},
		{"a file", "GET", b.address + "../../../../etc/passwd", "", nil, 404},
		{"the address without its slash", "GET", strings.TrimSuffix(b.address, "/"), "", nil, 307},
		{"a run of 300 letters", "GET", b.address + "api/runs/" + strings.Repeat("a", 300), "", nil, 404},
		{"a name of 300 letters", "POST", b.address + "api/scenarios", `{"name": "` + strings.Repeat("a", 300) + `", "country": "LKA", "year": 2022}`, json, 400},
		{"no such address", "GET", b.address + "etc/passwd", "", nil, 404},
		{"a name that is a path", "POST", b.address + "api/scenarios", `{"name": "../mine", "country": "LKA", "year": 2022}`, json, 400},
		{"a name that is taken", "POST", b.address + "api/scenarios", `{"name": "small-state", "country": "LKA", "year": 2022}`, json, 409},
	} {
		r, err := http.NewRequest(c.method, c.url, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		for key, value := range c.header {
			if key == "Host" {
				r.Host = value
			} else {
				r.Header.Set(key, value)
			}
		}
		answer, err := http.DefaultTransport.RoundTrip(r) // follows nothing
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		answer.Body.Close()
		if answer.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", c.name, answer.Status, c.status)
		}
		if h := answer.Header; h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: the headers are %v", c.name, h)
		}
	}
}
