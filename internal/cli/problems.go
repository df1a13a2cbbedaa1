package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"symport/internal/fault"
)

// textWidth is the width of every text that the commands print.
const textWidth = 96

// writeProblems prints what is wrong, one block for each problem, and the count.
func writeProblems(w io.Writer, problems fault.Problems) {
	for _, p := range problems {
		writeProblem(w, p)
	}
	n := problems.Errors()
	counts := plural(n, "error")
	if m := len(problems) - n; m > 0 {
		counts += ", " + plural(m, "warning")
	}
	fmt.Fprintf(w, "\n%s. Nothing was changed, nothing was assessed.\n", counts)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// writeProblem prints place, severity, message and hint, the line, and the marks.
// Wrapped lines are indented, so that an editor finds file:line:column at the start
// of a line.
func writeProblem(w io.Writer, p fault.Problem) {
	text := p.String()
	indent := utf8.RuneCountInString(p.Place.String()) + 2 + len(p.Severity.String()) + 2
	if indent > textWidth/2 {
		indent = 4
	}
	fmt.Fprintln(w, wrapText(text, indent))
	if p.Snippet == "" {
		return
	}
	snippet, column := window(strings.ReplaceAll(p.Snippet, "\t", " "), p.Place.Column)
	fmt.Fprintf(w, "%4d | %s\n     | %s%s\n", p.Place.Line, snippet, strings.Repeat(" ", max(0, column-1)), strings.Repeat("^", marks(p, snippet, column)))
}

func marks(p fault.Problem, snippet string, column int) int {
	return max(1, min(p.Place.Width, utf8.RuneCountInString(snippet)-column+1))
}

// snippetWidth is how much of a long line is shown around the marks.
const snippetWidth = 88

func window(line string, column int) (string, int) {
	r := []rune(line)
	if len(r) <= snippetWidth || column > len(r) {
		return string(r[:min(len(r), snippetWidth)]), min(column, snippetWidth)
	}
	from := max(0, min(column-20, len(r)-snippetWidth))
	return string(r[from : from+snippetWidth]), column - from
}

// wrapText breaks text between words at textWidth; further lines are indented.
func wrapText(text string, indent int) string {
	var b strings.Builder
	col := 0
	for i, word := range strings.Split(text, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case col+1+n > textWidth && col > indent:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			col = indent
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(word)
		col += n
	}
	return b.String()
}
