package cluster_test

import (
	"bytes"
	"errors"
	"flag"
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
	seconds, played, err := cluster.Measure(t.Context(), x, s, "test")
	if err != nil || seconds <= 0 || played != 3 {
		t.Errorf("%g s by %d: %v", seconds, played, err)
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

func TestSlurm(t *testing.T) {
	x, p := plan(t)
	var b bytes.Buffer
	if err := cluster.Slurm(&b, cluster.Batch{
		Plan: p, Casus: "0.1.0", Experiment: x.Hash(), Name: "casus-small-state", Partition: "short",
		Program: "/opt/casus", Document: "/home/me/my $HOME's asked.json", Scenario: "/home/me/`mine`", Out: "/scratch/me/the \"out\"",
	}); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/slurm.sh", b.Bytes())
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	check := exec.Command(shell, "-n")
	check.Stdin = &b
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
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

	pods.Document = []byte(strings.Repeat(" ", cluster.MostConfigBytes))
	b.Reset()
	err := cluster.Kubernetes(&b, pods)
	if large := new(cluster.TooLargeError); !errors.As(err, &large) || b.Len() > 0 {
		t.Errorf("a document that is too large: %v, %d bytes written", err, b.Len())
	}
}
