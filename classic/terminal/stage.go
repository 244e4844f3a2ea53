package terminal

import (
	"math"

	"casus/classic"
)

// stage is one of the classic models, in the course of being played.
type stage interface {
	// step changes what is due and plays step n, from 1.
	step(n int)
	// row gives the numbers of Columns.
	row() []int
	draw(see func(x, y int, what classic.Mark))
	// telling is whether the field, as it is now, should take the place of the
	// picture that was kept.
	telling() bool
	over() bool
}

// Columns are the columns of the series by model, after the step.
var Columns = [...][]string{
	1: {"active", "quiet", "jailed", "citizens", "cops"},
	2: {
		"blue_quiet", "blue_active", "blue_jailed", "blue_born", "blue_killed", "blue_aged", "blue_arrests",
		"green_quiet", "green_active", "green_jailed", "green_born", "green_killed", "green_aged", "green_arrests", "cops",
	},
}

// rebellion is Model I.
type rebellion struct {
	*classic.Model
	x    *Experiment
	cops int // at step 0
	most int // active, of what was telling
}

func (r *rebellion) step(n int) {
	if l := r.x.legitimacy; l[n] != l[n-1] {
		r.SetLegitimacy(l[n])
	}
	if c := r.x.cops; c[n] != c[n-1] {
		left := int(math.Round(float64(r.cops) * c[n] / c[0]))
		r.RemoveCops(r.Counts().Cops - left)
	}
	r.Step()
}

func (r *rebellion) row() []int {
	c := r.Counts()
	return []int{c.Active, c.Quiet, c.Jailed, c.Active + c.Quiet + c.Jailed, c.Cops}
}

func (r *rebellion) draw(see func(x, y int, what classic.Mark)) { r.Draw(see) }

// telling: more are active than ever, and enough for an outburst. A large torus
// has outbursts here and there at any time, and most active at first, all over.
func (r *rebellion) telling() bool {
	n := r.Counts().Active
	if r.x.Params.Size > fieldColumns || n <= max(r.most, r.x.above) {
		return false
	}
	r.most = n
	return true
}

func (r *rebellion) over() bool { return false }

// strife is Model II.
type strife struct {
	*classic.Groups
	x    *Experiment
	told bool
}

func (s *strife) step(n int) {
	if c := s.x.cops; c[n] != c[n-1] {
		sites := float64(s.x.Params.Size * s.x.Params.Size)
		s.SetCops(int(math.Round(c[n] * sites)))
	}
	s.Step()
}

func (s *strife) row() []int {
	c := s.Counts()
	var row []int
	for _, g := range c.Group {
		row = append(row, g.Quiet, g.Active, g.Jailed, g.Born, g.Killed, g.Aged, g.Arrests)
	}
	return append(row, c.Cops)
}

func (s *strife) draw(see func(x, y int, what classic.Mark)) { s.Draw(see) }

// tellingShare is the share of the smaller group at which places held by one
// group show best.
const tellingShare = 0.25

func (s *strife) telling() bool {
	g := s.Counts().Group
	blue, green := g[classic.Blue].Living(), g[classic.Green].Living()
	if s.told || float64(min(blue, green)) > tellingShare*float64(blue+green) {
		return false
	}
	s.told = true
	return true
}

func (s *strife) over() bool {
	_, gone := s.Extinct()
	return gone
}
