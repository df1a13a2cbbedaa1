// Package content is the knowledge of one edition as typed content: sources,
// vocabulary, facts of the article, parameters, rules, cohort tables, follow-up items,
// red flags and questions, read from YAML and compiled once. knowledge/README.md
// describes the files. The safety folder is part of every edition.
package content

import (
	"symport/internal/cite"
	"symport/internal/fault"
	"symport/internal/rule"
)

// Edition is a named selection of releases: what a case is assessed by.
type Edition struct {
	ID       string   // "article"
	Label    string   // "state of knowledge 2018"
	Body     string   // "article"
	Released string   // ISO date of the youngest release in it
	Until    string   // ISO date from which it is no longer current practice; empty: in force
	Note     string   // printed with every output of this edition
	Folders  []string // of knowledge/, in the order of their rules; safety comes last by itself
	ScopeIn  string   // criterion: the patient is one of whom the edition speaks
	ScopeOut []ScopeReason
	Reserved []string // ids of parameters and terms that no rule of this edition uses yet, with intent
}

// ScopeReason refuses a patient, or part of the edition for the patient.
type ScopeReason struct {
	When    string // id of a patient criterion
	Status  string // out | partly
	Reason  string
	Sources []string
}

// Content is an edition, compiled.
type Content struct {
	Edition     Edition
	Vocabulary  *rule.Vocabulary
	Rules       *rule.Set
	Sources     map[string]cite.Source
	Statements  map[string]Statement // the article's facts, F001..
	Notes       map[string]Note      // inconsistencies, I01..
	Params      map[string]Param
	Prognosis   []PrognosisRow
	Schedule    []ScheduleItem
	RedFlags    []RedFlag
	Activities  []Activity // fixed activities, in the source's order
	Questions   []Question
	Drugs       []Drug
	Sheets      []Sheet
	Reviews     []Review // signatures of physicians
	Meanings    []Meaning
	DrugNames   []DrugName
	Overlay     *Overlay // nil without one
	Hash        string   // of everything read
	OverlayHash string   // "none" without an overlay

	places       map[string]fault.Place // where an item was read, by kind and id
	reviewPlaces []fault.Place          // of Reviews
	words        *lexicon
	drugBook     *drugBook
}

// Param is a labelled parameter with what only the content knows of it.
type Param struct {
	rule.Param
	FreshOf []string // facts whose value counts for this many days
}

// Activity is a fixed activity that a source proposes.
type Activity struct {
	GBq        float64 `json:"gbq"`
	Text       string
	Sources    []string
	Statements []string `json:"facts"`
	Verified   cite.Verified
}

// Statement is one actionable statement of a source, in our own words.
type Statement struct {
	ID, Kind, Section, Lines string
	Text, Software           string
	Source                   string
	Verified                 cite.Verified
	Notes                    []string // ids of notes
	Background               bool     // carried by the reading room only
}

// Note is an inconsistency or ambiguity of a source.
type Note struct {
	ID, Text                 string
	Printed, Checked, Source string
	Does                     string   // what Symport does with it
	Statements               []string `json:"facts"`
	Background               bool     // of extraction or numbering: for the reading room alone
}

// PrognosisRow is one cell of a cohort's survival table.
type PrognosisRow struct {
	Stratum, Label, Endpoint, TimeZero, Cohort, Note string
	Applies                                          string // id of the patient criterion that puts a patient into the stratum
	Years                                            int
	Percent                                          *float64 // nil: not given
	N                                                int
	Low, High                                        *float64
	Sources                                          []string
	Statements                                       []string `json:"facts"`
	Verified                                         cite.Verified
}

// ScheduleItem is one follow-up item: what, triggered by which entry, when.
type ScheduleItem struct {
	ID, Label                      string
	Trigger                        string   // radioiodine | tki-start | tki-dose-change | surgery | antiresorptive | now | before-tki | treatment-date ...
	When                           string   // condition (id of a patient criterion) under which it holds; empty: always
	Earliest, Recommended, Overdue string   // offsets "6 mo", "28 d", "-6 wk"; empty: none given
	Lapses                         string   // offset after which a thing not done tells nothing any more
	Repeat                         string   // interval after the last one done
	Preparation                    string   // withdrawal | rhTSH: only with this preparation; empty: with both
	Calendar                       string   // words for a calendar that others see; empty: the label
	Until                          string   // trigger that ends it
	DoneBy                         string   // which entry of the record closes it: lab:TSH | imaging:CT | decision:... | answer:...
	DoneWhile                      []string // facts that leave nothing to do while all of them are known from one day
	Because                        string
	Local                          bool // an interval of the house, not of the source
	Sources                        []string
	Statements                     []string `json:"facts"`
	Verified                       cite.Verified
}

// RedFlag is one sign that sends the patient to care today.
type RedFlag struct {
	ID, Fact, Text, Ask string
	Short               string // the question in a few words
	Lesions             string // criterion, of lesions or of the patient, that makes it possible and so asked for
	Sources             []string
	Verified            cite.Verified
}

// Question asks for several facts that one document or person answers together. A fact
// of a lesion is named without its lesion ("lesion.uptake").
type Question struct {
	ID, Ask, Where, Burden, Why string
	Short                       string // the question in a few words
	Facts                       []string
	Rank                        int  // harm avoided: lower comes first
	List                        bool // "none of these?": one answer closes it; never among the first while another question is open
	ByLesion                    bool // answered lesion by lesion: where all listed are, only the list is open
	Parts                       []QuestionPart
}

func (q Question) texts() []string {
	out := []string{q.Ask, q.Where}
	for _, p := range q.Parts {
		out = append(out, p.Ask)
	}
	return out
}

// QuestionPart is what a question asks of some of its facts: where the others are known
// only the parts that are open are asked.
type QuestionPart struct {
	Ask, Short string
	Facts      []string
}

// Overlay is a house's change of parameters, kept for every output.
type Overlay struct {
	ID, By, Reason, Date string
	Changes              []Change
}

// Change is one parameter that the overlay moves.
type Change struct {
	Param    string
	Unit     string
	From, To float64
	Reason   string
}
