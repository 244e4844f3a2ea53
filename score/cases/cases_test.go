package cases

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casus/stats"
)

func TestTheLibraryLoads(t *testing.T) {
	l, err := Load(os.DirFS("../../library/cases"), "cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	sent, domestic, states := 0, 0, map[string]bool{}
	for i := range l.Cases {
		sent += int(stats.Indicator(l.Cases[i].Sent()))
		domestic += int(stats.Indicator(l.Cases[i].Domestic()))
		states[l.Cases[i].State] = true
	}
	if len(l.Cases) != 55 || sent != 35 || domestic != 53 || len(states) != 41 {
		t.Errorf("%d cases of %d states, %d sent, %d domestic", len(l.Cases), len(states), sent, domestic)
	}
}

// An editor that follows the schema takes null where the reader does, and the
// words that the reader knows.
func TestTheSchemaSaysWhatMayBeUnknown(t *testing.T) {
	text, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	type property struct {
		Type  string     `json:"type"`
		Enum  []string   `json:"enum"`
		AnyOf []property `json:"anyOf"`
		Items *property  `json:"items"`
	}
	var schema struct {
		Defs map[string]struct {
			Properties map[string]property `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	properties := schema.Defs["Case"].Properties
	of := reflect.TypeFor[Case]()
	for i := range of.NumField() {
		f := of.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		p, ok := properties[key]
		if !ok {
			t.Errorf("%s is missing", key)
		}
		if null := len(p.AnyOf) == 2 && p.AnyOf[1].Type == "null"; null != (f.Tag.Get("null") != "") {
			t.Errorf("%s: may be null is %v", key, null)
		}
		// No text, and a section that says nothing, are the same as none.
		same := []reflect.Kind{reflect.Pointer, reflect.Slice, reflect.Struct}
		if remark := f.Type == reflect.TypeFor[string](); f.Tag.Get("null") != "" && !remark && !slices.Contains(same, f.Type.Kind()) {
			t.Errorf("%s: null could not be told from zero", key)
		}
	}
	for key, want := range map[string]int{"decision": len(Deployed.Words()), "alliance_family": len(Bilateral.Words())} {
		if got := len(properties[key].Enum); got != want {
			t.Errorf("%s: %d words, want %d", key, got, want)
		}
	}
	if got := len(properties["requested_by"].AnyOf[0].Enum); got != len(Incumbent.Words()) {
		t.Errorf("requested_by: %d words", got)
	}
	if got := len(properties["flags"].AnyOf[0].Items.Enum); got != len(NotDomestic.Words()) {
		t.Errorf("flags: %d words", got)
	}
}

// What was rated with hindsight are keys of a case.
func TestHindsight(t *testing.T) {
	of := reflect.TypeFor[Case]()
	for _, key := range (&Case{}).Hindsight() {
		found := false
		for i := range of.NumField() {
			tag := of.Field(i).Tag
			found = found || tag.Get("yaml") == key && strings.Contains(tag.Get("doc"), "hindsight")
		}
		if !found {
			t.Errorf("%s is no key that says so", key)
		}
	}
}
