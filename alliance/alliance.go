// Package alliance is the council and the mission: charter, votes,
// contingents, the way there and the way back.
//
// [Decide] lets the members vote on a request, and gives the troops that each
// would send. A [Mission] carries them to the state that asked, guards its
// sites or acts against its crowds, and one day decides to leave. Every term
// of every vote is kept under its name, so that a reader sees the reasons.
//
// The council follows Libman and Davidzon (2023) in three things: contested
// text is a weak brake; the office of the asker matters most; and a mission that
// can credibly stay small and short is approved sooner. Burden-sharing follows
// Olson and Zeckhauser (1966, Rev. Econ. Stat. 48, 266): the member with the
// largest stake pays for the rest. The equations stand in the comments of
// [Decide], of its helpers and of [Mission.Hour].
//
// The package knows nothing of citizens, regimes or files. The beliefs of the
// members come with the request.
package alliance

// Rule of decision.
type Rule uint8

// Under every rule the target has no vote, and nothing happens without a yes
// of the lead, who brings the lift. By consensus nobody may vote no, and
// abstaining does not block; by majority yes must outnumber no; under a lead
// nation the lead's yes is enough.
const (
	Consensus Rule = iota
	Majority
	LeadNation
)

// Charter of the alliance.
type Charter struct {
	Rule     Rule
	Standing float64 // people in the standing force
	Crowds   bool    // the mandate allows action against crowds; otherwise troops guard sites
}

// Member of the alliance.
type Member struct {
	ID           string
	Lead, Target bool    // the lead nation; the state that asks
	Absent       bool    // it has frozen its membership or left: no vote, no troops
	Pledge       float64 // to the standing force, people
	Capability   float64 // share of the pledge that it can really send, 0..1
	Readiness    float64 // until its first unit can leave, hours
	Distance     float64 // to the target's main airfield, km
	Likeness     float64 // of its regime to the target's, 0..1
	Contagion    float64 // how likely unrest spreads to it, 0..1
	Alignment    float64 // with the lead, 0..1
	Stake        float64 // its own stake in the target, 0..1
	DomesticCost float64 // of sending troops, 0..1
	Insurance    float64 // chance, as it sees it, that it must ask one day, 0..1
}

// Request for help, and how things stand. Slices are by member.
type Request struct {
	Hour         int
	Incumbent    bool      // asked by the leader in office, not by one ousted
	Fit          float64   // of the crisis, as it is framed, with the treaty's clause, 0..1
	Threat       float64   // how bad it looks, 0..1
	Hostility    float64   // share of local forces that might fight the mission, 0..1
	Rival        float64   // opposition of a rival power, 1 with an armed counter-move, 0..1
	Precedent    float64   // 0..1
	Fear         []float64 // of the hegemon, 0..1
	Cooperation  []float64 // in repression, with the target, 0..1
	Reliability  []float64 // of the lead as the member's ruler sees it, 0..1; nil stands for 1
	Multilateral bool      // false: the lead comes alone, nobody votes
}
