package expr

import (
	"slices"
	"strings"
)

// longestWord bounds the work of [Suggest]; nobody mistypes longer names.
const longestWord = 64

// shortestBeginning is how much of a name is enough to know it by.
const shortestBeginning = 3

// Suggest returns the candidate that word most likely stands for, or "".
//
// Distance is that of Damerau and Levenshtein (optimal string alignment):
// letters inserted, dropped, replaced, or swapped with their neighbour, upper
// and lower case being the same. A candidate is near enough within a third of
// the length of the word, one slip at least. When none is, a dotted candidate
// whose last part is the word will do, or else the only one that begins with it.
// Of equals the first wins.
func Suggest(word string, candidates []string) string {
	typed := []rune(strings.ToLower(word))
	if len(typed) < 2 || len(typed) > longestWord {
		return ""
	}
	best, least := "", max(1, len(typed)/3)+1
	for _, candidate := range candidates {
		if d := distance(typed, []rune(strings.ToLower(candidate)), least); d < least {
			best, least = candidate, d
		}
	}
	if best != "" {
		return best
	}
	for _, candidate := range candidates {
		if strings.HasSuffix(strings.ToLower(candidate), "."+string(typed)) {
			return candidate
		}
	}
	begun := slices.DeleteFunc(slices.Clone(candidates), func(candidate string) bool {
		return !strings.HasPrefix(strings.ToLower(candidate), string(typed))
	})
	slices.Sort(begun)
	if begun = slices.Compact(begun); len(begun) == 1 && len(typed) >= shortestBeginning {
		return begun[0]
	}
	return ""
}

// distance is the optimal string alignment distance of a and b, or limit when
// their lengths alone put them that far apart.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	// Rows of the table for the last two letters of a, and for this one.
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
