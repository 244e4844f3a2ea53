package source_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"casus/scenario/source"
)

// What may be unknown is written null, and nothing else.
func TestNull(t *testing.T) {
	type document struct {
		Asked *bool `yaml:"asked" null:"unknown"`
		Days  *int  `yaml:"days"`
	}
	read := func(text string) (*document, error) {
		d := &document{}
		_, err := source.ReadYAML(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml", d)
		return d, err
	}
	d, err := read("asked: null\ndays: 3\n")
	if err != nil || d.Asked != nil || *d.Days != 3 {
		t.Errorf("%+v, %v", d, err)
	}
	if d, err = read("asked: false\ndays: 3\n"); err != nil || d.Asked == nil || *d.Asked {
		t.Errorf("%+v, %v", d, err)
	}
	for text, want := range map[string]string{
		"asked:\ndays: 3\n":         "a.yaml:1:1: expected true or false, found nothing",
		"asked: # later\ndays: 3\n": "a.yaml:1:1: expected true or false, found nothing",
		"asked: ~\ndays: 3\n":       "a.yaml:1:1: expected true or false, found nothing",
		"asked: null\ndays: null":   "a.yaml:2:1: expected a whole number, found nothing",
	} {
		if _, err := read(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		} else if hint := "hint: give it a value, or write null (unknown)"; strings.Contains(want, "true or false") && !strings.HasSuffix(err.Error(), hint) {
			t.Errorf("%q: %v, want %s", text, err, hint)
		}
	}
}
