package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"casus/files"
	"casus/regime"
	"casus/scenario/source"
)

// Load reads and checks a scenario's folder. Its error is a source.Problems
// that lists everything that is wrong.
func Load(fsys fs.FS) (*Scenario, error) { return load(fsys, source.ReadYAML) }

// reading reads a file into what it should hold, as [source.ReadYAML] does.
type reading func(fsys fs.FS, name string, into any) (*source.Document, error)

func load(fsys fs.FS, yaml reading) (*Scenario, error) {
	s := &Scenario{}
	l := loader{s: s, fsys: fsys, yaml: yaml}
	l.main = l.read(MainFile, &s.Document)
	s.Relations.withUsualLater()
	l.parameters = l.read(ParametersFile, &s.Parameters)
	s.Parameters = withUsual(s.Parameters)
	l.record = l.read(RecordFile, &s.Record)
	if there, err := files.There(fsys, FittedFile); err != nil {
		l.add(FittedFile, err)
	} else if there {
		s.Fitted = &Fitted{}
		l.fitted = l.read(FittedFile, s.Fitted)
	}
	if len(l.problems) == 0 {
		l.places()
		l.neighbours()
	}
	if len(l.problems) == 0 {
		l.checkDocument()
		l.checkParameters()
		l.checkExpressions()
		s.prepare()
		s.drawable = len(l.problems) == 0
		if !s.Start.IsZero() { // else no date lies within the crisis
			l.checkRecord()
			l.checkWorlds()
		}
	}
	if len(l.problems) == 0 {
		l.reach()
		l.checkRanges()
		l.checkWithin()
		l.checkPeople()
		l.checkReached()
		l.checkNeighbours()
		l.checkLater()
		l.checkPolitics()
	}
	if len(l.problems) == 0 {
		l.checkUsed()
	}
	if len(l.problems) > 0 {
		Refuse(l.problems)
		return nil, l.causesFirst()
	}
	s.record = l.record
	s.mentions()
	s.settle()
	s.Hash = l.hash()
	return s, nil
}

type loader struct {
	s                                *Scenario
	fsys                             fs.FS
	yaml                             reading
	main, parameters, record, fitted *source.Document
	table                            *source.CSV
	abroad                           *source.CSV // nil where other states have no places of their own
	problems                         source.Problems
	used                             map[string]bool // parameters that something uses
	ends                             [][3]float64    // of priors, by name
	medians                          []float64       // by name
}

func (l *loader) read(name string, into any) *source.Document {
	d, err := l.yaml(l.fsys, name, into)
	if err != nil {
		l.add(name, err)
	}
	return d
}

// causesFirst puts the files in the order in which they depend on each other.
func (l *loader) causesFirst() source.Problems {
	order := []string{MainFile, ParametersFile, l.s.Society.Places, NeighboursFile, FittedFile, RecordFile}
	slices.SortStableFunc(l.problems, func(a, b source.Problem) int {
		return slices.Index(order, a.File) - slices.Index(order, b.File)
	})
	return l.problems
}

func (l *loader) add(file string, err error) {
	var many source.Problems
	var one source.Problem
	switch {
	case errors.As(err, &many):
		l.problems = append(l.problems, many...)
	case errors.As(err, &one):
		l.problems = append(l.problems, one)
	default:
		l.problems = append(l.problems, source.Problem{File: file, Message: err.Error(), Err: err})
	}
}

// bad reports a problem at a path of scenario.yaml.
func (l *loader) bad(path, hint, format string, args ...any) {
	l.problems = append(l.problems, l.main.At(path, fmt.Sprintf(format, args...), hint))
}

// nameless reports a name that means nothing where it stands.
func (l *loader) nameless(d *source.Document, path, name, message, hint string) {
	p := d.At(path, message, hint)
	p.Unknown = name
	l.problems = append(l.problems, p)
}

func didYouMean(word string, known []string) string {
	if w := source.Suggest(word, known); w != "" {
		return fmt.Sprintf("did you mean %q?", w)
	}
	if len(known) <= 12 && len(known) > 0 {
		return "known are: " + strings.Join(known, ", ")
	}
	return ""
}

// places reads the CSV file of places.
func (l *loader) places() {
	s := l.s
	csv, err := source.ReadCSV(l.fsys, s.Society.Places, placeColumns...)
	if err != nil {
		l.add(s.Society.Places, err)
		return
	}
	l.table = csv
	if len(csv.Rows) == 0 {
		l.add(s.Society.Places, source.Problem{File: s.Society.Places, Message: "the table has no rows", Hint: "a nation needs a place"})
		return
	}
	regions := ids(s.Society.Regions, func(r Region) string { return r.ID })
	s.place = make(map[string]int, len(csv.Rows))
	seen, unknown, folded := make([]bool, len(regions)), map[string]bool{}, map[string]int{}
	for i, row := range csv.Rows {
		p := Place{
			ID: row.Text("id"), Name: row.Text("name"), Kind: row.Text("kind"),
			Region: slices.Index(regions, row.Text("region")), PopulationSource: row.Text("population_source"),
		}
		p.Lat, p.Lon, p.Population = l.position(row)
		l.placeID(row, p.ID)
		if j, twice := folded[source.Fold(p.ID)]; twice {
			message, hint := twin("id", p.ID, s.Places[j].ID, fmt.Sprintf("line %d", csv.Rows[j].Line))
			l.problems = append(l.problems, row.Problem("id", message, hint))
		}
		folded[source.Fold(p.ID)] = i
		if p.Region < 0 && !unknown[row.Text("region")] {
			unknown[row.Text("region")] = true // told once, not for each of its places
			l.problems = append(l.problems, row.Problem("region", fmt.Sprintf("unknown region %q", row.Text("region")), didYouMean(row.Text("region"), regions)))
		} else if p.Region >= 0 {
			seen[p.Region] = true
		}
		s.place[p.ID] = i
		s.Places = append(s.Places, p)
	}
	for r, ok := range seen {
		if !ok && len(unknown) == 0 { // a misspelt region has places under its right name
			l.bad(fmt.Sprintf("$.society.regions[%d].id", r), "give it a place, or leave the region out", "no place lies in region %q", regions[r])
		}
	}
}

// position reads where a place lies, in degrees, and how many people live there.
func (l *loader) position(row source.Row) (lat, lon, people float64) {
	number := func(column string, lo, hi float64) float64 {
		v, problem := row.Float(column)
		if problem != nil {
			if problem.Hint == "" && column != "population" {
				problem.Hint = "write degrees as a number such as -29.31; south and west are negative"
			}
			l.problems = append(l.problems, *problem)
		} else if v < lo || v > hi {
			l.problems = append(l.problems, row.Problem(column, fmt.Sprintf("%s is outside %s..%s", plain(v), plain(lo), plain(hi)), ""))
		}
		return v
	}
	lat, lon = number("lat", -90, 90), number("lon", -180, 180)
	people = number("population", 1, 1e9)
	if people != math.Trunc(people) {
		l.problems = append(l.problems, row.Problem("population", fmt.Sprintf("%s is not a whole number of people", plain(people)), wholeHint(people)))
	}
	return lat, lon, people
}

// placeID checks the id of a place, such as region/place.
func (l *loader) placeID(row source.Row, id string) {
	for part := range strings.SplitSeq(id, "/") {
		if message, hint := source.CheckID(part); message != "" {
			l.problems = append(l.problems, row.Problem("id", message, hint+"; parts of it may be joined by a slash"))
			break
		}
	}
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}

// named checks the ids of a list, and the names under which its entries are printed.
func named[T any](l *loader, path string, list []T, id, name func(T) string) {
	l.ids(l.main, path, ids(list, id))
	l.distinct(l.main, path, "name", ids(list, name))
	for i, x := range list {
		l.oneLine(fmt.Sprintf("%s[%d].name", path, i), name(x))
	}
}

// ids reports ids that are none, or given twice.
func (l *loader) ids(d *source.Document, path string, list []string) {
	for i, id := range list {
		if message, hint := source.CheckID(id); message != "" {
			l.problems = append(l.problems, d.At(fmt.Sprintf("%s[%d].id", path, i), message, hint))
		}
	}
	l.distinct(d, path, "id", list)
}

// distinct reports names of a list that SQL, a file system or a reader would take
// for each other.
func (l *loader) distinct(d *source.Document, path, field string, list []string) {
	first := map[string]int{}
	for i, name := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		if field == "id" || field == "name" {
			at += "." + field
		}
		fold := source.Fold(name)
		if j, twice := first[fold]; name == "" {
			continue
		} else if twice {
			message, hint := twin(field, name, list[j], fmt.Sprintf("entry %d of the list", j+1))
			l.problems = append(l.problems, d.At(at, message, hint))
		} else {
			first[fold] = i
		}
	}
}

// keys reports keys of a section, sorted, that would be taken for each other.
func (l *loader) keys(d *source.Document, path string, list []string) {
	first := map[string]string{}
	for _, name := range list {
		folded := source.Fold(name)
		if other, twice := first[folded]; twice {
			message, hint := twin("key", name, other, "another key")
			l.problems = append(l.problems, d.At(path+"['"+name+"']", message, hint))
		}
		first[folded] = name
	}
}

// twin says that a name is another's, or near enough to be taken for it.
func twin(field, name, other, where string) (message, hint string) {
	if name == other {
		return fmt.Sprintf("duplicate %s %q", field, name), where + " has it too"
	}
	return fmt.Sprintf("the %s %q is too like %q", field, name, other), fmt.Sprintf("%s is %q; capitals, accents, spaces and dashes alone do not make another name", where, other)
}

// oneLine reports a text that breaks the lines of a table.
func (l *loader) oneLine(path, text string) {
	if strings.Contains(text, "\n") {
		l.bad(path, "write it on one line", "a text of more than one line")
	}
}

// refers reports a reference to something that does not exist.
func (l *loader) refers(path, what, id string, known []string) {
	if !slices.Contains(known, id) {
		l.bad(path, didYouMean(id, known), "unknown %s %q", what, id)
	}
}

func (l *loader) checkDocument() {
	s := l.s
	l.numbers(reflect.ValueOf(&s.Document).Elem(), "$")
	if s.Casus != 1 {
		l.bad("$.casus", "this casus reads version 1", "unknown version %d of the format", s.Casus)
	}
	start, err := time.Parse(timeLayout, s.Clock.Start)
	if err != nil {
		l.bad("$.clock.start", `write it like "2022-01-02T00:00"`, "%q is not a time", s.Clock.Start)
	}
	s.Start = start
	cohorts := ids(s.Society.Cohorts, func(c Cohort) string { return c.ID })
	actors := ids(s.State.Actors, func(a Actor) string { return a.ID })
	frames := ids(s.Alliance.Frames, func(f Frame) string { return f.ID })
	states := ids(s.Relations.States, func(p Peer) string { return p.ID })
	places := slices.Sorted(maps.Keys(s.place))
	if message, hint := source.CheckID(s.ID); message != "" {
		l.bad("$.id", hint, "%s", message)
	}
	l.oneLine("$.title", s.Title)
	l.oneLine("$.state.name", s.State.Name)
	l.oneLine("$.alliance.name", s.Alliance.Name)
	named(l, "$.society.cohorts", s.Society.Cohorts, func(c Cohort) string { return c.ID }, func(c Cohort) string { return c.Name })
	named(l, "$.society.regions", s.Society.Regions, func(r Region) string { return r.ID }, func(r Region) string { return r.Name })
	named(l, "$.state.actors", s.State.Actors, func(a Actor) string { return a.ID }, func(a Actor) string { return a.Name })
	named(l, "$.state.offices", s.State.Offices, func(o Office) string { return o.ID }, func(o Office) string { return o.Name })
	named(l, "$.state.forces", s.State.Forces, func(f Force) string { return f.ID }, func(f Force) string { return f.Name })
	named(l, "$.options", s.Options, func(o Option) string { return o.ID }, func(o Option) string { return o.Name })
	named(l, "$.alliance.frames", s.Alliance.Frames, func(f Frame) string { return f.ID }, func(f Frame) string { return f.Name })
	named(l, "$.alliance.members", s.Alliance.Members, func(m Member) string { return m.ID }, func(m Member) string { return m.Name })
	named(l, "$.relations.powers", s.Relations.Powers, func(p Power) string { return p.ID }, func(p Power) string { return p.Name })
	named(l, "$.relations.states", s.Relations.States, func(p Peer) string { return p.ID }, func(p Peer) string { return p.Name })
	named(l, "$.relations.issues", s.Relations.Issues, func(i Issue) string { return i.ID }, func(i Issue) string { return i.Name })

	if n := len(cohorts); n == 0 || n > 8 {
		l.bad("$.society.cohorts", "", "a nation has one to eight cohorts, not %d", n)
	}
	if len(actors) == 0 {
		l.bad("$.state.actors", "the first actor decides", "nobody holds power")
	}
	for i, r := range s.Society.Regions {
		if len(r.Cohorts) != len(cohorts) {
			l.bad(fmt.Sprintf("$.society.regions[%d].cohorts", i), "", "%d shares for %d cohorts", len(r.Cohorts), len(cohorts))
		}
	}
	for i, k := range s.Society.Sparks {
		l.refers(fmt.Sprintf("$.society.sparks[%d].place", i), "place", k.Place, places)
	}
	l.refers("$.state.capital", "place", s.State.Capital, places)
	l.refers("$.state.largest_city", "place", s.State.Largest, places)
	l.distinct(l.main, "$.state.critical_sites", "place", s.State.Critical)
	for i, p := range s.State.Critical {
		l.refers(fmt.Sprintf("$.state.critical_sites[%d]", i), "place", p, places)
	}
	for i, o := range s.State.Offices {
		l.refers(fmt.Sprintf("$.state.offices[%d].holder", i), "actor", o.Holder, actors)
	}
	for i, f := range s.State.Forces {
		at := fmt.Sprintf("$.state.forces[%d]", i)
		if f.Per1000.IsZero() == f.Strength.IsZero() {
			l.bad(at+".id", "", "force %q needs either per_1000 or strength", f.ID)
		}
		l.distinct(l.main, at+".places", "place", f.Places)
		for j, p := range f.Places {
			l.refers(fmt.Sprintf("%s.places[%d]", at, j), "place", p, places)
		}
	}
	l.checkGrievances()
	l.checkOptions(actors, frames)
	l.checkEvents(cohorts, actors, places)
	if !slices.Contains([]string{"consensus", "majority", "lead_nation"}, s.Alliance.Rule) {
		l.bad("$.alliance.rule", didYouMean(s.Alliance.Rule, []string{"consensus", "majority", "lead_nation"}), "unknown rule %q", s.Alliance.Rule)
	}
	if !slices.Contains([]string{"guard", "crowds"}, s.Alliance.Mandate) {
		l.bad("$.alliance.mandate", didYouMean(s.Alliance.Mandate, []string{"guard", "crowds"}), "unknown mandate %q", s.Alliance.Mandate)
	}
	for i, m := range s.Alliance.Members {
		l.refers(fmt.Sprintf("$.alliance.members[%d].id", i), "state", m.ID, states)
	}
	one(l, "$.alliance.members", "the lead nation", s.Alliance.Members, func(m Member) bool { return m.Lead })
	one(l, "$.relations.powers", "the lead nation", s.Relations.Powers, func(p Power) bool { return p.Lead })
	leads := slices.IndexFunc(s.Alliance.Members, func(m Member) bool { return m.Lead })
	for i, p := range s.Relations.Powers {
		if p.Lead && leads >= 0 && p.ID != s.Alliance.Members[leads].ID {
			l.bad(fmt.Sprintf("$.relations.powers[%d].id", i), "they are one state: give both its id, and change its pledge, distance, weight and alignment with it", "the lead nation is %q here, and %q in alliance.members", p.ID, s.Alliance.Members[leads].ID)
		}
	}
	one(l, "$.relations.states", "the target", s.Relations.States, func(p Peer) bool { return p.Target })
	l.checkVignette()
	for i, issue := range s.Relations.Issues {
		if len(issue.Cost) != len(cohorts) {
			l.bad(fmt.Sprintf("$.relations.issues[%d].cost", i), "", "%d costs for %d cohorts", len(issue.Cost), len(cohorts))
		}
	}
}

func one[T any](l *loader, path, what string, list []T, is func(T) bool) {
	n := 0
	for _, x := range list {
		if is(x) {
			n++
		}
	}
	if n != 1 {
		l.bad(path, "", "exactly one entry must be %s; %d are", what, n)
	}
}

func (l *loader) checkOptions(actors, frames []string) {
	waits := false
	for i, o := range l.s.Options {
		at := fmt.Sprintf("$.options[%d]", i)
		nothing := o.Effects == (Effects{})
		if o.ID == regime.Wait {
			waits = true
			if !nothing || o.When != "" || o.By != "" {
				l.bad(at+".id", "", "wait does nothing and is always possible, for everyone: it has no effects, no condition and no actor")
			}
			continue
		}
		if nothing {
			l.bad(at+".id", "give it effects, or leave it out", "option %q has no effect", o.ID)
		}
		if o.By != "" {
			l.refers(at+".by", "actor", o.By, actors)
			if plea := (Effects{Request: true, Frame: o.Effects.Frame}); len(actors) > 0 && o.By != actors[0] && o.Effects != plea {
				l.bad(at+".effects", "write effects: {request: true}, with a frame if need be", "%s does not rule: all that option %q can do is to ask the alliance", o.By, o.ID)
			}
		}
		l.checkMeasures(at+".effects", o.Effects, actors)
		l.checkRelief(at+".effects", &o.Effects)
		if o.Effects.Frame != "" {
			l.refers(at+".effects.frame", "frame", o.Effects.Frame, frames)
		}
	}
	if !waits {
		l.bad("$.options", "add an option with the id wait", "no option is wait, so a decision-maker might have none")
	}
}

// numbers checks plain numbers against the ranges in the types.
func (l *loader) numbers(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			l.numbers(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			l.numbers(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			lo, hi := bounds(f.Tag)
			at := path + "." + key(f)
			x := v.Field(i)
			switch {
			case f.Type == reflect.TypeFor[Quantity](), f.Type == reflect.TypeFor[*Quantity](), f.Type == reflect.TypeFor[[]Quantity](), f.Type == reflect.TypeFor[map[string]*Quantity]():
				walkRange(x, at, lo, hi, func(at string, q *Quantity, lo, hi float64) {
					if q.literal() && !q.IsZero() {
						l.ranged(at, q.value, lo, hi, f.Tag.Get("whole"))
					}
				})
			case x.CanInt():
				l.ranged(at, float64(x.Int()), lo, hi, "")
			case x.CanFloat():
				l.ranged(at, x.Float(), lo, hi, f.Tag.Get("whole"))
			default:
				l.numbers(x, at)
			}
		}
	}
}

// ranged checks a number against its range; where it counts something, it is whole.
func (l *loader) ranged(path string, v, lo, hi float64, whole string) {
	switch {
	case whole != "" && v != math.Trunc(v):
		l.bad(path, wholeHint(v), "%s is not a whole number of %s", plain(v), whole)
	case v < lo || v > hi:
		hint := ""
		if lo == 0 && hi == 1 && v > 1 && v <= 100 {
			hint = fmt.Sprintf("write a share, such as %s for %s %%", plain(v/100), plain(v))
		} else if whole != "" && v < lo {
			hint = wholeHint(v)
		}
		l.bad(path, hint, "%s is outside the range %s..%s", plain(v), plain(lo), plain(hi))
	}
}

// wholeHint says what may have been meant by a count with a point.
func wholeHint(v float64) string {
	return fmt.Sprintf("write every one of them: a point does not separate thousands (%s), and millions have their zeros (%s)", plain(math.Round(v*1e3)), plain(math.Round(v*1e6)))
}

// plain writes a number without an exponent where it can be read.
func plain(x float64) string {
	if math.IsInf(x, 0) {
		return strings.Replace(strconv.FormatFloat(x, 'g', -1, 64), "Inf", "∞", 1)
	}
	return source.Number(x)
}
