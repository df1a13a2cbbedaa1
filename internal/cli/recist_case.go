package cli

import (
	"symport/internal/consult"
	"symport/internal/date"
	"symport/internal/record"
)

// recistFromCase is the course of the lesions that a record holds.
func recistFromCase(p *record.Patient, asOf date.Span) *recistCourse {
	return &recistCourse{name: p.ID, about: p.About, caseID: p.ID, asOf: dateText(asOf), rows: consult.RecistRows(p, asOf)}
}
