package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"casus/files"
	"casus/scenario/source"
)

// Migration is a folder of an earlier version, moved to the present form as far as a
// program can.
type Migration struct {
	Moved []Move // in the order of files and lines
	Left  error  // what is still wrong, in the texts as moved; nil if nothing is

	fsys    fs.FS
	editors map[string]*source.Editor
	at      *source.Editor // of the file at hand
	begun   bool           // whether the price is made a grievance in this round,
	exposed bool           // and regions are exposed to it
}

// Move is one entry that has been moved.
type Move struct {
	File string
	Line int // in the file as it was
	Text string
}

// Migrate moves the forms of earlier versions that check finds in a folder; check gives
// [source.Problems], as [Load] does. Nothing is lost: what has no place any more stays
// as a comment. The error is that of a text which cannot be read once it is changed.
func Migrate(fsys fs.FS, check func(fs.FS) error) (*Migration, error) {
	m := &Migration{fsys: fsys, editors: map[string]*source.Editor{}}
	for moved := true; moved; {
		var ps source.Problems
		if m.Left = check(files.Over(fsys, m.Texts())); !errors.As(m.Left, &ps) {
			break
		}
		var err error
		if moved, err = m.round(ps); err != nil {
			return nil, err
		}
	}
	order := []string{MainFile, ParametersFile, FittedFile, RecordFile, ClaimsFile}
	slices.SortStableFunc(m.Moved, func(a, b Move) int {
		return cmp.Or(slices.Index(order, a.File)-slices.Index(order, b.File), a.Line-b.Line)
	})
	return m, nil
}

// Texts gives the files that are changed, by name.
func (m *Migration) Texts() map[string][]byte {
	texts := map[string][]byte{}
	for name, e := range m.editors {
		texts[name] = e.Bytes()
	}
	return texts
}

// round moves what it can of the forms that a check has found, from the end of each file
// to its beginning, so that places stay what they are.
func (m *Migration) round(ps source.Problems) (moved bool, err error) {
	ps = slices.Clone(ps)
	slices.SortStableFunc(ps, func(a, b source.Problem) int { return cmp.Or(b.Line-a.Line, b.Column-a.Column) })
	changed := map[string]*source.Editor{}
	m.begun, m.exposed = false, false
	for i := range ps {
		p := &ps[i]
		f, ok := formerOf(p)
		if !ok {
			continue
		}
		if m.at = m.editors[p.File]; m.at == nil {
			if m.at, err = source.Edit(m.fsys, p.File); err != nil {
				return false, err
			}
		}
		line := m.at.Was(p.Line)
		if said := m.move(p, f); said != "" {
			m.editors[p.File], changed[p.File] = m.at, m.at
			m.Moved = append(m.Moved, Move{p.File, line, said})
		}
	}
	if m.begun {
		lines := []string{"grievances:", "  - id: " + price, `    name: "the price"`, "    exposure:"}
		if !m.exposed {
			lines = lines[:3]
		}
		changed[MainFile].Below("$.society", "society", lines...)
	}
	for _, name := range slices.Sorted(maps.Keys(changed)) {
		if err := changed[name].Settle(); err != nil {
			return false, err
		}
	}
	return len(changed) > 0, nil
}

// step moves a form at the place of a problem, and says what it did; "" if it cannot.
type step func(m *Migration, p *source.Problem, f former) string

// identifier is what a parameter or a series is called, as against a value.
var identifier = regexp.MustCompile(`^[a-z][a-z_]*(\.[a-z_0-9]+)*$`)

// move moves a form: an entry by its key, or a name within an expression or a world.
func (m *Migration) move(p *source.Problem, f former) string {
	name := identifier.MatchString(f.as)
	switch {
	case f.by != nil:
		return f.by(m, p, f)
	case m.at.IsKey(p.Path, p.Unknown) && name:
		if m.at.Rename(p.Path, p.Unknown, f.as) {
			return fmt.Sprintf("%s is %s now", p.Unknown, f.as)
		}
	case m.at.IsKey(p.Path, p.Unknown):
		if m.at.Comment(p.Path, p.Unknown, "no longer read") {
			return fmt.Sprintf("%s is a comment: %s", p.Unknown, f.why)
		}
	case f.as != "" && (name || !setsIt(p)):
		if m.at.Replace(p.Path, p.Unknown, f.as) {
			return strings.TrimSuffix(fmt.Sprintf("%s is %s now: %s", p.Unknown, f.as, f.why), ": ")
		}
	}
	return ""
}

// price is the id of the grievance that takes the place of the price shock.
const price = "price"

// expose moves what a region is exposed to under the grievance.
func expose(m *Migration, p *source.Problem, _ former) string {
	region := strings.TrimSuffix(p.Path, ".exposure")
	id := m.at.Text(region + ".id")
	if !isID(id) || !m.canBegin() {
		return ""
	}
	value, ok := m.at.Take(p.Path, p.Unknown)
	if !ok {
		return ""
	}
	m.begun, m.exposed = true, true
	m.at.Below("$.society", "society", "      "+source.Quote(id)+": "+value)
	return fmt.Sprintf("the exposure of %s is under grievances", id)
}

// relieve says which grievance an option relieves: the price, or the only one there is.
func relieve(m *Migration, p *source.Problem, _ former) string {
	id := price
	if m.canBegin() {
		m.begun = true
	} else if id = m.at.Text("$.grievances[0].id"); m.at.Items("$.grievances") != 1 || !isID(id) {
		return ""
	}
	relieves := "relieves: " + source.Quote(id)
	ok := false
	if m.at.Braced(p.Path, p.Unknown) {
		ok = m.at.Rename(p.Path, p.Unknown, relieves+", relief")
	} else if m.at.Below(p.Path, p.Unknown, strings.Repeat(" ", p.Column-1)+relieves) {
		ok = m.at.Rename(p.Path, p.Unknown, "relief")
	}
	if !ok {
		return ""
	}
	return fmt.Sprintf("price_relief is relief, of the grievance %s", id)
}

func isID(text string) bool {
	message, _ := source.CheckID(text)
	return message == ""
}

// Whether a list of grievances can be begun below society.
func (m *Migration) canBegin() bool {
	return !m.at.IsKey("$.grievances", "grievances") && !m.at.Braced("$.society", "society")
}

// retire makes a comment of a parameter in a unit of old: what is usual holds.
func retire(m *Migration, p *source.Problem, f former) string {
	name, unit, _ := strings.Cut(p.Unknown, " in ")
	if !m.at.Comment(strings.TrimSuffix(p.Path, ".unit"), name, "no longer read") {
		return ""
	}
	return fmt.Sprintf("%s is a comment, for it was in %q: %s", name, unit, f.why)
}

// nest puts what was the only fit under fits.
func nest(m *Migration, p *source.Problem, _ former) string {
	if p.Unknown != "priors" || m.at.IsKey("$.fits", "fits") || m.at.Braced(p.Path, p.Unknown) {
		return ""
	}
	to := ToRecord
	if strings.Contains(m.at.Text("$.command"), "calibrate alliance") {
		to = ToCases
	}
	m.at.Nest("    ", "fits:", "  - to: "+to)
	return "priors, with their command and note, are a fit to the " + to + ", under fits"
}
