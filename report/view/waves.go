package view

import (
	"casus/report/wording"
	"casus/score/waves"
)

// Waves is how the model, with scenarios that open data draw, forecasts waves of protest
// that nobody tuned it for: what is kept of it.
type Waves struct {
	Sentence string   `json:"sentence"`
	Notes    []string `json:"notes"`
	Misses   []string `json:"misses"` // the largest first
}

// mostWaves is how many of the waves that are missed most are told.
const mostWaves = 6

// waves tells how waves are forecast, where scores were asked for.
func (m *maker) waves() error {
	if m.Scores == nil {
		return nil
	}
	r, err := waves.KeptResult()
	if err != nil {
		return err
	}
	x := &Waves{Misses: []string{}, Notes: []string{wording.WavesSample(r) + ".", wording.WavesRead + "."}}
	x.Sentence = wording.WavesPooled(r, waves.ModelRaw) + ". " + wording.WavesPooled(r, waves.ModelScaled) + ". It is a test of the model where only open data are known, not of this run or its scenario."
	for i := range r.Standing {
		x.Notes = append(x.Notes, wording.WavesStanding(r, &r.Standing[i])+".")
	}
	if made := wording.WavesMade(r); made != "" {
		x.Notes = append(x.Notes, made+".")
	}
	for i := range r.Misses[:min(mostWaves, len(r.Misses))] {
		x.Misses = append(x.Misses, wording.Missed(&r.Misses[i]))
	}
	m.page.Trust.Waves = x
	return nil
}
