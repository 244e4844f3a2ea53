package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casus/scenario/source"
)

// wholeNumber is how whole numbers are written. Go's own readers take 010 for eight
// and 0x10 for sixteen.
var wholeNumber = regexp.MustCompile(`^([-+]?)0*([0-9]+)$`)

// decimalFlag is a flag of numbers that are read in decimal.
type decimalFlag struct {
	pflag.Value
	whole bool
}

// inDecimal makes every flag of numbers of a command, and of those within it, one
// that is read in decimal.
func inDecimal(c *cobra.Command) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		switch f.Value.Type() {
		case "int", "uint64", "intSlice":
			f.Value = &decimalFlag{f.Value, true}
		case "float64":
			f.Value = &decimalFlag{f.Value, false}
		}
	})
	for _, sub := range c.Commands() {
		inDecimal(sub)
	}
}

// Set reads one number, or several with commas between them.
func (d *decimalFlag) Set(text string) error {
	parts := []string{text}
	if d.Type() == "intSlice" {
		parts = strings.Split(text, ",")
	}
	for i, part := range parts {
		part = strings.TrimSpace(part)
		if !d.whole {
			if _, err := source.Decimal(part); err != nil {
				return err
			}
			continue
		}
		digits := wholeNumber.FindStringSubmatch(part)
		if digits == nil {
			return fmt.Errorf("%q is not a whole number in decimal", part)
		}
		parts[i] = strings.TrimPrefix(digits[1], "+") + digits[2]
	}
	return d.Value.Set(strings.Join(parts, ","))
}
