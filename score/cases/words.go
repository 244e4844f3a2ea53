package cases

// A coder chooses words from short lists. Words gives the list of each type; the
// reader refuses any other, and editors and the reference show them.

// Family of alliances.
type Family string

// Families of alliances.
const (
	Bilateral    Family = "bilateral"
	Coalition    Family = "coalition"
	Multilateral Family = "multilateral"
)

// Words lists all families.
func (Family) Words() []string { return texts(Bilateral, Coalition, Multilateral) }

// Defection is how much of a target's security forces stood aside or changed sides.
type Defection string

// Degrees of defection.
const (
	NoneDefected Defection = "none"
	SomeDefected Defection = "some"
	ManyDefected Defection = "many"
)

// Words lists all degrees of defection.
func (Defection) Words() []string { return texts(NoneDefected, SomeDefected, ManyDefected) }

// Patronage is whom those back who could most likely send troops.
type Patronage string

// Those who are backed.
const (
	BacksIncumbent Patronage = "incumbent"
	BacksNobody    Patronage = "divided" // some the one, some the other; or lukewarm, or between the sides
	BacksOthers    Patronage = "against"
)

// Words lists all patronages.
func (Patronage) Words() []string { return texts(BacksIncumbent, BacksNobody, BacksOthers) }

// Asker is the office of the one who asks for help, when he asks.
type Asker string

// Those who ask.
const (
	Incumbent      Asker = "incumbent"
	Interim        Asker = "interim_authorities"
	ElectionWinner Asker = "election_winner"
	OustedLeader   Asker = "ousted_leader"
	RivalFaction   Asker = "rival_faction_of_regime"
	Opposition     Asker = "opposition"
	Mixed          Asker = "mixed" // several
)

// Words lists all who ask.
func (Asker) Words() []string {
	return texts(Incumbent, Interim, ElectionWinner, OustedLeader, RivalFaction, Opposition, Mixed)
}

// Basis in a treaty or mandate for help against disorder at home.
type Basis string

// Bases in a treaty.
const (
	ExplicitBasis  Basis = "explicit"
	ContestedBasis Basis = "contested"
	NoBasis        Basis = "none"
)

// Words lists all bases.
func (Basis) Words() []string { return texts(ExplicitBasis, ContestedBasis, NoBasis) }

// Decision is what became of help.
type Decision string

// Decisions.
const (
	Deployed            Decision = "deployed"
	Threatened          Decision = "threatened_not_deployed"
	ApprovedThenDropped Decision = "approved_then_dropped"
	OfferedNotUsed      Decision = "offered_not_used"
	Refused             Decision = "refused"
	RejectedByBody      Decision = "rejected_by_body"
	NotConsidered       Decision = "not_considered"
)

// Words lists all decisions.
func (Decision) Words() []string {
	return texts(Deployed, Threatened, ApprovedThenDropped, OfferedNotUsed, Refused, RejectedByBody, NotConsidered)
}

// Aim of a mission.
type Aim string

// Aims of missions.
const (
	SupportIncumbent Aim = "support_incumbent"
	RestoreOusted    Aim = "restore_ousted"
	InstallWinner    Aim = "install_election_winner"
	RemoveIncumbent  Aim = "remove_incumbent"
	Stabilise        Aim = "stabilise"
	NoAim            Aim = "none"
)

// Words lists all aims.
func (Aim) Words() []string {
	return texts(SupportIncumbent, RestoreOusted, InstallWinner, RemoveIncumbent, Stabilise, NoAim)
}

// Outcome is what became of a leadership.
type Outcome string

// Outcomes.
const (
	Survived   Outcome = "survived"
	Fell       Outcome = "fell"
	Restored   Outcome = "restored"
	Transition Outcome = "transition"
)

// Words lists all outcomes.
func (Outcome) Words() []string { return texts(Survived, Fell, Restored, Transition) }

// Level of a coder's confidence.
type Level string

// Levels of confidence.
const (
	High     Level = "high"
	Medium   Level = "medium"
	Low      Level = "low"
	Judgment Level = "judgement" // a rating, which no source can support
)

// Words lists all levels.
func (Level) Words() []string { return texts(High, Medium, Low, Judgment) }

// Group of keys that confidence and sources are stated for.
type Group string

// Words lists all groups.
func (Group) Words() []string {
	return []string{"event", "request", "security", "legal", "politics", "troops", "outcome", "ratings"}
}

// Flag is a peculiarity of a case.
type Flag string

// Flags.
const (
	NotDomestic   Flag = "interstate_not_domestic"   // an attack by another state
	AlreadyThere  Flag = "troops_already_in_country" // troops that were stationed there are counted
	AlreadyInside Flag = "hegemon_already_inside"    // the hegemon had gone in before the decision
	Backdated     Flag = "written_request_backdated" // the request was written afterwards
	Coerced       Flag = "coerced_or_disputed_request"
	Removed       Flag = "hegemon_removed_requester" // those who came removed the one who had asked
	RestoredLater Flag = "restoration_after_6m"      // the ousted leader came back, but later than the outcome is coded
)

// Words lists all flags.
func (Flag) Words() []string {
	return texts(NotDomestic, AlreadyThere, AlreadyInside, Backdated, Coerced, Removed, RestoredLater)
}

func texts[T ~string](words ...T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}
