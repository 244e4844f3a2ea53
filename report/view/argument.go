package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/report/wording"
)

// Argument is the verdicts on the scenario's claims.
type Argument struct {
	About    string    `json:"about"`
	Sample   string    `json:"sample"` // what was judged, and from how many runs
	Sentence string    `json:"sentence"`
	Rule     string    `json:"rule"`  // what a verdict does not say
	Brief    string    `json:"brief"` // heads the verdicts in a line each
	Found    Heading   `json:"found"` // of the verdicts
	Same     Heading   `json:"same"`  // of those that are put in or, where that was not tried, on claims that no run decides
	Came     *Came     `json:"came"`  // null where it is not known of any sentence
	All      string    `json:"all"`   // names all verdicts
	Kinds    []string  `json:"kinds"` // of verdicts that there are, in plain words: contradicted first
	Verdicts []Verdict `json:"verdicts"`
}

// Verdict is what came of a claim.
type Verdict struct {
	ID       string  `json:"id"`
	Label    string  `json:"label"`    // S9, or S9 (1 of 2) where a statement has two claims
	Text     string  `json:"text"`     // the sentence that is judged
	Read     string  `json:"read"`     // how this claim reads it; "" where the statement has no other
	Formula  string  `json:"formula"`  // code is between backticks
	Word     string  `json:"word"`     // of likelihood; of a mean, what is said of it
	WordLow  Number  `json:"wordLow"`  // range of the word; null of a claim about a mean
	WordHigh Number  `json:"wordHigh"` // the same
	WordText string  `json:"wordText"` // likely (55–80 %)
	Verdict  string  `json:"verdict"`  // consistent, stronger than claimed, weaker than claimed, contradicted, undecided at this sample, vacuous, every run failed
	Plain    string  `json:"plain"`    // the verdict in plain words
	Same     bool    `json:"same"`     // put in: could not have been otherwise; where that was not tried, holds, or fails, in every run judged
	Came     string  `json:"came"`     // what came of the sentence, in short; "" where that is not known
	Holds    *Chance `json:"holds"`    // null where no run can be judged
	Effect   *Effect `json:"effect"`
	Sentence string  `json:"sentence"`
	Reading  string  `json:"reading"` // what the picture shows
	Details  []Entry `json:"details"`
	Judged   int     `json:"judged"`
	Of       int     `json:"of"`     // runs
	Failed   int     `json:"failed"` // of them, and left out
	On       string  `json:"on"`     // what the verdict is on: single runs or a mean; "" where there is no mean beside
	Needed   int     `json:"needed"` // runs in all that would decide; 0 where it is decided, or where 100,000 would not
	Flips    []Flip  `json:"flips"`
	FlipsOf  string  `json:"flipsOf"` // heads the assumptions that separate
	NoFlips  string  `json:"noFlips"` // why there are none, and then what comes nearest
	Nearest  *Flip   `json:"nearest"`
	Moves    string  `json:"moves"` // heads the next; "" of a claim without an effect
	Drivers  []Flip  `json:"drivers"`
}

// Flip is an assumption that separates runs in which a claim holds from the others, or with
// which what it compares differs.
type Flip struct {
	Parameter string `json:"parameter"`
	What      string `json:"what"` // the parameter is, in words
	Sentence  string `json:"sentence"`
	Reason    string `json:"reason"` // why it is assumed, a sentence
}

// argument gives the verdicts on the scenario's claims.
func (m *maker) argument() error {
	switch {
	case m.Tested == nil && m.Argues:
		m.page.Missing = append(m.page.Missing, Missing{Screen: "argument", Why: "The scenario has an argument, which was not tested here.", How: "casus report --argument judges the claims of the scenario.", Offer: &Offer{"Test the argument", otherWorlds, ""}})
	case m.Tested == nil:
		m.missing("argument", "The scenario has no claims (%s).", claims.File)
	default:
		t := m.Tested
		x := &Argument{About: strings.TrimSpace(t.About), Sample: wording.Sample(t), Sentence: capital(wording.Verdicts(t)) + ".", Rule: wording.HowOften, Brief: "Which sentences hold", All: "all", Verdicts: []Verdict{}}
		x.Found = Heading{"What the runs say of each sentence", "The box is the range of the word that the sentence uses, the point how often it holds, the line what the number of runs leaves open. Open a sentence for how it is read and what decides it."}
		if n := len(t.Drafts); n > 0 {
			x.Sentence += " " + wording.NotTested + ": " + number.Of(n, "draft") + "."
		}
		if t.Probed == 0 {
			x.Sentence += " It was not tried here which verdicts could not have been otherwise: casus claims and casus report --argument try it."
		}
		if t.Probed > 0 {
			x.Same = Heading{"Put in", wording.Probed(t) + "."}
		} else if n := wording.Always(t); n > 0 {
			x.Same = Heading{"The same in every run", capital(wording.Everywhere(n, false)) + "."}
		}
		x.Came = cameOf(t)
		for _, r := range t.Results {
			v := m.verdict(r)
			if v.Same = r.PutIn; t.Probed == 0 {
				v.Same = r.Always()
			}
			x.Verdicts = append(x.Verdicts, v)
		}
		x.Kinds = kinds(t.Results)
		m.page.Argument = x
	}
	return nil
}

// kinds lists the verdicts that there are, in plain words, with what contradicts first and
// what is put in last.
func kinds(results []claims.Result) []string {
	list := []string{}
	for _, v := range []claims.Verdict{claims.Contradicted, claims.Weaker, claims.Stronger, claims.Consistent, claims.Undecided, claims.Vacuous, claims.Unplayed} {
		for _, r := range results {
			if r.Verdict == v && !r.PutIn && !slices.Contains(list, r.Plain()) {
				list = append(list, r.Plain())
			}
		}
	}
	if slices.ContainsFunc(results, func(r claims.Result) bool { return r.PutIn }) {
		list = append(list, wording.PutIn)
	}
	return list
}

func (m *maker) verdict(r claims.Result) Verdict {
	v := Verdict{
		ID: r.ID, Label: r.Label, Text: r.Text, Formula: wording.Formula(r.Claim),
		Word: r.Word, WordLow: none, WordHigh: none, WordText: strings.ReplaceAll(wording.Said(r), "\n", ", "),
		Verdict: string(r.Verdict), Plain: wording.Plain(&r), Came: wording.CameShort(r.Resolved), On: on(r), FlipsOf: "What flips it", Sentence: capital(strings.TrimSuffix(wording.Verdict(r), " †")) + ".",
		Judged: r.Judged, Of: r.Of, Failed: r.Failed, Needed: r.Needed, Flips: []Flip{}, NoFlips: capital(r.NoFlips), Drivers: []Flip{},
	}
	if r.Means != nil {
		v.WordLow, v.WordHigh, v.WordText = Number(r.Means.Low), Number(r.Means.High), r.Word+" ("+r.Means.String()+")"
	}
	if r.Label != r.Statement && r.Note != "" {
		v.Read = "Read here: " + strings.TrimSuffix(r.Note, ".") + "."
	}
	if r.Judged > 0 {
		holds := chanceOf(r.Holds)
		v.Holds = &holds
	}
	if r.Effect != nil {
		e := effectOf(*r.Effect, r.Unit)
		v.Effect = &e
		v.Sentence += " " + capital(wording.EffectSentence(r)) + "."
		if r.Means != nil { // the two may seem to disagree
			v.Sentence += " The verdict is on single runs, not on this mean."
		}
	}
	flip := func(name, sentence string) Flip {
		return Flip{Parameter: name, What: m.s.Words(name), Sentence: sentence, Reason: reason(m.s.Parameters[name])}
	}
	for _, f := range r.Flips {
		v.Flips = append(v.Flips, flip(f.Parameter, "It holds "+wording.Turns(f)+"."))
	}
	if f := r.Nearest; f != nil {
		near := flip(f.Parameter, "Nearest comes this: it holds "+wording.Turns(*f)+". But "+wording.ByChance(*f)+".")
		v.Nearest = &near
	}
	if r.Effect != nil {
		if v.Moves = "With which assumptions the effect goes"; len(r.Drivers) == 0 {
			v.Moves = "No assumption goes with the effect by more than chance would."
		}
		for _, d := range r.Drivers {
			v.Drivers = append(v.Drivers, flip(d.Parameter, "It is "+wording.Drives(d, r.Unit)+"."))
		}
	}
	if r.Means == nil {
		v.FlipsOf = "What flips it in single runs: the verdict is on the mean, and here a run counts if the difference within it is as claimed"
	}
	v.Reading = reading(v)
	v.Details = details(r, v)
	return v
}

// on says of a claim on a difference whether its verdict is on single runs or on the mean.
func on(r claims.Result) string {
	switch {
	case r.Means == nil:
		return "the mean difference over all runs"
	case r.Effect != nil:
		return "single runs: in how many of them it holds, by however little; the mean difference beside it does not count"
	}
	return ""
}

// reading says what the picture of a verdict shows.
func reading(v Verdict) string {
	switch {
	case v.Holds == nil && v.Effect == nil:
		return "no run could be judged"
	case v.Holds != nil && !math.IsNaN(float64(v.WordLow)):
		return v.WordText + ": holds in " + v.Holds.Text
	case v.Effect != nil:
		return "on average " + v.Effect.Text
	}
	return "holds in " + v.Holds.Text
}

// details are what a verdict rests on.
func details(r claims.Result, v Verdict) []Entry {
	list, read := []Entry{}, r.Note
	if v.Read != "" { // it is under the sentence
		read = ""
	}
	for _, e := range []Entry{
		{"how it is read", read}, {"the verdict is on", v.On}, {"its word", cmp.Or(v.WordText, v.Word)}, {"worlds", wording.Worlds(r.Claim)},
		{"judged", fmt.Sprintf("%s of %s", number.Count(r.Judged), number.Of(r.Of, "run"))}, {"because", r.Because()}, {"is it large enough to matter", wording.Matter(&r)}, {"at other times", wording.Months(&r)}, {"could it be otherwise", wording.Tried(&r)}, {"what shows what came", wording.Evidence(r.Resolved)},
	} {
		if e.Value != "" {
			list = append(list, e)
		}
	}
	if r.Needed > 0 {
		list = append(list, Entry{"runs needed to decide", "some " + number.Whole(significant(float64(r.Needed), 2))})
	}
	return list
}
