package wording_test

import (
	"strings"
	"testing"

	"casus/claims"
	"casus/report/wording"
	"casus/stats"
)

func score(who claims.Who, brier, low, high float64) claims.Score {
	return claims.Score{Who: who, Brier: stats.Estimate{Value: brier}, Beyond: stats.Estimate{Low: low, High: high}}
}

// The sentence gives the model's place, whether it wins or loses, and who is told apart.
func TestThePlaceOfTheModel(t *testing.T) {
	for want, list := range map[string][]claims.Score{
		"By the Brier score the model (0.35) comes last, after the analyst (0.20) and a coin (0.25). With the doubt, it is worse than the analyst; so few sentences cannot tell it from a coin.": {
			score(claims.Analyst, 0.2, -0.2, -0.1), score(claims.Model, 0.35, 0, 0), score(claims.Coin, 0.25, -0.2, 0.1),
		},
		"By the Brier score the model (0.10) comes first, before the analyst (0.20). With the doubt, it is better than the analyst.": {
			score(claims.Analyst, 0.2, 0.05, 0.1), score(claims.Model, 0.1, 0, 0),
		},
		"By the Brier score the model (0.22) comes after the analyst (0.20), and before a coin (0.25). With the doubt, so few sentences cannot tell it from the analyst and a coin.": {
			score(claims.Analyst, 0.2, -0.05, 0.1), score(claims.Model, 0.22, 0, 0), score(claims.Coin, 0.25, -0.2, 0.1),
		},
	} {
		if got := wording.Compared(list); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// Sentences that are no evidence of skill are counted with their signs, and the scores
// without them stand beside.
func TestSentencesThatAreNoEvidence(t *testing.T) {
	free := claims.Told{Label: "S1", Group: "S1", Brier: map[claims.Who]float64{claims.Model: 0.2}}
	put, fitted := free, free
	put.PutIn, fitted.Fitted = true, []string{"deaths"}
	for want, c := range map[string]*claims.Came{
		"Of those scored 2 can be no evidence of skill: 1 put in, which could not have been otherwise (‡), and 1 on numbers of the record that priors were fitted to (§). Without them, by the Brier score, the model has 0.20.": {
			Probed: 200, Told: []claims.Told{free, put, fitted}, Free: []claims.Score{score(claims.Model, 0.2, 0, 0)},
		},
		"Of those scored 1 can be no evidence of skill: 1 put in, which could not have been otherwise (‡).": {Probed: 200, Told: []claims.Told{put}},
		"Which are put in or fitted to the record was not looked for.":                                      {Told: []claims.Told{{Brier: free.Brier}}},
		"Which are put in was not tried.":                                                                   {Told: []claims.Told{free}},
		"":                                                                                                  {Probed: 200, Told: []claims.Told{free}},
	} {
		if got := wording.CameMarks(c); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if got := wording.ToldRow(&put)[0] + wording.ToldRow(&fitted)[0]; got != "S1 ‡S1 §" {
		t.Error(got)
	}
}

// It is said which statements come true together, and of tables from before that nothing is known.
func TestGroupsOfStatements(t *testing.T) {
	told := func(group string) claims.Told {
		return claims.Told{Group: group, Brier: map[claims.Who]float64{claims.Model: 0.2}}
	}
	c := &claims.Came{Told: []claims.Told{told("S1"), told("S1"), told("S3")}, Groups: []claims.Group{{Statements: []string{"S1", "S2"}, Reads: []string{"standing"}}}}
	if got := wording.CameGroups(c); !strings.Contains(got, "S1 and S2 (standing). The intervals draw such groups as a whole, of which there are 2 with") {
		t.Error(got)
	}
	if got := wording.CameGroups(&claims.Came{Told: []claims.Told{told("")}}); !strings.HasPrefix(got, "The intervals take statements for independent") {
		t.Error(got)
	}
}

// It is said on how many draws a verdict was tried, and what came of that.
func TestWhetherAVerdictCouldBeOtherwise(t *testing.T) {
	for want, x := range map[string]claims.Result{
		"": {},
		"Put in: none of 60 draws makes it otherwise (40 judged are from wider priors).":                                                                                   {PutIn: true, Tried: &claims.Tried{Judged: 40, Wide: 40, Holds: 60}},
		"It can be otherwise: it is in 3 of 60 draws, 5 % [2, 12] (20 judged are from wider priors; in 10 more nothing differs).":                                          {Tried: &claims.Tried{Judged: 20, Holds: 57, Fails: 3, Alike: 10, Otherwise: stats.ShareOf(3, 60)}},
		"Not probed enough to tell whether it could be otherwise: 20 draws from wider priors can be judged and differ, and it takes 30 (15 judged are from wider priors).": {Tried: &claims.Tried{Judged: 15, Wide: 20, Holds: 90}},
		"Not probed enough to tell whether it could be otherwise: 1 draw from wider priors can be judged and differs, and it takes 30 (1 judged are from wider priors).":   {Tried: &claims.Tried{Judged: 1, Wide: 1, Holds: 2, Fails: 1, Mean: true, Turned: "a.b"}},
		"It can be otherwise: by a.b half of the 60 draws have the other sign (20 judged are from wider priors).":                                                          {Tried: &claims.Tried{Judged: 20, Wide: 30, Holds: 57, Fails: 3, Mean: true, Turned: "a.b"}},
	} {
		if got := wording.Tried(&x); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// What is put in is counted apart, and a page on nothing else says so.
func TestPutInIsCountedApart(t *testing.T) {
	in, free := claims.Result{PutIn: true, Verdict: claims.Consistent}, claims.Result{Verdict: claims.Contradicted}
	for want, list := range map[string][]claims.Result{
		"1 contradicted; apart from these 2 put in (2 consistent)": {in, free, in},
		"apart from these 1 put in (1 consistent)":                 {in},
		"1 contradicted": {free},
	} {
		if got := wording.Verdicts(&claims.Report{Results: list}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Words whose range what came misses are named.
func TestWordsThatCameOut(t *testing.T) {
	word := func(name string, low, high, from, to float64) claims.Word {
		return claims.Word{Words: []string{name}, Range: claims.Range{Low: low, High: high}, N: 3, Came: stats.Estimate{Value: from, Low: from, High: to}}
	}
	if got := wording.WordsCame([]claims.Word{word("likely", 0.55, 0.8, 0.1, 0.9)}); !strings.HasPrefix(got, "No word can be told to be wrong.") {
		t.Error(got)
	}
	if got := wording.WordsCame([]claims.Word{word("likely", 0.55, 0.8, 0.1, 0.4), word("may", 0.05, 1, 0, 0.7)}); !strings.Contains(got, "beside the range of “likely”. There are 6 sentences on 2 ranges: their intervals, which take sentences for independent, are 30 to 70") {
		t.Error(got)
	}
}

// An answer of another day than the formula is named, on the side on which it lies.
func TestCameDates(t *testing.T) {
	told := func(label, horizon string, by claims.Date) claims.Told {
		return claims.Told{Label: label, Horizon: horizon, Resolution: claims.Resolution{As: claims.False, By: by}, Brier: map[claims.Who]float64{claims.Model: 0.1}}
	}
	c := &claims.Came{Told: []claims.Told{
		told("S1", "2023-01-31", "2023-06"), told("S2", "2023-01-31", "2024-02"), told("S3", "2027-01-31", "2024"), told("S4", "", "2024"),
		{Label: "S5", Horizon: "2023-01-31", Resolution: claims.Resolution{By: "2030"}},
	}}
	got := wording.CameDates(c)
	for _, want := range []string{"later: S2;", "may still turn: S3."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	for _, no := range []string{"S1", "S4", "S5"} {
		if strings.Contains(got, no) {
			t.Errorf("%q names %s", got, no)
		}
	}
	if got := wording.CameDates(&claims.Came{Told: c.Told[:1]}); got != "" {
		t.Errorf("%q of a sentence judged at its own month", got)
	}
}
