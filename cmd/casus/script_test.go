package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"casus/report/screen"
)

var update = flag.Bool("update", false, "write what the program prints into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casus": func() { os.Exit(run()) }})
}

// TestScripts plays the commands as a user types them. Besides the commands of
// testscript, scripts have
//
//	scenario DIR               a copy of the reference scenario
//	edit FILE OLD NEW          change a text that is there
//	append FILE OTHER          put another file at its end
//	refuse casus …             exit with 2, stdout empty; stderr can be compared
//	full casus …               exit with 1 where stdout is full
//	powerless casus …          exit with 1, without the power to write where nobody may
//	valid KIND                 stdout is what the JSON Schema of that kind says
//	narrow casus …             no line of stdout is wider than a page; a command to be copied may be
//	screenful casus …          narrow, and at most 40 lines
//	follow                     give every command that was printed as the next one to a shell
//	interrupt SIGNAL N casus … send a signal once N batches are stored
//	halt casus …               send a signal soon, and see that it ends within a second or so
//	hash NAME                  remember the content hash on stdout, or compare it with the one remembered
//	large FILE MEGABYTES       a file full of comments
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"scenario": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(ts.Exec("casus", "new", args[0], "--from", "kazakhstan-2022"))
			},
			"edit": edit,
			"append": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+ts.ReadFile(args[1])), 0o644))
			},
			"refuse":    refuse,
			"full":      full,
			"follow":    follow,
			"narrow":    narrow,
			"screenful": screenful,
			"powerless": powerless,
			"valid":     valid,
			"interrupt": interrupt,
			"halt":      halt,
			"hash":      hash,
			"large": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("# 16 bytes long\n"), n<<16), 0o644))
			},
		},
	})
}

func edit(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	replacement, err := strconv.Unquote(`"` + args[2] + `"`) // for bytes that no text has
	if err != nil {
		replacement = args[2]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], replacement, 1)), 0o644))
}

func refuse(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[0], args[1:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 {
		ts.Fatalf("%v: %v, not exit status 2", args, err)
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("%v printed on stdout: %s", args, out)
	}
}

func full(ts *testscript.TestScript, _ bool, args []string) {
	device, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	ts.Check(err)
	defer device.Close()
	program, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd, stderr := exec.Command(program, args[1:]...), &bytes.Buffer{}
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), device, stderr
	if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 1 {
		ts.Fatalf("%v: %v, not exit status 1: %s", args, err, stderr)
	}
	if !strings.Contains(stderr.String(), "cannot write the output") {
		ts.Fatalf("%v does not say why: %s", args, stderr)
	}
}

func valid(ts *testscript.TestScript, neg bool, args []string) {
	text, err := schemaOf(args[0])
	ts.Check(err)
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource("schema.json", schema))
	compiled, err := c.Compile("schema.json")
	ts.Check(err)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile("stdout")))
	ts.Check(err)
	if err = compiled.Validate(document); (err == nil) == neg {
		ts.Fatalf("by the schema of %s: %v", args[0], err)
	}
}

// powerless takes from root what makes folders that cannot be written writable.
func powerless(ts *testscript.TestScript, _ bool, args []string) {
	if os.Geteuid() == 0 {
		if _, err := exec.LookPath("setpriv"); err != nil {
			return
		}
		args = append([]string{"setpriv", "--bounding-set=-all", "--inh-caps=-all"}, args...)
	}
	err := ts.Exec(args[0], args[1:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		ts.Fatalf("%v: %v, not exit status 1", args, err)
	}
	if text := ts.ReadFile("stderr"); !strings.Contains(text, "cannot write") {
		ts.Fatalf("%v does not say what it cannot write: %s", args, text)
	}
}

// narrow plays a command, and wants its output to fit where there is no terminal.
func narrow(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec(args[0], args[1:]...))
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if width := lipgloss.Width(line); width > screen.PlainColumns && !hinted.MatchString(line) {
			ts.Fatalf("%v: %d columns: %s", args, width, line)
		}
	}
}

// screenful is narrow, of an output that fits on one screen.
func screenful(ts *testscript.TestScript, neg bool, args []string) {
	const most = 40
	narrow(ts, neg, args)
	if lines := strings.Count(ts.ReadFile("stdout"), "\n"); lines > most {
		ts.Fatalf("%v: %d lines", args, lines)
	}
}

// hinted are the commands that a program says may be given next.
var hinted = regexp.MustCompile(`(?m)(?:^(?:Next:|     ) [a-z -]+  +|then: |go on with: )(casus .*?)(?:   \(.*)?$`)

func follow(ts *testscript.TestScript, _ bool, _ []string) {
	printed := ts.ReadFile("stdout") + ts.ReadFile("stderr") + ts.Getenv("INTERRUPTED")
	ts.Setenv("INTERRUPTED", "")
	commands := hinted.FindAllStringSubmatch(printed, -1)
	if len(commands) == 0 {
		ts.Fatalf("no command is suggested in %s", printed)
	}
	for _, c := range commands {
		ts.Check(ts.Exec("sh", "-c", c[1]))
	}
}

func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	signal := map[string]syscall.Signal{"INT": syscall.SIGINT, "KILL": syscall.SIGKILL}[args[0]]
	batches, err := strconv.Atoi(args[1])
	ts.Check(err)
	program, err := exec.LookPath(args[2])
	ts.Check(err)
	var out string
	for i, a := range args {
		if a == "--out" {
			out = ts.MkAbs(args[i+1])
		}
	}
	cmd := exec.Command(program, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	stderr := &bytes.Buffer{}
	cmd.Stderr = stderr
	ts.Check(cmd.Start())
	for deadline := time.Now().Add(2 * time.Minute); stored(out) < batches; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			ts.Fatalf("no %d batches within two minutes", batches)
		}
	}
	sent := time.Now()
	ts.Check(cmd.Process.Signal(signal))
	err = cmd.Wait()
	if err == nil {
		ts.Fatalf("the run ended before the signal; make it longer")
	}
	if signal == syscall.SIGINT {
		if code := cmd.ProcessState.ExitCode(); code != 1 {
			ts.Fatalf("interrupted, it exits with %d: %s", code, stderr)
		}
		if d := time.Since(sent); d > 5*time.Second {
			ts.Fatalf("it took %v to stop", d)
		}
		if !strings.Contains(stderr.String(), "--resume") {
			ts.Fatalf("it does not say how to go on: %s", stderr)
		}
		ts.Setenv("INTERRUPTED", stderr.String())
	}
}

// halt wants a command that would go on for longer to end soon after a signal, with
// exit status 1.
func halt(ts *testscript.TestScript, _ bool, args []string) {
	program, err := exec.LookPath(args[0])
	ts.Check(err)
	var cmd *exec.Cmd
	var stderr *bytes.Buffer
	var sent time.Time
	for wait := 700 * time.Millisecond; wait < 10*time.Second; wait *= 2 {
		cmd, stderr = exec.Command(program, args[1:]...), &bytes.Buffer{}
		cmd.Dir, cmd.Stderr = ts.MkAbs("."), stderr
		ts.Check(cmd.Start())
		time.Sleep(wait)
		sent = time.Now()
		ts.Check(cmd.Process.Signal(syscall.SIGINT))
		cmd.Wait()
		if cmd.ProcessState.Exited() { // else the signal came before the program had begun: the machine is busy
			break
		}
	}
	if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(stderr.String(), "interrupted") {
		ts.Fatalf("interrupted, it exits with %d: %s", code, stderr)
	}
	if d := time.Since(sent); d > stopWithin+time.Second { // of a busy machine
		ts.Fatalf("it took %v to stop", d)
	}
}

// stored counts the complete batches in a folder of results, or of worlds.
func stored(dir string) int {
	found, _ := filepath.Glob(filepath.Join(dir, "runs", "*"))
	worlds, _ := filepath.Glob(filepath.Join(dir, "*", "runs", "*"))
	return len(found) + len(worlds)
}

func hash(ts *testscript.TestScript, _ bool, args []string) {
	_, after, ok := strings.Cut(ts.ReadFile("stdout"), "content hash ")
	if !ok {
		ts.Fatalf("no content hash on stdout")
	}
	got := after[:16]
	if want := ts.Getenv(args[0]); want != "" && want != got {
		ts.Fatalf("content hash %s differs from %s", got, want)
	}
	ts.Setenv(args[0], got)
}
