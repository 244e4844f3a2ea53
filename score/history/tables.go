package history

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"casus/files"
	"casus/scenario/source"
)

// most bounds a table once it is unpacked, in bytes.
const most = 16 << 20

// rows reads a table and visits its rows. The first cell that does not read ends it.
func rows(folder fs.FS, name string, columns []string, visit func(*row)) error {
	csv, err := source.ReadCSV(folder, name, columns...)
	if err != nil {
		return err
	}
	for i := range csv.Rows {
		r := row{Row: csv.Rows[i]}
		visit(&r)
		if r.problem != nil {
			return source.Problems{*r.problem}
		}
	}
	return nil
}

// row reads cells; the first problem stays.
type row struct {
	source.Row
	problem *source.Problem
}

func (r *row) keep(p *source.Problem) {
	if r.problem == nil {
		r.problem = p
	}
}

func (r *row) year(column string) int {
	x, problem := r.Int(column)
	if problem == nil && (x < 1900 || x > 2100) {
		p := r.Problem(column, fmt.Sprintf("%d is no year of 1900 to 2100", x), "")
		problem = &p
	}
	r.keep(problem)
	return x
}

// end is a year, or Now where the cell is empty.
func (r *row) end(column string) int {
	if r.Text(column) == "" {
		return Now
	}
	return r.year(column)
}

func (r *row) whole(column string) int {
	x, problem := r.Int(column)
	r.keep(problem)
	return x
}

func (r *row) flag(column string) bool {
	x := r.whole(column)
	if x != 0 && x != 1 {
		p := r.Problem(column, fmt.Sprintf("%d is neither 0 nor 1", x), "")
		r.keep(&p)
	}
	return x == 1
}

func (r *row) number(column string) *float64 {
	if r.Text(column) == "" {
		return nil
	}
	x, problem := r.Float(column)
	r.keep(problem)
	return &x
}

func (r *row) code(column string) string {
	s := r.Text(column)
	r.codes(column)
	return s
}

// codes are states, separated by blanks.
func (r *row) codes(column string) []string {
	list := strings.Fields(r.Text(column))
	for _, c := range list {
		if len(c) != 3 || strings.ToUpper(c) != c {
			p := r.Problem(column, fmt.Sprintf("%q is not a code such as KAZ", c), "")
			r.keep(&p)
		}
	}
	return list
}

func (p *Past) readStates(world fs.FS) error {
	err := rows(world, "states.csv", []string{"iso3", "iso2", "name", "cow", "capital", "capital_lat", "capital_lon", "un_region", "income_group", "landlocked", "area_km2", "regions", "neighbours_km"}, func(r *row) {
		s := &State{Code: r.code("iso3"), Name: r.Text("name"), Region: r.Text("un_region")}
		for field := range strings.FieldsSeq(r.Text("neighbours_km")) {
			code, _, _ := strings.Cut(field, ":")
			s.Neighbours = append(s.Neighbours, code)
		}
		p.States[s.Code] = s
	})
	if err != nil {
		return err
	}
	for code, name := range map[string]string{"DDR": "East Germany", "CSK": "Czechoslovakia", "VDR": "South Vietnam", "YMD": "South Yemen", "EAZ": "Zanzibar"} {
		p.States[code] = &State{Code: code, Name: name}
	}
	return rows(world, "regimes.csv", []string{"iso3", "from", "to", "electoral_level", "liberties", "type", "type_source"}, func(r *row) {
		if s := p.States[r.code("iso3")]; s != nil {
			s.Existed(r.year("from"), r.year("to"))
		}
	})
}

// withoutTroops are the remarks at a precedent of which no troops came.
var withoutTroops = []string{"refused", "threat", "offered", "declined", "unsent", "embargo", "materiel"}

func (p *Past) readOrganisations(world fs.FS) error {
	by := map[string]*Organisation{}
	err := rows(world, "organisations.csv", []string{"org", "name", "from", "to", "kind", "obligation", "domestic", "decision", "lead", "precedents"}, func(r *row) {
		o := &Organisation{
			Code: r.Text("org"), Name: r.Text("name"), From: r.year("from"), To: r.end("to"), Pact: r.Text("kind") == "bilateral",
			Defence: r.Text("obligation") == "defence", Home: r.Text("domestic") != "none", Leads: r.codes("lead"),
		}
		for f := range strings.FieldsSeq(r.Text("precedents")) {
			name, remark, _ := strings.Cut(f, "(")
			year, err := strconv.Atoi(name[min(3, len(name)):])
			if err != nil || len(name) != 7 {
				bad := r.Problem("precedents", fmt.Sprintf("%q is not a state and a year", f), "write KGZ2010(refused)")
				r.keep(&bad)
				return
			}
			remark = strings.TrimSuffix(remark, ")")
			o.Acted = append(o.Acted, Act{name[:3], year, slices.Contains(withoutTroops, remark), remark == "refused" || remark == "declined"})
		}
		by[o.Code] = o
		p.Organisations = append(p.Organisations, o)
	})
	if err != nil {
		return err
	}
	return rows(world, "alliances.csv", []string{"org", "iso3", "from", "to", "status"}, func(r *row) {
		o := by[r.Text("org")]
		if o == nil {
			bad := r.Problem("org", fmt.Sprintf("organisations.csv has no %q", r.Text("org")), "")
			r.keep(&bad)
			return
		}
		o.Spells = append(o.Spells, Spell{r.code("iso3"), r.year("from"), r.end("to"), r.Text("status") == "suspended"})
	})
}

// Powers are those with which agreement in votes is known.
var Powers = []string{"USA", "RUS", "CHN"}

func (p *Past) readVotes(world fs.FS) error {
	const name = "alignment.csv"
	packed, err := files.Read(world, name+".gz", most)
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("%s.gz: %w", name, err)
	}
	text, err := io.ReadAll(io.LimitReader(z, most))
	if err != nil {
		return fmt.Errorf("%s.gz: %w", name, err)
	}
	return rows(fstest.MapFS{name: {Data: text}}, name, []string{"iso3", "year", "ideal_point", "ideal_point_final_passage", "votes", "agree_usa", "agree_rus", "agree_chn"}, func(r *row) {
		state := r.code("iso3")
		if p.Votes[state] == nil {
			p.Votes[state] = map[int]Vote{}
		}
		v := Vote{Ideal: r.number("ideal_point"), Agree: map[string]*float64{}}
		for _, power := range Powers {
			v.Agree[power] = r.number("agree_" + strings.ToLower(power))
		}
		p.Votes[state][r.year("year")] = v
	})
}

func (p *Past) readConflicts(folder fs.FS) error {
	err := rows(folder, "conflicts.csv", []string{"conflict", "year", "type", "intensity", "began", "episode_began", "side_a", "with_a", "side_b", "with_b"}, func(r *row) {
		c := ConflictYear{
			Conflict: r.whole("conflict"), Year: r.year("year"), Type: Type(r.Text("type")), War: r.whole("intensity") == 2,
			Episode: Episode{r.whole("conflict"), r.date("episode_began")}, Began: Episode{Began: r.date("began")}.Year(),
			A: r.codes("side_a"), WithA: r.codes("with_a"), B: r.codes("side_b"), WithB: r.codes("with_b"),
		}
		p.Conflicts = append(p.Conflicts, c)
	})
	if err != nil {
		return err
	}
	return rows(folder, "attacked.csv", []string{"conflict", "episode_began", "attacked", "why"}, func(r *row) {
		p.Attacked[Episode{r.whole("conflict"), r.date("episode_began")}] = Attack{r.Text("attacked"), r.Text("why")}
	})
}

// date is a day, as 1946-07-18.
func (r *row) date(column string) string {
	s := r.Text(column)
	if len(s) != len("1946-07-18") || strings.Trim(s, "0123456789-") != "" {
		p := r.Problem(column, fmt.Sprintf("%q is not a date", s), "write 1946-07-18")
		r.keep(&p)
		return "0000-00-00"
	}
	return s
}

func (p *Past) readSupport(folder fs.FS) error {
	short := []string{"infrastructure", "territory", "weapons", "materiel", "training", "funds", "intelligence", "other", "unknown"}
	return rows(folder, "support.csv", slices.Concat([]string{"year", "state", "side", "supporter", "conflict", "troops"}, short, []string{"alleged"}), func(r *row) {
		s := Support{
			Year: r.year("year"), State: r.code("state"), Government: r.Text("side") == "government", From: r.code("supporter"),
			Troops: r.flag("troops"), OnlyAlleged: r.flag("alleged"),
		}
		for _, column := range short {
			s.Short = r.flag(column) || s.Short
		}
		p.Support = append(p.Support, s)
	})
}
