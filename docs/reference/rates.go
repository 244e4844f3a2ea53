package main

import (
	"bytes"
	"time"

	"casus/library"
	"casus/report/markdown"
	"casus/score/rates"
)

// baseRates is the page of base rates, as casus rates --markdown prints it.
func baseRates() ([]byte, error) {
	latest, err := time.Parse(time.DateOnly, rates.Latest)
	if err != nil {
		return nil, err
	}
	t, err := rates.Count(rates.Sources{World: library.World(), Conflicts: library.Conflicts(), Cases: library.Cases(), Protests: library.Protests()}, latest)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	page.WriteString(generated)
	markdown.Rates(&page, t)
	return page.Bytes(), nil
}
