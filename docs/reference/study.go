package main

import (
	"bytes"
	"context"
	"fmt"

	"casus/library"
	"casus/report"
	"casus/report/markdown"
	"casus/scenario"
	"casus/score/cases"
	"casus/score/eventstudy"
	"casus/score/history"
	"casus/score/protests"
)

// study is the page of the event study, as casus study --markdown prints it, and its
// picture.
func study() (page, picture []byte, err error) {
	past, err := history.Load(library.World(), library.Conflicts())
	if err != nil {
		return nil, nil, err
	}
	known, err := cases.Shipped()
	if err != nil {
		return nil, nil, err
	}
	protested, err := protests.Load(library.Protests(), protests.File)
	if err != nil {
		return nil, nil, err
	}
	set := eventstudy.Settings{Placebos: eventstudy.UsualPlacebos, Seed: 1}
	s, err := eventstudy.Run(context.Background(), past, known.Cases, protested, set, func() {})
	if err != nil {
		return nil, nil, err
	}
	if err := inUse(s, set.Command()); err != nil {
		return nil, nil, err
	}
	var text, drawn bytes.Buffer
	text.WriteString(generated)
	if err := markdown.Study(&text, s, set.Command()); err != nil {
		return nil, nil, err
	}
	if err := report.Study(&drawn, s); err != nil {
		return nil, nil, err
	}
	return text.Bytes(), drawn.Bytes(), nil
}

// inUse reports an error unless the usual priors are those that follow from the study.
func inUse(s *eventstudy.Study, command string) error {
	priors, err := s.Priors()
	if err != nil {
		return err
	}
	for _, p := range priors {
		if usual, ok := scenario.Usual(p.Name); !ok || usual.Prior.String() != p.Prior.String() || usual.Source != command {
			return fmt.Errorf("%s is %s in scenario/coefficients.yaml, and the study gives %s: put the lines of casus study --priors there", p.Name, usual.Prior, p.Prior)
		}
	}
	return nil
}
