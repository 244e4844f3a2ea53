package text

import (
	"fmt"
	"io"

	"casus/results"
)

// Verified says of each folder of results whether it is as casus wrote it.
func Verified(w io.Writer, list []*results.Verification) {
	for _, v := range list {
		if len(v.Damage) == 0 {
			fmt.Fprintf(w, "%s: as casus wrote it: %d of %d runs, %d files, %.1f MB, content hash %.16s\n",
				v.Folder, v.Done, v.Replicates, v.Files, float64(v.Bytes)/1e6, v.ContentHash)
			continue
		}
		fmt.Fprintf(w, "%s: damaged\n", v.Folder)
		for _, d := range v.Damage {
			fmt.Fprintf(w, "  %s: %s\n", d.File, d.Problem)
			if d.Remedy != "" {
				fmt.Fprintf(w, "    %s\n", d.Remedy)
			}
		}
	}
}
