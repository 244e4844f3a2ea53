package society

import (
	"math"

	"casus/portable"
)

const (
	// Gathering is the least crowd that is a protest, and may be one again tomorrow;
	// coders of protests ask for as many.
	Gathering = 50

	// maxSparkShare keeps a crowd of organisers below this share of its place.
	maxSparkShare = 0.1

	// Hours of the day between which organisers come out.
	firstCall, lastCall = 8, 20
	callHours           = lastCall - firstCall + 1
)

// call lets crowds of organisers appear: those of the scenario and of events; those who were out
// yesterday and come again; and new ones, of ordinary times and in solidarity with
// what is seen elsewhere, where grievance is high enough.
//
//	hazard = d_i · Calls(N) · (ordinary_rate + spark_rate·news_r·willing_i·(1−spent)) · (1−curfew·E), by day
//
// with N the people of the nation, d_i its share of [Pull], [Calls], and
// willing_i as in [Society.willing] for a crowd of the usual size.
// Organisers who have come out are spent for a while: spent rises by 100,000/N_i, to 1
// at most, and fades with the half-life spark_rest. Else a place's solidarity
// would never tire, and the crisis would feed on its own news for weeks.
func (s *Society) call(hour int, in *Conditions) {
	leave := s.pace.stay
	for _, i := range s.state.Out {
		l := &s.places[i]
		if l.seeds = float64(l.seeds * leave); l.seeds < somebody {
			l.seeds = 0
		}
	}
	clear(s.state.Again)
	for i := range s.called.all {
		if l := &s.places[i]; in.HourOfDay == l.when {
			s.called.remove(i)
			s.state.Again[i] = true
			s.seed(i, l.coming)
		}
	}
	if in.HourOfDay >= firstCall && in.HourOfDay <= lastCall {
		s.gape(hour, in)
		for r := range s.nation.Regions {
			s.solidarity(r, hour, float64(s.co.SparkRate*s.heard[r]), s.outside(r, in), in)
		}
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			s.seed(k.Place, k.People)
		}
	}
	for _, k := range in.Sparks {
		s.seed(k.Place, k.People)
	}
}

// Calls is how many times the rate of calls, which is per 100,000 people of a nation
// of ten million, a nation of so many people has:
//
//	√(people·10,000,000)/100,000
//
// Larger nations have more protests, but fewer per head: in the half of 81 states of
// the Mass Mobilization data that is fitted, the number of protests grows with the
// power 0.47 ± 0.06 of the people of 2005 (least squares of logarithms; the other half,
// 68 states: 0.37 ± 0.10).
func Calls(people float64) float64 { return math.Sqrt(people*1e7) / 1e5 }

// Pull is how much a place draws calls, against others of its nation:
//
//	N^1.2, times e² in the capital and in the largest city
//
// By maximum likelihood of where the protests of the Mass Mobilization data were: of 5,098
// in the half of 81 states that is fitted whose place is among the 300 largest of its
// state (GeoNames). The other half, 4,397 in 69 states, has 1.2 and e² too.
func Pull(p Place) float64 {
	d := portable.Pow(p.Population, 1.2)
	if p.Centre {
		d = float64(d * portable.Exp(2))
	}
	return d
}

// solidarity lets organisers come out in region r, where so many would in a day in
// a rested place of 100,000 people, in a nation of ten million. One number says whether they do anywhere, a
// second one where, a third one whether they are rested and willing there, a fourth one
// whether the call goes further.
func (s *Society) solidarity(r, hour int, rate, free float64, in *Conditions) {
	who, when := uint64(r), uint64(hour)
	all := s.co.OrdinaryRate + rate
	most := float64(all * free * s.pulls[r] * s.calls / callHours)
	if most == 0 || !s.lots.spark.Chance(who, when, sure(most)) {
		return
	}
	left := float64(s.lots.spark.Uniform(who, when+1<<32) * s.pulls[r])
	for i := range s.members[r].all {
		if left -= s.pull[i]; left > 0 {
			continue
		}
		// The third number, on the scale of rates: an ordinary call below the ordinary
		// rate, and above it one in solidarity.
		third := float64(s.lots.spark.Uniform(who, when+2<<32) * all)
		if !s.follow(i, hour, third, rate, in) {
			return
		}
		s.seed(i, s.organisers(i, hour))
		if s.lots.spark.Chance(who, when+3<<32, s.co.Reach) {
			s.reach(i, hour, third, rate, in)
		}
		return
	}
}

// follow reports whether place i, with organisers ready to come at so many times the
// rate of calls, follows one.
func (s *Society) follow(i, hour int, third, rate float64, in *Conditions) bool {
	l := &s.places[i]
	spent := l.spent.at(hour, &s.pace.rest)
	ready := s.co.OrdinaryRate + float64(rate*(1-spent)*s.willing(i, s.co.SparkPeople, in))
	if third >= ready {
		return false
	}
	l.spent = fading{min(1, spent+min(1, 1e5/s.nation.Places[i].Population)), hour}
	return true
}

// reach takes a call of place i to other places of the nation: to a share of n^(u−1)
// of them, u uniform, of the larger ones more and of those alone that would follow it.
// So it reaches two places as often as it reaches hundreds, by orders of magnitude. N
// counts settlements: one of many places is reached as often as any of those that
// it stands for would be.
func (s *Society) reach(i, hour int, third, rate float64, in *Conditions) {
	n := float64(len(s.nation.Places))
	if s.nation.Settlements > 0 {
		n = float64(s.nation.Settlements)
	}
	share := portable.Pow(n, s.lots.reach.Uniform(uint64(i), uint64(hour))-1)
	for j := range s.nation.Places {
		p := min(1, float64(share*n*s.pull[j]))
		if j != i && s.lots.reach.Chance(uint64(j), uint64(hour)+1<<32, p) && s.follow(j, hour, third, rate, in) {
			s.seed(j, s.organisers(j, hour))
		}
	}
}

// willing is how far those in place i who call others out would go
// out at the risk that so many together run, 0..1; they bear half of the risk that
// citizens bear on average (see [Society.decide]):
//
//	min(1, (ḡ_r − ¼·P·J)⁺/T)
//
// with ḡ_r the mean of 1−L in the region, and P and J as in [Society.decide].
func (s *Society) willing(i int, crowd float64, in *Conditions) float64 {
	const borne = 0.25
	g := s.mean[s.nation.Places[i].Region] - float64(borne*s.risk(i, crowd, in))
	return min(1, max(0, g)/s.co.Threshold)
}

// outside is how many come out in region r under curfew, where one would without: more
// than one where a curfew is defied.
func (s *Society) outside(r int, in *Conditions) float64 {
	return 1 - float64(s.co.Curfew*in.Emergency[r])
}

// organisers draws the size of a crowd of organisers: lognormal, larger with the
// square root of the place's population, and at most a share of that.
func (s *Society) organisers(i, hour int) float64 {
	size := float64(s.co.SparkPeople * s.root[i] * portable.Exp(float64(s.co.SparkSpread*s.lots.size.Normal(uint64(i), uint64(hour)))))
	return min(size, float64(maxSparkShare*s.nation.Places[i].Population))
}

// again decides in the morning whether yesterday's protest in place i goes on.
// People go home by default. A protest goes on with the probability
//
//	P = 1 − exp(−again·(1−curfew·E)/fright_i)
//
// Who was out has shown that the grievance is enough for the risk; what can keep them at
// home is what happened to them, as in [Society.fright]. News calls new protests and keeps none going: in the half of the data that is
// fitted those of waves go on no more often than single ones (12 and 17 %). Then as many
// come as its organisers, at an hour between 8 and 18.
func (s *Society) again(i int, in *Conditions) {
	l, r, who, when := &s.places[i], s.nation.Places[i].Region, uint64(i), uint64(s.day)
	s.met.remove(i)
	peak := l.peak
	l.peak = 0
	if peak < Gathering {
		return
	}
	p := sure(s.co.Again * s.outside(r, in) / s.fright(i, in))
	if s.lots.again.Chance(who, when, p) {
		l.coming, l.when = peak, firstCall+s.lots.again.Below(who, when+1<<32, 10)
		s.called.add(i)
	}
}

// seed brings organisers out in place i.
func (s *Society) seed(i int, people float64) {
	if people >= somebody {
		s.places[i].seeds += people
		s.tally(i)
		s.out.add(i)
	}
}
