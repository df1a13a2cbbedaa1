package casefile

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/date"
	"symport/internal/fault"
	"symport/internal/record"
)

// anchor is an entry that others may be dated from.
type anchor struct {
	section, drug string
	entry         *record.Entry
}

// pending is a date told from another entry, resolved when all are read.
type pending struct {
	node   *yaml.Node
	span   *date.Span
	rel    **record.Relative // where the entry keeps the telling, nil for other dates
	before bool
	to     string // the anchor, with .start or .end if said
	exact  bool   // a distance was given
	lo, hi int    // the distance, in units
	unit   string
	done   bool
}

var (
	verb       = regexp.MustCompile(`^(after|before|at)\s+(.+)$`)
	told       = regexp.MustCompile(`^(.+?)\s*[+]\s*(\S.*)$`)
	distanceOf = regexp.MustCompile(`^([0-9]{1,4})(?:\.\.([0-9]{1,4}))?\s*(d|wk|mo|y)(~)?$`)
)

// date reads a day as far as it is known, told in the calendar or from another entry.
func (w *walker) date(n *yaml.Node, to *date.Span) {
	w.at[to] = n
	text := w.word(n)
	if text == "" || isStatus(text) {
		return
	}
	if m := verb.FindStringSubmatch(text); m != nil {
		w.tell(n, m[1], m[2], to, nil)
		return
	}
	s, err := date.Parse(text)
	if err != nil {
		w.badDate(n, err)
		return
	}
	*to = s
}

func (w *walker) badDate(n *yaml.Node, err error) {
	msg, hint := err.Error(), ""
	if e, ok := err.(*fault.Error); ok {
		msg, hint = e.Err.Error(), e.Hint
	}
	w.fail(n, "bad-date", hint, "%s", msg)
}

func (w *walker) dated(n *yaml.Node, to *record.Dated) {
	w.at[to] = n
	if st, ok := w.status(n); ok {
		*to = record.Dated{Status: st, Written: true}
		return
	}
	before := len(w.problems)
	w.date(n, &to.V)
	if len(w.problems) == before {
		*to = record.Some(to.V)
	}
}

// relativeEntry reads `after:` or `before:` of an entry.
func (w *walker) relativeEntry(n *yaml.Node, verb string, e *record.Entry) {
	if text := w.word(n); text != "" {
		w.at[&e.When] = n
		w.tell(n, verb, text, &e.When, &e.Rel)
	}
}

func (w *walker) tell(n *yaml.Node, verb, text string, span *date.Span, rel **record.Relative) {
	p := &pending{node: n, span: span, rel: rel, before: verb == "before", to: text, exact: verb == "at", unit: "d"}
	if m := told.FindStringSubmatch(text); m != nil {
		p.to = m[1]
		if !p.distance(m[2]) {
			w.fail(n, "bad-date", "write rai-1 + 7 mo, rai-1 + 6..8 mo or rai-1 + 7 mo~; units d, wk, mo, y", "%q is no distance", shorten(m[2]))
			return
		}
	}
	w.relative = append(w.relative, p)
}

func (p *pending) distance(text string) bool {
	m := distanceOf.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return false
	}
	p.lo, _ = strconv.Atoi(m[1])
	p.hi = p.lo
	if m[2] != "" {
		p.hi, _ = strconv.Atoi(m[2])
	}
	if m[4] != "" {
		p.lo, p.hi = max(0, p.lo-1), p.hi+1
	}
	p.unit, p.exact = m[3], true
	return p.lo <= p.hi
}

// by takes the distance that is written apart from `after` or `before`.
func (w *walker) by(n *yaml.Node, seen map[string]*yaml.Node) {
	told := seen["after"]
	if told == nil {
		told = seen["before"]
	}
	i := slices.IndexFunc(w.relative, func(p *pending) bool { return p.node == told })
	switch {
	case told == nil || i < 0:
		w.fail(n, "bad-date", "write after: rai-1, by: 7 mo", "by needs after or before")
	case !w.relative[i].distance(w.word(n)):
		w.fail(n, "bad-date", "write 7 mo, 6..8 mo or 7 mo~; units d, wk, mo, y", "%q is no distance", shorten(n.Value))
	}
}

// resolve turns every told date into a span of days, as far as the anchors are dated.
func (w *walker) resolve(p *record.Patient) {
	horizon := w.horizon(p)
	for progress := true; progress; {
		progress = false
		for _, r := range w.relative {
			if !r.done && w.settle(r, p, horizon) {
				r.done, progress = true, true
			}
		}
	}
	for _, r := range w.relative {
		if !r.done {
			w.fail(r.node, "bad-date", "one of them needs a date of its own", "the date leads back to itself")
		}
	}
}

// settle resolves one told date once its anchor is settled; false says to come again.
func (w *walker) settle(r *pending, p *record.Patient, horizon date.Span) bool {
	from, ok := w.lookup(r, p)
	if !ok {
		return true // reported; stays unknown
	}
	if slices.ContainsFunc(w.relative, func(o *pending) bool { return !o.done && slices.Contains(from.spans, o.span) }) {
		return false
	}
	if r.rel != nil {
		least, most := r.months()
		*r.rel = &record.Relative{To: r.to, Before: r.before, Least: least, Most: most}
	}
	*r.span = r.from(from.day(), horizon)
	return true
}

// base is what a told date starts from: the spans of the record that it depends on,
// and how they make one day.
type base struct {
	spans []*date.Span
	day   func() date.Span
}

func just(s *date.Span) base {
	return base{[]*date.Span{s}, func() date.Span { return *s }}
}

// lookup finds what a told date starts from.
func (w *walker) lookup(r *pending, p *record.Patient) (base, bool) {
	name, end, _ := strings.Cut(r.to, ".")
	switch name {
	case "diagnosis":
		return just(&p.Tumour.Found), true
	case "metastases":
		return just(&p.Tumour.Metastases), true
	case "death":
		return just(&p.Vital.When), true
	case "birth":
		return just(&p.Person.Born.V), true
	}
	found := w.anchors(name)
	if len(found) != 1 {
		w.fail(r.node, "unknown-entry", w.anchorHint(name, len(found)), "no single entry is called %q", shorten(name))
		return base{}, false
	}
	e := found[0].entry
	switch end {
	case "":
		return base{[]*date.Span{&e.When, &e.From, &e.To}, e.Span}, true
	case "start":
		return just(&e.From), true
	case "end":
		return just(&e.To), true
	}
	w.fail(r.node, "unknown-entry", "write "+name+".start or "+name+".end", "%q is no end of an entry", shorten(end))
	return base{}, false
}

func (w *walker) anchors(name string) []anchor {
	for _, same := range []func(anchor) bool{
		func(a anchor) bool { return a.entry.ID == name },
		func(a anchor) bool { return a.section == name },
		func(a anchor) bool { return a.drug == name },
	} {
		var found []anchor
		for _, a := range w.entries {
			if same(a) {
				found = append(found, a)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func (w *walker) anchorHint(name string, n int) string {
	if n > 1 {
		return strconv.Itoa(n) + " entries fit; give the one that is meant an id"
	}
	var ids []string
	for _, a := range w.entries {
		ids = append(ids, nonEmpty(a.entry.ID)...)
	}
	if best := fault.Nearest(name, ids); best != "" {
		return "did you mean " + best + "?"
	}
	return "give the entry that is meant an id"
}

// from lays the distance on the anchor. Without a distance only the order is known:
// the day lies between the anchor and the last day the file speaks of.
func (r *pending) from(base, horizon date.Span) date.Span {
	switch {
	case !base.Known:
		return date.Span{Text: r.node.Value}
	case !r.exact && r.before:
		return date.Span{Text: r.node.Value, About: true, Known: true, Lo: date.Of(date.MinYear, 1, 1), Hi: base.Hi}
	case !r.exact:
		out := date.Between(base.Lo, max(base.Hi, horizon.Hi))
		out.Text = r.node.Value
		return out
	case r.before:
		return date.Between(r.move(base.Lo, -r.hi), r.move(base.Hi, -r.lo))
	}
	return date.Between(r.move(base.Lo, r.lo), r.move(base.Hi, r.hi))
}

func (r *pending) move(d date.Day, n int) date.Day {
	switch r.unit {
	case "mo":
		return d.AddMonths(n)
	case "y":
		return d.AddMonths(12 * n)
	case "wk":
		return d + date.Day(7*n)
	}
	return d + date.Day(n)
}

// months returns the distance in months of 30.4375 days.
func (r *pending) months() (least, most float64) {
	if !r.exact {
		return 0, math.Inf(1)
	}
	per := map[string]float64{"d": 1 / 30.4375, "wk": 7 / 30.4375, "mo": 1, "y": 12}[r.unit]
	return float64(r.lo) * per, float64(r.hi) * per
}

// horizon is the last day the file speaks of: that of the question or of the last
// dated entry, whichever is later.
func (w *walker) horizon(p *record.Patient) date.Span {
	last := p.AsOf
	for _, a := range w.entries {
		for _, s := range []date.Span{a.entry.When, a.entry.From, a.entry.To} {
			if s.Known && (!last.Known || s.Hi > last.Hi) {
				last = s
			}
		}
	}
	return last
}
