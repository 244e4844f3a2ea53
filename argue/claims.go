package argue

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"casus/claims"
	"casus/scenario"
	"casus/scenario/source"
)

// idWords is how many words of its sentence an id has.
const idWords = 3

// Claims makes a draft of each estimate: its sentence, place, word and guesses, and what
// is missing. Sentences are numbered S1, S2 and so on; one with two estimates makes two
// drafts.
func (a *Article) Claims() claims.Document {
	doc := claims.Document{About: fmt.Sprintf("The estimates in %s, found by casus argue. Still to be written: whose analysis it is, and of when.", filepath.Base(a.File))}
	taken := map[string]int{}
	statement, last := 0, ""
	for _, e := range a.Estimates {
		if here := fmt.Sprint(e.Line, " ", e.Paragraph, " ", e.Sentence); here != last {
			statement, last = statement+1, here
		}
		k := claims.Claim{
			ID: idOf(e, taken), Statement: fmt.Sprintf("S%d", statement), Text: e.Sentence, Word: e.Word, Note: e.Note,
			Place: fmt.Sprintf("%s:%d, paragraph %d", filepath.Base(a.File), e.Line, e.Paragraph), Missing: []claims.Part{claims.NoFormula}, Guess: e.Guess,
		}
		if e.Word == "" {
			k.Missing = append(k.Missing, claims.NoWord)
		}
		doc.Claims = append(doc.Claims, k)
	}
	return doc
}

// idOf makes an id of the first words of what is estimated that mean something, other than any
// in taken, and puts it there.
func idOf(e Estimate, taken map[string]int) string {
	phrase := content(e.Phrase)
	list := slices.DeleteFunc(content(e.part), func(w string) bool { return slices.Contains(phrase, w) })
	id := source.Slug(strings.Join(list[:min(len(list), idWords)], " "))
	if message, _ := source.CheckID(id); message != "" {
		id = "estimate"
	}
	stem := id
	for taken[source.Fold(id)] > 0 {
		taken[source.Fold(stem)]++ // so that many alike are not counted through each time
		id = fmt.Sprintf("%s-%d", stem, taken[source.Fold(stem)])
	}
	taken[source.Fold(id)]++
	return id
}

// YAML writes the drafts as a claims.yaml, with the line by which editors find its schema.
func (a *Article) YAML() ([]byte, error) {
	doc := a.Claims()
	text, err := source.Encode(&doc)
	if err != nil {
		return nil, err
	}
	if text = scenario.WithSchema(text, "claims"); len(text) > source.MaxFileBytes { // sentences of some thousand characters
		return nil, source.Problems{{File: a.File, Message: fmt.Sprintf("its %d estimates make a claims.yaml of more than %d MB, which is not read", len(a.Estimates), source.MaxFileBytes>>20), Hint: "cut the article into chapters"}}
	}
	return text, nil
}
