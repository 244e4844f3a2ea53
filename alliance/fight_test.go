package alliance

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// resisted are coefficients of a mission that has landed and is fought.
func resisted() Coefficients {
	co := weighed()
	co.Lift, co.Heft, co.Daunt, co.Battle, co.Crossfire, co.Yield = 1e5, 2, 1, 0.24, 1.5, 2.4
	return co
}

// landed is a mission of so many of the lead in the country, at hour 30.
func landed(t testing.TB, co Coefficients, people float64, replicate int) *Mission {
	t.Helper()
	m := start(sent(people), treaty(), co, replicate)
	play(t, m, 20, turmoil)
	return m
}

func fought(t testing.TB, m *Mission, hour int, hostile float64) *Status {
	t.Helper()
	if err := m.Hour(hour, Situation{Threat: 0.8, Hostile: hostile}); err != nil {
		t.Fatal(err)
	}
	return m.Status()
}

// By hand, of 2,000 hostile before 1,000 troops worth two each: half of them stand,
// 1,000; 500 are in contact; of those 0.01 an hour die, two thirds on their side; three
// civilians for two of the troops, and for each of the hostile; and a tenth gives up.
func TestAnHourOfFighting(t *testing.T) {
	const n = 4000
	var dead, fallen, civilians float64
	for i := range n {
		st := fought(t, landed(t, resisted(), 1000, i), 30, 2000)
		f := st.Fight
		dead, fallen, civilians = dead+f.Dead, fallen+f.Fallen, civilians+f.Civilians
		if !near(f.Fighting, 2000) || !near(f.Yielded/(2000-f.Dead), 1-math.Exp(-0.1)) {
			t.Fatalf("%+v", f)
		}
		if !near(st.Total, 1000-f.Fallen) || st.Lost != f.Fallen || !near(st.Freed, 0) {
			t.Fatalf("%g of 1000 after %g died, %g in all; %g freed by those who fight", st.Total, f.Fallen, st.Lost, st.Freed)
		}
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{{"hostile", dead, 10. / 3}, {"troops", fallen, 5. / 3}, {"civilians", civilians, 12.5}} {
		if got, se := c.got/n, 4*math.Sqrt(c.want/n); math.Abs(got-c.want) > 4*se {
			t.Errorf("%s: %g dead an hour, want %g", c.what, got, c.want)
		}
	}
}

// More troops, or better ones, end it sooner, with fewer dead among those who fight; more
// troops spare civilians too, and heavy weapons kill more of them for each who fights. Those who have died are not replaced.
func TestNumbersAndWeaponsEndItSooner(t *testing.T) {
	course := func(troops, heft, daunt float64) (deaths, lost, hours, civilians float64) {
		const n = 200
		for i := range n {
			co := resisted()
			co.Heft, co.Daunt, co.Battle = heft, daunt, 1
			m, left := landed(t, co, troops, i), 2000.0
			for h := 30; h < 30+24*60 && left >= 1; h++ {
				st := fought(t, m, h, left)
				f := st.Fight
				left -= f.Dead + f.Yielded
				deaths += (f.Dead + f.Fallen) / n
				civilians += f.Civilians / n
				lost += f.Fallen / n
				if st.Total > troops-st.Lost+1e-6 {
					t.Fatalf("%g troops of %g after %g deaths", st.Total, troops, st.Lost)
				}
				hours++
			}
		}
		return deaths, lost, hours / n, civilians
	}
	for _, daunt := range []float64{0, 1} {
		few, fewLost, long, fewMore := course(800, 1, daunt)
		many, manyLost, short, manyMore := course(5000, 1, daunt)
		heavy, heavyLost, shorter, heavyMore := course(800, 10, daunt)
		if fewMore += few; manyMore+many > 0.7*fewMore {
			t.Errorf("daunt %g: %.0f die where 800 come, civilians with them, %.0f where 5000 do", daunt, fewMore, manyMore+many)
		}
		if fewMore -= few; heavyMore/heavy < 3*fewMore/few {
			t.Errorf("daunt %g: heavy weapons kill %.0f civilians beside %.0f who fight, light ones %.0f beside %.0f", daunt, heavyMore, heavy, fewMore, few)
		}
		if !(many < 0.7*few && manyLost < 0.7*fewLost && short < long/2) {
			t.Errorf("daunt %g, 800: %.0f dead, %.0f of them troops, in %.0f h; 5000: %.0f, %.0f, %.0f h", daunt, few, fewLost, long, many, manyLost, short)
		}
		if !(heavy < 0.7*few && heavyLost < 0.7*fewLost && shorter < long/2) {
			t.Errorf("daunt %g, 800: %.0f dead, %.0f of them troops, in %.0f h; with heavy weapons %.0f, %.0f, %.0f h", daunt, few, fewLost, long, heavy, heavyLost, shorter)
		}
	}
}

func TestNobodyDiesTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		co := resisted()
		co.Heft = rapid.Float64Range(0.01, 1000).Draw(t, "heft")
		co.Daunt = rapid.Float64Range(0, 10).Draw(t, "daunt")
		co.Battle = rapid.Float64Range(0, 10).Draw(t, "battle")
		co.Crossfire = rapid.Float64Range(0, 100).Draw(t, "crossfire")
		co.Yield = rapid.Float64Range(0, 100).Draw(t, "yield")
		troops := rapid.Float64Range(0, 5000).Draw(t, "troops")
		m := start(sent(troops), treaty(), co, rapid.IntRange(0, 99).Draw(t, "replicate"))
		left := rapid.Float64Range(0, 3000).Draw(t, "hostile")
		for h := 10; h < 200; h++ {
			if err := m.Hour(h, Situation{Threat: 0.5, Hostile: left}); err != nil {
				t.Fatal(err)
			}
			st := m.Status()
			if st.Total < 0 || st.Lost > troops*(1+1e-9) || st.Tied < 0 || st.Freed < 0 {
				t.Fatalf("%+v", st)
			}
			if left -= st.Fight.Dead + st.Fight.Yielded; left < -1e-9 || st.Fight.Yielded < 0 || st.Fight.Fallen < 0 {
				t.Fatalf("%+v leaves %g", st.Fight, left)
			}
			left = max(0, left)
		}
	})
}
