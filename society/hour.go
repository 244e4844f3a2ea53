package society

import (
	"slices"

	"casus/portable"
)

// morning is the hour of the day at which people wake, go to work or to the
// square, and at which it is drawn anew who is available.
const morning = 6

// maxSparkShare keeps a crowd of organisers below this share of its place.
const maxSparkShare = 0.01

// somebody is the least crowd: fewer organisers, fewer in a band and fewer who
// are remembered are nobody.
const somebody = 1

// Hour lets one hour of the crisis pass. What fades by itself is caught up with
// when it matters, so that a place where nobody is out costs next to nothing,
// and neither does a nation in which nothing has happened.
func (s *Society) Hour(hour int, in *Conditions) {
	s.hour = hour
	if s.day < 0 || in.HourOfDay == morning {
		s.wake(in)
	}
	if !s.calm(hour, in) {
		s.hear(in)
		s.sparks(hour, in)
		s.decide(hour, in)
		s.bands(hour, in)
		s.harm(hour, in)
		s.remember()
		s.feel(in)
		s.publish(in)
		s.price, s.still = in.PriceLeft, s.settled()
	}
	s.hour++
}

// Whether nothing can happen in an hour: all is as it was in the hour
// before, nobody is out, remembered, wanted, angry or estranged, and nobody is
// sent to the square or could want to go.
func (s *Society) calm(hour int, in *Conditions) bool {
	if !s.still || in.PriceLeft != s.price || in.Foreign > 0 || in.TargetGone {
		return false
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			return false
		}
	}
	least := s.co.Threshold + float64(s.co.Night*night[in.HourOfDay])
	for r := range s.worst {
		if s.moved(r, 1, 0) > least {
			return false
		}
	}
	return true
}

// Whether nothing is left of what happened.
func (s *Society) settled() bool {
	if len(s.state.Out) > 0 || s.nationwide > 0 || s.state.Political > 0 || slices.Max(s.anger) > 0 || slices.Max(s.region) > 0 {
		return false
	}
	return !s.awake.any() && !s.wanted.any()
}

// wake begins a day: who is out goes home. How many of a place are available is
// drawn when it is first asked for.
func (s *Society) wake(in *Conditions) {
	s.day++
	s.rounds = s.lots.round
	for r, e := range in.Emergency {
		s.free[r] = s.co.Availability * (1 - float64(s.co.Curfew*e))
	}
	s.people.morning()
	for _, i := range s.state.Out {
		l := &s.places[i]
		l.agents.protesting, l.agents.fighting = 0, 0
		s.tally(i)
		s.rise(i)
	}
}

// rise draws how many of place i are available today, once a day.
func (s *Society) rise(i int) {
	if l := &s.places[i]; l.day != s.day {
		l.day = s.day
		share := s.free[s.nation.Places[i].Region] * float64(s.first[i+1]-s.first[i])
		s.people.dawn(i, s.rounds.Round(uint64(i), uint64(s.day)+1, share))
	}
}

// news is how much of the mobilisation reaches region r: the nation's through
// open communications, and the region's own by word of mouth.
//
//	news_r = o·m·(1−w) + w·m_r      w = region_media
func (s *Society) news(r int, o float64) float64 {
	w := s.co.RegionMedia
	return float64((1-w)*o*s.state.Attention) + float64(w*s.regional[r])
}

// hear works out what is the same for everyone in a region this hour: the
// grievance 1−L of each cohort, the worst, the mean, and the news.
func (s *Society) hear(in *Conditions) {
	nc := len(s.nation.Cohorts)
	for r := range s.nation.Regions {
		mean, worst, loss := 0.0, 0.0, s.economic(r, in.PriceLeft)
		for c, share := range s.nation.Regions[r].Cohorts {
			g := 1 - s.legitimacy(r, c, loss)
			s.grievance[r*nc+c] = g
			mean += float64(share * g)
			if g > worst {
				worst = g
			}
		}
		s.worst[r], s.ready[r] = worst, 0
		if news := s.news(r, in.Openness); news > 0 {
			s.ready[r] = float64(news * min(1, mean/s.co.Threshold))
		}
	}
}

// sparks lets crowds of organisers appear: those of the scenario, and new ones
// in solidarity with what is seen elsewhere, where grievance is high enough.
//
//	hazard = spark_rate · √(N_i/100,000) · news_r · min(1, (1−L)/T) · (1−spent) / (1+fear_i), by day
//
// Organisers who have come out are spent for a while: spent is 1 after a spark
// and fades with the half-life of weariness. Else a place's solidarity would
// never tire, and the crisis would feed on its own news for weeks.
func (s *Society) sparks(hour int, in *Conditions) {
	for _, i := range s.state.Out {
		l := &s.places[i]
		if l.seeds == 0 {
			continue
		}
		fright := l.fear.at(hour, &s.pace.fear) + float64(s.co.LethalCost*in.Lethal*in.Emergency[s.nation.Places[i].Region])
		if fright == 0 {
			l.seeds = float64(l.seeds * s.pace.seeds)
		} else {
			l.seeds = float64(l.seeds * portable.Exp2(-(1+fright)/s.co.SparkHalf))
		}
		if l.seeds < somebody {
			l.seeds = 0
		}
	}
	if in.HourOfDay >= 8 && in.HourOfDay <= 20 {
		for r, ready := range s.ready {
			if ready > 0 {
				s.solidarity(r, hour, s.co.SparkRate/24*ready*(1-float64(s.co.Curfew*in.Emergency[r])))
			}
		}
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			s.seed(k.Place, k.People)
		}
	}
}

// solidarity lets organisers come out in the places of region r, at a rate in a
// rested place of 100,000 people.
func (s *Society) solidarity(r, hour int, rate float64) {
	for i := range s.members[r].all {
		most := float64(rate * s.root[i]) // if it is rested and knows no fear
		u := s.sparkling[i].Uniform(uint64(hour))
		if u >= most {
			continue
		}
		l := &s.places[i]
		hazard := most * (1 - l.spent.at(hour, &s.pace.rest)) / (1 + l.fear.at(hour, &s.pace.fear))
		if u < 1-portable.Exp(-hazard) {
			size := float64(s.co.SparkPeople * portable.Exp(s.co.SparkSpread*s.lots.size.Normal(uint64(i), uint64(hour))))
			s.seed(i, min(size, float64(maxSparkShare*s.nation.Places[i].Population)))
			l.spent = fading{1, hour}
		}
	}
}

// seed brings organisers out in place i.
func (s *Society) seed(i int, people float64) {
	if people > 0 {
		s.places[i].seeds += people
		s.tally(i)
		s.out.add(i)
	}
}
