package ensemble

import (
	"maps"

	"casus/results"
)

// Asked says which runs of a scenario these are.
type Asked struct {
	Seed  uint64  `json:"seed"`
	Scale float64 `json:"scale"`           // people for whom one agent stands
	Mode  string  `json:"mode"`            // free or recorded
	First int     `json:"first,omitempty"` // number of the first replicate
	// Settings are world, do, set, luck and design, as in the manifest, where they
	// are not those of the scenario as it is.
	Settings map[string]string `json:"settings,omitempty"`
}

// AskedOf reads from a manifest which runs it is of.
func AskedOf(m results.Manifest) Asked {
	return Asked{Seed: m.Seed, Scale: m.Scale, Mode: m.Mode, First: m.First, Settings: m.Settings}
}

// apart leaves the world out, where worlds are named beside.
func (a Asked) apart() Asked {
	a.Settings = maps.Clone(a.Settings)
	delete(a.Settings, "world")
	return a
}
