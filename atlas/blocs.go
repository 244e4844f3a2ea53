package atlas

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// blocs lists the organisations and pacts at the beginning of the year, the one most
// likely to be asked first. Who joined, was suspended or left during the year had not
// yet done so.
func (s *Sheet) blocs() {
	g := s.data
	for _, o := range g.orgs {
		if o.from >= s.Year || o.to < s.Year {
			continue
		}
		b := Bloc{ID: o.id, Name: o.name, Kind: o.kind, Obligation: o.obligation, Domestic: o.domestic, Decision: o.decision, Lead: slices.Clone(o.lead), Precedents: []string{}}
		mine, suspended := false, map[string]bool{}
		for _, m := range g.members {
			if m.org == o.id && m.suspended && m.from < s.Year && s.Year <= m.to {
				suspended[m.iso3] = true
			}
		}
		for _, m := range g.members {
			if m.org != o.id || m.from >= s.Year || m.to < s.Year {
				continue
			}
			mine = mine || m.iso3 == s.ISO3
			list := &b.Members
			if suspended[m.iso3] {
				list = &b.Suspended
			}
			if !slices.Contains(*list, m.iso3) {
				*list = append(*list, m.iso3)
			}
		}
		if !mine {
			continue
		}
		slices.Sort(b.Members)
		slices.Sort(b.Suspended)
		for _, p := range o.precedents {
			if precedentYear(p) < s.Year {
				b.Precedents = append(b.Precedents, p)
			}
		}
		if b.Name == "" {
			b.Name = s.pactName(b)
		}
		s.Organisations = append(s.Organisations, b)
	}
	score := map[string]float64{}
	for _, b := range s.Organisations {
		score[b.ID] = s.likely(b)
	}
	slices.SortStableFunc(s.Organisations, func(a, b Bloc) int { return cmp.Compare(score[b.ID], score[a.ID]) })
}

func (s *Sheet) pactName(b Bloc) string {
	var names []string
	for _, m := range append(slices.Clone(b.Members), b.Suspended...) {
		names = append(names, s.data.name(m))
	}
	return "pact of " + strings.Join(names, " and ")
}

// precedentYear is the year of a precedent such as GMB2017 or NER2023(threat).
func precedentYear(p string) int {
	for i := range p {
		if y, err := strconv.Atoi(p[i:min(len(p), i+4)]); err == nil && y > 1900 {
			return y
		}
	}
	return 0
}

// acted reports whether a precedent was an intervention; a remark in brackets says how it
// was less: a threat, an offer, a refusal.
func acted(p string) bool { return !strings.Contains(p, "(") }

// likely says how likely a bloc is to be asked for help in a crisis at home, as an
// order and not a probability. It must be able to act there. An obligation to defend
// counts for more than one to consult; so do having acted before, and here above all, a
// lead nation and members at hand, being few, and being more than a pact of two. The weights are
// guesses; a test holds them against the organisations that have acted.
func (s *Sheet) likely(b Bloc) float64 {
	if b.Domestic == "none" || slices.Contains(b.Suspended, s.ISO3) || len(b.Members) < 2 {
		return -1
	}
	score := map[string]float64{"defence": 3, "consultation": 1.5, "cooperation": 1, "none": 0}[b.Obligation]
	before, near := 0, 0.0
	for _, p := range b.Precedents {
		if acted(p) {
			before++
			if p[:3] == s.ISO3 {
				before += 3 // here
			}
		}
	}
	score += float64(float64(min(before, 6)) * 0.4)
	if b.Kind == "organisation" {
		score++
	}
	for _, m := range b.Members {
		if m != s.ISO3 && s.data.isState(m) {
			near += nearness(s.data.distance(m, s.ISO3))
		}
	}
	others := float64(len(b.Members) - 1)
	score += float64(1.5*near/others) + 10/(10+others)
	if lead := s.leadOf(b); lead != "" {
		score += float64(1.5 * nearness(s.data.distance(lead, s.ISO3)))
	}
	return score
}

// nearness is 1 next door and ½ at two thousand kilometres.
func nearness(km float64) float64 { return 2000 / (2000 + km) }

// leadOf is the lead of a bloc for a member: the first named that is not the state
// itself and has a vote; where none is, the member with the largest forces that is no
// rival. It is "" where the lead is a rival, or nobody else has a vote.
func (s *Sheet) leadOf(b Bloc) string {
	for _, lead := range b.Lead {
		if lead != s.ISO3 && slices.Contains(b.Members, lead) {
			if s.data.atOdds(lead, s.ISO3, s.Year) {
				return ""
			}
			return lead
		}
	}
	if slices.Contains(b.Lead, s.ISO3) {
		return "" // a lead nation does not ask those it leads
	}
	best, most := "", -1.0
	for _, m := range b.Members {
		if size := s.data.armed(m, s.Year); m != s.ISO3 && s.data.isState(m) && !s.data.atOdds(m, s.ISO3, s.Year) && size > most {
			best, most = m, size
		}
	}
	return best
}

// row of a state, the zero row where the table of states does not have it.
func (g *gathered) row(iso3 string) stateRow {
	i := slices.IndexFunc(g.all, func(s stateRow) bool { return s.iso3 == iso3 })
	if i < 0 {
		return stateRow{}
	}
	return g.all[i]
}

// isState reports whether the table of states has a code, and so a capital and people.
func (g *gathered) isState(iso3 string) bool { return g.row(iso3).iso3 != "" }

// Asked is the organisation most likely to be asked for help, or nil where the state
// belongs to none that may act in a member's own crisis and that another leads.
func (s *Sheet) Asked() *Bloc {
	for i := range s.Organisations {
		b := &s.Organisations[i]
		if s.likely(*b) >= 0 && s.leadOf(*b) != "" {
			return b
		}
	}
	return nil
}

// Rule says in words how a bloc decides.
func (b Bloc) Rule() string {
	return map[string]string{
		"consensus": "by consensus", "majority": "by majority", "two_thirds": "by two thirds", "lead_state": "the lead decides", "bilateral": "the other decides", "request": "whoever is asked decides",
	}[b.Decision]
}

// Clause says in words whether a bloc may act in a member's own crisis.
func (b Bloc) Clause() string {
	return map[string]string{"request": "at a member's request", "organ": "at a member's request, or by its own decision", "none": "not in a member's own crisis"}[b.Domestic]
}

// Standing says in words who votes.
func (b Bloc) Standing() string {
	text := fmt.Sprintf("%d members with a vote", len(b.Members))
	if n := len(b.Suspended); n > 0 {
		text += fmt.Sprintf(", %d suspended (%s)", n, strings.Join(b.Suspended, " "))
	}
	return text
}
