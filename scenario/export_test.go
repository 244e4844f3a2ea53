package scenario

// LoadBy is [Load] that reads YAML in another way.
var LoadBy = load

// Gone are parameters of earlier versions, with what has become of them.
var Gone = formerParameters

func (f former) Why() string   { return f.why }
func (f former) As() string    { return f.as }
func (f former) Renamed() bool { return identifier.MatchString(f.as) }
func (f former) Hint() string  { return f.hint() }
