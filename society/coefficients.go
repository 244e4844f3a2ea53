package society

// Coefficients are the numbers of the model that this room needs. The tags
// are the scenario's documentation: name, unit, range and meaning; once marks what is read at the
// start only.
type Coefficients struct {
	Availability float64 `par:"availability" once:"start" unit:"share of citizens per day" min:"0" max:"1" what:"share of citizens free to go out on a day" doc:"a: biographical availability, the share of citizens who could go out on a given day"`
	Threshold    float64 `par:"threshold" unit:"1" min:"0" max:"1" what:"how much grievance it takes to go out" doc:"T: net grievance above which an available citizen goes out"`
	Night        float64 `par:"night" unit:"1" min:"0" max:"1" what:"how much less people go out at night" doc:"addition to T at 4 in the morning; the daily rhythm is a cosine with its low at 16:00"`
	Sociality    float64 `par:"sociality" unit:"1" min:"0" max:"10" what:"weight of what others do in joining" doc:"lambda: weight of what others do against one's own hardship"`
	TieWeight    float64 `par:"tie_weight" unit:"1" min:"0" max:"10" what:"weight of friends who are out in joining" doc:"weight of one's ties who are out, beside the crowds that are seen"`
	MediaWeight  float64 `par:"media_weight" unit:"share" min:"0" max:"1" what:"weight of the nation in the media against one's own town" doc:"weight of the nation as seen in the media against the crowd in one's own place"`
	CrowdHalf    float64 `par:"crowd_half" unit:"people per place of 100,000" min:"1" max:"1000000" what:"crowd that half of a town's people notice" doc:"crowd that is half visible; grows with the square root of the place's population"`
	Memory       float64 `par:"memory" unit:"hours" min:"1" max:"240" what:"how long yesterday's crowd is remembered" doc:"half-life of the memory of a crowd, in a place and in the media"`
	Reconsider   float64 `par:"reconsider" unit:"hours" min:"1" max:"24" what:"how often a citizen decides anew" doc:"time between two decisions of a citizen"`

	Shock          float64 `par:"shock" unit:"legitimacy" min:"0" max:"1" what:"legitimacy that the grievance costs" doc:"epsilon: legitimacy lost by a grievance that gives no shock of its own, where exposure is full"`
	AttentionFloor float64 `par:"attention_floor" unit:"people" min:"1" max:"1000000" what:"crowd at which the nation begins to take notice" doc:"national crowd at which attention begins"`
	AttentionFull  float64 `par:"attention_full" unit:"people" min:"2" max:"10000000" what:"crowd at which the whole nation takes notice" doc:"national crowd at which attention is full"`
	PoliticalGain  float64 `par:"political_gain" unit:"per day" min:"0" max:"10" what:"speed at which demands turn political" doc:"rate at which political loss grows under full attention"`
	PoliticalMax   float64 `par:"political_max" unit:"legitimacy" min:"0" max:"1" what:"most legitimacy that attention to protest can cost" doc:"political loss that attention alone can cause"`
	PoliticalHalf  float64 `par:"political_half" unit:"hours" min:"1" max:"10000" what:"how long political anger lasts without news" doc:"half-life of political loss"`
	TargetShare    float64 `par:"target_share" unit:"share" min:"0" max:"1" what:"share of political anger aimed at one office-holder" doc:"share of political loss aimed at its target, which goes when the target goes"`
	DeathAnger     float64 `par:"death_anger" unit:"legitimacy per tenfold" min:"0" max:"1" what:"anger at deaths" doc:"political loss from the first nine deaths that a region hears of, and from each tenfold of them, with a lag"`
	ForeignAnger   float64 `par:"foreign_anger" unit:"legitimacy per day" min:"0" max:"1" what:"anger at foreign troops" doc:"political loss per day of fully visible foreign troops in a cohort of salience 1"`

	RiskK      float64 `par:"risk_k" unit:"1" min:"0" max:"100" what:"how strongly officers in sight raise the risk of arrest" doc:"k in P = 1 - exp(-k F/(A+1))"`
	ArrestCost float64 `par:"arrest_cost" unit:"1" min:"0" max:"10" what:"weight of the risk of arrest in joining" doc:"J: cost of arrest against T, without fear"`
	LethalCost float64 `par:"lethal_cost" unit:"1" min:"-0.9" max:"100" what:"fear, or anger, that an order to shoot adds" doc:"relative rise of J under full lethal orders, in an emergency; below 0: a fall, where the threat enrages"`
	Curfew     float64 `par:"curfew" unit:"share" min:"-1" max:"1" what:"share of people whom a curfew keeps at home" doc:"share of those who would go out whom a curfew keeps at home; below 0: how many more come out to defy it"`
	FearGain   float64 `par:"fear_gain" unit:"per doubling" min:"0" max:"100" what:"fear that deaths add" doc:"relative rise of J where one in a thousand of those who were out has died, and with each doubling of what is 1 more than that"`
	FearHalf   float64 `par:"fear_half" unit:"hours" min:"1" max:"10000" what:"how long fear lasts" doc:"half-life of fear"`

	SparkRate    float64 `par:"spark_rate" unit:"per day" min:"0" max:"100" what:"how often towns join with a crowd of their own" doc:"rate of solidarity crowds under full attention, in a place of 100,000 of a nation of ten million"`
	SparkPeople  float64 `par:"spark_people" unit:"people" min:"0" max:"100000" what:"size of the crowd that organisers bring out" doc:"median size of a crowd of organisers in a place of 100,000; grows with the square root of its population"`
	SparkSpread  float64 `par:"spark_spread" unit:"log" min:"0" max:"5" what:"how much crowds of organisers differ in size" doc:"standard deviation of its logarithm"`
	Reach        float64 `par:"reach" unit:"probability" min:"0" max:"1" what:"chance that a call goes to several towns at once" doc:"a call goes to several places at once"`
	SparkRest    float64 `par:"spark_rest" unit:"hours" min:"1" max:"10000" what:"how long a town needs until it can be called out again" doc:"half-life after which a place's solidarity is rested"`
	OrdinaryRate float64 `par:"ordinary_rate" unit:"per day" min:"0" max:"10" what:"how often people protest in ordinary times" doc:"rate of protests in ordinary times, in a place of 100,000 of a nation of ten million"`
	Again        float64 `par:"again" unit:"1" min:"0" max:"10" what:"how readily a protest goes on for another day" doc:"hazard that a protest goes on for another day, without fear"`
	Stay         float64 `par:"stay" unit:"hours" min:"0.5" max:"240" what:"how long people stay in a crowd" doc:"half-life of a crowd: people go home"`
	Outage       float64 `par:"outage" unit:"1" min:"0" max:"100" what:"how much more people see and tell when communications are cut" doc:"relative rise of what neighbours see and tell when communications are cut"`
	Weakness     float64 `par:"weakness" unit:"legitimacy" min:"-1" max:"1" what:"how far a ruler who yields looks weak" doc:"political loss when a ruler yields and is not believed at all"`

	ViolenceBase   float64 `par:"violence_base" unit:"per crowd and day" min:"0" max:"100" what:"how readily a first crowd turns violent" doc:"hazard that a crowd turns violent where there was no protest before it"`
	Provoke        float64 `par:"provoke" unit:"probability" min:"0" max:"1" what:"chance that a failed dispersal makes a crowd violent" doc:"a crowd that stands its ground against dispersal turns violent, and one that is shot at stays so"`
	ViolenceVacuum float64 `par:"violence_vacuum" unit:"per crowd and day" min:"0" max:"100" what:"how readily crowds turn violent where nobody guards" doc:"hazard from a full vacuum of control"`
	ViolenceHabit  float64 `par:"violence_habit" unit:"days" min:"0.01" max:"1000" what:"weight of the usual rate of violence against recent days" doc:"weight of violence_base against the days with protest before: it counts for so many"`
	ViolentShare   float64 `par:"violent_share" unit:"share" min:"0" max:"1" what:"share of a riot's people who are violent" doc:"share of a crowd that is violent in a riot"`
	ViolenceHalf   float64 `par:"violence_half" unit:"hours" min:"0.5" max:"240" what:"how long a riot lasts" doc:"half-life of a riot, and of violence when it is over"`

	BandRate  float64 `par:"band_rate" unit:"per day" min:"0" max:"100" what:"how often armed bands form in large crowds" doc:"hazard that an organised band appears where a large crowd stretches the forces"`
	BandCrowd float64 `par:"band_crowd" unit:"people" min:"0" max:"1000000" what:"crowd from which on armed bands can form" doc:"crowd below which no band appears"`
	BandShare float64 `par:"band_share" unit:"share of the crowd" min:"0" max:"1" what:"size of a band, as a share of its crowd" doc:"median size of a band"`
	BandHalf  float64 `par:"band_half" unit:"hours" min:"1" max:"240" what:"how long a band holds together" doc:"half-life of a band left alone"`
	BandRout  float64 `par:"band_rout" unit:"per hour" min:"0" max:"10" what:"how fast stronger forces scatter a band" doc:"rate at which superior forces scatter a band"`
	BandElite float64 `par:"band_elite" unit:"probability" min:"0" max:"1" what:"chance that a band belongs to a faction at the top" doc:"chance that a band belongs to an elite faction"`

	ArrestRate     float64 `par:"arrest_rate" unit:"arrests per officer" min:"0" max:"10" what:"arrests by an officer in a dispersal" doc:"arrests in an attempt at dispersal"`
	Hold           float64 `par:"hold" unit:"people per officer" min:"0" max:"1000" what:"how many people an officer can stand up to" doc:"people before whom an officer holds his ground: with as many, dispersal succeeds every other time"`
	ViolentPosture float64 `par:"violent_posture" unit:"1" min:"0" max:"1000" what:"how much more often officers disperse violent crowds" doc:"how much more often officers try to disperse a violent crowd"`
	Beating        float64 `par:"beating" unit:"deaths per person" min:"0" max:"1" what:"how far beatings count as deaths" doc:"deaths for which a person in a crowd that officers have set upon counts, in fear and in anger"`
	SweepRate      float64 `par:"sweep_rate" unit:"per day" min:"0" max:"10" what:"speed of later arrests under emergency" doc:"share of past participants arrested per day under emergency where control is held"`
	DeathRate      float64 `par:"death_rate" unit:"per violent person and day" min:"0" max:"10" what:"deaths when officers shoot" doc:"civilian deaths when officers shoot"`
	Unordered      float64 `par:"unordered" unit:"per riot and day" min:"0" max:"24" what:"how often officers before a riot shoot without orders" doc:"hazard that officers who face a riot shoot for an hour without orders"`
	OfficerRate    float64 `par:"officer_death_rate" unit:"per officer in clash and day" min:"0" max:"1" what:"deaths of officers in clashes" doc:"deaths of officers in clashes"`

	LootRate  float64 `par:"loot_rate" unit:"per violent person and day" min:"0" max:"10" what:"looting where nobody guards" doc:"shops looted where control is in vacuum"`
	ArsonRate float64 `par:"arson_rate" unit:"per violent person and day" min:"0" max:"10" what:"fires in riots" doc:"fires"`
	SeizeRate float64 `par:"seize_rate" unit:"per violent person and day" min:"0" max:"1" what:"government buildings seized where nobody guards" doc:"government buildings seized where control is in vacuum"`
}
