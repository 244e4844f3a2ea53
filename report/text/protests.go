package text

import (
	"fmt"
	"io"
	"math"
	"slices"

	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
	"casus/score/protests"
	"casus/sim"
	"casus/stats"
)

// Protests prints simulated protests, and what the state does about them, beside
// real ones; by kind of protest too if cells are wanted.
func Protests(w io.Writer, s *scenario.Scenario, x *protests.Street, cells bool) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s and as many crises; a protest is a crowd of %d or more %s\n", s.Title, number.Of(x.Replicates, "ordinary year"), sim.Gathering, crowds[x.Unit])
	p("%s\n", wording.Ran(x.Scenario, x.Replicates, x.Asked))
	p("%s\n", halves[x.Half])
	for _, part := range x.Parts {
		p("\n%s: %s simulated, in %d runs", headings[part.Name], number.Whole(float64(part.Simulated.Protests)), part.Simulated.Clusters)
		if part.Simulated.Protests == 0 {
			p("; there is nothing to compare\n")
			continue
		}
		p("; %s of them violent, %s of 1,000 people or more\n", number.Percent(part.Violent), number.Whole(float64(part.Simulated.Large)))
		for _, r := range part.References {
			p("\nBeside %s %s of %s\n", number.Whole(float64(r.Observed.Protests)), part.Name, of(s, &r))
			rows := besides(slices.Concat(r.Sizes, r.Violent, []protests.Beside{r.OneDay}), true)
			if r.Tail != nil {
				rows = append(rows, besides([]protests.Beside{*r.Tail}, false)...)
			}
			screen.Table(w, besideHead("people"), rows)
			p("Distance of sizes %s\n", apart(&r.SizeDistance))
			if r.Responses == nil {
				p("There are no real protests of the simulated kinds, so that answers cannot be compared\n")
				continue
			}
			p("\nHow does the state answer? At the simulated mix of size, violence and length; %s of the simulated are of a kind with at least five real ones\n", number.Percent(r.Covered))
			screen.Table(w, besideHead("answer"), besides(r.Responses, true))
			p("Distance of answers %s\n", apart(r.ResponseDistance))
			if cells {
				printCells(w, r.Cells)
			}
		}
	}
	p("\n90 %% intervals: bootstrap of whole runs and of whole states. Distance of sizes: total variation; of answers: mean difference of the first five\n")
	if s.Record.Protests == nil {
		p("The record of %s names no states alike under protests:, so that all stand beside it\n", s.ID)
	}
}

// headings say where protests of a sort come from.
var headings = map[string]string{
	protests.Single: "Single protests of ordinary years", protests.InWaves: "Protests in waves, of crises",
}

// halves say which states stand beside.
var halves = map[protests.Half]string{
	protests.OtherHalf:  "The states beside it are the half that no prior was fitted to",
	protests.FittedHalf: "The states beside it are the half that the priors of the street were fitted to: this is no score",
	protests.AllHalves:  "The priors of the street were fitted to half of the states beside it",
}

// crowds says which crowds are one protest.
var crowds = map[protests.Unit]string{
	protests.ByEntry: "an entry of those that begin on a day",
	protests.ByPlace: "in one place on consecutive days", protests.ByRegion: "in one region on consecutive days",
	protests.ByNation: "in the nation on consecutive days", protests.ByDay: "in one place on one day",
}

// of says whose protests are compared.
func of(s *scenario.Scenario, r *protests.Reference) string {
	if a := s.Record.Protests; a != nil && r.Name == protests.RegimesAlike {
		return fmt.Sprintf("%s alike, %d to %d", number.Of(r.Observed.Clusters, "state"), a.From, a.To)
	}
	return fmt.Sprintf("%s, 1990 to 2020", number.Of(r.Observed.Clusters, "state"))
}

func besideHead(what string) []string { return []string{what, "model", "data", "difference"} }

func besides(list []protests.Beside, shares bool) [][]string {
	var rows [][]string
	for _, b := range list {
		rows = append(rows, []string{b.What, shown(b.Simulated, shares, ""), shown(b.Observed, shares, ""), shown(b.Difference, shares, "+")})
	}
	return rows
}

// shown prints an estimate, a share in hundredths.
func shown(e stats.Estimate, share bool, sign string) string {
	if share {
		whole := func(x float64) float64 { return math.Round(100*x) + 0 } // no −0
		return fmt.Sprintf("%"+sign+".0f %% [%.0f, %.0f]", whole(e.Value), whole(e.Low), whole(e.High))
	}
	return fmt.Sprintf("%"+sign+".2f [%.2f, %.2f]", e.Value, e.Low, e.High)
}

func apart(d *protests.Distance) string {
	verdict := "more than the data alone would vary"
	if d.Value <= d.Noise {
		verdict = "no more than the data alone would vary"
	}
	return fmt.Sprintf("%s: %s (%.2f, nineteen times in twenty)", number.Estimate(d.Estimate), verdict, d.Noise)
}

// printCells lists the kinds of protests that the model has, with what the state
// did.
func printCells(w io.Writer, cells []protests.Cell) {
	answers := protests.Answers()
	head := append([]string{"size", "violent", "lasts", "", "n"}, answers...)
	var rows [][]string
	for _, c := range cells {
		if c.Simulated[answers[0]].Of == 0 {
			continue
		}
		violent := map[bool]string{true: "yes", false: "no"}[c.Violent]
		for i, side := range []struct {
			name string
			met  map[string]stats.Share
		}{{"model", c.Simulated}, {"data", c.Observed}} {
			row := []string{c.Size, violent, c.Length, side.name, fmt.Sprint(side.met[answers[0]].Of)}
			if i > 0 {
				row[0], row[1], row[2] = "", "", ""
			}
			for _, a := range answers {
				s := side.met[a]
				if s.Of == 0 {
					row = append(row, "–")
					continue
				}
				row = append(row, number.Percents(s))
			}
			rows = append(rows, row)
		}
	}
	screen.Table(w, head, rows)
	fmt.Fprintln(w, "By kind, with Wilson's 90 % intervals, as if protests of one run or state were independent: too narrow")
}
