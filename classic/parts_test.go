package classic

import (
	"slices"
	"testing"

	"casus/luck"
)

// Workers share tiles and change nothing.
func TestWorkersDoNotMatter(t *testing.T) {
	for name, rules := range map[string]Rules{"NetLogo": NetLogo(), "Mesa": Mesa()} {
		p := Standard(rules)
		p.Size, p.Tile = 215, leastTile(p.Vision)
		var models []*Model
		for workers := range 4 {
			m, err := New(p, luck.Of(3, 0))
			if err != nil {
				t.Fatal(err)
			}
			m.Workers(workers)
			models = append(models, m)
		}
		for step := range 60 {
			for k, m := range models {
				if step == 30 {
					m.RemoveCops(m.Counts().Cops / 2)
				}
				m.Step()
				if m.Counts() != models[0].Counts() || !slices.Equal(m.agents, models[0].agents) {
					t.Fatalf("%s, step %d: %d workers: %+v, one: %+v", name, step, k, m.Counts(), models[0].Counts())
				}
			}
		}
	}
}
