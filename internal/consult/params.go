package consult

// Parameters that findings need; all of them stand in the knowledge. A finding whose
// parameter an edition lacks is unknown.
const (
	paramPregnancyAge   = "finding.pregnancy-age"
	paramSmallLesion    = "finding.small-lesion"
	paramBaseline       = "finding.baseline-window"
	paramBaselineAfter  = "finding.baseline-after"
	paramVolumeFast     = "volume-doubling-rapid"
	paramVolumeSlow     = "finding.volume-doubling-slow"
	paramStable         = "finding.levothyroxine-stable"
	paramContrast       = "safety.contrast_wait"
	paramMinValues      = "tg.min_values"
	paramMinSpan        = "tg.min_span"
	paramFast           = "tg.class_fast"
	paramSlow           = "tg.class_slow"
	paramCV             = "tg.total_cv"
	paramSuppressed     = "tg.suppressed_tsh"
	paramStimulated     = "tg.stimulated_tsh"
	paramAfterSurgery   = "tg.release_surgery"
	paramAfterRadiation = "tg.release_radioiodine"
	paramNoComplete     = "rai-cumulative-no-cr"
	paramHCG            = "finding.hcg-negative"
	paramPregnancy      = "finding.pregnancy-length"
	paramCalcium        = "finding.calcium-urgent"
	paramCalciumPrompt  = "finding.calcium-prompt"
	paramNeutrophils    = "finding.neutrophils-low"
	paramFever          = "finding.fever"
	paramFeverLasting   = "finding.fever-lasting"
	paramKidney         = "finding.kidney-failure"
	paramAdultAge       = "adult-age"
)

// findingParams are all of them, for the test that the knowledge has them.
var findingParams = []string{
	paramNoComplete, paramAdultAge, paramPregnancyAge, paramSmallLesion, paramBaseline, paramBaselineAfter, paramVolumeFast, paramVolumeSlow, paramStable, paramContrast, paramMinValues, paramMinSpan,
	paramFast, paramSlow, paramCV, paramSuppressed, paramStimulated, paramAfterSurgery, paramAfterRadiation,
	paramHCG, paramPregnancy, paramCalcium, paramCalciumPrompt, paramNeutrophils, paramFever, paramFeverLasting, paramKidney,
}
