package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casus/claims"
	"casus/experiment"
	"casus/library"
	"casus/report/view"
	"casus/results"
	"casus/scenario"
	"casus/score"
	"casus/sim"
)

// shipped opens a scenario that ships.
func shipped(name string) (fs.FS, *scenario.Scenario, error) {
	f, ok := library.Open(name)
	if !ok {
		return nil, nil, fmt.Errorf("no scenario %s", name)
	}
	s, err := scenario.Load(f)
	return f, s, err
}

// browser is a server that runs, and who talks to it.
type browser struct {
	t       *testing.T
	address string
	end     func() // of the server, which it waits for
}

func serve(t *testing.T, out string) *browser {
	t.Helper()
	return serveFrom(t, out, shipped)
}

// serveFrom is serve with scenarios from elsewhere.
func serveFrom(t *testing.T, out string, open func(name string) (fs.FS, *scenario.Scenario, error)) *browser {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := New(ctx, Config{
		Out: out, Version: "test", Workers: 2, Page: []byte("<title>casus</title>"), Score: score.Settings{Runs: 500, Draws: 100, Workers: 2},
		Open: open, Again: func(id, _ string) (fs.FS, *scenario.Scenario, error) { return open(id) }, List: library.IDs, Draw: func(string, string, int) error { return nil },
	})
	l, address, err := s.Listen("0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	b := &browser{t, address, nil}
	ended := false
	b.end = func() {
		if ended {
			return
		}
		ended = true
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(b.end)
	return b
}

// ask sends a request and reads the answer into a value; it gives the status.
func (b *browser) ask(method, path, body string, into any) int {
	b.t.Helper()
	r, err := http.NewRequest(method, b.address+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if into != nil && answer.StatusCode == http.StatusOK {
		if err := json.Unmarshal(text, into); err != nil {
			b.t.Fatalf("%s %s: %v: %s", method, path, err, text)
		}
	}
	return answer.StatusCode
}

// follow reads what is told of a run until enough is said.
func (b *browser) follow(run string, enough func(m Moment) bool) (last Moment) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, http.MethodGet, b.address+"api/runs/"+run+"/events", nil)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		b.t.Fatalf("the stream of %s: %s", run, answer.Status)
	}
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		text, told := bytes.CutPrefix(lines.Bytes(), []byte("data: "))
		if !told {
			continue
		}
		if err := json.Unmarshal(text, &last); err != nil {
			b.t.Fatal(err)
		}
		if enough(last) {
			return last
		}
	}
	b.t.Fatalf("the stream of %s ends with %s, %d of %d: %v", run, last.Run.State, last.Run.Done, last.Run.Of, lines.Err())
	return last
}

func isFinished(m Moment) bool { return m.Run.State == finished }

const small = `{"scenario": "small-state", "replicates": 120, "set": {"choice.face": 0.5}, "do": ["forbid:request_alliance"]}`

// alone plays what small asks for as the command line does, and gives the hash of what
// is kept.
func alone(t *testing.T) string {
	t.Helper()
	_, s, err := shipped("small-state")
	if err != nil {
		t.Fatal(err)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: 1, Mode: sim.Free, Set: map[string]float64{"choice.face": 0.5}}
	x.Scenario.ID, x.Replicates.Count = s.ID, 120
	x.Worlds = []experiment.World{{ID: scenario.AsModelled, Do: []string{"forbid:request_alliance"}}}
	x.Complete(s)
	f, err := experiment.Create(filepath.Join(t.TempDir(), "alone"), x, s, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Play(context.Background(), 2, func() {}); err != nil {
		t.Fatal(err)
	}
	return contentHash(t, f.Dir)
}

func contentHash(t *testing.T, dir string) string {
	t.Helper()
	r, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r.Manifest().ContentHash
}

// Whoever asks for the same again gets what is kept, and what was stopped goes on.
func TestTheSameIsNotPlayedAgain(t *testing.T) {
	out := t.TempDir()
	b := serve(t, out)
	var first, same, other Told
	b.ask("POST", "api/runs", small, &first)
	b.ask("POST", "api/runs", small, &same)
	if b.ask("POST", "api/runs/"+first.Run+"/stop", "", nil); same.Run != first.Run {
		t.Errorf("while it is played it is begun again, as %s", same.Run)
	}
	if b.ask("POST", "api/runs", small, &same); same.Run != first.Run || b.follow(first.Run, isFinished).Run.Done != 120 {
		t.Errorf("it was stopped, and is begun again, as %s", same.Run)
	}
	if b.ask("POST", "api/runs", small, &same); same.Run != first.Run || same.State != finished || same.Draws == "" {
		t.Errorf("it is kept, and %+v is begun", same)
	}
	if err := os.Remove(filepath.Join(out, first.Run, experiment.File)); err != nil {
		t.Fatal(err)
	}
	if status := b.ask("POST", "api/runs", small, &other); status != http.StatusOK || other.Run == first.Run {
		t.Errorf("what is kept can no longer be shown, and it is not played again: %d, %+v", status, other)
	}
	b.follow(other.Run, isFinished)
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 120}`, &other)
	b.follow(other.Run, isFinished)
	if b.ask("GET", "api/runs/"+other.Run, "", &other); other.Run == first.Run || other.Draws != same.Draws {
		t.Errorf("another is %+v", other)
	}
	for body, want := range map[string]string{
		`{"scenario": "small-state", "world": "nowhere"}`: `no world "nowhere"`,
	} {
		r, err := http.Post(b.address+"api/runs", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != http.StatusBadRequest || !strings.Contains(string(text), strings.ReplaceAll(want, `"`, `\"`)) {
			t.Errorf("%s: %d %s", body, r.StatusCode, text)
		}
	}
}

// Verdicts are of the argument as it is now; one that cannot be read is told of, and no run
// is begun whose page could not be made.
func TestTheArgumentIsEdited(t *testing.T) {
	dir := t.TempDir()
	from, _ := library.Open("gambia-2017")
	if err := os.CopyFS(dir, from); err != nil {
		t.Fatal(err)
	}
	b := serveFrom(t, t.TempDir(), func(string) (fs.FS, *scenario.Scenario, error) {
		s, err := scenario.Load(os.DirFS(dir))
		return os.DirFS(dir), s, err
	})
	edit := func(old, new string) {
		t.Helper()
		name := filepath.Join(dir, claims.File)
		text, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(text), old) {
			t.Fatal(old, err)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(text), old, new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var all Told
	b.ask("POST", "api/runs", `{"scenario": "gambia-2017", "replicates": 20, "world": "*"}`, &all)
	b.follow(all.Run, isFinished)
	first := func() string {
		t.Helper()
		var page view.Page
		if status := b.ask("GET", "api/runs/"+all.Run+"/page", "", &page); status != http.StatusOK || page.Argument == nil {
			t.Fatal(status)
		}
		return page.Argument.Verdicts[0].ID
	}
	id := first()
	edit("id: "+id, "id: another")
	if is := first(); is != "another" {
		t.Errorf("the argument was edited, and its first claim is still %s", is)
	}
	edit("id: another", "identity: another")
	for _, ask := range [][3]string{{"GET", "api/runs/" + all.Run + "/page", ""}, {"POST", "api/runs", `{"scenario": "gambia-2017", "replicates": 21}`}} {
		if status := b.ask(ask[0], ask[1], ask[2], nil); status != http.StatusBadRequest {
			t.Errorf("the argument cannot be read, and %s %s is %d", ask[0], ask[1], status)
		}
	}
	var list []Told
	if b.ask("GET", "api/runs", "", &list); len(list) != 1 {
		t.Errorf("listed are %+v", list)
	}
}

// A run that follows the record has no other worlds, and says so.
func TestARecordedRunHasNoWorlds(t *testing.T) {
	out := t.TempDir()
	_, s, err := shipped("kazakhstan-2022")
	if err != nil {
		t.Fatal(err)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: 1, Mode: sim.Recorded}
	x.Scenario.ID, x.Replicates.Count = s.ID, 2
	x.Complete(s)
	f, err := experiment.Create(filepath.Join(out, "recorded"), x, s, "test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Play(context.Background(), 2, func() {}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	b := serve(t, out)
	if status := b.ask("POST", "api/runs/recorded/worlds", "", nil); status != http.StatusConflict {
		t.Errorf("its worlds: %d", status)
	}
	if err := os.Remove(filepath.Join(out, "recorded", experiment.File)); err != nil {
		t.Fatal(err)
	}
	if status := b.ask("GET", "api/runs/recorded/page", "", nil); status == http.StatusInternalServerError || status == http.StatusOK {
		t.Errorf("its page, without what was asked: %d", status)
	}
}

// A run of the page is that of the command line, to two browsers at once, and stays when
// they are gone.
func TestARunIsThatOfTheCommandLine(t *testing.T) {
	out := t.TempDir()
	b := serve(t, out)
	var begun Told
	if status := b.ask("POST", "api/runs", small, &begun); status != http.StatusOK {
		t.Fatal(status)
	}
	other := make(chan Moment)
	go func() { other <- b.follow(begun.Run, isFinished) }()
	m, n := b.follow(begun.Run, isFinished), <-other
	if m.Run.Done != 120 || n.Run.Done != 120 || m.Failed != 0 {
		t.Errorf("the browsers are told of %d and %d runs, %d of which failed", m.Run.Done, n.Run.Done, m.Failed)
	}
	total := 0
	for i := range m.Spread.Fizzled {
		total += m.Spread.Fizzled[i] + m.Spread.Engulfed[i]
	}
	if total != 120 || len(m.Likely.Events) == 0 || m.Likely.Events[0].Chance.Of != 120 {
		t.Errorf("%d runs by regions; %+v", total, m.Likely)
	}
	if is, want := contentHash(t, filepath.Join(out, begun.Run)), alone(t); is != want {
		t.Errorf("the run has the content hash %s, and that of the command line %s", is, want)
	}
	var page struct{ Title string }
	if status := b.ask("GET", "api/runs/"+begun.Run+"/page", "", &page); status != http.StatusOK || page.Title == "" {
		t.Errorf("its page: %d, %+v", status, page)
	}
	var list []Told
	if b.ask("GET", "api/runs", "", &list); len(list) != 1 || list[0].State != finished || list[0].Asked[0].Label != "done to it" || !strings.HasSuffix(list[0].Asked[0].Value, "” is forbidden") || !strings.HasSuffix(list[0].Asked[1].Value, " (choice.face) = 0.5") {
		t.Errorf("listed are %+v", list)
	}
	if wish, err := json.Marshal(list[0].Wish); err != nil || string(wish) != `{"scenario":"small-state","world":"as-modelled","do":["forbid:request_alliance"],"set":{"choice.face":0.5},"replicates":120,"seed":1}` {
		t.Errorf("asked again it is %s", wish)
	}
}

// A run is set against one that was played before, where both have the same draws and luck.
func TestARunIsSetAgainstAnother(t *testing.T) {
	b := serve(t, t.TempDir())
	var list []Told
	for _, body := range []string{`{"scenario": "small-state", "replicates": 40}`, `{"scenario": "small-state", "replicates": 40, "do": ["forbid:request_alliance"]}`, `{"scenario": "small-state", "replicates": 30}`} {
		var begun Told
		b.ask("POST", "api/runs", body, &begun)
		b.follow(begun.Run, isFinished)
		list = append(list, begun)
	}
	var page view.Page
	if status := b.ask("GET", "api/runs/"+list[1].Run+"/page?against="+list[0].Run, "", &page); status != http.StatusOK || page.Worlds == nil || len(page.Worlds.Pairs) != 1 {
		t.Fatalf("%d: %+v", status, page.Worlds)
	}
	for _, d := range page.Worlds.Pairs[0].Differences {
		if page.Worlds.Outcomes[d.Outcome].ID == "requested" && (d.World != 0 || d.Against == 0) {
			t.Errorf("the alliance is asked in %v and %v of the runs, where asking is forbidden and where it is not", d.World, d.Against)
		}
	}
	if w := page.Worlds; w.Pairs[0].Against != list[0].Run || w.List[1].ID != list[1].Run || w.List[1].Text != "“ask the alliance for help” is forbidden" || w.Runs != 40 {
		t.Errorf("%+v", w)
	}
	for other, want := range map[string]int{list[2].Run: http.StatusConflict, "small-state-9": http.StatusNotFound, "..%2f" + list[0].Run: http.StatusNotFound} {
		if status := b.ask("GET", "api/runs/"+list[1].Run+"/page?against="+other, "", nil); status != want {
			t.Errorf("against %s: %d, want %d", other, status, want)
		}
	}
}

// The worlds of a run's scenario are played with its settings, by whoever asks first, stopped
// and resumed; their page has the argument.
func TestWorldsArePlayed(t *testing.T) {
	out := t.TempDir()
	b := serve(t, out)
	var one, all, same Told
	b.ask("POST", "api/runs", `{"scenario": "gambia-2017", "replicates": 60, "set": {"society.arrest_cost": 0.5}}`, &one)
	b.follow(one.Run, isFinished)
	if status := b.ask("POST", "api/runs/"+one.Run+"/worlds", "", &all); status != http.StatusOK || all.Run != "gambia-2017-worlds" || all.Worlds < 2 || all.Of != 60*all.Worlds {
		t.Fatalf("%d: %+v", status, all)
	}
	b.follow(all.Run, func(m Moment) bool { return m.Run.Done > 0 })
	if b.ask("POST", "api/runs", `{"scenario": "gambia-2017", "replicates": 60, "set": {"society.arrest_cost": 0.5}, "world": "*"}`, &same); same.Run != all.Run {
		t.Errorf("asked again, they are played again, into %s", same.Run)
	}
	if b.ask("POST", "api/runs/"+all.Run+"/stop", "", &same); same.State != stopped {
		t.Errorf("stopped, they are %+v", same)
	}
	if status := b.ask("POST", "api/runs/"+all.Run+"/resume", "", nil); status != http.StatusOK {
		t.Fatal("not resumed: ", status)
	}
	m := b.follow(all.Run, isFinished)
	told := 0
	for i := range m.Spread.Fizzled {
		told += m.Spread.Fizzled[i] + m.Spread.Engulfed[i]
	}
	if m.SoFar != "So far, in the world "+scenario.AsModelled || told != 60 || m.Run.Done != all.Of {
		t.Errorf("told of %d runs under %q, and of %d in all", told, m.SoFar, m.Run.Done)
	}
	var page view.Page
	if status := b.ask("GET", "api/runs/"+all.Run+"/page", "", &page); status != http.StatusOK || page.Worlds == nil || len(page.Worlds.List) != all.Worlds || page.Argument == nil || page.Decisions == nil {
		t.Fatalf("%d: %+v", status, page.Missing)
	}
	asked := map[string]string{}
	for _, e := range page.Asked {
		asked[e.Label] = e.Value
	}
	if asked["set"] != "weight of the risk of arrest in joining (society.arrest_cost) = 0.5" {
		t.Errorf("the page says %v", asked)
	}
	var list []Told
	if b.ask("GET", "api/runs", "", &list); len(list) != 2 || list[0].Run != all.Run || list[0].State != finished || list[0].Asked[0].Label != "worlds" {
		t.Errorf("listed are %+v", list)
	}
	if status := b.ask("GET", "api/runs/"+all.Run+"/page?against="+one.Run, "", nil); status != http.StatusConflict {
		t.Errorf("worlds against a run: %d", status)
	}
	if b.ask("POST", "api/runs/"+one.Run+"/worlds", "", &same); same.Run != all.Run || same.State != finished {
		t.Errorf("kept, they are played again, into %s: %s", same.Run, same.State)
	}
	if err := os.RemoveAll(filepath.Join(out, all.Run, page.Worlds.List[1].ID)); err != nil {
		t.Fatal(err)
	}
	if b.ask("GET", "api/runs/"+all.Run, "", &same); same.State != stopped || same.Of != all.Of || same.Done != all.Of-60 || !strings.Contains(same.Status, page.Worlds.List[1].ID) {
		t.Errorf("a world is gone, and they are %+v", same)
	}
	if status := b.ask("GET", "api/runs/"+all.Run+"/page", "", nil); status != http.StatusConflict {
		t.Errorf("a world is gone, and there is a page: %d", status)
	}
	if b.ask("POST", "api/runs", `{"scenario": "gambia-2017", "replicates": 60, "set": {"society.arrest_cost": 0.5}, "world": "*"}`, &same); same.Run != all.Run || b.follow(all.Run, isFinished).Run.Done != all.Of {
		t.Errorf("asked for again they are not completed, but %+v", same)
	}
	for path, want := range map[string]int{"api/runs/none/worlds": http.StatusNotFound, "api/runs/..%2fout/worlds": http.StatusNotFound} {
		if status := b.ask("POST", path, "", nil); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
}

// A run that was stopped, or whose server has gone, is resumed, and comes out the same.
func TestARunIsResumed(t *testing.T) {
	out := t.TempDir()
	b := serve(t, out)
	var begun, halted Told
	b.ask("POST", "api/runs", small, &begun)
	b.follow(begun.Run, func(m Moment) bool { return m.Run.Done > 0 })
	if status := b.ask("POST", "api/runs/"+begun.Run+"/stop", "", &halted); status != http.StatusOK || halted.State != stopped {
		t.Fatalf("stopped: %d, %+v", status, halted)
	}
	if status := b.ask("POST", "api/runs/"+begun.Run+"/resume", "", nil); status != http.StatusOK {
		t.Fatal("not resumed: ", status)
	}
	b.follow(begun.Run, func(m Moment) bool { return m.Run.Done > 50 }) // a batch at least
	b.end()

	b = serve(t, out)
	var list []Told
	if b.ask("GET", "api/runs", "", &list); len(list) != 1 || list[0].State == playing {
		t.Fatalf("after the server has gone: %+v", list)
	}
	if list[0].State != finished {
		if status := b.ask("POST", "api/runs/"+begun.Run+"/resume", "", nil); status != http.StatusOK {
			t.Fatal("not resumed by another server: ", status)
		}
		if m := b.follow(begun.Run, isFinished); m.Run.Done != 120 {
			t.Errorf("%d runs are told of", m.Run.Done)
		}
	}
	if is, want := contentHash(t, filepath.Join(out, begun.Run)), alone(t); is != want {
		t.Errorf("resumed, the run has the content hash %s, and that of the command line %s", is, want)
	}
}

// A run that has the name of one that was taken away has a page of its own; a folder that
// is damaged says so in the list.
func TestAPageIsOfItsRun(t *testing.T) {
	out := t.TempDir()
	b := serve(t, out)
	seed := func(body string) string {
		var begun Told
		b.ask("POST", "api/runs", body, &begun)
		b.follow(begun.Run, isFinished)
		var page view.Page
		b.ask("GET", "api/runs/"+begun.Run+"/page", "", &page)
		if err := os.RemoveAll(filepath.Join(out, begun.Run)); err != nil || begun.Run != "small-state" {
			t.Fatal(begun.Run, err)
		}
		for _, e := range page.Asked {
			if e.Label == "seed" {
				n, _, _ := strings.Cut(e.Value, ":")
				return n
			}
		}
		return "none"
	}
	if a, c := seed(`{"scenario": "small-state", "replicates": 3}`), seed(`{"scenario": "small-state", "replicates": 3, "seed": 77}`); a != "1" || c != "77" {
		t.Errorf("the pages are of seeds %s and %s", a, c)
	}
	if err := os.MkdirAll(filepath.Join(out, "damaged"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "damaged", "manifest.json"), []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	var list []Told
	if b.ask("GET", "api/runs", "", &list); len(list) != 1 || list[0].State != failed || list[0].Why == "" || list[0].Heading == "" || list[0].Status == "" {
		t.Errorf("listed are %+v", list)
	}
}

// Only so many runs wait.
func TestTheQueueEnds(t *testing.T) {
	b := serve(t, t.TempDir())
	var first Told
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 2000}`, &first)
	b.follow(first.Run, func(m Moment) bool { return m.Run.State == playing })
	for i := range mostWaiting + 1 {
		want := http.StatusOK
		if i == mostWaiting {
			want = http.StatusTooManyRequests
		}
		if status := b.ask("POST", "api/runs", fmt.Sprintf(`{"scenario": "small-state", "replicates": 2, "seed": %d}`, i+2), nil); status != want {
			t.Errorf("run %d of the queue: %d, want %d", i+1, status, want)
		}
	}
}

// One run is played at a time; a second waits for its turn, and can be stopped while it does.
func TestRunsWaitForEachOther(t *testing.T) {
	b := serve(t, t.TempDir())
	var first, second, third Told
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 300}`, &first)
	b.follow(first.Run, func(m Moment) bool { return m.Run.State == playing })
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 10}`, &second)
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 11}`, &third)
	if first.State != playing {
		t.Errorf("the first run is %+v", first)
	}
	if second.State != waiting || second.Run == first.Run {
		t.Errorf("the second run is %+v", second)
	}
	if b.ask("POST", "api/runs/"+third.Run+"/stop", "", &third); third.State != stopped || third.Done != 0 {
		t.Errorf("a run that waited is %+v", third)
	}
	if b.ask("POST", "api/runs/"+first.Run+"/stop", "", nil); b.follow(second.Run, isFinished).Run.Done != 10 {
		t.Error("the second run does not have its turn")
	}
}

// The model is scored when somebody asks, and its scores are on every page of the scenario
// from then on.
func TestTheModelIsScored(t *testing.T) {
	b := serve(t, t.TempDir())
	var begun Told
	b.ask("POST", "api/runs", `{"scenario": "small-state", "replicates": 20}`, &begun)
	b.follow(begun.Run, isFinished)
	address := "api/runs/" + begun.Run + "/page"
	for _, ask := range []struct {
		query string
		there bool
	}{{"", false}, {"?scores", true}, {"", true}} {
		var page view.Page
		if status := b.ask("GET", address+ask.query, "", &page); status != http.StatusOK || (page.Trust.Backtest != nil) != ask.there {
			t.Errorf("%q: %d, scored: %v", ask.query, status, page.Trust.Backtest != nil)
		}
	}
}

// What scores the model waits while a run is played, and holds no run up.
func TestScoringGivesWay(t *testing.T) {
	s := New(t.Context(), Config{})
	s.giveWay()
	s.play <- struct{}{} // a run
	on := make(chan struct{})
	go func() {
		s.giveWay()
		close(on)
	}()
	select {
	case <-on:
		t.Error("it goes on while a run is played")
	case <-time.After(20 * time.Millisecond):
	}
	<-s.play
	<-on
	select {
	case s.play <- struct{}{}:
	default:
		t.Error("it keeps the turn")
	}
}
