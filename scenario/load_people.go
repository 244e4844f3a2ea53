package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// This file checks that numbers fit each other: what happens lies within the run, and
// crowds, forces and states are no larger than the people there are.

const (
	// mostOff is how far the people of the places and those of the target in
	// relations.states, which may be of other years, can lie apart.
	mostOff = 1.2
	// mostForces is the largest share of the people who can be in the forces.
	mostForces = 0.2
	// MaxScale is how many people one agent may stand for.
	MaxScale = 1000
	// MostAgents is how many citizens a replicate can have, at about two bytes each.
	MostAgents = 200_000_000
	// mostUnits is how many units the forces can have in one crisis.
	mostUnits = 100_000
)

// CheckScale says what is wrong with a number of people for whom one agent stands.
func (s *Scenario) CheckScale(scale float64) error {
	if !(scale >= 1 && scale <= MaxScale) {
		return fmt.Errorf("one agent stands for 1 to %d people", MaxScale)
	}
	if agents := s.People() / scale; agents > MostAgents {
		return fmt.Errorf("%s people are %s agents; a replicate has at most %s", plain(s.People()), plain(math.Round(agents)), plain(MostAgents))
	}
	return nil
}

// People is how many live in all places.
func (s *Scenario) People() (sum float64) {
	for _, p := range s.Places {
		sum += p.Population
	}
	return sum
}

// most is the largest value that a quantity can have.
func (l *loader) most(q Quantity) float64 {
	_, hi, _, _ := l.extremes(used(q), q.eval)
	return hi
}

// checkWithin reports what lies outside the run.
func (l *loader) checkWithin() {
	s := l.s
	hours := 24 * s.Clock.CrisisDays
	for i, k := range s.Society.Sparks {
		if k.Hour >= hours {
			l.bad(fmt.Sprintf("$.society.sparks[%d].hour", i), fmt.Sprintf("write an hour of 0 to %d, or make the crisis longer", hours-1), "hour %d lies after the crisis of %d days", k.Hour, s.Clock.CrisisDays)
		}
	}
	for i, o := range s.Options {
		at := fmt.Sprintf("$.options[%d]", i)
		if delay := l.most(o.Effects.ReliefDelay); delay > float64(hours) {
			l.bad(at+".effects.relief_delay", fmt.Sprintf("write 0 to %d", hours), "a delay of %s hours is longer than the crisis of %d", plain(delay), hours)
		}
	}
	d, regions := s.Definitions, make([]float64, len(s.Society.Regions))
	town := 0.0
	for _, p := range s.Places {
		regions[p.Region] += p.Population
		town = max(town, p.Population)
	}
	slices.Sort(regions)
	slices.Reverse(regions)
	n := d.EngulfedRegions
	if n > len(regions) {
		l.bad("$.definitions.engulfed_regions", fmt.Sprintf("write 1 to %d", len(regions)), "the nation has %d regions and cannot be engulfed in %d", len(regions), n)
	} else if least := regions[n-1]; d.ProtestPeople > least {
		l.bad("$.definitions.protest_people", fmt.Sprintf("write at most %s", plain(least)), "fewer than %d regions have %s people, so that the nation cannot be engulfed", n, plain(d.ProtestPeople))
	}
	for _, x := range []struct {
		key          string
		people, most float64
		where        string
	}{{"violence_people", d.ViolencePeople, regions[0], "region"}, {"serious_people", d.SeriousPeople, town, "place"}} {
		if x.people > x.most {
			l.bad("$.definitions."+x.key, fmt.Sprintf("write at most %s", plain(x.most)), "no %s has %s people", x.where, plain(x.people))
		}
	}
}

// checkReached reports coefficients in people that more people would have to reach than
// there are, whatever is drawn, and crowds that are full before they begin.
func (l *loader) checkReached() {
	s, home := l.s, l.s.People()
	bad := func(name, hint, format string, args ...any) {
		l.problems = append(l.problems, l.parameters.At("$['"+name+"'].prior", fmt.Sprintf(format, args...), hint))
	}
	for _, c := range coefficients() {
		p, ok := s.Parameters[c.Name]
		if !ok || p.Usual {
			continue
		}
		least := l.ends[s.index[c.Name]][0]
		if c.Unit == "people" && least > home {
			bad(c.Name, "is one of them in thousands or millions?", "%s is at least %s, and the nation has %s people", c.Name, plain(least), plain(home))
		}
		if stem, is := strings.CutSuffix(c.Name, "_floor"); is {
			if i, ok := s.index[stem+"_full"]; ok && least >= l.ends[i][2] {
				bad(c.Name, "make it smaller", "%s is at least %s, and %s_full at most %s", c.Name, plain(least), stem, plain(l.ends[i][2]))
			}
		}
	}
}

// checkPeople compares crowds, forces and states with the people there are.
func (l *loader) checkPeople() {
	s, home := l.s, l.s.People()
	for i, k := range s.Society.Sparks {
		there := s.Places[s.PlaceIndex(k.Place)].Population
		if crowd := l.most(k.People); crowd > there {
			l.bad(fmt.Sprintf("$.society.sparks[%d].people", i), "make it smaller, or narrow the priors that it depends on", "a crowd of up to %s in a place of %s people", plain(math.Ceil(crowd)), plain(there))
		}
	}
	for i, p := range s.Relations.States {
		if !p.Target {
			continue
		}
		hint := "write the people of the same year in both"
		if ratio := home / p.Population; ratio > 500 || ratio < 1.0/500 {
			hint += "; are some of them in thousands or millions?"
		} else if ratio < 1 {
			hint += "; the country around the towns needs places too"
		}
		if p.Population > mostOff*home || home > mostOff*p.Population {
			l.bad(fmt.Sprintf("$.relations.states[%d].population", i), hint, "%s has %s people here, and %s in its places", p.Name, plain(p.Population), plain(home))
		}
	}
	l.checkForces(home)
	for i, m := range s.Alliance.Members {
		k := slices.IndexFunc(s.Relations.States, func(p Peer) bool { return p.ID == m.ID })
		if pledge, people := l.most(m.Pledge), s.Relations.States[k].Population; pledge > mostForces*people {
			l.bad(fmt.Sprintf("$.alliance.members[%d].pledge", i), "is one of them in thousands or millions?", "%s pledges up to %s people, and has %s in relations.states", m.Name, plain(pledge), plain(people))
		}
	}
	if err := s.CheckScale(s.Defaults.Scale); err != nil {
		l.bad("$.defaults.scale", "let an agent stand for more people", "%v", err)
	}
}

func (l *loader) checkForces(home float64) {
	s := l.s
	officers, units := 0.0, 0.0
	least := 0.0 // people in the forces that have a strength
	for i, f := range s.State.Forces {
		at := fmt.Sprintf("$.state.forces[%d]", i)
		strength := l.most(f.Strength) + float64(l.most(f.Per1000)*home/1000)
		if f.Unit > strength {
			l.bad(at+".unit", "write how many officers go together", "a unit of %s officers in a force of at most %s", plain(f.Unit), plain(math.Floor(strength)))
		}
		officers += strength
		units += strength / f.Unit
		if !f.Strength.IsZero() {
			lo, _, _, _ := l.extremes(used(f.Strength), f.Strength.eval)
			least += lo
		}
	}
	if officers > mostForces*home {
		l.bad("$.state.forces", fmt.Sprintf("at most %g %% of the people can be in the forces", 100*mostForces), "the forces have up to %s officers in a nation of %s people", plain(math.Floor(officers)), plain(home))
	}
	if units > mostUnits {
		l.bad("$.state.forces", "make units larger", "the forces can have %s units; a crisis has at most %s", plain(math.Floor(units)), plain(mostUnits))
		return
	}
	for i, p := range s.Relations.States {
		at := fmt.Sprintf("$.relations.states[%d].army", i)
		army := 0.0
		if p.Army != nil {
			army = l.most(*p.Army)
		}
		switch {
		case army > 0 && least <= 0:
			l.bad(at, "leave it out, or give a force a strength above 0", "the forces that have a strength can be empty, and there is no army to be scaled")
		case army > mostForces*p.Population:
			l.bad(at, fmt.Sprintf("at most %g %% of the people can be in the forces", 100*mostForces), "%s has an army of up to %s, and %s people", p.Name, plain(army), plain(p.Population))
		}
	}
}
