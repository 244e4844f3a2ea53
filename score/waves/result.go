package waves

import "casus/stats"

// Result is how the model and four baselines forecast waves.
type Result struct {
	Asked    Asked      `json:"asked"`
	Waves    int        `json:"waves" doc:"with a forecast"`
	States   int        `json:"states"`
	Missing  int        `json:"missing" doc:"waves that were asked about and have no forecast yet"`
	Played   Played     `json:"played"`
	Outcomes []Scored   `json:"outcomes"`
	Pooled   []Pooled   `json:"pooled" doc:"over all outcomes, by forecaster"`
	Standing []Standing `json:"standing" doc:"of the model's forecasts beside the regression"`
	Misses   []Miss     `json:"misses" doc:"waves that the recalibrated model misses most, worst first"`
	all      []*one
	table    table
}

// Played says how many runs there were.
type Played struct {
	Starts int `json:"starts" doc:"runs begun"`
	Failed int `json:"failed" doc:"of them, with a draw out of range"`
	Alike  int `json:"alike" doc:"of them, with a first protest that is violent where the wave's was"`
	Runs   int `json:"runs" doc:"of them, waves"`
	Short  int `json:"short" doc:"waves of the data for which there are fewer runs than asked for"`
}

// Scored is how an outcome is forecast.
type Scored struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Thresholds  []float64   `json:"thresholds" doc:"above which it may lie"`
	Says        string      `json:"says" doc:"the threshold at which AUC and calibration are taken, in words"`
	Waves       int         `json:"waves" doc:"of which the outcome is known"`
	Came        stats.Share `json:"came" doc:"share above that threshold; Wilson's 90 %, as if waves were independent"`
	Lines       []Line      `json:"forecasters"`
	Reliability []Reliable  `json:"reliability"`
}

// Line is how a forecaster fares on an outcome.
type Line struct {
	Forecaster Forecaster      `json:"forecaster"`
	Score      stats.Estimate  `json:"score" doc:"Brier score; of numbers the ranked probability score by threshold, the CRPS over their classes. 0 is best"`
	Skill      *stats.Estimate `json:"skill,omitempty" doc:"over the base rate of the state: 1 less the ratio of scores; absent where that rate has erred nowhere"`
	Log        stats.Estimate  `json:"log" doc:"mean of −ln of the probability of the class that came, which is taken to be a thousandth at least"`
	AUC        *stats.Estimate `json:"auc,omitempty" doc:"at the threshold; absent where it is not defined"`
	Mean       float64         `json:"mean" doc:"forecast, at the threshold"`
	Beside     stats.Estimate  `json:"beside_regression" doc:"score of the regression less its own: above 0 is better"`
}

// Reliable is a forecaster's reliability diagram at the threshold.
type Reliable struct {
	Forecaster Forecaster  `json:"forecaster"`
	Bins       []stats.Bin `json:"bins"`
}

// Pooled is a forecaster's skill over the base rate of the state, the mean of all outcomes.
type Pooled struct {
	Forecaster Forecaster      `json:"forecaster"`
	Skill      stats.Estimate  `json:"skill"`
	Other      *stats.Estimate `json:"other_half,omitempty" doc:"in states to whose protests no prior of the model was fitted; absent of fewer than two"`
	OverBase   stats.Estimate  `json:"over_base_rate" doc:"skill over the base rate of all other states"`
}

// Standing says on how many outcomes a forecast of the model is not worse than the regression.
type Standing struct {
	Forecaster Forecaster `json:"forecaster"`
	NotWorse   []string   `json:"not_worse" doc:"outcomes whose interval of the difference reaches 0 or above"`
	Better     []string   `json:"ahead" doc:"outcomes whose score is as good or better, whatever the interval"`
	Worse      []string   `json:"worse" doc:"outcomes whose interval lies below 0"`
}

// Beside is the raw forecast of a wave beside what came of it, by outcome, each above its main
// threshold; nil where that is not known.
type Beside struct {
	ID   string
	Said []float64
	Came []*bool
}

// OneByOne lists the waves that have a forecast.
func (r *Result) OneByOne() (list []Beside) {
	for _, x := range r.all {
		b := Beside{ID: x.ID()}
		for o := range Outcomes {
			said := x.raw(o)
			b.Said = append(b.Said, said[Outcomes[o].main])
			var came *bool
			if !x.unknown[o] {
				came = &x.came[o][Outcomes[o].main]
			}
			b.Came = append(b.Came, came)
		}
		list = append(list, b)
	}
	return list
}
