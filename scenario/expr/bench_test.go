package expr

import (
	"math"
	"testing"
)

func BenchmarkUtility(b *testing.B) {
	s, err := NewScope("threat", "cost", "violence", "fear")
	if err != nil {
		b.Fatal(err)
	}
	n, err := CompileNumber("1.2*threat - 0.8*cost + 0.5*max(0, violence-0.3) - 0.1*(fear > 0.5 ? 1 : 0)", s)
	if err != nil {
		b.Fatal(err)
	}
	values := []float64{0.5, 0.2, 0.6, 0.7}
	var sum float64
	b.ReportAllocs()
	for b.Loop() {
		sum += n.Eval(values)
	}
	if math.IsNaN(sum) {
		b.Fatal("not a number")
	}
}

func BenchmarkCompile(b *testing.B) {
	s, err := NewScope("threat", "cost", "violence", "fear")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CompileNumber("1.2*threat - 0.8*cost + 0.5*max(0, violence-0.3)", s); err != nil {
			b.Fatal(err)
		}
	}
}
