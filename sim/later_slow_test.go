//go:build slow

package sim

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"

	"golang.org/x/sync/errgroup"
	"gonum.org/v1/gonum/stat"

	"casus/library"
	"casus/scenario"
	"casus/society"
)

// TestThinningDoesNotMatter compares the reference nation with itself in fewer places, the
// same draws on both sides: with as many places and agents as later crises have it asks as
// often, and is engulfed as often. Fewer places are told of, and not judged.
func TestThinningDoesNotMatter(t *testing.T) {
	const n, within = 1000, 0.07
	s := months0(t, scenario.Load)
	usual := s.Relations.Later.Towns
	full := crises(t, s, n, 0)
	for _, towns := range []int{24, 40, usual} {
		thin := crises(t, months0(t, thinned(towns)), n, len(s.Places))
		for _, c := range []struct {
			name   string
			of     func(o *Outcome) float64
			judged bool
		}{
			{"P(requested)", func(o *Outcome) float64 { return flag(o.Requested) }, true},
			{"P(engulfed)", func(o *Outcome) float64 { return flag(o.Engulfed) }, true},
			{"P(troops)", func(o *Outcome) float64 { return flag(o.Deployed) }, true},
			{"P(survived)", func(o *Outcome) float64 { return flag(o.Survived30d) }, true},
			{"P(control lost)", func(o *Outcome) float64 { return flag(o.LostControl) }, true},
			{"regions with protest", func(o *Outcome) float64 { return o.RegionsPeak }, false},
			{"people out", func(o *Outcome) float64 { return o.PeakCrowd }, false},
			{"deaths", func(o *Outcome) float64 { return o.Deaths }, false},
		} {
			var at, less []float64
			for i := range full {
				at, less = append(at, c.of(&full[i])), append(less, c.of(&thin[i])-c.of(&full[i]))
			}
			d, sd := stat.MeanStdDev(less, nil)
			t.Logf("%d places: %s %.4g at full size, %+.3g ± %.2g thinned", towns, c.name, stat.Mean(at, nil), d, 1.645*sd/math.Sqrt(n))
			if towns == usual && c.judged && math.Abs(d) >= within {
				t.Errorf("%s differs by %+.3f between %d places and %d", c.name, d, towns, len(s.Places))
			}
		}
	}
}

// months0 loads the reference scenario without its aftermath.
func months0(t *testing.T, load func(fs.FS) (*scenario.Scenario, error)) *scenario.Scenario {
	t.Helper()
	folder, _ := library.Open("kazakhstan-2022")
	s, err := load(folder)
	if err == nil {
		s, err = s.WithPriors(nil, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// thinned loads a scenario with its nation in so many places.
func thinned(towns int) func(fs.FS) (*scenario.Scenario, error) {
	return func(fsys fs.FS) (*scenario.Scenario, error) {
		f, err := scenario.ReadFolder(fsys)
		if err != nil {
			return nil, err
		}
		st, places := &f.Main.State, f.Places
		at := func(id string) int {
			return slices.IndexFunc(places, func(p scenario.Place) bool { return p.ID == id })
		}
		keep := make([]bool, len(places))
		for _, id := range append([]string{st.Capital, st.Largest}, st.Critical...) {
			keep[at(id)] = true
		}
		kept, into := scenario.Thin(places, keep, towns)
		for i := range f.Main.Society.Sparks {
			k := &f.Main.Society.Sparks[i]
			k.Place = kept[into[at(k.Place)]].ID
		}
		for i := range st.Forces {
			for j, id := range st.Forces[i].Places {
				st.Forces[i].Places[j] = kept[into[at(id)]].ID
			}
		}
		f.Places = kept
		texts, err := f.Files()
		files := fstest.MapFS{}
		for name, text := range texts {
			files[name] = &fstest.MapFile{Data: text}
		}
		if err != nil {
			return nil, err
		}
		return scenario.Load(files)
	}
}

// crises plays the scenario's own crisis many times, its places standing for so
// many settlements.
func crises(t *testing.T, s *scenario.Scenario, n, settlements int) []Outcome {
	t.Helper()
	list := make([]Outcome, n)
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for i := range list {
		g.Go(func() error {
			r, err := Start(s, i, Settings{Seed: 1, Scale: 1000, Mode: Free})
			if err != nil {
				return err
			}
			there := r.home()
			there.nation.Settlements = settlements
			how := society.How{Scale: there.people / laterAgents}
			r.crisis = newCrisis(r, there, InCrisis, r.days(), how, r.lk, &r.trace.Outcome)
			_, err = r.finish(context.Background())
			list[i] = r.trace.Outcome
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	return list
}

// later is a crisis of another state than the scenario's own.
type later struct {
	size, state string
	regions     float64 // share of them with protest on one day
	out         *Outcome
}

// TestLargerCrisesAskMore: where a grievance reaches the whole nation, rulers ask more
// often than where it is that of one region; and most local crises end without a request.
func TestLargerCrisesAskMore(t *testing.T) {
	const n = 1600
	folder, _ := library.Open("kazakhstan-2022")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []struct {
		name string
		of   func(l *later) bool
	}{
		{"asked", func(l *later) bool { return l.out.Requested }}, {"troops", func(l *later) bool { return l.out.Deployed }},
		{"engulfed", func(l *later) bool { return l.regions*17 >= 10 }}, // as the reference defines it, of its 17 regions
		{"control lost", func(l *later) bool { return l.out.LostControl }},
	}
	played := make([][]later, n)
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for i := range n {
		g.Go(func() error {
			r, err := Start(s, i, Settings{Seed: 1, Scale: 1000, Mode: Free})
			if err != nil {
				return err
			}
			for k, p := range s.Relations.States {
				if !p.Member || p.Target || leads(r.s, p.ID) {
					continue
				}
				lk := r.lk.Branch(uint64(k))
				size := "a part"
				switch r.size(lk.For("aftermath/size")) {
				case 0:
					size = "local"
				case 1:
					size = "nationwide"
				}
				c, err := r.elsewhere(1, k, lk)
				if err != nil {
					return err
				}
				played[i] = append(played[i], later{size, p.ID, c.out.RegionsPeak / float64(s.Nation(k).Regions), c.out})
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	share := func(at string, of func(l *later) bool) (mean, se float64) {
		var all []float64
		for _, l := range slices.Concat(played...) {
			if at == l.size || at == l.state || at == "all members" {
				all = append(all, flag(of(&l)))
			}
		}
		mean, sd := stat.MeanStdDev(all, nil)
		return mean, sd / math.Sqrt(float64(len(all)))
	}
	for _, at := range []string{"all members", "local", "a part", "nationwide", "belarus", "armenia", "kyrgyzstan", "tajikistan"} {
		line := at
		for _, k := range kinds {
			mean, se := share(at, k.of)
			line += fmt.Sprintf(", %s %.3f ± %.3f", k.name, mean, 1.645*se)
		}
		t.Log(line)
	}
	local, sl := share("local", kinds[0].of)
	wide, sw := share("nationwide", kinds[0].of)
	if wide-local < 2*math.Hypot(sl, sw) {
		t.Errorf("rulers ask in %.3f of the nationwide crises and in %.3f of the local ones", wide, local)
	}
	if local >= 0.5 {
		t.Errorf("rulers ask in %.3f of the local crises", local)
	}
}
