package cluster

import (
	"fmt"
	"math"

	"casus/report/number"
)

// A Store is a place in an object store into which tasks play.
type Store struct {
	Place string // its URL
	Run   string // URL of the experiment in it
}

// What passes through a task's temporary folder on its way to an object store stays there
// until the task ends. Where it is not known how much that is, bytesOfReplicate is taken for
// a replicate of a world: kazakhstan-2022 has 30 KiB of the usual tables, and 87 KiB of all.
// A node must have roomFactor times as much, since replicates differ, and leastRoom MiB.
const (
	bytesOfReplicate = 128 << 10
	roomFactor       = 2
	leastRoom        = 1024
)

// Room is how much of its node's disk a task needs that plays into an object store, in
// MiB, and how that was chosen.
func (p *Plan) Room() (mib int, why string) {
	each, how := p.Bytes, "as measured"
	if each == 0 {
		each, how = float64(bytesOfReplicate*p.Worlds), "which was not measured"
	}
	all := float64(p.Replicates) * each
	mib = max(leastRoom, int(math.Ceil(roomFactor*all/(1<<20))))
	return mib, fmt.Sprintf("tables stay on the disk of a task's node until it ends: about %s MiB, %s of %s KiB, %s",
		number.Whole(math.Ceil(all/(1<<20))), count(p.Replicates, "run"), number.Whole(math.Ceil(each/1024)), how)
}

// IntoStore has the reasons of a plan tell why results are in an object store, and what
// that asks of nodes.
func (p *Plan) IntoStore(s *Store, more ...string) {
	_, room := p.Room()
	p.Reasons = append(p.Reasons, "results go to "+s.Run+": tasks need no disk that they share for them, and what is there already is not played again", room)
	p.Reasons = append(p.Reasons, more...)
}
