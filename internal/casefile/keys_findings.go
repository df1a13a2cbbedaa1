package casefile

import (
	"go.yaml.in/yaml/v4"

	"symport/internal/record"
	"symport/internal/unit"
)

type imaging = record.Imaging

var imagingObject = entries("imaging", "one examination, as its report arrives", `- id: pet-1
  date: 2016-04
  modality: PET/CT
  tracer: FDG
  compared-with: 2015-06        # or the id of an entry
  lesions:
    lung: { change: larger, longest: 12 mm, suvmax: 8.4 }
  searched-absent: [liver, brain]
- { date: 2015-12-20, modality: whole-body scan, tracer: I-131, kind: post-therapy, lesions: { lung: { uptake: no } } }`,
	func(i *imaging) *record.Entry { return &i.Entry },
	str("modality", "", func(i *imaging) *string { return &i.Modality }, modalityWords...).required(),
	str("tracer", "", func(i *imaging) *string { return &i.Tracer }, tracerWords...),
	choice("kind", "of a radioiodine scan", func(i *imaging) *record.Text { return &i.Kind }, "diagnostic", "post-therapy"),
	names("regions", "regions examined: neck, chest, abdomen, pelvis, head, whole body", func(i *imaging) *[]string { return &i.Regions }),
	truth("contrast", "iodinated contrast was given", func(i *imaging) *record.Truth { return &i.Contrast }),
	choice("quality", "", func(i *imaging) *record.Text { return &i.Quality }, "adequate", "inadequate"),
	amount("tsh", "TSH at the scan", func(i *imaging) *record.Quantity { return &i.TSH }, unit.Thyrotropin),
	choice("preparation", "", func(i *imaging) *record.Text { return &i.Preparation }, preparationWords...),
	amount("activity", "activity of the tracer", func(i *imaging) *record.Quantity { return &i.Activity }, unit.Activity),
	custom(Spec{Name: "compared-with", Form: FormText, Also: true, Doc: "the examination it was compared with: an entry id, or its date"},
		func(w *walker, n *yaml.Node, i *imaging) { w.comparedWith(n, i) }),
	byID("lesions", findingObject, func(i *imaging) *[]record.LesionFinding { return &i.Findings }, func(f *record.LesionFinding) *string { return &f.Lesion },
		func(w *walker, n *yaml.Node) { w.needLesion(n, n.Value) }),
	sites("sites", "sites where it shows tumour, when lesions are not named", func(i *imaging) *[]string { return &i.Sites }),
	sites("searched-absent", "sites searched and found empty", func(i *imaging) *[]string { return &i.Absent }),
	truth("lesions-complete", "the file's lesion list holds all that this examination showed", func(i *imaging) *record.Truth { return &i.LesionsComplete }),
	choice("uptake", "of radioiodine, in the examination as a whole", func(i *imaging) *record.Text { return &i.Uptake }, "all", "some", "none", "remnant-only"),
	choice("response", "the verdict that it states", func(i *imaging) *record.Text { return &i.Response }, responseWords...),
	str("result", "what else it says", func(i *imaging) *string { return &i.Result }),
)

type finding = record.LesionFinding

var findingObject = object[finding]{
	name: "imaging.lesions", doc: "what the examination says of each lesion", example: "lesions:\n  lung: { uptake: yes, longest: 9 mm }\n",
	line: func(f *finding) *int { return &f.Line },
	keys: []key[finding]{
		custom(sizeSpec("`5 cm`, `49 x 39 mm`: the largest is the longest diameter"), func(w *walker, n *yaml.Node, f *finding) { w.size(n, &f.Longest, &f.Other) }),
		amount("longest", "longest diameter", func(f *finding) *record.Quantity { return &f.Longest }, unit.Length),
		amount("short-axis", "short axis of a node", func(f *finding) *record.Quantity { return &f.ShortAxis }, unit.Length),
		amount("volume", "", func(f *finding) *record.Quantity { return &f.Volume }, unit.Volume),
		choice("uptake", "of the examination's tracer if it is radioiodine", func(f *finding) *record.Text { return &f.Uptake }, "yes", "no", "indeterminate"),
		said("grade", "of uptake, in words", func(f *finding) *record.Text { return &f.Grade }, "faint", "moderate", "intense", "heterogeneous"),
		ratio("suvmax", "of PET", func(f *finding) *record.Quantity { return &f.SUVmax }, unit.SUV),
		truth("highly-fdg-avid", "the reader's judgement; no source gives a number", func(f *finding) *record.Truth { return &f.Highly }),
		said("seen", "yes, no, indeterminate, or in words (which mean yes)", func(f *finding) *record.Text { return &f.Seen }, "yes", "no", "indeterminate"),
		said("change", "against the examination compared with, in words that hold one of these", func(f *finding) *record.Text { return &f.Change }, "larger", "smaller", "stable", "new", "gone", "more", "fewer", "mixed"),
		truth("above-resolution", "large enough for the scan to show uptake", func(f *finding) *record.Truth { return &f.Above }),
		str("note", "what else should be kept; no rule reads it", func(f *finding) *string { return &f.Note }),
	},
}

type lab = record.Lab

var labObject = func() object[lab] {
	o := entries("laboratory", "one value of one test", `- { date: 2016-03, test: Tg, value: 404.3 ng/mL, tsh-state: suppressed }
- { date: 2016-04, test: Tg, value: <0.2 ng/mL, loq: 0.2 ng/mL, assay: Immulite }
- { date: 2016-05, test: Tg, value: 404.3, unit: not-stated, reference: 1.6-50 }
- { date: 2016-03, test: TgAb, value: negative }`,
		func(l *lab) *record.Entry { return &l.Entry },
		custom(Spec{Name: "test", Form: FormText, Words: testNames(), Open: true, Required: true, Doc: "the test; others than the known ones are kept and used in no rule"},
			func(w *walker, n *yaml.Node, l *lab) { w.test(n, l) }),
		custom(Spec{Name: "value", Form: FormQuantity, Also: true, Doc: "a quantity, `<` or `>` a quantity, or negative, positive, normal, raised, low, traces"},
			func(w *walker, n *yaml.Node, l *lab) {}),
		custom(Spec{Name: "unit", Form: FormText, Doc: "if it stands apart from the value; `not-stated` if the source prints none (the value is then shown and used in no rule)"},
			func(w *walker, n *yaml.Node, l *lab) {}),
		str("reference", "reference interval as printed", func(l *lab) *string { return &l.Reference }),
		amount("loq", "limit of quantification", func(l *lab) *record.Quantity { return &l.LOQ }, labKinds()...),
		str("assay", "", func(l *lab) *string { return &l.Assay }),
		choice("tsh-state", "TSH at the time of a thyroglobulin", func(l *lab) *record.Text { return &l.TSHState }, tshStateWords...),
		amount("recovery", "recovery of thyroglobulin", func(l *lab) *record.Quantity { return &l.Recovery }, unit.Percent),
		choice("trend", "a course stated without values", func(l *lab) *record.Text { return &l.Trend }, "rising", "falling", "stable"),
	)
	return o
}()

var performanceObject = entries("performance", "performance status", "- { date: 2017-02, ecog: 1 }",
	func(p *record.Performance) *record.Entry { return &p.Entry },
	count("ecog", "", 0, 5, func(p *record.Performance) *record.Count { return &p.ECOG }),
	count("karnofsky", "", 0, 100, func(p *record.Performance) *record.Count { return &p.Karnofsky }),
)

type vitals = record.Vitals

var vitalsObject = entries("vitals", "one set of measurements", "- { date: 2017-05, blood-pressure: 132/84 mmHg, weight: 70 kg, oxygen-saturation: 95 % on 2 L/min }",
	func(v *vitals) *record.Entry { return &v.Entry },
	custom(Spec{Name: "blood-pressure", Form: FormQuantity, Kinds: []unit.Kind{unit.Pressure}, Also: true, Doc: "`132/84 mmHg`"}, func(w *walker, n *yaml.Node, v *vitals) { w.bloodPressure(n, v) }),
	amount("weight", "", func(v *vitals) *record.Quantity { return &v.Weight }, unit.Mass),
	amount("height", "", func(v *vitals) *record.Quantity { return &v.Height }, unit.Length),
	amount("heart-rate", "`80 /min`", func(v *vitals) *record.Quantity { return &v.HeartRate }, unit.Rate),
	amount("respiratory-rate", "`16 /min`", func(v *vitals) *record.Quantity { return &v.RespiratoryRate }, unit.Rate),
	custom(Spec{Name: "oxygen-saturation", Form: FormQuantity, Kinds: []unit.Kind{unit.Percent}, Also: true, Doc: "`95 %`, `95 % on 2 L/min`, `88 % on room air`"},
		func(w *walker, n *yaml.Node, v *vitals) { w.saturation(n, v) }),
	amount("temperature", "`38.5 degC`", func(v *vitals) *record.Quantity { return &v.Temperature }, unit.Temperature),
)

var heartObject = entries("heart", "a heart examination", "- { date: 2016-06-01, ejection-fraction: 51.1 %, qtc: 440 ms, rhythm: sinus }",
	func(h *record.Heart) *record.Entry { return &h.Entry },
	amount("ejection-fraction", "of the left ventricle", func(h *record.Heart) *record.Quantity { return &h.EjectionFraction }, unit.Percent),
	amount("qtc", "", func(h *record.Heart) *record.Quantity { return &h.QTc }, unit.Milliseconds),
	choice("rhythm", "", func(h *record.Heart) *record.Text { return &h.Rhythm }, "sinus", "atrial-fibrillation", "other"),
	truth("failure", "heart failure", func(h *record.Heart) *record.Truth { return &h.Failure }),
)

type dosimetry = record.Dosimetry

var dosimetryObject = entries("dosimetry", "results of a dosimetry study, measured here or elsewhere", "- { date: 2016-01, nuclide: I-124, activity: 30 MBq, marrow-per-activity: 0.13 Gy/GBq, lesions: { lung: { per-activity: 8 Gy/GBq } } }",
	func(d *dosimetry) *record.Entry { return &d.Entry },
	str("nuclide", "measured with", func(d *dosimetry) *string { return &d.Nuclide }, "I-131", "I-124", "I-123"),
	amount("activity", "activity of the tracer", func(d *dosimetry) *record.Quantity { return &d.Activity }, unit.Activity),
	choice("preparation", "", func(d *dosimetry) *record.Text { return &d.Preparation }, preparationWords...),
	amount("tsh", "", func(d *dosimetry) *record.Quantity { return &d.TSH }, unit.Thyrotropin),
	amount("blood-per-activity", "absorbed dose to blood per administered activity", func(d *dosimetry) *record.Quantity { return &d.BloodPerGBq }, unit.DosePerGBq),
	amount("blood-per-activity-low", "lower bound", func(d *dosimetry) *record.Quantity { return &d.BloodLow }, unit.DosePerGBq),
	amount("blood-per-activity-high", "upper bound", func(d *dosimetry) *record.Quantity { return &d.BloodHigh }, unit.DosePerGBq),
	amount("marrow-per-activity", "absorbed dose to red marrow per administered activity", func(d *dosimetry) *record.Quantity { return &d.MarrowPerGBq }, unit.DosePerGBq),
	amount("maximum-safe-activity", "at which the blood dose reaches 2 Gy", func(d *dosimetry) *record.Quantity { return &d.MaxSafe }, unit.Activity),
	amount("maximum-safe-activity-low", "lower bound", func(d *dosimetry) *record.Quantity { return &d.MaxSafeLow }, unit.Activity),
	amount("maximum-safe-activity-high", "upper bound", func(d *dosimetry) *record.Quantity { return &d.MaxSafeHigh }, unit.Activity),
	amount("retention-48h", "share of the administered activity in the body at 48 h", func(d *dosimetry) *record.Quantity { return &d.Retention48h }, unit.Percent),
	amount("lung-per-activity", "absorbed dose to the lungs per administered activity", func(d *dosimetry) *record.Quantity { return &d.LungPerGBq }, unit.DosePerGBq),
	truth("extensive-bone", "bone metastases are extensive, so that the blood method is not valid; no source gives a number: a judgement, unknown unless said", func(d *dosimetry) *record.Truth { return &d.ExtensiveBone }),
	byID("lesions", lesionDoseObject, func(d *dosimetry) *[]record.LesionDose { return &d.Lesions }, func(l *record.LesionDose) *string { return &l.Lesion },
		func(w *walker, n *yaml.Node) { w.needLesion(n, n.Value) }),
	str("method", "", func(d *dosimetry) *string { return &d.Method }),
	amount("planned-activity", "for which doses were planned", func(d *dosimetry) *record.Quantity { return &d.Planned }, unit.Activity),
	amount("delivered-activity", "", func(d *dosimetry) *record.Quantity { return &d.Delivered }, unit.Activity),
	str("file", "where the readings are", func(d *dosimetry) *string { return &d.File }),
)

type lesionDose = record.LesionDose

var lesionDoseObject = object[lesionDose]{
	name: "dosimetry.lesions", doc: "the absorbed dose to each lesion", example: "lesions:\n  lung: { per-activity: 26 Gy/GBq, half-life: 60 h, mass: 2 g }\n",
	line: func(l *lesionDose) *int { return &l.Line },
	keys: []key[lesionDose]{
		amount("per-activity", "absorbed dose per administered activity", func(l *lesionDose) *record.Quantity { return &l.PerGBq }, unit.DosePerGBq),
		amount("per-activity-low", "", func(l *lesionDose) *record.Quantity { return &l.Low }, unit.DosePerGBq),
		amount("per-activity-high", "", func(l *lesionDose) *record.Quantity { return &l.High }, unit.DosePerGBq),
		amount("dose", "absorbed dose", func(l *lesionDose) *record.Quantity { return &l.Dose }, unit.Dose),
		amount("dose-low", "", func(l *lesionDose) *record.Quantity { return &l.DoseLow }, unit.Dose),
		amount("dose-high", "", func(l *lesionDose) *record.Quantity { return &l.DoseHigh }, unit.Dose),
		amount("half-life", "effective half-life in the lesion", func(l *lesionDose) *record.Quantity { return &l.HalfLife }, unit.Duration),
		amount("mass", "", func(l *lesionDose) *record.Quantity { return &l.Mass }, unit.Mass),
		str("note", "what else should be kept; no rule reads it", func(l *lesionDose) *string { return &l.Note }),
	},
}
