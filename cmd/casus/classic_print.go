package main

import (
	"fmt"
	"io"
	"slices"

	"casus/classic"
	"casus/stats"
)

// rebellionSummary is what Model I came to.
type rebellionSummary struct {
	Steps        int                `json:"steps"` // played
	Interrupted  bool               `json:"interrupted,omitempty"`
	Citizens     int                `json:"citizens"`
	OutburstOver int                `json:"outburst_above"`
	Outbursts    []classic.Outburst `json:"outbursts"`
	Waits        []int              `json:"waits"` // from the end of an outburst to the start of the next, steps
	MeanWait     *float64           `json:"mean_wait"`
	MedianWait   *float64           `json:"median_wait"`
	DeviateWait  *float64           `json:"standard_deviation_wait"`
	MeanTotal    *float64           `json:"mean_total"` // active citizens summed over an outburst
	Calm         float64            `json:"calm"`       // share of steps outside outbursts
	Peak         int                `json:"peak"`
	PeakStep     int                `json:"peak_step"`
	MeanActive   float64            `json:"mean_active"`
	MeanJailed   float64            `json:"mean_jailed"`
}

func summariseRebellion(x *classicExperiment, r *played) *rebellionSummary {
	active, jailed := r.column(1, "active"), r.column(1, "jailed")
	s := &rebellionSummary{
		Steps: r.steps(), Interrupted: r.interrupted, Citizens: r.column(1, "citizens")[0],
		OutburstOver: x.above, Outbursts: classic.Outbursts(active, x.above), Peak: slices.Max(active),
	}
	s.PeakStep = slices.Index(active, s.Peak)
	s.Waits = append([]int{}, classic.Waits(s.Outbursts)...) // never null
	s.Outbursts = append([]classic.Outburst{}, s.Outbursts...)
	if waits := floats(s.Waits); len(waits) > 0 {
		mean, deviation := stats.MeanStdDev(waits)
		median := stats.Median(waits)
		s.MeanWait, s.MedianWait = &mean, &median
		if len(waits) > 1 {
			s.DeviateWait = &deviation
		}
	}
	inside, total := 0, 0
	for _, o := range s.Outbursts {
		inside += o.End - o.Start
		total += o.Total
	}
	if n := len(s.Outbursts); n > 0 {
		mean := float64(total) / float64(n)
		s.MeanTotal = &mean
	}
	// Step 0 comes before anyone decides, and is left out of means.
	s.Calm = 1
	if steps := s.Steps; steps > 0 {
		s.Calm = 1 - float64(inside)/float64(steps)
		s.MeanActive = stats.Mean(floats(active[1:]))
		s.MeanJailed = stats.Mean(floats(jailed[1:]))
	}
	return s
}

func floats(x []int) []float64 {
	y := make([]float64, len(x))
	for i, n := range x {
		y[i] = float64(n)
	}
	return y
}

// strifeSummary is what Model II came to.
type strifeSummary struct {
	Steps       int    `json:"steps"` // played
	Interrupted bool   `json:"interrupted,omitempty"`
	Gone        string `json:"gone,omitempty"` // the group of which nobody is left
	Blue        tally  `json:"blue"`
	Green       tally  `json:"green"`
}

// tally is what became of a group.
type tally struct {
	First   int `json:"at_first"`
	Living  int `json:"living"`
	Most    int `json:"most"`
	Born    int `json:"born"`
	Killed  int `json:"killed"`
	Aged    int `json:"aged"`
	Arrests int `json:"arrests"`
}

func summariseStrife(r *played) *strifeSummary {
	s := &strifeSummary{Steps: r.steps(), Interrupted: r.interrupted}
	for _, g := range []struct {
		name string
		to   *tally
	}{{"blue", &s.Blue}, {"green", &s.Green}} {
		living := livingOf(r, g.name)
		last := func(what string) int { c := r.column(2, g.name+what); return c[len(c)-1] }
		*g.to = tally{
			First: living[0], Living: living[len(living)-1], Most: slices.Max(living),
			Born: last("_born"), Killed: last("_killed"), Aged: last("_aged"), Arrests: last("_arrests"),
		}
		if g.to.Living == 0 && s.Gone == "" {
			s.Gone = g.name
		}
	}
	return s
}

func livingOf(r *played, group string) []int {
	living := slices.Clone(r.column(2, group+"_quiet"))
	for i := range living {
		living[i] += r.column(2, group+"_active")[i] + r.column(2, group+"_jailed")[i]
	}
	return living
}

// classicDocument is what --json prints.
type classicDocument struct {
	Model      int           `json:"model"`
	Rules      string        `json:"rules"`
	Seed       uint64        `json:"seed"`
	Parameters classicParams `json:"parameters"`
	Summary    any           `json:"summary"`
	// Series by column, step 0 first; legitimacy if it changes.
	Series map[string]any `json:"series"`
}

func document(x *classicExperiment, r *played) classicDocument {
	d := classicDocument{Model: x.model, Rules: x.rules, Seed: x.seed, Parameters: x.params, Series: map[string]any{}}
	for i, name := range columnsOf[x.model] {
		d.Series[name] = r.series[i]
	}
	if l := x.legitimacy[:r.steps()+1]; slices.Max(l) > slices.Min(l) {
		d.Series["legitimacy"] = l
	}
	if x.model == 1 {
		d.Summary = summariseRebellion(x, r)
	} else {
		d.Summary = summariseStrife(r)
	}
	return d
}

func printClassic(w io.Writer, x *classicExperiment, r *played, s screen) {
	p := &x.params
	line := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	cops := r.column(x.model, "cops")[0]
	vision := fmt.Sprintf("vision %d", p.Vision)
	if p.CopVision != p.Vision {
		vision += fmt.Sprintf(", of cops %d", p.CopVision)
	}
	tuned := fmt.Sprintf("%s (%s), legitimacy %g, jail up to %s steps, k = %g, T = %g", vision, p.Shape, p.Legitimacy, count(p.MaxJail), p.Arrest, p.Threshold)
	if x.model == 1 {
		line("Epstein's Model I, rebellion against the rulers, by the rules of %s, seed %d", x.rules, x.seed)
		line("%d×%d sites, %s citizens, %s cops; %s", p.Size, p.Size, count(r.column(1, "citizens")[0]), count(cops), tuned)
	} else {
		line("Epstein's Model II, violence between two groups, by the rules of %s, seed %d", x.rules, x.seed)
		line("%d×%d sites, %s blue, %s green, %s cops; %s, birth %g, age up to %s", p.Size, p.Size, count(livingOf(r, "blue")[0]), count(livingOf(r, "green")[0]), count(cops), tuned, p.Birth, count(p.MaxAge))
	}
	if p.Tile > 0 {
		line("tiles of at least %d sites a side: not all act in one random order", p.Tile)
	}
	for _, text := range p.Change {
		line("changed on the way: %s", text)
	}
	if x.model == 1 {
		printRebellion(w, x, r, s)
	} else {
		printStrife(w, x, r, s)
	}
	if r.interrupted {
		line("\nInterrupted: what stands here is of %s of %s steps", count(r.steps()), count(p.Steps))
	}
}

func printRebellion(w io.Writer, x *classicExperiment, r *played, s screen) {
	sum := summariseRebellion(x, r)
	active := panel{title: "active citizens", values: floats(r.column(1, "active")), lines: 6, colour: "9"}
	panels := []panel{active, {title: "citizens in jail", values: floats(r.column(1, "jailed")), lines: 3, colour: "7"}}
	panels = append(panels, changed("legitimacy", x.legitimacy[:sum.Steps+1])...)
	panels = append(panels, changed("cops", floats(r.column(1, "cops")))...)
	printChart(w, panels, sum.Steps, s)
	if room := s.room(); sum.Steps >= room && len(sum.Outbursts) > 0 {
		first := max(0, min(sum.PeakStep-room/2, sum.Steps+1-room))
		fmt.Fprintf(w, "\nAround the peak, step by step\n")
		chart(w, []panel{active}, first, first+room, s)
	}
	printField(w, x, r, s, "when most were active", sum.Steps)

	fmt.Fprintln(w)
	rows := [][2]string{{"outbursts", fmt.Sprintf("%d; one starts with more than %s active citizens and ends with fewer", len(sum.Outbursts), count(sum.OutburstOver))}}
	if sum.MeanWait != nil {
		text := fmt.Sprintf("%d from one's end to the next one's start: mean %.1f steps, median %g", len(sum.Waits), *sum.MeanWait, *sum.MedianWait)
		if sum.DeviateWait != nil {
			text += fmt.Sprintf(", standard deviation %.1f", *sum.DeviateWait)
		}
		rows = append(rows, [2]string{"waits", text})
	}
	if sum.MeanTotal != nil {
		size := fmt.Sprintf("%s active citizens summed over the steps of an outburst, on average", number(*sum.MeanTotal))
		if last := sum.Outbursts[len(sum.Outbursts)-1]; last.End > sum.Steps {
			size += "; the last was not over at the end"
		}
		rows = append(rows, [2]string{"size", size})
	}
	rows = append(rows,
		[2]string{"calm", fmt.Sprintf("%s of the steps are outside outbursts", percent(sum.Calm))},
		[2]string{"peak", fmt.Sprintf("%s active at step %s, %s of the citizens", count(sum.Peak), count(sum.PeakStep), percent(share(sum.Peak, sum.Citizens)))},
		[2]string{"on average", fmt.Sprintf("%s active, %s in jail", number(sum.MeanActive), number(sum.MeanJailed))})
	for _, row := range rows {
		fmt.Fprintf(w, "%-11s %s\n", row[0], row[1])
	}
}

func printStrife(w io.Writer, x *classicExperiment, r *played, s screen) {
	sum := summariseStrife(r)
	killed := make([]float64, sum.Steps+1) // in a step
	for _, name := range []string{"blue_killed", "green_killed"} {
		c := r.column(2, name)
		for i := 1; i < len(c); i++ {
			killed[i] += float64(c[i] - c[i-1])
		}
	}
	panels := []panel{
		{title: "blue, at large and in jail", values: floats(livingOf(r, "blue")), lines: 3, colour: "4"},
		{title: "green, at large and in jail", values: floats(livingOf(r, "green")), lines: 3, colour: "2"},
		{title: "killed in a step, of both", values: killed, lines: 3, colour: "9"},
	}
	panels = append(panels, changed("cops", floats(r.column(2, "cops")))...)
	printChart(w, panels, sum.Steps, s)
	printField(w, x, r, s, "when the smaller group was down to a quarter", sum.Steps)

	fmt.Fprintln(w)
	var rows [][]string
	for _, g := range []struct {
		name string
		t    tally
	}{{"blue", sum.Blue}, {"green", sum.Green}} {
		rows = append(rows, []string{g.name, count(g.t.First), count(g.t.Born), count(g.t.Killed), count(g.t.Aged), count(g.t.Living), count(g.t.Arrests)})
	}
	grid(w, []string{"", "at first", "born", "killed", "died of age", "living", "arrests"}, rows)
	switch {
	case sum.Gone != "":
		fmt.Fprintf(w, "At step %s nobody of %s was left.\n", count(sum.Steps), sum.Gone)
	default:
		fmt.Fprintf(w, "After %s steps both groups live.\n", count(sum.Steps))
	}
}

// changed gives a panel of what does not stay the same.
func changed(title string, values []float64) []panel {
	if len(values) == 0 || slices.Max(values) == slices.Min(values) {
		return nil
	}
	return []panel{{title: title, values: values, lines: 2, colour: "6"}}
}

func printChart(w io.Writer, panels []panel, steps int, s screen) {
	title := "The course of events, step by step"
	if per := s.stepsAColumn(steps + 1); per > 1 {
		title = fmt.Sprintf("The course of events; a column shows the highest of %d steps", per)
	}
	fmt.Fprintf(w, "\n%s\n", title)
	chart(w, panels, 0, steps+1, s)
}

func printField(w io.Writer, x *classicExperiment, r *played, s screen, telling string, steps int) {
	if r.picture == nil {
		return
	}
	if r.picture.step == steps {
		telling = "at the end"
	}
	fmt.Fprintf(w, "\nThe field %s, step %s\n", telling, count(r.picture.step))
	r.picture.print(w, x.model, s.colours)
}

func count(n int) string { return thousands(float64(n)) }
