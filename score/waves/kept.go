package waves

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
)

// kept is what the whole came to when it was last played: what was asked, the forecasts,
// and their scores. kept/README.md says how to make it anew.
//
//go:embed kept/waves.json kept/forecasts.csv kept/result.json
var kept embed.FS

// Kept gives the forecasts that ship, and what was asked. They may be of an older version of the
// model: what is asked names it.
func Kept(list []Known) (Asked, []Row, error) {
	text, err := kept.ReadFile("kept/waves.json")
	if err != nil {
		return Asked{}, nil, err
	}
	a, err := ReadAsked(text)
	if err != nil {
		return a, nil, err
	}
	if a.Known != digest(list) {
		return a, nil, fmt.Errorf("the kept forecasts are of other waves than the library's; score/waves/kept/README.md says how to make them anew")
	}
	if text, err = kept.ReadFile("kept/forecasts.csv"); err != nil {
		return a, nil, err
	}
	rows, err := ReadRows("kept/forecasts.csv", text)
	return a, rows, err
}

// KeptResult gives the scores that ship.
func KeptResult() (*Result, error) {
	text, err := kept.ReadFile("kept/result.json")
	if err != nil {
		return nil, err
	}
	r := &Result{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(r); err != nil {
		return nil, fmt.Errorf("reading kept/result.json: %w", err)
	}
	return r, nil
}
