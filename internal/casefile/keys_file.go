package casefile

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/record"
)

// Version is the first line of every case file.
const Version = "case/1"

// dates are the keys that every dated entry has.
func dates[T any](at func(*T) *record.Entry) []key[T] {
	e := func(f func(*record.Entry) *date.Span) func(*T) *date.Span {
		return func(t *T) *date.Span { return f(at(t)) }
	}
	return []key[T]{
		str("id", "a name that other entries refer to", func(t *T) *string { return &at(t).ID }),
		day("date", "the day, as far as it is known", e(func(e *record.Entry) *date.Span { return &e.When })),
		day("from", "first day of a period", e(func(e *record.Entry) *date.Span { return &e.From })),
		day("to", "last day of a period", e(func(e *record.Entry) *date.Span { return &e.To })),
		relativeKey("after", "instead of date: an entry (its id, its section if it is the only one there, its drug, or diagnosis, metastases) and a distance: `rai-1 + 7 mo`, `rai-1 + 6..8 mo`, `rai-1 + 7 mo~` (about); without a distance only the order is known", at),
		relativeKey("before", "instead of date: as `after`, on the other side", at),
		custom(Spec{Name: "by", Form: FormRelative, Doc: "the distance of `after` or `before`, if written apart: `after: rai-1, by: 7 mo`"},
			func(w *walker, n *yaml.Node, t *T) {}),
		day("known", "the day from which this was known, if later than its date", e(func(e *record.Entry) *date.Span { return &e.Known })),
		str("printed", "the source's own way of saying it, short", func(t *T) *string { return &at(t).Printed }),
		str("note", "what else should be kept; no rule reads it", func(t *T) *string { return &at(t).Note }),
	}
}

func relativeKey[T any](name, doc string, at func(*T) *record.Entry) key[T] {
	return custom(Spec{Name: name, Form: FormRelative, Doc: doc},
		func(w *walker, n *yaml.Node, t *T) { w.relativeEntry(n, name, at(t)) })
}

// entries makes the object of a dated section: its own keys, then the common ones.
// Where "by" names a person, the distance of a relative date has to stand in "after".
func entries[T any](name, doc, example string, at func(*T) *record.Entry, keys ...key[T]) object[T] {
	common := dates(at)
	if slices.ContainsFunc(keys, func(k key[T]) bool { return k.Name == "by" }) {
		common = slices.DeleteFunc(common, func(k key[T]) bool { return k.Name == "by" })
	}
	return object[T]{name: name, doc: doc, example: example, entry: at, keys: slices.Concat(keys, common),
		line: func(t *T) *int { return &at(t).Line }}
}

// file is the whole case file.
var file = object[record.Patient]{
	name: "case", doc: "the whole file", example: "symport: case/1\nid: EXAMPLE-1\n",
	keys: []key[record.Patient]{
		custom(Spec{Name: "symport", Form: FormWord, Words: []string{Version}, Doc: "what the file is; its first line", Required: true},
			func(w *walker, n *yaml.Node, _ *record.Patient) { w.version(n) }),
		str("id", "the name of the case; no name, no record number", func(p *record.Patient) *string { return &p.ID }).required(),
		str("about", "one line that tells the case from others", func(p *record.Patient) *string { return &p.About }),
		truth("synthetic", "made up (yes) or a real, published patient (no)", func(p *record.Patient) *record.Truth { return &p.Synthetic }),
		day("as-of", "the day on which the question was open; used when the command line names no day", func(p *record.Patient) *date.Span { return &p.AsOf }),
		sub("source", sourceObject, func(p *record.Patient) *record.Source { return &p.Source }),
		custom(Spec{Name: "complete", Form: FormNames, Words: sections, Also: true,
			Doc: "sections that hold all there was: nothing listed there means not given, not done; any other absence is unknown. An element may be `{ section: imaging, until: 2016-04 }`"},
			func(w *walker, n *yaml.Node, p *record.Patient) { w.complete(n, p) }),
		sub("patient", personObject, func(p *record.Patient) *record.Person { return &p.Person }),
		sub("tumour", tumourObject, func(p *record.Patient) *record.Tumour { return &p.Tumour }),
		byID("lesions", lesionObject, func(p *record.Patient) *[]record.Lesion { return &p.Lesions }, func(l *record.Lesion) *string { return &l.ID }, nil),
		list("biopsies", biopsyObject, func(p *record.Patient) *[]record.Biopsy { return &p.Biopsies }),
		list("surgery", surgeryObject, func(p *record.Patient) *[]record.Surgery { return &p.Surgery }),
		list("radioiodine", radioiodineObject, func(p *record.Patient) *[]record.Radioiodine { return &p.Radioiodine }),
		list("external-beam", beamObject, func(p *record.Patient) *[]record.Beam { return &p.ExternalBeam }),
		list("local", localObject, func(p *record.Patient) *[]record.Local { return &p.Local }),
		list("radionuclide", radionuclideObject, func(p *record.Patient) *[]record.Radionuclide { return &p.Radionuclide }),
		list("imaging", imagingObject, func(p *record.Patient) *[]record.Imaging { return &p.Imaging }),
		list("responses", responseObject, func(p *record.Patient) *[]record.Response { return &p.Responses }),
		list("laboratory", labObject, func(p *record.Patient) *[]record.Lab { return &p.Labs }),
		list("performance", performanceObject, func(p *record.Patient) *[]record.Performance { return &p.Performance }),
		list("vitals", vitalsObject, func(p *record.Patient) *[]record.Vitals { return &p.Vitals }),
		list("heart", heartObject, func(p *record.Patient) *[]record.Heart { return &p.Heart }),
		list("levothyroxine", medicineObject("levothyroxine", "thyroid hormone over time, with the TSH target", "- { from: 2012-12, dose: 125 ug/d, tsh-target: <0.1 mU/L, by: endocrinologist }"),
			func(p *record.Patient) *[]record.Medicine { return &p.Levothyrox }),
		list("bone-agents", medicineObject("bone-agents", "denosumab, zoledronic acid and other agents for bone", "- { drug: denosumab, from: 2016-05, dose: 120 mg every 4 wk }"),
			func(p *record.Patient) *[]record.Medicine { return &p.BoneAgents }),
		list("systemic", systemicObject, func(p *record.Patient) *[]record.Systemic { return &p.Systemic }),
		list("redifferentiation", rediffObject, func(p *record.Patient) *[]record.Redifferentiation { return &p.Rediff }),
		list("adverse-events", adverseObject, func(p *record.Patient) *[]record.AdverseEvent { return &p.Adverse }),
		list("events", eventObject, func(p *record.Patient) *[]record.Event { return &p.Events }),
		list("dosimetry", dosimetryObject, func(p *record.Patient) *[]record.Dosimetry { return &p.Dosimetry }),
		list("iodine-load", iodineObject, func(p *record.Patient) *[]record.Iodine { return &p.IodineLoad }),
		list("malignancies", malignancyObject, func(p *record.Patient) *[]record.Malignancy { return &p.Malignancies }),
		list("red-flags", redFlagObject, func(p *record.Patient) *[]record.RedFlag { return &p.RedFlags }),
		list("planned", planObject, func(p *record.Patient) *[]record.Plan { return &p.Planned }),
		list("preferences", preferenceObject, func(p *record.Patient) *[]record.Preference { return &p.Preferences }),
		list("judgements", judgementObject, func(p *record.Patient) *[]record.Judgement { return &p.Judgements }),
		list("decisions", decisionObject, func(p *record.Patient) *[]record.Decision { return &p.Decisions }),
		sub("vital-status", vitalObject, func(p *record.Patient) *record.VitalStatus { return &p.Vital }),
	},
}

var sourceObject = object[record.Source]{
	name: "source", doc: "where the facts come from and what of it was read",
	example: "source:\n  citation: CANTEMIST corpus, development set 2, clinical case cc_onco945\n  doi: 10.5281/zenodo.3978041\n  read: full case text\n",
	keys: []key[record.Source]{
		str("citation", "authors, title, where it was printed", func(s *record.Source) *string { return &s.Citation }),
		str("doi", "its DOI", func(s *record.Source) *string { return &s.DOI }),
		str("url", "its address", func(s *record.Source) *string { return &s.URL }),
		str("licence", "terms of use, as far as read", func(s *record.Source) *string { return &s.Licence }),
		str("read", "what was read: full case text, table, abstract, excerpt; facts beyond it are absent, not negative", func(s *record.Source) *string { return &s.Read }),
	},
}

var vitalObject = object[record.VitalStatus]{
	name: "vital-status", doc: "whether the patient is alive", example: "vital-status: { status: dead, date: 2018-02-01, cause: upper gastrointestinal bleeding }\n",
	line: func(v *record.VitalStatus) *int { return &v.Line },
	keys: []key[record.VitalStatus]{
		choice("status", "", func(v *record.VitalStatus) *record.Text { return &v.Status }, "alive", "dead"),
		day("date", "day of death, or the last day on which the patient was known to live", func(v *record.VitalStatus) *date.Span { return &v.When }),
		str("cause", "cause of death", func(v *record.VitalStatus) *string { return &v.Cause }),
	},
}
