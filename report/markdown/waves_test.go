package markdown

import (
	"bytes"
	"os"
	"testing"

	"casus/score/waves"
)

func TestThePageOfWavesIsOfTheKeptScores(t *testing.T) {
	r, err := waves.KeptResult()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	Waves(&b, r)
	page, err := os.ReadFile("../../docs/waves.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(page, b.Bytes()) {
		t.Error("docs/waves.md is another page: casus waves --markdown > docs/waves.md")
	}
}
