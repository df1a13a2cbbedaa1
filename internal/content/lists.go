package content

import "symport/internal/fault"

// Ids that outside users of the assessment rely on, and the lines of the safety floor:
// they may be added to, never taken away or renamed.
var (
	contractCriteria = []string{
		"rair.declared", "rair.no-uptake", "rair.no-uptake-all", "rair.mixed-uptake", "rair.progression-after-rai-6mo",
		"rair.progression-after-rai-12mo", "rair.progression-after-cumulative", "rair.fdg-avid", "progression.tg-doubling",
		"progression.volume", "progression.recist", "progression.stable-or-slow", "load.low", "oligometastatic", "symptomatic",
		"lesion.pacemaker", "lesion.threatening", "tki.progression-generalised", "tki.progression-local", "rediff.path-a",
		"rediff.path-b", "relapse.after-cr",
	}
	contractOptions = []string{
		"tsh-suppression", "radioiodine-fixed", "radioiodine-dosimetry", "observe", "surgery", "external-beam", "ablation",
		"embolisation", "zoledronic-acid", "denosumab", "bone-health", "lenvatinib", "sorafenib", "continue-tki",
		"pause-or-reduce-tki", "stop-tki", "switch-tki", "local-treatment-on-tki", "redifferentiation", "sstr-radioligand",
		"psma-radioligand", "best-supportive-care", "clinical-trial", "completion-thyroidectomy",
		"biopsy", "molecular-testing", "fdg-pet", "radioiodine-scan", "blood-dosimetry", "lesion-dosimetry",
	}
	floorRules = []string{
		"safety.rai-pregnancy", "safety.rai-nursing", "safety.rai-after-nursing", "safety.rai-over-ceiling", "safety.rai-critical-lesion",
		"safety.rai-contrast", "safety.rai-amiodarone", "safety.rai-kidney", "safety.rai-thyroid-left", "safety.rai-counts",
		"safety.rai-creatinine", "safety.rai-isolation",
		"safety.tki-pregnancy", "safety.tki-pressure", "safety.tki-arterial", "safety.tki-bleeding-site", "safety.tki-fistula",
		"safety.tki-surgery-planned", "safety.tki-surgery-recent", "safety.tki-heart-failure", "safety.tki-qtc", "safety.tki-liver",
		"safety.lenvatinib-clearance", "safety.lenvatinib-failed", "safety.sorafenib-failed",
		"safety.bone-calcium", "safety.bone-parathyroid", "safety.bone-tooth", "safety.zoledronic-clearance",
	}
	floorFlags = []string{
		"cord-compression", "impending-fracture", "airway", "bleeding", "intracranial-pressure", "hypercalcaemia", "febrile-neutropenia",
	}
)

// lists: the ids of the contract are all there.
func (l *linter) lists() {
	missing := func(kind, id string) {
		l.report(fault.Fatal, "", "", "id-missing", "", "the edition has no %s %s", kind, id)
	}
	for _, id := range contractCriteria {
		if l.Rules.Criterion(id) == nil {
			missing("criterion", id)
		}
	}
	for _, id := range contractOptions {
		if l.Rules.Option(id) == nil {
			missing("option", id)
		}
	}
	floor := map[string]bool{}
	for _, r := range SafetyFloor(l.Content).Rules {
		floor[r.Rule] = true
	}
	for _, id := range floorRules {
		if !floor[id] {
			missing("rule of the safety floor", id)
		}
	}
	flags := map[string]bool{}
	for _, r := range l.RedFlags {
		flags[r.ID] = true
	}
	for _, id := range floorFlags {
		if !flags[id] {
			missing("red flag", id)
		}
	}
}
