package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"casus/atlas"
	"casus/library"
	"casus/report/number"
	"casus/report/screen"
	"casus/report/wording"
	"casus/scenario"
)

func neighboursCommand() *cobra.Command {
	var write bool
	c := &cobra.Command{
		Use: "neighbours DIR", Short: "Give the other states of a scenario towns of their own, for their later crises", Args: exactly("DIR"),
		Long: `Neighbours draws from the atlas where the people of the other states live, for the
year in which the scenario begins, and with --write writes it as neighbours.csv: their
later crises then have their own towns in place of the scenario's own in proportion.
It knows states by their names or ids in relations.states; those that lead, or never
have crises, need none. It also prints how many people are under arms there, for the
key army in relations.states, and how much likelier protests were so answered there, for
politics.`,
		Example: "  casus neighbours ./my-crisis\n  casus neighbours ./my-crisis --write",
		RunE: func(c *cobra.Command, args []string) error {
			dir := args[0]
			if info, err := os.Stat(dir); err != nil || !info.IsDir() || !anyOfScenario(dir) {
				if _, ships := library.Open(dir); ships {
					return usagef("%s is no folder of a scenario; %s makes one of it", dir, wording.Command("casus", "new", "my-crisis", "--from", dir))
				}
				return usagef("%s is no folder of a scenario", dir)
			}
			s, err := load(dir)
			if err != nil {
				return err
			}
			n, err := atlas.Neighbours(s, s.Start.Year())
			var missing *atlas.MissingState
			if errors.As(err, &missing) {
				return usageError{err}
			}
			if err != nil {
				return err
			}
			out := page(c)
			for _, p := range s.Relations.States {
				places := 0
				for _, q := range n.Places {
					if q.State == p.ID {
						places++
					}
				}
				if places == 0 {
					continue
				}
				army := "no army is known"
				if f, ok := n.Armies[p.ID]; ok {
					army = fmt.Sprintf("%s under arms (%s)", number.Whole(f.Value), f.From())
				}
				fmt.Fprintf(out, "%-24s %s, %s\n", p.Name, number.Of(places, "place"), army)
				if list := n.Answers[p.ID]; list != nil {
					fmt.Fprintf(out, "%-24s protests %s\n", "", answers(list))
				}
			}
			if len(n.Answers) > 0 {
				fmt.Fprintf(out, "protests: how much likelier so answered than at home, in log odds (Mass Mobilization, before %d); write them as politics, for parameters that your options read\n", s.Start.Year())
			}
			if n.Unknown != nil {
				fmt.Fprintf(out, "not in the atlas, and left as they are: %s\n", strings.Join(n.Unknown, ", "))
			}
			if len(n.Places) == 0 {
				return usagef("the atlas has none of the states of %s that may have later crises", dir)
			}
			if !write {
				fmt.Fprintf(out, "nothing is written yet: %s\n", screen.Whole(wording.Command("casus", "neighbours", wording.Folder(dir), "--write")))
				return nil
			}
			folder, err := scenario.ReadFolder(os.DirFS(dir))
			if err != nil {
				return err
			}
			folder.Neighbours = n.Places
			if err := folder.Write(dir); err != nil {
				return unwritten(dir, err)
			}
			fmt.Fprintf(out, "%s is written\n", filepath.Join(dir, scenario.NeighboursFile))
			return nil
		},
	}
	c.Flags().BoolVar(&write, "write", false, "write "+scenario.NeighboursFile)
	return c
}

// answers is how a government's answers to protest differ, on a line.
func answers(list []atlas.Answer) string {
	var parts []string
	for _, a := range list {
		parts = append(parts, fmt.Sprintf("%s %+.2f", a.What, a.Differs))
	}
	return strings.Join(parts, ", ")
}
