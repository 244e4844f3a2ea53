package scenario

import "casus/scenario/source"

// Shown is all that a scenario says, for other programs.
type Shown struct {
	Scenario   Document             `yaml:"scenario" doc:"scenario.yaml"`
	Parameters map[string]Parameter `yaml:"parameters" doc:"of parameters.yaml, and the usual ones that it does not replace"`
	Usual      []string             `yaml:"usual" doc:"names of the parameters that are the engine's usual ones"`
	Fitted     *Fitted              `yaml:"fitted,omitempty" doc:"fitted.yaml, where there is one"`
	Record     Record               `yaml:"record" doc:"record.yaml"`
	Hash       string               `yaml:"hash" doc:"of all that decides what a run does"`
}

// Show gives all that a scenario says, as scenario.yaml has it: without the world as
// modelled.
func (s *Scenario) Show() Shown {
	shown := Shown{Scenario: s.Document, Parameters: s.Parameters, Fitted: s.Fitted, Record: s.Record, Hash: s.Hash}
	shown.Scenario.Worlds = s.Worlds[1:]
	for _, name := range s.names {
		if s.Parameters[name].Usual {
			shown.Usual = append(shown.Usual, name)
		}
	}
	return shown
}

// MarshalJSON writes it under the keys of the files.
func (s Shown) MarshalJSON() ([]byte, error) { return source.JSON(&s) }
