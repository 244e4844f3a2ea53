package screen

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

// words are those of a text, without the lines of tables.
func words(text string) []string {
	return strings.Fields(strings.Map(func(r rune) rune {
		if strings.ContainsRune("┌┬┐├┼┤└┴┘│─", r) {
			return ' '
		}
		return r
	}, text))
}

// Whatever the width, no line is wider and no word is lost.
func TestTablesFit(t *testing.T) {
	head := []string{"outcome", "what it is about, at some length", "median [90 %]", "n"}
	rows := [][]string{
		{"regions_protest_peak", "the most regions with protest on one day", "13 [1, 17]", "400"},
		{"deaths", "in all, of civilians and officers\nand soldiers", "23,000 [679, 340,000]", "221"},
		{"東京", "ends", "–", ""},
	}
	for columns := 24; columns <= 140; columns++ {
		var b bytes.Buffer
		Table(&fitted{Screen: Screen{Columns: columns}, w: &b}, head, rows)
		if width := lipgloss.Width(b.String()); width > columns {
			t.Fatalf("%d columns wide where there are %d\n%s", width, columns, b.String())
		}
		for _, row := range append([][]string{head[1:]}, rows...) {
			for _, cell := range row {
				for _, word := range words(cell) {
					if !strings.Contains(b.String(), word) {
						t.Fatalf("%d columns: no %q in\n%s", columns, word, b.String())
					}
				}
			}
		}
	}
}

// A head of several lines is printed whole, between the lines of its columns.
func TestAHeadOfSeveralLines(t *testing.T) {
	var b bytes.Buffer
	Table(&fitted{Screen: Screen{Columns: 11}, w: &b}, []string{"score if right", "n"}, [][]string{{"0.25", "40"}})
	want := "┌─────┬──┐\n│score│n │\n│if   │  │\n│right│  │\n├─────┼──┤\n│0.25 │40│\n└─────┴──┘\n"
	if b.String() != want {
		t.Errorf("\n%swant\n%s", b.String(), want)
	}
}

func TestAnIntervalStaysTogether(t *testing.T) {
	var b bytes.Buffer
	Table(&fitted{Screen: Screen{Columns: 32}, w: &b}, []string{"", "median"}, [][]string{{"a long name of a row", "0.38 [0.27, 0.50]"}})
	if !strings.Contains(b.String(), "[0.27, 0.50]") {
		t.Error(b.String())
	}
}

func TestLinesFit(t *testing.T) {
	for _, c := range []struct {
		columns    int
		line, want string
	}{
		{20, "short enough", "short enough"},
		{20, "one two three four five six", "one two three four\nfive six"},
		{20, "  a    one two three four", "  a    one two three\n       four"},
		{20, "one two [0.1, 0.2] 95 % n = 3", "one two [0.1, 0.2]\n95 % n = 3"},
		{20, "a  " + Whole("casus run something --long"), "a  casus run something --long"},
		{20, "the word " + strings.Repeat("x", 25) + " stays", "the word\n" + strings.Repeat("x", 25) + "\nstays"},
	} {
		var b bytes.Buffer
		fmt.Fprintln(&fitted{Screen: Screen{Columns: c.columns}, w: &b}, c.line)
		if got := strings.TrimSuffix(b.String(), "\n"); got != c.want {
			t.Errorf("%q\ngives %q\nwant  %q", c.line, got, c.want)
		}
	}
}

// A line that is written in parts is broken as a whole.
func TestPartsOfALine(t *testing.T) {
	var b bytes.Buffer
	w := &fitted{Screen: Screen{Columns: 10}, w: &b}
	for _, part := range []string{"one ", "two three", " four\nfive", "\n"} {
		fmt.Fprint(w, part)
	}
	if got := b.String(); got != "one two\nthree four\nfive\n" {
		t.Errorf("%q", got)
	}
}
