package atlas

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"casus/files"
	"casus/scenario/source"
)

// The tables of library/world, whose README says what they hold.
const (
	statesFile        = "states.csv"
	regionsFile       = "regions.csv"
	placesFile        = "places.csv"
	populationFile    = "population.csv.gz"
	indicatorsFile    = "indicators.csv.gz"
	regimesFile       = "regimes.csv"
	rulersFile        = "rulers.csv"
	alignmentFile     = "alignment.csv.gz"
	organisationsFile = "organisations.csv"
	alliancesFile     = "alliances.csv"
	unrestFile        = "unrest.csv"
	violenceFile      = "violence.csv"
	capitalsFile      = "capitals.csv"
	rivalsFile        = "rivals.csv"
	historyFile       = "history.csv"
)

// maxTable bounds a table once it is unpacked, in bytes.
const maxTable = 64 << 20

// row reads the cells of a row; the first problem stays.
type row struct {
	source.Row
	problem *source.Problem
}

func (r *row) bad(column, message, hint string) {
	if r.problem == nil {
		p := r.Problem(column, message, hint)
		r.problem = &p
	}
}

// number is a cell as a number within a range.
func (r *row) number(column string, lo, hi float64) float64 {
	x, problem := r.Float(column)
	if problem != nil {
		if r.problem == nil {
			r.problem = problem
		}
		return 0
	}
	if x < lo || x > hi {
		r.bad(column, fmt.Sprintf("%s is outside %s..%s", source.Number(x), source.Number(lo), source.Number(hi)), "")
	}
	return x
}

// count is a cell as a whole number that is not negative.
func (r *row) count(column string) int {
	return r.whole(column, 0, 2_000_000_000)
}

func (r *row) whole(column string, lo, hi int) int {
	x, problem := r.Int(column)
	if problem != nil {
		if r.problem == nil {
			r.problem = problem
		}
		return 0
	}
	if x < lo || x > hi {
		r.bad(column, fmt.Sprintf("%d is outside %d..%d", x, lo, hi), "")
	}
	return x
}

// open is a cell as a whole number, or what stands for an empty one.
func (r *row) open(column string, lo, hi, empty int) int {
	if r.Text(column) == "" {
		return empty
	}
	return r.whole(column, lo, hi)
}

// optional is a cell as a number, nil where it is empty.
func (r *row) optional(column string, lo, hi float64) *float64 {
	if r.Text(column) == "" {
		return nil
	}
	x := r.number(column, lo, hi)
	return &x
}

// text is a cell that is not empty.
func (r *row) text(column string) string {
	s := r.Text(column)
	if s == "" {
		r.bad(column, "nothing stands here", "")
	}
	return s
}

// oneOf is a cell that has one of some values.
func (r *row) oneOf(column string, values ...string) string {
	s := r.Text(column)
	if !slices.Contains(values, s) {
		r.bad(column, fmt.Sprintf("unknown value %q", s), "known are: "+strings.Join(values, ", "))
	}
	return s
}

// table says how a table is read: its name, columns, and what a row says.
type table[T any] struct {
	name    string
	columns []string
	read    func(*row) T
}

// all reads every row.
func (t table[T]) all(world fs.FS) ([]T, error) { return t.some(world, nil) }

// some reads the rows that are wanted by their first two cells, or all where wanted is
// nil. The other rows are not looked at; a test reads them all.
func (t table[T]) some(world fs.FS, wanted func(first, second string) bool) ([]T, error) {
	text, err := unpacked(world, t.name)
	if err != nil {
		return nil, err
	}
	if wanted != nil {
		text = only(text, wanted)
	}
	csv, err := source.ReadCSV(fstest.MapFS{path.Base(t.name): {Data: text}}, path.Base(t.name), t.columns...)
	if err != nil {
		return nil, err
	}
	var ps source.Problems
	list := make([]T, 0, len(csv.Rows))
	for i := range csv.Rows {
		r := row{Row: csv.Rows[i]}
		x := t.read(&r)
		if r.problem != nil {
			ps = append(ps, *r.problem)
			continue
		}
		list = append(list, x)
	}
	if len(ps) > 0 {
		return nil, ps
	}
	return list, nil
}

// only blanks the lines that are not wanted, but for the first, so that the others keep
// their numbers.
func only(text []byte, wanted func(first, second string) bool) []byte {
	kept := make([]byte, 0, len(text)/8)
	for i := 0; len(text) > 0; i++ {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		first, cells, _ := bytes.Cut(line, []byte{','})
		second, _, _ := bytes.Cut(cells, []byte{','})
		if i == 0 || wanted(string(first), string(second)) {
			kept = append(kept, line...)
		}
		kept = append(kept, '\n')
	}
	return kept
}

// unpacked is the text of a table.
func unpacked(world fs.FS, name string) ([]byte, error) {
	text, err := files.Read(world, name, maxTable)
	if err != nil || !strings.HasSuffix(name, ".gz") {
		return text, err
	}
	z, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text, err = io.ReadAll(io.LimitReader(z, maxTable+1))
	if err == nil && len(text) > maxTable {
		err = fmt.Errorf("more than %d bytes", maxTable)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return text, nil
}

// Years that the tables speak of.
const (
	firstYear = 1945
	lastYear  = 2040
	always    = 1 << 20 // a year that never comes, for what has not ended
)

type stateRow struct {
	iso3, name, capital, area string // area of the world
	lat, lon, km2             float64
	neighbours                []Neighbour
}

var states = table[stateRow]{
	statesFile,
	[]string{"iso3", "iso2", "name", "cow", "capital", "capital_lat", "capital_lon", "un_region", "income_group", "landlocked", "area_km2", "regions", "neighbours_km"},
	func(r *row) stateRow {
		s := stateRow{
			iso3: r.code("iso3"), name: r.text("name"), capital: r.text("capital"), area: r.text("un_region"),
			lat: r.number("capital_lat", -90, 90), lon: r.number("capital_lon", -180, 180), km2: r.number("area_km2", 0.1, 2e7),
		}
		for f := range strings.FieldsSeq(r.Text("neighbours_km")) {
			var n Neighbour
			code, km, ok := strings.Cut(f, ":")
			if _, err := fmt.Sscanf(km, "%g", &n.BorderKM); !ok || err != nil || !isCode(code) {
				r.bad("neighbours_km", fmt.Sprintf("%q is not a state and kilometres", f), "write CHN:1502 KGZ:1212")
				break
			}
			n.ISO3 = code
			s.neighbours = append(s.neighbours, n)
		}
		return s
	},
}

// isCode reports whether a text is three capital letters, as a code of ISO 3166-1.
func isCode(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(c rune) bool { return c < 'A' || c > 'Z' }) < 0
}

// code is a cell with the code of a state.
func (r *row) code(column string) string {
	s := r.Text(column)
	if !isCode(s) {
		r.bad(column, fmt.Sprintf("%q is not a code of ISO 3166-1 such as KAZ", s), "")
	}
	return s
}

type regionRow struct {
	iso3, id, name string
	lat, lon, km2  float64
	people         float64
}

var regions = table[regionRow]{
	regionsFile,
	[]string{"iso3", "region", "name", "lat", "lon", "area_km2", "population_2020", "geonames_population", "listed_population", "members", "boundary_source"},
	func(r *row) regionRow {
		return regionRow{
			iso3: r.code("iso3"), id: r.text("region"), name: r.text("name"), lat: r.number("lat", -90, 90), lon: r.number("lon", -180, 180), km2: r.number("area_km2", 0.1, 2e7),
			people: float64(r.count("population_2020")),
		}
	},
}

type placeRow struct {
	iso3, name, region, kind string
	lat, lon, people         float64
	year, id                 int
}

var places = table[placeRow]{
	placesFile,
	[]string{"iso3", "name", "lat", "lon", "population", "region", "kind", "year", "geonameid"},
	func(r *row) placeRow {
		return placeRow{
			iso3: r.code("iso3"), name: r.text("name"), region: r.text("region"), kind: r.oneOf("kind", "C", "A", "P"), lat: r.number("lat", -90, 90), lon: r.number("lon", -180, 180),
			people: float64(r.count("population")), year: r.open("year", 1900, lastYear, 0), id: r.count("geonameid"),
		}
	},
}

// Bands of age of the table of people.
var bands = []string{"age_0_14", "age_15_24", "age_25_39", "age_40_64", "age_65_up"}

type peopleRow struct {
	iso3      string
	year      int
	ages      []float64 // by band
	everybody float64
}

var population = table[peopleRow]{
	populationFile,
	append([]string{"iso3", "year"}, append(slices.Clone(bands), "males_15_39")...),
	func(r *row) peopleRow {
		p := peopleRow{iso3: r.code("iso3"), year: r.whole("year", firstYear, lastYear)}
		for _, band := range bands {
			n := float64(r.count(band))
			p.ages, p.everybody = append(p.ages, n), p.everybody+n
		}
		return p
	},
}

type indicatorRow struct {
	iso3, id string
	year     int
	value    float64
}

var indicators = table[indicatorRow]{
	indicatorsFile, []string{"iso3", "indicator", "year", "value"},
	func(r *row) indicatorRow {
		x := indicatorRow{iso3: r.code("iso3"), id: r.text("indicator"), year: r.whole("year", firstYear, lastYear)}
		lo, hi := -1e12, 1e12
		for _, k := range Indicators {
			if k.ID == x.id {
				lo, hi = k.Low, k.High
			}
		}
		x.value = r.number("value", lo, hi)
		return x
	},
}

type regimeRow struct {
	iso3      string
	from, to  int
	level     *float64
	liberties string
	kind      string
	origin    string
}

var regimes = table[regimeRow]{
	regimesFile, []string{"iso3", "from", "to", "electoral_level", "liberties", "type", "type_source"},
	func(r *row) regimeRow {
		return regimeRow{
			iso3: r.code("iso3"), from: r.whole("from", firstYear, lastYear), to: r.open("to", firstYear, lastYear, always), level: r.optional("electoral_level", 0, 6),
			liberties: r.oneOf("liberties", "0", "1", ""), kind: r.oneOf("type", append(slices.Clone(regimeTypes), "")...), origin: r.Text("type_source"),
		}
	},
}

// regimeTypes are those of Anckar and Fredriksson (2018).
var regimeTypes = []string{
	"parliamentary", "semi_presidential", "presidential", "semi_monarchy", "monarchy", "dominant_party", "single_party", "personalist", "military", "oligarchy",
}

type rulerRow struct {
	iso3     string
	from, to month
}

// month counts months since the year 0.
type month int

func (r *row) month(column string, empty month) month {
	text := r.Text(column)
	if text == "" && empty != 0 {
		return empty
	}
	var y, m int
	if n, err := fmt.Sscanf(text, "%4d-%2d", &y, &m); n != 2 || err != nil || m < 1 || m > 12 {
		r.bad(column, fmt.Sprintf("%q is not a month", text), "write 2019-03")
	}
	return month(12*y + m - 1)
}

func (m month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

var rulers = table[rulerRow]{
	rulersFile, []string{"iso3", "from", "to"},
	func(r *row) rulerRow {
		return rulerRow{iso3: r.code("iso3"), from: r.month("from", 0), to: r.month("to", 12*always)}
	},
}

type alignmentRow struct {
	iso3                       string
	year                       int
	ideal                      float64
	agreeUSA, agreeRUS, agreeC *float64
}

var alignment = table[alignmentRow]{
	alignmentFile, []string{"iso3", "year", "ideal_point", "ideal_point_final_passage", "votes", "agree_usa", "agree_rus", "agree_chn"},
	func(r *row) alignmentRow {
		r.optional("ideal_point_final_passage", -10, 10)
		r.open("votes", 0, 10_000, 0)
		x := alignmentRow{
			iso3: r.code("iso3"), year: r.whole("year", firstYear, lastYear),
			agreeUSA: r.optional("agree_usa", 0, 1), agreeRUS: r.optional("agree_rus", 0, 1), agreeC: r.optional("agree_chn", 0, 1),
		}
		if v := r.optional("ideal_point", -10, 10); v != nil {
			x.ideal = *v
		} else {
			x.year = 0 // no position: the row says nothing that is used
		}
		return x
	},
}

type organisationRow struct {
	id, name, kind, obligation, domestic, decision string
	from, to                                       int
	lead, precedents                               []string
}

var organisations = table[organisationRow]{
	organisationsFile, []string{"org", "name", "from", "to", "kind", "obligation", "domestic", "decision", "lead", "precedents"},
	func(r *row) organisationRow {
		o := organisationRow{
			id: r.text("org"), name: r.Text("name"), from: r.whole("from", 1800, lastYear), to: r.open("to", 1800, lastYear, always),
			kind: r.oneOf("kind", "organisation", "bilateral"), obligation: r.oneOf("obligation", "defence", "consultation", "cooperation", "none"),
			domestic: r.oneOf("domestic", "request", "organ", "none"),
			decision: r.oneOf("decision", "consensus", "majority", "two_thirds", "lead_state", "bilateral", "request"),
			lead:     strings.Fields(r.Text("lead")), precedents: strings.Fields(r.Text("precedents")),
		}
		for _, lead := range o.lead {
			if !isCode(lead) {
				r.bad("lead", fmt.Sprintf("%q is not a code of ISO 3166-1 such as KAZ", lead), "")
			}
		}
		return o
	},
}

type membershipRow struct {
	org, iso3 string
	from, to  int
	suspended bool
}

var alliances = table[membershipRow]{
	alliancesFile, []string{"org", "iso3", "from", "to", "status"},
	func(r *row) membershipRow {
		return membershipRow{
			org: r.text("org"), iso3: r.text("iso3"), from: r.whole("from", 1800, lastYear), to: r.open("to", 1800, lastYear, always),
			suspended: r.oneOf("status", "member", "suspended") == "suspended",
		}
	},
}

// Forms of protest and of answers to it, as unrest.csv counts them.
var Forms = []string{"protests", "violent", "price", "political", "large", "arrests", "dispersal", "shootings", "killings", "accommodation", "ignored"}

type unrestRow struct {
	iso3   string
	year   int
	counts map[string]float64
}

var unrest = table[unrestRow]{
	unrestFile, append([]string{"iso3", "year"}, Forms...),
	func(r *row) unrestRow {
		x := unrestRow{iso3: r.code("iso3"), year: r.whole("year", firstYear, lastYear), counts: map[string]float64{}}
		for _, f := range Forms {
			x.counts[f] = float64(r.count(f))
		}
		return x
	},
}

// Sorts of organised violence, as violence.csv counts its deaths.
var Sorts = []string{"intrastate", "interstate", "non_state", "one_sided_government", "one_sided_groups"}

type violenceRow struct {
	iso3   string
	year   int
	deaths map[string]float64
}

var violence = table[violenceRow]{
	violenceFile, append([]string{"iso3", "year"}, Sorts...),
	func(r *row) violenceRow {
		x := violenceRow{iso3: r.code("iso3"), year: r.whole("year", firstYear, lastYear), deaths: map[string]float64{}}
		for _, s := range Sorts {
			x.deaths[s] = float64(r.count(s))
		}
		return x
	},
}

type capitalRow struct {
	iso3, name string
	to         int
}

// capitals are those of earlier years; the others are in the table of states.
var capitals = table[capitalRow]{
	capitalsFile, []string{"iso3", "capital", "to"},
	func(r *row) capitalRow {
		return capitalRow{iso3: r.code("iso3"), name: r.text("capital"), to: r.whole("to", firstYear, lastYear)}
	},
}

type rivalRow struct {
	a, b     string
	from, to int
}

var rivals = table[rivalRow]{
	rivalsFile, []string{"a", "b", "from", "to", "why"},
	func(r *row) rivalRow {
		r.text("why")
		return rivalRow{a: r.code("a"), b: r.code("b"), from: r.whole("from", 1900, lastYear), to: r.open("to", 1900, lastYear, always)}
	},
}

type historyRow struct {
	iso3     string
	from, to int
	what     string
}

// history says where the tables speak of another state than that of the year.
var history = table[historyRow]{
	historyFile, []string{"iso3", "from", "to", "what"},
	func(r *row) historyRow {
		return historyRow{iso3: r.code("iso3"), from: r.whole("from", firstYear, lastYear), to: r.whole("to", firstYear, lastYear), what: r.text("what")}
	},
}
