package consult

import (
	"slices"
	"strings"
	"testing"

	"symport/internal/verdict"
)

// askedFor finds the question that holds a fact.
func askedFor(a *verdict.Assessment, fact string) string {
	for _, m := range a.Missing {
		if slices.ContainsFunc(m.Facts, func(f string) bool { id, _, _ := strings.Cut(f, "@"); return id == fact }) {
			return m.Ask
		}
	}
	return ""
}

// TestQuestionsAskWhatIsOpen: of what one document answers together only what is not
// known is asked for; the words of each part are those of the knowledge.
func TestQuestionsAskWhatIsOpen(t *testing.T) {
	const head = "symport: case/1\nid: X\nsynthetic: yes\nas-of: 2025-06-15\n"
	const woman = "patient: { sex: female, age: 45 y, pregnancy: not-pregnant, pregnancy-on: 2025-06-10 }\ntumour: { histology: papillary, tnm: { m: M1 } }\n"
	const avidity = "lesions: { rib: { site: bone, found: 2024-01 } }\nradioiodine: [ { date: 2024-02-15, activity: 7.4 GBq, post-therapy-scan: done } ]\n" +
		"imaging: [ { date: 2024-02-20, modality: whole-body scan, tracer: I-131, kind: post-therapy, quality: adequate, tsh: 80 mU/L, lesions: { rib: { uptake: no, above-resolution: yes } } } ]\n"
	for _, x := range []struct{ about, text, fact, want string }{
		{"nothing known", "tumour: { histology: papillary, tnm: { m: M1 } }\n", "patient.breastfeeding", "Pregnant, or possibly so? Breastfeeding now or within the last year?"},
		{"not pregnant", woman, "patient.breastfeeding", "Breastfeeding now or within the last year?"},
		{"age and sex known", woman, "patient.peri_or_postmenopausal", "Before, in or after the menopause?"},
		{"TSH known", woman + "laboratory: [ { date: 2025-06-10, test: TSH, value: 0.05 mU/L } ]\n", "tg.doubling", "Tg with unit, assay, antibodies and TSH of each sample, four or more values?"},
		{"one lesion, its uptake known", woman + avidity, "uptake.any", "Are these all the lesions?"},
		{"a recurrence, and no word of metastases", "tumour: { histology: papillary }\nlesions: { neck: { site: neck node, kind: recurrence, found: 2024-01 } }\n", "disease.m1", "Are there distant metastases, and where? Tumour left in the neck?"},
	} {
		if got := askedFor(assess(t, decode(t, head+x.text), article(t), ""), x.fact); got != x.want {
			t.Errorf("%s: asked %q, want %q", x.about, got, x.want)
		}
	}
}
