package claims

import (
	"strings"
	"testing"

	"casus/stats"
)

// A claim that no draw makes otherwise is put in; draws in which nothing differs speak for
// neither, and few draws tell nothing.
func TestWhatIsPutIn(t *testing.T) {
	for name, x := range map[string]struct {
		Tried
		want bool
	}{
		"always":             {Tried{Wide: 100, Holds: 200}, true},
		"never":              {Tried{Wide: FewestTried, Fails: 200, Alike: 50}, true},
		"once":               {Tried{Wide: 100, Holds: 199, Fails: 1}, false},
		"few":                {Tried{Wide: FewestTried - 1, Holds: 200, Alike: 400}, false},
		"luck alone":         {Tried{Wide: 30, Holds: 50, Fails: 10, Mean: true}, true},
		"turned by a number": {Tried{Wide: 30, Holds: 60, Mean: true, Turned: "relations.help"}, false},
	} {
		if got := x.putIn(); got != x.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A half of the draws with the other sign is found, whichever sample has it.
func TestAParameterTurnsAMean(t *testing.T) {
	sample := func(values, differences []float64) (*tester, judgement) {
		var j judgement
		for i, d := range differences {
			j.compared, j.differences = append(j.compared, i), append(j.differences, d)
		}
		return &tester{drawn: [][]float64{slicesOf(0, len(values)), values}}, j
	}
	names := []string{"idle", "turns"}
	a, ja := sample([]float64{1, 2, 3, 4}, []float64{1, 1, 1, 1})
	b, jb := sample([]float64{1, 2, 3, 4}, []float64{1, 1, 1, 1})
	if got := turned(names, a, ja, b, jb); got != "" {
		t.Errorf("all alike, and %q turns it", got)
	}
	b, jb = sample([]float64{6, 7, 8, 9, 10, 11}, []float64{-1, 0, -1, 0, -1, 0})
	if got := turned(names, a, ja, b, jb); got != "turns" {
		t.Errorf("%q turns it", got)
	}
}

// slicesOf repeats a number.
func slicesOf(x float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = x
	}
	return out
}

// Trying claims changes no verdict; what holds in every draw is put in, and what does not is
// not.
func TestProbe(t *testing.T) {
	files := folder(t, "small-state")
	files[File] = folder(t, "kazakhstan-2022")[File]
	files[File].Data = []byte(`about: a test
claims:
  - {id: always, statement: S1, text: never fewer than nobody, word: at least likely, event: "participants.d1 >= 0"}
  - {id: open, statement: S2, text: many, word: may, event: "participants.d4 > 100"}
`)
	s, a := argue(t, files)
	r, err := Test(a, playAll(t, s, a, 1, 40))
	if err != nil {
		t.Fatal(err)
	}
	verdicts := []Verdict{r.Results[0].Verdict, r.Results[1].Verdict}
	if err := Probe(r, playAll(t, s, a, 2, 30)); err != nil {
		t.Fatal(err)
	}
	first, second := r.Results[0], r.Results[1]
	if !first.PutIn || first.Tried.Holds != 70 || first.Tried.Judged != 30 || first.Tried.Wide != 30 || r.Probed != 30 || first.Verdict != verdicts[0] {
		t.Errorf("%+v %+v", first, first.Tried)
	}
	if second.PutIn || second.Verdict != verdicts[1] || second.Tried.Otherwise != stats.ShareOf(min(second.Tried.Holds, second.Tried.Fails), 70) {
		t.Errorf("%+v %+v", second, second.Tried)
	}
	if !strings.HasPrefix(string(first.Verdict), "consistent") {
		t.Errorf("%s", first.Verdict)
	}
}
