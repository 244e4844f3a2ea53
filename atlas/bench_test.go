package atlas_test

import (
	"testing"

	"casus/atlas"
)

// BenchmarkNew draws a scenario from the tables, as casus new does.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		s, err := atlas.State("IND", 2023)
		if err != nil {
			b.Fatal(err)
		}
		f, err := s.Scenario("india")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Files(); err != nil {
			b.Fatal(err)
		}
	}
}
