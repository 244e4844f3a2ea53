package view

import (
	"strings"

	"casus/claims"
	"casus/report/wording"
)

// Argument is the verdicts on the scenario's claims.
type Argument struct {
	About    string    `json:"about"`
	Sample   string    `json:"sample"` // what was judged, and from how many runs
	Sentence string    `json:"sentence"`
	Rule     string    `json:"rule"`  // what a verdict does not say
	PutIn    string    `json:"putIn"` // the note on claims that no draw decides; "" where there are none
	Verdicts []Verdict `json:"verdicts"`
}

// Verdict is what came of a claim.
type Verdict struct {
	ID        string  `json:"id"`
	Statement string  `json:"statement"` // S9
	Text      string  `json:"text"`      // the sentence that is judged
	Note      string  `json:"note"`      // how it is read
	Formula   string  `json:"formula"`   // code is between backticks
	Worlds    string  `json:"worlds"`
	Word      string  `json:"word"`     // of likelihood; of a mean, what is said of it
	WordLow   Number  `json:"wordLow"`  // range of the word; null of a claim about a mean
	WordHigh  Number  `json:"wordHigh"` // the same
	WordText  string  `json:"wordText"` // likely (55–80 %)
	Verdict   string  `json:"verdict"`  // consistent, stronger than claimed, weaker than claimed, contradicted, undecided at this sample, vacuous, every run failed
	Plain     string  `json:"plain"`    // the verdict in plain words
	PutIn     bool    `json:"putIn"`    // holds, or fails, in every run judged: the model may not allow another answer
	Holds     *Chance `json:"holds"`    // null where no run can be judged
	Effect    *Effect `json:"effect"`
	Because   string  `json:"because"`
	Sentence  string  `json:"sentence"`
	Judged    int     `json:"judged"`
	Of        int     `json:"of"`     // runs
	Failed    int     `json:"failed"` // of them, and left out
	Needed    int     `json:"needed"` // runs in all that would decide; 0 where it is decided, or where 100,000 would not
	Flips     []Flip  `json:"flips"`
	NoFlips   string  `json:"noFlips"` // why there are none
}

// Flip is an assumption that separates runs in which a claim holds from the others.
type Flip struct {
	Parameter string `json:"parameter"`
	Text      string `json:"text"`
	There     Chance `json:"there"` // how often it holds on that side
	Other     Chance `json:"other"`
	Why       string `json:"why"` // of the parameter's prior
}

// argument gives the verdicts on the scenario's claims.
func (m *maker) argument() error {
	switch {
	case m.Tested == nil && m.Argues:
		m.page.Missing = append(m.page.Missing, Missing{Screen: "argument", Why: "The scenario has an argument, which was not tested here.", How: "casus report --argument judges the claims of the scenario.", Play: true})
	case m.Tested == nil:
		m.missing("argument", "The scenario has no claims (%s).", claims.File)
	default:
		t := m.Tested
		x := &Argument{About: strings.TrimSpace(t.About), Sample: wording.Sample(t), Sentence: capital(wording.Verdicts(t)) + ".", Rule: wording.HowOften, Verdicts: []Verdict{}}
		if n := wording.Always(t); n > 0 {
			x.PutIn = capital(wording.Everywhere(n)) + "."
		}
		for _, r := range t.Results {
			x.Verdicts = append(x.Verdicts, m.verdict(r))
		}
		m.page.Argument = x
	}
	return nil
}

func (m *maker) verdict(r claims.Result) Verdict {
	v := Verdict{
		ID: r.ID, Statement: r.Statement, Text: r.Text, Note: r.Note, Formula: wording.Formula(r.Claim), Worlds: wording.Worlds(r.Claim),
		Word: r.Word, WordLow: none, WordHigh: none, WordText: strings.ReplaceAll(wording.Said(r), "\n", ", "),
		Verdict: string(r.Verdict), Plain: r.Plain(), PutIn: r.Always(), Because: r.Because(), Sentence: capital(strings.TrimSuffix(wording.Verdict(r), " †")) + ".",
		Judged: r.Judged, Of: r.Of, Failed: r.Failed, Needed: r.Needed, Flips: []Flip{}, NoFlips: r.NoFlips,
	}
	if r.Means != nil {
		v.WordLow, v.WordHigh, v.WordText = Number(r.Means.Low), Number(r.Means.High), r.Word+" ("+r.Means.String()+")"
	}
	if r.Judged > 0 {
		holds := chanceOf(r.Holds)
		v.Holds = &holds
	}
	if r.Effect != nil {
		e := effectOf(*r.Effect, r.Unit)
		v.Effect = &e
		v.Sentence += " " + capital(wording.EffectSentence(r)) + "."
	}
	for _, f := range r.Flips {
		v.Flips = append(v.Flips, Flip{
			Parameter: f.Parameter, Text: "holds more often " + wording.Where(f), There: chanceOf(f.Side(f.Higher)), Other: chanceOf(f.Side(!f.Higher)), Why: m.s.Parameters[f.Parameter].Why,
		})
	}
	return v
}
