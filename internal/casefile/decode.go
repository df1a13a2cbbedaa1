package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
	"symport/internal/record"
)

// MaxSize is the largest case file that is read. The longest published case takes a
// hundredth of it.
const MaxSize = 1 << 20

// Decode reads a case file, YAML or JSON. The problems are errors and warnings in file
// order; with an error among them the patient is nil. Name stands for the file in places.
func Decode(name string, data []byte) (*record.Patient, fault.Problems) {
	r := Read(name, data, nil)
	return r.Patient, r.Problems
}

// Reading is what came of one file: the patient, the problems, and what the file holds
// that no rule will use, by line.
type Reading struct {
	Patient  *record.Patient
	Problems fault.Problems
	Unused   []Unused
}

// Unused is something kept and shown, but used in no rule.
type Unused struct {
	What  string // "value without unit"
	Lines []int
}

// Read reads a case file as Decode does, holds its answers against the vocabulary, and
// tells what of it no rule will use.
func Read(name string, data []byte, vocabulary Vocabulary) Reading {
	w := &walker{name: name, root: file.shape, at: map[any]*yaml.Node{}, traps: map[*yaml.Node]bool{}, vocabulary: vocabulary}
	root := w.parse(data)
	if root == nil {
		return Reading{Problems: w.problems}
	}
	p := new(record.Patient)
	decode(w, root, file, p)
	w.resolve(p)
	w.references(p)
	w.check(p)
	unused := w.unused(p)
	w.problems.Sort()
	if w.problems.Errors() > 0 {
		return Reading{Problems: w.problems}
	}
	order(p)
	return Reading{p, w.problems, unused}
}

// parse reads the text as one YAML document without tricks.
func (w *walker) parse(data []byte) *yaml.Node {
	start := fault.Place{File: w.name, Line: 1, Column: 1, Width: 1}
	switch {
	case len(data) > MaxSize:
		w.report(fault.Fatal, start, "too-large", "", "the file is larger than %d bytes", MaxSize)
		return nil
	case !utf8.Valid(data):
		w.report(fault.Fatal, start, "not-utf8", "save it as UTF-8", "the file is not UTF-8 text")
		return nil
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	w.lines = strings.Split(text, "\n")
	if i := oddBreak(text); i >= 0 {
		w.report(fault.Fatal, placeIn(start, text, i), "line-end", "save it with the line ends LF or CRLF", "a line end that editors do not count as one")
		return nil
	}
	if i := strings.IndexFunc(text, control); i >= 0 {
		w.report(fault.Fatal, placeIn(start, text, i), "control-character", "delete it", "a control character (%U)", text[i])
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		w.syntax(err)
		return nil
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		w.syntax(err)
		return nil
	}
	if len(doc.Content) == 0 {
		w.report(fault.Fatal, start, "empty", "begin with symport: "+Version, "the file is empty")
		return nil
	}
	if !w.plain(doc.Content[0], 0) {
		return nil
	}
	return doc.Content[0]
}

// placeIn is the place of a byte of the text.
func placeIn(p fault.Place, text string, i int) fault.Place {
	before := text[:i]
	p.Line = 1 + strings.Count(before, "\n")
	p.Column = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return p
}

// control reports a character that no text shows and YAML does not allow.
func control(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f }

// oddBreak finds what YAML takes for a line end and editors do not (a bare carriage
// return, NEL, the Unicode line and paragraph separators): places after it would be wrong.
func oddBreak(text string) int {
	for i, r := range text {
		switch r {
		case '\u0085', '\u2028', '\u2029':
			return i
		case '\r':
			if !strings.HasPrefix(text[i+1:], "\n") {
				return i
			}
		}
	}
	return -1
}

// syntax reports what made the text no YAML; nothing else can be said then.
func (w *walker) syntax(err error) {
	p := fault.Place{File: w.name, Line: 1, Column: 1, Width: 1}
	var le *yaml.LoadError
	switch {
	case err == nil:
		w.report(fault.Fatal, p, "several-documents", "one file is one patient", "the file holds more than one document")
		return
	case errors.Is(err, io.EOF):
		w.report(fault.Fatal, p, "empty", "begin with symport: "+Version, "the file is empty")
		return
	case errors.As(err, &le):
		p.Line, p.Column = max(1, le.Mark.Line), max(1, le.Mark.Column)
		w.report(fault.Fatal, p, "syntax", w.syntaxHint(p), "not YAML: %s", strings.TrimPrefix(le.Message, "yaml: "))
		return
	}
	w.report(fault.Fatal, p, "syntax", "", "not YAML: %s", firstLine(err))
}

// syntaxHint names the two slips that YAML itself does not explain: a tab as indent, and a
// value that begins with a sign of YAML's own.
func (w *walker) syntaxHint(p fault.Place) string {
	if p.Line > len(w.lines) {
		return ""
	}
	line := []rune(w.lines[p.Line-1])
	switch {
	case p.Column > len(line):
	case line[p.Column-1] == '\t':
		return "indent with spaces, not with tabs"
	case strings.ContainsRune(">|%@`*&!", line[p.Column-1]):
		return `put the value in quotes: ">1000 ng/mL"`
	}
	return ""
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(fmt.Sprint(err), "\n")
	return line
}

const maxDepth = 20

// plain refuses what makes YAML more than nested values: anchors, aliases, merge keys,
// tags, and nesting deeper than any case.
func (w *walker) plain(n *yaml.Node, depth int) bool {
	switch {
	case depth > maxDepth:
		w.fail(n, "too-deep", "", "nested too deeply")
		return false
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		w.fail(n, "no-aliases", "write the value out", "anchors and aliases are not allowed")
		return false
	case n.Tag == "!!merge":
		w.fail(n, "no-aliases", "write the values out", "merge keys are not allowed")
		return false
	case n.Style&yaml.TaggedStyle != 0:
		w.fail(n, "no-tags", "leave the tag out", "tags are not allowed")
		return false
	}
	ok := true
	for _, c := range n.Content {
		ok = w.plain(c, depth+1) && ok
	}
	return ok
}

// references checks that what is named exists.
func (w *walker) references(p *record.Patient) {
	var ids []string
	for _, l := range p.Lesions {
		ids = append(ids, l.ID)
	}
	for _, r := range w.lesions {
		if p.Lesion(r.id) == nil {
			w.unknownRef(r, "lesion", "declare it under lesions", ids)
		}
	}
	ids = nil
	for _, a := range w.entries {
		ids = append(ids, nonEmpty(a.entry.ID)...)
	}
	for _, r := range w.refs {
		if w.byID(r.id) == nil {
			w.unknownRef(r, "entry", "give the entry that is meant this id", ids)
		}
	}
	for _, c := range w.compared {
		if e := w.byID(c.scan.ComparedWith); e != nil {
			c.scan.ComparedOn = e.Span()
		} else {
			w.unknownRef(reference{c.node, c.scan.ComparedWith}, "entry", "an entry id, or the date of that examination", ids)
		}
	}
	for _, l := range w.diagnosis {
		l.Found = p.Tumour.Found
	}
	w.uniqueIDs()
}

func (w *walker) unknownRef(r reference, what, hint string, ids []string) {
	if best := fault.Nearest(r.id, ids); best != "" {
		hint = "did you mean " + best + "?"
	}
	w.fail(r.node, "unknown-"+what, hint, "no %s is called %q", what, shorten(r.id))
}

func (w *walker) byID(id string) *record.Entry {
	for _, a := range w.entries {
		if a.entry.ID == id {
			return a.entry
		}
	}
	return nil
}

func (w *walker) uniqueIDs() {
	seen := map[string]bool{}
	for _, a := range w.entries {
		id := a.entry.ID
		if id != "" && seen[id] {
			w.fail(w.node(&a.entry.ID), "duplicate-id", "every id once", "the id %q is given to two entries", shorten(id))
		}
		seen[id] = true
	}
}
