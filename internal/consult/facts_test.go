package consult

import (
	"testing"

	"symport/internal/verdict"
)

// emptyScan shows no uptake anywhere.
const emptyScan = "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, uptake: none }]"

// Each row is a small record and what one fact of it is on 2020-06-15. want is the value
// as data, or the status if it is not known; why is the reason.
var factTests = []struct {
	name, record, fact, lesion string
	want                       any
	why                        string
}{
	{"birth year gives a range of ages", "patient: { born: 1950 }", "patient.age", "", "69.45833333333333..70.45555555555556", ""},
	{"an age under a bound keeps its sign", "patient: { age: <65 y, age-on: 2020-06-15 }", "patient.age", "", "<65", ""},
	{"an age over a bound", "patient: { age: \">80 y\", age-on: 2020-06-15 }", "patient.age", "", ">=80", ""},
	{"an age of another year", "patient: { age: 16 y, age-on: 2015 }", "patient.age", "", "20.458333333333332..22.455555555555556", ""},
	{"age of a man decides no pregnancy", "patient: { sex: male }", "patient.pregnant", "", "not-applicable", ""},
	{"after menopause no pregnancy", "patient: { sex: female, menopause: post }", "patient.pregnant", "", "not-applicable", ""},
	{"a woman is asked", "patient: { sex: female, born: 1990 }", "patient.pregnant", "", "unknown", "not-recorded"},
	{"a test of two months ago is stale", "patient: { sex: female, born: 1990, pregnancy: not-pregnant, pregnancy-on: 2020-04-10 }", "patient.pregnant", "", "stale", ""},
	{"a test of last week counts", "patient: { sex: female, born: 1990, pregnancy: not-pregnant, pregnancy-on: 2020-06-10 }", "patient.pregnant", "", false, ""},
	{"a test after the day is not known yet", "patient: { sex: female, born: 1990, pregnancy: pregnant, pregnancy-on: 2020-07-01 }", "patient.pregnant", "", "unknown", "not-recorded"},

	{"open history makes a sum a lower bound", "radioiodine: [{ date: 2019-01-01, activity: 3.7 GBq }]", "rai.cumulative", "", ">=3.7", ""},
	{"closed history makes it exact", "complete: [radioiodine]\nradioiodine: [{ date: 2019-01-01, activity: 3.7 GBq }]", "rai.cumulative", "", 3.7, ""},
	{"five times 120 mCi are 22.2 GBq", "complete: [radioiodine]\nradioiodine: [{ from: 2015-01, to: 2019-01, courses: 5, each: 120 mCi }]", "rai.cumulative", "", 22.2, ""},
	{"a course of unknown activity", "complete: [radioiodine]\nradioiodine: [{ date: 2019-01-01, activity: 3.7 GBq }, { date: 2018-01-01, activity: unknown }]", "rai.cumulative", "", ">=3.7", ""},
	{"no history, closed", "complete: [radioiodine]", "rai.ever", "", false, ""},
	{"no history, open", "", "rai.ever", "", "unknown", "section-open"},
	{"a month gives a range of months", "complete: [radioiodine]\nradioiodine: [{ date: 2020-01, activity: 3.7 GBq }]", "rai.months_since_last", "", "4.5..5.466666666666667", ""},
	{"a month that contains the day counts on neither side", "complete: [radioiodine]\nradioiodine: [{ date: 2020-06, activity: 3.7 GBq }]", "rai.ever", "", "unknown", "straddles-the-day"},
	{"what comes later does not count", "complete: [radioiodine]\nradioiodine: [{ date: 2020-07-01, activity: 3.7 GBq }]", "rai.ever", "", false, ""},
	{"what became known later does not count", "complete: [radioiodine]\nradioiodine: [{ date: 2020-05-01, known: 2020-08-01, activity: 3.7 GBq }]", "rai.ever", "", false, ""},

	{"diagnostic scan without uptake proves nothing", lung + "imaging: [{ date: 2020-01-01, modality: whole-body scan, tracer: I-131, kind: diagnostic, lesions: { lung: { uptake: no } } }]", "lesion.uptake", "lung", "unknown", whyDiagnostic},
	{"positive after therapy outweighs it", lung + "imaging: [{ date: 2020-01-01, modality: whole-body scan, tracer: I-131, kind: diagnostic, lesions: { lung: { uptake: no } } }, { date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: yes } } }]", "lesion.uptake", "lung", true, ""},
	{"no uptake after therapy", lung + "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: no } } }]", "lesion.uptake", "lung", false, ""},
	{"no uptake of a small lesion", lung + "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: no, above-resolution: no } } }]", "lesion.uptake", "lung", "unknown", whySmall},
	{"no uptake on an inadequate scan", lung + "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, quality: inadequate, lesions: { lung: { uptake: no } } }]", "lesion.uptake", "lung", "unknown", whyInadequate},
	{"one of an open list", lung + "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: yes } } }]", "uptake.all", "", "unknown", "section-open"},
	{"FDG is not radioiodine", lung + "imaging: [{ date: 2020-01-08, modality: PET/CT, tracer: FDG, lesions: { lung: { seen: yes } } }]", "lesion.uptake", "lung", "unknown", "not-recorded"},

	{"nothing takes up, and the lesion is there", lung + emptyScan, "lesion.uptake", "lung", false, ""},
	{"nothing takes up after the lesion was removed", lung + "surgery: [{ date: 2019-05-01, what: metastasectomy, lesions: [lung] }]\n" + emptyScan, "lesion.uptake", "lung", "unknown", "not-recorded"},
	{"nothing takes up, removed on an unknown day", lung + "surgery: [{ date: unknown, what: metastasectomy, lesions: [lung] }]\n" + emptyScan, "lesion.uptake", "lung", "unknown", "not-recorded"},
	{"nothing takes up, removed later", lung + "surgery: [{ date: 2020-03-01, what: metastasectomy, lesions: [lung] }]\n" + emptyScan, "lesion.uptake", "lung", false, ""},
	{"nothing takes up, and no lesion is listed", emptyScan, "uptake.none", "", "unknown", "section-open"},
	{"the lobe that is left takes all", "tumour: { remnant: lobe }\n" + lung + "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, uptake: remnant-only }]", "lesion.uptake", "lung", "unknown", whyInadequate},
	{"a small remnant takes up beside it", "tumour: { remnant: small }\n" + lung + "imaging: [{ date: 2020-01-08, modality: whole-body scan, tracer: I-131, kind: post-therapy, uptake: remnant-only }]", "lesion.uptake", "lung", false, ""},
	{"a figure of FDG is not yet avid", lung + "imaging: [{ date: 2020-06-01, modality: PET/CT, tracer: FDG, lesions: { lung: { suvmax: 1.1 } } }]", "lesion.fdg", "lung", "unknown", "not-recorded"},
	{"not seen, whatever the figure", lung + "imaging: [{ date: 2020-06-01, modality: PET/CT, tracer: FDG, lesions: { lung: { seen: no, suvmax: 1.1 } } }]", "lesion.fdg", "lung", false, ""},
	{"a figure of another tracer", lung + "imaging: [{ date: 2020-06-01, modality: PET/CT, tracer: DOTATATE, lesions: { lung: { seen: yes, suvmax: 9 } } }]", "lesion.fdg", "lung", "unknown", "not-recorded"},
	{"later growth against nothing named may follow any course", "complete: [radioiodine]\nradioiodine: [{ date: 2018-01-01, activity: 7.4 GBq }, { date: 2019-01-01, activity: 20 GBq }]\nimaging:\n  - { id: base, date: 2018-01-01, modality: CT }\n  - { date: 2018-06-01, modality: CT, compared-with: base, response: progression }\n  - { date: 2019-09-01, modality: CT, response: progression }", "rai.cumulative_before_progression", "", "7.4..27.4", ""},

	{"growth against an unnamed scan", courseThen + "  - { date: 2020-05-01, modality: CT, response: progression }", "progression.time_after_rai", "", "unknown", whyNoBaseline},
	{"growth against a scan from around it", courseThen + "  - { date: 2020-05-01, modality: CT, compared-with: base, response: progression }", "progression.time_after_rai", "", "0..4", ""},
	{"no growth leaves a lower bound", courseThen + "  - { date: 2020-05-01, modality: CT, compared-with: base, response: stable }", "progression.time_after_rai", "", ">4", ""},
	{"stable against nothing named tells nothing", courseThen + "  - { date: 2020-05-01, modality: CT, response: stable }", "progression.time_after_rai", "", "unknown", whyNotSince},
	{"stable step by step", courseThen + "  - { id: mid, date: 2020-03-01, modality: CT, compared-with: base, response: stable }\n  - { date: 2020-05-01, modality: CT, compared-with: mid, response: stable }", "progression.time_after_rai", "", ">4", ""},
	{"growth between two scans", courseThen + "  - { id: mid, date: 2020-03-01, modality: CT, compared-with: base, response: stable }\n  - { date: 2020-05-01, modality: CT, compared-with: mid, response: progression }", "progression.time_after_rai", "", "2..4", ""},
	{"growth since a late baseline need not be the first", courseThen + "  - { id: mid, date: 2020-04-01, modality: CT }\n  - { date: 2020-05-01, modality: CT, compared-with: mid, response: progression }", "progression.time_after_rai", "", "0..4", ""},
	{"no scan since", courseThen, "progression.time_after_rai", "", "unknown", whyNoScan},

	{"undated decision is used nowhere", "decisions: [{ date: unknown, by: physician, question: refractory to radioiodine, decision: yes }]", "rair.declaration", "", "unknown", "not-recorded"},
	{"dated decision", "decisions: [{ date: 2020-01-01, by: board, question: refractory to radioiodine, decision: yes }]", "rair.declaration", "", true, ""},
	{"a decision whose words are no answer", "decisions: [{ date: 2020-01-01, by: board, question: refractory to radioiodine, decision: nein }]", "rair.declaration", "", "unknown", "indeterminate"},
	{"no, with a full stop", "decisions: [{ date: 2020-01-01, by: board, question: refractory to radioiodine, decision: No. }]", "rair.declaration", "", false, ""},
	{"not declared", "decisions: [{ date: 2020-01-01, by: board, question: refractory to radioiodine, decision: not declared }]", "rair.declaration", "", false, ""},
	{"another thing that is refractory", "decisions: [{ date: 2020-01-01, by: cardiologist, question: hypertension refractory to treatment, decision: yes }]", "rair.declaration", "", "unknown", "not-recorded"},
	{"the question turned round", "decisions: [{ date: 2020-01-01, by: board, question: not refractory to radioiodine, decision: yes }]", "rair.declaration", "", "unknown", "not-recorded"},
	{"and it is no decision", "decisions: [{ date: 2020-01-01, by: board, question: not refractory to radioiodine, decision: yes }]", "rair.decided", "", false, ""},
	{"consent in words that are no answer", "decisions: [{ date: 2020-01-01, question: consent to redifferentiation, decision: will think about it }]", "rediff.consent", "", "unknown", "indeterminate"},
	{"consent refused", "decisions: [{ date: 2020-01-01, question: consent to redifferentiation, decision: refused }]", "rediff.consent", "", false, ""},
	{"the last decision counts", "decisions: [{ date: 2020-01-01, by: board, question: refractory to radioiodine, decision: yes }, { date: 2020-03-01, by: board, question: refractory to radioiodine, decision: no }]", "rair.declaration", "", false, ""},

	{"stopped for progression", "complete: [systemic]\nsystemic: [{ drug: lenvatinib, from: 2019-01-01, to: 2020-05-01, stopped: progression }]", "lenvatinib.failed", "", true, ""},
	{"how it ended is not known before it did", "complete: [systemic]\nsystemic: [{ drug: lenvatinib, from: 2019-01-01, to: 2020-09-01, stopped: progression }]", "lenvatinib.failed", "", false, ""},
	{"and it was running", "complete: [systemic]\nsystemic: [{ drug: lenvatinib, from: 2019-01-01, to: 2020-09-01, stopped: progression }]", "lenvatinib.ongoing", "", true, ""},
	{"another drug in an open list", "systemic: [{ drug: lenvatinib, from: 2019-01-01, to: 2020-05-01, stopped: progression }]", "sorafenib.ever", "", "unknown", "section-open"},

	{"undated genotype may be later", "tumour: { molecular: [{ gene: BRAF, alteration: V600E, result: detected, date: unknown }] }\nperformance: [{ date: 2020-08-01, ecog: 1 }]", "gene.braf_v600e", "", "unknown", "section-open"},
	{"not tested is not absent", "", "gene.braf_v600e", "", "unknown", "section-open"},
	{"one RAS gene is not all", "tumour: { molecular: [{ gene: NRAS, result: not-detected, date: 2020-01-01 }] }", "gene.ras", "", "unknown", "section-open"},

	{"denied closes a question", "patient: { denied: [{ date: 2020-06-10, items: [heart failure] }] }", "heart.failure", "", false, ""},
	{"a comorbidity does not age", "as-of: 2015-01-01\npatient: { comorbidity: [heart failure] }", "heart.failure", "", true, ""},
	{"no comorbidity in an open list", "patient: { comorbidity: [diabetes] }", "heart.failure", "", "unknown", "section-open"},
	{"none in a closed one", "complete: [comorbidity]", "heart.failure", "", false, ""},
	{"event without a date", "events: [{ date: unknown, what: stroke }]", "event.months_since_arterial", "", "unknown", "undated"},

	{"calcium below its reference", "laboratory: [{ date: 2020-06-01, test: calcium, value: 1.95 mmol/L, reference: 2.20-2.65 }]", "calcium.low", "", true, ""},
	{"TSH soon after radioiodine", "radioiodine: [{ date: 2020-05-20, activity: 3.7 GBq }]\nlaboratory: [{ date: 2020-06-01, test: TSH, value: 4 mU/L }]", "tsh.value", "", "unknown", whyStimulated},
	{"TSH below the limit of the assay", "laboratory: [{ date: 2020-06-01, test: TSH, value: <0.01 mU/L }]", "tsh.value", "", "<0.01", ""},
	{"a value without a unit", "laboratory: [{ date: 2020-06-01, test: Tg, value: 404.3, unit: not-stated }]", "tg.detectable", "", "unknown", "not-recorded"},
	{"antibodies forbid a doubling time", "laboratory: [{ date: 2020-06-01, test: TgAb, value: positive }, { date: 2020-06-01, test: Tg, value: 4 ng/mL }]", "tg.doubling", "", "not-applicable", whyTgAb},

	{"open list of lesions", lung, "lesions.count", "", ">=1", ""},
	{"closed list of lesions", "complete: [lesions]\n" + lung, "lesions.count", "", 1.0, ""},
	{"M0 is a statement of its day", "tumour: { tnm: { t: pT1, n: N0, m: M0, edition: \"8\" } }", "disease.m1", "", "unknown", "section-open"},
	{"an answer fills what nothing else says", "judgements: [{ date: 2020-06-01, fact: load.judged_low, answer: yes, by: board }]", "load.judged_low", "", true, ""},
}

const (
	lung       = "lesions: { lung: { site: lung } }\n"
	courseThen = "complete: [radioiodine]\nradioiodine: [{ id: rai, date: 2020-01-01, activity: 3.7 GBq }]\nimaging:\n  - { id: base, date: 2019-12-20, modality: CT }\n"
)

func TestFacts(t *testing.T) {
	for _, x := range factTests {
		t.Run(x.name, func(t *testing.T) {
			a := assess(t, decode(t, "symport: case/1\nid: x\n"+x.record+"\n"), article(t), "2020-06-15")
			f := findingOf(t, a, x.fact, x.lesion)
			if got := shownFinding(f); got != x.want || f.Why != x.why {
				t.Errorf("%s is %v (%q), want %v (%q); from %v", x.fact, got, f.Why, x.want, x.why, f.From)
			}
		})
	}
}

func shownFinding(f *verdict.Finding) any {
	if f.Status != "known" {
		return f.Status
	}
	return f.Value
}
