package text

import (
	"fmt"
	"io"
	"strings"
	"time"

	"casus/experiment"
	"casus/report/number"
	"casus/report/wording"
)

// Shared says what a share has, and how shares are put together.
func Shared(w io.Writer, s experiment.Shared) {
	if s.Count == 0 {
		fmt.Fprintf(w, "share %d of %d has no runs: there are fewer batches than shares\n", s.Shard, s.Of)
		return
	}
	fmt.Fprintf(w, "share %d of %d is in %s: runs %d to %d", s.Shard, s.Of, s.Folder, s.First, s.First+s.Count-1)
	if s.Failed > 0 {
		fmt.Fprintf(w, ", of which %s failed and are counted as such", number.Count(s.Failed))
	}
	more := " …"
	if strings.Contains(s.Folder, "://") { // all shares are in one place
		more = ""
	}
	fmt.Fprintf(w, "\nwhen all shares are there: casus merge %s%s --out OUT\n", wording.Folder(s.Folder), more)
}

// Merged says what came of putting shares together.
func Merged(w io.Writer, list []experiment.Merged) {
	for _, m := range list {
		fmt.Fprintf(w, "%s: %d of %s, from %s", m.Folder, m.Done, number.Of(m.Replicates, "run"), number.Of(m.From, "folder"))
		if m.ContentHash != "" {
			fmt.Fprintf(w, ", content hash %.16s", m.ContentHash)
		}
		fmt.Fprintln(w)
	}
}

// Status says how far a run in an object store is, world by world.
func Status(w io.Writer, list []experiment.Status) {
	for _, s := range list {
		fmt.Fprintf(w, "%s: %s of %s", s.World, number.Count(s.Done), number.Of(s.Replicates, "run"))
		if s.Failed > 0 {
			fmt.Fprintf(w, ", of which %s failed", number.Count(s.Failed))
		}
		if !s.Last.IsZero() {
			fmt.Fprintf(w, "; the last came %s", s.Last.Local().Format("2 January 2006, 15:04:05"))
		}
		if s.Rate > 0 && s.Done < s.Replicates {
			fmt.Fprintf(w, "; %s a second so far, which leaves %s", number.Short(s.Rate), time.Duration(s.Left*float64(time.Second)).Round(time.Second))
		}
		fmt.Fprintln(w)
		if n := len(s.Missing); n > 0 && n <= mostRanges {
			fmt.Fprintf(w, "    missing: %s\n", strings.Join(s.Missing, ", "))
		} else if n > 0 {
			fmt.Fprintf(w, "    missing: %s and %d more ranges\n", strings.Join(s.Missing[:mostRanges], ", "), n-mostRanges)
		}
	}
}

// mostRanges of runs are named of those that are missing.
const mostRanges = 8
