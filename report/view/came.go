package view

import (
	"strings"

	"casus/claims"
	"casus/report/number"
	"casus/report/wording"
	"casus/stats"
)

// Came is what came of the sentences of an argument, and who forecast it how well.
type Came struct {
	Name     string            `json:"name"`
	Sentence string            `json:"sentence"`
	Compared string            `json:"compared"` // who scores better
	Axis     string            `json:"axis"`     // heads the scores
	Scores   []ForecasterScore `json:"scores"`   // Brier scores by forecaster; lower is better
	WordsOf  string            `json:"wordsOf"`  // heads the words
	Words    []WordCame        `json:"words"`
	WordsSay string            `json:"wordsSay"` // how far words can be judged
	RuleOf   string            `json:"ruleOf"`   // heads the rule
	Rule     string            `json:"rule"`
	Tables   []Numbers         `json:"tables"`
}

// ForecasterScore is how well one forecasts.
type ForecasterScore struct {
	Name  string `json:"name"`
	Score Score  `json:"score"`
}

// WordCame is how often sentences with a word of likelihood came true.
type WordCame struct {
	Low      Number `json:"low"` // range of the word, 0 to 1
	High     Number `json:"high"`
	Share    Chance `json:"share"` // of its sentences that came true
	Sentence string `json:"sentence"`
}

// Numbers is a table.
type Numbers struct {
	Name string     `json:"name"`
	Head []string   `json:"head"`
	Rows [][]string `json:"rows"`
}

// cameOf is nil where it is not known of any sentence what came of it.
func cameOf(r *claims.Report) *Came {
	c := claims.CameOf(r, "")
	if len(c.Told) == 0 {
		return nil
	}
	x := &Came{
		Name: "What came of the sentences", Sentence: wording.CameFound(c),
		Axis: "Brier score: lower is better", Scores: []ForecasterScore{}, WordsOf: "How often sentences came true, by their word", Words: []WordCame{},
		RuleOf: "How it is scored", Rule: wording.CameRule, Tables: []Numbers{},
	}
	flat := func(row []string) (out []string) {
		for _, cell := range row {
			out = append(out, strings.ReplaceAll(cell, "\n", ", "))
		}
		return out
	}
	told := Numbers{Name: "Sentences", Head: wording.ToldHead, Rows: [][]string{}}
	for i := range c.Told {
		told.Rows = append(told.Rows, flat(wording.ToldRow(&c.Told[i])))
	}
	x.Tables = append(x.Tables, told)
	if len(c.Scores) == 0 {
		return x
	}
	x.Compared, x.WordsSay = wording.Compared(c.Scores), wording.WordsCame(c.Words)
	tables := func(name string, list []claims.Score) {
		n := Numbers{Name: name, Head: wording.ScoreHead, Rows: [][]string{}}
		for _, s := range list {
			n.Rows = append(n.Rows, wording.ScoreRow(s))
		}
		x.Tables = append(x.Tables, n)
	}
	for _, s := range c.Scores {
		x.Scores = append(x.Scores, ForecasterScore{string(s.Who), scoreOf(s.Brier)})
	}
	tables("Scores", c.Scores)
	if all, one := c.Scored(); one > 0 && one < all {
		tables("Scores on what is about the one world that has been", c.Modelled)
	}
	if len(c.Free) > 0 && wording.Marked(c) {
		tables(wording.CameFree, c.Free)
	}
	words := Numbers{Name: "Words", Head: []string{"word", "range", "sentences", "came true"}, Rows: [][]string{}}
	for _, w := range c.Words {
		share := stats.Share{Of: w.N, P: w.Came.Value, Low: w.Came.Low, High: w.Came.High}
		x.Words = append(x.Words, WordCame{Number(w.Range.Low), Number(w.Range.High), chanceOf(share), wording.WordCame(w)})
		words.Rows = append(words.Rows, []string{strings.Join(w.Words, ", "), w.Range.String(), number.Count(w.N), number.Percents(share)})
	}
	x.Tables = append(x.Tables, words)
	return x
}
