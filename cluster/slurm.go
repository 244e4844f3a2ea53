package cluster

import (
	_ "embed"
	"io"
	"math"
	"path/filepath"
	"text/template"

	"casus/report/wording"
)

// MaxArraySize is Slurm's usual limit (MaxArraySize in slurm.conf): the numbers of an
// array's tasks are smaller.
const MaxArraySize = 1001

// A task may take slackFactor times what is expected and slackMinutes more: nodes may be
// slower, and files far away.
const (
	slackFactor  = 2
	slackMinutes = 10
)

// A merge copies files. It may take mergeMinutes, and a minute more for so many
// replicates as any disk copies in one.
const (
	mergeMinutes    = 30
	mergeReplicates = 5000
)

// A Batch is what Slurm is to play.
type Batch struct {
	*Plan
	Casus      string // version of the program
	Experiment string // hash
	Name       string // of the job
	Partition  string // "": the usual one
	Account    string // "": the usual one
	Program    string // path of casus, as the three below: absolute
	Document   string // that is played
	Scenario   string // its folder; "": one that ships
	Out        string // folder of the shares; "" with a store
	Store      *Store // nil: shares are kept in a folder
	Logs       string // folder
	Whole      string // folder of what the shares make; "" with a store: it stays there
}

// Shared is the folder of the shares.
func (b Batch) Shared() string { return filepath.Join(b.Out, "shares") }

// Limit is how many minutes a task may take.
func (b Batch) Limit() int { return int(math.Ceil(slackFactor*b.Minutes)) + slackMinutes }

// MergeLimit is how many minutes the merge may take.
func (b Batch) MergeLimit() int { return mergeMinutes + b.Merged/mergeReplicates }

// Last is what the job does that comes after the shares.
func (b Batch) Last() string {
	if b.Whole == "" {
		return "status"
	}
	return "merge"
}

// Does is the command of the last job.
func (b Batch) Does() string {
	switch {
	case b.Whole == "":
		return wording.Command(b.Program, "status", b.Store.Run)
	case b.Store != nil:
		return wording.Command(b.Program, "merge", b.Store.Run, "--out", b.Whole, "--quiet")
	}
	return wording.Command(b.Program, "merge", b.Shared(), "--out", b.Whole, "--quiet")
}

//go:embed slurm.tmpl
var slurmText string

var slurm = template.Must(template.New("slurm").Funcs(template.FuncMap{"quote": wording.Command}).Parse(slurmText))

// Slurm writes the script of a job array. The script submits itself, and a job that
// waits for all of its tasks: a merge, or where results stay in an object store one that
// tells how far they are.
func Slurm(w io.Writer, b Batch) error { return slurm.Execute(w, b) }
