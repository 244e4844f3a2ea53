package view

import (
	"strings"

	"casus/claims"
	"casus/report/wording"
)

// argument gives the verdicts on the scenario's claims.
func (m *maker) argument() error {
	switch {
	case m.Tested == nil && m.Argues:
		m.missing("argument", "It was not asked for: casus report --argument judges the claims of the scenario.")
	case m.Tested == nil:
		m.missing("argument", "The scenario has no claims (%s).", claims.File)
	default:
		t := m.Tested
		x := &Argument{About: strings.TrimSpace(t.About), Sample: wording.Sample(t), Sentence: capital(wording.Verdicts(t)) + ".", Rule: wording.HowOften, Verdicts: []Verdict{}}
		if n := wording.Always(t); n > 0 {
			x.PutIn = capital(wording.Everywhere(n)) + "."
		}
		for _, r := range t.Results {
			x.Verdicts = append(x.Verdicts, m.verdict(r))
		}
		m.page.Argument = x
	}
	return nil
}

func (m *maker) verdict(r claims.Result) Verdict {
	v := Verdict{
		ID: r.ID, Statement: r.Statement, Text: r.Text, Note: r.Note, Formula: wording.Formula(r.Claim), Worlds: wording.Worlds(r.Claim),
		Word: r.Word, WordLow: none, WordHigh: none, WordText: strings.ReplaceAll(wording.Said(r), "\n", ", "),
		Verdict: string(r.Verdict), Plain: r.Plain(), PutIn: r.Always(), Because: r.Because(), Sentence: capital(strings.TrimSuffix(wording.Verdict(r), " †")) + ".",
		Judged: r.Judged, Of: r.Of, Needed: r.Needed, Flips: []Flip{}, NoFlips: r.NoFlips,
	}
	if r.Means != nil {
		v.WordLow, v.WordHigh, v.WordText = Number(r.Means.Low), Number(r.Means.High), r.Word+" ("+r.Means.String()+")"
	}
	if r.Judged > 0 {
		holds := chanceOf(r.Holds)
		v.Holds = &holds
	}
	if r.Effect != nil {
		e := effectOf(*r.Effect, r.Unit)
		v.Effect = &e
		v.Sentence += " " + capital(wording.EffectSentence(r)) + "."
	}
	for _, f := range r.Flips {
		v.Flips = append(v.Flips, Flip{
			Parameter: f.Parameter, Text: "holds more often " + wording.Where(f), There: chanceOf(f.Side(f.Higher)), Other: chanceOf(f.Side(!f.Higher)), Why: m.s.Parameters[f.Parameter].Why,
		})
	}
	return v
}
