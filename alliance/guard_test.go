package alliance

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"casus/luck"
)

var notNumbers = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}

// spoil puts what is not a number into every float field in turn and restores it.
func spoil(structure any, try func(field string, x float64)) {
	v := reflect.ValueOf(structure).Elem()
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Float64 {
			continue
		}
		was := v.Field(i).Float()
		for _, x := range notNumbers {
			v.Field(i).SetFloat(x)
			try(v.Type().Field(i).Name, x)
		}
		v.Field(i).SetFloat(was)
	}
}

// names fails unless an error speaks of everything that it should.
func names(t *testing.T, err error, of ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error about %s", strings.Join(of, " of "))
		return
	}
	for _, s := range of {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("error %q does not name %q", err, s)
		}
	}
}

func TestTheCouncilRefusesWhatIsNotANumber(t *testing.T) {
	ch, co, list, r := treaty(), weighed(), council(), plea()
	ask := func() error {
		_, err := Decide(ch, list, co, r, luck.Of(1, 0))
		return err
	}
	if err := ask(); err != nil {
		t.Fatal(err)
	}
	spoil(&ch, func(field string, _ float64) { names(t, ask(), field, "charter") })
	spoil(&co, func(field string, _ float64) { names(t, ask(), field, "coefficients") })
	spoil(&r, func(field string, _ float64) { names(t, ask(), field, "request") })
	for i := range list {
		spoil(&list[i], func(field string, _ float64) { names(t, ask(), field, list[i].ID) })
	}
	for name, slice := range map[string][]float64{"fear": r.Fear, "cooperation": r.Cooperation, "reliability": r.Reliability} {
		for i, was := range slice {
			for _, x := range notNumbers {
				slice[i] = x
				names(t, ask(), name, list[i].ID)
			}
			slice[i] = was
		}
	}
	if err := ask(); err != nil {
		t.Errorf("after all was restored: %v", err)
	}
}

func TestTheCouncilRefusesSlicesOfAnotherLength(t *testing.T) {
	for name, set := range map[string]func(*Request, []float64){
		"fear":        func(r *Request, x []float64) { r.Fear = x },
		"cooperation": func(r *Request, x []float64) { r.Cooperation = x },
		"reliability": func(r *Request, x []float64) { r.Reliability = x },
	} {
		for _, x := range [][]float64{nil, {}, {0, 0, 0}, {0, 0, 0, 0, 0}} {
			r := plea()
			set(&r, x)
			_, err := Decide(treaty(), council(), weighed(), r, luck.Of(1, 0))
			if name == "reliability" && x == nil {
				if err != nil {
					t.Errorf("no reliability at all: %v", err)
				}
				continue
			}
			names(t, err, name)
		}
	}
}

func TestTheCouncilRefusesWhatGrowsBeyondNumbers(t *testing.T) {
	for name, change := range map[string]func(*Charter, *Coefficients, []Member){
		"support of ally": func(_ *Charter, co *Coefficients, m []Member) { co.Stake, m[ally].Stake = math.MaxFloat64, 2 },
		"time to decide":  func(_ *Charter, co *Coefficients, _ []Member) { co.Yes = 1e6 },
		"size":            func(ch *Charter, co *Coefficients, _ []Member) { ch.Standing, co.SizeMin = math.MaxFloat64, 10 },
	} {
		ch, co, list := treaty(), weighed(), council()
		change(&ch, &co, list)
		_, err := Decide(ch, list, co, plea(), luck.Of(1, 0))
		names(t, err, name)
	}
}

func TestAMissionRefusesWhatIsNotANumber(t *testing.T) {
	d, co, list, in := sent(100, 50), weighed(), council(), Situation{}
	hour := func() error { return NewMission(d, treaty(), list, co, luck.Of(1, 0)).Hour(d.Hour, in) }
	if err := hour(); err != nil {
		t.Fatal(err)
	}
	spoil(&co, func(field string, _ float64) { names(t, hour(), field, "coefficients") })
	spoil(&in, func(field string, _ float64) { names(t, hour(), field, "situation") })
	for i := range list {
		way := func(string, float64) { names(t, hour(), "way", list[i].ID) }
		was := list[i]
		for _, x := range notNumbers {
			list[i].Readiness = x
			way("", x)
			list[i].Readiness, list[i].Distance = 0, x
			way("", x)
			list[i] = was
			d.Send[i] = x
			names(t, hour(), "contingent", list[i].ID)
			d.Send[i] = 0
		}
	}
	if err := hour(); err != nil {
		t.Errorf("after all was restored: %v", err)
	}
}
