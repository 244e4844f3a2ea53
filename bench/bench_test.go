package bench

import (
	"context"
	"math"
	"strings"
	"testing"

	"casus/library"
	"casus/scenario"
)

// measured is a nation that meets every target, on two cores that nobody else uses.
func measured() *nation {
	return &nation{
		cores: 2, scale: 1, citizens: 19_000_000, hours: 720, people: 50_000, bandwidth: 20, memory: 40e6, replicates: 1000,
		read: spent{0.5, 0.5, 1}, spin: spent{0.2, 0.2, 1}, unrest: spent{0.9, 1.7, 1.9}, unrestOne: spent{1.6, 1.6, 1}, calm: spent{0.004, 0.004, 1},
		ensemble: gained{one: spent{14, 14, 1}, all: spent{7.2, 14.4, 2}, spin: spent{0.2, 0.2, 1}, spins: spent{0.2, 0.4, 2}},
	}
}

// verdicts are the targets by what they are for, and whether they are met.
func verdicts(r *Report) map[string]bool {
	list := map[string]bool{}
	for _, m := range r.Measures {
		if m.Target != 0 {
			list[m.What] = m.Met()
		}
	}
	return list
}

func missed(r *Report) (list []string) {
	for what, met := range verdicts(r) {
		if !met {
			list = append(list, what)
		}
	}
	return list
}

// A machine that is slower in everything meets the same targets, whether the
// nation was quick or slow for it.
func TestASlowMachineIsJudgedAsAFastOne(t *testing.T) {
	for _, slower := range []float64{0.5, 2, 20} {
		for what, n := range map[string]*nation{"quick": measured(), "slow": measured()} {
			if what == "slow" {
				n.unrestOne.cpu *= 10
				n.ensemble.one.cpu *= 10
			}
			before := verdicts(n.report())
			n.bandwidth /= slower
			for _, s := range []*spent{&n.read, &n.spin, &n.unrest, &n.unrestOne, &n.calm, &n.ensemble.one, &n.ensemble.all, &n.ensemble.spin, &n.ensemble.spins} {
				s.wall *= slower
				s.cpu *= slower
			}
			after := verdicts(n.report())
			for target, met := range before {
				if after[target] != met {
					t.Errorf("%s nation, %g times slower machine: %q was met: %v, and is: %v", what, slower, target, met, after[target])
				}
			}
			if len(before) != len(after) {
				t.Errorf("%d targets on one machine, %d on the other", len(before), len(after))
			}
		}
	}
}

// What is slow for its machine is missed, and nothing else is.
func TestEveryTargetCanBeMissed(t *testing.T) {
	if m := missed(measured().report()); len(m) > 0 {
		t.Errorf("missed though quick: %q", m)
	}
	for what, worsen := range map[string]func(n *nation){
		"… one core, against reading":               func(n *nation) { n.unrestOne.cpu *= 3 },
		"… against a byte for each citizen":         func(n *nation) { n.memory *= 3 },
		"… against a spin":                          func(n *nation) { n.calm.cpu *= 3 },
		"… one core, against a spin":                func(n *nation) { n.ensemble.one.cpu *= 3 },
		"… against the gain of a spin on each core": func(n *nation) { n.ensemble.all.wall *= 1.5 },
	} {
		n := measured()
		worsen(n)
		if m := missed(n.report()); len(m) != 1 || m[0] != what {
			t.Errorf("missed: %q, want %q", m, what)
		}
	}
}

// Only a ratio may have a target: seconds tell of the machine.
func TestOnlyRatiosHaveTargets(t *testing.T) {
	n, targets := measured(), 0
	for _, m := range n.report().Measures {
		if m.Target != 0 {
			targets++
			if m.Unit != times {
				t.Errorf("%q has the target %g %s", m.What, m.Target, m.Unit)
			}
		}
	}
	if targets != 5 {
		t.Errorf("%d targets, want 5", targets)
	}
	n.scale = 100 // the month is not that of every citizen; the ensemble is what it was
	if got := len(verdicts(n.report())); got != 2 {
		t.Errorf("%d targets at 1:100, want 2", got)
	}
}

// The gain by a second core cannot be judged while others use it.
func TestABusyMachineIsNotJudgedByItsSecondCore(t *testing.T) {
	for what, disturb := range map[string]func(g *gained){
		"one core taken in part":  func(g *gained) { g.one.busy = 0.8 },
		"two cores taken in part": func(g *gained) { g.spins.busy = 1.4 },
	} {
		n := measured()
		n.ensemble.all.wall *= 2
		disturb(&n.ensemble)
		if m := missed(n.report()); len(m) > 0 {
			t.Errorf("%s: missed %q", what, m)
		}
	}
}

func TestTheNationIsMeasured(t *testing.T) {
	if testing.Short() {
		t.Skip("plays some forty replicates")
	}
	folder, _ := library.Open("small-state")
	s, err := scenario.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Nation(context.Background(), s, Settings{Rounds: 1, Replicates: 2, Scale: 100, Say: func(string) {}})
	if err != nil {
		t.Fatal(err)
	}
	spins := 0
	for _, m := range r.Measures {
		if !(m.Value > 0) || math.IsInf(m.Value, 0) {
			t.Errorf("%s: %g %s", m.What, m.Value, m.Unit)
		}
		if strings.Contains(m.What, "spin") {
			spins++
		}
	}
	if spins < 3 {
		t.Errorf("%d measures speak of a spin", spins)
	}
}

// A spin takes the same work whoever does it: on two goroutines it takes twice
// the processor time.
func TestASpinIsAFixedPieceOfWork(t *testing.T) {
	took, err := alternate(3, spin(1), spin(2))
	if err != nil {
		t.Fatal(err)
	}
	if ratio := took[1].cpu / took[0].cpu; ratio < 1.5 || ratio > 3 {
		t.Errorf("two spins take %.2f times the processor time of one", ratio)
	}
}
