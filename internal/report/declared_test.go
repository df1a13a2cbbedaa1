package report

import (
	"testing"

	"symport/internal/verdict"
)

// The heading of the panel tells a declared no from none, and from a decision in words
// that are neither.
func TestDeclared(t *testing.T) {
	for _, c := range []struct {
		status  string
		decided bool
		want    string
	}{
		{"met", true, "declared by a physician 2025-06-01"},
		{"not-met", true, "declared not refractory 2025-06-01"},
		{"unknown", true, "decided, neither yes nor no"},
		{"unknown", false, "not declared with a date"},
	} {
		d := &Document{labels: newLabels(&verdict.Assessment{Findings: []verdict.Finding{{ID: "rair.decided", Status: "known", Value: c.decided}}})}
		got := d.declared(verdict.Criterion{ID: "rair.declared", Status: c.status, Because: []*verdict.Why{{Fact: "rair.declaration", Date: "2025-06-01"}}})
		if got != c.want {
			t.Errorf("%s, decided %v: %q, want %q", c.status, c.decided, got, c.want)
		}
	}
}
