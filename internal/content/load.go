package content

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"symport/internal/fault"
	"symport/internal/rule"
)

// SafetyFolder holds the safety floor. It is read in every edition; an edition cannot
// leave it out and an overlay cannot reach its rules.
const SafetyFolder = "safety"

// Load reads the edition from the files of knowledge/ and compiles its rules. overlay
// is the text of a file that moves parameters, nil for none. It reads no tests. What
// is wrong with the files comes back as fault.Problems, all at once.
func Load(fsys fs.FS, edition string, overlay []byte) (*Content, error) {
	l := &loader{fsys: fsys}
	e := l.edition(edition)
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	files, err := l.gather(e)
	if err != nil {
		return nil, err
	}
	c := &Content{Edition: e, Hash: hashFiles(files), OverlayHash: "none"}
	l.fill(c, files)
	if l.problems.Err() == nil {
		l.overlay(c, overlay)
	}
	l.problems.Sort()
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

type loader struct {
	fsys     fs.FS
	problems fault.Problems
	files    []rule.File // the edition file, then everything read, in order
}

// fill decodes vocabulary and parameters and compiles the rules, while the texts that
// no rule needs are decoded beside.
func (l *loader) fill(c *Content, files []rule.File) {
	var rest *items
	var texts sync.WaitGroup
	texts.Go(func() { rest = decode(files, textFiles...) })
	items := decode(files, termFiles, paramFiles)
	params := items.params()
	c.Params = byID(items, params, "parameter", func(p Param) string { return p.ID })
	c.Vocabulary = rule.NewVocabulary(items.terms(params))
	var ruleProblems fault.Problems
	c.Rules, ruleProblems = rule.Compile(c.Vocabulary, plainParams(params), ruleFiles(c.Edition, files))
	texts.Wait()
	rest.into(c)
	c.places = items.places
	for key, place := range rest.places {
		c.places[key] = place
	}
	l.problems = slices.Concat(l.problems, items.problems, rest.problems, ruleProblems)
}

func plainParams(params []placed[Param]) []rule.Param {
	plain := make([]rule.Param, len(params))
	for i, p := range params {
		plain[i] = p.item.Param
	}
	return plain
}

func (l *loader) edition(id string) Edition {
	name := "editions/" + id + ".yaml"
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil || !fs.ValidPath(name) || strings.Contains(id, "/") {
		l.problems = append(l.problems, fault.Problem{Place: fault.Place{File: "editions"}, ID: "edition-unknown",
			Message: "no edition " + id, Hint: didYouMean(id, Editions(l.fsys))})
		return Edition{}
	}
	n, problems := parse(name, data)
	l.problems = append(l.problems, problems...)
	if n == nil {
		return Edition{}
	}
	d := &decoder{file: name}
	e := one[Edition](d, n)
	l.problems = append(l.problems, d.problems...)
	if e.item.ID != id {
		l.problems = append(l.problems, fault.Problem{Place: placeOf(name, n), ID: "edition-id",
			Message: "the edition of this file is called " + id, Hint: "write id: " + id})
	}
	l.files = append(l.files, rule.File{Name: name, Data: data})
	return e.item
}

// Editions lists the ids of the editions there are, sorted.
func Editions(fsys fs.FS) []string {
	names, _ := fs.Glob(fsys, "editions/*.yaml")
	for i, n := range names {
		names[i] = strings.TrimSuffix(path.Base(n), ".yaml")
	}
	slices.Sort(names)
	return names
}

// gather reads every file of the edition, in a fixed order.
func (l *loader) gather(e Edition) ([]rule.File, error) {
	patterns := []string{"terms/*.yaml", "sources/*.yaml", "facts/*.yaml", "findings/*.yaml", "questions.yaml", "drugs/*.yaml", "reviews/*.yaml"}
	for _, folder := range append(slices.Clone(e.Folders), SafetyFolder) {
		if folder == SafetyFolder && slices.Contains(e.Folders, SafetyFolder) {
			return nil, fault.New(fault.Invalid, "editions/%s.yaml: folder safety is part of every edition, leave it out of the list", e.ID)
		}
		if _, err := fs.Stat(l.fsys, folder); err != nil {
			return nil, fault.New(fault.Invalid, "editions/%s.yaml: no folder %s", e.ID, folder)
		}
		for _, p := range folderPatterns {
			patterns = append(patterns, folder+"/"+p)
		}
	}
	for _, p := range patterns {
		if err := l.read(p); err != nil {
			return nil, err
		}
	}
	if !slices.ContainsFunc(l.files, isFloor) {
		return nil, fault.New(fault.Invalid, "safety/rules: no rule file; no edition stands without the safety floor")
	}
	return l.files, nil
}

func isFloor(f rule.File) bool {
	return kindOf(f.Name) == ruleFileKind && strings.HasPrefix(f.Name, SafetyFolder+"/")
}

func (l *loader) read(pattern string) error {
	names, err := fs.Glob(l.fsys, pattern)
	if err != nil {
		return fault.New(fault.Invalid, "%s: %w", pattern, err)
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := fs.ReadFile(l.fsys, name)
		if err != nil {
			return fault.New(fault.Unavailable, "%w", err)
		}
		l.files = append(l.files, rule.File{Name: name, Data: data})
	}
	return nil
}

// hashFiles is SHA-256 over name, length and bytes of each file.
func hashFiles(files []rule.File) string {
	h := sha256.New()
	for _, f := range files {
		for _, part := range [][]byte{[]byte(f.Name), f.Data} {
			var size [8]byte
			binary.BigEndian.PutUint64(size[:], uint64(len(part)))
			h.Write(size[:])
			h.Write(part)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
