package casefile

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fact"
	"symport/internal/record"
	"symport/internal/unit"
)

// Limits of plausibility of what is not a laboratory test; see limit. An activity of
// one course above 20 GBq, or under 0.3 GBq, is above all a mistaken unit.
var (
	courseLimit   = limit{"GBq", 0.3, 20, 0.001, 60}
	seriesLimit   = limit{"GBq", 0.3, 100, 0.001, 500}
	tracerLimit   = limit{"MBq", 1, 2000, 0.01, 20000}
	beamLimit     = limit{"Gy", 4, 80, 0.5, 200}
	ageLimit      = limit{"y", 0, 100, 0, 125}
	heightLimit   = limit{"cm", 45, 215, 25, 260}
	weightLimit   = limit{"kg", 5, 250, 1, 500}
	systolicLimit = limit{"mmHg", 70, 250, 40, 320}
	diastoleLimit = limit{"mmHg", 35, 150, 15, 220}
	rateLimit     = limit{"/min", 35, 200, 10, 350}
	breathLimit   = limit{"/min", 6, 60, 2, 120}
	percentLimit  = limit{"%", 0, 100, 0, 100}
	oxygenLimit   = limit{"%", 70, 100, 10, 100}
	ejectionLimit = limit{"%", 15, 85, 3, 95}
	qtcLimit      = limit{"ms", 320, 650, 200, 900}
	warmthLimit   = limit{"degC", 33, 42, 20, 46}
	sizeLimit     = limit{"mm", 0.5, 250, 0.05, 600}
	suvLimit      = limit{"SUV", 0, 150, 0, 2000}
	bodyLimit     = limit{"Gy/GBq", 0.01, 1, 0.0001, 20}
	lesionLimit   = limit{"Gy/GBq", 0, 500, 0, 20000}
	agentLimit    = limit{"GBq", 0.5, 60, 0.01, 500}
	ceilingLimit  = limit{"GBq", 1, 60, 0.1, 500}
	hormoneLimit  = limit{"ug/d", 10, 500, 1, 2000}
	drugLimit     = limit{"mg/d", 0, 5000, 0, 50000}
	lungLimit     = limit{"Gy/GBq", 0.01, 10, 0.0001, 100}
)

func (w *walker) checkLimits(p *record.Patient) {
	w.within("age", &p.Person.Age, ageLimit)
	w.within("height", &p.Person.Height, heightLimit)
	w.within("size", &p.Tumour.Size, sizeLimit)
	w.within("ki67", &p.Tumour.Ki67, percentLimit)
	for i := range p.Radioiodine {
		w.courseLimits(&p.Radioiodine[i])
	}
	for i := range p.ExternalBeam {
		w.within("dose", &p.ExternalBeam[i].Dose, beamLimit)
	}
	for i := range p.Vitals {
		w.vitalLimits(&p.Vitals[i])
	}
	for i := range p.Heart {
		w.within("ejection-fraction", &p.Heart[i].EjectionFraction, ejectionLimit)
		w.within("qtc", &p.Heart[i].QTc, qtcLimit)
	}
	for i := range p.Labs {
		w.labLimits(&p.Labs[i])
	}
	w.lesionLimits(p)
	w.drugLimits(p)
	for i := range p.Radionuclide {
		w.within("activity", &p.Radionuclide[i].Activity, agentLimit)
	}
	for i := range p.Planned {
		w.within("activity", &p.Planned[i].Activity, courseLimit)
	}
	for i := range p.Dosimetry {
		w.dosimetryLimits(&p.Dosimetry[i])
	}
}

func (w *walker) courseLimits(r *record.Radioiodine) {
	w.testLimits("TSH", &r.TSH)
	if r.Intent.V == "diagnostic" {
		w.within("activity", &r.Activity, tracerLimit)
		return
	}
	w.within("activity", &r.Activity, courseLimit)
	w.within("each", &r.Each, courseLimit)
	w.within("total", &r.Total, seriesLimit)
	w.meanLimit(r)
	w.within("stated-total", &r.StatedTotal, seriesLimit)
}

// meanLimit holds the mean course of a series against the limits of one course, where
// the total alone is not out of the way.
func (w *walker) meanLimit(r *record.Radioiodine) {
	if !r.Total.Has() || !r.Courses.Has() || r.Courses.V < 1 || r.Total.V.In("GBq") > seriesLimit.softHi {
		return
	}
	mean := r.Total.V.In("GBq") / float64(r.Courses.V)
	if mean < courseLimit.softLo || mean > courseLimit.softHi {
		w.warn(w.node(&r.Total), "soft-limit", otherUnit(r.Total.V), "total %s in %d courses is %s GBq each: usually %s to %s GBq",
			r.Total.V, r.Courses.V, unit.Sig(mean, 2), plain(courseLimit.softLo), plain(courseLimit.softHi))
	}
}

func (w *walker) vitalLimits(v *record.Vitals) {
	w.within("systolic pressure", &v.Systolic, systolicLimit)
	w.within("diastolic pressure", &v.Diastolic, diastoleLimit)
	w.within("weight", &v.Weight, weightLimit)
	w.within("height", &v.Height, heightLimit)
	w.within("heart-rate", &v.HeartRate, rateLimit)
	w.within("respiratory-rate", &v.RespiratoryRate, breathLimit)
	w.within("oxygen-saturation", &v.Saturation, oxygenLimit)
	w.within("temperature", &v.Temperature, warmthLimit)
	if v.Systolic.Has() && v.Diastolic.Has() && v.Diastolic.V.Value >= v.Systolic.V.Value {
		w.fail(w.node(&v.Systolic), "impossible", "swapped?", "diastolic pressure %s is not below systolic %s", v.Diastolic.V, v.Systolic.V)
	}
}

// drugLimits hold drug doses per day; amounts given once have none.
func (w *walker) drugLimits(p *record.Patient) {
	look := func(name string, q *record.Quantity, l limit) {
		if q.Has() && q.V.Kind == unit.DrugDose {
			what := "drug dose"
			if name != "" {
				what += " of " + name
			}
			w.within(what, q, l)
		}
	}
	medicines := func(list []record.Medicine, l limit) {
		for i := range list {
			m := &list[i]
			look(m.Drug, &m.Dose, l)
			for j := range m.Changes {
				look(m.Drug, &m.Changes[j].Dose, l)
			}
		}
	}
	medicines(p.Levothyrox, hormoneLimit)
	medicines(p.BoneAgents, drugLimit)
	medicines(p.Person.Medication, drugLimit)
	for i := range p.Systemic {
		for j := range p.Systemic[i].Doses {
			look(p.Systemic[i].Drug, &p.Systemic[i].Doses[j].Dose, drugLimit)
		}
	}
}

func (w *walker) lesionLimits(p *record.Patient) {
	for i := range p.Lesions {
		w.within("size", &p.Lesions[i].Longest, sizeLimit)
	}
	for i := range p.Imaging {
		w.testLimits("TSH", &p.Imaging[i].TSH)
		for j := range p.Imaging[i].Findings {
			f := &p.Imaging[i].Findings[j]
			w.within("longest", &f.Longest, sizeLimit)
			w.within("short-axis", &f.ShortAxis, sizeLimit)
			w.within("suvmax", &f.SUVmax, suvLimit)
			if f.Longest.Has() && f.ShortAxis.Has() && f.ShortAxis.V.Value > f.Longest.V.Value {
				w.fail(w.node(&f.ShortAxis), "impossible", "swapped?", "short axis %s is longer than the longest diameter %s", f.ShortAxis.V, f.Longest.V)
			}
		}
	}
}

func (w *walker) dosimetryLimits(d *record.Dosimetry) {
	w.within("activity", &d.Activity, tracerLimit)
	w.testLimits("TSH", &d.TSH)
	w.within("retention-48h", &d.Retention48h, percentLimit)
	w.within("lung-per-activity", &d.LungPerGBq, lungLimit)
	for _, q := range []*record.Quantity{&d.Planned, &d.Delivered} {
		w.within("activity", q, courseLimit)
	}
	for _, q := range []*record.Quantity{&d.MaxSafeLow, &d.MaxSafe, &d.MaxSafeHigh} {
		w.within("maximum-safe-activity", q, ceilingLimit)
	}
	for _, q := range []*record.Quantity{&d.BloodPerGBq, &d.BloodLow, &d.BloodHigh, &d.MarrowPerGBq} {
		w.within("dose per activity", q, bodyLimit)
	}
	w.bounds(&d.BloodLow, &d.BloodPerGBq, &d.BloodHigh)
	w.bounds(&d.MaxSafeLow, &d.MaxSafe, &d.MaxSafeHigh)
	for i := range d.Lesions {
		l := &d.Lesions[i]
		w.within("per-activity", &l.PerGBq, lesionLimit)
		w.bounds(&l.Low, &l.PerGBq, &l.High)
		w.bounds(&l.DoseLow, &l.Dose, &l.DoseHigh)
	}
}

// bounds checks low <= value <= high as far as they are known.
func (w *walker) bounds(low, value, high *record.Quantity) {
	for _, pair := range [][2]*record.Quantity{{low, value}, {value, high}, {low, high}} {
		if pair[0].Has() && pair[1].Has() && pair[0].V.Value > pair[1].V.Value {
			w.fail(w.node(pair[0]), "impossible", "swapped?", "the bounds are out of order: %s, then %s", pair[0].V, pair[1].V)
			return
		}
	}
}

// within holds a quantity against its limits of plausibility.
func (w *walker) within(what string, q *record.Quantity, l limit) {
	if q.Status != fact.Known {
		return
	}
	w.judge(w.node(q), what, q.V, l)
}

func (w *walker) judge(n *yaml.Node, what string, q unit.Quantity, l limit) {
	v := q.In(l.unit)
	hint := "the unit, or the decimal point?"
	if q.Kind == unit.Activity {
		hint = otherUnit(q)
	}
	switch {
	case v < l.hardLo && q.Bound != unit.Above || v > l.hardHigh && q.Bound != unit.Below:
		w.fail(n, "hard-limit", hint, "%s %s cannot be: outside %s to %s %s", what, q, plain(l.hardLo), plain(l.hardHigh), l.unit)
	case v < l.softLo && q.Bound == unit.Exact || v > l.softHi && q.Bound != unit.Below:
		w.warn(n, "soft-limit", hint, "%s %s is hard to believe: usually %s to %s %s", what, q, plain(l.softLo), plain(l.softHi), l.unit)
	}
}

func plain(x float64) string { return strings.TrimSuffix(trimZeros(unit.Sig(x, 6)), ".") }

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		return strings.TrimRight(s, "0")
	}
	return s
}

// otherUnit shows the same digits in the units an activity is mistaken for.
func otherUnit(q unit.Quantity) string {
	var readings []string
	for _, u := range []string{"GBq", "mCi", "MBq"} {
		if u == q.Unit {
			continue
		}
		if o, err := unit.Of(q.Number, u, unit.Activity); err == nil {
			readings = append(readings, q.Number+" "+u+" is "+unit.Sig(unit.GBq(o.KBq()), 3)+" GBq")
		}
	}
	return strings.Join(readings, ", ") + ": the unit?"
}

// testLimits holds a quantity against the limits of a laboratory test.
func (w *walker) testLimits(test string, q *record.Quantity) {
	if q.Status == fact.Known {
		w.judgeTest(w.node(q), findTest(test), q.V)
	}
}

func (w *walker) labLimits(l *record.Lab) {
	t := findTest(l.Test)
	if t == nil || l.Value.Status != fact.Known {
		return
	}
	n := w.node(&l.Value, &l.Test)
	w.judgeTest(n, t, l.Value.V)
	w.rareUnit(n, l)
	w.thousandsDot(n, t, l.Value.V)
}

func (w *walker) judgeTest(n *yaml.Node, t *labTest, q unit.Quantity) {
	for _, l := range t.limits {
		if sameKind(q, l.unit) {
			w.judge(n, t.name, q, l)
			return
		}
	}
}

func sameKind(q unit.Quantity, name string) bool {
	_, err := unit.Of("1", name, q.Kind)
	return err == nil
}

// rareUnit questions a thyroglobulin in a unit that is mostly a slip: 1 ng/dL is
// 0.01 ng/mL, 1 ng/L 0.001 ng/mL, 1 mg/L 1000 ng/mL.
func (w *walker) rareUnit(n *yaml.Node, l *record.Lab) {
	q := l.Value.V
	if l.Test != "Tg" || q.Unit == "ng/mL" {
		return
	}
	meant, err := unit.Of(q.Number, "ng/mL", unit.MassConc)
	if err != nil {
		return
	}
	w.warn(n, "unit-swap", q.Number+" ng/mL would be "+factor(meant.Value/q.Value)+": as printed?",
		"Tg %s is %s ng/mL; Tg is rarely given in %s", q, unit.Sig(q.Value, 3), q.Unit)
}

func factor(x float64) string {
	if x < 1 {
		return plain(1/x) + " times less"
	}
	return plain(x) + " times more"
}

var dotThousands = regexp.MustCompile(`^[1-9][0-9]{0,2}\.[0-9]{3}$`)

// thousandsDot questions 59.145 where 59 145 can be meant.
func (w *walker) thousandsDot(n *yaml.Node, t *labTest, q unit.Quantity) {
	if t.name == "Tg" && dotThousands.MatchString(q.Number) {
		digits := strings.Replace(q.Number, ".", "", 1)
		w.warn(n, "thousands", "write "+digits+" if the dot separates thousands, "+q.Number+"0 if it is a decimal point", "three digits after the dot in %s", q)
	}
}
