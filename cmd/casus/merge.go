package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casus/experiment"
	"casus/report/text"
	"casus/results"
	"casus/scenario"
)

// maxShards is as many as a run can have replicates.
const maxShards = results.MaxReplicates

// indexed stands for I where the scheduler numbers tasks from 0 in a variable.
const indexed, indexVariable = "index", "JOB_COMPLETION_INDEX"

// readShard reads I/N.
func readShard(share string) (h results.Shard, err error) {
	if of, ok := strings.CutPrefix(share, indexed+"/"); ok {
		text, there := os.LookupEnv(indexVariable)
		i, err := parse[int](text)
		if err != nil || i < 0 || i >= maxShards {
			was := "is not set"
			if there {
				was = fmt.Sprintf("is %q", text)
			}
			return h, usagef("--shard %s: %s %s; an indexed Job of Kubernetes sets it to a number from 0 on", share, indexVariable, was)
		}
		share = fmt.Sprintf("%d/%s", i+1, of)
	}
	var rest string
	if n, _ := fmt.Sscanf(share+" ", "%d/%d%s", &h.Number, &h.Of, &rest); n != 2 || h.Of < 1 || h.Of > maxShards || h.Number < 1 || h.Number > h.Of {
		return h, usagef("--shard %q: I/N, the I-th of N shares, such as 3/8", share)
	}
	return h, nil
}

// shard is the share that is to be played, if one is.
func (f *runFlags) shard(c *cobra.Command) (h results.Shard, divided bool, err error) {
	switch {
	case !c.Flags().Changed("shard"):
		return h, false, nil
	case f.full:
		return h, false, usagef("--shard and --full: choose one; casus merge puts shares together, and then the whole can be shown")
	case f.resume:
		return h, false, usagef("--shard goes on with what is there by itself; leave --resume out")
	}
	h, err = readShard(f.share)
	return h, true, err
}

// playShard plays a share of an experiment.
func (f *runFlags) playShard(c *cobra.Command, x *experiment.Experiment, s *scenario.Scenario, h results.Shard) (err error) {
	var folder *experiment.Folder
	switch {
	case isURL(f.out):
		var p *passing
		if folder, p, err = f.contribute(c.Context(), x, s, h); err != nil {
			return err
		}
		defer p.leave(&err)
	case f.out == "":
		f.out = filepath.Join(outFolder, fmt.Sprintf("%s-shard-%d-of-%d", s.ID, h.Number, h.Of))
		fallthrough
	default:
		if folder, err = experiment.Shard(f.out, x, s, version, h); err != nil {
			return err
		}
	}
	defer folder.Close()
	failures, err := f.play(c.Context(), folder, fmt.Sprintf("%s, share %d/%d", s.ID, h.Number, h.Of))
	done, total := folder.Kept()
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("interrupted; %d of %d runs of this share are kept in %s; the same command goes on with them", done, total, f.out)
	} else if err != nil {
		return err
	}
	first, end := folder.Share()
	share := experiment.Shared{Shard: h.Number, Of: h.Of, Folder: f.kept(x), First: first, Count: end - first, Failed: len(failures)}
	if f.json {
		return printJSON(c.OutOrStdout(), share)
	}
	text.Shared(page(c), share)
	return nil
}

func mergeCommand() *cobra.Command {
	var out string
	var asJSON, quiet bool
	c := &cobra.Command{
		Use: "merge OUT...", Short: "Put the shares of a run together",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("missing OUT...: the folders of the shares")
			}
			return nil
		},
		Long: `Merge copies what casus run --shard has played on one machine or many into one
folder. It has the same content hash as the run that was never divided, and can be read
by every command. A folder that holds shares stands for all of them; of an object store
merge fetches what is there of an experiment. Shares may overlap, and may be merged again
when others have come. Runs that do not belong together are refused; if replicates are
missing, those that are there are kept, and the others named (exit status 1).`,
		Example: `  casus run small-state -n 400 --dry-run > asked.json
  casus run --experiment asked.json --shard 1/2 --out shards/1
  casus run --experiment asked.json --shard 2/2 --out shards/2
  casus merge shards/1 shards/2 --out out/whole
  casus merge shards --out out/whole
  casus merge s3://bucket/crises --out out/whole`,
		RunE: func(c *cobra.Command, args []string) error {
			if out == "" {
				return usagef("say where the whole is to be: --out DIR")
			}
			if isURL(out) {
				return usagef("--out %s: a folder is meant; to put results into a store, play with --out URL", out)
			}
			list, err := putTogether(c, args, out, quiet)
			if inside := new(experiment.InsideError); errors.As(err, &inside) {
				return usageError{err}
			}
			if err != nil {
				return err
			}
			if asJSON {
				err = printJSON(c.OutOrStdout(), list)
			} else {
				text.Merged(page(c), list)
			}
			for _, m := range list {
				if len(m.Missing) > 0 && err == nil {
					err = fmt.Errorf("%d of %d runs of %s are missing: %s; play their shares and merge again, or go on in %s: casus run --experiment %s --out %s --resume",
						m.Replicates-m.Done, m.Replicates, m.World, strings.Join(m.Missing, ", "), out, filepath.Join(m.Folder, experiment.File), m.Folder)
				}
			}
			return err
		},
	}
	p := c.Flags()
	p.StringVar(&out, "out", "", "folder for the whole; what is there of it already stays")
	p.BoolVar(&asJSON, "json", false, "print JSON")
	p.BoolVar(&quiet, "quiet", false, "no progress bar")
	return c
}

// putTogether merges folders, or fetches what is in an object store.
func putTogether(c *cobra.Command, from []string, out string, quiet bool) ([]experiment.Merged, error) {
	if !slices.ContainsFunc(from, isURL) {
		return experiment.Merge(from, out, func(batches int) (count, end func()) {
			return progress(quiet, "batches", time.Now(), 0, batches, "%.0f batches/s ")
		})
	}
	if len(from) > 1 {
		return nil, usagef("merge an object store by itself; what is in --out already stays")
	}
	place, err := openPlace(c.Context(), from[0], false)
	if err != nil {
		return nil, err
	}
	return experiment.Gather(c.Context(), place, out, fetching(quiet))
}
