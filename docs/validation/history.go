package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"casus/claims"
	"casus/ensemble"
	"casus/report"
	"casus/report/wording"
	"casus/score/cases"
	"casus/score/hindcast"
	"casus/score/protests"
	"casus/stats"
)

// history is what the commands that set casus beside the past print, by default
// and as JSON.
type history struct {
	Backtest, Rated cases.Backtest // without, and with the ratings coded with hindsight
	Hindcast        hindcast.Result
	Protests        protests.Street
	Crises          []crisis
	Drawn           []drawing
}

// crisis is a scenario that has a record, and how probable what happened is to it.
type crisis struct {
	ID, Title string
	Fitted    bool
	Recorded  claims.Result
	Inside    int // targets of the record within the central 90 % of the runs
	Targets   int
	Others    []claims.Result
}

// recorded is the id of the claim that says what happened.
const recorded = "as-recorded"

// crises in the order of years.
var crises = []string{"hungary-1956", "kyrgyzstan-2010", "bahrain-2011", "gambia-2017", "belarus-2020", "kazakhstan-2022"}

// casus is the program, built for this page.
type casus struct{ dir, program string }

// ask gives what a command prints.
func (c *casus) ask(args ...string) ([]byte, error) {
	cmd := exec.Command(c.program, args...)
	cmd.Dir, cmd.Stderr = c.dir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("casus %s: %w", strings.Join(args, " "), err)
	}
	return out, nil
}

// read gives the same as JSON.
func (c *casus) read(into any, args ...string) error {
	out, err := c.ask(append(args, "--quiet", "--json")...)
	if err != nil {
		return err
	}
	return json.Unmarshal(out, into)
}

// worlds is the folder in which a scenario's worlds are kept, so that they are played once.
func worlds(id string) string { return id + "-worlds" }

// play asks casus, and keeps the pictures that it draws.
func (h *history) play(files map[string][]byte) (err error) {
	dir, err := os.MkdirTemp("", "casus-validation-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	c := casus{dir, filepath.Join(dir, "casus")}
	if out, err := exec.Command("go", "build", "-o", c.program, "casus/cmd/casus").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	const reference = "kazakhstan-2022"
	for _, ask := range []struct {
		into any
		args []string
	}{
		{&h.Backtest, []string{"backtest"}},
		{&h.Rated, []string{"backtest", "--hindsight"}},
		{&h.Hindcast, []string{"hindcast", reference, "--picture", "hindcast.svg"}},
		{&h.Protests, []string{"protests", reference, "--picture", "protests.svg"}},
	} {
		if err := c.read(ask.into, ask.args...); err != nil {
			return err
		}
	}
	for _, id := range crises {
		var r claims.Report
		if err := c.read(&r, "claims", id, "--out", worlds(id)); err != nil {
			return err
		}
		var sum ensemble.Summary
		if err := c.read(&sum, "run", id, "--out", id); err != nil {
			return err
		}
		k := crisis{ID: id, Title: r.Title, Fitted: id == reference, Targets: len(sum.Targets)}
		for _, t := range sum.Targets {
			if t.Inside {
				k.Inside++
			}
		}
		for _, x := range r.Results {
			if x.ID == recorded {
				k.Recorded = x
			} else {
				k.Others = append(k.Others, x)
			}
		}
		if k.Recorded.Judged == 0 {
			return fmt.Errorf("%s: the claim %s is not there, or cannot be judged", id, recorded)
		}
		h.Crises = append(h.Crises, k)
		d, err := c.draw(id, &sum)
		if err != nil {
			return err
		}
		h.Drawn = append(h.Drawn, d)
	}
	if files["verdicts.md"], err = c.ask("claims", reference, "--out", worlds(reference), "--quiet", "--markdown", "--picture", "verdicts.svg"); err != nil {
		return err
	}
	const drawn = reference + ".svg"
	if _, err := c.ask("picture", reference, "--to", drawn); err != nil {
		return err
	}
	for _, name := range []string{"hindcast.svg", "protests.svg", "verdicts.svg", drawn} {
		if files[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return h.diagram(files)
}

// diagram draws the reliability of the council's forecasts, both ways.
func (h *history) diagram(files map[string][]byte) error {
	var panels []*plot.Plot
	for _, x := range []struct {
		title string
		b     cases.Scores
	}{{"Ratings coded with hindsight left out", h.Backtest.Sent}, {"With them", h.Rated.Sent}} {
		p := report.Panel(x.title)
		p.X.Label.Text, p.Y.Label.Text = "given by the council", "sent"
		p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 1, 0, 1
		even, err := report.Line(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}}, report.Orange)
		if err != nil {
			return err
		}
		p.Add(even)
		var points plotter.XYs
		for _, bin := range x.b.Reliability {
			bar, err := report.Line(plotter.XYs{{X: bin.Forecast, Y: bin.Low}, {X: bin.Forecast, Y: bin.High}}, report.Blue)
			if err != nil {
				return err
			}
			p.Add(bar)
			points = append(points, plotter.XY{X: bin.Forecast, Y: bin.Observed})
		}
		dots, err := plotter.NewScatter(points)
		if err != nil {
			return err
		}
		dots.Color = report.Vermillion
		p.Add(dots)
		panels = append(panels, p)
	}
	return picture(files, "reliability", 20, 10, [][]*plot.Plot{panels})
}

// Inside counts the bins that lie within their bars.
func (h *history) Inside(b cases.Scores) int {
	n := 0
	for _, x := range b.Reliability {
		if x.Inside() {
			n++
		}
	}
	return n
}

// both is a question to cases, without and with the ratings coded with hindsight.
type both struct {
	History      *history
	Blind, Rated cases.Scores
}

// Both puts them side by side.
func (h *history) Both(blind, rated cases.Scores) both { return both{h, blind, rated} }

// Row finds a forecaster.
func (h *history) Row(b cases.Scores, name string) (cases.Row, error) {
	for _, r := range b.Rows {
		if r.Name == name {
			return r, nil
		}
	}
	return cases.Row{}, fmt.Errorf("no forecaster %q", name)
}

// Learnt lists the weights that cases have narrowed: to less than two thirds of
// what was believed before, on the scale on which they were drawn.
func (h *history) Learnt(b cases.Scores) (names []string) {
	for _, w := range b.Weights {
		width := func(x [2]float64) float64 { return math.Log(x[1] / x[0]) }
		if w.Before[0] <= 0 { // a threshold, of either sign
			width = func(x [2]float64) float64 { return x[1] - x[0] }
		}
		if width(w.After) < 2./3*width(w.Before) {
			names = append(names, "`"+w.Name+"`")
		}
	}
	return names
}

// Verdicts counts the verdicts on a crisis's other claims.
func (k crisis) Verdicts() string {
	n := map[string]int{}
	var order []string
	for _, x := range k.Others {
		plain := wording.Plain(&x)
		if n[plain] == 0 {
			order = append(order, plain)
		}
		n[plain]++
	}
	slices.Sort(order)
	var parts []string
	for _, v := range order {
		parts = append(parts, fmt.Sprintf("%d %s", n[v], v))
	}
	return strings.Join(parts, ", ")
}

// estimated prints a value with its interval.
func estimated(e stats.Estimate) string {
	two := func(x float64) string {
		if math.Abs(x) < 0.005 {
			x = 0
		}
		return number("%.2f", x)
	}
	return fmt.Sprintf("%s [%s, %s]", two(e.Value), two(e.Low), two(e.High))
}

// chances prints a share, or a difference of shares, with its interval, in per cent.
func chances(p, low, high float64) string {
	percent := func(x float64) string {
		if math.Abs(x) < 0.005 {
			x = 0 // no −0
		}
		return number("%.0f", 100*x)
	}
	return fmt.Sprintf("%s %% [%s, %s]", percent(p), percent(low), percent(high))
}
