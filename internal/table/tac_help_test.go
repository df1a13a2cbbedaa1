package table

import (
	"os"
	"strings"
	"testing"
)

// The help and the page name every quantity, unit and column that the reader takes, and the
// page's example is read without an error.
func TestReadingsAreExplained(t *testing.T) {
	text, err := os.ReadFile("../../docs/readings.md")
	if err != nil {
		t.Fatal(err)
	}
	page, help := string(text), TACHelp()
	for _, q := range tacQuantities() {
		if !strings.Contains(page, "`"+q+"`") {
			t.Errorf("docs/readings.md does not name %s", q)
		}
		if !strings.Contains(help, "  "+q+" ") {
			t.Errorf("the help does not name %s", q)
		}
	}
	for q, units := range tacUnits {
		for _, u := range units {
			if !strings.Contains(page, "`"+u+"`") {
				t.Errorf("docs/readings.md does not name the unit %s of %s", u, q)
			}
		}
	}
	for _, c := range append(append([]string{}, tacRequired...), tacOptional...) {
		if !strings.Contains(page, "| `"+c+"`") {
			t.Errorf("docs/readings.md does not name the column %s", c)
		}
	}
	_, example, _ := strings.Cut(page, "```\n")
	example, _, _ = strings.Cut(example, "```")
	if sheet, problems := ReadTAC("readings.md", []byte(example)); problems.Err() != nil || len(sheet.Readings) != 6 || len(sheet.Givens) != 2 {
		t.Errorf("the example: %d readings, %d rows that describe, %v", len(sheet.Readings), len(sheet.Givens), problems.Err())
	}
}
