package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/files"
	"casus/report/markdown"
	"casus/report/text"
	"casus/results"
	"casus/score/waves"
)

type wavesFlags struct {
	sample, runs, workers, misses int
	seed                          uint64
	out, file, share              string
	dryRun, rescore               bool
	json, csv, markdown, quiet    bool
	scored, earlier               []waves.Wave
	known                         []waves.Known
}

func wavesCommand() *cobra.Command {
	var f wavesFlags
	c := &cobra.Command{
		Use: "waves [OUT]...", Short: "Score the model on 651 waves of protest that nobody tuned it for",
		Long: `Waves takes the waves of protest of the data, from 2000 to 2020. For each the atlas
draws the state at the beginning of the year, the wave's first protest is the spark, the
model plays it, and a coder of protests reads the runs: how long, how many protests, how
large, killings, arrests, dispersal, a concession, is the ruler gone within 90 days.

The forecasts are scored as they are, recalibrated, and with covariates, beside the base
rate, that of the state, a regression and the nearest waves. Whatever is fitted is fitted
without the state that is scored. The usual priors of crowds and police were fitted to
single protests of half of the states, and to no wave. docs/waves.md says how, and what
came of it.

Without anything else it prints what came of it when it was last played; --rescore
scores those forecasts again, in a minute or two. --out OUT plays what is missing there, a
folder or a place in an object store: half an hour on two cores for all, a minute or
two for --sample 20. What is interrupted goes on with the same command. --shard I/N plays a share,
and OUT... puts together what several places have.

--dry-run prints the document that says what is asked; --experiment FILE plays it.`,
		Example: `  casus waves
  casus waves --misses 20
  casus waves --sample 20
  casus waves --out out/waves
  casus waves --dry-run > asked.json
  casus waves --experiment asked.json --shard 2/8 --out shards/2
  casus waves shards/1 shards/2 --json
  casus waves --markdown > waves.md`,
		RunE: func(c *cobra.Command, args []string) error { return f.run(c, args) },
	}
	p := c.Flags()
	within(p, &f.sample, "sample", "", 0, 2, maxWaves, "play so many of the waves, evenly by their beginnings (default: all)")
	within(p, &f.runs, "runs", "n", waves.UsualRuns, 1, 10_000, "runs for each wave that are waves themselves")
	seed(p, &f.seed, "seed", waves.UsualSeed, "seed of all luck")
	within(p, &f.workers, "workers", "", runtime.NumCPU(), 1, maxWorkers, "waves at once")
	within(p, &f.misses, "misses", "", 5, 0, 20, "how many of the waves that are missed most are told")
	p.StringVar(&f.out, "out", "", "folder, or place in an object store, for the forecasts; what is there is not played again")
	p.StringVar(&f.file, "experiment", "", "play this document instead of what flags say")
	p.StringVar(&f.share, "shard", "", "play one of so many shares, I/N, and score nothing")
	p.BoolVar(&f.dryRun, "dry-run", false, "print what is asked, a JSON document, and play nothing")
	p.BoolVar(&f.rescore, "rescore", false, "score the forecasts that ship again")
	p.BoolVar(&f.json, "json", false, "print JSON")
	p.BoolVar(&f.csv, "csv", false, "print the forecasts as they come, with the covariates, as CSV")
	p.BoolVar(&f.markdown, "markdown", false, "print a page in Markdown")
	p.BoolVar(&f.quiet, "quiet", false, "no progress")
	return c
}

// maxWaves is more than the data have.
const maxWaves = 1000

// playing are the flags that ask for runs.
var playing = []string{"sample", "runs", "seed", "out", "experiment", "shard", "dry-run"}

func (f *wavesFlags) run(c *cobra.Command, args []string) (err error) {
	set := c.Flags().Changed
	asks := ""
	for _, name := range playing {
		if set(name) {
			asks = name
		}
	}
	if n := count(f.json, f.csv, f.markdown); n > 1 {
		return usagef("--json, --csv and --markdown: choose one")
	}
	switch {
	case len(args) > 0 && asks != "":
		return usagef("--%s asks for runs, and OUT... for what has been played: choose one", asks)
	case f.rescore && (asks != "" || len(args) > 0):
		return usagef("--rescore is for the forecasts that ship; leave the rest out")
	case set("shard") && f.out == "":
		return usagef("--shard goes with --out, where the share is kept")
	case set("shard") && (f.json || f.csv || f.markdown || f.dryRun):
		return usagef("--shard scores and prints nothing: casus waves OUT... does, when all shares are there")
	}
	if f.scored, f.earlier, err = waves.Load(); err != nil {
		return err
	}
	f.known = waves.KnownOf(f.scored)
	switch {
	case len(args) > 0:
		return f.gather(c, args)
	case asks != "":
		return f.play(c)
	case f.rescore || f.csv:
		a, rows, err := waves.Kept(f.known)
		if err != nil {
			return err
		}
		return f.score(c, a, rows, 0)
	}
	r, err := waves.KeptResult()
	if err != nil {
		return err
	}
	return f.print(c, r)
}

func count(list ...bool) (n int) {
	for _, is := range list {
		if is {
			n++
		}
	}
	return n
}

// asked is what is to be played, from the flags or a file.
func (f *wavesFlags) asked(c *cobra.Command) (a waves.Asked, err error) {
	if f.file == "" {
		a = waves.Ask(f.known, f.sample, f.runs, f.seed)
		return a, usage(a.Check(f.known))
	}
	for _, name := range []string{"sample", "runs", "seed"} {
		if c.Flags().Changed(name) {
			return a, usagef("--experiment says all that is asked; leave --%s out", name)
		}
	}
	text, err := files.ReadNamed(f.file, 1<<16)
	if errors.Is(err, fs.ErrNotExist) {
		return a, usagef("%s: file not found; casus waves --dry-run prints such a document", f.file)
	} else if err != nil {
		return a, err
	}
	if a, err = waves.ReadAsked(text); err == nil {
		err = a.Check(f.known)
	}
	if err != nil {
		return a, usagef("%s: %w", f.file, err)
	}
	return a, nil
}

func usage(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

// place is where forecasts of what is asked are kept.
func (f *wavesFlags) place(ctx context.Context, a *waves.Asked) (p waves.Place, name string, err error) {
	if !isURL(f.out) {
		return waves.Place{Bucket: waves.Folder(f.out)}, f.out, nil
	}
	there, err := openPlace(ctx, f.out, true)
	if err != nil {
		return p, "", err
	}
	key := "waves-" + a.Hash()[:16]
	u, err := url.Parse(f.out)
	if err != nil {
		return p, "", err
	}
	return waves.Place{Bucket: there.Bucket, Key: path.Join(there.Key, key)}, u.JoinPath(key).String(), nil
}

func (f *wavesFlags) play(c *cobra.Command) error {
	a, err := f.asked(c)
	if err != nil {
		return err
	}
	if f.dryRun {
		_, err := c.OutOrStdout().Write(a.Print())
		return err
	}
	share := results.Shard{Number: 1, Of: 1}
	if f.share != "" {
		if share, err = readShard(f.share); err != nil {
			return err
		}
	}
	ctx := c.Context()
	if f.out == "" {
		if f.out, err = temporary(); err != nil {
			return err
		}
		defer dropTemporary(f.out)
	}
	p, name, err := f.place(ctx, &a)
	if err != nil {
		return err
	}
	if err := p.Begin(ctx, &a); err != nil {
		return mixed(name, err)
	}
	err = p.Play(ctx, &a, f.known, share, f.workers, func(n int) (count, end func()) {
		return progress(f.quiet || n == 0, "waves", time.Now(), 0, n, "%.1f waves/s ")
	})
	switch {
	case errors.Is(err, context.Canceled) && passedBy(f.out):
		return errInterrupted
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted; whole batches are kept in %s, and the same command goes on with them", name)
	case err != nil:
		return err
	case f.share != "":
		fmt.Fprintf(page(c), "share %d of %d is played and kept in %s; casus waves OUT... puts shares together\n", share.Number, share.Of, name)
		return nil
	}
	_, rows, missing, err := waves.Gather(ctx, []waves.Place{p}, f.known)
	if err != nil {
		return err
	}
	return f.score(c, a, rows, missing)
}

// passedBy reports whether a folder is temporary.
func passedBy(dir string) bool {
	_, is := passed.Load(dir)
	return is
}

// mixed says where something else is asked.
func mixed(name string, err error) error {
	var other *waves.OtherError
	if errors.As(err, &other) {
		return usagef("%s: %w", name, err)
	}
	return err
}

func (f *wavesFlags) gather(c *cobra.Command, args []string) error {
	var places []waves.Place
	for _, out := range args {
		if !isURL(out) {
			places = append(places, waves.Place{Bucket: waves.Folder(out)})
			continue
		}
		there, err := openPlace(c.Context(), out, false)
		if err != nil {
			return err
		}
		places = append(places, waves.Place{Bucket: there.Bucket, Key: there.Key})
	}
	a, rows, missing, err := waves.Gather(c.Context(), places, f.known)
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("%s: no forecasts of waves are kept there (%w); casus waves --out OUT keeps some", strings.Join(args, " "), err)
	}
	if two := (*waves.DifferError)(nil); errors.As(err, &two) {
		return usagef("%s and %s: %w", args[two.First], args[two.Second], err)
	}
	if err != nil {
		return mixed(args[0], err)
	}
	return f.score(c, a, rows, missing)
}

// score scores forecasts and prints what came of it.
func (f *wavesFlags) score(c *cobra.Command, a waves.Asked, rows []waves.Row, missing int) error {
	if f.csv {
		table, err := waves.WriteRows(rows)
		if err != nil {
			return err
		}
		_, err = c.OutOrStdout().Write(table)
		return err
	}
	r, err := waves.Rescore(c.Context(), a, rows, missing, f.scored, f.earlier, f.workers, func(n int) (count, end func()) {
		return progress(f.quiet, "states", time.Now(), 0, n, "%.1f/s ")
	})
	if err != nil {
		return unkept("scores", err)
	}
	return f.print(c, r)
}

func (f *wavesFlags) print(c *cobra.Command, r *waves.Result) error {
	switch {
	case f.json:
		return printJSON(c.OutOrStdout(), r)
	case f.markdown:
		markdown.Waves(c.OutOrStdout(), r)
		return nil
	}
	text.Waves(page(c), r, f.misses)
	return nil
}
