package report_test

import (
	"strings"
	"testing"

	"symport/internal/casefile"
	"symport/internal/consult"
	"symport/internal/date"
	"symport/internal/report"
	"symport/internal/verdict"
)

// of reads a case written in the test and assesses it.
func of(t *testing.T, text string) *verdict.Assessment {
	t.Helper()
	p, problems := casefile.Decode("case.yaml", []byte("symport: case/1\nid: X\nsynthetic: yes\nas-of: 2025-06-15\n"+text))
	if problems.Err() != nil {
		t.Fatalf("%v\n%s", problems, text)
	}
	a := consult.Assess(p, article(t), consult.Input{Today: date.Of(2026, 11, 24)}).Explain()
	return a
}

const cordCompression = `
lesions:
  t8: { site: bone, detail: T8, found: 2025-01 }
red-flags:
  - { flag: cord, date: 2025-06-14, present: yes }
`

// TestRedFlagsStandFirst: a sign that is there heads the text, the page and the calendar,
// also of a patient of whom the edition does not speak.
func TestRedFlagsStandFirst(t *testing.T) {
	for _, histology := range []string{"papillary", "medullary", "anaplastic"} {
		a := of(t, "tumour: { histology: "+histology+", tnm: { m: M1 } }"+cordCompression)
		text := report.Text(a, report.TextOptions{})
		_, body, _ := strings.Cut(text, "\n---")
		if _, body, _ = strings.Cut(body, "\n"); !strings.HasPrefix(body, "RED FLAGS   Present, needs care today") ||
			!strings.Contains(body, " x Signs of cord compression") {
			t.Errorf("%s, text:\n%s", histology, text)
		}
		page, err := report.HTML(a)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ = strings.Cut(string(page), `<main class="wrap" id="main">`)
		if !strings.HasPrefix(body, `<section class="red" aria-label="Red flags">`) {
			t.Errorf("%s, page begins with %.200s", histology, body)
		}
		_, sheet, _ := strings.Cut(string(page), `<section class="sheet`)
		if !strings.Contains(sheet, "<b>Present, needs care today, outside this program:</b> Signs of cord compression") {
			t.Errorf("%s: the sheet does not say that the sign is there", histology)
		}
		if ics := string(report.ICS(a)); !strings.Contains(ics, "DTSTART;VALUE=DATE:20250615\r\nDTEND;VALUE=DATE:20250616\r\nSUMMARY:X: red flag on record") {
			t.Errorf("%s, calendar:\n%s", histology, ics)
		}
	}
}

// TestFlagsOfTheDead: what was there is told, nothing is asked and nobody is sent to.
func TestFlagsOfTheDead(t *testing.T) {
	const died = "\nvital-status: { status: dead, date: 2025-06-15 }\n"
	a := of(t, "tumour: { histology: papillary, tnm: { m: M1 } }"+cordCompression+died)
	text := report.Text(a, report.TextOptions{})
	if !strings.Contains(text, "RED FLAGS   on record before the death:\n x Signs of cord compression") || strings.Contains(text, "fracture") {
		t.Errorf("text:\n%s", text)
	}
	if len(a.Actions) > 0 {
		t.Errorf("actions of the dead: %+v", a.Actions)
	}
	quiet := strings.ReplaceAll(cordCompression, "present: yes", "present: no")
	if text := report.Text(of(t, "tumour: { histology: papillary, tnm: { m: M1 } }"+quiet+died), report.TextOptions{}); strings.Contains(text, "RED FLAGS") {
		t.Errorf("text:\n%s", text)
	}
}

// TestAnsweredFlagsKeepTheirDay: an answer that counts is told with its day beside what
// is still open, one that is too old is asked again with what it said. An answer counts
// for 30 days by the knowledge.
func TestAnsweredFlagsKeepTheirDay(t *testing.T) {
	text := report.Text(of(t, `
tumour: { histology: papillary, tnm: { m: M1 } }
lesions:
  l2: { site: bone, detail: L2 vertebra, found: 2025-01 }
red-flags:
  - { flag: cord, date: 2025-05-10, present: no }
  - { flag: fracture, date: 2025-06-14, present: no }
  - { flag: calcium, date: 2025-05-10, present: yes }
`), report.TextOptions{})
	for _, want := range []string{
		"RED FLAGS not all asked, or not of late.",
		"L2 vertebra, no on 2025-05-10, ask again: weakness, gait, bladder, numbness?",
		"L2 vertebra, yes on 2025-05-10, ask again: calcium?",
		"asked, not present: fracture risk (2025-06-14)",
	} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
