package stats

// A band that is wide enough holds everything, and is right for nothing. Whoever
// counts the values that lie inside their bands leaves out the bands that are wider
// than this.
const (
	// WidestRatio is of (1 + upper end) to (1 + lower end): a factor of ten up and
	// down from the middle. Beyond it a band of counts says less than the word for
	// their size, dozens, hundreds or thousands. The 1 is that of the score of
	// ln(1 + value): there is no ratio to an end of 0.
	WidestRatio = 100
	// WidestPart is of all that is possible, where that is known: someone who knows
	// nothing and takes all values for equally likely has 90 % bands as wide.
	WidestPart = 0.9
)

// Telling reports whether a band says something of a number that lies between least
// and most, which may be infinite.
func Telling(low, high, least, most float64) bool {
	return 1+high <= WidestRatio*(1+low) && high-low <= WidestPart*(most-least)
}
