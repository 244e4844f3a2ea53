package text

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/ensemble"
	"casus/regime"
	"casus/report/screen"
	"casus/report/wording"
	"casus/results"
	"casus/scenario"
)

// Commands are what a reader may type next, about the runs that are shown.
type Commands struct {
	Scenario             string   // by the name under which it was found
	Run, Claims, Compare []string // whole commands, in words; nil where there is nothing to ask
	Full, Report         []string // that print all, and write a page
	Argues               bool     // the scenario has claims that the page can judge
	Assumption           string   // NAME=VALUE
}

// notKept names tables that would tell more.
func notKept(w io.Writer, sum *ensemble.Summary) {
	if len(sum.NotKept) > 0 {
		fmt.Fprintf(w, "Not kept, and so not shown: what the tables %s would tell (--tables)\n", strings.Join(sum.NotKept, " and "))
	}
}

// kept says where results are, and what to ask next.
func kept(w io.Writer, s *scenario.Scenario, sum *ensemble.Summary, folder string, next Commands) {
	fmt.Fprintf(w, "\nResults: %s (Parquet; the same seed gives the same content hash %.16s)\n", folder, sum.Hash)
	lead := "Next:"
	besides := func(more, what string, words ...string) {
		fmt.Fprintf(w, "%-5s %-21s %s%s\n", lead, what, screen.Whole(wording.Command(words...)), more)
		lead = ""
	}
	line := func(what string, words ...string) { besides("", what, words...) }
	if next.Full != nil {
		line("see all that came", next.Full...)
	}
	if !slices.Contains(sum.NotKept, results.Daily) {
		besides("   (live: casus serve)", "look at it", next.Report...)
		if next.Argues {
			besides("   (as a table: casus claims)", "judge its claims", append(slices.Clone(next.Report), "--argument")...)
		}
	}
	take := []string{"casus", "export", wording.Folder(folder), "--csv"}
	if strings.Contains(folder, "://") { // no folder to write into
		take = append(take, "--to", "tables")
	}
	line("take the tables", take...)
	line("change an assumption", append(next.Run, "--set", Assumption(s))...)
	if option := firstChoice(s, sum.Settings["do"]); option != "" {
		line("forbid a choice", append(next.Run, "--do", "forbid:"+option)...)
	}
}

// Assumption is one that is worth changing: that people are less angry, as they are
// in a twentieth of the draws.
func Assumption(s *scenario.Scenario) string {
	const anger = "society.political_max"
	prior := s.Prior(anger)
	return fmt.Sprintf("%s=%.2g", anger, prior.Quantile(0.05))
}

// firstChoice is an option worth forbidding that was not: the request for help, or
// else the first that does anything; "" where the ruler can only wait.
func firstChoice(s *scenario.Scenario, done string) string {
	first := ""
	for _, o := range s.Options {
		switch {
		case slices.Contains(strings.Fields(done), "forbid:"+o.ID):
		case o.Effects.Request:
			return o.ID
		case first == "" && o.ID != regime.Wait:
			first = o.ID
		}
	}
	return first
}
