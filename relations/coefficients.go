package relations

// Coefficients are the numbers of the model that this room needs. A gain of 0
// switches its mechanism off.
type Coefficients struct {
	Help        float64 `par:"help" unit:"pseudo-observations" min:"0" max:"100" what:"trust in the lead nation won by help" doc:"what help given adds to a of the Beta of reliability, for a ruler whose regime is like the target's"`
	Late        float64 `par:"late" unit:"hours" min:"1" max:"10000" what:"delay after which help counts half" doc:"time to landing after which help counts half"`
	Refusal     float64 `par:"refusal" unit:"pseudo-observations" min:"0" max:"100" what:"trust in the lead nation lost by a refusal" doc:"what a refusal adds to b"`
	Forget      float64 `par:"forget" unit:"months" min:"1" max:"1000" what:"how long rulers remember what the lead nation did" doc:"half-life of what rulers have learnt of the lead: reliability, and fear above its start"`
	StayFear    float64 `par:"stay_fear" unit:"1 per 100,000 troop-days" min:"0" max:"1000" what:"fear of the lead nation from troops that stay on" doc:"step of fear of the hegemon from foreign troop-days after control returned"`
	LeadFear    float64 `par:"lead_fear" unit:"1" min:"0" max:"10" what:"fear of the lead nation when it sends nearly all troops" doc:"step of fear when the lead sends all by itself, in proportion to its share above one half"`
	Unilateral  float64 `par:"unilateral_fear" unit:"1" min:"0" max:"10" what:"fear of the lead nation when it comes alone" doc:"step of fear from a unilateral mission"`
	DemandFear  float64 `par:"demand_fear" unit:"1" min:"0" max:"10" what:"fear of the lead nation from its public demands" doc:"step of fear from a public demand"`
	Oblige      float64 `par:"oblige" unit:"1" min:"0" max:"10" what:"debt of a ruler whom a mission saved" doc:"step of obligation from a mission without which the ruler would have fallen"`
	Pull        float64 `par:"pull" unit:"1" min:"-10" max:"10" what:"closeness that a ruler's debt brings each month" doc:"step of alignment to the lead from obligation, per month; below 0 a debt is resented"`
	Aversion    float64 `par:"aversion" unit:"1" min:"-10" max:"10" what:"distance that powers averse to repression take" doc:"step down of alignment to a power averse to repression, from repression and a rougher style; below 0 up"`
	Wary        float64 `par:"align_fear" unit:"per month" min:"-10" max:"10" what:"distance that fear of the lead nation brings each month" doc:"step down of alignment to the lead from fear of it above its start, per month; below 0 fear brings closer"`
	Hedge       float64 `par:"hedge" unit:"per month" min:"-10" max:"10" what:"closeness to others that lost trust in the lead nation brings" doc:"step of alignment to the other power that is closest, from trust in the lead that is lost, per month"`
	AlignBack   float64 `par:"align_back" unit:"months" min:"1" max:"1000" what:"time in which old alignments come back" doc:"half-life of a change of alignment"`
	WeightGain  float64 `par:"weight_gain" unit:"1" min:"0" max:"10" what:"influence that a mission wins the lead nation" doc:"step of the lead's security weight from a mission"`
	Show        float64 `par:"show" unit:"1" min:"0" max:"10" what:"resolve and strength that a quick mission shows" doc:"step of the lead's resolve and capability, as its rival believes, from a quick mission"`
	ShowHalf    float64 `par:"show_half" unit:"months" min:"1" max:"1000" what:"how long what a mission has shown is remembered" doc:"half-life of what a mission has shown: security weight, resolve and capability"`
	DemandRate  float64 `par:"demand_rate" unit:"per month" min:"0" max:"10" what:"how often the lead nation has something to demand" doc:"rate at which an issue comes up between lead and target"`
	Face        float64 `par:"face" unit:"1" min:"0" max:"10" what:"face that the lead nation loses by a refused demand" doc:"loss of face of the lead when a demand is refused"`
	AskFear     float64 `par:"ask_cost" unit:"1" min:"0" max:"10" what:"cost to the lead nation of demanding in public" doc:"cost to the lead of asking in public: fear among the other rulers"`
	AcceptBase  float64 `par:"accept_base" unit:"logit" min:"-20" max:"20" what:"readiness to accept a demand, all else equal" doc:"acceptance of a demand with nothing for or against it"`
	AcceptAlign float64 `par:"accept_alignment" unit:"logit" min:"0" max:"20" what:"weight of debt and closeness in accepting a demand" doc:"weight of obligation, and of alignment to the lead against the outside options"`
	AcceptCost  float64 `par:"accept_cost" unit:"logit" min:"0" max:"20" what:"weight of costs at home and abroad in accepting a demand" doc:"weight of the cost at home and with other powers"`
	PopDeaths   float64 `par:"popularity_deaths" unit:"1" min:"0" max:"10" what:"popularity that deaths and arrests cost the ruler" doc:"step down of popularity from one death, or a hundred detained, per 100,000 people"`
	PopForeign  float64 `par:"popularity_foreign" unit:"1" min:"0" max:"10" what:"popularity that foreign troops cost the ruler" doc:"step down of popularity from foreign troops, in a cohort of salience 1"`
	PopDemand   float64 `par:"popularity_demand" unit:"1" min:"0" max:"10" what:"popularity that an accepted demand costs the ruler" doc:"step down of popularity from an accepted demand, times its cost"`
	PopReform   float64 `par:"popularity_reform" unit:"1" min:"0" max:"10" what:"popularity won by dismissing whom the anger is aimed at" doc:"step up of popularity when the target of anger is dismissed and the regime survives"`
	PopHalf     float64 `par:"popularity_half" unit:"months" min:"1" max:"1000" what:"how long a change of popularity lasts" doc:"half-life of a change of popularity"`
	StyleThreat float64 `par:"style_threat" unit:"1" min:"0" max:"10" what:"how much a crisis survived hardens the regime" doc:"step of authoritarian style from the threat of a crisis survived"`
	StyleShort  float64 `par:"style_shortfall" unit:"per month" min:"0" max:"10" what:"how much unpopularity hardens the regime" doc:"step per month from the shortfall of popularity"`
	StyleCoop   float64 `par:"style_cooperation" unit:"per month" min:"0" max:"10" what:"how much cooperating services harden the regime" doc:"step per month from repression cooperation above its start"`
	StyleReform float64 `par:"style_reform" unit:"1" min:"0" max:"10" what:"how much a dismissal softens the regime" doc:"step down when the target of anger is dismissed: reform"`
	StyleHalf   float64 `par:"style_half" unit:"months" min:"1" max:"1000" what:"how long a change of the regime's style lasts" doc:"half-life of a change of style"`
	CoopThreat  float64 `par:"cooperation_threat" unit:"1" min:"0" max:"10" what:"cooperation of services after another's crisis" doc:"step of repression cooperation between members from a crisis of one, times likeness"`
	CoopMission float64 `par:"cooperation_mission" unit:"1" min:"0" max:"10" what:"cooperation of services after a mission" doc:"step of it from a mission"`
	CoopHalf    float64 `par:"cooperation_half" unit:"months" min:"1" max:"1000" what:"how long closer cooperation of services lasts" doc:"half-life of a change of cooperation"`
	Precedent   float64 `par:"precedent" unit:"1" min:"0" max:"10" what:"strength of the precedent that a mission sets" doc:"step of precedent from a mission; a refusal takes away as much"`
	PrecHalf    float64 `par:"precedent_half" unit:"months" min:"1" max:"1000" what:"how long a precedent lasts" doc:"half-life of precedent"`
	WarRate     float64 `par:"war_rate" unit:"per year" min:"0" max:"10" what:"how often the lead nation has a war of its own" doc:"rate at which a war of the lead's own begins that takes it away from its allies"`
	WarMonths   float64 `par:"war_months" unit:"months" min:"1" max:"1000" what:"how long wars of the lead nation last" doc:"mean length of such a war"`
	WarToll     float64 `par:"war_toll" unit:"share" min:"0" max:"1" what:"how much of the lead nation a war of its own takes" doc:"share of the lead's stake in others, of its lift, its weight and of the help that rulers expect of it that a war of its own takes"`
	WarFear     float64 `par:"war_fear" unit:"1" min:"0" max:"10" what:"fear of the lead nation from a war of its own" doc:"step of fear of the lead when a war of its own begins"`
	WarShow     float64 `par:"war_show" unit:"1" min:"-10" max:"10" what:"strength that a war shows of the lead nation" doc:"step of the lead's capability, as its rival believes, when a war of its own begins; below 0 it shows weakness"`
	AttackRate  float64 `par:"attack_rate" unit:"per year" min:"0" max:"10" what:"how often a member is attacked by another state" doc:"rate at which a member is attacked by another state, where the scenario has none of its own"`
	AttackHelp  float64 `par:"attack_help" unit:"share" min:"0" max:"1" what:"how often the lead nation defends a member" doc:"share of attacks on members in which a lead without a war of its own sends troops"`
	AttackShort float64 `par:"attack_short" unit:"share" min:"0" max:"1" what:"how often it does something short of troops" doc:"share of the others in which it sends observers, arms or mediators"`
	Part        float64 `par:"part_refusal" unit:"share" min:"0" max:"1" what:"how far observers instead of troops are a refusal" doc:"share of a refusal that what is short of troops counts as"`
	LeaveRate   float64 `par:"leave_rate" unit:"per year" min:"0" max:"10" what:"how often members leave the alliance" doc:"rate at which a member whose trust in the lead is what it was freezes its membership or leaves"`
	LeaveCause  float64 `par:"leave_cause" unit:"1" min:"-50" max:"50" what:"how far lost trust makes members leave" doc:"logarithm of the hazard of leaving per unit of trust in the lead that is lost"`
	Away        float64 `par:"away" unit:"years" min:"0.1" max:"1000" what:"how long members that left stay away" doc:"mean time until a member that has left comes back"`
	Contagion   float64 `par:"contagion" unit:"1" min:"0" max:"10" what:"how far unrest spreads to regimes alike" doc:"relative rise of the hazard of crises for half a year after one elsewhere, times likeness"`
}
