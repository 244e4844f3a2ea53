// Package results keeps what an ensemble of runs produced, and gives it back.
//
// A run's folder holds a manifest and tables in parts:
//
//	OUT/manifest.json                   what was run, by which version, how far it got,
//	                                    and size and SHA-256 of every other file
//	OUT/runs/part-000003.parquet        one row per replicate: outcomes and drawn parameters
//	OUT/daily/part-000003.parquet       one row per replicate and day
//	OUT/places/part-000003.parquet      one row per replicate, day, and region or critical site
//	OUT/monthly/part-000003.parquet     one row per replicate and month
//	OUT/events/part-000003.parquet      what happened, and when
//	OUT/decisions/part-000003.parquet   who chose what, among which options
//	OUT/votes/part-000003.parquet       votes of members in councils
//
// Which tables there are is for the caller of [Create] to say; that of runs is
// always kept.
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
// number of goroutines in any order, [Store.Finish] marks the run finished, and
// [Store.Close] lets go of the folder. [Resume] goes on with a run that was
// interrupted or killed; [Store.Missing] says what remains to be run.
//
// # What a kill leaves
//
// Consecutive replicates form a batch, which adds a part to each table: 50 in a
// run of up to 25,000, 25 at scales finer than 1:100, up to 100 in longer ones. A
// part is written beside its place under a name that begins with .casus-, flushed to
// the disk and renamed; then the manifest names the parts of the batch. A batch is
// there when the manifest names it, which in a run of more than a thousand batches may
// be a thousandth of them later. What has such a name is half made and may always be
// deleted; Resume removes it, and parts of a batch that is not whole. A killed run that is resumed ends with the same rows
// as one that was left in peace.
//
// # Reading
//
// [Open] reads finished and interrupted runs, the latter as far as whole batches
// go. Before that it reads the bytes of every file that the manifest names, as Resume
// does: none is used that is not what casus wrote. The last line of the manifest
// vouches for the manifest in the same way. A part also says of which run it is:
// engine, scenario, its hash, seed, scale, mode, settings, table and replicates. pandas, R, DuckDB and Polars read the folder of a table as one table;
// [Reader.ExportCSV] is for everything else.
//
// # The content hash
//
// The manifest of a finished run holds a SHA-256 of the tables' logical content:
// columns (name, kind, unit), then the rows of every replicate in order, floats by
// their bits. Compression, the batch size, the number of workers, kills, and the
// wording of the columns' documentation do not change it; the tables that are kept
// do. [Verify] computes it anew.
//
// # Errors
//
// An error says what was being done to which file. [IsInput] tells those that
// the person at the keyboard can mend (a wrong folder, another run's folder, a
// damaged file) from failures of the machine or of casus.
package results
