package consult

import (
	"cmp"
	"strings"

	"symport/internal/record"
	"symport/internal/unit"
	"symport/internal/verdict"
)

// quietEvents are the dated entries that change facts and stand in no row of the drawing:
// measurements, statements, agents beside the tumour treatment.
func quietEvents(p *record.Patient) (out []dated) {
	add := func(sec record.Section, e *record.Entry, words ...string) {
		if e.Span().Known {
			out = append(out, small(sec, e, words...))
		}
	}
	for i := range p.Labs {
		if x := &p.Labs[i]; !markerTest(x.Test) {
			add(record.SecLaboratory, &x.Entry, labText(x))
		}
	}
	for i := range p.Vitals {
		add(record.SecVitals, &p.Vitals[i].Entry, vitalsText(&p.Vitals[i]))
	}
	for i := range p.Tumour.Molecular {
		x := &p.Tumour.Molecular[i]
		add(record.SecMolecular, &x.Entry, x.Gene, x.Alteration, textIf(x.Result), x.Value)
	}
	for i := range p.Biopsies {
		x := &p.Biopsies[i]
		add(record.SecBiopsies, &x.Entry, "biopsy", prefixed("of ", strings.Join(namesOf(lesionNames(p), x.Lesions), " and ")), prefixed(": ", joinWords(x.Histology, x.Result)))
	}
	for i := range p.Preferences {
		x := &p.Preferences[i]
		add(record.SecPreferences, &x.Entry, "the patient", cmp.Or(textIf(x.Wish), "on"), x.Option, prefixed(", ", x.Reason))
	}
	for i := range p.RedFlags {
		x := &p.RedFlags[i]
		add(record.SecRedFlags, &x.Entry, "red flag "+x.Flag+": "+truthText(x.Present))
	}
	for i := range p.Malignancies {
		add(record.SecMalignancies, &p.Malignancies[i].Entry, p.Malignancies[i].What, prefixed(", ", p.Malignancies[i].State))
	}
	for i := range p.Judgements {
		x := &p.Judgements[i]
		add(record.SecJudgements, &x.Entry, x.Fact+prefixed(" of ", x.Lesion)+":", textIf(x.Answer), quantityText(x.Quantity))
	}
	return append(out, quietAgents(p)...)
}

// quietAgents are medicines and loads of iodine, and what stands of the person.
func quietAgents(p *record.Patient) (out []dated) {
	add := func(sec record.Section, e *record.Entry, words ...string) {
		if e.Span().Known {
			out = append(out, small(sec, e, words...))
		}
	}
	for _, l := range []struct {
		sec  record.Section
		list []record.Medicine
	}{{record.SecLevothyroxine, p.Levothyrox}, {record.SecBoneAgents, p.BoneAgents}, {record.SecMedication, p.Person.Medication}} {
		for i := range l.list {
			x := &l.list[i]
			drug := cmp.Or(x.Drug, string(l.sec))
			add(l.sec, &x.Entry, drug, quantityText(x.Dose), prefixed("; stopped: ", textIf(x.Stopped)))
			for k := range x.Changes {
				c := &x.Changes[k]
				add(l.sec, &c.Entry, drug, quantityText(c.Dose), prefixed(", ", c.Reason))
			}
		}
	}
	for i := range p.IodineLoad {
		x := &p.IodineLoad[i]
		denied := ""
		if x.Present.Has() && !x.Present.V {
			denied = ": no"
		}
		add(record.SecIodineLoad, &x.Entry, "iodine load:", x.What, quantityText(x.Value), denied)
	}
	for i := range p.Person.Comorbidity {
		x := &p.Person.Comorbidity[i]
		add(record.SecComorbidity, &x.Entry, x.Name, prefixed("grade ", x.Grade), prefixed(", ", x.Detail))
	}
	for i := range p.Person.Denied {
		x := &p.Person.Denied[i]
		add(secDenied, &x.Entry, "none of: "+strings.Join(x.Items, ", "))
	}
	for i := range p.Person.Risks {
		x := &p.Person.Risks[i]
		add(secRisks, &x.Entry, x.Name+": "+truthText(x.Present))
	}
	return out
}

func namesOf(names map[string]string, ids []string) (out []string) {
	for _, id := range sorted(ids) {
		out = append(out, cmp.Or(names[id], id))
	}
	return out
}

func markerTest(test string) bool { return test == "Tg" || test == "TSH" || test == "TgAb" }

func quantityText(q record.Quantity) string {
	if !q.Has() {
		return ""
	}
	return q.V.String()
}

func truthText(t record.Truth) string {
	switch {
	case !t.Has():
		return t.Status.String()
	case t.V:
		return "yes"
	}
	return "no"
}

func vitalsText(x *record.Vitals) string {
	var parts []string
	if x.Systolic.Has() && x.Diastolic.Has() {
		parts = append(parts, "blood pressure "+unit.Sig(x.Systolic.V.Value, 3)+"/"+x.Diastolic.V.String())
	} else if said := textIf(x.PressureStatus); said != "" {
		parts = append(parts, "blood pressure "+said)
	}
	for _, m := range []struct {
		name string
		q    record.Quantity
	}{{"weight", x.Weight}, {"height", x.Height}, {"heart rate", x.HeartRate}, {"respiratory rate", x.RespiratoryRate}, {"saturation", x.Saturation}, {"temperature", x.Temperature}} {
		if text := quantityText(m.q); text != "" {
			parts = append(parts, m.name+" "+text)
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "vital signs")
}

// small is an event of a few words.
func small(sec record.Section, e *record.Entry, words ...string) dated {
	return dated{verdict.Event{When: label(e.Span()), Section: string(sec), Text: joinWords(words...)}, e.Span(), e.Seq}
}
