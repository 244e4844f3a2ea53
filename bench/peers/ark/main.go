// Ark measures how fast Epstein's Model I is on the entity component system
// Ark (github.com/mlange-42/ark): the model of casus/classic with the rules of
// NetLogo's Rebellion, written as Ark's guide suggests and not tuned beyond it.
//
//	cd bench/peers/ark && go run . > ark.json
//
// It is a module of its own so that casus does not depend on Ark. A test holds
// the model against casus/classic.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

const usage = `Measure how fast Epstein's Model I is on the entity component system Ark.

Usage:
  go run . [--sizes 40,200,1000] [--rounds 5] [--steps 1000]

Options:
  --sizes   sides of the torus, in sites, with commas between them
  --rounds  rounds, of which the median counts
  --steps   steps of a round on 40×40 sites; on a larger torus fewer, so that as
            many agents act, but at least one
  --help    this text
`

// Report is what go run ./bench/peers reads.
type Report struct {
	Framework string    `json:"framework"`
	Version   string    `json:"version"`
	Measures  []Measure `json:"measures"`
}

// Measure is the speed on a torus of size × size sites.
type Measure struct {
	Size       int     `json:"size"`
	AgentSteps float64 `json:"agentSteps"` // in a second
}

const (
	leastSize     = 15 // one vision in each direction
	mostSize      = 1 << 14
	referenceSize = 40 // of the torus for which --steps holds
	warmUp        = 20 // steps, in which the first are jailed
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintf(os.Stderr, "ark: %v\n", err)
		os.Exit(2)
	}
}

func run(args []string, out, messages io.Writer) error {
	flags := flag.NewFlagSet("ark", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	sizes := flags.String("sizes", "40,200,1000", "")
	rounds := flags.Int("rounds", 5, "")
	steps := flags.Int("steps", 1000, "")
	if err := flags.Parse(args); err == flag.ErrHelp {
		fmt.Fprint(out, usage)
		return nil
	} else if err != nil {
		return fmt.Errorf("%w; --help lists the options", err)
	}
	if *rounds < 1 || *steps < 1 || flags.NArg() > 0 {
		return fmt.Errorf("rounds and steps are at least 1, and there are no other arguments")
	}
	r := Report{Framework: "Ark", Version: version()}
	for text := range strings.SplitSeq(*sizes, ",") {
		size, err := strconv.Atoi(text)
		if err != nil || size < leastSize || size > mostSize {
			return fmt.Errorf("a torus has %d to %d sites a side, not %q", leastSize, mostSize, text)
		}
		fmt.Fprintf(messages, "measuring: %d×%d\n", size, size)
		r.Measures = append(r.Measures, Measure{size, math.Round(measure(size, *rounds, *steps))})
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// version of Ark, as built in.
func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, m := range info.Deps {
		if m.Path == "github.com/mlange-42/ark" {
			return m.Version
		}
	}
	return ""
}

// measure gives agent-steps a second, the median of some rounds.
func measure(size, rounds, steps int) float64 {
	steps = max(1, steps*referenceSize*referenceSize/(size*size))
	m := NewModel(standard(int32(size)), 1)
	for range warmUp {
		m.Step()
	}
	speeds := make([]float64, rounds)
	for i := range speeds {
		start := time.Now()
		for range steps {
			m.Step()
		}
		speeds[i] = float64(m.Agents()*steps) / time.Since(start).Seconds()
	}
	slices.Sort(speeds)
	return (speeds[(rounds-1)/2] + speeds[rounds/2]) / 2
}
