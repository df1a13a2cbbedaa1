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

// TestShortStatus: a status keeps to the narrow columns of the table of lesions.
func TestShortStatus(t *testing.T) {
	for status, want := range map[string]string{"stale": "old", "stale, SUVmax 9": "old", "unknown": "?", "": "?", "not-done": "-", "yes, SUVmax 3": "yes", "pending": "?"} {
		if got := shortStatus(status); got != want {
			t.Errorf("%q: %q, want %q", status, got, want)
		}
	}
}

// TestSentenceEndsOnce: a question keeps its mark alone.
func TestSentenceEndsOnce(t *testing.T) {
	for said, want := range map[string]string{"swapped, or the year?": "Swapped, or the year?", "no unit.": "No unit.", "no unit": "No unit."} {
		if got := sentence(said); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	if got := lowerFirst("Tg with unit"); got != "Tg with unit" {
		t.Errorf("lowerFirst: %q", got)
	}
}

// TestLongHeadKeepsItsMargin: a head that takes a second line stands under its like.
func TestLongHeadKeepsItsMargin(t *testing.T) {
	s := &sheet{}
	s.ends(plain, "  6 "+strings.Repeat("external beam, ", 8), "defer")
	if !strings.HasPrefix(s.lines[0], "  6 external") || !strings.HasPrefix(s.lines[1], "  external") {
		t.Errorf("%q", s.lines)
	}
}
