package relations

import (
	"math"
	"strings"
	"testing"

	"casus/luck"
)

func TestNewRefusesWhatIsOutsideItsRangeByName(t *testing.T) {
	for name, set := range map[string]func(*Config, float64){
		"style":              func(c *Config, x float64) { c.Style = x },
		"cooperation":        func(c *Config, x float64) { c.Cooperation = x },
		"resolve":            func(c *Config, x float64) { c.Resolve = x },
		"capability":         func(c *Config, x float64) { c.Capability = x },
		"fear in neighbour":  func(c *Config, x float64) { c.States[neighbour].Fear = x },
		"alignment to rival": func(c *Config, x float64) { c.Powers[rival].Alignment = x },
		"popularity in old":  func(c *Config, x float64) { c.Cohorts[old].Popularity = x },
		"reliability of the lead for outsider": func(c *Config, x float64) {
			c.States[outsider].Reliability[1] = min(x, 2-x) // below zero either way
		},
	} {
		for _, x := range []float64{-3, 5, math.NaN()} {
			c := region()
			set(&c, x)
			_, err := New(c, still(), luck.Of(1, 0))
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%s of %v: error %v", name, x, err)
			}
		}
	}
	for _, x := range []float64{-1, math.NaN(), math.Inf(1)} {
		c := region()
		c.Powers[west].Weight = x
		if _, err := New(c, still(), luck.Of(1, 0)); err == nil || !strings.Contains(err.Error(), "weight of west") {
			t.Errorf("weight of %v: error %v", x, err)
		}
	}
}

func TestNewWantsATarget(t *testing.T) {
	c := region()
	c.States[target].Target = false
	if _, err := New(c, still(), luck.Of(1, 0)); err == nil || !strings.Contains(err.Error(), "target") {
		t.Errorf("error %v", err)
	}
}

func TestACrisisThatIsNotANumberIsRefusedByWhatItWouldSpoilFirst(t *testing.T) {
	nan := math.NaN()
	for name, e := range map[string]Event{
		"cooperation":         {Threat: nan},
		"obligation":          {Decisive: nan},
		"popularity in young": {Deaths: nan},
		"alignment to west":   {Repression: nan},
		"fear in target":      {Deployed: true, TroopDaysAfterControl: nan},
		"fear":                {Deployed: true, LeadShare: nan},
		"resolve":             {Deployed: true, HoursToLanding: nan},
	} {
		if err := setUp(t, still()).Apply(e); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%+v: error %v, want one about %s", e, err, name)
		}
	}
}

func TestAnErrorGivesTheNumberThatIsWrong(t *testing.T) {
	r := setUp(t, still())
	r.a[neighbour] = math.NaN()
	if _, err := r.Month(1); err == nil || !strings.Contains(err.Error(), "reliability of the lead for neighbour is NaN") {
		t.Errorf("error %v", err)
	}
	r = setUp(t, still())
	r.weight[rival] = -1
	if _, err := r.Month(1); err == nil || !strings.Contains(err.Error(), "weight of rival is -1") {
		t.Errorf("error %v", err)
	}
}

func TestAMonthRefusesWhatIsNotANumber(t *testing.T) {
	r := setUp(t, still())
	r.Stay(math.NaN())
	if _, err := r.Month(1); err == nil || !strings.Contains(err.Error(), "fear in target") {
		t.Errorf("error %v", err)
	}
}
