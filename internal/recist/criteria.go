// Package recist judges the response of solid tumours over time by RECIST 1.1 or 1.0
// from the sizes and states of lesions. Sizes are whole tenths of a millimetre, so that
// the limits of 30 % and 20 % are met exactly; every step names its rule.
package recist

// Tenths is a length in tenths of a millimetre.
type Tenths int32

// MM returns millimetres.
func (t Tenths) MM() float64 { return float64(t) / 10 }

// Criteria is one edition of RECIST.
type Criteria struct {
	Name          string
	MaxTargets    int
	MaxPerOrgan   int
	MinLongest    Tenths // of a target that is no node, on CT
	NodeShortAxis bool   // nodes are measured by their short axis and are one organ
	MinNodeShort  Tenths // of a node that is a target
	NormalShort   Tenths // below it a node is normal
	PRPercent     int64  // fall of the sum from baseline
	PDPercent     int64  // rise of the sum from the smallest so far ...
	PDLeast       Tenths // ... which must reach this length too
	TooSmall      Tenths // taken for a lesion too small to measure; 0: no such value
	ConfirmDays   int    // after which a response is confirmed
	ConfirmAlways bool
	Persistent    Category // the word for non-targets alone that persist
}

// The editions.
//
// 1.1: Eisenhauer EA et al., Eur J Cancer 2009;45:228, doi 10.1016/j.ejca.2008.10.026;
// numbers read in the tables of PMC2755245 (3), PMC3980664 (2) and PMC7046919 (1); 5 mm
// for "too small to measure" and "nodes are one organ" in the clarifications of the
// RECIST group (eortc.be/Recist/questions_clarifications.html). Confirmation after 4
// weeks is asked for only where response is the main endpoint.
//
// 1.0: Therasse P et al., J Natl Cancer Inst 2000;92:205; numbers read in the same
// tables. A target measures 10 mm on spiral CT, which is taken here; 20 mm by
// conventional technique.
var (
	V11 = Criteria{
		Name: "RECIST 1.1", MaxTargets: 5, MaxPerOrgan: 2, MinLongest: 100,
		NodeShortAxis: true, MinNodeShort: 150, NormalShort: 100,
		PRPercent: 30, PDPercent: 20, PDLeast: 50, TooSmall: 50, ConfirmDays: 28,
		Persistent: NonCRNonPD,
	}
	V10 = Criteria{
		Name: "RECIST 1.0", MaxTargets: 10, MaxPerOrgan: 5, MinLongest: 100,
		PRPercent: 30, PDPercent: 20, ConfirmDays: 28, ConfirmAlways: true,
		Persistent: SD,
	}
)

// Category is a response.
type Category string

// The responses. The empty category is none: baseline, or after progression.
const (
	CR         Category = "CR"
	PR         Category = "PR"
	SD         Category = "SD"
	PD         Category = "PD"
	NE         Category = "NE"
	NonCRNonPD Category = "non-CR/non-PD"
)
