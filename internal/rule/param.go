package rule

import "symport/internal/cite"

// Param is a labelled parameter: a threshold with unit, source and locator. A parameter
// that an excluder uses moves only towards Safer.
type Param struct {
	ID       string        `json:"id"`
	Kind     string        `json:"kind"`
	Unit     string        `json:"unit"`
	Value    float64       `json:"value"`
	Label    string        `json:"label"`
	Text     string        `json:"text"`   // what the source says, own words
	Reason   string        `json:"reason"` // why this value, where the source gives none or several
	Sources  []string      `json:"sources"`
	Locator  string        `json:"locator"`
	Verified cite.Verified `json:"verified"`
	Safer    string        `json:"safer,omitempty"` // lower | higher
	Facts    []string      `json:"facts,omitempty"`
}
