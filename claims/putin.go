package claims

import (
	"fmt"
	"slices"

	"casus/ensemble"
	"casus/results"
	"casus/scenario"
	"casus/stats"
)

// Tried is what a claim does on draws from priors twice as wide, 0 included, beside those of
// the argument itself: whether the model allows another answer.
type Tried struct {
	// Judged and Failed are of the wider draws alone. Wide are those of Judged in which what is
	// compared differs.
	Judged int `json:"judged"`
	Failed int `json:"failed"`
	Wide   int `json:"wide"`
	// Holds and Fails count all draws, those of the argument among them. Alike are those in
	// which what is compared does not differ at all: they speak for neither.
	Holds int `json:"holds"`
	Fails int `json:"fails"`
	Alike int `json:"alike"`
	// Otherwise is the share of draws, without those that are alike, which have the rarer of
	// the two answers.
	Otherwise stats.Share `json:"otherwise,omitzero"`
	// Mean is of a claim on how much more probable an event is in one world. Single runs go
	// the other way by luck alone there, and so it is otherwise where a mean does: in the
	// half of the draws with the lower or the higher values of a parameter, which is coarse.
	// Turned names that parameter; "" if there is none.
	Mean   bool   `json:"mean,omitempty"`
	Turned string `json:"turned,omitempty"`
}

// FewestTried is how many wider draws that differ it takes to say that a verdict is put in:
// were a tenth of them otherwise, so many would show none in one case of 24. The draws of the
// argument do not count, for narrow priors hide what the model allows.
const FewestTried = 30

// Enough reports whether a claim was tried on enough wider draws.
func (t *Tried) Enough() bool { return t.Wide >= FewestTried }

// putIn reports whether a verdict could not have been otherwise: no draw, be it from
// priors twice as wide, gives the claim another answer.
func (t *Tried) putIn() bool {
	switch {
	case !t.Enough():
		return false
	case t.Mean:
		return t.Turned == ""
	}
	return min(t.Holds, t.Fails) == 0
}

// Probe tries every claim of a report on runs of the argument's worlds whose draws are from
// wider priors (experiment.Widened). The report must be from [Test].
func Probe(report *Report, worlds map[string]*results.Reader) error {
	own := report.tester
	t := &tester{a: own.a, data: map[string]*data{}}
	wide := worlds[scenario.AsModelled].Manifest()
	for _, id := range own.a.Worlds() {
		d, err := newData(worlds[id])
		if err != nil {
			return fmt.Errorf("wider draws, world %s: %w", id, err)
		}
		if err := ensemble.Twins(worlds[id].Manifest(), wide); err != nil {
			return fmt.Errorf("wider draws, world %s: %w", id, err)
		}
		t.data[id] = d
	}
	if err := t.draws(); err != nil {
		return err
	}
	report.Probed = wide.Replicates
	for i := range report.Results {
		r := &report.Results[i]
		found, j, err := t.judge(own.a.Claims[i], &own.a.compiled[i])
		if err != nil {
			return fmt.Errorf("claim %s: %w", r.ID, err)
		}
		x := &Tried{Judged: found.Judged, Failed: found.Failed, Wide: found.Judged - found.Alike, Holds: count(report.judged[i].holds) + count(j.holds), Alike: r.Alike + found.Alike}
		x.Fails = r.Judged + found.Judged - x.Holds - x.Alike
		x.Otherwise = stats.ShareOf(min(x.Holds, x.Fails), x.Holds+x.Fails)
		if c := &own.a.compiled[i]; c.mean && c.event != nil {
			x.Mean, x.Turned = true, turned(t.names, own, report.judged[i], t, j)
		}
		r.Tried, r.PutIn = x, x.putIn()
	}
	return nil
}

// turned names a parameter by whose value the draws of two samples have a half in which the
// mean difference has another sign than in all of them.
func turned(names []string, a *tester, ja judgement, b *tester, jb judgement) string {
	drawnA, drawnB := a.drawnIn(ja.compared), b.drawnIn(jb.compared)
	differences := slices.Concat(ja.differences, jb.differences)
	if len(differences) == 0 {
		return ""
	}
	all := 0.0
	for _, d := range differences {
		all += d
	}
	for p, name := range names {
		values := slices.Concat(drawnA[p], drawnB[p])
		middle := stats.Median(values)
		below, above := 0.0, 0.0
		for i, v := range values {
			if v > middle {
				above += differences[i]
			} else {
				below += differences[i]
			}
		}
		if below*all < 0 || above*all < 0 {
			return name
		}
	}
	return ""
}

// count of what holds.
func count(holds []bool) int {
	n := 0
	for _, h := range holds {
		if h {
			n++
		}
	}
	return n
}
