package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionText(t *testing.T) {
	commit := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		info *debug.BuildInfo
		want string
	}{
		{nil, version},
		{&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "(devel)"}}, version + ", go1.26"},
		{&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{commit}}, version + " (v1.2.3), commit 0123456789ab, go1.26"},
		{&debug.BuildInfo{GoVersion: "go1.26", Settings: []debug.BuildSetting{commit, changed}}, version + ", commit 0123456789ab with changes, go1.26"},
	} {
		if got := versionText(c.info, c.info != nil); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
