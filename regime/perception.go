package regime

import (
	"math"
	"reflect"
	"sync"

	"casus/luck"
	"casus/portable"
)

// Seen is what the decision-maker sees: the names that conditions and
// utilities of a scenario may use. Counts and shares come late and with noise;
// what the government itself has done is known exactly.
type Seen struct {
	Participants       float64 `q:"participants" see:"count" unit:"people" doc:"people out"`
	Violent            float64 `q:"violent" see:"count" unit:"people" doc:"violent people and bands"`
	Protest            float64 `q:"regions_protest" see:"share" unit:"share" doc:"regions with protest today"`
	ViolentRegionShare float64 `q:"regions_violence" see:"share" unit:"share" doc:"regions with violence today"`
	Deaths             float64 `q:"deaths" see:"count" unit:"people" doc:"deaths so far"`
	ControlLost        float64 `q:"control_lost" see:"share" unit:"share" doc:"people living in places where control is lost, contested ones counted half"`
	CapitalLost        float64 `q:"capital_lost" see:"exact" unit:"0, 0.5, 1" doc:"control of the capital: held, contested, lost"`
	LargestLost        float64 `q:"largest_lost" see:"exact" unit:"0, 0.5, 1" doc:"control of the largest city"`
	CriticalLost       float64 `q:"critical_lost" see:"exact" unit:"share" doc:"critical sites not held"`
	Desertion          float64 `q:"desertion" see:"share" unit:"share" doc:"desertion as perceived: units seen to stand aside, and rumour"`
	Theta              float64 `q:"theta" see:"share" unit:"share" doc:"political share of grievance"`
	Attention          float64 `q:"attention" see:"share" unit:"share" doc:"visibility of the mobilisation"`

	Left      float64 `q:"grievance_left" see:"exact" unit:"share" doc:"of the grievances that have begun, what concessions have left"`
	Openness  float64 `q:"openness" see:"exact" unit:"share" doc:"communications open"`
	Emergency float64 `q:"emergency" see:"exact" unit:"share" doc:"regions under emergency"`
	Posture   float64 `q:"posture" see:"exact" unit:"times" doc:"how often officers try to disperse a crowd, against ordinary times"`
	Lethal    float64 `q:"lethal" see:"exact" unit:"share" doc:"lethal orders in force"`
	Reserve   float64 `q:"reserve" see:"exact" unit:"share" doc:"reserve not yet sent"`
	TargetIn  float64 `q:"target_in_office" see:"exact" unit:"0, 1" doc:"the target of political grievance holds an office"`
	Framed    float64 `q:"framed" see:"exact" unit:"0, 1" doc:"the crisis has been framed"`
	Fit       float64 `q:"legal_fit" see:"exact" unit:"share" doc:"legal fit of the frame, or of the best frame while there is none"`
	Conceded  float64 `q:"conceded" see:"exact" unit:"times" doc:"concessions and offers made so far"`
	Requested float64 `q:"requested" see:"exact" unit:"0, 1" doc:"the alliance has been asked"`
	Refused   float64 `q:"refused" see:"exact" unit:"0, 1" doc:"the alliance has refused"`
	Approved  float64 `q:"approved" see:"exact" unit:"0, 1" doc:"the alliance has approved"`
	Allied    float64 `q:"allied" see:"exact" unit:"0, 1" doc:"allied troops are in the country"`
	Days      float64 `q:"days" see:"exact" unit:"days" doc:"since the start"`
	CalmHours float64 `q:"calm_hours" see:"exact" unit:"hours" doc:"since control was last contested anywhere"`
	HourOfDay float64 `q:"hour_of_day" see:"exact" unit:"hours" doc:"0 to 23"`

	Reliability float64 `q:"reliability" see:"exact" unit:"share" doc:"belief: the lead nation would help"`
	Fear        float64 `q:"hegemony_fear" see:"exact" unit:"share" doc:"belief: the lead nation would stay and rule"`
	Obligation  float64 `q:"obligation" see:"exact" unit:"share" doc:"obligation to the lead nation"`
	Precedent   float64 `q:"precedent" see:"exact" unit:"share" doc:"precedent of earlier missions"`
	Insurance   float64 `q:"insurance" see:"exact" unit:"share" doc:"belief that the alliance is there for rulers in need"`
	Salience    float64 `q:"salience" see:"exact" unit:"share" doc:"how much foreign troops would offend at home"`
	Approval    float64 `q:"approval" see:"exact" unit:"probability" doc:"that the council would say yes if the ruler asked now, as it votes; 0 once he has asked, and where no expression mentions it"`
	Member      float64 `q:"member" see:"exact" unit:"0, 1" doc:"the state is a member of the alliance"`
}

// Approval names a quantity that takes work to know, so that it is known only where it is
// mentioned.
const Approval = "approval"

// Quantity describes a field of Seen.
type Quantity struct{ Name, Unit, Doc string }

// Quantities gives the names of Seen in the order of its environment.
func Quantities() []Quantity { return quantities() }

var quantities = sync.OnceValue(func() []Quantity {
	t := reflect.TypeFor[Seen]()
	q := make([]Quantity, t.NumField())
	for i := range q {
		f := t.Field(i)
		q[i] = Quantity{f.Tag.Get("q"), f.Tag.Get("unit"), f.Tag.Get("doc")}
	}
	return q
})

// seen is the number of quantities.
const seen = 37

// fields lists the quantities in the order of the environment.
func (s *Seen) fields() [seen]*float64 {
	return [...]*float64{
		&s.Participants, &s.Violent, &s.Protest, &s.ViolentRegionShare, &s.Deaths, &s.ControlLost, &s.CapitalLost, &s.LargestLost,
		&s.CriticalLost, &s.Desertion, &s.Theta, &s.Attention, &s.Left, &s.Openness, &s.Emergency,
		&s.Posture, &s.Lethal, &s.Reserve, &s.TargetIn, &s.Framed, &s.Fit, &s.Conceded, &s.Requested, &s.Refused, &s.Approved, &s.Allied,
		&s.Days, &s.CalmHours, &s.HourOfDay, &s.Reliability, &s.Fear, &s.Obligation, &s.Precedent, &s.Insurance, &s.Salience,
		&s.Approval, &s.Member,
	}
}

// Set gives a field a value, by the name of its quantity, if there is one of it.
func (s *Seen) Set(name string, x float64) {
	for i, q := range Quantities() {
		if q.Name == name {
			*s.fields()[i] = x
		}
	}
}

// Fill writes what is seen into the head of an expression's environment.
func (s *Seen) Fill(env []float64) {
	for i, x := range s.fields() {
		env[i] = *x
	}
}

// noise says how each field of Seen is misperceived.
var noise = func() []string {
	t := reflect.TypeFor[Seen]()
	see := make([]string, t.NumField())
	for i := range see {
		see[i] = t.Field(i).Tag.Get("see")
	}
	return see
}()

// Noise is the standard deviation of the error in what a decision-maker sees, on the log
// scale for counts and the logit scale for shares. An assumption: reports err by tens of
// per cent.
const Noise = 0.3

// Blur misperceives: counts are multiplied by exp(σ·z), shares moved by σ·z on
// the logit scale, z standard normal for each quantity. Errors are drawn for each
// midnight and go over into one another in between: a service that is wrong at
// noon is still wrong at one. Nothing and everything are recognised as such.
func (s Seen) Blur(sd float64, lot luck.Lot, hour int) Seen {
	if sd == 0 {
		return s
	}
	day, late := uint64(hour/24), float64(hour%24)/24
	spread := math.Sqrt(float64((1-late)*(1-late)) + float64(late*late))
	for i, x := range s.fields() {
		if *x <= 0 || noise[i] == "exact" || noise[i] == "share" && *x >= 1 {
			continue
		}
		z := (float64((1-late)*lot.Normal(uint64(i), day)) + float64(late*lot.Normal(uint64(i), day+1))) / spread
		shifted := float64(*x * portable.Exp(sd*z))
		if noise[i] == "share" {
			shifted /= 1 - *x + shifted
		}
		*x = shifted
	}
	return s
}

// What a decision-maker takes for a change: a count that has grown or shrunk by a
// fifth, to which the few of small counts add little, or a share that has moved by
// a twentieth.
const (
	notableCount = 0.2
	fewPeople    = 20
	notableShare = 0.05
)

// Moved reports whether a picture differs notably from another. Time alone moves
// nothing.
func (s *Seen) Moved(from *Seen) bool {
	a, b := s.fields(), from.fields()
	for i := range a {
		x, y := *a[i], *b[i]
		switch {
		case x == y || passing[i]:
		case noise[i] == "count":
			if math.Abs(x-y) > notableCount*(min(x, y)+fewPeople) {
				return true
			}
		case math.Abs(x-y) > notableShare:
			return true
		}
	}
	return false
}

// passing marks the quantities that change as time passes.
var passing = func() (is [seen]bool) {
	var s Seen
	for i, x := range s.fields() {
		is[i] = x == &s.Days || x == &s.CalmHours || x == &s.HourOfDay
	}
	return is
}()
