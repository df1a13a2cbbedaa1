package report

// Words of the first lines: red flags, and where the disease stands.
const (
	wFlagPartly   = "not all asked, or not of late."
	wFlagAskToo   = "Ask too:"
	wFlagAskToday = "Ask today:"
	wFlagDead     = "on record before the death:"
	wFlagAsked    = "asked %s, ask again"
	wFlagWas      = "%s on %s, ask again"

	wMarkers        = "Markers: %s."
	wNoMarkers      = "Tg, TSH and TgAb: none on record."
	wNotOnRecord    = "%s not on record"
	wTSHUnknown     = "TSH state unknown"
	wDoubling       = "Tg doubles in %s (%s)"
	wDoublingOver   = "Tg doubles in %s, %s"
	wDoublingOnly   = "Tg doubles in about %s (shown only: %s)"
	wNoDoubling     = "no doubling time of Tg: %s"
	wNotRising      = "Tg does not rise"
	wPregnant       = "pregnant: %s"
	wRunning        = "since %s %s, running"
	wWholeBody      = "whole-body scan" // the modality of scans of uptake
	wGrowthUnplaced = "growth on %s; whether after the last course, and against which scan, is not said"
	wSilentScan     = "the scan of %s, after the last course, does not say of every lesion whether it grew"
	wUndatedScans   = "No scan with a date; without: %s."
	wNoneThen       = "no metastasis on record on this day, in a list declared complete"
	wOld            = "old"
	wScanAt         = "the %s %s"
	wBreastfeeding  = "breastfeeding: %s"
)

// tshWords is how the state of TSH is said beside a thyroglobulin.
var tshWords = map[string]string{"suppressed": "TSH suppressed", "not-suppressed": "TSH not suppressed", "stimulated": "stimulated"}

// doublingWords say why a doubling time is missing or does not count, beside whyWords.
var doublingWords = map[string]string{
	"no-value": "no value", "one-value": "one value in the range of the assay", "one-date": "no time between the values",
	"all-below": "all values below the limit", "all-above": "all values above the range", "bad-point": "a value is no positive number",
	"no-maximum": "the fit did not converge", "short-span": "values too close in time", "tsh-not-suppressed": "TSH not suppressed",
	"tsh-unknown": "TSH not known for every value", "tgab-unknown": "TgAb not known for every value", "assay-unknown": "assay not named",
	"wide-interval": "interval too wide", "value-set-aside": "a value was set aside", "event-undated": "a treatment without a date may lie within",
	"no-measurement-error": "no measurement error known", "tgab-positive": "TgAb positive", "stimulated": "stimulated values are not fitted",
}
