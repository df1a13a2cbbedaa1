// Package worksheet turns results of the dosimetry into a page for a physicist and a
// physician to check and sign, as text and as HTML. It computes nothing but what is
// printed beside a number to show where it comes from.
package worksheet

// Page is a document: a head and sections.
type Page struct {
	Title    string
	Head     []string // lines under the title
	Sections []Section
}

// Section is one heading with what stands below it.
type Section struct {
	Heading string
	Parts   []Part
}

// Part is one thing of a section.
type Part interface{ part() }

// Para is a paragraph, wrapped.
type Para string

// List are short sentences, one a line.
type List []string

// Formulas are lines of a calculation, kept as they are.
type Formulas []string

// Table has one head and rows of as many cells; the last column wraps if Fold is set.
// A row of one cell runs across all columns.
type Table struct {
	Head    []string
	Rows    [][]string
	Numbers string // one letter a column: l left, r right, d drawn with characters; missing: left
	Fold    bool
	Strong  []int // rows set apart: what binds, the ceiling
}

// Signatures are the people who sign, each with a date.
type Signatures []string

// Figure is a drawing; a text shows its caption only if InText is set.
type Figure struct {
	SVG, Caption string
	InText       bool
}

func (Para) part()       {}
func (List) part()       {}
func (Formulas) part()   {}
func (Signatures) part() {}
func (Table) part()      {}
func (Figure) part()     {}

// add appends a section unless it would be empty.
func (p *Page) add(heading string, parts ...Part) {
	s := Section{Heading: heading}
	for _, x := range parts {
		if !empty(x) {
			s.Parts = append(s.Parts, x)
		}
	}
	if len(s.Parts) > 0 {
		p.Sections = append(p.Sections, s)
	}
}

func empty(x Part) bool {
	switch x := x.(type) {
	case nil:
		return true
	case Para:
		return x == ""
	case List:
		return len(x) == 0
	case Formulas:
		return len(x) == 0
	case Signatures:
		return len(x) == 0
	case Table:
		return len(x.Rows) == 0
	case Figure:
		return x.SVG == ""
	}
	return false
}
