package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"symport/internal/casefile"
	"symport/internal/chart"
	"symport/internal/consult"
	"symport/internal/content"
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/report"
	"symport/internal/testkit/drawing"
)

// TestEveryCaseIsReadWhole: the text of every case keeps to 140 lines and cuts nothing but
// a citation.
func TestEveryCaseIsReadWhole(t *testing.T) {
	c := article(t)
	today := date.Of(2026, 11, 24)
	for _, file := range caseFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, problems := casefile.Decode(file, data)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		a := consult.Assess(p, c, consult.Input{Today: today}).Explain()
		text := report.Text(a, report.TextOptions{})
		if n := strings.Count(text, "\n"); n > 140 {
			t.Errorf("%s: %d lines", p.ID, n)
		}
		advice, _, _ := strings.Cut(text, "\nSOURCES")
		for line := range strings.Lines(advice) {
			if strings.Contains(line, "...") {
				t.Errorf("%s: cut: %s", p.ID, line)
			}
		}
	}
}

// TestShortLabels: every fact has a label that fits into a row.
func TestShortLabels(t *testing.T) {
	for _, term := range article(t).Vocabulary.Terms {
		if n := utf8.RuneCountInString(term.Short); n == 0 || n > fact.ShortMost {
			t.Errorf("%s: short label %q has %d runes, 1 to %d are asked", term.ID, term.Short, n, fact.ShortMost)
		}
	}
}

func article(t *testing.T) *content.Content {
	t.Helper()
	c, err := content.Load(os.DirFS("../../knowledge"), "article", nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, folder := range []string{"published", "synthetic"} {
		found, err := filepath.Glob(filepath.Join("../../cases", folder, "*.yaml"))
		if err != nil || len(found) == 0 {
			t.Fatalf("no case in %s: %v", folder, err)
		}
		files = append(files, found...)
	}
	return files
}

// TestNoLabelsOverlap asks the course of every case, as on the page and on the sheet.
func TestNoLabelsOverlap(t *testing.T) {
	c := article(t)
	svgs := regexp.MustCompile(`(?s)<svg class="tl".*?</svg>`)
	for _, file := range caseFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, problems := casefile.Decode(file, data)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		a := consult.Assess(p, c, consult.Input{Today: date.Of(2026, 11, 24)}).Explain()
		page, err := report.HTML(a)
		if err != nil {
			t.Fatal(err)
		}
		drawings := svgs.FindAllString(string(page), -1)
		if len(drawings) != 2 {
			t.Errorf("%s: %d drawings of the course", p.ID, len(drawings))
		}
		for _, svg := range drawings {
			d, err := pageType.Parse(svg)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range d.Faults() {
				t.Errorf("%s: %s", p.ID, f)
			}
		}
	}
}

// pageType is how the texts of a timeline are set on the page.
var pageType = drawing.Type{Size: 12, Classes: map[string]float64{"ax": 10.5, "kx": 11}, Width: chart.Width}
