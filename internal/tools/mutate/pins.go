package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"symport/internal/content"
)

// writePins writes the pins that the content would have as it stands, for a person to
// hold against the source.
func writePins(w io.Writer, fsys fs.FS, edition string, wanted func(item string) bool) error {
	c, err := content.Load(fsys, edition, nil)
	if err != nil {
		return err
	}
	pins, err := content.Printed(c, fsys)
	if err != nil {
		return err
	}
	slices.SortStableFunc(pins, func(a, b content.Pin) int { return cmp.Compare(a.Item, b.Item) })
	for _, p := range pins {
		if len(p.Values) > 0 && wanted(p.Item) {
			writePin(w, p)
		}
	}
	return nil
}

func writePin(w io.Writer, p content.Pin) {
	fmt.Fprintf(w, "- item: %s\n", scalar(p.Item))
	if len(p.Facts) > 0 {
		fmt.Fprintf(w, "  facts: [%s]\n", strings.Join(p.Facts, ", "))
	}
	fmt.Fprintln(w, "  values:")
	for _, field := range slices.Sorted(maps.Keys(p.Values)) {
		fmt.Fprintf(w, "    %s: %s\n", scalar(field), scalar(p.Values[field]))
	}
}

// scalar quotes what YAML would read as something else.
func scalar(s string) string {
	if strings.ContainsAny(s, ":#<>|,[]{}&*!'\"%@`") || strings.HasPrefix(s, "-") {
		return strconv.Quote(s)
	}
	return s
}
