package classic

// Outburst is a time of rebellion. It starts in the first step with more active
// citizens than some number and ends in the first step after it with fewer than
// that: Epstein's definition, whose number is 50 on 40×40 sites.
type Outburst struct {
	Start int `json:"start"`
	End   int `json:"end"`       // one past the last step where the series ends first
	Peak  int `json:"peak"`      // most active citizens in a step
	At    int `json:"peak_step"` // the step with that many, the first if several
	Total int `json:"total"`     // active citizens summed over the steps, Start to before End
}

// Outbursts finds the outbursts in a series of the number of active citizens, step
// by step.
func Outbursts(active []int, above int) []Outburst {
	var found []Outburst
	on := false
	for step, n := range active {
		if n > above && !on {
			on = true
			found = append(found, Outburst{Start: step})
		}
		if !on {
			continue
		}
		o := &found[len(found)-1]
		o.End = step
		if n < above {
			on = false
			continue
		}
		o.End++
		o.Total += n
		if n > o.Peak {
			o.Peak, o.At = n, step
		}
	}
	return found
}

// Waits are the waiting times between outbursts: steps from the end of one to the
// start of the next. There is one less than there are outbursts.
func Waits(outbursts []Outburst) []int {
	var waits []int
	for i := 1; i < len(outbursts); i++ {
		waits = append(waits, outbursts[i].Start-outbursts[i-1].End)
	}
	return waits
}
