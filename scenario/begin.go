package scenario

import (
	"fmt"
	"path/filepath"
)

// SourcesFile says in words where the data of a scenario come from.
const SourcesFile = "SOURCES.md"

// Begin makes a folder that was read the beginning of another scenario, under an id
// of its own. Its SOURCES.md is begun anew; that of the scenario it was copied from is
// kept beside it, for the licences of the data that are still there.
func (f *Folder) Begin(id string) {
	from := f.Main.ID
	f.Main.ID = id
	theirs, told := f.Others[SourcesFile]
	text := fmt.Sprintf("# Where the data of %s come from\n\nThis scenario was begun as a copy of %s (%s).", id, from, f.Main.Title)
	if kept := "SOURCES-" + from + ".md"; told && filepath.IsLocal(kept) && filepath.Base(kept) == kept {
		f.Others[kept] = theirs
		text += fmt.Sprintf(" What has not been changed since is from there: [%s](%s) says whence, and under which licence.", kept, kept)
	}
	f.Others[SourcesFile] = []byte(text + " Say here what you change, and where it comes from.\n\n| File | From | Licence | Changes |\n|---|---|---|---|\n")
}
