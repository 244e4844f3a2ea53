//go:build slow && linux

package cluster_test

import (
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// TestImage builds the program as the Containerfile does and plays the pods of an indexed
// Job with it. It needs nothing but itself; root sees that in a folder that has nothing
// else, as a user without a name, as the image has it. It plays into a folder, and into an
// object store, which needs a folder for what passes through.
func TestImage(t *testing.T) {
	text, err := os.ReadFile("../Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*) -o /casus (\./cmd/casus)$`).FindSubmatch(text)
	if line == nil {
		t.Fatal("the Containerfile builds no /casus")
	}
	root := t.TempDir()
	program := filepath.Join(root, "casus")
	command := strings.Replace(string(line[1]), "-trimpath ", "", 1) // which changes no code, and would have all of it compiled anew
	build := exec.Command("sh", "-c", command+" -o '"+program+"' "+string(line[2]))
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	file, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, p := range file.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("it is not linked statically: %v", p.Type)
		}
	}

	x, _ := asked(t, 100)
	where, attributes := root, (*syscall.SysProcAttr)(nil)
	if os.Geteuid() == 0 {
		where, attributes = "/", &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	}
	results, temp := filepath.Join(root, "results"), filepath.Join(root, "tmp")
	for _, dir := range []string{filepath.Join(root, "asked"), results, temp} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "asked", "experiment.json"), x.Print(), 0o644); err != nil {
		t.Fatal(err)
	}
	if attributes != nil {
		for _, dir := range []string{results, temp} {
			if err := os.Chown(dir, 65532, 65532); err != nil {
				t.Fatal(err)
			}
		}
		for dir := root; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) { // the user must get there
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	play := func(index string, args ...string) string {
		c := exec.Command(program, args...)
		if attributes != nil {
			c.Path = "/casus"
		}
		c.Dir, c.SysProcAttr, c.Env = where, attributes, []string{"JOB_COMPLETION_INDEX=" + index, "TMPDIR=" + filepath.Join(where, "tmp")}
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v: %s", args, err, out)
		}
		return string(out)
	}
	of := func(path string) string { return filepath.Join(where, path) }
	for _, index := range []string{"0", "1"} {
		play(index, "run", "--experiment", of("asked/experiment.json"), "--shard", "index/2", "--out", of("results/shares/"+index), "--workers", "1", "--quiet")
	}
	store := "file://" + of("results/store")
	for _, index := range []string{"1", "0"} {
		play(index, "run", "--experiment", of("asked/experiment.json"), "--shard", "index/2", "--out", store, "--workers", "1", "--quiet")
	}
	for i, from := range []string{of("results/shares"), store} {
		if out := play("", "merge", from, "--out", of("results/whole-"+fmt.Sprint(i)), "--quiet"); !strings.Contains(out, "100 of 100 runs") {
			t.Errorf("%s: %s", from, out)
		}
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("%v is left of what passed through, %v", left, err)
	}
}
