package rule

import (
	"sync"

	"go.yaml.in/yaml/v4"

	"symport/internal/cite"
	"symport/internal/fault"
)

// Entries of rule files as written, before any name is resolved.

type criterionEntry struct {
	id, label, body, over, when, scope, reading, verified text
	sources, facts                                        []text
	forLesion                                             bool
	reader                                                *reader
}

type optionEntry struct {
	id, label, number, kind, group, each, onlyIf, intent, urgency, continues text
	alternative                                                              []text
	experimental                                                             bool
	arguments                                                                []*argumentEntry
	reader                                                                   *reader
	place                                                                    fault.Place
}

type argumentEntry struct {
	id, role, strength, when, scope, text, certainty, evidence text
	verified, cap, gate, correct, askAs, short                 text
	until                                                      untilEntry
	sources, facts                                             []text
	place                                                      fault.Place
	reader                                                     *reader
}

type untilEntry struct{ fact, reaches text }

type constraintEntry struct {
	id, never, text text
	forLesion       bool
	sources         []text
	reader          *reader
}

// defines reports whether the entry describes the option rather than adds to it.
func (o *optionEntry) defines() bool { return o.label.value != "" || o.number.value != "" }

// parsed is what all files say.
type parsed struct {
	criteria    []*criterionEntry
	options     []*optionEntry
	constraints []*constraintEntry
}

// parse reads the files, each by itself.
func parse(files []File, problems *fault.Problems) *parsed {
	parts, found := make([]parsed, len(files)), make([]fault.Problems, len(files))
	var reading sync.WaitGroup
	for i := range files {
		reading.Go(func() { parts[i].file(newReader(&files[i], &found[i])) })
	}
	reading.Wait()
	p := &parsed{}
	for i := range parts {
		p.criteria = append(p.criteria, parts[i].criteria...)
		p.options = append(p.options, parts[i].options...)
		p.constraints = append(p.constraints, parts[i].constraints...)
		*problems = append(*problems, found[i]...)
	}
	// What is wrong later is reported through the readers, to one list.
	p.report(problems)
	return p
}

// report sends what the readers find from here on to another list.
func (p *parsed) report(to *fault.Problems) {
	for _, c := range p.criteria {
		c.reader.problems = to
	}
	for _, o := range p.options {
		o.reader.problems = to
	}
	for _, k := range p.constraints {
		k.reader.problems = to
	}
}

func (p *parsed) file(r *reader) {
	for _, n := range r.entries() {
		switch first := firstKey(n); first {
		case "criterion":
			if c, ok := r.criterion(n); ok {
				p.criteria = append(p.criteria, c)
			}
		case "option":
			if o, ok := r.option(n); ok {
				p.options = append(p.options, o)
			}
		case "arguments-for":
			p.options = append(p.options, r.argumentsFor(n)...)
		case "constraint":
			if c, ok := r.constraint(n); ok {
				p.constraints = append(p.constraints, c)
			}
		default:
			r.fail(r.place(n), "entry-unknown",
				"an entry begins with criterion:, option:, arguments-for: or constraint:", "an entry cannot begin with %q", first)
		}
	}
}

func firstKey(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode || len(n.Content) == 0 {
		return n.Value
	}
	return n.Content[0].Value
}

func (r *reader) criterion(n *yaml.Node) (*criterionEntry, bool) {
	c := &criterionEntry{reader: r}
	var target text
	ok := r.mapping(n, "a criterion", []field{
		{"criterion", r.text(&c.id)},
		{"label", r.text(&c.label)},
		{"body", r.text(&c.body)},
		{"for", r.oneOf(&target, "lesion")},
		{"over", r.oneOf(&c.over, "any", "all")},
		{"when", r.condition(&c.when)},
		{"scope", r.text(&c.scope)},
		{"reading", r.text(&c.reading)},
		{"sources", r.list(&c.sources)},
		{"facts", r.list(&c.facts)},
		{"verified", r.verified(&c.verified)},
	})
	c.forLesion = target.value == "lesion"
	if c.over.value != "" && !c.forLesion {
		r.fail(c.over.place, "over-without-lesions", "add for: lesion", "over: needs a criterion about lesions")
	}
	if c.forLesion && c.over.value == "" {
		r.fail(c.id.place, "over-missing", "over: any or over: all", "criterion %s does not say how its lesions join", c.id)
	}
	return c, ok && r.needs(n, "criterion "+c.id.value, "when", c.when)
}

func (r *reader) verified(to *text) func(*yaml.Node) {
	return r.oneOf(to, string(cite.AtSource), string(cite.Secondary), string(cite.Unverified))
}

// needs reports a missing key.
func (r *reader) needs(n *yaml.Node, what, key string, t text) bool {
	if t.node == nil && !hasKey(n, key) {
		r.fail(r.place(n), "key-missing", "", "%s has no %s:", what, key)
	}
	return t.node != nil
}

func hasKey(n *yaml.Node, key string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

func (r *reader) option(n *yaml.Node) (*optionEntry, bool) {
	o := &optionEntry{reader: r, place: r.place(n)}
	ok := r.mapping(n, "an option", []field{
		{"option", r.text(&o.id)},
		{"label", r.text(&o.label)},
		{"number", r.text(&o.number)},
		{"kind", r.oneOf(&o.kind, "treatment", "test")},
		{"group", r.text(&o.group)},
		{"each", r.oneOf(&o.each, "lesion", "activity")},
		{"only-if", r.condition(&o.onlyIf)},
		{"intent", r.oneOf(&o.intent, "curative", "palliative", "adjuvant")},
		{"experimental", r.flag(&o.experimental)},
		{"urgency", r.oneOf(&o.urgency, "emergency", "soon", "routine")},
		{"alternative", r.list(&o.alternative)},
		{"continues", r.condition(&o.continues)},
		{"arguments", r.arguments(&o.arguments)},
	})
	return o, ok && o.id.node != nil
}

// argumentsFor reads arguments that several options share; each gets the rules under
// "id@option".
func (r *reader) argumentsFor(n *yaml.Node) []*optionEntry {
	var ids []text
	var arguments []*argumentEntry
	r.mapping(n, "arguments-for", []field{
		{"arguments-for", r.list(&ids)},
		{"arguments", r.arguments(&arguments)},
	})
	options := make([]*optionEntry, 0, len(ids))
	for _, id := range ids {
		o := &optionEntry{id: id, reader: r, place: id.place}
		for _, a := range arguments {
			own := *a
			own.id.value += "@" + id.value
			o.arguments = append(o.arguments, &own)
		}
		options = append(options, o)
	}
	return options
}

func (r *reader) constraint(n *yaml.Node) (*constraintEntry, bool) {
	c := &constraintEntry{reader: r}
	var target text
	ok := r.mapping(n, "a constraint", []field{
		{"constraint", r.text(&c.id)},
		{"for", r.oneOf(&target, "lesion")},
		{"never", r.condition(&c.never)},
		{"text", r.text(&c.text)},
		{"sources", r.list(&c.sources)},
	})
	c.forLesion = target.value == "lesion"
	return c, ok && r.needs(n, "constraint "+c.id.value, "never", c.never)
}
