package main

import (
	"math"
	"strings"
	"testing"

	"casus/experiment"
	"casus/files/bounded"
	"casus/scenario"
)

// Whatever is asked for by --set and --do, it is refused in words, or is an experiment
// of finite numbers that can be printed, read and played as it is.
func FuzzAsked(f *testing.F) {
	s, err := loadShipped("small-state")
	if err != nil {
		f.Fatal(err)
	}
	sets := []string{"society.shock=0.1", "society.shock=NaN", "society.shock=1e309", "society.shock=-0", "choice.patience=1e308", "threat.control=0x1p4", "=1", "a", "society.shock=0.1=2", "société.shock=1", "regime.alarm=1", "belief.a=1e-320"}
	does := []string{"force:dialogue@9", "forbid:request_alliance", "force:dialogue@1d9h", "force:dialogue@99999999999999999999", "forbid:wait", "force:dialogue@2030-03-05T18:00", "force:dialogue@", "force:dialogue@-0", "force:@", ":", "force:dialogue@1h2d", "force:dialogue@2147483647d"}
	for i := range sets {
		f.Add(sets[i], "", "")
		f.Add("", does[i], "")
		f.Add(sets[0], does[i], does[(i+1)%len(does)])
	}
	c := runCommand()
	f.Fuzz(func(t *testing.T, set, do, another string) {
		flags := runFlags{seed: 1, mode: "free"}
		for _, text := range []string{do, another} {
			if text != "" {
				flags.do = append(flags.do, text)
			}
		}
		if set != "" {
			flags.set = []string{set}
		}
		var x *experiment.Experiment
		var err error
		bounded.Read(t, func() { x, err = flags.experiment(c, s, scenario.AsModelled) })
		if err != nil { // what was asked is told twice, and a byte of it is four when it is quoted
			if message := err.Error(); !strings.HasPrefix(message, "--set") && !strings.HasPrefix(message, "--do") || len(message) > 1000+8*len(set+do+another) {
				t.Errorf("%q", message)
			}
			return
		}
		for name, v := range x.Set {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s is %v", name, v)
			}
		}
		again, err := experiment.Read("x.json", x.Print())
		if err != nil || again.Hash() != x.Hash() {
			t.Fatalf("%s\n%v", x.Print(), err)
		}
		plan, err := again.Plan(s, 0)
		if err != nil || len(plan(0).Interventions) != len(flags.do) {
			t.Errorf("%+v, %v", flags.do, err)
		}
	})
}
