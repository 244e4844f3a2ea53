package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"casus/ensemble"
	"casus/luck"
	"casus/scenario"
	"casus/stats"
)

// drawing is a scenario made by hand beside the one that is drawn for its state and year.
type drawing struct {
	ID         string
	Hand, Open portrait // made by hand, and drawn from open data
	Shared     int      // members that both have
	Off        float64  // median difference of the regions' people, as a share, of regions of one name
	Same       int      // regions of one name
}

// portrait is what a scenario has, and what comes of it.
type portrait struct {
	People                    float64
	Regions, Places, Members  int
	Forces                    float64 // people in the forces, at the medians of the priors
	Alliance, Rule            string
	Alignment                 float64 // of the state to the lead, at the median of the prior
	Engulfed, Asked, Approved stats.Share
	members, regions          []string
	population                []float64
}

// states and years of the scenarios that are made by hand.
var drawnFor = map[string][2]string{
	"hungary-1956": {"HUN", "1956"}, "kyrgyzstan-2010": {"KGZ", "2010"}, "bahrain-2011": {"BHR", "2011"},
	"gambia-2017": {"GMB", "2017"}, "belarus-2020": {"BLR", "2020"}, "kazakhstan-2022": {"KAZ", "2022"},
}

// draw compares a scenario with the one that casus new draws. Hand is what a run of it gave.
func (c *casus) draw(id string, hand *ensemble.Summary) (d drawing, err error) {
	d.ID = id
	state, ok := drawnFor[id]
	if !ok {
		return d, fmt.Errorf("for which state and year is %s drawn?", id)
	}
	name := "drawn-" + id
	if _, err := c.ask("new", name, "--country", state[0], "--year", state[1]); err != nil {
		return d, err
	}
	var open ensemble.Summary
	if err := c.read(&open, "run", name, "--out", "out-"+name); err != nil {
		return d, err
	}
	if _, err := c.ask("new", "copy-"+id, "--from", id); err != nil {
		return d, err
	}
	if d.Hand, err = portraitOf(filepath.Join(c.dir, "copy-"+id), hand); err != nil {
		return d, err
	}
	if d.Open, err = portraitOf(filepath.Join(c.dir, name), &open); err != nil {
		return d, err
	}
	d.compare()
	return d, nil
}

func portraitOf(dir string, sum *ensemble.Summary) (p portrait, err error) {
	s, err := scenario.Load(os.DirFS(dir))
	if err != nil {
		return p, err
	}
	medians := map[string]float64{}
	for _, n := range s.ParameterNames() {
		prior := s.Prior(n)
		medians[n] = prior.Quantile(0.5)
	}
	draw, err := s.Draw(luck.Of(0, 0), medians)
	if err != nil {
		return p, err
	}
	p = portrait{People: s.People(), Regions: len(s.Society.Regions), Places: len(s.Places), Members: len(s.Alliance.Members), Alliance: s.Alliance.Name, Rule: s.Alliance.Rule}
	for _, f := range s.State.Forces {
		p.Forces += draw.Value(f.Strength) + draw.Value(f.Per1000)*p.People/1000
	}
	for _, x := range s.Relations.Powers {
		if x.Lead {
			p.Alignment = draw.Value(x.Alignment)
		}
	}
	for _, m := range s.Alliance.Members {
		p.members = append(p.members, m.Name)
	}
	p.population = make([]float64, p.Regions)
	for _, r := range s.Society.Regions {
		p.regions = append(p.regions, r.Name)
	}
	for _, x := range s.Places {
		p.population[x.Region] += x.Population
	}
	for _, o := range sum.Probabilities {
		switch {
		case strings.HasPrefix(o.Event, "protest engulfs"):
			p.Engulfed = o.Share
		case o.Event == "the alliance is asked for help" && o.Given == "":
			p.Asked = o.Share
		case o.Event == "the alliance approves":
			p.Approved = o.Share
		}
	}
	if p.Engulfed.Of == 0 || p.Asked.Of == 0 || p.Asked.P > 0 && p.Approved.Of == 0 {
		return p, fmt.Errorf("%s: the run does not say how far protest spread, or what came of a request", s.ID)
	}
	return p, nil
}

func (d *drawing) compare() {
	for _, m := range d.Hand.members {
		for _, n := range d.Open.members {
			if m == n {
				d.Shared++
			}
		}
	}
	var off []float64
	for i, r := range d.Hand.regions {
		for k, q := range d.Open.regions {
			if strings.EqualFold(r, q) {
				off = append(off, math.Abs(d.Open.population[k]/d.Hand.population[i]-1))
			}
		}
	}
	d.Same = len(off)
	d.Off = math.NaN()
	if len(off) > 0 {
		d.Off = stats.Median(off)
	}
}
