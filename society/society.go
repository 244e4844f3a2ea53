// Package society is the hot room: citizens, places and ties, and an hour of
// their lives.
//
// A [Nation] says who lives where; [Coefficients] hold the numbers of the
// model; [New] settles the citizens and [Society.Hour] lets one hour pass
// under the [Conditions] that the state sets (officers present, prices,
// communications, emergency). What the rest of the world may see is the
// [State] it publishes.
//
// At scale s an agent stands for s people. Everything that is small in number
// and large in effect (seed crowds, bands, arrests, deaths) is counted in
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

	"casus/luck"
)

// Place is a settlement or a rural district.
type Place struct {
	Region     int     // index into Nation.Regions
	Population float64 // people
}

// Region is a part of the nation that shares a price shock and a mood.
type Region struct {
	Exposure float64   // to the price shock, 0..1
	Cohorts  []float64 // share of each cohort, summing to 1
}

// Cohort is a generation with its own bond to the state.
type Cohort struct {
	Legitimacy float64 // L0, 0..1: legitimacy before the crisis
	Salience   float64 // 0..1: how much foreign troops offend its identity
}

// Nation is the fixed part: who lives where.
type Nation struct {
	Places  []Place
	Regions []Region
	Cohorts []Cohort
	Sparks  []Spark // crowds that start the crisis
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
	Violent
	Detained
	Out // hurt or dead
)

// Conditions is what the rest of the world does to society in an hour.
type Conditions struct {
	HourOfDay int
	PriceLeft float64 // phi: share of the price shock left after concessions, 0..1
	Openness  float64 // o: share of normal communications, 0..1
	Lethal    float64 // lethal orders in force, 0..1
	Foreign   float64 // visibility of foreign troops, 0..1

	Officers  []float64 // by place: officers present and willing
	Vacuum    []float64 // by place: vacuum of control, 0..1
	Emergency []float64 // by region: emergency and curfew in force, 0 or 1

	// TargetGone is true in the hour in which the target of political
	// grievance (the emblem of stagnation) is dismissed; Calm is the share of
	// political loss that dialogue takes away in this hour.
	TargetGone bool
	Calm       float64
}

// State is what society publishes after an hour. Slices are by place unless
// said otherwise and are reused: read them before the next hour.
type State struct {
	Crowd   []float64 // people out without violence, organisers included
	Violent []float64 // people of the crowd who are violent
	Bands   []float64 // people in organised bands
	Origin  []Origin  // who the bands are, where there are any

	Pressed  []float64 // share of those out whom the officers there disperse in an hour, 0..1
	Arrested []float64 // cumulative, people
	Killed   []float64 // cumulative, civilians

	Participants float64   // people out, of all kinds
	Violence     float64   // violent people and bands
	Attention    float64   // m: visibility of mobilisation, 0..1
	Economic     float64   // e: mean economic loss of legitimacy
	Political    float64   // p: mean political loss
	Theta        float64   // p/(e+p), 0 when there is no loss
	Legitimacy   []float64 // by cohort: mean L

	Detained       float64 // cumulative, people
	CivilianDeaths float64 // cumulative, people
	OfficerDeaths  float64 // cumulative, people
	Looting        float64 // cumulative events
	Arson          float64
	Seizures       float64
	BandOrigins    [origins]int // bands that have appeared, by origin
}

// Origin of an organised band.
type Origin uint8

// Bands are of uncertain origin; prior weights are coefficients.
const (
	Criminal Origin = iota
	EliteFaction
	ForeignTrained
	origins
)

// Society is the citizens of one replicate.
type Society struct {
	nation Nation
	co     Coefficients
	scale  float64

	people      people
	first       []int  // by place: its first citizen; one more at the end
	rules       []rule // of the hour
	drawn       [2][neighbours + 1]float32
	root        []float64 // by place: √(N/100,000)
	grievance   []float64 // of the hour, by region and cohort: 1−L
	worst       []float64 // of the hour, by region: the largest grievance
	ready       []float64 // of the hour, by region: news times grievance, for sparks
	memory      []float64 // by place: crowd as remembered
	seeds       []float64 // by place: organisers out, people
	wanted      []float64 // by place: people who took part and are still free
	debt        []float64 // by place: arrests and deaths not yet taken from the agents, in agents
	fear        []float64 // by place
	spent       []float64 // by place: 1 after its organisers came out, fading
	weary       []float64 // by place: days of visible crowd that people have behind them
	anger       []float64 // by region: deaths not yet turned into political loss
	loss        []float64 // p, region-major by cohort
	region      []float64 // by region: crowd as remembered
	regionNow   []float64
	nationwide  float64   // crowd as remembered
	seedsBefore []float64 // by place: organisers counted in the published crowd
	share       []float64 // by region: share of the nation's people
	total       float64   // people
	aimed       float64   // 1 while the target of political grievance is there
	day         int

	state State
	lots  lots
}

type lots struct {
	spark, size, band, origin, harm, sweep, damage, round luck.Lot
}

// How a society is played. But for Scale it changes nothing that is published.
type How struct {
	Scale   float64 // people for whom an agent stands, at least 1
	Workers int     // goroutines that share an hour's places; 0 counts as 1
	Plain   bool    // ask everyone available every hour: slow, to check the fast code against
}

// New settles the citizens: one agent for how.Scale people, each place rounded
// so that its mean is right. Close it when done.
func New(n Nation, co Coefficients, how How, lk luck.Replicate) *Society {
	np, nr, nc := len(n.Places), len(n.Regions), len(n.Cohorts)
	s := &Society{
		nation: n, co: co, scale: how.Scale, day: -1, first: make([]int, np+1),
		rules: make([]rule, 0, np), root: make([]float64, np), grievance: make([]float64, nr*nc), worst: make([]float64, nr), ready: make([]float64, nr),
		memory: make([]float64, np), seeds: make([]float64, np), wanted: make([]float64, np),
		debt: make([]float64, np), fear: make([]float64, np), weary: make([]float64, np), spent: make([]float64, np), seedsBefore: make([]float64, np),
		share: make([]float64, nr), regionNow: make([]float64, nr), aimed: 1,
		anger: make([]float64, nr), region: make([]float64, nr),
		loss: make([]float64, nr*nc),
		state: State{
			Crowd: make([]float64, np), Violent: make([]float64, np), Bands: make([]float64, np),
			Origin: make([]Origin, np), Legitimacy: make([]float64, nc),
			Pressed: make([]float64, np), Arrested: make([]float64, np), Killed: make([]float64, np),
		},
		lots: lots{
			spark: lk.For("society/spark"), size: lk.For("society/spark size"),
			band: lk.For("society/band"), origin: lk.For("society/band origin"),
			harm: lk.For("society/harm"), sweep: lk.For("society/sweep"),
			damage: lk.For("society/damage"), round: lk.For("society/settlement"),
		},
	}
	where := settlement{first: s.first, cohorts: nc, older: make([]uint32, nr*nc), region: make([]int, np)}
	for i, p := range n.Places {
		agents := max(1, s.lots.round.Round(uint64(i), 0, p.Population/how.Scale))
		s.first[i+1] = s.first[i] + agents
		where.region[i] = p.Region
		s.root[i] = math.Sqrt(p.Population / 1e5)
		s.share[p.Region] += p.Population
		s.total += p.Population
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
	where.ties = newTies(s.first[np], lk)
	where.lots.traits, where.lots.available, where.lots.violence = lk.For("society/traits"), lk.For("society/availability"), lk.For("society/violence")
	if how.Plain {
		s.people = newCensus(&where)
	} else {
		s.people = newRoll(&where, co.Availability, max(1, how.Workers))
	}
	s.publish(&Conditions{PriceLeft: 1, Openness: 1})
	return s
}

// State gives what society publishes. It is valid until the next Hour.
func (s *Society) State() *State { return &s.state }

// Set gives other coefficients from now on. Those marked once keep their effect.
func (s *Society) Set(co Coefficients) { s.co = co }

// Agents gives the number of agents.
func (s *Society) Agents() int { return s.first[len(s.first)-1] }

// Close ends the society's goroutines.
func (s *Society) Close() { s.people.close() }

// Count gives how many agents are in each state.
func (s *Society) Count() [Out + 1]int { return s.people.count() }

// legitimacy is what cohort c of region r feels:
//
//	L = clamp(L0_c − ε·exposure_r·φ − p_rc, 0, 1)
func (s *Society) legitimacy(r, c int, price float64) float64 {
	nc := len(s.nation.Cohorts)
	l := s.nation.Cohorts[c].Legitimacy - s.economic(r, price) - s.loss[r*nc+c]
	return min(1, max(0, l))
}

// economic is e_r = ε·exposure_r·φ.
func (s *Society) economic(r int, price float64) float64 {
	return s.co.Shock * s.nation.Regions[r].Exposure * price
}

// publish sums up what can be seen.
func (s *Society) publish(in *Conditions) {
	st := &s.state
	st.Participants, st.Violence = 0, 0
	for i := range st.Crowd {
		v := st.Violent[i] + st.Bands[i]
		st.Violence += v
		st.Participants += st.Crowd[i] + v
	}
	st.Attention = visibility(s.nationwide, s.co.AttentionFloor, s.co.AttentionFull)
	nc := len(s.nation.Cohorts)
	var cohort [maxCohorts]float64
	st.Economic, st.Political = 0, 0
	clear(st.Legitimacy)
	for r, reg := range s.nation.Regions {
		st.Economic += s.share[r] * s.economic(r, in.PriceLeft)
		for c, share := range reg.Cohorts {
			w := s.share[r] * share
			cohort[c] += w
			st.Political += w * s.loss[r*nc+c]
			st.Legitimacy[c] += w * s.legitimacy(r, c, in.PriceLeft)
		}
	}
	for c := range st.Legitimacy {
		if cohort[c] > 0 {
			st.Legitimacy[c] /= cohort[c]
		}
	}
	st.Theta = 0
	if sum := st.Economic + st.Political; sum > 0 {
		st.Theta = st.Political / sum
	}
}

// visibility is log-scaled: 0 for nobody, 1 for full people or more.
//
//	log(1 + x/floor) / log(1 + full/floor)
func visibility(x, floor, full float64) float64 {
	if x == 0 { // also where nobody lives, and floor and full are 0
		return 0
	}
	return min(1, math.Log1p(x/floor)/math.Log1p(full/floor))
}
