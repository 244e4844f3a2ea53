package alliance

import "testing"

func BenchmarkOdds(b *testing.B) {
	ch, members, co, r := treaty(), council(), weighed(), plea()
	co.Luck = 0.3
	for b.Loop() {
		if _, err := Odds(ch, members, co, r); err != nil {
			b.Fatal(err)
		}
	}
}
