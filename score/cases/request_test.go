package cases

import (
	"context"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/library"
	"casus/luck"
	"casus/scenario"
	"casus/stats"
)

// Cases tell when a ruler asks where he did, or nobody did, in an organisation with
// a council.
func TestPlights(t *testing.T) {
	yes, no := true, false
	by := func(a Asker) *Asker { return &a }
	base := Case{ID: "x", State: "x", Defected: new(SomeDefected), Basis: new(ContestedBasis), Family: Multilateral, Requested: &yes, RequestedBy: by(Incumbent)}
	for _, c := range []struct {
		name   string
		change func(*Case)
		tells  bool
		asked  bool
	}{
		{"the incumbent", func(*Case) {}, true, true},
		{"interim authorities", func(c *Case) { c.RequestedBy = by(Interim) }, true, true},
		{"nobody", func(c *Case) { c.Requested, c.RequestedBy = &no, nil }, true, false},
		{"an ousted leader", func(c *Case) { c.RequestedBy = by(OustedLeader) }, false, false},
		{"the winner of an election", func(c *Case) { c.RequestedBy = by(ElectionWinner) }, false, false},
		{"several", func(c *Case) { c.RequestedBy = by(Mixed) }, false, false},
		{"not known who", func(c *Case) { c.RequestedBy = nil }, false, false},
		{"not known whether", func(c *Case) { c.Requested, c.RequestedBy = nil, nil }, false, false},
		{"one helper", func(c *Case) { c.Family = Bilateral }, false, false},
		{"a few helpers", func(c *Case) { c.Family = Coalition }, false, false},
		{"an attack from outside", func(c *Case) { c.Flags = []Flag{NotDomestic} }, false, false},
	} {
		one := base
		c.change(&one)
		list := plights(&Library{Cases: []Case{one}}, true)
		if tells := len(list) == 1; tells != c.tells || tells && list[0].came != c.asked {
			t.Errorf("%s: %+v", c.name, list)
		}
	}
}

// asked is the probability that the reference's ruler asks in a case.
func asked(t *testing.T, c Case, values func(medians []float64)) float64 {
	t.Helper()
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	yes, by := true, Incumbent
	c.ID, c.State, c.Family, c.Requested, c.RequestedBy = "x", "x", Multilateral, &yes, &by
	q, err := asking(s, plights(&Library{Cases: []Case{c}}, true), nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	var medians []float64
	for _, w := range q.weights {
		medians = append(medians, w.median)
	}
	values(medians)
	each := []float64{0}
	if err := q.odds(medians, each); err != nil {
		t.Fatal(err)
	}
	return each[0]
}

// What makes a ruler ask in a run makes him ask in a case: trouble, and forces that
// leave him. More than trouble, a treaty counts for little.
func TestTheRequestHasItsSigns(t *testing.T) {
	rated := func(r int) *int { return &r }
	base := Case{Defected: new(NoneDefected), Basis: new(NoBasis), Unrest: rated(2), Violence: rated(2)}
	as := func([]float64) {}
	of := asked(t, base, as)
	for name, more := range map[string]func(*Case){
		"unrest": func(c *Case) { c.Unrest = rated(4) }, "violence": func(c *Case) { c.Violence = rated(4) }, "deserters": func(c *Case) { c.Defected = new(ManyDefected) },
		"treaty": func(c *Case) { c.Basis = new(ExplicitBasis) }, "not rated": func(c *Case) { c.Unrest, c.Violence = nil, nil },
	} {
		c := base
		more(&c)
		if p := asked(t, c, as); p <= of {
			t.Errorf("%s: %g, without %g", name, p, of)
		}
	}
	s, _ := reference()
	reluctant := func(v []float64) { v[slices.Index(s.RequestWeights(), "choice.sovereignty")] *= 2 }
	found := func(v []float64) { v[len(s.RequestWeights())] *= 3 }
	if p := asked(t, base, reluctant); p >= of {
		t.Errorf("who sets more by sovereignty asks with %g, else with %g", p, of)
	}
	if p, want := asked(t, base, found), 3*of/(3*of+1-of); math.Abs(p-want) > 1e-12 {
		t.Errorf("found three times as easily: %g, want %g", p, want)
	}
}

// Planted weights of the request are found, if there are cases enough in which
// they matter.
func TestWeightsOfTheRequestAreLearnt(t *testing.T) {
	s, err := reference()
	if err != nil {
		t.Fatal(err)
	}
	lot := luck.Of(5, 0).For("test")
	var list []plight
	for i := range 80 {
		u := func(k uint64) int { return lot.Below(uint64(i), k, 5) + 1 }
		unrest, violence := u(0), u(1)
		list = append(list, plight{
			outcome: outcome{id: string(rune('a'+i%26)) + string(rune('a'+i/26)), cluster: string(rune('a' + i%26))},
			fit:     unknown, desertion: desertions[[]Defection{NoneDefected, SomeDefected, ManyDefected}[lot.Below(uint64(i), 2, 3)]], unrest: &unrest, violence: &violence,
		})
	}
	q, err := asking(s, list, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(s.RequestWeights(), "choice.request")
	truth := make([]float64, len(q.weights))
	for k, w := range q.weights {
		truth[k] = w.median
	}
	truth[at] = 2.5
	each := make([]float64, len(list))
	if err := q.odds(truth, each); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		q.outcomes[i].came = lot.Uniform(uint64(i), 3) < each[i]
	}
	x, err := newSample(context.Background(), q, 500, 1, (*weight).before, func() {})
	if err != nil {
		t.Fatal(err)
	}
	w, _ := x.importance(func(int) bool { return true })
	before, after := stats.Median(x.of(at)), stats.WeightedQuantiles(x.of(at), w, 0.5)[0]
	if math.Abs(math.Log(after/truth[at])) > 0.5*math.Abs(math.Log(before/truth[at])) {
		t.Errorf("the weight of threat is %g; before %g, after %g", truth[at], before, after)
	}
}

// Where asking is another's, no case says when the ruler asks.
func TestNoRequestOfTheRuler(t *testing.T) {
	folder, _ := library.Open("gambia-2017")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if q, err := asking(s, nil, nil, 1); q != nil || err != nil {
		t.Errorf("%v, %v", q, err)
	}
	b, err := Run(context.Background(), s, cases(t), nil, quick, func() {})
	if err != nil || b.Asked != nil {
		t.Errorf("%v: %+v", err, b)
	}
}

// An option of another actor's, who may ask too, does not make the ruler ask.
func TestAnothersRequestIsNotTheRulers(t *testing.T) {
	folder, _ := library.Open("kazakhstan-2022")
	files := fstest.MapFS{}
	names, err := fs.Glob(folder, "*")
	if err != nil {
		t.Fatal(err)
	}
	odds := func(with string) float64 {
		for _, n := range names {
			text, err := fs.ReadFile(folder, n)
			if err != nil {
				t.Fatal(err)
			}
			if n == scenario.MainFile {
				text = []byte(strings.Replace(string(text), "\noptions:\n", "\noptions:\n"+with, 1))
			}
			files[n] = &fstest.MapFile{Data: text}
		}
		s, err := scenario.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		q, err := asking(s, []plight{{outcome: outcome{id: "x"}, fit: unknown, desertion: unknown}}, nil, 1)
		if err != nil {
			t.Fatal(err)
		}
		each, medians := []float64{0}, []float64{}
		for _, w := range q.weights {
			medians = append(medians, w.median)
		}
		if err := q.odds(medians, each); err != nil {
			t.Fatal(err)
		}
		return each[0]
	}
	alone := odds("")
	if both := odds("  - {id: plea, name: plea, by: former, utility: \"9\", effects: {request: true, frame: terrorism}}\n"); both != alone {
		t.Errorf("the ruler asks with %g, and with %g where another may ask too", alone, both)
	}
}

// Deserters take ground: a plot has no crowd.
func TestDesertersTakeGround(t *testing.T) {
	quiet, many := 1, ManyDefected
	p := plight{outcome: outcome{id: "x"}, fit: unknown, desertion: desertions[many], unrest: &quiet, violence: &quiet}
	lost := 0.0
	for _, m := range p.predicaments(200, luck.Of(1, 0)) {
		lost += m.ControlLost / 200
		if m.Participants > crowds[0].high || m.Desertion < 0.3 {
			t.Fatalf("%+v", m)
		}
	}
	if lost < 0.2 {
		t.Errorf("%g of the ground is lost where many defect", lost)
	}
}
