// Package cite holds sources, places in them, and how far a statement was checked.
package cite

// Verified says how far a statement was checked against its source.
type Verified string

// The states of verification.
const (
	AtSource   Verified = "source"     // read in the source itself
	Secondary  Verified = "secondary"  // read in another work that reports it
	Unverified Verified = "unverified" // not read anywhere; drawn differently in every output
)

// Valid reports whether v is one of the states.
func (v Verified) Valid() bool { return v == AtSource || v == Secondary || v == Unverified }

// Source is a work that statements are taken from.
type Source struct {
	ID       string   `json:"id"`
	Citation string   `json:"citation"`
	DOI      string   `json:"doi,omitempty" absent:"null"`
	URL      string   `json:"url,omitempty"`
	Licence  string   `json:"licence,omitempty"`
	Verified Verified `json:"verified"`
	Checked  string   `json:"checked,omitempty"` // ISO date of the last look
	Note     string   `json:"note,omitempty"`
}

// Locator is a place in a source: section, table, page, lines.
type Locator struct {
	Source string `json:"source"`
	At     string `json:"at,omitempty"`
}
