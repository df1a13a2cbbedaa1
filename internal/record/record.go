// Package record is the patient over time: what a case file says, in typed
// quantities, with every way of not knowing kept apart. It interprets nothing.
package record

import (
	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/unit"
)

// Field is one datum that may be missing in several ways. The zero Field is one that
// nobody wrote: unknown. Written tells "unknown" in the file from no word at all.
type Field[T any] struct {
	Status  fact.Status
	V       T
	Written bool
}

// Has reports whether the value is known.
func (f Field[T]) Has() bool { return f.Status == fact.Known }

// Some returns a known field.
func Some[T any](v T) Field[T] { return Field[T]{Status: fact.Known, V: v, Written: true} }

// The fields of the record.
type (
	Text     = Field[string]
	Truth    = Field[bool]
	Count    = Field[int]
	Quantity = Field[unit.Quantity]
	Dated    = Field[date.Span]
)

// Entry is what every event has: an id others may refer to, its date, when it became
// known (the date, unless said), the source's own short words, and its line in the file.
// An entry with a period has From and To instead of When.
type Entry struct {
	ID       string
	When     date.Span
	From, To date.Span
	Known    date.Span
	Printed  string
	Note     string
	Rel      *Relative // how When was said, if it was said relative to another entry
	Line     int       `json:"-"`
	Seq      int       `json:"-"` // its number among the entries of its file, where lines may be shared
}

// Relative is a date told as a distance from another entry. Least and Most are months;
// Most is +Inf when only the order is known. It says more than the day span does when
// the other entry's own date is vague.
type Relative struct {
	To          string // entry id, section word, drug, "diagnosis", ...
	Before      bool   // before To instead of after it
	Least, Most float64
}

// Span returns the day or days on which the entry can lie: When, else from the first
// day of From to the last of To.
func (e Entry) Span() date.Span {
	switch {
	case e.When.Known:
		return e.When
	case e.From.Known && e.To.Known:
		return date.Between(e.From.Lo, e.To.Hi)
	case e.From.Known:
		return e.From
	}
	return e.To
}

// Section names a part of the file; `complete:` and references use the same names.
type Section string

// The sections whose entries are lists over time, and the lesion list.
const (
	SecLesions       Section = "lesions"
	SecSurgery       Section = "surgery"
	SecRadioiodine   Section = "radioiodine"
	SecExternalBeam  Section = "external-beam"
	SecLocal         Section = "local"
	SecImaging       Section = "imaging"
	SecLaboratory    Section = "laboratory"
	SecPerformance   Section = "performance"
	SecVitals        Section = "vitals"
	SecHeart         Section = "heart"
	SecSystemic      Section = "systemic"
	SecAdverse       Section = "adverse-events"
	SecDosimetry     Section = "dosimetry"
	SecDecisions     Section = "decisions"
	SecEvents        Section = "events"
	SecComorbidity   Section = "comorbidity"
	SecMedication    Section = "medication"
	SecMolecular     Section = "molecular"
	SecMalignancies  Section = "malignancies"
	SecLevothyroxine Section = "levothyroxine"
	SecBoneAgents    Section = "bone-agents"
	SecRadionuclide  Section = "radionuclide"
	SecRediff        Section = "redifferentiation"
	SecPlanned       Section = "planned"
	SecPreferences   Section = "preferences"
	SecRedFlags      Section = "red-flags"
	SecResponses     Section = "responses"
	SecIodineLoad    Section = "iodine-load"
	SecBiopsies      Section = "biopsies"
)

// Patient is one case file.
type Patient struct {
	ID, About string
	Synthetic Truth
	AsOf      date.Span // the day the question was open
	Source    Source
	Complete  map[Section]date.Span // sections that hold all there was, until the date if one is given

	Person  Person
	Tumour  Tumour
	Lesions []Lesion // sorted by id

	Surgery      []Surgery
	Radioiodine  []Radioiodine
	ExternalBeam []Beam
	Local        []Local
	Imaging      []Imaging
	Labs         []Lab
	Performance  []Performance
	Vitals       []Vitals
	Heart        []Heart
	Systemic     []Systemic
	Adverse      []AdverseEvent
	Dosimetry    []Dosimetry
	Decisions    []Decision
	Events       []Event
	Levothyrox   []Medicine
	BoneAgents   []Medicine
	Radionuclide []Radionuclide
	Rediff       []Redifferentiation
	Planned      []Plan
	Preferences  []Preference
	RedFlags     []RedFlag
	Responses    []Response
	IodineLoad   []Iodine
	Biopsies     []Biopsy
	Malignancies []Malignancy
	Judgements   []Judgement
	Vital        VitalStatus
}

// IsComplete reports whether the section holds all there was.
func (p *Patient) IsComplete(s Section) bool {
	_, ok := p.Complete[s]
	return ok
}

// Lesion returns the lesion with the id, nil if there is none.
func (p *Patient) Lesion(id string) *Lesion {
	for i := range p.Lesions {
		if p.Lesions[i].ID == id {
			return &p.Lesions[i]
		}
	}
	return nil
}

// Source says where the facts of a case come from and what was read of it.
type Source struct {
	Citation, DOI, URL, Licence, Read string
}
