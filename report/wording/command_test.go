package wording_test

import (
	"os/exec"
	"testing"

	"casus/report/wording"
)

// What is printed as a command arrives in a program as the words that it was made
// of: "hints that fail".
func TestAShellReadsCommandsAsTheyWereMeant(t *testing.T) {
	for _, word := range []string{"", "plain", "two words", "it's", `"quoted"`, "$HOME", "`id`", "a;b", "#x", "~", "~/x", "*", "a\\b", "=x", "--set=a=b", "--do=force:x@1d9h", "Ünï", "a\tb", "(x)", "x&"} {
		out, err := exec.Command("sh", "-c", "printf '%s' "+wording.Command(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q is read as %q: %v", word, out, err)
		}
	}
	if got := wording.Command("casus", "run", "my-state", "--set=a.b=0.5"); got != "casus run my-state --set=a.b=0.5" {
		t.Errorf("quotes where none are needed: %s", got)
	}
}
