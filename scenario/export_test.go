package scenario

// LoadBy is [Load] that reads YAML in another way.
var LoadBy = load
