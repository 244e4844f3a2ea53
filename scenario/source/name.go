package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which names are compared. SQL, file systems and readers take
// two names for one that differ by capitals, by the Unicode form of an accent or by
// spaces, or by what joins letters and is not seen; formulas, in which a dash is a
// minus, by dash and underscore.
func Fold(name string) string {
	name = joiners.Replace(name)
	name = norm.NFC.String(cases.Fold().String(norm.NFKC.String(name)))
	return strings.ReplaceAll(strings.Join(strings.Fields(name), " "), "-", "_")
}

var joiners = strings.NewReplacer("\u200c", "", "\u200d", "")

// idHint says what an id is made of.
const idHint = "letters a to z, digits, dashes and underscores"

var id = regexp.MustCompile(`^[A-Za-z0-9_]+(-+[A-Za-z0-9_]+)*$`)

// longestID keeps names of folders within what file systems take.
const longestID = 100

// CheckID says what is wrong with a short name, which may become the name of a column
// or of a folder, and what to do about it; both are "" for a good one.
func CheckID(text string) (message, hint string) {
	switch {
	case text == "":
		return "an empty id", idHint
	case !id.MatchString(text):
		return strconv.Quote(shorten(text)) + " is not an id", idHint
	case len(text) > longestID:
		return fmt.Sprintf("%q has %d characters", shorten(text), len(text)), fmt.Sprintf("at most %d", longestID)
	}
	return "", ""
}

// undivided are Latin letters that are not a letter and an accent.
var undivided = strings.NewReplacer(
	"ı", "i", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ð", "d", "Ð", "D", "ħ", "h", "Ħ", "H",
	"æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ß", "ss", "ə", "a", "Ə", "A", "þ", "th", "Þ", "Th",
)

// Slug turns a text into an id.
func Slug(text string) string {
	text = undivided.Replace(norm.NFD.String(text)) // a letter, then its accents
	var b strings.Builder
	for _, r := range text {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'):
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r) && b.Len() > 0:
			b.WriteByte('-')
		}
	}
	return strings.Trim(repeatedDash.ReplaceAllString(b.String(), "-"), "-")
}

var repeatedDash = regexp.MustCompile(`-+`)

// dangerous are characters that a terminal obeys, or that make a text look like another,
// beside those that turn the direction of writing.
var dangerous = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00AD, Hi: 0x00AD, Stride: 1}, // a hyphen that is not there
		{Lo: 0x180E, Hi: 0x180E, Stride: 1}, // spaces that are not there
		{Lo: 0x200B, Hi: 0x200B, Stride: 1},
		{Lo: 0x2028, Hi: 0x2029, Stride: 1}, // ends of lines and paragraphs
		{Lo: 0x2060, Hi: 0x206F, Stride: 1}, // what joins, and is not seen
		{Lo: 0xFEFF, Hi: 0xFEFF, Stride: 1}, // byte order mark
		{Lo: 0xFFF9, Hi: 0xFFFD, Stride: 1}, // annotations, and what stands for a character that was lost
	},
	R32: []unicode.Range32{{Lo: 0xE0000, Hi: 0xE007F, Stride: 1}}, // tags
}

// Whether a character may stand in a text; ends of lines and tabs are judged elsewhere.
func printable(r rune) bool {
	return !unicode.IsControl(r) && !unicode.In(r, dangerous, unicode.Bidi_Control, unicode.Noncharacter_Code_Point)
}

// unprintable finds a character that may not stand in a text of a document, where lines
// may end.
func unprintable(text string) (r rune, found bool) {
	for _, r := range text {
		if r != '\n' && !printable(r) {
			return r, true
		}
	}
	return 0, false
}
