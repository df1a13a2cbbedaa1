package rule

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"symport/internal/fault"
)

// Mutant is the set with one place changed: what the tests of the content have to
// notice. Constraints are not among the places: they have no part in a verdict.
type Mutant struct {
	Kind   string // threshold, operator, junction, atom ...
	Item   string // "rule tki.need", "criterion rair.current", "option biopsy", "parameter age"
	Change string // what it reads instead of what
	Place  fault.Place
	// Options are those that the change can reach; nil: the change may reach all.
	Options []string

	build func(*Set)
	from  *Set
}

// Set returns the set with the change.
func (m *Mutant) Set() *Set {
	out := *m.from
	out.Criteria, out.Options = slices.Clone(out.Criteria), slices.Clone(out.Options)
	out.thresholds = slices.Clone(out.thresholds)
	m.build(&out)
	out.layCells()
	return &out
}

// Mutants lists every change of one place, in the order of parameters, criteria,
// options.
func (s *Set) Mutants() []Mutant {
	b := &breeder{set: s.withNeighbours()}
	b.parameters()
	for i := range s.Criteria {
		b.criterion(i)
	}
	for i, o := range s.Options {
		b.option(i)
		for _, a := range o.Arguments {
			b.argument(a)
		}
	}
	return b.out
}

type breeder struct {
	set  *Set
	out  []Mutant
	seen map[fault.Place]bool
}

func (b *breeder) add(m Mutant, build func(*Set)) {
	m.from, m.build = b.set, build
	b.out = append(b.out, m)
}

// withNeighbours returns the set with the atoms that a changed condition may need.
func (s *Set) withNeighbours() *Set {
	out := *s
	out.Atoms = slices.Clone(s.Atoms)
	for _, a := range s.Atoms {
		for _, n := range neighbours(a) {
			if !slices.Contains(out.Atoms, n.atom) {
				out.Atoms = append(out.Atoms, n.atom)
			}
		}
	}
	out.atomVector, out.atomSlot = slices.Clone(s.atomVector), slices.Clone(s.atomSlot)
	for _, a := range out.Atoms[len(s.Atoms):] {
		v := vectorOf(out.term(a.Fact).Scope)
		out.atomVector, out.atomSlot = append(out.atomVector, v), append(out.atomSlot, out.size[v])
		out.size[v]++
	}
	(&compiler{set: &out}).depend()
	return &out
}

type neighbour struct {
	kind string
	atom Atom
}

// neighbours are the atoms one slip of the pen away.
func neighbours(a Atom) []neighbour {
	var out []neighbour
	for _, op := range map[Op][]Op{Less: {AtMost, More}, AtMost: {Less, AtLeast}, More: {AtLeast, Less}, AtLeast: {More, AtMost}}[a.Op] {
		out = append(out, neighbour{"operator", Atom{a.Fact, op, a.Param, a.Set}})
	}
	for bit := uint64(1); a.Op == In && bit != 0 && bit <= a.Set; bit <<= 1 {
		if rest := a.Set &^ bit; rest != a.Set && rest != 0 {
			out = append(out, neighbour{"member", Atom{a.Fact, In, -1, rest}})
		}
	}
	return out
}

// parameters moves each threshold that a condition reads one step of its last digit.
func (b *breeder) parameters() {
	read := map[int]bool{}
	for _, a := range b.set.Atoms {
		read[a.Param] = true
	}
	for i, p := range b.set.Params {
		if !read[i] {
			continue
		}
		step := stepOf(p.Value)
		for _, value := range [...]float64{p.Value - step, p.Value + step} {
			change := shortest(p.Value) + " -> " + shortest(value)
			b.add(Mutant{Kind: "threshold", Item: "parameter " + p.ID, Change: change},
				func(s *Set) { s.thresholds[i] = value })
		}
	}
}

// stepOf is one in the last digit as the shortest decimal writes it; a tenth of that
// where a step down would reach zero.
func stepOf(x float64) float64 {
	step := 1.0
	if _, digits, ok := strings.Cut(shortest(x), "."); ok {
		step = math.Pow10(-len(digits))
	}
	if x > 0 && x-step < step/2 {
		step /= 10
	}
	return step
}

func shortest(x float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 9, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func (b *breeder) criterion(i int) {
	c := b.set.Criteria[i]
	m := Mutant{Item: "criterion " + c.ID, Place: c.Place}
	change := func(m Mutant, edit func(*Criterion)) {
		b.add(m, func(s *Set) {
			own := *s.Criteria[i]
			edit(&own)
			s.Criteria[i] = &own
		})
	}
	for _, v := range b.variants(c.when) {
		change(v.of(b.set, m, "when"), func(c *Criterion) { c.when = v.cond })
	}
	if c.scope != nil {
		m.Kind, m.Change = "scope", "scope "+c.Scope+" dropped"
		change(m, func(c *Criterion) { c.scope = nil })
	}
	if other := map[string]string{"any": "all", "all": "any"}[c.Over]; other != "" {
		m.Kind, m.Change = "over", "over: "+c.Over+" -> "+other
		change(m, func(c *Criterion) { c.Over = other })
	}
}

func (b *breeder) option(i int) {
	o := b.set.Options[i]
	m := Mutant{Item: "option " + o.ID, Place: o.Place, Options: []string{o.ID}}
	change := func(m Mutant, edit func(*Option)) {
		b.add(m, func(s *Set) {
			own := *s.Options[i]
			edit(&own)
			s.Options[i] = &own
		})
	}
	for _, v := range b.variants(o.onlyIf) {
		change(v.of(b.set, m, "only-if"), func(o *Option) { o.onlyIf = v.cond })
	}
	for _, v := range b.variants(o.continues) {
		change(v.of(b.set, m, "continues"), func(o *Option) { o.continues = v.cond })
	}
	if o.Experimental {
		m.Kind, m.Change = "cap", "experimental dropped"
		change(m, func(o *Option) { o.Experimental = false })
	}
}

// argument changes a rule wherever it stands: a rule of several options is one place.
func (b *breeder) argument(a *Argument) {
	if b.seen[a.Place] {
		return
	}
	if b.seen == nil {
		b.seen = map[fault.Place]bool{}
	}
	b.seen[a.Place] = true
	id, _, _ := strings.Cut(a.Rule, "@")
	m := Mutant{Item: "rule " + id, Place: a.Place, Options: b.set.optionsAt(a.Place)}
	change := func(m Mutant, edit func(*Argument)) {
		b.add(m, func(s *Set) { s.editRule(m.Place, edit) })
	}
	for _, v := range b.variants(a.when) {
		change(v.of(b.set, m, "when"), func(a *Argument) { a.when = v.cond })
	}
	for _, w := range a.slips() {
		m.Kind, m.Change = w.kind, w.change
		change(m, w.edit)
	}
}

// optionsAt lists the options with the rule written at the place.
func (s *Set) optionsAt(place fault.Place) []string {
	var ids []string
	for _, o := range s.Options {
		if slices.ContainsFunc(o.Arguments, func(a *Argument) bool { return a.Place == place }) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// editRule changes the rule written at the place and works out again what the options
// that have it derive from their rules.
func (s *Set) editRule(place fault.Place, edit func(*Argument)) {
	for i, o := range s.Options {
		if !slices.ContainsFunc(o.Arguments, func(a *Argument) bool { return a.Place == place }) {
			continue
		}
		own := *o
		own.Arguments, own.scopes, own.unscoped, own.addressed = nil, nil, false, false
		for _, a := range o.Arguments {
			copied := *a
			if a.Place == place {
				edit(&copied)
				copied.into, copied.said = copied.value(), copied.text()
				copied.reason, s.reasons = s.reasons, s.reasons+1
				copied.look()
			}
			own.addScope(&copied)
			own.Arguments = append(own.Arguments, &copied)
		}
		s.Options[i] = &own
	}
}

type slip struct {
	kind, change string
	edit         func(*Argument)
}

// slips are the changes of a rule beside its condition.
func (a *Argument) slips() []slip {
	var out []slip
	role := func(kind string, role Role, strength string) {
		out = append(out, slip{kind, strings.TrimSpace(string(a.Role)+" "+a.Strength) + " -> " + strings.TrimSpace(string(role)+" "+strength),
			func(a *Argument) { a.Role, a.Strength = role, strength }})
	}
	switch a.Role {
	case For, Against:
		role("role", map[Role]Role{For: Against, Against: For}[a.Role], a.Strength)
		for _, s := range map[string][]string{Strong: {Conditional}, Conditional: {Strong, Weak}, Weak: {Conditional}}[a.Strength] {
			role("strength", a.Role, s)
		}
	case Excludes:
		role("excluder", Excludes, map[string]string{Absolute: Correctable, Correctable: Absolute, Dated: Absolute}[a.Strength])
	}
	if a.Role != Informs {
		role("role", Informs, "")
	}
	for _, s := range [...]struct {
		is   bool
		slip slip
	}{
		{a.Cap, slip{"cap", "cap dropped", func(a *Argument) { a.Cap = false }}},
		{a.BeforeStart, slip{"gate", "gate: before-start dropped", func(a *Argument) { a.BeforeStart = false }}},
		{a.scope != nil, slip{"scope", "scope " + a.Scope + " dropped", func(a *Argument) { a.scope, a.Scope = nil, "" }}},
	} {
		if s.is {
			out = append(out, s.slip)
		}
	}
	return out
}
