// Package verdict holds the words of an assessment, with their JSON names. One encoder
// writes them for the command line, the pages and every interface.
package verdict

import (
	"symport/internal/cite"
	"symport/internal/date"
)

// Schema names the form of the JSON.
const Schema = "symport/assessment/1"

// Verdict is how an option stands, by the fixed order of the clinical logic.
type Verdict string

// The verdicts, in the order in which the rows are tried.
const (
	Contraindicated Verdict = "contraindicated"
	NotAddressed    Verdict = "not-addressed"
	NotEligible     Verdict = "not-eligible"
	NotIndicated    Verdict = "not-indicated"
	Defer           Verdict = "defer"
	Discouraged     Verdict = "discouraged"
	NeedsData       Verdict = "needs-data"
	CheckFirst      Verdict = "check-first"
	Indicated       Verdict = "indicated"
	Consider        Verdict = "consider"
)

// Assessment is what Symport says of one patient on one day.
type Assessment struct {
	Schema      string      `json:"schema"`
	Case        string      `json:"case"`
	AsOf        date.Day    `json:"asOf"`
	AsOfFrom    string      `json:"asOfFrom"` // command-line | case | latest-entry | today
	Edition     string      `json:"edition"`
	EditionNote string      `json:"editionNote,omitempty"` // "state of knowledge 2018"
	Released    string      `json:"released,omitempty"`    // day of the edition; later than AsOf: said in the header
	Until       string      `json:"until,omitempty"`       // day from which the edition is no longer current practice
	Scope       Scope       `json:"scope"`
	Hashes      Hashes      `json:"hashes"`
	Reviewed    Reviewed    `json:"reviewed"`
	Summary     Summary     `json:"summary"`
	Findings    []Finding   `json:"findings"`
	Criteria    []Criterion `json:"criteria"`
	RedFlags    []RedFlag   `json:"redFlags"`
	Prognosis   []Prognosis `json:"prognosis"`
	Lesions     []Lesion    `json:"lesions"`

	LesionCourses []LesionCourse      `json:"lesionCourses"`
	Burden        Burden              `json:"burden"`
	Responses     []Response          `json:"responses"`
	MarkerFits    []MarkerFit         `json:"markerFits"`
	Drugs         []Drug              `json:"drugs"`
	Radioiodine   []RadioiodineCourse `json:"radioiodine"`

	Options  []Option      `json:"options"`
	Actions  []Action      `json:"actions"`
	Missing  []Missing     `json:"missing"`
	Warnings []Warning     `json:"warnings"`
	Notes    []Note        `json:"notes"`
	Cards    []DrugCard    `json:"drugCards"`
	Sources  []cite.Source `json:"sources"`
}

// Scope says whether the patient is one of whom the edition speaks.
type Scope struct {
	Status  string   `json:"status"` // in | out | partly
	Reason  string   `json:"reason"`
	Sources []string `json:"sources"`
}

// Hashes identify what the assessment was made from.
type Hashes struct {
	Case      string `json:"case"`
	Knowledge string `json:"knowledge"`
	Overlay   string `json:"overlay"`
	Program   string `json:"program"`
}

// Reviewed counts the rules used here that a named physician has signed.
type Reviewed struct {
	By int `json:"reviewed"`
	Of int `json:"of"`
}

// On which side of the age of adults a patient is.
const (
	Adult = "adult"
	Minor = "minor"
)

// Summary is who and when, in structured form; sentences are made by the report.
type Summary struct {
	Sex       string   `json:"sex,omitempty"`
	Age       string   `json:"age,omitempty"`   // on the day
	Grown     string   `json:"grown,omitempty"` // Adult or Minor, if the age decides it
	Histology string   `json:"histology,omitempty"`
	Extent    string   `json:"extent,omitempty"` // distant | locoregional | biochemical | unknown
	Published bool     `json:"published"`
	Synthetic bool     `json:"synthetic"`
	Citation  string   `json:"citation,omitempty"`
	DOI       string   `json:"doi,omitempty"`
	Tags      []string `json:"tags,omitempty"` // comorbidity, genotype: short
	Course    []Event  `json:"course"`         // what happened up to the day, oldest first
	Dead      bool     `json:"dead,omitempty"`
}

// Event is one line of the course: when, which kind, in short words built from the record.
// When is the date as date.Span prints it: one day, or some day within the span, unless
// Period says that the event lasted from the first to the last day of it.
type Event struct {
	When    string   `json:"when"`
	Period  bool     `json:"period,omitempty"`
	Ongoing bool     `json:"ongoing,omitempty"` // a period without an end on record
	Section string   `json:"section"`           // of the record: surgery, radioiodine, imaging, ...
	Text    string   `json:"text"`
	Lesions []string `json:"lesions,omitempty"`
	Change  string   `json:"change,omitempty"` // of these lesions: grew | new | seen | smaller | gone | treated
	Test    string   `json:"test,omitempty"`   // of a laboratory value: Tg, TSH, TgAb
	Value   *float64 `json:"value,omitempty"`  // in Unit; absent: shown, has no place on a scale
	Unit    string   `json:"unit,omitempty"`
	Below   bool     `json:"below,omitempty"`
	Above   bool     `json:"above,omitempty"`
	State   string   `json:"tshState,omitempty"` // suppressed | not-suppressed | stimulated; absent: not recorded
	TgAb    bool     `json:"tgabFound,omitempty"`
	Result  string   `json:"result,omitempty"` // of TgAb: positive | negative; absent: cannot be told
	Used    bool     `json:"used"`
}

// Finding is one fact with its value and provenance.
type Finding struct {
	ID     string   `json:"id"`
	Lesion string   `json:"lesion,omitempty"`
	Label  string   `json:"label"`
	Short  string   `json:"short,omitempty"`
	Status string   `json:"status"`
	Value  any      `json:"value"`
	Unit   string   `json:"unit" absent:"null"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	Below  bool     `json:"below"`
	Date   string   `json:"date" absent:"null"`
	From   []string `json:"from"`
	Needs  []string `json:"needs"`
	Why    string   `json:"why,omitempty"`
}

// Criterion is one published criterion, judged.
type Criterion struct {
	ID        string       `json:"id"`
	Label     string       `json:"label"`
	Body      string       `json:"body"`
	Status    string       `json:"status"` // met | not-met | unknown | not-applicable
	Uncertain bool         `json:"uncertain"`
	Reading   string       `json:"reading" absent:"null"`
	Lesions   *LesionSplit `json:"lesions" absent:"empty"`
	Because   []*Why       `json:"because"`
	Needs     []string     `json:"needs"`
	Sources   []string     `json:"sources"`
	Facts     []string     `json:"facts"`
}

// LesionSplit says for which lesions a criterion is met, not met and unknown.
type LesionSplit struct {
	Met     []string `json:"met"`
	NotMet  []string `json:"notMet"`
	Unknown []string `json:"unknown"`
}

// RedFlag is one sign that asks for care today, outside the program.
type RedFlag struct {
	ID       string   `json:"id"`
	Status   string   `json:"status"` // met | unknown | not-met
	Text     string   `json:"text"`
	Ask      string   `json:"ask"`
	Short    string   `json:"short,omitempty"` // the question in a few words
	Lesions  []string `json:"lesions,omitempty"`
	Answered string   `json:"answered,omitempty"`
	Was      string   `json:"was,omitempty"`     // the answer of that day, yes or no, if it counts no more
	Because  []string `json:"because,omitempty"` // places of the record that make it asked
	Sources  []string `json:"sources"`
}

// Prognosis is one cell of a cohort's survival table.
type Prognosis struct {
	Stratum  string   `json:"stratum"`
	Label    string   `json:"label"`
	Years    int      `json:"years"`
	Percent  *float64 `json:"survivalPercent"` // null: not given
	N        int      `json:"n"`
	Endpoint string   `json:"endpoint"`
	TimeZero string   `json:"timeZero"`
	Cohort   string   `json:"cohort"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Note     string   `json:"note" absent:"null"`
	Applies  *bool    `json:"applies"` // null: unknown
	Sources  []string `json:"sources"`
	Facts    []string `json:"facts"`
}

// Lesion is one line of the ledger.
type Lesion struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Site   string `json:"site"`
	Size   string `json:"size"`
	Course string `json:"course"`
	Uptake string `json:"uptake"`
	FDG    string `json:"fdg"`
	Dose   string `json:"dose"`
	Local  string `json:"local"`
	Found  string `json:"found"`
}

// Target is what an option is judged for.
type Target struct {
	Kind string `json:"kind"` // patient | lesion | region
	ID   string `json:"id"`
}

// Counts are the arguments met in the lists "for" and "against", and what is unknown of
// any that bear on the verdict.
type Counts struct {
	For     int `json:"for"`
	Against int `json:"against"`
	Unknown int `json:"unknown"`
}

// Option is one action, judged for one target and, for radioiodine, one activity.
type Option struct {
	ID           string     `json:"id"`
	Label        string     `json:"label"`
	Number       int        `json:"number,omitempty"` // place in the source
	Kind         string     `json:"kind"`             // treatment | test
	Group        string     `json:"group,omitempty"`
	Verdict      Verdict    `json:"verdict"`
	AtBest       Verdict    `json:"atBest,omitempty"`    // best verdict that allows still holds
	Corrected    Verdict    `json:"corrected,omitempty"` // of defer: best once it is corrected
	Reason       string     `json:"reason,omitempty"`    // for not-addressed: outside-scope | no-rule
	Target       Target     `json:"target"`
	ActivityGBq  *float64   `json:"activity_GBq"`
	State        string     `json:"state"`   // none | ongoing | done | failed | stopped-toxicity | refused
	Urgency      string     `json:"urgency"` // emergency | soon | routine
	Experimental bool       `json:"experimental"`
	Counts       Counts     `json:"counts"`
	Until        string     `json:"until" absent:"null"`
	Correct      []string   `json:"correct"`
	Alternative  []string   `json:"alternative,omitempty"`
	Intent       string     `json:"intent" absent:"null"`
	For          []Argument `json:"for"`
	Against      []Argument `json:"against"`
	Excludes     []Argument `json:"excludes"`
	Requires     []Argument `json:"requires"`
	Informs      []Argument `json:"informs"`
	Checklist    []Argument `json:"checklist"` // gate: before-start
	Allows       []Verdict  `json:"allows"`
	Needs        []string   `json:"needs"`
	Flips        []Flip     `json:"flips"`
	Sources      []string   `json:"sources"`
}

// Argument is one rule applied to one target.
type Argument struct {
	*RuleText
	Lesion    *string  `json:"lesion"`
	Status    string   `json:"status"` // met | not-met | unknown
	Until     string   `json:"until,omitempty"`
	Because   []*Why   `json:"because"` // shared by the arguments that rest on the same
	Needs     []string `json:"needs"`
	Uncertain bool     `json:"uncertain,omitempty"`
}

// RuleText is what a rule says whoever the patient is.
type RuleText struct {
	Rule      string        `json:"rule"`
	Role      string        `json:"role"`           // excludes | requires | for | against | informs | failed
	Kind      string        `json:"kind,omitempty"` // of an excluder: absolute | correctable | until
	Text      string        `json:"text"`
	Short     string        `json:"short,omitempty"`
	Strength  string        `json:"strength"`
	Certainty string        `json:"certainty"`
	Evidence  string        `json:"evidence,omitempty"`
	Correct   string        `json:"correct,omitempty"`
	Sources   []string      `json:"sources"`
	Facts     []string      `json:"facts"`
	Verified  cite.Verified `json:"verified"`
	Safety    bool          `json:"safety,omitempty"`
}

// Why is one atom that carries a result, with the patient's value.
type Why struct {
	Fact      string  `json:"fact"`
	Lesion    *string `json:"lesion"`
	Value     any     `json:"value"`
	Unit      string  `json:"unit" absent:"null"`
	Date      string  `json:"date" absent:"null"`
	At        string  `json:"at" absent:"null"`
	Op        string  `json:"op" absent:"null"`
	Threshold any     `json:"threshold"`
	Parameter string  `json:"parameter" absent:"null"`
	Status    string  `json:"status"` // met | not-met | unknown
	Text      string  `json:"text"`
}

// Flip is the nearest change of one fact that alters a verdict.
type Flip struct {
	Fact      string  `json:"fact"`
	Lesion    *string `json:"lesion"`
	Op        string  `json:"op"`
	Threshold any     `json:"threshold"`
	Unit      string  `json:"unit" absent:"null"`
	From      any     `json:"from"`
	To        Verdict `json:"to"`
	Text      string  `json:"text"`
}

// Action is something to do, with its dates.
type Action struct {
	ID          string   `json:"id"`
	Label       string   `json:"label"`
	Earliest    string   `json:"earliest" absent:"null"`
	Recommended string   `json:"recommended" absent:"null"`
	Overdue     string   `json:"overdue" absent:"null"`
	State       string   `json:"state"` // due | overdue | later | done | lapsed
	Because     string   `json:"because"`
	Local       bool     `json:"local,omitempty"`    // an interval of the house
	Trigger     string   `json:"trigger,omitempty"`  // the entry it is counted from
	For         string   `json:"for,omitempty"`      // day of the planned treatment that it prepares or follows
	Calendar    string   `json:"calendar,omitempty"` // words for a calendar that others see; empty: the label
	Sources     []string `json:"sources"`
	Facts       []string `json:"facts,omitempty"`
}

// Missing is one question: facts that one document or person answers together.
type Missing struct {
	Facts   []string `json:"facts"`
	Ask     string   `json:"ask"`
	Short   string   `json:"short,omitempty"` // the question in a few words
	Where   string   `json:"where"`
	Burden  string   `json:"burden"`
	Why     string   `json:"why"`
	Changes []string `json:"changes"`
	Opens   []int    `json:"opens,omitempty"` // numbers of the options it opens
}

// Warning is something in the record or in the planned course to look at.
type Warning struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	At   string `json:"at" absent:"null"`
	Hint string `json:"hint,omitempty"`
}

// Note is an inconsistency of a source, shown where its fact is shown.
type Note struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Printed string   `json:"printed,omitempty"`
	Checked string   `json:"checked,omitempty"`
	Source  string   `json:"source,omitempty"` // where it was checked
	Does    string   `json:"does,omitempty"`   // what Symport does with it
	Facts   []string `json:"facts"`
}
