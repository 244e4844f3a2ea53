package atlas

import (
	"errors"
	"math"
	"testing"
	"time"

	"casus/library"
)

func TestSheetsPrint(t *testing.T) {
	b := time.Now()
	s, err := State("LKA", 2022)
	t.Log(time.Since(b))
	if err != nil {
		t.Fatal(err)
	}
	s.data = nil
	t.Logf("%+v", s)
	orgs, _ := organisations.all(library.World())
	for _, o := range orgs {
		for _, p := range o.precedents {
			s, err := State(p[:3], precedentYear(p))
			if err != nil {
				t.Log(o.id, p, err)
				continue
			}
			a := s.Asked()
			if a == nil {
				t.Log(o.id, p, "nobody")
				continue
			}
			t.Log(o.id, p, a.ID, a.ID == o.id)
		}
	}
	for _, x := range []struct {
		iso3 string
		year int
	}{{"KAZ", 2022}, {"HUN", 1956}, {"KGZ", 2010}, {"BHR", 2011}, {"GMB", 2017}, {"BLR", 2020}, {"LKA", 2022}, {"USA", 2021}, {"TUV", 2015}, {"LSO", 1998}, {"MLI", 2023}, {"IND", 2020}, {"CHE", 2015}, {"CUB", 1990}, {"GRD", 1983}, {"PHL", 1986}, {"ARM", 2020}, {"HTI", 2004}, {"SLB", 2003}, {"SYR", 2011}, {"EGY", 2011}, {"VEN", 2019}, {"NER", 2024}} {
		s, err := State(x.iso3, x.year)
		if err != nil {
			t.Log(x, err)
			continue
		}
		if a := s.Asked(); a != nil {
			t.Log(x, a.ID, s.leadOf(*a), len(a.Members), a.Suspended, a.Precedents)
		} else {
			t.Log(x, "nobody")
		}
	}
}

var _ = errors.New
var _ = math.Abs
var _ = library.World
