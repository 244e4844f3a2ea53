package hindcast

import (
	"slices"

	"casus/luck"
	"casus/portable"
	"casus/stats"
)

// Forecasters of a hindcast.
const (
	Conditioned = "hindcast"
	Persistence = "persistence"
	Ensemble    = "prior ensemble"
)

var predictors = []struct{ name, doc string }{
	{Conditioned, "the runs, weighed by the first days"},
	{Persistence, "the last value recorded stays; 0 where there is none"},
	{Ensemble, "the runs as they are, with the same decisions, and no weights"},
}

// Spread is a median with the central 50 and 90 %.
type Spread struct {
	Median float64    `json:"median"`
	Half   [2]float64 `json:"central_50"`
	Most   [2]float64 `json:"central_90"`
}

// spreadOf gives the spread of a sample in ascending order.
func spreadOf(x []float64) Spread {
	q := func(p float64) float64 { return stats.Quantile(p, x) }
	return Spread{q(0.5), [2]float64{q(0.25), q(0.75)}, [2]float64{q(0.05), q(0.95)}}
}

func within(x float64, band [2]float64) bool { return band[0] <= x && x <= band[1] }

// telling reports whether a band of what the record may say of a value is not too wide
// to say anything.
func (v *observation) telling(band [2]float64) bool {
	return stats.Telling(band[0], band[1], 0, v.most)
}

// Prediction is a value of the record, predicted.
type Prediction struct {
	Series     string  `json:"series"`
	Date       string  `json:"date"`
	Record     float64 `json:"record"`
	Confidence string  `json:"confidence"`
	Spread
	// Whether the bands hold the record and say something; see [stats.Telling].
	InHalf bool `json:"inside_50"`
	InMost bool `json:"inside_90"`
	// TooWide: the 90 % band says nothing.
	TooWide bool       `json:"too_wide,omitempty"`
	PIT     [2]float64 `json:"pit"` // between these, see [stats.PIT]
	// CRPS by forecaster, of ln(1 + value), and of the value.
	CRPS    map[string]float64 `json:"crps"`
	CRPSRaw map[string]float64 `json:"crps_raw"`
}

// Predictor is a forecaster scored on all values.
type Predictor struct {
	Name string         `json:"name"`
	Doc  string         `json:"doc"`
	CRPS stats.Estimate `json:"crps"` // mean, of ln(1 + value)
	// Difference is the CRPS of the hindcast less that of this one: below 0 the
	// hindcast is better. Better counts the values where it is.
	Difference stats.Estimate `json:"difference"`
	Better     int            `json:"hindcast_better"`
}

// Coverage is how many values lie in bands that say something; see [stats.Telling].
type Coverage struct {
	Inside  int `json:"inside"`
	TooWide int `json:"too_wide"` // values in bands that say nothing
	// Share has the interval of independent values; they are not.
	Share stats.Share `json:"share"`
	// Right is where that share lies, nine times in ten, if the predictions are
	// right: values of one run go together, so it is wide.
	Right [2]float64 `json:"if_right"`
}

// PITBin is a bin of the histogram of PIT: how many values it has, of what is
// expected if the predictions are right, and how many nine times in ten.
type PITBin struct {
	Count    float64    `json:"count"`
	Expected float64    `json:"expected"`
	Right    [2]float64 `json:"if_right"`
}

// pitBins is the number of bins: with a dozen values there is no use in more.
const pitBins = 5

// Bands are the 90 % bands of a forecaster: how many values those hold that say
// something, and how wide they are, as the median over values of (1 + upper end)/(1 + lower end).
type Bands struct {
	Inside int     `json:"inside"`
	Width  float64 `json:"width"`
}

// Assessment of predictions.
type Assessment struct {
	Predictions []Prediction `json:"predictions"`
	Half        Coverage     `json:"coverage_50"`
	Most        Coverage     `json:"coverage_90"`
	Scores      []Predictor  `json:"scores"` // intervals: bootstrap of whole series
	PIT         []PITBin     `json:"pit"`
	// Bands by forecaster: wide ones hold much and say little.
	Bands map[string]Bands `json:"bands"`
}

// assess scores what the fitted and the unfitted runs predict, by draw, for the
// values after the cut.
func (e *Episode) assess(fitted, prior func(*observation) []float64, seed uint64) (Assessment, error) {
	a := Assessment{Bands: map[string]Bands{}}
	var clusters []string
	spreads := map[string][]Spread{}
	byDraw := make([][]float64, len(e.after))
	sorted := make([][]float64, len(e.after))
	for k := range e.after {
		v := &e.after[k]
		byDraw[k] = fitted(v)
		sorted[k] = slices.Sorted(slices.Values(byDraw[k]))
		p := Prediction{Series: v.series, Date: v.date, Record: v.value, Confidence: v.confidence, Spread: spreadOf(sorted[k]), CRPS: map[string]float64{}, CRPSRaw: map[string]float64{}}
		p.InHalf = within(v.value, p.Half) && v.telling(p.Half)
		p.InMost = within(v.value, p.Most) && v.telling(p.Most)
		p.TooWide = !v.telling(p.Most)
		p.PIT[0], p.PIT[1] = stats.PIT(sorted[k], v.value)
		unfitted := slices.Sorted(slices.Values(prior(v)))
		spreads[Conditioned] = append(spreads[Conditioned], p.Spread)
		spreads[Ensemble] = append(spreads[Ensemble], spreadOf(unfitted))
		for name, x := range map[string][]float64{Conditioned: sorted[k], Persistence: {e.persisting(v.series)}, Ensemble: unfitted} {
			p.CRPSRaw[name] = stats.CRPS(x, v.value)
			p.CRPS[name] = stats.CRPS(logarithms(x), portable.Log1p(v.value))
		}
		a.Predictions = append(a.Predictions, p)
		clusters = append(clusters, v.series)
	}
	for name, list := range spreads {
		a.Bands[name] = e.bands(list)
	}
	a.cover(e.after, byDraw)
	a.transform(byDraw, sorted)
	for _, f := range predictors {
		mean := func(score func(p *Prediction) float64) (stats.Estimate, error) {
			return stats.Bootstrap(clusters, luck.Of(seed, 0).For("score/bootstrap"), func(cases []int) float64 {
				sum := 0.0
				for _, k := range cases {
					sum += score(&a.Predictions[k])
				}
				return sum / float64(len(cases))
			})
		}
		row := Predictor{Name: f.name, Doc: f.doc}
		var err error
		if row.CRPS, err = mean(func(p *Prediction) float64 { return p.CRPS[f.name] }); err != nil {
			return a, err
		}
		if row.Difference, err = mean(func(p *Prediction) float64 { return p.CRPS[Conditioned] - p.CRPS[f.name] }); err != nil {
			return a, err
		}
		for _, p := range a.Predictions {
			row.Better += int(stats.Indicator(p.CRPS[Conditioned] < p.CRPS[f.name]))
		}
		a.Scores = append(a.Scores, row)
	}
	return a, nil
}

// bands sums the 90 % bands of the values after the cut up.
func (e *Episode) bands(list []Spread) (b Bands) {
	var width []float64
	for k, s := range list {
		b.Inside += int(stats.Indicator(within(e.after[k].value, s.Most) && e.after[k].telling(s.Most)))
		width = append(width, (1+s.Most[1])/(1+s.Most[0]))
	}
	b.Width = stats.Median(width)
	return b
}

// persisting is the last value of a series up to the cut.
func (e *Episode) persisting(series string) float64 {
	x := 0.0
	for _, v := range e.before {
		if v.series == series {
			x = v.value
		}
	}
	return x
}

func logarithms(x []float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = portable.Log1p(v)
	}
	return y
}

// cover counts the values within their bands, beside how many would be if each
// draw in turn were the truth.
func (a *Assessment) cover(after []observation, byDraw [][]float64) {
	for _, c := range []struct {
		to   *Coverage
		band func(*Prediction) [2]float64
	}{
		{&a.Half, func(p *Prediction) [2]float64 { return p.Half }},
		{&a.Most, func(p *Prediction) [2]float64 { return p.Most }},
	} {
		right := make([]float64, len(byDraw[0]))
		for k := range a.Predictions {
			p := &a.Predictions[k]
			band := c.band(p)
			if !after[k].telling(band) {
				c.to.TooWide += int(stats.Indicator(within(p.Record, band)))
				continue
			}
			c.to.Inside += int(stats.Indicator(within(p.Record, band)))
			for m, x := range byDraw[k] {
				right[m] += stats.Indicator(within(x, band)) / float64(len(byDraw))
			}
		}
		c.to.Share = stats.ShareOf(c.to.Inside, len(byDraw))
		c.to.Right = central(right)
	}
}

// transform makes the histogram of PIT, beside those that would come if each draw
// in turn were the truth.
func (a *Assessment) transform(byDraw, sorted [][]float64) {
	n := len(byDraw)
	counts := make([][]float64, pitBins) // by bin and draw
	for b := range counts {
		counts[b] = make([]float64, len(byDraw[0]))
	}
	a.PIT = make([]PITBin, pitBins)
	for k := range a.Predictions {
		spreadOver(a.Predictions[k].PIT, func(bin int, share float64) { a.PIT[bin].Count += share })
		for m, x := range byDraw[k] {
			low, high := stats.PIT(sorted[k], x)
			spreadOver([2]float64{low, high}, func(bin int, share float64) { counts[bin][m] += share })
		}
	}
	for b := range a.PIT {
		a.PIT[b].Expected = float64(n) / pitBins
		a.PIT[b].Right = central(counts[b])
	}
}

// spreadOver spreads a value of PIT that is known to lie between two numbers
// evenly over the bins between them.
func spreadOver(pit [2]float64, add func(bin int, share float64)) {
	if pit[0] == pit[1] {
		add(min(int(pit[0]*pitBins), pitBins-1), 1)
		return
	}
	for b := range pitBins {
		low, high := float64(b)/pitBins, float64(b+1)/pitBins
		if share := min(high, pit[1]) - max(low, pit[0]); share > 0 {
			add(b, share/(pit[1]-pit[0]))
		}
	}
}

// central gives the central 90 % of a sample in any order.
func central(x []float64) [2]float64 {
	b := stats.BandOf(x)
	return [2]float64{b.Low, b.High}
}
