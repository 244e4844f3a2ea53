package claims

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/results"
	"casus/scenario"
	"casus/scenario/source"
)

// A draft is listed with what it lacks, and has no verdict; the others are judged as if
// it were not there.
func TestADraftIsNotJudged(t *testing.T) {
	const complete = "  - {id: a, statement: S1, text: x, word: likely, event: \"deaths > 0\"}\n"
	const draft = `  - {id: b, statement: S1, text: y, word: may, place: "x.md:3, paragraph 1", missing: [formula], guess: [{outcome: deaths, words: [dead]}]}
  - {id: c, statement: S2, text: z, event: "deaths > 1", world: other, missing: [word]}
  - {id: d, statement: S3, text: z, missing: [formula, word]}
`
	a := smallState(t, draft+complete)
	if len(a.Claims) != 1 || a.Claims[0].ID != "a" || len(a.Drafts) != 3 {
		t.Fatalf("%d claims, %d drafts", len(a.Claims), len(a.Drafts))
	}
	if got := a.Worlds(); !slices.Equal(got, []string{scenario.AsModelled}) {
		t.Errorf("drafts have worlds played: %v", got)
	}
	world := makeWorld(t, a.scenario, run(map[string]any{"deaths": 3.0}), run(map[string]any{"deaths": 0.0}))
	r, err := Test(a, map[string]*results.Reader{scenario.AsModelled: world})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Results) != 1 || r.Results[0].Label != "S1" {
		t.Errorf("judged: %+v", r.Results)
	}
	wantShare(t, r.Results[0], 1, 2)
	text, err := json.Marshal(r.Drafts)
	if want := `[{"id":"b","statement":"S1","text":"y","place":"x.md:3, paragraph 1","missing":["formula"]},{"id":"c","statement":"S2","text":"z","missing":["word"]},{"id":"d","statement":"S3","text":"z","missing":["formula","word"]}]`; err != nil || string(text) != want {
		t.Errorf("%s\nwant\n%s", text, want)
	}
	files := folder(t, "small-state", [3]string{File, "", "about: x\nclaims:\n" + `  - {id: d, statement: S3, text: z, missing: [formula, word]}`})
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := Find(files, s); a != nil || err != nil {
		t.Errorf("drafts alone are an argument: %v, %v", a, err)
	}
	if a, err := Load(files, s); err != nil || len(a.Drafts) != 1 {
		t.Errorf("drafts alone: %v, %v", a, err)
	}
}

// A draft lacks what it says, and nothing else: all that is there is checked.
func TestWhatIsRefusedOfADraft(t *testing.T) {
	files := folder(t, "small-state")
	s, err := scenario.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ claim, want string }{
		{`event: "deaths > 0", word: likely, missing: [formula]`, "3:79 the claim has a formula, and says that it is missing [take formula out of the list, and missing away if nothing else is]"},
		{`event: "deaths > 0", word: likely, missing: [word]`, "3:79 the claim has a word, and says that it is missing [take word out of the list, and missing away if nothing else is]"},
		{`word: likely, missing: [formulae]`, `3:59 no part of a claim is called "formulae" [did you mean "formula"?]`},
		{`missing: [word, word]`, "3:51 word is listed twice []"},
		{`word: likley, missing: [formula]`, `3:41 "likley" is not a word of likelihood [did you mean "likely"?]`},
		{`word: likely, world: clam, missing: [formula]`, `3:56 unknown world "clam" [known are as-modelled]`},
		{`word: likely, given: "death > 0", missing: [formula]`, "3:56 column 1 of the expression: unknown name `death` [did you mean `deaths`?]"},
		{`event: "death > 0", missing: [word]`, "3:42 column 1 of the expression: unknown name `death` [did you mean `deaths`?]"},
		{`missing: [word]`, "3:3 the claim says nothing formally [write event, rises, falls, first and then, or more and than; or missing: [formula], which makes it a draft]"},
		{`missing: []`, "3:3 the claim says nothing formally [write event, rises, falls, first and then, or more and than; or missing: [formula], which makes it a draft]"},
		{`missing: formula`, ""},
		{`word: likely, missing: [formula], guess: [{outcome: deaths}]`, ""},
	} {
		files[File] = &fstest.MapFile{Data: []byte("about: a test\nclaims:\n- {id: a, statement: S1, text: x, " + c.claim + "}\n")}
		_, err := Load(files, s)
		var problems source.Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s is taken: %v", c.claim, err)
			continue
		}
		p := problems[0]
		if got := fmt.Sprintf("%d:%d %s [%s]", p.Line, p.Column, p.Message, p.Hint); c.want != "" && (got != c.want || len(problems) > 1) {
			t.Errorf("%s: %s\nwant %s", c.claim, strings.ReplaceAll(err.Error(), "\n", " | "), c.want)
		}
	}
}
