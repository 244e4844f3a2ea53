package sim

import (
	"math/rand/v2"
	"testing"

	"casus/library"
	"casus/scenario"
)

// mixtures is how many draws of extremes are played of each scenario.
var mixtures = 20

// extreme puts every parameter at an end of its prior, or for one in three
// anywhere within.
func extreme(s *scenario.Scenario, rng *rand.Rand) map[string]float64 {
	set := map[string]float64{}
	for _, name := range s.ParameterNames() {
		p := s.Prior(name)
		set[name] = p.Quantile([...]float64{0.001, 0.999, rng.Float64()}[rng.IntN(3)])
	}
	return set
}

// Whatever is drawn within the priors, no place has more people out, detained and
// dead than live there, at any hour.
func TestNoMorePeopleThanThereAre(t *testing.T) {
	for _, id := range library.IDs() {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			folder, _ := library.Open(id)
			s, err := scenario.Load(folder)
			if err != nil {
				t.Fatal(err)
			}
			rng := rand.New(rand.NewPCG(1, 1))
			busiest := 0.0
			for k := range mixtures {
				set := extreme(s, rng)
				if id == "hungary-1956" && k == 0 {
					set = map[string]float64{
						"society.availability": 0.25, "society.band_rate": 3, "society.band_share": 0.8,
						"society.sociality": 0.6, "society.target_share": 0.2, "society.stay": 5,
					}
				}
				r, err := Start(s, k, Settings{Seed: 13, Scale: 1000, Mode: Free, Overrides: set})
				if err != nil {
					t.Fatalf("mixture %d: %v", k, err)
				}
				for r.Month() == 0 && !r.Done() {
					if c := r.crisis; c != nil {
						for i, p := range c.t.nation.Places {
							st := c.society.State()
							out := st.Crowd[i] + st.Violent[i] + st.Bands[i]
							if all := out + st.Killed[i] + st.Arrested[i]; all > p.Population*(1+1e-12) {
								t.Fatalf("mixture %d, hour %d: of %g people of %s %g are out, %g dead, %g detained", k, c.now, p.Population, c.place(i), out, st.Killed[i], st.Arrested[i])
							}
							busiest = max(busiest, out/p.Population)
						}
					}
					if err := r.Step(); err != nil {
						t.Fatalf("mixture %d: %v", k, err)
					}
				}
			}
			if busiest < 0.02 {
				t.Errorf("no place has had more than %g of its people out: the extremes are not extreme", busiest)
			}
		})
	}
}
