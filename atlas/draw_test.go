package atlas_test

import (
	"context"
	"errors"
	"flag"
	"math"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"casus/atlas"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
	"casus/trial"
)

var every = flag.Bool("every", false, "draw every state, in 1960, 1990, 2005, 2015 and 2023, and play each four times; else a quarter of them in 2015, once")

// drawn is a scenario of a state, as the program reads it.
func drawn(t *testing.T, iso3 string, year int) (*atlas.Sheet, *scenario.Scenario, string) {
	t.Helper()
	s, err := atlas.State(iso3, year)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Scenario(strings.ToLower(iso3))
	if err != nil {
		t.Fatal(iso3, err)
	}
	dir := t.TempDir()
	if err := f.Write(dir); err != nil {
		t.Fatal(iso3, err)
	}
	x, err := scenario.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(iso3, err)
	}
	return s, x, dir
}

// hard are states that something is peculiar about: on both sides of the antimeridian,
// without an army or a regime, of one region, the largest, the smallest.
const hard = "FJI RUS USA KIR NZL LSO ZAF AZE VAT PSE TWN XKX IND CHN TUV NRU MCO BHS ATG ERI SGP"

// A state of the atlas gives a scenario that is sound and can be played; what was no
// state says so. Regions have the people of the table, ids are ASCII, and the places of the country lie
// within the borders of their region.
func TestEveryStateIsDrawn(t *testing.T) {
	years, runs := []int{2015}, 1
	if *every {
		years, runs = []int{1960, 1990, 2005, 2015, 2023}, 4
	}
	list, err := atlas.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range years {
		var n atomic.Int32
		var work errgroup.Group
		work.SetLimit(4)
		for i, l := range list {
			if !*every && i%4 != 0 && !strings.Contains(hard, l.ISO3) {
				continue
			}
			work.Go(func() error {
				if _, err := atlas.State(l.ISO3, year); err != nil {
					var missing *atlas.MissingState
					if !errors.As(err, &missing) {
						t.Error(err)
					}
					return nil
				}
				n.Add(1)
				s, x, dir := drawn(t, l.ISO3, year)
				asInTheTable(t, s, x)
				odd, err := trial.FarOff(x, os.DirFS(dir))
				if err != nil {
					t.Error(l.ISO3, err)
				}
				for _, text := range odd {
					if strings.Contains(text, "/country") && strings.Contains(text, "outside the border") {
						t.Error(l.ISO3, text)
					}
				}
				for k := range runs {
					if _, err := sim.Play(context.Background(), x, k, sim.Settings{Seed: 1, Scale: scenario.MaxScale, Mode: sim.Free}); err != nil {
						t.Error(l.ISO3, err)
					}
				}
				return nil
			})
		}
		if err := work.Wait(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d: %d states", year, n.Load())
		if least := map[int]int32{1960: 90, 1990: 155, 2005: 190, 2015: 197, 2023: 197}[year]; *every && n.Load() < least {
			t.Errorf("%d: %d states", year, n.Load())
		}
	}
}

func asInTheTable(t *testing.T, s *atlas.Sheet, x *scenario.Scenario) {
	t.Helper()
	people := make([]float64, len(x.Society.Regions))
	for _, p := range x.Places {
		people[p.Region] += p.Population
		for _, part := range strings.Split(p.ID, "/") {
			if message, _ := source.CheckID(part); message != "" {
				t.Errorf("%s: the id %q: %s", s.ISO3, p.ID, message)
			}
		}
	}
	k := 0
	for _, r := range s.Regions {
		if r.People.Value < 1 {
			continue // nobody lives there
		}
		if name := x.Society.Regions[k].Name; name != r.Name && name != r.Name+" ("+r.ID+")" {
			t.Fatalf("%s: the region %q is called %q", s.ISO3, r.Name, name)
		}
		if want := r.People.Value; math.Abs(people[k]-want) > 0.01*want+1 {
			t.Errorf("%s, %s: %.0f people, and %.0f in the table", s.ISO3, r.Name, people[k], want)
		}
		k++
	}
	if math.Abs(x.People()/s.People.Value-1) > 0.01 {
		t.Errorf("%s: %.0f people, and %.0f in the table", s.ISO3, x.People(), s.People.Value)
	}
	said := map[string]string{}
	for _, name := range x.ParameterNames() {
		words := x.Parameters[name].What
		if other, twice := said[words]; twice || words == "" {
			t.Errorf("%s: %s and %s are both called %q", s.ISO3, name, other, words)
		}
		said[words] = name
	}
	if !strings.Contains(x.Title, "uncalibrated") {
		t.Errorf("%s: the title %q does not say that it is uncalibrated", s.ISO3, x.Title)
	}
}

// What is known of a state moves what is drawn of it.
func TestWhatIsKnownMovesTheScenario(t *testing.T) {
	_, kaz, _ := drawn(t, "KAZ", 2022)
	if kaz.Alliance.Name != "Collective Security Treaty Organization" {
		t.Errorf("Kazakhstan asks %s", kaz.Alliance.Name)
	}
	if kaz.Alliance.Rule != "consensus" || len(kaz.Alliance.Members) != 6 {
		t.Errorf("rule %s, %d members", kaz.Alliance.Rule, len(kaz.Alliance.Members))
	}
	_, switzerland, _ := drawn(t, "CHE", 2015)
	if switzerland.Alliance.Rule != "lead_nation" || len(switzerland.Alliance.Members) != 2 || !strings.HasPrefix(switzerland.Alliance.Name, "help from") {
		t.Errorf("Switzerland asks %s by %s", switzerland.Alliance.Name, switzerland.Alliance.Rule)
	}
	median := func(s *scenario.Scenario, name string) float64 {
		p := s.Prior(name)
		if p.Normal != nil {
			return p.Normal[0] // before it is cut to its range
		}
		return p.Quantile(0.5)
	}
	if median(switzerland, "start.style") >= median(kaz, "start.style") {
		t.Errorf("style of Switzerland %g, of Kazakhstan %g", median(switzerland, "start.style"), median(kaz, "start.style"))
	}
	_, venezuela, _ := drawn(t, "VEN", 2019)
	if median(venezuela, "hardship.index") <= median(switzerland, "hardship.index") {
		t.Errorf("hardship of Venezuela %g, of Switzerland %g", median(venezuela, "hardship.index"), median(switzerland, "hardship.index"))
	}
	_, iran, _ := drawn(t, "IRN", 2020)
	if median(iran, "shoot.odds") <= median(switzerland, "shoot.odds") {
		t.Errorf("shooting in Iran %g, in Switzerland %g", median(iran, "shoot.odds"), median(switzerland, "shoot.odds"))
	}
	_, liechtenstein, _ := drawn(t, "LIE", 2015)
	if n := len(liechtenstein.State.Forces); n != 1 {
		t.Errorf("Liechtenstein has %d forces, and no army", n)
	}
}

// Other states choose in their own crises as they do where they are drawn themselves:
// the state's own priors and the differences add up.
func TestPoliticsOfNeighboursAreTheirOwn(t *testing.T) {
	middle := func(s *scenario.Scenario, name string) float64 {
		p := s.Prior(name)
		if p.Normal != nil {
			return p.Normal[0] // before it is cut to its range
		}
		return p.Quantile(0.5)
	}
	names := []string{"concede.odds", "disperse.odds", "shoot.odds", "choice.cling", "choice.cut_cost", "choice.restraint"}
	for _, c := range []struct {
		iso3 string
		year int
		of   map[string]string // states around, by id: codes
	}{
		{"GMB", 2017, map[string]string{"nigeria": "NGA", "senegal": "SEN", "togo": "TGO"}},
		{"KAZ", 2022, map[string]string{"kyrgyzstan": "KGZ", "belarus": "BLR"}},
		{"HUN", 1956, map[string]string{"poland": "POL"}},
	} {
		_, s, _ := drawn(t, c.iso3, c.year)
		found := 0
		for _, p := range s.Relations.States {
			code := c.of[p.ID]
			if code == "" || p.CrisisRate.String() == "0" {
				continue
			}
			found++
			_, own, _ := drawn(t, code, c.year)
			for _, name := range names {
				differs := 0.0
				if q := p.Politics[name]; q != nil {
					var err error
					if differs, err = strconv.ParseFloat(q.String(), 64); err != nil {
						t.Fatal(err)
					}
				}
				if sum, want := middle(s, name)+differs, middle(own, name); math.Abs(sum-want) > 0.021 {
					t.Errorf("%s %d: %s of %s is %.3f, and %.3f where it is drawn itself", c.iso3, c.year, name, p.ID, sum, want)
				}
			}
		}
		if found == 0 {
			t.Errorf("%s %d: none of %v has later crises", c.iso3, c.year, c.of)
		}
	}
}
