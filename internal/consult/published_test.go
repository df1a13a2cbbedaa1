package consult

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"symport/internal/casefile"
	"symport/internal/date"
	"symport/internal/record"
)

var today = date.Of(2026, 11, 24)

// readCase reads a case file; what is wrong with it fails the test.
func readCase(t testing.TB, path string) *record.Patient {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, problems := casefile.Decode(path, data)
	if problems.Err() != nil {
		t.Fatalf("%v", problems)
	}
	return p
}

func published(t testing.TB) []string {
	t.Helper()
	paths, _ := filepath.Glob("../../cases/published/*.yaml")
	if len(paths) == 0 {
		t.Skip("no published cases")
	}
	return paths
}

// Every published case is assessed, the same twice, as JSON without loss.
func TestPublishedCasesAreAssessed(t *testing.T) {
	c := article(t)
	for _, path := range published(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			p := readCase(t, path)
			first := encode(t, p, c)
			if second := encode(t, readCase(t, path), c); !bytes.Equal(first, second) {
				t.Error("two assessments of one file differ")
			}
			var back map[string]any
			if err := json.Unmarshal(first, &back); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// largest is the published case with the longest canonical form.
func largest(tb testing.TB) *record.Patient {
	var best *record.Patient
	size := 0
	for _, path := range published(tb) {
		p := readCase(tb, path)
		if n := len(casefile.Canonical(p)); n > size {
			best, size = p, n
		}
	}
	return best
}

func BenchmarkAssessLargest(b *testing.B) {
	c, p := article(b), largest(b)
	in := Input{Today: today}
	b.ReportAllocs()
	for b.Loop() {
		Assess(p, c, in)
	}
}

// BenchmarkExplainLargest is the assessment with everything written out.
func BenchmarkExplainLargest(b *testing.B) {
	c, p := article(b), largest(b)
	in := Input{Today: today}
	b.ReportAllocs()
	for b.Loop() {
		Assess(p, c, in).Explain()
	}
}

func BenchmarkFactsLargest(b *testing.B) {
	c, p := article(b), largest(b)
	day, _ := Day(p, Input{Today: today})
	b.ReportAllocs()
	for b.Loop() {
		look(p, c, day)
	}
}
