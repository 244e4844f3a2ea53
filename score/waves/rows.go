package waves

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"casus/scenario/source"
)

// Row is a line of the table of forecasts: what the model's runs came to, and the covariates.
type Row struct {
	Raw
	Features []*float64 // in the order of [Covariates]; nil where no table has it
}

// digits of covariates that are kept.
const digits = 6

// head names the columns.
func head() []string {
	list := []string{"wave", "scenario", "starts", "failed", "alike", "runs"}
	for _, o := range Outcomes {
		for _, t := range o.Above {
			list = append(list, o.ID+">"+source.Number(t))
		}
	}
	for _, c := range Covariates {
		list = append(list, "x:"+c)
	}
	return list
}

// WriteRows writes the table.
func WriteRows(rows []Row) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(head())
	for _, r := range rows {
		cells := []string{r.ID, r.Scenario[:hashDigits], strconv.Itoa(r.Starts), strconv.Itoa(r.Failed), strconv.Itoa(r.Alike), strconv.Itoa(r.Runs)}
		for _, n := range r.Above {
			cells = append(cells, strconv.Itoa(n))
		}
		for i, x := range r.Features {
			text := ""
			if x != nil {
				if math.IsNaN(*x) || math.IsInf(*x, 0) {
					return nil, fmt.Errorf("wave %s: the covariate %s is %v", r.ID, Covariates[i], *x)
				}
				text = strconv.FormatFloat(*x, 'g', digits, 64)
			}
			cells = append(cells, text)
		}
		w.Write(cells)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// hashDigits of a scenario's hash are enough to tell them apart.
const hashDigits = 12

var hash = regexp.MustCompile(fmt.Sprintf("^[0-9a-f]{%d}$", hashDigits))

// ReadRows reads the table strictly.
func ReadRows(name string, text []byte) ([]Row, error) {
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(records) < 2 || strings.Join(records[0], ",") != strings.Join(head(), ",") {
		return nil, fmt.Errorf("%s: no table of forecasts of this version", name)
	}
	rows := make([]Row, len(records)-1)
	for i, cells := range records[1:] {
		bad := func(format string, args ...any) error {
			return fmt.Errorf("%s:%d: %s", name, i+2, fmt.Sprintf(format, args...))
		}
		r := &rows[i]
		r.ID, r.Scenario = cells[0], cells[1]
		if !hash.MatchString(r.Scenario) {
			return nil, bad("column %s: expected the first digits of a scenario's hash, found %q", records[0][1], r.Scenario)
		}
		counts := make([]int, 4+thresholds())
		for j := range counts {
			if counts[j], err = strconv.Atoi(cells[2+j]); err != nil || counts[j] < 0 {
				return nil, bad("column %s: expected a count, found %q", records[0][2+j], cells[2+j])
			}
		}
		r.Starts, r.Failed, r.Alike, r.Runs, r.Above = counts[0], counts[1], counts[2], counts[3], counts[4:]
		for j, n := range r.Above {
			if n > r.Runs {
				return nil, bad("column %s: %d of %d runs", records[0][6+j], n, r.Runs)
			}
		}
		for j, cell := range cells[6+len(r.Above):] {
			if cell == "" {
				r.Features = append(r.Features, nil)
				continue
			}
			x, err := source.Decimal(cell)
			if err != nil {
				return nil, bad("column %s: %v", records[0][6+len(r.Above)+j], err)
			}
			r.Features = append(r.Features, &x)
		}
	}
	return rows, nil
}
