//go:build !unix

package bench

import "time"

var started = time.Now()

// processor stands in for processor time where this program cannot ask for it: the
// time since it started, which is longer where other programs run.
func processor() (time.Duration, error) { return time.Since(started), nil }
