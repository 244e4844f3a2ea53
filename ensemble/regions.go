package ensemble

import (
	"fmt"

	"casus/results"
	"casus/scenario"
)

// RegionPeaks gives the highest value over days that a column of the table of places has
// in each region, in the order of the scenario's, run by run. Of what adds up from day to
// day, that is the value at the end. Runs that failed have no rows, and are left out. A
// table that is not kept is [results.ErrNotKept].
func RegionPeaks(s *scenario.Scenario, r *results.Reader, column string) ([][]float64, error) {
	schema, err := r.Schema(results.Places)
	if err != nil {
		return nil, err
	}
	var at [4]int
	for i, name := range []string{results.ReplicateColumn, "place", "site", column} {
		if at[i] = schema.Index(name); at[i] < 0 {
			return nil, fmt.Errorf("ensemble: %w: the table %s has no column %q", results.ErrUnknown, results.Places, name)
		}
	}
	region := map[string]int{}
	for i, x := range s.Society.Regions {
		region[x.ID] = i
	}
	peaks := make([][]float64, len(s.Society.Regions))
	last := int64(-1)
	for row, err := range r.Rows(results.Places) {
		if err != nil {
			return nil, err
		}
		replicate, _ := row[at[0]].(int64)
		place, _ := row[at[1]].(string)
		site, _ := row[at[2]].(bool)
		x, _ := row[at[3]].(float64)
		if replicate != last {
			last = replicate
			for i := range peaks {
				peaks[i] = append(peaks[i], 0)
			}
		}
		i, known := region[place]
		if site || !known {
			continue
		}
		n := len(peaks[i]) - 1
		peaks[i][n] = max(peaks[i][n], x)
	}
	return peaks, nil
}
