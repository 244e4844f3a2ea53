package claims

import (
	"fmt"
	"slices"

	"casus/scenario/source"
)

// Part of a claim that is still to be written.
type Part string

// The parts that a draft may lack.
const (
	NoFormula Part = "formula" // event, rises, falls, first and then, or more and than
	NoWord    Part = "word"    // of likelihood
)

// Words lists the parts.
func (Part) Words() []string { return []string{string(NoFormula), string(NoWord)} }

// Guess is an outcome that a sentence may be about, because its name or meaning has
// words of the sentence. It is no part of what the claim says.
type Guess struct {
	Outcome string   `yaml:"outcome" json:"outcome" doc:"the outcome, as a formula can have it; of a series one day or month"`
	Series  string   `yaml:"series,omitempty" json:"series,omitempty" doc:"of a series: its days or months, as casus show DIR --outcomes lists them"`
	Means   string   `yaml:"means,omitempty" json:"means,omitempty" doc:"what the outcome is"`
	Words   []string `yaml:"words" json:"words" doc:"the words that the sentence shares with it"`
}

// Draft is a claim that is not tested, and has no verdict, because a part is missing.
type Draft struct {
	ID        string `json:"id"`
	Statement string `json:"statement"`
	Text      string `json:"text"`
	Place     string `json:"place,omitempty"`
	Missing   []Part `json:"missing"`
	Resolved  bool   `json:"resolved,omitempty"` // it is written what came of it, which is not scored
}

// IsDraft tells whether a claim says itself that a part of it is missing.
func (k *Claim) IsDraft() bool { return len(k.Missing) > 0 }

// lacks tells whether a claim says that a part is missing.
func (k *Claim) lacks(p Part) bool { return slices.Contains(k.Missing, p) }

// drafts describes claims that are not tested.
func drafts(list []Claim) (out []Draft) {
	for _, k := range list {
		out = append(out, Draft{k.ID, k.Statement, k.Text, k.Place, k.Missing, k.Resolved != nil})
	}
	return out
}

// draft checks what there is of a claim that lacks a part. What is said to be missing
// must be: otherwise a finished claim would go untested.
func (c *checker) draft(k *Claim) {
	var seen []Part
	for i, p := range k.Missing {
		at := fmt.Sprintf(".missing[%d]", i)
		switch known := p.Words(); {
		case !slices.Contains(known, string(p)):
			c.bad(at, source.Meant(string(p), known), "no part of a claim is called %q", string(p))
			return
		case slices.Contains(seen, p):
			c.bad(at, "", "%s is listed twice", p)
			return
		}
		seen = append(seen, p)
	}
	formula := k.Event + k.Rises + k.Falls + k.First + k.Then + k.More + k.Than
	switch {
	case k.lacks(NoFormula) && formula != "":
		c.bad(".missing", "take formula out of the list, and missing away if nothing else is", "the claim has a formula, and says that it is missing")
		return
	case k.lacks(NoWord) && k.Word != "":
		c.bad(".missing", "take word out of the list, and missing away if nothing else is", "the claim has a word, and says that it is missing")
		return
	case !k.lacks(NoFormula):
		c.claim(k)
		return
	}
	c.resolution(k)
	var out compiled
	c.words(k, &out)
	c.worlds(k, &out)
	if k.Given != "" {
		c.formulas(k, "", &out)
	}
}
