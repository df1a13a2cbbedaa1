package rule

import (
	"slices"
	"strings"
)

// variant is a condition changed in one place.
type variant struct {
	kind string
	cond *Cond
	was  *Cond
}

func (v variant) of(s *Set, m Mutant, key string) Mutant {
	m.Kind, m.Change = v.kind, key+": "+s.write(v.was, IsAtom)+" -> "+s.write(v.cond, IsAtom)
	return m
}

// An empty "and" holds always, an empty "or" never.
var always, never = &Cond{Kind: IsAnd}, &Cond{Kind: IsOr}

// variants lists the conditions that differ from c in one place.
func (b *breeder) variants(c *Cond) []variant {
	if c == nil {
		return nil
	}
	out := b.changes(c)
	for i := range out {
		out[i].was = c
	}
	return out
}

func (b *breeder) changes(c *Cond) []variant {
	switch c.Kind {
	case IsAtom, IsCriterion:
		return b.leafChanges(c)
	case IsNot:
		return append(inPlace(c, 0, b.changes(c.Args[0])), variant{kind: "negation", cond: c.Args[0]})
	}
	var out []variant
	for i, arg := range c.Args {
		out = append(out, inPlace(c, i, b.changes(arg))...)
		if i > 0 {
			out = append(out, variant{kind: "junction", cond: c.rejoined(i)})
		}
	}
	return out
}

func (b *breeder) leafChanges(c *Cond) []variant {
	out := []variant{{kind: "atom", cond: always}, {kind: "atom", cond: never}}
	if c.Kind == IsCriterion {
		return out
	}
	for _, n := range neighbours(b.set.Atoms[c.Ref]) {
		leaf := &Cond{Kind: IsAtom, Ref: slices.Index(b.set.Atoms, n.atom)}
		b.set.locate(leaf)
		out = append(out, variant{kind: n.kind, cond: leaf})
	}
	return out
}

// inPlace puts each variant of the i-th part in its place.
func inPlace(c *Cond, i int, parts []variant) []variant {
	for k, p := range parts {
		args := slices.Clone(c.Args)
		args[i] = p.cond
		parts[k].cond = &Cond{Kind: c.Kind, Args: args}
	}
	return parts
}

// rejoined writes the other operator before the i-th part, && binding before ||.
func (c *Cond) rejoined(i int) *Cond {
	group := func(kind CondKind, args []*Cond) *Cond {
		if len(args) == 1 {
			return args[0]
		}
		return &Cond{Kind: kind, Args: args}
	}
	if c.Kind == IsAnd {
		return group(IsOr, []*Cond{group(IsAnd, c.Args[:i]), group(IsAnd, c.Args[i:])})
	}
	args := slices.Clone(c.Args[:i-1])
	args = append(args, group(IsAnd, c.Args[i-1:i+1]))
	return group(IsOr, append(args, c.Args[i+1:]...))
}

// write is a condition as an author writes it.
func (s *Set) write(c *Cond, inside CondKind) string {
	switch c.Kind {
	case IsAtom:
		return bracketed(s.writeAtom(&s.Atoms[c.Ref]), inside == IsNot && s.Atoms[c.Ref].Op != Holds)
	case IsCriterion:
		name := celName(s.Criteria[c.Ref].ID)
		if c.ThisLesion {
			name = lesionNames(s.Criteria[c.Ref].ID)[0]
		}
		return name
	case IsNot:
		return "!" + s.write(c.Args[0], IsNot)
	}
	if len(c.Args) == 0 {
		return map[CondKind]string{IsAnd: "true", IsOr: "false"}[c.Kind]
	}
	parts := make([]string, len(c.Args))
	for i, a := range c.Args {
		parts[i] = s.write(a, c.Kind)
	}
	text := strings.Join(parts, map[CondKind]string{IsAnd: " && ", IsOr: " || "}[c.Kind])
	return bracketed(text, inside == IsNot || inside == IsAnd && c.Kind == IsOr)
}

func bracketed(text string, needed bool) string {
	if needed {
		return "(" + text + ")"
	}
	return text
}

func (s *Set) writeAtom(a *Atom) string {
	term := s.term(a.Fact)
	name := celName(term.ID)
	switch a.Op {
	case Holds:
		return name
	case In:
		var in []string
		for i, m := range members(term) {
			if a.Set&(1<<i) != 0 {
				in = append(in, m)
			}
		}
		if len(in) == 1 {
			return name + " == " + in[0]
		}
		return name + " in [" + strings.Join(in, ", ") + "]"
	}
	return name + " " + a.Op.String() + " " + paramPrefix + celName(s.Params[a.Param].ID)
}
