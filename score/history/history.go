// Package history holds what open data say of wars, alliances and votes since 1946:
// who fought whom and beside whom, which state was bound to which, and how each
// voted in the General Assembly.
//
// [Load] reads the tables of library/world and library/conflicts, whose READMEs name
// sources and licences. Rates are counted from it (package rates), and the effect of
// interventions is estimated (package eventstudy). Nothing here knows of the model.
package history

import (
	"io/fs"
	"slices"
	"strings"
)

// Now is a year that no table reaches: the end of what has not ended.
const Now = 1 << 20

// Past is the tables, joined.
type Past struct {
	States        map[string]*State // by code of ISO 3166-1, as library/world has them
	Organisations []*Organisation
	Conflicts     []ConflictYear // in the order of conflict and year
	Support       []Support
	Attacked      map[Episode]Attack
	Votes         map[string]map[int]Vote // by state and year
}

// State is a state, with the years in which it governed itself.
type State struct {
	Code, Name, Region string
	Neighbours         []string // by land
	spells             [][2]int
}

// Was reports whether the state was there in a year.
func (s *State) Was(year int) bool {
	return s != nil && slices.ContainsFunc(s.spells, func(x [2]int) bool { return x[0] <= year && year <= x[1] })
}

// Existed adds years in which the state governed itself, both included.
func (s *State) Existed(from, to int) { s.spells = append(s.spells, [2]int{from, to}) }

// Organisation is an alliance, another organisation of states, or a pact of two.
type Organisation struct {
	Code, Name string
	From, To   int // To is Now where it is in force
	Pact       bool
	Defence    bool     // it binds to defence
	Home       bool     // it may act in a crisis within a member
	Leads      []string // states
	Acted      []Act    // interventions in crises of members
	Spells     []Spell
}

// Act is an intervention of an organisation in a state's crisis.
type Act struct {
	State string
	Year  int
	Not   bool // refused, threatened, offered: no troops went
	// Refused: it was asked for help and said no.
	Refused bool
}

// Spell is a time of membership, or of suspended membership within it.
type Spell struct {
	State     string
	From, To  int // To is Now where it lasts
	Suspended bool
}

// In reports whether the spell covers a year.
func (s Spell) In(year int) bool { return s.From <= year && year <= s.To }

// In reports whether the organisation was in force in a year.
func (o *Organisation) In(year int) bool { return o.From <= year && year <= o.To }

// Member reports whether a state was a member in a year, suspended or not.
func (o *Organisation) Member(state string, year int) bool {
	return o.In(year) && slices.ContainsFunc(o.Spells, func(s Spell) bool { return !s.Suspended && s.State == state && s.In(year) })
}

// Members lists the members in a year, in the order of codes.
func (o *Organisation) Members(year int) (list []string) {
	for _, s := range o.Spells {
		if !s.Suspended && o.In(year) && s.In(year) {
			list = append(list, s.State)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// LedBy reports whether a state is one of the leads.
func (o *Organisation) LedBy(state string) bool { return slices.Contains(o.Leads, state) }

// Type of a conflict, after UCDP.
type Type string

// The types.
const (
	Interstate        Type = "interstate"
	Intrastate        Type = "intrastate"
	Internationalised Type = "internationalised" // intrastate, with troops of another state
	Extrasystemic     Type = "extrasystemic"     // a colony's
)

// Domestic reports whether a government fights a group of its own land.
func (t Type) Domestic() bool { return t == Intrastate || t == Internationalised }

// ConflictYear is a conflict in a year in which 25 people or more died in battle.
type ConflictYear struct {
	Conflict, Year int
	Type           Type
	War            bool // a thousand or more died
	Began          int  // year in which the conflict first was active
	Episode        Episode
	A, WithA       []string // side A, in a domestic conflict the government; states that sent it troops
	B, WithB       []string
}

// Episode is a spell of activity of a conflict.
type Episode struct {
	Conflict int
	Began    string // date
}

// Year is that in which the episode began.
func (e Episode) Year() int {
	year := 0
	for _, r := range e.Began[:4] {
		year = 10*year + int(r-'0')
	}
	return year
}

// Troops lists the states whose troops fought, as parties or beside one.
func (c *ConflictYear) Troops() []string { return slices.Concat(c.A, c.WithA, c.B, c.WithB) }

// Support is what a state gave to a side of a conflict in another state in a year.
type Support struct {
	Year        int
	State       string // where the conflict was
	Government  bool   // to the government, else to its opponents
	From        string
	Troops      bool
	Short       bool // arms, money, training, bases or the like
	OnlyAlleged bool
}

// Attack says who was attacked in an episode between states; nobody where it is
// disputed or both began.
type Attack struct {
	State string
	Why   string
}

// Vote is how a state voted in a year of the General Assembly.
type Vote struct {
	Ideal *float64            // position on the main line of division
	Agree map[string]*float64 // with a great power, 0..1
}

// Bound lists the organisations and pacts in force in a year of which both are
// members and that pass the test.
func (p *Past) Bound(a, b string, year int, test func(*Organisation) bool) (list []*Organisation) {
	for _, o := range p.Organisations {
		if test(o) && o.Member(a, year) && o.Member(b, year) {
			list = append(list, o)
		}
	}
	return list
}

// Load reads the tables.
func Load(world, conflicts fs.FS) (*Past, error) {
	p := &Past{States: map[string]*State{}, Attacked: map[Episode]Attack{}, Votes: map[string]map[int]Vote{}}
	for _, step := range []func() error{
		func() error { return p.readStates(world) },
		func() error { return p.readOrganisations(world) },
		func() error { return p.readVotes(world) },
		func() error { return p.readConflicts(conflicts) },
		func() error { return p.readSupport(conflicts) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Before gives what is of years before one; memberships that end later have not ended.
func (p *Past) Before(year int) *Past {
	q := &Past{States: p.States, Attacked: p.Attacked, Votes: map[string]map[int]Vote{}}
	open := func(to int) int {
		if to >= year {
			return Now
		}
		return to
	}
	for _, o := range p.Organisations {
		if o.From >= year {
			continue
		}
		x := *o
		x.To, x.Acted, x.Spells = open(o.To), nil, nil
		for _, a := range o.Acted {
			if a.Year < year {
				x.Acted = append(x.Acted, a)
			}
		}
		for _, s := range o.Spells {
			if s.From < year {
				s.To = open(s.To)
				x.Spells = append(x.Spells, s)
			}
		}
		q.Organisations = append(q.Organisations, &x)
	}
	for _, c := range p.Conflicts {
		if c.Year < year {
			q.Conflicts = append(q.Conflicts, c)
		}
	}
	for _, s := range p.Support {
		if s.Year < year {
			q.Support = append(q.Support, s)
		}
	}
	for state, years := range p.Votes {
		q.Votes[state] = map[int]Vote{}
		for y, v := range years {
			if y < year {
				q.Votes[state][y] = v
			}
		}
	}
	return q
}

// Named gives the code of a state by the name that a table or a person uses.
func (p *Past) Named(name string) (code string, ok bool) {
	name = strings.TrimSpace(name)
	if code, ok = otherNames[name]; ok {
		return code, true
	}
	for code, s := range p.States {
		if s.Name == name {
			return code, true
		}
	}
	return "", false
}

// otherNames are those of the case library and of the Mass Mobilization project that
// library/world/states.csv does not have.
var otherNames = map[string]string{
	"Bosnia": "BIH", "Congo Brazzaville": "COG", "Congo Kinshasa": "COD", "Czechoslovakia": "CSK", "East Germany": "DDR", "Germany East": "DDR",
	"Germany West": "DEU", "Ivory Coast": "CIV", "Macedonia": "MKD", "Serbia and Montenegro": "SRB", "Slovak Republic": "SVK", "Swaziland": "SWZ",
	"Tanganyika": "TZA", "Timor Leste": "TLS", "UK": "GBR", "USA": "USA", "USSR": "RUS", "United Arab Emirate": "ARE", "Yugoslavia": "SRB",
}

// Leads gives the codes of the states that the case library names as hegemon, such as
// "France (airlift) / Morocco (troops)"; of "none" nobody.
func (p *Past) Leads(hegemon string) (list []string) {
	for part := range strings.SplitSeq(hegemon, "/") {
		name, _, _ := strings.Cut(part, "(")
		if code, ok := p.Named(name); ok {
			list = append(list, code)
		}
	}
	return list
}
