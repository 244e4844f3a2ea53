package society

import "slices"

// Battle is what a fight between foreign troops and those who resist them does to
// the people of a place in an hour.
type Battle struct {
	Place     int
	Resisted  bool    // by bands of the place, and not by others alone
	Routed    float64 // people of bands who have died or given up
	Bands     float64 // dead of bands
	Officers  float64 // dead officers, who had changed sides or stood by the ruler
	Civilians float64 // killed between the sides
}

// suffer counts the dead of battles, who anger and frighten as others do.
func (s *Society) suffer(hour int, battles []Battle) {
	st := &s.state
	for _, b := range battles {
		i := b.Place
		civilians := min(b.Civilians, s.here(i))
		if st.Bands[i] = max(0, st.Bands[i]-b.Routed); st.Bands[i] < somebody {
			st.Bands[i] = 0
		}
		st.OfficerDeaths += b.Officers
		if dead := civilians + b.Bands + b.Officers; dead > 0 {
			s.hurt(i, hour, dead)
		}
		s.bury(i, civilians+b.Bands)
	}
}

// Whether bands in place i fight foreign troops: that holds them together, and what
// becomes of them is for the fight to say.
func resisting(i int, battles []Battle) bool {
	return slices.ContainsFunc(battles, func(b Battle) bool { return b.Place == i && b.Resisted })
}

// gape lets people come out where there is fighting and no crowd yet: nobody there has
// to wait for news of it. They come like those who come in solidarity, but whatever
// they think of the ruler: to see, and, where nobody guards them, to take.
//
//	hazard = d_i · Calls(N) · spark_rate · (1−curfew·E), by day
func (s *Society) gape(hour int, in *Conditions) {
	for _, b := range in.Battles {
		if out := s.state.Crowd[b.Place] + s.state.Violent[b.Place]; out >= Gathering {
			continue
		}
		p := &s.nation.Places[b.Place]
		rate := float64(s.co.SparkRate*s.pull[b.Place]*s.calls) * s.outside(p.Region, in) / callHours
		if s.lots.reach.Chance(uint64(b.Place), uint64(hour)+2<<32, sure(rate)) {
			s.seed(b.Place, s.organisers(b.Place, hour))
		}
	}
}
