package ensemble

import (
	"casus/scenario"
	"casus/stats"
)

// Probability is that of an event, in all runs or in those in which another came.
type Probability struct {
	Outcome string `json:"outcome"` // the column of the table of runs
	Event   string `json:"event"`
	Given   string `json:"given,omitempty"`
	stats.Share
}

// Fall counts the regimes that fell for a reason.
type Fall struct {
	Why  string `json:"why"`
	Runs int    `json:"runs"`
}

// TargetRow compares a number of the record with the runs it belongs to.
type TargetRow struct {
	scenario.Target `json:"-"`
	ID              string     `json:"id"`
	What            string     `json:"what"`
	Record          string     `json:"record"`
	Model           stats.Band `json:"model"`
	// Inside: the record lies in the model's 90 %, and these are not TooWide to say
	// anything; see [stats.Telling].
	Inside  bool `json:"inside"`
	TooWide bool `json:"too_wide,omitempty"`
	// Sharp is the ratio of the upper to the lower end of the model's 90 %, one added
	// to each, for counts.
	Sharp float64 `json:"sharpness,omitempty"`
}

// Change is what missions changed where troops came, against the same runs in which
// the alliance does not answer.
type Change struct {
	What   string       `json:"what"`
	Unit   string       `json:"unit"`
	Effect stats.Effect `json:"effect"`
}

// DailyRow is a day of one series, beside the record.
type DailyRow struct {
	Day    int        `json:"day"`
	Date   string     `json:"date"`
	Model  stats.Band `json:"model"`
	Record *float64   `json:"record,omitempty"`
	// Confidence in the record: high, medium or low.
	Confidence string `json:"confidence,omitempty"`
}

// Measure is a quantity of the aftermath, at months 0, 6, 24 and the last.
type Measure struct {
	Name string `json:"name"`
	Doc  string `json:"doc"` // of one of many of a family it ends with who it is about
	// Family and Who are of what there is of each of several states: reliability, of Poland.
	Family string       `json:"family,omitempty"`
	Who    string       `json:"who,omitempty"`
	Band   []stats.Band `json:"band"`
	// Mean is given for probabilities; their band says how far draws differ.
	Mean []stats.Share `json:"mean,omitempty"`
	// Counted is given for what is counted over all months: most of it is rare, and a median
	// would say that it never comes.
	Counted *Counted `json:"counted,omitempty"`
}

// Counted is in how many runs something came at all, and how often in a run.
type Counted struct {
	Any  stats.Share `json:"any"`
	Mean float64     `json:"mean"`
}

// Summary is what a run prints.
type Summary struct {
	Scenario string `json:"scenario"`
	Title    string `json:"title"`
	Asked
	Done    int    `json:"replicates"`
	Failed  int    `json:"failed"`
	Failure string `json:"failure,omitempty"` // why the first of them failed
	Hash    string `json:"content_hash"`
	// Fitted says to what the priors were fitted: cases, of other states, and record; to
	// nothing where it is missing.
	Fitted        []string              `json:"fitted,omitempty"`
	Probabilities []Probability         `json:"probabilities"`
	Fell          []Fall                `json:"fell"` // the regimes that fell in the crisis, by why
	Engulfed      int                   `json:"engulfed"`
	Deployed      int                   `json:"deployed"`
	Targets       []TargetRow           `json:"record"`
	Daily         map[string][]DailyRow `json:"daily"`
	Mission       []Measure             `json:"mission"`
	Changed       []Change              `json:"mission_changed,omitempty"`
	Months        []int                 `json:"months"`
	Aftermath     []Measure             `json:"aftermath"`
	Further       *Further              `json:"further,omitempty"` // what follows a mission; nil where nothing can: no aftermath, or no mission
	Humps         Humps                 `json:"humps"`
	NotKept       []string              `json:"not_kept,omitempty"` // tables that were not kept, so that what they tell is missing
}

// Further is how a further mission in the months after a first comes about, in the runs with a
// mission: later crises a run, the share of them in which help is asked for, the share of
// requests after which troops come, and the share of runs in which that happens at all.
// Crises of a run are taken to be independent, so that the intervals of the first two are
// somewhat too narrow.
type Further struct {
	Runs    int         `json:"replicates"`
	Months  int         `json:"months"`
	Crises  float64     `json:"later_crises"`
	Asked   stats.Share `json:"asked"`
	Sent    stats.Share `json:"sent"`
	AnySent stats.Share `json:"any_sent"`
}

// Humps is the distribution of how far protest spread: runs by the most regions
// with protest on one day, from none to all, those that fizzle and those that
// engulf the nation apart.
type Humps struct {
	Fizzled  []int `json:"fizzled"`
	Engulfed []int `json:"engulfed"`
}
