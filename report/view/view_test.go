package view_test

import (
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casus/report/view"
	"casus/results"
)

// Every kind of scenario has its page: what is not there is null or empty and said to be
// missing, lists are never null, sentences are whole, probabilities are some.
func TestPages(t *testing.T) {
	for _, c := range []struct {
		name    string
		folder  fs.FS
		ask     ask
		days    int
		record  bool
		missing string // screens
	}{
		{"the reference", shipped(t, "kazakhstan-2022"), ask{runs: 8, scale: 1000}, 30, true, "argument trust worlds"},
		{"no boundaries", shipped(t, "small-state"), ask{runs: 4, scale: 100}, 14, false, "argument map story trust worlds"},
		{"a kingdom", shipped(t, "small-kingdom"), ask{runs: 1, scale: 1000}, 14, false, "argument decisions map story trust worlds"},
		{"60 days", changed(t, shipped(t, "bahrain-2011"), "crisis_days: 45", "crisis_days: 60"), ask{runs: 3, scale: 1000}, 60, true, "argument decisions map trust worlds"},
		{"the atlas", drawn(t, "LKA"), ask{runs: 3, scale: 1000}, 21, false, "argument decisions story trust worlds"},
		{"few tables", shipped(t, "kazakhstan-2022"), ask{runs: 2, scale: 1000, tables: []string{results.Runs}}, 30, true, "argument decisions timeline trust worlds"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, text := of(t, played(t, c.folder, c.ask))
			if strings.Contains(text, "NaN") || strings.Contains(text, "+Inf") || strings.Contains(text, "%!") {
				t.Error("a number that is none")
			}
			whole(t, reflect.ValueOf(*p), "page")
			var screens []string
			for _, m := range p.Missing {
				screens = append(screens, m.Screen)
			}
			slices.Sort(screens)
			if got := strings.Join(slices.Compact(screens), " "); got != c.missing {
				t.Errorf("missing are %s, not %s: %v", got, c.missing, p.Missing)
			}
			if (p.Map == nil) != strings.Contains(c.missing, "map") || p.Worlds != nil || p.Argument != nil {
				t.Error("a part that is missing, or is there, and is not said to be")
			}
			if len(p.Dates) != c.days || (len(p.Story.Record) > 0) != c.record {
				t.Errorf("%d days, %d events in the record", len(p.Dates), len(p.Story.Record))
			}
			if strings.HasPrefix(p.Summary, "What happened in history, ") != c.record {
				t.Errorf("of the past or not: %s", p.Summary)
			}
			for i, e := range p.Story.Record[:max(0, len(p.Story.Record)-1)] {
				if e.Hour > p.Story.Record[i+1].Hour || e.When == "" {
					t.Errorf("the record is not in order at %q", e.When)
				}
			}
			stories := 2
			if c.record {
				stories++
			}
			if len(p.Story.Runs) != stories {
				t.Errorf("%d runs are told", len(p.Story.Runs))
			}
		})
	}
}

// whole looks for lists that are null, sentences without an end, and chances that are
// none, wherever they are.
func whole(t *testing.T, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			t.Errorf("%s is null", path)
		}
		for i := range v.Len() {
			whole(t, v.Index(i), path+"[]")
		}
	case reflect.Pointer:
		if !v.IsNil() {
			whole(t, v.Elem(), path)
		}
	case reflect.Struct:
		if x, ok := v.Interface().(view.Chance); ok && x.Of > 0 && !(0 <= x.Low && x.Low <= x.P && x.P <= x.High && x.High <= 1) {
			t.Errorf("%s: %+v", path, x)
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if text := v.Field(i).String(); f.Name == "Sentence" && (!strings.HasSuffix(text, ".") || strings.Contains(text, "..") || strings.Contains(text, "  ")) {
				t.Errorf("%s is no sentence: %q", path, text)
			}
			whole(t, v.Field(i), path+"."+f.Name)
		}
	}
}

// An assumption that decides is called by its name.
func TestWhatDecidesHasAName(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 150, scale: 1000}))
	if len(p.Trust.Decisive) == 0 {
		t.Fatal("none decides")
	}
	for _, d := range p.Trust.Decisive {
		if d.What == "" || !strings.Contains(d.Sentence, "“"+d.What+"”") {
			t.Errorf("an assumption that decides has no name: %+v", d)
		}
	}
}

// The result's sentence has the numbers of the table, and each figure says how many runs
// it is from.
func TestTheSentenceSaysWhatTheTableSays(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 12, scale: 1000}))
	said := 0
	for event, words := range map[string]string{"protest engulfs the nation": "protest engulfs the nation in ", "the alliance is asked for help": "the alliance is asked for help in ", "foreign troops land": "foreign troops land in ", "the regime survives the 30 days": "the regime survives the 30 days in "} {
		for _, o := range p.Story.Likely.Events {
			if o.Given == "" && strings.HasPrefix(o.Event, event) {
				said++
				if !strings.Contains(p.Sentence, words+o.Chance.Text) || o.Chance.Of != 12 {
					t.Errorf("%s: %s, and the sentence is %s", o.Event, o.Chance.Text, p.Sentence)
				}
			}
		}
	}
	if said != 4 || !strings.HasPrefix(p.Sentence, "Of 12 runs, ") || !strings.HasSuffix(p.Sentence, "in this model, under these assumptions.") {
		t.Errorf("%d events; %s", said, p.Sentence)
	}
}

// A run is the same whenever it is played: the layers of a map are the same from the
// table of places and from runs that are played again, and so is the whole page.
func TestLayersOfTheTableAreThoseOfRunsPlayedAgain(t *testing.T) {
	folder := shipped(t, "kazakhstan-2022")
	kept, _ := of(t, played(t, folder, ask{runs: 6, scale: 1000, tables: []string{results.Runs, results.Daily, results.Places}}))
	again, text := of(t, played(t, folder, ask{runs: 6, scale: 1000, tables: []string{results.Runs, results.Daily}}))
	for _, l := range again.Map.Layers {
		for i, k := range kept.Map.Layers {
			if l.ID == k.ID && k.ID != "troops" { // of which there is no table
				if !strings.HasSuffix(k.Doc, "; from all 6 runs.") || !strings.HasSuffix(l.Doc, "; from all 6 runs, played again.") {
					t.Errorf("%s; %s", k.Doc, l.Doc)
				}
				kept.Map.Layers[i].Doc = l.Doc
			}
		}
	}
	if !reflect.DeepEqual(kept.Map.Layers, again.Map.Layers) || !reflect.DeepEqual(kept.Map.Played, again.Map.Played) || kept.Map.Runs != 6 || again.Map.Runs != 6 {
		t.Error("layers differ")
	}
	if _, same := of(t, played(t, folder, ask{runs: 6, scale: 1000, tables: []string{results.Runs, results.Daily}})); same != text {
		t.Error("two pages of one run differ")
	}
	some := false
	for _, l := range kept.Map.Layers {
		for d, day := range l.Values {
			for i, x := range day {
				some = some || l.Unit == "probability" && x > 0 && x < 1
				if l.Low[d][i] > x || x > l.High[d][i] || x < 0 || l.Unit == "probability" && l.High[d][i] > 1 {
					t.Errorf("%s, day %d: %g in %g to %g", l.ID, d+1, x, l.Low[d][i], l.High[d][i])
				}
			}
		}
	}
	if !some {
		t.Error("no probability is between 0 and 1")
	}
}

// A run that is played again is the one of the tables: its regions on the map sum up to
// its line in the timeline.
func TestTheStorysRunsAreThoseOfTheTables(t *testing.T) {
	in := played(t, shipped(t, "kazakhstan-2022"), ask{runs: 8, scale: 1000})
	p, _ := of(t, in)
	for _, run := range p.Map.Played {
		var values []view.Number
		for _, panel := range p.Timeline.Series[0].Panels {
			for _, x := range panel.Trajectories {
				if x.Run == run.Run {
					values = x.Values
				}
			}
		}
		if len(values) != 30 || p.Timeline.Series[0].ID != "participants" || run.Layers[0].ID != "participants" {
			t.Fatalf("run %d has %d days", run.Run, len(values))
		}
		for d, regions := range run.Layers[0].Values {
			sum := 0.0
			for _, x := range regions {
				sum += float64(x)
			}
			if math.Abs(sum-float64(values[d])) > float64(len(regions)) { // people are whole in each
				t.Errorf("run %d, day %d: %g on the map, %g in the timeline", run.Run, d+1, sum, values[d])
			}
		}
	}
	deaths, _, err := in.Results.Floats(results.Runs, "deaths")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Story.Runs {
		if r.Kind == "worst" && deaths[r.Run] != slices.Max(deaths) {
			t.Errorf("%g die in the worst run, and %g in another", deaths[r.Run], slices.Max(deaths))
		}
	}
}

// Outlines are wound for d3-geo: with the clock, holes against it.
func TestOutlinesAreWoundWithTheClock(t *testing.T) {
	p, _ := of(t, played(t, shipped(t, "kazakhstan-2022"), ask{runs: 1, scale: 1000}))
	if len(p.Map.Outlines.Features) != 17 || len(p.Map.Regions) != 17 {
		t.Fatalf("%d outlines", len(p.Map.Outlines.Features))
	}
	for _, f := range p.Map.Outlines.Features {
		for _, polygon := range f.Geometry.Coordinates {
			for i, ring := range polygon {
				twice := 0.0 // the area on a plane, above 0 against the clock
				for k := range ring[1:] {
					twice += ring[k][0]*ring[k+1][1] - ring[k+1][0]*ring[k][1]
				}
				if hole := i > 0; hole != (twice > 0) {
					t.Errorf("%s: ring %d is wound the wrong way", f.ID, i)
				}
			}
		}
	}
}

// What differs between worlds is the mean of what differs in pairs of runs.
func TestWorldsArePaired(t *testing.T) {
	in := played(t, shipped(t, "kazakhstan-2022"), ask{runs: 12, scale: 1000, worlds: []string{"as-modelled", "no-request", "no-blackout"}})
	p, _ := of(t, in)
	if p.Worlds == nil || len(p.Worlds.List) != 3 || p.Worlds.List[0].ID != "as-modelled" || len(p.Worlds.Pairs) != 3 || p.Worlds.Runs != 12 {
		t.Fatalf("%+v", p.Worlds)
	}
	for _, pair := range p.Worlds.Pairs {
		if strings.Contains(strings.Join(pair.Rest, " "), "Cannot be compared, because no run has it in both worlds: the alliance approves, where it is asked; day of the request") != (pair.World == "no-request" || pair.Against == "no-request") {
			t.Errorf("%s against %s: %q", pair.World, pair.Against, pair.Rest)
		}
	}
	whole(t, reflect.ValueOf(*p.Worlds), "worlds")
	seen := false
	for _, d := range p.Worlds.Pairs[0].Differences {
		sum := 0.0
		for _, x := range d.Dots {
			sum += float64(x)
		}
		if n := float64(len(d.Dots)); math.Abs(sum/n-float64(d.Effect.Mean)) > 1e-9*(1+math.Abs(sum)) {
			t.Errorf("%s: dots have the mean %g, not %g", p.Worlds.Outcomes[d.Outcome].ID, sum/n, d.Effect.Mean)
		}
		if p.Worlds.Outcomes[d.Outcome].ID == "requested" {
			seen = true
			if d.World != 0 || d.Against == 0 || d.Effect.Mean != -d.Against {
				t.Errorf("requests: %+v", d)
			}
		}
	}
	if !seen {
		t.Error("nothing of requests")
	}
}
