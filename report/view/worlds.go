package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/stats"
)

// Worlds is worlds set against each other, run by run with the same draws and luck.
type Worlds struct {
	Runs     int       `json:"runs"`  // of each world
	List     []World   `json:"list"`  // the first is the one that the page is about
	Pairs    []Pair    `json:"pairs"` // of each two worlds: the later of the list against the earlier
	Outcomes []Outcome `json:"outcomes"`
	Doc      string    `json:"doc"` // what is shown of a difference
}

// World is one of them.
type World struct {
	ID   string   `json:"id"`
	Text string   `json:"text"`
	Do   []string `json:"do"` // what is done in it
}

// Pair is what differs in a world from another.
type Pair struct {
	World       string       `json:"world"`   // id
	Against     string       `json:"against"` // id
	Name        string       `json:"name"`
	Differ      int          `json:"differ"` // runs in which some outcome differs
	Differences []Difference `json:"differences"`
	Rest        []string     `json:"rest"` // sentences on outcomes without a difference
	Sentence    string       `json:"sentence"`
	Brief       string       `json:"brief"` // the largest difference in what matters, without what it is against
}

// Outcome is one that is compared.
type Outcome struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Doc  string `json:"doc"` // what it is exactly
}

// Difference is an outcome in a world less that in the other.
type Difference struct {
	Outcome  int      `json:"outcome"` // index
	World    Number   `json:"world"`   // mean
	Against  Number   `json:"against"` // mean
	Levels   []string `json:"levels"`  // both in words
	Effect   Effect   `json:"effect"`
	Dots     []Number `json:"dots"` // quantiles of the differences within runs, each as likely
	Sentence string   `json:"sentence"`
}

// compared are the outcomes that are set against each other in two worlds, and how they
// are called: of runs, and of the aftermath at a month.
var (
	compared = map[string]string{
		"engulfed": "protest engulfs the nation", "dismissed": "the target of grievance is dismissed", "requested": "the alliance is asked for help",
		"approved": "the alliance approves, where it is asked", "deployed": "foreign troops land", "lost_control": "control of a place is lost",
		"survived_30d": "the regime survives the crisis", "survived_6m": "the regime survives six months more", "survived_24m": "the regime survives 24 months more",
		"regions_protest_peak": "most regions with protest on a day", "regions_violence_peak": "most regions with violence on a day",
		"peak_participants": "participants on the largest day", "deaths": "deaths", "detained": "people detained",
		"request_day": "day of the request", "hours_to_landing": "hours from the request to the landing", "mission_days": "days that the mission lasts",
		"demands": "demands of the lead nation", "later_crises": "later crises of other states",
	}
	later = map[string]string{
		"standing": "standing of the lead nation", "balance": "balance between powers", "obligation": "obligation to the lead nation", "style": "authoritarian style",
		"cooperation": "repression cooperation", "precedent": "precedent of missions", "popularity": "popularity of the ruler", "legitimacy": "legitimacy of the regime",
	}
)

// laterMonth is the month of the aftermath that is compared, or the last.
const laterMonth = 12

// Beside is a world with the same draws and luck as another, which it is set against.
type Beside struct {
	ID, Text string
	Do       []string // what is done in it
	Results  *results.Reader
}

// WorldsOf lists those of a scenario that were played, by id: first the one against which
// the others are set, then these in the scenario's order.
func WorldsOf(s *scenario.Scenario, played map[string]*results.Reader, against string) (list []Beside) {
	for _, first := range []bool{true, false} {
		for _, w := range s.Worlds {
			if r := played[w.ID]; r != nil && (w.ID == against) == first {
				b := Beside{ID: w.ID, Text: w.Text, Do: []string{}, Results: r}
				for _, a := range w.Do {
					b.Do = append(b.Do, a.String())
				}
				list = append(list, b)
			}
		}
	}
	return list
}

// differing sets each two worlds against each other.
func (m *maker) differing() error {
	if len(m.Worlds) < 2 {
		one := Missing{Screen: "worlds", Why: "The run has one world.", How: fmt.Sprintf("casus worlds %s lists others; casus run --experiment plays several, and casus claims those of an argument.", m.s.ID)}
		if len(m.s.Worlds) > 1 {
			one.Offer = &Offer{"Play its other worlds", otherWorlds, ""}
		}
		m.page.Missing = append(m.page.Missing, one)
		return nil
	}
	x := &Worlds{Runs: m.Results.Manifest().Replicates, Pairs: []Pair{}, Outcomes: []Outcome{}, Doc: "Each dot is one twentieth of the runs: how much the outcome differs in a run from the same run of the other world. The point is the mean, the line what the number of runs leaves open."}
	var compared []Beside
	for _, w := range m.Worlds {
		if !w.Results.Manifest().IsFinished() {
			m.missing("worlds", "The world %s is not compared: its runs were interrupted.", w.ID)
			continue
		}
		compared = append(compared, w)
	}
	frames := make([]*results.Frame, len(compared))
	for i, w := range compared {
		var err error
		if frames[i], err = results.NewFrame(w.Results); err != nil {
			return err
		}
		x.List = append(x.List, World{w.ID, w.Text, w.Do})
		for k := range i {
			p, err := m.pair(x, w, compared[k], frames[i], frames[k])
			if err != nil {
				return err
			}
			x.Pairs = append(x.Pairs, *p)
		}
	}
	if len(x.Pairs) > 0 {
		m.page.Worlds = x
	}
	return nil
}

// pair sets a world against another.
func (m *maker) pair(all *Worlds, w, base Beside, frame, against *results.Frame) (*Pair, error) {
	month := min(laterMonth, m.s.Clock.AftermathMonths)
	c, err := ensemble.Compare(m.s, w.ID, base.ID, w.Results, base.Results, month)
	if err != nil {
		return nil, err
	}
	x := &Pair{World: w.ID, Against: base.ID, Name: fmt.Sprintf("What differs in %s from %s", w.ID, base.ID), Differ: c.Differ, Differences: []Difference{}, Rest: []string{}}
	var same, apart []string
	ofRuns := func(f *results.Frame, name string) ([]float64, error) {
		columns, err := f.Runs(name)
		if err != nil {
			return nil, err
		}
		return columns[0], nil
	}
	ofMonth := func(f *results.Frame, name string) ([]float64, error) {
		columns, err := f.Steps(results.Monthly, []int{month}, name)
		if err != nil {
			return nil, err
		}
		return columns[0][0], nil
	}
	for _, part := range []struct {
		list  []ensemble.Compared
		names map[string]string
		load  func(*results.Frame, string) ([]float64, error)
		when  string
	}{{c.Outcomes, compared, ofRuns, ""}, {c.Aftermath, later, ofMonth, fmt.Sprintf(", month %d", month)}} {
		for _, o := range part.list {
			name, known := part.names[o.Name]
			if !known {
				continue
			}
			if i := slices.IndexFunc(m.s.State.Actors, func(a scenario.Actor) bool { return a.Target }); o.Name == "dismissed" && i >= 0 {
				name = m.s.State.Actors[i].Name + " is dismissed"
			}
			here, err := part.load(frame, o.Name)
			if err != nil {
				return nil, err
			}
			there, err := part.load(against, o.Name)
			if err != nil {
				return nil, err
			}
			name += part.when
			d, differs := difference(o, base.ID, name, here, there)
			if !differs {
				if o.Unit == "probability" {
					name = "whether " + name
				}
				same = append(same, name)
				continue
			}
			d.Outcome = all.index(Outcome{o.Name, name, o.Doc})
			x.Differences = append(x.Differences, d)
		}
	}
	for _, id := range c.Missing {
		if name, known := compared[id]; known {
			apart = append(apart, name)
		}
	}
	if same != nil {
		x.Rest = append(x.Rest, "No run differs in: "+strings.Join(same, "; ")+".")
	}
	if apart != nil {
		x.Rest = append(x.Rest, "Cannot be compared, because no run has it in both worlds: "+strings.Join(apart, "; ")+".")
	}
	x.Sentence, x.Brief = all.changes(x, c.Replicates)
	return x, nil
}

// difference is that of an outcome, run by run, and whether there is one in any.
func difference(o ensemble.Compared, against, name string, here, there []float64) (Difference, bool) {
	var pairs []float64
	differs := false
	for i := range here {
		if d := stats.Difference(here[i], there[i]); !math.IsNaN(d) {
			pairs, differs = append(pairs, d), differs || d != 0
		}
	}
	f := number.FiguresOf(o.Effect, o.Unit)
	d := Difference{Levels: []string{f.Level(o.World), f.Level(o.Against)}, World: Number(o.World), Against: Number(o.Against), Effect: effectOf(o.Effect, o.Unit), Dots: dotsOf(pairs)}
	d.Sentence = fmt.Sprintf("%s: %s, against %s in %s; difference %s, over %s.", capital(name), d.Levels[0], d.Levels[1], against, d.Effect.Text, number.Of(o.Effect.N, "pair")+" of runs")
	return d, differs
}

// index is the place of an outcome in the list, to which it is added if it is new.
func (x *Worlds) index(o Outcome) int {
	i := slices.Index(x.Outcomes, o)
	if i < 0 {
		i = len(x.Outcomes)
		x.Outcomes = append(x.Outcomes, o)
	}
	return i
}

// weighty are the outcomes that matter most: what becomes of people and of the regime, and
// what the alliance does.
var weighty = []string{"survived_30d", "survived_24m", "deaths", "engulfed", "lost_control", "requested", "approved", "deployed", "dismissed"}

// given reports whether a difference follows from what is done in a world: what it forces
// or forbids is the same there in every run, and so is what cannot come without it.
func (x *Worlds) given(w *Pair, d Difference) bool {
	sure := func(share Number) bool { return share == 0 || share == 1 }
	done := func(id string) bool {
		return slices.ContainsFunc(x.List, func(l World) bool { return l.ID == id && len(l.Do) > 0 })
	}
	switch x.Outcomes[d.Outcome].ID {
	case "requested", "approved", "deployed", "dismissed":
		return done(w.World) && sure(d.World) || done(w.Against) && sure(d.Against)
	}
	return false
}

// changes says what differs, where the sample supports it: of what matters most the largest
// difference first, then of all else the clearest, and last what is so because of what is
// done. Brief is the first of them alone.
func (x *Worlds) changes(w *Pair, pairs int) (sentence, brief string) {
	if w.Differ == 0 {
		text := fmt.Sprintf("In %s of runs, all there are, everything is as in %s.", number.Of(pairs, "pair"), w.Against)
		return text, text
	}
	var first, rest, given []Difference
	for _, d := range w.Differences {
		switch {
		case d.Effect.Low <= 0 && d.Effect.High >= 0:
		case x.given(w, d):
			given = append(given, d)
		case slices.Contains(weighty, x.Outcomes[d.Outcome].ID):
			first = append(first, d)
		default:
			rest = append(rest, d)
		}
	}
	largest := func(d Difference) float64 { // as a share of all runs, or of the larger mean
		size := math.Abs(float64(d.Effect.Mean))
		if d.Effect.Unit == "probability" {
			return size
		}
		return size / math.Max(math.Abs(float64(d.World)), math.Abs(float64(d.Against)))
	}
	clearest := func(d Difference) float64 {
		return math.Abs(float64(d.Effect.Mean)) / float64(d.Effect.High-d.Effect.Low)
	}
	by := func(size func(Difference) float64) func(a, b Difference) int {
		return func(a, b Difference) int { return cmp.Compare(size(b), size(a)) }
	}
	slices.SortStableFunc(first, by(largest))
	slices.SortStableFunc(rest, by(clearest))
	words := func(list []Difference) string {
		var parts []string
		for _, d := range list[:min(mostChanges, len(list))] {
			parts = append(parts, x.Outcomes[d.Outcome].Name+" "+d.Effect.Text)
		}
		return strings.Join(parts, "; ")
	}
	const alike = "no difference in survival, deaths or what the alliance does is beyond chance"
	var parts []string
	switch {
	case len(first) > 0:
		parts = append(parts, words(first))
	case len(given) > 0:
		parts = append(parts, strings.Replace(alike, "no difference", "no other difference", 1))
	default:
		parts = append(parts, alike)
	}
	brief = parts[0]
	if len(first) == 0 && len(given) > 0 {
		brief += "; by what is done, " + words(given[:1])
	}
	if len(first) < mostChanges && len(rest) > 0 {
		parts = append(parts, words(rest[:min(mostChanges-len(first), len(rest))]))
	}
	if len(given) > 0 {
		parts = append(parts, "by what is done in it, "+words(given))
	}
	if first == nil && rest == nil && given == nil {
		text := fmt.Sprintf("%s of %s differ in some outcome; no mean difference is beyond chance, %s.", capital(number.Count(w.Differ)), number.Of(pairs, "pair")+" of runs", conditional)
		return text, text
	}
	return fmt.Sprintf("Against %s, %s: %s.", w.Against, conditional, strings.Join(parts, "; ")), capital(brief) + "."
}

// mostChanges is how many differences of a kind are named.
const mostChanges = 3
