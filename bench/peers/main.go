// Peers sets the speed of casus on Epstein's Model I beside that of other
// frameworks on the same machine:
//
//	go run ./bench/peers casus.json mesa.json ark.json
//
// The first is what casus bench classic --json printed; README.md says how the
// others are made.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
)

// file is a report of casus, or that of a peer, which names its framework.
type file struct {
	Framework string    `json:"framework"`
	Version   string    `json:"version"`
	Measures  []measure `json:"measures"`
}

type measure struct {
	Size       int     `json:"size"`       // of the torus, sites a side
	AgentSteps float64 `json:"agentSteps"` // in a second, of a peer

	// Of casus:
	What  string  `json:"what"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// framework has the agent-steps a second of one framework by the size of the torus.
type framework struct {
	name   string
	speeds map[int]float64
}

const casus = "casus, one core"

func main() {
	if err := compare(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "peers: %v\n", err)
		os.Exit(2)
	}
}

// compare reads reports and prints the table.
func compare(paths []string, out io.Writer) error {
	if len(paths) < 2 {
		return fmt.Errorf("usage: go run ./bench/peers casus.json PEER.json …, with what casus bench classic --json and the peers printed")
	}
	var all []framework
	for i, path := range paths {
		f, err := read(path)
		if err != nil {
			return err
		}
		if (i == 0) != (f.name == casus) {
			return fmt.Errorf("%s: the first file is the report of casus, the others are those of peers", path)
		}
		all = append(all, f)
	}
	return table(all, out)
}

func read(path string) (framework, error) {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return framework{}, err
	}
	var f file
	if err := json.Unmarshal(bytes, &f); err != nil {
		return framework{}, fmt.Errorf("%s is no report: %w", path, err)
	}
	name := strings.TrimSpace(f.Framework + " " + f.Version)
	if f.Framework == "" {
		name = casus
	}
	speeds := map[int]float64{}
	for _, m := range f.Measures {
		speed := m.AgentSteps
		if f.Framework == "" {
			speed = m.casus()
		}
		if m.Size > 0 && speed > 0 {
			speeds[m.Size] = max(speeds[m.Size], speed)
		}
	}
	if len(speeds) == 0 {
		return framework{}, fmt.Errorf("%s has no measure with a size and agent-steps a second", path)
	}
	return framework{name, speeds}, nil
}

// casus gives agent-steps a second of a measure of casus on one core with all
// agents in one random order, as in peers; of another, 0.
func (m *measure) casus() float64 {
	if !strings.Contains(m.What, "one core") || strings.Contains(m.What, "tile") {
		return 0
	}
	switch m.Unit {
	case "M agent-steps/s":
		return m.Value * 1e6
	case "agent-steps/s":
		return m.Value
	}
	return 0
}

// table prints the speeds for each size that casus and some peer have, and by
// how many times casus does more.
func table(all []framework, out io.Writer) error {
	peers := map[int]bool{}
	for _, f := range all[1:] {
		for size := range f.speeds {
			peers[size] = all[0].speeds[size] > 0
		}
	}
	maps.DeleteFunc(peers, func(_ int, both bool) bool { return !both })
	if len(peers) == 0 {
		return fmt.Errorf("casus and its peers were measured on no torus of the same size")
	}
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprint(w, "agent-steps/s")
	for i, f := range all {
		fmt.Fprint(w, "\t", f.name)
		if i > 0 {
			fmt.Fprint(w, "\tratio")
		}
	}
	fmt.Fprintln(w)
	for _, size := range slices.Sorted(maps.Keys(peers)) {
		ours := all[0].speeds[size]
		fmt.Fprintf(w, "%d×%d\t%s", size, size, short(ours))
		for _, f := range all[1:] {
			if theirs := f.speeds[size]; theirs > 0 {
				fmt.Fprintf(w, "\t%s\t%s", short(theirs), digits(ours/theirs))
			} else {
				fmt.Fprint(w, "\t–\t–")
			}
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

// short writes agent-steps a second.
func short(speed float64) string {
	switch {
	case speed >= 1e6:
		return digits(speed/1e6) + " M"
	case speed >= 1e3:
		return digits(speed/1e3) + " k"
	}
	return digits(speed)
}

// digits writes a positive number with three digits, as far as they mean something.
func digits(x float64) string {
	if x < 99.95 {
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}
