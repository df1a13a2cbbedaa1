package casefile

import (
	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

var surgeryObject = entries("surgery", "operations", "- { date: 2012-12-11, what: neck dissection, side: right, levels: II-V }",
	func(s *record.Surgery) *record.Entry { return &s.Entry },
	str("what", "", func(s *record.Surgery) *string { return &s.What }, "total thyroidectomy", "completion thyroidectomy", "lobectomy", "subtotal thyroidectomy", "neck dissection", "salvage neck surgery", "metastasectomy", "laryngectomy", "tracheostomy", "fixation").required(),
	lesions("lesions removed or operated on", func(s *record.Surgery) *[]string { return &s.Lesions }),
	oneOf("side", "", func(s *record.Surgery) *string { return &s.Side }, "left", "right", "both", "midline"),
	str("levels", "of a neck dissection", func(s *record.Surgery) *string { return &s.Levels }),
	said("residual", "what was left behind", func(s *record.Surgery) *record.Text { return &s.Residual }, "R0", "R1", "R2", "RX", "none", "present"),
	said("intent", "", func(s *record.Surgery) *record.Text { return &s.Intent }, "curative", "palliative"),
)

type rai = record.Radioiodine

var radioiodineObject = entries("radioiodine", "one administration of 131I, or a series of which only the total is known",
	"- { id: rai-1, date: 2011-07-04, activity: 200 mCi, preparation: rhTSH, tsh: 151 mU/L, post-therapy-scan: done }\n- { from: 2013-02, to: 2015-12, courses: 4, total: 410 mCi, each: unknown }",
	func(r *rai) *record.Entry { return &r.Entry },
	count("courses", "number of administrations in the entry; 1 unless said", 0, 60, func(r *rai) *record.Count { return &r.Courses }),
	amount("activity", "administered activity of one course", func(r *rai) *record.Quantity { return &r.Activity }, unit.Activity),
	amount("total", "administered activity of the whole series", func(r *rai) *record.Quantity { return &r.Total }, unit.Activity),
	amount("each", "activity of every course of a series of equal ones", func(r *rai) *record.Quantity { return &r.Each }, unit.Activity),
	amount("stated-total", "cumulative activity up to and with this entry, as the source prints it", func(r *rai) *record.Quantity { return &r.StatedTotal }, unit.Activity),
	choice("preparation", "", func(r *rai) *record.Text { return &r.Preparation }, preparationWords...),
	amount("tsh", "TSH at the administration", func(r *rai) *record.Quantity { return &r.TSH }, unit.Thyrotropin),
	said("post-therapy-scan", "done, not-done, or its result in words; uptake per lesion stands under imaging", func(r *rai) *record.Text { return &r.PostScan }, "done"),
	choice("intent", "", func(r *rai) *record.Text { return &r.Intent }, "ablation", "adjuvant", "treatment", "diagnostic"),
	lesions("lesions that were aimed at", func(r *rai) *[]string { return &r.Lesions }),
	said("response", "to this course, as stated", func(r *rai) *record.Text { return &r.Response }, responseWords...),
	truth("steroids", "steroid cover was given", func(r *rai) *record.Truth { return &r.Steroids }),
)

var beamObject = entries("external-beam", "external-beam radiotherapy", "- { date: 2016-05, lesions: [c6], dose: 30 Gy, fractions: 10, intent: analgesic }",
	func(b *record.Beam) *record.Entry { return &b.Entry },
	lesions("lesions irradiated", func(b *record.Beam) *[]string { return &b.Lesions }),
	str("region", "the region, when it is no declared lesion: neck, pelvis, whole brain", func(b *record.Beam) *string { return &b.Region }),
	amount("dose", "absorbed dose prescribed", func(b *record.Beam) *record.Quantity { return &b.Dose }, unit.Dose),
	count("fractions", "", 1, 80, func(b *record.Beam) *record.Count { return &b.Fractions }),
	str("technique", "", func(b *record.Beam) *string { return &b.Technique }, "3D", "IMRT", "stereotactic", "radiosurgery", "protons"),
	said("intent", "", func(b *record.Beam) *record.Text { return &b.Intent }, "curative", "adjuvant", "analgesic", "palliative"),
)

var localObject = entries("local", "a local treatment that is neither surgery nor external beam", "- { date: 2015-04, what: embolisation, lesions: [liver] }",
	func(l *record.Local) *record.Entry { return &l.Entry },
	str("what", "", func(l *record.Local) *string { return &l.What }, localWords...).required(),
	lesions("lesions treated", func(l *record.Local) *[]string { return &l.Lesions }),
	str("region", "the region, when it is no declared lesion", func(l *record.Local) *string { return &l.Region }),
	said("intent", "", func(l *record.Local) *record.Text { return &l.Intent }, "curative", "palliative"),
	said("outcome", "", func(l *record.Local) *record.Text { return &l.Outcome }),
)

var radionuclideObject = entries("radionuclide", "another radionuclide therapy", "- { from: 2019, to: 2020, agent: Lu-177 DOTATATE, cycles: 4, outcome: partial }",
	func(r *record.Radionuclide) *record.Entry { return &r.Entry },
	str("agent", "", func(r *record.Radionuclide) *string { return &r.Agent }, "Lu-177 DOTATATE", "Y-90 DOTATOC", "Lu-177 PSMA", "Lu-177 FAPI").required(),
	count("cycles", "", 0, 20, func(r *record.Radionuclide) *record.Count { return &r.Cycles }),
	amount("activity", "administered activity, all cycles", func(r *record.Radionuclide) *record.Quantity { return &r.Activity }, unit.Activity),
	said("outcome", "", func(r *record.Radionuclide) *record.Text { return &r.Outcome }, responseWords...),
)

type systemic = record.Systemic

var systemicObject = entries("systemic", "a systemic drug against the tumour", `- drug: lenvatinib
  from: 2017-02
  to: 2017-05
  doses:
    - { from: 2017-02, dose: 20 mg/d, reason: comorbidities }
  pauses:
    - { from: 2017-03, to: unknown, reason: pneumonia }
  stopped: fistula`,
	func(s *systemic) *record.Entry { return &s.Entry },
	str("drug", "its name", func(s *systemic) *string { return &s.Drug }, drugWords...).required(),
	list("doses", doseObject, func(s *systemic) *[]record.DoseChange { return &s.Doses }),
	custom(Spec{Name: "dose", Form: FormQuantity, Kinds: []unit.Kind{unit.DrugDose, unit.DrugAmount}, Doc: "the drug dose, when there is only one"},
		func(w *walker, n *yaml.Node, s *systemic) { w.singleDose(n, s) }),
	list("pauses", pauseObject, func(s *systemic) *[]record.Pause { return &s.Pauses }),
	said("stopped", "why it was stopped", func(s *systemic) *record.Text { return &s.Stopped }, "progression", "toxicity", "patient", "completed"),
	said("best-response", "", func(s *systemic) *record.Text { return &s.Best }, responseWords...),
	truth("ongoing", "still running on the last day of the file", func(s *systemic) *record.Truth { return &s.Ongoing }),
	str("line", "first-line, second-line, as printed", func(s *systemic) *string { return &s.Line2 }),
	choice("purpose", "", func(s *systemic) *record.Text { return &s.Purpose }, "tumour-control", "redifferentiation", "adjuvant"),
)

var pauseObject = entries("pauses", "an interruption", "- { from: 2017-03, to: unknown, reason: pneumonia }",
	func(p *record.Pause) *record.Entry { return &p.Entry },
	str("reason", "", func(p *record.Pause) *string { return &p.Reason }),
)

var rediffObject = entries("redifferentiation", "an attempt to restore uptake: the drug, the scan, the radioiodine", "- { date: 2021-05, drug: selumetinib, scan: i124-2, radioiodine: rai-4, uptake: restored }",
	func(r *record.Redifferentiation) *record.Entry { return &r.Entry },
	str("drug", "", func(r *record.Redifferentiation) *string { return &r.Drug }, drugWords...).required(),
	ref("scan", "id of the imaging entry that judged it", func(r *record.Redifferentiation) *string { return &r.Scan }),
	ref("radioiodine", "id of the radioiodine entry that followed", func(r *record.Redifferentiation) *string { return &r.Radioiodine }),
	said("uptake", "what the scan showed", func(r *record.Redifferentiation) *record.Text { return &r.Uptake }, "restored", "partly", "not-restored"),
	amount("predicted", "predicted absorbed dose to the lesions", func(r *record.Redifferentiation) *record.Quantity { return &r.Predicted }, unit.Dose),
	said("outcome", "", func(r *record.Redifferentiation) *record.Text { return &r.Outcome }, responseWords...),
)

// ref is the id of another entry.
func ref[T any](name, doc string, at func(*T) *string) key[T] {
	spec := Spec{Name: name, Form: FormText, Doc: doc, Open: true}
	return key[T]{spec, func(w *walker, n *yaml.Node, t *T) {
		w.str(n, at(t), spec)
		w.needEntry(n, *at(t))
	}}
}

type adverse = record.AdverseEvent

var adverseObject = entries("adverse-events", "an adverse event; `during` is when it happened, `attributed` what somebody blamed",
	"- { date: 2016-06..2016-12, event: diarrhoea, grade: 2, ctcae: unknown, during: sorafenib, action: loperamide, outcome: resolved }",
	func(a *adverse) *record.Entry { return &a.Entry },
	str("event", "", func(a *adverse) *string { return &a.Event }, "hypertension", "proteinuria", "diarrhoea", "hand-foot syndrome", "fatigue", "weight loss", "mucositis", "nausea", "rash", "alopecia",
		"bleeding", "arterial thromboembolism", "venous thromboembolism", "fistula", "perforation", "heart failure", "QT prolongation", "hypocalcaemia", "thrombocytopenia", "neutropenia", "anaemia",
		"sialadenitis", "dry mouth", "lung fibrosis", "osteonecrosis of the jaw", "hepatotoxicity", "pneumonia").required(),
	str("detail", "", func(a *adverse) *string { return &a.Detail }),
	count("grade", "CTCAE grade", 1, 5, func(a *adverse) *record.Count { return &a.Grade }),
	said("ctcae", "version of the CTCAE", func(a *adverse) *record.Text { return &a.CTCAE }, "3.0", "4.0", "4.03", "5.0", "6.0"),
	amount("value", "the raw value behind the grade, e.g. 1.8 g/d of urine protein", func(a *adverse) *record.Quantity { return &a.Value },
		unit.Pressure, unit.Excretion, unit.Cells, unit.MassConc, unit.Substance, unit.Enzyme, unit.Milliseconds, unit.Percent, unit.Clearance),
	str("during", "the drug or treatment that was running", func(a *adverse) *string { return &a.During }),
	str("attributed", "what it was attributed to, and by whom", func(a *adverse) *string { return &a.Attributed }),
	str("action", "what was done", func(a *adverse) *string { return &a.Action }),
	str("outcome", "", func(a *adverse) *string { return &a.Outcome }, "resolved", "ongoing", "improved", "fatal"),
	truth("on-optimal-treatment", "it happened although treated as well as possible", func(a *adverse) *record.Truth { return &a.OnOptimal }),
	day("onset", "", func(a *adverse) *date.Span { return &a.Onset }),
	day("end", "", func(a *adverse) *date.Span { return &a.End }),
	count("occurrence", "1 the first time, 2 the second", 1, 50, func(a *adverse) *record.Count { return &a.Occurrence }),
)

var eventObject = entries("events", "something that happened: a fracture, a thromboembolism, a delivery, a symptom", "- { date: 2012-06, what: fracture, detail: right ischiopubic ramus, lesions: [pelvis] }",
	func(e *record.Event) *record.Entry { return &e.Entry },
	str("what", "known words are understood by rules", func(e *record.Event) *string { return &e.What }, eventWords...).required(),
	str("detail", "", func(e *record.Event) *string { return &e.Detail }),
	lesions("lesions concerned", func(e *record.Event) *[]string { return &e.Lesions }),
	truth("present", "no, if it was asked for and had not happened", func(e *record.Event) *record.Truth { return &e.Present }),
)

var decisionObject = entries("decisions", "what somebody decided, and the question it answered; the declaration of radioiodine-refractory disease is a decision on `refractory to radioiodine`",
	"- { date: 2017-02, by: tumour board, question: refractory to radioiodine, decision: yes, criterion: progression after radioiodine }",
	func(d *record.Decision) *record.Entry { return &d.Entry },
	str("by", "who decided", func(d *record.Decision) *string { return &d.By }),
	str("question", "", func(d *record.Decision) *string { return &d.Question }, record.RefractoryQuestion, "treatment"),
	said("decision", "on `refractory to radioiodine`: yes or declared, no or not declared; other words are kept and count as unknown", func(d *record.Decision) *record.Text { return &d.Decision }, "yes", "no"),
	str("criterion", "the criterion named, as printed", func(d *record.Decision) *string { return &d.Criterion }),
	said("reason", "coded reason", func(d *record.Decision) *record.Text { return &d.Reason }),
	names("options", "options weighed or chosen", func(d *record.Decision) *[]string { return &d.Options }),
	str("place", "", func(d *record.Decision) *string { return &d.Place }),
)

var responseObject = entries("responses", "a response stated without sizes", "- { date: 2014-10, response-to: sorafenib, verdict: stable, basis: imaging }",
	func(r *record.Response) *record.Entry { return &r.Entry },
	str("response-to", "the treatment: entry id, section or drug", func(r *record.Response) *string { return &r.To }),
	str("what", "", func(r *record.Response) *string { return &r.What }),
	choice("verdict", "", func(r *record.Response) *record.Text { return &r.Verdict }, responseWords...).required(),
	str("basis", "", func(r *record.Response) *string { return &r.Basis }, "imaging", "thyroglobulin", "symptoms"),
	lesions("lesions meant", func(r *record.Response) *[]string { return &r.Lesions }),
	day("since", "progression since an examination of this day", func(r *record.Response) *date.Span { return &r.Since }),
)
