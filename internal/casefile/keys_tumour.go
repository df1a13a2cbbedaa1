package casefile

import (
	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/record"
	"symport/internal/unit"
)

type (
	tumour = record.Tumour
	lesion = record.Lesion
)

var tumourObject = object[tumour]{
	name: "tumour", doc: "the primary and what is known of its biology",
	example: `tumour:
  histology: papillary
  variant: tall cell
  found: 2012-11
  tnm: { t: pT2, n: N1b, m: M1, edition: unknown, stage-printed: IVc }
  molecular:
    - { gene: BRAF, alteration: V600E, result: not-detected }
`,
	line: func(t *tumour) *int { return &t.Line },
	keys: []key[tumour]{
		choice("histology", "of the primary", func(t *tumour) *record.Text { return &t.Histology }, histologyWords...),
		str("variant", "variant, growth, differentiation as printed", func(t *tumour) *string { return &t.Variant }),
		oneOf("site", "where the primary is, if not in the thyroid", func(t *tumour) *string { return &t.Site }, "thyroid", "struma-ovarii", "thyroglossal", "other"),
		sub("tnm", tnmObject, func(t *tumour) *record.TNM { return &t.TNM }),
		sub("nodes", nodesObject, func(t *tumour) *record.Nodes { return &t.Nodes }),
		amount("size", "largest diameter of the primary", func(t *tumour) *record.Quantity { return &t.Size }, unit.Length),
		truth("multifocal", "", func(t *tumour) *record.Truth { return &t.Multifocal }),
		said("residual", "what the first operation left", func(t *tumour) *record.Text { return &t.Residual }, "R0", "R1", "R2", "none", "present"),
		choice("remnant", "thyroid tissue that is left: none, a small or large remnant, a lobe, the whole gland", func(t *tumour) *record.Text { return &t.Remnant }, "none", "small", "large", "lobe", "whole"),
		truth("vascular-invasion", "", func(t *tumour) *record.Truth { return &t.Vascular }),
		truth("necrosis", "", func(t *tumour) *record.Truth { return &t.Necrosis }),
		truth("extrathyroidal-extension", "", func(t *tumour) *record.Truth { return &t.Extrathyroidal }),
		amount("ki67", "proliferation index, `8 %`", func(t *tumour) *record.Quantity { return &t.Ki67 }, unit.Percent),
		sub("risk", riskClassObject, func(t *tumour) *record.RiskClass { return &t.Risk }),
		day("found", "day of the diagnosis", func(t *tumour) *date.Span { return &t.Found }),
		day("metastases-found", "day on which distant metastases were found", func(t *tumour) *date.Span { return &t.Metastases }),
		said("transformed", "what a known differentiated carcinoma has turned into; `no` if denied", func(t *tumour) *record.Text { return &t.Transformed }, "no", "anaplastic", "poorly-differentiated", "squamous"),
		list("molecular", molecularObject, func(t *tumour) *[]record.Molecular { return &t.Molecular }),
		list("sites", siteObject, func(t *tumour) *[]record.SiteStatement { return &t.Sites }),
		str("printed", "the source's own way of saying it, short", func(t *tumour) *string { return &t.Printed }),
		str("note", "what else should be kept; no rule reads it", func(t *tumour) *string { return &t.Note }),
	},
}

var tnmObject = object[record.TNM]{
	name: "tnm", doc: "the stage, in the edition it was meant in", example: "tnm: { t: pT3, n: NX, m: M1, edition: 8, stage-printed: IVC }\n",
	keys: []key[record.TNM]{
		pattern("t", "", `([cpyra]*T)?(X|0|is|[1-4][ab]?)(\((m|s)\))?`, func(t *record.TNM) *string { return &t.T }),
		pattern("n", "", `([cpyra]*N)?(X|0[ab]?|1[ab]?)`, func(t *record.TNM) *string { return &t.N }),
		pattern("m", "", `([cpyra]*M)?(X|0|1)`, func(t *record.TNM) *string { return &t.M }),
		pattern("edition", "of the AJCC/UICC manual", `[5-9](th)?`, func(t *record.TNM) *string { return &t.Edition }),
		str("stage-printed", "the stage as the source prints it", func(t *record.TNM) *string { return &t.StagePrinted }),
	},
}

func pattern[T any](name, doc, expr string, at func(*T) *string) key[T] {
	spec := Spec{Name: name, Form: FormText, Doc: doc, Pattern: expr}
	return custom(spec, func(w *walker, n *yaml.Node, t *T) { w.pattern(n, at(t), spec) })
}

var nodesObject = object[record.Nodes]{
	name: "nodes", doc: "nodes of the dissection", example: "nodes: { positive: 2, examined: 4 }\n",
	keys: []key[record.Nodes]{
		count("positive", "", 0, 200, func(n *record.Nodes) *record.Count { return &n.Positive }),
		count("examined", "", 0, 200, func(n *record.Nodes) *record.Count { return &n.Examined }),
	},
}

var riskClassObject = object[record.RiskClass]{
	name: "risk", doc: "a risk class under a named scheme", example: "risk: { scheme: ATA, class: high }\n",
	keys: []key[record.RiskClass]{
		str("scheme", "ATA, ...", func(r *record.RiskClass) *string { return &r.Scheme }),
		str("class", "low, intermediate, high", func(r *record.RiskClass) *string { return &r.Class }),
	},
}

var molecularObject = entries("molecular", "one molecular result, found or not found", "- { gene: RET, alteration: fusion, partner: CCDC6, result: detected, method: sequencing, date: unknown }",
	func(m *record.Molecular) *record.Entry { return &m.Entry },
	str("gene", "", func(m *record.Molecular) *string { return &m.Gene }, "BRAF", "RET", "NTRK1", "NTRK2", "NTRK3", "ALK", "RAS", "NRAS", "HRAS", "KRAS", "TERT", "TP53", "PIK3CA", "PTEN", "TMB", "MSI").required(),
	str("alteration", "V600E, fusion, promoter, ...", func(m *record.Molecular) *string { return &m.Alteration }),
	choice("result", "", func(m *record.Molecular) *record.Text { return &m.Result }, "detected", "not-detected").required(),
	str("partner", "of a fusion", func(m *record.Molecular) *string { return &m.Partner }),
	str("method", "", func(m *record.Molecular) *string { return &m.Method }),
	str("sample", "what was tested: primary, node, metastasis, blood", func(m *record.Molecular) *string { return &m.Sample }),
	str("value", "of TMB or MSI, as printed", func(m *record.Molecular) *string { return &m.Value }),
)

var siteObject = func() object[record.SiteStatement] {
	o := entries("sites", "what is said of a site as a whole, where no single lesion is declared; a plain word is a site where metastases are",
		"- { site: brain, present: no, modality: MRI, date: 2016-04 }", func(s *record.SiteStatement) *record.Entry { return &s.Entry },
		oneOf("site", "", func(s *record.SiteStatement) *string { return &s.Site }, siteWords...).required(),
		truth("present", "no, if it was searched and nothing is there", func(s *record.SiteStatement) *record.Truth { return &s.Present }),
		str("modality", "how it was searched", func(s *record.SiteStatement) *string { return &s.Modality }, modalityWords...),
	)
	o.scalar = func(w *walker, n *yaml.Node, s *record.SiteStatement) {
		w.str(n, &s.Site, Spec{Form: FormWord, Words: siteWords})
		s.Present = record.Some(true)
	}
	return o
}()

var lesionObject = object[lesion]{
	name: "lesions", doc: "every metastasis, or group of them, declared once under an id; scans and treatments name it. A group is one entry until single nodules are measured, which then say `part-of`",
	example: `lesions:
  lung: { site: lung, side: both, count: unknown, pattern: micronodular, found: at diagnosis }
  c6:   { site: bone, detail: vertebra C6, found: 2015-12..2016-04, painful: yes }
`,
	line: func(l *lesion) *int { return &l.Line },
	keys: []key[lesion]{
		oneOf("site", "", func(l *lesion) *string { return &l.Site }, siteWords...).required(),
		oneOf("side", "", func(l *lesion) *string { return &l.Side }, "left", "right", "both", "midline"),
		str("detail", "where exactly", func(l *lesion) *string { return &l.Detail }),
		oneOf("kind", "metastasis unless said", func(l *lesion) *string { return &l.Kind }, "metastasis", "recurrence", "primary", "other-tumour"),
		choice("nature", "how sure it is", func(l *lesion) *record.Text { return &l.Nature }, "proven", "presumed", "other-tumour"),
		custom(Spec{Name: "count", Form: FormCount, Lo: 0, Hi: 999, Words: []string{"uncountable"}, Doc: "how many lesions the entry stands for; `uncountable` if nobody could tell"},
			func(w *walker, n *yaml.Node, l *lesion) { w.lesionCount(n, l) }),
		choice("pattern", "", func(l *lesion) *record.Text { return &l.Pattern }, "micronodular", "macronodular", "miliary", "diffuse", "solitary"),
		custom(Spec{Name: "part-of", Form: FormText, Doc: "id of the group that it belongs to"}, func(w *walker, n *yaml.Node, l *lesion) {
			w.str(n, &l.PartOf, Spec{Open: true})
			w.needLesion(n, l.PartOf)
		}),
		custom(Spec{Name: "found", Form: FormDate, Also: true, Doc: "when it was found; `at diagnosis` is the tumour's `found`"}, func(w *walker, n *yaml.Node, l *lesion) { w.found(n, l) }),
		choice("role", "in the measurement of response", func(l *lesion) *record.Text { return &l.Role }, "target", "non-target", "new"),
		truth("symptomatic", "", func(l *lesion) *record.Truth { return &l.Symptomatic }),
		truth("painful", "", func(l *lesion) *record.Truth { return &l.Painful }),
		day("symptomatic-on", "the day of that statement", func(l *lesion) *date.Span { return &l.SymptomOn }),
		said("threatens", "the structure in danger; `no` if none is", func(l *lesion) *record.Text { return &l.Threatens }, "no", "spinal cord", "airway", "oesophagus", "vessel", "brain", "optic nerve", "fracture"),
		truth("highly-fdg-avid", "the reader's judgement; no source gives a number", func(l *lesion) *record.Truth { return &l.Highly }),
		truth("weight-bearing", "of a bone lesion", func(l *lesion) *record.Truth { return &l.WeightBearing }),
		str("histology", "if it was biopsied or removed", func(l *lesion) *string { return &l.Histology }),
		choice("local-option", "is a local treatment open (the physician's answer)", func(l *lesion) *record.Text { return &l.LocalOption }, "yes", "no"),
		custom(sizeSpec("largest size when nothing is dated: `5 cm`, `49 x 39 mm`"), func(w *walker, n *yaml.Node, l *lesion) { w.size(n, &l.Longest, &l.Other) }),
		str("printed", "the source's own way of saying it, short", func(l *lesion) *string { return &l.Printed }),
		str("note", "what else should be kept; no rule reads it", func(l *lesion) *string { return &l.Note }),
	},
}

func sizeSpec(doc string) Spec {
	return Spec{Name: "size", Form: FormQuantity, Kinds: []unit.Kind{unit.Length}, Also: true, Doc: doc}
}

var biopsyObject = entries("biopsies", "tissue of a lesion", "- { date: 2017-01, lesions: [l4], histology: papillary, result: metastasis }",
	func(b *record.Biopsy) *record.Entry { return &b.Entry },
	lesions("lesions that were biopsied", func(b *record.Biopsy) *[]string { return &b.Lesions }),
	str("histology", "", func(b *record.Biopsy) *string { return &b.Histology }),
	str("result", "in words", func(b *record.Biopsy) *string { return &b.Result }),
	list("molecular", molecularObject, func(b *record.Biopsy) *[]record.Molecular { return &b.Genes }),
)
