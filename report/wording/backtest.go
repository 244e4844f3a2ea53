package wording

import (
	"fmt"

	"casus/report/number"
	"casus/score/cases"
)

// Question is one that a back-test puts to the cases.
type Question struct {
	ID     string // sent or asked
	Scores *cases.Scores
	Ask    string
	Asks   string // the same without the question
	About  string // the cases, and how they are forecast
	Came   string // what it is to come about
	Where  string // the cases in which it does
}

// Questions of a back-test.
func Questions(b *cases.Backtest) []Question {
	how := "each state's cases forecast from those of all other states"
	if b.Frozen {
		how = "weights learnt from the library's cases of other states"
	}
	ratings := "ratings coded with hindsight left out"
	if b.Hindsight {
		ratings = "with the ratings coded with hindsight"
	}
	x := &b.Sent
	list := []Question{{
		"sent", x, "Does the alliance send troops?", "whether the alliance sends troops",
		fmt.Sprintf("%s of %s, sent in %d; %s; %s; weights of %s, seed %d", number.Of(x.Cases, "domestic case"), number.Of(x.States, "state"), x.Came, how, ratings, b.Scenario, b.Seed),
		"sent", "troops were sent",
	}}
	if x = b.Asked; x == nil {
		return list
	}
	about := "No case tells: none is of an organisation with a council and has him ask, or nobody"
	if x.Cases > 0 {
		about = fmt.Sprintf("%s of organisations with a council, of %s, in which he asked (%d) or nobody did; %s; %s", number.Of(x.Cases, "case"), number.Of(x.States, "state"), x.Came, how, ratings)
	}
	return append(list, Question{"asked", x, "Does the one in office ask for help?", "whether the one in office asks for help", about, "asked", "he asked"})
}

// AllAlike is said of cases that have no scores.
const AllAlike = "All came out alike: there is nothing to tell apart, so nothing to score"

// Outcome says how a case came out.
func (q *Question) Outcome(came bool) string {
	if came {
		return q.Came
	}
	return "not " + q.Came
}

// Intervals says what the scores of a question are, and their intervals.
func (q *Question) Intervals() string {
	return fmt.Sprintf("90 %% intervals: bootstrap of whole states. Skill: by what part the Brier score is lower than that of the base rate. AUC: how often a case where %s is given more than one where not", q.Where)
}

// fewStates are too few for a bootstrap of states to know how far it is off.
const fewStates = 10

// FewStates warns of a question with cases of few states; "" where there are enough.
func (q *Question) FewStates() string {
	if q.Scores.States >= fewStates {
		return ""
	}
	return fmt.Sprintf("There are %s: intervals from so few say next to nothing", number.Of(q.Scores.States, "state"))
}

// Regression sets the model against the regression, where there are scores.
func (q *Question) Regression() string {
	return fmt.Sprintf("Model against regression, Brier score: %s (below 0 the model is better)", number.Estimate(*q.Scores.Difference))
}

// Worth says how much the draws of the weights are worth.
func (q *Question) Worth() string {
	return fmt.Sprintf("%d draws of the weights, worth %.0f independent ones in the forecast with the fewest", q.Scores.Draws, q.Scores.Effective)
}

// FewDraws warns of draws that are worth few.
const FewDraws = "That is too few to lean on"

// MostSurprised is how many cases are named in which the model was most surprised.
const MostSurprised = 6
