package scenario_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"casus/luck"
	"casus/scenario"
	"casus/scenario/source"
)

// A coefficient that there was once is named, with what has become of it; what stands
// for it is there.
func TestRemovedCoefficientsAreNamed(t *testing.T) {
	there := map[string]bool{}
	for _, c := range scenario.Coefficients() {
		there[c.Name] = true
	}
	dotted := regexp.MustCompile(`[a-z]+\.[a-z_]+`)
	for name, why := range scenario.Gone {
		f := files(t)
		f[scenario.ParametersFile].Data = append(f[scenario.ParametersFile].Data, "\n"+name+": {prior: {fixed: 2}, unit: hours, source: assumption, why: wakes}\n"...)
		var ps source.Problems
		if _, err := scenario.Load(f); !errors.As(err, &ps) || len(ps) != 1 || !strings.Contains(ps[0].Message, `"`+name+`" is no longer read`) || ps[0].Hint != why.Hint() {
			t.Errorf("%s: %v", name, err)
		}
		for _, other := range dotted.FindAllString(why.Why()+" "+why.As(), -1) {
			if !there[other] {
				t.Errorf("%s: %s does not stand for it", name, other)
			}
		}
	}
}

// What rulers could once see is named where an expression has it.
func TestRemovedQuantitiesAreNamed(t *testing.T) {
	f := files(t)
	text := string(f[scenario.MainFile].Data)
	f[scenario.MainFile].Data = []byte(strings.Replace(text, "choice.frame * threat", "choice.frame * threat + foreign_bands", 1))
	if _, err := scenario.Load(f); err == nil || !strings.Contains(err.Error(), "unknown name `foreign_bands`") || !strings.Contains(err.Error(), "leave it out: bands are") {
		t.Error(err)
	}
}

// A key that there was once is named, with the reason why it is gone.
func TestRemovedKeysAreNamed(t *testing.T) {
	for key, where := range map[string]string{
		"active_forces": "insurance: 0.2}",
		"alignment":     "fear: 0}",
	} {
		f := files(t)
		text := string(f[scenario.MainFile].Data)
		f[scenario.MainFile].Data = []byte(strings.Replace(text, where, strings.TrimSuffix(where, "}")+", "+key+": 1}", 1))
		_, err := scenario.Load(f)
		var ps source.Problems
		if !errors.As(err, &ps) || len(ps) != 1 || !strings.Contains(ps[0].Message, `"`+key+`"`) || !strings.Contains(ps[0].Hint, "leave it out") {
			t.Errorf("%s: %v", key, err)
		}
	}
	for what, c := range map[string]struct{ old, new, message, hint string }{
		"exposure of a region": {`name: "the hills",`, `name: "the hills", exposure: 0.5,`, `"exposure" is no longer read`, "grievances: [{id: price"},
		"relief of a price":    {"relieves: bread_price, relief: 0.6", "price_relief: 0.6", `"price_relief" is no longer read`, "relieves: GRIEVANCE"},
		"what is left of it":   {"grievance_left > 0.2", "price_left > 0.2", "unknown name `price_left`", "grievance_left"},
	} {
		f := changed(t, "small-state")
		text := string(f[scenario.MainFile].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: nothing to replace", what)
		}
		f[scenario.MainFile].Data = []byte(strings.Replace(text, c.old, c.new, 1))
		_, err := scenario.Load(f)
		var ps source.Problems
		if !errors.As(err, &ps) || !strings.Contains(ps[0].Message, c.message) || !strings.Contains(ps[0].Hint, c.hint) || ps[0].Line == 0 {
			t.Errorf("%s: %v", what, err)
		}
	}
	f := files(t)
	f[scenario.RecordFile].Data = append([]byte("first_day: 2022-01-02\n"), f[scenario.RecordFile].Data...)
	if _, err := scenario.Load(f); err == nil || !strings.Contains(err.Error(), `"first_day"`) || !strings.Contains(err.Error(), "clock.start") {
		t.Errorf("first_day: %v", err)
	}
}

// A parameter that was renamed has the values that it had under its old name.
func TestRenamedParametersAreDrawnAsBefore(t *testing.T) {
	s := reference()
	for was, gone := range scenario.Gone {
		if !gone.Renamed() {
			continue
		}
		lk := luck.Of(7, 3)
		d, err := s.Draw(lk, nil)
		if err != nil {
			t.Fatal(err)
		}
		prior := s.Prior(gone.As())
		if got, want := d.Parameter(gone.As()), prior.Quantile(lk.For("draw/"+was).Uniform(0, 0)); got != want {
			t.Errorf("%s is %g, and %s was %g", gone.As(), got, was, want)
		}
	}
}
