package source

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const sheet = `# head
# of the file

title: "quoted: title" # why
size: 1_000 # big
pair: [1, 2]
tags: # some
  # the first
  - a
  - "b" # b's

  # the last
  - c
shares:
  west.x: 0.5 # half
  # rest
  east.x: .5
maybe: null

# parts of it
parts:
  # one
  - {id: one, inner: {exposure: 1}} # short
  - id: two # long
    # its inside
    inner:
      exposure: 2 # number
      kind: >-
        # no comment
        but text
    tags: [x, y]
# the end
`

func TestRewriteKeepsWhatIsNotChanged(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(p *page)
		edits  []string // old, new, old, new …
	}{
		{"nothing", func(*page) {}, nil},
		{"text", func(p *page) { p.Title = "yes" }, []string{`title: "quoted: title" # why`, `title: "yes" # why`}},
		{"number", func(p *page) { p.Size = 0.25 }, []string{"size: 1_000 # big", "size: 0.25 # big"}},
		{"item", func(p *page) { p.Tags[1] = "d" }, []string{`- "b" # b's`, "- d # b's"}},
		{"item added", func(p *page) { p.Tags = append(p.Tags, "no") }, []string{"  - c\n", "  - c\n  - \"no\"\n"}},
		{"item removed", func(p *page) { p.Tags = p.Tags[:2] }, []string{"  - c\n", ""}},
		{"items turned", func(p *page) { p.Tags = []string{"c", "a", "b"} }, []string{
			"  # the first\n  - a\n  - \"b\" # b's\n\n  # the last\n  - c\n", "\n  # the last\n  - c\n  # the first\n  - a\n  - \"b\" # b's\n"}},
		{"share", func(p *page) { p.Shares["east.x"] = 0.25 }, []string{"east.x: .5", "east.x: 0.25"}},
		{"share removed", func(p *page) { delete(p.Shares, "west.x") }, []string{"west.x: 0.5 # half", "# half"}},
		{"value for null", func(p *page) { s := "007"; p.Maybe = &s }, []string{"maybe: null", `maybe: "007"`}},
		{"key added", func(p *page) { p.Note = "new" }, []string{"size:", "note: new\nsize:"}},
		{"in braces", func(p *page) { p.Parts[0].Inner.Exposure = 3 }, []string{"  - {id: one, inner: {exposure: 1}} # short", "  # short\n  - id: one\n    inner: {exposure: 3}"}},
		{"deep", func(p *page) { p.Parts[1].Inner.Exposure = 3 }, []string{"exposure: 2 # number", "exposure: 3 # number"}},
		{"deep list", func(p *page) { p.Parts[1].Tags = nil }, []string{"    tags: [x, y]\n", ""}},
		{"first key of an item", func(p *page) { p.Parts[1].ID = "three" }, []string{"- id: two # long", "- id: three # long"}},
		{"part removed", func(p *page) { p.Parts = p.Parts[1:] }, []string{"  - {id: one, inner: {exposure: 1}} # short\n", "  # short\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, d := reread[page](t, []byte(sheet))
			c.change(&p)
			want := sheet
			for i := 0; i < len(c.edits); i += 2 {
				if !strings.Contains(want, c.edits[i]) {
					t.Fatalf("no %q", c.edits[i])
				}
				want = strings.Replace(want, c.edits[i], c.edits[i+1], 1)
			}
			got, err := d.Rewrite(&p)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if again, _ := reread[page](t, got); canonical(&again) != canonical(&p) {
				t.Errorf("reads as %s, want %s", canonical(&again), canonical(&p))
			}
		})
	}
}

// Whatever a document said and is to say: it says that, and no comment is lost.
func TestRewriteSaysWhatItIsToSay(t *testing.T) {
	words := func(text []byte) []string {
		var list []string
		for _, c := range commentsOf(string(text)) {
			list = append(list, c)
		}
		slices.Sort(list)
		return list
	}
	rapid.Check(t, func(t *rapid.T) {
		start, want := []byte(sheet), anyPage().Draw(t, "after")
		if rapid.Bool().Draw(t, "other start") {
			before := anyPage().Draw(t, "before")
			var err error
			if start, err = Encode(&before); err != nil {
				t.Fatal(err)
			}
		} else if rapid.Bool().Draw(t, "mixed") {
			from, _ := reread[page](t, start)
			for i, k := range rapid.SliceOfN(rapid.Bool(), 2, 2).Draw(t, "keep") {
				if k && i == 0 {
					want.Parts = append(from.Parts, want.Parts...)
				} else if k {
					want.Tags = append(want.Tags, from.Tags...)
				}
			}
		}
		_, d := reread[page](t, start)
		text, err := d.Rewrite(&want)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := reread[page](t, text); canonical(&got) != canonical(&want) {
			t.Fatalf("got  %s\nwant %s\nfrom\n%s\nas\n%s", canonical(&got), canonical(&want), start, text)
		}
		if before, after := words(start), words(text); !slices.Equal(before, after) {
			t.Fatalf("comments %q became %q in\n%s", before, after, text)
		}
	})
}
