package report

import "symport/internal/verdict"

// The words of every output, in one place for translation. Sentences are put together
// from structure; nothing else in the program writes prose about a patient.

const (
	wProfessional = "For qualified professionals. Options to weigh, not orders. Not a medical device."
	wPublished    = "published patient"
	wSynthetic    = "made-up patient"
	wAsOf         = "as of %s"
	wFromCase     = "from the file"
	wFromLatest   = "day of the latest entry"
	wEdition      = "edition %s"
	wLater        = "later than this day"
	wNotCurrent   = "not current practice"
	wNoOverlay    = "no overlay"
	wOverlay      = "overlay %s: limits differ from the edition"
	wUnknown      = "unknown"
	wNotGiven     = "not given"
	wNoLesions    = "no lesion on record; whether there are any is unknown"
	wLesionCount  = "%d lesions"
	wMoreLesions  = "%d more lesions: --full"
	wDied         = "The patient has died: no options, no actions."
	wOutOfScope   = "Outside the scope of this edition: %s"
	wPartScope    = "Partly outside the scope of this edition: %s"

	wFlags         = "Red flags"
	wFlagToday     = "If yes, today, and outside this program:"
	wFlagUnasked   = "none recorded, none asked."
	wFlagPresent   = "Present, needs care today, outside this program:"
	wFlagNone      = "no site on record asks for one"
	wFlagAnswered  = "asked, not present: %s"
	wLastScan      = "Last scan %s: %s."
	wNoScan        = "No scan on record."
	wRadioiodine   = "131I: %s."
	wTheLast       = "the last "
	wAbout         = "about "
	wTo            = " to "
	wBetween       = "between %s and %s"
	wUndated       = "undated"
	wNoRadioiodine = "No radioiodine was given."
	wRAIUnknown    = "Radioiodine history: unknown."
	wDrugs         = "Systemic drugs: %s."
	wNoDrug        = "No systemic drug was given."
	wDrugsUnknown  = "Systemic drugs: none on record; whether any was given is unknown."
	wMaybe         = "day not known, before or after this day"

	wDecide    = "decide most of it"
	wDecides   = "decides most of it"
	wOpens     = "opens"
	wCriterion = "a criterion"

	wLesions = "Lesions"
	wPanel   = "Refractory to radioiodine?"
	wTally   = "met %d, not met %d, unknown %d"

	wOr          = "or"
	wDeclared    = "declared by a physician"
	wDeclaredNot = "declared not refractory"
	wUnclear     = "decided, neither yes nor no"
	wNotDeclared = "not declared with a date"

	wNoUptakeOn    = "no uptake" + wOnScan
	wUptakeOn      = "uptake" + wOnScan
	wHighlyOn      = "highly FDG-avid" + wOnScan
	wNotHighlyOn   = "not highly FDG-avid" + wOnScan
	wOnScan        = " on %s"
	wTheScan       = "the scan"
	wScanOf        = "the %s of %s"
	wUndatedScan   = "an undated %s"
	wOtherLesions  = "whether these are all lesions is unknown"
	wScansSilent   = "scans of uptake: result not recorded"
	wScansSilentOf = "scans after the %s courses: result not recorded"
	wOneScanSilent = "scan after the course: result not recorded"
	wNoScanNoRAI   = "no scan of uptake on record, no radioiodine given"
	wNoPET         = "no FDG PET on record"
	wPETSilent     = "%d PET on record; tracer, SUV or day not recorded"
	wPETUncalled   = "%d FDG PET on record; highly avid or not is not said"
	wFreeUntil     = "no growth by %s months after the last course"
	wGrewAfter     = "growth %s after the last course"
	wGrewAfterAll  = "growth after radioiodine"
	wNoGrowth      = "no growth after radioiodine"
	wNoScanAfter   = "no scan after the last course shows or denies growth"
	wWhetherRAI    = "whether radioiodine was given is not known"
	wSumUnknown    = "the sum of the activities is not recorded"
	wSumAll        = "%s given in all"
	wSumAtLeast    = "at least %s GBq given"
	wSumBelow      = "%s GBq given, %s GBq below"
	wSumGiven      = "%s GBq given"
	wSumBetween    = "%s to %s GBq given before it"

	wOptions     = "Options"
	wOptionsNote = "grouped; inside a group the source's order; none preferred"
	wKey         = "+ for  - against  ? open"
	wKeyNote     = "Check first: a case, a condition open. Needs data: no case certain yet. At best: once answered."
	wAfter       = "question %s"
	wInstead     = "instead: %s"
	wUntil       = "until %s"
	wIsNow       = "now %s"
	wOutside     = "outside its scope"
	wNoRule      = "no rule for it"
	wRequires    = "requires %s"
	wNoReason    = "no reason holds"
	wExperiment  = "experimental"

	wNext      = "Next"
	wFrom      = "from"
	wOverdue   = "overdue after"
	wNow       = "now"
	wToday     = "today"
	wIsOverdue = "OVERDUE %s"
	wNoLimit   = "none given"
	wNextRest  = "%d later: --full"
	wNothing   = "nothing due"

	wMissing     = "Missing"
	wMissingOf   = "beyond %s"
	wWhere       = "where to look"
	wChanges     = "changes"
	wMissingRest = "Unknown too: %s."
	wMissingNone = "Nothing that would change a verdict."

	wWhy         = "Why"
	wWhyNote     = "no recommendation of this source is graded unless said; the kind of evidence is named"
	wWhyRest     = "Reasons for %s: --full"
	wAtBest      = "%s, at best %s"
	wCorrected   = "%s, once corrected at best %s"
	wAtBestHead  = "at best"
	wChecksOpen  = "%s open: %%s"
	wNChecks     = "%d checks"
	wOneCheck    = "1 check"
	wAndMore     = "%s, and %d more"
	wStart       = "before the start: %s"
	wRequireRow  = "requires: %s"
	wFlips       = "would change: %s"
	wAs          = "the rest as %s"
	wAllListed   = "%s: all listed"
	wOpenFor     = "open for or against it: %s"
	wUnverified  = "not verified in its source"
	wNotCertain  = "the interval crosses the limit"
	wNoArguments = "nothing for or against is on record"

	wPrognosis     = "Prognosis"
	wPrognosisNote = "%s from %s; %s; no forecast"
	wApplies       = "applies to this patient"
	wYes           = "yes"
	wNo            = "no"
	wResponseOnly  = "Figures after a response to 131I are left out: none is recorded."
	wNoPrognosis   = "no figure of this edition speaks of this patient"

	wCheck     = "Check the record"
	wCheckRest = "%d more: --full"
	wCheckNone = "nothing to mend was found"

	wCourseTitle       = "Course over time"
	wCourseDescription = "Treatments, markers, scans, lesions, decisions and what is due. The same content is in the table below the chart."
	wAhead             = "next 18 months"
	wRowLocal          = "Local treatment"
	wRowRadioiodine    = "Radioiodine"
	wRowDrug           = "Systemic drug"
	wRowScans          = "Scans"
	wRowResponses      = "Responses"
	wRowAdverse        = "Adverse events"
	wRowDecisions      = "Decisions"
	wRowDue            = "Due"
	wNotUsed           = "shown, not used"
	wMoreOnPage        = "more on the page"
	wNoneOnRecord      = "none on record"
	wNeverRecorded     = "never recorded"
	wLate              = "overdue"

	wGaugeTotal       = "Cumulative 131I"
	wGaugeTotalNote   = "what has been given, and after a next course"
	wGaugeCeiling     = "Ceiling of a next course"
	wGaugeCeilingNote = "needs blood and whole-body dosimetry; never a target"
	wGaugeLesion      = "Dose to a lesion, last course"
	wGaugeLesionNote  = "needs lesion dosimetry"
	wGaugeLimit       = "%s GBq: criterion"
	wGaugeAfter       = "%s after %s GBq"
	wSoFar            = "so far"
	wNotRecorded      = "not recorded"
	wNotMeasured      = "not measured"

	wCriteria = "Criteria"
	wFindings = "Findings"
	wCompare  = "from %s (edition %s) to %s (edition %s)"
	wCause    = "differs by: %s"
	wSame     = "Nothing differs."

	wNotes       = "What the source leaves open"
	wMoreFull    = "; more: --full"
	wSourcesRest = "%d more: --full"

	wSources  = "Sources"
	wShow     = "symport knowledge show F077 prints a statement, its place and what was checked"
	wReviewed = "%d of %d rules used here reviewed by a physician"
	wHashes   = "record %s   knowledge %s   overlay %s   program %s"
	wPatient  = "patient"
)

// numerals spells the number of questions.
var numerals = [...]string{"No questions", "One question", "Two questions", "Three questions"}

// verdictWords is how each verdict is printed; the shape beside it is in the style.
var verdictWords = map[verdict.Verdict]string{
	verdict.Contraindicated: "contraindicated",
	verdict.NotAddressed:    "not addressed",
	verdict.NotEligible:     "not eligible",
	verdict.NotIndicated:    "not indicated",
	verdict.Defer:           "defer",
	verdict.Discouraged:     "discouraged",
	verdict.NeedsData:       "needs data",
	verdict.CheckFirst:      "check first",
	verdict.Indicated:       "indicated",
	verdict.Consider:        "consider",
}

// statusWords is how a three-valued status is printed.
var statusWords = map[string]string{
	"met": "met", "not-met": "not met", "unknown": wUnknown, "not-applicable": "not applicable",
	"not-done": "not done", "failed": "failed", "pending": "pending", "stale": "too old",
}

// whyWords says why a value is not known; %s is the examination that it comes from.
var whyWords = map[string]string{
	"section-open":             "the history on record may be incomplete",
	"straddles-the-day":        "recorded for some day before or after this one",
	"undated":                  "the last course or the scan has no date",
	"no-unit":                  "recorded without a unit",
	"scan-baseline-missing":    "growth on %s; the scan it was compared with is not named",
	"scan-baseline-old":        "growth on %s, compared with a scan long before the course: it may be older",
	"scan-baseline-late":       "measured on %s; the first sizes come long after the start of the treatment: no baseline",
	"lesion-perhaps-new":       "no growth on %s, but a lesion seen by then is not on the baseline and may be new: record when it was found",
	"scan-missing-since":       "no second scan with sizes for the last treatment",
	"scan-not-since":           "no growth on %s, not compared with a scan from around the course",
	"scan-missing":             wNoScanAfter,
	"only-diagnostic-negative": "nothing on %s, a diagnostic scan: not enough to exclude uptake",
	"scan-inadequate":          "nothing on %s, which was not adequate (TSH, iodine or quality)",
	"lesion-small":             "nothing on %s, but too small to be seen",
	"few-values":               "too few values",
	"event-undated":            "a treatment without a date may lie within",
	"tgab-positive":            "antibodies against thyroglobulin",
	"stimulated":               "measured under stimulation",
	"order-unclear":            "the dates do not tell which result is the later",
	"parameter-missing":        "the edition gives no limit",
	"indeterminate":            "%s left it open",
	"not-understood":           "%s is in words that are not known here",
	"contradicting":            "the record contradicts itself: %s",
}

// opWords reads a comparison aloud.
var opWords = map[string]string{
	"<": "under", "<=": "at most", ">": "over", ">=": "at least", "==": "is", "!=": "is not",
}

// inverseWords reads a comparison that does not hold.
var inverseWords = map[string]string{
	"<": "at least", "<=": "over", ">": "at most", ">=": "under", "!=": "is",
}

// stateWords is what is said of a treatment that has a history.
var stateWords = map[string]string{
	"ongoing": "running", "done": "done", "failed": "has failed", "stopped-toxicity": "stopped for toxicity", "refused": "refused",
}

// groupTitles heads the display groups; the last is completed by whom it speaks of.
var groupTitles = [...]string{
	groupNow:     "now",
	groupCheck:   "check or correct first",
	groupOpen:    "not judged until a question is answered",
	groupNotNow:  "not now",
	groupNotThis: "not for %s",
}

// whom is the pronoun of the last group.
func whom(sex string) string {
	switch sex {
	case "male":
		return "him"
	case "female":
		return "her"
	}
	return "this patient"
}

// person is how a patient is named by sex and age: in neutral words where the age does
// not say whether it is a child.
func person(sex, grown string) string {
	names, ok := persons[sex]
	if !ok {
		return "sex unknown"
	}
	return names[grown]
}

var persons = map[string]map[string]string{
	"male":   {verdict.Adult: "man", verdict.Minor: "boy", "": "male"},
	"female": {verdict.Adult: "woman", verdict.Minor: "girl", "": "female"},
}

// extents is how the spread of the disease is said.
var extents = map[string]string{
	"distant":      "distant metastases",
	"locoregional": "locoregional disease",
	"biochemical":  "biochemical disease only",
	"none":         "no evidence of disease",
	"unknown":      "extent unknown",
	"":             "extent unknown",
}
