package content

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"symport/internal/fault"
)

// Coverage says which statements of a source are at work in the program.
type Coverage struct {
	Source     string    `json:"source"`
	Of         int       `json:"of"`
	Carried    int       `json:"carried"`
	Sections   []Section `json:"sections"`
	Statements []Carried `json:"facts"`
}

// Section is one section of the source.
type Section struct {
	Name    string   `json:"name"`
	Of      int      `json:"of"`
	Carried int      `json:"carried"`
	Missing []string `json:"missing"`
}

// Carried is one statement with the items that use it. A statement that only the
// reading room shows, or that is left out by intent, has a reason instead.
type Carried struct {
	ID     string   `json:"id"`
	By     []string `json:"by"`
	Reason string   `json:"reason,omitempty"`
}

// leftOut is an entry of coverage.yaml: a statement carried by something that is no
// item of the content, or not carried, with the reason.
type leftOut struct {
	Facts  []string
	By     string // "reading room", "command case check" ...; empty: not carried
	Reason string
}

// CoverageFile lists what is carried by no item, with the reason.
const CoverageFile = "coverage.yaml"

// Cover finds the items that carry each statement.
func Cover(c *Content, fsys fs.FS) (*Coverage, error) {
	by := c.carriers()
	if err := drugCarriers(by, fsys); err != nil {
		return nil, err
	}
	reasons := map[string]string{}
	entries, problems := readLeftOut(fsys)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for _, e := range entries {
		for _, id := range e.item.Facts {
			reasons[id] = e.item.Reason
			if e.item.By != "" {
				by[id] = append(by[id], e.item.By)
			}
		}
	}
	out := &Coverage{Source: c.Edition.Body, Of: len(c.Statements)}
	sections := map[string]*Section{}
	var order []string
	for _, id := range slices.Sorted(maps.Keys(c.Statements)) {
		name := c.Statements[id].Section
		if sections[name] == nil {
			sections[name] = &Section{Name: name, Missing: []string{}}
			order = append(order, name)
		}
		out.count(sections[name], Carried{ID: id, By: by[id], Reason: reasons[id]})
	}
	for _, name := range order {
		out.Sections = append(out.Sections, *sections[name])
	}
	return out, nil
}

func (cov *Coverage) count(s *Section, k Carried) {
	s.Of++
	if len(k.By) > 0 {
		s.Carried++
		cov.Carried++
	} else {
		k.By = []string{}
		s.Missing = append(s.Missing, k.ID)
	}
	cov.Statements = append(cov.Statements, k)
}

// carriers lists, by statement, the items that name it: rules, criteria, parameters,
// prognosis rows, follow-up items, activities and notes.
func (c *Content) carriers() map[string][]string {
	by := map[string][]string{}
	add := func(id, item string) {
		if !slices.Contains(by[id], item) {
			by[id] = append(by[id], item)
		}
	}
	for _, u := range c.users() {
		for _, id := range u.facts {
			add(id, u.kind+" "+u.id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Notes)) {
		for _, f := range c.Notes[id].Statements {
			add(f, "note "+id)
		}
	}
	return by
}

var statementID = regexp.MustCompile(`^[FI][0-9]{2,3}$`)

// drugCards reads the drug cards as they are written.
func drugCards(fsys fs.FS) ([]placed[string], error) {
	names, err := fs.Glob(fsys, "drugs/*.yaml")
	if err != nil {
		return nil, fault.New(fault.Invalid, "drugs: %w", err)
	}
	var cards []placed[string]
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fault.New(fault.Unavailable, "%w", err)
		}
		n, problems := parse(name, data)
		if err := problems.Err(); err != nil {
			return nil, err
		}
		cards = append(cards, placed[string]{strings.TrimSuffix(path.Base(name), ".yaml"), name, n})
	}
	return cards, nil
}

// drugCarriers adds the drug cards that name a statement.
func drugCarriers(by map[string][]string, fsys fs.FS) error {
	cards, err := drugCards(fsys)
	for _, card := range cards {
		scalars(card.node, func(text string) {
			if item := "drug " + card.item; statementID.MatchString(text) && !slices.Contains(by[text], item) {
				by[text] = append(by[text], item)
			}
		})
	}
	return err
}

// scalars visits every scalar of a tree.
func scalars(n *yaml.Node, visit func(string)) {
	if n.Kind == yaml.ScalarNode {
		visit(n.Value)
	}
	for _, c := range n.Content {
		scalars(c, visit)
	}
}

func readLeftOut(fsys fs.FS) ([]placed[leftOut], fault.Problems) {
	data, err := fs.ReadFile(fsys, CoverageFile)
	if err != nil {
		return nil, nil
	}
	n, problems := parse(CoverageFile, data)
	if n == nil {
		return nil, problems
	}
	d := &decoder{file: CoverageFile}
	entries := list[leftOut](d, n)
	return entries, d.problems
}

// coverage: what coverage.yaml says is about statements that exist, with a reason.
func (l *linter) coverage() {
	entries, problems := readLeftOut(l.fsys)
	l.problems = append(l.problems, problems...)
	by := l.carriers()
	if err := drugCarriers(by, l.fsys); err != nil {
		l.problems = append(l.problems, fault.Problem{Place: fault.Place{File: "drugs"}, ID: "drug-card", Message: err.Error()})
	}
	excused := map[string]bool{}
	for _, e := range entries {
		at := placeOf(e.file, e.node)
		if e.item.Reason == "" {
			l.problems = append(l.problems, fault.Problem{Place: at, ID: "reason-missing", Message: "no reason"})
		}
		for _, id := range e.item.Facts {
			excused[id] = true
			if _, ok := l.Statements[id]; !ok {
				l.problems = append(l.problems, fault.Problem{Place: at, ID: "fact-unknown", Message: "no fact " + id})
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.Statements)) {
		if len(by[id]) == 0 && !excused[id] {
			l.report(fault.Fatal, "fact", id, "fact-not-carried", "name it in the item that uses it, or give a reason in "+CoverageFile,
				"nothing carries fact %s", id)
		}
	}
}
