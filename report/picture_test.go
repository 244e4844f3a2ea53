package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"casus/ensemble"
	"casus/report"
	"casus/stats"
)

func summary() *ensemble.Summary {
	record := 38000.0
	s := &ensemble.Summary{Done: 10, Failed: 1, Humps: ensemble.Humps{Fizzled: make([]int, 18), Engulfed: make([]int, 18)}}
	s.Humps.Fizzled[3], s.Humps.Engulfed[17] = 4, 5
	s.Daily = map[string][]ensemble.DailyRow{"participants": {
		{Day: 1, Date: "2022-01-02", Model: stats.Band{N: 5, Median: 1000, Low: 0, High: 4000}},
		{Day: 2, Date: "2022-01-03", Model: stats.Band{N: 5, Median: 9000, Low: 1000, High: 40000}},
		{Day: 3, Date: "2022-01-04", Model: stats.Band{N: 5, Median: 30000, Low: 8000, High: 160000}, Record: &record},
	}}
	return s
}

// drawn gives a picture, which has to be XML and have no number that is none.
func drawn(t *testing.T, picture func(w io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := picture(&b); err != nil {
		t.Fatal(err)
	}
	svg := b.String()
	for d := xml.NewDecoder(&b); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("not XML: %v", err)
		}
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Error("the picture has a number that is none")
	}
	return svg
}

func draw(t *testing.T, sum *ensemble.Summary) string {
	t.Helper()
	return drawn(t, func(w io.Writer) error { return report.Picture(w, sum) })
}

func TestPictureSaysWhatItShows(t *testing.T) {
	svg := draw(t, summary())
	for _, want := range []string{"how far protest spread", "9 runs; seed", "fizzle", "engulf the nation", "median of the runs", "record", "2 Jan", "4 Jan"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q", want)
		}
	}
	if again := draw(t, summary()); again != svg {
		t.Error("the same summary makes two pictures")
	}
	unsure := summary()
	unsure.Daily["participants"][2].Confidence = "low"
	if svg := draw(t, unsure); !strings.Contains(svg, ">record, low confidence<") || strings.Contains(svg, ">record<") {
		t.Error("a record of low confidence looks like another")
	}
	bare := summary()
	bare.Daily["participants"][2].Record = nil
	if strings.Contains(draw(t, bare), ">record<") {
		t.Error("a record is shown where there is none")
	}
}

// All runs fizzle, or all failed: the picture is empty where there is nothing.
func TestPictureOfLittle(t *testing.T) {
	s := summary()
	s.Humps.Engulfed[17] = 0
	for i := range s.Daily["participants"] {
		s.Daily["participants"][i].Model = stats.Band{}
	}
	draw(t, s)
	s.Humps.Fizzled[3] = 0
	draw(t, s)
	s.Daily["participants"][2].Record = nil
	if strings.Contains(draw(t, s), "median of the runs") {
		t.Error("a median of no runs is shown")
	}
}
