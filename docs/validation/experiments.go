package main

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"casus/classic"
	"casus/classic/mesa"
	"casus/luck"
	"casus/report"
	"casus/stats"
)

// deception is who of the willing, those who would rebel at no risk, is active.
type deception struct {
	Runs, Steps   int
	Quiet         float64 // share of the willing at large who are quiet
	AloneNone     float64 // shares of them who rebel: the only one in sight, no cop
	AloneOne      float64 // and one cop
	AloneFive     float64 // and five
	CrowdFive     float64 // more than ten active in sight, five cops
	CrowdTen      float64 // and ten
	turns, rebels [len(companies)][mostCops + 1]int
}

// mostCops in sight that are told apart.
const mostCops = 12

// companies are classes of the number of active citizens in sight, oneself among
// them, by the most of each.
var companies = [...]struct {
	most   int
	name   string
	colour color.Color
}{{1, "A = 1, oneself", report.Blue}, {4, "A = 2 to 4", report.Green}, {10, "A = 5 to 10", color.Gray{128}}, {math.MaxInt, "A > 10", report.Vermillion}}

func (d *deception) play(files map[string][]byte) error {
	d.Runs, d.Steps = 8, 1000
	parts, err := replicate(d.Runs, func(_ int, lk luck.Replicate) (*deception, error) {
		var part deception
		m := newPlain(classic.Standard(classic.NetLogo()), variation{}, lk)
		m.turn = func(seen sight, active bool) {
			k := 0
			for int(seen.active) > companies[k].most {
				k++
			}
			cops := min(int(seen.cops), mostCops)
			part.turns[k][cops]++
			if active {
				part.rebels[k][cops]++
			}
		}
		mesa.Watch(m, d.Steps)
		return &part, nil
	})
	if err != nil {
		return err
	}
	turns, rebels := 0, 0
	for _, part := range parts {
		for k := range companies {
			for c := range mostCops + 1 {
				d.turns[k][c] += part.turns[k][c]
				d.rebels[k][c] += part.rebels[k][c]
				turns += part.turns[k][c]
				rebels += part.rebels[k][c]
			}
		}
	}
	share := func(k, cops int) float64 { return float64(d.rebels[k][cops]) / float64(d.turns[k][cops]) }
	crowd := len(companies) - 1
	d.Quiet = 1 - float64(rebels)/float64(turns)
	d.AloneNone, d.AloneOne, d.AloneFive, d.CrowdFive, d.CrowdTen = share(0, 0), share(0, 1), share(0, 5), share(crowd, 5), share(crowd, 10)
	p := report.Panel("who rebels, of those who would at no risk")
	p.X.Label.Text, p.Y.Label.Text = fmt.Sprintf("cops in sight (%d: or more)", mostCops), "share"
	p.X.Tick.Marker, p.Legend.YOffs = report.Every(2, 0, mostCops), -vg.Centimeter // below the line of crowds
	for k, c := range companies {
		line := &curve{name: c.name, colour: c.colour}
		for cops := range mostCops + 1 {
			const enough = 100
			if d.turns[k][cops] >= enough {
				line.points = append(line.points, plotter.XY{X: float64(cops), Y: share(k, cops)})
			}
		}
		if err := curves(p, []*curve{line}); err != nil {
			return err
		}
	}
	return picture(files, "deception", 18, 11, [][]*plot.Plot{{p}})
}

// fall is the paper's runs 3 and 4: legitimacy goes down, at once or bit by bit.
type fall struct {
	Runs, Steps, At int
	Rows            []fallen
}

// fallen is what comes of a fall to a level, at once and by 0.01 a step.
type fallen struct {
	Rules        string
	To           float64
	Jump, Salami downfall
}

type downfall struct {
	Outbursts    float64    // share of runs with one
	Peak, Jailed stats.Band // most active; jailed at the end
}

// lasting is a longest term that nobody sees the end of.
const lasting = classic.MaxTerm

// manyCops is their share of the sites in the paper's runs 3 to 5.
const manyCops = 0.074

// Term is the longest.
func (f *fall) Term() int { return lasting }

// InSight are the cops that see one, on average.
func (f *fall) InSight() float64 { return manyCops * float64(switches{}.Sites().Disc+1) }

func (f *fall) play(files map[string][]byte) error {
	f.Runs, f.Steps, f.At = 100, 180, 77
	p := classic.Standard(classic.NetLogo())
	p.Legitimacy, p.Cops, p.MaxJail = 0.9, manyCops, lasting
	var panels [2][]*plot.Plot
	for _, way := range []struct {
		name  string
		rules classic.Rules
		plain *variation // nil: package classic
		to    float64
	}{
		{"NetLogo", classic.NetLogo(), nil, 0.7}, {"NetLogo", classic.NetLogo(), nil, 0.6}, {"NetLogo", classic.NetLogo(), nil, 0.5}, {"NetLogo", classic.NetLogo(), nil, 0.2},
		{"Mesa", classic.Mesa(), nil, 0.7},
		{"NetLogo, cops after citizens (plain)", classic.NetLogo(), &variation{Last: true}, 0.7},
		{"reconstruction (plain)", read(p).Rules, &reconstruction, 0.7},
		{"reconstruction (plain)", read(p).Rules, &reconstruction, 0.6},
	} {
		p.Rules = way.rules
		at := func(part float64) ([]mesa.Series, error) {
			return replicate(f.Runs, func(_ int, lk luck.Replicate) (mesa.Series, error) {
				if way.plain != nil {
					return f.lower(newPlain(p, *way.plain, lk), p.Legitimacy, way.to, part), nil
				}
				m, err := classic.New(p, lk)
				if err != nil {
					return nil, err
				}
				return f.lower(m, p.Legitimacy, way.to, part), nil
			})
		}
		jump, err := at(1)
		if err != nil {
			return err
		}
		salami, err := at(0.01)
		if err != nil {
			return err
		}
		f.Rows = append(f.Rows, fallen{way.name, way.to, downfallOf(jump), downfallOf(salami)})
		for _, show := range []struct {
			name string
			to   float64
			runs []mesa.Series
		}{{"jump to", 0.7, jump}, {"salami to", 0.7, salami}, {"jump to", 0.2, jump}, {"salami to", 0.2, salami}} {
			if show.to != way.to || way.name != "NetLogo" {
				continue
			}
			k := 0
			if show.to == 0.2 {
				k = 1
			}
			run := typical(show.runs)
			panel := report.Panel(fmt.Sprintf("%s L = %g", show.name, show.to))
			panel.X.Label.Text, panel.Y.Label.Text = "step", "citizens"
			if err := curves(panel, []*curve{{"jailed", course(run, jailedOf), report.Blue, false}, {"active", course(run, activeOf), report.Vermillion, false}}); err != nil {
				return err
			}
			panel.Legend.Left, panel.X.Tick.Marker = true, report.Every(report.Step(float64(f.Steps)), 0, float64(f.Steps))
			panels[k] = append(panels[k], panel)
		}
	}
	for _, row := range panels {
		top := 0.0
		for _, p := range row {
			top = max(top, p.Y.Max)
		}
		for _, p := range row {
			p.Y.Min, p.Y.Max = 0, top
		}
	}
	return picture(files, "legitimacy", 26, 18, panels[:])
}

// lower plays a run in which legitimacy falls by a part a step, down to a level.
func (f *fall) lower(m rulers, l, to, part float64) mesa.Series {
	s := make(mesa.Series, f.Steps)
	for i := range s {
		if i+1 >= f.At && l > to {
			l = max(to, l-part)
			m.SetLegitimacy(l)
		}
		m.Step()
		s[i] = m.Counts()
	}
	return s
}

// rulers of a model can lose legitimacy.
type rulers interface {
	mesa.Model
	SetLegitimacy(l float64)
}

// typical is the run whose peak is the median.
func typical(runs []mesa.Series) mesa.Series {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(a, b mesa.Series) int { return cmp.Compare(peakOf(a), peakOf(b)) })
	return sorted[len(sorted)/2]
}

func peakOf(s mesa.Series) int { return slices.Max(s.Active()) }

func downfallOf(runs []mesa.Series) downfall {
	var peaks, jailed []float64
	outbursts := 0
	for _, s := range runs {
		peak := peakOf(s)
		if peak > high {
			outbursts++
		}
		peaks, jailed = append(peaks, float64(peak)), append(jailed, float64(s[len(s)-1].Jailed))
	}
	return downfall{float64(outbursts) / float64(len(runs)), stats.BandOf(peaks), stats.BandOf(jailed)}
}
