package claims

import (
	"cmp"
	"math"
	"slices"
	"time"

	"casus/ensemble"
	"casus/luck"
	"casus/portable"
	"casus/stats"
)

// Span is a probability, and the ends of what was said: of a word's range, or of the
// interval that a sample leaves open.
type Span struct {
	P    float64 `json:"p"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Who forecasts.
type Who string

// The forecasters.
const (
	Analyst Who = "analyst"         // the middle of the range of the word
	Model   Who = "model"           // [Result.Probability]
	Coin    Who = "coin"            // one half
	Nothing Who = "nothing changes" // [still] or 1 − that
)

// Forecasters in the order in which they are shown.
var Forecasters = []Who{Analyst, Model, Coin, Nothing}

// still is the probability that somebody who expects all to stay as it is gives to a
// change: the border of the word "almost no chance".
const still = 0.05

// Unsaid is the word of a claim about a mean, which has none: it was said flatly, and such
// sentences are read so.
const Unsaid = atLeast + "likely"

// Told is a claim of which it is known what came of it, beside what was forecast.
type Told struct {
	ID         string `json:"id"`
	Label      string `json:"label"`
	Statement  string `json:"statement"`
	Text       string `json:"text"`
	Word       string `json:"word"` // of likelihood; at least likely where the sentence has none
	Flat       bool   `json:"flat"` // the sentence has no word
	Resolution `json:"resolved"`
	// Across: the claim compares two worlds, of which one has not happened; what came of it
	// is told from the other.
	Across bool `json:"across"`
	// PutIn: the model could not have it otherwise. Fitted are the outcomes that the claim
	// reads to whose record priors were fitted. Agreement with either is no evidence of skill.
	PutIn  bool     `json:"put_in"`
	Reads  []string `json:"reads"`
	Fitted []string `json:"fitted,omitempty"`
	// Horizon is the day by which all that the claim speaks of has happened, YYYY-MM-DD; "" where
	// no day will tell, and in tables that are older. What came may have been judged at another.
	Horizon string `json:"horizon,omitempty"`
	// Group of statements that read the same outcomes, by the first of them; "" in tables
	// that were made before groups were looked for, and of what is not scored.
	Group string `json:"group,omitempty"`
	// Forecasts by forecaster; empty where no run can be judged.
	Forecasts map[Who]Span `json:"forecasts"`
	Judged    int          `json:"judged"` // runs
	// Brier score expected over the doubt, by forecaster; empty of what is not scored.
	Brier map[Who]float64 `json:"brier"`
}

// Scored reports whether a claim counts in the scores.
func (t *Told) Scored() bool { return len(t.Brier) > 0 }

// Free reports whether the model could have been wrong on a claim: it is neither put in nor
// fitted to the record.
func (t *Told) Free() bool { return !t.PutIn && len(t.Fitted) == 0 }

// much is how many days an answer may lie from the horizon and still be on the same thing.
const much = 183

// Off is how an answer is dated beside what the claim speaks of: 1 if it was judged by a day
// much later, −1 by one before all of it has happened, 0 otherwise, and where either is not known.
func (t *Told) Off() int {
	horizon, err := time.Parse(time.DateOnly, t.Horizon)
	by, known := t.By.end()
	switch {
	case err != nil || !known:
		return 0
	case by.After(horizon.AddDate(0, 0, much)):
		return 1
	case by.Before(horizon):
		return -1
	}
	return 0
}

// Score of a forecaster over all claims that are scored.
type Score struct {
	Who Who `json:"who"`
	// Brier and Log are expected over the doubt in the resolutions, with an interval over
	// that doubt and over groups of statements. Log takes probabilities to be stats.Surest at least.
	Brier stats.Estimate `json:"brier"`
	Log   stats.Estimate `json:"log"`
	// BrierTaken and LogTaken take each resolution for right, and weigh it by how sure it is.
	BrierTaken float64 `json:"brier_as_resolved"`
	LogTaken   float64 `json:"log_as_resolved"`
	// BrierBest to BrierWorst is what the Brier score could be with other numbers within
	// what was said, picked in hindsight; LogBest to LogWorst the same.
	BrierBest  float64 `json:"brier_best"`
	BrierWorst float64 `json:"brier_worst"`
	LogBest    float64 `json:"log_best"`
	LogWorst   float64 `json:"log_worst"`
	// Beyond is the Brier score less the model's, in the same resamples: below 0 where
	// this forecaster is better.
	Beyond stats.Estimate `json:"brier_less_models"`
}

// Word is how often sentences with a word of likelihood came true, or with one of several
// of the same range.
type Word struct {
	Words []string `json:"words"`
	Range Range    `json:"range"`
	N     int      `json:"n"` // sentences
	// Came is the share that came true, expected over the doubt, with its 90 % interval.
	Came stats.Estimate `json:"came"`
}

// Came is an argument come due.
type Came struct {
	Scenario     string `json:"scenario"`
	Title        string `json:"title"`
	Replicates   int    `json:"replicates"`
	Engine       int    `json:"engine"`
	ScenarioHash string `json:"scenario_hash"` // of the scenario as it was played
	Made         string `json:"made"`          // the day, YYYY-MM-DD
	ensemble.Asked
	Worlds []string `json:"worlds"`
	Claims int      `json:"claims"` // in all
	// Drafts have a resolution, and are not scored: they have no formula or no word.
	Drafts []Draft `json:"drafts,omitempty"`
	Told   []Told  `json:"told"`
	Scores []Score `json:"scores"` // empty where nothing is scored
	// Modelled are the scores on claims about the world that happened alone.
	Modelled []Score `json:"scores_of_one_world"`
	// Free are the scores without what is put in or fitted to the record.
	Free  []Score `json:"scores_of_free"`
	Words []Word  `json:"words"`
	// Groups of statements that are scored and read the same outcomes. Intervals draw whole groups.
	Groups []Group `json:"groups"`
	// Probed is on how many draws from wider priors it was tried what is put in; 0 where on none.
	Probed int `json:"probed"`
}

// Scored counts the claims that are, and of these the ones about one world.
func (c *Came) Scored() (all, one int) {
	for i := range c.Told {
		if t := &c.Told[i]; t.Scored() {
			if all++; !t.Across {
				one++
			}
		}
	}
	return all, one
}

// CameOf sets what was said, and what the model says, beside what happened. Made is the day
// that it bears.
func CameOf(r *Report, made string) *Came {
	c := &Came{
		Scenario: r.Scenario, Title: r.Title, Replicates: r.Replicates, Engine: r.Engine, ScenarioHash: r.ScenarioHash, Made: made, Asked: r.Asked, Worlds: r.Worlds, Claims: len(r.Results),
		Told: []Told{}, Scores: []Score{}, Modelled: []Score{}, Free: []Score{}, Words: []Word{}, Groups: []Group{}, Probed: r.Probed,
	}
	for i := range r.Results {
		if x := &r.Results[i]; x.Resolved != nil {
			c.Told = append(c.Told, toldOf(x))
		}
	}
	for _, d := range r.Drafts {
		if d.Resolved {
			c.Drafts = append(c.Drafts, d)
		}
	}
	var all, one, free []Told
	c.Groups = grouped(c.Told)
	for _, t := range c.Told {
		if !t.Scored() {
			continue
		}
		all = append(all, t)
		if !t.Across {
			one = append(one, t)
		}
		if t.Free() {
			free = append(free, t)
		}
	}
	c.Scores, c.Modelled, c.Free = scores(all), scores(one), scores(free)
	c.Words = calibration(all)
	return c
}

// toldOf sets a claim that is resolved beside its forecasts.
func toldOf(x *Result) Told {
	t := Told{
		ID: x.ID, Label: x.Label, Statement: x.Statement, Text: x.Text, Word: x.Word, Flat: x.Word == "", Resolution: *x.Resolved,
		Across: x.Kind == Difference, PutIn: x.PutIn, Reads: x.Reads, Fitted: x.Fitted, Horizon: x.Horizon, Forecasts: map[Who]Span{}, Judged: x.Judged, Brier: map[Who]float64{},
	}
	if t.Flat {
		t.Word = Unsaid
	}
	if x.Judged == 0 {
		return t
	}
	word, _ := WordRange(t.Word) // checked on loading
	nothing := still
	if x.Unchanged {
		nothing = 1 - still
	}
	t.Forecasts = map[Who]Span{
		Analyst: {(word.Low + word.High) / 2, word.Low, word.High}, Model: {x.Probability.P, x.Probability.Low, x.Probability.High},
		Coin: {0.5, 0.5, 0.5}, Nothing: {nothing, nothing, nothing},
	}
	if t.As == Unclear {
		return t
	}
	for who := range t.Forecasts {
		t.Brier[who] = stats.Expected(forecasts([]Told{t}, who, middle), stats.Brier)
	}
	return t
}

// middle is what a forecaster says.
func middle(t Told, who Who) float64 { return t.Forecasts[who].P }

// forecasts of a forecaster, who says of each claim the number that pick gives.
func forecasts(list []Told, who Who, pick func(Told, Who) float64) (out []stats.Doubtful) {
	for _, t := range list {
		out = append(out, stats.Doubtful{P: pick(t, who), Came: t.Probability(), Cluster: t.Group})
	}
	return out
}

// scores of all forecasters.
func scores(list []Told) []Score {
	out := []Score{}
	if len(list) == 0 {
		return out
	}
	cases, doubt := luck.Of(0, 0).For("claims/resolved statements"), luck.Of(0, 0).For("claims/doubt in resolutions")
	for _, who := range Forecasters {
		said := forecasts(list, who, middle)
		interval := func(score func([]stats.Forecast) float64) stats.Estimate {
			return stats.BootstrapDoubtful(cases, doubt, func(x ...[]stats.Doubtful) float64 { return stats.Expected(x[0], score) }, said)
		}
		s := Score{Who: who, Brier: interval(stats.Brier), Log: interval(stats.LogScore)}
		s.BrierTaken, s.LogTaken = taken(list, who, stats.Brier), taken(list, who, stats.LogScore)
		s.BrierBest, s.BrierWorst = ends(list, who, stats.Brier)
		s.LogBest, s.LogWorst = ends(list, who, stats.LogScore)
		s.Beyond = stats.BootstrapDoubtful(cases, doubt, func(x ...[]stats.Doubtful) float64 {
			return stats.Expected(x[0], stats.Brier) - stats.Expected(x[1], stats.Brier)
		}, said, forecasts(list, Model, middle))
		out = append(out, s)
	}
	return out
}

// taken is the score where each resolution is taken for right, weighted by how sure it is.
func taken(list []Told, who Who, score func([]stats.Forecast) float64) float64 {
	sum, weight := 0.0, 0.0
	for _, t := range list {
		sum += float64(t.Sure * score([]stats.Forecast{{P: middle(t, who), Came: t.As == True}}))
		weight += t.Sure
	}
	return sum / weight
}

// ends are the best and the worst score that numbers within what was said would have. A
// proper score is expected to be best where a forecast is the probability itself, and
// grows to both sides.
func ends(list []Told, who Who, score func([]stats.Forecast) float64) (best, worst float64) {
	for _, t := range list {
		at := func(p float64) float64 {
			return stats.Expected([]stats.Doubtful{{P: p, Came: t.Probability()}}, score)
		}
		span := t.Forecasts[who]
		best += at(min(span.High, max(span.Low, t.Probability())))
		worst += max(at(span.Low), at(span.High))
	}
	n := float64(len(list))
	return best / n, worst / n
}

// calibration says how often sentences with each word came true. Its interval is that of
// Jeffreys, a beta distribution with h + 1/2 and n − h + 1/2, mixed over the doubt: h is
// drawn anew, each sentence true with its probability.
func calibration(list []Told) []Word {
	out := []Word{}
	sorted, names := map[Range][]Told{}, map[Range][]string{}
	for _, t := range list {
		r, _ := WordRange(t.Word) // checked on loading
		sorted[r] = append(sorted[r], t)
		if !slices.Contains(names[r], t.Word) {
			names[r] = append(names[r], t.Word)
		}
	}
	doubt, share := luck.Of(0, 0).For("claims/doubt in resolutions"), luck.Of(0, 0).For("claims/share come true")
	for r, told := range sorted {
		w := Word{Words: names[r], Range: r, N: len(told)}
		drawn, mean := make([]float64, stats.Resamples), 0.0
		for b := range drawn {
			hits := 0.0
			for i, t := range told {
				hits += stats.Indicator(doubt.Uniform(uint64(b), uint64(i)) < t.Probability())
			}
			drawn[b] = portable.BetaQuantile(share.Uniform(uint64(b), 0), hits+0.5, float64(w.N)-hits+0.5)
		}
		for _, t := range told {
			mean += t.Probability() / float64(w.N)
		}
		w.Came = stats.EstimateOf(mean, drawn)
		w.Came.Low, w.Came.High = math.Min(w.Came.Low, mean), math.Max(w.Came.High, mean)
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b Word) int {
		return cmp.Or(cmp.Compare(a.Range.Low+a.Range.High, b.Range.Low+b.Range.High), cmp.Compare(a.Range.Low, b.Range.Low))
	})
	return out
}
