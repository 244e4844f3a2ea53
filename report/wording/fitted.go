package wording

import "casus/report/number"

// Fitted says to what the priors of a scenario were fitted.
func Fitted(to []string) string {
	if len(to) == 0 {
		return "Uncalibrated: no assumption was fitted to what happened, here or in other states"
	}
	var list []string
	for _, x := range to {
		list = append(list, map[string]string{"cases": "cases of other states", "record": "what happened here"}[x])
	}
	return "Calibrated: assumptions were fitted to " + number.List(list)
}
