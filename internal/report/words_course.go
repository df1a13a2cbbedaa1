package report

// Words of drug log, radioiodine ledger and lesions over time.
const (
	wDrugLog       = "drugs"
	wDrugLogNote   = "least to most over the days the record allows; the day of the stop not counted"
	wIntensity     = "%s: mean drug dose of a day, pauses as 0, is %s of %s, %s mg a day"
	wRaiLedger     = "radioiodine"
	wRaiLedgerNote = "sums are exact in kBq; at least: an activity before it is unknown"
	wResponses     = "response by treatment"
	wResponsesNote = "RECIST 1.1, against the last scan before each treatment, to the next; the rules use the last line"
	wNoTreatment   = "none"
	wOtherRegion   = "%s: not a baseline of %s, it measures other lesions than the scans after it"
	wUnplaced      = "%s: before or after the start of %s is not known"
	wLesionLedger  = "lesions over time"
	wLesionNote    = "change against the size before; volume from one diameter assumes a sphere"
	wLesionDoses   = "lesions: %d, below"
	wAtLeast       = "at least "
	wNoDrugs       = "no systemic drug on record"
	wFastest       = "fastest by its sizes"
	wJudged        = "judged to be the pacemaker"
	wMeanDoubling  = "mean doubling time of the two largest, %s: %s"
	wDoubles       = "volume doubles in %s"
	wInterval      = " (%s to %s)"
	wOrMore        = " (%s or more)"
	wDiameterError = "assumes that a diameter varies by %s mm (SD) from scan to scan"
	wPointOnly     = "point estimate, no interval: the error of a size is not stated"
)

// referenceWords name the drug dose to which an intensity relates.
var referenceWords = map[string]string{"label": "the label's starting drug dose", "first": "the drug dose it was begun with"}

// discordanceWords say what does not fit.
var discordanceWords = map[string]string{
	"avid-but-progressing": "takes up radioiodine and grows all the same",
	"not-avid-among-avid":  "takes up none, others do",
}

// baselineNotes say what is wrong with a baseline.
var baselineNotes = map[string]string{
	"old": "long before the start", "undated": "how long before the start is not known", "late": "after the start: no response follows from it",
}

// placeWords say where an event lies on the axis of a drug.
var placeWords = map[string]string{
	"on-drug": "on drug", "paused": "while paused", "after": "after the stop", "before": "before the start", "unclear": "on drug or not is unclear",
}

// kineticsWords say what the sizes do.
var kineticsWords = map[string]string{"grows": "grows", "shrinks": "becomes smaller", "unchanged": "unchanged", "none": "no rate"}

// rateReasons are why there is no rate.
var rateReasons = map[string]string{
	"one-value": "fewer than two sizes since the last treatment", "no-value": "no size with a day", "one-date": "all sizes of one day",
	"all-below": "all sizes below a limit", "bad-point": "a size is not a positive number",
}

// Words of what changed between two days.
const (
	wNewData   = "new data"
	wMissed    = "missed"
	wStillOpen = "still open"
	wBy        = "%s by %s"
	wMoreNews  = "and %d more"
)

// Words of the survival plot.
const (
	wSurvivalTitle       = "Survival by cohort"
	wSurvivalDescription = "Points are the figures of the table; lines between them only guide the eye. Pale: does not apply."
)

// Words of the drawing of the course.
const (
	wRowOther     = "Other events"
	wOnlyUndated  = "%d on record, none with a date"
	wAlsoUndated  = "and %d without a date"
	wFoundUndated = "%d found on no recorded day"
	wByRecist     = "%s by RECIST 1.1"
	wLesionsSo    = "%s: %d lesions %s"
	wNowOne       = "now: %s"
	wNowMore      = "now: %s, and %d more under Next"
	wNowBeside    = "now: %s, and %d more beside"
	wDoublingRate = "%s doublings a year"
	wNotReliable  = "not reliable"
	wStimulated   = "stimulated"
	wAboveTarget  = "not suppressed"
	wSuppressed   = "suppressed"
	wNoBand       = "no band"
	wPositive     = "positive"
	wNegative     = "negative"
	wNoReading    = "not told"
	wConversion   = "TgAb %s to %s"
	wNoDate       = "no date"
	wPauseUndated = "%s: a pause"
	wRowLesions   = "Lesions"
	wRowMarkers   = "Tg, TSH, TgAb"
	wTimes        = "%s (%d times)"
	wLesionsMore  = "%d more lesions: in the table below"
)

// changeWords say what several lesions did.
var changeWords = map[string]string{"grew": "grew", "new": "new", "seen": "seen", "smaller": "smaller", "gone": "no longer seen"}
