package claims

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/files/bounded"
	"casus/library"
	"casus/scenario"
	"casus/scenario/source"
)

// Everything wrong with claims.yaml is refused with its place, what is wrong and
// what to do. The claims stand from line 3 on; a column is that of the value, or
// of the claim.
func TestWhatIsRefused(t *testing.T) {
	files := folder(t, "small-state",
		[3]string{"scenario.yaml", "", "worlds:\n  - {id: calm, text: nobody fears, do: [{set: belief.fear, to: 0}]}\n  - {id: other, text: another, do: [{set: belief.fear, to: 0.1}]}\n"})
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	words := "known are " + strings.Join(Words(), ", ")
	for _, c := range []struct {
		name, claims string
		want         []string // line:column message [hint]
	}{
		{"misspelt outcome", `- {id: a, statement: S1, text: x, word: likely, event: "requestd > 0"}`,
			[]string{"3:56 column 1 of the expression: unknown name `requestd` [did you mean `requested`?]"}},
		{"misspelt month", `- {id: a, statement: S1, text: x, word: likely, event: "0 < standing.m25"}`,
			[]string{"3:56 column 5 of the expression: unknown name `standing.m25` [did you mean `standing.m2`?]"}},
		{"number for a condition", `- {id: a, statement: S1, text: x, word: likely, event: requested}`,
			[]string{"3:56 column 1 of the expression: expected a condition, found a number [write `requested > 0`]"}},
		{"condition for a number", `- {id: a, statement: S1, text: x, word: likely, first: "requested > 0", then: "1"}`,
			[]string{"3:56 column 1 of the expression: expected a number, found a condition [write `(condition) ? 1 : 0`]"}},
		{"condition for the other number", `- {id: a, statement: S1, text: x, word: likely, more: deaths, than: "deaths > 0"}`,
			[]string{"3:69 column 1 of the expression: expected a number, found a condition [write `(condition) ? 1 : 0`]"}},
		{"number for a given", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0", given: deaths}`,
			[]string{"3:77 column 1 of the expression: expected a condition, found a number [write `deaths > 0`]"}},
		{"other world without one", `- {id: a, statement: S1, text: x, word: likely, event: "against.deaths > 0"}`,
			[]string{"3:56 column 1 of the expression: unknown name `against.deaths` [add against: and the id of the world that this outcome is of]"}},
		{"no outcome of another world", `- {id: a, statement: S1, text: x, word: likely, against: calm, given: "against.deaths > 0", event: "against.tea > 0"}`,
			[]string{"3:100 column 1 of the expression: unknown name `against.tea` [casus show DIR --outcomes lists the names]"}},
		{"no outcome in a condition", `- {id: a, statement: S1, text: x, rises: deaths, against: calm, given: "tea_parties > 0"}`,
			[]string{"3:72 column 1 of the expression: unknown name `tea_parties` [casus show DIR --outcomes lists the names]"}},
		{"other world where both are meant", `- {id: a, statement: S1, text: x, rises: against.deaths, against: calm}`,
			[]string{"3:42 column 1 of the expression: unknown name `against.deaths` [leave against. out: the same is taken from both worlds]"}},
		{"an expression that ends", `- {id: a, statement: S1, text: x, rises: "deaths +", against: calm}`,
			[]string{"3:42 column 9 of the expression: the expression ends too early [a value, a closing parenthesis or the `:` of a choice is missing]"}},
		{"unknown world", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0", world: clam}`,
			[]string{`3:77 unknown world "clam" [did you mean "calm"?]`}},
		{"unknown world of a difference", `- {id: a, statement: S1, text: x, rises: deaths, against: elsewhere}`,
			[]string{`3:59 unknown world "elsewhere" [known are as-modelled, calm, other]`}},
		{"unknown word", `- {id: a, statement: S1, text: x, word: likley, event: "deaths > 0"}`,
			[]string{`3:41 "likley" is not a word of likelihood [did you mean "likely"?]`}},
		{"unknown opened word", `- {id: a, statement: S1, text: x, word: at least provable, event: "deaths > 0"}`,
			[]string{`3:41 "at least provable" is not a word of likelihood [did you mean "at least probable"?]`}},
		{"word of nobody", `- {id: a, statement: S1, text: x, word: for sure, event: "deaths > 0"}`,
			[]string{`3:41 "for sure" is not a word of likelihood [` + words + `; each may be opened with at least or at most]`}},
		{"no word", `- {id: a, statement: S1, text: x, event: "deaths > 0"}`,
			[]string{"3:3 the claim has no word of likelihood [" + words + "]"}},
		{"nothing said", `- {id: a, statement: S1, text: x, word: likely}`,
			[]string{"3:3 the claim says nothing formally [write event, rises, falls, first and then, or more and than; or missing: [formula], which makes it a draft]"}},
		{"two formulas", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0", falls: deaths}`,
			[]string{"3:77 a claim says one thing; this one has event and falls [make two claims of it]"}},
		{"two directions", `- {id: a, statement: S1, text: x, rises: deaths, falls: deaths, against: calm}`,
			[]string{"3:57 a claim says one thing; this one has rises and falls [make two claims of it]"}},
		{"then alone", `- {id: a, statement: S1, text: x, word: likely, then: deaths}`,
			[]string{"3:3 the claim says nothing formally [write event, rises, falls, first and then, or more and than; or missing: [formula], which makes it a draft]"}},
		{"then beside an event", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0", then: deaths}`,
			[]string{"3:76 then has no meaning here [it goes with first]"}},
		{"than beside a time", `- {id: a, statement: S1, text: x, word: likely, first: deaths, then: deaths, than: deaths}`,
			[]string{"3:84 than has no meaning here [it goes with more]"}},
		{"first alone", `- {id: a, statement: S1, text: x, word: likely, first: deaths}`,
			[]string{"3:56 first needs then beside it []"}},
		{"more alone", `- {id: a, statement: S1, text: x, word: likely, more: deaths}`,
			[]string{"3:55 more needs than beside it []"}},
		{"duplicate id", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0"}
- {id: b, statement: S1, text: x, word: likely, event: "deaths > 0"}
- {id: a, statement: S1, text: x, word: likely, event: "deaths > 1"}`,
			[]string{`5:8 duplicate id "a" [claim 1 of the list has it too, as "a"]`}},
		{"id by capitals", `- {id: calls-help, statement: S1, text: x, word: likely, event: "deaths > 0"}
- {id: Calls_Help, statement: S1, text: x, word: likely, event: "deaths > 1"}`,
			[]string{`4:8 duplicate id "Calls_Help" [claim 1 of the list has it too, as "calls-help"]`}},
		{"id that is a path", `- {id: "x/../y", statement: S1, text: x, word: likely, event: "deaths > 0"}`,
			[]string{`3:8 "x/../y" is not an id [letters a to z, digits, dashes and underscores]`}},
		{"empty id", `- {id: "", statement: S1, text: x, word: likely, event: "deaths > 0"}`,
			[]string{"3:8 an empty id [letters a to z, digits, dashes and underscores]"}},
		{"empty statement", `- {id: a, statement: "", text: x, word: likely, event: "deaths > 0"}`,
			[]string{"3:22 the claim does not say where it comes from [S1 will do]"}},
		{"against without meaning", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0", against: calm}`,
			[]string{`3:79 no formula speaks of the world "calm" [leave it out, or write against.NAME in a formula]`}},
		{"against itself", `- {id: a, statement: S1, text: x, rises: deaths, world: calm, against: calm}`,
			[]string{`3:72 the world "calm" is compared with itself []`}},
		{"against itself by default", `- {id: a, statement: S1, text: x, rises: deaths, against: as-modelled}`,
			[]string{`3:59 the world "as-modelled" is compared with itself []`}},
		{"difference of one world", `- {id: a, statement: S1, text: x, rises: deaths}`,
			[]string{"3:3 a difference is one between two worlds, and the claim names one [add against: and the id of a world]"}},
		{"by negative", `- {id: a, statement: S1, text: x, rises: deaths, by: -0.5, against: calm}`,
			[]string{"3:54 -0.5 is below 0 [falls is the other direction]"}},
		{"by without a direction", `- {id: a, statement: S1, text: x, word: likely, event: "deaths > 0", by: 2}`,
			[]string{"3:74 by has no meaning here [it goes with rises, falls and more]"}},
		{"by of an order", `- {id: a, statement: S1, text: x, word: likely, first: deaths, then: deaths, by: 2}`,
			[]string{"3:82 by has no meaning here [it goes with rises, falls and more]"}},
		{"word for a more probable event", `- {id: a, statement: S1, text: x, word: likely, rises: "deaths > 0", against: calm}`,
			[]string{"3:41 whether an event becomes more probable is one number for all replicates, and has no share of them in which it holds [leave the word out: the claim is then about how much more probable it is]"}},
		{"two mistakes in one, one in another", `- {id: a, statement: S1, text: x, word: likley, event: "death > 0"}
- {id: b, statement: S1, text: x, rises: deaths, against: clam}`,
			[]string{`3:41 "likley" is not a word of likelihood [did you mean "likely"?]`,
				"3:56 column 1 of the expression: unknown name `death` [did you mean `deaths`?]",
				`4:59 unknown world "clam" [did you mean "calm"?]`}},
		{"misspelt key", `- {id: a, statement: S1, text: x, word: likely, evnt: "deaths > 0"}`,
			[]string{`3:49 unknown key "evnt" [did you mean "event"?]`}},
		{"missing text", `- {id: a, statement: S1, word: likely, event: "deaths > 0"}`,
			[]string{"3:3 missing key `text` [what the text says]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files[File] = &fstest.MapFile{Data: []byte("about: a test\nclaims:\n" + c.claims + "\n")}
			a, err := Load(files, s)
			var problems source.Problems
			if !errors.As(err, &problems) || a != nil {
				t.Fatalf("%v, %v", a, err)
			}
			var got []string
			for _, p := range problems {
				if p.File != File {
					t.Errorf("in file %s", p.File)
				}
				got = append(got, fmt.Sprintf("%d:%d %s [%s]", p.Line, p.Column, p.Message, p.Hint))
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
	for text, want := range map[string]string{
		"about: a test\nclaims: []\n": "claims.yaml:2:9: nothing is claimed",
		"about: a test\n":             "claims.yaml:1:1: missing key `claims`",
		"":                            "claims.yaml: the file is empty",
	} {
		files[File] = &fstest.MapFile{Data: []byte(text)}
		if _, err := Load(files, s); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	delete(files, File)
	if _, err := Load(files, s); err == nil || !strings.HasPrefix(err.Error(), "claims.yaml: ") {
		t.Error(err)
	}
}

// The worlds to play are those that claims speak of, in the order of the
// scenario, and always the one as modelled.
func TestWorldsOfAnArgument(t *testing.T) {
	for claims, want := range map[string][]string{
		`  - {id: a, statement: S1, text: x, word: likely, event: "deaths > 0"}`:                {"as-modelled"},
		`  - {id: a, statement: S1, text: x, rises: deaths, world: other, against: calm}`:       {"as-modelled", "calm", "other"},
		`  - {id: a, statement: S1, text: x, word: may, event: "deaths > 0", world: other}`:     {"as-modelled", "other"},
		`  - {id: a, statement: S1, text: x, rises: deaths, against: calm, given: "1 > 0"}`:     {"as-modelled", "calm"},
		`  - {id: a, statement: S1, text: x, rises: deaths, against: as-modelled, world: calm}`: {"as-modelled", "calm"},
	} {
		if got := smallState(t, claims).Worlds(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", claims, got, want)
		}
	}
}

// Every outcome listed can be used in a formula, and each has a meaning.
func TestFamilies(t *testing.T) {
	for _, id := range library.IDs() {
		s, err := scenario.Load(folder(t, id))
		if err != nil {
			t.Fatal(err)
		}
		sc, err := newScope(s)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		names := map[string]bool{}
		for _, o := range Families(s) {
			if o.Doc == "" || names[o.Name] {
				t.Errorf("%s: outcome %q has no meaning, or is there twice", id, o.Name)
			}
			names[o.Name] = true
			if _, ok := sc.here.Index(o.Example); o.Example != "" && !ok || o.Example == "" && strings.Contains(o.Name, "…") {
				t.Errorf("%s: a formula cannot use %q, the example of %q", id, o.Example, o.Name)
			}
			for part := range strings.SplitSeq(strings.ReplaceAll(o.Name, " … ", ", "), ", ") {
				prefix, _, _ := strings.Cut(o.Name, ".")
				if part != o.Name && !strings.HasPrefix(part, prefix+".") {
					part = prefix + "." + part
				}
				for _, name := range []string{part, against + part} {
					if _, ok := sc.across.Index(name); !ok {
						t.Errorf("%s: a formula cannot use %s of %q", id, name, o.Name)
					}
				}
			}
		}
		for _, name := range []string{"requested", "standing.before", "standing.m0", "participants.d1", "hour.request_alliance", "society.shock"} {
			if _, ok := sc.here.Index(name); !ok {
				t.Errorf("%s has no outcome %s", id, name)
			}
		}
		for _, name := range []string{"hour.wait", "standing.m-1", "fall_reason", "replicate", "error", "month.m1"} {
			if _, ok := sc.here.Index(name); ok {
				t.Errorf("%s has an outcome %s", id, name)
			}
		}
	}
}

// Every argument that ships can be tested, and that of the reference covers the
// statements that the text makes about what the model can see.
func TestArgumentsThatShip(t *testing.T) {
	tested := 0
	for _, id := range library.IDs() {
		files := folder(t, id)
		if files[File] == nil {
			continue
		}
		tested++
		s, a := argue(t, files)
		ids, statements := map[string]bool{}, map[string]bool{}
		for _, k := range a.Claims {
			if ids[k.ID] || k.ID == "" || k.Text == "" {
				t.Errorf("%s: claim %q is there twice, or says nothing", id, k.ID)
			}
			ids[k.ID], statements[k.Statement] = true, true
		}
		for _, w := range a.Worlds() {
			world, ok := s.World(w)
			if _, err := s.Interventions(world); !ok || err != nil {
				t.Errorf("%s: world %s: %v", id, w, err)
			}
		}
		if id != "kazakhstan-2022" {
			continue
		}
		if len(a.Claims) < 25 {
			t.Errorf("the reference makes %d claims", len(a.Claims))
		}
		for _, n := range []int{1, 2, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 24, 25} {
			if !statements[fmt.Sprintf("S%d", n)] {
				t.Errorf("the reference has no claim on S%d", n)
			}
		}
	}
	if tested == 0 {
		t.Error("no scenario that ships has an argument")
	}
}

// Whatever stands in claims.yaml, reading it ends with an argument or with
// problems that have a place in it.
func FuzzLoadClaims(f *testing.F) {
	files := folder(f, "small-state")
	s, err := scenario.Load(files)
	if err != nil {
		f.Fatal(err)
	}
	head := "about: a test\nclaims:\n"
	for _, seed := range []string{
		head + "  - {id: a, statement: S1, text: x, word: likely, event: \"requested > 0\"}\n",
		head + "  - {id: a, statement: S1, text: x, rises: standing.m12, by: 0.1, against: as-modelled, given: \"against.deaths > 0\"}\n",
		head + "  - id: a\n    statement: S1\n    text: >-\n      x\n    word: at least likely\n    first: min(hour.dialogue, hour.emergency)\n    then: hour.request_alliance\n",
		head + "  - {id: a, statement: S1, text: x, word: may, more: \"1/deaths\", than: \"2**deaths\", world: nowhere}\n",
		head + "  - {id: a, by: .nan, event: \"((((\", against: \"\"}\n", "claims: [{}, [], null]\nabout: 1\n", "", "a: &b *b\n", "\xff\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		own := fstest.MapFS{File: &fstest.MapFile{Data: text}}
		var a *Argument
		var err error
		bounded.Read(t, func() { a, err = Load(own, s) })
		if err != nil {
			var problems source.Problems
			if !errors.As(err, &problems) || len(problems) == 0 || a != nil {
				t.Fatalf("%T: %v", err, err)
			}
			for _, p := range problems {
				if p.Message == "" || p.File != File || p.Line < 0 || p.Line > strings.Count(string(text), "\n")+strings.Count(string(text), "\r")+1 {
					t.Errorf("misplaced: %+v", p)
				}
			}
			return
		}
		env := make([]float64, 2*len(a.scope.outcomes))
		for i := range a.Claims {
			c := &a.compiled[i]
			if c.given != nil {
				c.given(env)
			}
			c.in(env, len(a.scope.outcomes))
			if c.Range.Low > c.Range.High || a.Claims[i].By < 0 {
				t.Errorf("claim %+v", a.Claims[i])
			}
		}
	})
}

// A verdict goes with the scenario and with the text of the argument.
func TestHashIsOfScenarioAndClaims(t *testing.T) {
	const claim = "about: x\nclaims:\n- {id: a, statement: S1, text: x, word: likely, event: \"deaths > 0\"}\n"
	hash := func(text string, change ...[3]string) string {
		files := folder(t, "small-state", change...)
		s, err := scenario.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Load(fstest.MapFS{File: &fstest.MapFile{Data: []byte(text)}}, s)
		if err != nil {
			t.Fatal(err)
		}
		return a.Hash
	}
	was := hash(claim)
	if again := hash(claim); again != was {
		t.Error("the same argument has two hashes")
	}
	if hash(strings.Replace(claim, "likely", "unlikely", 1)) == was {
		t.Error("another word, the same hash")
	}
	if hash(claim, [3]string{"scenario.yaml", "crisis_days: 14", "crisis_days: 15"}) == was {
		t.Error("another scenario, the same hash")
	}
}
