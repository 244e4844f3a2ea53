package argue

import (
	"regexp"
	"strings"
)

// bullet begins an item of a list in plain text.
var bullet = regexp.MustCompile(`^\s*(?:[-*•–]\s+|\(?[0-9]{1,3}[.)]\s+)`)

// plainBlocks takes plain text apart: paragraphs have an empty line between them, or are
// items of a list.
func plainBlocks(text string) []*block {
	var p pages
	for i, line := range strings.Split(text, "\n") {
		item := bullet.FindString(line)
		if strings.TrimSpace(line) == "" || item != "" {
			p.end()
		}
		if line = line[len(item):]; strings.TrimSpace(line) != "" {
			p.add(line+" ", i+1)
		}
	}
	p.end()
	return p.list
}
