package rule

import (
	"fmt"
	"math"

	"symport/internal/cite"
)

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
	Moves    bool          `json:"moves,omitempty"` // an overlay may change it
	Facts    []string      `json:"facts,omitempty"`
}

// Allows says whether an overlay may set the parameter to value: nil, or the reason
// why not.
func (p *Param) Allows(value float64) error {
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		return fmt.Errorf("%s: %v is not a number", p.ID, value)
	case value == p.Value:
		return nil
	case !p.Moves:
		return fmt.Errorf("%s is fixed by its source; an overlay cannot change it", p.ID)
	case p.Safer == "lower" && value > p.Value:
		return fmt.Errorf("%s keeps patients safe and moves only below %v %s", p.ID, p.Value, p.Unit)
	case p.Safer == "higher" && value < p.Value:
		return fmt.Errorf("%s keeps patients safe and moves only above %v %s", p.ID, p.Value, p.Unit)
	}
	return nil
}
