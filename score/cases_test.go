package score

import (
	"os"
	"testing"
)

func TestTheLibraryLoads(t *testing.T) {
	l, err := LoadCases(os.DirFS("../library/cases"), "cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	sent, domestic := 0, 0
	for i := range l.Cases {
		sent += int(flag(l.Cases[i].Sent()))
		domestic += int(flag(l.Cases[i].Domestic()))
	}
	if len(l.Cases) != 55 || sent != 35 || domestic != 53 {
		t.Errorf("%d cases, %d sent, %d domestic", len(l.Cases), sent, domestic)
	}
}
