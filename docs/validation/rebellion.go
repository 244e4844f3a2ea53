package main

import (
	"casus/classic"
	"casus/classic/mesa"
	"casus/luck"
	"casus/report"
	"math"

	"gonum.org/v1/plot"
)

// switches turns the rules of NetLogo into those of Mesa, one at a time.
type switches struct {
	Runs, Steps int
	Rows        []switched
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

// rebellion is the paper's run 2 under both rules.
type rebellion struct {
	Runs, Steps, Truncated int
	NetLogo, Mesa          rhythm
	NetLogoTail, MesaTail  float64 // slope of the logged waits beyond the truncation, per step
	NetLogoLong, MesaLong  float64 // share of waits beyond it
}

func (r *rebellion) play(files map[string][]byte) error {
	r.Runs, r.Steps, r.Truncated = 40, 2500, 30
	const shown, limit, width = 800, 200, 5
	courses, hist, log := []*plot.Plot{}, report.Panel("waits between outbursts, shares"), report.Panel("share of waits longer than")
	hist.X.Label.Text, hist.Y.Label.Text = "steps", "share in 5 steps"
	log.X.Label.Text, log.Y.Label.Text = "steps", "share"
	log.Y.Scale, log.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	for _, of := range []struct {
		name   string
		rules  classic.Rules
		colour curve
		to     *rhythm
		tail   *float64
		long   *float64
	}{
		{"NetLogo's rules", classic.NetLogo(), curve{colour: report.Blue}, &r.NetLogo, &r.NetLogoTail, &r.NetLogoLong},
		{"Mesa's rules", classic.Mesa(), curve{colour: report.Vermillion}, &r.Mesa, &r.MesaTail, &r.MesaLong},
	} {
		runs, err := play(classic.Standard(of.rules), r.Runs, r.Steps)
		if err != nil {
			return err
		}
		*of.to = rhythmOf(runs)
		*of.tail, *of.long = tail(of.to.waits, float64(r.Truncated))
		p := report.Panel("active citizens, " + of.name)
		p.X.Label.Text, p.Y.Label.Text = "step", "citizens"
		line := of.colour
		line.points = course(runs[0][:shown], activeOf)
		if err := curves(p, []*curve{&line}); err != nil {
			return err
		}
		courses = append(courses, p)
		bars, falls := of.colour, of.colour
		bars.name, falls.name = of.name, of.name
		bars.points, falls.points = shares(of.to.waits, width, limit), survival(of.to.waits, limit)
		if err := curves(hist, []*curve{&bars}); err != nil {
			return err
		}
		if err := curves(log, []*curve{&falls}); err != nil {
			return err
		}
	}
	const paperMean, least = 60, 0.01
	if err := curves(log, []*curve{{"exponential, mean 60", exponential(paperMean, limit, least), report.Green, true}}); err != nil {
		return err
	}
	return picture(files, "waits", 26, 20, [][]*plot.Plot{courses, {hist, log}})
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
	Rows        []variant
	Same        mesa.Distance // of waits of the two programs under the same rules
	SameTotal   mesa.Distance // and of total activation
}

type variant struct {
	Name string
	rhythm
}

func (v *variants) play(map[string][]byte) error {
	v.Runs, v.Steps = 12, 2000
	n := classic.Standard(classic.NetLogo())
	discount := func(p classic.Params) classic.Params {
		p.Legitimacy = 1 - (1-p.Legitimacy)*(1-p.Threshold)
		return p
	}
	with := func(change func(*classic.Params)) classic.Params {
		p := n
		change(&p)
		return p
	}
	bare := func(p *classic.Params) { p.Rules.OwnSite, p.Rules.Exclusive = false, false }
	cops := func(share float64) classic.Params {
		return discount(with(func(p *classic.Params) { bare(p); p.Cops = share }))
	}
	one, far := &variation{Stride: 1}, &variation{}
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
		{"both: discount, moves of one site (plain)", discount(n), one},
		{"and everyone counted once, terms up to the maximum (plain)", cops(0.04), one},
		{"and C/A to the nearest (plain)", discount(with(func(p *classic.Params) { bare(p); p.Rules.HalfEven = true })), one},
		{"as the last but one, and cops on 4.2 % (plain)", cops(0.042), one},
		{"as that, and cops on 4.4 % (plain)", cops(0.044), one},
		{"as that, and cops on 4.6 % (plain)", cops(0.046), one},
	} {
		var runs []mesa.Series
		var err error
		if c.v == nil {
			runs, err = play(c.p, v.Runs, v.Steps)
		} else {
			runs, err = playPlain(c.p, *c.v, v.Runs, v.Steps)
		}
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
