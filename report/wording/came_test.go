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

// It is said on how many draws a verdict was tried, and what came of that.
func TestWhetherAVerdictCouldBeOtherwise(t *testing.T) {
	for want, x := range map[string]claims.Result{
		"": {},
		"Put in: none of 60 draws makes it otherwise (20 judged are from wider priors).":                                          {PutIn: true, Tried: &claims.Tried{Judged: 20, Holds: 60}},
		"It can be otherwise: it is in 3 of 60 draws, 5 % [2, 12] (20 judged are from wider priors; in 10 more nothing differs).": {Tried: &claims.Tried{Judged: 20, Holds: 57, Fails: 3, Alike: 10, Otherwise: stats.ShareOf(3, 60)}},
		"Too few draws to tell whether it could be otherwise: 2 (1 judged are from wider priors).":                                {Tried: &claims.Tried{Judged: 1, Holds: 2}},
		"It can be otherwise: by a.b half of the 60 draws have the other sign (20 judged are from wider priors).":                 {Tried: &claims.Tried{Judged: 20, Holds: 57, Fails: 3, Mean: true, Turned: "a.b"}},
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
	if got := wording.WordsCame([]claims.Word{word("likely", 0.55, 0.8, 0.1, 0.4), word("may", 0.05, 1, 0, 0.7)}); !strings.Contains(got, "beside the range of “likely”. There are 6 sentences on 2 ranges: their intervals are 30 to 70") {
		t.Error(got)
	}
}
