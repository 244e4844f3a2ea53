package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"casus/report/number"
	"casus/report/wording"
	"casus/score"
	"casus/score/cases"
	"casus/score/hindcast"
	"casus/stats"
)

// Hindcast is how well the later days of the record are predicted from its first, given
// the decisions of the record.
type Hindcast struct {
	Sample   string      `json:"sample"` // of which runs it is made
	Until    int         `json:"until"`  // the last day that was fitted to
	Series   []Fan       `json:"series"`
	Scores   []CRPS      `json:"scores"`
	Misses   []string    `json:"misses"` // the largest first
	Notes    []string    `json:"notes"`  // sentences on runs, bands and intervals
	Brief    string      `json:"brief"`
	Sentence string      `json:"sentence"`
	Values   []Predicted `json:"values"` // of the record after the cut
}

// Fan is a series day by day as the record would have it.
type Fan struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Unit     string     `json:"unit"`
	Log      bool       `json:"log"` // drawn by ln(1 + value), on which it is scored
	Days     []FanDay   `json:"days"`
	Record   []Recorded `json:"record"`
	Sentence string     `json:"sentence"`
}

// FanDay is what runs have on a day of a fan: their median, and between what the central
// 50 and 90 % of them lie.
type FanDay struct {
	Median   Number `json:"median"`
	HalfLow  Number `json:"halfLow"`
	HalfHigh Number `json:"halfHigh"`
	Low      Number `json:"low"`
	High     Number `json:"high"`
}

// Predicted is a value of the record after the cut.
type Predicted struct {
	Series     string `json:"series"` // name
	Day        int    `json:"day"`
	Record     string `json:"record"`
	Confidence string `json:"confidence"`
	Median     string `json:"median"`
	Half       string `json:"half"`   // the band of 50 %
	Most       string `json:"most"`   // the band of 90 %
	Inside     string `json:"inside"` // 50 %, 90 %, too wide, no
}

// Score has what its sample leaves open.
type Score struct {
	Value Number `json:"value"`
	Low   Number `json:"low"`
	High  Number `json:"high"`
	Text  string `json:"text"`
}

// CRPS is the score of one who predicts the later days; lower is better.
type CRPS struct {
	Name   string `json:"name"`
	Doc    string `json:"doc"`
	Score  Score  `json:"score"`
	Less   *Score `json:"less"`   // the hindcast's score less this: below 0 the hindcast is better; null of itself
	Better string `json:"better"` // in how many values the hindcast is; "" of itself
}

// Backtest is how well the model's decisions are forecast on historical cases.
type Backtest struct {
	Questions []Question `json:"questions"`
	Sentence  string     `json:"sentence"`
}

// Question is one that is put to the cases.
type Question struct {
	ID       string      `json:"id"` // sent or asked
	Ask      string      `json:"ask"`
	Sample   string      `json:"sample"` // the cases, and how they are forecast
	Came     string      `json:"came"`   // sent
	Not      string      `json:"not"`    // not sent
	Scores   []CaseScore `json:"scores"` // empty where all cases came out alike
	Cases    []Case      `json:"cases"`
	Misses   []string    `json:"misses"` // the largest first
	Notes    []string    `json:"notes"`
	Brief    string      `json:"brief"`
	Sentence string      `json:"sentence"`
}

// CaseScore is how well one forecasts the cases.
type CaseScore struct {
	Name  string `json:"name"`
	Doc   string `json:"doc"`
	Brier Score  `json:"brier"` // lower is better
	Skill Score  `json:"skill"` // over the base rate
	AUC   *Score `json:"auc"`   // null of the base rate, which ranks nothing
}

// Case is a historical case, with the probability that each gives to what was asked.
type Case struct {
	ID         string  `json:"id"`
	Came       bool    `json:"came"`
	Model      Number  `json:"model"`
	Regression Number  `json:"regression"`
	Rule       *Number `json:"rule"` // null where there is none
	Base       Number  `json:"base"`
	Miss       int     `json:"miss"` // its place among the largest misses, from 1; 0 if it is none
}

// scores makes the hindcast and the back-test, or says why they are not there.
func (m *maker) scores() {
	none := func(what string, why error) {
		m.missing("trust", "There is no %s: %v.", what, why)
	}
	given := m.Scores
	if given == nil {
		given = &score.Scores{}
		_, given.NoHindcast = hindcast.Own(m.s)
		given.NoBacktest = score.Council(m.s)
	}
	if given.NoHindcast != nil {
		none("hindcast", given.NoHindcast)
	}
	if given.NoBacktest != nil {
		none("back-test", given.NoBacktest)
	}
	if m.Scores == nil {
		var open []string
		if given.NoHindcast == nil {
			open = append(open, "the hindcast of the record's last days")
		}
		if given.NoBacktest == nil {
			open = append(open, "the back-test of decisions on historical cases")
		}
		if open != nil {
			m.page.Missing = append(m.page.Missing, Missing{Screen: "trust", Why: "Not asked for: " + number.List(open) + ".", How: "casus report --scores asks for it.", Offer: &Offer{
				"Score the model",
				"The hindcast takes minutes on two cores, the back-test half a minute. Runs go first. What was made is kept while the server runs, for all runs of the scenario.",
				"The model is being scored; you may look at the rest of the page. It goes on if you leave: ask again later.",
			}})
		}
		return
	}
	if h := given.Hindcast; h != nil {
		m.page.Trust.Hindcast = m.hindcast(h)
	}
	if b := given.Backtest; b != nil {
		m.page.Trust.Backtest = backtest(b)
	}
}

// mostMissed is how many of a hindcast's values are named, those that it predicts worst.
const mostMissed = 3

func (m *maker) hindcast(h *hindcast.Result) *Hindcast {
	x := &Hindcast{Sample: capital(wording.Predicted(h)) + ". " + wording.Hindcast(h) + ".", Until: m.s.DayOf(h.Until), Series: []Fan{}, Scores: []CRPS{}, Misses: []string{}, Notes: []string{}, Values: []Predicted{}}
	for _, f := range h.Fan {
		x.Series = append(x.Series, fan(f, h))
	}
	for _, p := range h.Predictions {
		x.Values = append(x.Values, Predicted{
			capital(seriesName(p.Series)), m.s.DayOf(p.Date), number.Whole(p.Record), p.Confidence, number.Short(p.Median),
			number.Short(p.Half[0]) + "–" + number.Short(p.Half[1]), number.Short(p.Most[0]) + "–" + number.Short(p.Most[1]), inBand(&p),
		})
	}
	for _, p := range h.Scores {
		row := CRPS{Name: p.Name, Doc: p.Doc, Score: scoreOf(p.CRPS)}
		if p.Name != hindcast.Conditioned {
			less := scoreOf(p.Difference)
			row.Less, row.Better = &less, fmt.Sprintf("%d of %d", p.Better, len(h.Predictions))
		}
		x.Scores = append(x.Scores, row)
	}
	worst := slices.Clone(h.Predictions)
	slices.SortStableFunc(worst, func(a, b hindcast.Prediction) int {
		return cmp.Compare(b.CRPS[hindcast.Conditioned], a.CRPS[hindcast.Conditioned])
	})
	for _, p := range worst[:min(mostMissed, len(worst))] {
		x.Misses = append(x.Misses, missed(&p))
	}
	x.Notes = append(x.Notes, wording.Worth(h)+".", wording.InBands("50 %", h.Half)+".", wording.InBands("90 %", h.Most)+".")
	if h.Most.TooWide > 0 {
		x.Notes = append(x.Notes, wording.SayNothing(h.Most.TooWide)+".")
	}
	x.Notes = append(x.Notes, wording.Narrow(h)+".", wording.CRPS+". "+wording.CRPSIntervals+".")
	x.Brief = fmt.Sprintf("Hindcast: of the %s after %s, %s.", number.Of(len(h.Predictions), "value"), written(h.Until), inBands(len(h.Predictions), h.Half.Inside, h.Most.Inside, h.Most.TooWide))
	x.Sentence = capital(strings.TrimPrefix(x.Brief, "Hindcast: ")) + " " + beside(h) + " The decisions of those days are given, and those who chose the assumptions knew the record: nobody could have predicted this at the time."
	if h.Few {
		x.Sentence += fmt.Sprintf(" The %s runs are worth %.0f equal ones. %s.", number.Count(h.Runs), h.Effective, wording.FewRuns)
	}
	return x
}

// inBands says how many of some values bands hold. A band of 90 % may be too wide to say
// anything where that of 50 % is not, and is then not counted.
func inBands(of, half, most, wide int) string {
	text := fmt.Sprintf("the 50 %% bands hold %d and the 90 %% bands %d", half, most)
	if wide > 0 {
		text += fmt.Sprintf(" of the %d that are narrow enough to say anything", of-wide)
	}
	return text
}

// beside says how a hindcast fares against the simple forecasts.
func beside(h *hindcast.Result) string {
	var names, rest []string
	var differences []stats.Estimate
	own := ""
	for _, p := range h.Scores {
		if p.Name == hindcast.Conditioned {
			own = number.Estimate(p.CRPS)
			continue
		}
		name := p.Name
		if name == hindcast.Ensemble {
			name = "the " + name
		}
		names, differences = append(names, name), append(differences, p.Difference)
		rest = append(rest, number.Decimals(p.CRPS.Value)+" of "+name)
	}
	return fmt.Sprintf("Its error is %s, against %s: %s, as far as %s can tell. The error (CRPS) is how far the record lies from what is predicted, in logarithms; a prediction that leaves much open errs more, and 0 is best.", own, number.List(rest), wording.Against(names, differences), number.Of(len(h.Predictions), "value"))
}

// fan describes a series of a hindcast.
func fan(f hindcast.Fan, h *hindcast.Result) Fan {
	x := Fan{ID: f.Series, Name: seriesName(f.Series), Unit: f.Unit, Log: f.Unit == "people", Days: []FanDay{}, Record: []Recorded{}}
	for _, d := range f.Days {
		x.Days = append(x.Days, FanDay{Number(d.Median), Number(d.Half[0]), Number(d.Half[1]), Number(d.Most[0]), Number(d.Most[1])})
		if d.Record != nil {
			x.Record = append(x.Record, Recorded{Day: d.Day, Value: Number(*d.Record), Low: none, High: none, Confidence: d.Confidence})
		}
	}
	half, most, wide, of := 0, 0, 0, 0
	for _, p := range h.Predictions {
		if p.Series == f.Series {
			of++
			half += int(stats.Indicator(p.InHalf))
			most += int(stats.Indicator(p.InMost))
			wide += int(stats.Indicator(p.TooWide))
		}
	}
	x.Sentence = fmt.Sprintf("Of %s after the cut, %s.", number.Of(of, "value"), inBands(of, half, most, wide))
	if of == 0 {
		x.Sentence = "Nothing is recorded after the cut: fitted, and not tested."
	}
	return x
}

// seriesName is how a daily series is called.
func seriesName(id string) string {
	for _, d := range daily {
		if d.id == id {
			return d.name
		}
	}
	return strings.ReplaceAll(id, "_", " ")
}

// inBand is the narrowest band that holds a value and says something.
func inBand(p *hindcast.Prediction) string {
	switch {
	case p.InHalf:
		return "50 %"
	case p.InMost:
		return "90 %"
	case p.TooWide:
		return "too wide"
	}
	return "no"
}

// missed is a value of the record beside what was predicted.
func missed(p *hindcast.Prediction) string {
	how := map[string]string{"50 %": "inside the 50 % band", "90 %": "inside the 90 % band", "too wide": "a band too wide to say anything", "no": "outside the 90 % band"}[inBand(p)]
	return fmt.Sprintf("%s, %s: %s in the record; predicted %s (%s–%s in 90 %%), %s.", capital(seriesName(p.Series)), written(p.Date), number.Whole(p.Record),
		number.Short(p.Median), number.Short(p.Most[0]), number.Short(p.Most[1]), how)
}

// written is a date in words; as it is if it is none.
func written(date string) string {
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		return t.Format("2 January 2006")
	}
	return date
}

func scoreOf(e stats.Estimate) Score {
	return Score{Number(e.Value), Number(e.Low), Number(e.High), number.Estimate(e)}
}

// backtest describes the back-test of a scenario's decisions.
func backtest(b *cases.Backtest) *Backtest {
	x := &Backtest{Sentence: "The decision of a run is put to historical cases, each forecast by weights learnt from the cases of other states. It is a test of the model with weights that it learns there, not of this run or its scenario."}
	for _, q := range wording.Questions(b) {
		x.Questions = append(x.Questions, question(&q))
	}
	return x
}

func question(q *wording.Question) Question {
	b := q.Scores
	x := Question{ID: q.ID, Ask: q.Ask, Sample: q.About + ".", Came: q.Outcome(true), Not: q.Outcome(false), Scores: []CaseScore{}, Cases: []Case{}, Misses: []string{}, Notes: []string{}}
	if len(b.Rows) == 0 {
		x.Sentence = wording.AllAlike + "."
		if b.Cases == 0 {
			x.Sentence = q.About + "."
		}
		x.Brief = "Back-test of " + q.Asks + ": no scores."
		return x
	}
	misses := b.Surprises(wording.MostSurprised)
	for _, c := range misses {
		x.Misses = append(x.Misses, fmt.Sprintf("%s: given %s by the model, %s by the regression; %s.", c.ID, number.Percent(c.Forecast[cases.Model]), number.Percent(c.Forecast[cases.Regression]), q.Outcome(c.Came)))
	}
	for _, c := range b.Said {
		one := Case{
			ID: c.ID, Came: c.Came, Model: Number(c.Forecast[cases.Model]), Regression: Number(c.Forecast[cases.Regression]), Base: Number(c.Forecast[cases.BaseRate]),
			Miss: 1 + slices.IndexFunc(misses, func(o cases.Said) bool { return o.ID == c.ID }),
		}
		if p, ok := c.Forecast[cases.IfAsked]; ok {
			rule := Number(p)
			one.Rule = &rule
		}
		x.Cases = append(x.Cases, one)
	}
	var rest []string
	var own, skill stats.Estimate
	for _, r := range b.Rows {
		row := CaseScore{Name: r.Name, Doc: r.Doc, Brier: scoreOf(r.Brier), Skill: scoreOf(r.Skill)}
		if r.AUC != nil {
			auc := scoreOf(*r.AUC)
			row.AUC = &auc
		}
		x.Scores = append(x.Scores, row)
		switch r.Name {
		case cases.Model:
			own, skill = r.Brier, r.Skill
		case cases.Regression:
			rest = append(rest, number.Decimals(r.Brier.Value)+" of a logistic regression")
		case cases.IfAsked:
			rest = append(rest, number.Decimals(r.Brier.Value)+" of the rule that asking decides")
		case cases.BaseRate:
			rest = append(rest, number.Decimals(r.Brier.Value)+" of the base rate")
		}
	}
	against := wording.Against([]string{"the base rate", "the regression"}, []stats.Estimate{{Value: -skill.Value, Low: -skill.High, High: -skill.Low}, *b.Difference})
	x.Brief = fmt.Sprintf("Back-test of %s, on %s: %s.", q.Asks, number.Of(b.Cases, "case"), against)
	x.Sentence = fmt.Sprintf("On %s of %s the model's error is %s, against %s: %s, as far as so few can tell. The error (Brier score) is the square of what the forecast lacks, in the mean: 0 is best, and 0.25 has who always says 50 %%. The base rate gives every case how often it happens at all.", number.Of(b.Cases, "case"), number.Of(b.States, "state"), number.Estimate(own), number.List(rest), against)
	if few := q.FewStates(); few != "" {
		x.Sentence += " " + few + "."
	}
	if b.Few {
		x.Sentence += " " + q.Worth() + ". " + wording.FewDraws + "."
	}
	x.Notes = append(x.Notes, q.Worth()+".")
	x.Notes = append(x.Notes, q.Intervals()+".", q.Regression()+".")
	return x
}
