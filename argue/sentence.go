package argue

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// sentence is a piece of a block.
type sentence struct {
	text string
	at   int // where it begins in the block
}

// abbreviations end in a point that ends no sentence.
var abbreviations = strings.Fields(`Mr Mrs Ms Dr Prof Gen Col Lt Maj Capt Sgt Adm Brig Sen Rep Gov Pres Amb Hon Rev Fr St Ste Mt Ft Messrs
	vs No Nos Art Arts Sec Fig Figs Vol Ch pp p para paras ed eds
	Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec approx ca cf al e.g i.e viz incl est`)

// beginners are words that after an abbreviation such as U.S. begin a sentence rather
// than go on with it.
var beginners = strings.Fields(`The A An It Its He His She Her They Their We Our But And In On At If This That These Those There As For Since Yet However Nobody No Not`)

var (
	lastWord = regexp.MustCompile(`([\p{L}](?:[\p{L}.]*[\p{L}])?)\.$`)
	closing  = "\"'”’»)]"
)

// sentences cuts a block by the rules of Unicode (Standard Annex 29), and puts together
// what these cut after an abbreviation, an initial, or a question within a sentence.
func sentences(text string) (list []sentence) {
	at, state, joins := 0, -1, false
	for rest := text; rest != ""; {
		var piece string
		piece, rest, state = uniseg.FirstSentenceInString(rest, state)
		if joins {
			last := &list[len(list)-1]
			last.text = text[last.at : at+len(piece)]
		} else {
			list = append(list, sentence{piece, at})
		}
		at += len(piece)
		joins = rest != "" && goesOn(tail(text[:at]), rest)
	}
	out := list[:0]
	for _, s := range list {
		lead := len(s.text) - len(strings.TrimLeft(s.text, " "))
		s.at += lead
		s.text = strings.TrimSpace(s.text)
		if strings.ContainsFunc(s.text, unicode.IsLetter) {
			out = append(out, s)
		}
	}
	return out
}

// tail is the end of a text, which is all that its last word needs.
func tail(text string) string {
	text = strings.TrimRight(text, " ")
	if len(text) > 40 {
		text = text[len(text)-40:]
		for !utf8.RuneStart(text[0]) {
			text = text[1:]
		}
	}
	return text
}

// goesOn tells whether a sentence that seems to end in before goes on in after.
func goesOn(before, after string) bool {
	after = strings.TrimLeft(after, " ")
	first, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLower(first) {
		return true
	}
	if strings.ContainsRune(closing, lastRune(before)) { // said, and what follows is another sentence
		return false
	}
	m := lastWord.FindStringSubmatch(before)
	if m == nil {
		return false
	}
	word := m[1]
	next, _, _ := strings.Cut(after, " ")
	switch {
	case slices.Contains(abbreviations, word):
		return true
	case utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0]) && word != "I": // an initial
		return true
	case strings.Contains(word, ".") && word == strings.ToUpper(word): // U.S., U.N.
		return !slices.Contains(beginners, next)
	}
	return false
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// quotedAt tells whether a place in a sentence lies within a quotation, which may be
// open from the start.
func quotedAt(text string, at int, open bool) bool {
	for _, r := range text[:at] {
		switch r {
		case '“', '«', '„':
			open = true
		case '”', '»':
			open = false
		case '"':
			open = !open
		}
	}
	return open
}

// oneSpace has one space where there are several.
func oneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }
