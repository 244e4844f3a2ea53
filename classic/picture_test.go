package classic

import (
	"testing"

	"casus/luck"
)

// What is drawn is what is counted, and each stands where it is known to be.
func TestDraw(t *testing.T) {
	for name, rules := range map[string]Rules{"netlogo": NetLogo(), "mesa": Mesa()} {
		p := Standard(rules)
		m, err := New(p, luck.Of(1, 0))
		if err != nil {
			t.Fatal(err)
		}
		for step := range 60 {
			m.Step()
			if step == 40 {
				m.RemoveCops(30)
			}
			var seen [Jailed + 1]int
			sites := make([]int, p.Size*p.Size)
			m.Draw(func(x, y int, what Mark) {
				seen[what]++
				sites[y*p.Size+x]++
				site := m.torus.site(x, y)
				if !m.torus.has(blocker, site) || what == Active && !m.torus.has(rebel, site) || what == Cop && !m.torus.has(officer, site) {
					t.Fatalf("%s: %d is drawn at %d, %d, where it is not", name, what, x, y)
				}
			})
			c := m.Counts()
			want := [Jailed + 1]int{Quiet: c.Quiet, Active: c.Active, Cop: c.Cops}
			if rules.JailOnSite {
				want[Jailed] = c.Jailed
			}
			if seen != want {
				t.Fatalf("%s, step %d: %v are drawn, %+v counted", name, step, seen, c)
			}
			for i, n := range sites {
				if n > 1 && rules.JailOnSite {
					t.Fatalf("%s: %d on site %d", name, n, i)
				}
			}
		}
	}
}

func TestDrawGroups(t *testing.T) {
	p := StandardGroups()
	p.Cops = 0.04
	m, err := NewGroups(p, luck.Of(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		m.Step()
	}
	var seen [Peacekeeper + 1]int
	m.Draw(func(x, y int, what Mark) {
		seen[what]++
		if m.At(x, y) != what {
			t.Errorf("%d is drawn at %d, %d and not there", what, x, y)
		}
	})
	blue, green := m.Counts().Group[Blue], m.Counts().Group[Green]
	if want := [...]int{0, blue.Quiet, blue.Active, green.Quiet, green.Active, m.Counts().Cops}; seen != want {
		t.Errorf("%v are drawn, not %v", seen, want)
	}
}
