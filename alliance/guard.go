package alliance

import (
	"fmt"
	"math"
	"reflect"
)

// finite refuses what is not a number, by its name.
func finite(name string, x float64) error {
	if !isFinite(x) {
		return fmt.Errorf("the %s is %v", name, x)
	}
	return nil
}

// isFinite is one comparison: a back-test asks hundreds of millions of times.
func isFinite(x float64) bool { return math.Abs(x) <= math.MaxFloat64 }

// fields checks every number of a structure, of which it is given the address. It
// runs once for each request and once for each mission, never in a loop over citizens.
func fields(of string, structure any) error {
	v := reflect.ValueOf(structure).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Float64 && !isFinite(f.Float()) {
			return finite(v.Type().Field(i).Name+" of "+of, f.Float())
		}
	}
	return nil
}

// check guards the edge of [Decide].
func check(ch Charter, members []Member, co Coefficients, r *Request) error {
	for _, s := range []struct {
		of string
		v  any
	}{{"the charter", &ch}, {"the coefficients", &co}, {"the request", r}} {
		if err := fields(s.of, s.v); err != nil {
			return err
		}
	}
	for _, b := range []struct {
		name   string
		values []float64
		may    bool // be nil
	}{{"fear", r.Fear, false}, {"cooperation", r.Cooperation, false}, {"reliability", r.Reliability, true}} {
		if b.values == nil && b.may {
			continue
		}
		if len(b.values) != len(members) {
			return fmt.Errorf("the request gives %s for %d members, the alliance has %d", b.name, len(b.values), len(members))
		}
		for i, x := range b.values {
			if !isFinite(x) {
				return finite(b.name+" of "+members[i].ID, x)
			}
		}
	}
	for i := range members {
		if members[i].isFinite() {
			continue
		}
		if err := fields(members[i].ID, &members[i]); err != nil {
			return err
		}
	}
	return nil
}

// isFinite is what fields sees of a member, sooner: most of what a back-test asks is of members.
func (m *Member) isFinite() bool {
	return isFinite(m.Pledge) && isFinite(m.Capability) && isFinite(m.Readiness) && isFinite(m.Distance) && isFinite(m.Likeness) &&
		isFinite(m.Contagion) && isFinite(m.Alignment) && isFinite(m.Stake) && isFinite(m.DomesticCost) && isFinite(m.Insurance)
}
