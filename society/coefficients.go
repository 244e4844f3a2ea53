package society

// Coefficients are the numbers of the model that this room needs. The tags
// are the scenario's documentation: name, unit, range and meaning; once marks what is read at the
// start only.
type Coefficients struct {
	Availability float64 `par:"availability" once:"start" unit:"share of citizens per day" min:"0" max:"1" doc:"a: biographical availability, the share of citizens who could go out on a given day"`
	Threshold    float64 `par:"threshold" unit:"1" min:"0" max:"1" doc:"T: net grievance above which an available citizen goes out"`
	Night        float64 `par:"night" unit:"1" min:"0" max:"1" doc:"addition to T at 4 in the morning; the daily rhythm is a cosine with its low at 16:00"`
	Sociality    float64 `par:"sociality" unit:"1" min:"0" max:"10" doc:"lambda: weight of what others do against one's own hardship"`
	TieWeight    float64 `par:"tie_weight" unit:"1" min:"0" max:"10" doc:"weight of one's ties who are out, beside the crowds that are seen"`
	MediaWeight  float64 `par:"media_weight" unit:"share" min:"0" max:"1" doc:"weight of the nation as seen in the media against the crowd in one's own place"`
	CrowdHalf    float64 `par:"crowd_half" unit:"people per place of 100,000" min:"1" max:"1000000" doc:"crowd that is half visible; grows with the square root of the place's population"`
	Memory       float64 `par:"memory" unit:"hours" min:"1" max:"240" doc:"half-life of the memory of a crowd, in a place and in the media"`
	Reconsider   float64 `par:"reconsider" unit:"hours" min:"1" max:"24" doc:"time between two decisions of a citizen"`

	Shock          float64 `par:"shock" unit:"legitimacy" min:"0" max:"1" doc:"epsilon: legitimacy lost by a grievance that gives no shock of its own, where exposure is full"`
	AttentionFloor float64 `par:"attention_floor" unit:"people" min:"1" max:"1000000" doc:"national crowd at which attention begins"`
	AttentionFull  float64 `par:"attention_full" unit:"people" min:"2" max:"10000000" doc:"national crowd at which attention is full"`
	PoliticalGain  float64 `par:"political_gain" unit:"per day" min:"0" max:"10" doc:"rate at which political loss grows under full attention"`
	PoliticalMax   float64 `par:"political_max" unit:"legitimacy" min:"0" max:"1" doc:"political loss that attention alone can cause"`
	PoliticalHalf  float64 `par:"political_half" unit:"hours" min:"1" max:"10000" doc:"half-life of political loss"`
	TargetShare    float64 `par:"target_share" unit:"share" min:"0" max:"1" doc:"share of political loss aimed at its target, which goes when the target goes"`
	DeathAnger     float64 `par:"death_anger" unit:"legitimacy per tenfold" min:"0" max:"1" doc:"political loss from the first nine deaths that a region hears of, and from each tenfold of them, with a lag"`
	ForeignAnger   float64 `par:"foreign_anger" unit:"legitimacy per day" min:"0" max:"1" doc:"political loss per day of fully visible foreign troops in a cohort of salience 1"`

	RiskK      float64 `par:"risk_k" unit:"1" min:"0" max:"100" doc:"k in P = 1 - exp(-k F/(A+1))"`
	ArrestCost float64 `par:"arrest_cost" unit:"1" min:"0" max:"10" doc:"J: cost of arrest against T, without fear"`
	LethalCost float64 `par:"lethal_cost" unit:"1" min:"-0.9" max:"100" doc:"relative rise of J under full lethal orders, in an emergency; below 0: a fall, where the threat enrages"`
	Curfew     float64 `par:"curfew" unit:"share" min:"-1" max:"1" doc:"share of those who would go out whom a curfew keeps at home; below 0: how many more come out to defy it"`
	FearGain   float64 `par:"fear_gain" unit:"per doubling" min:"0" max:"100" doc:"relative rise of J where one in a thousand of those who were out has died, and with each doubling of what is 1 more than that"`
	FearHalf   float64 `par:"fear_half" unit:"hours" min:"1" max:"10000" doc:"half-life of fear"`

	SparkRate    float64 `par:"spark_rate" unit:"per day" min:"0" max:"100" doc:"rate of solidarity crowds under full attention, in a place of 100,000 of a nation of ten million"`
	SparkPeople  float64 `par:"spark_people" unit:"people" min:"0" max:"100000" doc:"median size of a crowd of organisers in a place of 100,000; grows with the square root of its population"`
	SparkSpread  float64 `par:"spark_spread" unit:"log" min:"0" max:"5" doc:"standard deviation of its logarithm"`
	Reach        float64 `par:"reach" unit:"probability" min:"0" max:"1" doc:"a call goes to several places at once"`
	SparkRest    float64 `par:"spark_rest" unit:"hours" min:"1" max:"10000" doc:"half-life after which a place's solidarity is rested"`
	OrdinaryRate float64 `par:"ordinary_rate" unit:"per day" min:"0" max:"10" doc:"rate of protests in ordinary times, in a place of 100,000 of a nation of ten million"`
	Again        float64 `par:"again" unit:"1" min:"0" max:"10" doc:"hazard that a protest goes on for another day, without fear"`
	Stay         float64 `par:"stay" unit:"hours" min:"0.5" max:"240" doc:"half-life of a crowd: people go home"`
	Outage       float64 `par:"outage" unit:"1" min:"0" max:"100" doc:"relative rise of what neighbours see and tell when communications are cut"`
	Weakness     float64 `par:"weakness" unit:"legitimacy" min:"-1" max:"1" doc:"political loss when a ruler yields and is not believed at all"`

	ViolenceBase   float64 `par:"violence_base" unit:"per crowd and day" min:"0" max:"100" doc:"hazard that a crowd turns violent where there was no protest before it"`
	Provoke        float64 `par:"provoke" unit:"probability" min:"0" max:"1" doc:"a crowd that stands its ground against dispersal turns violent, and one that is shot at stays so"`
	ViolenceVacuum float64 `par:"violence_vacuum" unit:"per crowd and day" min:"0" max:"100" doc:"hazard from a full vacuum of control"`
	ViolenceHabit  float64 `par:"violence_habit" unit:"days" min:"0.01" max:"1000" doc:"weight of violence_base against the days with protest before: it counts for so many"`
	ViolentShare   float64 `par:"violent_share" unit:"share" min:"0" max:"1" doc:"share of a crowd that is violent in a riot"`
	ViolenceHalf   float64 `par:"violence_half" unit:"hours" min:"0.5" max:"240" doc:"half-life of a riot, and of violence when it is over"`

	BandRate  float64 `par:"band_rate" unit:"per day" min:"0" max:"100" doc:"hazard that an organised band appears where a large crowd stretches the forces"`
	BandCrowd float64 `par:"band_crowd" unit:"people" min:"0" max:"1000000" doc:"crowd below which no band appears"`
	BandShare float64 `par:"band_share" unit:"share of the crowd" min:"0" max:"1" doc:"median size of a band"`
	BandHalf  float64 `par:"band_half" unit:"hours" min:"1" max:"240" doc:"half-life of a band left alone"`
	BandRout  float64 `par:"band_rout" unit:"per hour" min:"0" max:"10" doc:"rate at which superior forces scatter a band"`
	BandElite float64 `par:"band_elite" unit:"probability" min:"0" max:"1" doc:"chance that a band belongs to an elite faction"`

	ArrestRate     float64 `par:"arrest_rate" unit:"arrests per officer" min:"0" max:"10" doc:"arrests in an attempt at dispersal"`
	Hold           float64 `par:"hold" unit:"people per officer" min:"0" max:"1000" doc:"people before whom an officer holds his ground: with as many, dispersal succeeds every other time"`
	ViolentPosture float64 `par:"violent_posture" unit:"1" min:"0" max:"1000" doc:"how much more often officers try to disperse a violent crowd"`
	Beating        float64 `par:"beating" unit:"deaths per person" min:"0" max:"1" doc:"deaths for which a person in a crowd that officers have set upon counts, in fear and in anger"`
	SweepRate      float64 `par:"sweep_rate" unit:"per day" min:"0" max:"10" doc:"share of past participants arrested per day under emergency where control is held"`
	DeathRate      float64 `par:"death_rate" unit:"per violent person and day" min:"0" max:"10" doc:"civilian deaths when officers shoot"`
	Unordered      float64 `par:"unordered" unit:"per riot and day" min:"0" max:"24" doc:"hazard that officers who face a riot shoot for an hour without orders"`
	OfficerRate    float64 `par:"officer_death_rate" unit:"per officer in clash and day" min:"0" max:"1" doc:"deaths of officers in clashes"`

	LootRate  float64 `par:"loot_rate" unit:"per violent person and day" min:"0" max:"10" doc:"shops looted where control is in vacuum"`
	ArsonRate float64 `par:"arson_rate" unit:"per violent person and day" min:"0" max:"10" doc:"fires"`
	SeizeRate float64 `par:"seize_rate" unit:"per violent person and day" min:"0" max:"1" doc:"government buildings seized where control is in vacuum"`
}
