package main

import (
	"errors"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"casus/argue"
	"casus/files"
	"casus/report/text"
	"casus/scenario/source"
)

func argueCommand() *cobra.Command {
	var in, out, format string
	var asJSON, words bool
	c := &cobra.Command{
		Use: "argue TEXT", Short: "Find the estimates in an article, and make drafts of claims of them",
		Args: func(c *cobra.Command, args []string) error {
			if words {
				return exactly()(c, args)
			}
			return exactly("TEXT")(c, args)
		},
		Long: `Argue reads an article (plain text, Markdown or HTML; - is the standard input), marks
the sentences with a word of likelihood, such as "likely", "may" or "cannot be ruled
out", and writes them as drafts of claims: the sentence, its place, its word and range,
and outcomes of the scenario that share words with it. It invents nothing: the formula
of a draft is missing, and says so. Claims tests those that have one.

It knows words and no meaning: some estimates are missed and some sentences are marked
wrongly; docs/argue.md says how many. --words lists the words, with their sources.`,
		Example: `  casus argue article.md
  casus argue article.html --scenario kazakhstan-2022
  casus argue article.md --scenario kazakhstan-2022 --out claims.yaml
  casus argue --words
  pdftotext paper.pdf - | casus argue - --json`,
		RunE: func(c *cobra.Command, args []string) error {
			if format != "" && !slices.Contains(argue.Formats(), format) {
				return usagef("--format %q; %s", format, source.Meant(format, argue.Formats()))
			}
			if words {
				text.Expressions(page(c), argue.Expressions())
				return nil
			}
			var vocabulary *argue.Vocabulary
			if in != "" {
				s, err := load(in)
				if err != nil {
					return err
				}
				vocabulary = argue.NewVocabulary(s)
			}
			if out != "" {
				if there, err := files.ThereNamed(out); err != nil {
					return err
				} else if there {
					return usagef("%s is there already; choose another name, or remove it", out)
				}
				if err := writable(out); err != nil {
					return err
				}
			}
			a, err := readArticle(c.InOrStdin(), args[0], argue.Format(format))
			if err != nil {
				return err
			}
			if vocabulary != nil {
				a.Guess(vocabulary)
			}
			into := out
			if len(a.Estimates) == 0 { // a claims.yaml without a claim is none
				into = ""
			}
			if into != "" {
				drafts, err := a.YAML()
				if err != nil {
					return err
				}
				if err := files.WriteBytes(into, drafts); err != nil {
					return unwritten(into, err)
				}
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), a)
			}
			text.Estimates(page(c), a, args[0], in, into)
			return nil
		},
	}
	c.Flags().StringVar(&in, "scenario", "", "scenario, by folder or id, among whose outcomes guesses are made")
	c.Flags().StringVar(&out, "out", "", "write drafts of claims into this new file")
	c.Flags().StringVar(&format, "format", "", "text, markdown or html (default: by the name, or how the text begins)")
	c.Flags().BoolVar(&words, "words", false, "list the words of likelihood that are looked for, and their sources")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// readArticle reads a file, or the standard input where the name is a dash.
func readArticle(in io.Reader, name string, format argue.Format) (*argue.Article, error) {
	if name == "-" {
		return argue.Read("standard input", in, format)
	}
	f, _, err := files.Open(name)
	var refused *files.Refused
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, usagef("%s: there is no such file", name)
	case errors.As(err, &refused):
		return nil, usagef("%s: %w", name, err)
	case err != nil:
		return nil, err
	}
	defer f.Close()
	return argue.Read(name, f, format)
}
