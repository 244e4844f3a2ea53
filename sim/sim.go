// Package sim is the clock: it couples society, regime, alliance and
// relations, hour by hour in the crisis and month by month after it, and plays
// one replicate from draw to trace.
//
// A [Run] is a value: [Start] sets it up, [Run.Step] plays an hour of the
// crisis or a month of the aftermath, [Run.Order] takes a decision in
// somebody's name, [Run.Fork] gives an independent copy, and [Run.Trace] is
// the record so far. [Play] plays a replicate to its end, and [Worlds]
// plays it in several worlds that share their past.
//
// The schedule of an hour is in hour.go, that of a month in month.go; how a
// document becomes rooms is in build.go. Each room sees only what the others
// published in the hour before.
package sim

import "casus/scenario"

// Mode is the source of decisions.
type Mode string

// In mode free the choices are the model's; in mode recorded the record's
// decisions are taken at the record's times and no others.
const (
	Free     Mode = "free"
	Recorded Mode = "recorded"
)

// OrdinaryDays is the length of an ordinary year: nothing has happened to the nation,
// and the scenario's first crowds stay at home, so that protests come by
// society.ordinary_rate and are met as always. There is no aftermath.
const OrdinaryDays = 365

// Branch gives a run other luck from an hour of its crisis on, as [Run.Redraw] does:
// that of [luck.Replicate.Branch].
type Branch struct {
	Hour   int
	Number uint64
}

// Settings of a run.
type Settings struct {
	Seed          uint64  // of the draw of parameters and, if Luck is 0, of luck
	Luck          uint64  // seed of everything that happens; 0: the same as Seed
	Scale         float64 // people for whom a citizen stands, at least 1
	Mode          Mode
	Interventions []scenario.Intervention
	Overrides     map[string]float64 // parameters set to a value
	Places        bool               // keep each day of regions and critical sites
	Crowds        bool               // keep what coders of protests could read of each day's crowds
	Hours         bool               // keep each hour of the crisis, place by place
	Ordinary      bool               // an ordinary year instead of the crisis, see [OrdinaryDays]
	Branches      []Branch           // from when on luck is another

	// Neither changes a trace: goroutines that share an hour of one replicate,
	// and the plain code for citizens, to check the fast one against.
	Workers int
	Plain   bool
}
