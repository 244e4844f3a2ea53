package wording

import (
	"regexp"
	"strings"
)

// plain is a word that no shell takes for anything but itself.
var plain = regexp.MustCompile(`^[\w@%+:,./-][\w@%+=:,./-]*$`)

// Command spells a command so that it can be copied into a shell: words with
// spaces or signs are put in quotes.
func Command(words ...string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		if quoted[i] = w; !plain.MatchString(w) {
			quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// Folder spells a folder so that no command takes it for a flag.
func Folder(name string) string {
	if strings.HasPrefix(name, "-") {
		return "./" + name
	}
	return name
}
