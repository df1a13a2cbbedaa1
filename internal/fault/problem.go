package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a problem stops the work.
type Severity uint8

// The severities.
const (
	Fatal Severity = iota // the input cannot be used
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Place is a position in a text, counted from 1; Column counts runes. Width is
// the number of runes that are marked.
type Place struct {
	File         string
	Line, Column int
	Width        int
}

func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Problem is one thing that is wrong with what a person wrote. ID is stable
// ("unit-missing"), for tests and for machines; Snippet is the line of the input.
type Problem struct {
	Place    Place
	Severity Severity
	ID       string
	Message  string
	Hint     string
	Snippet  string
}

// String is the one-line form "file:line:column: error: message (hint)".
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s", p.Place, p.Severity, p.Message)
	if p.Hint != "" {
		fmt.Fprintf(&b, " (%s)", p.Hint)
	}
	return b.String()
}

// Problems is a list of problems, usable as an error.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, q := range p {
		lines[i] = q.String()
	}
	return strings.Join(lines, "\n")
}

// Errors returns the number of problems that stop the work.
func (p Problems) Errors() int {
	n := 0
	for _, q := range p {
		if q.Severity == Fatal {
			n++
		}
	}
	return n
}

// Err returns p as an error if it holds at least one that stops the work.
func (p Problems) Err() error {
	if p.Errors() == 0 {
		return nil
	}
	return p
}

// Sort puts problems in file order.
func (p Problems) Sort() {
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			strings.Compare(a.Message, b.Message))
	})
}
