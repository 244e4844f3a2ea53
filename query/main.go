// Query answers SQL questions about the results of a run, with DuckDB.
//
//	cd query && go run . OUT "SELECT requested, count(*) FROM runs GROUP BY requested"
//
// OUT is the folder that casus wrote, finished or interrupted, or a place in an object store,
// of which a copy is fetched for as long as the query takes (go run -tags cloud . s3://…). The tables are those
// that the run keeps, usually runs, daily, monthly, events and votes;
// without a query the program lists their columns. Nothing in OUT is written to.
//
// Before a query the parts are compared with their hashes in the manifest. What was
// found whole is remembered in the user's cache folder, by size and time of
// modification; casus verify OUT trusts neither.
//
// It is a module of its own because DuckDB is a C++ library that takes minutes
// to link and 60 MB on the disk; casus itself stays pure Go and never imports
// it. Of casus it knows the packages results and experiment.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"casus/files"
	"casus/results"
)

const usage = `Ask the results of a run in SQL.

Usage:
  go run . [--csv | --json] [--world ID] OUT ["SELECT …"]

OUT is what "casus run --out OUT" wrote, finished or not: a folder, or a place in an object
store such as s3://BUCKET/KEY, for which the program is built with them: go run -tags cloud .
Of a store, a copy is fetched into a temporary folder, and removed at the end.
The tables are those that the run keeps, usually runs,
daily, monthly, events and votes. Without a query, the tables and their columns are
listed. OUT is only read. A file that is not what casus wrote, by its hash in the
manifest, is refused. A file that was found whole is not read again for that until
its size or time of modification changes.

Options:
  --csv        comma-separated values instead of an aligned table
  --json       a JSON array of objects instead of an aligned table
  --world ID   the world that is asked, where OUT has several
  --help       this text

Examples (the columns are the scenario's: list them first):

  How likely is a request for help when protest engulfs the nation, and when not?
    go run . OUT "SELECT engulfed, avg(requested::int) AS p_request, count(*) AS n
                  FROM runs GROUP BY engulfed"

  How large is the crowd on each day, in the median run and in the worst tenth?
    go run . OUT "SELECT day, median(participants) AS median,
                         quantile_cont(participants, 0.9) AS worst_tenth
                  FROM daily GROUP BY day ORDER BY day"

  How does each member of the alliance vote?
    go run . --csv OUT "SELECT member, choice, count(DISTINCT (replicate, month, hour)) AS votes
                        FROM votes GROUP BY ALL ORDER BY member, votes DESC"

Exit status: 0 done, 1 interrupted or failed, 2 a bad folder or query.
`

const (
	exitFailed = 1
	exitInput  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("query", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asCSV := flags.Bool("csv", false, "")
	asJSON := flags.Bool("json", false, "")
	world := flags.String("world", "", "")
	args, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	switch {
	case err != nil:
	case len(args) < 1 || len(args) > 2:
		err = fmt.Errorf("want a folder or a URL, and a query, got %d arguments", len(args))
	case *asCSV && *asJSON:
		err = errors.New("--csv and --json exclude each other")
	}
	if err != nil {
		fmt.Fprintf(stderr, "query: %v (see --help)\n", err)
		return exitInput
	}
	print := printTable
	switch {
	case *asCSV:
		print = printCSV
	case *asJSON:
		print = printJSON
	}
	err = answer(ctx, args, *world, func(r *result) error { return print(stdout, r) })
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "query: interrupted")
		return exitFailed
	}
	fmt.Fprintf(stderr, "query: %v\n", err)
	if errors.Is(err, errOutput) || errors.Is(err, results.ErrBucket) || files.IsFault(err) {
		return exitFailed
	}
	return exitInput
}

// parse allows options after the arguments too, which flag alone does not.
func parse(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return rest, nil
		}
		// What follows "--" is never an option.
		if used := len(args) - flags.NArg(); used > 0 && args[used-1] == "--" {
			return append(rest, flags.Args()...), nil
		}
		rest = append(rest, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

// errOutput marks a failure to write the answer.
var errOutput = errors.New("writing the answer")

// answer runs the query in args[1] over what is at args[0] and prints its result.
func answer(ctx context.Context, args []string, world string, print func(*result) error) error {
	query := listColumns
	if len(args) == 2 {
		query = args[1]
	}
	f, err := find(ctx, args[0], world)
	if err != nil {
		return err
	}
	defer f.leave()
	db, err := open(ctx, f)
	if err != nil {
		return err
	}
	defer db.Close()
	r, err := ask(ctx, db, query)
	if err != nil {
		return err
	}
	defer r.rows.Close()
	return print(r)
}
