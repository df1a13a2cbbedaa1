package content

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"symport/internal/fault"
)

// mini is the smallest content that has one of everything.
func mini(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"editions/one.yaml": "id: one\nlabel: first\nbody: body\nfolders: [book]\nscope-in: ill\n",
		"terms/t.yaml": `
- {id: ill, type: truth, scope: patient, label: ill, definition: d, ask: a, where: w, burden: ask}
- {id: pregnant, type: truth, scope: patient, na: no, label: pregnant, definition: d, ask: a, where: w, burden: ask, safety: yes}
- {id: age, type: quantity, scope: patient, kind: age, unit: y, label: age, definition: d, ask: a, where: w, burden: record}
- {id: kind, type: enum, scope: patient, members: [red, blue], label: kind, definition: d, ask: a, where: w, burden: record}
- {id: lesion.bad, type: truth, scope: lesion, label: bad, definition: d, ask: a, where: w, burden: record}
`,
		"sources/s.yaml": `- {id: book, citation: The Book, verified: source}`,
		"facts/f.yaml":   `- {id: F001, kind: k, section: One, lines: 1-2, text: Old age., software: s, source: book, verified: source, notes: [I01]}`,
		"facts/notes.yaml": `
- {id: I01, text: odd, printed: "1", checked: "2", source: book, does: shows both, facts: [F001]}`,
		"book/params/p.yaml": `
- {id: old, kind: age, unit: y, value: 65, label: old, text: t, reason: r, sources: [book], locator: p. 1, verified: source, moves: yes, safer: lower}
- {id: fresh, kind: days, unit: d, value: 30, label: fresh, text: t, reason: r, sources: [book], locator: p. 1, verified: source, moves: yes, safer: lower, fresh-of: [pregnant]}`,
		"book/rules/r.yaml": `
- option: walk
  label: Walk
  number: 1
  kind: treatment
  arguments:
    - {rule: walk.ill, for: strong, when: ill, text: t, sources: [book], facts: [F001], verified: source}
    - {rule: walk.old, excludes: correctable, correct: rest, when: age >= p.old, text: t, sources: [book], verified: source}
- criterion: bad-any
  label: bad
  for: lesion
  over: any
  when: lesion.bad
  sources: [book]`,
		"safety/rules/s.yaml": `
- arguments-for: [walk]
  arguments:
    - {rule: safety.pregnant, excludes: absolute, when: pregnant, text: t, sources: [book], verified: source}`,
		"safety/tests/v.yaml": `
- id: S-1
  about: pregnant
  facts: {ill: yes, pregnant: yes, age: 30 y}
  expect: {options: {walk: contraindicated}}
- id: S-2
  like: S-1
  about: not pregnant
  facts: {pregnant: no}
  lesions: {L1: {lesion.bad: yes}}
  expect: {options: {walk: indicated}, criteria: {bad-any: met, bad-any@L1: met}}`,
	}
	for name, text := range changes {
		files[name] = text
	}
	out := fstest.MapFS{}
	for name, text := range files {
		if text != "absent" {
			out[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

func mustLoad(t *testing.T, fsys fs.FS, overlay string) *Content {
	t.Helper()
	var data []byte
	if overlay != "" {
		data = []byte(overlay)
	}
	c, err := Load(fsys, "one", data)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// wantProblem fails unless err is a list of problems with one that begins with at and
// holds text.
func wantProblem(t *testing.T, err error, at, text string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s ... %s", at, text)
	}
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("kind %v, want Invalid", fault.KindOf(err))
	}
	for line := range strings.Lines(err.Error()) {
		if strings.HasPrefix(line, at) && strings.Contains(line, text) {
			return
		}
	}
	t.Errorf("no problem %s ... %s in:\n%v", at, text, err)
}
