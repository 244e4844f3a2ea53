package view

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"casus/alliance"
	"casus/report/number"
	"casus/results"
	"casus/scenario"
	"casus/sim"
	"casus/stats"
)

// Bloc is members whose votes and terms are alike, or one that is like no other. What
// is said of it is said of the member in its middle; the others are below.
type Bloc struct {
	Name    string `json:"name"`    // 9 members, or that of the member
	Members string `json:"members"` // who they are, and whose terms are drawn: a sentence; "" of a bloc of one
	Yes     string `json:"yes"`     // how probably they vote yes
	Votes   []Vote `json:"votes"`   // the first is the one that is drawn
}

// Vote is how a member votes when the alliance is asked.
type Vote struct {
	Member   string `json:"member"`
	Lead     bool   `json:"lead"`
	Yes      Chance `json:"yes"` // of votes, not of runs: an alliance may be asked again
	Abstain  int    `json:"abstain"`
	No       int    `json:"no"`
	Support  Spread `json:"support"` // sum of the terms
	Terms    []Term `json:"terms"`
	Sentence string `json:"sentence"`
}

// Term is a term of a member's support: positive for yes.
type Term struct {
	Name  string `json:"name"`
	Value Spread `json:"value"`
}

// An alliance of more members than fewMembers is told in blocs: members are alike
// where the medians of no term are farther apart than alikeTerms, and the probabilities
// that they vote yes not than alikeYes. Luck alone moves a vote by about one either way.
const (
	fewMembers = 8
	alikeTerms = 0.25 // of support
	alikeYes   = 0.15
)

// blocs describes how members vote, and the figure of that.
func (m *maker) blocs() ([]Bloc, Caption, error) {
	votes, err := m.votes()
	list := blocsOf(votes)
	c := Caption{"Votes, by their terms", "What makes a member vote: to the right for yes, to the left for no. The dot is the median of runs, the bar holds 90 % of them."}
	if len(list) < len(votes) {
		c.Sentence = fmt.Sprintf("%d members, in %d groups that vote alike. ", len(votes), len(list)) + c.Sentence
	}
	return list, c, err
}

// blocsOf puts together members that vote alike: the largest bloc first, then the largest
// of those who are left.
func blocsOf(votes []Vote) []Bloc {
	list := []Bloc{}
	if len(votes) <= fewMembers {
		for _, v := range votes {
			list = append(list, blocOf([]Vote{v}))
		}
		return list
	}
	for left := votes; len(left) > 0; {
		var most []Vote // its middle first
		for _, middle := range left {
			bloc := []Vote{middle}
			for _, v := range left {
				if v.Member != middle.Member && alike(v, middle) {
					bloc = append(bloc, v)
				}
			}
			if len(bloc) > len(most) {
				most = bloc
			}
		}
		list = append(list, blocOf(most))
		left = slices.DeleteFunc(slices.Clone(left), func(v Vote) bool {
			return slices.ContainsFunc(most, func(k Vote) bool { return k.Member == v.Member })
		})
	}
	return list
}

// blocOf describes members that vote alike, the one in their middle first.
func blocOf(votes []Vote) Bloc {
	middle := votes[0]
	if len(votes) == 1 {
		return Bloc{Name: middle.Member, Yes: "Yes: " + middle.Yes.Text, Votes: votes}
	}
	var names []string
	low, high := middle.Yes.P, middle.Yes.P
	for _, v := range votes {
		names = append(names, v.Member)
		low, high = min(low, v.Yes.P), max(high, v.Yes.P)
	}
	slices.Sort(names)
	yes := fmt.Sprintf("Yes: %s in each", number.Percent(float64(high)))
	if from := fmt.Sprintf("%.0f", 100*float64(low)); from+" %" != number.Percent(float64(high)) {
		yes = fmt.Sprintf("Yes: %s–%s, from member to member", from, number.Percent(float64(high)))
	}
	return Bloc{
		Name:    fmt.Sprintf("%d members", len(votes)),
		Members: fmt.Sprintf("%s. Drawn is %s: of the others no term has a median farther than %g from its own.", number.List(names), middle.Member, alikeTerms),
		Yes:     yes,
		Votes:   votes,
	}
}

// alike reports whether two members vote alike. The lead is like nobody.
func alike(a, b Vote) bool {
	if a.Lead || b.Lead || math.Abs(float64(a.Yes.P-b.Yes.P)) > alikeYes {
		return false
	}
	for _, x := range a.Terms {
		i := slices.IndexFunc(b.Terms, func(y Term) bool { return y.Name == x.Name })
		if i < 0 || math.Abs(float64(x.Value.Median-b.Terms[i].Value.Median)) > alikeTerms {
			return false
		}
	}
	return true
}

// ballot is the votes of a member.
type ballot struct {
	yes, abstain, no int
	support          []float64
	terms            map[string][]float64
	order            []string // of terms
}

// votes counts how members vote when the alliance is asked in the crisis itself.
func (m *maker) votes() ([]Vote, error) {
	list := []Vote{}
	schema, err := m.Results.Schema(results.Votes)
	if errors.Is(err, results.ErrNotKept) {
		m.missing("decisions", "The run keeps no table of votes: run it again without --tables, or with votes among them.")
		return list, nil
	} else if err != nil {
		return nil, err
	}
	at := schema.Index
	month, member, choice, support, term, value := at("month"), at("member"), at("choice"), at("support"), at("term"), at("value")
	ballots := map[string]*ballot{}
	for row, err := range m.Results.Rows(results.Votes) {
		if err != nil {
			return nil, err
		}
		if n, _ := row[month].(int64); n != sim.InCrisis {
			continue
		}
		who, _ := row[member].(string)
		b := ballots[who]
		if b == nil {
			b = &ballot{terms: map[string][]float64{}}
			ballots[who] = b
		}
		name, _ := row[term].(string)
		if b.terms[name] == nil {
			b.order = append(b.order, name)
		}
		v, _ := row[value].(float64)
		b.terms[name] = append(b.terms[name], v)
		if name != b.order[0] {
			continue // a row for each term of a vote
		}
		text, _ := row[choice].(string)
		sum, _ := row[support].(float64)
		b.count(text, sum)
	}
	for _, member := range m.s.Alliance.Members {
		if b := ballots[member.ID]; b != nil {
			list = append(list, b.vote(member))
		}
	}
	if len(list) == 0 {
		m.missing("decisions", "There are no votes: in no run is the alliance asked, or nobody votes on what it does.")
	}
	return list, nil
}

func (b *ballot) count(choice string, support float64) {
	b.support = append(b.support, support)
	switch choice {
	case alliance.Yes:
		b.yes++
	case alliance.Abstain:
		b.abstain++
	default:
		b.no++
	}
}

func (b *ballot) vote(m scenario.Member) Vote {
	v := Vote{Member: m.Name, Lead: m.Lead, Yes: chanceOf(stats.ShareOf(b.yes, len(b.support))), Abstain: b.abstain, No: b.no, Support: spreadOf(b.support)}
	for _, name := range b.order {
		v.Terms = append(v.Terms, Term{name, spreadOf(b.terms[name])})
	}
	slices.SortStableFunc(v.Terms, func(a, b Term) int {
		return cmp.Compare(math.Abs(float64(b.Value.Median)), math.Abs(float64(a.Value.Median)))
	})
	v.Sentence = fmt.Sprintf("%s votes yes in %s of %s; what weighs most is %s, %s in the median vote.", m.Name, v.Yes.Text, number.Of(len(b.support), "vote"), v.Terms[0].Name, v.Terms[0].Value.Text)
	return v
}
