package sim

// EngineVersion is the version of what a trace depends on beside scenario, draw
// and luck: the rooms, the clock, and how numbers are drawn. Raise it with every
// change that changes a result. Runs of different versions are not mixed: a run is
// resumed, and worlds are compared, within one version only. A test of package
// ensemble fails when results have changed and the version has not.
const EngineVersion = 11
