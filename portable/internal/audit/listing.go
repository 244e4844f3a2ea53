package audit

import (
	"bufio"
	"bytes"
	"fmt"
	"go/token"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// Target is a processor to compile for, as environment variables, and how its
// fused instructions are called.
type Target struct {
	Name        string
	Environment []string
	fused       *regexp.Regexp
}

// Targets are processors on which this compiler fuses.
var Targets = []Target{
	{"arm64", []string{"GOOS=linux", "GOARCH=arm64"}, regexp.MustCompile(`^FN?M(ADD|SUB)[SD]$`)},
	{"amd64 v3", []string{"GOOS=linux", "GOARCH=amd64", "GOAMD64=v3"}, regexp.MustCompile(`^VFN?M(ADD|SUB)\d+[SP][SD]$`)},
}

// instruction matches a line of the compiler's listing.
var instruction = regexp.MustCompile(`^\s+0x[0-9a-f]+ \d+ \((.+):(\d+)\)\s+([A-Z0-9]+)\b`)

// Fused compiles packages of the module that dir is in and finds the fused
// instructions that do not come from math.FMA. Lines of inlined functions are
// those of the function. A generic function shows where it is instantiated.
func Fused(dir string, t Target, paths ...string) (list []Finding, err error) {
	arguments := []string{"build"}
	for _, p := range paths {
		arguments = append(arguments, "-gcflags="+p+"=-S")
	}
	c := exec.Command("go", append(append(arguments, "--"), paths...)...)
	c.Dir = dir
	c.Env = append(append(os.Environ(), "CGO_ENABLED=0"), t.Environment...)
	out, err := c.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go build for %s: %w\n%s", t.Name, err, out[max(0, len(out)-2000):])
	}
	seen := map[Finding]bool{}
	lines := 0
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); {
		m := instruction.FindStringSubmatch(s.Text())
		if m == nil {
			continue
		}
		lines++
		if !t.fused.MatchString(m[3]) {
			continue
		}
		n, _ := strconv.Atoi(m[2])
		f := Finding{token.Position{Filename: m[1], Line: n}, m[3] + " on " + t.Name}
		if !seen[f] && !strings.Contains(sourceLine(m[1], n), "math.FMA(") {
			seen[f] = true
			list = append(list, f)
		}
	}
	if lines < 10*len(paths) {
		return nil, fmt.Errorf("the listing for %s has %d instructions: it cannot be read", t.Name, lines)
	}
	sortFindings(list)
	return list, nil
}

// sourceLine is a line of a file; empty where it cannot be read.
func sourceLine(name string, n int) string {
	b, _ := os.ReadFile(name)
	if lines := strings.Split(string(b), "\n"); n >= 1 && n <= len(lines) {
		return lines[n-1]
	}
	return ""
}
