// Package view describes what came of a run, once for all that draw it: a page, a paper,
// a live screen. The description is complete: whoever draws it counts nothing and
// writes no sentence of his own.
//
// A part that is not there is null or empty, and a line of [Page.Missing] says why. A
// [Number] has four digits that count, and is null where there is none. Days are those
// of the crisis: the first is 1, and stands first in a list by day. Hours are counted
// from the start of the crisis; hour 0 is the first. Runs are named by the number of
// their replicate. Intervals are of 90 %: that of a [Chance] and of an [Effect] is what
// so many runs leave open, that of a [Spread] is how far runs differ.
package view

// Format is the version of this description.
const Format = 1

// Page is all that is said of a run.
type Page struct {
	Format       int        `json:"format"`
	Title        string     `json:"title"`
	Summary      string     `json:"summary"`      // a paragraph: what the scenario is about
	Short        bool       `json:"short"`        // laid out as two pages
	Uncalibrated string     `json:"uncalibrated"` // a sentence; "" where priors have been fitted to a record
	Asked        []Entry    `json:"asked"`        // what was run
	Question     string     `json:"question"`     // that the runs answer
	Sentence     string     `json:"sentence"`     // the result
	Paper        string     `json:"paper"`        // what is left out on paper, and where it is
	Dates        []string   `json:"dates"`        // of the days, YYYY-MM-DD
	Story        Story      `json:"story"`
	Map          *Map       `json:"map"` // null without boundaries
	Timeline     *Timeline  `json:"timeline"`
	Decisions    *Decisions `json:"decisions"`
	Worlds       *Worlds    `json:"worlds"`   // null where the run has one world
	Argument     *Argument  `json:"argument"` // null unless it was asked for
	Trust        Trust      `json:"trust"`
	Missing      []Missing  `json:"missing"`
}

// Heading names a part of the page; its text says how that is to be read.
type Heading struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Entry is a line of a short table.
type Entry struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Caption is the heading of a figure, and the sentence under it.
type Caption struct {
	Name     string `json:"name"`
	Sentence string `json:"sentence"`
}

// Missing says why a part of the page is not there.
type Missing struct {
	Screen string `json:"screen"` // story, map, timeline, decisions, worlds, argument or trust
	Why    string `json:"why"`
	How    string `json:"how"`   // it comes there, on the command line; "" where it cannot
	Offer  *Offer `json:"offer"` // null unless more can be played, after which it is there
}

// Offer is what a live page can play: the scenario's worlds, or on the screen trust what
// scores the model.
type Offer struct {
	Button string `json:"button"`
	Text   string `json:"text"` // what that does, and how long it takes
	Busy   string `json:"busy"` // said while it is done
}

// otherWorlds is said of playing these.
const otherWorlds = "The scenario is played in each of its worlds, with the same draws and the same luck as here. What is kept of that already is not played again."

// Chance is a probability, from so many runs.
type Chance struct {
	P    Number `json:"p"` // from 0 to 1, as are low and high
	Low  Number `json:"low"`
	High Number `json:"high"`
	Of   int    `json:"of"`   // runs; 0 where it never arose
	Text string `json:"text"` // 55 % (51–59 %)
}

// Spread is how far runs differ: their median, and what holds 90 % of them.
type Spread struct {
	Median Number `json:"median"`
	Low    Number `json:"low"`
	High   Number `json:"high"`
	Of     int    `json:"of"` // runs
	Text   string `json:"text"`
}

// Effect is a mean difference.
type Effect struct {
	Mean Number `json:"mean"`
	Low  Number `json:"low"`
	High Number `json:"high"`
	Of   int    `json:"of"`   // pairs of runs
	Unit string `json:"unit"` // of the numbers; of a probability "probability", and 0.01 is a percentage point
	Text string `json:"text"` // with its unit
}
