package rule

import (
	"symport/internal/cite"
	"symport/internal/fault"
	"symport/internal/verdict"
)

// Set is the compiled rules of an edition: immutable, shared by goroutines.
type Set struct {
	Vocabulary *Vocabulary
	Params     []Param      // sorted by id, with the values in force
	Atoms      []Atom       // interned
	Criteria   []*Criterion // sorted by id
	Options    []*Option    // in the order of the source: number, then id
	Undefined  []string     // options that safety rules name and the edition does not have

	constraints []*constraint
	thresholds  []float64 // the values in force, by parameter
	given       []float64 // the values of the sources
	compared    []any     // by atom: what it compares with, as data
	order       []int     // criteria, each after those it uses
	atomVector  []int
	atomSlot    []int
	size        [3]int // length of the vectors of an assessment
	reasons     int    // distinct conditions of arguments
	deps        dependencies
	cells       []cells // by fact, with the thresholds in force
}

// Criterion is a named condition: of the patient, or of each lesion and then over any
// or all lesions.
type Criterion struct {
	ID, Label, Body, Reading string
	ForLesion                bool
	Over                     string // any | all
	When, Scope              string // as written
	Sources, Facts           []string
	Verified                 cite.Verified
	Place                    fault.Place

	when, scope      *Cond
	slot, lesionSlot int // where an assessment keeps its truth
}

// Option is one thing to do, with what speaks for and against it.
type Option struct {
	ID, Label, Kind, Group string
	Number                 int
	Each                   string // "" (patient) | lesion | activity
	Intent, Urgency        string
	Experimental           bool
	Alternative            []string
	OnlyIf, Continues      string // as written
	Arguments              []*Argument
	Safety                 bool // described by the safety floor itself
	Place                  fault.Place

	onlyIf, continues   *Cond
	scopes              []*Cond // distinct ones of the edition's own arguments
	first               int     // number of its first argument among those of the set
	unscoped, addressed bool    // an argument holds for every patient; a "for" exists
}

// Argument is one rule of one option.
type Argument struct {
	Rule           string
	Role           Role
	Strength       string // absolute | correctable | until; strong | conditional | weak
	When, Scope    string // as written
	Text           string
	Short          string // the text in a few words, for a row of a table
	Certainty      string
	Evidence       string
	Sources, Facts []string
	Verified       cite.Verified
	Cap            bool // at most consider
	BeforeStart    bool // a line of the checklist, not of the verdict
	Correct        string
	UntilFact      string // excludes: until ends when this fact
	UntilParam     string // reaches this parameter
	AskAs          string // questions that fold under one key
	Safety         bool
	Place          fault.Place

	when, scope *Cond
	scopeAt     int // place of scope in the option's scopes, -1 without
	into        int // which of the eight values, -1 for none
	said        *verdict.RuleText
	reason      int     // number of its when and scope among the distinct ones of the set
	reads       [3]bool // which vectors they look at
}

type constraint struct {
	id        string
	forLesion bool
	never     *Cond
}

// Criterion returns the criterion with the id, nil if there is none.
func (s *Set) Criterion(id string) *Criterion {
	for _, c := range s.Criteria {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Option returns the option with the id, nil if there is none.
func (s *Set) Option(id string) *Option {
	for _, o := range s.Options {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// Param returns the parameter with the id and the value in force, nil if there is none.
func (s *Set) Param(id string) *Param {
	for i := range s.Params {
		if s.Params[i].ID == id {
			return &s.Params[i]
		}
	}
	return nil
}
