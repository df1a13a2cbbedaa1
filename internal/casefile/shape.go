// Package casefile reads the case file: YAML or JSON in, the record of one patient
// out, with every mistake at its place. One table of keys (keys_*.go) drives the
// decoder, the JSON Schema and the reference in docs/case-file.md.
package casefile

import (
	"slices"

	"symport/internal/unit"
)

// Form is how a key's value is written.
type Form string

// The forms.
const (
	FormText     Form = "text"
	FormWord     Form = "word" // one of Words, unless Open
	FormTruth    Form = "yes or no"
	FormCount    Form = "whole number"
	FormQuantity Form = "quantity"
	FormDate     Form = "date"
	FormRelative Form = "relative date"
	FormNames    Form = "list of words"
	FormLesions  Form = "list of lesion ids"
	FormObject   Form = "mapping"
	FormList     Form = "list of mappings"
	FormByID     Form = "mapping by id"
)

// Spec describes one key to people and to machines.
type Spec struct {
	Name     string
	Form     Form
	Doc      string
	Words    []string          // allowed (or, if Open, known) words
	Means    map[string]string // other words that stand for one of Words, in this key alone
	Open     bool              // own words are allowed beside Words
	Kinds    []unit.Kind       // of a quantity
	Usual    []string          // of a quantity: the units to offer when it has none
	Bare     bool              // a quantity that may stand without a unit
	Lo, Hi   int               // of a count
	Pattern  string            // of a text
	Sub      *Shape            // of a mapping or list
	Scalar   bool              // an element of the list may also be a plain text
	Required bool
	Also     bool // a value may also be a text that the key reads by itself
}

// Shape describes one mapping.
type Shape struct {
	Name    string
	Doc     string
	Example string
	Keys    []Spec
	ByDate  bool // its keys include the common keys of a dated entry
}

// own returns the keys that are not common to all dated entries.
func (s *Shape) own() []Spec {
	if i := slices.IndexFunc(s.Keys, func(k Spec) bool { return s.ByDate && k.Name == "id" }); i >= 0 {
		return s.Keys[:i]
	}
	return s.Keys
}
