package main

import "runtime/debug"

// versionText is what casus --version prints: the version of the program and, as
// far as the build tells, of the module and of the commit it was built from.
func versionText(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return version
	}
	text, commit, changed := version, "", ""
	if v := info.Main.Version; v != "" && v != "(devel)" {
		text += " (" + v + ")"
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = ", commit " + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	return text + commit + changed + ", " + info.GoVersion
}
