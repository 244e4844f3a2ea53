package scenario

import (
	"fmt"
	"io/fs"
	"slices"

	"casus/scenario/source"
)

// IdleKeys finds what is written in the folder of a scenario, may be meant, and decides nothing:
// how often states are attacked that cannot be.
func IdleKeys(fsys fs.FS) (source.Problems, error) {
	var d Document
	doc, err := source.ReadYAML(fsys, MainFile, &d)
	if err != nil {
		return nil, err
	}
	var found source.Problems
	for i, state := range d.Relations.States {
		if state.AttackRate == nil {
			continue
		}
		why, hint := "", ""
		switch {
		case !d.Alliance.Defence:
			why, hint = "the charter has no defence clause", "write defence: true under alliance, if the charter obliges members to defend each other against other states"
		case !state.Member:
			why, hint = "it is no member", "write member: true if it is one"
		case slices.ContainsFunc(d.Alliance.Members, func(m Member) bool { return m.Lead && m.ID == state.ID }):
			why, hint = "it leads the alliance, and attacks on the others are counted", ""
		default:
			continue
		}
		found = append(found, doc.At(fmt.Sprintf("$.relations.states[%d].attack_rate", i), fmt.Sprintf("attack_rate of %s decides nothing: %s", state.ID, why), hint))
	}
	return found, nil
}
