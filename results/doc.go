// Package results keeps what an ensemble of runs produced, and gives it back.
//
// A run's folder holds a manifest and six tables:
//
//	OUT/manifest.json      what was run, by which version, how far it got
//	OUT/runs.parquet       one row per replicate: outcomes and drawn parameters
//	OUT/daily.parquet      one row per replicate and day
//	OUT/monthly.parquet    one row per replicate and month
//	OUT/events.parquet     what happened, and when
//	OUT/decisions.parquet  who chose what, among which options
//	OUT/votes.parquet      votes of members in councils
//
// The columns depend on the scenario (its parameters, members, cohorts), so a
// table is described by a [Schema] made at run time. The first column of every
// table is "replicate"; every other column may be empty, which is written as a
// Parquet null. NaN and infinities are refused at the door by [Store.Add]. The
// unit and the meaning of each column travel inside the Parquet files, under
// the metadata key "casus.columns".
//
// # Writing
//
// [Create] starts a folder, [Store.Add] takes finished replicates from any
// number of goroutines in any order, [Store.Finish] makes the six tables, and
// [Store.Close] lets go of the folder. [Resume] goes on with a run that was
// interrupted or killed; [Store.Missing] says what remains to be run.
//
// # What a kill leaves
//
// Consecutive replicates form a batch (25 unless the manifest says otherwise).
// A complete batch is written under OUT/writing, flushed to the disk, and moved
// to OUT/batches/000003 by one rename: each batch is whole or absent. The
// tables are composed from the batches, also under OUT/writing; Finish renames
// them, and only then marks the manifest finished and removes the batches. Whatever
// lies in OUT/writing is half made and may always be deleted. A killed run that
// is resumed therefore ends with the same tables, byte for byte, as one that was
// left in peace.
//
// # Reading
//
// [Open] reads both layouts: a finished folder, and the whole batches of an
// interrupted one. pandas, R, DuckDB and Polars read the Parquet files as they
// are; [Reader.ExportCSV] is for everything else.
//
// # The content hash
//
// The manifest of a finished run holds a SHA-256 of the tables' logical content:
// columns (name, kind, unit), then every row in order, floats by their bits.
// Compression, the batch size, the number of workers, and the wording of the
// columns' documentation do not change it. [Reader.Verify] computes it anew.
//
// # Errors
//
// An error says what was being done to which file. [IsInput] tells those that
// the person at the keyboard can mend (a wrong folder, another run's folder, a
// damaged file) from failures of the machine or of casus.
package results
