package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
)

// File is one rule file. Scope names the patient criterion or truth that holds for
// every argument without a scope of its own; Safety marks the rules in force in every
// edition, which do not make an option one that the edition speaks of.
type File struct {
	Name   string
	Data   []byte
	Scope  string
	Safety bool
}

// reader walks the nodes of one file and collects what is wrong.
type reader struct {
	file     *File
	lines    []string
	problems *fault.Problems
}

// text is a scalar with its place.
type text struct {
	value string
	place fault.Place
	node  *yaml.Node
}

func (t text) String() string { return t.value }

func linesOf(text string) []string {
	if !strings.ContainsAny(text, "\r\u0085\u2028\u2029") {
		return strings.Split(text, "\n")
	}
	return breaks.Split(text, -1)
}

// breaks are the ends of lines as YAML counts them.
var breaks = regexp.MustCompile("\r\n|[\n\r\u0085\u2028\u2029]")

func newReader(f *File, problems *fault.Problems) *reader {
	return &reader{file: f, lines: linesOf(string(f.Data)), problems: problems}
}

func (r *reader) place(n *yaml.Node) fault.Place {
	width := 1
	if n.Kind == yaml.ScalarNode {
		width = max(1, len([]rune(n.Value)))
	}
	return r.within(fault.Place{File: r.file.Name, Line: n.Line, Column: n.Column, Width: width}) // an empty document begins after the text
}

func (r *reader) fail(p fault.Place, id, hint, format string, args ...any) {
	*r.problems = append(*r.problems, fault.Problem{Place: p, ID: id, Hint: hint,
		Message: fmt.Sprintf(format, args...), Snippet: r.line(p.Line)})
}

func (r *reader) line(n int) string {
	if n < 1 || n > len(r.lines) {
		return ""
	}
	return r.lines[n-1]
}

// entries returns the items of the file's list.
func (r *reader) entries() []*yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(r.file.Data, &doc); err != nil {
		r.fail(r.within(yamlPlace(r.file.Name, err)), "yaml", "", "%s", yamlMessage(err))
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	list := doc.Content[0]
	if list.Kind != yaml.SequenceNode {
		r.fail(r.place(list), "not-a-list", "begin each entry with \"- criterion:\" or \"- option:\"", "a rule file is a list")
		return nil
	}
	return list.Content
}

// within brings a place behind the end of the file back to its last line.
func (r *reader) within(p fault.Place) fault.Place {
	last := len(r.lines)
	for last > 1 && len(r.lines[last-1]) == 0 {
		last--
	}
	if p.Line > last {
		p.Line, p.Column = last, len([]rune(r.line(last)))+1
	}
	return p
}

// field reads one key of a mapping.
type field struct {
	key  string
	read func(n *yaml.Node)
}

// mapping reads the keys of n by the fields; what is not a field is a problem.
func (r *reader) mapping(n *yaml.Node, what string, fields []field) bool {
	if n.Kind != yaml.MappingNode {
		r.fail(r.place(n), "not-a-mapping", "", "%s is written as key: value", what)
		return false
	}
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			r.fail(r.place(key), "key-twice", "", "%s stands twice", key.Value)
			continue
		}
		seen[key.Value] = true
		at := slices.IndexFunc(fields, func(f field) bool { return f.key == key.Value })
		if at < 0 {
			r.fail(r.place(key), "key-unknown", r.keyHint(key.Value, fields), "%s has no key %q", what, key.Value)
			continue
		}
		fields[at].read(value)
	}
	return true
}

func (r *reader) keyHint(key string, fields []field) string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	if hint := didYouMean(key, keys); hint != "" {
		return hint
	}
	return "the keys are " + strings.Join(keys, ", ")
}

// scalar reads a scalar; anchors and aliases are refused, so that what stands at a
// place is what is meant there.
func (r *reader) scalar(n *yaml.Node) (text, bool) {
	if n.Kind != yaml.ScalarNode || n.Anchor != "" {
		r.fail(r.place(n), "not-a-scalar", "", "a single value is expected here")
		return text{}, false
	}
	return text{value: n.Value, place: r.place(n), node: n}, true
}

func (r *reader) text(to *text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if t, ok := r.scalar(n); ok {
			*to = t
		}
	}
}

// oneOf reads a word out of a closed list.
func (r *reader) oneOf(to *text, words ...string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, ok := r.scalar(n)
		if !ok {
			return
		}
		if !slices.Contains(words, t.value) {
			r.fail(t.place, "word-unknown", "one of "+strings.Join(words, ", "), "%q is not a word of this key", t.value)
			return
		}
		*to = t
	}
}

func (r *reader) flag(to *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var t text
		r.oneOf(&t, "yes", "no", "true", "false")(n)
		*to = t.value == "yes" || t.value == "true"
	}
}

func (r *reader) list(to *[]text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.fail(r.place(n), "not-a-list", "write it as [a, b]", "a list is expected here")
			return
		}
		for _, item := range n.Content {
			if t, ok := r.scalar(item); ok {
				*to = append(*to, t)
			}
		}
	}
}

// condition reads a condition: plain or quoted, on one line and without escapes, so
// that a place within it is a place in the file.
func (r *reader) condition(to *text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, ok := r.scalar(n)
		if !ok {
			return
		}
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			t.place.Column++
		}
		line := []rune(r.line(t.place.Line))
		from := t.place.Column - 1
		if from > len(line) || !strings.HasPrefix(string(line[from:]), t.value) {
			r.fail(r.place(n), "condition-form", "plain or quoted, without line breaks and escapes", "a condition stands on one line")
			return
		}
		*to = t
	}
}

func strs(list []text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.value
	}
	return out
}
