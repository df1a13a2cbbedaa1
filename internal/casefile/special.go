package casefile

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/fact"
	"symport/internal/fault"
	"symport/internal/record"
	"symport/internal/unit"
)

// Values that read their text in a way of their own.

func (w *walker) version(n *yaml.Node) {
	if v := w.word(n); v != Version && v != "" {
		w.fail(n, "bad-version", "this program reads "+Version, "%q is no version of the case file", shorten(v))
	}
}

// completeness is an element of `complete` with a date.
type completeness struct {
	Section string
	Until   date.Span
}

var completeObject = object[completeness]{name: "complete", keys: []key[completeness]{
	oneOf("section", "", func(c *completeness) *string { return &c.Section }, sections...).required(),
	day("until", "", func(c *completeness) *date.Span { return &c.Until }),
}}

func (w *walker) complete(n *yaml.Node, p *record.Patient) {
	p.Complete = map[record.Section]date.Span{}
	if n.Kind == yaml.ScalarNode && isStatus(n.Value) {
		return
	}
	for _, c := range w.items(n) {
		part := new(completeness)
		if c.Kind == yaml.MappingNode {
			decode(w, c, completeObject, part)
		} else {
			w.str(c, &part.Section, Spec{Name: "complete", Words: sections})
		}
		if part.Section != "" {
			p.Complete[record.Section(part.Section)] = part.Until
		}
	}
}

func (w *walker) lesionCount(n *yaml.Node, l *record.Lesion) {
	if n.Value == "uncountable" {
		l.Uncountable = true
		return
	}
	w.count(n, &l.Count, Spec{Name: "count", Lo: 0, Hi: 999})
}

func (w *walker) found(n *yaml.Node, l *record.Lesion) {
	if n.Value == "at diagnosis" {
		l.FoundText = n.Value
		w.diagnosis = append(w.diagnosis, l)
		return
	}
	w.date(n, &l.Found)
}

var sizes = regexp.MustCompile(`^([0-9][0-9.,]*)((?:\s*[x×]\s*[0-9][0-9.,]*)+)\s*([a-zA-Z]+)?$`)

// size reads one diameter, or several as "49 x 39 mm"; the largest is the longest.
func (w *walker) size(n *yaml.Node, longest *record.Quantity, other *[]record.Quantity) {
	spec := Spec{Name: "size", Kinds: []unit.Kind{unit.Length}}
	m := sizes.FindStringSubmatch(n.Value)
	if m == nil {
		if isStatus(n.Value) && longest.Written {
			return
		}
		w.quantity(n, longest, spec)
		return
	}
	w.at[longest] = n
	var all []record.Quantity
	for _, num := range strings.FieldsFunc(m[1]+m[2], func(r rune) bool { return r == 'x' || r == '×' }) {
		q, ok := w.measure(n, strings.TrimSpace(strings.TrimSpace(num)+" "+m[3]), spec)
		if !ok {
			return
		}
		all = append(all, record.Some(q))
	}
	slices.SortStableFunc(all, func(a, b record.Quantity) int { return -compareFloat(a.V.Value, b.V.Value) })
	if !longest.Has() {
		*longest, all = all[0], all[1:]
	}
	*other = append(*other, all...)
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

var pressure = regexp.MustCompile(`^([0-9]{2,3})\s*/\s*([0-9]{2,3})\s*(.*)$`)

func (w *walker) bloodPressure(n *yaml.Node, v *record.Vitals) {
	w.at[&v.Systolic] = n
	m := pressure.FindStringSubmatch(n.Value)
	if m == nil {
		if n.Value != "" && n.Value[0] >= '0' && n.Value[0] <= '9' {
			w.fail(n, "bad-quantity", "write 132/84 mmHg", "%q is not a blood pressure", shorten(n.Value))
			return
		}
		w.text(n, &v.PressureStatus, Spec{Open: true})
		return
	}
	spec := Spec{Name: "blood-pressure", Kinds: []unit.Kind{unit.Pressure}}
	if m[3] == "" {
		w.fail(n, "bad-quantity", "write "+m[1]+"/"+m[2]+" mmHg", "blood-pressure %s/%s has no unit", m[1], m[2])
		return
	}
	hi, ok1 := w.measure(n, m[1]+" "+m[3], spec)
	if !ok1 {
		return
	}
	lo, _ := w.measure(n, m[2]+" "+m[3], spec)
	v.Systolic, v.Diastolic = record.Some(hi), record.Some(lo)
}

func (w *walker) saturation(n *yaml.Node, v *record.Vitals) {
	text, on, _ := strings.Cut(n.Value, " on ")
	v.SaturationOn = strings.TrimSpace(on)
	w.at[&v.Saturation] = n
	if st, ok := w.status(n); ok {
		v.Saturation = record.Quantity{Status: st, Written: true}
		return
	}
	if q, ok := w.measure(n, strings.TrimSpace(text), Spec{Name: "oxygen-saturation", Kinds: []unit.Kind{unit.Percent}}); ok {
		v.Saturation = record.Some(q)
	}
}

// singleDose is the short form of a drug given in one drug dose only.
func (w *walker) singleDose(n *yaml.Node, s *record.Systemic) {
	d := record.DoseChange{Entry: record.Entry{Line: n.Line}}
	w.quantity(n, &d.Dose, Spec{Name: "dose", Kinds: []unit.Kind{unit.DrugDose, unit.DrugAmount}})
	if d.Dose.Status != fact.Unknown {
		s.Doses = append(s.Doses, d)
	}
}

// comparison is an examination that names the one it was compared with.
type comparison struct {
	scan *record.Imaging
	node *yaml.Node
}

func (w *walker) comparedWith(n *yaml.Node, i *record.Imaging) {
	w.at[&i.ComparedWith] = n
	text := w.word(n)
	if text == "" || isStatus(text) {
		return
	}
	if looksLikeDate(text) {
		w.date(n, &i.ComparedOn)
		return
	}
	i.ComparedWith = text
	w.compared = append(w.compared, comparison{i, n})
}

func looksLikeDate(text string) bool { return text[0] >= '0' && text[0] <= '9' }

// qualities are results in words.
var qualities = []string{"negative", "positive", "undetectable", "detectable", "normal", "raised", "low", "traces", "1+", "2+", "3+", "4+"}

func (w *walker) test(n *yaml.Node, l *record.Lab) {
	w.at[&l.Test] = n
	if l.Test = w.word(n); l.Test == "" {
		return
	}
	if t := findTest(l.Test); t != nil {
		l.Test = t.name
		return
	}
	if best := fault.Nearest(l.Test, testNames()); best != "" {
		w.warn(n, "unknown-test", "did you mean "+best+"? kept as written", "%q is no test that rules know", shorten(l.Test))
	}
}

// lab reads the value of a laboratory entry, which needs its test and its unit.
func (w *walker) lab(l *record.Lab, value, unitNode *yaml.Node) {
	if value == nil || empty(value) {
		return
	}
	w.at[&l.Value] = value
	if st, ok := w.status(value); ok {
		l.Value = record.Quantity{Status: st, Written: true}
		return
	}
	text := w.word(value)
	switch {
	case text == "":
	case slices.Contains(qualities, text):
		l.Qualitative = record.Some(text)
	case unitNode != nil && unitNode.Value == unit.NotStated:
		w.unstated(l, value, text)
	default:
		w.labQuantity(l, value, unitNode, text)
	}
}

func (w *walker) unstated(l *record.Lab, n *yaml.Node, text string) {
	if !bareNumber.MatchString(text) {
		w.fail(n, "bad-quantity", "unit: not-stated stands beside a number alone", "%q is not a number", shorten(text))
		return
	}
	l.NotStated, l.Number = true, text
	w.unlit = append(w.unlit, n.Line)
}

func (w *walker) labQuantity(l *record.Lab, n, unitNode *yaml.Node, text string) {
	spec := Spec{Name: l.Test}
	if t := findTest(l.Test); t != nil {
		spec.Kinds, spec.Bare = t.kinds, t.name == "INR"
	}
	if unitNode != nil {
		text += " " + w.word(unitNode)
	}
	q, err := unit.Parse(text, spec.Kinds...)
	switch {
	case err == nil:
		l.Value = record.Some(q)
	case spec.Bare && bareNumber.MatchString(text):
		w.quantity(n, &l.Value, spec)
	default:
		w.badLab(n, err, spec, bareNumber.MatchString(text))
	}
}

func (w *walker) badLab(n *yaml.Node, err error, spec Spec, bare bool) {
	w.badQuantity(n, err, spec)
	if bare {
		p := &w.problems[len(w.problems)-1]
		p.Hint += "; unit: not-stated if the source prints none"
	}
}

// answer reads a word, or a quantity if it begins with a number; whether it fits the
// fact is seen once both are read.
func (w *walker) answer(n *yaml.Node, j *record.Judgement) {
	text := w.word(n)
	switch {
	case text == "":
	case isStatus(text) || !strings.ContainsAny(text[:1], "<>0123456789"):
		w.text(n, &j.Answer, Spec{Open: true, Words: []string{"yes", "no"}, Means: map[string]string{"true": "yes", "false": "no"}})
	case bareNumber.MatchString(text):
		w.quantity(n, &j.Quantity, Spec{Name: "answer", Kinds: []unit.Kind{unit.Fraction}, Bare: true})
	default:
		w.quantity(n, &j.Quantity, Spec{Name: "answer"})
	}
}
