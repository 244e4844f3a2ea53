package html_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"casus/report/html"
	"casus/report/view"
)

// part gives what lies between two marks.
func part(t *testing.T, text, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, from)
	inner, _, end := strings.Cut(rest, to)
	if !ok || !end {
		t.Fatalf("no %s … %s", from, to)
	}
	return inner
}

// The policy knows the style and the script by the hashes of what stands in the page, and
// lets in nothing else; no text of a scenario ends an element.
func TestThePageLetsNothingIn(t *testing.T) {
	evil := `</script><script src="https://example.org/x.js"></script><!-- & " '`
	p := &view.Page{Title: evil, Sentence: evil, Summary: evil}
	var b strings.Builder
	if err := html.Write(&b, p, []byte("p { margin: 0 }\n"), []byte("let a = 1 && 2;\n")); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	policy := part(t, text, `http-equiv="Content-Security-Policy" content="`, `"`)
	hash := func(of string) string {
		sum := sha256.Sum256([]byte(of))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash(part(t, text, "<style>", "</style>")) + "; script-src " + hash(part(t, text, "<script>", "</script>")) + "; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("%s, want %s", policy, want)
	}
	if n := len(regexp.MustCompile(`(?i)<script`).FindAllString(text, -1)); n != 2 {
		t.Errorf("%d scripts", n)
	}
	if strings.Contains(text, "<!--") || regexp.MustCompile(`<[a-z]+ [^>]*\b(src|href)=`).MatchString(text) {
		t.Error("the page refers to something")
	}
	again := view.Page{}
	if err := json.Unmarshal([]byte(part(t, text, `<script type="application/json">`, "</script>")), &again); err != nil || again.Summary != evil {
		t.Errorf("%q %v", again.Summary, err)
	}
}

func TestAScriptThatEndsItselfIsRefused(t *testing.T) {
	for _, bad := range [][2]string{{"", `"</SCRIPT>"`}, {"</style>", ""}, {"", "<!-- <script>"}} {
		if err := html.Write(&strings.Builder{}, &view.Page{}, []byte(bad[0]), []byte(bad[1])); err == nil {
			t.Errorf("%q is written", bad)
		}
	}
}
