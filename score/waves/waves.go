// Package waves scores the model on waves of protest that nobody tuned it for.
//
// A wave is three protests or more in one state, each begun within a fortnight of the
// one before, of which one had 1,000 people or more ([protests.Split]). [Load] finds them
// in the Mass Mobilization data and joins them to the atlas and to rulers' dates of
// office. What was known when a wave began ([Known]) and what came of it ([Came]) are two
// values: [Scenario], [Play] and [Covariates] see the first alone.
//
// For each wave the atlas draws the state at the beginning of the year; the wave's first
// protest is the spark; the model plays it many times, and a coder of protests reads each
// run ([Play]). A [Raw] forecast is the counts of these runs. [Judge] scores it, as it is and
// recalibrated, beside four baselines; whatever is fitted is fitted without the state
// that is scored.
//
// docs/waves.md is made from it.
package waves

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"casus/atlas"
	"casus/library"
	"casus/scenario/source"
	"casus/score/protests"
)

// FirstYear is that of the first waves that are scored. Those before it are known to
// the base rate of a state, and to nothing else.
const FirstYear = 2000

// Known is what was known of a wave on its first day.
type Known struct {
	ISO3    string
	State   string // as the atlas names it
	Named   string // as the protests do
	Start   time.Time
	Size    protests.Size // of the first protest, as are all below
	Violent bool
	Wants   []protests.Demand
}

// ID names a wave: state and first day.
func (k *Known) ID() string { return k.ISO3 + "-" + k.Start.Format(time.DateOnly) }

// wants reports whether the first protest has one of these demands.
func (k *Known) wants(any ...protests.Demand) bool {
	return slices.ContainsFunc(any, func(d protests.Demand) bool { return slices.Contains(k.Wants, d) })
}

// Came is what came of a wave.
type Came struct {
	Days     int // from the first day of the first protest to the last of any
	Protests int
	Largest  protests.Size
	Met      [protests.Beatings]bool
	Gone     bool // the ruler, within [Tenure] days of the first one
	Unruled  bool // the table knows no ruler of that day; Gone is false
}

// Tenure is within how many days of a wave's first one a ruler's leaving is counted.
const Tenure = 90

// Wave is a wave of the data.
type Wave struct {
	Known
	Came
}

// codes are the states that the protests name otherwise than the atlas does.
var codes = map[string]string{
	"Bosnia": "BIH", "Congo Brazzaville": "COG", "Congo Kinshasa": "COD", "Czechoslovakia": "CSK", "Germany East": "DDR", "Germany West": "DEU",
	"Ivory Coast": "CIV", "Macedonia": "MKD", "Serbia and Montenegro": "SRB", "Slovak Republic": "SVK", "Swaziland": "SWZ", "Timor Leste": "TLS",
	"USSR": "RUS", "United Arab Emirate": "ARE", "Yugoslavia": "SRB",
}

// Load gives the waves of the library by their beginnings, and of those of one day by state: those that
// are scored, begun in [FirstYear] or later, and those before them.
func Load() (scored, earlier []Wave, err error) {
	real, err := protests.Load(library.Protests(), protests.File)
	if err != nil {
		return nil, nil, err
	}
	offices, err := readOffices(library.World())
	if err != nil {
		return nil, nil, err
	}
	list, err := atlas.List()
	if err != nil {
		return nil, nil, err
	}
	return join(real, offices, list)
}

// join puts the tables together.
func join(real []protests.Protest, offices map[string][]office, states []atlas.Listed) (scored, earlier []Wave, err error) {
	code, names := map[string]string{}, map[string]string{}
	for _, s := range states {
		code[s.Name], names[s.ISO3] = s.ISO3, s.Name
	}
	all, _ := protests.Split(real)
	for _, list := range all {
		iso3 := cmp.Or(code[list[0].Cluster], codes[list[0].Cluster])
		if iso3 == "" {
			return nil, nil, fmt.Errorf("%s: the atlas has no state %q", protests.File, list[0].Cluster)
		}
		w := Wave{Known: known(list[0]), Came: Read(list)}
		w.ISO3, w.Named, w.State = iso3, list[0].Cluster, cmp.Or(names[iso3], list[0].Cluster)
		w.Gone, w.Unruled = leaves(offices[iso3], w.Start)
		if w.Start.Year() >= FirstYear {
			scored = append(scored, w)
		} else {
			earlier = append(earlier, w)
		}
	}
	for _, list := range [][]Wave{scored, earlier} {
		slices.SortStableFunc(list, func(a, b Wave) int {
			return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.ISO3, b.ISO3))
		})
	}
	return scored, earlier, nil
}

// known takes of a wave's first protest what was known on its day.
func known(first protests.Protest) Known {
	k := Known{Start: first.Start, Size: first.Size, Violent: first.Violent}
	for d, is := range first.Wants {
		if is {
			k.Wants = append(k.Wants, protests.Demand(d))
		}
	}
	return k
}

// Read reads what came of a wave from its protests, in the order of their beginnings, but
// for the ruler.
func Read(list []protests.Protest) (c Came) {
	c.Protests = len(list)
	for _, p := range list {
		began := int(p.Start.Sub(list[0].Start).Hours() / 24)
		c.Days = max(c.Days, began+p.Days)
		c.Largest = max(c.Largest, p.Size)
		for r := range c.Met {
			c.Met[r] = c.Met[r] || p.Met[r]
		}
	}
	return c
}

// office is a spell in office. The table has months; the day is taken for the middle of
// its month.
type office struct{ from, to time.Time }

// middle is the day of a month on which it is taken to change.
const middle = 15

// readOffices reads rulers' times by state.
func readOffices(world fs.FS) (map[string][]office, error) {
	const file = "rulers.csv"
	table, err := source.ReadCSV(world, file, "iso3", "from", "to")
	if err != nil {
		return nil, err
	}
	list := map[string][]office{}
	for _, row := range table.Rows {
		o := office{to: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
		for column, day := range map[string]*time.Time{"from": &o.from, "to": &o.to} {
			text := row.Text(column)
			if column == "to" && text == "" {
				continue // still in office
			}
			month, err := time.Parse("2006-01", text)
			if err != nil {
				return nil, source.Problems{row.Problem(column, fmt.Sprintf("%q is not a month", text), "write it like 2011-02")}
			}
			*day = month.AddDate(0, 0, middle-1)
		}
		list[row.Text("iso3")] = append(list[row.Text("iso3")], o)
	}
	return list, nil
}

// leaves tells whether the ruler of a day left office within [Tenure] days, and whether
// none is known.
func leaves(list []office, day time.Time) (gone, unknown bool) {
	for _, o := range list {
		if !o.from.After(day) && day.Before(o.to) {
			return !o.to.After(day.AddDate(0, 0, Tenure)), false
		}
	}
	return false, true
}

// KnownOf are the known parts of waves.
func KnownOf(list []Wave) []Known {
	out := make([]Known, len(list))
	for i := range list {
		out[i] = list[i].Known
	}
	return out
}

// digest identifies what is known of waves.
func digest(list []Known) string {
	h := sha256.New()
	for i := range list {
		k := &list[i]
		fmt.Fprintln(h, k.ID(), k.Size, k.Violent, k.Wants)
	}
	return hex.EncodeToString(h.Sum(nil))
}
