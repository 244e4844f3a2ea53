package society

import (
	"slices"

	"casus/portable"
)

// Morning is the hour of the day at which people wake, go to work or to the
// square, and at which it is drawn anew who is available.
const Morning = 6

// somebody is the least crowd: fewer organisers, fewer in a band and fewer who
// are remembered are nobody.
const somebody = 1

// Hour lets one hour of the crisis pass. A place is visited only where somebody is
// out or wanted; what fades by itself is caught up with when it matters.
func (s *Society) Hour(hour int, in *Conditions) {
	s.hour = hour
	if s.day < 0 || in.HourOfDay == Morning {
		s.wake(in)
	}
	if !s.calm(hour, in) || s.co.OrdinaryRate > 0 {
		s.police(hour, in)
		s.lose(in.Losses)
		s.suffer(hour, in.Battles)
		s.hear(in)
		s.call(hour, in)
		s.decide(hour, in)
		s.turn(hour, in)
		s.harm(hour, in)
		s.remember()
		s.feel(in)
		s.publish(in)
		s.left, s.still = append(s.left[:0], in.Left...), s.settled()
	}
	s.hour++
}

// Whether nothing can happen in an hour: all is as it was in the hour before,
// nobody is out, remembered, wanted, angry or estranged, and nobody is called.
func (s *Society) calm(hour int, in *Conditions) bool {
	if !s.still || !slices.Equal(in.Left, s.left) || in.Foreign > 0 || in.TargetGone || in.Yielded > 0 || len(in.Sparks) > 0 || len(in.Losses)+len(in.Battles) > 0 {
		return false
	}
	for _, k := range s.nation.Sparks {
		if k.Hour == hour {
			return false
		}
	}
	return true
}

// Whether nothing is left of what happened.
func (s *Society) settled() bool {
	if len(s.state.Out) > 0 || s.nationwide > 0 || s.state.Political > 0 || s.met.any() || s.called.any() || s.wanted.any() {
		return false
	}
	for r := range s.region {
		if s.region[r] > 0 || s.anger[r] > 0 {
			return false
		}
	}
	return true
}

// wake begins a day: who is still out goes home, and those who were out yesterday
// may call for another day. How many of a place are available is drawn when it is
// first asked for.
func (s *Society) wake(in *Conditions) {
	s.day++
	s.rounds = s.lots.round
	for r := range s.free {
		s.free[r] = s.co.Availability * min(1, s.outside(r, in)) // defiance gives nobody time
	}
	s.people.morning()
	for _, i := range s.state.Out {
		s.goHome(i)
	}
	s.tell()
	for i := range s.met.all {
		s.again(i, in)
	}
}

// goHome ends the day's protest in place i; bands stay, and only they can be joined.
func (s *Society) goHome(i int) {
	l := &s.places[i]
	s.people.disperse(i)
	l.agents.protesting, l.seeds, l.riot, l.violent, l.began = 0, 0, false, 0, -1
	s.tally(i)
	if s.state.Bands[i] == 0 {
		s.out.remove(i)
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

// hearsay is how much more neighbours make of what they see when communications
// are cut: people go out to learn, and meet.
//
//	1 + outage·(1−o)
func (s *Society) hearsay(in *Conditions) float64 { return 1 + float64(s.co.Outage*(1-in.Openness)) }

// hearing is what counts of what happened in the nation, and of what did in one's own
// region: w·o and (1−w)·(1 + outage·(1−o)), w = media_weight.
func (s *Society) hearing(in *Conditions) (far, near float64) {
	w := s.co.MediaWeight
	return float64(w * in.Openness), float64((1 - w) * s.hearsay(in))
}

// news is how much of the mobilisation reaches region r: the nation's through
// open communications, and the region's own by word of mouth.
//
//	news_r = w·o·m + (1−w)·min(1, m_r·(1 + outage·(1−o)))      w = media_weight
func (s *Society) news(r int, in *Conditions) float64 {
	w := s.co.MediaWeight
	return float64(w*in.Openness*s.state.Attention) + float64((1-w)*min(1, s.regional[r]*s.hearsay(in)))
}

// hear works out what is the same for everyone in a region this hour: the
// grievance 1−L of each cohort, its mean, the news, and the hazard of violence.
func (s *Society) hear(in *Conditions) {
	nc := len(s.nation.Cohorts)
	for r := range s.nation.Regions {
		mean := 0.0
		for c, share := range s.nation.Regions[r].Cohorts {
			g := 1 - s.legitimacy(r, c, s.lost(r, c, in.Left))
			s.grievance[r*nc+c] = g
			mean += float64(share * g)
		}
		s.mean[r], s.heard[r] = mean, s.news(r, in)
	}
	s.learn(in)
}

// sure is 1−exp(−x), from where on it is 1 to the last bit without the work.
func sure(x float64) float64 {
	if x > 40 {
		return 1
	}
	return 1 - portable.Exp(-x)
}
