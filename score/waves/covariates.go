package waves

import (
	"time"

	"casus/atlas"
	"casus/portable"
	"casus/scenario"
	"casus/score/protests"
	"casus/stats"
)

// Covariates names what regressions and neighbours are given of a wave: its first protest,
// and what the atlas has of its state at the beginning of the year, from which the model's
// scenario is drawn too.
var Covariates = []string{
	"size", "violent",
	"price_or_tax", "labour", "land", "police_brutality", "political_process", "removal", "social_restrictions",
	"people", "urban", "young", "level", "income", "hardship", "concede", "disperse", "shoot", "armed", "tenure", "protests", "riots", "deaths",
}

// covariates are those of a wave in the order of [Covariates]; what no table has is nil.
// Sizes, people, income, soldiers, years, protests and deaths are logarithms.
func covariates(k *Known, s *atlas.Sheet, f *scenario.Folder) []*float64 {
	var list []*float64
	add := func(x float64) { list = append(list, &x) }
	none := func() { list = append(list, nil) }
	figure := func(id string, of func(x float64) float64) {
		for _, e := range s.Economy {
			if e.ID == id {
				add(of(e.Value))
				return
			}
		}
		none()
	}
	if k.Size == protests.SizeUnknown {
		none()
	} else {
		add(portable.Log(middleOf(k.Size)))
	}
	add(stats.Indicator(k.Violent))
	for d := protests.PriceOrTax; d <= protests.SocialRestrictions; d++ {
		add(stats.Indicator(k.wants(d)))
	}
	add(portable.Log(s.People.Value))
	if s.Urban == nil {
		none()
	} else {
		add(s.Urban.Value)
	}
	young := 0.0
	for _, b := range s.Ages {
		if b.From == 15 || b.From == 25 {
			young += b.Share
		}
	}
	add(young)
	if s.Regime == nil || s.Regime.Level == nil {
		none()
	} else {
		add(*s.Regime.Level)
	}
	figure("gdp_pc_usd2015", portable.Log)
	for _, name := range []string{"hardship.index", "concede.odds", "disperse.odds", "shoot.odds"} {
		prior := f.Parameters[name].Prior
		add(prior.Quantile(0.5))
	}
	figure("armed_forces", func(x float64) float64 { return portable.Log1p(1000 * x / s.People.Value) })
	if since, err := time.Parse("2006-01", s.RulerSince); err != nil {
		none()
	} else {
		add(portable.Log1p(k.Start.Sub(since).Hours() / 24 / 365.25))
	}
	if s.Unrest == nil {
		none()
		none()
	} else {
		add(portable.Log1p(s.Unrest.Means["protests"]))
		add(portable.Log1p(s.Unrest.Means["violent"]))
	}
	if s.Violence == nil {
		none()
	} else {
		sum := 0.0
		for _, sort := range atlas.Sorts {
			sum += s.Violence.Deaths[sort]
		}
		add(portable.Log1p(sum))
	}
	return list
}
