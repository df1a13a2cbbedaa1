package record

import (
	"symport/internal/date"
)

// Person is what stands about the patient herself or himself.
type Person struct {
	Sex               Text // female | male
	Age               Quantity
	AgeOn             date.Span // the day on which Age holds; unknown if not said
	Born              Dated
	Pregnancy         Text // pregnant | not-pregnant
	PregnancyOn       date.Span
	LastPeriod        Dated
	Contraception     Truth
	Lactation         Text // breastfeeding | stopped | never
	LactationEnd      Dated
	Menopause         Text // pre | peri | post; yes reads as post, no as pre
	Hysterectomy      Truth
	ChildWish         Truth
	Smoking           Text
	Height            Quantity
	Comorbidity       []Condition
	Denied            []Denial // "none of these": closes the list named
	Medication        []Medicine
	IsolationFeasible Truth
	Risks             []Risk
	Symptomatic       Truth // symptoms from metastases, as a whole
	SymptomsOn        date.Span
	Printed, Note     string
	Line              int `json:"-"`
}

// Condition is a comorbidity or a risk of long standing.
type Condition struct {
	Entry
	Name   string // the field's word, see casefile's list; others are kept as written
	Detail string
	Grade  string
}

// Denial is one dated answer "no" to each of the questions listed.
type Denial struct {
	Entry
	Items []string
}

// Risk is a bodily condition that a treatment would meet: invasion, a fistula site,
// dental state, a wound. Present is unknown while nobody looked.
type Risk struct {
	Entry
	Name    string
	Present Truth
	Lesions []string
	Detail  string
}

// Medicine is a drug or agent over time.
type Medicine struct {
	Entry
	Drug    string
	Dose    Quantity
	Route   string
	Reason  string
	Changes []DoseChange
	Target  Text // TSH target set, by whom and why, for levothyroxine
	By      string
	Stopped Text
	Ongoing Truth
}

// DoseChange is a drug dose from a day on.
type DoseChange struct {
	Entry
	Dose   Quantity
	Reason string
}

// Tumour is the primary and what is known of its biology.
type Tumour struct {
	Histology                          Text
	Variant                            string
	Site                               string // thyroid, unless said (struma ovarii)
	TNM                                TNM
	Nodes                              Nodes
	Size                               Quantity
	Residual                           Text
	Remnant                            Text // none | small | large | lobe
	Vascular, Necrosis, Extrathyroidal Truth
	Ki67                               Quantity
	Risk                               RiskClass
	Found                              date.Span
	Metastases                         date.Span // when distant metastases were found
	Molecular                          []Molecular
	Transformed                        Text // to what; "no" if denied
	Sites                              []SiteStatement
	Multifocal                         Truth
	Printed, Note                      string
	Line                               int `json:"-"`
}

// TNM is a stage with the edition it is meant in.
type TNM struct {
	T, N, M      string
	Edition      string
	StagePrinted string
}

// Nodes is the count of the dissection.
type Nodes struct{ Positive, Examined Count }

// RiskClass is a class under a named scheme.
type RiskClass struct{ Scheme, Class string }

// SiteStatement is what is said of a site as a whole: present, searched and absent.
type SiteStatement struct {
	Entry
	Site     string
	Present  Truth
	Modality string
}

// Molecular is one finding or one negative result.
type Molecular struct {
	Entry
	Gene, Alteration        string
	Result                  Text // detected | not-detected
	Partner, Method, Sample string
	Value                   string // TMB, MSI
}

// Lesion is one metastasis or one group of them; everything else names it by ID.
type Lesion struct {
	ID, Site, Side, Detail string
	Kind                   string // metastasis | recurrence | primary | other-tumour
	Nature                 Text   // proven | presumed | other-tumour
	Count                  Count
	Uncountable            bool
	Pattern                Text // micronodular | macronodular | miliary | diffuse | solitary
	PartOf                 string
	Found                  date.Span
	FoundText              string // "at diagnosis"
	Role                   Text   // target | non-target | new
	Symptomatic, Painful   Truth
	SymptomOn              date.Span
	Threatens              Text  // structure, or "no"
	Highly                 Truth // highly FDG-avid, the reader's judgement
	WeightBearing          Truth
	Histology              string
	LocalOption            Text     // is a local treatment open: yes | no
	Longest                Quantity // largest size when nothing is dated
	Other                  []Quantity
	Printed                string
	Note                   string
	Line                   int `json:"-"`
}

// Biopsy is a histology of a lesion.
type Biopsy struct {
	Entry
	Lesions   []string
	Histology string
	Result    string
	Genes     []Molecular
}

// Malignancy is another tumour of the patient.
type Malignancy struct {
	Entry
	What, State string
}

// VitalStatus says whether and when the patient died.
type VitalStatus struct {
	Status Text // alive | dead
	When   date.Span
	Cause  string
	Line   int `json:"-"`
}

// Performance is an ECOG or Karnofsky status.
type Performance struct {
	Entry
	ECOG      Count
	Karnofsky Count
}

// Vitals is one set of measurements.
type Vitals struct {
	Entry
	Systolic, Diastolic, Weight, Height, HeartRate, RespiratoryRate, Saturation, Temperature Quantity
	SaturationOn                                                                             string
	PressureStatus                                                                           Text // blood pressure in words, or the way it is missing
}

// Heart is a heart examination.
type Heart struct {
	Entry
	EjectionFraction, QTc Quantity
	Rhythm                Text // sinus | atrial-fibrillation | other
	Failure               Truth
}

// Lab is one laboratory value. Value.V.Unit is unit.NotStated's own flag.
type Lab struct {
	Entry
	Test        string // canonical name: Tg, TgAb, TSH, calcium, creatinine, ...
	Value       Quantity
	NotStated   bool // a number without unit: Number holds it, Value is unknown
	Number      string
	Qualitative Text // negative | positive
	Reference   string
	LOQ         Quantity
	Assay       string
	TSHState    Text // suppressed | stimulated | normal | rhTSH | withdrawal
	Recovery    Quantity
	Trend       Text // rising | falling | stable
}
