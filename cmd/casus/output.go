package main

import (
	"cmp"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"casus/report/screen"
)

// output is where all commands print. It remembers the first error, so that no
// printer needs to look at each line that it writes.
type output struct {
	*os.File
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.File.Write(b)
	o.err = cmp.Or(o.err, err)
	return n, err
}

// WriteString is a write too, and must not pass the check by.
func (o *output) WriteString(s string) (int, error) { return o.Write([]byte(s)) }

// page is where a command prints what people read: no line is wider than the screen.
// Documents and tables for programs go to its output as they are.
func page(c *cobra.Command) io.Writer { return screen.Fit(c.OutOrStdout()) }

// finish closes the output, which some disks need to say that they are full, and
// gives the first error.
func (o *output) finish() error {
	if err := cmp.Or(o.err, o.Close()); err != nil {
		return fmt.Errorf("cannot write the output: %w", err)
	}
	return nil
}
