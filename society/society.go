// Package society is the hot room: citizens, places and ties, and an hour of
// their lives.
//
// A [Nation] says who lives where; [Coefficients] hold the numbers of the
// model; [New] settles the citizens and [Society.Hour] lets one hour pass
// under the [Conditions] that the state sets (officers present, grievances,
// communications, emergency). What the rest of the world may see is the
// [State] it publishes.
//
// At scale s an agent stands for about s people: for an equal share of those of
// its place who are neither dead nor detained. Everything that is small in
// number and large in effect (seed crowds, bands, arrests, deaths) is counted in
// people and not in agents, so that scale does not matter.
//
// The rule of activation follows Epstein (2002, PNAS 99 suppl. 3, 7243), with
// ties and crowds after Granovetter (1978) and Kuran (1991), and with
// biographical availability after McAdam (1986). The equations, with the
// symbols used here, are in docs/odd.md.
//
// The package knows nothing of regimes, alliances or files.
package society

import (
	"math"
	"slices"

	"casus/luck"
)

// Place is a settlement or a rural district.
type Place struct {
	Region     int     // index into Nation.Regions
	Population float64 // people
	Centre     bool    // the capital, or the largest city: see [Pull]
}

// Region is a part of the nation that shares grievances and a mood.
type Region struct {
	Cohorts []float64 // share of each cohort, summing to 1
}

// Cohort is a generation with its own bond to the state.
type Cohort struct {
	Legitimacy float64 // L0, 0..1: legitimacy before the crisis
	Salience   float64 // 0..1: how much foreign troops offend its identity
}

// Nation is the fixed part: who lives where.
type Nation struct {
	Places     []Place
	Regions    []Region
	Cohorts    []Cohort
	Grievances []Grievance
	Sparks     []Spark // crowds that start the crisis

	// Settlements is for how many the places stand, where a nation has been thinned to
	// fewer; 0: each for itself.
	Settlements int
}

// Spark is a crowd of organisers, in people.
type Spark struct {
	Place  int
	Hour   int     // since the start of the crisis
	People float64 // how many
}

// Mind is what a citizen is doing.
type Mind = uint8

// The states of a citizen.
const (
	Quiet Mind = iota
	Protesting
	Detained
	Out // hurt or dead
)

// Conditions is what the rest of the world does to society in an hour.
type Conditions struct {
	HourOfDay int
	Left      []float64 // phi, by grievance: share of it left after concessions, 0..1; 0 before it begins
	Openness  float64   // o: share of normal communications, 0..1
	Lethal    float64   // lethal orders in force, 0..1
	Foreign   float64   // visibility of foreign troops, 0..1

	Officers  []float64 // by place: officers present and willing
	Vacuum    []float64 // by place: vacuum of control, 0..1
	Emergency []float64 // by region: emergency and curfew in force, 0 or 1
	Posture   []float64 // by region: attempts to disperse a crowd, per day

	// TargetGone is true in the hour in which the target of political
	// grievance (the emblem of stagnation) is dismissed; Calm is the share of
	// political loss that dialogue takes away in this hour; Yielded is how much is
	// yielded in it without being believed, 0..1.
	TargetGone bool
	Calm       float64
	Yielded    float64

	Sparks []Spark // that come out in this hour, beside those of the nation
	Losses []Loss  // of this hour

	Battles []Battle // with foreign troops, in the hour before
	Arrival float64  // how far foreign troops that are announced or there daunt bands, from 0
}

// Loss is political loss of legitimacy that comes at once; below 0 it is given back.
type Loss struct {
	Size    float64 // -1..1
	Regions []int   // where; nil: everywhere
	Cohorts []int   // whose; nil: everyone's
}

// State is what society publishes after an hour. Slices are by place unless
// said otherwise and are reused: read them before the next hour.
type State struct {
	Out     []int     // places where anybody is out, in order: Crowd, Violent and Bands are 0 elsewhere
	Crowd   []float64 // people out without violence, organisers included
	Violent []float64 // people of the crowd who are violent
	Bands   []float64 // people in organised bands
	Elite   []bool    // where there are bands: they belong to an elite faction

	Again     []bool    // yesterday's protest came again in this hour
	Riot      []bool    // there was a riot in this hour
	Dispersed []bool    // officers tried to disperse the crowd in this hour
	Shot      []bool    // officers shot in this hour
	Arrested  []float64 // cumulative, people
	Killed    []float64 // cumulative, civilians

	Participants  float64 // people out, of all kinds
	ViolentPeople float64 // violent people and bands
	Attention     float64 // m: visibility of mobilisation, 0..1
	Grieved       float64 // e: mean loss of legitimacy by grievances
	Political     float64 // p: mean political loss
	Theta         float64 // p/(e+p), 0 when there is no loss

	Detained       float64 // cumulative, people
	CivilianDeaths float64 // cumulative, people
	OfficerDeaths  float64 // cumulative, people
	Looting        float64 // cumulative events
	Arson          float64
	Seizures       float64
}

// local is what the hours leave behind in a place.
type local struct {
	seeds   float64 // organisers out, people
	crowd   float64 // citizens out, people
	agents  struct{ protesting, lost int }
	riot    bool
	violent float64 // share of the crowd that is violent
	peak    float64 // largest crowd of the day, without bands
	coming  float64 // people who will come again today, and the hour of the day
	when    int
	wanted  float64 // people who took part and are still free
	debt    float64 // arrests and deaths not yet taken from the agents, in agents
	fear    fading
	spent   fading // 1 after its organisers came out
	day     int    // for which it has been drawn who is available
	rioted  int    // day of its last riot
	began   int    // hour in which the protest of the day began, or -1
}

// Society is the citizens of one replicate.
type Society struct {
	nation Nation
	co     Coefficients
	pace   pace

	people     people
	first      []int  // by place: its first citizen; one more at the end
	rules      []rule // of the hour
	drawn      [2][neighbours + 1]float32
	far        float64   // the weight of the long tie for which drawn holds
	members    []set     // by region: its places
	out        set       // places where somebody is out, of whatever kind
	met        set       // places where somebody has been out since morning
	called     set       // places where organisers will come out today
	wanted     set       // places where somebody is wanted
	asked      set       // of the hour
	root       []float64 // by place: √(N/100,000)
	pull       []float64 // by place: its share of the calls of the nation
	pulls      []float64 // by region: sum of those
	share      []float64 // by region: share of the nation's people
	total      float64   // people
	calls      float64   // see Calls
	places     []local
	dead       []float64 // of the hour, by region, with parts for those hurt
	mourned    []float64 // by region: of whom it has heard
	anger      []float64 // by region: at deaths, not yet turned into political loss
	loss       []float64 // p, region-major by cohort
	region     []float64 // by region: crowd as remembered
	regional   []float64 // by region: its visibility m_r
	regionNow  []float64
	nationwide float64                             // crowd as remembered
	story      []story                             // by region, and last of the nation: what its protests were like
	yesterday  []struct{ protests, riots float64 } // likewise, used by tell
	aimed      float64                             // 1 while the target of political grievance is there
	day, hour  int
	rounds     luck.Lot  // of today's numbers of available
	free       []float64 // by region: share of the people who are available today
	still      bool      // nothing is left of what happened
	left       []float64 // of grievances, in the last hour

	grievance []float64 // of the hour, by region and cohort: 1−L
	mean      []float64 // of the hour, by region: the mean of 1−L
	heard     []float64 // of the hour, by region: the news
	hazard    []float64 // of the hour, by region: that a crowd turns violent, a day

	state State
	lots  lots
}

type lots struct {
	spark, size, reach, again, street, band, origin, harm, sweep, damage, round luck.Lot
}

// How a society is played. But for Scale it changes nothing that is published.
type How struct {
	Scale   float64 // people for whom an agent stands, at least 1
	Workers int     // goroutines that share an hour's places; 0 counts as 1
	Plain   bool    // ask everyone available every hour: slow, to check the fast code against
}

// New settles the citizens: one agent for how.Scale people, each place rounded
// so that its mean is right.
func New(n Nation, co Coefficients, how How, lk luck.Replicate) *Society {
	np, nr, nc := len(n.Places), len(n.Regions), len(n.Cohorts)
	s := &Society{
		nation: n, day: -1, aimed: 1, far: -1, first: make([]int, np+1), rules: make([]rule, 0, np),
		members: make([]set, nr), out: newSet(np), met: newSet(np), called: newSet(np), wanted: newSet(np), asked: newSet(np), root: make([]float64, np), pull: make([]float64, np), pulls: make([]float64, nr), share: make([]float64, nr), places: make([]local, np),
		dead: make([]float64, nr), mourned: make([]float64, nr), anger: make([]float64, nr), loss: make([]float64, nr*nc),
		region: make([]float64, nr), regional: make([]float64, nr), regionNow: make([]float64, nr), story: make([]story, nr+1), yesterday: make([]struct{ protests, riots float64 }, nr+1),
		grievance: make([]float64, nr*nc), mean: make([]float64, nr), heard: make([]float64, nr), hazard: make([]float64, nr), free: make([]float64, nr),
		state: State{
			Out: make([]int, 0, np), Crowd: make([]float64, np), Violent: make([]float64, np), Bands: make([]float64, np),
			Elite: make([]bool, np),
			Again: make([]bool, np), Riot: make([]bool, np), Dispersed: make([]bool, np), Shot: make([]bool, np), Arrested: make([]float64, np), Killed: make([]float64, np),
		},
	}
	s.draw(lk)
	s.coefficients(co)
	for r := range s.members {
		s.members[r] = newSet(np)
	}
	for i := range s.places {
		s.places[i].day, s.places[i].rioted, s.places[i].began = -1, -1, -1
	}
	where := settlement{first: s.first, cohorts: nc, older: make([]uint32, nr*nc), region: make([]int, np)}
	drawn := 0.0
	for i, p := range n.Places {
		agents := max(1, s.lots.round.Round(uint64(i), 0, p.Population/how.Scale))
		s.first[i+1] = s.first[i] + agents
		where.region[i] = p.Region
		s.members[p.Region].add(i)
		s.root[i] = math.Sqrt(p.Population / 1e5)
		s.pull[i] = Pull(p)
		drawn += s.pull[i]
		s.share[p.Region] += p.Population
		s.total += p.Population
	}
	s.calls = Calls(s.total)
	for i, p := range n.Places {
		s.pull[i] /= drawn
		s.pulls[p.Region] += s.pull[i]
	}
	for r, reg := range n.Regions {
		s.share[r] /= s.total
		sum := 0.0
		for c, share := range reg.Cohorts {
			sum += share
			where.older[r*nc+c] = uint32(math.Round(sum * (1 << 16)))
		}
		where.older[r*nc+nc-1] = 1 << 16
	}
	where.long = newTies(s.first[np], lk)
	where.lots.traits = lk.For("society/traits")
	where.draw(lk)
	if how.Plain {
		s.people = newCensus(&where)
	} else {
		s.people = newRoll(&where, co.Availability, max(1, how.Workers))
	}
	s.publish(&Conditions{Openness: 1})
	return s
}

// draw takes the luck of what happens from a replicate.
func (s *Society) draw(lk luck.Replicate) {
	s.lots = lots{
		spark: lk.For("society/spark"), reach: lk.For("society/reach"), size: lk.For("society/spark size"), again: lk.For("society/again"), street: lk.For("society/street"),
		band: lk.For("society/band"), origin: lk.For("society/band origin"),
		harm: lk.For("society/harm"), sweep: lk.For("society/sweep"),
		damage: lk.For("society/damage"), round: lk.For("society/settlement"),
	}
}

// Fork gives an independent copy, which goes on as this one would.
func (s *Society) Fork() *Society {
	f := *s
	f.rules = make([]rule, 0, cap(s.rules))
	f.out, f.met, f.called, f.wanted, f.asked = slices.Clone(s.out), slices.Clone(s.met), slices.Clone(s.called), slices.Clone(s.wanted), slices.Clone(s.asked)
	f.people = s.people.fork()
	f.dead, f.mourned = slices.Clone(s.dead), slices.Clone(s.mourned)
	f.places, f.anger, f.loss, f.left = slices.Clone(s.places), slices.Clone(s.anger), slices.Clone(s.loss), slices.Clone(s.left)
	f.region, f.regional, f.regionNow = slices.Clone(s.region), slices.Clone(s.regional), slices.Clone(s.regionNow)
	f.story, f.yesterday = slices.Clone(s.story), slices.Clone(s.yesterday)
	f.grievance, f.mean, f.heard, f.hazard, f.free = slices.Clone(s.grievance), slices.Clone(s.mean), slices.Clone(s.heard), slices.Clone(s.hazard), slices.Clone(s.free)
	st := &f.state
	st.Out = append(make([]int, 0, cap(st.Out)), st.Out...)
	st.Crowd, st.Violent, st.Bands, st.Elite = slices.Clone(st.Crowd), slices.Clone(st.Violent), slices.Clone(st.Bands), slices.Clone(st.Elite)
	st.Again = slices.Clone(st.Again)
	st.Riot, st.Dispersed, st.Shot, st.Arrested, st.Killed = slices.Clone(st.Riot), slices.Clone(st.Dispersed), slices.Clone(st.Shot), slices.Clone(st.Arrested), slices.Clone(st.Killed)
	return &f
}

// Redraw gives other luck to what happens from now on: the citizens stay who
// they are, and who is available changes from the next morning.
func (s *Society) Redraw(lk luck.Replicate) {
	s.draw(lk)
	s.people.redraw(lk)
}

// State gives what society publishes. It is valid until the next Hour.
func (s *Society) State() *State { return &s.state }

// Set gives other coefficients from the next hour on. Those marked once keep
// their effect.
func (s *Society) Set(co Coefficients) {
	for i := range s.places { // what has faded until now did so at the old pace
		l := &s.places[i]
		l.fear = fading{l.fear.at(s.hour, &s.pace.fear), s.hour}
		l.spent = fading{l.spent.at(s.hour, &s.pace.rest), s.hour}
	}
	s.coefficients(co)
}

func (s *Society) coefficients(co Coefficients) { s.co, s.pace, s.still = co, paceOf(&co), false }

// Agents gives the number of agents.
func (s *Society) Agents() int { return s.first[len(s.first)-1] }

// Count gives how many agents are in each state.
func (s *Society) Count() [Out + 1]int { return s.people.count() }

// legitimacy is what cohort c of region r feels, to whom grievances cost e_rc:
//
//	L = clamp(L0_c − e_rc − p_rc, 0, 1)
func (s *Society) legitimacy(r, c int, lost float64) float64 {
	l := s.nation.Cohorts[c].Legitimacy - lost - s.loss[r*len(s.nation.Cohorts)+c]
	if l < 0 {
		return 0
	}
	return min(1, l)
}

// publish sums up what can be seen.
func (s *Society) publish(in *Conditions) {
	st := &s.state
	st.Participants, st.ViolentPeople = 0, 0
	for _, i := range st.Out {
		v := st.Violent[i] + st.Bands[i]
		st.ViolentPeople += v
		st.Participants += st.Crowd[i] + v
	}
	st.Attention = s.pace.visibility(s.nationwide, s.co.AttentionFloor)
	nc := len(s.nation.Cohorts)
	st.Grieved, st.Political = 0, 0
	for r := range s.nation.Regions {
		st.Grieved += float64(s.share[r] * s.meanLost(r, in.Left))
		for c, share := range s.nation.Regions[r].Cohorts {
			st.Political += float64(s.share[r] * share * s.loss[r*nc+c])
		}
	}
	st.Theta = 0
	if sum := st.Grieved + st.Political; sum > 0 {
		st.Theta = st.Political / sum
	}
}
