package main

import (
	"fmt"
	"io"
)

func (c *checked) writeShares(w io.Writer) {
	fmt.Fprintf(w, "%-12s %10s %10s %6s\n", "change", "vignettes", "with pins", "of")
	for _, s := range c.shares() {
		fmt.Fprintf(w, "%-12s %10d %10d %6d  %5.1f %%\n", s.Kind, s.Vignettes, s.Caught, s.Of, s.percent())
	}
}

func (s share) percent() float64 { return 100 * float64(s.Caught) / float64(s.Of) }

// writeSurvivors lists what nothing notices, with the reason; it returns how many have
// none.
func (c *checked) writeSurvivors(w io.Writer, list []explanation) int {
	reasons, idle := c.explain(list)
	open := 0
	for i, m := range c.survivors() {
		reason := reasons[i]
		if reason == "" {
			reason = "NOT EXPLAINED"
			open++
		}
		fmt.Fprintf(w, "%s: %s: %s: %s\n    %s\n", m.Place, m.Item, m.Kind, m.Change, reason)
	}
	for _, e := range idle {
		fmt.Fprintf(w, "%s: explains nothing that survives: %s\n", survivorsFile, e)
	}
	return open + len(idle)
}

func (c *checked) writeIdle(w io.Writer) {
	for _, id := range c.idle() {
		fmt.Fprintln(w, id)
	}
}

// writeMarkdown is the part of the validation report on changed rules.
func (c *checked) writeMarkdown(w io.Writer, list []explanation) {
	reasons, _ := c.explain(list)
	fmt.Fprintf(w, "Each change is made by itself, at one place of the rules; it counts as noticed if a vignette or a pin fails.\n\n")
	fmt.Fprintf(w, "| change | by a vignette | or a pin | of | share |\n|---|---:|---:|---:|---:|\n")
	for _, s := range c.shares() {
		fmt.Fprintf(w, "| %s | %d | %d | %d | %.1f %% |\n", s.Kind, s.Vignettes, s.Caught, s.Of, s.percent())
	}
	if len(reasons) == 0 {
		return
	}
	fmt.Fprintf(w, "\n| not noticed | change | why it is none |\n|---|---|---|\n")
	for i, m := range c.survivors() {
		fmt.Fprintf(w, "| %s, %s:%d | `%s` | %s |\n", m.Item, m.Place.File, m.Place.Line, m.Change, reasons[i])
	}
}
