package view

import (
	"fmt"
	"strings"
	"testing"

	"casus/stats"
)

// voter is a member with one term, and so many votes of a hundred for yes.
func voter(name string, term float64, yes int) Vote {
	return Vote{Member: name, Yes: chanceOf(stats.ShareOf(yes, 100)), Terms: []Term{{"stake", spreadOf([]float64{term})}}}
}

// Many members are told in groups of those who vote alike, with nobody lost; the lead, and
// who differs in a term or in how it votes, stand alone.
func TestMembersThatVoteAlikeAreTold(t *testing.T) {
	var votes []Vote
	for i := range 9 {
		votes = append(votes, voter(fmt.Sprint("M", i), 0.1, 70))
	}
	lead := voter("Lead", 0.1, 70)
	lead.Lead = true
	votes = append(votes, voter("Stake", 0.9, 70), voter("No", 0.1, 20), lead)
	list := blocsOf(votes)
	var got []string
	members := 0
	for _, b := range list {
		got = append(got, fmt.Sprint(b.Name, " ", b.Yes))
		members += len(b.Votes)
	}
	if want := "9 members Yes: 70 % in each;Stake Yes: 70 % (62–77 %);No Yes: 20 % (14–27 %);Lead Yes: 70 % (62–77 %)"; strings.Join(got, ";") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ";"), want)
	}
	if members != len(votes) || !strings.Contains(list[0].Members, "M0, M1") || !strings.HasSuffix(list[0].Members, "than 0.25 from its own.") {
		t.Errorf("%d of %d members; %s", members, len(votes), list[0].Members)
	}
}

func TestFewMembersAreToldOneByOne(t *testing.T) {
	var votes []Vote
	for i := range fewMembers {
		votes = append(votes, voter(fmt.Sprint("M", i), 0.1, 70))
	}
	if list := blocsOf(votes); len(list) != fewMembers || list[0].Name != "M0" || list[0].Members != "" {
		t.Errorf("%+v", list)
	}
}
