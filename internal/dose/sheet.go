package dose

import (
	"fmt"
	"slices"

	"symport/internal/cite"
	"symport/internal/fault"
)

// Quantity names what a reading measures.
type Quantity string

// The quantities. The fractions are of the administered activity.
const (
	WholeBodyFraction    Quantity = "whole_body_fraction"
	BloodFraction        Quantity = "blood_fraction_per_ml"
	LesionFraction       Quantity = "lesion_fraction"
	LungFraction         Quantity = "lung_fraction"
	LesionConcentration  Quantity = "lesion_concentration"
	WholeBodyRaw         Quantity = "whole_body"
	BloodRaw             Quantity = "blood"
	LesionRaw            Quantity = "lesion"
	LungRaw              Quantity = "lung"
	AdministeredActivity Quantity = "administered_activity"
	Volume               Quantity = "volume"
	Mass                 Quantity = "mass"
	Diameter             Quantity = "diameter"
	RecoveryCoefficient  Quantity = "recovery"
	Density              Quantity = "density"
	Weight               Quantity = "weight"
	BloodStandard        Quantity = "blood_standard_fraction_per_ml"
	Haemodialysis        Quantity = "event_haemodialysis"
	Vomiting             Quantity = "event_vomiting"
	Void                 Quantity = "event_void"
)

// Role of a reading.
type Role string

// The roles.
const (
	Sample     Role = "sample"
	Background Role = "background"
	Standard   Role = "standard"
)

// Decay says whether a value was corrected for physical decay, and to when.
type Decay string

// The states of correction.
const (
	DecayDefault        Decay = ""               // as the setup says
	DecayNone           Decay = "none"           // as counted
	DecayAdministration Decay = "administration" // corrected to the time of administration
	DecayCounting       Decay = "counting"       // counting delay already corrected: the value at the time of sampling
)

// Reading is one measured value with its place in the input.
type Reading struct {
	At          fault.Place
	ID, Study   string
	Nuclide     string
	TimeHours   float64
	Quantity    Quantity
	Value       float64
	Unit        string
	SD          float64
	HasSD       bool
	Below       bool // a detection limit, not a value
	View        string
	Role        Role
	LiveSeconds float64 // 0: not given
	Counted     float64 // hours; meaningful if HasCounted
	HasCounted  bool
	Decay       Decay
}

// Given is a row without time: activity, mass, volume, and so on.
type Given struct {
	At        fault.Place
	ID, Study string
	Quantity  Quantity
	Value     float64 // in MBq, mL, g, mm, 1, g/mL, kg, 1/mL
	SD        float64
}

// Event is something that happened to the patient during the measurement.
type Event struct {
	At            fault.Place
	Study         string
	Quantity      Quantity
	TimeHours     float64
	DurationHours float64
}

// Sheet is what a file of measurements says.
type Sheet struct {
	File     string
	Readings []Reading
	Givens   []Given
	Events   []Event
}

// Given returns the row without time of a quantity for an id (that of the id goes
// before one without id).
func (s *Sheet) Given(q Quantity, id string) (Given, bool) {
	var found Given
	ok := false
	for _, g := range s.Givens {
		if g.Quantity != q || g.ID != "" && g.ID != id {
			continue
		}
		if !ok || g.ID == id {
			found, ok = g, true
		}
	}
	return found, ok
}

// Studies returns the names of the studies in the sheet, in file order; rows without
// one belong to every study.
func (s *Sheet) Studies() []string {
	var names []string
	for _, r := range s.Readings {
		if r.Study != "" && !slices.Contains(names, r.Study) {
			names = append(names, r.Study)
		}
	}
	return names
}

// OfStudy returns the rows of one study.
func (s *Sheet) OfStudy(name string) *Sheet {
	mine := func(study string) bool { return study == "" || study == name }
	out := &Sheet{File: s.File}
	for _, r := range s.Readings {
		if mine(r.Study) {
			out.Readings = append(out.Readings, r)
		}
	}
	for _, g := range s.Givens {
		if mine(g.Study) {
			out.Givens = append(out.Givens, g)
		}
	}
	for _, e := range s.Events {
		if mine(e.Study) {
			out.Events = append(out.Events, e)
		}
	}
	return out
}

// IDs returns the distinct ids of readings of the quantities, in file order.
func (s *Sheet) IDs(qs ...Quantity) []string {
	var ids []string
	seen := map[string]bool{}
	for _, r := range s.Readings {
		for _, q := range qs {
			if r.Quantity == q && r.Role == Sample && !seen[r.ID] {
				seen[r.ID] = true
				ids = append(ids, r.ID)
			}
		}
	}
	return ids
}

// ReadingLine is a reading as it was entered, for an output.
type ReadingLine struct {
	Study    string   `json:"study"`
	ID       string   `json:"id"`
	Quantity Quantity `json:"quantity"`
	Time     float64  `json:"time_h"`
	Value    float64  `json:"value"`
	Below    bool     `json:"below"`
	Unit     string   `json:"unit"`
	SD       *float64 `json:"sd"`
	Nuclide  string   `json:"nuclide"`
	Role     Role     `json:"role"`
	View     string   `json:"view"`
	Live     *float64 `json:"live_s"`
	Counted  *float64 `json:"counted_h"`
	Decay    Decay    `json:"decay"`
	At       string   `json:"at"`
}

// Lines are the readings in file order; study names those without one of their own.
func (s *Sheet) Lines(study string) []ReadingLine {
	out := []ReadingLine{}
	optional := func(x float64, has bool) *float64 {
		if !has {
			return nil
		}
		return &x
	}
	for _, r := range s.Readings {
		l := ReadingLine{Study: r.Study, ID: r.ID, Quantity: r.Quantity, Time: r.TimeHours, Value: r.Value, Below: r.Below, Unit: r.Unit,
			SD: optional(r.SD, r.HasSD), Nuclide: r.Nuclide, Role: r.Role, View: r.View, Live: optional(r.LiveSeconds, r.LiveSeconds > 0),
			Counted: optional(r.Counted, r.HasCounted), Decay: r.Decay, At: r.At.String()}
		if l.Study == "" {
			l.Study = study
		}
		out = append(out, l)
	}
	return out
}

// Warning is something a reader must know that does not stop the calculation.
type Warning struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

func warning(id, format string, args ...any) Warning {
	return Warning{ID: id, Text: fmt.Sprintf(format, args...)}
}

// Setup is what must be known of a measurement besides its readings.
type Setup struct {
	Therapy        Nuclide            // 131I
	Nuclides       map[string]Nuclide // those that may be measured
	Measured       string             // name, where a row names none; empty: the therapy nuclide
	DecayCorrected bool               // default of a row's Decay: corrected to administration
	TracerMBq      float64            // 0: not given
	TracerRelSD    float64
	DeadTimeSec    float64 // 0: none
	DeadTimeModel  string
}

// problems collects what is wrong with the input.
type problems struct {
	file string
	list fault.Problems
}

func (p *problems) add(at fault.Place, id, hint, format string, args ...any) {
	if at.File == "" {
		at.File = p.file
	}
	if at.Line == 0 { // something is not there
		at.Line, at.Column = 1, 1
	}
	p.list = append(p.list, fault.Problem{Place: at, ID: id, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// cites names works; their citations stand in the knowledge.
func cites(ids ...string) []cite.Source {
	out := make([]cite.Source, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out
}
