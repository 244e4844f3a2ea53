package view

import (
	"context"
	"slices"
	"sync"

	"casus/ensemble"
	"casus/results"
	"casus/sim"
)

// layerRuns is how many runs are played again for a map: for what no table has, which is
// towns and where foreign troops are, and for regions where the table of places is not
// kept. It is enough for an interval of eight percentage points either way.
const layerRuns = 100

// playAgain plays the runs that are told in full, with places, crowds and decisions, and
// for the layers of a map as many as are needed. A run is the same whenever it is played.
func (m *maker) playAgain(ctx context.Context) error {
	var places []int
	for _, t := range m.told {
		if !slices.Contains(places, t.place) {
			places = append(places, t.place)
		}
	}
	area, err := m.surveyed()
	if err != nil {
		return err
	}
	full := len(places)
	layered := map[int]bool{}
	if area != nil {
		for _, place := range m.ok[:min(layerRuns, len(m.ok))] {
			layered[place] = true
			if !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
	}
	replicates := make([]int, len(places))
	for k, place := range places {
		replicates[k] = m.Replicates()[place]
	}
	count, end := m.Progress(len(places))
	defer end()
	var lock sync.Mutex
	err = ensemble.PlayEach(ctx, m.s, func(k int) sim.Settings {
		set := m.Plan(replicates[k])
		set.Places, set.Crowds, set.Hours = true, k < full, true
		return set
	}, replicates, m.Workers, func(k int, t *sim.Trace) {
		lock.Lock()
		defer lock.Unlock()
		count()
		for i := range m.told {
			if m.told[i].place == places[k] {
				m.told[i].trace = t
			}
		}
		if layered[places[k]] {
			area.follow(m.s, places[k], t)
			if !m.keeps(results.Places) {
				for i := range t.Places {
					area.add(m.s, &t.Places[i])
				}
				area.runs++
			}
		}
	})
	m.survey = area
	if err != nil || area == nil {
		return err
	}
	if m.keeps(results.Places) {
		if err := area.read(m.s, m.Results); err != nil {
			return err
		}
	}
	if m.Short {
		return nil
	}
	m.others = m.more()
	replicates = nil
	for _, t := range m.others {
		replicates = append(replicates, m.Replicates()[t.place])
	}
	return ensemble.PlayEach(ctx, m.s, func(k int) sim.Settings {
		set := m.Plan(replicates[k])
		set.Places, set.Crowds, set.Hours = true, true, true
		return set
	}, replicates, m.Workers, func(k int, t *sim.Trace) { m.others[k].trace = t })
}
