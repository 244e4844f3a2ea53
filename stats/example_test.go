package stats_test

import (
	"fmt"

	"casus/luck"
	"casus/stats"
)

// Of 400 runs 240 have the event: its probability with a 90 % interval.
func ExampleShareOf() {
	s := stats.ShareOf(240, 400)
	fmt.Printf("%.2f [%.2f, %.2f]\n", s.P, s.Low, s.High)
	// Output:
	// 0.60 [0.56, 0.64]
}

func ExampleMeanOf() {
	s := stats.MeanOf([]float64{0.2, 0.3, 0.4, 0.5, 0.6})
	fmt.Printf("%.2f [%.2f, %.2f]\n", s.P, s.Low, s.High)
	// Output:
	// 0.40 [0.25, 0.55]
}

func ExampleBandOf() {
	b := stats.BandOf([]float64{3, 1, 4, 1, 5, 9, 2, 6})
	fmt.Printf("%.1f [%.2f, %.2f]\n", b.Median, b.Low, b.High)
	// Output:
	// 3.5 [1.00, 7.95]
}

// Four replicates, each in two worlds. They differ more from each other than one
// world from the other, so it pays that the worlds share draws and luck.
func ExampleEffectOf() {
	e := stats.EffectOf([]float64{12, 33, 51, 74}, []float64{10, 30, 50, 70})
	fmt.Printf("%+.1f [%+.1f, %+.1f], worth %.0f times as many runs\n", e.Mean, e.Low, e.High, *e.Reduction)
	// Output:
	// +2.5 [+1.0, +4.0], worth 817 times as many runs
}

func ExampleRiseOf() {
	e := stats.RiseOf([]bool{true, true, true, false, true, false}, []bool{true, false, false, false, true, false})
	fmt.Printf("%+.2f [%+.2f, %+.2f]\n", e.Mean, e.Low, e.High)
	// Output:
	// +0.33 [-0.13, +0.63]
}

func ExampleBrier() {
	list := []stats.Forecast{{P: 0.9, Came: true}, {P: 0.6, Came: false}, {P: 0.2, Came: false}}
	fmt.Printf("Brier %.2f, log score %.2f, AUC %.2f\n", stats.Brier(list), stats.LogScore(list), stats.AUC(list))
	// Output:
	// Brier 0.14, log score 0.41, AUC 1.00
}

func ExampleCRPS() {
	fmt.Printf("%.3f\n", stats.CRPS([]float64{1, 2, 3}, 2))
	// Output:
	// 0.222
}

// Cases of one state are not independent, so whole states are resampled.
func ExampleBootstrap() {
	deaths := []float64{2, 4, 3, 10, 12}
	states := []string{"A", "A", "B", "C", "C"}
	e, err := stats.Bootstrap(states, luck.Of(1, 0).For("example/bootstrap"), func(cases []int) float64 {
		sum := 0.0
		for _, i := range cases {
			sum += deaths[i]
		}
		return sum / float64(len(cases))
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f [%.1f, %.1f]\n", e.Value, e.Low, e.High)
	// Output:
	// 6.2 [3.0, 9.4]
}

func ExampleRegress() {
	r, err := stats.Regress([][]float64{{0}, {0}, {0}, {1}, {1}, {1}}, []bool{false, false, true, true, true, false})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f %.2f\n", r.P([]float64{0}), r.P([]float64{1}))
	// Output:
	// 0.45 0.55
}

// Whether two samples, each of clusters of numbers, are of one distribution.
func ExampleKolmogorovSmirnov() {
	a := [][]float64{{1, 2}, {2, 3}, {1}, {3}}
	b := [][]float64{{7}, {8, 9}, {6}, {9}}
	p := stats.KolmogorovSmirnov(a, b, 999, luck.Of(1, 0).For("example/permutation"))
	fmt.Printf("distance %.1f, p = %.3f\n", p.Value, p.P)
	// Output:
	// distance 1.0, p = 0.035
}
