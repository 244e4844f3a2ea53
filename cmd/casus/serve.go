package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"casus/atlas"
	"casus/library"
	"casus/report/html"
	"casus/server"
	"casus/web"
)

func serveCommand() *cobra.Command {
	var port, scored, workers int
	var out string
	c := &cobra.Command{
		Use: "serve", Short: "Play scenarios in a page on this machine", Args: exactly(),
		Long: `Serve shows a page on this machine: choose a scenario that ships or lies in this
folder, or make one of any state; change an assumption or forbid a choice; see runs
arrive; stop, resume, and look at what came of them as casus report shows it; play
all worlds of a scenario with the same luck, and test its argument.

On a run's last screen the model can be scored, as casus report --scores does. That
takes minutes, and steps aside for runs.

Only browsers on this machine reach it, by the address that is printed, which has a
token that changes each time. Runs are kept as casus run keeps them: a closed browser
loses nothing, and a server that is stopped no more than the last batch, 25 to 100 runs.
Ctrl-C ends it.`,
		Example: "  casus serve\n  casus serve --port 8080 --out out",
		RunE: func(c *cobra.Command, _ []string) error {
			if info, err := os.Stat(out); out == "" || err == nil && !info.IsDir() {
				return usagef("--out %q is no folder", out)
			}
			var page bytes.Buffer
			if err := html.WriteLive(&page, web.Style(), web.Script()); err != nil {
				return err
			}
			s := server.New(c.Context(), server.Config{
				Out: out, Version: version, Workers: workers, Page: page.Bytes(), Score: scoring(scored, workers),
				Open: openLoad, Again: openAgain, List: scenariosByName, Draw: drawHere,
			})
			l, address, err := s.Listen(strconv.Itoa(port))
			if err != nil {
				return usagef("cannot listen: %w; --port 0 takes one that is free", err)
			}
			fmt.Fprintf(c.OutOrStdout(), "casus is at %s\nopen it in a browser on this machine; Ctrl-C ends it\n", address)
			return s.Serve(l)
		},
	}
	p := c.Flags()
	within(p, &port, "port", "", 0, 0, 65535, "port of this machine (default: one that is free)")
	p.StringVar(&out, "out", outFolder, "folder for the runs")
	scoreRuns(p, &scored, "when the model is scored")
	within(p, &workers, "workers", "", max(1, runtime.NumCPU()-1), 1, maxWorkers, "runs at once; a core is left to the browser")
	return c
}

// scenariosByName lists the scenarios that the page can open: names of folders here, and
// those that ship. Names that are no ids cannot stand in an address.
func scenariosByName() []string {
	list := scenariosHere()
	slices.Sort(list)
	list = slices.Compact(list)
	return slices.DeleteFunc(list, func(name string) bool { return name == library.Blank || !filepath.IsLocal(name) })
}

// drawHere makes the folder of a scenario of a state in this folder.
func drawHere(name, iso3 string, year int) error {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	}
	s, err := atlas.State(iso3, year)
	if err != nil {
		return err
	}
	f, err := s.Scenario(name)
	if err != nil {
		return err
	}
	return begin(name, f)
}
