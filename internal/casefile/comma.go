package casefile

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
	"symport/internal/unit"
)

var (
	endsInDigit   = regexp.MustCompile(`[0-9]$`)
	startsInDigit = regexp.MustCompile(`^[0-9]`)
)

// splitByComma reports whether b is the rest of a number that began in a: inside { }
// and [ ] YAML takes the comma of 404,3 for the end of a value.
func (w *walker) splitByComma(a, b *yaml.Node) bool {
	return a.Kind == yaml.ScalarNode && b.Kind == yaml.ScalarNode && a.Style&quoted == 0 && b.Style&quoted == 0 &&
		a.Line == b.Line && b.Column == a.Column+utf8.RuneCountInString(a.Value)+1 &&
		endsInDigit.MatchString(a.Value) && startsInDigit.MatchString(b.Value)
}

const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

func (w *walker) commaTrap(a, b *yaml.Node) {
	w.traps[a] = true
	whole := a.Value + "," + b.Value
	hint, both := unit.CommaHint(whole)
	if !both {
		hint += "; YAML reads the comma as the end of the value and would keep " + a.Value
	}
	p := fault.Place{File: w.name, Line: a.Line, Column: a.Column, Width: utf8.RuneCountInString(whole)}
	w.report(fault.Fatal, p, "decimal-comma", hint, "decimal comma in %s", strings.TrimSpace(whole))
}

// trapped reports a value whose number was cut by a comma; it was reported.
func (w *walker) trapped(n *yaml.Node) bool { return w.traps[n] }
