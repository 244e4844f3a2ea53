package history

import (
	"testing"
	"testing/fstest"

	"casus/library"
)

func past(t *testing.T) *Past {
	t.Helper()
	p, err := Load(library.World(), library.Conflicts())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What everybody knows is in the tables.
func TestKnownThings(t *testing.T) {
	p := past(t)
	if len(p.Conflicts) != 2752 {
		t.Errorf("%d years of conflict", len(p.Conflicts))
	}
	var csto *Organisation
	for _, o := range p.Organisations {
		if o.Code == "CSTO" {
			csto = o
		}
	}
	if !csto.Defence || !csto.Home || !csto.LedBy("RUS") || !csto.Member("GEO", 1997) || csto.Member("GEO", 2000) || csto.Member("UZB", 2002) || !csto.Member("UZB", 2008) {
		t.Errorf("the CSTO is %+v", csto)
	}
	if s := p.States["MNE"]; s.Was(2005) || !s.Was(2007) {
		t.Error("Montenegro is a state from 2006")
	}
	for _, c := range p.Conflicts {
		for _, s := range c.Troops() {
			if p.States[s] == nil && s != "HYD" {
				t.Errorf("conflict %d of %d has a state %q", c.Conflict, c.Year, s)
			}
		}
		if c.Type == Interstate && c.Year < 2022 {
			a, ok := p.Attacked[c.Episode]
			if !ok {
				t.Errorf("attacked.csv has no %+v", c.Episode)
			}
			if x := a.State; x != "" && x != "HYD" && p.States[x] == nil {
				t.Errorf("attacked.csv: %q", x)
			}
		}
	}
	for _, s := range p.Support {
		if p.States[s.State] == nil || p.States[s.From] == nil || s.State == s.From {
			t.Errorf("support: %+v", s)
		}
	}
}

// Nothing of a year or of later years is left before it, and what ends then is open.
func TestBefore(t *testing.T) {
	p := past(t).Before(2010)
	for _, c := range p.Conflicts {
		if c.Year >= 2010 {
			t.Fatalf("%+v", c)
		}
	}
	for _, o := range p.Organisations {
		for _, s := range o.Spells {
			if s.From >= 2010 || s.To >= 2010 && s.To != Now {
				t.Errorf("%s: %+v", o.Code, s)
			}
		}
		for _, a := range o.Acted {
			if a.Year >= 2010 {
				t.Errorf("%s: %+v", o.Code, a)
			}
		}
	}
	for _, years := range p.Votes {
		for y := range years {
			if y >= 2010 {
				t.Fatal(y)
			}
		}
	}
}

// A bad cell is named by file and line.
func TestABadCellIsRefused(t *testing.T) {
	p := &Past{Attacked: map[Episode]Attack{}}
	err := p.readConflicts(fstest.MapFS{"conflicts.csv": {Data: []byte("conflict,year,type,intensity,began,episode_began,side_a,with_a,side_b,with_b\n200,1946,intrastate,1,1946-07-18,1946,BOL,,,\n")}})
	if err == nil || err.Error() == "" {
		t.Fatal("taken")
	}
	t.Log(err)
}
