package alliance

// Coefficients are the numbers of the model that this room needs. A weight of
// 0 switches its mechanism off.
type Coefficients struct {
	Threat      float64 `par:"shared_threat" unit:"support" min:"0" max:"10" what:"weight of a shared threat in a member's vote" doc:"weight of the shared threat: likeness × threat × (1 + contagion)"`
	Insurance   float64 `par:"insurance" unit:"support" min:"0" max:"10" what:"weight of needing help oneself one day in a member's vote" doc:"weight of the chance that one must ask one day, times the reliability of the lead"`
	Alignment   float64 `par:"alignment" unit:"support" min:"0" max:"10" what:"weight of closeness to the lead nation in a member's vote" doc:"weight of alignment with the lead, times the lead's stake"`
	Fit         float64 `par:"legal_fit" unit:"support" min:"0" max:"10" what:"weight of the treaty's text in a member's vote" doc:"weight of the legal fit of the frame"`
	Stake       float64 `par:"stake" unit:"support" min:"0" max:"10" what:"weight of a member's own interest in its vote" doc:"weight of one's own stake in the target"`
	Incumbent   float64 `par:"incumbent" unit:"support" min:"0" max:"10" what:"weight of who asks in a member's vote" doc:"what a request by the incumbent adds; one by an ousted leader takes away as much"`
	Precedent   float64 `par:"precedent" unit:"support" min:"0" max:"10" what:"weight of precedent in a member's vote" doc:"weight of precedent"`
	Cooperation float64 `par:"cooperation" unit:"support" min:"0" max:"10" what:"weight of services that work together in a member's vote" doc:"weight of repression cooperation with the target"`
	Small       float64 `par:"small" unit:"support" min:"0" max:"10" what:"weight of a small and short mission in a member's vote" doc:"what a mission that can credibly stay small and short adds"`
	Domestic    float64 `par:"domestic_cost" unit:"support" min:"0" max:"10" what:"weight of costs at home in a member's vote" doc:"weight of the cost at home"`
	Risk        float64 `par:"risk" unit:"support" min:"0" max:"10" what:"weight of risk to the troops in a member's vote" doc:"weight of cost and risk: hostile local forces, and distance"`
	Rival       float64 `par:"rival" unit:"support" min:"0" max:"10" what:"weight of a rival power's opposition in a member's vote" doc:"weight of a rival power's opposition"`
	Fear        float64 `par:"hegemony_fear" unit:"support" min:"0" max:"10" what:"weight of fear of the lead nation in a member's vote" doc:"weight of fear of the hegemon; the lead does not fear itself"`
	Luck        float64 `par:"luck" unit:"support" min:"0" max:"10" what:"how far votes are a matter of chance" doc:"scale of the logistic part of a vote that nothing explains"`
	Yes         float64 `par:"yes" unit:"support" min:"-10" max:"10" what:"support that a member needs to vote yes" doc:"support above which a member votes yes"`
	No          float64 `par:"no" unit:"support" min:"-10" max:"10" what:"support below which a member votes no" doc:"support below which a member votes no; between the two it abstains"`

	Hours        float64 `par:"decision_hours" unit:"hours" min:"0.5" max:"720" what:"time that the council takes to decide" doc:"median time of the council to decide"`
	Willingness  float64 `par:"willingness" unit:"1 per support" min:"0" max:"100" what:"how far willing members send all they pledged" doc:"slope of the share of its pledge that a member sends, in its support above yes"`
	SizeMin      float64 `par:"size_min" unit:"share of the standing force" min:"0" max:"10" what:"size of a mission under little threat" doc:"size of a mission under the least threat"`
	SizeMax      float64 `par:"size_max" unit:"share of the standing force" min:"0" max:"10" what:"size of a mission under full threat" doc:"size of a mission under full threat"`
	Speed        float64 `par:"speed" unit:"km per hour" min:"10" max:"2000" what:"speed of troops on their way in" doc:"speed of the flight out"`
	Lift         float64 `par:"lift" unit:"people per hour" min:"1" max:"10000" what:"people that the airlift brings in an hour" doc:"airlift, with equipment, once it runs"`
	Force        float64 `par:"force" unit:"officers per soldier" min:"0" max:"10" what:"officers that a foreign soldier is worth against crowds" doc:"officers for whom a soldier stands where the mandate allows action against crowds"`
	Tripwire     float64 `par:"tripwire" unit:"1" min:"0" max:"10" what:"how far the number of foreign troops matters" doc:"power of their share, beside the officers who follow the ruler, with which the number of troops announced or there weighs; 0: any number does"`
	Heft         float64 `par:"heft" unit:"1" min:"0.01" max:"1000" what:"local fighters that a foreign soldier is worth" doc:"local fighters for whom one of the troops stands in a fight: heavy weapons, training"`
	Daunt        float64 `par:"daunt" unit:"1" min:"0" max:"10" what:"how far stronger troops deter armed resistance" doc:"power of their share in all strength with which those who are hostile stand and fight; 0: all do, whatever comes"`
	Battle       float64 `par:"battle" unit:"per person and day" min:"0" max:"10" what:"deaths where a mission is resisted" doc:"deaths where a mission is resisted, of each of the smaller side that is in contact"`
	Crossfire    float64 `par:"crossfire" unit:"1" min:"0" max:"100" what:"civilians killed for each fighter killed" doc:"civilians killed for each of those who fight who dies, by weapons like the local ones; by those of the troops heft times as many"`
	Yield        float64 `par:"yield" unit:"per day" min:"0" max:"100" what:"how fast those who resist a mission give up" doc:"rate at which those who are hostile give up before troops worth as many"`
	Leverage     float64 `par:"leverage" unit:"1" min:"0" max:"10" what:"what the lead nation gains by staying while help is needed" doc:"what the lead gains by staying while its help is still needed"`
	StayCost     float64 `par:"stay_cost" unit:"per day" min:"0" max:"10" what:"how fast staying on grows dearer" doc:"growth of the cost of staying with every day after control returned"`
	Distraction  float64 `par:"distraction" unit:"1" min:"0" max:"10" what:"how much the troops are needed elsewhere" doc:"what the troops are needed for elsewhere"`
	StayFear     float64 `par:"stay_fear" unit:"1" min:"0" max:"10" what:"weight of members' fear of the lead against staying" doc:"weight of the members' fear of the hegemon against staying"`
	Prepare      float64 `par:"prepare_leaving" unit:"hours" min:"0" max:"1000" what:"time to prepare the withdrawal" doc:"from the announcement of withdrawal to the first departure"`
	LeavingShare float64 `par:"leaving_lift" unit:"share" min:"0.01" max:"10" what:"pace of the withdrawal against that of the arrival" doc:"lift on the way back against the way there"`
	HoldDays     float64 `par:"hold_days" unit:"days" min:"0" max:"1000" what:"days for which troops stay, whatever happens" doc:"days after control returned for which troops stay whatever happens: a lever for counterfactuals, 0 in fact, or the term of a mission"`
	Refuse       float64 `par:"refuse" unit:"0, 1" min:"0" max:"1" what:"whether the council refuses, whatever members think" doc:"1: the council refuses, whatever its members think; a lever for counterfactuals, 0 in fact"`
	Alone        float64 `par:"unilateral" unit:"0, 1" min:"0" max:"1" what:"whether the lead nation comes alone" doc:"1: the lead comes alone, without the alliance; a lever for counterfactuals, 0 in fact"`
}
