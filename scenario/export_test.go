package scenario

// LoadBy is [Load] that reads YAML in another way.
var LoadBy = load

// Gone are parameters of earlier versions, with what has become of them.
var Gone = gone
