package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"casus/alliance"
	"casus/luck"
	"casus/portable"
	"casus/regime"
	"casus/relations"
	"casus/scenario"
	"casus/society"
)

// This file turns a document and a draw into rooms.

// befriend sets up relations as they are before the crisis.
func (r *Run) befriend() error {
	s, d := r.s, r.d
	people := 0.0
	r.cohortShare = make([]float64, len(s.Society.Cohorts))
	for _, p := range s.Places {
		people += p.Population
		for c, q := range s.Society.Regions[p.Region].Cohorts {
			r.cohortShare[c] += float64(p.Population * d.Value(q))
		}
	}
	sum := 0.0
	for c := range r.cohortShare {
		r.cohortShare[c] /= people
		sum += r.cohortShare[c]
	}
	if math.Abs(sum-1) > 1e-6 {
		return fmt.Errorf("the shares of the cohorts sum to %g, not 1", sum)
	}
	rel := &s.Relations
	config := relations.Config{
		Defence: s.Alliance.Defence, Style: d.Value(rel.Style), Cooperation: d.Value(rel.Cooperation), Resolve: d.Value(rel.Resolve), Capability: d.Value(rel.Capability),
	}
	for _, p := range rel.Powers {
		config.Powers = append(config.Powers, relations.Power{
			ID: p.ID, Lead: p.Lead, Averse: p.Averse, Weight: d.Value(p.Weight), Growth: d.Value(p.Growth), Alignment: d.Value(p.Alignment),
		})
	}
	for _, p := range rel.States {
		state := relations.State{
			ID: p.ID, Member: p.Member, Target: p.Target, Lead: leads(s, p.ID), Likeness: d.Value(p.Likeness),
			CrisisRate: d.Value(p.CrisisRate), Reliability: [2]float64{d.Value(p.ReliabilityA), d.Value(p.ReliabilityB)}, Fear: d.Value(p.Fear),
		}
		if p.AttackRate != nil {
			state.AttackRate = ptr(d.Value(*p.AttackRate))
		}
		config.States = append(config.States, state)
	}
	for i, k := range s.Society.Cohorts {
		config.Cohorts = append(config.Cohorts, relations.Cohort{
			ID: k.ID, Popularity: d.Value(k.Popularity), Salience: d.Value(k.Salience), Share: r.cohortShare[i] / sum,
		})
	}
	for _, i := range rel.Issues {
		issue := relations.Issue{ID: i.ID, Gain: d.Value(i.Gain), External: d.Value(i.External)}
		for _, q := range i.Cost {
			issue.Cost = append(issue.Cost, d.Value(q))
		}
		config.Issues = append(config.Issues, issue)
	}
	var err error
	r.relations, err = relations.New(config, relations.Coefficients{}, r.lk)
	return err
}

// bind gives the rooms that outlast a crisis their coefficients.
func (r *Run) bind() {
	var co relations.Coefficients
	r.d.Bind("relations", &co)
	r.relations.Set(co)
	r.d.Bind("regime", &r.regime)
	r.d.Bind("alliance", &r.alliance)
}

// beliefs of the ruler of a state, as they stand.
func (r *Run) beliefs(state int) relations.Beliefs { return r.relations.Beliefs(state) }

// rules maps the names of decision rules.
var rules = map[string]alliance.Rule{"consensus": alliance.Consensus, "majority": alliance.Majority, "lead_nation": alliance.LeadNation}

// Options gives what a government can do, with compiled conditions and utilities
// and the effects under a draw.
func Options(s *scenario.Scenario, d *scenario.Draw) []regime.Option {
	list := make([]regime.Option, len(s.Options))
	for i, o := range s.Options {
		list[i] = regime.Option{ID: o.ID, By: s.By(o), Once: o.Once, Cooldown: o.Cooldown, Effects: d.Effects(o.Effects)}
		list[i].When, list[i].Utility = s.Rule(i)
	}
	return list
}

// convene sets up the alliance, and what governments can do.
func (r *Run) convene() {
	a, d := &r.s.Alliance, r.d
	r.options, r.members = Options(r.s, d), nil
	r.charter = alliance.Charter{Rule: rules[a.Rule], Standing: a.Standing, Crowds: a.Mandate == "crowds"}
	for _, m := range a.Members {
		r.members = append(r.members, alliance.Member{
			ID: m.ID, Lead: m.Lead, Target: m.Target, Pledge: d.Value(m.Pledge), Capability: d.Value(m.Capability),
			Readiness: d.Value(m.Readiness), Distance: m.Distance, Likeness: d.Value(m.Likeness), Contagion: d.Value(m.Contagion),
			Alignment: d.Value(m.Alignment), Stake: d.Value(m.Stake), DomesticCost: d.Value(m.DomesticCost), Insurance: d.Value(m.Insurance),
		})
	}
}

// Whether the lead comes alone, without the alliance: the
// charter's lever for counterfactuals.
func (r *Run) unilateral() bool { return r.alliance.Alone > 0 }

// Whether a state is the alliance's lead nation.
func leads(s *scenario.Scenario, state string) bool {
	return slices.ContainsFunc(s.Alliance.Members, func(m scenario.Member) bool { return m.Lead && m.ID == state })
}

// stateOf gives the index among the states of relations of a member.
func (r *Run) stateOf(member string) int {
	return slices.IndexFunc(r.s.Relations.States, func(p scenario.Peer) bool { return p.ID == member })
}

// meanFear is the mean fear of the hegemon among the other members.
func (r *Run) meanFear() float64 {
	sum, others := 0.0, 0.0
	for _, m := range r.members {
		if !m.Lead {
			sum += r.beliefs(r.stateOf(m.ID)).Fear
			others++
		}
	}
	return sum / max(1, others)
}

// theatre is where a crisis plays: a nation, its forces and its government's
// options, with every number drawn. The reference nation and those
// of later crises are theatres.
type theatre struct {
	name       string
	nation     society.Nation
	units      []regime.Unit
	region     []int // by place
	lat, lon   []float64
	capital    int
	largest    int
	critical   []int
	origin     []bool // by region: where the crisis starts
	people     float64
	actors     []regime.Actor
	options    []regime.Option
	events     []happening
	grievances []regime.Grievance
	peer       int // index of the state among relations.states
	member     bool
}

// option gives the index of an option by its id, or -1.
func (t *theatre) option(id string) int {
	return slices.IndexFunc(t.options, func(o regime.Option) bool { return o.ID == id })
}

// home builds the theatre of the scenario's own nation.
func (r *Run) home() *theatre {
	s, d, np := r.s, r.d, len(r.s.Places)
	t := &theatre{
		name: s.State.Name, capital: s.PlaceIndex(s.State.Capital), largest: s.PlaceIndex(s.State.Largest),
		region: make([]int, np), lat: make([]float64, np), lon: make([]float64, np), options: r.options, actors: actors(s),
	}
	if !r.settings.Ordinary {
		t.events = happenings(s, d)
	}
	t.nation.Places = make([]society.Place, np)
	everywhere := make([]int, np)
	for i, p := range s.Places {
		t.nation.Places[i] = society.Place{Region: p.Region, Population: p.Population, Centre: i == t.capital || i == t.largest}
		t.region[i], t.lat[i], t.lon[i], everywhere[i] = p.Region, p.Lat, p.Lon, i
		t.people += p.Population
	}
	for _, region := range s.Society.Regions {
		shares := make([]float64, len(region.Cohorts))
		for c, q := range region.Cohorts {
			shares[c] = d.Value(q)
		}
		t.nation.Regions = append(t.nation.Regions, society.Region{Cohorts: shares})
		t.origin = append(t.origin, region.Origin)
	}
	t.nation.Cohorts = cohorts(s, d)
	t.aggrieve(s, d, exposures(s, d))
	for _, k := range s.Society.Sparks {
		if r.settings.Ordinary {
			break // nothing has called them out
		}
		t.nation.Sparks = append(t.nation.Sparks, society.Spark{Place: s.PlaceIndex(k.Place), Hour: k.Hour, People: d.Value(k.People)})
	}
	for _, id := range s.State.Critical {
		t.critical = append(t.critical, s.PlaceIndex(id))
	}
	t.units = make([]regime.Unit, 0, 2*np)
	for kind, f := range s.State.Forces {
		where := everywhere
		if len(f.Places) > 0 {
			where = make([]int, len(f.Places))
			for k, id := range f.Places {
				where[k] = s.PlaceIndex(id)
			}
		}
		t.post(kind, f, d, r.lk, where, func(i int) float64 { return d.Value(f.Strength) / float64(len(where)) })
	}
	for i, p := range s.Relations.States {
		if p.Target {
			t.peer, t.member = i, p.Member
		}
	}
	return t
}

func actors(s *scenario.Scenario) []regime.Actor {
	list := make([]regime.Actor, len(s.State.Actors))
	for i, a := range s.State.Actors {
		list[i] = regime.Actor{ID: a.ID, Target: a.Target, Rival: a.Rival}
		for _, o := range s.State.Offices {
			list[i].Offices += int(flag(o.Holder == a.ID))
		}
	}
	return list
}

func cohorts(s *scenario.Scenario, d *scenario.Draw) []society.Cohort {
	list := make([]society.Cohort, len(s.Society.Cohorts))
	for i, c := range s.Society.Cohorts {
		list[i] = society.Cohort{Legitimacy: d.Value(c.Legitimacy), Salience: d.Value(c.Salience)}
	}
	return list
}

// post stations a force, the kind-th of the scenario, in places, in units of its size, loyalty varying
// uniformly about its mean. Where a force has no number per 1,000 people, fixed
// is its strength in a place.
func (t *theatre) post(kind int, f scenario.Force, d *scenario.Draw, lk luck.Replicate, where []int, fixed func(place int) float64) {
	lot, mean, spread, resolve := lk.For("forces/loyalty"), d.Value(f.Loyalty), d.Value(f.Spread), d.Value(f.Resolve)
	for _, i := range where {
		strength := fixed(i)
		if !f.Per1000.IsZero() {
			strength = d.Value(f.Per1000) * t.nation.Places[i].Population / 1000
		}
		n := max(1, int(math.Round(strength/f.Unit)))
		for range n {
			u := lot.Uniform(uint64(len(t.units)), 0)
			t.units = append(t.units, regime.Unit{
				Home: i, Kind: kind, Strength: strength / float64(n), Resolve: resolve, Reserve: f.Reserve,
				Loyalty: min(1, max(0, mean+float64(spread*(u-1+u)))),
			})
		}
	}
}

// abroad builds the theatre of a later crisis in state k: the state's own nation, with
// the forces of the reference nation in proportion, its cohorts as in the nation as a
// whole, the same options, and its grievances but those that events begin. The crisis
// begins in one of its places, drawn by people.
func (r *Run) abroad(k int, lk luck.Replicate) *theatre {
	s, d := r.s, r.d
	p, n := s.Relations.States[k], s.Nation(k)
	t := &theatre{
		name: p.Name, capital: n.Capital, largest: n.Largest, critical: n.Critical, people: p.Population, peer: k, member: r.relations.Member(k),
		options: r.options, actors: actors(s), origin: make([]bool, n.Regions),
	}
	t.nation.Settlements = n.Settlements
	for i, q := range n.Places {
		t.nation.Places = append(t.nation.Places, society.Place{Region: q.Region, Population: q.Population, Centre: i == n.Capital || i == n.Largest})
		t.region, t.lat, t.lon = append(t.region, q.Region), append(t.lat, q.Lat), append(t.lon, q.Lon)
	}
	for range n.Regions {
		t.nation.Regions = append(t.nation.Regions, society.Region{Cohorts: r.cohortShare})
	}
	t.nation.Cohorts = cohorts(s, d)
	start := t.somewhere(lk.For("aftermath/origin"))
	t.origin[t.region[start]] = true
	exposure := t.around(start, r.size(lk.For("aftermath/size")))
	t.aggrieve(s, d, func(int) []float64 { return exposure })
	for _, k := range s.Society.Sparks {
		people := min(d.Value(k.People), float64(mostSpark*t.nation.Places[start].Population))
		t.nation.Sparks = append(t.nation.Sparks, society.Spark{Place: start, Hour: k.Hour, People: people})
	}
	t.garrison(r, p, n, lk)
	return t
}

// mostSpark is the largest share of its place that a crowd which starts a later crisis can be.
const mostSpark = 0.01

// somewhere draws a place by people.
func (t *theatre) somewhere(lot luck.Lot) int {
	left := float64(lot.Uniform(0, 0) * t.people)
	for i, p := range t.nation.Places {
		if left -= p.Population; left < 0 {
			return i
		}
	}
	return len(t.nation.Places) - 1
}

// size draws which share of a nation's people the grievance of a later crisis reaches
// beyond the region in which it begins.
func (r *Run) size(lot luck.Lot) float64 {
	later := r.s.Relations.Later
	switch u := lot.Uniform(0, 0); {
	case u < r.d.Value(later.Local):
		return 0
	case u >= 1-r.d.Value(later.Nationwide):
		return 1
	}
	return lot.Uniform(1, 0)
}

// around gives the exposure of regions to a grievance that begins in a place and reaches a
// share of the nation's people: 1 in its region, and elsewhere
//
//	[1 − q_r/size]⁺
//
// with q_r the share of the people who live nearer, half of the region's own among them. A region
// is as near as the mean of its people.
func (t *theatre) around(start int, size float64) []float64 {
	people, away := make([]float64, len(t.origin)), make([]float64, len(t.origin))
	for i, p := range t.nation.Places {
		people[p.Region] += p.Population
		away[p.Region] += float64(p.Population * t.away(start, i))
	}
	order := make([]int, len(people))
	for r := range order {
		order[r] = r
		away[r] /= people[r]
	}
	here := t.region[start]
	away[here] = 0
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(away[a], away[b]) })
	exposure, nearer := make([]float64, len(people)), 0.0
	for _, r := range order {
		q := (nearer + float64(people[r]/2)) / t.people
		nearer += people[r]
		switch {
		case r == here:
			exposure[r] = 1
		case size > 0:
			exposure[r] = max(0, 1-q/size)
		}
	}
	return exposure
}

// garrison posts the forces of a state like the scenario's own: in proportion to
// people, or to its army, where that is known. Larger forces have larger units, not more.
func (t *theatre) garrison(r *Run, p scenario.Peer, n *scenario.Nation, lk luck.Replicate) {
	s, d := r.s, r.d
	size := p.Population / s.People()
	factor := size
	if p.Army != nil {
		strength := 0.0
		for _, f := range s.State.Forces {
			strength += d.Value(f.Strength)
		}
		factor = d.Value(*p.Army) / strength
	}
	for kind, f := range s.State.Forces {
		var where []int
		for i, share := range n.Bases[kind] {
			if share > 0 {
				where = append(where, i)
			}
		}
		if f.Per1000.IsZero() {
			f.Unit *= max(1, factor)
		} else {
			f.Unit *= max(1, size)
		}
		t.post(kind, f, d, lk, where, func(i int) float64 { return float64(d.Value(f.Strength) * factor * n.Bases[kind][i]) })
	}
}

// away is the great-circle distance between two places, in km.
func (t *theatre) away(a, b int) float64 { return GreatCircle(t.lat[a], t.lon[a], t.lat[b], t.lon[b]) }

// GreatCircle is the distance between two points of the Earth, taken for a sphere, in
// km. Latitudes and longitudes are in degrees.
func GreatCircle(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	square := func(x float64) float64 { return float64(x * x) }
	dlat, dlon := (lat2-lat1)*degree, (lon2-lon1)*degree
	h := square(portable.Sin(dlat/2)) + float64(portable.Cos(lat1*degree)*portable.Cos(lat2*degree)*square(portable.Sin(dlon/2)))
	return float64(2 * radius * portable.Asin(math.Sqrt(min(1, h))))
}
