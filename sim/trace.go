package sim

import (
	"reflect"
	"slices"
	"strconv"

	"casus/alliance"
	"casus/relations"
	"casus/scenario"
	"casus/society"
)

// Trace is what one run leaves: everything that is reported, and nothing that
// the run still needs.
type Trace struct {
	Index     int
	Outcome   Outcome
	Values    []float64 // drawn parameters, in the order of Scenario.ParameterNames
	Days      []Day
	Crowds    []Crowd    // of the crisis, by day and place, if they were to be kept
	Places    []PlaceDay // of regions and critical sites, by day, if they were to be kept
	Hours     []Hour     // of the crisis, if they were to be kept
	Before    Month      // how things stood before the crisis
	Months    []Month
	Events    []Event
	Decisions []Decision
	Votes     []Vote
}

// slab hands out parts of larger pieces of memory, so that many small slices
// that live as long as each other need few allocations.
type slab[T any] struct{ free []T }

func (s *slab[T]) take(n int) []T {
	const piece = 1024
	if len(s.free) < n {
		s.free = make([]T, max(n, piece))
	}
	part := s.free[:n:n]
	s.free = s.free[n:]
	return part
}

// Outcome sums a run up. Fields that do not apply are nil. The tags are the
// names, units, ranges (see [Ranges]) and meanings of the columns of the table of runs, and after how many
// months of the aftermath a field has a value: where it is shorter, it never has.
type Outcome struct {
	Engulfed           bool     `col:"engulfed" doc:"protest in at least as many regions on one day as the scenario's definition asks"`
	Dismissed          bool     `col:"dismissed" doc:"the target of political grievance was dismissed"`
	Requested          bool     `col:"requested" doc:"the alliance was asked for help"`
	Approved           *bool    `col:"approved" doc:"the alliance approved, where it was asked"`
	Deployed           bool     `col:"deployed" doc:"foreign troops landed in the crisis"`
	LostControl        bool     `col:"lost_control" doc:"control of a place was lost"`
	Regained           *bool    `col:"regained" doc:"control of every place was held again at the end of the crisis, where it was lost"`
	Survived30d        bool     `col:"survived_30d" doc:"the regime did not fall in the crisis"`
	Survived6m         *bool    `col:"survived_6m" months:"6" doc:"the regime did not fall in the crisis or the six months after it; empty where the aftermath is shorter"`
	Survived24m        *bool    `col:"survived_24m" months:"24" doc:"the regime did not fall in the crisis or the 24 months after it; empty where the aftermath is shorter"`
	FallReason         *string  `col:"fall_reason" doc:"why the regime fell"`
	FallDay            *float64 `col:"fall_day" unit:"day" doc:"day of the crisis on which the regime fell"`
	SpreadDays         *float64 `col:"spread_days" unit:"days" doc:"until protest outside the regions of origin"`
	RegionsPeak        float64  `col:"regions_protest_peak" unit:"regions" doc:"most regions with protest on one day"`
	ViolentRegionsPeak float64  `col:"regions_violence_peak" unit:"regions" doc:"most regions with violence on one day"`
	PeakCrowd          float64  `col:"peak_participants" unit:"people" doc:"participants on the day with most"`
	PeakDay            *float64 `col:"peak_day" unit:"day" doc:"day with most participants, the first being 1; empty where nobody takes part"`
	ViolentPeak        float64  `col:"peak_violence" unit:"people" doc:"most violent people at once"`
	FirstViolence      *float64 `col:"first_violence_day" unit:"day" doc:"day of the first serious violence"`
	ViolentPeakDay     *float64 `col:"violence_peak_day" unit:"day" range:"time" doc:"time of the most violent people at once, in days; the first begins at 1"`
	ThetaDay           *float64 `col:"political_day" unit:"day" range:"time" doc:"time at which the political share of grievance passes one half, in days; the first begins at 1"`
	EmergencyDay       *float64 `col:"emergency_day" unit:"day" doc:"day of the emergency nationwide"`
	DismissalDay       *float64 `col:"dismissal_day" unit:"day" doc:"day of the dismissal"`
	RequestDay         *float64 `col:"request_day" unit:"day" doc:"day of the request"`
	Deaths             float64  `col:"deaths" unit:"people" doc:"deaths in all"`
	OfficerDeaths      float64  `col:"officer_deaths" unit:"people" doc:"deaths of officers"`
	TroopDeaths        float64  `col:"troop_deaths" unit:"people" doc:"deaths of foreign troops, where they were resisted"`
	Detained           float64  `col:"detained" unit:"people" doc:"detained in all"`
	Looting            float64  `col:"looting" unit:"events" doc:"shops looted"`
	Arson              float64  `col:"arson" unit:"events" doc:"fires"`
	Seizures           float64  `col:"seizures" unit:"events" doc:"government buildings seized"`
	Melted             float64  `col:"melted_peak" unit:"share" doc:"largest share of the forces that stood aside"`
	RumourPeak         float64  `col:"rumour_peak" unit:"share" doc:"loudest rumour"`
	Troops             *float64 `col:"troops" unit:"people" range:"count" doc:"foreign troops in the crisis: most at once, with those who had died by then"`
	LeadShare          *float64 `col:"lead_share" unit:"share" doc:"share of the lead nation in the foreign troops"`
	Concentration      *float64 `col:"concentration" unit:"1" doc:"Herfindahl index of the contributions"`
	Landing            *float64 `col:"hours_to_landing" unit:"hours" doc:"from the request to the first landing"`
	MissionDays        *float64 `col:"mission_days" unit:"days" doc:"from the first landing, in the crisis, to the last departure"`
	MissionSurvival    *float64 `col:"mission_survival" unit:"1" range:"±1" doc:"what the mission changed: 1 if the regime survived the crisis and would not have without it, -1 if the reverse, else 0"`
	MissionDeaths      *float64 `col:"mission_deaths" unit:"people" range:"±people" doc:"what the mission changed: deaths with it less deaths without"`
	MissionDaysLess    *float64 `col:"mission_days_less" unit:"days" range:"±days" doc:"what the mission changed: by how many fewer days there was protest"`
	Later              *float64 `col:"later_crises" months:"1" unit:"crises" doc:"later crises of the states listed"`
	LaterRequests      *float64 `col:"later_requests" months:"1" unit:"requests" doc:"requests for help in later crises"`
	LaterMissions      *float64 `col:"later_deployments" months:"1" unit:"missions" doc:"deployments in later crises"`
	WarMonths          *float64 `col:"war_months" months:"1" unit:"months" range:"count" doc:"months in which the lead nation had a war of its own"`
	Attacks            *float64 `col:"attacks" months:"1" unit:"attacks" doc:"attacks on members by other states"`
	AttacksHelped      *float64 `col:"attacks_helped" months:"1" unit:"attacks" doc:"those in which the lead nation sent troops"`
	MembersLeft        *float64 `col:"members_left" months:"1" unit:"times" doc:"times that a member froze its membership or left"`
	Demands            *float64 `col:"demands" months:"1" unit:"demands" doc:"demands of the lead on the target"`
	Accepted           *float64 `col:"demands_accepted" months:"1" unit:"demands" doc:"demands of the lead that were accepted"`
}

// Beyond reports whether a column of the table of runs is about months that an
// aftermath of so many does not reach.
func Beyond(column string, months int) bool {
	for f := range reflect.TypeFor[Outcome]().Fields() {
		if f.Tag.Get("col") == column {
			from, _ := strconv.Atoi(f.Tag.Get("months")) // 0 where there is none
			return from > months
		}
	}
	return false
}

// Day is a day of the crisis.
type Day struct {
	Day            int     `col:"day" range:"day" doc:"the first day is 1"`
	Participants   float64 `col:"participants" unit:"people" doc:"sum over places of the day's largest crowd"`
	Violent        float64 `col:"violent" unit:"people" doc:"most violent people at once"`
	Bands          float64 `col:"bands" unit:"people" doc:"most people in organised bands at once"`
	Places         float64 `col:"places_protest" unit:"places" doc:"places with protest"`
	Regions        float64 `col:"regions_protest" unit:"regions" doc:"regions with protest"`
	ViolentRegions float64 `col:"regions_violence" unit:"regions" doc:"regions with violence"`
	Lost           float64 `col:"places_lost" unit:"places" doc:"most places lost at once"`
	Contested      float64 `col:"places_contested" unit:"places" doc:"most places contested at once"`
	CivilDeaths    float64 `col:"civilian_deaths" unit:"people" doc:"cumulative"`
	OfficerDeaths  float64 `col:"officer_deaths" unit:"people" doc:"cumulative"`
	TroopDeaths    float64 `col:"troop_deaths" unit:"people" doc:"cumulative"`
	Deaths         float64 `col:"deaths" unit:"people" doc:"cumulative, all"`
	Detained       float64 `col:"detained" unit:"people" doc:"cumulative"`
	Looting        float64 `col:"looting" unit:"events" doc:"cumulative"`
	Arson          float64 `col:"arson" unit:"events" doc:"cumulative"`
	Seizures       float64 `col:"seizures" unit:"events" doc:"cumulative"`
	Loyal          float64 `col:"loyal_share" unit:"share" doc:"forces that follow orders, at the end of the day"`
	Rumour         float64 `col:"rumour" unit:"share" doc:"at the end of the day"`
	Attention      float64 `col:"attention" unit:"share" doc:"at the end of the day"`
	Grieved        float64 `col:"grieved" unit:"legitimacy" doc:"mean loss by grievances"`
	Political      float64 `col:"political" unit:"legitimacy" doc:"mean political loss"`
	Theta          float64 `col:"theta" unit:"share" doc:"political share of grievance"`
	Left           float64 `col:"grievance_left" unit:"share" doc:"of the grievances that have begun, what concessions have left"`
	Openness       float64 `col:"openness" unit:"share" doc:"communications open"`
	Emergency      float64 `col:"emergency" unit:"share" doc:"regions under emergency"`
	Lethal         float64 `col:"lethal" unit:"share" doc:"lethal orders in force"`
	Troops         float64 `col:"foreign_troops" unit:"people" range:"count" doc:"in the country at the end of the day"`

	ByMember []float64 // foreign troops by member
}

// Gathering is the least number of people that makes a crowd worth keeping, and
// the least that coders of protests ask for.
const Gathering = society.Gathering

// Crowd is a day of the crisis, from one morning to the next, in a place where
// [Gathering] people or more were out at once: what a coder of protests could have
// read of it.
type Crowd struct {
	Day       int // the first is 1
	Place     int // index into the scenario's places
	People    float64
	Again     bool    // yesterday's protest of the place came again
	Riot      bool    // it turned violent
	Arrests   float64 // people, that day
	Deaths    float64 // civilians, that day
	Dispersed bool    // officers tried to disperse it
	Shot      bool    // officers shot
}

// fork copies a trace. What has been seen is shared, and what is seen from now on
// goes to each copy alone.
func (t *Trace) fork() Trace {
	f := *t
	f.Days, f.Crowds, f.Places, f.Months = slices.Clip(t.Days), slices.Clip(t.Crowds), slices.Clip(t.Places), slices.Clip(t.Months)
	f.Hours = slices.Clip(t.Hours)
	f.Events, f.Decisions, f.Votes = slices.Clip(t.Events), slices.Clip(t.Decisions), slices.Clip(t.Votes)
	return f
}

// Before is the month of the state of things before the crisis.
const Before = -1

// Month is a month of the aftermath, month 0 being the end of the crisis and
// [Before] the time before it.
type Month struct {
	Month    int
	Fallen   bool
	Requests []float64 // by state: P(request) of its ruler in a reference crisis; NaN for the target and the lead
	State    relations.Snapshot

	Legitimacy float64 // of the regime, mean over citizens
}

// Why a regime falls in a crisis.
const (
	RulerLeft  = "the ruler left"
	CentreLost = "the centre was lost"
	ForcesLeft = "the forces left"
)

// Falls lists why a regime can fall.
var Falls = []string{RulerLeft, CentreLost, ForcesLeft}

// Kind of an event: the id of an option that was chosen or ordered for the first
// time, that of an event of the scenario, or one of those below, which have spaces as
// no id has.
type Kind string

// What can happen beside options and the scenario's events.
const (
	FirstViolence       Kind = "first serious violence"
	Contested           Kind = "control contested"
	RegimeFalls         Kind = "regime falls"
	CouncilAsked        Kind = "council asked"
	RequestApproved     Kind = "request approved"
	RequestRefused      Kind = "request refused"
	FirstTroopsLand     Kind = "first foreign troops land"
	WithdrawalAnnounced Kind = "withdrawal announced"
	LastTroopsLeave     Kind = "last foreign troops leave"
	DemandAccepted      Kind = "demand accepted"
	DemandRefused       Kind = "demand refused"
	WarBegins           Kind = "war of the lead begins"
	WarEnds             Kind = "war of the lead ends"
	MemberAttacked      Kind = "member attacked"
	MemberLeaves        Kind = "member leaves"
	MemberReturns       Kind = "member returns"
)

// Kinds lists what can happen in a crisis beside options and the scenario's events.
var Kinds = []Kind{FirstViolence, Contested, RegimeFalls, CouncilAsked, RequestApproved, RequestRefused, FirstTroopsLand, WithdrawalAnnounced, LastTroopsLeave}

// InCrisis is the month of what happens in the scenario's own crisis.
const InCrisis = 0

// Event is something that happened, with its hour and cause.
type Event struct {
	Hour  int    // since the start of the crisis in which it happened
	Month int    // of the aftermath in which that crisis began, or InCrisis
	State string // where
	Kind  Kind
	Cause string
	Value float64
}

// Decision is a choice of a decision-maker.
type Decision struct {
	Hour, Month int
	State       string
	Chosen      string
	Forced      bool
	Options     []Considered
	Seen        []float64 // in the order of regime.Quantities
}

// Considered is an option that could have been chosen.
type Considered struct {
	Option        string
	Utility, Odds float64 // NaN of what was ordered, not chosen
	Chosen        bool
}

// Vote is a member's vote with every term of the sum.
type Vote struct {
	Hour, Month int
	State       string // who asked
	alliance.Vote
}

// Target gives what a run has for a target of the record, and whether it has
// anything: a fizzled crisis has no day of the request.
func (t *Trace) Target(target scenario.Target) (float64, bool) {
	if target.Series == "" {
		return column(reflect.ValueOf(t.Outcome), target.Outcome)
	}
	if target.Day > len(t.Days) {
		return 0, false
	}
	return column(reflect.ValueOf(t.Days[target.Day-1]), target.Series)
}

// column gives the field with a tag as a number, flags as 0 and 1, and whether
// it applies.
func column(v reflect.Value, name string) (float64, bool) {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("col") != name {
			continue
		}
		f := v.Field(i)
		if f.Kind() == reflect.Pointer {
			if f.IsNil() {
				return 0, false
			}
			f = f.Elem()
		}
		switch f.Kind() {
		case reflect.Float64:
			return f.Float(), true
		case reflect.Bool:
			return flag(f.Bool()), true
		}
	}
	return 0, false
}
