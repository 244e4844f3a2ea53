package protests

import (
	"context"
	"fmt"
	"slices"

	"casus/ensemble"
	"casus/luck"
	"casus/scenario"
	"casus/scenario/source"
	"casus/sim"
	"casus/stats"
)

// Distance is how far two samples are apart, with its 90 % interval, and how far
// the observed one is from its own resamples nineteen times in twenty at most: a
// distance below that is none. A distance is never negative, so chance alone
// moves it away from 0, and its interval need not hold its value.
type Distance struct {
	stats.Estimate
	Noise float64 `json:"noise"`
}

// Beside is a frequency in the model and in the data, over the same mix of kinds.
type Beside struct {
	What       string         `json:"what"`
	Simulated  stats.Estimate `json:"simulated"`
	Observed   stats.Estimate `json:"observed"`
	Difference stats.Estimate `json:"difference"` // simulated less observed
}

// Cell is what the state did to protests of one kind.
type Cell struct {
	Size      string                 `json:"size"`
	Violent   bool                   `json:"violent"`
	Length    string                 `json:"length"`
	Simulated map[string]stats.Share `json:"simulated"` // by response; Wilson's 90 %, as if protests were independent
	Observed  map[string]stats.Share `json:"observed"`
}

// Count says how large a sample is.
type Count struct {
	Protests int `json:"protests"` // of known size
	Clusters int `json:"clusters"` // states, or replicates with a protest
	Large    int `json:"large"`    // of 1,000 people or more
}

func (s *counted) count() Count {
	return Count{int(s.sum.all), len(s.clusters), int(s.sum.large())}
}

// Reference is the model beside one set of real protests.
type Reference struct {
	Name     string `json:"name"`
	Observed Count  `json:"observed"`
	// Covered is the share of the simulated protests that are of a kind of which
	// there are at least five real ones. Responses are those to these kinds.
	Covered          float64   `json:"covered"`
	Responses        []Beside  `json:"responses,omitempty"`
	ResponseDistance *Distance `json:"response_distance,omitempty"`
	Sizes            []Beside  `json:"sizes"`
	SizeDistance     Distance  `json:"size_distance"`
	Violent          []Beside  `json:"violent"` // by size, of which both sides have some: share that is violent
	OneDay           Beside    `json:"one_day"` // share that lasts a day
	Tail             *Beside   `json:"tail_exponent,omitempty"`
	Cells            []Cell    `json:"cells"`
}

// Part is protests of one sort, beside real ones of the same sort.
type Part struct {
	Name       string      `json:"name"`
	Waves      int         `json:"waves,omitempty"` // of the simulated protests
	Simulated  Count       `json:"simulated"`
	Violent    float64     `json:"violent"`              // share of the simulated
	References []Reference `json:"references,omitempty"` // none if nothing was simulated
}

// All is the part beside all states of the half; nil if nothing was simulated.
func (p Part) All() *Reference {
	if len(p.References) == 0 {
		return nil
	}
	return &p.References[len(p.References)-1]
}

// Names of the parts: single protests are those of ordinary years, protests in waves
// those of crises.
const (
	Single  = "single protests"
	InWaves = "protests in waves"
)

// Street is a scenario's protests, and how the state meets them, beside real ones.
type Street struct {
	Scenario   string `json:"scenario"`
	Replicates int    `json:"replicates"` // ordinary years, and crises
	ensemble.Asked
	Unit  Unit   `json:"unit"`
	Half  Half   `json:"half"` // of the states of the real ones
	Why   string `json:"why,omitempty"`
	Parts []Part `json:"parts"`
}

// Names of the references.
const (
	RegimesAlike = "regimes alike"
	AllStates    = "all states"
)

// Answers lists the responses compared, as they are printed.
func Answers() []string {
	var names []string
	for _, r := range compared {
		names = append(names, answer(r))
	}
	return names
}

// least is how many real protests of a kind make it worth comparing.
const least = 5

// Alike picks the real protests of the states and years that a record names. A
// state that the data do not have is an error.
func Alike(real []Protest, a *scenario.Alike) ([]Protest, error) {
	known := map[string]bool{}
	var names []string
	for _, p := range real {
		if !known[p.Cluster] {
			known[p.Cluster] = true
			names = append(names, p.Cluster)
		}
	}
	for _, state := range a.States {
		if !known[state] {
			hint := "the column country of library/protests/protests.csv has them"
			if w := source.Suggest(state, names); w != "" {
				hint = fmt.Sprintf("did you mean %q?", w)
			}
			return nil, fmt.Errorf("record.yaml: protests: the data have no state %q; %s", state, hint)
		}
	}
	var list []Protest
	for _, p := range real {
		if year := p.Start.Year(); slices.Contains(a.States, p.Cluster) && a.From <= year && year <= a.To {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("record.yaml: protests: the data have none in these states from %d to %d; they reach from 1990 to 2020", a.From, a.To)
	}
	return list, nil
}

// Play plays so many replicates of a scenario's crisis, or of its ordinary years,
// without the aftermath, and codes their protests. The result does not depend on the
// number of workers. Progress is called after each, from several goroutines.
func Play(ctx context.Context, s *scenario.Scenario, set sim.Settings, unit Unit, replicates, workers int, progress func()) ([]Protest, error) {
	s, err := s.WithPriors(nil, 0)
	if err != nil {
		return nil, err
	}
	set.Crowds = true
	runs, coded := make([]int, replicates), make([][]Protest, replicates)
	for i := range runs {
		runs[i] = i
	}
	err = ensemble.Play(ctx, s, set, runs, workers, func(i int, t *sim.Trace) {
		coded[i] = Code(s, t, unit)
		progress()
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(coded...), nil
}

// Compare sets simulated protests beside real ones; neither may be empty.
func Compare(name string, simulated, observed []Protest, seed uint64) Reference {
	a, b := countByCluster(simulated), countByCluster(observed)
	ref := Reference{Name: name, Observed: b.count()}
	var covered [kinds]bool
	inside := 0.0
	for k := range covered {
		covered[k] = a.sum.n[k] > 0 && b.sum.n[k] >= least
		inside += float64(a.sum.n[k] * stats.Indicator(covered[k]))
		if a.sum.n[k] > 0 || b.sum.n[k] > 0 {
			ref.Cells = append(ref.Cells, newCell(k, &a.sum, &b.sum))
		}
	}
	point := measure(&a.sum, &a.sum, &b.sum, &covered)
	lots := [2]luck.Lot{luck.Of(seed, 0).For("score/simulated protests"), luck.Of(seed, 0).For("score/real protests")}
	drawn, noise := make([]figures, stats.Resamples), make([]figures, stats.Resamples)
	for i := range drawn {
		x, y := a.again(lots[0], i), b.again(lots[1], i)
		drawn[i] = measure(x, x, y, &covered)
		noise[i] = measure(&a.sum, y, &b.sum, &covered)
	}
	estimate := func(get func(f *figures) float64) stats.Estimate { return estimateOf(&point, drawn, get) }
	distance := func(get func(f *figures) float64) Distance {
		return Distance{estimate(get), estimateOf(&point, noise, get).High}
	}
	beside := func(what string, get func(f *figures, side int) float64) Beside {
		return Beside{
			What:       what,
			Simulated:  estimate(func(f *figures) float64 { return get(f, 0) }),
			Observed:   estimate(func(f *figures) float64 { return get(f, 1) }),
			Difference: estimate(func(f *figures) float64 { return get(f, 0) - get(f, 1) }),
		}
	}
	if inside > 0 {
		ref.Covered = inside / a.sum.all
		for _, r := range compared {
			ref.Responses = append(ref.Responses, beside(answer(r), func(f *figures, side int) float64 { return f.met[side][r] }))
		}
		answers := distance(func(f *figures) float64 { return f.metDistance })
		ref.ResponseDistance = &answers
	}
	for c := Dozens; c < sizes; c++ {
		ref.Sizes = append(ref.Sizes, beside(c.String(), func(f *figures, side int) float64 { return f.sizes[side][c] }))
		if a.sum.sizes[c] > 0 && b.sum.sizes[c] > 0 {
			ref.Violent = append(ref.Violent, beside("violent, "+c.String(), func(f *figures, side int) float64 { return f.violent[side][c] }))
		}
	}
	ref.SizeDistance = distance(func(f *figures) float64 { return f.sizeDistance })
	ref.OneDay = beside("over in a day", func(f *figures, side int) float64 { return f.brief[side] })
	if a.sum.sizes[TenThousands] > 0 && b.sum.sizes[TenThousands] > 0 {
		tail := beside("tail exponent", func(f *figures, side int) float64 { return f.tail[side] })
		ref.Tail = &tail
	}
	return ref
}

// answer is a response as it is printed.
func answer(r Response) string {
	if r == Ignored {
		return "none of these"
	}
	return r.String()
}

// estimateOf puts a figure over resamples about its value.
func estimateOf(point *figures, resamples []figures, get func(f *figures) float64) stats.Estimate {
	values := make([]float64, len(resamples))
	for i := range resamples {
		values[i] = get(&resamples[i])
	}
	return stats.EstimateOf(get(point), values)
}

func newCell(k int, simulated, observed *tally) Cell {
	c := Cell{
		Size: kindSizes[k/4], Violent: k/2%2 == 1, Length: kindLengths[k%2],
		Simulated: map[string]stats.Share{}, Observed: map[string]stats.Share{},
	}
	for _, r := range compared {
		c.Simulated[answer(r)] = stats.ShareOf(int(simulated.met[k][r]), int(simulated.n[k]))
		c.Observed[answer(r)] = stats.ShareOf(int(observed.met[k][r]), int(observed.n[k]))
	}
	return c
}

// Played is what was simulated: protests of ordinary years, and of crises.
type Played struct {
	Ordinary, Crises []Protest
	Replicates       int // of each
	Unit             Unit
}

// NewStreet sets a scenario's simulated protests beside those of a half of the
// states: all, and of them those of the states and years of its record, if it names
// any. Like is beside like: single protests of ordinary years beside single ones, and
// protests in waves of crises beside those in waves.
func NewStreet(s *scenario.Scenario, x Played, real []Protest, half Half, seed uint64) (*Street, error) {
	out := &Street{Scenario: s.ID, Replicates: x.Replicates, Unit: x.Unit, Half: half}
	var alike []Protest
	if a := s.Record.Protests; a != nil {
		list, err := Alike(real, a)
		if err != nil {
			return nil, err
		}
		out.Why, alike = a.Why, half.Of(list)
	}
	real = half.Of(real)
	_, calm := Split(x.Ordinary)
	waves, _ := Split(x.Crises)
	if len(calm)+len(waves) == 0 {
		return nil, fmt.Errorf("in %d ordinary years of %s there is no single protest of %d people or more, and in as many crises no wave: there is nothing to compare", x.Replicates, s.ID, sim.Gathering)
	}
	out.Parts = []Part{
		newPart(Single, calm, single(alike), single(real), seed),
		newPart(InWaves, slices.Concat(waves...), inWaves(alike), inWaves(real), seed),
	}
	out.Parts[1].Waves = len(waves)
	return out, nil
}

func single(list []Protest) []Protest {
	_, list = Split(list)
	return list
}

func inWaves(list []Protest) []Protest {
	waves, _ := Split(list)
	return slices.Concat(waves...)
}

func newPart(name string, simulated, alike, all []Protest, seed uint64) Part {
	p := Part{Name: name, Simulated: countByCluster(simulated).count()}
	if len(simulated) == 0 {
		return p
	}
	for _, x := range simulated {
		p.Violent += stats.Indicator(x.Violent) / float64(len(simulated))
	}
	if len(alike) > 0 {
		p.References = append(p.References, Compare(RegimesAlike, simulated, alike, seed))
	}
	p.References = append(p.References, Compare(AllStates, simulated, all, seed))
	return p
}
