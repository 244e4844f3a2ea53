package expr

import (
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
)

// env holds the values of the names of scope, in its order.
var env = []float64{0.5, 2, 0.25, -3, 1, 0.75}

func scope(t testing.TB) *Scope {
	t.Helper()
	s, err := NewScope("threat", "cost", "violence", "debt", "flag", "regime.rationality")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNumber(t *testing.T) {
	tests := []struct {
		src  string
		want float64
	}{
		{"1", 1},
		{"0.5", 0.5},
		{".5", 0.5},
		{"1e-3", 1e-3},
		{"10_000", 10000},
		{"007", 7},
		{"threat", 0.5},
		{"regime.rationality", 0.75},
		{"regime . rationality", 0.75},
		{"-threat", -0.5},
		{"+threat", 0.5},
		{"- -threat", 0.5},
		{"threat - - cost", 2.5},
		{"1 + 2*3 - 4/8", 6.5},
		{"(1 + 2)*3", 9},
		{"7 % 4", 3},
		{"-7 % 4", -3},
		{"7.5 % 2", 1.5},
		{"2 ** 3 ** 2", 512},
		{"2 ^ 3", 8},
		{"-2 ^ 2", -4},
		{"2 ^ -1", 0.5},
		{"debt ^ 2", 9},
		{"debt ** cost", 9},
		{"cost ^ 0.5", math.Sqrt2},
		{"cost * 3", 6},
		{"3 * cost", 6},
		{"cost / 4", 0.5},
		{"4 / cost", 2},
		{"cost + 1", 3},
		{"1 + cost", 3},
		{"cost - 1", 1},
		{"1 - cost", -1},
		{"cost * threat", 1},
		{"cost % debt", 2},
		{"min(3, cost, threat)", 0.5},
		{"max(debt, 0)", 0},
		{"abs(debt)", 3},
		{"exp(1)", math.E},
		{"log(exp(2))", 2},
		{"log1p(0)", 0},
		{"sqrt(16)", 4},
		{"tanh(0)", 0},
		{"logistic(0)", 0.5},
		{"logistic(-1000)", 0},
		{"logistic(1000)", 1},
		{"clamp(debt, 0, 1)", 0},
		{"clamp(cost, 0, 1)", 1},
		{"clamp(threat, 0, 1,)", 0.5},
		{"step(threat) + step(0) + step(debt)", 1},
		{"threat > 0.1 ? 10 : 20", 10},
		{"threat < 0.1 ? 10 : 20", 20},
		{"true ? threat : cost", 0.5},
		{"false ? threat : cost", 2},
		{"threat < 0.1 ? 1 : cost < 3 ? 2 : 3", 2},
		{"(between(threat, 0, 1) ? 1 : 0) + 1", 2},
		{"threat\n  + cost", 2.5},
		{"1.2*threat - 0.8*cost + 0.5*max(0, violence-0.3) - 0.1*(debt > 0.5 ? 1 : 0)", -1},
		{strings.Repeat("1+", 249) + "1", 250},
		{strings.Repeat("(", MaxDepth) + "1" + strings.Repeat(")", MaxDepth), 1},
	}
	for _, tt := range tests {
		t.Run(tt.src, func(t *testing.T) {
			n, err := CompileNumber(tt.src, scope(t))
			if err != nil {
				t.Fatal(err)
			}
			if got := n.Eval(env); math.Abs(got-tt.want) > 1e-12 {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCondition(t *testing.T) {
	tests := []struct {
		src  string
		want bool
	}{
		{"true", true},
		{"false", false},
		{"threat > 0.4", true},
		{"threat >= 0.5", true},
		{"threat < 0.5", false},
		{"threat <= 0.5", true},
		{"cost == 2", true},
		{"cost != 2", false},
		{"threat > 0.4 and cost > 5", false},
		{"threat > 0.4 && cost > 1", true},
		{"threat > 0.9 or cost > 1", true},
		{"threat > 0.9 || cost > 5", false},
		{"not (threat > 0.9)", true},
		{"!(threat > 0.4)", false},
		{"not true or true", true},
		{"0 < threat < 1", true},
		{"0 < threat < 0.5", false},
		{"3 > cost > 1 > debt", true},
		{"between(threat, 0, 1)", true},
		{"between(threat, 0.5, 0.5)", true},
		{"not between(cost, 0, 1)", true},
		{"flag > 0 ? threat > 0.4 : cost > 9", true},
		{"debt > 0 ? threat > 0.4 : cost > 9", false},
		{"0/0 == 0/0", false},
		{"log(-1) != log(-1)", true},
	}
	for _, tt := range tests {
		t.Run(tt.src, func(t *testing.T) {
			c, err := CompileCondition(tt.src, scope(t))
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Eval(env); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestFloatArithmeticIsNotGuarded(t *testing.T) {
	for src, want := range map[string]float64{
		"1/0":               math.Inf(1),
		"-1/(threat-0.5)":   math.Inf(-1),
		"log(0)":            math.Inf(-1),
		"sqrt(debt)":        math.NaN(),
		"max(0, log(debt))": math.NaN(),
		"5 % 0":             math.NaN(),
	} {
		n, err := CompileNumber(src, scope(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := n.Eval(env); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s: got %v, want %v", src, got, want)
		}
	}
}

func TestShortEnvironmentIsNaN(t *testing.T) {
	n, err := CompileNumber("threat + cost", scope(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range [][]float64{nil, {1}} {
		if got := n.Eval(e); !math.IsNaN(got) {
			t.Errorf("got %v", got)
		}
	}
}

func TestNamesAreSortedAndComplete(t *testing.T) {
	n, err := CompileNumber("true ? threat + regime.rationality + threat : cost", scope(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"cost", "regime.rationality", "threat"}; !slices.Equal(n.Names, want) {
		t.Errorf("got %v, want %v", n.Names, want)
	}
	c, err := CompileCondition("cost > 0", scope(t))
	if err != nil || !slices.Equal(c.Names, []string{"cost"}) || c.Source != "cost > 0" {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestConstantsAreFolded(t *testing.T) {
	s := scope(t)
	for _, src := range []string{"1 + 2*max(3, 4) - logistic(0)", "1 < 2 < 3 ? -2 : threat", "(not (1 > 2) and true) ? 1 : 2"} {
		v, _, err := compile(src, s, KindNumber)
		if err != nil {
			t.Fatal(err)
		}
		if !v.constant {
			t.Errorf("%s is not constant", src)
		}
	}
}

func TestEvalDoesNotAllocate(t *testing.T) {
	n, err := CompileNumber("min(threat, cost, 1) + clamp(debt, 0, 1)^2 - (between(cost, 0, 3) and flag > 0 ? logistic(debt) : 0)", scope(t))
	if err != nil {
		t.Fatal(err)
	}
	if allocs := testing.AllocsPerRun(100, func() { n.Eval(env) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestEvalIsConcurrent(t *testing.T) {
	n, err := CompileNumber("threat*cost + max(debt, violence)", scope(t))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				if got := n.Eval(env); got != 1.25 {
					t.Errorf("got %v", got)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestScope(t *testing.T) {
	s := scope(t)
	if i, ok := s.Index("regime.rationality"); i != 5 || !ok {
		t.Errorf("got %d, %v", i, ok)
	}
	if _, ok := s.Index("regime"); ok {
		t.Error("a prefix is not a name")
	}
	if s.Len() != 6 || len(s.Names()) != 6 || s.Names()[0] != "threat" {
		t.Errorf("got %v", s.Names())
	}
	if _, err := NewScope("жалоба", "_x1", "weight.step", "count", "sum"); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "1a", "a b", "a-b", "a.", ".a", "a..b", "max", "and", "a.not", "$x", "nil", "a\n"} {
		if _, err := NewScope(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
	if _, err := NewScope("a", "b", "a"); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("got %v", err)
	}
}

func TestZeroScope(t *testing.T) {
	for _, s := range []*Scope{nil, {}} {
		if n, err := CompileNumber("1+1", s); err != nil || n.Eval(nil) != 2 {
			t.Errorf("got %v", err)
		}
		var e *Error
		if _, err := CompileNumber("a", s); !errors.As(err, &e) {
			t.Errorf("got %v", err)
		}
	}
}

func TestFunctionsAreDescribed(t *testing.T) {
	for _, f := range Functions() {
		if f.Name == "" || f.Parameters == "" || f.Doc == "" {
			t.Errorf("%+v", f)
		}
	}
	if KindBool.String() != "condition" || KindNumber.String() != "number" {
		t.Error("kinds are misnamed")
	}
}
