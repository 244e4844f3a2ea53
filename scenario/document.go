package scenario

import "casus/regime"

// The types of this file are the document that an analyst writes. Their yaml
// tags are its keys, their doc tags its reference (docs/scenario.md).

// Document is scenario.yaml.
type Document struct {
	Casus       int           `yaml:"casus" doc:"version of the format, 1"`
	ID          string        `yaml:"id" doc:"short name, as the folder"`
	Title       string        `yaml:"title" doc:"one line"`
	Summary     string        `yaml:"summary" doc:"a paragraph: what the scenario is about"`
	Clock       Clock         `yaml:"clock" doc:"when it happens and for how long"`
	Defaults    Defaults      `yaml:"defaults" doc:"size of a run when nothing is said"`
	Definitions Definitions   `yaml:"definitions" doc:"what counts as protest, violence, engulfed"`
	Society     Society       `yaml:"society" doc:"who lives where"`
	Grievances  []Grievance   `yaml:"grievances,omitempty" doc:"what costs the regime legitimacy while it lasts"`
	State       State         `yaml:"state" doc:"offices, actors, forces"`
	Quantities  []NamedExpr   `yaml:"quantities,omitempty" doc:"named expressions that options may use"`
	Options     []Option      `yaml:"options" doc:"what the decision-maker can do; one of them is wait"`
	Events      []Event       `yaml:"events,omitempty" doc:"what happens at a time, or by a hazard, and nobody chooses"`
	Alliance    Alliance      `yaml:"alliance" doc:"charter and members"`
	Relations   RelationsPart `yaml:"relations" doc:"powers, states, issues"`
	Worlds      []World       `yaml:"worlds,omitempty" doc:"counterfactuals; the world as-modelled is always there"`
}

// Clock of a scenario.
type Clock struct {
	Start           string `yaml:"start" doc:"local time of the first hour, YYYY-MM-DDThh:mm; its date is day 1 of the crisis and of the record; 00:00 where the record has daily values"`
	CrisisDays      int    `yaml:"crisis_days" min:"1" max:"365" doc:"length of the crisis phase"`
	AftermathMonths int    `yaml:"aftermath_months" min:"0" max:"120" doc:"length of the aftermath"`
}

// Defaults of a run.
type Defaults struct {
	Scale      float64 `yaml:"scale" min:"1" max:"1000" doc:"people for whom one agent stands"`
	Replicates int     `yaml:"replicates" min:"1" max:"1000000" doc:"runs of an ensemble"`
}

// Definitions turn numbers into words.
type Definitions struct {
	ProtestPeople   float64 `yaml:"protest_people" whole:"people" min:"1" max:"1000000" doc:"people out at once in a region from which on it has protest"`
	ViolencePeople  float64 `yaml:"violence_people" whole:"people" min:"1" max:"1000000" doc:"violent people at once in a region from which on it has violence"`
	SeriousPeople   float64 `yaml:"serious_people" whole:"people" min:"1" max:"1000000" doc:"violent people at once in one place from which on violence is serious"`
	EngulfedRegions int     `yaml:"engulfed_regions" min:"1" max:"1000" doc:"regions with protest on one day from which on the nation is engulfed"`
}

// Society of a scenario.
type Society struct {
	Places  string   `yaml:"places" doc:"CSV file: id,name,region,kind,lat,lon,population,population_source"`
	Cohorts []Cohort `yaml:"cohorts" doc:"generations, at most eight"`
	Regions []Region `yaml:"regions" doc:"every region that places.csv names"`
	Sparks  []Spark  `yaml:"sparks" doc:"crowds that start the crisis"`
}

// Cohort of a scenario.
type Cohort struct {
	ID         string   `yaml:"id" doc:"short name"`
	Name       string   `yaml:"name" doc:"as printed"`
	Legitimacy Quantity `yaml:"legitimacy" min:"0" max:"1" doc:"L0 before the crisis"`
	Salience   Quantity `yaml:"salience" min:"0" max:"1" doc:"how much foreign troops offend its identity"`
	Popularity Quantity `yaml:"popularity" min:"0" max:"1" doc:"of the ruler before the crisis"`
}

// Region of a scenario.
type Region struct {
	ID      string     `yaml:"id" doc:"as in places.csv"`
	Name    string     `yaml:"name" doc:"as printed"`
	Cohorts []Quantity `yaml:"cohorts" min:"0" max:"1" doc:"share of each cohort among adults, summing to 1"`
	Origin  bool       `yaml:"origin,omitempty" doc:"true for the part of the nation where the crisis starts"`
}

// Spark of a scenario.
type Spark struct {
	Place  string   `yaml:"place" doc:"id of a place"`
	Hour   int      `yaml:"hour" min:"0" max:"8760" doc:"hours after the start"`
	People Quantity `yaml:"people" whole:"people" min:"0" max:"1000000" doc:"size of the crowd"`
}

// State of a scenario.
type State struct {
	Name     string   `yaml:"name" doc:"as printed"`
	Capital  string   `yaml:"capital" doc:"id of a place"`
	Largest  string   `yaml:"largest_city" doc:"id of a place"`
	Critical []string `yaml:"critical_sites,omitempty" doc:"ids of places with sites that must be held"`
	Actors   []Actor  `yaml:"actors" doc:"who holds offices; the first one rules"`
	Offices  []Office `yaml:"offices" doc:"offices and their holders"`
	Forces   []Force  `yaml:"forces" doc:"kinds of security forces"`
}

// Actor of a scenario.
type Actor struct {
	ID     string `yaml:"id" doc:"short name"`
	Name   string `yaml:"name" doc:"as printed: the office, never a person"`
	Target bool   `yaml:"target,omitempty" doc:"political grievance is aimed at this actor"`
	Rival  bool   `yaml:"rival,omitempty" doc:"part of the forces is loyal to this actor from the start; without it forces follow him, as a king, as they follow the ruler, until an event has him break"`
}

// Office of a scenario.
type Office struct {
	ID     string `yaml:"id" doc:"short name"`
	Name   string `yaml:"name" doc:"as printed"`
	Holder string `yaml:"holder" doc:"id of an actor"`
}

// Force is a kind of security force.
type Force struct {
	ID       string   `yaml:"id" doc:"short name"`
	Name     string   `yaml:"name" doc:"as printed"`
	Per1000  Quantity `yaml:"per_1000,omitempty" min:"0" max:"100" doc:"officers per 1,000 people, in every place"`
	Strength Quantity `yaml:"strength,omitempty" whole:"officers" min:"0" max:"10000000" doc:"officers in all, shared by the places listed"`
	Places   []string `yaml:"places,omitempty" doc:"ids of the places where they are based; all when left out"`
	Unit     float64  `yaml:"unit" whole:"officers" min:"1" max:"100000" doc:"officers in a unit"`
	Resolve  Quantity `yaml:"resolve" min:"-10" max:"10" doc:"willingness when nothing happens"`
	Loyalty  Quantity `yaml:"loyalty" min:"0" max:"1" doc:"mean share of loyalty to the ruler"`
	Spread   Quantity `yaml:"loyalty_spread" min:"0" max:"1" doc:"half-width of that share between units"`
	Reserve  bool     `yaml:"reserve,omitempty" doc:"stays in barracks until sent"`
}

// NamedExpr is a name for an expression.
type NamedExpr struct {
	Name string `yaml:"name" doc:"the name, one word"`
	Is   string `yaml:"is" doc:"expression over what the decision-maker sees, parameters and other quantities"`
	Why  string `yaml:"why,omitempty" doc:"one sentence"`
}

// Option of a scenario.
type Option struct {
	ID       string  `yaml:"id" doc:"short name"`
	Name     string  `yaml:"name" doc:"as printed"`
	By       string  `yaml:"by,omitempty" doc:"id of the actor whose option it is: the ruler, unless another challenges him and can ask the alliance"`
	When     string  `yaml:"when,omitempty" doc:"condition under which the option can be chosen"`
	Utility  string  `yaml:"utility" doc:"expression: what the option is worth to the decision-maker"`
	Once     bool    `yaml:"once,omitempty" doc:"can be chosen once"`
	Cooldown int     `yaml:"cooldown,omitempty" min:"0" max:"8760" doc:"hours before it can be chosen again"`
	Effects  Effects `yaml:"effects,omitempty" doc:"what it does; only wait does nothing"`
}

// Effects of an option, its numbers as quantities.
type Effects = regime.Effects[Quantity]

// Alliance of a scenario.
type Alliance struct {
	Name     string   `yaml:"name" doc:"as printed"`
	Rule     string   `yaml:"rule" doc:"consensus, majority or lead_nation"`
	Standing float64  `yaml:"standing_force" whole:"people" min:"0" max:"10000000" doc:"people in the standing force"`
	Defence  bool     `yaml:"defence,omitempty" doc:"the charter obliges members to defend each other against other states, so that a member can be attacked in the months after the crisis and the lead can fail it"`
	Mandate  string   `yaml:"mandate" doc:"guard: a soldier on guard frees three quarters of a local officer; or crowds: a soldier stands for alliance.force officers against crowds, and armed bands fight the mission; nothing else depends on it"`
	Frames   []Frame  `yaml:"frames" doc:"how a crisis can be framed, and whether the treaty's clause covers it"`
	Members  []Member `yaml:"members" doc:"all members, the target state among them"`
	Source   string   `yaml:"source" doc:"where the charter is described"`
}

// Frame of a crisis.
type Frame struct {
	ID   string   `yaml:"id" doc:"short name"`
	Name string   `yaml:"name" doc:"as printed"`
	Fit  Quantity `yaml:"fit" min:"0" max:"1" doc:"legal fit with the assistance clause"`
}

// Member of the alliance.
type Member struct {
	ID           string   `yaml:"id" doc:"short name, as in relations.states"`
	Name         string   `yaml:"name" doc:"as printed"`
	Lead         bool     `yaml:"lead,omitempty" doc:"the lead nation"`
	Target       bool     `yaml:"target,omitempty" doc:"the state in crisis"`
	Pledge       Quantity `yaml:"pledge" whole:"people" min:"0" max:"10000000" doc:"people pledged to the standing force"`
	Capability   Quantity `yaml:"capability" min:"0" max:"1" doc:"share of the pledge that it can really send"`
	Readiness    Quantity `yaml:"readiness" min:"0" max:"720" doc:"hours until its first unit can leave"`
	Distance     float64  `yaml:"distance" min:"0" max:"20000" doc:"km to the main airfield of the target"`
	Likeness     Quantity `yaml:"likeness" min:"0" max:"1" doc:"of its regime to the target's"`
	Contagion    Quantity `yaml:"contagion" min:"0" max:"1" doc:"how likely unrest spreads to it"`
	Alignment    Quantity `yaml:"alignment" min:"0" max:"1" doc:"with the lead"`
	Stake        Quantity `yaml:"stake" min:"0" max:"1" doc:"its stake in the target"`
	DomesticCost Quantity `yaml:"domestic_cost" min:"0" max:"1" doc:"what sending troops costs it at home"`
	Insurance    Quantity `yaml:"insurance" min:"0" max:"1" doc:"chance, as it sees it, that it must ask one day"`
}

// RelationsPart of a scenario.
type RelationsPart struct {
	Powers      []Power  `yaml:"powers" doc:"powers in the region, the lead among them"`
	States      []Peer   `yaml:"states" doc:"members and listed non-members, with their own later crises"`
	Issues      []Issue  `yaml:"issues" doc:"what the lead may demand in return"`
	Style       Quantity `yaml:"style" min:"0" max:"1" doc:"authoritarian style of the target at the start"`
	Cooperation Quantity `yaml:"cooperation" min:"0" max:"1" doc:"repression cooperation between members at the start"`
	Resolve     Quantity `yaml:"resolve" min:"0" max:"1" doc:"of the lead, as its rival believes"`
	Capability  Quantity `yaml:"capability" min:"0" max:"1" doc:"of the lead, as its rival believes"`
	Rival       Quantity `yaml:"rival_opposition" min:"0" max:"1" doc:"opposition of rival powers to a mission"`

	Later    *Later               `yaml:"later,omitempty" doc:"later crises of these states"`
	Vignette map[string]*Quantity `yaml:"vignette,omitempty" doc:"the crisis in which all rulers are asked whether they would ask for help, by the quantities that a ruler sees (see expressions); what it leaves out is 0; without it, what the scenarios that ship have"`
}

// Power in the region.
type Power struct {
	ID        string   `yaml:"id" doc:"short name"`
	Name      string   `yaml:"name" doc:"as printed"`
	Lead      bool     `yaml:"lead,omitempty" doc:"leads the alliance"`
	Averse    bool     `yaml:"averse,omitempty" doc:"averse to repression: the target's alignment to it falls with repression and a rougher style"`
	Weight    Quantity `yaml:"weight" min:"0" max:"1" doc:"security weight in the region"`
	Growth    Quantity `yaml:"growth" min:"-1" max:"1" doc:"own growth of that weight, per year"`
	Alignment Quantity `yaml:"alignment" min:"0" max:"1" doc:"of the target to it"`
}

// Peer is a state with a ruler who watches.
type Peer struct {
	ID           string    `yaml:"id" doc:"short name"`
	Name         string    `yaml:"name" doc:"as printed"`
	Member       bool      `yaml:"member,omitempty" doc:"of the alliance"`
	Target       bool      `yaml:"target,omitempty" doc:"the state in crisis"`
	Population   float64   `yaml:"population" whole:"people" min:"100" max:"2000000000" doc:"people"`
	Likeness     Quantity  `yaml:"likeness" min:"0" max:"1" doc:"of its regime to the target's"`
	CrisisRate   Quantity  `yaml:"crisis_rate" min:"0" max:"10" doc:"serious crises per year"`
	ReliabilityA Quantity  `yaml:"reliability_a" min:"0.01" max:"1000" doc:"prior Beta(a,b): reliability of the lead as its ruler sees it"`
	ReliabilityB Quantity  `yaml:"reliability_b" min:"0.01" max:"1000" doc:"see reliability_a"`
	Fear         Quantity  `yaml:"fear" min:"0" max:"1" doc:"fear of the hegemon"`
	AttackRate   *Quantity `yaml:"attack_rate,omitempty" min:"0" max:"10" doc:"attacks by other states per year, if it is a member and the charter has a defence clause; relations.attack_rate when left out"`
	Army         *Quantity `yaml:"army,omitempty" whole:"people" min:"1" max:"10000000" doc:"people in the forces that have a strength; as many for its people as the scenario's own state has when left out"`

	Politics map[string]*Quantity `yaml:"politics,omitempty" min:"-10" max:"10" doc:"how its government differs in its own crises: what is added to parameters that only conditions and utilities read, {NAME: DIFFERENCE, …}"`
}

// Issue between the lead and the target.
type Issue struct {
	ID       string     `yaml:"id" doc:"short name"`
	Name     string     `yaml:"name" doc:"as printed"`
	Gain     Quantity   `yaml:"gain" min:"0" max:"1" doc:"to the lead"`
	Cost     []Quantity `yaml:"cost" min:"0" max:"1" doc:"to the target's ruler at home, by cohort, 0..1"`
	External Quantity   `yaml:"external" min:"0" max:"1" doc:"cost with other powers"`
}

// World is a counterfactual: the scenario with something done to it. Its
// replicates have the draws and the luck of the world as modelled.
type World struct {
	ID   string   `yaml:"id" json:"id" doc:"short name"`
	Text string   `yaml:"text" json:"text" doc:"a sentence: what is different"`
	Do   []Action `yaml:"do" json:"do,omitempty" doc:"what is done"`
}

// Action is one thing done to a world: an option or an event of the scenario's own
// crisis forced or forbidden, a parameter set, or a mechanism switched off. It holds
// from the start, from a time (at), or from the hour after a condition (when)
// has first held.
type Action struct {
	Force      string   `yaml:"force,omitempty" json:"force,omitempty" doc:"id of an option that is taken, or of an event that happens: at its time, or once its condition has held, whatever the state of things; an option with neither, whenever it can be chosen"`
	Forbid     string   `yaml:"forbid,omitempty" json:"forbid,omitempty" doc:"id of an option that cannot be chosen, or of an event that cannot happen"`
	Set        string   `yaml:"set,omitempty" json:"set,omitempty" doc:"name of a parameter that is given a value"`
	To         *float64 `yaml:"to,omitempty" json:"to,omitempty" doc:"that value"`
	Off        string   `yaml:"off,omitempty" json:"off,omitempty" doc:"name of a parameter that is set to 0: a rate or a weight of 0 switches its mechanism off"`
	At         Moment   `yaml:"at,omitempty" json:"at,omitempty" doc:"hours since the start: 90, 3d18h, or a local time such as 2022-01-05T18:00"`
	When       string   `yaml:"when,omitempty" json:"when,omitempty" doc:"condition over what the decision-maker could see, as it really is, and parameters"`
	CrisisOnly bool     `yaml:"crisis_only,omitempty" json:"crisis_only,omitempty" doc:"with set and off: not in the aftermath and its later crises"`
}

// Record is record.yaml: what happened.
type Record struct {
	Sources   map[string]Source        `yaml:"sources" doc:"sources by short name"`
	Events    []RecordEvent            `yaml:"events" doc:"dated events"`
	Decisions []RecordDecision         `yaml:"decisions" doc:"the government's choices, for mode recorded"`
	Daily     map[string][]RecordValue `yaml:"daily" doc:"series by name"`
	Targets   []Target                 `yaml:"targets" doc:"what a run is compared with"`
	Protests  *Alike                   `yaml:"protests,omitempty" doc:"real protests that simulated ones are set beside, for casus protests; all states and years when left out"`
	Until     string                   `yaml:"hindcast_until,omitempty" doc:"last day that a hindcast is fitted to, YYYY-MM-DD; it predicts the daily values after it"`
}

// Alike are the states whose protests stand for those of regimes like the
// scenario's.
type Alike struct {
	States []string `yaml:"states" doc:"as library/protests/protests.csv names them"`
	From   int      `yaml:"from" min:"1900" max:"2100" doc:"first year in which a protest may begin"`
	To     int      `yaml:"to" min:"1900" max:"2100" doc:"last year"`
	Why    string   `yaml:"why" doc:"why these states and years"`
}

// Source of a fact.
type Source struct {
	Outlet string `yaml:"outlet" doc:"who published it"`
	Title  string `yaml:"title" doc:"its title"`
	URL    string `yaml:"url,omitempty" doc:"where"`
}

// RecordEvent is a dated event.
type RecordEvent struct {
	ID         string   `yaml:"id" doc:"short name"`
	Date       string   `yaml:"date" doc:"YYYY-MM-DD"`
	Time       string   `yaml:"time,omitempty" doc:"hh:mm"`
	Kind       string   `yaml:"kind" doc:"category"`
	What       string   `yaml:"what" doc:"what happened"`
	Places     []string `yaml:"places,omitempty" doc:"ids of the regions or places where it happened, if it did in some and not in others"`
	Confidence string   `yaml:"confidence" doc:"high, medium or low"`
	Sources    []string `yaml:"sources" doc:"short names"`
}

// RecordDecision is a choice that was made.
type RecordDecision struct {
	Option     string   `yaml:"option" doc:"id of an option"`
	At         string   `yaml:"at" doc:"YYYY-MM-DDThh:mm, local"`
	Confidence string   `yaml:"confidence" doc:"high, medium or low"`
	Sources    []string `yaml:"sources,omitempty" doc:"short names"`
	Note       string   `yaml:"note,omitempty" doc:"a remark"`
}

// RecordValue is one value of a daily series.
type RecordValue struct {
	Date       string   `yaml:"date" doc:"YYYY-MM-DD"`
	Value      float64  `yaml:"value" doc:"the number"`
	Low        *float64 `yaml:"low,omitempty" doc:"where sources differ"`
	High       *float64 `yaml:"high,omitempty" doc:"where sources differ"`
	Confidence string   `yaml:"confidence" doc:"high, medium or low"`
	Sources    []string `yaml:"sources" doc:"short names"`
	Note       string   `yaml:"note,omitempty" doc:"a remark"`
}

// Target is a number of the record with which runs are compared.
type Target struct {
	ID         string   `yaml:"id" doc:"unique"`
	Outcome    string   `yaml:"outcome,omitempty" doc:"the outcome compared, a column of the table of runs; or give series and day"`
	Series     string   `yaml:"series,omitempty" doc:"the daily series compared, a column of the daily table"`
	Day        int      `yaml:"day,omitempty" min:"1" doc:"day of that series, the first being 1"`
	What       string   `yaml:"what" doc:"in words"`
	Value      float64  `yaml:"value" doc:"the record"`
	Unit       string   `yaml:"unit" doc:"that of the outcome or series, as in docs/tables.md: people, day, days, hours, regions, events, share …"`
	Low        *float64 `yaml:"low,omitempty" doc:"where sources differ"`
	High       *float64 `yaml:"high,omitempty" doc:"where sources differ"`
	Confidence string   `yaml:"confidence" doc:"high, medium or low"`
	Sources    []string `yaml:"sources" doc:"short names"`
	Population string   `yaml:"population" doc:"runs compared: all, engulfed or deployed"`
	Note       string   `yaml:"note,omitempty" doc:"a remark"`
}
