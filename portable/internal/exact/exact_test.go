package exact

import (
	"math/big"
	"testing"
)

// Published digits of each function (OEIS A001113, A002162, A000796, A002193,
// A049469, A049470, A019669 and the 97.5 % point of the normal distribution).
func TestKnownDigits(t *testing.T) {
	for name, c := range map[string]struct {
		got  *big.Float
		want string
	}{
		"e":         {Exp(number(1)), "2.71828182845904523536028747135266249775724709369995"},
		"1/e":       {Exp(number(-1)), "0.36787944117144232159552377016146086744581113103176"},
		"e − 1":     {Expm1(number(1)), "1.71828182845904523536028747135266249775724709369995"},
		"√2":        {Exp2(number(0.5)), "1.41421356237309504880168872420969807856967187537694"},
		"2^0.5":     {Pow(number(2), number(0.5)), "1.41421356237309504880168872420969807856967187537694"},
		"log 2":     {Log(number(2)), "0.69314718055994530941723212145817656807550013436025"},
		"log(1+1)":  {Log1p(number(1)), "0.69314718055994530941723212145817656807550013436025"},
		"π":         {Pi, "3.14159265358979323846264338327950288419716939937510"},
		"sin 1":     {Sin(1), "0.84147098480789650665250232163029899962256306079837"},
		"cos 1":     {Cos(1), "0.54030230586813971740093660744297660373231042061792"},
		"asin 1":    {Asin(1), "1.57079632679489661923132169163975144209858469968755"},
		"tanh 1":    {Tanh(1), "0.76159415595576488811945828260479359041276859725793"},
		"Φ⁻¹ 0.975": {NormalCDF(parse(t, "1.95996398454005423552459443052055152795555007786954")), "0.975"},
		"I_½(2,3)":  {BetaCDF(0.5, 2, 3), "0.6875"},
	} {
		d := sub(c.got, parse(t, c.want))
		if d.Sign() != 0 && d.MantExp(nil) > -160 {
			t.Errorf("%s = %.50f, want %s", name, c.got, c.want)
		}
	}
}

func parse(t *testing.T, s string) *big.Float {
	x, _, err := big.ParseFloat(s, 10, Bits, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
