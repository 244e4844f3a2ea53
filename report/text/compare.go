package text

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
)

// Comparison prints two worlds beside each other, with runs in a folder, and what
// to ask next.
func Comparison(w io.Writer, x *ensemble.Comparison, folder string, next Commands) error {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	p("\n%s: %s against %s, in this model and under these assumptions\n%s\n", x.Title, x.ID, x.Against, x.Text)
	p("%s\n", wording.RanOf(x.Scenario, "", number.Of(x.Replicates, "run")+" in each world", x.Asked))
	p("The same draws and the same luck in both; %d of the runs differ in some outcome\n", x.Differ)
	if x.Failed > 0 {
		p("%d of them failed and are left out\n", x.Failed)
	}
	p("\nWhat happened\n")
	printCompared(w, x, x.Outcomes)
	if len(x.Missing) > 0 {
		p("in no run of both worlds: %s\n", strings.Join(x.Missing, ", "))
	}
	p("\nThe aftermath, month %d\n", x.Month)
	printCompared(w, x, x.Aftermath)
	p("Effect: mean difference within runs, with its 90 %% interval. Variance: how many times smaller that of the effect is than with as many runs of two worlds that share neither draws nor luck\n")
	p("\nDay by day and month by month, means over all runs: ● %s  ○ %s  ◉ both\n\n", x.ID, x.Against)
	var charts []multiple
	for _, k := range x.Series {
		from, to := fmt.Sprintf("%s %d", k.Step, k.First), fmt.Sprint(k.First+len(k.World)-1)
		if k.First < 0 {
			from, to = "before", k.Step+" "+to
		}
		charts = append(charts, multiple{Title: k.Name, From: from, To: to, This: k.World, Other: k.Against})
	}
	if err := multiples(w, charts, screen.Of(w).Columns); err != nil {
		return err
	}
	if strings.Contains(folder, "://") {
		p("Runs: %s\n", folder)
	} else {
		p("Runs: %s and %s\n", filepath.Join(folder, x.Against), filepath.Join(folder, x.ID))
	}
	p("Next: what the names mean   %s\n", screen.Whole(wording.Command("casus", "show", next.Scenario, "--outcomes")))
	if next.Claims != nil {
		p("      test an argument      %s\n", screen.Whole(wording.Command(next.Claims...)))
	}
	return nil
}

// printCompared prints outcomes in two worlds. Those of a family that look the same share a
// row, and those that are zero in both are left out.
func printCompared(w io.Writer, x *ensemble.Comparison, list []ensemble.Compared) {
	var rows, zero [][]string
	var families []string // of the rows
	for _, o := range list {
		a, b := number.Short(o.Against), number.Short(o.World)
		if o.Unit == "probability" {
			a, b = number.Percent(o.Against), number.Percent(o.World)
		}
		value, unit := number.Effect(o.Effect, o.Unit)
		smaller := "–"
		if o.Effect.Reduction != nil {
			smaller = "×" + number.Short(*o.Effect.Reduction)
		}
		row := []string{o.Name, a, b, value, unit, smaller, fmt.Sprint(o.Effect.N)}
		if o.Against == 0 && o.World == 0 {
			zero = append(zero, row)
			continue
		}
		same := slices.IndexFunc(rows, func(r []string) bool { return slices.Equal(r[1:], row[1:]) })
		if o.Family != "" && same >= 0 && families[same] == o.Family {
			rows[same][0] += ", " + strings.TrimPrefix(o.Name, o.Family+"_")
			continue
		}
		rows, families = append(rows, row), append(families, o.Family)
	}
	screen.Table(w, []string{"outcome", x.Against, x.ID, "effect [90 %]", "", "variance", "runs"}, rows)
	var names []string
	for _, row := range zero {
		names = append(names, row[0])
	}
	if len(names) > 0 {
		fmt.Fprintf(w, "%s left out, zero in both worlds: %s\n", number.Of(len(names), "row"), strings.Join(names, ", "))
	}
}
