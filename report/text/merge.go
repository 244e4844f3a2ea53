package text

import (
	"fmt"
	"io"

	"casus/experiment"
	"casus/report/number"
	"casus/report/wording"
)

// Shared says what a share has, and how shares are put together.
func Shared(w io.Writer, s experiment.Shared) {
	if s.Count == 0 {
		fmt.Fprintf(w, "share %d of %d has no replicates: the run has fewer batches than shares\n", s.Shard, s.Of)
		return
	}
	fmt.Fprintf(w, "share %d of %d is in %s: replicates %d to %d", s.Shard, s.Of, s.Folder, s.First, s.First+s.Count-1)
	if s.Failed > 0 {
		fmt.Fprintf(w, ", of which %s failed and are counted as such", number.Count(s.Failed))
	}
	fmt.Fprintf(w, "\nwhen all shares are there: casus merge %s … --out OUT\n", wording.Folder(s.Folder))
}

// Merged says what came of putting shares together.
func Merged(w io.Writer, list []experiment.Merged) {
	for _, m := range list {
		fmt.Fprintf(w, "%s: %d of %s, from %s", m.Folder, m.Done, number.Of(m.Replicates, "replicate"), number.Of(m.From, "folder"))
		if m.ContentHash != "" {
			fmt.Fprintf(w, ", content hash %.16s", m.ContentHash)
		}
		fmt.Fprintln(w)
	}
}
