package sim_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"

	"casus/scenario"
	"casus/sim"
)

// Some thousand troops save the ruler more often than a handful where numbers count, and
// where any number does hardly so.
func TestMoreTroopsSaveMoreOften(t *testing.T) {
	const runs, people = 300, 200
	s := reference(t)
	saved := func(size, tripwire float64) (list []float64) {
		ask, err := s.Intervention(scenario.Action{Force: "request_alliance"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range runs {
			trace, err := sim.Play(t.Context(), s, i, sim.Settings{Seed: 1, Scale: people, Mode: sim.Free, Interventions: []scenario.Intervention{ask}, Overrides: map[string]float64{
				"alliance.size_min": size, "alliance.size_max": size, "alliance.tripwire": tripwire, "forces.allied_signal": 0.4, "forces.allied_arrival": 0.5, "resolve.police": 0.5, // weak ones need help
			}})
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, float64(tally(trace.Outcome.Survived30d)))
		}
		return list
	}
	more := func(a, b []float64) (mean, se float64) {
		d := make([]float64, len(a))
		for i := range a {
			d[i] = b[i] - a[i]
		}
		mean, sd := stat.MeanStdDev(d, nil)
		return mean, sd / math.Sqrt(float64(len(d)))
	}
	any, _ := more(saved(0.01, 0), saved(5, 0))
	counts, se := more(saved(0.01, 1), saved(5, 1))
	if counts < 2*se || counts < any+0.01 {
		t.Errorf("an army rather than a handful saves %+.3f ± %.3f more where numbers count, %+.3f where any number does", counts, se, any)
	}
}
