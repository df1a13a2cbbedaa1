package content

import (
	"slices"

	"symport/internal/cite"
	"symport/internal/unit"
)

// Drug is the card of one drug: what a source prints of it beside what was checked.
type Drug struct {
	ID, Label, Class string
	Options          []string    // that give it
	Brands           []Brand     // trade names
	General          []DrugValue // registration, starting drug dose, intent ...
	Protocol         []DrugValue // steps of an experimental use
	Trials           []Trial
	Toxicities       []DrugValue // of grade 3 and 4
	Handling         []DrugValue // stopped, reduced, paused
	Genotypes        []Genotype
	IC50             *IC50
	Notes            []string // of the whole card
}

// DrugValue is one figure or word of a card.
type DrugValue struct {
	What       string
	Printed    string        // as the source has it, signs restored
	Checked    string        // what was found elsewhere; empty: nothing to set beside it
	Amount     string        // the value as a quantity, where something computes with it
	By         []string      // where the check was read
	Statements []string      `json:"facts"`
	Notes      []string      // inconsistencies of this value
	Inferred   bool          // its place in a table is inferred
	Section    string        // of the drug's label, once values come from one
	Date       string        // ISO day of the check
	Verified   cite.Verified // of the check, or of the printed value without one
}

// Trial is one trial of a drug. Values of different trials are not comparable.
type Trial struct {
	ID, Label  string
	Phase      int // 0: not called by a phase
	ResponseBy string
	Values     []DrugValue
}

// Genotype is one row of the outcome of redifferentiation by alteration: uptake is not
// response.
type Genotype struct {
	Gene                   string
	Of, Increased, Treated int
	Statements             []string `json:"facts"`
	Notes, By              []string
	Verified               cite.Verified
}

// IC50 are inhibiting concentrations in vitro. Assays differ: they rank no drugs.
type IC50 struct {
	Unit        string
	UnitPrinted bool
	Note        string
	Statements  []string `json:"facts"` // how to read it
	Values      []DrugValue
}

// part is a named piece of a card.
type part struct {
	name       string
	value      *DrugValue
	statements []string
	notes, by  []string
}

// startingDose names the value of a card whose amount is the label's starting drug dose.
const startingDose = "starting drug dose"

// Start is the starting drug dose of the label in mg a day; ok is false if the card has none.
func (d *Drug) Start() (mgPerDay float64, ok bool) {
	for i := range d.General {
		if v := &d.General[i]; v.What == startingDose && v.Amount != "" {
			q, err := unit.Parse(v.Amount, unit.DrugDose)
			return q.Value, err == nil
		}
	}
	return 0, false
}

// parts lists every value of the card, in order, each under the heading it stands in.
func (d *Drug) parts() []part {
	var out []part
	add := func(heading string, list []DrugValue) {
		for i := range list {
			v := &list[i]
			out = append(out, part{heading + v.What, v, v.Statements, v.Notes, v.By})
		}
	}
	add("", d.General)
	add("protocol: ", d.Protocol)
	for i := range d.Trials {
		add(d.Trials[i].ID+": ", d.Trials[i].Values)
	}
	add("grade 3+4 ", d.Toxicities)
	add("", d.Handling)
	for i := range d.Genotypes {
		g := &d.Genotypes[i]
		out = append(out, part{"uptake with " + g.Gene, nil, g.Statements, g.Notes, g.By})
	}
	if d.IC50 != nil {
		out = append(out, part{name: "IC50", statements: d.IC50.Statements})
		add("IC50 ", d.IC50.Values)
	}
	return out
}

// statementIDs are all statements of the card, each once, in order.
func (d *Drug) statementIDs() []string {
	var ids []string
	for _, p := range d.parts() {
		ids = append(ids, p.statements...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Drug returns the card of a drug, nil if there is none.
func (c *Content) Drug(id string) *Drug {
	for i := range c.Drugs {
		if c.Drugs[i].ID == id {
			return &c.Drugs[i]
		}
	}
	return nil
}
