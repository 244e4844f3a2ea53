package terminal

import (
	"fmt"
	"io"
	"slices"

	"casus/report/number"
	"casus/report/screen"
)

// Print writes what was asked and what came of it, with charts and a picture of
// the field that suit the screen.
func (x *Experiment) Print(w io.Writer, r *Course, s screen.Screen) {
	p := &x.Params
	line := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	cops := r.column(x.Model, "cops")[0]
	vision := fmt.Sprintf("vision %d", p.Vision)
	if p.CopVision != p.Vision {
		vision += fmt.Sprintf(", of cops %d", p.CopVision)
	}
	tuned := fmt.Sprintf("%s (%s), legitimacy %g, jail up to %s steps, k = %g, T = %g", vision, p.Shape, p.Legitimacy, number.Count(p.MaxJail), p.Arrest, p.Threshold)
	if x.Model == 1 {
		line("Epstein's Model I, rebellion against the rulers, by the rules of %s, seed %d", x.Rules, x.Seed)
		line("%d×%d sites, %s citizens, %s cops; %s", p.Size, p.Size, number.Count(r.column(1, "citizens")[0]), number.Count(cops), tuned)
	} else {
		line("Epstein's Model II, violence between two groups, by the rules of %s, seed %d", x.Rules, x.Seed)
		line("%d×%d sites, %s blue, %s green, %s cops; %s, birth %g, age up to %s", p.Size, p.Size, number.Count(livingOf(r, "blue")[0]), number.Count(livingOf(r, "green")[0]), number.Count(cops), tuned, p.Birth, number.Count(p.MaxAge))
	}
	if p.Tile > 0 {
		line("tiles of at least %d sites a side: not all act in one random order", p.Tile)
	}
	for _, text := range p.Change {
		line("changed on the way: %s", text)
	}
	if x.Model == 1 {
		printRebellion(w, x, r, s)
	} else {
		printStrife(w, x, r, s)
	}
	if r.interrupted {
		line("\nInterrupted: what stands here is of %s of %s steps", number.Count(r.Steps()), number.Count(p.Steps))
	}
}

func printRebellion(w io.Writer, x *Experiment, r *Course, s screen.Screen) {
	sum := summariseRebellion(x, r)
	active := panel{title: "active citizens", values: floats(r.column(1, "active")), lines: 6, colour: "9"}
	panels := []panel{active, {title: "citizens in jail", values: floats(r.column(1, "jailed")), lines: 3, colour: "7"}}
	panels = append(panels, changed("legitimacy", x.legitimacy[:sum.Steps+1])...)
	panels = append(panels, changed("cops", floats(r.column(1, "cops")))...)
	printChart(w, panels, sum.Steps, s)
	if room := room(s); sum.Steps >= room && len(sum.Outbursts) > 0 {
		first := max(0, min(sum.PeakStep-room/2, sum.Steps+1-room))
		fmt.Fprintf(w, "\nAround the peak, step by step\n")
		chart(w, []panel{active}, first, first+room, s)
	}
	printField(w, x, r, s, "when most were active", sum.Steps)

	fmt.Fprintln(w)
	rows := [][2]string{{"outbursts", fmt.Sprintf("%d; one starts with more than %s active citizens and ends with fewer", len(sum.Outbursts), number.Count(sum.OutburstOver))}}
	if sum.MeanWait != nil {
		text := fmt.Sprintf("%d from one's end to the next one's start: mean %.1f steps, median %g", len(sum.Waits), *sum.MeanWait, *sum.MedianWait)
		if sum.DeviateWait != nil {
			text += fmt.Sprintf(", standard deviation %.1f", *sum.DeviateWait)
		}
		rows = append(rows, [2]string{"waits", text})
	}
	if sum.MeanTotal != nil {
		size := fmt.Sprintf("%s active citizens summed over the steps of an outburst, on average", number.Short(*sum.MeanTotal))
		if last := sum.Outbursts[len(sum.Outbursts)-1]; last.End > sum.Steps {
			size += "; the last was not over at the end"
		}
		rows = append(rows, [2]string{"size", size})
	}
	rows = append(rows,
		[2]string{"calm", fmt.Sprintf("%s of the steps are outside outbursts", number.Percent(sum.CalmShare))},
		[2]string{"peak", fmt.Sprintf("%s active at step %s, %s of the citizens", number.Count(sum.Peak), number.Count(sum.PeakStep), number.Percent(number.Share(sum.Peak, sum.Citizens)))},
		[2]string{"on average", fmt.Sprintf("%s active, %s in jail", number.Short(sum.MeanActive), number.Short(sum.MeanJailed))})
	for _, row := range rows {
		fmt.Fprintf(w, "%-11s %s\n", row[0], row[1])
	}
}

func printStrife(w io.Writer, x *Experiment, r *Course, s screen.Screen) {
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
		rows = append(rows, []string{g.name, number.Count(g.t.First), number.Count(g.t.Born), number.Count(g.t.Killed), number.Count(g.t.Aged), number.Count(g.t.Living), number.Count(g.t.Arrests)})
	}
	screen.Table(w, []string{"", "at first", "born", "killed", "died of age", "living", "arrests"}, rows)
	switch {
	case sum.Gone != "":
		fmt.Fprintf(w, "At step %s nobody of %s was left.\n", number.Count(sum.Steps), sum.Gone)
	default:
		fmt.Fprintf(w, "After %s steps both groups live.\n", number.Count(sum.Steps))
	}
}

// changed gives a panel of what does not stay the same.
func changed(title string, values []float64) []panel {
	if len(values) == 0 || slices.Max(values) == slices.Min(values) {
		return nil
	}
	return []panel{{title: title, values: values, lines: 2, colour: "6"}}
}

func printChart(w io.Writer, panels []panel, steps int, s screen.Screen) {
	title := "The course of events, step by step"
	if per := stepsAColumn(s, steps+1); per > 1 {
		title = fmt.Sprintf("The course of events; a column shows the highest of %d steps", per)
	}
	fmt.Fprintf(w, "\n%s\n", title)
	chart(w, panels, 0, steps+1, s)
}

func printField(w io.Writer, x *Experiment, r *Course, s screen.Screen, telling string, steps int) {
	if r.picture == nil {
		return
	}
	if r.picture.step == steps {
		telling = "at the end"
	}
	fmt.Fprintf(w, "\nThe field %s, step %s\n", telling, number.Count(r.picture.step))
	r.picture.print(w, x.Model, s.Colours)
}
