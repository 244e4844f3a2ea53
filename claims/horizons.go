package claims

import (
	"fmt"
	"regexp"
	"strconv"

	"casus/results"
	"casus/stats"
)

// horizons are the months after the crisis at which a claim about another month is judged
// too, where its sentence may have meant these.
var horizons = []int{6, 12, 24, 60}

// AtMonth is a claim judged at another month.
type AtMonth struct {
	Month   int           `json:"month"`
	Holds   stats.Share   `json:"holds,omitzero"`
	Effect  *stats.Effect `json:"effect,omitempty"`
	Verdict Verdict       `json:"verdict"`
	Plain   string        `json:"plain"` // the verdict in plain words
}

// month is the one of the aftermath that a claim speaks of, 0 where it speaks of several, or
// of none.
func (a *Argument) month(c *compiled) int {
	month := 0
	for _, name := range c.names {
		o, _ := a.scope.outcome(name)
		if o.table != results.Monthly || o.index < 1 {
			continue
		}
		if month != 0 && month != o.index {
			return 0
		}
		month = o.index
	}
	return month
}

// at is a claim with another month in its formulas, compiled.
func (a *Argument) at(k Claim, from, to int) (Claim, *compiled) {
	old := regexp.MustCompile(fmt.Sprintf(`\.m%d\b`, from))
	for _, formula := range []*string{&k.Event, &k.Rises, &k.Falls, &k.First, &k.Then, &k.More, &k.Than} {
		*formula = old.ReplaceAllString(*formula, ".m"+strconv.Itoa(to))
	}
	c := checker{a: a, doc: a.doc}
	compiled := c.claim(&k)
	if len(c.problems) > 0 { // a month that the aftermath does not reach
		return k, nil
	}
	return k, &compiled
}

// months judges a claim at other months.
func (t *tester) months(i int) (list []AtMonth, err error) {
	from := t.a.month(&t.a.compiled[i])
	if from == 0 {
		return nil, nil
	}
	for _, to := range horizons {
		if to > t.a.scenario.Clock.AftermathMonths {
			continue
		}
		k, c := t.a.at(t.a.Claims[i], from, to)
		if c == nil {
			continue
		}
		r, _, err := t.judge(k, c)
		if err != nil {
			return nil, err
		}
		list = append(list, AtMonth{Month: to, Holds: r.Holds, Effect: r.Effect, Verdict: r.Verdict, Plain: r.Plain()})
	}
	return list, nil
}
