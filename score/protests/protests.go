// Package protests holds a scenario's protests, and how the state meets them,
// against real ones that were coded from the press (the Mass Mobilization project,
// Clark and Regan, doi:10.7910/DVN/HTTWYL).
//
// [Load] reads the real ones, [Play] plays a scenario and codes its crowds as a coder
// of protests would ([Code]), and [NewStreet] sets the two side by side: their sizes,
// their length and the state's answers, within protests of one kind.
package protests

import (
	"fmt"
	"io/fs"
	"slices"
	"time"

	"casus/scenario/source"
)

// Size is a class of the number of people in a protest, as the Mass
// Mobilization project has them (Clark and Regan, doi:10.7910/DVN/HTTWYL).
type Size int

// The classes, in people: 50–99, 100–999, 1,000–1,999, 2,000–4,999,
// 5,000–10,000, and more.
const (
	SizeUnknown Size = iota
	Dozens
	Hundreds
	Thousand
	Thousands
	FiveThousands
	TenThousands
	sizes
)

var sizeNames = [sizes]string{"", "50-99", "100-999", "1000-1999", "2000-4999", "5000-10000", ">10000"}

// String is the class as the data write it.
func (s Size) String() string { return sizeNames[s] }

// SizeOf gives the class of a number of people; fewer than 50 have none.
func SizeOf(people float64) Size {
	switch {
	case people < 50:
		return SizeUnknown
	case people < 100:
		return Dozens
	case people < 1000:
		return Hundreds
	case people < 2000:
		return Thousand
	case people < 5000:
		return Thousands
	case people <= 10_000:
		return FiveThousands
	}
	return TenThousands
}

// Demand is what a protest wants, and Response how the state answers; a protest
// may have several of either.
type (
	Demand   int
	Response int
)

// The demands.
const (
	PriceOrTax Demand = iota
	Labour
	Land
	PoliceBrutality
	PoliticalProcess
	Removal
	SocialRestrictions
	demands
)

// The responses. Beatings have no counterpart in the model.
const (
	Arrests Response = iota
	Dispersal
	Shootings
	Killings
	Accommodation
	Beatings
	Ignored
	responses
)

var (
	demandNames   = [demands]string{"price_or_tax", "labour", "land", "police_brutality", "political_process", "removal", "social_restrictions"}
	responseNames = [responses]string{"arrests", "dispersal", "shootings", "killings", "accommodation", "beatings", "ignored"}
)

// String is the response as the data write it.
func (r Response) String() string { return responseNames[r] }

// Protest is a gathering of 50 people or more against the state, as a coder sees
// it: a real one, or a simulated one.
type Protest struct {
	Cluster string // the country, or the replicate: what is in one is not independent
	Start   time.Time
	Days    int
	Size    Size
	Violent bool
	Wants   [demands]bool
	Met     [responses]bool
}

// File is the name of the file in a folder of protests.
const File = "protests.csv"

// Load reads coded protests; library/protests/README.md has the columns.
// Its error is a [source.Problems] that lists everything that is wrong.
func Load(fsys fs.FS, name string) ([]Protest, error) {
	columns := slices.Concat([]string{"country", "start", "days", "size", "violent"}, demandNames[:], responseNames[:])
	table, err := source.ReadCSV(fsys, name, columns...)
	if err != nil {
		return nil, err
	}
	if len(table.Rows) == 0 {
		return nil, source.Problems{{File: name, Message: "there are no protests"}}
	}
	var problems source.Problems
	list := make([]Protest, len(table.Rows))
	for i, row := range table.Rows {
		bad := func(column, hint, format string, args ...any) {
			problems = append(problems, row.Problem(column, fmt.Sprintf(format, args...), hint))
		}
		yes := func(column string) bool {
			text := row.Text(column)
			if text != "0" && text != "1" {
				bad(column, "1 for yes, 0 for no", "expected 0 or 1, found %q", text)
			}
			return text == "1"
		}
		p := &list[i]
		if p.Cluster = row.Text("country"); p.Cluster == "" {
			bad("country", "", "expected a name, found nothing")
		}
		if p.Start, err = time.Parse(time.DateOnly, row.Text("start")); err != nil {
			bad("start", "write it like 2022-01-05", "%q is not a date", row.Text("start"))
		}
		var problem *source.Problem
		if p.Days, problem = row.Int("days"); problem != nil {
			problems = append(problems, *problem)
		} else if p.Days < 1 {
			bad("days", "a protest of one day has 1", "%d is not positive", p.Days)
		}
		size := slices.Index(sizeNames[:], row.Text("size"))
		if size < 0 {
			bad("size", source.Meant(row.Text("size"), sizeNames[1:]), "unknown size %q", row.Text("size"))
		}
		p.Size = Size(size)
		p.Violent = yes("violent")
		for k, name := range demandNames {
			p.Wants[k] = yes(name)
		}
		for k, name := range responseNames {
			p.Met[k] = yes(name)
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return list, nil
}
