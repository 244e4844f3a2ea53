package scenario_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"casus/library"
	"casus/luck"
	"casus/regime"
	"casus/scenario"
)

func folder() fs.FS {
	dir, ok := library.Open("kazakhstan-2022")
	if !ok {
		panic("the reference scenario does not ship")
	}
	return dir
}

// files are those of the reference scenario, to be changed.
func files(t testing.TB) fstest.MapFS { return changed(t, "kazakhstan-2022") }

func load(t testing.TB, fsys fs.FS) *scenario.Scenario {
	s, err := scenario.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var reference = sync.OnceValue(func() *scenario.Scenario {
	s, err := scenario.Load(folder())
	if err != nil {
		panic(err)
	}
	return s
})

func draw(t testing.TB, s *scenario.Scenario, index int, overrides map[string]float64) *scenario.Draw {
	d, err := s.Draw(luck.Of(1, index), overrides)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func values(s *scenario.Scenario, d *scenario.Draw) map[string]float64 {
	m := map[string]float64{}
	for i, n := range s.ParameterNames() {
		m[n] = d.Values[i]
	}
	return m
}

func TestADrawDependsOnSeedAndNumberAlone(t *testing.T) {
	s := reference()
	a := draw(t, s, 3, nil)
	draw(t, s, 4, nil)
	if b := draw(t, s, 3, nil); !slices.Equal(a.Values, b.Values) {
		t.Error("the same replicate drew twice and differs")
	}
	if c := draw(t, s, 4, nil); slices.Equal(a.Values, c.Values) {
		t.Error("two replicates drew the same")
	}
	if again := load(t, files(t)); !slices.Equal(a.Values, draw(t, again, 3, nil).Values) {
		t.Error("loaded twice, the scenario draws differently")
	}
}

// What is set, fixed or added leaves every other draw alone: this is what
// makes two worlds comparable run by run.
func TestOtherDrawsStayWhereTheyAre(t *testing.T) {
	s := reference()
	before := values(s, draw(t, s, 5, nil))
	same := func(what string, after map[string]float64, but string) {
		for n, v := range before {
			if n != but && after[n] != v {
				t.Errorf("%s: %s went from %g to %g", what, n, v, after[n])
			}
		}
	}
	set := values(s, draw(t, s, 5, map[string]float64{"society.shock": 0}))
	same("set", set, "society.shock")
	if set["society.shock"] != 0 {
		t.Errorf("society.shock was set to 0 and is %g", set["society.shock"])
	}
	fixed := 0.0
	narrower, err := s.WithPriors(map[string]scenario.Prior{"society.shock": {Fixed: &fixed}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	same("fixed", values(narrower, draw(t, narrower, 5, nil)), "society.shock")
	if narrower.Clock.AftermathMonths != 0 || s.Clock.AftermathMonths == 0 {
		t.Errorf("months of aftermath: %d in the copy, %d in the original", narrower.Clock.AftermathMonths, s.Clock.AftermathMonths)
	}
	if again := values(s, draw(t, s, 5, nil)); !maps.Equal(again, before) {
		t.Error("the copy has changed the original")
	}

	m := files(t)
	extra := "\nchoice.extra: {prior: {uniform: [0, 1]}, unit: \"1\", source: assumption, why: for a test}\n"
	m[scenario.ParametersFile].Data = append(m[scenario.ParametersFile].Data, extra...)
	main := string(m[scenario.MainFile].Data)
	m[scenario.MainFile].Data = []byte(strings.Replace(main, "utility: ", "utility: 0 * choice.extra + ", 1))
	added := load(t, m)
	same("added", values(added, draw(t, added, 5, nil)), "choice.extra")
}

func TestDrawRefuses(t *testing.T) {
	s := reference()
	for want, overrides := range map[string]map[string]float64{
		`unknown parameter "society.shok" (did you mean "society.shock"?)`: {"society.shok": 1},
		"parameter society.tie_weight is -1, outside its range 0..":        {"society.tie_weight": -1},
		`the parameter "regime.alarm" is no longer read (leave it out: `:   {"regime.alarm": 1},
	} {
		if _, err := s.Draw(luck.Of(1, 0), overrides); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v: %v, want %s", overrides, err, want)
		}
	}
	if _, err := s.WithPriors(map[string]scenario.Prior{"society.shock": {}}, 0); err == nil {
		t.Error("a prior without a distribution was taken")
	}
}

// Every draw of the priors lies where the rooms can use it.
func TestAThousandDrawsAreUsable(t *testing.T) {
	s := reference()
	for i := range 1000 {
		draw(t, s, i, nil)
	}
}

func TestBindFillsEveryCoefficient(t *testing.T) {
	s := reference()
	d := draw(t, s, 0, nil)
	var co regime.Coefficients
	d.Bind("regime", &co)
	v := reflect.ValueOf(co)
	for i := range v.NumField() {
		name := "regime." + v.Type().Field(i).Tag.Get("par")
		if v.Field(i).Float() != d.Parameter(name) {
			t.Errorf("%s is %g, drawn was %g", name, v.Field(i).Float(), d.Parameter(name))
		}
	}
}

// The fitted priors are those in force, and the originals are kept.
func TestFittedPriorsAreInForce(t *testing.T) {
	s := reference()
	if s.Fitted == nil || len(s.Fitted.Fits) != 2 {
		t.Fatal("the reference scenario is not fitted to its record and to cases")
	}
	m := files(t)
	delete(m, scenario.FittedFile)
	unfitted := load(t, m)
	if unfitted.Hash == s.Hash {
		t.Error("with and without fitted priors, the scenario has the same hash")
	}
	for _, fit := range s.Fitted.Fits {
		if len(fit.Priors) == 0 {
			t.Errorf("nothing is fitted to the %s", fit.To)
		}
		for name, p := range fit.Priors {
			of := s.Fitted.Of(name)
			if last := of[len(of)-1]; !reflect.DeepEqual(s.Prior(name), last.Priors[name]) {
				t.Errorf("%s: %+v is in force, %+v was fitted last", name, s.Prior(name), last.Priors[name])
			}
			if reflect.DeepEqual(s.Before(fit.To, name), p) {
				t.Errorf("%s was fitted and is as before", name)
			}
			if !reflect.DeepEqual(unfitted.Prior(name), s.Original(name)) {
				t.Errorf("%s: without a fit %+v is in force, not %+v", name, unfitted.Prior(name), s.Original(name))
			}
		}
	}
}

// What is written is read back as the same fits; a new fit takes the place of the
// one to the same thing, and a fit to the record that of one to cases.
func TestFitsAreReadBack(t *testing.T) {
	fix := func(x float64) scenario.Prior { return scenario.Prior{Fixed: &x} }
	record := scenario.Fit{To: scenario.ToRecord, Command: `casus calibrate x --keep 0.1`, Note: `how "good"`, Priors: map[string]scenario.Prior{
		"society.shock":  {Normal: []float64{0.1, 0.01}, Within: []float64{0.05, 0.12}},
		"society.memory": {Lognormal: []float64{12.3, 0.4}, Within: []float64{10, 20}},
	}}
	cases := scenario.Fit{To: scenario.ToCases, Command: "casus calibrate alliance x", Note: "n", Priors: map[string]scenario.Prior{"alliance.yes": fix(1), "society.shock": fix(0.07)}}
	m := files(t)
	read := func(f *scenario.Fitted) *scenario.Fitted {
		m[scenario.FittedFile] = &fstest.MapFile{Data: f.YAML()}
		return load(t, m).Fitted
	}
	var none *scenario.Fitted
	f := none.With(record)
	if got := read(f); !reflect.DeepEqual(got, f) || !reflect.DeepEqual(got.Fits, []scenario.Fit{record}) {
		t.Errorf("%+v, want %+v", got, f)
	}
	both := read(f.With(cases))
	of := both.Of("society.shock")
	if len(both.Fits) != 2 || len(of) != 2 || of[1].To != scenario.ToRecord || len(both.Of("society.memory")) != 1 || both.Of("alliance.no") != nil {
		t.Errorf("%+v", both)
	}
	s := load(t, m)
	for to, want := range map[string]scenario.Prior{scenario.ToCases: s.Original("society.shock"), scenario.ToRecord: fix(0.07), "": record.Priors["society.shock"]} {
		if got := s.Before(to, "society.shock"); !reflect.DeepEqual(got, want) {
			t.Errorf("a fit to %q begins with %s, want %s", to, got, want)
		}
	}
	if again := read(both.With(record)); !reflect.DeepEqual(again, both) {
		t.Errorf("%+v, want %+v", again, both)
	}
}

// What weighs on a request and on nothing else, through quantities and whoever asks.
func TestRequestWeights(t *testing.T) {
	want := []string{"choice.approval", "choice.deserted", "choice.fear", "choice.fit", "choice.insurance", "choice.precedent", "choice.reliability", "choice.request", "choice.salience", "choice.sovereignty"}
	if got := reference().RequestWeights(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	m := files(t)
	main := string(m[scenario.MainFile].Data)
	shared := strings.Replace(main, `utility: "choice.reinforce * threat"`, `utility: "choice.reinforce * threat + choice.fear * help"`, 1)
	m[scenario.MainFile].Data = []byte(shared)
	if got := load(t, m).RequestWeights(); shared == main || !slices.Equal(got, []string{"choice.deserted", "choice.request", "choice.sovereignty"}) {
		t.Errorf("where another option weighs help too: %v", got)
	}
	m[scenario.MainFile].Data = []byte(strings.Replace(main, `id: request_alliance, name`, `id: request_alliance, by: former, name`, 1))
	if got := load(t, m).RequestWeights(); len(got) != 0 {
		t.Errorf("where another asks: %v", got)
	}
}

func TestThreeDigits(t *testing.T) {
	for x, want := range map[float64]float64{0: 0, 1234.5: 1230, -0.00123456: -0.00123, 9.996: 10, 0.5: 0.5} {
		if got := scenario.Round(x); math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("scenario.Round(%g) is %g, want %g", x, got, want)
		}
	}
}

// Quantities see what the regime sees, and each other whatever their order.
func TestQuantitiesMayUseLaterOnes(t *testing.T) {
	m := files(t)
	main := string(m[scenario.MainFile].Data)
	m[scenario.MainFile].Data = []byte(strings.Replace(main, "\nquantities:\n", "\nquantities:\n  - {name: twice, is: 2 * once}\n  - {name: once, is: regions_protest + 1}\n", 1))
	s := load(t, m)
	env := draw(t, s, 0, nil).Environment()
	if err := s.See(env, &regime.Seen{Protest: 0.25}); err != nil {
		t.Fatal(err)
	}
	at := len(regime.Quantities())
	if env[at] != 2.5 || env[at+1] != 1.25 {
		t.Errorf("twice is %g and once %g, want 2.5 and 1.25", env[at], env[at+1])
	}
}

// A challenger's options can ask the alliance, and nothing else.
func TestOptionsOfAChallenger(t *testing.T) {
	const mine = `{id: dismiss_former, name: "dismiss the former president",`
	const asks = `{id: request_alliance, name: "ask the alliance for help",`
	for _, c := range []struct{ from, to, want string }{
		{asks, asks + " by: former,", ""},
		{asks, asks + " by: president,", ""},
		{asks, asks + " by: formre,", `did you mean "former"?`},
		{mine, mine + " by: government,", "government does not rule: all that option \"dismiss_former\" can do is to ask the alliance"},
		{"{id: wait, name", "{id: wait, by: former, name", "wait does nothing"},
	} {
		m := files(t)
		text := string(m[scenario.MainFile].Data)
		if !strings.Contains(text, c.from) {
			t.Fatalf("no %q to change", c.from)
		}
		m[scenario.MainFile].Data = []byte(strings.Replace(text, c.from, c.to, 1))
		_, err := scenario.Load(m)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.to, err)
		}
	}
}

// The hash stands for what a run does, not for what it is held against.
func TestHashIsOfWhatChangesRuns(t *testing.T) {
	for _, c := range []struct {
		file, old, new string
		changes        bool
	}{
		{scenario.MainFile, "scale: 100", "scale: 50", true},
		{scenario.ParametersFile, "lognormal: [700, 0.3]", "lognormal: [800, 0.3]", true},
		{scenario.FittedFile, "note:", "note: ", true},
		{"places.csv", "Kokshetau", "Kökşetau", true},
		{scenario.RecordFile, "2022-01-05T23:30", "2022-01-05T22:30", true},
		{scenario.RecordFile, "# What happened", "# All that happened", false},
		{"claims.yaml", "# The argument", "# An argument", false},
		{"regions.geojson", "{", " {", false},
	} {
		f := files(t)
		text := string(f[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s has no %q", c.file, c.old)
		}
		f[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		if changed := load(t, f).Hash != reference().Hash; changed != c.changes {
			t.Errorf("%s, %q to %q: the hash changes: %v", c.file, c.old, c.new, changed)
		}
	}
}

func TestQuantitiesAreSeenInJSON(t *testing.T) {
	for want, q := range map[string]scenario.Quantity{"0": {}, "0.25": scenario.Number(0.25), `"a.b * 2"`: scenario.Expression("a.b * 2")} {
		if got, err := json.Marshal(q); err != nil || string(got) != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	}
}

// The engine's words stand for a coefficient wherever a scenario has none of its own.
func TestWordsOfParameters(t *testing.T) {
	for _, c := range scenario.Coefficients() {
		if c.What == "" {
			t.Errorf("%s has no words", c.Name)
		}
	}
	f := files(t)
	own := f[scenario.ParametersFile]
	own.Data = append(own.Data, "\nsociety.memory: {prior: {fixed: 20}, unit: hours, what: how long a crowd is talked of, source: assumption, why: for a test}\nsociety.stay: {prior: {fixed: 3}, unit: hours, source: assumption, why: for a test}\n"...)
	s := load(t, f)
	for name, want := range map[string]string{
		"society.memory":     "how long a crowd is talked of",
		"society.stay":       "how long people stay in a crowd",
		"society.reconsider": "how often a citizen decides anew",
		"society.nothing":    "society.nothing",
	} {
		if got := s.Words(name); got != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
}
