package view

import (
	"fmt"
	"slices"
	"strings"

	"casus/luck"
	"casus/report/number"
	"casus/scenario"
	"casus/stats"
)

// setting says what the runs begin with, and what the words mean that the page uses of
// them: all that a reader must know before the first number.
func (m *maker) setting() ([]Entry, error) {
	draw, err := m.middle()
	if err != nil {
		return nil, err
	}
	list := []Entry{{"what sets it off", trigger(m.s, draw)}}
	if text := happenings(m.s); text != "" {
		list = append(list, Entry{"what nobody chooses", text})
	}
	return append(list, Entry{"who may be asked for help", asks(m.s)}), nil
}

// explained are words where they are first used.
var explained = []Entry{
	{"a run", "One possible course of events. Each has its own luck, and its own value of every uncertain number."},
	{"an assumption", "What is believed of an uncertain number before any run: between what it lies, and what is likely. Each run draws its value from that."},
	{"in brackets", "An interval of 90 %. Of a probability or a mean: what so many runs leave open."},
}

// middle is a draw with the median of what the runs have for each parameter.
func (m *maker) middle() (*scenario.Draw, error) {
	names := m.s.ParameterNames()
	drawn, err := m.Runs(names...)
	if err != nil {
		return nil, err
	}
	values := map[string]float64{}
	for i, name := range names {
		values[name] = stats.Median(there(drawn[i]))
	}
	draw, err := m.s.Draw(luck.Of(0, 0), values)
	if err != nil { // medians may break a rule that each run keeps
		draw, err = m.s.Draw(luck.Of(m.Results.Manifest().Seed, m.Replicates()[m.ok[0]]), nil)
	}
	return draw, err
}

// trigger says what begins the crisis: what costs the regime legitimacy, and who comes out
// first.
func trigger(s *scenario.Scenario, draw *scenario.Draw) string {
	var causes []string
	for k, g := range s.Grievances {
		loss := draw.Value(g.Shock)
		if g.Shock.IsZero() {
			loss = draw.Parameter("society.shock")
		}
		text := fmt.Sprintf("%s, which costs the regime some %s of 100 points of legitimacy where it is felt in full", g.Name, number.Short(100*loss))
		switch hour := s.Begins(k); {
		case hour > 0:
			text += ", from " + clockAt(s, hour)
		case hour < 0:
			text += ", once an event brings it"
		}
		causes = append(causes, text)
	}
	text := ""
	if causes != nil {
		text = capital(strings.Join(causes, "; and ")) + ". "
	}
	return text + crowds(s, draw)
}

// mostCrowds is how many of the first crowds are named.
const mostCrowds = 3

// crowds says who comes out first, and that the rest follows by itself.
func crowds(s *scenario.Scenario, draw *scenario.Draw) string {
	sparks := slices.Clone(s.Society.Sparks)
	slices.SortStableFunc(sparks, func(a, b scenario.Spark) int { return a.Hour - b.Hour })
	var list []string
	for _, k := range sparks {
		if people := draw.Value(k.People); people > 0 {
			list = append(list, fmt.Sprintf("some %s people in %s on %s", number.Whole(significant(people, 2)), s.Places[s.PlaceIndex(k.Place)].Name, clockAt(s, k.Hour)))
		}
	}
	if list == nil {
		return "No crowd is given: whoever comes out does so by the model's own rules."
	}
	if n := len(list) - mostCrowds; n > 0 {
		list = append(list[:mostCrowds], number.Of(n, "crowd")+" more")
	}
	return "The first to come out are " + number.List(list) + "; whether others follow, and where, is for the model to say."
}

// happenings names what happens by itself.
func happenings(s *scenario.Scenario) string {
	var list []string
	for i, e := range s.Events {
		if at, _ := s.Occasion(i); at >= 0 {
			list = append(list, fmt.Sprintf("%s on %s", e.Name, clockAt(s, at)))
			continue
		}
		list = append(list, "perhaps "+e.Name)
	}
	if list == nil {
		return ""
	}
	return capital(strings.Join(list, "; ")) + "."
}

// asks names the alliance, who leads it, and how it decides.
func asks(s *scenario.Scenario) string {
	a := &s.Alliance
	lead := ""
	for _, x := range a.Members {
		if x.Lead {
			lead = x.Name
		}
	}
	how := map[string]string{
		"consensus":   "with the lead nation's yes and nobody's no",
		"majority":    "with the lead nation's yes, and more yes than no",
		"lead_nation": "if the lead nation wills it",
	}[a.Rule]
	return fmt.Sprintf("%s, of %s. Its lead nation is %s; it acts %s.", capital(a.Name), number.Of(len(a.Members), "member"), lead, how)
}
