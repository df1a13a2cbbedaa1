package report

import (
	"strings"
	"testing"
	"unicode"
)

func TestTextGolden(t *testing.T) {
	golden(t, "cantemist-945.txt", []byte(Text(fixture(t), TextOptions{})))
}

func TestTextFullGolden(t *testing.T) {
	golden(t, "cantemist-945-full.txt", []byte(Text(fixture(t), TextOptions{Full: true})))
}

func TestTextKeepsItsFrame(t *testing.T) {
	for _, full := range []bool{false, true} {
		text := Text(fixture(t), TextOptions{Full: full})
		checkFrame(t, text)
		if n := strings.Count(text, "\n"); !full && n > textLines {
			t.Errorf("%d lines, most %d", n, textLines)
		}
	}
}

// checkFrame holds a text to 96 columns and to ASCII but for letters of names.
func checkFrame(t interface {
	Helper()
	Errorf(string, ...any)
}, text string) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if n := len([]rune(line)); n > textWidth {
			t.Errorf("line %d has %d columns: %s", i+1, n, line)
		}
		for _, r := range line {
			if r > '~' && !unicode.IsLetter(r) || r < ' ' {
				t.Errorf("line %d holds %q: %s", i+1, r, line)
			}
		}
	}
}
