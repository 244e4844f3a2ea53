package main

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"casus/classic"
	"casus/classic/mesa"
	"casus/luck"
	"casus/report"
)

// switches turns the rules of NetLogo into those of Mesa, one at a time.
type switches struct {
	Runs, Steps int
	Rows        []switched
}

// Sites gives the sites in sight of one at a vision of 7, without one's own.
func (switches) Sites() struct{ Disc, VonNeumann, Moore int } {
	const vision, size = 7, 15
	return struct{ Disc, VonNeumann, Moore int }{len(discs(size, vision, false)[0]), 2 * vision * (vision + 1), size*size - 1}
}

type switched struct {
	Name, What    string
	NetLogo, Mesa string
	rhythm
}

func (s *switches) play(map[string][]byte) error {
	s.Runs, s.Steps = 20, 1000
	n, m := classic.NetLogo(), classic.Mesa()
	on := func(b bool) string { return map[bool]string{true: "on", false: "off"}[b] }
	for _, c := range []struct {
		row    switched
		change func(*classic.Rules)
	}{
		{switched{Name: "none: NetLogo's rules"}, func(*classic.Rules) {}},
		{switched{Name: "`Shape`", What: "von Neumann instead of a disc", NetLogo: "disc", Mesa: "von Neumann"}, func(r *classic.Rules) { r.Shape = classic.VonNeumann }},
		{switched{Name: "`Shape`", What: "Moore instead of a disc", NetLogo: "disc", Mesa: "von Neumann"}, func(r *classic.Rules) { r.Shape = classic.Moore }},
		{switched{Name: "`HalfEven`", What: "C/A to the nearest instead of down", NetLogo: on(n.HalfEven), Mesa: on(m.HalfEven)}, func(r *classic.Rules) { r.HalfEven = true }},
		{switched{Name: "`OwnSite`", What: "the active count themselves once, not twice", NetLogo: on(n.OwnSite), Mesa: on(m.OwnSite)}, func(r *classic.Rules) { r.OwnSite = false }},
		{switched{Name: "`MoveFirst`", What: "decide or arrest, then move", NetLogo: on(n.MoveFirst), Mesa: on(m.MoveFirst)}, func(r *classic.Rules) { r.MoveFirst = false }},
		{switched{Name: "`Pounce`", What: "a cop stays where it is when it arrests", NetLogo: on(n.Pounce), Mesa: on(m.Pounce)}, func(r *classic.Rules) { r.Pounce = false }},
		{switched{Name: "`JailOnSite`", What: "the jailed block their sites (and no `Pounce`, which needs them free)", NetLogo: on(n.JailOnSite), Mesa: on(m.JailOnSite)}, func(r *classic.Rules) { r.Pounce, r.JailOnSite = false, true }},
		{switched{Name: "`Exclusive`", What: "terms up to the maximum, not the maximum less one", NetLogo: on(n.Exclusive), Mesa: on(m.Exclusive)}, func(r *classic.Rules) { r.Exclusive = false }},
		{switched{Name: "`ExactNumbers`", What: "each site drawn on its own, so that numbers vary", NetLogo: on(n.ExactNumbers), Mesa: on(m.ExactNumbers)}, func(r *classic.Rules) { r.ExactNumbers = false }},
		{switched{Name: "all: Mesa's rules"}, func(r *classic.Rules) { *r = m }},
	} {
		p := classic.Standard(n)
		c.change(&p.Rules)
		runs, err := play(p, s.Runs, s.Steps)
		if err != nil {
			return err
		}
		c.row.rhythm = rhythmOf(runs)
		s.Rows = append(s.Rows, c.row)
	}
	return nil
}

// rebellion is the paper's run 2.
type rebellion struct {
	Steps, Truncated int
	Rows             []told
	Read             told // a reconstruction of the paper's
}

type told struct {
	Name string
	Runs int
	Tail float64 // slope of the logged waits beyond the truncation, per step
	Long float64 // share of waits beyond it
	rhythm
}

// read are parameters nearer to the paper: everyone counted once in A, and terms
// up to the maximum.
func read(p classic.Params) classic.Params {
	p.Rules.OwnSite, p.Rules.Exclusive = false, false
	return p
}

// reconstruction goes with them.
var reconstruction = variation{Stride: 1, Last: true, Discount: true}

// discount makes grievance H·(1 − L)·(1 − T), by a higher legitimacy.
func discount(p classic.Params) classic.Params {
	p.Legitimacy = 1 - (1-p.Legitimacy)*(1-p.Threshold)
	return p
}

func (r *rebellion) play(files map[string][]byte) error {
	r.Steps, r.Truncated = 2500, 30
	const shown, limit, width = 800, 200, 5
	courses, hist, log := []*plot.Plot{}, report.Panel("waits between outbursts, shares"), report.Panel("share of waits longer than")
	hist.X.Label.Text, hist.Y.Label.Text = "steps", "share in 5 steps"
	log.X.Label.Text, log.Y.Label.Text = "steps", "share"
	log.Y.Scale, log.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	log.Legend.Top, log.Legend.YOffs = false, vg.Centimeter
	netlogo := classic.Standard(classic.NetLogo())
	for _, of := range []struct {
		told
		p      classic.Params
		plain  *variation // nil: package classic
		colour color.Color
	}{
		{told{Name: "NetLogo's rules", Runs: 40}, netlogo, nil, report.Blue},
		{told{Name: "Mesa's rules", Runs: 40}, classic.Standard(classic.Mesa()), nil, report.Vermillion},
		{told{Name: "reconstruction", Runs: 20}, read(netlogo), &reconstruction, report.Green},
	} {
		runs, err := playEither(of.p, of.plain, of.Runs, r.Steps)
		if err != nil {
			return err
		}
		of.rhythm = rhythmOf(runs)
		of.Tail, of.Long = tail(of.waits, float64(r.Truncated))
		r.Rows = append(r.Rows, of.told)
		p := report.Panel("active citizens, " + of.Name)
		p.X.Label.Text, p.Y.Label.Text = "step", "citizens"
		if err := curves(p, []*curve{{"", course(runs[0][:shown], activeOf), of.colour, false}}); err != nil {
			return err
		}
		courses = append(courses, p)
		if err := curves(hist, []*curve{{of.Name, shares(of.waits, width, limit), of.colour, false}}); err != nil {
			return err
		}
		if err := curves(log, []*curve{{of.Name, survival(of.waits, limit), of.colour, false}}); err != nil {
			return err
		}
	}
	r.Read = r.Rows[len(r.Rows)-1]
	const paperMean, least = 60, 0.01
	if err := curves(log, []*curve{{"exponential, mean 60", exponential(paperMean, limit, least), color.Black, true}}); err != nil {
		return err
	}
	total := report.Panel("activation over an outburst, shares")
	total.X.Label.Text, total.Y.Label.Text = "active citizens summed over steps", "share in 100"
	for k, row := range r.Rows {
		colour := []color.Color{report.Blue, report.Vermillion, report.Green}[k]
		if err := curves(total, []*curve{{row.Name, shares(row.totals, 100, 2500), colour, false}}); err != nil {
			return err
		}
	}
	return picture(files, "waits", 36, 20, [][]*plot.Plot{courses, {hist, log, total}})
}

// tail gives the slope, per step, of the logged distribution of waits beyond a
// number, by maximum likelihood for an exponential one, and the share of them.
func tail(waits []float64, from float64) (slope, share float64) {
	var beyond []float64
	for _, w := range waits {
		if w >= from {
			beyond = append(beyond, w-from)
		}
	}
	mean, _ := meanAndSD(beyond)
	return math.Log(mean / (mean + 1)), float64(len(beyond)) / float64(len(waits)) // waits are whole: geometric
}

// variants are rules and parameters that could make waits as long as the paper's.
type variants struct {
	Runs, Steps int
	Alike       int // runs of the first two, which are compared
	Rows        []variant
	Same        mesa.Distance // of waits of the two programs under the same rules
	SameTotal   mesa.Distance // and of total activation
}

type variant struct {
	Name string
	rhythm
}

func (v *variants) play(map[string][]byte) error {
	v.Runs, v.Alike, v.Steps = 10, 30, 2000
	n := classic.Standard(classic.NetLogo())
	with := func(change func(*classic.Params)) classic.Params {
		p := n
		change(&p)
		return p
	}
	one, both, far := &variation{Stride: 1}, &variation{Stride: 1, Discount: true}, &variation{}
	var same [2][]mesa.Series
	for _, c := range []struct {
		name string
		p    classic.Params
		v    *variation // of the plain program; nil: package classic
	}{
		{"NetLogo's rules", n, nil},
		{"the same, in the plain program", n, far},
		{"C/A not rounded (plain)", n, &variation{Smooth: true}},
		{"k = −ln 0.1 = 2.3026 for 2.3", with(func(p *classic.Params) { p.Arrest = -math.Log(0.1) }), nil},
		{"terms up to 15", with(func(p *classic.Params) { p.MaxJail = 15 }), nil},
		{"terms up to 60", with(func(p *classic.Params) { p.MaxJail = 60 }), nil},
		{"cops on 5 % of the sites", with(func(p *classic.Params) { p.Cops = 0.05 }), nil},
		{"grievance H·(1 − L)·(1 − T)", discount(n), nil},
		{"moves of one site (plain)", n, one},
		{"cops act after all citizens (plain)", n, &variation{Last: true}},
		{"discount and moves of one site (plain)", n, both},
		{"and everyone counted once, terms up to the maximum (plain)", read(n), both},
		{"as that, C/A to the nearest (plain)", read(with(func(p *classic.Params) { p.Rules.HalfEven = true })), both},
		{"as that but one, cops on 4.2 % of the sites (plain)", read(with(func(p *classic.Params) { p.Cops = 0.042 })), both},
	} {
		times := v.Runs
		if len(v.Rows) < len(same) {
			times = v.Alike
		}
		runs, err := playEither(c.p, c.v, times, v.Steps)
		if err != nil {
			return err
		}
		if len(v.Rows) < len(same) {
			same[len(v.Rows)] = runs
		}
		v.Rows = append(v.Rows, variant{c.name, rhythmOf(runs)})
	}
	const permutations = 9999
	waits := mesa.Measure{Of: func(s mesa.Series) (xs []float64) { return rhythmOf([]mesa.Series{s}).waits }}
	totals := mesa.Measure{Of: func(s mesa.Series) (xs []float64) { return rhythmOf([]mesa.Series{s}).totals }}
	v.Same = mesa.Compare(waits.Apply(same[0]), waits.Apply(same[1]), permutations, luck.Of(seed, 0))
	v.SameTotal = mesa.Compare(totals.Apply(same[0]), totals.Apply(same[1]), permutations, luck.Of(seed, 1))
	return nil
}
