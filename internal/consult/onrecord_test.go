package consult

import (
	"strings"
	"testing"
)

// What is not on record is no; an entry that may be it, its kind or result not known,
// leaves the fact open, so that its answer takes nothing back.
func TestAnOpenEntryLeavesOnRecordOpen(t *testing.T) {
	const scan = "lesions: { L1: { site: lung } }\nimaging:\n  - { date: 2024-01-10, modality: scintigraphy, tracer: I-131, kind: %KIND, lesions: { L1: { uptake: %UPTAKE } } }\n"
	const pet = "lesions: { L1: { site: lung } }\nimaging:\n  - { date: 2024-01-10, modality: PET/CT, tracer: %TRACER, lesions: { L1: { seen: yes } } }\n"
	fill := func(text string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(text) }
	for _, c := range []struct{ fact, text, status string }{
		{"uptake.assessed", "", "known"},
		{"uptake.assessed", fill(scan, "%KIND", "post-therapy", "%UPTAKE", "yes"), "known"},
		{"uptake.assessed", fill(scan, "%KIND", "diagnostic", "%UPTAKE", "yes"), "known"},
		{"uptake.assessed", fill(scan, "%KIND", "unknown", "%UPTAKE", "yes"), "unknown"},
		{"uptake.assessed", fill(scan, "%KIND", "post-therapy", "%UPTAKE", "unknown"), "unknown"},
		{"staging.fdg_pet_done", fill(pet, "%TRACER", "unknown"), "unknown"},
		{"fdg.on_record", fill(pet, "%TRACER", "unknown"), "unknown"},
		{"fdg.on_record", fill(pet, "%TRACER", "Ga-68 DOTATOC"), "known"},
		{"molecular.done", "tumour: { molecular: [{ gene: BRAF, result: pending }] }\n", "unknown"},
		{"molecular.done", "tumour: { molecular: [{ gene: BRAF, result: not-done }] }\n", "known"},
		{"molecular.done", "", "known"},
		{"dosimetry.blood", "dosimetry: [{ date: 2024-01-10, nuclide: I-131, blood-per-activity: pending }]\n", "unknown"},
	} {
		a := assess(t, decode(t, "symport: case/1\nid: x\npatient: { sex: male, age: 50 y }\n"+c.text), article(t), "2024-03-01")
		if f := findingOf(t, a, c.fact, ""); f.Status != c.status {
			t.Errorf("%s of %q: %s %v, want %s", c.fact, c.text, f.Status, f.Value, c.status)
		}
	}
}
