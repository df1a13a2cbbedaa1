// Package report turns an assessment into a document and the document into text, JSON
// and a page. Sentences are made here, from structure and one catalogue of words; which
// facts hold and which verdict follows was decided before.
package report

import (
	"fmt"

	"symport/internal/verdict"
)

// Document is an assessment in the order in which it is read.
type Document struct {
	A           *verdict.Assessment
	Head        Head
	Flags       Flags
	Standing    []string
	Questions   []Question
	Panel       Panel
	Groups      []Group
	Steps       []Step
	Calendars   []Calendar
	Missing     []Question
	MissingRest []Question
	MissingToo  string
	Prognosis   Prognosis
	Check       []string
	Notes       []string
	Sources     []SourceLine
	Reviewed    string
	Hashes      string

	labels  labels
	numbers map[string]int
}

// Head says who and when.
type Head struct {
	Case, Who, Tumour, Kind string
	AsOf, AsOfNote          string
	Edition, EditionNote    string
	Overlay, Scope          string
	Tags                    []string
	Dead                    bool
}

// New arranges an assessment. It fills the sentences of a in place.
func New(a *verdict.Assessment) *Document {
	Complete(a)
	d := &Document{A: a, labels: newLabels(a), numbers: numberOptions(a.Options)}
	d.Head = head(a)
	d.Flags = flags(a.RedFlags, d.labels, d.Head.Dead)
	d.Standing = standing(a, d.labels)
	d.askFirst()
	d.Panel = d.panel()
	d.Groups = d.group()
	d.Steps = steps(a)
	d.Calendars = calendars(a.Actions)
	d.Prognosis = prognosis(a.Prognosis)
	d.Check = append(check(a), lapsed(a)...)
	d.Notes = notes(a)
	d.Sources = sourceLines(a)
	d.Reviewed = fmt.Sprintf(wReviewed, a.Reviewed.By, a.Reviewed.Of)
	d.Hashes = fmt.Sprintf(wHashes, shortHash(a.Hashes.Case), shortHash(a.Hashes.Knowledge), shortHash(a.Hashes.Overlay), shortHash(a.Hashes.Program))
	return d
}

// shortHash prints the head of a hash: enough to tell two apart. JSON carries the whole.
func shortHash(s string) string {
	const most = 12
	if s = known(s); len(s) > most {
		return s[:most]
	}
	return s
}

func known(s string) string {
	if s == "" {
		return wUnknown
	}
	return s
}

func head(a *verdict.Assessment) Head {
	h := Head{Case: a.Case, Who: who(a.Summary), Tumour: tumour(a.Summary), Tags: a.Summary.Tags, Dead: a.Summary.Dead}
	switch {
	case a.Summary.Synthetic:
		h.Kind = wSynthetic
	case a.Summary.Published:
		h.Kind = wPublished
	}
	h.AsOf = fmt.Sprintf(wAsOf, a.AsOf)
	switch a.AsOfFrom {
	case "case":
		h.AsOfNote = wFromCase
	case "latest-entry":
		h.AsOfNote = wFromLatest
	}
	h.Edition = fmt.Sprintf(wEdition, a.Edition)
	h.EditionNote = editionNote(a)
	h.Overlay = wNoOverlay
	if o := a.Hashes.Overlay; o != "" && o != "none" {
		h.Overlay = fmt.Sprintf(wOverlay, shortHash(o))
	}
	switch a.Scope.Status {
	case "out":
		h.Scope = fmt.Sprintf(wOutOfScope, a.Scope.Reason)
	case "partly":
		h.Scope = fmt.Sprintf(wPartScope, a.Scope.Reason)
	}
	return h
}

func who(s verdict.Summary) string {
	if s.Age == "" {
		return person(s.Sex, s.Grown) + ", age " + wUnknown
	}
	return person(s.Sex, s.Grown) + ", " + s.Age
}

func tumour(s verdict.Summary) string {
	extent, ok := extents[s.Extent]
	if !ok {
		extent = s.Extent
	}
	if s.Histology == "" {
		return "histology " + wUnknown + ", " + extent
	}
	return s.Histology + ", " + extent
}

// editionNote says whether the edition is newer than the day, or no longer current on it.
// ISO dates compare as text.
func editionNote(a *verdict.Assessment) string {
	day, note := a.AsOf.String(), a.EditionNote
	switch {
	case a.Released != "" && day < a.Released:
		return joined(beforeComma(note), wLater)
	case a.Until != "" && day >= a.Until:
		return joined(beforeComma(note), wNotCurrent)
	}
	return note
}
