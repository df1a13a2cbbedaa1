package casefile

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

type person = record.Person

var personObject = object[person]{
	name: "patient", doc: "the patient herself or himself",
	example: `patient:
  sex: female
  age: 63 y                  # the day is not known; age-on says it if it is
  menopause: post
  comorbidity:
    - hypertension
    - { name: diabetes, detail: type 2 }
  denied: [heart failure, stroke]
  medication:
    - { drug: enalapril, dose: 20 mg/d }
`,
	line: func(p *person) *int { return &p.Line },
	keys: []key[person]{
		choice("sex", "", func(p *person) *record.Text { return &p.Sex }, "female", "male"),
		usual([]string{"y", "mo"}, "age", "age, `70 y` (months in an infant: `8 mo`)", func(p *person) *record.Quantity { return &p.Age }, unit.Duration),
		day("age-on", "the day on which the age was true", func(p *person) *date.Span { return &p.AgeOn }),
		dated("born", "birth, as far as known: `1958`, `1958-03`", func(p *person) *record.Dated { return &p.Born }),
		meaning("pregnancy", "`yes` reads as pregnant, `no` as not-pregnant", func(p *person) *record.Text { return &p.Pregnancy },
			map[string]string{"yes": "pregnant", "no": "not-pregnant"}, "pregnant", "not-pregnant"),
		day("pregnancy-on", "the day of the test or the statement", func(p *person) *date.Span { return &p.PregnancyOn }),
		dated("last-period", "first day of the last period", func(p *person) *record.Dated { return &p.LastPeriod }),
		truth("contraception", "reliable contraception in use", func(p *person) *record.Truth { return &p.Contraception }),
		meaning("lactation", "`yes` reads as breastfeeding; `no` says nothing of the time before, `never` does", func(p *person) *record.Text { return &p.Lactation },
			map[string]string{"yes": "breastfeeding"}, "breastfeeding", "stopped", "never", "no"),
		dated("lactation-end", "day on which breastfeeding stopped", func(p *person) *record.Dated { return &p.LactationEnd }),
		meaning("menopause", "`yes` reads as post, `no` as pre", func(p *person) *record.Text { return &p.Menopause },
			map[string]string{"yes": "post", "no": "pre"}, "pre", "peri", "post"),
		truth("hysterectomy", "uterus or both ovaries removed", func(p *person) *record.Truth { return &p.Hysterectomy }),
		truth("child-wish", "a wish for children", func(p *person) *record.Truth { return &p.ChildWish }),
		said("smoking", "in words: `former, 20 pack-years`", func(p *person) *record.Text { return &p.Smoking }, "never", "former", "current"),
		amount("height", "standing height", func(p *person) *record.Quantity { return &p.Height }, unit.Length),
		truth("symptomatic", "symptoms from metastases, taken as a whole (single lesions say it themselves)", func(p *person) *record.Truth { return &p.Symptomatic }),
		day("symptomatic-on", "the day of that statement", func(p *person) *date.Span { return &p.SymptomsOn }),
		list("comorbidity", conditionObject, func(p *person) *[]record.Condition { return &p.Comorbidity }),
		list("denied", denialObject, func(p *person) *[]record.Denial { return &p.Denied }),
		list("medication", medicineObject("medication", "drugs for anything but the tumour", "- { drug: metformin, dose: 850 mg every 12 h }"),
			func(p *person) *[]record.Medicine { return &p.Medication }),
		list("risks", riskObject, func(p *person) *[]record.Risk { return &p.Risks }),
		truth("isolation-feasible", "the patient can be isolated as radioiodine needs", func(p *person) *record.Truth { return &p.IsolationFeasible }),
		str("printed", "the source's own way of saying it, short", func(p *person) *string { return &p.Printed }),
		str("note", "what else should be kept; no rule reads it", func(p *person) *string { return &p.Note }),
	},
}

var conditionObject = func() object[record.Condition] {
	o := entries("comorbidity", "a disease or bodily condition of long standing; a plain text is its name, with details after a comma",
		"- atrial fibrillation, paroxysmal", func(c *record.Condition) *record.Entry { return &c.Entry },
		str("name", "known words are understood by rules; others are kept as written", func(c *record.Condition) *string { return &c.Name }, conditionWords...).required(),
		str("detail", "type, stage, course", func(c *record.Condition) *string { return &c.Detail }),
		str("grade", "severity as written", func(c *record.Condition) *string { return &c.Grade }),
	)
	o.scalar = func(w *walker, n *yaml.Node, c *record.Condition) { c.Name, c.Detail = splitName(w.word(n)) }
	return o
}()

var deniable = slices.Concat(conditionWords, riskWords)

var denialObject = func() object[record.Denial] {
	o := entries("denied", "conditions, risks, events or red flags that were asked for and are not there (\"none of these\"); a plain list is one answer without a date",
		"- { date: 2017-02-15, items: [heart failure, stroke, bleeding] }", func(d *record.Denial) *record.Entry { return &d.Entry },
		names("items", "what was asked for", func(d *record.Denial) *[]string { return &d.Items }, deniable...).required(),
	)
	o.scalar = func(w *walker, n *yaml.Node, d *record.Denial) {
		d.Items = w.names(n, Spec{Words: deniable, Open: true})
	}
	return o
}()

var riskObject = func() object[record.Risk] {
	o := entries("risks", "what a treatment would meet: an invaded structure, an earlier neck irradiation, the teeth, a wound; a plain text is a risk that is present",
		"- { name: airway invasion, present: yes, lesions: [neck], date: 2016-04 }", func(r *record.Risk) *record.Entry { return &r.Entry },
		str("name", "known words are understood by rules", func(r *record.Risk) *string { return &r.Name }, riskWords...).required(),
		truth("present", "no, if it was looked for and is not there", func(r *record.Risk) *record.Truth { return &r.Present }),
		lesions("lesions concerned", func(r *record.Risk) *[]string { return &r.Lesions }),
		str("detail", "", func(r *record.Risk) *string { return &r.Detail }),
	)
	o.scalar = func(w *walker, n *yaml.Node, r *record.Risk) {
		r.Name, r.Detail = splitName(w.word(n))
		r.Present = record.Some(true)
	}
	return o
}()

func medicineObject(name, doc, example string) object[record.Medicine] {
	type med = record.Medicine
	return entries(name, doc, example, func(m *med) *record.Entry { return &m.Entry },
		str("drug", "its name", func(m *med) *string { return &m.Drug }),
		amount("dose", "drug dose", func(m *med) *record.Quantity { return &m.Dose }, unit.DrugDose, unit.DrugAmount),
		str("route", "", func(m *med) *string { return &m.Route }),
		str("reason", "why it is given", func(m *med) *string { return &m.Reason }),
		list("doses", doseObject, func(m *med) *[]record.DoseChange { return &m.Changes }),
		said("tsh-target", "the TSH aimed at, in words or as a range", func(m *med) *record.Text { return &m.Target }),
		str("by", "who set it", func(m *med) *string { return &m.By }),
		said("stopped", "why it was stopped", func(m *med) *record.Text { return &m.Stopped }),
		truth("ongoing", "still running on the last day of the file", func(m *med) *record.Truth { return &m.Ongoing }),
	)
}

var doseObject = entries("doses", "drug doses, each from a day on", "- { from: 2016-06-01, dose: 200 mg every 12 h }",
	func(d *record.DoseChange) *record.Entry { return &d.Entry },
	amount("dose", "drug dose", func(d *record.DoseChange) *record.Quantity { return &d.Dose }, unit.DrugDose, unit.DrugAmount),
	str("reason", "why it was changed", func(d *record.DoseChange) *string { return &d.Reason }),
)

var malignancyObject = entries("malignancies", "other tumours of the patient", "- { what: lung adenocarcinoma, state: resected, date: 2017-04 }",
	func(m *record.Malignancy) *record.Entry { return &m.Entry },
	str("what", "the tumour", func(m *record.Malignancy) *string { return &m.What }).required(),
	str("state", "active, resected, in remission, ...", func(m *record.Malignancy) *string { return &m.State }),
)

var flagSpec = Spec{Name: "flag", Form: FormWord, Words: redFlagWords, Means: redFlagMeans, Required: true, Doc: "which question; the id of its fact (`redflag.cord`) too"}

var redFlagObject = entries("red-flags", "answers to the red-flag questions, each on a day: cord (compression or long-tract signs), fracture (impending, of a weight-bearing bone), airway (stridor or lumen), bleeding (haemoptysis or vessel invasion), pressure (intracranial), calcium (hypercalcaemia), neutropenia (with fever)",
	"- { flag: cord, date: 2017-02-15, present: no }", func(f *record.RedFlag) *record.Entry { return &f.Entry },
	custom(flagSpec, func(w *walker, n *yaml.Node, f *record.RedFlag) { w.str(n, &f.Flag, flagSpec) }),
	truth("present", "the answer", func(f *record.RedFlag) *record.Truth { return &f.Present }).required(),
)

var iodineObject = entries("iodine-load", "iodine that competes with radioiodine: contrast medium, amiodarone, diet", "- { date: 2016-04-01, what: contrast }",
	func(i *record.Iodine) *record.Entry { return &i.Entry },
	str("what", "", func(i *record.Iodine) *string { return &i.What }, "contrast", "amiodarone", "diet", "low-iodine diet", "urinary iodine"),
	amount("value", "urinary iodine", func(i *record.Iodine) *record.Quantity { return &i.Value }, unit.MassConc, unit.IodineRatio, unit.Excretion),
	truth("present", "no, if asked for and denied", func(i *record.Iodine) *record.Truth { return &i.Present }),
)

var preferenceObject = entries("preferences", "what the patient wants or refuses", "- { date: 2017-02, option: lenvatinib, wish: refuses, reason: side effects }",
	func(p *record.Preference) *record.Entry { return &p.Entry },
	str("option", "an option or treatment", func(p *record.Preference) *string { return &p.Option }).required(),
	choice("wish", "", func(p *record.Preference) *record.Text { return &p.Wish }, "wants", "refuses", "undecided").required(),
	str("reason", "", func(p *record.Preference) *string { return &p.Reason }),
)

var planObject = entries("planned", "what is intended on a day: an operation, a scan, radioiodine, dental treatment, steroid cover", "- { date: 2017-03-01, what: neck surgery, lesions: [neck] }",
	func(p *record.Plan) *record.Entry { return &p.Entry },
	str("what", "", func(p *record.Plan) *string { return &p.What }, "surgery", "radioiodine", "external-beam", "steroid cover", "dental treatment", "CT", "PET/CT", "radioiodine-scan", "pregnancy").required(),
	choice("preparation", "how TSH is to be raised", func(p *record.Plan) *record.Text { return &p.Preparation }, preparationWords...),
	amount("activity", "planned activity", func(p *record.Plan) *record.Quantity { return &p.Activity }, unit.Activity),
	lesions("lesions concerned", func(p *record.Plan) *[]string { return &p.Lesions }),
)

var judgementObject = entries("judgements", "one answer to one question of the vocabulary, above all those that only a physician can judge",
	"- { date: 2017-02-15, fact: load.judged_low, answer: yes, by: tumour board }\n- { date: 2017-02-15, fact: lesion.local_option_open, lesion: c6, answer: no }",
	func(j *record.Judgement) *record.Entry { return &j.Entry },
	str("fact", "id of the fact, as in `symport knowledge show`", func(j *record.Judgement) *string { return &j.Fact }).required(),
	custom(Spec{Name: "lesion", Form: FormText, Doc: "for a fact of a lesion: its id"}, func(w *walker, n *yaml.Node, j *record.Judgement) {
		w.str(n, &j.Lesion, Spec{Open: true})
		w.needLesion(n, j.Lesion)
	}),
	custom(Spec{Name: "answer", Form: FormText, Also: true, Required: true, Doc: "yes, no, a word of the fact, or a quantity with its unit; a number alone for a count"},
		func(w *walker, n *yaml.Node, j *record.Judgement) { w.answer(n, j) }),
	str("by", "whose answer it is", func(j *record.Judgement) *string { return &j.By }),
)
