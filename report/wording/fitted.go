package wording

import "casus/report/number"

// Fitted says to what the priors of a scenario were fitted.
func Fitted(to []string) string {
	if len(to) == 0 {
		return "Uncalibrated: no prior was fitted to a record or to cases of other states"
	}
	var list []string
	for _, x := range to {
		list = append(list, map[string]string{"cases": "cases of other states", "record": "the record"}[x])
	}
	return "The priors were fitted to " + number.List(list)
}
