package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
	"symport/internal/record"
)

// walker carries one decoding: the text, what was found wrong, and where each datum
// of the record stands, by the address of its field.
type walker struct {
	name      string
	lines     []string
	problems  fault.Problems
	at        map[any]*yaml.Node
	entries   []anchor
	relative  []*pending
	lesions   []reference // uses of lesion ids
	refs      []reference // uses of entry ids
	compared  []comparison
	diagnosis []*record.Lesion    // lesions found "at diagnosis"
	unlit     []int               // lines of values without a unit
	root      func() *Shape       // the whole table of keys
	traps     map[*yaml.Node]bool // values cut by a decimal comma

	vocabulary Vocabulary
}

// reference is a use of an id that must exist.
type reference struct {
	node *yaml.Node
	id   string
}

// place marks a node: its whole plain text, or its first line.
func (w *walker) place(n *yaml.Node) fault.Place {
	p := fault.Place{File: w.name, Line: n.Line, Column: n.Column, Width: 1}
	if n.Kind == yaml.ScalarNode {
		p.Width = max(1, utf8.RuneCountInString(n.Value))
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			p.Width += 2
		}
	}
	if rest := utf8.RuneCountInString(w.snippet(n.Line)) - n.Column + 1; p.Width > rest {
		p.Width = max(1, rest)
	}
	return p
}

func (w *walker) snippet(line int) string {
	if line < 1 || line > len(w.lines) {
		return ""
	}
	return strings.TrimRight(w.lines[line-1], "\r")
}

func (w *walker) report(sev fault.Severity, p fault.Place, id, hint, format string, args ...any) {
	w.problems = append(w.problems, fault.Problem{Place: p, Severity: sev, ID: id, Hint: hint,
		Message: fmt.Sprintf(format, args...), Snippet: w.snippet(p.Line)})
}

// fail records an error at a node.
func (w *walker) fail(n *yaml.Node, id, hint, format string, args ...any) {
	w.report(fault.Fatal, w.place(n), id, hint, format, args...)
}

// warn records a doubt at a node.
func (w *walker) warn(n *yaml.Node, id, hint, format string, args ...any) {
	w.report(fault.Warning, w.place(n), id, hint, format, args...)
}

// node is where a field of the record stands; of several, the first that was written.
func (w *walker) node(fields ...any) *yaml.Node {
	for _, f := range fields {
		if n := w.at[f]; n != nil {
			return n
		}
	}
	return &yaml.Node{Line: 1, Column: 1}
}

// pair is one key of a mapping with its value.
type pair struct{ key, value *yaml.Node }

// pairs returns a mapping's pairs, having reported what a mapping must not hold:
// anything but plain keys, a key twice, a value split by a comma, no value at all.
func (w *walker) pairs(n *yaml.Node) []pair {
	if n.Kind != yaml.MappingNode {
		w.fail(n, "not-a-mapping", "write key: value pairs", "expected a mapping, found %s", describe(n))
		return nil
	}
	var out []pair
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode:
			w.fail(k, "bad-key", "", "a key must be a word")
		case i >= 2 && w.splitByComma(n.Content[i-1], k) && empty(v):
			w.commaTrap(n.Content[i-1], k)
		case seen[k.Value]:
			w.fail(k, "duplicate-key", "keep one of them", "%q is given twice", k.Value)
		default:
			seen[k.Value] = true
			out = append(out, pair{k, v})
		}
	}
	return slices.DeleteFunc(out, func(p pair) bool { return w.trapped(p.value) })
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	if empty(n) {
		return "nothing"
	}
	return fmt.Sprintf("the text %q", shorten(n.Value))
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// empty reports a value that was left out (YAML's null written as nothing, ~ or null).
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null"
}

// items returns the elements of a list.
func (w *walker) items(n *yaml.Node) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		w.fail(n, "not-a-list", "begin each entry with \"- \"", "expected a list, found %s", describe(n))
		return nil
	}
	var out []*yaml.Node
	for i, c := range n.Content {
		if i > 0 && w.splitByComma(n.Content[i-1], c) {
			w.commaTrap(n.Content[i-1], c)
			out = out[:max(0, len(out)-1)]
			continue
		}
		out = append(out, c)
	}
	return out
}

// decode reads a mapping into t by the object's keys.
func decode[T any](w *walker, n *yaml.Node, o object[T], t *T) {
	if o.line != nil {
		*o.line(t) = n.Line
	}
	w.at[t] = n
	seen := map[string]*yaml.Node{}
	ps := w.pairs(n)
	for _, p := range ps {
		seen[p.key.Value] = p.value
	}
	for _, p := range ps {
		k, ok := o.find(p.key.Value)
		if !ok {
			w.unknownKey(p.key, o.shape())
			continue
		}
		if empty(p.value) {
			w.fail(p.key, "no-value", "write unknown, or leave the key out", "%s has no value", p.key.Value)
			continue
		}
		k.put(w, p.value, t)
	}
	if n.Kind == yaml.MappingNode {
		demand(w, n, o, seen)
	}
	if o.entry != nil {
		w.entry(n, o.name, o.entry(t), any(t), seen)
	}
}

// demand reports the required keys that are missing.
func demand[T any](w *walker, n *yaml.Node, o object[T], seen map[string]*yaml.Node) {
	for i := range o.keys {
		if k := &o.keys[i]; k.Required && seen[k.Name] == nil {
			w.fail(n, "missing-key", k.Doc, "%s is missing in %s", k.Name, o.name)
		}
	}
}

// unknownKey names the key that was most likely meant: a like one here, else the same
// one elsewhere, else all that are known here.
func (w *walker) unknownKey(k *yaml.Node, s *Shape) {
	var known []string
	for _, spec := range s.own() {
		known = append(known, spec.Name)
	}
	hint := "known: " + strings.Join(known, ", ")
	if s.ByDate {
		hint += ", and the keys of every dated entry"
	}
	if best := fault.Nearest(k.Value, append(known, commonNames(s)...)); best != "" {
		hint = "did you mean " + best + "?"
	} else if homes := w.homesOf(k.Value); len(homes) > 0 && len(homes) < 4 {
		hint = "it belongs in " + strings.Join(homes, " or ")
	}
	in := " in " + s.Name
	if s.Name == "case" {
		in = ""
	}
	w.fail(k, "unknown-key", hint, "unknown key %q%s", shorten(k.Value), in)
}

func commonNames(s *Shape) []string {
	var out []string
	for _, spec := range s.Keys[len(s.own()):] {
		out = append(out, spec.Name)
	}
	return out
}

// homesOf returns the mappings in which a key is known.
func (w *walker) homesOf(name string) []string {
	var out []string
	var visit func(s *Shape)
	visit = func(s *Shape) {
		for _, spec := range s.own() {
			if spec.Name == name && !slices.Contains(out, s.Name) {
				out = append(out, s.Name)
			}
			if spec.Sub != nil {
				visit(spec.Sub)
			}
		}
	}
	visit(w.root())
	return out
}

// decodeList reads a list of mappings; elements never move, so that the addresses of
// their fields hold until the record is sorted.
func decodeList[T any](w *walker, n *yaml.Node, o object[T]) []T {
	if n.Kind == yaml.ScalarNode && isStatus(n.Value) {
		return nil
	}
	nodes := w.items(n)
	out := make([]T, len(nodes))
	for i, c := range nodes {
		if c.Kind == yaml.ScalarNode && o.scalar != nil && !empty(c) {
			*o.line(&out[i]) = c.Line
			w.at[&out[i]] = c
			o.scalar(w, c, &out[i])
			continue
		}
		decode(w, c, o, &out[i])
	}
	return out
}

// decodeByID reads a mapping from ids to mappings.
func decodeByID[T any](w *walker, n *yaml.Node, o object[T], id func(*T) *string, check func(*walker, *yaml.Node)) []T {
	if n.Kind == yaml.ScalarNode && isStatus(n.Value) {
		return nil
	}
	ps := w.pairs(n)
	out := make([]T, len(ps))
	for i, p := range ps {
		*id(&out[i]) = p.key.Value
		w.goodID(p.key, p.key.Value)
		if check != nil {
			check(w, p.key)
		}
		decode(w, p.value, o, &out[i])
		w.at[id(&out[i])] = p.key
	}
	return out
}

var idText = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)

// goodID refuses names that references could not hold: rai-1.start is the start of
// rai-1, fdg@lung a fact of lung.
func (w *walker) goodID(n *yaml.Node, id string) {
	if !idText.MatchString(id) || isStatus(id) {
		w.fail(n, "bad-id", "letters, digits, - and _", "%q cannot be an id", shorten(id))
	}
}
