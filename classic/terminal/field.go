package terminal

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"casus/classic"
	"casus/report/number"
)

// field is a picture of the sites at a step, a site or a rectangle of sites to a cell.
type field struct {
	step       int
	across     int // cells in a row
	wide, tall int // sites in a cell
	cells      [][classic.Jailed + 1]int
}

// fieldColumns is the widest field that is shown site by site.
const fieldColumns = 80

// newField draws a torus into so many columns: each site, or if there are too
// many, how many of each mark are on squares of sites. A character is about twice
// as high as wide.
func newField(step, size, columns int, draw func(see func(x, y int, what classic.Mark))) *field {
	columns = min(columns, fieldColumns)
	f := &field{step: step, wide: (size + columns - 1) / columns}
	f.tall = f.wide
	if f.wide > 1 {
		f.tall = 2 * f.wide
	}
	f.across = (size + f.wide - 1) / f.wide
	f.cells = make([][classic.Jailed + 1]int, f.across*((size+f.tall-1)/f.tall))
	draw(func(x, y int, what classic.Mark) { f.cells[y/f.tall*f.across+x/f.wide][what]++ })
	return f
}

// sitewise is whether each site is shown.
func (f *field) sitewise() bool { return f.wide == 1 }

// look is how a mark is shown.
type look struct {
	sign   string
	colour string // of the 16 that terminals have
	says   string
}

// looksOf are the looks by model. Where a site holds several, the one that comes
// first is seen.
var looksOf = [...][]struct {
	mark classic.Mark
	look
}{
	1: {
		{classic.Active, look{"█", "9", "active"}},
		{classic.Cop, look{"+", "15", "cop"}},
		{classic.Quiet, look{"·", "4", "quiet"}},
		{classic.Jailed, look{"-", "8", "jailed"}},
	},
	2: {
		{classic.BlueActive, look{"█", "14", "blue, active"}},
		{classic.BlueQuiet, look{"▒", "4", "blue, quiet"}},
		{classic.GreenActive, look{"*", "11", "green, active"}},
		{classic.GreenQuiet, look{"·", "2", "green, quiet"}},
		{classic.Peacekeeper, look{"+", "15", "cop"}},
	},
}

// shades say how many of a cell's citizens are active, or of its people are blue.
var shades = []struct {
	sign string
	from float64 // share
}{{"█", 0.5}, {"▓", 0.25}, {"▒", 0.1}, {"░", 0.02}, {"·", 0}}

// at gives the look of a cell, if anybody is there.
func (f *field) at(model, x, y int) (look, bool) {
	i := y*f.across + x
	if x >= f.across || i >= len(f.cells) {
		return look{}, false
	}
	n := f.cells[i]
	if f.sitewise() {
		for _, l := range looksOf[model] {
			if n[l.mark] > 0 {
				return l.look, true
			}
		}
		return look{}, false
	}
	part, all, colours := n[classic.Active], n[classic.Active]+n[classic.Quiet], [2]string{"9", "4"}
	if model == 2 {
		part = n[classic.BlueActive] + n[classic.BlueQuiet]
		all, colours = part+n[classic.GreenActive]+n[classic.GreenQuiet], [2]string{"4", "2"}
	}
	if all == 0 {
		return look{}, false
	}
	share := float64(part) / float64(all)
	for _, s := range shades {
		if share >= s.from {
			colour := colours[0]
			if s.from == 0 {
				colour = colours[1]
			}
			return look{sign: s.sign, colour: colour}, true
		}
	}
	return look{}, false
}

// print shows the field: in colour two rows of sites a line, so that squares are
// square; else a character a site; and of large fields shades.
func (f *field) print(w io.Writer, model int, colours bool) {
	rows := len(f.cells) / f.across
	for y := 0; y < rows; y++ {
		var line strings.Builder
		for x := range f.across {
			l, some := f.at(model, x, y)
			switch {
			case colours && f.sitewise():
				below, more := f.at(model, x, y+1)
				line.WriteString(halves(l, some, below, more))
			case !some:
				line.WriteByte(' ')
			case colours:
				line.WriteString(paint(l.sign, l.colour))
			default:
				line.WriteString(l.sign)
			}
		}
		if colours && f.sitewise() {
			y++
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
	fmt.Fprintln(w, f.legend(model, colours))
}

// halves shows two sites, one above the other.
func halves(above look, some bool, below look, more bool) string {
	switch {
	case some && more && above.colour == below.colour:
		return paint("█", above.colour)
	case some && more:
		return lipgloss.NewStyle().Foreground(lipgloss.Color(above.colour)).Background(lipgloss.Color(below.colour)).Render("▀")
	case some:
		return paint("▀", above.colour)
	case more:
		return paint("▄", below.colour)
	}
	return " "
}

func paint(text, colour string) string {
	return lipgloss.NewStyle().Foreground(lipgloss.Color(colour)).Render(text)
}

func (f *field) legend(model int, colours bool) string {
	var parts []string
	if f.sitewise() {
		seen := map[classic.Mark]bool{}
		for _, c := range f.cells {
			for mark, n := range c {
				seen[classic.Mark(mark)] = seen[classic.Mark(mark)] || n > 0
			}
		}
		for _, l := range looksOf[model] {
			if !seen[l.mark] {
				continue
			}
			sign := l.sign
			if colours {
				sign = paint("█", l.colour)
			}
			parts = append(parts, sign+" "+l.says)
		}
		return strings.Join(parts, "   ")
	}
	last := len(shades) - 1
	for _, s := range shades[:last] {
		parts = append(parts, fmt.Sprintf("%s %s", s.sign, number.Percent(s.from)))
	}
	parts = append(parts, shades[last].sign+" less")
	what := "active"
	if model == 2 {
		what = "blue"
	}
	return fmt.Sprintf("A character is %d×%d sites; %s, of the citizens at large there, are at least\n%s", f.wide, f.tall, what, strings.Join(parts, "   "))
}
