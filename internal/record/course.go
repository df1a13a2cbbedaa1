package record

import "symport/internal/date"

// Surgery is one operation.
type Surgery struct {
	Entry
	What         string // total thyroidectomy | lobectomy | neck dissection | metastasectomy | ...
	Lesions      []string
	Side, Levels string
	Residual     Text // R0 | R1 | R2 | none | present
	Intent       Text
}

// Radioiodine is one administration, or a series of which only totals are known
// (Courses > 1 or From/To). Activity is of one course, Total of the series.
type Radioiodine struct {
	Entry
	Courses     Count // 1 unless said
	Activity    Quantity
	Total       Quantity
	Each        Quantity
	StatedTotal Quantity // cumulative activity that the source prints beside the parts
	Preparation Text     // rhTSH | withdrawal | on-drug
	TSH         Quantity
	PostScan    Text // done | not-done | result in words
	Intent      Text // ablation | adjuvant | treatment | diagnostic
	Lesions     []string
	Response    Text
	Steroids    Truth
}

// Beam is one course of external-beam radiotherapy, by lesion or region.
type Beam struct {
	Entry
	Lesions   []string
	Region    string
	Dose      Quantity
	Fractions Count
	Technique string
	Intent    Text
}

// Local is a local treatment that is neither surgery nor external beam.
type Local struct {
	Entry
	What    string // ablation-heat | ablation-cryo | ablation-ethanol | embolisation | cementoplasty | ...
	Lesions []string
	Region  string
	Intent  Text
	Outcome Text
}

// Imaging is one examination as its report arrives.
type Imaging struct {
	Entry
	Modality, Tracer string
	Kind             Text // diagnostic | post-therapy
	Regions          []string
	Contrast         Truth
	Quality          Text // adequate | inadequate
	TSH              Quantity
	Preparation      Text
	Activity         Quantity // of the tracer
	ComparedWith     string   // id of an entry
	ComparedOn       date.Span
	Findings         []LesionFinding
	Sites            []string // where something is, when lesions are not named
	Absent           []string // sites searched and found empty
	LesionsComplete  Truth    // the lesion list is complete at this date
	Uptake           Text     // of the examination as a whole: all | some | none | remnant-only
	Response         Text     // stated verdict: progression | stable | partial | complete | mixed
	Result           string
}

// LesionFinding is what one examination says of one lesion.
type LesionFinding struct {
	Lesion                     string
	Longest, ShortAxis, Volume Quantity
	Other                      []Quantity // further diameters
	Uptake                     Text       // yes | no | indeterminate
	Grade                      Text       // of uptake, in words
	SUVmax                     Quantity
	Highly                     Truth // highly FDG-avid, the reader's judgement
	Seen                       Text  // yes | no | words
	Change                     Text  // larger | smaller | stable | new | gone | words
	Above                      Truth // lesion above the resolution of the scan
	Note                       string
	Line                       int `json:"-"`
}

// Systemic is one systemic drug over time.
type Systemic struct {
	Entry
	Drug    string
	Doses   []DoseChange
	Pauses  []Pause
	Stopped Text // reason: progression | toxicity | patient | completed | words
	Best    Text // best response
	Ongoing Truth
	Line2   string // first-line, second-line, as printed
	Purpose Text   // tumour control | redifferentiation
}

// Pause is an interruption of a drug.
type Pause struct {
	Entry
	Reason string
}

// AdverseEvent is one event as recorded.
type AdverseEvent struct {
	Entry
	Event, Detail   string
	Grade           Count
	CTCAE           Text // version
	Value           Quantity
	During          string
	Attributed      string
	Action, Outcome string
	OnOptimal       Truth
	Onset, End      date.Span
	Occurrence      Count
}

// Dosimetry is one study: entered results or readings of another program.
type Dosimetry struct {
	Entry
	Nuclide                          string
	Activity                         Quantity
	Preparation                      Text
	TSH                              Quantity
	BloodPerGBq, BloodLow, BloodHigh Quantity // Gy/GBq
	MarrowPerGBq                     Quantity
	MaxSafe, MaxSafeLow, MaxSafeHigh Quantity // activity at 2 Gy
	Retention48h                     Quantity // % of administered
	LungPerGBq                       Quantity
	ExtensiveBone                    Truth // as judged for this study: the blood method is then not valid
	Lesions                          []LesionDose
	Method                           string
	Planned                          Quantity // activity for which doses are planned
	Delivered                        Quantity
	File                             string
}

// LesionDose is a dose per activity or a dose to one lesion.
type LesionDose struct {
	Lesion            string
	PerGBq, Low, High Quantity
	Dose              Quantity
	DoseLow, DoseHigh Quantity
	HalfLife          Quantity
	Mass              Quantity
	Note              string
	Line              int `json:"-"`
}

// Decision is what somebody decided, with the question it answered.
type Decision struct {
	Entry
	By, Question string
	Decision     Text // yes | no | words
	Criterion    string
	Reason       Text // coded reason
	Options      []string
	Place        string
}

// Event is something that happened: fracture, thromboembolism, stroke, delivery, ...
type Event struct {
	Entry
	What, Detail string
	Lesions      []string
	Present      Truth
}

// Radionuclide is another radionuclide therapy (PRRT, PSMA).
type Radionuclide struct {
	Entry
	Agent    string
	Cycles   Count
	Activity Quantity
	Outcome  Text
}

// Redifferentiation links a drug, scans and radioiodine into one attempt.
type Redifferentiation struct {
	Entry
	Drug              string
	Scan, Radioiodine string // entry ids
	Uptake            Text
	Predicted         Quantity // Gy
	Outcome           Text
}

// Plan is something intended on a date.
type Plan struct {
	Entry
	What        string
	Activity    Quantity
	Preparation Text // how TSH is to be raised
	Lesions     []string
}

// Preference is a wish or refusal of the patient.
type Preference struct {
	Entry
	Option string
	Wish   Text // wants | refuses
	Reason string
}

// RedFlag is the answer to a red-flag question on a day.
type RedFlag struct {
	Entry
	Flag    string
	Present Truth
}

// Response is a verdict stated without sizes.
type Response struct {
	Entry
	To, What string // treatment entry; complete | partial | stable | progression
	Verdict  Text
	Basis    string // imaging | thyroglobulin | symptoms
	Lesions  []string
	Since    date.Span // progression since an examination of this date
}

// Iodine is an iodine load: contrast, amiodarone, diet.
type Iodine struct {
	Entry
	What    string
	Value   Quantity // urinary iodine
	Present Truth
}
