// Package cluster writes what the schedulers of many machines need to play an experiment:
// a job array for Slurm ([Slurm]), an indexed Job for Kubernetes ([Kubernetes]). Each
// task plays a share of the replicates in a folder of its own, as casus run --shard does;
// a last job puts the shares together, as casus merge does. Or all play into an object
// store ([Store]), where nothing has to be put together.
//
// Tasks are few and long, since a scheduler takes seconds to minutes for each. [Choose]
// says how many, from the time that a replicate takes, which [Measure] measures.
package cluster

import (
	"fmt"
	"math"

	"casus/experiment"
	"casus/report/number"
)

// The memory that a task is given, in MiB: four times what was measured at 1:100, and four
// bytes for each agent of each core, as docs/performance.md has it.
const (
	memoryOfTask  = 512
	memoryOfCore  = 256
	bytesOfAgent  = 4
	memoryOfMerge = 2048
)

// MergeMemory is what the merge is given, in MiB.
func (*Plan) MergeMemory() int { return memoryOfMerge }

// Ask is what is wanted of a plan.
type Ask struct {
	Minutes float64 // that a task should take
	Cores   int     // of a task
	Shares  int     // as many tasks; 0: as many as Minutes says
	Seconds float64 // of one core, for a replicate in all worlds; 0: not known
	Bytes   float64 // of its tables; 0: not known
	Memory  int     // of a task, in MiB; 0: by the number of agents
	Most    int     // tasks that the scheduler takes
	Limit   string  // why it takes no more
}

// A Plan is how an experiment is divided into tasks.
type Plan struct {
	Shares     int      // tasks
	Cores      int      // of a task
	Memory     int      // of a task, MiB
	Replicates int      // of the largest share
	Worlds     int      // that each replicate is played in
	Seconds    float64  // of one core, for a replicate in all worlds; 0: not known
	Bytes      float64  // of its tables; 0: not known
	Minutes    float64  // that the largest share takes
	Merged     int      // replicates of all worlds
	Reasons    []string // of all that was chosen, a sentence each
}

// A TooManyError is a number of shares that cannot be had.
type TooManyError struct {
	Shares, Most int
	Why          string
}

func (e *TooManyError) Error() string {
	return fmt.Sprintf("%d shares: at most %d, since %s", e.Shares, e.Most, e.Why)
}

// Choose plans an experiment, of people in its scenario. The error is a [*TooManyError].
func Choose(x *experiment.Experiment, people float64, ask Ask) (*Plan, error) {
	m := x.Of(0).Manifest("")
	batches := m.Batches()
	p := &Plan{Cores: ask.Cores, Worlds: len(x.Worlds), Seconds: ask.Seconds, Bytes: ask.Bytes, Shares: ask.Shares, Merged: m.Replicates * len(x.Worlds)}
	why := func(format string, args ...any) { p.Reasons = append(p.Reasons, fmt.Sprintf(format, args...)) }

	runs := count(m.Replicates, "run")
	if len(x.Worlds) > 1 {
		runs += fmt.Sprintf(" in %d worlds", len(x.Worlds))
	}
	core := float64(m.Replicates) * ask.Seconds
	if ask.Seconds > 0 {
		why("%s of %.3g s on one core: %s of one core", runs, ask.Seconds, span(core))
	} else {
		why("%s; how long they take is not known", runs)
	}

	most, least := ask.Most, ask.Limit
	if batches < most {
		most, least = batches, fmt.Sprintf("runs are kept by batches, here %d, and a share has whole ones", batches)
	}
	switch wanted := math.Ceil(core / (60 * ask.Minutes * float64(ask.Cores))); {
	case p.Shares > most:
		return nil, &TooManyError{p.Shares, most, least}
	case p.Shares > 0:
		why("%s, as asked", number.Of(p.Shares, "task"))
	case wanted > float64(most):
		p.Shares = most
		why("%s of %s, and not %s of %s, since %s", number.Of(most, "task"), number.Of(ask.Cores, "core"), number.Whole(wanted), minutes(ask.Minutes), least)
	default:
		p.Shares = max(1, int(wanted))
		why("%s of %s: none takes much more than %s", number.Of(p.Shares, "task"), number.Of(ask.Cores, "core"), minutes(ask.Minutes))
	}

	p.Replicates = m.Largest(p.Shares)
	p.Minutes = ask.Minutes
	if ask.Seconds > 0 {
		p.Minutes = float64(p.Replicates) * ask.Seconds / 60 / float64(ask.Cores)
		why("the largest share has %s and takes about %s", count(p.Replicates, "run"), span(60*p.Minutes))
	} else {
		why("the largest share has %s and is taken to need %s, as asked", count(p.Replicates, "run"), minutes(ask.Minutes))
	}

	if p.Memory = ask.Memory; p.Memory == 0 {
		agents := people / x.Scale
		p.Memory = memoryOfTask + p.Cores*(memoryOfCore+int(bytesOfAgent*agents/(1<<20)))
		why("%d MiB of memory for a task: %d, and for each core %d and %d bytes for each of %s agents", p.Memory, memoryOfTask, memoryOfCore, bytesOfAgent, number.Whole(agents))
	}
	return p, nil
}

// span says a time in the unit that suits it.
func span(seconds float64) string {
	switch {
	case seconds < 90:
		return fmt.Sprintf("%.2g s", seconds)
	case seconds < 90*60:
		return fmt.Sprintf("%.0f minutes", seconds/60)
	}
	return fmt.Sprintf("%.1f hours", seconds/3600)
}

// minutes says so many, which need not be whole.
func minutes(n float64) string {
	if n == 1 {
		return "1 minute"
	}
	return fmt.Sprintf("%g minutes", n)
}

// count is [number.Of] of many.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return number.Count(n) + " " + what
}
