package cluster_test

import (
	"bytes"
	"errors"
	"flag"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"casus/cluster"
	"casus/experiment"
	"casus/library"
	"casus/scenario"
	"casus/sim"
)

var update = flag.Bool("update", false, "write testdata anew")

// asked is small-state, so many times.
func asked(t *testing.T, replicates int) (*experiment.Experiment, *scenario.Scenario) {
	t.Helper()
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	x := &experiment.Experiment{Version: experiment.Version, Seed: 1, Scale: 1000, Mode: sim.Free}
	x.Scenario.ID, x.Replicates.Count = s.ID, replicates
	x.Complete(s)
	return x, s
}

// Tasks are as long as is asked, and no more than there may be.
func TestChoose(t *testing.T) {
	ask := cluster.Ask{Minutes: 20, Cores: 4, Seconds: 1, Most: 1000, Limit: "so it is"}
	for _, c := range []struct {
		replicates, shares int // asked
		seconds            float64
		want, largest      int
	}{
		{100_000, 0, 1, 21, 4800},       // 100,000 s in tasks of 4,800 s
		{100_000, 0, 0.001, 1, 100_000}, // never none
		{1_000_000, 0, 100, 1000, 1000}, // more than the scheduler takes
		{120, 0, 1e5, 3, 50},            // more than there are batches
		{120, 2, 1e5, 2, 70},            // as asked
	} {
		x, s := asked(t, c.replicates)
		ask.Shares, ask.Seconds = c.shares, c.seconds
		p, err := cluster.Choose(x, s.People(), ask)
		if err != nil {
			t.Fatal(err)
		}
		if p.Shares != c.want || p.Replicates != c.largest {
			t.Errorf("%d of %g s: %d tasks, the largest of %d, not %d and %d", c.replicates, c.seconds, p.Shares, p.Replicates, c.want, c.largest)
		}
		if minutes := float64(c.largest) * c.seconds / 240; p.Minutes != minutes {
			t.Errorf("%d of %g s: %g minutes, not %g", c.replicates, c.seconds, p.Minutes, minutes)
		}
	}
	x, s := asked(t, 120)
	for _, shares := range []int{4, 1001} {
		ask.Shares = shares
		_, err := cluster.Choose(x, s.People(), ask)
		if many := new(cluster.TooManyError); !errors.As(err, &many) || many.Most != 3 {
			t.Errorf("%d shares of three batches: %v", shares, err)
		}
	}
}

// Memory follows the agents and the cores.
func TestMemory(t *testing.T) {
	x, _ := asked(t, 100)
	x.Scale = 1
	p, err := cluster.Choose(x, 1<<30, cluster.Ask{Minutes: 20, Cores: 2, Shares: 1, Most: 10})
	if err != nil {
		t.Fatal(err)
	}
	if want := 512 + 2*(256+4096); p.Memory != want {
		t.Errorf("%d MiB, not %d", p.Memory, want)
	}
}

// A measurement plays what is asked, no more than there is, and leaves nothing.
func TestMeasure(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	x, s := asked(t, 3)
	m, err := cluster.Measure(t.Context(), x, s, "test")
	if err != nil || m.Seconds <= 0 || m.Played != 3 || m.Bytes < 1000 || m.Bytes > 1e6 {
		t.Errorf("%+v: %v", m, err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 || x.Replicates.Count != 3 {
		t.Errorf("%v is left, and %d are asked", left, x.Replicates.Count)
	}
}

// golden compares with a file of testdata, which -update writes.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is written now; go test ./cluster -update writes it anew:\n%s", name, got)
	}
}

func plan(t *testing.T) (*experiment.Experiment, *cluster.Plan) {
	t.Helper()
	x, s := asked(t, 400)
	p, err := cluster.Choose(x, s.People(), cluster.Ask{Minutes: 20, Cores: 2, Shares: 8, Most: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return x, p
}

// Room is twice what is played, as measured or as is taken of all worlds, and never little.
func TestRoom(t *testing.T) {
	for _, c := range []struct {
		p    cluster.Plan
		want int
	}{
		{cluster.Plan{Replicates: 1, Worlds: 1}, 1024},
		{cluster.Plan{Replicates: 100_000, Worlds: 2}, 50_000},
		{cluster.Plan{Replicates: 100_000, Worlds: 2, Bytes: 1 << 15}, 6250},
	} {
		if got, why := c.p.Room(); got != c.want {
			t.Errorf("%+v: %d MiB, not %d: %s", c.p, got, c.want, why)
		}
	}
}

// s3 is a place whose parameters say where it is.
func s3(x *experiment.Experiment) *cluster.Store {
	place, err := url.Parse("s3://bucket/it's/$(HOME)?endpoint=https://s3.example.org&region=eu-central-1")
	if err != nil {
		panic(err)
	}
	return &cluster.Store{Place: place.String(), Run: x.Within(place).String()}
}

func TestSlurm(t *testing.T) {
	x, p := plan(t)
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	b := cluster.Batch{
		Plan: p, Casus: "0.1.0", Experiment: x.Hash(), Name: "casus-small-state", Partition: "short",
		Program: "/opt/casus", Document: "/home/me/my $HOME's asked.json", Scenario: "/home/me/`mine`", Out: "/scratch/me/the \"out\"", Logs: "/scratch/me/logs", Whole: "/scratch/me/$whole",
	}
	for _, c := range []struct {
		golden, whole string
		store         *cluster.Store
	}{
		{"slurm.sh", "/scratch/me/$whole", nil},
		{"slurm-store.sh", "", s3(x)},
		{"slurm-store-whole.sh", "/scratch/me/$whole", s3(x)},
	} {
		b.Store, b.Whole = c.store, c.whole
		var text bytes.Buffer
		if err := cluster.Slurm(&text, b); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/"+c.golden, text.Bytes())
		check := exec.Command(shell, "-n")
		check.Stdin = &text
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", c.golden, err, out)
		}
	}
}

// The objects are held against Kubernetes' own types in the module cluster/types.
func TestKubernetes(t *testing.T) {
	x, p := plan(t)
	pods := cluster.Pods{
		Plan: p, Casus: "0.1.0", Experiment: x.Hash(), Name: "casus-small-state", Namespace: "ours", Image: "example.org/casus:0.1.0", Parallel: 4,
		Document: []byte("{\n  \"on\": \"a: b # c\"\n}\n"), Scenario: map[string][]byte{"scenario.yaml": []byte("a: |\n  b\n\n# c\n\td\n"), "places.csv": []byte("id,name\n1,no\n\n"), "record.yaml": nil, "a": []byte("\n"), "b": []byte("  x\n y"), "c": []byte("x\r\n\u2028 é\u00a0\n"), "d": []byte("- é\n\n\n")},
		Out: cluster.Volume{Claim: "results", Folder: "runs/asked"},
	}
	var b bytes.Buffer
	if err := cluster.Kubernetes(&b, pods); err != nil {
		t.Fatal(err)
	}
	golden(t, "types/testdata/kubernetes.yaml", b.Bytes())

	store := pods
	store.Plan, store.Out, store.Store, store.Account = new(*p), cluster.Volume{}, s3(x), "casus"
	store.IntoStore(store.Store, "so it is")
	b.Reset()
	if err := cluster.Kubernetes(&b, store); err != nil {
		t.Fatal(err)
	}
	golden(t, "types/testdata/kubernetes-store.yaml", b.Bytes())
	store.Secret, store.Store = "keys", &cluster.Store{Place: "azblob://container/crises", Run: "azblob://container/crises/1"}
	b.Reset()
	if err := cluster.Kubernetes(&b, store); err != nil {
		t.Fatal(err)
	}
	golden(t, "types/testdata/kubernetes-azure.yaml", b.Bytes())

	pods.Document = []byte(strings.Repeat(" ", cluster.MostConfigBytes))
	b.Reset()
	err := cluster.Kubernetes(&b, pods)
	if large := new(cluster.TooLargeError); !errors.As(err, &large) || b.Len() > 0 {
		t.Errorf("a document that is too large: %v, %d bytes written", err, b.Len())
	}
}
