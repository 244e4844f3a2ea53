package cases

import (
	"fmt"
	"io/fs"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"casus/library"
	"casus/scenario/source"
)

// GeneralKnowledge is the source of what no page supports.
const GeneralKnowledge = "general-knowledge"

// File is the name of the file in a folder of cases.
const File = "cases.yaml"

// Load reads a library of cases. Its error is a [source.Problems] that lists
// everything that is wrong. Cases that contradict themselves are refused: troops
// where nobody was sent, days that are not those between the dates, a request that
// nobody made. What is true is the coder's affair.
func Load(fsys fs.FS, name string) (*Library, error) {
	l, doubts, err := LoadOthers(fsys, name)
	if err == nil && len(doubts) > 0 {
		return nil, doubts
	}
	return l, err
}

// Shipped are the cases that come with casus.
func Shipped() (*Library, error) { return Load(library.Cases(), File) }

// LoadOthers is [Load] of a file of somebody else's, which is taken as it is: what
// contradicts itself in it is no error, and listed.
func LoadOthers(fsys fs.FS, name string) (l *Library, doubts source.Problems, err error) {
	l = &Library{}
	doc, err := source.ReadYAML(fsys, name, l)
	if err != nil {
		return nil, nil, err
	}
	c := caseChecker{doc: doc, first: map[string]int{}}
	c.fields(reflect.ValueOf(l).Elem(), "$", "")
	if len(l.Cases) == 0 {
		c.bad("$.cases", "add a case", "there are no cases")
	}
	for i, e := range l.Exposures {
		at := fmt.Sprintf("$.exposures[%d]", i)
		if e.Sent > e.Crises {
			c.bad(at+".sent", "", "troops in %d of %d crises", e.Sent, e.Crises)
		}
		if !(1 <= e.Violence[0] && e.Violence[0] <= e.Violence[1] && e.Violence[1] <= 5) {
			c.bad(at+".violence_peak", "write [low, high], from 1 to 5", "[%d, %d] is not a range of ratings", e.Violence[0], e.Violence[1])
		}
	}
	for i := range l.Cases {
		c.at = fmt.Sprintf("$.cases[%d]", i)
		k := &l.Cases[i]
		c.name(i, k)
		c.request(k)
		c.mission(k)
		c.ranges(k)
		c.dates(k)
		c.sources(k)
	}
	if len(c.problems) > 0 {
		return nil, nil, append(c.problems, c.doubts...)
	}
	return l, c.doubts, nil
}

// caseChecker finds what is wrong with cases.
type caseChecker struct {
	doc      *source.Document
	problems source.Problems
	doubts   source.Problems // what contradicts itself
	at       string          // path of the case
	first    map[string]int  // case with an id
}

func (c *caseChecker) bad(path, hint, format string, args ...any) {
	c.problems = append(c.problems, c.doc.At(path, fmt.Sprintf(format, args...), hint))
}

// key reports a problem of a key of the case.
func (c *caseChecker) key(key, hint, format string, args ...any) {
	c.bad(c.at+"."+key, hint, format, args...)
}

// doubt reports a key of the case that contradicts another.
func (c *caseChecker) doubt(key, hint, format string, args ...any) {
	c.doubts = append(c.doubts, c.doc.At(c.at+"."+key, fmt.Sprintf(format, args...), hint))
}

// fields checks numbers against the ranges of their tags, and words against the
// lists of their types. Kind is the key that a word stands under.
func (c *caseChecker) fields(v reflect.Value, path, kind string) {
	if x, ok := v.Interface().(interface{ Words() []string }); ok && v.Kind() == reflect.String {
		c.word(path, kind, v.String(), x.Words())
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.fields(v.Elem(), path, kind)
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.fields(v.Index(i), fmt.Sprintf("%s[%d]", path, i), kind)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			at := path + "." + name
			c.number(at, v.Field(i), f.Tag)
			if v.Type() == reflect.TypeFor[Confidence]() {
				name = kind
			}
			c.fields(v.Field(i), at, name)
		}
	}
}

func (c *caseChecker) word(path, kind, word string, known []string) {
	if slices.Contains(known, word) {
		return
	}
	if kind == "flags" {
		kind = "flag"
	}
	c.bad(path, source.Meant(word, known), "unknown %s %q", kind, word)
}

// number checks the range of a number that has one and is known.
func (c *caseChecker) number(path string, v reflect.Value, tag reflect.StructTag) {
	if tag.Get("min") == "" {
		return
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	low, _ := strconv.ParseFloat(tag.Get("min"), 64)
	high, _ := strconv.ParseFloat(tag.Get("max"), 64)
	x := 0.0
	if v.CanInt() {
		x = float64(v.Int())
	} else {
		x = v.Float()
	}
	if !(x >= low && x <= high) {
		c.bad(path, "", "%s is outside the range %s..%s", plain(x), plain(low), plain(high))
	}
}

// plain writes a number without an exponent.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// name checks the id and what must not be empty.
func (c *caseChecker) name(i int, k *Case) {
	if j, twice := c.first[k.ID]; twice {
		c.key("id", fmt.Sprintf("case %d of the list has it too", j+1), "duplicate id %q", k.ID)
	} else if c.first[k.ID] = i; !slug.MatchString(k.ID) {
		c.key("id", "lower-case letters, digits and hyphens, such as hungary-1956", "%q is not an id", k.ID)
	}
	for _, x := range []struct{ key, text string }{{"state", k.State}, {"alliance", k.Alliance}, {"trigger", known(k.Trigger, "-")}, {"regime_type", known(k.RegimeType, "-")}, {"hegemon", known(k.Hegemon, "-")}} {
		if strings.TrimSpace(x.text) == "" {
			c.key(x.key, "say it in a few words", "an empty %s", x.key)
		}
	}
	for j, f := range k.Flags {
		if slices.Contains(k.Flags[:j], f) {
			c.key(fmt.Sprintf("flags[%d]", j), "", "the flag %q twice", f)
		}
	}
}

// request checks that what follows from a request is there only if one was made.
func (c *caseChecker) request(k *Case) {
	if k.asked() {
		return
	}
	why, hint := "help_requested is false", "write null, or help_requested: true"
	if k.Requested == nil {
		why = "help_requested is unknown"
	}
	if k.RequestedBy != nil {
		c.doubt("requested_by", hint, "somebody asked, although %s", why)
	}
	if k.Days != nil {
		c.doubt("days_request_to_arrival", hint, "days from a request, although %s", why)
	}
	if k.Dates != nil && k.Dates.Request != "" {
		c.doubt("dates.request", "leave it out, or write help_requested: true", "the date of a request, although %s", why)
	}
	if k.InPower != nil {
		c.doubt("requester_in_power_6m", "leave it out, or write help_requested: true", "the fate of a requester, although %s", why)
	}
}

// mission checks that there is one if and only if troops were sent.
func (c *caseChecker) mission(k *Case) {
	if !slices.Contains(k.Decision.Words(), string(k.Decision)) {
		return // reported already, and nothing follows from it
	}
	if k.Sent() {
		if k.Troops != nil && *k.Troops == 0 {
			c.doubt("troops_deployed", "write null if their number is unknown", "no troops, although the decision is %s", k.Decision)
		}
		if k.Aim != nil && *k.Aim == NoAim {
			c.doubt("mission_aim", "stabilise is an aim too", "no aim, although the decision is %s", k.Decision)
		}
		if k.LeadShare != nil && k.Contributing != nil && *k.Contributing > 0 && (*k.Contributing == 1) != (*k.LeadShare == 1) {
			c.doubt("lead_share", "1 if and only if one member sent troops; null if it is unknown", "a lead share of %s with %d contributing", plain(*k.LeadShare), *k.Contributing)
		}
		if k.Contributing != nil && *k.Contributing == 0 {
			c.doubt("contributing_members", "at least 1, or null if their number is unknown", "nobody sent troops, although the decision is %s", k.Decision)
		}
		return
	}
	if k.Troops == nil {
		c.doubt("troops_deployed", "write 0 where nobody was sent", "an unknown number of troops, although the decision is %s", k.Decision)
	} else if *k.Troops > 0 {
		c.doubt("troops_deployed", "write 0 where nobody was sent", "%d troops, although the decision is %s", *k.Troops, k.Decision)
	}
	if k.Contributing != nil && *k.Contributing > 0 {
		c.doubt("contributing_members", "write 0 where nobody was sent", "%d sent troops, although the decision is %s", *k.Contributing, k.Decision)
	}
	if k.Days != nil && k.asked() {
		c.doubt("days_request_to_arrival", "write null where nobody was sent", "days to an arrival, although the decision is %s", k.Decision)
	}
	if k.Duration != nil {
		c.doubt("duration_days", "write null where nobody was sent", "days of a mission, although the decision is %s", k.Decision)
	}
	if k.LeadShare != nil {
		c.doubt("lead_share", "write null where nobody was sent", "a share in troops, although the decision is %s", k.Decision)
	}
	if k.Dates == nil {
		return
	}
	for _, x := range []struct{ key, date string }{{"arrival", k.Dates.Arrival}, {"end", k.Dates.End}} {
		if x.date != "" {
			c.doubt("dates."+x.key, "leave it out where nobody was sent", "the date of an %s, although the decision is %s", x.key, k.Decision)
		}
	}
}

// ranges checks that a range is one and holds the figure.
func (c *caseChecker) ranges(k *Case) {
	for _, x := range []struct {
		key, of string
		value   *int
		rng     *[2]int
	}{{"troops_range", "troops_deployed", k.Troops, k.TroopsRange}, {"days_range", "days_request_to_arrival", k.Days, k.DaysRange}, {"hours_left", "hours_left", nil, k.HoursLeft}} {
		switch {
		case x.rng == nil:
		case x.rng[0] < 0 || x.rng[0] > x.rng[1]:
			c.key(x.key, "write [low, high], both 0 or more", "[%d, %d] is not a range", x.rng[0], x.rng[1])
		case x.value != nil && (*x.value < x.rng[0] || *x.value > x.rng[1]):
			c.doubt(x.of, "", "%d lies outside its own range, %d..%d", *x.value, x.rng[0], x.rng[1])
		}
	}
}

// dates checks that dates are dates, follow one another, and agree with the days.
func (c *caseChecker) dates(k *Case) {
	if k.Dates == nil {
		return
	}
	known := map[string]time.Time{}
	for _, x := range []struct{ key, date string }{{"request", k.Dates.Request}, {"decision", k.Dates.Decision}, {"arrival", k.Dates.Arrival}, {"end", k.Dates.End}} {
		if x.date == "" {
			continue
		}
		t, err := time.Parse(time.DateOnly, x.date)
		switch {
		case err != nil:
			c.key("dates."+x.key, `write it like "2022-01-05"`, "%q is not a date", x.date)
		case t.Year() < k.Year:
			c.doubt("dates."+x.key, "the year is that in which the crisis began", "%s lies before the year of the case, %d", x.date, k.Year)
		default:
			known[x.key] = t
		}
	}
	// A decision is left out of the order: a body may meet when troops are there.
	for _, x := range [][2]string{{"request", "arrival"}, {"arrival", "end"}, {"request", "end"}} {
		from, ok := known[x[0]]
		to, too := known[x[1]]
		if ok && too && to.Before(from) {
			c.doubt("dates."+x[1], "", "the %s comes before the %s", x[1], x[0])
			return
		}
	}
	for _, x := range []struct {
		key, from, to string
		days          *int
	}{{"days_request_to_arrival", "request", "arrival", k.Days}, {"duration_days", "arrival", "end", k.Duration}} {
		from, ok := known[x.from]
		to, too := known[x.to]
		if !ok || !too || x.days == nil {
			continue
		}
		if n := int(math.Round(to.Sub(from).Hours() / 24)); n != *x.days {
			c.doubt(x.key, fmt.Sprintf("write %d, or correct a date", n), "%d days, although %d lie between %s and %s", *x.days, n, x.from, x.to)
		}
	}
}

// sources checks that a case says where it comes from.
func (c *caseChecker) sources(k *Case) {
	for i, s := range k.Sources {
		if strings.TrimSpace(s) == "" {
			c.key(fmt.Sprintf("sources[%d]", i), "", "an empty source")
		}
	}
	known := slices.Contains(k.Sources, GeneralKnowledge)
	switch {
	case len(k.Sources) == 0:
		c.doubt("sources", "write general-knowledge where there is none", "the case has no source")
	case known && len(k.GeneralKnowledge) == 0:
		c.doubt("sources", "list the groups of keys under from_general_knowledge: "+strings.Join(Group("").Words(), ", "), "the case does not say what is general knowledge")
	case !known && len(k.GeneralKnowledge) > 0:
		c.doubt("from_general_knowledge", "add general-knowledge to the sources", "general knowledge is not among the sources")
	}
}
