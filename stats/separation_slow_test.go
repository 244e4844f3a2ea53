//go:build slow

package stats

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"casus/luck"
)

// The rate of false alarms, measured closely. These tests take half a minute of processor time.
func TestFalseAlarmsClosely(t *testing.T) {
	withinChance(t, alarms(t, 4000, 50, 127), 4000)
}

// Where one parameter decides, others are added as seldom as where none does.
func TestFalseAlarmsBesideAFlip(t *testing.T) {
	count := 0
	for seed := range uint64(1500) {
		names, draws, holds := planted(seed)
		found, _, err := Separations(names, draws, holds, lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 1 {
			count++
		}
	}
	withinChance(t, count, 1500)
}

// With as few draws on one side as are searched at all, of as many parameters
// as the reference scenario has, the rate is at most the one stated. (It is less:
// distances then have few different values.)
func TestFalseAlarmsFewHold(t *testing.T) {
	count := 0
	for seed := range uint64(400) {
		const n = 400
		names, draws := sample(seed, 250, n)
		holds := make([]bool, n)
		for i := range FewestDraws {
			holds[i] = true
		}
		stream := luck.Of(seed, 0).For("test/holds").Stream(0, 0)
		luck.Shuffle(holds, &stream)
		found, _, err := Separations(names, draws, holds, lot(seed))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			count++
		}
	}
	if chance := 1 - (distuv.Binomial{N: 400, P: FalseAlarms}).CDF(float64(count)-1); chance < 0.005 {
		t.Errorf("%d alarms in 400 claims: so many have a chance of %.2g", count, chance)
	}
}
