package verdict

// Range is a number that lies from Least to Most; Most is absent where nothing bounds it.
type Range struct {
	Least float64  `json:"least"`
	Most  *float64 `json:"most"`
}

// Drug is one systemic drug: what was taken of it by the day, as least..most over the
// days that the record allows. A number is absent where nothing is known of it.
type Drug struct {
	Drug           string      `json:"drug"`
	When           string      `json:"when"`
	State          string      `json:"state"` // ongoing | stopped | unknown
	Purpose        string      `json:"purpose,omitempty"`
	Steps          []DrugStep  `json:"steps"`
	Pauses         []DrugPause `json:"pauses"`
	Days           *Range      `json:"days"`
	OnDrug         *Range      `json:"daysOnDrug"`
	Paused         *Range      `json:"daysPaused"`
	TotalMG        *Range      `json:"total_mg"`
	Reference      *float64    `json:"reference_mgPerDay"` // to which the intensity relates
	ReferenceOf    string      `json:"referenceOf"`        // label: its starting drug dose | first: the drug dose it was begun with
	Intensity      *Range      `json:"intensity"`          // share of Reference, pauses as 0
	FirstReduction *Range      `json:"daysToFirstReduction"`
	Reductions     *Range      `json:"reductions"`
	Best           string      `json:"best,omitempty"`
	Stopped        string      `json:"stopped,omitempty"`
	Adverse        []Adverse   `json:"adverse"`
	Unknown        []string    `json:"unknown"`
	At             string      `json:"at"`
}

// DrugStep is a drug dose from a day on.
type DrugStep struct {
	From     string   `json:"from"`
	DrugDose string   `json:"drugDose"`
	MGPerDay *float64 `json:"mgPerDay"`
	Reason   string   `json:"reason,omitempty"`
}

// DrugPause is an interruption.
type DrugPause struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason,omitempty"`
}

// Adverse is an event on the axis of the drug: when after its start, under which drug dose.
type Adverse struct {
	When       string `json:"when"`
	Event      string `json:"event"`
	Grade      string `json:"grade"` // "2"; unknown
	CTCAE      string `json:"ctcae"` // version; unknown
	SinceStart *Range `json:"daysSinceStart"`
	DrugDose   *Range `json:"drugDose_mgPerDay"`
	Place      string `json:"place"` // on-drug | paused | after | before | unclear
	Action     string `json:"action,omitempty"`
	Outcome    string `json:"outcome,omitempty"`
	At         string `json:"at"`
}

// RadioiodineCourse is one line of the ledger of radioiodine.
type RadioiodineCourse struct {
	When          string   `json:"when"`
	Courses       Range    `json:"courses"`
	KBq           *int64   `json:"activity_kBq"` // null: unknown
	CumulativeKBq int64    `json:"cumulative_kBq"`
	LowerBound    bool     `json:"lowerBound"` // an activity before it is unknown: at least
	Since         *Range   `json:"monthsSincePrevious"`
	Unordered     bool     `json:"unordered,omitempty"` // another may lie before or after
	Preparation   string   `json:"preparation,omitempty"`
	Response      string   `json:"response"`
	Doses         []Dosing `json:"doses"`
	At            string   `json:"at"`
}

// Dosing is one result of dosimetry that speaks of a course.
type Dosing struct {
	What   string `json:"what"` // blood | marrow | lung | lesion
	Lesion string `json:"lesion,omitempty"`
	Kind   string `json:"kind"` // planned | delivered | per-activity
	Text   string `json:"text"` // "32 Gy", "0.11 Gy/GBq"
	When   string `json:"when"`
}

// LesionPoint is what one examination says of one lesion.
type LesionPoint struct {
	When     string   `json:"when"`
	Modality string   `json:"modality"`
	SizeMM   *float64 `json:"size_mm"`
	Size     string   `json:"size"`           // as recorded; unknown
	Axis     string   `json:"axis,omitempty"` // longest | short-axis
	Change   string   `json:"change"`         // as reported; else in per cent of the size before
	Percent  *float64 `json:"percent"`        // against the size before
	Uptake   string   `json:"uptake"`
	FDG      string   `json:"fdg"`
	Used     bool     `json:"used"` // surely by the day
	At       string   `json:"at"`
}

// LesionCourse is one lesion over time, with its kinetics.
type LesionCourse struct {
	ID           string        `json:"id"`
	Points       []LesionPoint `json:"points"`
	Doses        []Dosing      `json:"doses"`
	Local        []LocalOn     `json:"local"`
	DoublingDays *float64      `json:"volumeDoubling_d"` // null: no number, see Kinetics; or it does not grow
	// DoublingLow and DoublingHigh are its 95 % interval, null: unbounded, or no interval.
	DoublingLow     *float64 `json:"volumeDoublingLow_d"`
	DoublingHigh    *float64 `json:"volumeDoublingHigh_d"`
	HasInterval     bool     `json:"volumeDoublingHasInterval"`
	DiameterErrorMM *float64 `json:"assumedDiameterError_mm"` // of the interval
	Kinetics        string   `json:"kinetics"`                // grows | shrinks | unchanged | none
	Why             []string `json:"why"`                     // codes: why none, or why not reliable
	Measured        int      `json:"measured"`
	Assumed         bool     `json:"shapeAssumed"` // volume from fewer than three diameters
	Fastest         bool     `json:"fastest"`      // of the lesions with a number
	Dominant        bool     `json:"dominant"`     // one of the two largest
	Discordances    []string `json:"discordances"` // avid-but-progressing | not-avid-among-avid
	LargestVolume   *float64 `json:"lastVolume_mL"`
}

// LocalOn is a local treatment with its day.
type LocalOn struct {
	When string `json:"when"`
	What string `json:"what"`
}

// Burden compares the lesions.
type Burden struct {
	Fastest          string   `json:"fastest,omitempty"`
	Judged           string   `json:"judgedPacemaker,omitempty"` // by a physician
	Dominant         []string `json:"dominant"`
	MeanDoublingDays *float64 `json:"meanDoubling_d"` // of the two dominant
}

// MarkerFit is the fitted line of a stretch of thyroglobulin: values on its first and
// last day, and the 95 % confidence interval of the line day by day between them.
type MarkerFit struct {
	From        string      `json:"from"`
	To          string      `json:"to"`
	AtFrom      float64     `json:"atFrom_ng_per_mL"`
	AtTo        float64     `json:"atTo_ng_per_mL"`
	Band        []MarkerDay `json:"band"` // pointwise; empty without an interval
	Doublings   float64     `json:"doublings_per_y"`
	HasInterval bool        `json:"hasInterval"`
	Reliable    bool        `json:"reliable"`
	Why         []string    `json:"why"`
	Opened      []string    `json:"opened"` // what parted it from the stretch before
}

// MarkerDay is the 95 % confidence interval of a fitted line on one day.
type MarkerDay struct {
	Date string  `json:"date"`
	Low  float64 `json:"low_ng_per_mL"`
	High float64 `json:"high_ng_per_mL"`
}
