package wording

import (
	"fmt"
	"strings"

	"casus/claims"
	"casus/report/number"
)

// NotTested heads the drafts beside verdicts.
const NotTested = "Not tested, and in no count of verdicts"

// Missing says what a draft lacks: formula missing.
func Missing(parts []claims.Part) string { return Parts(parts) + " missing" }

// Parts names the parts of a claim.
func Parts(parts []claims.Part) string {
	var list []string
	for _, p := range parts {
		list = append(list, string(p))
	}
	return strings.Join(list, " and ")
}

// Untested says why an argument has no claim that can be tested: all are drafts.
func Untested(list []claims.Claim) string {
	return fmt.Sprintf("%s of claims, and no claim that is complete (the first is %s: %s)", number.Of(len(list), "draft"), list[0].ID, Missing(list[0].Missing))
}
