package cli

import (
	"strings"
	"testing"

	"symport/internal/fault"
)

func TestMarksStandUnderTheMistakeInALongLine(t *testing.T) {
	line := strings.Repeat("é", 300) + "wrong" + strings.Repeat("x", 300)
	var b strings.Builder
	writeProblem(&b, fault.Problem{Place: fault.Place{File: "f", Line: 7, Column: 301, Width: 5}, Message: "m", Snippet: line})
	got := strings.Split(b.String(), "\n")
	text, marks := []rune(got[1]), []rune(got[2])
	if len(text) > textWidth {
		t.Errorf("the line is %d wide", len(text))
	}
	from := strings.IndexRune(got[2], '^')
	if marked := string(text[from : from+strings.Count(string(marks), "^")]); marked != "wrong" {
		t.Errorf("marked %q in\n%s", marked, b.String())
	}
}

func TestMarksStayInsideTheLine(t *testing.T) {
	var b strings.Builder
	writeProblem(&b, fault.Problem{Place: fault.Place{File: "f", Line: 1, Column: 3, Width: 50}, Message: "m", Snippet: "abcd"})
	if want := "f:1:3: error: m\n   1 | abcd\n     |   ^^\n"; b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}

func TestWrapText(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("word ", 60))
	got := wrapText(text, 10)
	for i, line := range strings.Split(got, "\n") {
		if len(line) > textWidth || i > 0 && !strings.HasPrefix(line, strings.Repeat(" ", 10)+"word") {
			t.Errorf("line %d: %q", i, line)
		}
	}
	if strings.Join(strings.Fields(got), " ") != text {
		t.Error("words were lost")
	}
	if long := strings.Repeat("x", 200); wrapText(long, 4) != long {
		t.Error("a word was cut")
	}
}
