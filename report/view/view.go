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
	Sentence     string     `json:"sentence"`     // the result
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

// Entry is a line of a short table.
type Entry struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Missing says why a part of the page is not there.
type Missing struct {
	Screen string `json:"screen"` // story, map, timeline, decisions, worlds, argument or trust
	Why    string `json:"why"`
}

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

// Story is what happens, in a sentence, probabilities and single runs.
type Story struct {
	Odds   []Odds     `json:"odds"`
	Fell   []Fall     `json:"fell"`   // why regimes fell in the crisis, the most frequent first
	Runs   []StoryRun `json:"runs"`   // typical, most like the record, worst
	Record []Event    `json:"record"` // what really happened; empty without a record
}

// Odds is the probability of an event.
type Odds struct {
	Event    string `json:"event"`
	Given    string `json:"given"` // the condition; "" where there is none
	Chance   Chance `json:"chance"`
	Sentence string `json:"sentence"`
}

// Fall is a reason for which regimes fell.
type Fall struct {
	Reason string `json:"reason"`
	Runs   int    `json:"runs"`
	Chance Chance `json:"chance"` // of falling for it, of all runs
}

// StoryRun is a single run that is told in full.
type StoryRun struct {
	Run      int     `json:"run"`
	Kind     string  `json:"kind"` // typical, record or worst
	Name     string  `json:"name"` // a typical run
	Why      string  `json:"why"`  // by what rule it was chosen
	Sentence string  `json:"sentence"`
	Facts    []Entry `json:"facts"`
	Events   []Event `json:"events"`
}

// Event is something that happened.
type Event struct {
	Hour       int    `json:"hour"` // may be negative in a record, where it led to the crisis
	Day        int    `json:"day"`
	When       string `json:"when"` // 5 January 2022, 18:00
	Kind       string `json:"kind"` // decision, event or landing; of a record its own word
	Text       string `json:"text"`
	Confidence string `json:"confidence,omitempty"` // of a record: high, medium or low
}

// Map is where things happen.
type Map struct {
	Outlines Outlines  `json:"outlines"`
	Regions  []Region  `json:"regions"` // in the order of values; some may have no outline
	Towns    []Town    `json:"towns"`   // in the order of values
	Layers   []Layer   `json:"layers"`
	Runs     int       `json:"runs"`   // of which the layers tell
	Source   string    `json:"source"` // from which runs, in words
	Played   []Played  `json:"played"`
	Sentence string    `json:"sentence"`
	Centre   []float64 `json:"centre"` // longitude and latitude of the middle, degrees, for a projection
}

// Region of the scenario.
type Region struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	People Number `json:"people"`
}

// Town is a place of the scenario.
type Town struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Region  int     `json:"region"` // index
	Lat     float64 `json:"lat"`    // degrees
	Lon     float64 `json:"lon"`
	People  Number  `json:"people"`
	Kind    string  `json:"kind"`
	Capital bool    `json:"capital"`
}

// Layer is a quantity by day and region, over runs.
type Layer struct {
	ID       string     `json:"id"` // protest, violence, lost, officers
	Name     string     `json:"name"`
	Doc      string     `json:"doc"`    // what it is exactly
	Unit     string     `json:"unit"`   // probability, or people
	Values   [][]Number `json:"values"` // by day and region: the probability, or the median
	Low      [][]Number `json:"low"`
	High     [][]Number `json:"high"`
	Sentence string     `json:"sentence"`
}

// Played is a run of the story on the map.
type Played struct {
	Run    int         `json:"run"`
	Layers []RunsLayer `json:"layers"`
}

// RunsLayer is a quantity of a single run, by day and place.
type RunsLayer struct {
	ID     string     `json:"id"` // participants, violent, lost, deaths, officers
	Name   string     `json:"name"`
	Unit   string     `json:"unit"`
	Of     string     `json:"of"`     // regions or towns
	Values [][]Number `json:"values"` // by day and region or town
}

// Timeline is what happens day by day.
type Timeline struct {
	Series   []Series `json:"series"`
	Lanes    []Lane   `json:"lanes"`
	Sentence string   `json:"sentence"`
}

// Series is a quantity by day, in single runs and in the record.
type Series struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Unit     string     `json:"unit"`
	Record   []Recorded `json:"record"` // days for which it has a value
	Panels   []Panel    `json:"panels"`
	Sentence string     `json:"sentence"`
}

// Recorded is a value of the record.
type Recorded struct {
	Day        int    `json:"day"`
	Value      Number `json:"value"`
	Low        Number `json:"low"` // null where sources do not differ
	High       Number `json:"high"`
	Confidence string `json:"confidence"`
}

// Panel is runs of one kind: those that fizzle, or those that engulf the nation. Its
// trajectories are real runs, the same in all series.
type Panel struct {
	Kind         string       `json:"kind"` // fizzled or engulfed
	Name         string       `json:"name"`
	Runs         int          `json:"runs"` // of this kind
	Trajectories []Trajectory `json:"trajectories"`
}

// Trajectory is a run by day.
type Trajectory struct {
	Run    int      `json:"run"`
	Values []Number `json:"values"`
}

// Lane is a decision, an event or a landing, and when it first happens.
type Lane struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`   // decision, event or landing
	Chance   Chance   `json:"chance"` // that it happens
	Dots     []Number `json:"dots"`   // days, with fractions: quantiles of the runs in which it happens, each as likely; troops may leave after the crisis
	When     Spread   `json:"when"`   // days, of the runs in which it happens
	Record   *Number  `json:"record"` // day, with fraction where the hour is known; null where it is not
	Sentence string   `json:"sentence"`
}

// Decisions is what the government chose, and what the alliance voted.
type Decisions struct {
	Hours      []int      `json:"hours"` // of the probabilities below
	Options    []Option   `json:"options"`
	Votes      []Vote     `json:"votes"`      // empty where nobody asked
	Quantities []Quantity `json:"quantities"` // in the order of what is seen
	Seen       []Seen     `json:"seen"`       // every decision of the runs of the story
	Sentence   string     `json:"sentence"`
}

// Option is what a decision-maker can do.
type Option struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	By     string   `json:"by"`     // whose option it is
	Taken  Chance   `json:"taken"`  // that it is taken at all in the crisis
	ByHour []Number `json:"byHour"` // probability that it has been taken by then
}

// Vote is how a member votes when the alliance is asked.
type Vote struct {
	Member   string `json:"member"`
	Lead     bool   `json:"lead"`
	Yes      Chance `json:"yes"` // of votes, not of runs: an alliance may be asked again
	Abstain  int    `json:"abstain"`
	No       int    `json:"no"`
	Support  Spread `json:"support"` // sum of the terms
	Terms    []Term `json:"terms"`
	Sentence string `json:"sentence"`
}

// Term is a term of a member's support: positive for yes.
type Term struct {
	Name  string `json:"name"`
	Value Spread `json:"value"`
}

// Quantity is something that a decision-maker sees.
type Quantity struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

// Seen is a decision and what it was made from.
type Seen struct {
	Run    int      `json:"run"`
	Hour   int      `json:"hour"`
	When   string   `json:"when"`
	Who    string   `json:"who"`
	Option int      `json:"option"` // index of the one chosen
	Forced bool     `json:"forced"` // by the record or a counterfactual
	Odds   []Number `json:"odds"`   // by option: probability of being chosen; null where it could not be
	Values []Number `json:"values"` // by quantity
}

// Worlds is worlds set against one of them, run by run with the same draws and luck.
type Worlds struct {
	Against string  `json:"against"` // id of the one
	Runs    int     `json:"runs"`    // of each world
	List    []World `json:"list"`
}

// World is a world, and what differs in it.
type World struct {
	ID          string       `json:"id"`
	Text        string       `json:"text"`
	Do          []string     `json:"do"`     // what is done in it
	Differ      int          `json:"differ"` // runs in which some outcome differs
	Differences []Difference `json:"differences"`
	Sentence    string       `json:"sentence"`
}

// Difference is an outcome in a world less that in the other.
type Difference struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Doc      string   `json:"doc"`     // what it is exactly
	World    Number   `json:"world"`   // mean
	Against  Number   `json:"against"` // mean
	Effect   Effect   `json:"effect"`
	Dots     []Number `json:"dots"` // quantiles of the differences within runs, each as likely
	Sentence string   `json:"sentence"`
}

// Argument is the verdicts on the scenario's claims.
type Argument struct {
	About    string    `json:"about"`
	Sample   string    `json:"sample"` // what was judged, and from how many runs
	Sentence string    `json:"sentence"`
	Rule     string    `json:"rule"`  // what a verdict does not say
	PutIn    string    `json:"putIn"` // the note on claims that no draw decides; "" where there are none
	Verdicts []Verdict `json:"verdicts"`
}

// Verdict is what came of a claim.
type Verdict struct {
	ID        string  `json:"id"`
	Statement string  `json:"statement"` // S9
	Text      string  `json:"text"`      // the sentence that is judged
	Note      string  `json:"note"`      // how it is read
	Formula   string  `json:"formula"`   // code is between backticks
	Worlds    string  `json:"worlds"`
	Word      string  `json:"word"`     // of likelihood; of a mean, what is said of it
	WordLow   Number  `json:"wordLow"`  // range of the word; null of a claim about a mean
	WordHigh  Number  `json:"wordHigh"` // the same
	WordText  string  `json:"wordText"` // likely (55–80 %)
	Verdict   string  `json:"verdict"`  // consistent, stronger than claimed, weaker than claimed, contradicted, undecided at this sample, vacuous, every run failed
	Plain     string  `json:"plain"`    // the verdict in plain words
	PutIn     bool    `json:"putIn"`    // holds, or fails, in every run judged: the model may not allow another answer
	Holds     *Chance `json:"holds"`    // null where no run can be judged
	Effect    *Effect `json:"effect"`
	Because   string  `json:"because"`
	Sentence  string  `json:"sentence"`
	Judged    int     `json:"judged"`
	Of        int     `json:"of"`     // runs
	Needed    int     `json:"needed"` // runs in all that would decide; 0 where it is decided, or where 100,000 would not
	Flips     []Flip  `json:"flips"`
	NoFlips   string  `json:"noFlips"` // why there are none
}

// Flip is an assumption that separates runs in which a claim holds from the others.
type Flip struct {
	Parameter string `json:"parameter"`
	Text      string `json:"text"`
	There     Chance `json:"there"` // how often it holds on that side
	Other     Chance `json:"other"`
	Why       string `json:"why"` // of the parameter's prior
}

// Trust is what the result rests on, and where the model is wrong.
type Trust struct {
	Parameters []Parameter `json:"parameters"`
	Decisive   []Decisive  `json:"decisive"` // the assumptions that decide, the most decisive first
	Fits       []Entry     `json:"fits"`     // to what priors were fitted, and how
	Record     []Check     `json:"record"`
	Misses     []string    `json:"misses"` // the largest first
	Limits     []Limit     `json:"limits"`
	Sources    string      `json:"sources"` // Markdown; "" where the scenario names none
	Sentence   string      `json:"sentence"`
}

// Parameter is an uncertain number, and why it is believed to be what it is.
type Parameter struct {
	Name       string  `json:"name"`
	Prior      string  `json:"prior"`
	Low        Number  `json:"low"` // quantiles of the prior in force: 5, 50 and 95 %
	Median     Number  `json:"median"`
	High       Number  `json:"high"`
	Unit       string  `json:"unit"`
	Source     string  `json:"source"`
	Why        string  `json:"why"`
	Assumption bool    `json:"assumption"` // no source
	Fitted     string  `json:"fitted"`     // to what; "" where it was not
	Usual      bool    `json:"usual"`      // the engine's, which the scenario does not replace
	Set        *Number `json:"set"`        // the value that this run gives it
}

// Decisive is a parameter that separates runs in which something happens from the others.
type Decisive struct {
	Parameter string `json:"parameter"`
	Event     string `json:"event"`
	Text      string `json:"text"`  // above 0.12
	There     Chance `json:"there"` // of the event, on that side
	Other     Chance `json:"other"`
	Why       string `json:"why"` // of its prior
	Source    string `json:"source"`
	Sentence  string `json:"sentence"`
}

// Check is a number of the record beside the runs.
type Check struct {
	ID         string `json:"id"`
	What       string `json:"what"`
	Unit       string `json:"unit"`
	Record     Number `json:"record"`
	Low        Number `json:"low"` // null where sources do not differ
	High       Number `json:"high"`
	RecordText string `json:"recordText"`
	Model      Spread `json:"model"`
	Inside     string `json:"inside"` // yes, no, too wide; none where no run has it
	Sentence   string `json:"sentence"`
}

// Limit is something that the model cannot say.
type Limit struct {
	Text   string `json:"text"`
	Source string `json:"source"`
}
