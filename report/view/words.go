package view

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"casus/report/number"
	"casus/scenario"
	"casus/sim"
)

// Words are what happens in a place in a single run.
type Words struct {
	Of    string `json:"of"`    // regions or towns
	Place int    `json:"place"` // index
	Whole string `json:"whole"` // a sentence of the crisis; "" where nobody protests in it
	Days  []Note `json:"days"`  // of each day, from its first hour; a sentence holds until the next
}

// lived is what a place goes through, hour by hour.
type lived struct {
	crowd, violent, lost, freed, tied []float64
}

// words says what happens in a run, in each region and town of which there is something.
func words(s *scenario.Scenario, t *sim.Trace) []Words {
	list := []Words{}
	deaths, officers := ofDays(s, t)
	sizes := make([]int, len(s.Society.Regions))
	for _, p := range s.Places {
		sizes[p.Region]++
	}
	all := follow(t, len(s.Society.Regions), func(place int) int { return s.Places[place].Region })
	for i, r := range s.Society.Regions {
		if l := all[i]; l != nil {
			list = append(list, Words{Of: "regions", Place: i, Whole: l.course(s, r.Name), Days: l.days(s, sizes[i], deaths[i], officers[i])})
		}
	}
	all = follow(t, len(s.Places), func(place int) int { return place })
	for i, p := range s.Places {
		if l := all[i]; l != nil {
			list = append(list, Words{Of: "towns", Place: i, Whole: l.course(s, p.Name), Days: l.days(s, 1, nil, nil)})
		}
	}
	return list
}

// ofDays gives, by region and day, civilians killed on the day and officers at its end.
func ofDays(s *scenario.Scenario, t *sim.Trace) (deaths, officers [][]float64) {
	days, at := s.Clock.CrisisDays, map[string]int{}
	for i, r := range s.Society.Regions {
		at[r.ID] = i
		deaths, officers = append(deaths, make([]float64, days)), append(officers, make([]float64, days))
	}
	so := make([]float64, len(at)) // far
	for i := range t.Places {
		p := &t.Places[i]
		if k, known := at[p.Place]; known && !p.Site {
			deaths[k][p.Day-1], officers[k][p.Day-1] = math.Round(p.Deaths)-so[k], p.Officers
			so[k] = math.Round(p.Deaths)
		}
	}
	return deaths, officers
}

// follow sums what happens up over what lies in each of n places; nil where there is nothing.
func follow(t *sim.Trace, n int, in func(place int) int) []*lived {
	list := make([]*lived, n)
	for h, hour := range t.Hours {
		for _, p := range hour.Places {
			l := &list[in(p.Place)]
			if *l == nil {
				zero := func() []float64 { return make([]float64, len(t.Hours)) }
				*l = &lived{zero(), zero(), zero(), zero(), zero()}
			}
			x := *l
			x.crowd[h] += p.Crowd
			x.violent[h] += p.Violent
			x.freed[h] += p.Freed
			x.tied[h] += p.Tied
			if p.Lost {
				x.lost[h]++
			}
		}
	}
	return list
}

// hourOf is how the time of an hour is written where the year is known.
const hourOf = "2 January, 15:04"

// course tells all days: when protest begins and is largest, and when control is lost.
func (l *lived) course(s *scenario.Scenario, name string) string {
	at := func(h int) string { return timeAt(s, h, hourOf) }
	first, top := slices.IndexFunc(l.crowd, func(x float64) bool { return x >= somebody }), highest(l.crowd)
	if first < 0 {
		return ""
	}
	text := fmt.Sprintf("Protest in %s begins on %s and is largest on %s", name, at(first), at(top))
	if h := slices.IndexFunc(l.lost, func(x float64) bool { return x > 0 }); h >= 0 {
		text += "; control is first lost on " + at(h)
	}
	return text + "."
}

// days tells each day, in a place of so many towns. A day like the one before is not told again.
func (l *lived) days(s *scenario.Scenario, towns int, deaths, officers []float64) []Note {
	list, last := []Note{}, ""
	for from := 0; from < len(l.crowd); from += 24 {
		to := min(from+24, len(l.crowd))
		of := &lived{l.crowd[from:to], l.violent[from:to], l.lost[from:to], l.freed[from:to], l.tied[from:to]}
		parts := of.day(s, from, towns)
		if deaths != nil && deaths[from/24] > 0 {
			parts = append(parts, persons(deaths[from/24], "civilians are killed", "civilian is killed"))
		}
		if officers != nil && len(parts) > 1 {
			parts = append(parts, fmt.Sprintf("at the end of the day %s officers there follow orders", whole(officers[from/24])))
		}
		if text := capital(strings.Join(parts, "; ")) + "."; text != last {
			list, last = append(list, Note{from, text}), text
		}
	}
	return list
}

// day tells a day that begins at an hour.
func (l *lived) day(s *scenario.Scenario, from, towns int) []string {
	at := func(h int) string { return timeAt(s, from+h, "15:04") }
	parts := []string{"nobody protests"}
	if h := highest(l.crowd); l.crowd[h] >= somebody {
		parts[0] = fmt.Sprintf("at most %s, at %s", persons(l.crowd[h], "people protest", "person protests"), at(h))
		if h := highest(l.violent); l.violent[h] >= somebody {
			parts = append(parts, fmt.Sprintf("at most %s, at %s", persons(l.violent[h], "are violent", "is violent"), at(h)))
		}
	}
	if most := slices.Max(l.lost); most > 0 {
		text := "control is lost"
		if towns > 1 {
			text = fmt.Sprintf("control of at most %.0f of its %d places is lost", most, towns)
		}
		first, n := slices.IndexFunc(l.lost, func(x float64) bool { return x > 0 }), 0
		for _, x := range l.lost {
			if x > 0 {
				n++
			}
		}
		if n == len(l.lost) {
			text += " all day"
		} else {
			text += fmt.Sprintf(" for %s, first at %s", number.Of(n, "hour"), at(first))
		}
		parts = append(parts, text)
	}
	for k, x := range [][]float64{l.freed, l.tied} {
		if most := slices.Max(x); most >= somebody {
			parts = append(parts, fmt.Sprintf("%s: at most %s", work[k].name(s), whole(most)))
		}
	}
	return parts
}

// persons says what so many do, or what one does.
func persons(n float64, many, one string) string {
	if math.Round(n) == 1 {
		return "1 " + one
	}
	return whole(n) + " " + many
}

// highest is where a list is largest, the first of several.
func highest(x []float64) int {
	return slices.Index(x, slices.Max(x))
}
